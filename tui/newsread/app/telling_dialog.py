"""A sentence of another article, as evidence: a person finds it by its words, its outlet or its file."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.dialogs import Dialog
from newsread.app.evidence import Telling
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.relations import Relation
from newsread.app.rows import Rows
from newsread.app.search import Searched, finder
from newsread.app.titles import article_line

_RELATION = 11


class TellingDialog(Dialog[Telling | None]):
    """Asks for a sentence, those that are known to tell the claim first; gives None where it was left."""

    DEFAULT_CSS = """
    TellingDialog {
        align: center bottom;
        & > Vertical { max-width: 110; height: 60%; }
        & #claim { max-height: 1; }
        & Rows { height: 1fr; background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("escape", "leave", "leave"),
    ]

    def __init__(self, words: str, every: Sequence[Telling]) -> None:
        super().__init__()
        self._words = words
        self._every = self._offered = every
        self._searched = [Searched(f"{each.words} {article_line(each.article)} {each.article.id}") for each in every]
        self._rows = Rows(self._draw, len(every))
        self._rows.set_row_height(2)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Which sentence is evidence?"
            yield Static(plain(self._words), id="claim", classes="tells")
            yield Input(placeholder="type to find a sentence, an outlet or a file")
            yield self._rows
            yield Static(id="told", classes="tells")

    def on_mount(self) -> None:
        """Say how many there are."""
        self._show()

    def _show(self) -> None:
        found = f"{len(self._offered):,} of {len(self._every):,} sentences" if self._offered else "none found"
        self.query_one("#told", Static).update(plain(f"{found} · up and down choose · enter takes it · esc leaves"))

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        telling = self._offered[row]
        pointer: Part = (f"{CURSOR_BAR if row == self._rows.cursor else ' '} ", ("pointer",))
        if line == 0:
            return [pointer, (held_to(telling.words, width - 2), ())]
        relation = "" if telling.relation is Relation.NONE else f"{telling.relation.glyph} {telling.relation}"
        where = f"{article_line(telling.article)} · {telling.article.id}"
        room = max(1, width - 2 - _RELATION)
        return [pointer, (held_to(relation, _RELATION), ("quiet",)), (held_to(where, room), ("quiet",))]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer the sentences that have what was typed."""
        finds = finder(event.value.strip())
        self._offered = [each for each, text in zip(self._every, self._searched, strict=True) if finds(text)]
        self._rows.set_count(len(self._offered))
        self._rows.cursor = 0
        self._show()

    def on_input_submitted(self) -> None:
        """Give the sentence under the cursor."""
        self._choose()

    def on_rows_chosen(self) -> None:
        """Give the sentence, on a second click."""
        self._choose()

    def _choose(self) -> None:
        if self._offered:
            self.answer(self._offered[self._rows.cursor])

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._rows.cursor += pages * self._rows.rows_on_screen

    def action_leave(self) -> None:
        """Choose none."""
        self.answer(None)
