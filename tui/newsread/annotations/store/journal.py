"""An annotator's records on the disk: read by article, and only ever appended to."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from random import SystemRandom
from time import sleep, time_ns
from uuid import UUID

from newsread.annotations import workspace_records
from newsread.annotations.commands import rebound
from newsread.annotations.ids import uuid7
from newsread.annotations.records import BadRecord, Record, from_json, to_json
from newsread.annotations.state import in_order
from newsread.annotations.store import pending
from newsread.annotations.store.pending import Contended, Pending
from newsread.annotations.store.presence import Presence
from newsread.annotations.store.record_tables import (
    RECORDS,
    VARIANTS,
    Document,
    Tables,
    from_versions,
    others_of,
    union,
)
from newsread.annotations.store.safe_json import frozen
from newsread.annotations.store.storage import ENDING, RecordStorage, is_complete, stamp
from newsread.annotations.workspace_records import WorkspaceAction, WorkspaceRecord, merged_here
from newsread.errors import NewsreadError
from newsread.rooted import Entry, PathKind, Root
from newsread.text.wording import cause, way_out

_PAUSES = (0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.1, 0.15, 0.2, 0.2, 0.3, 0.3, 0.4)
"""Seconds to wait at most before each try to put records into a file that others write at the same time."""

_NEWER = "{file} was written by a newer version of newsread: what this version does not know is not shown."

OF_NO_ARTICLE = "workspace"
"""The name, in the place of an article's id, of the file that belongs to no one article."""

_END_READ = 1 << 14
"""Bytes at the end of a file in which its last record is looked for."""
_KEY = re.compile(rb'"([0-9]{1,39})"\s*:\s*\{')
_HOUR = 3_600_000_000_000
"""In nanoseconds: so far a file's time may be ahead of this machine's clock."""

_random = SystemRandom()


class NotSaved(NewsreadError):  # noqa: N818 - it says what happened
    """A record that could not be brought to the disk."""


@dataclass
class _File:
    """An article's file, and its records as they were read from that version of it."""

    storage: RecordStorage
    version: object = None
    records: tuple[Record, ...] | None = None
    problems: tuple[str, ...] = ()
    """What of it could not be understood."""
    understood: dict[str, tuple[object, Record | BadRecord]] = field(default_factory=dict)
    """Each document with what it says; one that is still the same object needs not be read again."""


