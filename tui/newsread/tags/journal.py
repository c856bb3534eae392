"""An annotator's records on the disk: read by article, and only ever appended to."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from uuid import UUID

from tinydb import TinyDB
from tinydb.table import Document, Table

from newsread.errors import NewsreadError
from newsread.tags.annotators import check_name
from newsread.tags.records import BadRecord, Record, from_json, to_json
from newsread.tags.storage import RecordStorage

_PATIENCE = 5.0
"""Seconds to wait for another process that writes in the same folder; a write takes milliseconds."""

_OF_NO_ARTICLE = "workspace.json"
_ENDING = ".json"


class NotSaved(NewsreadError):  # noqa: N818 - it says what happened
    """A record that could not be brought to the disk."""


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
        self._written: dict[str, Table] = {}  # what was written to stays in memory, and appending is cheap

    def file(self, article: str) -> Path:
        """Return where the records of an article are kept. Raises NewsreadError if its id leads elsewhere."""
        path = PurePosixPath(article)
        if not path.name or path.is_absolute() or ".." in path.parts:
            raise NewsreadError(f"“{article}” is not the id of an article: it must be a path inside their folder.")
        return self._folder / f"{path}{_ENDING}"

    def records(self, article: str) -> tuple[Record, ...]:
        """Return the records of an article, oldest first; what is no record goes to `problems`.

        Raises DamagedFile for a file that is not whole, NewsreadError for one that cannot be opened.
        """
        table = self._written.get(article) or self._table(article)
        records: list[Record] = []
        problems: list[str] = []
        try:
            for document in table:
                try:
                    records.append(from_json(_uuid(document.doc_id), article, document))
                except BadRecord as problem:
                    problems.append(str(problem))
        except OSError as fault:
            raise NewsreadError(f"{self.file(article)} cannot be read: {_cause(fault)}.") from fault
        self.problems.pop(article, None)
        if problems:
            self.problems[article] = tuple(problems)
        return tuple(records)

    def append(self, article: str, record: Record) -> None:
        """Write the record behind the others. When this returns, it is on the disk.

        A record that stands there already, because an earlier try failed only at its very end, is well.
        Raises NotSaved, DamagedFile or NewerSchema; then the file is as it was.
        """
        file = self.file(article)
        table = self._written.get(article) or self._table(article)
        try:
            with self._locked():
                stored = table.get(doc_id=record.id.int)
                if not isinstance(stored, Document) or from_json(record.id, article, stored) != record:
                    table.insert(Document(to_json(record), record.id.int))
        except OSError as fault:
            raise NotSaved(
                f"The tag was not saved in {file}: {_cause(fault)}; make the folder writable "
                "or free some space, then tag again."
            ) from fault
        except ValueError as fault:
            raise NotSaved(f"The tag was not saved in {file}: {fault}.") from fault
        self._written[article] = table

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

    def _table(self, article: str) -> Table:
        database = TinyDB(self.file(article), article, self.annotator, storage=RecordStorage)
        # Without a query cache: it does not see what another process writes.
        return database.table(TinyDB.default_table_name, cache_size=0)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the one lock of this annotator's folder. Raises NotSaved when another process keeps it."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that reading should not pay

        self._locks.mkdir(parents=True, exist_ok=True)
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
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and _is_name(entry.name))


def _is_name(name: str) -> bool:
    try:
        return check_name(name) == name
    except NewsreadError:
        return False


def _uuid(number: int) -> UUID:
    try:
        return UUID(int=number)
    except ValueError as fault:
        raise BadRecord(f"Record {number} is left as it is: its id is not a UUIDv7.") from fault


def _cause(fault: OSError) -> str:
    return (fault.strerror or str(fault)).lower()
