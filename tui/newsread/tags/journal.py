"""An annotator's records on the disk: read by article, and only ever appended to."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import cast
from uuid import UUID

from tinydb import TinyDB
from tinydb.table import Document, Table

from newsread.errors import NewsreadError
from newsread.tags import workspace_records
from newsread.tags.ids import uuid7
from newsread.tags.records import BadRecord, Record, from_json, to_json
from newsread.tags.sayings import rebound
from newsread.tags.state import in_order
from newsread.tags.storage import RecordStorage, stamp
from newsread.tags.tables import Tables
from newsread.tags.workspace_records import WorkspaceAction, WorkspaceRecord, merged_here
from newsread.wording import cause, way_out

_PATIENCE = 5.0
"""Seconds to wait for another process that writes in the same folder; a write takes milliseconds."""
_POLL = 0.005
"""Seconds between two tries for the lock: about as long as a write takes."""

_NEWER = "{file} was written by a newer version of newsread: what this version does not know is not shown."

OF_NO_ARTICLE = "workspace"
"""The name, in the place of an article's id, of the file that belongs to no one article."""
_ENDING = ".json"


class NotSaved(NewsreadError):  # noqa: N818 - it says what happened
    """A record that could not be brought to the disk."""


class Busy(NotSaved):
    """Another process keeps the lock; the next record would have to wait as long."""


@dataclass
class _File:
    """An article's file, and its records as they were read from that version of it."""

    storage: RecordStorage
    table: Table
    version: object = None
    records: tuple[Record, ...] | None = None
    problems: tuple[str, ...] = ()
    """What of it could not be understood."""
    understood: dict[str, tuple[object, Record | BadRecord]] = field(default_factory=dict)
    """Each document with what it says; one that is still the same object needs not be read again."""


