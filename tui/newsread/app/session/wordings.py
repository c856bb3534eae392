"""Who else tells a claim: what a reader confirmed comes before what the machine suggests. Pure.

Nothing here looks through all sentences or counterparts: what is asked of one sentence costs what that one has.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING
from uuid import UUID

from newsread.annotations.groups import Groups, Link, Words
from newsread.app.dialogs.counterpart_rows import CounterpartRow, counterpart_rows
from newsread.app.session.claim_parts import groups_with, sentence_with, suggested_on
from newsread.app.session.differences import Named, Passage, Stretch, difference
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot, sentence_at
from newsread.app.widgets.article_names import called
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.alignment.independence import Independence
    from newsread.analysis.collection import Collection
    from newsread.analysis.quotes.quotation import Quote


_TELLING = frozenset({Relation.CONFIRMED, Relation.SAME, Relation.RELATED})
_MOST_OF_SPEAKER = 20
"""Characters of a speaker's name where there is little room."""
_DATES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True)
class Telling:
    """The sentence of another article that tells the claim, or something related to it."""

    spot: Spot
    relation: Relation
    why: tuple[str, ...] = ()
    """The words that both share, where the machine found it."""
    sentence: Spot | None = None
    """The whole sentence whose claim it is, where words are asked of that are a part of it; None: of those words."""

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
    short: str = ""
    """The name in one word where the articles use one, else as much of it as is needed to know who is meant."""


class Tellings:
    """What is known of who tells what in some articles. It is made anew when any of that changes."""

    def __init__(
        self,
        articles: Sequence[Article],
        shared: "Collection | None" = None,
        answers: Iterable[Link] = (),
        is_no_claim: Callable[[Spot], bool] = lambda _: False,
    ) -> None:
        """`shared` is None while the machine's suggestions are unknown, or hidden.

        `is_no_claim` tells whether the reader has marked a sentence as no claim, so that nothing is sought for it.
        """
        self.is_no_claim = is_no_claim
        self._articles = articles
        self._by_id = {article.id: article for article in articles}
        self._shared = shared
        self._answers = _Answers(answers)
        self._names = called(articles)
        self._place = {article.id: number for number, article in enumerate(articles, 1)}
        self._quotes: dict[str, Sequence[Quote | None]] = {}
        self._listed: tuple[tuple[Spot, bool], Sequence[CounterpartRow]] | None = None
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

    def number_of(self, article: Article) -> int:
        """Return the number that one of the articles is called by, and gone to; counted from 1."""
        return self._place[article.id]

    def copies_of(self, article: Article) -> list[Article]:
        """Return the other articles that are one text with this one, in their order, as far as that is known."""
        text = next((text for text in self.texts if article.id in text), ())
        return [each for each in self._articles if each.id in text and each.id != article.id]

    def of(self, spot: Spot) -> dict[str, Telling]:
        """Return where the other articles tell a claim, by their ids, in the articles' order."""
        tellings = {row.article.id: telling for row in self._rows(spot) if (telling := _telling(row))}
        return {article.id: tellings[article.id] for article in self._articles if article.id in tellings}

    def stands(self, spot: Spot) -> dict[str, tuple[Relation, int]]:
        """Return how other articles stand to a claim, by their ids, and the number of the sentence that does.

        It is what `of` and `rejected` tell, but quick enough to be asked of every sentence of many articles.
        """
        if not spot.article.sentences:
            return {}
        if self._answers.on(spot):
            return {row.article.id: (row.relation, row.spot.number) for row in self._list(spot) if row.spot}
        if self._shared is None or self.is_no_claim(spot):
            return {}
        from newsread.analysis.alignment.counterparts import CONFIRMED, Place  # noqa: PLC0415 - loaded with what is shared

        return {
            each.to.article: (Relation.of(each.band), self._numbers[each.to.article, each.to.start])
            for each in self._shared.counterparts_of(Place(spot.article.id, *spot.span))
            if each.to.article in self._by_id and each.why != CONFIRMED
        }

    def is_listed(self, spot: Spot, stands: Mapping[str, tuple[Relation, int]]) -> bool:
        """Whether a sentence that others stand to so is a claim: it may be one, or some article tells the same."""
        is_claim = spot.article.sentences[spot.number].claim and not self.is_no_claim(spot)
        return is_claim or any(relation.tells_it for relation, _ in stands.values())

    @cached_property
    def _numbers(self) -> "_Numbers":
        return _Numbers(self._by_id)

    @property
    def articles(self) -> Sequence[Article]:
        """Those that are compared."""
        return self._articles

    @property
    def texts(self) -> Sequence[Sequence[str]]:
        """The articles, by their ids, in groups of those that are one text, as far as that is known."""
        return self._shared.texts if self._shared else ()

    def rejected(self, spot: Spot) -> list[Article]:
        """Return the articles in which the reader has rejected a counterpart, and nothing else is known of."""
        return [row.article for row in self._rows(spot) if row.relation is Relation.REJECTED]

    def _rows(self, spot: Spot) -> Sequence[CounterpartRow]:
        """Return the counterparts of a sentence, in those articles of which any is known; kept while it is asked of."""
        asked = spot, self.is_no_claim(spot)
        if self._listed is None or self._listed[0] != asked:
            self._listed = asked, self._list(spot)
        return self._listed[1]

    def _list(self, spot: Spot) -> Sequence[CounterpartRow]:
        if not spot.article.sentences:
            return ()
        answers = self._answers.on(spot)
        suggested = suggested_on(spot, self._shared) if self._shared and not self.is_no_claim(spot) else {}
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
        return is_claim and spot.span == (start, end) and not self.is_no_claim(spot)

    def speaker(self, spot: Spot) -> Speaker | None:
        """Return who says the sentence, if somebody is named who does."""
        quote = self._quote(spot)
        if not quote or not quote.speaker or not self._shared:
            return None
        start, end, who = quote.speaker
        named = self._shared.entity.get(who)
        name = named.name if named else " ".join(spot.article.text[start:end].split())
        return Speaker(name, quote.direct, _in_short(name, named.forms if named else ()))

    def _quote(self, spot: Spot) -> "Quote | None":
        article = spot.article
        if not self._shared or not article.sentences:
            return None
        if article.id not in self._quotes:
            from newsread.analysis.quotes.extraction import quotes_of  # noqa: PLC0415 - loaded with what is shared

            self._quotes[article.id] = quotes_of(self._shared.quotes.get(article.id, ()), article.sentences)
        return self._quotes[article.id][spot.number]

    def independence(self, spot: Spot, found: Mapping[str, Telling]) -> "Independence | None":
        """Return how many outlets, texts and speakers stand behind a claim; None where that is unknown."""
        if not self._shared or not self.looked_for(spot):
            return None
        from newsread.analysis.alignment.independence import Place, independence  # noqa: PLC0415 - loaded with what is shared

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


