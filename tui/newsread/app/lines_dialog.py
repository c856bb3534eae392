"""A window for lines that are only read."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.dialogs import Dialog
from newsread.app.where import Where

_DEEPER = 2
"""How much deeper in a line goes on that is too long, in cells."""


class _Wrapped(Static):
    """Lines that go on deeper in where they are too long."""

    def __init__(self, lines: Sequence[Content]) -> None:
        super().__init__()
        self._lines = lines

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.update(Content("\n").join(part for line in self._lines for part in _wrapped(line, self.size.width)))


def _wrapped(line: Content, width: int) -> Iterator[Content]:
    """Yield the parts of a line that fit the width, all but the first deeper in than it begins."""
    indent = len(line.plain) - len(line.plain.lstrip())
    if line.cell_length <= width:
        yield line
        return
    first, *others = line[indent:].wrap(max(1, width - indent - _DEEPER))
    yield Content.assemble(" " * indent, first)
    for other in others:
        yield Content.assemble(" " * (indent + _DEEPER), other)


class LinesDialog(Dialog[None]):
    """Shows lines that can be scrolled, from the first on or `from_end`."""

    DEFAULT_CSS = """
    LinesDialog {
        & > Vertical { max-width: 100; }
        & VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        & VerticalScroll > Static { height: auto; }
        & > Vertical > Static { dock: bottom; }
    }
    """
    where = Where.LINES

    def __init__(self, title: str, lines: Sequence[Content], *, from_end: bool = False) -> None:
        super().__init__()
        self._title, self._lines, self._from_end = title, lines, from_end

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            with VerticalScroll(can_focus=False):
                yield _Wrapped(self._lines)
            yield self.key_bar

    def on_mount(self) -> None:
        """Begin where it is to be read first."""
        self.call_after_refresh(self.action_end, 1 if self._from_end else -1)

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def action_end(self, direction: int) -> None:
        """Go to the first line, or to the last."""
        scroll = self.query_one(VerticalScroll)
        (scroll.scroll_end if direction > 0 else scroll.scroll_home)(animate=False)
