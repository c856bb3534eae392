"""Files of tags that git has put together line by line, as `merge=union` in `.gitattributes` asks for. Pure.

Where both sides added records at the end of a file, the union of the lines is valid JSON, because every line but the
first of a table begins with its comma. Where both sides began the file, or one added a record before the first one,
two lines begin without a comma. No record is lost by that, and so such a file is not damaged.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsread.annotations.ids import uuid7
from newsread.annotations.store.record_tables import HEAD, RECORDS, VARIANTS, Document, Tables, from_versions, others_of
from newsread.annotations.store.safe_json import parsed

_TABLE = re.compile(rf'"(?:{HEAD}|{VARIANTS}|{RECORDS})": \{{')
_HEAD_KEY = "1"


def joined(content: bytes) -> Tables | None:
    """Return the tables of a file that is a union of lines; None where it is not, or where anything of it is lost.

    Documents that stand in it twice are one; different ones with the same id are all kept, see `from_versions`.
    """
    heads: list[Document] = []
    records: dict[str, list[Document]] = {}
    try:
        for key, document in _documents(content.decode()):
            if key == _HEAD_KEY:
                heads.append(document)
            elif uuid7(key):
                records.setdefault(key, []).extend(others_of(document) or (document,))
            else:
                return None
    except (ValueError, RecursionError):  # not UTF-8, not JSON, or not in lines
        return None
    if not records or not any(map(_schema, heads)):
        return None
    return {HEAD: {_HEAD_KEY: max(heads, key=_schema)}} | from_versions(records)


def _documents(text: str) -> Iterator[tuple[str, Document]]:
    """Yield what stands on the lines. Raises ValueError where a line is missing or does not belong in such a file."""
    depth, is_first = 0, False
    *lines, end = (line.removesuffix("\r") for line in text.split("\n"))
    for number, line in enumerate(lines):
        if line == "{" and number == 0:
            depth = 1
        elif _TABLE.fullmatch(line) and depth == 1:
            depth, is_first = 2, True
        elif line in {"}", "},"} and depth > 0:
            depth -= 1
        elif depth == 2 and line.startswith(" " if is_first else (" ", ",")):
            is_first = False
            yield _document(line[1:])
        else:
            raise ValueError("the line is not one of a file of tags")
    if depth or end:
        raise ValueError("the end is missing")


def _document(line: str) -> tuple[str, Document]:
    pairs: list[tuple[str, Any]] = list(parsed(f"{{{line}}}").items())
    if len(pairs) != 1 or not isinstance(pairs[0][1], Mapping):
        raise ValueError("the line is not one record")
    return pairs[0]


def _schema(head: Document) -> int:
    schema = head.get("schema")
    return schema if isinstance(schema, int) else 0
