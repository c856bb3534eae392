import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, Reader, linked
from tests.formats.sample import article, taken

from newsread.annotations.groups import links
from newsread.annotations.records import Mark, Verdict
from newsread.articles.sources import Source
from newsread.formats import Told, csv_format
from newsread.formats import csv_format as csv_reading
from newsread.formats.csv_cells import is_changed, safe_cell, unguarded
from newsread.formats.export import write, write_file, write_stream
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def written(now: Snapshot) -> str:
    file = io.StringIO(newline="")
    csv_format.write(now, file)
    return file.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def noted(note: str) -> str:
    """The table of one verdict with this note."""
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note=note)
    return written(snapshot("w", [article()], reader.claims))


def test_annotations_and_marks_stand_in_one_table() -> None:
    table = rows(written(taken()))
    assert [row["kind"] for row in table] == ["annotation"] * 3 + ["mark"]
    first, last = table[0], table[-1]
    assert (first["outlet"], first["verdict"], first["aspect"]) == ("The Daily", "disputed", "content")
    assert (first["start"], first["end"], first["quote"]) == ("23", "45", "He said so on Tuesday.")
    assert first["evidence"] == "https://example.org/a “No.”"
    assert (first["at"], first["found"], first["url"]) == ("2026-11-21T12:00:01.000Z", "yes", "")
    assert (last["mark"], last["note"], last["verdict"]) == ("to check", "ask", "")


def test_all_cells_are_quoted_and_lines_end_as_the_rfc_says() -> None:
    text = written(taken())
    assert not text.startswith("\ufeff")
    assert text.endswith('"\r\n')
    assert all(re.fullmatch(r'("[^"]*",)*"[^"]*"', line) for line in text.removesuffix("\r\n").split("\r\n"))


@pytest.mark.parametrize(
    "note",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r\n1",
        "  =1",
        '"=1"',
        "'=1",
        "\n-1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "“-1",
        "\t1",
        "\u200b=1",
        "\u200e\u200f=1",
        "\u2068\ufeff =1",
        "\u00ad+1",
        "\ufe0f-1",
        "\u3164@a",
    ],
)
def test_what_could_be_a_formula_is_guarded(note: str) -> None:
    [row] = rows(noted(note))
    assert row["note"].startswith("'")
    assert len(row["note"]) == len(note) + 1


@pytest.mark.parametrize(
    "note",
    ["1+1", "a=b", "(-1)", "", "“Yes”", "'quoted'", "a\tb", "שלום\u200f!", "co\u00adoperate", "\u200bA=1", "\u2028"],
)
def test_what_is_no_formula_stays_as_it_is(note: str) -> None:
    assert rows(noted(note))[0]["note"] == note


CONVERTED = [
    "1984", "007", " 12 ", "1,234.50", "50 %", "€ 5", "5€", ".5", "1e5", "123456789012345678", "(5)", "3/4", "1-2",
    "8.4.2025", "2025-04-08", "2025-04-08 10:30", "10:30", "5 pm", "10:30 PM", "1 1/2", "8 Apr 2025", "April 8, 2025",
    "MARCH1", "Sept-2", "8 avril 2025", "8. März", "TRUE", "false", "#N/A", "'1984", "''3/4",
]  # fmt: skip


@pytest.mark.parametrize("note", CONVERTED)
def test_what_a_spreadsheet_takes_for_a_number_or_a_date_is_guarded_and_read_back(note: str) -> None:
    [row] = rows(noted(note))
    assert row["note"] == f"'{note}"
    assert unguarded(row["note"]) == note


WORDS = [
    "Channel 4",
    "Two men",
    "1984 was a book",
    "May",
    "on 8 April 2025",
    "v1.2.3.4.5",
    "#metoo is",
    "10 km",
    "'quoted'",
]


@pytest.mark.parametrize("note", WORDS)
def test_what_a_spreadsheet_takes_for_words_stays_as_it_is(note: str) -> None:
    assert rows(noted(note))[0]["note"] == note


def test_days_and_places_are_left_for_spreadsheets_to_count_with() -> None:
    [first, *_] = rows(written(taken()))
    assert (first["published"], first["start"], first["at"][:10]) == ("2025-04-08", "23", "2026-11-21")


@given(st.text(max_size=12) | st.builds("".join, st.tuples(st.sampled_from(["'", ""]), st.sampled_from(CONVERTED))))
def test_what_is_guarded_comes_back_as_it_was(text: str) -> None:
    assert is_changed(text) or unguarded(safe_cell(text)) == text


