"""Who else tells a claim: what a reader confirmed comes before what the machine suggests. Pure.

Nothing here looks through all sentences or counterparts: what is asked of one sentence costs what that one has.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from newsread.app.called import called
from newsread.app.counterpart_rows import CounterpartRow, counterpart_rows
from newsread.app.difference import Named, Passage, Stretch, difference
from newsread.app.relations import Relation
from newsread.app.spots import Spot
from newsread.articles.article import Article
from newsread.tags.groups import Groups, Link, Words

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.independence import Independence
    from newsread.analysis.quotation import Quote

_TELLING = frozenset({Relation.CONFIRMED, Relation.SAME, Relation.RELATED})
_DATES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True)
class Telling:
    """The sentence of another article that tells the claim, or something related to it."""

    spot: Spot
    relation: Relation
    why: tuple[str, ...] = ()
    """The words that both share, where the machine found it."""

    @property
    def tells_the_same(self) -> bool:
        """Whether it tells the claim itself."""
        return self.relation is not Relation.RELATED


@dataclass(frozen=True)
class Speaker:
    """Who is given as the one who says it. A guess of the machine."""

    name: str
    direct: bool
    """Whether the words are given as they were said; False for a report of them."""


class Tellings:
    """What is known of who tells what in some articles. It is made anew when any of that changes."""

    def __init__(
        self, articles: Sequence[Article], shared: "Collection | None" = None, answers: Iterable[Link] = ()
    ) -> None:
        """`shared` is None while the machine's suggestions are unknown, or hidden."""
        self._articles = articles
        self._by_id = {article.id: article for article in articles}
        self._shared = shared
        self._answers = _Answers(answers)
        self._names = called(articles)
        self._quotes: dict[str, Sequence[Quote | None]] = {}
        self._listed: tuple[Spot, Sequence[CounterpartRow]] | None = None
        self._compared: Spot | None = None
        self._differences: dict[tuple[str, tuple[int, int]], Sequence[Stretch]] = {}
        """Of the sentence that was compared last: the others' stretches."""

    @property
    def known(self) -> bool:
        """Whether the machine's suggestions are known, and shown."""
        return self._shared is not None

    def name_of(self, article: Article) -> str:
        """Return what one of the articles is called: its number and its outlet."""
        return self._names[article.id]

    def of(self, spot: Spot) -> dict[str, Telling]:
        """Return where the other articles tell a claim, by their ids, in the articles' order."""
        tellings = {row.article.id: telling for row in self._rows(spot) if (telling := _telling(row))}
        return {article.id: tellings[article.id] for article in self._articles if article.id in tellings}

    def rejected(self, spot: Spot) -> list[Article]:
        """Return the articles in which the reader has rejected a counterpart, and nothing else is known of."""
        return [row.article for row in self._rows(spot) if row.relation is Relation.REJECTED]

    def _rows(self, spot: Spot) -> Sequence[CounterpartRow]:
        """Return the counterparts of a sentence, in those articles of which any is known; kept while it is asked of."""
        if self._listed is None or self._listed[0] != spot:
            self._listed = spot, self._list(spot)
        return self._listed[1]

    def _list(self, spot: Spot) -> Sequence[CounterpartRow]:
        if not spot.article.sentences:
            return ()
        here = Words(spot.article.id, *spot.span)
        answers = self._answers.on(here)
        suggested = {}
        if self._shared:
            from newsread.analysis.counterparts import Place  # noqa: PLC0415 - loaded with what is shared

            found = self._shared.counterparts_of(Place(here.article, here.start, here.end))
            suggested = {each.to.article: each for each in found}
        concerned = {words.article for link in answers for words in (link.one, link.other)} | suggested.keys()
        articles = (article for article in self._articles if article.id in concerned)
        return counterpart_rows(spot, articles, suggested, answers)

    def missing(self, spot: Spot, found: Mapping[str, Telling]) -> list[Article]:
        """Return the other articles that do not tell a claim: in them none was found, and none rejected."""
        if not self.looked_for(spot):
            return []
        told = {spot.article.id, *found, *(article.id for article in self.rejected(spot))}
        return [article for article in self._articles if article.id not in told]

    def looked_for(self, spot: Spot) -> bool:
        """Whether the machine has looked where else words are told: it does for whole sentences that may be claims."""
        if not self.known or not spot.article.sentences:
            return False
        start, end, is_claim = spot.article.sentences[spot.number]
        return is_claim and spot.span == (start, end)

    def speaker(self, spot: Spot) -> Speaker | None:
        """Return who says the sentence, if somebody is named who does."""
        quote = self._quote(spot)
        if not quote or not quote.speaker or not self._shared:
            return None
        start, end, who = quote.speaker
        named = self._shared.entity.get(who)
        return Speaker(named.name if named else " ".join(spot.article.text[start:end].split()), quote.direct)

    def _quote(self, spot: Spot) -> "Quote | None":
        article = spot.article
        if not self._shared or not article.sentences:
            return None
        if article.id not in self._quotes:
            from newsread.analysis.quotes import quotes_of  # noqa: PLC0415 - loaded with what is shared

            self._quotes[article.id] = quotes_of(self._shared.quotes.get(article.id, ()), article.sentences)
        return self._quotes[article.id][spot.number]

    def independence(self, spot: Spot, found: Mapping[str, Telling]) -> "Independence | None":
        """Return how many outlets, texts and speakers stand behind a claim; None where that is unknown."""
        if not self._shared or not self.looked_for(spot):
            return None
        from newsread.analysis.independence import Place, independence  # noqa: PLC0415 - loaded with what is shared

        spots = [spot, *(telling.spot for telling in found.values() if telling.tells_the_same)]
        quotes = [self._quote(each) for each in spots]
        speakers = [(quote.speaker.entity or None) if quote and quote.speaker else None for quote in quotes]
        places = [
            Place(each.article.id, each.article.source.outlet, speaker)
            for each, speaker in zip(spots, speakers, strict=True)
        ]
        return independence(places, self._shared.texts)

    def difference(self, spot: Spot, other: Spot) -> Sequence[Stretch]:
        """Return in what words another telling differs from a sentence; see `difference`.

        It is kept while the same sentence is compared, as the panes, the claim bar and all tellings ask for it.
        """
        if self._compared != spot:
            self._compared = spot
            self._differences.clear()
        place = other.article.id, other.span
        if place not in self._differences:
            self._differences[place] = difference(self.passage(spot), self.passage(other))
        return self._differences[place]

    def passage(self, spot: Spot) -> Passage:
        """Return the words of a sentence with what is named in them, to be compared with others."""
        start, end = spot.span
        mentions = self._shared.mentions_in(spot.article.id, start, end) if self._shared else ()
        named = [
            Named(mention.start - start, min(mention.end, end) - start, mention.entity)
            for mention in mentions
            if mention.entity or mention.label in _DATES
        ]
        return Passage(spot.words, named)


def _telling(row: CounterpartRow) -> Telling | None:
    return Telling(row.spot, row.relation, row.why) if row.spot and row.relation in _TELLING else None


class _Answers:
    """A reader's answers on counterparts, to be asked for those that concern some words."""

    def __init__(self, every: Iterable[Link]) -> None:
        every = list(every)
        self._groups = Groups(every)
        self._of_article: defaultdict[str, list[Link]] = defaultdict(list)
        self._of_group: defaultdict[UUID, list[Link]] = defaultdict(list)
        for link in every:
            self._of_article[link.one.article].append(link)
            self._of_article[link.other.article].append(link)
            if link.same and (group := self._groups.of(link.one)):
                self._of_group[group.id].append(link)

    def on(self, here: Words) -> list[Link]:
        """Return the answers on some words, and those that make the group that they are in; oldest first."""
        own = [
            link
            for link in self._of_article.get(here.article, ())
            if link.one.are_much_as(here) or link.other.are_much_as(here)
        ]
        group = self._groups.of(here) if own else None
        of_group = self._of_group.get(group.id, ()) if group else ()
        return sorted({link.record.id: link for link in (*own, *of_group)}.values(), key=lambda link: link.record.id)
