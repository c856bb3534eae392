"""What all articles tell, and what only one does: as the line under the panes and the coverage say it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsread.app.session.spots import Spot
from newsread.app.session.wordings import Tellings


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


def reach(tellings: Tellings) -> Reach:
    """Return which claims of some articles all of them tell, and which only one does.

    Told by all is a claim of which the line under the panes, and so its row of the coverage, says that every other
    article tells the same; by one, a claim of which it says so of none. What is only related tells nothing.
    """
    ids = [article.id for article in tellings.articles]
    told: dict[Told, dict[str, set[int]]] = {each: {article: set() for article in ids} for each in Told}
    claims = dict.fromkeys(ids, 0)
    for article in tellings.articles:
        for number in range(len(article.sentences)):
            spot = Spot(article, number)
            stands = tellings.stands(spot)
            others = sum(relation.tells_it for relation, _ in stands.values())
            if tellings.is_listed(spot, stands):
                claims[article.id] += 1
                if others == len(ids) - 1:
                    told[Told.BY_ALL][article.id].add(number)
                if not others:
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
