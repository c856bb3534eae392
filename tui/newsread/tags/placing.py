"""Where a tag's words are in a text that may have changed since.

Certain is only what nobody need look at again: the same words in the same whole sentences, whatever their layout, in a
place that tells them from their like. Where a sentence beside them has changed, that is said as well. Everything else
is for a person to confirm, and rather nothing is suggested than the wrong words. The ways of Brush et al. (2001,
"Robust annotation positioning in digital documents") and of Hypothesis's fuzzy anchoring take the best match of quote
and context together; they take a deleted sentence for the look-alike beside it, and "captured none" for "captured one".
Here each must hold for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from newsread.tags.anchor import CONTEXT, Anchor
from newsread.tags.candidates import Candidate, candidates
from newsread.tags.folding import Folded, folded
from newsread.tags.judging import LONG, TINY, is_certain, is_trusted, may_be_offered
from newsread.tags.sentence_check import Sides, only_typo, sides
from newsread.tags.surroundings import OldText, Sought, Surroundings, occurrences

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