class Journal:
    """The records of one annotator in one workspace: `<folder>/<annotator>/<article id>.json`, and what is `pending`.

    `folder` is the workspace's folder of annotations; `presence` knows whether it is still the same.
    """

    def __init__(self, folder: Path, annotator: str, presence: Presence | None = None) -> None:
        self.annotator = annotator
        self.problems: dict[str, tuple[str, ...]] = {}
        """What could not be understood when an article's records were last read: a sentence for each."""
        self._folder = folder / annotator
        self._presence = presence or Presence(Root(folder))
        self.root = self._presence.root
        """The folder of annotations, below which everything is."""
        self.pending = Pending(self.root, annotator)
        """What is on its way into the files."""
        self._formerly: defaultdict[str, list[str]] = defaultdict(list)
        self._present: Mapping[str, str] = {}
        self._versions: dict[str, object] = {}  # of the files, when each was last read
        self._kept: dict[str, _File] = {}  # what changes stays in memory, so that appending to it is cheap
        self._listed: tuple[dict[str, int], list[str]] = ({}, [])

    def follow(self, renamed: Mapping[str, str]) -> None:
        """Take what stands under articles' former names as said of them; `renamed` gives the present ones."""
        self._present = renamed
        self._formerly.clear()
        for former, present in renamed.items():
            self._formerly[present].append(former)

    def file(self, article: str) -> Path:
        """Return where the records of an article are kept. Raises NewsreadError if its id leads elsewhere."""
        return self._folder / _target(article)

    def version(self, article: str) -> object:
        """Return what is another value whenever anybody has written of an article; None where nobody has."""
        versions = tuple(self._version(name) for name in self._names(article))
        return versions if any(versions) else None

    def _version(self, name: str) -> object:
        try:
            keys: object = frozenset(self.pending.documents(_target(name)))
        except OSError as fault:
            keys = fault.errno
        stamp_now = self._stamp(name)
        return (stamp_now, keys) if stamp_now or keys else None

    def _stamp(self, name: str) -> object:
        with suppress(OSError):
            return stamp(self.root.status(self.pending.inside(_target(name))))
        return None

    # Reading

    def records(self, article: str) -> tuple[Record, ...]:
        """Return the records of an article, oldest first; what is no record goes to `problems`.

        Raises NewsreadError for a file that cannot be opened.
        """
        try:
            return self._records(article)
        except OSError as fault:
            raise NewsreadError(f"{self.file(article)} cannot be read: {cause(fault)}.") from fault

    def version_read(self, article: str) -> object:
        """Return the version that `records` has read; it is that of `version`, unless somebody has written since."""
        versions = tuple(self._versions.get(name) for name in self._names(article))
        return versions if any(versions) else None

    def _records(self, article: str) -> tuple[Record, ...]:
        files = [self._read(name) for name in self._names(article)]
        self.problems.pop(article, None)
        if problems := tuple(problem for file in files for problem in file.problems):
            self.problems[article] = problems
        if len(files) == 1:
            return files[0].records or ()
        every = (record for file in files for record in file.records or ())
        return tuple(in_order(replace(record, article=article) for record in every))

    def mentions(self, article: str, name: str) -> bool:
        """Whether a record of an article may have a field of this name; much cheaper than to read the records."""
        sought = f'"{name}"'.encode()
        with suppress(OSError):
            return any(map(partial(self._mentions, sought, name), self._names(article)))
        return True

    def _mentions(self, sought: bytes, field_name: str, name: str) -> bool:
        documents = self.pending.documents(_target(name))
        if any(field_name in each for those in documents.values() for each in those):
            return True
        with suppress(FileNotFoundError):
            return sought in self.root.read(self.pending.inside(_target(name)))
        return False

    def articles(self) -> list[str]:
        """Return the ids of the articles that have records, in order; renamed ones by their present names."""
        return sorted({self._present.get(name, name) for name in self.names() if name != OF_NO_ARTICLE})

    def names(self) -> set[str]:
        """Return the names of all files that have records, or will have: see `file`."""
        _, names = self._listing()
        return {*names, *(target.removesuffix(ENDING) for target in self._targets())}

    def _targets(self) -> frozenset[str]:
        with suppress(OSError):
            return self.pending.targets()
        return frozenset()

    def tables(self, name: str) -> Tables:
        """Return the tables of a file with what is pending for it. Raises OSError."""
        documents = self.pending.documents(_target(name))  # first: records go from there into the file, never back
        return with_pending((self._kept.get(name) or self._open(name)).storage.read() or {}, documents)

    def pending_for(self, name: str) -> Mapping[str, tuple[Document, ...]]:
        """Return what has perhaps not come into a file yet, by key. Raises OSError."""
        return self.pending.documents(_target(name))

    def all_records(self) -> tuple[Record, ...]:
        """Return the records of every article; a file that cannot be read goes to `problems`."""
        records: list[Record] = []
        for article in self.articles():
            try:
                records += self.records(article)
            except NewsreadError as problem:
                self.problems[article] = (str(problem),)
        return tuple(records)

    def folders(self) -> Mapping[str, int]:
        """Return the folders in which files are, as paths inside the root, with the time of each one's last change."""
        folders, _ = self._listing()
        return folders

    def state(self) -> object:
        """Return what is another value when files were added, replaced or removed; nothing is read for it.

        What another program writes into a file in place is only seen by `version`.
        """
        try:
            names: object = self.pending.names()
        except OSError as fault:
            names = fault.errno
        return dict(self.folders()), names

    def _names(self, article: str) -> tuple[str, ...]:
        return (*self._formerly.get(article, ()), article)

    def _read(self, name: str) -> _File:
        file = self._kept.get(name) or self._open(name)
        if name in self._versions:
            self._kept[name] = file
        self._versions[name] = object()  # while it cannot be read it has no version that a file has
        self._understand(name, file)
        return file

    def _understand(self, name: str, file: _File) -> None:
        documents = self.pending.documents(_target(name))
        self._versions[name] = version = self._version_of(file, documents)
        if file.records is not None and file.version == version:
            return
        before = file.understood
        tables = with_pending(file.storage.read() or {}, documents)
        file.understood = {}
        for key, document in tables.get(RECORDS, {}).items():
            known = before.get(key)
            file.understood[key] = known if known and known[0] is document else (document, _said(key, name, document))
        said = [what for _, what in file.understood.values()]
        file.version = version
        file.records = tuple(what for what in said if isinstance(what, Record))
        file.problems = (
            *([file.storage.damage] if file.storage.damage else []),
            *([_NEWER.format(file=self.file(name))] if file.storage.is_newer else []),
            *(str(what) for what in said if isinstance(what, BadRecord)),
        )

    def _version_of(self, file: _File, documents: Mapping[str, object]) -> object:
        version = file.storage.version
        return (version, frozenset(documents)) if version or documents else None

    def _listing(self) -> tuple[dict[str, int], list[str]]:
        """Return the folders with the time of each one's last change, and the names that have a file in them.

        Links to folders are left out: what lies in a folder of the root is found there.
        """
        folders, _ = self._listed
        if not folders or any(self._modified(folder) != then for folder, then in folders.items()):
            folders, names = {}, []
            waiting = [self.annotator]
            while waiting:
                folder = waiting.pop()
                folders[folder] = self._modified(folder)  # before it is listed: what comes later is another time
                for entry in self._entries(folder):
                    path = f"{folder}/{entry.name}"
                    if entry.kind is PathKind.FOLDER and not entry.is_link:
                        waiting.append(path)
                    elif entry.kind is not PathKind.FOLDER and entry.name.endswith(ENDING):
                        names.append(path.removeprefix(f"{self.annotator}/").removesuffix(ENDING))
            self._listed = folders, sorted(names)
        return self._listed

    def _entries(self, folder: str) -> list[Entry]:
        with suppress(OSError):
            return [entry for entry in self.root.entries(folder) if not entry.name.startswith(".")]
        return []

    def _modified(self, folder: str) -> int:
        with suppress(OSError):
            return self.root.status(folder).st_mtime_ns
        return 0

    def newest(self) -> UUID | None:
        """Return an id that is not less than any in the annotator's folder: what is new comes after it.

        Only what was written by others since the last record that newsread has saved here is read for it.
        """
        since, newest = 0, None
        with suppress(OSError):
            if found := self.pending.newest():
                newest, since = found
        if since > time_ns() + _HOUR:  # the clock was wrong when it was saved
            since = 0
        ids = (_greatest_id(self.root, file) for file in self._changed(since))
        return max((each for each in (newest, *ids) if each), default=None)

    def _changed(self, since: int) -> Iterator[str]:
        """Yield the files that were changed, or put there with whatever time, at a time or later."""
        for folder in self.folders():
            with suppress(OSError):
                for name, status in self.root.statuses(folder).items():
                    if name.endswith(ENDING) and max(status.st_mtime_ns, status.st_ctime_ns) >= since:
                        yield f"{folder}/{name}"

    # Writing

    def append(self, article: str, record: Record) -> Record:
        """Save the record behind the others, and return it as it is written. Then it is on the disk.

        It is written as one of the claim that its words have there already; see `rebound`. A record that is there
        already, because an earlier try failed only at its very end, is well. Raises NotSaved, Gone or NewerSchema.
        """
        with self._saving(article) as file:
            known = self._records(article)
            file.storage.refuse_newer()
            written = rebound(record, known)
            there = file.understood.get(str(written.id.int))
            if there is None:
                self._save(article, written.id, to_json(written))
            elif there[1] == written:
                self.pending.sync()
            else:
                raise ValueError(f"a record with the id {written.id} already exists")
        self._settle(article)
        with suppress(OSError):
            self._understand(article, file)
        return written

    def append_to_workspace(self, record: WorkspaceRecord) -> None:
        """Save a record that belongs to no one article. Raises as `append`."""
        with self._saving(OF_NO_ARTICLE) as file:
            file.storage.refuse_newer()
            self._save(OF_NO_ARTICLE, record.id, workspace_records.to_json(record))
        self._settle(OF_NO_ARTICLE)

    def rewrite(self, article: str, change: Callable[[Tables], Tables] | None = None) -> None:
        """Put what `change` makes of the file's tables in their place, unless it is the same. Raises as `append`.

        It gets the tables again when somebody else has written meanwhile, and takes nothing out of them. Without a
        change what is there is written anew, in our own layout.
        """
        with self._saving(article):
            self._presence.make()
            self._put(article, change or dict, always=change is None)

    def merged(self) -> frozenset[UUID]:
        """Return the ids of the records that were not said here but taken over.

        Raises NewsreadError where that cannot be known.
        """
        storage = self._open(OF_NO_ARTICLE).storage
        try:
            tables, damage = self.tables(OF_NO_ARTICLE), storage.damage
        except OSError as fault:
            damage = f"{self.file(OF_NO_ARTICLE)} cannot be read: {cause(fault)}."
        if damage:
            raise NewsreadError(f"{damage} It tells which records undo must leave alone: put it back, or repair it.")
        said = (_done(key, document) for key, document in tables.get(RECORDS, {}).items())
        return merged_here(each for each in said if each)

    def renamed(self) -> tuple[WorkspaceRecord, ...]:
        """Return the records that name articles as the present ones of others, as far as they can be read."""
        with suppress(OSError):
            said = (_done(key, document) for key, document in self.tables(OF_NO_ARTICLE).get(RECORDS, {}).items())
            return tuple(each for each in said if each and each.action is WorkspaceAction.RENAME)
        return ()

    def _save(self, name: str, record_id: UUID, document: Mapping[str, object]) -> None:
        self._presence.make()
        self.pending.add(_target(name), {record_id: frozen(document)})

    def _settle(self, name: str) -> None:
        """Put what is pending into its file. What cannot be is saved all the same, and the next who saves tries it."""
        self._try_to_put(name)
        with suppress(OSError, Contended):
            self.pending.tidy(lambda target: self._try_to_put(target.removesuffix(ENDING)))

    def _try_to_put(self, name: str) -> None:
        with suppress(OSError, NewsreadError):
            documents = self.pending.documents(_target(name))
            tables = self._file_of(name).storage.read() or {}
            if not all(_has(tables, key, each) for key, those in documents.items() for each in those):
                self._put(name, dict, always=False)

    def _put(self, name: str, change: Callable[[Tables], Tables], *, always: bool) -> None:
        """Put the union of what `change` makes and of what is pending into a file. Raises OSError and NewsreadError."""
        storage = self._file_of(name).storage
        for pause in _PAUSES:
            sleep(_random.uniform(0, pause))
            with suppress(Contended), self.pending.candidate(_target(name)) as candidate:
                documents = self.pending.documents(_target(name))

                def made(before: Tables, documents: Mapping[str, tuple[Document, ...]] = documents) -> Tables | None:
                    after = with_pending(change(before), documents)
                    return after if always or after != before or storage.fault else None

                storage.change(made, candidate.put)
                return
        raise NotSaved(f"{self.file(name)} was not written: another newsread writes in it all the time; try again.")

    def _file_of(self, name: str) -> _File:
        """Return a file that is kept in memory, as it is written to."""
        return self._kept.setdefault(name, self._kept.get(name) or self._open(name))

    def _open(self, name: str) -> _File:
        return _File(RecordStorage(self.file(name), name, self.annotator, self.root))

    @contextmanager
    def _saving(self, name: str) -> Iterator[_File]:
        """Give the file that a record belongs to, and say of what fails that the record was not saved."""
        path = self.file(name)
        try:
            self._presence.check()
            yield self._file_of(name)
        except OSError as fault:
            why = (
                str(fault) if isinstance(fault, NewsreadError) else f"{cause(fault)}; {way_out(fault)}, then tag again."
            )
            raise NotSaved(f"The tag was not saved in {path}: {why}") from fault
        except ValueError as fault:
            raise NotSaved(f"The tag was not saved in {path}: {fault}.") from fault


