"""A sentence of one of several articles, and the way from one to the next. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsread.annotations.sentence_states import Standing
from newsread.articles.article import Article


class Spot(NamedTuple):
    """A sentence of an article, by its number; or other words, which begin in it."""

    article: Article
    number: int
    selected: tuple[int, int] | None = None
    """Where the words stand that are meant, half-open in code points; None if the sentence is."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text, half-open in code points."""
        if self.selected:
            return self.selected
        sentence = self.article.sentences[self.number]
        return sentence.start, sentence.end

    @property
    def words(self) -> str:
        """Its words."""
        start, end = self.span
        return self.article.text[start:end]


def first_to_read(article: Article, standings: Sequence[Standing]) -> int:
    """Return the number of the first claim of which nothing was said, else of the first claim, else of all."""
    claims = [number for number, sentence in enumerate(article.sentences) if sentence.claim]
    unseen = (number for number in claims if standings[number].unseen)
    return next(unseen, claims[0] if claims else 0)


def sentence_at(article: Article, offset: int) -> int:
    """Return the number of the sentence that holds a code point, or else of the next one."""
    behind = bisect_right(article.sentences, offset, key=lambda sentence: sentence.end)
    return min(behind, len(article.sentences) - 1)


def next_unseen(
    articles: Sequence[Article],
    article: int,
    sentence: int,
    direction: int,
    standings_of: Callable[[Article], Sequence[Standing]],
) -> tuple[int, int] | None:
    """Return the next claim (article and sentence by number) of which nothing has been said.

    The search goes forward (`direction` 1) or back (-1), over the ends of articles, and not round.
    """
    while 0 <= article < len(articles):
        sentences = articles[article].sentences
        standings = standings_of(articles[article])
        sentence += direction
        while 0 <= sentence < len(sentences):
            if sentences[sentence].claim and standings[sentence].unseen:
                return article, sentence
            sentence += direction
        article += direction
        sentence = len(articles[article].sentences) if direction < 0 and article >= 0 else -1
    return None
