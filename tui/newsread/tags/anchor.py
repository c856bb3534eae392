"""How a tag holds on to its words: the place, the exact words, and enough of what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsread.errors import NewsreadError
from newsread.tags.checks import LARGEST, check_types, shortened
from newsread.tags.folding import fold, folded, typewritten

CONTEXT = 32
"""How much context an anchor has on each side at least, in code points, unless the text ends there."""
LONGEST_CONTEXT = 4096
"""A text that repeats itself for longer than this gets no longer context: hash and place must do."""
WIDTHS = (*(33 * 2**doubled for doubled in range(7)), LONGEST_CONTEXT)
"""How long a prefix or a suffix can be, unless the text ends before.

By an earlier rule it was 32, 64, 128 and so on, as long on both sides, until both together with the quote stood only
once. So a length tells by which rule it was made, and whether one side is enough.
"""


@dataclass(frozen=True)
class Anchor:
    """A span of one text, and what finds it again.

    Raises NewsreadError when the span is empty, lies before the text, or is not as long as its quote, and for values
    of other types.
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

    def __post_init__(self) -> None:
        check_types(self, _TYPES)
        if not 0 <= self.start < self.end <= LARGEST:
            raise NewsreadError(
                f"{shortened(self.start)} to {shortened(self.end)} is not a span: it must begin at 0 or later, "
                "end after that."
            )
        if len(self.quote) != self.end - self.start:
            raise NewsreadError(f"The quote is {len(self.quote)} long, its span {self.start} to {self.end} is not.")


_TYPES: dict[str, tuple[type, ...]] = {
    "start": (int,),
    "end": (int,),
    "quote": (str,),
    "prefix": (str,),
    "suffix": (str,),
    "sha256": (str,),
    "once": (bool,),
}


def to_json(anchor: Anchor) -> dict[str, object]:
    """Return the anchor as it is stored."""
    return {name: value for name, value in vars(anchor).items() if value is not False}


def make(text: str, start: int, end: int, sha256: str) -> Anchor:
    """Return the anchor of `text[start:end]`; `sha256` is the text's hash.

    Prefix and suffix each begin with 33 code points and double until each stands with the quote only once in the
    text: then either is enough to tell the words from their like. Raises NewsreadError for a span that is not
    within the text, and for offsets that are no whole numbers.
    """
    if type(start) is not int or type(end) is not int:
        raise NewsreadError(f"{shortened(start)} to {shortened(end)} is not a span: both must be whole numbers.")
    if end > len(text):
        raise NewsreadError(f"{start} to {end} is not within the text, which ends at {len(text)}.")
    first = _shortest(((max(0, start - width), end) for width in WIDTHS), text)[0]
    last = _shortest(((start, min(end + width, len(text))) for width in WIDTHS), text)[1]
    if last == len(text) and last - end in WIDTHS and not _is_unique(text[start:last].strip(), text):
        last -= 1  # or the length that the end of the text gave it by chance would say that it is enough
    quote = typewritten(fold(text[start:end])).strip()
    once = bool(quote) and _is_unique(quote, typewritten(folded(text).text))
    return Anchor(start, end, text[start:end], text[first:start], text[end:last], sha256, once)


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


def _is_unique(part: str, text: str) -> bool:
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0