class Journal:
    """The records of one annotator in one workspace: `<folder>/<annotator>/<article id>.json`.

    `folder` is the workspace's folder of annotations; `locks` is a folder on this machine, outside of it.
    """

    def __init__(self, folder: Path, annotator: str, locks: Path) -> None:
        self.annotator = annotator
        self.problems: dict[str, tuple[str, ...]] = {}
        """What could not be understood when an article's records were last read: a sentence for each."""
        self._folder = folder / annotator
        self._locks = locks
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
        path = PurePosixPath(article)
        if not path.name or path.is_absolute() or ".." in path.parts:
            raise NewsreadError(f"“{article}” is not the id of an article: it must be a path inside their folder.")
        return self._folder / f"{path}{_ENDING}"

    def version(self, article: str) -> object:
        """Return what is another value whenever anybody has written an article's file; None without a file."""
        stamps = tuple(_stamp(self.file(name)) for name in self._names(article))
        return stamps if any(stamps) else None

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
            return any(
                sought in self.file(each).read_bytes() for each in self._names(article) if self.file(each).exists()
            )
        return True

    def articles(self) -> list[str]:
        """Return the ids of the articles that have a file of records, in order; renamed ones by their present names."""
        _, names = self._listing()
        return sorted({self._present.get(name, name) for name in names})

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
        """Return what is another value when files were added, replaced or removed; nothing is read for it.

        What another program writes into a file in place is only seen by `version`.
        """
        folders, _ = self._listing()
        return folders

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
        self._versions[name] = version = file.storage.version
        if file.records is not None and file.version == version:
            return
        before = file.understood
        tables = file.storage.read() or {}
        file.understood = {}
        for key, document in tables.get(TinyDB.default_table_name, {}).items():
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

    def _listing(self) -> tuple[dict[str, int], list[str]]:
        """Return the folders with the time of each one's last change, and the names that have a file in them."""
        folders, _ = self._listed
        if not folders or any(_modified(folder) != then for folder, then in folders.items()):
            folders, names = {}, []
            waiting = [str(self._folder)]
            while waiting:
                folder = waiting.pop()
                folders[folder] = _modified(folder)  # before it is listed: what comes later is another time
                for path in _entries(folder):
                    if path.is_dir():
                        waiting.append(str(path))
                    elif path.name.endswith(_ENDING):
                        names.append(path.relative_to(self._folder).as_posix().removesuffix(_ENDING))
            self._listed = folders, sorted(name for name in names if name != OF_NO_ARTICLE)
        return self._listed

    # Writing

    def append(self, article: str, record: Record) -> Record:
        """Write the record behind the others, and return it as it is written. Then it is on the disk.

        It is written as one of the claim that its words have there already; see `rebound`. A record that stands
        there already, because an earlier try failed only at its very end, is well. Raises NotSaved or NewerSchema;
        then the file is as it was.
        """
        with self._writing(article) as file:
            known = self._records(article)
            written = rebound(record, known)
            there = file.understood.get(str(written.id.int))
            if there is None or there[1] != written:
                self._insert(file, written.id, to_json(written))
                self._understand(article, file)
        return written

    def append_to_workspace(self, record: WorkspaceRecord) -> None:
        """Write a record that belongs to no one article. Raises as `append`."""
        with self._writing(OF_NO_ARTICLE) as file:
            self._insert(file, record.id, workspace_records.to_json(record))

    def rewrite(self, article: str, change: Callable[[Tables], Tables] | None = None) -> None:
        """Put what `change` makes of the file's tables in their place, unless it is the same. Raises as `append`.

        Without a change what is there is written anew, in our own layout.
        """
        with self._writing(article) as file:
            before = file.storage.read() or {}
            after = change(before) if change else before
            if not change or after != before or file.storage.damage:
                file.storage.write(after)

    def merged(self) -> frozenset[UUID]:
        """Return the ids of the records that were not said here but taken over.

        Raises NewsreadError where that cannot be known.
        """
        storage = self._open(OF_NO_ARTICLE).storage
        try:
            tables, damage = storage.read() or {}, storage.damage
        except OSError as fault:
            damage = f"{self.file(OF_NO_ARTICLE)} cannot be read: {cause(fault)}."
        if damage:
            raise NewsreadError(f"{damage} It tells which records undo must leave alone: put it back, or repair it.")
        said = (_done(key, document) for key, document in tables.get(TinyDB.default_table_name, {}).items())
        return merged_here(each for each in said if each)

    def renamed(self) -> tuple[WorkspaceRecord, ...]:
        """Return the records that name articles as the present ones of others, as far as they can be read."""
        with suppress(OSError):
            tables = self._open(OF_NO_ARTICLE).storage.read() or {}
            said = (_done(key, document) for key, document in tables.get(TinyDB.default_table_name, {}).items())
            return tuple(each for each in said if each and each.action is WorkspaceAction.RENAME)
        return ()

    def _insert(self, file: _File, record_id: UUID, document: dict[str, object]) -> None:
        file.table.insert(Document(document, record_id.int))

    def _open(self, name: str) -> _File:
        database = TinyDB(self.file(name), name, self.annotator, storage=RecordStorage)
        # Without a query cache: it does not see what another process writes.
        table = database.table(TinyDB.default_table_name, cache_size=0)
        return _File(cast("RecordStorage", database.storage), table)

    @contextmanager
    def _writing(self, name: str) -> Iterator[_File]:
        """Hold the lock, and give the file that is to be written."""
        path = self.file(name)
        file = self._kept.setdefault(name, self._kept.get(name) or self._open(name))
        try:
            with self._locked():
                yield file
        except OSError as fault:
            raise NotSaved(
                f"The tag was not saved in {path}: {cause(fault)}; {way_out(fault)}, then tag again."
            ) from fault
        except ValueError as fault:
            raise NotSaved(f"The tag was not saved in {path}: {fault}.") from fault

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the one lock of this annotator's folder. Raises NotSaved when another process keeps it."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that reading should not pay

        try:
            self._locks.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise NotSaved(
                f"The tag was not saved: {self._locks}, where newsread keeps its locks, cannot be made "
                f"({cause(fault)}); make way for it, then tag again."
            ) from fault
        name = hashlib.sha256(os.fsencode(self._folder.resolve())).hexdigest()[:32]
        lock = FileLock(self._locks / f"{name}.lock", timeout=_PATIENCE)
        try:
            lock.acquire(poll_interval=_POLL)
        except Timeout as fault:
            raise Busy(
                f"The tag was not saved: another newsread is writing in {self._folder}; tag again in a moment."
            ) from fault
        except OSError as fault:
            raise NotSaved(
                f"The tag was not saved: {lock.lock_file}, newsread's lock, cannot be used "
                f"({cause(fault)}); make way for it, then tag again."
            ) from fault
        try:
            yield
        finally:
            lock.release()


def annotators(folder: Path) -> list[str]:
    """Return the annotators who have a folder in this folder of annotations, in order."""
    if not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))


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


def _stamp(file: Path) -> object:
    with suppress(OSError):
        return stamp(file.stat())
    return None


def _entries(folder: str) -> list[Path]:
    with suppress(OSError):
        return [path for path in Path(folder).iterdir() if not path.name.startswith(".")]
    return []


def _modified(folder: str) -> int:
    with suppress(OSError):
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - asked of every folder each second
    return 0
