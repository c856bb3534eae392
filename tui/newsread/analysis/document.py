"""An article with what the model found in it: what everything that is found over several articles begins from."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsread.analysis.result import Analysis, Token
from newsread.articles.article import Article
from newsread.articles.sentences import Sentence


class Marked(NamedTuple):
    """What a reader says of a sentence: that it makes a claim, or none. Half-open in code points."""

    article: str
    """The article's id."""
    start: int
    end: int
    claim: bool


@dataclass(frozen=True)
class Document:
    """An article and its analysis. Offsets are half-open, in code points of the article's text."""

    article: Article
    analysis: Analysis
    marked: tuple[Marked, ...] = ()
    """The reader's marks in this article, which outrank what looks like a claim."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The article's sentences; which of them make claims, a reader's marks tell before anything else."""
        return sentences_as_marked(self.article.sentences, self.marked)

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


def sentences_as_marked(sentences: Sequence[Sentence], marked: Sequence[Marked]) -> Sequence[Sentence]:
    """Return the sentences of an article, with what a reader's marks in it say of whether they make claims.

    A mark tells of a sentence when it is on at least half of it; of several the last one holds.
    """
    if not marked:
        return sentences
    ends = [sentence.end for sentence in sentences]
    told = list(sentences)
    for mark in marked:
        for number in range(bisect_right(ends, mark.start), len(told)):
            sentence = told[number]
            if sentence.start >= mark.end:
                break
            shared = min(mark.end, sentence.end) - max(mark.start, sentence.start)
            if shared * 2 >= sentence.end - sentence.start:
                told[number] = sentence._replace(claim=mark.claim)
    return tuple(told)
