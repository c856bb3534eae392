"""CSV for spreadsheets: one table of verdicts and marks, in which no cell can run as a formula.

Its file begins with a byte order mark: without one Excel takes UTF-8 for the machine's own encoding. `newsread import`
and whatever reads `utf-8-sig` drop it.
"""

import csv
from typing import TextIO

from newsread.formats.csv_cells import is_changed, is_guarded, safe_cell
from newsread.formats.csv_reading import read
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.loss import BEGINS_ANEW, Field, Loss, begins_anew
from newsread.formats.snapshot import SURROUNDINGS_CHANGED, Annotation, Listed, Marking, Snapshot
from newsread.tags.fields import instant_to_json
from newsread.tags.records import Evidence

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
