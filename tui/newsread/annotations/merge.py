"""Records from elsewhere, taken over: the union of what two files hold. Nothing is deleted, no record is changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from uuid import UUID

from newsread.annotations.annotators import look_alikes
from newsread.annotations.fields import instant
from newsread.annotations.foreign_files import Found, find
from newsread.annotations.ids import new_id, uuid7
from newsread.annotations.store.journal import OF_NO_ARTICLE, Journal, NotSaved, annotators, with_pending
from newsread.annotations.store.presence import Gone, Presence
from newsread.annotations.store.record_tables import (
    HEAD,
    RECORDS,
    VARIANTS,
    Document,
    Tables,
    from_versions,
    others_of,
    union,
    versions,
)
from newsread.annotations.store.safe_json import encoded
from newsread.annotations.store.storage import NewerSchema, RecordStorage
from newsread.annotations.workspace_records import WorkspaceAction, WorkspaceRecord
from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS
from newsread.rooted import Root
from newsread.text.wording import cause, count_of, way_out

_LONGEST = 64
"""How much is shown of a name that need not be one, in characters."""


def sound(tables: Mapping[str, Mapping[str, Document]]) -> tuple[Tables, int]:
    """Return of a file from elsewhere what can be records, and the number of entries that cannot.

    What has the number of a UUIDv7 for its id and can be written again is taken for one, also where this version does
    not understand it.
    """
    every = versions(tables)
    kept = {key: tuple(filter(_can_be_written, them)) for key, them in every.items() if uuid7(key)}
    unread = sum(others_of(each) is None for each in tables.get(VARIANTS, {}).values())
    return from_versions(kept), unread + sum(map(len, every.values())) - sum(map(len, kept.values()))


def _can_be_written(document: Document) -> bool:
    try:
        encoded(document)
    except (ValueError, RecursionError):  # a number like 1e999, or what lies too deep
        return False
    return True


@dataclass(frozen=True)
class Contradiction:
    """Different records under one id. All are kept, and the first one counts."""

    id: UUID
    records: tuple[Document, ...]


@dataclass(frozen=True)
class Taken:
    """What a merge did to what one annotator said of one article."""

    annotator: str
    article: str
    new: tuple[UUID, ...]
    """The records that were not here before."""
    known: int
    """How many of the records elsewhere were here already, and the same."""
    contradictions: tuple[Contradiction, ...]
    """Those that were not known here before."""

    @property
    def is_news(self) -> bool:
        """Whether anything is here now that was not before."""
        return bool(self.new or self.contradictions)


def compare(
    annotator: str,
    article: str,
    here: Mapping[str, Mapping[str, Document]],
    there: Mapping[str, Mapping[str, Document]],
) -> Taken:
    """Return what becomes of `here` when it is united with `there`."""
    before, after = versions(here), union(here, there)
    kept, known_others = versions(after), here.get(VARIANTS, {})
    told = versions(there).keys()
    differing = [key for key, others in after.get(VARIANTS, {}).items() if known_others.get(key) != others]
    return Taken(
        annotator,
        article,
        new=tuple(UUID(int=int(key)) for key in told if key not in before),
        known=len(before.keys() & told - set(differing)),
        contradictions=tuple(Contradiction(UUID(int=int(key)), kept[key]) for key in differing),
    )


@dataclass(frozen=True)
class Merged:
    """What a merge has done."""

    taken: tuple[Taken, ...]
    """By annotator and article, in order; also where nothing was new."""
    notices: tuple[str, ...]
    """What is good to know, as sentences."""
    refused: tuple[str, ...]
    """What could not be taken, as sentences."""


def merge(folders: Iterable[Path], here: Path, own: str, presence: Presence | None = None) -> Merged:
    """Take over what anybody said in other folders, each one of annotations or of one annotator, into `here`.

    Whatever cannot be taken is told and does not hinder the rest. `own` is who merges. What they said elsewhere, on
    another device, is first named in a record that keeps their undo from it; so the merge may be broken off at any
    moment, and done again. `presence` is as for the journal.
    """
    merging = _Merging(here, presence or Presence(Root(here)), [], [])
    files = merging.found(folders)
    merging.tell_look_alikes({each.annotator for each in files})
    by_annotator: defaultdict[str, list[Found]] = defaultdict(list)
    for each in files:
        by_annotator[each.annotator].append(each)
    taken = [
        each
        for annotator, theirs in sorted(by_annotator.items())
        for each in merging.take(annotator, theirs, is_own=annotator == own)
    ]
    return Merged(tuple(taken), tuple(merging.notices), tuple(merging.refused))


class _Plan(NamedTuple):
    """What is to be united with one file here."""

    there: Tables
    taken: Taken
    sources: tuple[Path, ...]
    """The annotator's folders that new records come from."""


