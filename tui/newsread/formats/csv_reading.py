"""CSV read back: the rows of a table that newsread wrote, maybe edited in a spreadsheet since."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from newsread.errors import NewsreadError
from newsread.formats.csv_cells import unguarded
from newsread.formats.told import Told
from newsread.tags import fields
from newsread.tags.records import Aspect, Evidence, Mark, Verdict

T = TypeVar("T")

_NEEDED = ("article", "start", "end", "quote", "by")
_LONGEST_CELL = 10_000_000
"""In characters: more than any text that is read."""
_EVIDENCE = re.compile(
    r"(?:(?P<url>https?://\S+)|(?P<article>.+) (?P<start>\d+)–(?P<end>\d+))"
    r"(?: “(?P<quote>.*)”)?(?: \(accessed (?P<accessed>\d{4}-\d\d-\d\d)\))?"
)


def read(content: bytes) -> Iterator[Told | NewsreadError]:
    """Give what each row tells, or why it cannot be used. Raises NewsreadError for what is no such table.

    Cells may be parted by semicolons or tabs, as spreadsheets of some countries write them.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NewsreadError("is not UTF-8: save it as UTF-8.") from error
    csv.field_size_limit(_LONGEST_CELL)
    try:
        head = text.partition("\n")[0]
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
        if missing := [name for name in _NEEDED if name not in (rows.fieldnames or ())]:
            raise NewsreadError(f"has no column {missing[0]}: it is no table that newsread wrote.")
        for number, row in enumerate(rows, 2):  # as a spreadsheet numbers them
            try:
                yield _told({name: cell for name, cell in row.items() if name and isinstance(cell, str)}, number)
            except NewsreadError as error:
                yield error
    except csv.Error as error:
        raise NewsreadError(f"is not a table that can be read: {error}.") from error


def _told(row: Mapping[str, str], number: int) -> Told:
    cells = {name: unguarded(cell) for name, cell in row.items()}

    def cell(name: str, read: Callable[[str], T]) -> T | None:
        value = cells.get(name, "")
        try:
            return read(value) if value else None
        except (ValueError, OverflowError, NewsreadError) as error:
            raise NewsreadError(f"row {number} has {value[:80]!r} as {name}, which it cannot be.") from error

    start, end = cell("start", int), cell("end", int)
    if start is None or end is None:
        raise NewsreadError(f"row {number} has no start or no end.")
    judged = cell("judged", lambda value: tuple(map(fields.uuid, value.split())))
    return Told(
        start=start,
        end=end,
        article=cells.get("article", ""),
        sha256=cells.get("sha256", "") if cells.get("found") != "no" else "",
        quote=cells.get("quote", ""),
        prefix=cells.get("prefix", ""),
        suffix=cells.get("suffix", ""),
        verdict=cell("verdict", Verdict),
        aspect=cell("aspect", Aspect) or Aspect.CONTENT,
        mark=cell("mark", Mark),
        note=cells.get("note", ""),
        evidence=cell("evidence", _evidence) or (),
        by=cells.get("by", ""),
        at=cell("at", fields.instant_from_json),
        id=cell("id", fields.uuid),
        claim=cell("claim", fields.uuid),
        group=cell("group", fields.uuid),
        inherited_from=cell("inherited_from", fields.uuid),
        judged=judged or (() if cells.get("kind") == "decision" else None),
    )


def _evidence(cell: str) -> tuple[Evidence, ...]:
    """Return the pieces of evidence that lines tell of as newsread writes them; of others nothing can be made."""
    return tuple(_piece(found) for found in map(_EVIDENCE.fullmatch, cell.split("\n")) if found)


def _piece(found: re.Match[str]) -> Evidence:
    accessed = found["accessed"]
    said: dict[str, Any] = {
        "quote": found["quote"] or "",
        "accessed": date.fromisoformat(accessed) if accessed else None,
    }
    if found["url"]:
        return Evidence(url=found["url"], **said)
    return Evidence(article=found["article"], start=int(found["start"]), end=int(found["end"]), **said)
