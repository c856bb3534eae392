"""CSV for spreadsheets: one table of verdicts and marks, in which no cell can run as a formula."""

import csv
import re
from typing import TextIO
from unicodedata import category

from newsread.formats.snapshot import Annotation, Listed, Marking, Snapshot
from newsread.tags.fields import instant_to_json
from newsread.tags.records import Evidence

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
    "group",
    "inherited_from",
)

_LONE_RETURN = re.compile(r"\r(?!\n)")
_SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\r\n"},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD),
}
"""Shown in place of what breaks readers of CSV: NUL becomes ␀, ESC ␛; C1 controls and lone surrogates become �."""

_FORMULA_SIGNS = frozenset("-=+@−＝＋－＠﹦﹢﹣﹫")
_QUOTES = frozenset("\"'`‘’“”„«»")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Signs by their category, blanks to the eye."""
_UNSEEN = frozenset({"Cf", "Cn", "Mn", "Me"})
"""Categories of format characters, code points without a meaning, and marks on the character before."""


def write(snapshot: Snapshot, file: TextIO) -> None:
    r"""Write the snapshot as RFC 4180 has it: all cells quoted, lines ended by `\r\n`.

    The history does not fit into cells and is left out. A cell that a spreadsheet would run begins with an
    apostrophe. What readers of CSV stumble over becomes a visible sign; all other text stays as it is. `found`
    says whether the words were found for certain in the article as it is now. A row of the kind *decision* says what
    somebody found to hold where annotators differ. Rows of one
    `group` are what the annotator confirmed to be one claim, in several articles. A verdict that was spread to
    its words names the record that it was `inherited_from`; the JSON has it in a history.
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
        "kind": _kind(said),
        "found": "yes" if said.found else "no",
        "at": instant_to_json(said.at),
    }
    if isinstance(said, Annotation):
        shown["evidence"] = "\n".join(map(_evidence, said.evidence))
    return vars(article) | vars(said) | shown


def _kind(said: Annotation | Marking) -> str:
    if isinstance(said, Marking):
        return "mark"
    return "annotation" if said.judged is None else "decision"


def _evidence(evidence: Evidence) -> str:
    where = evidence.url or f"{evidence.article} {evidence.start}–{evidence.end}"
    quote = f" “{evidence.quote}”" if evidence.quote else ""
    accessed = f" (accessed {evidence.accessed})" if evidence.accessed else ""
    return where + quote + accessed


def _cell(value: object) -> str:
    """Return the value as a text that is safe to open; to take one apostrophe off undoes the guard."""
    if value is None:
        return ""
    text = _LONE_RETURN.sub("␍", str(value)).translate(_SIGNS)
    return f"'{text}" if _may_run(text) else text


def _may_run(text: str) -> bool:
    """Whether a spreadsheet may run the text.

    It may drop a tab or a line's end, spaces, quotes and what nobody sees before the sign of a formula, and take
    wide signs for it.
    """
    first = next((sign for sign in text if not _is_dropped(sign)), "")
    return first in _FORMULA_SIGNS or text.startswith(("\t", "\r"))


def _is_dropped(sign: str) -> bool:
    return sign.isspace() or sign in _QUOTES or sign in _BLANKS or category(sign) in _UNSEEN
