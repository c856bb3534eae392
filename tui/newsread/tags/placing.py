"""Where a tag's words stand in a text that may have changed since.

Certain is only what nobody need look at again: the same words in their whole context, or with one whole side beside
them while the other was only edited or moved away a little. Everything else is for a person to confirm, and rather
nothing is suggested than the wrong words. The ways of Brush et al. (2001, "Robust
annotation positioning in digital documents") and of Hypothesis's fuzzy anchoring take the best match of quote and
context together; they take a deleted sentence for the look-alike beside it. Here each must hold for itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from unicodedata import combining, normalize

from newsread.tags.anchor import CONTEXT, LONGEST_CONTEXT, WIDTHS, Anchor

_LIKE = 0.7
"""Words less like the quote than this (1 - Levenshtein distance / the longer one's length) are other words."""
_LIKE_CONTEXT = 0.5
_EDITED_CONTEXT = 0.65
"""How much like its context what stands beside certain words is at least: a word of eleven letters may differ."""
_MARGIN = 0.15
"""How much more like the quote than any other place the best one must be when one side has changed."""
_LONG = 40
"""Shorter quotes are trusted only between both of their contexts: "He agreed." is soon said again."""
_TINY = 12
"""Shorter quotes are never certain beside one of their contexts only."""
_NEAR = 400
"""What was inserted between the words and one of their contexts, at most, in code points."""

# What bounds the work, whatever the text: the search is linear in text × quote, with these as factors.
_SHORTEST_SOUGHT, _LONGEST_SOUGHT = 16, 1000
"""Other quotes are found word for word or between their contexts only."""
_MOST_PLACES = 50
_MOST_CANDIDATES = 5


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
    together only once in the text, where a word or two of the other side were edited or something was put between.
    *Fuzzy*: the words are probably those at `span`, as what stands beside them tells. *Ambiguous*: there are places
    like them, of which none can be told to be theirs. *Orphan*: none.
    """
    if sha256 == anchor.sha256 and text.startswith(anchor.quote, anchor.start):
        return Placement(Hold.EXACT, (anchor.start, anchor.end))
    return _looked_for(anchor, text)


@lru_cache(maxsize=20_000)  # whoever has a changed article before them asks again at every key
def _looked_for(anchor: Anchor, text: str) -> Placement:
    folded = _folded(text)
    found = _in_context(anchor, folded)
    if found == (anchor.start, anchor.end):
        return Placement(Hold.EXACT, found)
    context = anchor.prefix + anchor.quote + anchor.suffix
    # A context this short, cut off by the edges of the old text, is soon written again.
    if found and len(context) >= CONTEXT:
        return Placement(Hold.MOVED, found)
    return _Search(anchor, folded).placement()


@lru_cache(maxsize=4)  # the tags of one article come after each other
def _folded(text: str) -> "_Folded":
    return _Folded(text)


def _in_context(anchor: Anchor, folded: "_Folded") -> tuple[int, int] | None:
    """Return the one place where the quote stands in its whole context, None where there is none or several."""
    if not _stood_once(anchor):
        return None
    raw = folded.raw
    context = anchor.prefix + anchor.quote + anchor.suffix
    alike = _occurrences(_fold(context), folded.text, 2)
    first = raw.find(context)
    if len(alike) > 1 or (first >= 0 and raw.find(context, first + 1) >= 0):
        return None
    if first >= 0:
        start = first + len(anchor.prefix)
    elif alike:
        start = folded.start(alike[0] + len(_fold(anchor.prefix)))
    else:
        return None
    end = start + len(anchor.quote)
    return (start, end) if raw[start:end] == anchor.quote else None


def _stood_once(anchor: Anchor) -> bool:
    """Whether the whole context is known to have stood only once in the old text."""
    longest = max(len(anchor.prefix), len(anchor.suffix))
    return longest < LONGEST_CONTEXT or _prefix_identifies(anchor) or _suffix_identifies(anchor)


def _prefix_identifies(anchor: Anchor) -> bool:
    """Whether prefix and quote are known to have stood together only once: not cut off, and not the longest."""
    return len(anchor.prefix) in WIDTHS[:-1] and len(anchor.prefix) < anchor.start


def _suffix_identifies(anchor: Anchor) -> bool:
    return len(anchor.suffix) in WIDTHS[:-1]


# Folding: what differs in layout only becomes the same.

_INVISIBLE = "\u00ad\u200b\ufeff"
_TYPEWRITTEN = str.maketrans("“”„‟«»″‘’‚‛′–—−‐‑", '"""""""\'\'\'\'\'-----')


class _Folded:
    """A text whose runs of white space are single spaces, each character decomposed, without soft hyphens.

    Marks on one letter stay in the order they have: to sort a million of them takes Python's `normalize` hours.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._places, self._raw_places = [0], [0]
        pieces: list[str] = []
        length = done = 0
        for found in _folding(raw).finditer(raw):
            folded = _fold_one(found.group())
            pieces += raw[done : found.start()], folded
            length += found.start() - done
            self._places += length, length + len(folded)
            self._raw_places += found.start(), found.end()
            length, done = length + len(folded), found.end()
        pieces.append(raw[done:])
        self.text = "".join(pieces)

    def start(self, place: int) -> int:
        """Return where in the raw text the character begins that is at this place of the folded text."""
        at = bisect_right(self._places, place) - 1
        if at % 2:  # within what was folded
            return self._raw_places[at]
        return self._raw_places[at] + place - self._places[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the raw text that was folded into this one, no combining mark cut off."""
        last = self.start(end - 1) + 1
        while last < len(self.raw) and combining(self.raw[last]):
            last += 1
        return self.start(start), last


def _fold(text: str) -> str:
    return _folding(text).sub(lambda found: _fold_one(found.group()), text)


def _fold_one(part: str) -> str:
    return " " if part[0].isspace() else "" if part in _INVISIBLE else normalize("NFD", part)


def _folding(text: str) -> re.Pattern[str]:
    apart = {character for character in set(text) if normalize("NFD", character) != character}
    return re.compile(rf"\s{{2,}}|[^\S ]|[{_INVISIBLE}{re.escape(''.join(sorted(apart)))}]")


def _occurrences(part: str, text: str, most: int = _MOST_PLACES) -> list[int]:
    """Return where the part begins, the first few; they may overlap."""
    places: list[int] = []
    at = text.find(part) if part else -1
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(part, at + 1)
    return places


# Searching: what is like the words, and what stands beside it.

_WORD_EDGE = re.compile(r"\b|(?<=\S)(?=\s)|(?<=\s)(?=\S)|(?<=[\u0e00-\u0eff\u2e80-\ud7ff\uf900-\ufaff])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class _Context:
    """What stood on one side of the words, and where in the text it stands unchanged."""

    words: str
    is_edge: bool
    """Whether the old text began or ended here: then only the text's own edge is the same."""
    identifies: bool
    """Whether it is known to have stood only once together with the words, or is the text's edge."""
    places: tuple[int, ...]
    """Where the words would begin after each prefix, or end before each suffix, white space passed over."""

    @property
    def only(self) -> int | None:
        return self.places[0] if len(self.places) == 1 else None


@dataclass(frozen=True)
class _Candidate:
    """A place that is like the words; likenesses are 1 where nothing has changed."""

    start: int
    end: int
    like: float
    prefix: float
    suffix: float
    begins: bool
    """Whether the prefix stands unchanged before it, and `ends`: the suffix after it."""
    ends: bool

    @property
    def rank(self) -> float:
        return self.like + (self.begins + self.ends) / 4 + (self.prefix + self.suffix) / 100

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


class _Search:
    """The search for an anchor's words in a text where they do not stand in their whole context."""

    def __init__(self, anchor: Anchor, folded: _Folded) -> None:
        self._anchor, self._folded = anchor, folded
        self._text = f" {folded.text} ".translate(_TYPEWRITTEN)
        prefix, quote, suffix = (
            _fold(part).translate(_TYPEWRITTEN) for part in (anchor.prefix, anchor.quote, anchor.suffix)
        )
        self._quote = quote.strip()
        self._old = prefix + quote + suffix
        self._old_place = anchor.start
        self._prefix = self._before(prefix, anchor)
        self._suffix = self._after(suffix, anchor)

    def placement(self) -> Placement:
        if not self._quote:
            return Placement(Hold.ORPHAN)
        found = self._candidates()
        offered = [one for one in found if self._may_be_offered(one)]
        spans = tuple(self._folded.span(one.start - 1, one.end - 1) for one in offered[:_MOST_CANDIDATES])
        if not offered:
            return Placement(Hold.ORPHAN)
        if self._is_certain(offered[0], spans[0], found):
            stayed = spans[0] == (self._anchor.start, self._anchor.end)
            return Placement(Hold.EXACT if stayed else Hold.MOVED, spans[0])
        if self._is_trusted(offered[0], found):
            return Placement(Hold.FUZZY, spans[0], spans)
        return Placement(Hold.AMBIGUOUS, None, spans)

    # What stands where.

    def _before(self, words: str, anchor: Anchor) -> _Context:
        text, is_edge = self._text, len(anchor.prefix) < CONTEXT
        if is_edge:
            begin = len(text) - len(text.lstrip())
            ends = [begin + len(words.strip())] if text.startswith(words.strip(), begin) else []
        else:
            ends = [at + len(words) for at in _occurrences(words, text)]
        identifies = is_edge or (_prefix_identifies(anchor) and not words.isspace())
        return _Context(words, is_edge, identifies, tuple(_skip_space(text, end) for end in ends))

    def _after(self, words: str, anchor: Anchor) -> _Context:
        text, is_edge = self._text, len(anchor.suffix) < CONTEXT
        if is_edge:
            end = len(text.rstrip())
            begins = [end - len(words.strip())] if text.endswith(words.strip(), 0, end) else []
        else:
            begins = _occurrences(words, text)
        identifies = is_edge or (_suffix_identifies(anchor) and not words.isspace())
        return _Context(words, is_edge, identifies, tuple(_skip_space_back(text, begin) for begin in begins))

    @cached_property
    def _tells_nothing(self) -> bool:
        """Whether a context stood twice already within what is known of the old text, or stands too often now."""
        contexts = [context for context in (self._prefix, self._suffix) if not context.is_edge]
        return any(
            len(context.places) >= _MOST_PLACES or len(_occurrences(context.words, self._old, 2)) > 1
            for context in contexts
        )

    @cached_property
    def _is_deleted(self) -> bool:
        """Whether prefix and suffix stand directly beside each other now: then the words were taken out there."""
        return not self._tells_nothing and any(
            end <= begin and not self._text[end:begin].strip()
            for begin in self._prefix.places
            for end in self._suffix.places
        )

    @cached_property
    def _between(self) -> tuple[int, int] | None:
        """What stands between prefix and suffix where each stands unchanged, once, and not far apart."""
        start, end = self._prefix.only, self._suffix.only
        if start is None or end is None or not 0 < end - start <= 2 * len(self._quote) + _NEAR:
            return None
        return start, end

    def _stood_beside(self, candidate: _Candidate) -> bool:
        """Whether it lies in what stands unchanged before or behind the words, and so cannot be them."""
        return not self._tells_nothing and (
            any(candidate.overlaps(at - len(self._prefix.words.strip()), at) for at in self._prefix.places)
            or any(candidate.overlaps(at, at + len(self._suffix.words.strip())) for at in self._suffix.places)
        )

    # What is like the words.

    def _candidates(self) -> list[_Candidate]:
        """Return the places that are like the words, the best first; no two overlap."""
        measured = {span: self._measure(*span) for span in self._spans()}
        best = sorted(
            measured.values(),
            key=lambda one: (one.like < 1, -one.rank, abs(one.start - self._old_place), one.start),
        )
        chosen: list[_Candidate] = []
        for one in best:
            if self._is_like(one) and not any(other.overlaps(one.start, one.end) for other in chosen):
                chosen.append(one)
        return sorted(chosen, key=lambda one: (-one.rank, abs(one.start - self._old_place), one.start))

    def _is_like(self, one: _Candidate) -> bool:
        if one.begins and one.ends:
            return one.like >= _LIKE_CONTEXT
        if len(self._quote) < _SHORTEST_SOUGHT and max(one.prefix, one.suffix) < _LIKE_CONTEXT:
            return False
        return one.like >= _LIKE

    def _spans(self) -> Iterator[tuple[int, int]]:
        quote, text = self._quote, self._text
        for start in _occurrences(quote, text):
            if not self._cuts_a_word(start, start + len(quote)):
                yield start, start + len(quote)
        if self._between:
            yield self._between
        if len(quote) > _LONGEST_SOUGHT:
            return
        if self._prefix.only is not None:
            yield self._prefix.only, self._best_end(self._prefix.only, self._suffix.only)
        if self._suffix.only is not None:
            yield self._best_start(self._suffix.only, self._prefix.only), self._suffix.only
        if len(quote) >= _SHORTEST_SOUGHT:
            yield from self._look_alikes()

    def _cuts_a_word(self, start: int, end: int) -> bool:
        around = self._text[start - 1], self._text[end]
        cut_before = around[0].isalnum() and self._quote[0].isalnum() and not self._prefix.words[-1:].isalnum()
        cut_after = around[1].isalnum() and self._quote[-1].isalnum() and not self._suffix.words[:1].isalnum()
        return cut_before or cut_after

    def _look_alikes(self) -> Iterator[tuple[int, int]]:
        """Yield what is most like the quote anywhere: windows of its length, then fitted to the edges of words."""
        from rapidfuzz import process  # noqa: PLC0415 - what stands unchanged does not pay for it
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

        quote, text = self._quote, self._text
        step = len(quote) // 8
        found = process.extract(
            quote,
            [text[at : at + len(quote)] for at in range(0, len(text), step)],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_LIKE - 0.15,  # what a window loses that begins half a step off
            limit=8 * _MOST_PLACES,
        )
        taken: list[int] = []
        for _, _, index in found:
            at = index * step
            if len(taken) < 2 * _MOST_CANDIDATES and all(abs(at - other) >= len(quote) // 2 for other in taken):
                taken.append(at)
                start = self._best_start(min(at + len(quote), len(text) - 1), None)
                end = self._best_end(start, None)
                yield self._best_start(end, None), end

    def _best_end(self, start: int, limit: int | None) -> int:
        most = min(start + len(self._quote) * 3 // 2, len(self._text) - 1)
        if limit is not None and limit > start:
            most = min(most, limit)
        edges = [found.start() for found in _WORD_EDGE.finditer(self._text, start + 1, most)]
        return self._most_alike([(start, end) for end in (*edges, most)])[1]

    def _best_start(self, end: int, limit: int | None) -> int:
        least = max(end - len(self._quote) * 3 // 2, 1)
        if limit is not None and limit < end:
            least = max(least, limit)
        edges = [found.start() for found in _WORD_EDGE.finditer(self._text, least, end)]
        return self._most_alike([(start, end) for start in (*reversed(edges), least)])[0]

    def _most_alike(self, spans: list[tuple[int, int]]) -> tuple[int, int]:
        """Return the first of the spans that are most like the quote."""
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

        words = [self._text[start:end].strip() for start, end in spans]
        best = process.extractOne(self._quote, words, scorer=Levenshtein.normalized_similarity)
        return spans[best[2]] if best else spans[0]

    def _measure(self, start: int, end: int) -> _Candidate:
        start = _skip_space(self._text, start)
        end = max(start + 1, _skip_space_back(self._text, end))
        begins, ends = start in self._prefix.places, end in self._suffix.places
        before, after = self._prefix.words.strip(), self._suffix.words.strip()
        preceded = _skip_space_back(self._text, start)
        follows = _skip_space(self._text, end)
        return _Candidate(
            start,
            end,
            self._like(start, end),
            1.0 if begins else _likeness(before, self._text[max(0, preceded - len(before)) : preceded].lstrip()),
            1.0 if ends else _likeness(after, self._text[follows : follows + len(after)].rstrip()),
            begins,
            ends,
        )

    def _like(self, start: int, end: int) -> float:
        return _likeness(self._quote, self._text[start:end].strip())

    # What may be said of it.

    def _may_be_offered(self, one: _Candidate) -> bool:
        if self._is_deleted:  # unless a paragraph was moved: a long quote, word for word elsewhere
            return one.like == 1 and len(self._quote) >= _LONG
        return not self._stood_beside(one)

    def _is_certain(self, best: _Candidate, span: tuple[int, int], found: list[_Candidate]) -> bool:
        """Whether nobody need look at it, though its whole context does not stand anywhere.

        `found` is whatever is like the words.
        """
        if self._is_deleted or self._tells_nothing or self._folded.raw[slice(*span)] != self._anchor.quote:
            return False
        if best.begins and best.ends:
            return _stood_once(self._anchor) and self._times(self._prefix, self._suffix) == 1
        if not (best.begins or best.ends) or len(self._quote) < _TINY:
            return False
        whole, other = (self._prefix, self._suffix) if best.begins else (self._suffix, self._prefix)
        if not whole.identifies or self._times(whole) > 1:
            return False
        if not other.places:
            return self._was_edited_only(best, other)
        between = [place - best.end if best.begins else best.start - place for place in other.places]
        is_near = len(between) == 1 and bool(other.words.strip()) and 0 <= between[0] <= _NEAR
        return is_near and not any(one.like == 1 for one in found if one is not best)

    def _times(self, *contexts: _Context) -> int:
        """Return how often the quote stands directly beside all of these contexts."""
        behind = self._prefix.places
        before = (end - len(self._quote) for end in self._suffix.places)
        starts = set.intersection(*(set(behind if context is self._prefix else before) for context in contexts))
        return sum(start > 0 and self._text.startswith(self._quote, start) for start in starts)

    def _was_edited_only(self, best: _Candidate, context: _Context) -> bool:
        """Whether what stands beside the candidate now is this context but for a word or so, no number and no name.

        Where one of two like places was taken out together with what lay between them, what stood beside the one
        stands beside the other now. Only the other side tells then which is left, and in lists it is alike, too.
        """
        is_after = context is self._suffix
        words = context.words.strip()
        nearest = words[:CONTEXT] if is_after else words[-CONTEXT:]
        return all(self._fits(part, best, is_after=is_after) for part in (nearest, words))

    def _fits(self, words: str, best: _Candidate, *, is_after: bool) -> bool:
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

        text, end, start = self._text, _skip_space(self._text, best.end), _skip_space_back(self._text, best.start)
        # A word put in or taken out moves the far end of what is to be compared.
        widths = range(max(1, len(words) - CONTEXT), len(words) + CONTEXT + 1)
        beside = [text[end : end + width] if is_after else text[max(0, start - width) : start] for width in widths]
        alike = process.extractOne(words, beside, scorer=Levenshtein.normalized_similarity)
        return alike is not None and alike[1] >= _EDITED_CONTEXT and _telling(words) == _telling(alike[0])

    def _is_trusted(self, best: _Candidate, found: list[_Candidate]) -> bool:
        """Whether it can be suggested; `found` is whatever else is like the words."""
        others = max((one.like for one in found if one is not best), default=0.0)
        if self._is_deleted or self._tells_nothing or best.like < _LIKE:
            return False
        if (best.start, best.end) == self._between:
            return others < 1
        if best.start != self._prefix.only and best.end != self._suffix.only:
            return False
        lies_between = self._between is not None and best.overlaps(*self._between)
        if best.like == 1 and lies_between:
            return others < 1
        if len(self._quote) < _LONG or best.like - others < _MARGIN:
            return False
        alike = best.like == 1 or _telling(self._quote) == _telling(self._text[best.start : best.end])
        return alike and (lies_between or self._other_side_agrees(best))

    def _other_side_agrees(self, best: _Candidate) -> bool:
        """Whether the context that has changed beside the candidate allows that it is the words.

        Numbers and names tell look-alikes apart: where they differ, it is another one of a kind.
        """
        if best.begins and best.ends:
            return True
        context, likeness = (self._suffix, best.suffix) if best.begins else (self._prefix, best.prefix)
        if context.places and not context.is_edge:
            return False  # it stands elsewhere
        if best.like < 1:
            return likeness >= _LIKE_CONTEXT
        if len(self._quote) >= 2 * _LONG:
            return True  # nobody writes that twice
        if not _telling(self._quote.partition(" ")[2]):
            return False  # "Nobody has claimed responsibility for that." stands in every other report
        width = len(context.words)
        beside = (
            self._text[best.end : best.end + width]
            if best.begins
            else self._text[max(0, best.start - width) : best.start]
        )
        return likeness < _LIKE_CONTEXT or _telling(context.words) == _telling(beside)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) - 1 and text[at].isspace():
        at += 1
    return at


def _skip_space_back(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _telling(words: str) -> list[str]:
    """Return the numbers and the capitalised words in order."""
    return [word for word in _WORD.findall(words) if word[0].isupper() or any(map(str.isdigit, word))]


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - what stands unchanged does not pay for it

    return Levenshtein.normalized_similarity(one, other) if one and other else 0.0
