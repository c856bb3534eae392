"""What somebody types to find something: capitals count if there is one among the letters. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

_ALIKE = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\xa0": " ", "\u202f": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "ς": "σ"}
)
"""Characters that a reader does not tell apart when they type: each is as long as what stands for it."""


@dataclass(frozen=True)
class Searched:
    """A text that is searched again and again."""

    text: str

    @cached_property
    def in_small_letters(self) -> str:
        """The same for a search that does not mind capitals."""
        return self.text.casefold()

    @cached_property
    def letter_for_letter(self) -> str:
        """The text with quotation marks and white space in their plainest form: every offset stays what it is."""
        return self.text.translate(_ALIKE)

    @cached_property
    def letter_for_small_letter(self) -> str:
        """The same in small letters; a letter whose small form is longer stays as it is."""
        plain = self.letter_for_letter
        small = plain.lower()
        if len(small) != len(plain):
            small = "".join(one if len(one) == 1 else each for each in plain for one in [each.lower()])
        return small.translate(_ALIKE)

    def places(self, sought: str) -> Iterator[tuple[int, int]]:
        """Return where the words stand, half-open in code points of the text; no two places overlap."""
        sought = sought.translate(_ALIKE)
        text = self.letter_for_letter
        if not minds_capitals(sought):
            sought, text = sought.lower().translate(_ALIKE), self.letter_for_small_letter
        at = text.find(sought) if sought else -1
        while at >= 0:
            yield at, at + len(sought)
            at = text.find(sought, at + len(sought))


def minds_capitals(sought: str) -> bool:
    """Whether capitals count: there is one among what is sought."""
    return sought != sought.lower()


def finder(sought: str) -> Callable[[Searched], bool]:
    """Return what tells whether a text has the words."""
    if minds_capitals(sought):
        return lambda searched: sought in searched.text
    folded = sought.casefold()
    return lambda searched: folded in searched.in_small_letters
