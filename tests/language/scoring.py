"""How well found spans agree with labels made by hand."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int, str]
"""Start, end (half-open) and label."""


class Score(NamedTuple):
    """Counts that add up over articles."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: object) -> "Score":
        if not isinstance(other, Score):
            return NotImplemented
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def span_scores(found: Iterable[Span], gold: Iterable[Span], doubtful: Sequence[Span] = ()) -> tuple[Score, Score]:
    """Return the scores of one article's spans: exact, and overlapping with the same label, matched one to one.

    What careful readers may decide differently is left out on both sides: gold spans that are doubtful, and what was
    found over one of them and agrees with no other.
    """
    found, gold = sorted(set(found)), sorted(set(gold) - set(doubtful))
    pairs = _matched(found, gold)
    matched = {place for place, _ in pairs}
    excused = {
        place
        for place, span in enumerate(found)
        if place not in matched and any(_overlap(span, other) for other in doubtful)
    }
    exact = len(set(found) & set(gold))
    counted = len(found) - len(excused)
    return Score(exact, counted, len(gold)), Score(len(pairs), counted, len(gold))


def _matched(found: Sequence[Span], gold: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair spans that overlap and have one label, exact pairs first, else in the order of the text."""
    free = {span: place for place, span in enumerate(gold)}
    pairs = [(place, free.pop(span)) for place, span in enumerate(found) if span in free]
    taken = {place for place, _ in pairs}
    for place, span in enumerate(found):
        if place not in taken:
            other = next((other for other in free if other[2] == span[2] and _overlap(span, other)), None)
            if other is not None:
                pairs.append((place, free.pop(other)))
    return pairs


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
