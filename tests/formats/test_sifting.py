"""What an export is asked for, and annotators without their names."""

import io
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.sample import taken
from tests.formats.workspaces import made, talks, texts
from tests.tags.saying import NOON, Step

from newsread.formats import format_named, format_names
from newsread.formats.sifting import Only, anonymous, sifted
from newsread.formats.snapshot import Snapshot
from newsread.tags.records import Aspect, Verdict


def said(now: Snapshot) -> list[tuple[str, str]]:
    told = [(each.by, str(each.verdict)) for each in now.annotations]
    return told + [(each.by, str(each.mark)) for each in now.marks]


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Only(), [("ana", "disputed"), ("ana", "verified"), ("ben", "unverifiable"), ("ana", "to check")]),
        (Only(articles=frozenset({"002.txt"})), []),
        (Only(annotators=frozenset({"ben"})), [("ben", "unverifiable")]),
        (Only(verdicts=frozenset({Verdict.DISPUTED})), [("ana", "disputed")]),
        (Only(aspects=frozenset({Aspect.STATEMENT})), [("ana", "verified")]),
        (Only(since=NOON + timedelta(seconds=3)), [("ana", "to check")]),
        (Only(annotators=frozenset({"ana"}), verdicts=frozenset(Verdict)), [("ana", "disputed"), ("ana", "verified")]),
    ],
)
def test_only_what_is_asked_for_is_in_an_export(only: Only, expected: list[tuple[str, str]]) -> None:
    assert said(sifted(taken(), only)) == expected


def test_of_claims_that_are_left_out_nothing_is_recorded_either() -> None:
    now = sifted(taken(), Only(verdicts=frozenset({Verdict.DISPUTED})))
    shown = {each.claim for each in now.annotations}
    assert {record.claim for part in now.parts for record in part.records} <= shown
    assert now.links == ()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, talks)
def test_no_name_is_left_where_annotators_are_numbered(
    tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    named = [(who, step) for who, step in talk if who]  # ben, and ana of the second article
    workspace = made(tmp_path_factory.mktemp("there") / "w", text, named).workspace
    now = anonymous(workspace.snapshot(withdrawn=True), workspace.annotators())
    assert {each.by for part in now.parts for each in part.said} <= {"annotator 1", "annotator 2"}
    for name in format_names():
        content = io.BytesIO()
        format_named(name).write(now, content)
        if format_named(name).is_text:
            assert [each for each in (b'"ana"', b'"ben"', b">ana<", b">ben<") if each in content.getvalue()] == []