def with_pending(tables: Tables, documents: Mapping[str, tuple[Document, ...]]) -> Tables:
    """Return the tables of a file with what is pending for it; the same ones where they have it all."""
    missing = {
        key: those for key, those in documents.items() if not all(_has(tables, key, document) for document in those)
    }
    added = {key: those[0] for key, those in missing.items() if len(those) == 1}
    if len(added) == len(missing) and added.keys().isdisjoint({*tables.get(RECORDS, ()), *tables.get(VARIANTS, ())}):
        return tables | {RECORDS: tables.get(RECORDS, {}) | added} if added else tables
    return union(tables, from_versions(missing))  # records of one id contradict each other


def _has(tables: Mapping[str, Mapping[str, Document]], key: str, document: Document) -> bool:
    """Whether a file with these tables has a record, or another version of it that is the document."""
    if tables.get(RECORDS, {}).get(key) == document:
        return True
    return document in (others_of(tables.get(VARIANTS, {}).get(key, {})) or ())


def _target(article: str) -> str:
    """Return the name of the file of an article's records. Raises NewsreadError if its id leads elsewhere."""
    if not pending.is_inside(article):
        raise NewsreadError(f"“{article}” is not the id of an article: it must be a path inside their folder.")
    return f"{PurePosixPath(article)}{ENDING}"