def _in_short(name: str, forms: Iterable[str]) -> str:
    """Return the most frequent form of one word; where there is none the beginning of the name."""
    return next((form for form in forms if " " not in form), shorten(name, _MOST_OF_SPEAKER, placeholder=" …"))


def _telling(row: CounterpartRow) -> Telling | None:
    return Telling(row.spot, row.relation, row.why, row.sentence) if row.spot and row.relation in _TELLING else None


class _Numbers(dict[tuple[str, int], int]):
    """The numbers of sentences, by their articles' ids and code points in them; each is looked up once."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        super().__init__()
        self._articles = articles

    def __missing__(self, at: tuple[str, int]) -> int:
        number = self[at] = sentence_at(self._articles[at[0]], at[1])
        return number


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

    def on(self, spot: Spot) -> list[Link]:
        """Return the answers on some words, or the sentences that they are a part of, and those that make their groups.

        Oldest first.
        """
        here = Words(spot.article.id, *spot.span)

        def concerns(words: Words) -> bool:
            return words.are_much_as(here) or sentence_with(spot, words) is not None

        own = [link for link in self._of_article.get(here.article, ()) if concerns(link.one) or concerns(link.other)]
        groups = groups_with(spot, self._groups) if own else ()
        of_group = [link for group in groups for link in self._of_group.get(group.id, ())]
        return sorted({link.record.id: link for link in (*own, *of_group)}.values(), key=lambda link: link.record.id)
