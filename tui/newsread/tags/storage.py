"""A TinyDB file that is whole at every moment: written beside, forced to the disk, then put in place.

The file is plain TinyDB JSON, which a bare `TinyDB(path)` opens. One record stands on one line, in the order
of the ids; every line but the first begins with its comma, so that to append is to add one line and nothing
else. A second table, `newsread`, holds one document that says the schema's version, the article and the
annotator.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

from tinydb.storages import Storage

from newsread.errors import NewsreadError
from newsread.files import make_folder, replace_file
from newsread.tags.jsontext import encoded

SCHEMA = 1
"""The version of the records' form that this program writes."""

_HEAD = "newsread"

Tables = dict[str, dict[str, Any]]


class DamagedFile(NewsreadError):  # noqa: N818 - it says what it is
    """A file that is not a whole file of tags. It is never written over."""


class NewerSchema(NewsreadError):  # noqa: N818 - it says what it is
    """A file that a newer version of the program has written. It is not written to."""


Stamp = tuple[int, int, int]
"""When a file was modified, its size and its number: another one when anybody has written the file."""


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return status.st_mtime_ns, status.st_size, status.st_ino


class _Content(NamedTuple):
    """What the file held when it was last read or written."""

    stamp: Stamp | None
    """None for a file that does not exist."""
    tables: Tables
    """The documents are frozen: one that is still the same object needs not be encoded again."""
    lines: dict[str, dict[str, str]]
    """The lines of those documents that have been encoded, by table and id."""


class RecordStorage(Storage):
    """One annotator's file on one article, as a storage of TinyDB: `TinyDB(path, storage=RecordStorage, …)`.

    A file that does not exist is an empty database, an empty file is a damaged one. Documents that were read
    cannot be changed in place. Reading and writing raise DamagedFile and OSError, writing NewerSchema too.
    """

    def __init__(self, path: Path, article: str, annotator: str) -> None:
        self._path = path
        self._head = MappingProxyType({"schema": SCHEMA, "article": article, "annotator": annotator})
        self._content = _Content(None, {}, {})

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
        return (_schema(self._current().tables) or 0) > SCHEMA

    def write(self, data: Tables) -> None:
        """Put the tables on the disk. When this returns, they are there; when it raises, all is as it was."""
        old = self._current()
        if self.is_newer:
            raise NewerSchema(
                f"{self._path} was written by a newer version of newsread: use that version to tag in it."
            )
        tables = {_HEAD: {"1": self._head}} | {name: table for name, table in data.items() if table}
        frozen: Tables = {name: _in_order(table) for name, table in tables.items()}
        lines = {
            name: {
                key: _known_line(old, name, key, document) or f'"{key}": {encoded(document)}'
                for key, document in table.items()
            }
            for name, table in frozen.items()
        }
        blocks = (f"{encoded(name)}: {{\n {_NEXT.join(table.values())}\n}}" for name, table in lines.items())
        make_folder(self._path.parent)
        status = replace_file(self._path, ("{\n" + ",\n".join(blocks) + "\n}\n").encode())
        self._content = _Content(stamp(status), frozen, lines)

    def _current(self) -> _Content:
        """Return what the file holds, read anew only when somebody has written it."""
        try:
            if stamp(self._path.stat()) != self._content.stamp:
                with self._path.open("rb") as file:
                    now = stamp(os.fstat(file.fileno()))
                    self._content = _Content(now, self._parsed(file.read()), {})
        except FileNotFoundError:
            self._content = _Content(None, {}, {})
        return self._content

    def _parsed(self, content: bytes) -> Tables:
        try:
            data = json.loads(content.decode(), parse_constant=_refuse)
            if not isinstance(data, dict) or not all(isinstance(table, dict) for table in data.values()):
                raise ValueError("it is not a TinyDB file")
            tables = {name: _in_order(table) for name, table in data.items()}
            if _schema(tables) is None:
                raise ValueError("it does not say its version")
        except (ValueError, RecursionError) as fault:
            raise DamagedFile(
                f"{self._path} is not a whole file of tags and was left as it is: move it aside, or put back "
                f"a copy ({'it is empty' if not content else fault})."
            ) from fault
        return tables


_NEXT = "\n,"


def _known_line(content: _Content, table: str, key: str, document: object) -> str | None:
    if content.tables.get(table, {}).get(key) is document:
        return content.lines.get(table, {}).get(key)
    return None


def _in_order(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table in the numeric order of its ids, every document frozen."""
    if not all(key.isascii() and key.isdigit() and isinstance(table[key], Mapping) for key in table):
        raise ValueError("a table has something in it that is not a record")
    return {key: _frozen(table[key]) for key in sorted(table, key=int)}


def _frozen(value: Any) -> Any:
    match value:
        case MappingProxyType():
            return value
        case dict():
            return MappingProxyType({key: _frozen(inner) for key, inner in value.items()})
        case list() | tuple():
            return tuple(_frozen(inner) for inner in value)
    return value


def _schema(tables: Tables) -> int | None:
    schema = tables.get(_HEAD, {}).get("1", {}).get("schema")
    return schema if isinstance(schema, int) and schema > 0 else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")
