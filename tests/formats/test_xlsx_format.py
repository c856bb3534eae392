import io
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from tests.annotations.saying import SECOND, Reader, Step
from tests.formats.sample import article, taken
from tests.formats.workspaces import made, talks, texts

from newsread.annotations.records import Verdict
from newsread.articles.sources import Source
from newsread.formats import xlsx_format
from newsread.formats.csv_format import COLUMNS, cells_of
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def sheets(now: Snapshot) -> dict[str, list[list[Any]]]:
    """The rows of each sheet, as another program reads them."""
    file = io.BytesIO()
    xlsx_format.write(now, file)
    book = load_workbook(file)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)
    assert not any(cell.hyperlink for sheet in book for row in sheet for cell in row)
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def test_a_workbook_has_a_sheet_for_tags_and_one_for_articles() -> None:
    found = sheets(taken())
    assert list(found) == ["Tags", "Articles", "Counterparts"]
    head, *rows = found["Tags"]
    assert tuple(head) == COLUMNS
    assert [row[head.index("verdict")] or row[head.index("mark")] for row in rows] == [
        "disputed",
        "verified",
        "unverifiable",
        "to check",
    ]
    assert found["Articles"][1][:2] == ["001.txt", "Two men"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "http://example.org", "1"]
)
def test_no_cell_is_a_formula_a_link_or_a_number_that_was_a_text(text: str) -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note=text)
    found = sheets(snapshot("w", [article(source=Source(title=text))], reader.claims))
    head, row = found["Tags"]
    assert row[head.index("note")] == row[head.index("title")] == text


def test_a_reason_that_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note="👨" * 20_000)
    head, row = sheets(snapshot("w", [article()], reader.claims))["Tags"]
    assert row[head.index("note")] == "👨" * 16_383 + "…"


@pytest.mark.slow
@settings(max_examples=20)
@given(texts, talks)
def test_every_row_is_what_stands(
    tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    now = made(tmp_path_factory.mktemp("there") / "w", text, talk).workspace.snapshot()
    head, *rows = sheets(now)["Tags"]
    told = [cells_of(part.article, said) for part in now.parts for said in part.said]
    assert len(rows) == len(told)
    for row, cells in zip(rows, told, strict=True):
        for name in ("start", "end", "verdict", "by", "note"):
            number = head.index(name)
            assert (row[number] or "") == (cells[number] or "")
