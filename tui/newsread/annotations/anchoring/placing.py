"""Where an annotation's words are in a text that may have changed since: certain, probable, or not found."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from newsread.annotations.anchoring.anchor import CONTEXT, Anchor
from newsread.annotations.anchoring.candidates import LIKE, LIKE_CONTEXT, Candidate, candidates, most_alike
from newsread.annotations.anchoring.folding import Folded, folded
from newsread.annotations.anchoring.sentence_check import Sides, only_typo, sides
from newsread.annotations.anchoring.surroundings import (
    NEAR,
    Context,
    OldText,
    Sought,
    Surroundings,
    occurrences,
    skip_space,
    skip_space_back,
)

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


_MOST_OFFERED = 5


class Hold(StrEnum):
    """How a tag holds on to its words in a text."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Placement:
    """Where a tag's words are in a text; spans are half-open, in code points of it."""

    hold: Hold
    span: tuple[int, int] | None = None
    """Where the words are (exact, moved) or are thought to be (fuzzy, to be confirmed); None otherwise."""
    candidates: tuple[tuple[int, int], ...] = ()
    """Places that are like the words, best first, for a person to choose among (ambiguous, and fuzzy's own)."""
    surroundings_changed: bool = False
    """Whether the words are found for certain, but what is beside their sentence has changed or is not known."""
    layout_changed: bool = False
    """Whether the words are found for certain, with other spaces, quotation marks or dashes or other code points."""

    @property
    def certain(self) -> bool:
        """Whether nobody needs to confirm where the words are."""
        return self.hold in (Hold.EXACT, Hold.MOVED)


def place(anchor: Anchor, text: str, sha256: str) -> Placement:
    """Return how the anchor holds on to its words in a text with this hash.

    *Exact*: the text is the same, or has the words at the same place, and *moved*: it has them elsewhere or in another
    layout. Both are said only where the whole sentences that hold the words have stayed, apart from layout and from one
    mistyped letter in another word; and where these sentences are between the same neighbours, or beside one that tells
    them from their like, or are long and were there only once before and now. *Fuzzy*: the words are probably those at
    `span`, as what is beside them tells. *Ambiguous*: there are places like them, of which none can be told to be
    theirs. *Orphan*: none.
    """
    if sha256 == anchor.sha256 and text.startswith(anchor.quote, anchor.start):
        return Placement(Hold.EXACT, (anchor.start, anchor.end))
    return _looked_for(anchor, text)


@lru_cache(maxsize=20_000)  # whoever has a changed article before them asks again at every key
def _looked_for(anchor: Anchor, text: str) -> Placement:
    in_text, old = folded(text), OldText.of(anchor)
    if not old.words.quote:
        return Placement(Hold.ORPHAN)
    whole = _placed(old.sentences, in_text)
    if whole.sides:
        start = whole.start + old.place
        return _certain(anchor, in_text, start, start + len(old.words.quote), changed=whole.sides is Sides.CHANGED)
    if old.sentences is old.words:
        return whole.placement
    if mistyped := _beside_a_typo(old, whole, in_text):
        return _certain(anchor, in_text, *mistyped, changed=True)
    return _suggested(old, whole, in_text)


def _certain(anchor: Anchor, in_text: Folded, start: int, end: int, *, changed: bool) -> Placement:
    """Return the placement of words that are found for certain, in places between the spaces."""
    span = in_text.span(start - 1, end - 1)
    stayed = in_text.raw[slice(*span)] == anchor.quote
    hold = Hold.EXACT if stayed and span[0] == anchor.start else Hold.MOVED
    return Placement(hold, span, surroundings_changed=changed, layout_changed=not stayed)


@dataclass(frozen=True)
class _Placed:
    """Where words are, in places between the spaces, if they are found for certain, and else what is suggested."""

    placement: Placement
    start: int = 0
    sides: Sides | None = None
    """How the sentences beside them are; None where the words are not found for certain."""


