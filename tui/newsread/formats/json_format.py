"""JSON for other programs: everything that stands, with all that was ever recorded. Nothing is lost."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Protocol, TextIO

from newsread.annotations.records import Record
from newsread.annotations.store.safe_json import encoded
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.imported import Told
from newsread.formats.json_entries import (
    annotation_to_json,
    article_to_json,
    link_to_json,
    mark_to_json,
    record_to_json,
    records_of,
)
from newsread.formats.json_reading import decoded, is_object, listed
from newsread.formats.snapshot import Snapshot

_HELD = 1 << 20
"""How much of a list is held in memory while another one is written, in characters."""


class _Writable(Protocol):
    """What text can be written to."""

    def write(self, text: str, /) -> int: ...


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write the snapshot as one JSON object. What is absent is null; offsets are code points of the text.

    `records`, where there are any, is what stands in no history: answers on counterparts and on names, and what was
    withdrawn. `links` tells those of them that stand between two articles in plain words.
    """
    file.write("{\n")
    file.write(f'  "newsread": {encoded(snapshot.version)},\n  "workspace": {encoded(snapshot.workspace)}')
    with _aside("annotations") as annotations, _aside("marks") as marks, _aside("records") as records:
        articles = _List(file, "articles")
        for part in snapshot.parts:  # each article is gone through only once
            articles.add(article_to_json(part.article))
            for said in part.annotations:
                annotations.add(annotation_to_json(said))
            for marking in part.marks:
                marks.add(mark_to_json(marking))
            for record in part.records:
                records.add(record_to_json(record))
        articles.end()
        annotations.bring(file)
        marks.bring(file)
        if snapshot.links:
            links = _List(file, "links")
            for link in snapshot.links:
                links.add(link_to_json(link))
            links.end()
        if not records.is_empty:
            records.bring(file)
    file.write("\n}\n")


class _List:
    """A list that is written one item after the other, indented as if the whole had been written at once."""

    def __init__(self, file: _Writable, name: str) -> None:
        self._file = file
        self.is_empty = True
        file.write(f',\n  "{name}": [')

    def add(self, item: Mapping[str, object]) -> None:
        separator = "\n    " if self.is_empty else ",\n    "
        self._file.write(separator + encoded(item, indent=2).replace("\n", "\n    "))
        self.is_empty = False

    def end(self) -> None:
        self._file.write("]" if self.is_empty else "\n  ]")


class _Aside(_List):
    """A list that stands aside until those before it are written; it leaves the memory only when much is in it."""

    def __init__(self, held: "SpooledTemporaryFile[str]", name: str) -> None:
        super().__init__(held, name)
        self._held = held

    def bring(self, file: TextIO) -> None:
        self.end()
        self._held.seek(0)
        copyfileobj(self._held, file)


@contextmanager
def _aside(name: str) -> Iterator[_Aside]:
    with SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", errors="backslashreplace", newline="") as held:
        yield _Aside(held, name)


def read(content: bytes) -> Iterator[Record | Told]:
    """Give every record once, in no order. Raises NewsreadError for what is no such file."""
    whole = is_object(decoded(content))
    seen: set[object] = set()
    annotations = listed(whole, "annotations", needed=True)
    others = (entry for name in ("marks", "records") for entry in listed(whole, name))
    for entry in chain(annotations, others):
        for said in records_of(entry):
            if said.id not in seen:
                seen.add(said.id)
                yield said


FORMAT = Format(
    "json",
    ".json",
    "everything that was recorded, for other programs and for another newsread",
    Offsets.CODE_POINTS,
    as_utf8(write),
    read=read,
)
