"""A TinyDB file that is whole at every moment: written beside, forced to the disk, then put in place.

The file is plain TinyDB JSON, which a bare `TinyDB(path)` opens. One record stands on one line, in the order
of the ids; every line but the first begins with its comma, so that to append is to add one line and nothing
else. A second table, `newsread`, holds one document that says the schema's version, the article and the
annotator; a third, `variants`, is there only when records contradict each other (see `tables`).
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from tinydb.storages import Storage

from newsread.annotations.store.line_union import joined
from newsread.annotations.store.record_tables import HEAD, RECORDS, Tables, versions
from newsread.annotations.store.safe_json import encoded, frozen, parsed
from newsread.annotations.store.salvage import has_conflict, salvage
from newsread.atomic_files import make_folder
from newsread.errors import NewsreadError
from newsread.rooted import Root
from newsread.text.wording import count_of

ENDING = ".json"
"""Of a file of tags."""

SCHEMA = 1
"""The version of the records' form that this program writes."""


class NewerSchema(NewsreadError):  # noqa: N818 - it says what it is
    """A file that a newer version of the program has written. It is not written to."""


Stamp = tuple[int, int, int]
"""When a file was modified, its size and its number: another one when anybody has written the file."""

Lines = dict[str, dict[str, bytes]]
"""By table and id, the line of each document without what stands before its id."""


Put = Callable[[bytes, Stamp | None], os.stat_result]
"""Puts a new content in the place of one that had this stamp (None: no file), and returns the new file's status."""


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return status.st_mtime_ns, status.st_size, status.st_ino


class _Content(NamedTuple):
    """What the file held when it was last read or written."""

    stamp: Stamp | None
    """None for a file that does not exist."""
    tables: Tables
    """The documents are frozen: one that is still the same object needs not be encoded again."""
    lines: Lines
    """The lines of the same documents, in the file's order; empty for a file in another form than this program's."""
    bytes: bytes = b""
    """All of it, for a file in this program's own form."""
    fault: str | None = None
    """Why the file is damaged. Then the tables are what could be saved of it."""


_NOTHING = _Content(None, {}, {})


