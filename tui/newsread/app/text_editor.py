"""A few lines of text that enter ends."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class TextEditor(TextArea):
    """A text that enter ends. It takes the keys in their turn: a binding would overtake letters still to come."""

    class Written(Message):
        """The text is done."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def on_mount(self) -> None:
        """Begin behind what is written already."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        match event.key:
            case "enter":
                event.stop()
                event.prevent_default()
                self.post_message(self.Written())
            case "ctrl+j" | "alt+enter" | "shift+enter":
                event.stop()
                event.prevent_default()
                self.insert("\n")
            case _:
                await super()._on_key(event)
