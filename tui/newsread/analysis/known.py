"""Known names, found again in running text in one pass."""

import re
from collections.abc import Iterable, Iterator

_LONGEST = 100
_FIRST_LETTERS = 2
_JOINT = r"(?<=[a-z])(?=[A-Z])"
_START = re.compile(rf"(?<![^\W_])(?<!@)[^\W_]|{_JOINT}[A-Z]")
_AT_JOINT = re.compile(_JOINT)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)(?:\S*@\w\S*|[^\w\s]*+\w++(?:\.\w++)++/\S*)")
"""From the beginning of a word only, so that a long word is read once."""


class KnownNames:
    """An index of names for one search after another.

    A text whose parts were glued together when a page was saved (`The Kyiv IndependentTim Zadorozhnyy`) still
    holds its names of several words; one word must stand on its own.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, dict[int, set[str]]] = {}
        for name in names:
            first = _START.match(name)
            if first and len(name) <= _LONGEST:
                self._names.setdefault(name[:_FIRST_LETTERS], {}).setdefault(len(name), set()).add(name)
        self._lengths = {first: sorted(lengths, reverse=True) for first, lengths in self._names.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of the longest names, from the left; they never overlap."""
        end = 0
        for start in (found.start() for found in _START.finditer(text)):
            if start < end:
                continue
            end = self._longest(text, start) or end
            if start < end:
                yield start, end

    def _longest(self, text: str, start: int) -> int:
        """Return where the longest name ends that begins here, or 0."""
        first = text[start : start + _FIRST_LETTERS]
        ends = (start + length for length in self._lengths.get(first, ()))
        found = (end for end in ends if text[start:end] in self._names[first][end - start])
        return next((end for end in found if _stands_alone(text, start, end)), 0)


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of web addresses and handles, in which no name is looked for."""
    return [found.span() for found in _ADDRESS.finditer(text)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    joints_count = " " in text[start:end]
    left = start == 0 or not text[start - 1].isalnum() or (joints_count and _AT_JOINT.match(text, start) is not None)
    right = end == len(text) or not text[end].isalnum() or (joints_count and _AT_JOINT.match(text, end) is not None)
    return left and right
