"""What is found in several articles, and the way from one place to the next. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsread.app.widgets.search import PATTERN_SIGN, Searched

MOST = 9_999
"""How many places are counted and shown; there may be more."""

Places = Sequence[tuple[int, int]]


class Hit(NamedTuple):
    """A place where it is found: the article's number, and the span in code points of its text, half-open."""

    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """What was sought, and all the places where it is, in the order of the articles."""

    sought: str
    hits: Sequence[Hit] = ()
    problem: str = ""
    """Why nothing could be looked for, as a sentence."""

    @property
    def is_all(self) -> bool:
        """Whether no place was left out."""
        return len(self.hits) < MOST

    def of(self, article: int) -> Sequence[Hit]:
        """Return the places in one article, by its number."""
        first, behind = (bisect_left(self.hits, (number,)) for number in (article, article + 1))
        return self.hits[first:behind]

    def without(self, article: int) -> "Found":
        """Return the same without the places in one article, by its number."""
        return replace(self, hits=[hit for hit in self.hits if hit.article != article])

    def next_from(self, article: int, offset: int, direction: int) -> int | None:
        """Return the number of the first hit that begins there or behind it (1), or before it (-1), round over all.

        None where nothing was found.
        """
        if not self.hits:
            return None
        return (bisect_left(self.hits, (article, offset)) + min(direction, 0)) % len(self.hits)


def pattern_in(sought: str) -> str | None:
    """Return the regular expression that was typed; None for plain words."""
    if not sought.startswith(PATTERN_SIGN):
        return None
    pattern = sought[len(PATTERN_SIGN) :]
    # Whoever is used to /…/ ends it, too.
    return pattern.removesuffix(PATTERN_SIGN) if len(pattern) > len(PATTERN_SIGN) else pattern


def found_words(sought: str, texts: Iterable[Searched]) -> Found:
    """Return where words are found in the texts of the articles, in their order."""
    hits: list[Hit] = []
    for number, text in enumerate(texts):
        for start, end in text.places(sought):
            hits.append(Hit(number, start, end))
            if len(hits) >= MOST:
                return Found(sought, hits)
    return Found(sought, hits)


def found_at(sought: str, places: Iterable[Places]) -> Found:
    """Return what is found where each article has these places."""
    return Found(sought, [Hit(number, *span) for number, spans in enumerate(places) for span in spans][:MOST])


def count_in_words(found: Found, current: int | None, name: Callable[[int], str]) -> str:
    """Return which of how many hits the cursor is on, and how many each article has: 3 of 17 · 1 The Daily 5×."""
    if found.problem:
        return found.problem
    if not found.hits:
        return "not found"
    count = f"{len(found.hits):,}{'' if found.is_all else ' or more'}"
    which = f"{current + 1:,} of {count}" if current is not None else f"{count} found"
    counts = Counter(hit.article for hit in found.hits)
    return f"{which} · {', '.join(f'{name(number)} {count:,}×' for number, count in counts.items())}"
