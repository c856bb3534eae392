"""Where a tag's words stand in a text that may have changed since.

Certain is only what nobody need look at again: the same words in their whole context, or with one whole side beside
them while the other was only edited or moved away a little. Everything else is for a person to confirm, and rather
nothing is suggested than the wrong words. The ways of Brush et al. (2001, "Robust
annotation positioning in digital documents") and of Hypothesis's fuzzy anchoring take the best match of quote and
context together; they take a deleted sentence for the look-alike beside it. Here each must hold for itself.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from newsread.tags.anchor import CONTEXT, Anchor
from newsread.tags.candidates import candidates
from newsread.tags.folding import Folded, fold, folded
from newsread.tags.judging import LONG, TINY, is_certain, is_trusted, may_be_offered
from newsread.tags.surroundings import Surroundings, occurrences, stood_once

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
    """Where a tag's words stand in a text; spans are half-open, in code points of it."""

    hold: Hold
    span: tuple[int, int] | None = None
    """Where the words stand (exact, moved) or are thought to stand (fuzzy, to be confirmed); None otherwise."""
    candidates: tuple[tuple[int, int], ...] = ()
    """Places that are like the words, best first, for a person to choose among (ambiguous, and fuzzy's own)."""

    @property
    def certain(self) -> bool:
        """Whether nobody needs to confirm it."""
        return self.hold in (Hold.EXACT, Hold.MOVED)


def place(anchor: Anchor, text: str, sha256: str) -> Placement:
    """Return how the anchor holds on to its words in a text with this hash.

    *Exact*: the text is the same, or has the quote in its whole context at the same place and nowhere else.
    *Moved*: the whole context stands once, elsewhere; white space in it, soft hyphens and canonically equivalent
    characters may have changed, but not in the quote. Either is also said of the quote with one whole side beside it,
    together only once in the text, where a word or two of the other side were edited or something was put between; and
    of a quote that stood once in the old text and stands once now, if it is long or one side beside it has stayed.
    *Fuzzy*: the words are probably those at `span`, as what stands beside them tells. *Ambiguous*: there are places
    like them, of which none can be told to be theirs. *Orphan*: none.
    """
    if sha256 == anchor.sha256 and text.startswith(anchor.quote, anchor.start):
        return Placement(Hold.EXACT, (anchor.start, anchor.end))
    return _looked_for(anchor, text)


@lru_cache(maxsize=20_000)  # whoever has a changed article before them asks again at every key
def _looked_for(anchor: Anchor, text: str) -> Placement:
    in_text = folded(text)
    found = _in_context(anchor, in_text)
    if found == (anchor.start, anchor.end):
        return Placement(Hold.EXACT, found)
    context = anchor.prefix + anchor.quote + anchor.suffix
    # A context this short, cut off by the edges of the old text, is soon written again.
    if found and len(context) >= CONTEXT:
        return Placement(Hold.MOVED, found)
    return _among_candidates(anchor, in_text)


def _in_context(anchor: Anchor, in_text: Folded) -> tuple[int, int] | None:
    """Return the one place where the quote stands in its whole context, None where there is none or several."""
    if not stood_once(anchor):
        return None
    raw = in_text.raw
    context = anchor.prefix + anchor.quote + anchor.suffix
    alike = occurrences(fold(context), in_text.text, 2)
    first = raw.find(context)
    if len(alike) > 1 or (first >= 0 and raw.find(context, first + 1) >= 0):
        return None
    if first >= 0:
        start = first + len(anchor.prefix)
    elif alike:
        start = in_text.start(alike[0] + len(fold(anchor.prefix)))
    else:
        return None
    end = start + len(anchor.quote)
    return (start, end) if raw[start:end] == anchor.quote else None


def _among_candidates(anchor: Anchor, in_text: Folded) -> Placement:
    """Return what can be said where the words do not stand in their whole context."""
    around = Surroundings(anchor, in_text)
    if not around.quote:
        return Placement(Hold.ORPHAN)
    if anchor.once and (found := _standing_once(around, in_text)) and in_text.raw[slice(*found)] == anchor.quote:
        return Placement(Hold.EXACT if found == (anchor.start, anchor.end) else Hold.MOVED, found)
    near = candidates(around, anchor.start)
    offered = [one for one in near if may_be_offered(one, around)]
    if not offered:
        return Placement(Hold.ORPHAN)
    best, spans = offered[0], tuple(in_text.span(one.start - 1, one.end - 1) for one in offered[:_MOST_OFFERED])
    others = [one for one in near if one is not best]
    if in_text.raw[slice(*spans[0])] == anchor.quote and is_certain(best, others, around, anchor):
        return Placement(Hold.EXACT if spans[0] == (anchor.start, anchor.end) else Hold.MOVED, spans[0])
    if is_trusted(best, others, around):
        return Placement(Hold.FUZZY, spans[0], spans)
    return Placement(Hold.AMBIGUOUS, None, spans)


def _standing_once(around: Surroundings, in_text: Folded) -> tuple[int, int] | None:
    """Return the one place of a quote that stood once before, if no chance has put the same words there."""
    places = occurrences(around.quote, around.text, 2)
    if len(places) != 1:
        return None
    [start] = places
    end = start + len(around.quote)
    if around.text[start - 1].isalnum() or around.text[end].isalnum():
        return None  # the beginning or end of other words
    beside = start in around.prefix.places or end in around.suffix.places
    if len(around.quote) < (TINY if beside else LONG):
        return None
    return in_text.span(start - 1, end - 1)
