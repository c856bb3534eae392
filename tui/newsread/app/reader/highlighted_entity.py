"""The name that is lit up in all articles, and the walk from one place where it stands to the next. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from newsread.app.widgets.bars import plain
from newsread.app.widgets.layers import Styled

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities.entity import Mention


class Stop(NamedTuple):
    """A span of an article: half-open `[start, end)` in code points of its text."""

    article: str
    """Its id."""
    start: int
    end: int


@dataclass(frozen=True)
class Known:
    """What is known of the names in the articles that are read."""

    shared: "Collection"
    read: Sequence[str]
    """The ids of the articles that are read, in their order."""
    articles: Sequence[str]
    """Those of them that it is known of; it may have been of other texts that the others had before."""

    def mentions(self, article: str) -> "Sequence[Mention]":
        """Return what an article names."""
        return self.shared.mentions.get(article, ()) if article in self.articles else ()

    def mentions_in(self, here: Stop) -> "Sequence[Mention]":
        """Return what a span names."""
        return self.shared.mentions_in(*here) if here.article in self.articles else ()


@dataclass(frozen=True)
class Lit:
    """One that the articles name, and all the places where they do."""

    entity: str
    """The id of the `NamedEntity`."""
    name: str
    stops: tuple[Stop, ...]
    """In the order of the articles as they are read, and of their texts."""
    at: Stop | None = None
    """Where the walk stands; None before its first step."""

    def styled(self, article_id: str) -> list[Styled]:
        """Return where it stands in an article, with the place where the walk stands apart."""
        return [
            Styled(stop.start, stop.end, ("lit", "selected") if stop == self.at else ("lit",))
            for stop in self.stops
            if stop.article == article_id
        ]

    def line(self, outlet: Callable[[str], str]) -> Content:
        """Return in one line what is lit and how often each outlet names it."""
        counts = Counter(outlet(stop.article) for stop in self.stops)
        number = f"{self.stops.index(self.at) + 1} of " if self.at else ""
        told = ", ".join(f"{each} {times}×" for each, times in counts.items())
        return Content.assemble(plain(self.name, "bold"), plain(f" · {number}{len(self.stops)}×: {told}"))


def lit(known: Known, entity: str, at: Stop | None = None) -> Lit | None:
    """Return an entity with its places in the articles that are known; None where they do not name it."""
    named = known.shared.entity.get(entity)
    stops = tuple(
        Stop(article, mention.start, mention.end)
        for article in known.articles
        for mention in known.mentions(article)
        if mention.entity == entity
    )
    return Lit(entity, named.name, stops, at if at in stops else None) if named and stops else None


def named_in(known: Known, here: Stop) -> list[str]:
    """Return the ids of all that a span names, each once, in the order of the text."""
    return list(dict.fromkeys(mention.entity for mention in known.mentions_in(here) if mention.entity))


class Lighting:
    """What is lit, if anything; every step of the walk says where it leads to."""

    def __init__(self) -> None:
        self.lit: Lit | None = None

    def choose(self, known: Known, here: Stop) -> Stop | None:
        """Light the first that a sentence names; again, the next that it names, round and round.

        Returns None where it names none; then nothing changes.
        """
        named = named_in(known, here)
        if not named:
            return None
        before = self.lit.entity if self.lit else ""
        entity = named[(named.index(before) + 1) % len(named)] if before in named else named[0]
        stops = (Stop(here.article, each.start, each.end) for each in known.mentions_in(here) if each.entity == entity)
        return self.light(known, entity, next(stops))

    def point(self, known: Known, article: str, offset: int) -> Stop | None:
        """Light what is named at a place of an article; None where nothing is, and then nothing changes."""
        for mention in known.mentions(article):
            if mention.start <= offset < mention.end and mention.entity:
                return self.light(known, mention.entity, Stop(article, mention.start, mention.end))
        return None

    def light(self, known: Known, entity: str, at: Stop | None = None) -> Stop | None:
        """Light an entity in the articles that are known."""
        self.lit = lit(known, entity, at)
        return self.lit.at if self.lit else None

    def walk(self, known: Known, here: Stop, direction: int) -> Stop | None:
        """Go on (1) or back (-1) to the next place of what is lit, round and round.

        The walk goes on from where it stands while the cursor is on that sentence, else from the sentence under the
        cursor. Where nothing is lit, the first that this sentence names is, or else what is named next; where
        nothing is named at all this returns None.
        """
        self.follow(known)
        if self.lit is None:
            return self._begin(known, here, direction)
        self.light(known, self.lit.entity, _next(self.lit, known.read, here, direction))
        return self.lit.at

    def walk_along(self, known: Known, entity: str, here: Stop) -> Stop | None:
        """Go on to the next place of an entity; what was not lit before is found in the sentence itself, too."""
        if self.lit and self.lit.entity == entity:
            return self.walk(known, here, 1)
        self.light(known, entity)
        if self.lit is None:
            return None
        return self.light(known, entity, _beside(self.lit.stops, known.read, here._replace(end=here.start), 1))

    def _begin(self, known: Known, here: Stop, direction: int) -> Stop | None:
        if named_in(known, here):
            return self.choose(known, here)
        every = [*_named(known)]
        if not every:
            return None
        entity_of = dict(every)
        found = _beside(list(entity_of), known.read, here, direction)
        return self.light(known, entity_of[found], found)

    def follow(self, known: Known) -> None:
        """Hold on to what is lit when more is known: the same entity, or else the one that its place is now."""
        if self.lit is None:
            return
        before, anchor = self.lit, self.lit.at or self.lit.stops[0]
        if before.entity not in known.shared.entity:
            self.lit = None
            self.point(known, anchor.article, anchor.start)
        else:
            self.light(known, before.entity, before.at)

    def end(self) -> bool:
        """Light nothing; whether anything was lit."""
        was, self.lit = self.lit, None
        return was is not None


def _next(lit: Lit, read: Sequence[str], here: Stop, direction: int) -> Stop:
    if lit.at and lit.at.article == here.article and here.start <= lit.at.start < here.end:
        return lit.stops[(lit.stops.index(lit.at) + direction) % len(lit.stops)]
    return _beside(lit.stops, read, here, direction)


def _beside(stops: Sequence[Stop], read: Sequence[str], here: Stop, direction: int) -> Stop:
    """Return the first place behind a sentence, or the last one before it; at the ends the other end's."""
    order = {article: number for number, article in enumerate(read)}

    def place(stop: Stop, offset: int) -> tuple[int, int]:
        return order[stop.article], offset

    if direction > 0:
        return next((stop for stop in stops if place(stop, stop.start) >= place(here, here.end)), stops[0])
    before = (stop for stop in reversed(stops) if place(stop, stop.start) < place(here, here.start))
    return next(before, stops[-1])


def _named(known: Known) -> Iterator[tuple[Stop, str]]:
    for article in known.articles:
        for mention in known.mentions(article):
            if mention.entity:
                yield Stop(article, mention.start, mention.end), mention.entity
