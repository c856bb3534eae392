"""A small window with a list in it."""

from newsread.app.dialogs import Answer, Dialog
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.rows import Rows, WithRows


class ListDialog(WithRows, Dialog[Answer]):
    """A window over the screen in which one row of a list is under the cursor."""

    DEFAULT_CSS = "ListDialog Rows { background: $panel; }"

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def _pointer(self, row: int) -> Part:
        """Return what stands before a row: a bar if it is under the cursor."""
        return (CURSOR_BAR if row == self._rows.cursor else " ", ("pointer",))
