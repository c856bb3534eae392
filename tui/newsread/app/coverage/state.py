"""Coverage: which claims which articles tell. It goes by what the line under the panes says of each sentence.

Pure. Articles and sentences go by their numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from newsread.annotations.records import Record, Verdict
from newsread.annotations.sentence_states import Standing
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot
from newsread.app.session.wordings import Tellings
from newsread.text.wording import count_of


class Teller(NamedTuple):
    """A sentence of an article, by their numbers."""

    article: int
    sentence: int


class Cell(NamedTuple):
    """How an article stands to a sentence, and by which of its sentences, by its number."""

    relation: Relation
    sentence: int

    @property
    def tells_it(self) -> bool:
        """Whether that sentence tells the claim itself."""
        return self.relation.tells_it


Cells = Mapping[int, Cell]
"""What is known to stand in some relation to a sentence, and that sentence itself, by the articles."""


@dataclass(frozen=True)
class ToldClaim:
    """A claim: a sentence, how each article stands to it, and the others that are told by the same articles."""

    first: Teller
    """The sentence whose words the claim goes by, and to which its cells stand."""
    cells: Cells
    members: tuple[Teller, ...]
    """The sentences that are listed here, by article and place: the first, and such as tell the same as it does.

    The line under the panes names the same articles for each of them. A sentence of which it names others has a row
    of its own, be it that it stands in a cell here, too.
    """
    compared: frozenset[int] = frozenset()
    """The articles in which the machine has looked for it."""
    texts: int | None = None
    """How many articles tell it, where copies of one another count as one; None where the machine has not looked."""

    @cached_property
    def tellers(self) -> tuple[Teller, ...]:
        """The sentences that tell it, by article and place; mostly one of an article."""
        in_cells = {Teller(article, cell.sentence) for article, cell in self.cells.items() if cell.tells_it}
        return tuple(sorted(in_cells.union(self.members)))

    @cached_property
    def articles(self) -> Mapping[int, tuple[Teller, ...]]:
        """The sentences that tell it, by their articles."""
        of: defaultdict[int, tuple[Teller, ...]] = defaultdict(tuple)
        for teller in self.tellers:
            of[teller.article] += (teller,)
        return dict(of)

    def relation(self, article: int) -> Relation | None:
        """Return how an article stands to the claim; None where nobody has looked, or what was found is hidden."""
        if cell := self.cells.get(article):
            return cell.relation
        return Relation.NONE if article in self.compared else None

    def sentence(self, article: int) -> int | None:
        """Return the sentence to look at in an article; None where there is none."""
        cell = self.cells.get(article)
        return cell.sentence if cell else None

    @property
    def in_words(self) -> str:
        """By how many it is told, as far as that is known: `in 5 articles, 4 independent texts`."""
        in_articles = count_of(len(self.articles), "article")
        if self.texts is None:
            return f"confirmed in {in_articles}" if len(self.articles) > 1 else ""
        return f"in {in_articles}, {count_of(self.texts, 'independent text')}"


def cells_of(tellings: Tellings) -> dict[Teller, Cells]:
    """Return how the articles stand to each sentence that may carry a claim, or of which some article tells the same.

    They are the very relations that the line under the panes tells of the sentence.
    """
    numbers = {article.id: number for number, article in enumerate(tellings.articles)}
    found: dict[Teller, Cells] = {}
    for number, article in enumerate(tellings.articles):
        for place in range(len(article.sentences)):
            spot = Spot(article, place)
            stands = tellings.stands(spot)
            if tellings.is_listed(spot, stands):
                cells = {numbers[other]: Cell(*how) for other, how in stands.items()}
                found[Teller(number, place)] = {**cells, number: Cell(Relation.HERE, place)}
    return found


def coverage(tellings: Tellings, known: Container[str]) -> tuple[ToldClaim, ...]:
    """Return the claims of some articles, by the place of their first sentences.

    `known` holds the ids of the articles that the machine has looked through, as far as that is to be seen. A sentence
    is listed with one before it where either is the other's counterpart, the same articles tell both, and no answer of
    the reader's would be out of sight; else in a row of its own. So what a row counts, it counts for all its sentences.
    """
    articles = tellings.articles
    compared = frozenset(number for number, article in enumerate(articles) if article.id in known)
    text_of = {article: number for number, ids in enumerate(tellings.texts) for article in ids}
    found = cells_of(tellings)
    rows = []
    for first, members in _listed(found).items():
        cells, spot = found[first], Spot(articles[first.article], first.sentence)
        is_known = first.article in compared and tellings.looked_for(spot)
        ids = [articles[number].id for number, cell in cells.items() if cell.tells_it]
        rows.append(
            ToldClaim(
                first,
                cells,
                tuple(members),
                compared if is_known else frozenset(),
                len({text_of.get(each, each) for each in ids}) if is_known else None,
            )
        )
    return tuple(rows)


def _listed(found: Mapping[Teller, Cells]) -> dict[Teller, list[Teller]]:
    """Return the sentences in rows, by the first of each."""
    listed: dict[Teller, list[Teller]] = {}
    beside: defaultdict[Teller, list[Teller]] = defaultdict(list)
    """In which rows a sentence stands in a cell, by their first sentences."""
    told_in: dict[Teller, frozenset[int]] = {}
    confirmed: dict[Teller, frozenset[int]] = {}
    for teller, cells in found.items():
        telling = [Teller(article, cell.sentence) for article, cell in cells.items() if cell.tells_it]
        told_in[teller] = frozenset(each.article for each in telling)
        by_reader = {article for article, cell in cells.items() if cell.relation is Relation.CONFIRMED}
        confirmed[teller] = frozenset(by_reader | {teller.article} if by_reader else ())
        with_it = (
            first
            for first in (*beside[teller], *(each for each in telling if each in listed))
            if told_in[first] == told_in[teller] and confirmed[first] >= confirmed[teller]
        )
        if first := next(with_it, None):
            listed[first].append(teller)
            continue
        listed[teller] = [teller]
        for each in telling:
            beside[each].append(teller)
    return listed


# What the reader says of them

Said = Callable[[Teller], Standing]
"""Returns where the reader stands with a sentence."""


def said_in(told: ToldClaim, article: int, said: Said) -> Record | None:
    """Return what the reader says of a claim in an article: the verdict on the content, on the statement, or a mark."""
    found = [each for teller in told.articles.get(article, ()) for each in _records(said(teller))]
    return next((record for record in found if record.verdict), found[0] if found else None)


def _records(standing: Standing) -> tuple[Record, ...]:
    own = standing.decided_content, standing.content, standing.decided_statement, standing.statement, standing.mark
    return tuple(filter(None, own))


def _verdicts(told: ToldClaim, said: Said) -> tuple[set[Verdict], set[Verdict]]:
    """Return the verdicts on the content and on the statement."""
    every = [said(teller) for teller in told.tellers]
    contents = {each.content.verdict for each in every if each.content and each.content.verdict}
    return contents, {each.statement.verdict for each in every if each.statement and each.statement.verdict}


def disagreement(told: ToldClaim, said: Said) -> int:
    """Return how many verdicts there are on the claim beyond the first."""
    return sum(max(0, len(verdicts) - 1) for verdicts in _verdicts(told, said))


def untagged(told: ToldClaim, said: Said) -> int:
    """Return of how many sentences that tell it nothing was said."""
    return sum(said(teller).unseen for teller in told.tellers)


class Order(NamedTuple):
    """A way to sort the claims."""

    name: str
    key: Callable[[ToldClaim, Said], Any]
    """What is equal goes by how widely it is told, and then by place."""


ORDERS = (
    Order("how widely told", lambda *_: 0),
    Order("disagreement", lambda told, said: -disagreement(told, said)),
    Order("untagged", lambda told, said: -untagged(told, said)),
)


class Choice(NamedTuple):
    """Which claims are listed, and in what order."""

    order: Order = ORDERS[0]
    lone_shown: bool = True
    """Whether those are listed that only one article tells."""

    @classmethod
    def named(cls, order: str, *, lone_shown: bool) -> "Choice":
        """Return the choice with this order; for one that there is not, with the first."""
        return cls(next((each for each in ORDERS if each.name == order), ORDERS[0]), lone_shown)


def sorted_by(order: Order, rows: Iterable[ToldClaim], said: Said) -> list[ToldClaim]:
    """Return the claims in an order."""
    return sorted(rows, key=lambda told: (order.key(told, said), -len(told.articles), -(told.texts or 0), told.first))
