"""The evidence of a verdict: what there is, and what a person adds or takes away."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.dialogs import Dialog
from newsread.app.evidence import NoEvidence, Telling, web_evidence
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.rows import Rows
from newsread.app.telling_dialog import TellingDialog
from newsread.tags.log import evidence_in_words
from newsread.tags.records import Evidence

_MOST_ROWS = 4
"""Pieces beyond which the list is scrolled, so that the texts behind it stay in sight."""


class EvidenceEditor(Dialog[None]):
    """Shows what there is, and hands on all of it through `keep` whenever a piece is added or removed."""

    DEFAULT_CSS = """
    EvidenceEditor {
        align: center bottom;
        & > Vertical { max-width: 100; }
        & #words { max-height: 1; }
        & Rows { background: $panel; height: 0; }
        & Horizontal { height: 1; & > Static { width: 11; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("ctrl+s", "sentence", "sentence"),
        Binding("ctrl+r", "remove", "remove"),
        Binding("escape", "leave", "leave"),
    ]

    def __init__(
        self,
        about: str,
        words: str,
        evidence: tuple[Evidence, ...],
        keep: Callable[[tuple[Evidence, ...]], None],
        tellings: Callable[[], Sequence[Telling]],
    ) -> None:
        """`about` says of which verdict on which `words` it is; `tellings` are the sentences that can be taken."""
        super().__init__()
        self._about, self._words, self._evidence = about, words, evidence
        self._keep, self._tellings = keep, tellings
        self._rows = Rows(self._draw, len(evidence))
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(f"Evidence · {self._about}")
            yield Static(plain(self._words), id="words", classes="tells")
            yield self._rows
            for name, label, value in (
                ("address", "address", ""),
                ("quote", "quotation", ""),
                ("accessed", "looked at", str(date.today())),
            ):
                with Horizontal():
                    yield Static(label, classes="tells")
                    yield Input(value, id=name)
            yield Static(id="wrong", classes="wrong")
            yield Static(id="told", classes="tells")

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def _show(self, wrong: str = "") -> None:
        self._rows.set_count(len(self._evidence))
        self._rows.styles.height = min(_MOST_ROWS, len(self._evidence))
        self._rows.refresh()
        self.query_one("#wrong", Static).update(plain(wrong))
        self.query_one("#wrong", Static).display = bool(wrong)
        remove = "up and down choose, ctrl+r removes · " if self._evidence else ""
        keys = f"enter adds · tab next field · ctrl+s takes a sentence of another article · {remove}esc leaves"
        self.query_one("#told", Static).update(plain(keys))

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        _ = line
        pointer: Part = (f"{CURSOR_BAR if row == self._rows.cursor else ' '} ", ("pointer",))
        return [pointer, (held_to(evidence_in_words(self._evidence[row]), width - 2), ())]

    def _field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _have(self, evidence: tuple[Evidence, ...]) -> None:
        self._evidence = evidence
        self._keep(evidence)
        self._show()

    def _add(self, piece: Evidence) -> None:
        if piece in self._evidence:
            self._show("This is there already.")
            return
        self._have((*self._evidence, piece))
        self._rows.cursor = len(self._evidence) - 1

    def on_input_changed(self) -> None:
        """Warn again before what is typed is lost."""
        self._warned = False

    def on_input_submitted(self) -> None:
        """Add the web address, or say what it lacks; where nothing was typed the reader is done."""
        address, quote = self._field("address"), self._field("quote")
        if not address.value.strip() and not quote.value.strip():
            self.answer(None)
            return
        try:
            piece = web_evidence(address.value, quote.value, self._field("accessed").value, date.today())
        except NoEvidence as error:
            self._show(str(error))
            return
        self._add(piece)
        address.value = quote.value = ""
        address.focus()

    def action_sentence(self) -> None:
        """Take a sentence of another article."""

        def take(telling: Telling | None) -> None:
            if telling:
                self._add(telling.evidence)

        tellings = self._tellings()
        if tellings:
            self.app.push_screen(TellingDialog(self._words, tellings), take)
        else:
            self._show("No other article is open to take a sentence of.")

    def action_remove(self) -> None:
        """Remove the piece under the cursor."""
        if self._evidence:
            row = self._rows.cursor
            self._have(self._evidence[:row] + self._evidence[row + 1 :])

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.cursor += rows

    def action_leave(self) -> None:
        """Leave what there is; what was typed and not added is lost only the second time."""
        if self._field("address").value.strip() and not self._warned:
            self._warned = True
            self._show("This address is not added yet: enter adds it, esc again leaves without it.")
        else:
            self.answer(None)
