"""What an anchor knows of its old text, and where what stood on either side of the words stands in a text now."""

from dataclasses import dataclass
from functools import cached_property

from newsread.annotations.anchoring.anchor import CONTEXT, LONGEST_CONTEXT, WIDTHS, Anchor
from newsread.annotations.anchoring.folding import Folded
from newsread.articles.sentences import sentences

NEAR = 400
"""What was inserted between the words and one of their contexts, at most, in code points."""
_MOST_PLACES = 50
"""What stands more often tells nothing, and is not worth the work."""


@dataclass(frozen=True)
class Sought:
    """Words with what stood before and behind them, all folded."""

    prefix: str
    quote: str
    suffix: str
    start: int
    """Where the words stood, half-open in code points of the old text as it was."""
    end: int
    prefix_is_edge: bool
    """Whether the old text began with the prefix, or so near to it that it tells little; the suffix likewise."""
    suffix_is_edge: bool
    prefix_identifies: bool
    """Whether prefix and words are known to have stood together only once; words and suffix likewise."""
    suffix_identifies: bool
    stood_once: bool
    """Whether prefix, words and suffix are known to have stood together only once."""
    once: bool
    """Whether the words alone are known to have stood only once."""
    begins: bool = True
    """Whether a sentence is known to have begun where the words did, and `ends`: to have ended where they did."""
    ends: bool = True


@dataclass(frozen=True)
class OldText:
    """What is known of the text that an anchor was made in."""

    words: Sought
    """The anchor's own words."""
    sentences: Sought
    """The whole sentences that hold them, as far as they are known."""
    place: int
    """Where the own words begin in the folded sentences."""

    @classmethod
    def of(cls, anchor: Anchor) -> "OldText":
        """Return what an anchor knows.

        One that does not say which sentences its words are in was made by version 0.1, or elsewhere. What it has of the
        text is then cut into sentences here, and what has no end in it is taken for a part of a sentence.
        """
        known = Folded(anchor.prefix + anchor.quote + anchor.suffix)
        start, end = len(anchor.prefix), len(anchor.prefix) + len(anchor.quote)
        own_start, own_end = _sentences_in(anchor, known.raw)
        words = _sought(anchor, known, start, end)
        whole = _sought(anchor, known, own_start, own_end) if (own_start, own_end) != (start, end) else words
        spaces_before = known.text[known.place(start) :]
        indent = len(spaces_before) - len(spaces_before.lstrip())
        return cls(words, whole, known.place(start) + indent - known.place(own_start) if whole is not words else 0)


def _sentences_in(anchor: Anchor, known: str) -> tuple[int, int]:
    """Return where the sentences of the words begin and end in what is known of the old text."""
    start, end = len(anchor.prefix), len(anchor.prefix) + len(anchor.quote)
    if anchor.sentence:
        before, behind = anchor.sentence
        return start - before, end + behind
    own = [each for each in sentences(known) if each.start < end and start < each.end]
    return (min(start, own[0].start), max(end, own[-1].end)) if own else (start, end)


def _sought(anchor: Anchor, known: Folded, start: int, end: int) -> Sought:
    """Return the words of a part of what is known, half-open in code points of that as it was."""
    prefix, quote, suffix = (
        known.text[known.place(first) : known.place(last)]
        for first, last in ((0, start), (start, end), (end, len(known.raw)))
    )
    shift = anchor.start - len(anchor.prefix)
    of_sentence = anchor.sentence is not None
    prefix_is_edge = (start if of_sentence else len(anchor.prefix)) < CONTEXT
    suffix_is_edge = (len(known.raw) - end if of_sentence else len(anchor.suffix)) < CONTEXT
    prefix_identifies, suffix_identifies = _sides_identify(anchor)
    longest = max(len(anchor.prefix), len(anchor.suffix))
    return Sought(
        prefix,
        quote.strip(),
        suffix,
        max(0, start + shift),
        end + shift,
        prefix_is_edge,
        suffix_is_edge,
        prefix_is_edge or (prefix_identifies and not prefix.isspace()),
        suffix_is_edge or (suffix_identifies and not suffix.isspace()),
        longest < LONGEST_CONTEXT or prefix_identifies or suffix_identifies,
        anchor.once or (of_sentence and "sentence" not in anchor.repeated),
        of_sentence or bool(prefix.strip()) or anchor.start == len(anchor.prefix),
        of_sentence or bool(suffix.strip()) or suffix_is_edge,
    )


def _sides_identify(anchor: Anchor) -> tuple[bool, bool]:
    """Whether the words with their prefix, or with their suffix, are known to have stood only once.

    Where the anchor does not say so its lengths do: a side that is as long as the rule asked for, not cut off and not
    the longest, was enough.
    """
    if anchor.sentence is not None:
        return "prefix" not in anchor.repeated, "suffix" not in anchor.repeated
    prefix_is_enough = len(anchor.prefix) in WIDTHS[:-1] and len(anchor.prefix) < anchor.start
    return prefix_is_enough, len(anchor.suffix) in WIDTHS[:-1]


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
    """Words, their prefix and their suffix in a text that may have changed.

    Places in the text are one more than in the folded one, for it stands between two spaces.
    """

    def __init__(self, sought: Sought, folded: Folded) -> None:
        self.sought = sought
        self.text = folded.between_spaces
        self.quote = sought.quote
        self.prefix = self._before(sought)
        self.suffix = self._after(sought)
        self._old = sought.prefix + sought.quote + sought.suffix

    def _before(self, sought: Sought) -> Context:
        text, words, is_edge = self.text, sought.prefix, sought.prefix_is_edge
        if is_edge:
            begin = len(text) - len(text.lstrip())
            ends = [begin + len(words.strip())] if text.startswith(words.strip(), begin) else []
        else:
            ends = [at + len(words) for at in occurrences(words, text)]
        return Context(words, is_edge, sought.prefix_identifies, tuple(skip_space(text, end) for end in ends))

    def _after(self, sought: Sought) -> Context:
        text, words, is_edge = self.text, sought.suffix, sought.suffix_is_edge
        if is_edge:
            end = len(text.rstrip())
            begins = [end - len(words.strip())] if text.endswith(words.strip(), 0, end) else []
        else:
            begins = occurrences(words, text)
        return Context(words, is_edge, sought.suffix_identifies, tuple(skip_space_back(text, at) for at in begins))

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

    def has_near(self, start: int, end: int) -> bool:
        """Whether what was nearest on one side of the words is there now, be the rest of that sentence another."""
        before, behind = self.prefix.words.rstrip()[-CONTEXT:], self.suffix.words.lstrip()[:CONTEXT]
        is_before = len(before) == CONTEXT and self.text.endswith(before, 0, skip_space_back(self.text, start))
        return is_before or (len(behind) == CONTEXT and self.text.startswith(behind, skip_space(self.text, end)))

    def times(self, *contexts: Context) -> int:
        """Return how often the quote stands directly beside all of these contexts."""
        behind = self.prefix.places
        before = (end - len(self.quote) for end in self.suffix.places)
        starts = set.intersection(*(set(behind if context is self.prefix else before) for context in contexts))
        return sum(start > 0 and self.text.startswith(self.quote, start) for start in starts)


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
