"""A workbook for spreadsheets: one sheet of articles, one of verdicts and marks, one of answers on counterparts.

All cells are texts or numbers; none is a formula, and none is made a link.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from newsread.annotations.fields import instant_to_json
from newsread.errors import NewsreadError
from newsread.formats.csv_format import COLUMNS, cells_of
from newsread.formats.format import Format, Offsets
from newsread.formats.loss import Field, Loss
from newsread.formats.snapshot import Snapshot

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_LONGEST_CELL = 32_767
"""What a cell can hold, in UTF-16 units: Excel specifications and limits."""
_MOST_ROWS = 1_048_576
_NO_TIME = datetime(1980, 1, 1)  # the file tells it without a zone
"""Told as the time of making, so that the same state is the same file."""
_WIDTHS = {"quote": 60, "note": 40, "evidence": 40, "title": 40, "url": 40}
_ARTICLE_COLUMNS = ("id", "title", "outlet", "byline", "published", "url", "sha256")
_LINK_COLUMNS = ("one article", "start", "end", "words", "other article", "start", "end", "words", "same", "by", "at")


def write(snapshot: Snapshot, file: BinaryIO) -> None:
    """Write the workbook. Rows go to the disk as they come. Raises NewsreadError where xlsxwriter is missing."""
    book = _workbook(file)
    book.set_properties({"created": _NO_TIME})
    said = _Sheet(book, "Tags", COLUMNS)
    articles = _Sheet(book, "Articles", _ARTICLE_COLUMNS)
    listed = []
    for part in snapshot.parts:
        listed.append(part.article)
        for each in part.said:
            said.add(cells_of(part.article, each))
    for article in listed:
        articles.add([article.marked(name, getattr(article, name)) for name in _ARTICLE_COLUMNS])
    links = _Sheet(book, "Counterparts", _LINK_COLUMNS)
    for row in _links(snapshot):
        links.add(row)
    book.close()


def _workbook(file: BinaryIO) -> "Workbook":
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NewsreadError("The format xlsx needs the package xlsxwriter: pip install 'newsread[xlsx]'.") from error
    return Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )


class _Sheet:
    """A sheet that is written row by row. Raises NewsreadError for more rows than a sheet can have."""

    def __init__(self, book: "Workbook", name: str, columns: Sequence[str]) -> None:
        self._sheet = book.add_worksheet(name)
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._rows = 0
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, _WIDTHS.get(column, 14), self._wrapped)
        self._sheet.freeze_panes(1, 0)
        self.add(columns)

    def add(self, cells: Sequence[Any]) -> None:
        """Add a row."""
        if self._rows == _MOST_ROWS:
            raise NewsreadError(f"A sheet has room for {_MOST_ROWS:,} rows: export a part, or another format.")
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._rows, column, cell)
            elif cell not in {None, ""}:
                self._sheet.write_string(self._rows, column, _shortened(str(cell)))
        self._rows += 1


def _shortened(text: str) -> str:
    units = text.encode("utf-16-le", "replace")  # half a character is in no workbook
    if len(units) <= 2 * _LONGEST_CELL:
        return units.decode("utf-16-le")
    return units[: 2 * _LONGEST_CELL - 2].decode("utf-16-le", "ignore") + "…"


def _is_long(text: str) -> bool:
    return _shortened(text) != text


def _links(snapshot: Snapshot) -> Iterator[list[object]]:
    for link in snapshot.links:
        at = instant_to_json(link.record.at)
        yield [*_place(link.one), *_place(link.other), "yes" if link.same else "no", link.record.by, at]


def _place(words: Any) -> list[object]:
    return [words.article, words.start, words.end, words.quote]


FORMAT = Format(
    "xlsx",
    ".xlsx",
    "a workbook for spreadsheets, with sheets of tags, articles and counterparts",
    Offsets.CODE_POINTS,
    write,
    (
        Loss(Field.QUOTE, f"cut to {_LONGEST_CELL:,} characters", lambda said: _is_long(said.quote)),
        Loss(Field.NOTE, f"cut to {_LONGEST_CELL:,} characters", lambda said: _is_long(said.note)),
        Loss(Field.EVIDENCE, "told in words"),
        Loss(Field.HISTORY),
        Loss(Field.OTHER_WORDS, "told as given on these words"),
        Loss(Field.NAME),
    ),
    is_text=False,
)
