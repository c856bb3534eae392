"""Help: every key that works where the reader is, nearest first, and any action that is typed for."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsread.app.actions import Where
from newsread.app.dialogs import Dialog
from newsread.app.helping import in_lines, sections


class Help(Dialog[None]):
    """The keys that work on the screen behind it, and what the signs mean; typing narrows it down."""

    DEFAULT_CSS = """
    Help {
        & > Vertical { max-width: 84; height: 90%; }
        & VerticalScroll { height: 1fr; overflow-y: scroll; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "leave", "back"),
        Binding("down", "scroll(1)", "down", show=False),
        Binding("up", "scroll(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    def __init__(self, where: Where, signs: Content) -> None:
        """Tell first of what has the focus: `where`."""
        super().__init__()
        self._where, self._signs = where, signs
        self._keys = Static(id="keys")
        self._scroll = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Keys"
            yield Input(placeholder="type what you want to do")
            with self._scroll:
                yield self._keys
            yield Static("esc goes back · arrows and page keys scroll · typing finds any action", classes="tells")

    def on_resize(self, _: events.Resize) -> None:
        """Hold the lines to the width."""
        self.call_after_refresh(self._show)

    def on_input_changed(self) -> None:
        """Tell of what is sought."""
        self._show()
        self._scroll.scroll_home(animate=False)

    def _show(self) -> None:
        sought = self.query_one(Input).value
        width = self._scroll.scrollable_content_region.width
        told = in_lines(sections(self._where, sought), width, ids=bool(sought))
        self._keys.update(told if sought else Content("\n\n").join([told, self._signs]))

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self._scroll.scroll_relative(y=pages * max(1, self._scroll.size.height - 1), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.answer(None)
