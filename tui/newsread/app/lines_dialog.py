"""A window for lines that are only read."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.dialogs import Dialog

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
    """Shows lines that can be scrolled, from the first on or `from_end`; `L`, which opens the log, leaves it too."""

    DEFAULT_CSS = """
    LinesDialog {
        & > Vertical { max-width: 100; }
        & VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        & VerticalScroll > Static { height: auto; }
        & > Vertical > Static { dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,L,shift+l", "leave", "back"),
        Binding("j", "scroll(1)", "down", show=False),
        Binding("k", "scroll(-1)", "up", show=False),
        Binding("g", "end(False)", "first", show=False),
        Binding("G,shift+g", "end(True)", "last", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[Content], hint: str, *, from_end: bool = False) -> None:
        super().__init__()
        self._title, self._lines, self._hint, self._from_end = title, lines, hint, from_end

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            with VerticalScroll():  # which moves by arrows and page keys itself
                yield _Wrapped(self._lines)
            yield Static(plain(self._hint), classes="tells")

    def on_mount(self) -> None:
        """Begin where it is to be read first."""
        self.query_one(VerticalScroll).focus()
        self.call_after_refresh(self.action_end, last=self._from_end)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_end(self, last: bool) -> None:
        """Go to the last line, or to the first."""
        scroll = self.query_one(VerticalScroll)
        (scroll.scroll_end if last else scroll.scroll_home)(animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.answer(None)
