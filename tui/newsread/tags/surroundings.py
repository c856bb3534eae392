"""What stood on either side of a tag's words, and where it stands in a text now."""

from dataclasses import dataclass
from functools import cached_property

from newsread.tags.anchor import CONTEXT, LONGEST_CONTEXT, WIDTHS, Anchor
from newsread.tags.folding import Folded, fold, typewritten

NEAR = 400
"""What was inserted between the words and one of their contexts, at most, in code points."""
_MOST_PLACES = 50
"""What stands more often tells nothing, and is not worth the work."""


@dataclass(frozen=True)
class Context:
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
        """The one place, None where there is none or several."""
        return self.places[0] if len(self.places) == 1 else None


class Surroundings:
    """A quote, its prefix and its suffix, folded and typewritten, in a text that may have changed.

    Places in the text are one more than in the folded one, for it stands between two spaces.
    """

    def __init__(self, anchor: Anchor, folded: Folded) -> None:
        self.text = f" {typewritten(folded.text)} "
        prefix, quote, suffix = (typewritten(fold(part)) for part in (anchor.prefix, anchor.quote, anchor.suffix))
        self.quote = quote.strip()
        self.prefix = self._before(prefix, anchor)
        self.suffix = self._after(suffix, anchor)
        self._old = prefix + quote + suffix

    def _before(self, words: str, anchor: Anchor) -> Context:
        text, is_edge = self.text, len(anchor.prefix) < CONTEXT
        if is_edge:
            begin = len(text) - len(text.lstrip())
            ends = [begin + len(words.strip())] if text.startswith(words.strip(), begin) else []
        else:
            ends = [at + len(words) for at in occurrences(words, text)]
        identifies = is_edge or (_prefix_identifies(anchor) and not words.isspace())
        return Context(words, is_edge, identifies, tuple(skip_space(text, end) for end in ends))

    def _after(self, words: str, anchor: Anchor) -> Context:
        text, is_edge = self.text, len(anchor.suffix) < CONTEXT
        if is_edge:
            end = len(text.rstrip())
            begins = [end - len(words.strip())] if text.endswith(words.strip(), 0, end) else []
        else:
            begins = occurrences(words, text)
        identifies = is_edge or (_suffix_identifies(anchor) and not words.isspace())
        return Context(words, is_edge, identifies, tuple(skip_space_back(text, begin) for begin in begins))

    @cached_property
    def tells_nothing(self) -> bool:
        """Whether a context stood twice already within what is known of the old text, or stands too often now."""
        contexts = [context for context in (self.prefix, self.suffix) if not context.is_edge]
        return any(
            len(context.places) >= _MOST_PLACES or len(occurrences(context.words, self._old, 2)) > 1
            for context in contexts
        )

    @cached_property
    def is_closed(self) -> bool:
        """Whether prefix and suffix stand directly beside each other now: then the words were taken out there."""
        return not self.tells_nothing and any(
            end <= begin and not self.text[end:begin].strip()
            for begin in self.prefix.places
            for end in self.suffix.places
        )

    @cached_property
    def between(self) -> tuple[int, int] | None:
        """What stands between prefix and suffix where each stands unchanged, once, and not far apart."""
        start, end = self.prefix.only, self.suffix.only
        if start is None or end is None or not 0 < end - start <= 2 * len(self.quote) + NEAR:
            return None
        return start, end

    def covers(self, start: int, end: int) -> bool:
        """Whether a span lies in what stands unchanged before or behind the words, and so cannot be them."""
        before, behind = len(self.prefix.words.strip()), len(self.suffix.words.strip())
        return not self.tells_nothing and (
            any(at - before < end and start < at for at in self.prefix.places)
            or any(at < end and start < at + behind for at in self.suffix.places)
        )

    def times(self, *contexts: Context) -> int:
        """Return how often the quote stands directly beside all of these contexts."""
        behind = self.prefix.places
        before = (end - len(self.quote) for end in self.suffix.places)
        starts = set.intersection(*(set(behind if context is self.prefix else before) for context in contexts))
        return sum(start > 0 and self.text.startswith(self.quote, start) for start in starts)


def stood_once(anchor: Anchor) -> bool:
    """Whether prefix, quote and suffix are known to have stood together only once in the old text."""
    longest = max(len(anchor.prefix), len(anchor.suffix))
    return longest < LONGEST_CONTEXT or _prefix_identifies(anchor) or _suffix_identifies(anchor)


def _prefix_identifies(anchor: Anchor) -> bool:
    """Whether prefix and quote are known to have stood together only once: not cut off, and not the longest."""
    return len(anchor.prefix) in WIDTHS[:-1] and len(anchor.prefix) < anchor.start


def _suffix_identifies(anchor: Anchor) -> bool:
    return len(anchor.suffix) in WIDTHS[:-1]


def occurrences(part: str, text: str, most: int = _MOST_PLACES) -> list[int]:
    """Return where the part begins, the first few; they may overlap."""
    places: list[int] = []
    at = text.find(part) if part else -1
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(part, at + 1)
    return places


def skip_space(text: str, at: int) -> int:
    """Return the place of the first character from here on that is no white space, or of the last of all."""
    while at < len(text) - 1 and text[at].isspace():
        at += 1
    return at


def skip_space_back(text: str, at: int) -> int:
    """Return where the white space begins that ends here."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at