def test_the_file_begins_with_the_mark_by_which_a_spreadsheet_knows_utf_8(tmp_path: Path) -> None:
    now = taken()
    write_file(csv_format.FORMAT, now, tmp_path / "t.csv")
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"kind"')
    assert content.count(b"\xef\xbb\xbf") == 1
    assert rows(content.decode("utf-8-sig")) == rows(written(now))
    assert [each.verdict for each in csv_reading.read(content) if isinstance(each, Told)][:1] == [Verdict.DISPUTED]


def test_a_terminal_is_shown_no_mark() -> None:
    out = io.StringIO()
    write_stream(csv_format.FORMAT, taken(), out)
    assert out.getvalue().startswith('"kind"')


def test_what_is_guarded_or_too_long_for_excel_is_in_the_loss_report() -> None:
    reader = Reader("007")
    reader.tag(SECOND, Verdict.VERIFIED, note="- no")
    reader.tag(FIRST, Verdict.DISPUTED, note="x" * 32_768)
    source = Source(title="=Two men", outlet="3/4", byline="By A")
    now = snapshot("w", [article(source=source)], reader.claims)
    lost = [f"{each.field}: {each.number}" for each in write(csv_format.FORMAT, now, io.BytesIO()).lost]
    assert lost == ["titles: 1", "outlets: 1", "annotators: 2", "reasons: 1", "reasons: 1"]


def test_line_ends_and_tabs_stay_and_other_controls_become_signs() -> None:
    note = 'one\ntwo\r\nthree\r\x00\x1b[31m\tfour\x7f\x85\udc80\u202e;"a",b'
    assert rows(noted(note))[0]["note"] == 'one\ntwo\r\nthree␍␀␛[31m\tfour␡��\u202e;"a",b'


def test_what_was_spread_names_its_source_in_its_column() -> None:
    elsewhere, ana = Reader("ana", article="002.txt"), Reader("ana")
    source = elsewhere.tag(FIRST, Verdict.VERIFIED)
    assert source
    ana.spread(FIRST, source)
    ana.tag(SECOND, Verdict.DISPUTED)
    found = rows(written(snapshot("w", [article()], ana.claims)))
    assert [row["inherited_from"] for row in found] == [str(source.id), ""]


def test_the_group_of_a_claim_has_its_column() -> None:
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.mark(SECOND, Mark.TO_CHECK)
    record = ana.answer(FIRST, linked("Two soldiers were taken prisoner."))
    assert record
    both = [article(), article("002.txt", ELSEWHERE)]
    answers = links(ana.claims, lambda name, _: {each.id: each for each in both}.get(name))
    grouped = rows(written(snapshot("w", both, ana.claims, links=answers)))
    assert [row["group"] for row in grouped] == [str(record.id), ""]


@given(st.text(st.characters() | st.sampled_from("=+-@＝＋－＠'\"\t\r\n ,\x00\u200e\u200b\u2028"), max_size=12))
@example("\u200d=1")
def test_no_cell_of_any_text_runs_and_every_reader_reads_it_back(text: str) -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note=text)
    source = Source(title=text, outlet=text)
    [row] = rows(written(snapshot("w", [article(source=source)], reader.claims)))
    assert row["title"] == row["outlet"] == row["note"]
    for cell in row.values():
        assert not cell or cell[0] not in "=+-@\t\r＝＋－＠"
        assert cell.startswith("'") or not re.match(r"""[\s"'\u200b\u200e]*[-=+@]""", cell)
        assert "\x00" not in cell
    unguarded = row["note"].removeprefix("'") if text[:1] != "'" else row["note"]
    assert len(unguarded) in {len(text), len(text) + 1}


def test_a_row_says_whether_its_words_are_found_in_which_text_and_whether_their_surroundings_have_changed() -> None:
    lost = rows(written(taken("Nothing of it remains.")))
    assert {(row["found"], row["sha256"], row["surroundings"]) for row in lost} == {("no", article().sha256, "")}
    text = TEXT[: SECOND[1]] + " That was wrong." + TEXT[SECOND[1] :]
    changed = rows(written(taken(text)))
    now = article(text=text).sha256
    assert {(row["found"], row["sha256"], row["surroundings"]) for row in changed} == {("yes", now, "changed")}
