"""The one table of actions. Bindings, key bars, palette and help are made from it; no other place names a key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from textual.binding import Binding
from textual.keys import key_to_character

from newsread.app.claim_rows import FILTERS


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
    Where.LINES: "In the log",
    Where.HELP: "In the help",
    Where.UNSAVED: "While something is not saved",
    Where.JUMP: "While every sentence has its letter",
}
_OVER = {Where.SELECTING: Where.READER, Where.PANEL: Where.READER}
"""What lies over a screen, and over which: the screen's other keys work on."""
WINDOWS = frozenset(list(Where)[list(Where).index(Where.LIST) :])
"""The windows over the screens: they have their own keys only."""
EVERYWHERE = frozenset(Where).difference(_OVER, WINDOWS)
"""All screens."""
_TYPED_INTO = WINDOWS - {Where.LIST, Where.COUNTERPARTS, Where.SPREAD, Where.LINES, Where.UNSAVED}
"""Where a key that makes a sign is that sign; only the others of an action's keys work there."""
_LIBRARY = frozenset({Where.LIBRARY})
_READER = frozenset({Where.READER})
_CLAIMS = frozenset({Where.CLAIMS})
_COVERAGE = frozenset({Where.COVERAGE})
_SELECTING = frozenset({Where.SELECTING})
_PANEL = frozenset({Where.PANEL})
_COUNTERPARTS = frozenset({Where.COUNTERPARTS})
_SPREAD = frozenset({Where.SPREAD})
_EVIDENCE = frozenset({Where.EVIDENCE})
_DECIDE = frozenset({Where.DECIDE})
_EXPORT = frozenset({Where.EXPORT})
_UNSAVED = frozenset({Where.UNSAVED})
_UNTYPED_LISTS = frozenset({Where.LIST, Where.COUNTERPARTS, Where.SPREAD, Where.LINES})
_LISTS = _UNTYPED_LISTS | {Where.SEEKING, Where.EVIDENCE, Where.HELP}


@dataclass(frozen=True)
class Action:
    """Something that a reader can do."""

    id: str
    keys: tuple[str, ...]
    """The keys as Textual names them; the first is the one that is shown. Without one it is found in the palette."""
    words: str
    """What it is called in the key bar and in the palette."""
    tells: str
    """What it does, as help and palette explain it."""
    call: str
    """The action of screen or app that it calls, with its arguments."""
    where: frozenset[Where] = EVERYWHERE
    bar: bool = False
    """Whether it stands in the key bar, as far as there is room; the table's order is the bar's."""

    @property
    def key(self) -> str:
        """The first key as a person would write it; empty without one."""
        return _shown(self.keys[0]) if self.keys else ""

    @property
    def label(self) -> str:
        """What the palette calls it."""
        return f"{self.words} ({self.key})" if self.key else self.words

    @property
    def all_keys(self) -> str:
        """All keys as a person would write them."""
        return ", ".join(_shown(key) for key in self.keys if not _SHIFTED.fullmatch(key))


