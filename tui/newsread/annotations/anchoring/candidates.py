"""The places of a text that are like an annotation's words. The search is linear in text × quote, whatever the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsread.annotations.anchoring.surroundings import Surroundings, occurrences, skip_space, skip_space_back


def likeness(one: str, other: str) -> float:
    """Return how like they are, from 0 to 1; nothing is like an empty one."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    return Levenshtein.normalized_similarity(one, other) if one and other else 0.0


def most_alike(words: str, others: Sequence[str]) -> tuple[int, float]:
    """Return which of the others is the first that is most like the words, and how like."""
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    _, like, which = process.extractOne(words, others, scorer=Levenshtein.normalized_similarity)
    return which, like


def alike(words: str, others: Sequence[str], least: float, most: int) -> list[int]:
    """Return which of the others are at least so like the words, the best first, no more than `most`."""
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    scorer = Levenshtein.normalized_similarity
    return [which for _, _, which in process.extract(words, others, scorer=scorer, score_cutoff=least, limit=most)]


LIKE = 0.7
"""Words less like the quote than this are other words."""
LIKE_CONTEXT = 0.5
"""And what is less like a context is another one; between both of its contexts a quote need be no more alike."""

# Other quotes are found word for word or between their contexts only.
_SHORTEST_SOUGHT, _LONGEST_SOUGHT = 16, 1000
_MOST_WINDOWS, _MOST_FITTED = 400, 10

_WORD_EDGE = re.compile(r"\b|(?<=\S)(?=\s)|(?<=\s)(?=\S)|(?<=[\u0e00-\u0eff\u2e80-\ud7ff\uf900-\ufaff])")


@dataclass(frozen=True)
class Candidate:
    """A place that is like the words; likenesses are 1 where nothing has changed."""

    start: int
    """In the text of the surroundings; the span is half-open."""
    end: int
    like: float
    prefix: float
    suffix: float
    begins: bool
    """Whether the prefix stands unchanged before it, and `ends`: the suffix after it."""
    ends: bool

    @property
    def rank(self) -> float:
        """The higher, the better: first its own words, then what stands unchanged beside it, then what is like that."""
        return self.like + (self.begins + self.ends) / 4 + (self.prefix + self.suffix) / 100

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with a span."""
        return self.start < end and start < self.end


def candidates(around: Surroundings) -> list[Candidate]:
    """Return the places that are like the words, the best first, then those near the old place; no two overlap."""
    old_place = around.sought.start
    measured = {span: _measure(around, *span) for span in _spans(around)}
    best = sorted(
        measured.values(),
        key=lambda one: (one.like < 1, -one.rank, abs(one.start - old_place), one.start),
    )
    chosen: list[Candidate] = []
    for one in best:
        if _is_like(one, around) and not any(other.overlaps(one.start, one.end) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: (-one.rank, abs(one.start - old_place), one.start))


def _is_like(one: Candidate, around: Surroundings) -> bool:
    if one.begins and one.ends:
        return one.like >= LIKE_CONTEXT
    if one.like == 1 and around.sought.once:
        return True  # however short: they may have been moved
    if len(around.quote) < _SHORTEST_SOUGHT and max(one.prefix, one.suffix) < LIKE_CONTEXT:
        return False
    return one.like >= LIKE


def _measure(around: Surroundings, start: int, end: int) -> Candidate:
    text = around.text
    start = skip_space(text, start)
    end = max(start + 1, skip_space_back(text, end))
    begins, ends = start in around.prefix.places, end in around.suffix.places
    before, after = around.prefix.words.strip(), around.suffix.words.strip()
    preceded = skip_space_back(text, start)
    follows = skip_space(text, end)
    return Candidate(
        start,
        end,
        likeness(around.quote, text[start:end].strip()),
        1.0 if begins else likeness(before, text[max(0, preceded - len(before)) : preceded].lstrip()),
        1.0 if ends else likeness(after, text[follows : follows + len(after)].rstrip()),
        begins,
        ends,
    )


# Where to look: word for word, between and beside the contexts, and anywhere for what is a little alike.


def _spans(around: Surroundings) -> Iterator[tuple[int, int]]:
    quote, prefix, suffix = around.quote, around.prefix.only, around.suffix.only
    for start in occurrences(quote, around.text):
        if not _cuts_a_word(around, start, start + len(quote)):
            yield start, start + len(quote)
    if around.between:
        yield around.between
    if len(quote) > _LONGEST_SOUGHT:
        return
    if prefix is not None:
        yield prefix, _best_end(around, prefix, suffix)
    if suffix is not None:
        yield _best_start(around, suffix, prefix), suffix
    if len(quote) >= _SHORTEST_SOUGHT:
        yield from _look_alikes(around)


def _cuts_a_word(around: Surroundings, start: int, end: int) -> bool:
    """Whether the quote, which did not, would begin or end within a word here."""
    quote, before, after = around.quote, around.text[start - 1], around.text[end]
    cut_before = before.isalnum() and quote[0].isalnum() and not around.prefix.words[-1:].isalnum()
    cut_after = after.isalnum() and quote[-1].isalnum() and not around.suffix.words[:1].isalnum()
    return cut_before or cut_after


def _look_alikes(around: Surroundings) -> Iterator[tuple[int, int]]:
    """Yield what is most like the quote anywhere: windows of its length, then fitted to the edges of words."""
    quote, text = around.quote, around.text
    step = len(quote) // 8
    windows = [text[at : at + len(quote)] for at in range(0, len(text), step)]
    least = LIKE - 0.15  # what a window loses that begins half a step off
    taken: list[int] = []
    for window in alike(quote, windows, least, _MOST_WINDOWS):
        at = window * step
        if len(taken) < _MOST_FITTED and all(abs(at - other) >= len(quote) // 2 for other in taken):
            taken.append(at)
            start = _best_start(around, min(at + len(quote), len(text) - 1), None)
            end = _best_end(around, start, None)
            yield _best_start(around, end, None), end


def _best_end(around: Surroundings, start: int, limit: int | None) -> int:
    """Return the edge of a word at which what begins here is most like the quote."""
    most = min(start + len(around.quote) * 3 // 2, len(around.text) - 1)
    if limit is not None and limit > start:
        most = min(most, limit)
    edges = [found.start() for found in _WORD_EDGE.finditer(around.text, start + 1, most)]
    ends = (*edges, most)
    return ends[most_alike(around.quote, [around.text[start:end].strip() for end in ends])[0]]


def _best_start(around: Surroundings, end: int, limit: int | None) -> int:
    """Return the edge of a word at which what ends here is most like the quote."""
    least = max(end - len(around.quote) * 3 // 2, 1)
    if limit is not None and limit < end:
        least = max(least, limit)
    edges = [found.start() for found in _WORD_EDGE.finditer(around.text, least, end)]
    starts = (*reversed(edges), least)
    return starts[most_alike(around.quote, [around.text[start:end].strip() for start in starts])[0]]
