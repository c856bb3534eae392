"""One of a few things, to be chosen by its row."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from newsread.app.actions.places import Where
from newsread.app.dialogs.list_dialog import ListDialog, is_cut
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import held_to
from newsread.app.widgets.rows import Rows


class ChoiceDialog(ListDialog[int]):
    """Offers some words; gives the number of the chosen ones, counted from 0, or None where it was left."""

    DEFAULT_CSS = "ChoiceDialog > Vertical { max-width: 60; }"
    MOST_ROWS = 12
    where = Where.LIST

    def __init__(self, title: str, offered: Sequence[str]) -> None:
        super().__init__(Rows(self._draw, len(offered)))
        self._title, self._offered = title, offered

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            yield self._rows
            yield self._whole
            yield self.key_bar

    def _draw(self, row: int, _: int, width: int) -> Sequence[Part]:
        return [self._pointer(row), (" ", ()), (held_to(self._offered[row], width - 2), ())]

    def whole(self, row: int, width: int) -> Content:
        """Return what is offered, where it is cut."""
        return plain(self._offered[row] if is_cut(self._offered[row], width - 2) else "")

    def action_choose(self) -> None:
        """Give what is under the cursor."""
        self.answer(self._rows.cursor)

    def on_rows_chosen(self) -> None:
        """Give it, on a second click."""
        self.action_choose()
