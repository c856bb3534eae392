"""An annotator's records on the disk: read by article, and only ever appended to."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast
from uuid import UUID

from tinydb import TinyDB
from tinydb.table import Document, Table

from newsread.errors import NewsreadError
from newsread.tags.records import BadRecord, Record, from_json, to_json
from newsread.tags.sayings import rebound
from newsread.tags.storage import RecordStorage, stamp

_PATIENCE = 5.0
"""Seconds to wait for another process that writes in the same folder; a write takes milliseconds."""

_RECENT = 1000
"""Among how many of the last records one is looked for that may have been written after all."""

_NEWER = "{file} was written by a newer version of newsread: what this version does not know is not shown."

_OF_NO_ARTICLE = "workspace.json"
_ENDING = ".json"


class NotSaved(NewsreadError):  # noqa: N818 - it says what happened
    """A record that could not be brought to the disk."""


@dataclass
class _Opened:
    """An article's file, and its records as they were read from that version of it."""

    storage: RecordStorage
    table: Table
    version: object = None
    records: tuple[Record, ...] | None = None


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
        self._written: dict[str, _Opened] = {}  # what was written to stays in memory, and appending is cheap

    def file(self, article: str) -> Path:
        """Return where the records of an article are kept. Raises NewsreadError if its id leads elsewhere."""
        path = PurePosixPath(article)
        if not path.name or path.is_absolute() or ".." in path.parts:
            raise NewsreadError(f"“{article}” is not the id of an article: it must be a path inside their folder.")
        return self._folder / f"{path}{_ENDING}"

    def version(self, article: str) -> object:
        """Return what is another value whenever anybody has written an article's file; None without a file."""
        with suppress(OSError):
            return stamp(self.file(article).stat())
        return None

    def records(self, article: str) -> tuple[Record, ...]:
        """Return the records of an article, oldest first; what is no record goes to `problems`.

        Raises DamagedFile for a file that is not whole, NewsreadError for one that cannot be opened.
        """
        try:
            return self._read(article, self._written.get(article) or self._open(article))
        except OSError as fault:
            raise NewsreadError(f"{self.file(article)} cannot be read: {_cause(fault)}.") from fault

    def append(self, article: str, record: Record) -> Record:
        """Write the record behind the others, and return it as it is written. Then it is on the disk.

        It is written as one of the claim that its words have there already; see `rebound`. A record that stands
        there already, because an earlier try failed only at its very end, is well. Raises NotSaved, DamagedFile or
        NewerSchema; then the file is as it was.
        """
        file = self.file(article)
        opened = self._written.get(article) or self._open(article)
        try:
            with self._locked():
                known = self._read(article, opened)
                written = rebound(record, known)
                if written not in known[-_RECENT:]:
                    opened.table.insert(Document(to_json(written), written.id.int))
                    opened.records = (*known, written)
                    opened.version = opened.storage.version
        except OSError as fault:
            raise NotSaved(
                f"The tag was not saved in {file}: {_cause(fault)}; make the folder writable "
                "or free some space, then tag again."
            ) from fault
        except ValueError as fault:
            raise NotSaved(f"The tag was not saved in {file}: {fault}.") from fault
        self._written[article] = opened
        return written

    def _read(self, article: str, opened: "_Opened") -> tuple[Record, ...]:
        version = opened.storage.version
        if opened.records is None or opened.version != version:
            records: list[Record] = []
            problems = [_NEWER.format(file=self.file(article))] if opened.storage.is_newer else []
            for document in opened.table:
                try:
                    records.append(from_json(_uuid(document.doc_id), article, document))
                except BadRecord as problem:
                    problems.append(str(problem))
            opened.version, opened.records = version, tuple(records)
            self.problems.pop(article, None)
            if problems:
                self.problems[article] = tuple(problems)
        return opened.records

    def articles(self) -> list[str]:
        """Return the ids of the articles that have a file of records, in order."""
        files = (path.relative_to(self._folder) for path in self._folder.rglob(f"*{_ENDING}"))
        return sorted(
            path.as_posix().removesuffix(_ENDING)
            for path in files
            if path.as_posix() != _OF_NO_ARTICLE and not any(part.startswith(".") for part in path.parts)
        )

    def all_records(self) -> tuple[Record, ...]:
        """Return the records of every article; a file that cannot be read goes to `problems`."""
        records: list[Record] = []
        for article in self.articles():
            try:
                records += self.records(article)
            except NewsreadError as problem:
                self.problems[article] = (str(problem),)
        return tuple(records)

    def _open(self, article: str) -> "_Opened":
        database = TinyDB(self.file(article), article, self.annotator, storage=RecordStorage)
        # Without a query cache: it does not see what another process writes.
        table = database.table(TinyDB.default_table_name, cache_size=0)
        return _Opened(cast("RecordStorage", database.storage), table)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the one lock of this annotator's folder. Raises NotSaved when another process keeps it."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that reading should not pay

        try:
            self._locks.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise NotSaved(
                f"The tag was not saved: {self._locks}, where newsread keeps its locks, cannot be made "
                f"({_cause(fault)}); make way for it, then tag again."
            ) from fault
        name = hashlib.sha256(os.fsencode(self._folder.resolve())).hexdigest()[:32]
        lock = FileLock(self._locks / f"{name}.lock", timeout=_PATIENCE)
        try:
            lock.acquire()
        except Timeout as fault:
            raise NotSaved(
                f"The tag was not saved: another newsread is writing in {self._folder}; tag again in a moment."
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


def _uuid(number: int) -> UUID:
    try:
        return UUID(int=number)
    except ValueError as fault:
        raise BadRecord(f"Record {number} is left as it is: its id is not a UUIDv7.") from fault


def _cause(fault: OSError) -> str:
    return (fault.strerror or str(fault)).lower()
