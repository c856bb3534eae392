import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, Reader, Step
from tests.formats.everything import everything
from tests.formats.sample import article, taken
from tests.formats.shown import FIREMEN, is_read_back, refusal, spoken, told
from tests.formats.workspaces import talks, texts

from newsread.annotations.records import Aspect, Mark, Verdict
from newsread.errors import NewsreadError
from newsread.formats.annotation_json import LABELS
from newsread.formats.imported import Told
from newsread.formats.label_studio_format import FORMAT, LABELLING_CONFIG
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def tasks(now: Snapshot) -> Any:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return json.loads(file.getvalue())


def read(value: object) -> list[Told]:
    return told(FORMAT, json.dumps(value).encode())


def results(task: Any) -> list[Any]:
    return [result for annotation in task["annotations"] for result in annotation["result"]]


def test_a_task_has_the_text_and_an_annotation_for_each_annotator() -> None:
    [task] = tasks(taken())
    assert task["data"]["article"] == "001.txt"
    assert task["data"]["title"] == "Two men"
    assert [len(annotation["result"]) for annotation in task["annotations"]] == [7, 2]
    for result in results(task):
        value = result["value"]
        words = task["data"]["text"][value["start"] : value["end"]]
        assert value["text"] == (words if result["type"] != "textarea" else [value["text"][0]])


def test_verdict_aspect_and_note_are_results_of_one_id() -> None:
    [task] = tasks(taken())
    first = results(task)[0]["id"]
    mine = [result for result in results(task) if result["id"] == first]
    assert [(result["from_name"], result["type"]) for result in mine] == [
        ("verdict", "labels"),
        ("aspect", "choices"),
        ("note", "textarea"),
    ]
    assert [mine[0]["value"]["labels"], mine[1]["value"]["choices"]] == [["disputed"], ["content"]]
    assert mine[2]["value"]["text"] == ["He denies it."]


def test_an_empty_workspace_is_an_empty_list() -> None:
    assert tasks(snapshot("w", [], [])) == []


def test_the_labelling_configuration_has_all_that_is_written() -> None:
    view = ElementTree.fromstring(LABELLING_CONFIG)  # noqa: S314 - our own
    labels = [label.get("value") for label in view.iter("Label")]
    assert labels == list(LABELS)
    controls = {element.get("name"): {each.get("value") for each in element} for element in view.iter() if len(element)}
    written = {result["from_name"] for task in tasks(everything()) for result in results(task)}
    assert written == {"verdict", "aspect", "role", "note"}
    assert controls["aspect"] == set(Aspect)
    assert {element.get("name") for element in view.iter()} >= written | {"text"}


def test_the_documents_have_the_same_configuration() -> None:
    assert (Path(__file__).parents[2] / "docs/label-studio.xml").read_text(encoding="utf-8") == LABELLING_CONFIG


@given(texts, talks)
def test_what_is_written_is_read_back(text: str, talk: list[tuple[int, Step]]) -> None:
    is_read_back(FORMAT, spoken(text, talk))


def test_everything_that_can_be_shown_is_read_back() -> None:
    is_read_back(FORMAT, everything())


def test_offsets_are_code_points() -> None:
    reader = Reader(text=FIREMEN)
    reader.tag((19, 29), Verdict.VERIFIED)
    [task] = tasks(snapshot("w", [article(text=FIREMEN)], reader.claims))
    value = results(task)[0]["value"]
    assert (value["start"], value["end"], value["text"]) == (19, 29, "firetrucks")


def one() -> Any:
    """A list of one task: a verdict with a note, and the claim of which it is."""
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note="so")
    return tasks(snapshot("w", [article()], reader.claims))


def test_what_was_changed_there_is_a_saying_of_its_own_of_the_same_claim() -> None:
    changed = one()
    [before] = read(changed)
    changed[0]["annotations"][0]["result"][0]["value"]["labels"] = ["disputed"]
    [after] = read(changed)
    assert (after.verdict, after.id, after.at) == (Verdict.DISPUTED, None, None)
    assert (after.claim, after.by, after.note) == (before.claim, "ana", "so")


