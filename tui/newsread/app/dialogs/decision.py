"""Where annotators differ, somebody decides: a verdict and its reason, beside what each of them said."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.annotations.history import Called
from newsread.annotations.records import Record, Verdict
from newsread.app.actions.keys import actions, key_of
from newsread.app.actions.places import Where
from newsread.app.claims.claim_details import reasons_of
from newsread.app.dialogs.base import Dialog
from newsread.app.reader.claim_bar import in_words
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.widgets.bars import plain
from newsread.app.widgets.inputs import TextEditor
from newsread.app.widgets.quoting import QuotedWords


class Decision(NamedTuple):
    """What was decided, and why."""

    verdict: Verdict
    reason: str


class DecideDialog(Dialog[Decision]):
    """Asks for a verdict, none of which is chosen before, and for the reason; gives None where it was left."""

    DEFAULT_CSS = """
    DecideDialog {
        align: center bottom;
        & > Vertical { max-width: 100; }
        & TextArea { height: 3; }
        & #said { max-height: 12; height: auto; padding: 1 0; }
    }
    """
    AT_EDGE = True
    where = Where.DECIDE

    AUTO_FOCUS = ""  # else the reason would take the keys of the verdicts

    def __init__(self, words: str, said: Sequence[Record], called: Called | None = None, title: str = "Decide") -> None:
        """Show what was `said` of these words; `called` tells what other articles are called."""
        super().__init__()
        self._words, self._said, self._title = words, said, title
        self._called = called
        self._chosen: Verdict | None = None
        self._is_held = False
        """Whether letters were typed that choose nothing: whoever types them means to write the reason."""

        self._verdict_keys = {key for each in actions(self.where) if "choose" in each.call for key in each.keys}

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            yield QuotedWords(self._words, 3)
            yield Static(Content("\n").join(_told(record, self._called) for record in self._said), id="said")
            yield Static(id="choice")
            yield Static(id="reason")
            yield TextEditor("", self.where)
            yield Static("", classes="wrong")
            yield self.key_bar

    def on_mount(self) -> None:
        """Begin with no verdict chosen."""
        self._show()

    def _show(self) -> None:
        chosen = (
            Content.assemble(
                plain(f"{key_of(f'decide {verdict}')} ", "$quiet"),
                plain(f" {verdict.glyph} {verdict} ", f"reverse bold ${verdict}" if verdict is self._chosen else ""),
            )
            for verdict in Verdict
        )
        is_writing = isinstance(self.focused, TextEditor)
        key = key_of("write reason")
        there, here = ("", f"{CURSOR_BAR} ") if is_writing else (f"{CURSOR_BAR} ", "")
        self.query_one("#choice", Static).update(Content.assemble(plain(there, "$primary"), Content("  ").join(chosen)))
        hint = f"Reason · {key} goes back to the verdicts" if is_writing else f"Reason · {key} to write one"
        self.query_one("#reason", Static).update(Content.assemble(plain(here, "$primary"), plain(hint, "$quiet")))

    def action_choose(self, verdict: str) -> None:
        """Choose a verdict, but not with letters that are meant for the reason."""
        if self._is_held:
            return
        self._chosen = Verdict(verdict)
        self._show()
        self.query_one(".wrong", Static).update("")

    def action_switch(self) -> None:
        """Go to the reason, or back to the verdicts."""
        self._is_held = False
        self.query_one(".wrong", Static).update("")
        self.set_focus(None if self.focused else self.query_one(TextEditor))
        self.key_bar.show()
        self._show()

    def on_descendant_focus(self) -> None:
        """Show where the keys go, also after a click."""
        self._is_held = False
        self._show()

    def on_descendant_blur(self) -> None:
        """Show where the keys go."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Say where a reason is written to whoever types one before the verdicts; none of its letters chooses."""
        if self.focused is None and event.is_printable and event.key not in self._verdict_keys:
            self._is_held = True
            wrong = f"Nothing is typed here: {key_of('write reason')} goes to the reason."
            self.query_one(".wrong", Static).update(plain(wrong))

    def action_keep(self) -> None:
        """Give the decision back, if there is one; after letters that were typed in vain only with the next key."""
        if self._is_held:
            self._is_held = False
            told = f"{self._chosen.glyph} {self._chosen} is chosen" if self._chosen else "No verdict is chosen"
            wrong = f"{told}: {_keys()} chooses, {key_of('take decision')} decides."
            self.query_one(".wrong", Static).update(plain(wrong))
        elif self._chosen is None:
            self.query_one(".wrong", Static).update(plain(f"Choose a verdict first, with {_keys()}."))
        else:
            self.answer(Decision(self._chosen, self.query_one(TextEditor).text.strip()))

    def action_new_line(self) -> None:
        """Begin a new line of the reason."""
        self.query_one(TextEditor).insert("\n")


def _keys() -> str:
    *first, last = (key_of(f"decide {verdict}") for verdict in Verdict)
    return f"{', '.join(first)} or {last}"


def _told(record: Record, called: Called | None) -> Content:
    reasons = " · ".join(reasons_of(record, called)) or "without a reason"
    return Content.assemble(plain(f"{record.by}: "), in_words(record), plain(f" {reasons}", "$quiet"))
