"""Where an action works: the screens, what lies over them, and the windows."""

from enum import StrEnum


class Where(StrEnum):
    """The screens and the windows over them that an action works on."""

    LIBRARY = "library"
    READER = "reader"
    CLAIMS = "claims"
    COVERAGE = "coverage"
    SELECTING = "selecting"
    """The reader, while words are selected: these keys lie over the reader's own."""
    PANEL = "panel"
    """The reader, while its side panel has the keys."""
    LIST = "list"
    """A list, of which one thing is chosen."""
    SEEKING = "seeking"
    """A list of sentences, which typing narrows down."""
    COUNTERPARTS = "counterparts"
    SPREAD = "spread"
    EVIDENCE = "evidence"
    TEXT = "text"
    """A reason, as it is written."""
    DECIDE = "decide"
    NAME = "name"
    EXPORT = "export"
    ADDING = "adding"
    """Where articles are added."""
    LINES = "lines"
    """Lines that are only read."""
    HELP = "help"
    UNSAVED = "unsaved"
    """The warning that something is not on the disk."""
    JUMP = "jump"

    @property
    def heading(self) -> str:
        """Where that is, as help says it."""
        return _HEADINGS[self]


_HEADINGS = {
    Where.LIBRARY: "In the library",
    Where.READER: "In the reader",
    Where.CLAIMS: "In the claims list",
    Where.COVERAGE: "In the coverage",
    Where.SELECTING: "While words are selected",
    Where.PANEL: "In the side panel",
    Where.LIST: "In a list",
    Where.SEEKING: "In a list of sentences",
    Where.COUNTERPARTS: "Among the counterparts",
    Where.SPREAD: "While a verdict is spread",
    Where.EVIDENCE: "In the evidence",
    Where.TEXT: "While a reason is written",
    Where.DECIDE: "While it is decided where annotators differ",
    Where.NAME: "While the reader's name is typed",
    Where.EXPORT: "In the export",
    Where.ADDING: "While articles are added",
    Where.LINES: "In the log",
    Where.HELP: "In the help",
    Where.UNSAVED: "While something is not saved",
    Where.JUMP: "While every sentence has its letter",
}
OVER = {Where.SELECTING: Where.READER, Where.PANEL: Where.READER}
"""What lies over a screen, and over which: the screen's other keys work on."""
WINDOWS = frozenset(list(Where)[list(Where).index(Where.LIST) :])
"""The windows over the screens: they have their own keys only."""
EVERYWHERE = frozenset(Where).difference(OVER, WINDOWS)
"""All screens."""
TYPED_INTO = WINDOWS - {Where.DECIDE, Where.LIST, Where.COUNTERPARTS, Where.SPREAD, Where.LINES, Where.UNSAVED}
"""Where a key that makes a sign is that sign; only the others of an action's keys work there."""
IN_LIBRARY = frozenset({Where.LIBRARY})
IN_READER = frozenset({Where.READER})
IN_CLAIMS = frozenset({Where.CLAIMS})
IN_COVERAGE = frozenset({Where.COVERAGE})
SELECTING = frozenset({Where.SELECTING})
IN_PANEL = frozenset({Where.PANEL})
AMONG_COUNTERPARTS = frozenset({Where.COUNTERPARTS})
SPREADING = frozenset({Where.SPREAD})
IN_EVIDENCE = frozenset({Where.EVIDENCE})
DECIDING = frozenset({Where.DECIDE})
IN_EXPORT = frozenset({Where.EXPORT})
ADDING = frozenset({Where.ADDING})
UNSAVED = frozenset({Where.UNSAVED})
UNTYPED_LISTS = frozenset({Where.LIST, Where.COUNTERPARTS, Where.SPREAD, Where.LINES})
LISTS = UNTYPED_LISTS | {Where.SEEKING, Where.EVIDENCE, Where.ADDING, Where.HELP}
