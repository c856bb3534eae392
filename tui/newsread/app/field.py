"""Lines to type in."""

from textual.widgets import Input


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
