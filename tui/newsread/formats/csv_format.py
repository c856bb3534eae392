"""CSV for spreadsheets: one table of verdicts and marks, in which no cell can run as a formula, written and read."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TextIO, TypeVar

from newsread.annotations import fields
from newsread.annotations.fields import instant_to_json
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.errors import NewsreadError
from newsread.formats.csv_cells import is_changed, is_guarded, safe_cell, unguarded
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.imported import Told
from newsread.formats.loss import BEGINS_ANEW, Field, Loss, begins_anew
from newsread.formats.snapshot import SURROUNDINGS_CHANGED, Annotation, Listed, Marking, Snapshot

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
        evidence=cell("evidence", _evidence_in) or (),
        by=cells.get("by", ""),
        at=cell("at", fields.instant_from_json),
        id=cell("id", fields.uuid),
        claim=cell("claim", fields.uuid),
        group=cell("group", fields.uuid),
        inherited_from=cell("inherited_from", fields.uuid),
        judged=judged or (() if cells.get("kind") == "decision" else None),
    )


def _evidence_in(cell: str) -> tuple[Evidence, ...]:
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


COLUMNS = (
    "kind",
    "article",
    "title",
    "outlet",
    "byline",
    "published",
    "url",
    "sha256",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "found",
    "verdict",
    "aspect",
    "mark",
    "by",
    "at",
    "note",
    "evidence",
    "claim",
    "group",
    "inherited_from",
    "id",
    "judged",
    "surroundings",
    "conflicts",
    "annotators",
    "guessed",
)
"""Of the table, in their order; columns that are new come last."""
_DAYS = frozenset({"published", "at"})
"""The columns that a spreadsheet may take for days or times."""
_MOST_UNITS = 32_767
"""What Excel holds in a cell, in UTF-16 units; of a longer one it puts the rest elsewhere."""


def write(snapshot: Snapshot, file: TextIO) -> None:
    r"""Write the snapshot as RFC 4180 has it: all cells quoted, lines ended by `\r\n`.

    The history does not fit into cells and is left out. A cell that a spreadsheet would run, or take for a number or
    a date, begins with an apostrophe. What readers of CSV stumble over becomes a visible sign; all other text stays as
    it is. `found` says whether the words were found for certain in the article as it is now; where not, `sha256` is the
    hash of the text before, in which `start` and `end` count. `surroundings` says where the text beside them has
    changed since, `guessed` which of the article's fields nobody declared. A row of the kind *decision* says what
    somebody found to hold where annotators differ. Rows of one `group` are what the annotator confirmed to be one
    claim, in several articles. A verdict that was spread to its words names the record that it was `inherited_from`;
    the JSON has it in a history.
    """
    table = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for part in snapshot.parts:
        for said in part.said:
            cells = zip(COLUMNS, cells_of(part.article, said), strict=True)
            table.writerow([safe_cell(cell, is_day=column in _DAYS) for column, cell in cells])


def cells_of(article: Listed, said: Annotation | Marking) -> list[object]:
    """Return a row, in the order of `COLUMNS`, with None where there is nothing."""
    shown: dict[str, object] = {
        "kind": _kind(said),
        "found": "yes" if said.found else "no",
        "at": instant_to_json(said.at),
        "surroundings": SURROUNDINGS_CHANGED if said.surroundings_changed else None,
        "guessed": " ".join(article.guessed) or None,
    }
    if isinstance(said, Annotation):
        shown["evidence"] = "\n".join(map(_evidence, said.evidence))
        shown["conflicts"] = " ".join(map(str, said.conflicts)) or None
        shown["annotators"] = "\n".join(said.annotators) or None
        shown["judged"] = " ".join(map(str, said.judged)) if said.judged else None
    fields = vars(article) | vars(said) | shown
    return [fields.get(column) for column in COLUMNS]


def _kind(said: Annotation | Marking) -> str:
    if isinstance(said, Marking):
        return "mark"
    return "annotation" if said.judged is None else "decision"


def _evidence(evidence: Evidence) -> str:
    where = evidence.url or f"{evidence.article} {evidence.start}–{evidence.end}"
    quote = f" “{evidence.quote}”" if evidence.quote else ""
    accessed = f" (accessed {evidence.accessed})" if evidence.accessed else ""
    return where + quote + accessed


def _is_long(text: str) -> bool:
    return len(text) > _MOST_UNITS // 2 and len(text.encode("utf-16-le", "replace")) > 2 * _MOST_UNITS


_GUARDED = "with an apostrophe before what a spreadsheet would run or convert, which import takes off again"
_LONG = f"with more than the {_MOST_UNITS:,} characters that a cell of Excel holds"

FORMAT = Format(
    "csv",
    ".csv",
    "a table for spreadsheets, in which no cell runs as a formula",
    Offsets.CODE_POINTS,
    as_utf8(write, marked=True),
    (
        Loss(Field.QUOTE, "with signs for control characters", lambda said: is_changed(said.quote)),
        Loss(Field.CONTEXT, "with signs for control characters", lambda said: is_changed(said.prefix + said.suffix)),
        Loss(Field.NOTE, "with signs for control characters", lambda said: is_changed(said.note)),
        Loss(Field.TITLE, _GUARDED, of_article=lambda each: is_guarded(each.title), read_back=True),
        Loss(Field.OUTLET, _GUARDED, of_article=lambda each: is_guarded(each.outlet), read_back=True),
        Loss(Field.BYLINE, _GUARDED, of_article=lambda each: is_guarded(each.byline), read_back=True),
        Loss(Field.QUOTE, _GUARDED, lambda said: is_guarded(said.quote), read_back=True),
        Loss(Field.CONTEXT, _GUARDED, lambda said: is_guarded(said.prefix) or is_guarded(said.suffix), read_back=True),
        Loss(Field.ANNOTATOR, _GUARDED, lambda said: is_guarded(said.by), read_back=True),
        Loss(Field.NOTE, _GUARDED, lambda said: is_guarded(said.note), read_back=True),
        Loss(Field.QUOTE, _LONG, lambda said: _is_long(said.quote), read_back=True),
        Loss(Field.NOTE, _LONG, lambda said: _is_long(said.note), read_back=True),
        Loss(Field.EVIDENCE, "told in words"),
        Loss(Field.CLAIM, BEGINS_ANEW, begins_anew),
        Loss(Field.HISTORY),
        Loss(Field.OTHER_WORDS, "told as given on these words"),
        Loss(Field.LINK, "kept only as groups of tagged claims"),
        Loss(Field.NAME),
    ),
    read=read,
)
