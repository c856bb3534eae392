"""Whether the sentences that hold a tag's words have stayed as they were, and whether those beside them have."""

import re
from bisect import bisect_right
from enum import StrEnum
from operator import attrgetter

from newsread.annotations.anchoring.anchor import CONTEXT
from newsread.annotations.anchoring.folding import Folded
from newsread.annotations.anchoring.surroundings import Sought, skip_space, skip_space_back
from newsread.articles.sentences import sentences_of

_SHORTEST_MISTYPED = 6
"""In shorter words a letter often makes another word of them: "now" and "not", "sick" and "six"."""
_LETTERS = re.compile(r"[^\W\d_]+")


class Sides(StrEnum):
    """How the sentences beside those of the words are now, where those of the words have stayed."""

    SAME = "same"
    CHANGED = "changed"
    """Or not known."""


def sides(sought: Sought, folded: Folded, start: int, end: int) -> Sides | None:
    """Return how it is beside the same sentences at a place, half-open in places between the spaces.

    None where the place is only a part of longer sentences: "It is false that" may be what comes before it.
    """
    before, behind = _before(sought, folded, start), _behind(sought, folded, end)
    if before is None or behind is None:
        return None
    return Sides.SAME if before and behind else Sides.CHANGED


def _before(sought: Sought, folded: Folded, start: int) -> bool | None:
    """Return whether what came before has stayed; None where the sentence does not begin there."""
    known, last = sought.prefix.strip(), skip_space_back(folded.between_spaces, start)
    there = folded.between_spaces[max(0, last - len(known) - CONTEXT) : last].strip()
    stayed = there.endswith(known) if known else not (sought.prefix_is_edge and there)
    # Of what began the old text all is known: it must not have become the end of something longer.
    if stayed and (not sought.prefix_is_edge or known == there or _begins_sentence(folded, last - len(known))):
        return sought.begins
    if _common(known[::-1], there[::-1]) or _begins_sentence(folded, start):
        return False
    return None


def _behind(sought: Sought, folded: Folded, end: int) -> bool | None:
    known, first = sought.suffix.strip(), skip_space(folded.between_spaces, end)
    there = folded.between_spaces[first : first + len(known) + CONTEXT].strip()
    stayed = there.startswith(known) if known else not (sought.suffix_is_edge and there)
    if stayed and (not sought.suffix_is_edge or known == there or _ends_sentence(folded, first + len(known))):
        return sought.ends
    if _common(known, there) or _ends_sentence(folded, end):
        return False
    return None


def _common(known: str, there: str) -> bool:
    """Whether so much of what is nearest has stayed that a sentence which ended there still does."""
    return len(known) >= CONTEXT and known[:CONTEXT] == there[:CONTEXT]


def _begins_sentence(folded: Folded, start: int) -> bool:
    every = sentences_of(folded.raw)
    number = bisect_right(every, folded.start(start - 1), key=attrgetter("start"))
    return number > 0 and folded.place(every[number - 1].start) == start - 1


def _ends_sentence(folded: Folded, end: int) -> bool:
    every = sentences_of(folded.raw)
    number = bisect_right(every, folded.start(end - 2), key=attrgetter("end"))
    return number < len(every) and folded.place(every[number].end) == end - 1


def only_typo(before: str, now: str, words: tuple[int, int]) -> int | None:
    """Return by how much a mistyped letter in another word of a sentence has moved the words at this place in it.

    None where more has changed than one letter of one long word, or two that changed places, or the words themselves.
    """
    old, new = list(_LETTERS.finditer(before)), list(_LETTERS.finditer(now))
    if _LETTERS.sub("a", before) != _LETTERS.sub("a", now):
        return None  # what is between the words
    changed = [pair for pair in zip(old, new, strict=True) if pair[0].group() != pair[1].group()]
    if len(changed) != 1:
        return None
    [(one, other)] = changed
    if words[0] < one.end() and one.start() < words[1]:
        return None
    if not _is_mistyped(one.group(), other.group()):
        return None
    return len(other.group()) - len(one.group()) if one.end() <= words[0] else 0


def _is_mistyped(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - what stays unchanged does not pay for its import

    is_long = min(len(one), len(other)) >= _SHORTEST_MISTYPED
    return is_long and one[0] == other[0] and OSA.distance(one, other) == 1
