import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import SECOND, Reader, Step
from tests.formats.everything import everything
from tests.formats.sample import article, taken
from tests.formats.shown import FIREMEN, is_read_back, refusal, spoken, told
from tests.formats.workspaces import talks, texts

from newsread.annotations.records import Aspect, Mark, Verdict
from newsread.errors import NewsreadError
from newsread.formats import Field
from newsread.formats.doccano_format import FORMAT
from newsread.formats.export import write
from newsread.formats.imported import Told
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def rows(now: Snapshot) -> list[Any]:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def read(*given: object) -> list[Told]:
    return told(FORMAT, b"\n".join(json.dumps(row).encode() for row in given))


def test_each_annotator_of_an_article_has_a_row() -> None:
    ana, ben = rows(taken())
    assert (ana["by"], ana["article"], ana["text"]) == ("ana", "001.txt", ben["text"])
    assert ana["label"] == [[23, 45, "disputed"], [23, 45, "verified (statement)"], [46, 75, "to check"]]
    assert ben["label"] == [[23, 45, "unverifiable"]]
    assert [said.get("note", "") for said in ana["said"]] == ["He denies it.", "", "ask"]


def test_an_article_of_which_nothing_is_said_has_a_row_without_labels() -> None:
    [row] = rows(snapshot("w", [article()], []))
    assert (row["by"], row["label"], row["said"]) == ("", [], [])
    assert read(row) == []


def test_a_decision_is_told_from_a_verdict_of_ones_own() -> None:
    labels = [label for row in rows(everything()) for *_, label in row["label"]]
    assert {"disputed", "disputed (decision)", "verified (decision)", "not a claim"} <= set(labels)


@given(texts, talks)
def test_all_rows_have_the_same_keys_with_values_of_the_same_kinds(text: str, talk: list[tuple[int, Step]]) -> None:
    shapes = {tuple((name, type(value)) for name, value in row.items()) for row in rows(spoken(text, talk))}
    assert len(shapes) == 1


@given(texts, talks)
def test_labels_lie_in_the_text_and_are_not_empty(text: str, talk: list[tuple[int, Step]]) -> None:
    for row in rows(spoken(text, talk)):
        assert all(0 <= start < end <= len(row["text"]) for start, end, _ in row["label"])


@given(texts, talks)
def test_what_is_written_is_read_back(text: str, talk: list[tuple[int, Step]]) -> None:
    is_read_back(FORMAT, spoken(text, talk))


def test_everything_that_can_be_shown_is_read_back() -> None:
    is_read_back(FORMAT, everything())


def test_offsets_are_code_points() -> None:
    reader = Reader(text=FIREMEN)
    reader.tag((19, 29), Verdict.VERIFIED)
    [row] = rows(snapshot("w", [article(text=FIREMEN)], reader.claims))
    assert row["label"] == [[19, 29, "verified"]]
    assert row["text"][19:29] == "firetrucks"


def test_lines_are_ended_by_nothing_in_a_text() -> None:
    text = "one\u2028two\x85three\r\nfour"
    [row] = rows(snapshot("w", [article(text=text)], []))
    assert row["text"] == text


def test_overlapping_claims_are_told_of_before_doccano_leaves_them_out() -> None:
    reader = Reader()
    reader.tag((0, 22), Verdict.VERIFIED)
    reader.tag((10, 45), Verdict.DISPUTED)
    lost = write(FORMAT, snapshot("w", [article()], reader.claims), io.BytesIO()).lost
    assert [str(each) for each in lost if each.field is Field.OVERLAP] == [
        "overlapping claims left out by doccano, unless its project allows overlapping spans (1)"
    ]


def one() -> Any:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note="so")
    [row] = rows(snapshot("w", [article()], reader.claims))
    return row


def test_a_label_that_was_changed_there_is_a_saying_of_its_own() -> None:
    row = one()
    row["label"][0][2] = "disputed (statement)"
    [said] = read(row)
    assert (said.verdict, said.aspect, said.by, said.article) == (
        Verdict.DISPUTED,
        Aspect.STATEMENT,
        "ana",
        "001.txt",
    )
    assert (said.id, said.claim, said.note) == (None, None, "")


def test_a_label_that_was_taken_away_there_is_gone() -> None:
    assert read(one() | {"label": []}) == []


def test_a_label_that_stands_twice_comes_back_once_with_what_was_said() -> None:
    row = one()
    row["label"] *= 2
    assert [said.note for said in read(row)] == ["so", ""]


def test_rows_made_there_are_read_in_both_shapes() -> None:
    text = "Two men were captured."
    entity = {"id": 3, "label": "not a claim", "start_offset": 0, "end_offset": 7}
    first, second = read(
        {"id": 1, "text": text, "label": [[8, 12, "seen"]], "Comments": []},
        {"id": 2, "text": text, "entities": [entity], "relations": [], "Comments": []},
    )
    assert (first.mark, first.quote, first.text, first.by) == (Mark.SEEN, "were", text, "")
    assert (second.mark, second.quote) == (Mark.NOT_A_CLAIM, "Two men")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "is not valid JSON"),
        (b"[" * 100_000, "is not valid JSON"),
        (b"\xff", "is not UTF-8"),
        (b"[]", "has something else"),
        (b"{}", "has an entry whose text"),
        (b'{"text": "a", "label": ["politics"]}', "has a label that is not"),
        (b'{"text": "a", "label": [[0, 1, "PER"]]}', "has the label 'PER', which is neither"),
        (b'{"text": "a", "label": [["0", 1, "seen"]]}', "has an entry whose start"),
        (b'{"text": "a", "label": "seen"}', "has no list of label"),
        (b'{"text": "a", "label": [[0, 1, "seen"]], "by": 3}', "has an entry whose by"),
    ],
)
def test_what_is_no_such_row_ends_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NewsreadError, match=f"^{sentence}"):
        told(FORMAT, content)


@given(
    st.sampled_from(["verdict", "aspect", "at", "id", "claim", "evidence", "judged", "by", "note", "start"]),
    st.sampled_from([None, [], {}, "", "x", 1, [{}], [{"url": ""}], [None], "9999-99-99"]),
)
def test_what_is_written_beside_can_be_anything(name: str, value: object) -> None:
    row = one()
    row["said"][0][name] = value
    assert re.match(r"has |$", refusal(FORMAT, json.dumps(row).encode()))
