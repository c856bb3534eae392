"""While it lasts, letters go to the sentences that they are beside."""

from collections.abc import Mapping
from itertools import product

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from newsread.app.actions.keys import key_of
from newsread.app.actions.places import Where
from newsread.app.dialogs.base import Dialog

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


_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers come first."""
LONGEST = 2
"""How many letters it takes at most."""


def labels(count: int) -> list[str]:
    """Return a label for each of so many places: one letter as far as they reach, then two; none begins another.

    There are labels for 676 places; more are on no screen, and go without.
    """
    letters = len(_LETTERS)
    doubled = max(0, min(letters, -(-(count - letters) // (letters - 1))))
    single = list(_LETTERS[: letters - doubled])
    pairs = ("".join(pair) for pair in product(_LETTERS[letters - doubled :], _LETTERS))
    return [*single, *pairs][:count]
