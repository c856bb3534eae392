"""What may be said of a place that is like a tag's words: that it is theirs, that it probably is, or nothing.

All that the rules know is what stands beside the place, and what else in the text is like the words.
"""

import re
from collections.abc import Collection

from newsread.tags.anchor import CONTEXT
from newsread.tags.candidates import LIKE, LIKE_CONTEXT, Candidate
from newsread.tags.likeness import most_alike
from newsread.tags.surroundings import NEAR, Context, Surroundings, skip_space, skip_space_back

_EDITED_CONTEXT = 0.65
"""How much like its context what stands beside certain words is at least: a word of eleven letters may differ."""
_MARGIN = 0.15
"""How much more like the quote than any other place the best one must be when one side has changed."""
LONG = 40
"""Shorter quotes are trusted only between both of their contexts: "He agreed." is soon said again."""
TINY = 12
"""Shorter quotes are never certain beside one of their contexts only."""

_WORD = re.compile(r"\w+")


def may_be_offered(one: Candidate, around: Surroundings) -> bool:
    """Whether a person may be shown it: it is neither a context itself, nor are the words known to be gone."""
    if around.is_closed:  # unless they were moved: word for word elsewhere, and not what stood there before
        return one.like == 1 and (around.sought.once or len(around.quote) >= LONG)
    return not around.covers(one.start, one.end)


def is_certain(one: Candidate, others: Collection[Candidate], around: Surroundings) -> bool:
    """Whether nobody need look at a place of the very same words, though their whole context does not stand anywhere.

    `others` is whatever else is like the words.
    """
    if around.is_closed or around.tells_nothing:
        return False
    if one.begins and one.ends:
        return around.sought.stood_once and around.times(around.prefix, around.suffix) == 1
    if not (one.begins or one.ends) or len(around.quote) < TINY:
        return False
    whole, other = (around.prefix, around.suffix) if one.begins else (around.suffix, around.prefix)
    if not whole.identifies or around.times(whole) > 1:
        return False
    if not other.places:
        return _was_edited_only(one, other, around)
    between = [place - one.end if one.begins else one.start - place for place in other.places]
    is_near = len(between) == 1 and bool(other.words.strip()) and 0 <= between[0] <= NEAR
    return is_near and not any(rival.like == 1 for rival in others)


def _was_edited_only(one: Candidate, context: Context, around: Surroundings) -> bool:
    """Whether what stands beside the candidate now is this context but for a word or so, no number and no name.

    Where one of two like places was taken out together with what lay between them, what stood beside the one
    stands beside the other now. Only the other side tells then which is left, and in lists it is alike, too.
    """
    is_after = context is around.suffix
    words = context.words.strip()
    nearest = words[:CONTEXT] if is_after else words[-CONTEXT:]
    return all(_fits(part, one, around.text, is_after=is_after) for part in (nearest, words))


def _fits(words: str, one: Candidate, text: str, *, is_after: bool) -> bool:
    end, start = skip_space(text, one.end), skip_space_back(text, one.start)
    # A word put in or taken out moves the far end of what is to be compared.
    widths = range(max(1, len(words) - CONTEXT), len(words) + CONTEXT + 1)
    beside = [text[end : end + width] if is_after else text[max(0, start - width) : start] for width in widths]
    which, like = most_alike(words, beside)
    return like >= _EDITED_CONTEXT and _telling(words) == _telling(beside[which])


def is_trusted(one: Candidate, others: Collection[Candidate], around: Surroundings) -> bool:
    """Whether it can be suggested; `others` is whatever else is like the words."""
    rival = max((other.like for other in others), default=0.0)
    if around.tells_nothing or one.like < LIKE:
        return False
    if (one.start, one.end) == around.between:
        return rival < 1
    if one.start != around.prefix.only and one.end != around.suffix.only:
        return False
    lies_between = around.between is not None  # it begins or ends where that does
    if one.like == 1 and lies_between:
        return rival < 1
    if len(around.quote) < LONG or one.like - rival < _MARGIN:
        return False
    same = _telling(around.quote) == _telling(around.text[one.start : one.end])
    return same and (lies_between or _other_side_agrees(one, around))


def _other_side_agrees(one: Candidate, around: Surroundings) -> bool:
    """Whether the context that has changed beside the candidate allows that it is the words.

    Numbers and names tell look-alikes apart: where they differ, it is another one of a kind.
    """
    if one.begins and one.ends:
        return True
    context, like = (around.suffix, one.suffix) if one.begins else (around.prefix, one.prefix)
    if context.places and not context.is_edge:
        return False  # it stands elsewhere
    if one.like < 1:
        return like >= LIKE_CONTEXT
    if len(around.quote) >= 2 * LONG:
        return True  # nobody writes that twice
    if not _telling(around.quote.partition(" ")[2]):
        return False  # "Nobody has claimed responsibility for that." stands in every other report
    width = len(context.words)
    beside = (
        around.text[one.end : one.end + width] if one.begins else around.text[max(0, one.start - width) : one.start]
    )
    return like < LIKE_CONTEXT or _telling(context.words) == _telling(beside)


def _telling(words: str) -> list[str]:
    """Return the numbers and the capitalised words in order."""
    return [word for word in _WORD.findall(words) if word[0].isupper() or any(map(str.isdigit, word))]