def _placed(sought: Sought, in_text: Folded) -> _Placed:
    around = Surroundings(sought, in_text)
    start = _in_context(sought, in_text)
    if start is None and sought.once:
        start = _standing_once(around)
    near = candidates(around) if start is None else []
    if start is None:
        start = _beside_one_side(near, around)
    if start is None:
        return _Placed(_offered(near, around, in_text))
    end = start + len(sought.quote)
    if found := sides(sought, in_text, start, end):
        return _Placed(Placement(Hold.MOVED), start, found)
    span = in_text.span(start - 1, end - 1)
    return _Placed(Placement(Hold.FUZZY, span, (span,)))


def _in_context(sought: Sought, in_text: Folded) -> int | None:
    """Return the one place where the words are in their whole context, None where there is none or several."""
    if not sought.stood_once:
        return None
    prefix = sought.prefix.lstrip()
    context = (prefix + sought.quote + sought.suffix).strip()
    places = occurrences(context, in_text.between_spaces, 2)
    if len(places) != 1:
        return None
    # A context this short, cut off by the edges of the old text, is soon written again.
    return places[0] + len(prefix) if len(context) >= CONTEXT else None


def _standing_once(around: Surroundings) -> int | None:
    """Return the one place of words that stood once before, if no chance has put the same words there."""
    places = occurrences(around.quote, around.text, 2)
    if len(places) != 1:
        return None
    [start] = places
    end = start + len(around.quote)
    beside = start in around.prefix.places or end in around.suffix.places or around.has_near(start, end)
    return start if len(around.quote) >= (TINY if beside else LONG) else None


def _beside_one_side(near: Sequence[Candidate], around: Surroundings) -> int | None:
    """Return the place of the same words beside one side of their context, if that tells them from their like."""
    best = next((one for one in near if may_be_offered(one, around)), None)
    if best is None or best.like < 1:
        return None
    return best.start if is_certain(best, [one for one in near if one is not best], around) else None


def _offered(near: Sequence[Candidate], around: Surroundings, in_text: Folded) -> Placement:
    """Return what can be said of the places that are like words which are not found for certain."""
    offered = [one for one in near if may_be_offered(one, around)]
    if not offered:
        return Placement(Hold.ORPHAN)
    best, spans = offered[0], tuple(in_text.span(one.start - 1, one.end - 1) for one in offered[:_MOST_OFFERED])
    if is_trusted(best, [one for one in near if one is not best], around):
        return Placement(Hold.FUZZY, spans[0], spans)
    return Placement(Hold.AMBIGUOUS, None, spans)


def _beside_a_typo(old: OldText, whole: _Placed, in_text: Folded) -> tuple[int, int] | None:
    """Return where the words are, in places between the spaces, if their sentence has only a mistyped letter more."""
    if whole.placement.span is None:
        return None
    first, last = whole.placement.span
    start, end = in_text.place(first) + 1, in_text.place(last) + 1
    words = (old.place, old.place + len(old.words.quote))
    shift = only_typo(old.sentences.quote, in_text.between_spaces[start:end], words)
    if shift is None or sides(old.sentences, in_text, start, end) is None:
        return None
    return start + words[0] + shift, start + words[1] + shift


def _suggested(old: OldText, whole: _Placed, in_text: Folded) -> Placement:
    """Return what can be said of words whose sentence has changed: where it is now, they are looked for in it first."""
    if whole.placement.span:
        first, last = (in_text.place(at) + 1 for at in whole.placement.span)
        there = occurrences(old.words.quote, in_text.between_spaces[first:last], 2)
        if len(there) == 1:
            start = first + there[0]
            span = in_text.span(start - 1, start + len(old.words.quote) - 1)
            return Placement(Hold.FUZZY, span, (span,))
    around = Surroundings(old.words, in_text)
    return _offered(candidates(around), around, in_text)
