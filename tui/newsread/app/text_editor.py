"""A few lines of text."""

from typing import Final

from textual import events
from textual.document._document import EditResult, Location
from textual.widgets import TextArea

from newsread.app.keys import actions, makes_a_sign
from newsread.app.where import Where

MOST_CHARACTERS: Final = 50_000
"""More would keep the screen busy with every key."""


class TextEditor(TextArea):
    """A text that is typed in a window, whose own keys pass through it."""

    def __init__(self, text: str, where: Where) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._passing = {key for action in actions(where) for key in action.keys if not makes_a_sign(key)}

    def on_mount(self) -> None:
        """Begin behind what is written already."""
        self.move_cursor(self.document.end)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        """Take as much of what is typed or pasted as there is room for, and say so where that is not all of it."""
        room = MOST_CHARACTERS - len(self.text) + len(self.get_text_range(start, end))
        if len(insert) > room:
            insert = insert[: max(0, room)]
            self.app.notify(
                f"No more than {MOST_CHARACTERS:,} characters can be kept: the rest was not taken.",
                severity="warning",
                timeout=12,
            )
        return super()._replace_via_keyboard(insert, start, end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in self._passing:
            event.prevent_default()
        else:
            await super()._on_key(event)
