"""Folding: texts that differ in their layout only become the same, and every place in them is found again."""

import re
from bisect import bisect_right
from functools import lru_cache
from unicodedata import combining, normalize

_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
"""Soft hyphens, zero-width spaces and marks of direction. Joiners are kept: in some scripts they change a word."""
_TYPEWRITTEN = str.maketrans("“”„‟«»″〝〞＂‘’‚‛‹›′`´–—―−‒‐‑", '"' * 10 + "'" * 9 + "-" * 7)


class Folded:
    """A text whose runs of white space are single spaces, each character decomposed, without invisible characters.

    Quotation marks and dashes are those of a typewriter. Marks on one letter stay in the order they have: to sort a
    million of them takes Python's `normalize` hours.
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
        self.text = "".join(pieces).translate(_TYPEWRITTEN)
        self.between_spaces = f" {self.text} "
        """The same text with a space at either end: every place in it is one more."""

    def start(self, place: int) -> int:
        """Return where in the raw text the character begins that is at this place of the folded text."""
        at = bisect_right(self._places, place) - 1
        if at % 2:  # within what was folded
            return self._raw_places[at]
        return self._raw_places[at] + place - self._places[at]

    def place(self, raw_place: int) -> int:
        """Return the place in the folded text of the character that is at this place of the raw text."""
        at = bisect_right(self._raw_places, raw_place) - 1
        if at % 2:
            return self._places[at]
        return self._places[at] + raw_place - self._raw_places[at]

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


@lru_cache(maxsize=20_000)  # of the claims of an article, at every key
def fold(text: str) -> str:
    """Return what the text is when folded, where no place in it need be found again."""
    return _foldable(text).sub(lambda found: _fold_one(found.group()), text).translate(_TYPEWRITTEN)


def differ_in_layout_only(one: str, other: str) -> bool:
    """Whether two wordings have the same words, white space at their edges aside."""
    return one == other or fold(one).strip() == fold(other).strip()


def _fold_one(part: str) -> str:
    if any(map(str.isspace, part)):
        return " "
    return "" if part[0] in _INVISIBLE else normalize("NFD", part)


def _foldable(text: str) -> re.Pattern[str]:
    apart = {character for character in set(text) if normalize("NFD", character) != character}
    return re.compile(rf"[\s{_INVISIBLE}]{{2,}}|[^\S ]|[{_INVISIBLE}{re.escape(''.join(sorted(apart)))}]")
