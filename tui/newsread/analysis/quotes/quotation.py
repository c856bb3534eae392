"""What is known of a quotation: where it stands, and who is given as the one who says it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int


class Stretches:
    """Spans that do not overlap, in the order of the text, to be asked what lies in them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def cover(self, place: int) -> bool:
        """Whether a place lies in one of the spans."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._spans[number].end


class Speaker(NamedTuple):
    """The words that name the one who says something, half-open in code points."""

    start: int
    end: int
    entity: str
    """The id of the entity that they name, or that a pronoun refers to; "" where it is no named entity."""


@dataclass(frozen=True)
class Quote:
    """Words that a text gives as said by somebody, half-open in code points."""

    start: int
    end: int
    direct: bool
    """True where the words stand as they were said, their marks included; False for a report of them, a guess."""
    speaker: Speaker | None
    """None where the text names nobody, as with a word in scare quotes."""
    cue: Span | None
    """The word that says that something is said: *said*, *added*, *according to*."""
