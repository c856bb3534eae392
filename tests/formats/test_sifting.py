"""What an export is asked for."""

from datetime import timedelta

import pytest
from tests.annotations.saying import NOON
from tests.formats.sample import taken

from newsread.annotations.records import Aspect, Verdict
from newsread.formats.selection import Only, sifted
from newsread.formats.snapshot import Snapshot


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
