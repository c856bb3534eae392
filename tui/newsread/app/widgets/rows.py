"""A list that draws only the rows on the screen, however many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from newsread.app.widgets.line_view import LineView, Part
from newsread.app.widgets.scrolling import scrolled_to


class Rows(LineView):
    """Rows of so many lines each, one of them under the cursor.

    `draw` is asked for one line of a row when it is shown: it is given the row's number, the line's number in
    the row and the width in cells.
    """

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, or the view was scrolled."""

        row: int

    @dataclass
    class Chosen(Message):
        """A row was clicked that the cursor stood on already."""

        row: int

    def __init__(self, draw: Callable[[int, int, int], Sequence[Part]], count: int) -> None:
        super().__init__()
        self.can_focus = False  # else the arrows would scroll instead of moving the cursor
        self._draw = draw
        self._count = count
        self._height = 1

    def set_count(self, count: int) -> None:
        """Hold so many rows; the cursor stays where it is as far as there is a row."""
        self._count = count
        self.cursor = self.validate_cursor(self.cursor)
        self._measure()

    def set_row_height(self, lines: int) -> None:
        """Give every row so many lines."""
        self._height = lines
        self._measure()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._count * self._height)
        self._bring_into_view()
        self.refresh()

    @property
    def row_height(self) -> int:
        """How many lines a row has."""
        return self._height

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def on_screen(self) -> range:
        """The numbers of the rows that can be seen."""
        first = self.scroll_offset.y // self._height
        return range(first, min(self._count, first + self.rows_on_screen + 1))

    @property
    def rows_on_screen(self) -> int:
        """How many rows there is room for."""
        return max(1, self.size.height // self._height)

    def on_resize(self) -> None:
        """Hold the rows to the new width."""
        self._measure()

    def validate_cursor(self, row: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(row, self._count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Bring the row into view."""
        self._bring_into_view()
        for row in (before, now):
            for line in range(self._height):
                self.refresh_line_of_text(row * self._height + line)
        self.post_message(self.Moved(now))

    def _bring_into_view(self) -> None:
        first = self.cursor * self._height
        height = self.scrollable_content_region.height
        offset = scrolled_to(first, first + self._height - 1, self.scroll_offset.y, height, around=1)
        self.scroll_to(y=offset, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in view."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved(self.cursor))

    def render_line(self, y: int) -> Strip:
        """Draw the row at line `y` of the view."""
        row, line = divmod(y + self.scroll_offset.y, self._height)
        width = self.scrollable_content_region.width
        if row >= self._count:
            return self.strip((), width)
        under = ("cursor",) if row == self.cursor else ()
        return self.strip(self._draw(row, line, width), width, *under)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; choose it when it is clicked a second time."""
        row = (event.y + self.scroll_offset.y) // self._height
        if row < self._count:
            if row == self.cursor:
                self.post_message(self.Chosen(row))
            self.cursor = row


class WithRows:
    """What has rows, and the keys that move their cursor."""

    _rows: Rows

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._move_to(self._rows.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._move_to(self._rows.cursor + pages * self._rows.rows_on_screen)

    def action_end(self, direction: int) -> None:
        """Go to the first or the last row."""
        self._move_to(0 if direction < 0 else self._rows.count - 1)

    def _move_to(self, row: int) -> None:
        self._rows.cursor = row
