"""CSV for spreadsheets: one table of verdicts and marks, in which no cell can run as a formula."""

import csv
import re
from typing import TextIO

from newsread.formats.snapshot import Annotation, Listed, Marking, Snapshot
from newsread.printable import printable
from newsread.tags.records import Evidence, instant_to_json

_COLUMNS = (
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
)

_LINE_ENDS = re.compile(r"(\r?\n)")
_FORMULA = re.compile("""\r|[\\s"'`‘’“”„«»\u200c\u200d]*[-=+@−＝＋－＠﹦﹢﹣﹫]""")
"""What a spreadsheet may run: it may drop spaces and quotes before the sign, and take wide signs for it."""


def write(snapshot: Snapshot, file: TextIO) -> None:
    r"""Write the snapshot as RFC 4180 has it: all cells quoted, lines ended by `\r\n`.

    The history does not fit into cells and is left out. A cell that a spreadsheet would run begins with an
    apostrophe. `found` says whether the words were found in the article as it is now.
    """
    table = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    articles = {article.id: article for article in snapshot.articles}
    table.writerow(_COLUMNS)
    rows: list[Annotation | Marking] = [*snapshot.annotations, *snapshot.marks]
    for said in rows:
        fields = _fields(articles[said.article], said)
        table.writerow([_cell(fields.get(column)) for column in _COLUMNS])


def _fields(article: Listed, said: Annotation | Marking) -> dict[str, object]:
    """Return what there is, by the name of its column."""
    shown: dict[str, object] = {
        "kind": "mark" if isinstance(said, Marking) else "annotation",
        "found": "yes" if said.found else "no",
        "at": instant_to_json(said.at),
    }
    if isinstance(said, Annotation):
        shown["evidence"] = "\n".join(map(_evidence, said.evidence))
    return vars(article) | vars(said) | shown


def _evidence(evidence: Evidence) -> str:
    where = evidence.url or f"{evidence.article} {evidence.start}–{evidence.end}"
    quote = f" “{evidence.quote}”" if evidence.quote else ""
    accessed = f" (accessed {evidence.accessed})" if evidence.accessed else ""
    return where + quote + accessed


def _cell(value: object) -> str:
    """Return the value as a text that is safe to open; to take one apostrophe off undoes the guard."""
    if value is None:
        return ""
    parts = _LINE_ENDS.split(str(value))
    text = "".join(part if _LINE_ENDS.fullmatch(part) else printable(part) for part in parts)
    return f"'{text}" if _FORMULA.match(text) else text
