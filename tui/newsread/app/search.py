"""What somebody types to find something: capitals count if there is one among the letters. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Searched:
    """A text that is searched again and again."""

    text: str

    @cached_property
    def in_small_letters(self) -> str:
        """The same for a search that does not mind capitals."""
        return self.text.casefold()


def finder(sought: str) -> Callable[[Searched], bool]:
    """Return what tells whether a text has the words."""
    if sought != sought.lower():
        return lambda searched: sought in searched.text
    folded = sought.casefold()
    return lambda searched: folded in searched.in_small_letters
