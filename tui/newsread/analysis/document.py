"""An article with what the model found in it: what everything that is found over several articles begins from."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsread.analysis.result import Analysis, Token
from newsread.articles.article import Article
from newsread.articles.sentences import Sentence


@dataclass(frozen=True)
class Document:
    """An article and its analysis. Offsets are half-open, in code points of the article's text."""

    article: Article
    analysis: Analysis

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The article's sentences."""
        return self.article.sentences

    @property
    def tokens(self) -> Sequence[Token]:
        """The words and signs of the text."""
        return self.analysis.tokens

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def numbers(self, start: int, end: int) -> range:
        """Return the numbers of the tokens that begin in a span."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def words(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens that begin in a span."""
        numbers = self.numbers(start, end)
        return self.tokens[numbers.start : numbers.stop]