def _greatest_id(root: Root, file: str) -> UUID | None:
    """Return the greatest id of the records in a file; None where it has none, or cannot be read.

    In newsread's own layout that is the last one, and only the end of the file is read.
    """
    with suppress(OSError), root.open_file(file) as opened:
        opened.seek(max(0, os.fstat(opened.fileno()).st_size - _END_READ))
        end = opened.read()
        if is_complete(end) and (keys := _KEY.findall(end)):
            return uuid7(keys[-1].decode())
        opened.seek(0)
        ids = (uuid7(key.decode()) for key in _KEY.findall(opened.read()))
        return max((each for each in ids if each), default=None)
    return None


def annotators(root: Root) -> list[str]:
    """Return the annotators who have a folder in this folder of annotations, in order."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return sorted(
            entry.name for entry in root.entries() if entry.kind is PathKind.FOLDER and not entry.name.startswith(".")
        )
    return []


def _said(key: str, article: str, document: Mapping[str, object]) -> Record | BadRecord:
    """Return what a document says, or why it cannot be understood."""
    record_id = uuid7(key)
    if record_id is None:
        return BadRecord(f"Record {key} is left as it is: its id is not a UUIDv7.")
    try:
        return from_json(record_id, article, document)
    except BadRecord as problem:
        return problem


def _done(key: str, document: Mapping[str, object]) -> WorkspaceRecord | None:
    record_id = uuid7(key)
    try:
        return workspace_records.from_json(record_id, document) if record_id else None
    except BadRecord:
        return None
