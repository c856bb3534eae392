"""The article: a text that never changes, and what is known of where it came from."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from newsread.articles.sentences import Sentence, sentences, sentences_of
from newsread.articles.sources import Source

_FIRST_WORDS = 9
_MOST_OF_HEADING = 120


@dataclass(frozen=True)
class Article:
    """One source document that could be read.

    All offsets in the program are half-open `[start, end)` in Unicode code points of `text`.
    """

    id: str
    """Its path inside the articles' folder, with `/` and its ending."""
    file: Path
    text: str
    source: Source
    notice: str | None = None
    """What a reader should know of how the file was read (a guessed encoding), or None."""

    @cached_property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode(errors="surrogatepass")).hexdigest()

    @cached_property
    def words(self) -> int:
        """The number of words, parted by white space."""
        return len(self.text.split())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in the order of the text."""
        return sentences_of(self.text)

    @property
    def heading(self) -> str:
        """The title; of an article without one the first words of its first claim, ending in an ellipsis."""
        if self.source.title:
            return self.source.title
        start = next((sentence.start for sentence in sentences(self.text) if sentence.claim), 0)
        first_words = self.text[start : start + _MOST_OF_HEADING].split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS]
        return " ".join(first_words) + "…"


@dataclass(frozen=True)
class Unreadable:
    """A file among the articles that could not be read, and the reason as one sentence."""

    id: str
    file: Path
    reason: str