class RecordStorage(Storage):
    """One annotator's file on one article, as a storage of TinyDB: `TinyDB(path, storage=RecordStorage, …)`.

    A file that does not exist is an empty database. Of a damaged one, an empty one too, what can be saved is read;
    see `damage`. Documents that were read cannot be changed in place. Reading and writing raise OSError, writing
    NewerSchema too. It is used below `root` and nowhere else, or without one in the folder that it is in.
    """

    def __init__(self, path: Path, article: str, annotator: str, root: Root | None = None) -> None:
        self._path = path
        self._root = root or Root.named_by_user(path.parent)
        self._inside = path.relative_to(self._root.path).as_posix()
        self._head = MappingProxyType({"schema": SCHEMA, "article": article, "annotator": annotator})
        self._content = _NOTHING

    def read(self) -> Tables | None:
        """Return the tables, or None when there is no file."""
        content = self._current()
        return {name: dict(table) for name, table in content.tables.items()} or None

    @property
    def version(self) -> object:
        """What is another value whenever anybody has written the file."""
        return self._current().stamp

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program has written the file."""
        return (schema_of(self._current().tables) or 0) > SCHEMA

    @property
    def fault(self) -> str | None:
        """What has happened to the file, as it stands within a sentence; None for a whole one."""
        return self._current().fault

    @property
    def damage(self) -> str | None:
        """What has happened to the file and what becomes of it, in a sentence; None for a whole file."""
        content = self._current()
        if content.fault is None:
            return None
        saved = count_of(sum(map(len, versions(content.tables).values())), "record")
        then = "" if self.is_newer else "; when it is next written, what is there now is kept beside it"
        return f"{self._path} was damaged ({content.fault}): {saved} could be saved{then}."

    def refuse_newer(self) -> None:
        """Raise NewerSchema for a file that a newer version of the program has written, and OSError."""
        if self.is_newer:
            raise NewerSchema(
                f"{self._path} was written by a newer version of newsread: use that version to tag in it."
            )

    def write(self, data: Tables) -> None:
        """Put the tables on the disk. When this returns, they are there; when it raises, all is as it was.

        A damaged file is first kept under another name.
        """
        self.change(lambda _: data, lambda content, _: self._replace(content))

    def change(self, make: Callable[[Tables], Tables | None], put: Put) -> None:
        """Let `put` replace the file by what `make` makes of its tables, unless that is None; else as `write`.

        What `make` is given is what the file held at the stamp that `put` is given, whoever writes meanwhile.
        """
        old = self._current()
        self.refuse_newer()
        data = make({name: dict(table) for name, table in old.tables.items()})
        if data is not None:
            self._put(data, old, put)

    def _put(self, data: Tables, old: _Content, put: Put) -> None:
        # The records come last, so that one more is one more line at the file's end.
        names = sorted((name for name in data if data[name] and name != HEAD), key=RECORDS.__eq__)
        tables: Tables = {HEAD: {"1": self._head}} | {name: _in_order(data[name]) for name in names}
        lines = {
            name: _lines(table, old.tables.get(name, {}), old.lines.get(name, {})) for name, table in tables.items()
        }
        content = _laid_out({name: of_table.values() for name, of_table in lines.items()})
        kept = None if old.fault is None else self._keep_beside()
        try:
            status = put(content, old.stamp)
        except BaseException:
            if kept:
                with suppress(OSError):
                    if stamp(self._root.status(self._inside)) == old.stamp:  # else the copy is all that is left of it
                        self._root.unlink(kept)
            raise
        self._content = _Content(stamp(status), tables, lines, content)

    def _replace(self, content: bytes) -> os.stat_result:
        make_folder(self._root.path)
        self._root.make_folder(PurePosixPath(self._inside).parent)
        return self._root.replace_file(self._inside, content)

    def _keep_beside(self) -> str:
        """Copy the file as it is, for good, and return where to, as a path inside the root."""
        content = self._root.read(self._inside)
        name = f"{self._inside}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        for number in count(1):
            copy = name if number == 1 else f"{name}-{number}"
            with suppress(FileExistsError):
                self._root.new_file(copy, content)
                break
        return copy

    def _current(self) -> _Content:
        """Return what the file holds, read anew only when somebody has written it."""
        try:
            if stamp(self._root.status(self._inside)) != self._content.stamp:
                with self._root.open_file(self._inside) as file:
                    now = stamp(os.fstat(file.fileno()))
                    self._content = _parsed(now, file.read(), self._content)
        except FileNotFoundError:
            self._content = _NOTHING
        return self._content


def _parsed(now: Stamp, content: bytes, old: _Content) -> _Content:
    try:
        if rows := _rows_with_more(content, old) or _rows(content):
            parsed = _Content(now, *_from_rows(rows, old), content)
        else:
            parsed = _Content(now, tables_of(content), {})
        if schema_of(parsed.tables) is None:
            raise ValueError("it does not say its version")
    except (ValueError, RecursionError) as fault:
        if union := joined(content):
            return _Content(now, {name: _in_order(table) for name, table in union.items()}, {})
        return _Content(now, salvage(content), {}, fault=_cause(content, fault))
    return parsed


def _cause(content: bytes, fault: Exception) -> str:
    if not content:
        return "it is empty"
    return "git has marked a conflict in it" if has_conflict(content) else str(fault)


_END = b"\n}\n}\n"


def layout(tables: Tables) -> bytes:
    """Return the content of a file that holds these tables, in this program's own form."""
    return _laid_out({name: _lines(table, {}, {}).values() for name, table in tables.items()})


