"""What several articles share: everything that is found over all of them, together."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsread.analysis.copies import Copy, copies, texts
from newsread.analysis.counterparts import Counterpart, Judged, Place, counterparts
from newsread.analysis.document import Document
from newsread.analysis.entities import Correction, Entities, Mention, NamedEntity, entities
from newsread.analysis.facts import Fact, facts
from newsread.analysis.language import is_english
from newsread.analysis.quotes import Quote, direct_quotes, quotes, variants

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
