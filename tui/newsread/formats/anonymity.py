"""What makes an export anonymous: names, ids, times and reasons that lead to nobody. Pure, but for chance."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import PurePosixPath
from random import SystemRandom
from typing import TypeVar
from uuid import UUID

from newsread.annotations.groups import Link, Words
from newsread.annotations.ids import NewIds
from newsread.annotations.records import Evidence, Record
from newsread.formats.loss import Field, Lost
from newsread.formats.snapshot import Annotation, Listed, Marking, Part, Snapshot
from newsread.text.web_addresses import is_web_address

A = TypeVar("A", Annotation, Marking)

WORKSPACE = "workspace"
"""The name of every workspace in an anonymous export."""
_LOGIN = re.compile(r"\A([a-z][a-z0-9+.-]*:/*)[^/?#@]*@", re.IGNORECASE)
"""The name, and maybe the password, in a web address."""


@dataclass(frozen=True)
class Keep:
    """What stays in an anonymous export that is left out of it otherwise."""

    times: bool = False
    """Times to the millisecond, in place of the day."""
    reasons: bool = False
    """Reasons and notes, in which people may name people."""


ONLY_WHAT_IS_NEEDED = Keep()


def still_in_it(keep: Keep) -> str:
    """Return what of a person's own an anonymous export has still in it, as a sentence."""
    reasons = "the reasons and notes, " if keep.reasons else ""
    return (
        f"The export is anonymous, but {reasons}the web addresses and quotations given as evidence and the texts, "
        "titles and file names of the articles are in it: read it before you hand it on."
    )


