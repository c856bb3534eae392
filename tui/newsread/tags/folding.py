"""Folding: texts that differ in their layout only become the same, and every place in them is found again."""

import re
from bisect import bisect_right
from functools import lru_cache
from unicodedata import combining, normalize

_INVISIBLE = "\u00ad\u200b\ufeff"
_TYPEWRITTEN = str.maketrans("“”„‟«»″‘’‚‛′–—−‐‑", '"""""""\'\'\'\'\'-----')


class Folded:
    """A text whose runs of white space are single spaces, each character decomposed, without soft hyphens.

    Marks on one letter stay in the order they have: to sort a million of them takes Python's `normalize` hours.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._places, self._raw_places = [0], [0]
        pieces: list[str] = []
        length = done = 0
        for found in _foldable(raw).finditer(raw):
            part = _fold_one(found.group())
            pieces += raw[done : found.start()], part
            length += found.start() - done
            self._places += length, length + len(part)
            self._raw_places += found.start(), found.end()
            length, done = length + len(part), found.end()
        pieces.append(raw[done:])
        self.text = "".join(pieces)

    def start(self, place: int) -> int:
        """Return where in the raw text the character begins that is at this place of the folded text."""
        at = bisect_right(self._places, place) - 1
        if at % 2:  # within what was folded
            return self._raw_places[at]
        return self._raw_places[at] + place - self._places[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the raw text that was folded into this one, no combining mark cut off."""
        last = self.start(end - 1) + 1
        while last < len(self.raw) and combining(self.raw[last]):
            last += 1
        return self.start(start), last


@lru_cache(maxsize=4)  # the tags of one article come after each other
def folded(text: str) -> Folded:
    """Return the text folded."""
    return Folded(text)


def fold(text: str) -> str:
    """Return what the text is when folded, where no place in it need be found again."""
    return _foldable(text).sub(lambda found: _fold_one(found.group()), text)


def typewritten(text: str) -> str:
    """Return the text, of the same length, with the quotation marks and dashes of a typewriter."""
    return text.translate(_TYPEWRITTEN)


def _fold_one(part: str) -> str:
    return " " if part[0].isspace() else "" if part in _INVISIBLE else normalize("NFD", part)


def _foldable(text: str) -> re.Pattern[str]:
    apart = {character for character in set(text) if normalize("NFD", character) != character}
    return re.compile(rf"\s{{2,}}|[^\S ]|[{_INVISIBLE}{re.escape(''.join(sorted(apart)))}]")