@dataclass(frozen=True)
class _Merging:
    """A merge that goes on, and what there is to tell of it."""

    here: Path
    presence: Presence
    notices: list[str]
    refused: list[str]

    def found(self, folders: Iterable[Path]) -> list[Found]:
        """Return the files of tags in all the folders, each once."""
        files: dict[Path, Found] = {}
        for folder in folders:
            if reason := self._why_not(folder):
                self.refused.append(reason)
                continue
            refused: list[str] = []
            found = {each.file: each for each in find(folder, refused)}
            files |= found
            self.refused.extend(refused)
            if not (found or refused):
                self.refused.append(
                    f"{folder} has no tags in it: name a workspace, its annotations folder, or an annotator's in that."
                )
        return list(files.values())

    def _why_not(self, folder: Path) -> str | None:
        """Return why there is nothing to be sought in a folder."""
        if not folder.exists():
            return f"{folder} does not exist: name a workspace, its annotations folder, or an annotator's in that."
        if not folder.is_dir():
            return f"{folder} is not a folder: name a workspace, its annotations folder, or an annotator's in that."
        if folder.resolve() == self.here.resolve():
            return f"{folder} is where this workspace keeps its own tags: name another one to merge with it."
        if folder.resolve().is_relative_to(self.here.resolve()):
            return f"{folder} belongs to the tags of this workspace already: name one from elsewhere."
        return None

    def tell_look_alikes(self, names: Iterable[str]) -> None:
        """Tell of annotators whose folders some systems would not tell apart."""
        present = set(annotators(self.presence.root))
        self.notices.extend(look_alikes({*names} - present, present))

    def take(self, annotator: str, files: Sequence[Found], *, is_own: bool) -> Iterator[Taken]:
        """Unite an annotator's files with those here, and yield what was done."""
        journal = Journal(self.here, annotator, self.presence)
        by_article: defaultdict[str, list[Found]] = defaultdict(list)
        for each in files:
            by_article[each.article].append(each)
        plans = [plan for article, of_it in sorted(by_article.items()) if (plan := self._plan(journal, article, of_it))]
        if is_own and not self._named(journal, plans):
            return
        for plan in plans:
            if not plan.taken.is_news or self._written(journal, plan):
                yield plan.taken

    def _plan(self, journal: Journal, article: str, files: Iterable[Found]) -> _Plan | None:
        """Return what is to be done, or None where that cannot be."""
        try:
            file = journal.file(article)
            storage = RecordStorage(file, article, journal.annotator, journal.root)
            here = journal.tables(article)
        except OSError as fault:
            self.refused.append(f"{file} could not be read, so that nothing was taken into it: {cause(fault)}.")
            return None
        if storage.is_newer:
            self.refused.append(f"{file} was written by a newer version of newsread: nothing was taken into it.")
            return None
        self.notices.extend([storage.damage] if storage.damage else [])
        before = versions(here).keys()
        there: Tables = {}
        sources: list[Path] = []
        for source in files:
            records = self._records(source)
            sources += [source.home] if versions(records).keys() - before else []
            there = union(there, records)
        return _Plan(there, compare(journal.annotator, article, here, there), tuple(sources))

    def _records(self, source: Found) -> Tables:
        """Return what can be taken of a file from elsewhere; tell what cannot."""
        file = source.file
        storage = RecordStorage(file, source.article, source.annotator, source.root)
        try:
            tables = with_pending(storage.read() or {}, source.pending)
        except OSError as fault:
            self.refused.append(f"{file} could not be read: {cause(fault)}.")
            return {}
        if storage.is_newer:
            self.refused.append(
                f"{file} was written by a newer version of newsread and not taken: merge with that version."
            )
            return {}
        self._tell_other_name(source, tables.get(HEAD, {}).get("1", {}).get("annotator"))
        records, left_out = sound(tables)
        if storage.damage:
            saved = count_of(sum(map(len, versions(records).values())), "record")
            self.refused.append(f"{file} is damaged: of it {saved} could be saved, and no more.")
        if left_out:
            self.refused.append(
                f"{file} has {count_of(left_out, 'entry', 'entries')} that cannot be records: left there."
            )
        if tables.keys() - {HEAD, RECORDS, VARIANTS}:
            self.refused.append(f"{file} has tables in it that are not newsread's: left there.")
        return records

    def _tell_other_name(self, source: Found, named: object) -> None:
        """Tell where files name somebody else than their folder does: the folder counts, as everywhere."""
        if not isinstance(named, str) or normalize("NFC", named) == source.annotator:
            return
        told = (
            f"{source.home} has files in it that name {named[:_LONGEST]} as their annotator: they are taken "
            f"as {source.annotator}'s, as the folder is named."
        )
        if told not in self.notices:
            self.notices.append(told)

    def _named(self, journal: Journal, plans: Iterable[_Plan]) -> bool:
        """Name the annotator's own records that are new here in a record of the merge. Return whether that is done."""
        new = sorted(each for plan in plans for each in plan.taken.new)
        if not new:
            return True
        done = (each for plan in plans if plan.taken.article == OF_NO_ARTICLE for each in plan.taken.new)
        sources = dict.fromkeys(_named_folder(source) for plan in plans for source in plan.sources)
        try:
            # After the merges that it names, whatever the clocks say.
            merged = new_id(max(done, default=None))
            journal.append_to_workspace(
                WorkspaceRecord(
                    id=merged,
                    at=instant(datetime.now(UTC)),
                    by=journal.annotator,
                    action=WorkspaceAction.MERGE,
                    merged=tuple(new),
                    source=", ".join(sources),
                )
            )
        except NewsreadError as fault:
            self.refused.append(_not_taken(journal, OF_NO_ARTICLE, fault))
            return False
        return True

    def _written(self, journal: Journal, plan: _Plan) -> bool:
        article = plan.taken.article
        try:
            journal.rewrite(article, partial(union, there=plan.there))
        except NewsreadError as fault:
            self.refused.append(_not_taken(journal, article, fault))
            return False
        return True


def _named_folder(home: Path) -> str:
    """Return the name of the workspace's folder in which an annotator's is, or else its own name.

    The whole path would tell where somebody keeps their files to all with whom these are shared.
    """
    return (home.parent.parent if home.parent.name == ANNOTATIONS else home).name or home.name


def _not_taken(journal: Journal, article: str, fault: NewsreadError) -> str:
    """Return why nothing came into a file here."""
    file, refusal = journal.file(article), fault.__cause__
    if isinstance(refusal, OSError):
        return f"{file} could not be written ({cause(refusal)}): {way_out(refusal)}, then merge again."
    if isinstance(fault, Gone | NotSaved | NewerSchema):
        return str(fault)
    return f"{file} was not written: {fault}"
