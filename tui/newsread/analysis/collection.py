"""What several articles share: everything that is found over all of them, together, and its lines of JSON."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from newsread.analysis.alignment.counterparts import Band, Counterpart, Judged, Place, counterparts
from newsread.analysis.alignment.duplicates import Copy, Passage, copies, texts
from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Correction, Entities, Mention, NamedEntity, entities
from newsread.analysis.facts.extraction import Fact, facts
from newsread.analysis.quotes.extraction import direct_quotes, quotes, variants
from newsread.analysis.quotes.quotation import Quote, Span, Speaker

_FUNCTION_WORDS = frozenset(
    """
    about after and are because been before but can could did does from has he him his how if into it its more
    not of or our out she should some than that the their them there these they this those through two up us
    were what when where which while who why will with would you your
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_LEAST_OF_FUNCTION_WORDS = 0.04
"""Their share of the words. Reports have above 0.15, texts of other languages that share some below 0.02."""
_FEWEST_WORDS, _FEWEST_LETTERS = 40, 60
"""Below them a text is too short to tell: a headline may be nothing but names."""

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPTS = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]")
"""A letter that is not Latin."""


def is_english(text: str) -> bool:
    """Return whether a text is English for the most part. Short texts count as English."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if letters >= _FEWEST_LETTERS and len(_OTHER_SCRIPTS.findall(text)) * 2 > letters:
        return False
    if len(words) < _FEWEST_WORDS:
        return True
    function_words = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return function_words >= _LEAST_OF_FUNCTION_WORDS * len(words)


Variant = tuple[str, Quote]
"""A quotation and the id of the article in which it stands."""


@dataclass(frozen=True)
class Collection:
    """What was found over some articles. All offsets are half-open, in code points of the article's text."""

    articles: tuple[str, ...]
    """Their ids."""
    entities: tuple[NamedEntity, ...]
    """The most often named first."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """By the article's id, in the order of the text; `quotes` and `facts` likewise."""
    quotes: Mapping[str, tuple[Quote, ...]]
    facts: Mapping[str, tuple[Fact, ...]]
    counterparts: tuple[Counterpart, ...]
    copies: tuple[Copy, ...]
    variants: tuple[tuple[Variant, ...], ...]
    """Quotations that several articles carry."""
    not_english: tuple[str, ...] = ()
    """The ids of the articles that are not English: nothing is told of who speaks in them, and no facts."""

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The articles in groups; those of one group are one text."""
        return texts(self.articles, self.copies)

    @cached_property
    def entity(self) -> Mapping[str, NamedEntity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}

    def counterparts_of(self, place: Place) -> Sequence[Counterpart]:
        """Return the counterparts of a sentence, at most one in each other article."""
        return self._counterparts.get(place, ())

    @cached_property
    def _counterparts(self) -> Mapping[Place, Sequence[Counterpart]]:
        of: defaultdict[Place, list[Counterpart]] = defaultdict(list)
        for counterpart in self.counterparts:
            of[counterpart.of].append(counterpart)
        return of

    def mentions_in(self, article: str, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in a span."""
        mentions = self.mentions.get(article, ())
        starts = self._starts.get(article, ())
        return mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _starts(self) -> Mapping[str, Sequence[int]]:
        return {article: [mention.start for mention in mentions] for article, mentions in self.mentions.items()}


class Collector:
    """Collects, and does again only what has changed since it last did."""

    def __init__(self) -> None:
        self._documents: Sequence[Document] = ()
        self._corrections: Sequence[Correction] = ()
        self._judged: Sequence[Judged] = ()
        self._entities: Entities | None = None
        self._counterparts: tuple[Counterpart, ...] | None = None
        self._copies: tuple[Copy, ...] | None = None

    def collect(
        self, documents: Sequence[Document], corrections: Sequence[Correction] = (), judged: Sequence[Judged] = ()
    ) -> Collection:
        """Return what the documents share; what readers corrected and judged outranks the machine."""
        if documents != self._documents:
            self._entities = self._counterparts = self._copies = None
        if corrections != self._corrections:
            self._entities = None
        if judged != self._judged:
            self._counterparts = None
        self._documents, self._corrections, self._judged = documents, corrections, judged
        self._entities = named = self._entities or entities(documents, corrections)
        if self._counterparts is None:
            self._counterparts = counterparts(documents, judged)
        if self._copies is None:
            self._copies = copies(documents)
        not_english = tuple(document.id for document in documents if not is_english(document.text))
        said = {
            document.id: direct_quotes(document)
            if document.id in not_english
            else quotes(document, named.of_article[document.id])
            for document in documents
        }
        return Collection(
            articles=tuple(document.id for document in documents),
            entities=named.entities,
            mentions=named.of_article,
            quotes=said,
            facts={document.id: () if document.id in not_english else facts(document) for document in documents},
            counterparts=self._counterparts,
            copies=self._copies,
            variants=variants(said, {document.id: document.text for document in documents}),
            not_english=not_english,
        )


