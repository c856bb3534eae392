"""JSON Lines: an export in JSON of which each line stands for itself, to be read while it is written."""

from collections.abc import Iterator
from typing import TextIO

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
from newsread.formats.json_reading import decoded, is_object
from newsread.formats.snapshot import Snapshot

_WITH_RECORDS = frozenset({"annotation", "mark", "record"})


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write one object a line: `kind` says what it is, and the rest is as in the export in JSON.

    The first line is the workspace, then comes each article before what was said of it, and the links come last.
    """
    for entry in _entries(snapshot):
        file.write(encoded(entry) + "\n")


def _entries(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    yield {"kind": "workspace", "newsread": snapshot.version, "workspace": snapshot.workspace}
    for part in snapshot.parts:
        yield {"kind": "article", **article_to_json(part.article)}
        for said in part.annotations:
            yield {"kind": "annotation", **annotation_to_json(said)}
        for marking in part.marks:
            yield {"kind": "mark", **mark_to_json(marking)}
        for record in part.records:
            yield {"kind": "record", **record_to_json(record)}
    for link in snapshot.links:
        yield {"kind": "link", **link_to_json(link)}


def read(content: bytes) -> Iterator[Record | Told]:
    """Give every record once. Raises NewsreadError for what is no such file."""
    seen: set[object] = set()
    for line in content.splitlines():
        entry = is_object(decoded(line)) if line.strip() else {}
        kind = entry.get("kind")
        if isinstance(kind, str) and kind in _WITH_RECORDS:
            for record in records_of(entry):
                if record.id not in seen:
                    seen.add(record.id)
                    yield record


FORMAT = Format(
    "jsonl",
    ".jsonl",
    "the same as json, one object a line, for what reads line by line",
    Offsets.CODE_POINTS,
    as_utf8(write),
    read=read,
)