def line_of(key: str, document: Mapping[str, Any]) -> bytes:
    """Return the line of a document in this program's own form, without what stands before its id."""
    return f'"{key}": {encoded(document)}'.encode()


def is_complete(content: bytes) -> bool:
    """Whether the content ends as one in this program's own form does."""
    return content.endswith(_END)


def _laid_out(rows: Mapping[str, Iterable[bytes]]) -> bytes:
    """Return the content of a file in this program's own form, from the lines of each table."""
    blocks = ([encoded(name).encode(), b": {\n ", b"\n,".join(lines), b"\n},\n"] for name, lines in rows.items())
    *pieces, _ = chain([b"{\n"], *blocks)
    return b"".join([*pieces, _END])


def _rows(content: bytes) -> dict[str, list[bytes]]:
    """Return the lines of each table, or nothing for a file that has another form than this program's own."""
    blocks = content.removeprefix(b"{\n").removesuffix(_END).split(b"\n},\n")
    parted = (block.partition(b": {\n ") for block in blocks)
    rows = {name.strip(b'"').decode(): lines.split(b"\n,") for name, _, lines in parted}
    return rows if _laid_out(rows) == content else {}


def _rows_with_more(content: bytes, old: _Content) -> dict[str, list[bytes]]:
    """Return the same for a file to which lines were added at its end since; nothing for any other file."""
    end = len(old.bytes) - len(_END)
    if not (old.bytes and content.startswith(old.bytes[:end] + b"\n,") and content.endswith(_END)):
        return {}
    rows = {name: list(lines.values()) for name, lines in old.lines.items()}
    *_, last = rows.values()
    last += content[end + 2 : -len(_END)].split(b"\n,")
    return rows


def _from_rows(rows: Mapping[str, list[bytes]], old: _Content) -> tuple[Tables, Lines]:
    """Return the tables, and their lines by id. Lines that are known already are not parsed again."""
    tables: Tables = {}
    lines: Lines = {}
    for name, of_table in rows.items():
        known = {line: (key, old.tables[name][key]) for key, line in old.lines.get(name, {}).items()}
        documents = [known.get(line) or _document(line) for line in of_table]
        tables[name] = _in_order(dict(documents))
        if len(tables[name]) < len(documents):
            raise ValueError("an id stands twice in it")
        lines[name] = {key: line for (key, _), line in zip(documents, of_table, strict=True)}
    return tables, lines


def _document(line: bytes) -> tuple[str, Any]:
    pairs: list[tuple[str, Any]] = list(parsed(f"{{{line.decode()}}}").items())
    if len(pairs) != 1:
        raise ValueError("a line has something in it that is not one record")
    return pairs[0]


def tables_of(content: bytes) -> Tables:
    """Return the tables of a file that may have any form. Raises ValueError and RecursionError for a damaged one."""
    data = parsed(content.decode())
    if not isinstance(data, Mapping) or not all(isinstance(table, Mapping) for table in data.values()):
        raise ValueError("it is not a TinyDB file")
    return {name: _in_order(table) for name, table in data.items()}


def _in_order(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table in the numeric order of its ids, every document frozen."""
    ids = "".join(table)
    documents = {key: frozen(table[key]) for key in sorted(table, key=int)} if ids.isascii() and ids.isdigit() else {}
    if len(documents) < len(table) or not set(map(type, documents.values())) <= {MappingProxyType}:
        raise ValueError("a table has something in it that is not a record")
    return documents


def _lines(table: Mapping[str, Any], known: Mapping[str, Any], lines: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the lines of the documents by their ids; those are encoded that are not the known ones."""
    return {
        key: lines[key] if key in lines and known[key] is document else line_of(key, document)
        for key, document in table.items()
    }


def schema_of(tables: Tables) -> int | None:
    """Return the version of the form that the head of a file names; None where it names none."""
    schema = tables.get(HEAD, {}).get("1", {}).get("schema")
    return schema if isinstance(schema, int) and schema > 0 else None
