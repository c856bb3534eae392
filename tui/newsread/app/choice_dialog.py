"""One of a few things, to be chosen by its row."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.dialogs import Dialog
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.rows import Rows

_MOST_ROWS = 12


class ChoiceDialog(Dialog[int | None]):
    """Offers some words; gives the number of the chosen ones, counted from 0, or None where it was left."""

    DEFAULT_CSS = """
    ChoiceDialog {
        align: center bottom;
        & > Vertical { max-width: 60; }
        & Rows { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", show=False),
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("enter", "choose", "choose"),
        Binding("escape,q", "leave", "leave"),
    ]

    def __init__(self, title: str, offered: Sequence[str]) -> None:
        super().__init__()
        self._title, self._offered = title, offered
        self._rows = Rows(self._draw, len(offered))
        self._rows.styles.height = min(len(offered), _MOST_ROWS)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            yield self._rows
            yield Static("up and down choose · enter takes it · esc leaves", classes="tells")

    def _draw(self, row: int, _: int, width: int) -> Sequence[Part]:
        pointer = CURSOR_BAR if row == self._rows.cursor else " "
        return [(f"{pointer} ", ("pointer",)), (held_to(self._offered[row], width - 2), ())]

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.cursor += rows

    def action_choose(self) -> None:
        """Give what is under the cursor."""
        self.answer(self._rows.cursor)

    def on_rows_chosen(self) -> None:
        """Give it, on a second click."""
        self.action_choose()

    def action_leave(self) -> None:
        """Choose none."""
        self.answer(None)
