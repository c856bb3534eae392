"""A few lines of text."""

from textual import events
from textual.widgets import TextArea

from newsread.app.keys import actions
from newsread.app.where import Where


class TextEditor(TextArea):
    """A text that is typed in a window, whose own keys pass through it."""

    def __init__(self, text: str, where: Where) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._passing = {key for action in actions(where) for key in action.keys}

    def on_mount(self) -> None:
        """Begin behind what is written already."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in self._passing:
            event.prevent_default()
        else:
            await super()._on_key(event)
