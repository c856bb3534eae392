"""What all articles tell, and what only one does, as far as counterparts were found. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection


class Told(StrEnum):
    """How widely a claim is told."""

    BY_ALL = "what all tell"
    BY_ONE = "what only one tells"


@dataclass(frozen=True)
class Reach:
    """The claims of some articles, by how widely they are told."""

    claims: Mapping[str, int]
    """How many claims an article makes, by its id."""
    numbers: Mapping[Told, Mapping[str, frozenset[int]]]
    """The numbers of the sentences that are told so, by the article's id."""

    def count(self, told: Told) -> int:
        """Return how many sentences of all articles are told so."""
        return sum(map(len, self.numbers[told].values()))


def reach(shared: "Collection", articles: Sequence[Article]) -> Reach:
    """Return which claims of these articles all of them tell, and which only one does.

    Told by all is a claim of which every other article has the same; by one, a claim of which none has. What is only
    related tells nothing. A counterpart counts whichever of the two sentences it was found for.
    """
    from newsread.analysis.counterparts import Band, Place  # noqa: PLC0415 - only who opens the panel pays for it

    ids = {article.id for article in articles}
    others: dict[Place, set[str]] = {
        Place(article.id, sentence.start, sentence.end): set()
        for article in articles
        for sentence in article.sentences
        if sentence.claim
    }
    for place in list(others):
        for each in shared.counterparts_of(place):
            if each.band is Band.SAME and each.to.article in ids:
                others[place].add(each.to.article)
                others.setdefault(each.to, set()).add(place.article)
    told: dict[Told, dict[str, set[int]]] = {each: {article.id: set() for article in articles} for each in Told}
    claims: dict[str, int] = {}
    for article in articles:
        numbered = enumerate(Place(article.id, sentence.start, sentence.end) for sentence in article.sentences)
        known = {number: others[place] for number, place in numbered if place in others}
        claims[article.id] = len(known)
        for number, elsewhere in known.items():
            if len(elsewhere) == len(ids) - 1:
                told[Told.BY_ALL][article.id].add(number)
            if not elsewhere:
                told[Told.BY_ONE][article.id].add(number)
    return Reach(
        claims,
        {
            how: {article: frozenset(numbers) for article, numbers in by_article.items()}
            for how, by_article in told.items()
        },
    )


def next_told(
    numbers: Mapping[str, frozenset[int]], articles: Sequence[str], here: tuple[str, int]
) -> tuple[str, int] | None:
    """Return the next of these sentences behind a place, over all articles and round; None where there are none."""
    order = {article: place for place, article in enumerate(articles)}
    every = sorted((order[article], number) for article in articles for number in numbers.get(article, ()))
    after = (order.get(here[0], -1), here[1])
    found = next((each for each in every if each > after), every[0] if every else None)
    return (articles[found[0]], found[1]) if found else None
