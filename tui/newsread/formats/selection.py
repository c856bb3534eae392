"""A part of a snapshot: what an export is asked for, and all of it without what leads to anybody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from newsread.annotations.records import Aspect, Record, Verdict
from newsread.formats.anonymity import ONLY_WHAT_IS_NEEDED, WORKSPACE, Anonymity, Keep, still_in_it
from newsread.formats.snapshot import Annotation, Marking, Part, Snapshot


@dataclass(frozen=True)
class Only:
    """What an export is to hold; of everything that is empty or None, all."""

    articles: frozenset[str] = frozenset()
    """Their ids."""
    annotators: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    """With these, marks are left out."""
    aspects: frozenset[Aspect] = frozenset()
    """With these, too, marks are left out: they are on no aspect."""
    since: datetime | None = None
    """What was said at that time or later."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Only()

    def wants(self, said: Annotation | Marking) -> bool:
        """Whether it is to be in the export."""
        if (self.annotators and said.by not in self.annotators) or (self.since and said.at < self.since):
            return False
        if isinstance(said, Marking):
            return not (self.verdicts or self.aspects)
        return (not self.verdicts or said.verdict in self.verdicts) and (
            not self.aspects or said.aspect in self.aspects
        )

    def wants_answer(self, record: Record) -> bool:
        """Whether an answer on counterparts or names is to be in the export; it has neither verdict nor aspect."""
        if self.verdicts or self.aspects or (self.annotators and record.by not in self.annotators):
            return False
        return not (self.since and record.at < self.since)


def sifted(snapshot: Snapshot, only: Only) -> Snapshot:
    """Return of a snapshot what is asked for."""
    if only.is_all:
        return snapshot
    articles = only.articles
    return replace(
        snapshot,
        parts=_Changed(snapshot.parts, lambda part: _sifted(part, only)),
        links=tuple(
            link
            for link in snapshot.links
            if only.wants_answer(link.record)
            and (not articles or not articles.isdisjoint((link.one.article, link.other.article)))
        ),
    )


def _sifted(part: Part, only: Only) -> Part | None:
    if only.articles and part.article.id not in only.articles:
        return None
    annotations, marks = tuple(filter(only.wants, part.annotations)), tuple(filter(only.wants, part.marks))
    shown = {said.claim for said in (*annotations, *marks)}
    records = tuple(
        record
        for record in part.records
        if record.claim in shown or ((record.linked or record.naming) and only.wants_answer(record))
    )
    return replace(part, annotations=annotations, marks=marks, records=records)


def anonymous(snapshot: Snapshot, annotators: Iterable[str] = (), keep: Keep = ONLY_WHAT_IS_NEEDED) -> Snapshot:
    """Return the snapshot without what leads to a person; it cannot be joined with the workspace or another export.

    Annotators have numbers, drawn by lot among those in it and `annotators`; all ids are new, times are days, articles
    are named by their file alone, and reasons and notes are left out, unless they are to be kept. Evidence stays: see
    `newsread.formats.anonymity.still_in_it`. Goes through all parts once, and keeps all ids.
    """
    anonymity = Anonymity(snapshot, annotators, keep)
    return replace(
        snapshot,
        workspace=WORKSPACE,
        parts=_Changed(snapshot.parts, anonymity.part),
        links=anonymity.links(snapshot.links),
        lost=anonymity.lost,
        notice=still_in_it(keep),
    )


@dataclass(frozen=True)
class _Changed:
    """Parts that are changed as they are reached; those that become None are left out."""

    parts: Iterable[Part]
    change: Callable[[Part], Part | None]

    def __iter__(self) -> Iterator[Part]:
        return (part for part in map(self.change, self.parts) if part)