class Anonymity:
    """What one anonymous export has for each name, id and time, the same wherever it occurs in it.

    No two exports have a name's number or an id in common, and nothing in one tells which it was.
    """

    def __init__(self, snapshot: Snapshot, annotators: Iterable[str], keep: Keep) -> None:
        """Go through a snapshot once. `annotators` are numbered with those that it names."""
        self._keep = keep
        self._found = found = _Found()
        found.take(snapshot)
        self._ids = NewIds(found.ids)
        names = sorted(found.names.union(annotators))
        SystemRandom().shuffle(names)  # in the order of the alphabet the numbers would tell who is who
        self._names = {name: _numbered(number) for number, name in enumerate(names, 1)}
        self._articles: dict[str, str] = {}
        self._taken: set[str] = set()
        for article in sorted(found.articles, key=lambda article: "/" in article):
            self.article(article)

    @property
    def lost(self) -> tuple[Lost, ...]:
        """What it changes and leaves out, whatever the format."""
        found, keep = self._found, self._keep
        changed = {
            (Field.WORKSPACE, "left out"): 1,
            (Field.FOLDER, "left out"): sum("/" in article for article in found.articles),
            (Field.ANNOTATOR, "numbered in no order"): len(found.names),
            (Field.ID, "new in every export"): len(found.ids),
            (Field.TIME, "cut to the day"): 0 if keep.times else found.records,
            (Field.NOTE, "left out"): 0 if keep.reasons else len(found.noted),
            (Field.METHOD, "left out"): len(found.suggested),
            (Field.LOGIN, "left out"): len(found.logins),
            (Field.URL, "left out where they are on no web"): len(found.not_web),
            (Field.UNKNOWN, "left out"): len(found.extended),
        }
        return tuple(Lost(field, how, number) for (field, how), number in changed.items() if number)

    def article(self, article: str) -> str:
        """Return what an article is called: its file's name without folders, numbered where several have it."""
        if article not in self._articles:
            path = PurePosixPath(article)
            names = (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}" for number in count(1))
            name = next(name for name in names if name not in self._taken)
            self._articles[article] = name
            self._taken.add(name)
        return self._articles[article]

    def part(self, part: Part) -> Part:
        """Return an article's part without what leads to anybody, in an order that tells no names."""
        annotations = (self._annotation(said) for said in part.annotations)
        return replace(
            part,
            article=self._listed(part.article),
            annotations=tuple(
                sorted(annotations, key=lambda said: (said.start, said.end, said.judged is not None, said.by, said.id))
            ),
            marks=tuple(sorted(map(self._said, part.marks), key=lambda said: (said.start, said.end, said.by, said.id))),
            records=tuple(map(self._record, part.records)),
        )

    def links(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Return links likewise."""
        changed = (
            Link(self._words(link.one), self._words(link.other), link.same, self._record(link.record)) for link in links
        )
        return tuple(sorted(changed, key=lambda link: link.record.id))

    def _listed(self, article: Listed) -> Listed:
        name = self.article(article.id)
        heading = name if article.heading == article.id else article.heading
        url = article.url if is_web_address(article.url or "") else None
        return replace(article, id=name, heading=heading, url=url and _without_login(url))

    def _words(self, words: Words) -> Words:
        return words._replace(article=self.article(words.article))

    def _said(self, said: A) -> A:
        return replace(
            said,
            article=self.article(said.article),
            by=self._name(said.by),
            at=self._time(said.at),
            note=self._note(said.note),
            id=self._ids.of(said.id),
            claim=self._ids.of(said.claim),
            group=self._id(said.group),
            history=tuple(map(self._record, said.history)),
        )

    def _annotation(self, said: Annotation) -> Annotation:
        return replace(
            self._said(said),
            evidence=self._evidence(said.evidence),
            judged=None if said.judged is None else tuple(map(self._ids.of, said.judged)),
            inherited_from=self._id(said.inherited_from),
            conflicts=tuple(map(self._ids.of, said.conflicts)),
            annotators=tuple(sorted(map(self._name, said.annotators))),
        )

    def _record(self, record: Record) -> Record:
        linked = record.linked
        return replace(
            record,
            id=self._ids.of(record.id),
            article=self.article(record.article),
            claim=self._ids.of(record.claim),
            at=self._time(record.at),
            by=self._name(record.by),
            linked=linked and replace(linked, article=self.article(linked.article), method=""),
            note=self._note(record.note),
            evidence=self._evidence(record.evidence),
            undoes=self._id(record.undoes),
            inherited_from=self._id(record.inherited_from),
            judged=tuple(map(self._ids.of, record.judged)),
            follows=tuple(map(self._ids.of, record.follows)),
            extra={},
        )

    def _evidence(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(
            replace(each, url=_without_login(each.url))
            if each.url
            else replace(each, article=self.article(each.article or ""))
            for each in evidence
            if not each.url or is_web_address(each.url)
        )

    def _id(self, old: UUID | None) -> UUID | None:
        return None if old is None else self._ids.of(old)

    def _name(self, name: str) -> str:
        return self._names.setdefault(name, _numbered(len(self._names) + 1))  # of one who has come since it was counted

    def _time(self, at: datetime) -> datetime:
        return at if self._keep.times else at.replace(hour=0, minute=0, second=0, microsecond=0)

    def _note(self, note: str) -> str:
        return note if self._keep.reasons else ""


def _numbered(number: int) -> str:
    return f"annotator {number}"


def _without_login(address: str) -> str:
    return _LOGIN.sub(r"\1", address)


class _Found:
    """What an export has in it that leads to somebody."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.ids: set[UUID] = set()
        self.articles: dict[str, None] = {}
        """In the order in which they are met."""
        self.noted: set[UUID] = set()
        self.suggested: set[UUID] = set()
        self.extended: set[UUID] = set()
        self.logins: set[str] = set()
        self.not_web: set[str] = set()
        self._records: set[UUID] = set()

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self._records)

    def take(self, snapshot: Snapshot) -> None:
        """Take all of it in; each article is read once."""
        for part in snapshot.parts:
            self.articles.setdefault(part.article.id)
            self._take_address(part.article.url)
            for said in part.said:
                self._take_said(said)
            for record in part.records:
                self._take_record(record)
        for link in snapshot.links:
            self.articles |= dict.fromkeys((link.one.article, link.other.article))
            self._take_record(link.record)

    def _take_said(self, said: Annotation | Marking) -> None:
        self.names.add(said.by)
        self.ids.update(filter(None, (said.id, said.claim, said.group)))
        if isinstance(said, Annotation):
            self._take_evidence(said.evidence)
            self.ids.update((*(said.judged or ()), *said.conflicts))
            self.names.update(said.annotators)
        for record in said.history:
            self._take_record(record)

    def _take_record(self, record: Record) -> None:
        if record.id in self._records:
            return
        self._records.add(record.id)
        self.names.add(record.by)
        self.ids.update(filter(None, (record.id, record.claim, record.undoes, record.inherited_from)))
        self.ids.update((*record.judged, *record.follows))
        self.articles.setdefault(record.article)
        self._take_evidence(record.evidence)
        if record.linked:
            self.articles.setdefault(record.linked.article)
        for has, those in (
            (record.note, self.noted),
            (record.linked and record.linked.method, self.suggested),
            (record.extra, self.extended),
        ):
            if has:
                those.add(record.id)

    def _take_evidence(self, evidence: Iterable[Evidence]) -> None:
        for each in evidence:
            if each.article:
                self.articles.setdefault(each.article)
            self._take_address(each.url)

    def _take_address(self, address: str | None) -> None:
        if address and not is_web_address(address):
            self.not_web.add(address)
        elif address and _LOGIN.match(address):
            self.logins.add(address)
