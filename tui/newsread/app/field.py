"""A line to type in."""

from textual.widgets import Input


class Field(Input):
    """A line of text. Enter is left to its window, which has a key for it in the table of actions."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let enter pass."""
        return action != "submit" and super().check_action(action, parameters)
