"""A small window with a list in it: as tall as it needs to be, where it leaves in sight what it is about."""

from typing import ClassVar

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.app.dialogs.base import Answer, Dialog
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import QuotedWords
from newsread.app.widgets.rows import Rows, WithRows
from newsread.text.printable import printable

_BORDER = 2
_INDENT = 1


class ListDialog(WithRows, Dialog[Answer]):
    """A window over the screen in which one row of a list is under the cursor.

    Rows are cut where they are too long; what `whole` tells of the one under the cursor stands below them.
    """

    DEFAULT_CSS = """
    ListDialog {
        align: center bottom;
        & Rows { background: $panel; height: 1; }
        & #whole { height: 0; padding-left: 1; }
    }
    """
    AT_EDGE = True
    MOST_ROWS: ClassVar[int] = 6
    """Rows beyond which the list is scrolled."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._whole = Static(id="whole")
        self._lines_of_whole = 0
        """The most that were needed so far: so the list does not move as the cursor does."""

    def _pointer(self, row: int) -> Part:
        """Return what stands before a row: a bar if it is under the cursor."""
        return (CURSOR_BAR if row == self._rows.cursor else " ", ("pointer",))

    def whole(self, row: int, width: int) -> Content:
        """Return what of a row there is no room for in it, which is `width` cells wide; empty where that is nothing."""
        _ = row, width
        return Content("")

    @property
    def rows_wanted(self) -> int:
        """For how many rows there is to be room."""
        return min(self.MOST_ROWS, self._rows.count)

    def on_resize(self) -> None:
        """Measure anew."""
        self._lines_of_whole = 0
        for words in self.query(QuotedWords):
            words.display = True

    def on_rows_moved(self) -> None:
        """Show the whole of the row under the cursor."""
        self.place()

    def fit(self) -> None:
        """Take in that there is more to show, or less."""
        self.call_after_refresh(self.place)

    def place(self) -> None:
        """Stand where there is room: for the rows and the whole of one, and if need be for fewer rows."""
        box = self.query_one("Dialog > Vertical", Vertical)
        width = box.content_size.width
        if not width:
            return
        lines = self.whole(self._rows.cursor, width).wrap(width - _INDENT) if self._rows.count else []
        lines = [line for line in lines if line.plain.strip()]
        of_row = self._rows.row_height
        natural = max(1, self.rows_wanted) * of_row
        others = self._others(box)
        room = self.edge(others + natural + len(lines)).lines
        if room < others + natural + len(lines) and self._can_be_read_behind:
            for words in self.query(QuotedWords):
                words.display = False
            others = self._others(box)
        room -= others
        most = max(0, room - of_row)
        self._lines_of_whole = min(most, max(self._lines_of_whole, len(lines)))
        self._whole.styles.height = self._lines_of_whole
        self._whole.update(_held_to(lines, self._lines_of_whole, width - _INDENT))
        for_rows = min(natural, room - self._lines_of_whole)
        self._rows.styles.height = max(of_row, for_rows - for_rows % of_row)
        box.styles.max_height = self.size.height

    @property
    def _can_be_read_behind(self) -> bool:
        return self._edge is not None and self._edge.spares

    def _others(self, box: Vertical) -> int:
        """Return how many lines all take but the list and the whole of its row."""
        shown = (each for each in box.children if each.display and each not in {self._rows, self._whole})
        return _BORDER + sum(each.outer_size.height for each in shown)


def is_cut(text: str, width: int) -> bool:
    """Whether a text does not fit into so many cells of one line."""
    return cell_len(printable(" ".join(text.split()))) > width


def _held_to(lines: list[Content], most: int, width: int) -> Content:
    if len(lines) <= most:
        return Content("\n").join(lines)
    if not most:
        return Content("")
    last = Content.assemble(lines[most - 1].truncate(max(1, width - 1)), "…")
    return Content("\n").join([*lines[: most - 1], last])