def test_what_was_moved_there_is_another_claim() -> None:
    changed = one()
    for result in changed[0]["annotations"][0]["result"]:
        result["value"] |= {"start": FIRST[0], "end": FIRST[1]}
    [after] = read(changed)
    assert (after.start, after.end, after.id, after.claim, after.by) == (*FIRST, None, None, "ana")


def test_a_decision_that_was_changed_there_is_still_on_the_same_verdicts() -> None:
    changed = tasks(everything())
    decisions = [said for said in read(changed) if said.judged]
    for result in results(changed[0]):
        if result["id"] == str(decisions[0].id) and result["type"] == "labels":
            result["value"]["labels"] = ["unverifiable"]
    [after] = [said for said in read(changed) if said.judged]
    assert (after.verdict, after.id, after.judged) == (Verdict.UNVERIFIABLE, None, decisions[0].judged)


def test_a_note_that_was_taken_away_there_is_gone() -> None:
    changed = one()
    del changed[0]["annotations"][0]["result"][2]
    [after] = read(changed)
    assert (after.note, after.id) == ("", None)


def test_regions_made_there_are_told_with_who_made_them() -> None:
    place = {"start": 0, "end": 7}
    region = {"id": "x", "from_name": "verdict", "to_name": "text", "type": "labels"}
    made = {
        "id": 7,
        "data": {"text": "Two men were captured."},
        "predictions": [{"result": [region | {"value": place | {"labels": ["seen"]}}]}],
        "annotations": [
            {
                "completed_by": {"id": 1, "email": "eva@example.org"},
                "created_at": "2026-11-21T12:00:00.123456Z",
                "result": [
                    region | {"value": place | {"text": "Two men", "labels": ["to check"]}},
                    {"id": "x", "type": "textarea", "from_name": "note", "value": place | {"text": ["who?", "when?"]}},
                    {"from_id": "x", "to_id": "x", "type": "relation", "direction": "right"},
                ],
            },
            {"was_cancelled": True, "result": [region | {"value": place | {"labels": ["seen"]}}]},
        ],
    }
    [said] = read(made)
    assert (said.start, said.end, said.quote, said.mark) == (0, 7, "Two men", Mark.TO_CHECK)
    assert (said.by, said.note, said.article, said.id) == ("eva@example.org", "who?\nwhen?", "", None)
    assert said.at
    assert said.at.isoformat() == "2026-11-21T12:00:00.123000+00:00"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not valid JSON"),
        (b"[" * 100_000, "is not valid JSON"),
        (b"\xff", "is not UTF-8"),
        (b'["a"]', "has something else"),
        (b'[{"id": 1, "text": "a"}]', "has a task without data"),
        (b'[{"data": {"text": 1}, "annotations": [{"result": []}]}]', "has an entry whose text"),
        (b'[{"data": {}, "annotations": [{"result": []}]}]', "has an entry whose text"),
        (b'[{"data": {"text": "a"}, "annotations": [{"result": [{"id": 1, "value": {}}]}]}]', "has an entry whose id"),
    ],
)
def test_what_is_no_export_ends_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NewsreadError, match=sentence):
        told(FORMAT, content)


@pytest.mark.parametrize(
    ("name", "value"),
    [("labels", ["PER"]), ("labels", "seen"), ("start", "0"), ("end", 1.5), ("start", True)],
)
def test_a_region_that_cannot_be_understood_ends_with_a_sentence(name: str, value: object) -> None:
    changed = one()
    changed[0]["annotations"][0]["result"][0]["value"][name] = value
    with pytest.raises(NewsreadError, match=r"^has "):
        read(changed)


@given(
    st.sampled_from(["verdict", "aspect", "at", "id", "claim", "evidence", "judged", "by", "note", "start"]),
    st.sampled_from([None, [], {}, "", "x", 1, [{}], [{"url": ""}], [None], "9999-99-99"]),
)
def test_what_is_written_beside_can_be_anything(name: str, value: object) -> None:
    changed = one()
    changed[0]["annotations"][0]["result"][0]["meta"]["newsread"][name] = value
    assert re.match(r"has |$", refusal(FORMAT, json.dumps(changed).encode()))