_SHIFTED = re.compile(r"shift\+[a-z]")
_SIGNS = {
    "question_mark": "?",
    "slash": "/",
    "equals_sign": "=",
    "space": "space",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "backslash": "\\",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def _shown(key: str) -> str:
    return _SIGNS.get(key, key)


def _shifted(letter: str) -> tuple[str, str]:
    # A terminal that reports shift+v without the text it makes yields `shift+v`, not `V`.
    return letter.upper(), f"shift+{letter}"


_IN_WINDOWS: tuple[Action, ...] = (
    Action(
        "choose row",
        ("enter",),
        "choose",
        "Choose the row.",
        "choose",
        frozenset({Where.LIST, Where.SEEKING}),
        True,
    ),
    Action("go to counterpart", ("enter",), "go there", "Go to the counterpart.", "go", _COUNTERPARTS, True),
    Action(
        "confirm counterpart",
        ("space", "y"),
        "confirm",
        "Say that it tells the same claim, or take that back.",
        "confirm",
        _COUNTERPARTS,
        True,
    ),
    Action(
        "reject counterpart",
        ("x",),
        "reject",
        "Say that it does not tell the same claim, or take that back.",
        "reject",
        _COUNTERPARTS,
        True,
    ),
    Action(
        "name counterpart",
        ("n", "p"),
        "another",
        "Name another sentence of the article, which tells the same claim.",
        "name",
        _COUNTERPARTS,
        True,
    ),
    Action("tick", ("space",), "tick", "Tick the counterpart, or take that back.", "tick", _SPREAD, True),
    Action("give", ("enter",), "give", "Give the verdict to the counterparts that are ticked.", "give", _SPREAD, True),
    Action("add evidence", ("enter",), "add", "Add the web address to the evidence.", "add", _EVIDENCE, True),
    Action(
        "take sentence",
        ("ctrl+s",),
        "sentence",
        "Take a sentence of another article as evidence.",
        "sentence",
        _EVIDENCE,
        True,
    ),
    Action("remove evidence", ("ctrl+r",), "remove", "Remove the piece of evidence.", "remove", _EVIDENCE, True),
    Action("next verdict", ("tab",), "verdict", "Choose the next verdict.", "turn(1)", _DECIDE, True),
    Action("previous verdict", ("shift+tab",), "verdict before", "Choose the verdict before.", "turn(-1)", _DECIDE),
    Action("take decision", ("enter",), "decide", "Decide so, for the reason that is written.", "keep", _DECIDE, True),
    Action("keep reason", ("enter",), "save", "Save the reason.", "keep", frozenset({Where.TEXT}), True),
    Action(
        "new line",
        ("ctrl+j", "alt+enter", "shift+enter"),
        "new line",
        "Begin a new line.",
        "new_line",
        _DECIDE | {Where.TEXT},
        True,
    ),
    Action("take name", ("enter",), "take", "Read under the name.", "take", frozenset({Where.NAME}), True),
    Action("write file", ("enter",), "write", "Write the file.", "write", _EXPORT, True),
    Action("next format", ("down",), "format", "Choose the next format.", "turn(1)", _EXPORT, True),
    Action("previous format", ("up",), "format before", "Choose the format before.", "turn(-1)", _EXPORT),
    Action("stay", ("escape", "enter"), "stay", "Stay.", "answer(False)", _UNSAVED, True),
    Action(
        "lose",
        _shifted("l"),
        "leave",
        "Leave newsread, and lose what is not saved.",
        "answer(True)",
        _UNSAVED,
        True,
    ),
    Action("leave", ("escape", "q"), "leave", "Close the window.", "leave", WINDOWS - _UNSAVED, True),
    Action("close log", _shifted("l"), "close", "Close the log again.", "leave", frozenset({Where.LINES})),
    Action("close help", ("f1",), "close", "Close the help again.", "leave", frozenset({Where.HELP})),
    Action("next field", ("tab",), "next field", "Go to the next field.", "app.focus_next", _EVIDENCE, True),
    Action("list down", ("down", "j"), "down", "Next row, or line.", "move(1)", _LISTS),
    Action("list up", ("up", "k"), "up", "Row, or line, before.", "move(-1)", _LISTS),
    Action("list page down", ("pagedown",), "page down", "A page down.", "page(1)", _LISTS),
    Action("list page up", ("pageup",), "page up", "A page up.", "page(-1)", _LISTS),
    Action("list top", ("g", "home"), "top", "To the first row, or line.", "end(-1)", _UNTYPED_LISTS),
    Action("list bottom", ("G", "shift+g", "end"), "bottom", "To the last row, or line.", "end(1)", _UNTYPED_LISTS),
)
"""What the windows have keys for; their key bars begin with it."""

ACTIONS: tuple[Action, ...] = (
    *_IN_WINDOWS,
    # What a claim is judged to be comes first: it is what the program is for.
    Action(
        "verified",
        ("v",),
        "verified",
        "The claim's content is so.",
        "judge('verified', 'content')",
        _READER,
        True,
    ),
    Action(
        "disputed",
        ("d",),
        "disputed",
        "The claim's content is disputed.",
        "judge('disputed', 'content')",
        _READER,
        True,
    ),
    Action(
        "unverifiable",
        ("u",),
        "unverifiable",
        "The claim's content cannot be checked.",
        "judge('unverifiable', 'content')",
        _READER,
        True,
    ),
    Action(
        "read",
        ("enter",),
        "read",
        "Read the picked articles side by side, or all of them.",
        "read",
        _LIBRARY,
        True,
    ),
    Action("pick", ("space",), "pick", "Pick the article, or unpick it.", "pick", _LIBRARY, True),
    Action("continue", ("r",), "continue", "Go on reading where you were.", "continue", _LIBRARY, True),
    Action(
        "seek",
        ("slash",),
        "search",
        "List the articles with these words in title, outlet, file, progress or text; capitals count if you type one.",
        "seek",
        _LIBRARY,
        True,
    ),
    Action(
        "next shown",
        ("tab", "l", "right"),
        "filter",
        "List all articles, those with untagged claims, those with claims to check, or those that are done.",
        "turn(1)",
        _LIBRARY,
        True,
    ),
    Action(
        "previous shown",
        ("shift+tab", "h", "left"),
        "previous filter",
        "List the articles of the filter before.",
        "turn(-1)",
        _LIBRARY,
    ),
    Action(
        "sort articles",
        ("s",),
        "sort",
        "Sort the articles by place, title, outlet, date or progress.",
        "sort",
        _LIBRARY,
        True,
    ),
    Action("show all", ("escape",), "all", "List all articles again, or hide the hint.", "show_all", _LIBRARY),
    Action("go", ("enter",), "go there", "Go to the claim in its article.", "go", _CLAIMS, True),
    Action(
        "confirm",
        ("y",),
        "confirm",
        "The claim's words have changed, and these are they: take the place that is shown.",
        "confirm",
        _CLAIMS,
        True,
    ),
    Action(
        "place", ("p",), "place", "Choose where in its article the claim's words stand now.", "place", _CLAIMS, True
    ),
    Action("gone", ("o",), "gone", "The claim's words are no longer in its article.", "gone", _CLAIMS, True),
    Action("decide", ("d",), "decide", "Decide where annotators differ.", "decide", _CLAIMS, True),
    Action(
        "next filter",
        ("tab", "l", "right"),
        "filter",
        "Show the claims of the next filter.",
        "turn(1)",
        _CLAIMS,
        True,
    ),
    Action("sort", ("s",), "sort", "Sort the claims by place, time, verdict or annotator.", "sort", _CLAIMS, True),
    Action(
        "search",
        ("slash",),
        "search",
        "Search words, reasons, annotators, outlets and file names; capitals count if you type one.",
        "search",
        _CLAIMS,
        True,
    ),
    Action(
        "next",
        ("n",),
        "next",
        "Go to the next claim of which nothing has been said; while something is sought, to where it is found next.",
        "untagged(1)",
        _READER,
        True,
    ),
    Action("next pane", ("tab", "l", "right"), "pane", "Go to the next article.", "pane(1)", _READER, True),
    Action(
        "undo",
        ("z", "ctrl+z"),
        "undo",
        "Undo what you last said, in whatever article, and go there.",
        "undo",
        bar=True,
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        "help",
        "Show every key that works here.",
        "app.help",
        EVERYWHERE | WINDOWS - {Where.HELP, Where.JUMP},
        True,
    ),
    Action(
        "reason",
        ("r",),
        "reason",
        "Write the reason: of the claim just tagged until the cursor is moved, else of this one.",
        "reason",
        _READER | _CLAIMS,
        True,
    ),
    Action(
        "evidence",
        ("e",),
        "evidence",
        "Give the verdict its evidence, web addresses and sentences of other articles: of what “reason” is about.",
        "evidence",
        _READER | _CLAIMS,
        True,
    ),
    Action(
        "word on",
        ("l", "right"),
        "word →",
        "Move the end of the selection to the next word.",
        "word(1)",
        _SELECTING,
        True,
    ),
    Action("word back", ("h", "left"), "word ←", "Move it to the word before.", "word(-1)", _SELECTING, True),
    Action(
        "sentence on",
        ("j", "down"),
        "sentence ↓",
        "Move it to the next sentence's end, or beginning.",
        "sentence(1)",
        _SELECTING,
        True,
    ),
    Action(
        "sentence back",
        ("k", "up"),
        "sentence ↑",
        "Move it to the end, or the beginning, of the sentence before.",
        "sentence(-1)",
        _SELECTING,
        True,
    ),
    Action("other end", ("o", "tab"), "other end", "Move the other end.", "other_end", _SELECTING, True),
    Action("select none", ("escape",), "none", "Select nothing.", "select_none", _SELECTING, True),
    Action(
        "keep selection",
        ("enter",),
        "keep",
        "Keep the selection for what you say next, and let the keys move the cursor again, which ends it.",
        "keep_selection",
        _SELECTING,
        True,
    ),
    Action("back", ("q",), "library", "Go back to the library.", "back", _READER, True),
    Action(
        "stop",
        ("escape",),
        "stop",
        "End the search, hide the tellings, end what is lit or dim: one after the other. Then go back to the library.",
        "stop",
        _READER,
    ),
    Action(
        "find",
        ("slash",),
        "find",
        "Find words in all articles, or a regular expression; capitals count if you type one.",
        "find",
        _READER,
        True,
    ),
    Action("leave claims", ("q",), "back", "Go back to where you came from.", "back", _CLAIMS, True),
    Action(
        "clear search",
        ("escape",),
        "clear",
        "End the search, or else go back to where you came from.",
        "clear",
        _CLAIMS,
    ),
    Action("go to cell", ("enter",), "go there", "Go to the sentence in the column's article.", "go", _COVERAGE, True),
    Action(
        "sort coverage",
        ("s",),
        "sort",
        "Sort by how widely told, by disagreement, or by what is untagged.",
        "sort",
        _COVERAGE,
        True,
    ),
    Action(
        "told by one",
        ("o",),
        "told by one",
        "Show or hide what only one article tells.",
        "lone",
        _COVERAGE,
        True,
    ),
    Action("next column", ("tab", "l", "right"), "column", "Go to the next article.", "column(1)", _COVERAGE, True),
    Action(
        "previous column",
        ("shift+tab", "h", "left"),
        "previous column",
        "Go to the article before.",
        "column(-1)",
        _COVERAGE,
    ),
    Action("leave coverage", ("q", "escape"), "back", "Go back to where you came from.", "back", _COVERAGE, True),
    Action("panel go", ("enter",), "go there", "Go to the row's next place in the texts.", "go", _PANEL, True),
    Action(
        "merge",
        ("m",),
        "merge",
        "Mark the name; on another one, say that both are one.",
        "merge",
        _PANEL,
        True,
    ),
    Action("split", ("s",), "split", "Say that a form of the name is another's.", "split", _PANEL, True),
    Action("retype", ("t",), "type", "Say of what type the name is.", "retype", _PANEL, True),
    Action("ignore", ("i",), "no name", "Say that it is no name.", "ignore", _PANEL, True),
    Action(
        "dim",
        ("space",),
        "dim",
        "Dim all but what all tell, or what only one tells; or no more.",
        "dim",
        _PANEL,
        True,
    ),
    Action("next view", ("tab", "l", "right"), "view", "Show the panel's next view.", "turn(1)", _PANEL, True),
    Action(
        "previous view",
        ("shift+tab", "h", "left"),
        "previous view",
        "Show the panel's view before.",
        "turn(-1)",
        _PANEL,
    ),
    Action(
        "close panel",
        ("f", "escape", "q"),
        "close",
        "Close the panel, and go back to the text.",
        "close",
        _PANEL,
        True,
    ),
    Action("row down", ("j", "down"), "row down", "Next row of the panel.", "move(1)", _PANEL),
    Action("row up", ("k", "up"), "row up", "Previous row of the panel.", "move(-1)", _PANEL),
    Action("rows down", ("pagedown",), "rows down", "A page of rows down.", "page(1)", _PANEL),
    Action("rows up", ("pageup",), "rows up", "A page of rows up.", "page(-1)", _PANEL),
    Action("first row", ("g", "home"), "first row", "To the panel's first row.", "end(-1)", _PANEL),
    Action("last row", ("G", "shift+g", "end"), "last row", "To the panel's last row.", "end(1)", _PANEL),
    Action(
        "panel",
        ("f",),
        "panel",
        "Open the side panel: who is named, numbers and dates, what all tell and what only one tells.",
        "panel",
        _READER,
        True,
    ),
    Action(
        "previous mention",
        ("left_square_bracket",),
        "mention before",
        "Go to where the lit name stands before; it stays lit until you leave it with “stop”.",
        "mention(-1)",
        _READER,
    ),
    Action(
        "light name",
        ("backslash",),
        "light a name",
        "Light in all articles what the sentence names: again, the next that it names. A click on a name does it too.",
        "light_name",
        _READER,
    ),
    Action("claims", _shifted("c"), "claims", "List all claims and marks.", "app.claims", _LIBRARY | _READER, True),
    Action("quit", ("q",), "quit", "Leave newsread.", "app.quit", _LIBRARY, True),
    Action(
        "seen",
        ("space",),
        "seen",
        "Mark the sentence as seen and go to the next.",
        "mark('seen')",
        _READER,
        True,
    ),
    Action(
        "to check",
        ("t",),
        "to check",
        "Mark the sentence to be checked later.",
        "mark('to check')",
        _READER,
        True,
    ),
    Action(
        "not a claim",
        ("i",),
        "no claim",
        "Mark the sentence as not a claim.",
        "mark('not a claim')",
        _READER,
        True,
    ),
    Action(
        "withdraw",
        ("x",),
        "withdraw",
        "Withdraw the verdict on the content, or else the mark.",
        "withdraw('content')",
        _READER | _CLAIMS,
        True,
    ),
    Action(
        "counterparts",
        ("m",),
        "counterparts",
        "List the sentence's counterparts: go there, confirm, reject, or name another sentence.",
        "counterparts",
        _READER,
        True,
    ),
    Action(
        "spread",
        ("a",),
        "also there",
        "Give the same verdict to confirmed counterparts that you tick in a list.",
        "spread",
        _READER,
        True,
    ),
    Action(
        "coverage",
        ("c",),
        "coverage",
        "Show which claims which articles tell, and your verdicts on them.",
        "app.coverage",
        _LIBRARY | _READER,
        True,
    ),
    Action(
        "select",
        ("s",),
        "select",
        "Select any words, to judge or mark them: it begins with the sentence, or goes on with what is selected.",
        "select",
        _READER,
        True,
    ),
    Action(
        "repeat",
        ("full_stop",),
        "repeat",
        "Say of this sentence, or of what is selected, what you said last: the verdict or mark without its reason.",
        "repeat",
        _READER,
        True,
    ),
    Action(
        "claim here",
        ("comma",),
        "other claim",
        "Go to the next of several claims that have words in this sentence, and at last back to the sentence.",
        "claim_here",
        _READER,
        True,
    ),
    Action(
        "log",
        _shifted("l"),
        "log",
        "Show all that was said of the claim, when and why.",
        "log",
        _READER | _CLAIMS,
    ),
    Action("redo", ("Z", "shift+z", "ctrl+y"), "redo", "Do again what was undone.", "redo", bar=True),
    Action(
        "entities",
        ("b",),
        "colours",
        "Show or hide the colours of names, places, dates and numbers.",
        "entities",
        _READER,
        True,
    ),
    Action(
        "said verified",
        _shifted("v"),
        "said: verified",
        "It was said so: the statement is verified.",
        "judge('verified', 'statement')",
        _READER,
    ),
    Action(
        "said disputed",
        _shifted("d"),
        "said: disputed",
        "Whether it was said is disputed.",
        "judge('disputed', 'statement')",
        _READER,
    ),
    Action(
        "said unverifiable",
        _shifted("u"),
        "said: unverifiable",
        "Whether it was said cannot be checked.",
        "judge('unverifiable', 'statement')",
        _READER,
    ),
    Action(
        "said withdraw",
        _shifted("x"),
        "said: withdraw",
        "Withdraw the verdict on the statement.",
        "withdraw('statement')",
        _READER | _CLAIMS,
    ),
    Action(
        "align", ("equals_sign",), "align", "Bring into view where the others tell the claim.", "align", _READER, True
    ),
    Action(
        "tellings",
        ("p",),
        "tellings",
        "Show or hide all tellings of the claim under each other, with the words in which they differ.",
        "tellings",
        _READER,
        True,
    ),
    Action(
        "sync",
        _shifted("s"),
        "sync",
        "How the others move along: to the claim, by share of their length, or not at all.",
        "sync",
        _READER,
        True,
    ),
    Action(
        "suggestions",
        _shifted("h"),
        "hide",
        "Hide or show all that the machine suggests: judge first, then look.",
        "suggestions",
        _READER,
        True,
    ),
    Action("tellings down", ("J", "shift+j"), "tellings down", "Scroll the tellings down.", "scroll(1)", _READER),
    Action("tellings up", ("K", "shift+k"), "tellings up", "Scroll the tellings up.", "scroll(-1)", _READER),
    *(
        Action(
            f"article {number}",
            (str(number),),
            f"article {number}",
            f"Go to article {number}, to where it tells the claim if it does.",
            f"article({number})",
            _READER,
        )
        for number in range(1, 10)
    ),
    Action("down", ("j", "down"), "down", "Next sentence, or next row.", "move(1)"),
    Action("up", ("k", "up"), "up", "Previous sentence, or previous row.", "move(-1)"),
    Action(
        "previous",
        _shifted("n"),
        "previous",
        "Go to the previous claim of which nothing has been said, or to where what is sought is found before.",
        "untagged(-1)",
        _READER,
    ),
    Action(
        "previous pane",
        ("shift+tab", "h", "left"),
        "previous pane",
        "Go to the previous article.",
        "pane(-1)",
        _READER,
    ),
    Action(
        "previous filter",
        ("shift+tab", "h", "left"),
        "previous filter",
        "Show the claims of the filter before.",
        "turn(-1)",
        _CLAIMS,
    ),
    *(
        Action(
            f"filter {key}",
            (str(key % 10),),
            each.name,
            f"List the claims under “{each.name}”.",
            f"choose({key})",
            _CLAIMS,
        )
        for key, each in enumerate(FILTERS, 1)
    ),
    Action("jump", ("semicolon",), "jump", "Go to any sentence on the screen, by the letter on it.", "jump", _READER),
    Action("more panes", ("plus",), "more panes", "Show one more article side by side.", "panes(1)", _READER),
    Action("fewer panes", ("minus",), "fewer panes", "Show one article fewer side by side.", "panes(-1)", _READER),
    Action("page down", ("pagedown",), "page down", "A page down.", "page(1)"),
    Action("page up", ("pageup",), "page up", "A page up.", "page(-1)"),
    Action("top", ("g", "home"), "top", "To the first sentence, or row.", "end(-1)"),
    Action("bottom", ("G", "shift+g", "end"), "bottom", "To the last sentence, or row.", "end(1)"),
    Action("pick all", ("a",), "pick all", "Pick all articles, or none.", "pick_all", _LIBRARY, True),
    Action(
        "export",
        ("E", "shift+e"),
        "export",
        "Write everything that was recorded to a file.",
        "app.export",
        bar=True,
    ),
    Action(
        "annotator",
        ("w",),
        "who",
        "Say who is reading: under this name tags are kept.",
        "app.annotator",
        bar=True,
    ),
    Action(
        "next mention",
        ("right_square_bracket",),
        "mention",
        "Go to where the lit name stands next, in any article; where none is lit, light the sentence's first.",
        "mention(1)",
        _READER,
        True,
    ),
    Action(
        "cite",
        ("y",),
        "copy",
        "Copy the sentence, or what is selected, with its source.",
        "cite",
        _READER,
        True,
    ),
    Action("open address", ("o",), "open", "Open the article's address in the browser.", "open_address", _READER, True),
    Action(
        "others",
        (),
        "others' tags",
        "Show or hide what other annotators said; hidden, a second reading is blind.",
        "app.others",
    ),
    Action(
        "agreement",
        (),
        "agreement",
        "Show how far the annotators agree, and on which claims they differ.",
        "app.agreement",
    ),
    Action(
        "next theme",
        ("f2",),
        "next theme",
        "Change between dark, light and colours that are safe for colour blindness.",
        "app.next_theme",
    ),
    Action("quit anywhere", ("ctrl+q",), "quit", "Leave newsread.", "app.quit"),
)


PALETTE_KEY = "ctrl+p"
"""Opens the palette, where what has no key is found by its name."""

_in_force = list(ACTIONS)
"""The table with the keys that the reader has chosen."""


def rekey(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give actions, by their ids, other keys than those of the table, and all others those; see `keymap`."""
    _in_force[:] = [replace(action, keys=keys.get(action.id, action.keys)) for action in ACTIONS]
    calls.cache_clear()


def all_actions() -> Sequence[Action]:
    """Return all actions with the keys that they have now, in the table's order."""
    return tuple(_in_force)


def actions(where: Where) -> Iterator[Action]:
    """Return the actions that work on a screen or in a window, in the table's order, with the keys that do so there."""
    return (replace(action, keys=free_in(where, action.keys)) for action in _in_force if where in action.where)


def free_in(where: Where, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some keys that can call something there: all, or where one types those that make no sign."""
    return tuple(key for key in keys if not _makes_a_sign(key)) if where in _TYPED_INTO else keys


@cache
def _makes_a_sign(key: str) -> bool:
    sign = key_to_character(key)
    return bool(_SHIFTED.fullmatch(key)) or (sign is not None and sign.isprintable())


def working(where: Where) -> list[Action]:
    """Return the actions of a screen; while something lies over it first those, and then what they leave a key."""
    own = list(actions(where))
    taken = {key for action in own for key in action.keys}
    below = actions(_OVER[where]) if where in _OVER else ()
    left = (replace(action, keys=tuple(key for key in action.keys if key not in taken)) for action in below)
    return [*own, *(action for action in left if action.keys)]


@cache
def calls(where: Where) -> frozenset[str]:
    """Return what the actions of `working` call."""
    return frozenset(action.call for action in working(where))


def covered(where: Where) -> Where | None:
    """Return the screen that something lies over; None where it is a screen or a window of its own."""
    return _OVER.get(where)


def bindings(where: Where) -> list[Binding]:
    """Return the bindings of a screen."""
    return [
        Binding(key, action.call, action.words, id=f"{where}.{action.id}.{key}", tooltip=action.tells)
        for action in actions(where)
        for key in action.keys
    ]


def key_of(action_id: str) -> str:
    """Return the key of an action, for a hint on it."""
    return next(action.key for action in _in_force if action.id == action_id)
