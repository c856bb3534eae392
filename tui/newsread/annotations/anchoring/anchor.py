"""How a tag holds on to its words: the place, the exact words, and enough of what stands around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from newsread.annotations.anchoring.folding import fold, folded
from newsread.annotations.checks import LARGEST, check_members, check_types, shortened
from newsread.articles.sentences import sentences_of
from newsread.errors import NewsreadError

CONTEXT = 32
"""How much context an anchor has on each side at least, in code points, unless the text ends there."""
LONGEST_NEIGHBOUR = 400
"""How much of the sentences before and behind its own an anchor has at most, in code points."""
LONGEST_CONTEXT = 4096
"""A text that repeats itself for longer than this gets no longer context: hash and place must do."""
WIDTHS = (*(33 * 2**doubled for doubled in range(7)), LONGEST_CONTEXT)
"""How long a prefix or a suffix is at least that tells the words from their like.

In anchors without `sentence` they are exactly so long, unless the text ends before. By a still earlier rule it was 32,
64, 128 and so on, as long on both sides, until both together with the quote stood only once. So the length of such a
side tells by which rule it was made, and whether that side is enough.
"""


@dataclass(frozen=True)
class Anchor:
    """A span of one text, and what finds it again.

    Raises NewsreadError when the span is empty, lies before the text, or is not as long as its quote, when a side is
    shorter than the part of it that belongs to the sentence, and for values of other types.
    """

    start: int
    """In code points of the text; the span is half-open, `[start, end)`."""
    end: int
    quote: str
    prefix: str
    """What stands directly before the quote, and `suffix` directly after it."""
    suffix: str
    sha256: str
    """The hash of the whole text."""
    once: bool = False
    """Whether the quote is known to have stood only once in the whole text, however it was typed."""
    sentence: tuple[int, int] | None = None
    """How many code points of prefix and suffix belong to the sentences of the quote; None in records of 0.1."""
    repeated: tuple[str, ...] = ()
    """What stood more than once: `sentence`, that with the `prefix` before it, or that with the `suffix` after it.

    It is empty as well where `sentence` is None, as nothing is known of it.
    """

    def __post_init__(self) -> None:
        check_types(self, _TYPES)
        check_members("sentence", self.sentence or (), int)
        check_members("repeated", self.repeated, str)
        if not 0 <= self.start < self.end <= LARGEST:
            raise NewsreadError(
                f"{shortened(self.start)} to {shortened(self.end)} is not a span: it must begin at 0 or later, "
                "end after that."
            )
        if len(self.quote) != self.end - self.start:
            raise NewsreadError(f"The quote is {len(self.quote)} long, its span {self.start} to {self.end} is not.")
        before, behind = self.sentence or (0, 0)
        if not (0 <= before <= len(self.prefix) and 0 <= behind <= len(self.suffix)):
            raise NewsreadError("The sentence reaches beyond what is recorded before and behind the words.")


_TYPES: dict[str, tuple[type, ...]] = {
    "start": (int,),
    "end": (int,),
    "quote": (str,),
    "prefix": (str,),
    "suffix": (str,),
    "sha256": (str,),
    "once": (bool,),
    "sentence": (tuple, type(None)),
    "repeated": (tuple,),
}


def to_json(anchor: Anchor) -> dict[str, object]:
    """Return the anchor as it is stored: what is not known or not so is absent."""
    lists: dict[str, object] = {"sentence": list(anchor.sentence) if anchor.sentence else None}
    lists["repeated"] = list(anchor.repeated) or None
    return {name: value for name, value in (vars(anchor) | lists).items() if value is not False and value is not None}


def make(text: str, start: int, end: int, sha256: str) -> Anchor:
    """Return the anchor of `text[start:end]`; `sha256` is the text's hash.

    Prefix and suffix have the rest of the sentences that the words are in, and the sentence before or behind these.
    They are at least so long that each stands with the quote only once in the text, where 4,096 code points are enough
    for that: then either tells the words from their like. Raises NewsreadError for a span that is not within the text,
    and for offsets that are no whole numbers.
    """
    if type(start) is not int or type(end) is not int:
        raise NewsreadError(f"{shortened(start)} to {shortened(end)} is not a span: both must be whole numbers.")
    if end > len(text):
        raise NewsreadError(f"{start} to {end} is not within the text, which ends at {len(text)}.")
    own_start, own_end, before, behind = _sentences_around(text, start, end)
    first = _shortest(((max(0, start - width), end) for width in WIDTHS), text)[0]
    last = _shortest(((start, min(end + width, len(text))) for width in WIDTHS), text)[1]
    first = min(first, before, max(0, own_start - WIDTHS[0]))
    last = max(last, behind, min(len(text), own_end + WIDTHS[0]))
    parts = {"sentence": (own_start, own_end), "prefix": (first, own_end), "suffix": (own_start, last)}
    return Anchor(
        start,
        end,
        text[start:end],
        text[first:start],
        text[end:last],
        sha256,
        _stands_once(text[start:end], text),
        (start - own_start, own_end - end),
        tuple(name for name, span in parts.items() if not _stands_once(text[slice(*span)], text)),
    )


def _sentences_around(text: str, start: int, end: int) -> tuple[int, int, int, int]:
    """Return where the sentences of a span begin and end, and how far their neighbours reach before and behind."""
    every = sentences_of(text)
    first = bisect_right(every, start, key=attrgetter("end"))
    following = bisect_left(every, end, key=attrgetter("start"))
    own_start = min(start, every[first].start) if first < following else start
    own_end = max(end, every[following - 1].end) if first < following else end
    before = every[first - 1].start if first else 0
    behind = every[following].end if following < len(every) else len(text)
    return own_start, own_end, max(before, own_start - LONGEST_NEIGHBOUR), min(behind, own_end + LONGEST_NEIGHBOUR)


def _shortest(spans: Iterator[tuple[int, int]], text: str) -> tuple[int, int]:
    """Return the first of the growing spans whose words stand only once in the text, or else the longest.

    White space at their ends does not count: in another text the text's edge can stand for it.
    """
    longest = next(spans)
    for span in spans:
        if span == longest or _is_unique(text[slice(*longest)].strip(), text):
            break
        longest = span
    return longest


def _stands_once(part: str, text: str) -> bool:
    """Whether the words stand only once, however they are typed."""
    words = fold(part).strip()
    return bool(words) and _is_unique(words, folded(text).text)


def _is_unique(part: str, text: str) -> bool:
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0
