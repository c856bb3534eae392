"""The log: each change beside what it changed, in a person's words."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, NOON, OTHER, SECOND, SOURCE, TEXT, Reader, Step, steps

from newsread.annotations import commands as sayings
from newsread.annotations.anchoring import anchor
from newsread.annotations.anchoring.placing import Hold
from newsread.annotations.commands import Entry, Judgement
from newsread.annotations.history import (
    Change,
    ClaimLog,
    deed,
    evidence_in_words,
    in_turn,
    log,
    moment,
    reasons,
    same_words,
    summary,
)
from newsread.annotations.ids import new_id
from newsread.annotations.records import Aspect, Evidence, Mark, Record, Slot, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source


def no_article(_: str) -> None:
    return None


def told(*readers: Reader, since: datetime | None = None, by: str | None = None) -> list[ClaimLog]:
    return log((claim for reader in readers for claim in reader.claims), no_article, since=since, by=by)


def words(change: Change) -> str:
    return "".join(phrase.text for phrase in deed(change))


def deeds(*readers: Reader) -> list[str]:
    return [words(change) for change in in_turn(told(*readers))]


def last(reader: Reader) -> tuple[str, list[str]]:
    change = in_turn(told(reader))[-1]
    return words(change), reasons(change)


def article(text: str) -> Article:
    return Article("001.txt", Path("001.txt"), text, Source())


# Deeds


def test_a_verdict_says_what_it_changed() -> None:
    ana = Reader()
    ana.mark(FIRST, Mark.TO_CHECK)
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.DISPUTED)
    ana.tag(FIRST, Verdict.DISPUTED, Aspect.STATEMENT)
    assert deeds(ana) == ["! to check", "! to check → ✓ verified", "✓ verified → ✗ disputed", "statement: ✗ disputed"]


def test_a_withdrawal_names_what_it_withdrew_and_leaves_nothing_to_change() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.withdraw(FIRST, Slot.CONTENT)
    ana.tag(FIRST, Verdict.DISPUTED)
    ana.mark(SECOND, Mark.NOT_A_CLAIM)
    ana.withdraw(SECOND, Slot.MARK)
    assert deeds(ana) == [
        "✓ verified",
        "withdrew ✓ verified",
        "✗ disputed",
        "– not a claim",
        "withdrew – not a claim",
    ]


def test_reasons_and_evidence_of_the_same_verdict_are_told_as_what_they_are() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.annotate(FIRST, "seen\non film")
    assert last(ana) == ("wrote the reason of ✓ verified", ["because: seen on film"])
    ana.annotate(FIRST, "two witnesses")
    assert last(ana) == ("changed the reason of ✓ verified", ["because: two witnesses"])
    ana.annotate(FIRST, "")
    assert last(ana) == ("removed the reason of ✓ verified", [])
    ana.tag(FIRST, Verdict.VERIFIED, evidence=SOURCE)
    assert last(ana) == ("added evidence to ✓ verified", ["evidence: https://example.org/1"])
    ana.tag(FIRST, Verdict.VERIFIED, note="both", evidence=OTHER)
    assert last(ana) == (
        "wrote the reason of ✓ verified, added evidence, removed evidence",
        ["because: both", "evidence: https://example.org/2", "no more evidence: https://example.org/1"],
    )


def test_a_piece_of_an_article_is_told_by_its_words_and_only_without_them_by_its_place() -> None:
    piece = Evidence(article="002.txt", start=23, end=45, quote="Two men were captured.")
    assert evidence_in_words(piece) == "002.txt “Two men were captured.”"
    assert evidence_in_words(piece, {"002.txt": "2 The Wire"}.__getitem__) == "2 The Wire “Two men were captured.”"
    assert evidence_in_words(Evidence(article="002.txt", start=23, end=45)) == "002.txt 23–45"


def test_words_that_were_found_again_are_told() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    claim = ana.claim(FIRST)
    moved = replace(claim.anchor, start=claim.anchor.start + 5, end=claim.anchor.end + 5)
    ana.records.append(sayings.reanchor(claim, Entry(new_id(), NOON, "ana", "001.txt", moved)) or pytest.fail("none"))
    assert last(ana)[0] == "found the words again: “Two men were captured.”"


def test_a_new_verdict_comes_with_the_reason_that_it_has_now() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED, note="the ministry", evidence=SOURCE)
    assert last(ana)[1] == ["because: the ministry", "evidence: https://example.org/1"]
    ana.tag(FIRST, Verdict.DISPUTED, note="Beijing", evidence=())
    assert last(ana) == ("✓ verified → ✗ disputed", ["because: Beijing"])
    ana.tag(FIRST, Verdict.UNVERIFIABLE)
    assert last(ana) == ("✗ disputed → ? unverifiable", ["because: Beijing"])


def test_undo_and_redo_name_what_they_take_back_and_do_again() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.DISPUTED)
    ana.undo()
    ana.redo()
    ana.undo()
    assert deeds(ana)[2:] == [
        "undid: ✓ verified → ✗ disputed",
        "redid: ✓ verified → ✗ disputed",
        "undid: ✓ verified → ✗ disputed",
    ]


def test_an_undo_whose_record_is_gone_says_so() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.DISPUTED)
    ana.undo()
    del ana.records[1]
    assert last(ana)[0] == "undid what is not recorded here"


def decision(by: str, *judged: Record, verdict: Verdict | None = Verdict.DISPUTED) -> Reader:
    reader = Reader(by)
    held = anchor.make(TEXT, *FIRST, sha256(TEXT.encode()).hexdigest())
    entry = Entry(new_id(), NOON + timedelta(hours=1), by, "001.txt", held)
    decided = sayings.decide((), entry, Judgement(Verdict.DISPUTED), [record.id for record in judged])
    assert decided
    reader.records = [replace(decided, verdict=verdict)]
    return reader


def test_a_decision_names_whose_verdicts_it_is_on() -> None:
    bob, cara, dan = Reader("bob"), Reader("cara"), Reader("dan")
    judged = [bob.tag(FIRST, Verdict.DISPUTED), cara.tag(FIRST, Verdict.VERIFIED), dan.tag(FIRST, Verdict.VERIFIED)]
    ana = decision("ana", *filter(None, judged))
    assert deeds(bob, cara, dan, ana)[-1] == "decided ✗ disputed, on bob’s ✗, cara’s ✓ and dan’s ✓"
    assert deeds(bob, ana)[-1] == "decided ✗ disputed, on bob’s ✗ and 2 verdicts not known here"


def test_a_decision_taken_back_names_it() -> None:
    bob = Reader("bob")
    record = bob.tag(FIRST, Verdict.DISPUTED)
    assert record
    ana = decision("ana", record)
    [decided] = ana.records
    ana.records.append(replace(decided, id=new_id(), verdict=None, judged=()))
    assert last(ana)[0] == "took back the decision ✗ disputed"


def test_a_claim_that_was_placed_on_other_words_tells_both() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    now = "Well. Two men were caught. " + TEXT[23:]
    held = anchor.make(now, 6, 26, sha256(now.encode()).hexdigest())
    entry = Entry(new_id(), NOON, "ana", "001.txt", held)
    ana.records.append(found := sayings.reanchor(ana.claim(FIRST), entry) or pytest.fail("nothing new"))
    assert last(ana)[0] == "placed on other words: were “Two men were captured.”, are “Two men were caught.”"
    missing = sayings.orphan(ana.claim((6, 26)), replace(entry, id=new_id(found.id)), "another hash")
    ana.records.append(missing or pytest.fail("nothing new"))
    assert last(ana)[0] == "the words are not in the text any more"


# Which are told, and in what order


def test_what_stood_before_is_known_from_records_that_are_not_told() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(SECOND, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.DISPUTED)
    [only] = told(ana, since=NOON + timedelta(seconds=2))
    assert [words(change) for change in only.changes] == ["✓ verified → ✗ disputed"]


def test_claims_go_by_their_place_or_else_by_their_latest_change() -> None:
    ana = Reader()
    ana.tag(SECOND, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(SECOND, Verdict.DISPUTED)
    assert [each.start for each in told(ana)] == [0, 23]
    assert [each.start for each in told(ana, since=NOON)] == [0, 23]
    ana.tag(FIRST, Verdict.DISPUTED)
    assert [each.start for each in told(ana, since=NOON)] == [23, 0]


def test_only_one_annotators_changes_are_told_on_request() -> None:
    ana, bob = Reader("ana"), Reader("bob")
    ana.tag(FIRST, Verdict.VERIFIED)
    bob.tag(FIRST, Verdict.DISPUTED)
    assert {change.record.by for change in in_turn(told(ana, bob, by="bob"))} == {"bob"}


def test_claims_of_the_same_words_stand_together() -> None:
    ana, bob = Reader("ana"), Reader("bob")
    ana.tag(FIRST, Verdict.VERIFIED)
    bob.tag(SECOND, Verdict.DISPUTED)
    bob.tag(FIRST, Verdict.DISPUTED)
    together = same_words(told(ana, bob))
    assert [[each.claim.by for each in claims] for claims in together] == [["ana", "bob"], ["bob"]]


@pytest.mark.parametrize(
    ("text", "place", "hold"),
    [
        (TEXT, FIRST, Hold.EXACT),
        (f"It begins anew. {TEXT}", (16, 38), Hold.MOVED),
        ("Nothing of it is left.", FIRST, Hold.ORPHAN),
    ],
)
def test_a_claim_stands_where_its_words_are_now_or_else_where_they_were(
    text: str, place: tuple[int, int], hold: Hold
) -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    [each] = log(ana.claims, lambda _: article(text))
    assert ((each.start, each.end), each.hold) == (place, hold)
    [gone] = told(ana)
    assert ((gone.start, gone.end), gone.hold) == (FIRST, None)


@given(st.lists(steps | st.sampled_from([Reader.undo, Reader.redo])))
def test_every_record_is_told_once_and_in_words(said: list[Step]) -> None:
    ana = Reader()
    for say in said:
        say(ana)
    changes = in_turn(told(ana))
    assert [change.record for change in changes] == ana.records
    assert all(map(words, changes))


# Sums


def test_the_summary_counts_what_stands_and_who_changed_it() -> None:
    ana, bob = Reader("ana"), Reader("bob")
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(SECOND, Verdict.DISPUTED)
    ana.withdraw(SECOND, Slot.CONTENT)
    bob.tag(FIRST, Verdict.VERIFIED)
    summed = "".join(phrase.text for phrase in summary(told(ana, bob)))
    assert summed == "3 claims: 2 ✓ verified, 1 withdrawn; 3 changes by ana, 1 by bob"


def test_one_of_each_is_told_in_the_singular() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.UNVERIFIABLE, Aspect.STATEMENT)
    summed = "".join(phrase.text for phrase in summary(told(ana)))
    assert summed == "1 claim: 1 statement ? unverifiable; 1 change by ana"


# Since when

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


def test_a_day_begins_at_midnight_here() -> None:
    today = NOW.astimezone().date()
    assert moment("today", NOW) == datetime.combine(today, time()).astimezone()
    assert moment(" Yesterday ", NOW) == datetime.combine(today - timedelta(days=1), time()).astimezone()


@pytest.mark.parametrize(
    ("when", "ago"),
    [
        ("5m", timedelta(minutes=5)),
        ("2h", timedelta(hours=2)),
        ("3d", timedelta(days=3)),
        ("1w", timedelta(weeks=1)),
        ("0h", timedelta()),
    ],
)
def test_a_span_counts_back_from_now(when: str, ago: timedelta) -> None:
    assert moment(when, NOW) == NOW - ago


def test_a_time_is_of_this_zone_unless_it_says_another() -> None:
    assert moment("2026-11-20", NOW) == datetime(2026, 11, 20).astimezone()
    assert moment("2026-11-20T10:15", NOW) == datetime(2026, 11, 20, 10, 15).astimezone()
    assert moment("2026-11-20 10:15+02:00", NOW) == datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
    assert moment("2026-11-20T10:15Z", NOW) == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize("when", ["", "soon", "3", "3y", "-1d", "2026-13-01", "99999999999w", "9" * 400 + "h"])
def test_what_is_no_time_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match="is no time"):
        moment(when, NOW)
