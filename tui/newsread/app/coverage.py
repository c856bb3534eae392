"""Coverage: which claims which articles tell. A claim is here the sentences of several articles that tell the same.

Pure. Articles and sentences go by their numbers.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from newsread.analysis.counterparts import CONFIRMED, Band, Counterpart
from newsread.app.relations import Relation
from newsread.articles.article import Article
from newsread.tags.groups import Link, Words
from newsread.tags.records import Record, Verdict
from newsread.tags.standing import Standing
from newsread.wording import count_of


class Teller(NamedTuple):
    """A sentence of an article, by their numbers."""

    article: int
    sentence: int


@dataclass(frozen=True)
class ToldClaim:
    """A claim: the sentences that tell it, and those that the machine takes for related to the first of them."""

    tellers: tuple[Teller, ...]
    """By article and place; never empty, mostly one of an article."""
    confirmed: frozenset[Teller]
    """Those of them that the reader confirmed to tell the same as another."""
    related: Mapping[int, int]
    """The related sentences, by their articles."""
    texts: int
    """How many articles tell it, where copies of one another count as one."""

    @property
    def first(self) -> Teller:
        """The sentence whose words the claim goes by."""
        return self.tellers[0]

    @cached_property
    def articles(self) -> Mapping[int, tuple[Teller, ...]]:
        """The sentences that tell it, by their articles."""
        of: defaultdict[int, tuple[Teller, ...]] = defaultdict(tuple)
        for teller in self.tellers:
            of[teller.article] += (teller,)
        return dict(of)

    def relation(self, article: int) -> Relation:
        """Return how an article stands to the claim."""
        if tellers := self.articles.get(article):
            return Relation.CONFIRMED if self.confirmed.intersection(tellers) else Relation.SAME
        return Relation.RELATED if article in self.related else Relation.NONE

    def sentence(self, article: int) -> int | None:
        """Return the sentence to look at in an article; None where the claim is missing there."""
        tellers = self.articles.get(article)
        return tellers[0].sentence if tellers else self.related.get(article)

    @property
    def in_words(self) -> str:
        """By how many it is told: `in 5 articles, 4 independent texts`."""
        return f"in {count_of(len(self.articles), 'article')}, {count_of(self.texts, 'independent text')}"


def coverage(
    articles: Sequence[Article],
    counterparts: Iterable[Counterpart],
    links: Iterable[Link],
    texts: Sequence[Sequence[str]] = (),
) -> tuple[ToldClaim, ...]:
    """Return the claims of some articles, by the place of their first sentences.

    `counterparts` are the machine's, `links` the reader's answers, which outrank them; `texts` the articles, by their
    ids, that are one text. What is confirmed is one claim, however many sentences of an article are then in it. What
    the machine takes for the same is one as long as that does not join two groups that have an article in common: a
    chain of likenesses would end at another claim. A sentence that is like no other is a claim of its own.
    """
    places = _Places(articles)
    answers = [
        (one, other, link.same) for link in links if (one := places.at(link.one)) and (other := places.at(link.other))
    ]
    rejected = {frozenset((one, other)) for one, other, same in answers if not same}
    confirmed = [(one, other) for one, other, same in answers if same]
    found = [
        (one, other, each.band)
        for each in counterparts
        if each.why != CONFIRMED and (one := places.of(each.of)) and (other := places.of(each.to))
        if frozenset((one, other)) not in rejected
    ]
    groups = _Groups()
    for one, other in confirmed:
        groups.join(one, other)
    for one, other in _both_ways_first([(one, other) for one, other, band in found if band is Band.SAME]):
        groups.join_unless_apart(one, other)
    likes: defaultdict[Teller, dict[int, int]] = defaultdict(dict)
    for one, other, _ in found:
        likes[one][other.article] = other.sentence
    text_of = {article: number for number, ids in enumerate(texts) for article in ids}
    by_reader = frozenset(teller for pair in confirmed for teller in pair)
    rows = []
    for tellers in groups.every(places.claims):
        there = {teller.article for teller in tellers}
        related = {article: sentence for article, sentence in likes[tellers[0]].items() if article not in there}
        distinct = {text_of.get(articles[number].id, articles[number].id) for number in there}
        rows.append(ToldClaim(tellers, by_reader.intersection(tellers), related, len(distinct)))
    return tuple(rows)


class _Places:
    """Finds the sentences that spans are of."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._numbers = {article.id: number for number, article in enumerate(articles)}
        self._ends = [[sentence.end for sentence in article.sentences] for article in articles]

    @property
    def claims(self) -> Iterable[Teller]:
        """Every sentence that may carry a claim."""
        return (
            Teller(number, place)
            for number, article in enumerate(self._articles)
            for place, sentence in enumerate(article.sentences)
            if sentence.claim
        )

    def of(self, place: tuple[str, int, int]) -> Teller | None:
        """Return the sentence that holds the middle of a span; None in an article that is not among them."""
        article, start, end = place
        number = self._numbers.get(article)
        if number is None:
            return None
        sentence = bisect_right(self._ends[number], (start + end - 1) // 2)
        return Teller(number, sentence) if sentence < len(self._ends[number]) else None

    def at(self, words: Words) -> Teller | None:
        """Return the sentence of some words."""
        return self.of(words[:3])


class _Groups:
    """Sentences brought together pair by pair."""

    def __init__(self) -> None:
        self._group: dict[Teller, set[Teller]] = {}

    def _of(self, teller: Teller) -> set[Teller]:
        return self._group.setdefault(teller, {teller})

    def join(self, one: Teller, other: Teller) -> None:
        """Bring the groups of two sentences together."""
        larger, smaller = sorted((self._of(one), self._of(other)), key=len, reverse=True)
        if larger is not smaller:
            larger |= smaller
            for teller in smaller:
                self._group[teller] = larger

    def join_unless_apart(self, one: Teller, other: Teller) -> None:
        """Do so unless both are groups already, and there is an article that has a sentence in each."""
        some, others = self._of(one), self._of(other)
        if some is others:
            return
        alone = min(len(some), len(others)) == 1
        if alone or {each.article for each in some}.isdisjoint(each.article for each in others):
            self.join(one, other)

    def every(self, tellers: Iterable[Teller]) -> list[tuple[Teller, ...]]:
        """Return all groups, and these sentences by themselves where they are in none, in order."""
        for teller in tellers:
            self._of(teller)
        groups = {id(group): group for group in self._group.values()}
        return sorted(tuple(sorted(group)) for group in groups.values())


def _both_ways_first(pairs: Sequence[tuple[Teller, Teller]]) -> list[tuple[Teller, Teller]]:
    """Return the pairs, before all others those that are the same seen from either side: they are the surest."""
    every = set(pairs)
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]) not in every)


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
    return sorted(rows, key=lambda told: (order.key(told, said), -len(told.articles), -told.texts, told.tellers))
