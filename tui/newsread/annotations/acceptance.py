"""What of records from elsewhere can be taken so that everything that is recorded stays sound. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.groups import Lookup
from newsread.annotations.records import Record
from newsread.articles.article import Article
from newsread.text.printable import printable
from newsread.text.wording import quoted

_AHEAD = timedelta(days=366)
"""How far ahead the clock may have been that made a record: all that follow it must have later ids."""

Here = Callable[[str], Mapping[UUID, Record]]
"""Returns what an annotator has recorded here, by its ids."""


@dataclass(frozen=True)
class Accepted:
    """What can be taken, and what cannot."""

    records: tuple[Record, ...]
    refused: tuple[str, ...]
    """Why not, a sentence for each record."""
    begun: int
    """How many claims begin with another record than they did, since that one is neither here nor comes."""


def accept(
    incoming: Iterable[Record], here: Here, anybodys: Callable[[], set[UUID]], articles: Lookup, now: datetime
) -> Accepted:
    """Return which new records can be taken: those that `newsread verify` would find nothing wrong with.

    `anybodys` returns the ids of everybody's records here. A claim whose first record is missing begins with the first
    of those that come. All else that refers to what is not there is refused: it can be imported together with that.
    """
    refused: list[str] = []
    records: list[Record] = []
    taken: set[tuple[str, UUID]] = set()
    check = _Check(cache(articles), now)
    for record in incoming:
        why = check.fault(record)
        if (record.by, record.id) in taken:
            why = "another record has its id"
        if why:
            refused.append(_sentence(record, why))
        else:
            taken.add((record.by, record.id))
            records.append(record)
    while True:
        placed, begun = _with_claims(records, here)
        wanting = [*_wanting(placed, here, anybodys)]
        if not wanting:
            return Accepted(tuple(placed), tuple(refused), begun)
        refused += (_sentence(record, why) for record, why in wanting)
        gone = {(record.by, record.id) for record, _ in wanting}
        records = [record for record in records if (record.by, record.id) not in gone]


def _sentence(record: Record, why: str) -> str:
    return f"Record {record.id} of {printable(record.article)} was not taken: {why}."


class _Check:
    """What can be wrong with a record by itself, and with its words."""

    def __init__(self, articles: Lookup, now: datetime) -> None:
        self._articles = articles
        self._now = now

    def fault(self, record: Record) -> str:
        """Return what is wrong, as the end of a sentence; empty where nothing is."""
        ahead = timedelta(milliseconds=(record.id.int >> 80) - self._now.timestamp() * 1000)
        if ahead > _AHEAD:
            return f"it was made by a clock that was {ahead.days:,} days ahead; put that right, and export it again"
        linked = record.linked
        return self._fault_of(record.article, record.anchor) or (
            self._fault_of(linked.article, linked.anchor) if linked else ""
        )

    def _fault_of(self, article_id: str, anchor: Anchor) -> str:
        article = self._articles(article_id, anchor.sha256)
        if article is None:
            return (
                f"the article {printable(article_id)} is not among those of this workspace; add it first, with "
                "newsread add"
            )
        if not isinstance(article, Article):
            return f"the article {printable(article_id)} cannot be read, {article.reason.rstrip('.')}"
        if anchor.sha256 == article.sha256 and not article.text.startswith(anchor.quote, anchor.start):
            return (
                f"{quoted(printable(anchor.quote))} is not what {printable(article_id)} has from {anchor.start:,} to "
                f"{anchor.end:,}; correct the place or export it again"
            )
        return ""


def _with_claims(records: Sequence[Record], here: Here) -> tuple[list[Record], int]:
    """Return the records as those of claims that have a first record, and how many claims got another one."""
    coming = {(record.by, record.id): record for record in records}
    of_claim: defaultdict[tuple[str, UUID, str], list[Record]] = defaultdict(list)
    for record in records:
        of_claim[record.by, record.claim, record.article].append(record)
    begun: dict[tuple[str, UUID, str], UUID] = {}
    for (by, claim, article), of_one in of_claim.items():
        first = here(by).get(claim) or coming.get((by, claim))
        if first is None or (first.claim, first.article) != (claim, article):
            begun[by, claim, article] = min(record.id for record in of_one)
    placed = (
        replace(record, claim=begun.get((record.by, record.claim, record.article), record.claim)) for record in records
    )
    return list(placed), len(begun)


def _wanting(records: Sequence[Record], here: Here, anybodys: Callable[[], set[UUID]]) -> Iterator[tuple[Record, str]]:
    """Give the records that refer to what is neither here nor comes, each with what that is."""
    coming = {(record.by, record.id): record for record in records}
    ids = {record.id for record in records}

    def is_of_same_claim(record: Record, other: UUID) -> bool:
        found = coming.get((record.by, other)) or here(record.by).get(other)
        return found is not None and found.claim == record.claim

    for record in records:
        source, judged = record.inherited_from, [each for each in record.judged if each not in ids]
        if record.undoes and not is_of_same_claim(record, record.undoes):
            yield record, f"it undoes record {record.undoes}, which is not there; export it with all of its history"
        elif source and source not in ids and source not in anybodys():
            yield record, f"it was given as record {source} was, which is not there; import that first"
        elif judged and (missing := [each for each in judged if each not in anybodys()]):
            yield record, f"it decides on record {missing[0]}, which is not there; import that first"
