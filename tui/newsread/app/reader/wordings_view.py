"""All tellings of a claim under each other, between the panes and the claim bar, while they are asked for."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class AllTellings(VerticalScroll, can_focus=False):
    """Shows what it is given; more than fits can be scrolled. Its height stays, so that the panes stand still."""

    DEFAULT_CSS = """
    AllTellings {
        display: none; height: 40%; padding: 0 1; border-top: solid $panel;
        border-title-color: $quiet; scrollbar-size-vertical: 1;
        &.open { display: block; }
        & Static { height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Static()
        self.border_title = " all tellings "

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield self._text

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("open")

    def open(self, *, shown: bool) -> None:
        """Show or hide it."""
        self.set_class(shown, "open")

    def show(self, tellings: Content) -> None:
        """Show these tellings, from the first on if they are others."""
        if tellings != self._text.content:
            self._text.update(tellings)
            self.scroll_home(animate=False)

    def scroll_by(self, pages: int) -> None:
        """Scroll by half its height."""
        self.scroll_relative(y=pages * max(1, self.size.height // 2), animate=False)