def to_lines(collection: Collection) -> Iterator[object]:
    """Yield what JSON has for the whole, then for each article."""
    numbers = {article: number for number, article in enumerate(collection.articles)}
    of_article: dict[str, list[object]] = {article: [] for article in collection.articles}
    for each in collection.counterparts:
        to = (numbers[each.to.article], each.to.start, each.to.end)
        of_article[each.of.article].append((each.of.start, each.of.end, *to, each.band, each.why))
    yield {
        "articles": collection.articles,
        "entities": [(each.id, each.name, each.label, each.forms, dict(each.mentions)) for each in collection.entities],
        "copies": [(each.articles, each.containment, list(map(_passage, each.passages))) for each in collection.copies],
        "variants": [[(article, _quote(quote)) for article, quote in group] for group in collection.variants],
        "not_english": collection.not_english,
    }
    for article in collection.articles:
        yield {
            "mentions": collection.mentions[article],
            "quotes": [_quote(quote) for quote in collection.quotes[article]],
            "facts": [_fact(fact) for fact in collection.facts[article]],
            "counterparts": of_article[article],
        }


def from_lines(head: object, lines: Sequence[object], lengths: Mapping[str, int]) -> Collection:
    """Return the collection of a head and its lines; raise ValueError if they are none of these articles.

    `lengths` are those of their texts, in code points, by their ids.
    """
    try:
        found = _from_lines(_mapping(head), list(map(_mapping, lines)))
        sound = found.articles == tuple(lengths) and all(
            type(start) is type(end) is int and 0 <= start <= end <= lengths[article]
            for article, start, end in _spans(found)
        )
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        raise ValueError("not a collection") from error
    if not sound:
        raise ValueError("not a collection of these texts")
    return found


def _spans(found: Collection) -> Iterator[tuple[str, int, int]]:
    """Yield every place that a collection has, with its article."""
    for article in found.articles:
        yield from ((article, each.start, each.end) for each in found.mentions[article])
        yield from ((article, each.start, each.end) for each in found.facts[article])
        yield from _spans_of_quotes((article, quote) for quote in found.quotes[article])
    for group in found.variants:
        yield from _spans_of_quotes(group)
    for counterpart in found.counterparts:
        yield counterpart.of
        yield counterpart.to
    for copy in found.copies:
        one, other = copy.articles
        for passage in copy.passages:
            yield one, *passage.one
            yield other, *passage.other


def _spans_of_quotes(variants: Iterable[Variant]) -> Iterator[tuple[str, int, int]]:
    for article, quote in variants:
        yield article, quote.start, quote.end
        if quote.speaker:
            yield article, quote.speaker.start, quote.speaker.end
        if quote.cue:
            yield article, *quote.cue


def _from_lines(head: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> Collection:
    articles = tuple(head["articles"])
    by_article = dict(zip(articles, lines, strict=True))
    return Collection(
        articles=articles,
        entities=tuple(
            NamedEntity(entity, name, label, tuple(forms), mentions)
            for entity, name, label, forms, mentions in head["entities"]
        ),
        mentions={article: tuple(map(Mention._make, line["mentions"])) for article, line in by_article.items()},
        quotes={article: tuple(map(_quote_of, line["quotes"])) for article, line in by_article.items()},
        facts={
            article: tuple(Fact(**fact, article=article) for fact in line["facts"])
            for article, line in by_article.items()
        },
        counterparts=tuple(
            Counterpart(Place(article, start, end), Place(articles[to], *there), Band(band), tuple(why))
            for article, line in by_article.items()
            for start, end, to, *there, band, why in line["counterparts"]
        ),
        copies=tuple(
            Copy((one, other), containment, tuple(Passage(Span(*here), Span(*there)) for here, there in passages))
            for (one, other), containment, passages in head["copies"]
        ),
        variants=tuple(tuple((article, _quote_of(quote)) for article, quote in group) for group in head["variants"]),
        not_english=tuple(head.get("not_english", ())),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("not a collection")
    return value


def _quote(quote: Quote) -> object:
    return (quote.start, quote.end, quote.direct, quote.speaker, quote.cue)


def _quote_of(row: Sequence[Any]) -> Quote:
    start, end, direct, speaker, cue = row
    return Quote(start, end, direct, speaker and Speaker(*speaker), cue and Span(*cue))


def _passage(passage: Passage) -> object:
    return (passage.one, passage.other)


def _fact(fact: Fact) -> object:
    return {name: value for name, value in vars(fact).items() if name != "article"}
