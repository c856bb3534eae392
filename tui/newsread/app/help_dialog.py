"""Help: every key that works where the reader is, nearest first, and any action that is typed for."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsread.app.dialogs import Dialog
from newsread.app.helping import in_lines, sections
from newsread.app.where import Where


class Help(Dialog[None]):
    """The keys that work on the screen behind it, and what the signs mean; typing narrows it down."""

    DEFAULT_CSS = """
    Help {
        & > Vertical { max-width: 84; height: 90%; }
        & VerticalScroll { height: 1fr; overflow-y: scroll; scrollbar-size-vertical: 1; }
    }
    """
    where = Where.HELP

    def __init__(self, of: Where, signs: Content) -> None:
        """Tell first of what has the focus."""
        super().__init__()
        self._of, self._signs = of, signs
        self._keys = Static(id="keys")
        self._scroll = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Keys"
            yield Input(placeholder="type what you want to do")
            with self._scroll:
                yield self._keys
            yield self.key_bar

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
        told = in_lines(sections(self._of, sought), width, ids=bool(sought))
        self._keys.update(told if sought else Content("\n\n").join([told, self._signs]))

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self._scroll.scroll_relative(y=pages * max(1, self._scroll.size.height - 1), animate=False)
