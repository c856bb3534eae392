"""How a tag holds on to its words: the place, the exact words, and enough of what stands around them."""

from dataclasses import dataclass

from newsread.errors import NewsreadError

CONTEXT = 32
"""How much context an anchor has on each side at least, in code points, unless the text ends there."""
LONGEST_CONTEXT = 4096
"""A text that repeats itself for longer than this gets no longer context: hash and place must do."""


@dataclass(frozen=True)
class Anchor:
    """A span of one text, and what finds it again.

    Raises NewsreadError when the span is empty, lies before the text, or is not as long as its quote.
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

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise NewsreadError(
                f"{self.start} to {self.end} is not a span: it must begin at 0 or later, end after that."
            )
        if len(self.quote) != self.end - self.start:
            raise NewsreadError(f"The quote is {len(self.quote)} long, its span {self.start} to {self.end} is not.")


def make(text: str, start: int, end: int, sha256: str) -> Anchor:
    """Return the anchor of `text[start:end]`; `sha256` is the text's hash.

    The context begins with 32 code points on each side and doubles until prefix, quote and suffix together
    stand only once in the text. Raises NewsreadError for a span that is not within the text.
    """
    if end > len(text):
        raise NewsreadError(f"{start} to {end} is not within the text, which ends at {len(text)}.")
    width = CONTEXT
    while width < LONGEST_CONTEXT and not _is_unique(text[max(0, start - width) : end + width], text):
        width *= 2
    prefix = text[max(0, start - width) : start]
    return Anchor(start, end, text[start:end], prefix, text[end : end + width], sha256)


def _is_unique(part: str, text: str) -> bool:
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0
