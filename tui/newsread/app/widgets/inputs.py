"""Fields to type in, of one line or of several."""

from typing import Final

from textual import events
from textual.document._document import EditResult, Location
from textual.widgets import Input, TextArea

from newsread.app.actions.keys import actions, makes_a_sign
from newsread.app.actions.places import Where


class Field(Input):
    """A line of text. Enter is left to its window, which has a key for it in the table of actions."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let enter pass."""
        return action != "submit" and super().check_action(action, parameters)


class SearchLine(Input):
    """A line for what is sought in a list: it is there as long as it is typed in, and enter ends that."""

    DEFAULT_CSS = """
    SearchLine { height: 1; padding: 0; width: 1fr; }
    SearchLine, SearchLine:focus { border: none; background: $panel; }
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self.display = False

    def open(self) -> None:
        """Let something be typed."""
        self.display = True
        self.focus()

    def close(self) -> None:
        """Give the keys back to the screen; what was typed stays."""
        self.display = False
        self.screen.set_focus(None)

    def on_input_submitted(self) -> None:
        """Go on in what was found."""
        self.close()


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
