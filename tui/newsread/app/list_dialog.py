"""A small window with a list in it."""

from newsread.app.dialogs import Answer, Dialog
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.rows import Rows


class ListDialog(Dialog[Answer]):
    """A window over the screen in which one row of a list is under the cursor."""

    DEFAULT_CSS = "ListDialog Rows { background: $panel; }"

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def _pointer(self, row: int) -> Part:
        """Return what stands before a row: a bar if it is under the cursor."""
        return (CURSOR_BAR if row == self._rows.cursor else " ", ("pointer",))

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._rows.cursor += pages * self._rows.rows_on_screen

    def action_end(self, direction: int) -> None:
        """Go to the first or the last row."""
        self._rows.cursor = 0 if direction < 0 else self._rows.count - 1
