"""What can be saved of a damaged file of tags: every record that still stands whole in it, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsread.annotations.ids import uuid7
from newsread.annotations.store.record_tables import HEAD, Document, Tables, from_versions, others_of
from newsread.annotations.store.safe_json import parsed

# In JSON these cannot stand inside of a string, where the quotation marks would be escaped.
_RECORD = re.compile(r'"([0-9]{1,39})"\s*:\s*(?=\{)')
_HEAD = re.compile(rf'"{HEAD}"\s*:\s*\{{\s*"(1)"\s*:\s*(?=\{{)')

_STRING_OR_BRACE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}]')

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What a byte becomes that is not UTF-8. A surrogate that was stored stands in the file as \\ud…"""


_CONFLICT = re.compile(rb"^<{7}(?: |\r?$)", re.MULTILINE)


def has_conflict(content: bytes) -> bool:
    """Whether git has left the marks of a conflict in the content."""
    return _CONFLICT.search(content) is not None


def salvage(content: bytes) -> Tables:
    """Return the records that stand whole in the content, and the head, in tables as a file has them.

    The content may be empty, cut, overwritten in part, followed by leftovers of an older one, or marked with the
    conflicts of git. A record is saved when its id is the number of a UUIDv7 and when it is whole: valid JSON in
    valid UTF-8, and on one line unless the content begins with a whole JSON value. Different records with one id
    are all kept; see `tables.from_versions`. A file has no checksums: where damage only made one letter another,
    it cannot be seen.
    """
    text = content.decode(errors="surrogateescape")
    documents: dict[str, list[Document]] = {}
    for key, document in _documents(text):
        if uuid7(key):
            documents.setdefault(key, []).extend(others_of(document) or (document,))
    newest = max((head for _, head in _pairs(_HEAD, text)), key=_schema, default=None)
    return ({HEAD: {"1": newest}} if newest else {}) | from_versions(documents)


def _documents(text: str) -> Iterator[tuple[str, Document]]:
    start = len(text) - len(text.lstrip())
    end = _end(text, start)
    whole = _object(text[start:end])
    if whole is not None and _are_tables(whole):
        for table in whole.values():
            yield from table.items()
    else:
        end = 0
    # A record stands on one line, also in TinyDB's own form: whatever is broken before, a line is a new start.
    for line in text[end:].split("\n"):
        yield from _pairs(_RECORD, line)


def _pairs(key: re.Pattern[str], text: str) -> Iterator[tuple[str, Document]]:
    """Find keys with the whole object that follows each; none of them inside of another, be that whole or broken."""
    position = 0
    while match := key.search(text, position):
        position = _end(text, match.end())
        value = _object(text[match.end() : position])
        if value is not None:
            yield match[1], value


def _are_tables(value: Mapping[str, Any]) -> bool:
    """Whether records can only stand where they should: a brace that is missing would move them up."""
    return all(
        isinstance(table, Mapping) and all(key.isdigit() and isinstance(table[key], Mapping) for key in table)
        for table in value.values()
    )


def _object(text: str) -> Mapping[str, Any] | None:
    """Return the object that the text is, or None when it is broken or something else."""
    try:
        value = parsed(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, Mapping) and not _NOT_UTF8.search(text) else None


def _end(text: str, start: int) -> int:
    """Return where the braces close that open here; the end of the text when they do not."""
    depth = 0
    for token in _STRING_OR_BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return len(text)


def _schema(head: Mapping[str, Any]) -> int:
    schema = head.get("schema")
    return schema if isinstance(schema, int) else 0
