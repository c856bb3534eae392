"""The palette: Textual's own, which is not felled by a click or a key that comes too early or too late."""

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.widgets import OptionList


class Commands(CommandList):
    """What can be done."""

    def on_click(self, event: events.Click) -> None:
        """Leave a click alone whose row has gone meanwhile.

        It waits in the list's queue with the number of the row that was drawn under it, while the palette lists anew
        what was typed; Textual's list looks that number up without asking whether there is such a row any more.
        """
        number = event.style.meta.get("option")
        if number is not None and number >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """Go back by a page, once there is one: Textual's list does not know its lines before it has a size."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual's own has no types

    def action_page_down(self) -> None:
        """Go on by a page, once there is one."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]  # likewise


class Palette(CommandPalette):
    """Lists what can be done, and does one of it."""

    def compose(self) -> ComposeResult:
        """Lay out the parts, with a list of our own."""
        for part in super().compose():
            yield Commands() if isinstance(part, CommandList) else part

    def on_click(self, event: events.Click) -> None:
        """Leave a click alone for which the terminal has become too small meanwhile: Textual finds nothing there."""
        if not self.region.contains(event.screen_x, event.screen_y):
            event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do one thing only: a second click may have waited while the first one closed the palette."""
        if not self.is_current:
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette; Textual would close whatever screen is on top, as often as it is asked to."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
