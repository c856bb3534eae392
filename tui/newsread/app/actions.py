"""The one table of actions. Bindings, key bars, palette and help are made from it; no other place names a key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

from newsread.app.claim_rows import FILTERS


class Where(StrEnum):
    """The screens that an action works on."""

    LIBRARY = "library"
    READER = "reader"
    CLAIMS = "claims"


EVERYWHERE = frozenset(Where)
_LIBRARY = frozenset({Where.LIBRARY})
_READER = frozenset({Where.READER})
_CLAIMS = frozenset({Where.CLAIMS})


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
    "space": "space",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
}


def _shown(key: str) -> str:
    return _SIGNS.get(key, key)


def _shifted(letter: str) -> tuple[str, str]:
    # A terminal that reports shift+v without the text it makes yields `shift+v`, not `V`.
    return letter.upper(), f"shift+{letter}"


ACTIONS: tuple[Action, ...] = (
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
        "Go to the next claim of which nothing has been said.",
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
    Action("help", ("question_mark", "f1"), "help", "Show every key that works here.", "app.help", bar=True),
    Action(
        "reason",
        ("r",),
        "reason",
        "Write the reason: of the claim just tagged until the cursor is moved, else of this one.",
        "reason",
        _READER | _CLAIMS,
        True,
    ),
    Action("back", ("q", "escape"), "library", "Go back to the library.", "back", _READER, True),
    Action("leave claims", ("q",), "back", "Go back to where you came from.", "back", _CLAIMS, True),
    Action(
        "clear search",
        ("escape",),
        "clear",
        "End the search, or else go back to where you came from.",
        "clear",
        _CLAIMS,
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
    Action("down", ("j", "down"), "down", "Next sentence, or next row.", "move(1)"),
    Action("up", ("k", "up"), "up", "Previous sentence, or previous row.", "move(-1)"),
    Action(
        "previous",
        _shifted("n"),
        "previous",
        "Go to the previous claim of which nothing has been said.",
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
    Action("light", ("f2",), "light or dark", "Change between dark and light colours.", "app.light"),
    Action("quit anywhere", ("ctrl+q",), "quit", "Leave newsread.", "app.quit"),
)


def actions(where: Where) -> Iterator[Action]:
    """Return the actions that work on a screen, in the table's order."""
    return (action for action in ACTIONS if where in action.where)


def bindings(where: Where) -> list[Binding]:
    """Return the bindings of a screen."""
    return [
        Binding(key, action.call, action.words, id=f"{where}.{action.id}.{key}", tooltip=action.tells)
        for action in actions(where)
        for key in action.keys
    ]


def key_of(action_id: str) -> str:
    """Return the key of an action, for a hint on it."""
    return next(action.key for action in ACTIONS if action.id == action_id)
