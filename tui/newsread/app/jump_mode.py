"""While it lasts, letters go to the sentences that they stand beside."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from newsread.app.dialogs import Dialog
from newsread.app.keys import key_of
from newsread.app.where import Where

Place = tuple[int, int]
"""An article and a sentence of it, by their numbers."""


class JumpMode(Dialog[Place]):
    """Takes the letters; gives the place that they stand for, or None where they stand for none."""

    DEFAULT_CSS = """
    JumpMode {
        align: center bottom; background: $background 0%;
        & > Static { width: 100%; height: 1; padding: 0 1; background: $panel; color: $primary; }
    }
    """
    where = Where.JUMP

    def __init__(self, places: Mapping[str, Place]) -> None:
        super().__init__()
        self._places = places
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Static(f"letters go to their sentence · {key_of('leave')} leaves")

    def on_key(self, event: events.Key) -> None:
        """Take a letter."""
        if not event.character or not event.is_printable:
            return
        event.stop()
        self._typed += event.character.lower()
        if not any(label.startswith(self._typed) for label in self._places):
            self.answer(None)
        elif self._typed in self._places:
            self.answer(self._places[self._typed])

    def on_click(self) -> None:
        """Go nowhere."""
        self.answer(None)
