import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, OTHER, SOURCE, Reader, Step, linked, steps

from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.annotations.commands import Judgement, kept_in_words
from newsread.annotations.records import Action, Aspect, Mark, Slot, Verdict
from newsread.annotations.state import fold


@given(st.lists(steps, max_size=12), st.randoms())
def test_the_fold_does_not_depend_on_the_order(said: list[Step], shuffle: random.Random) -> None:
    reader = Reader()
    for step in said:
        step(reader)
    shuffled = reader.records * 2
    shuffle.shuffle(shuffled)
    assert list(fold(shuffled).items()) == list(fold(reader.records).items())


@given(st.lists(steps, max_size=12), steps)
def test_nothing_new_is_said_twice(said: list[Step], step: Step) -> None:
    reader = Reader()
    for earlier in (*said, step):
        earlier(reader)
    assert step(reader) is None


def test_two_records_of_one_id_fold_the_same_in_either_order() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    [one] = reader.records
    other = replace(one, note="damaged")
    assert fold([one, other]) == fold([other, one])


def test_a_claim_is_named_by_its_first_record() -> None:
    reader = Reader()
    record = reader.tag(FIRST, Verdict.VERIFIED)
    assert record is not None
    assert (record.claim, record.action) == (record.id, Action.TAG)


def test_the_same_span_revises_its_claim_and_another_makes_one() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.tag(FIRST, Verdict.DISPUTED)
    reader.tag((0, 21), Verdict.VERIFIED)
    assert [claim.content_verdict for claim in reader.claims] == [Verdict.DISPUTED, Verdict.VERIFIED]
    assert len(reader.claim(FIRST).history) == 2


def test_the_aspects_are_judged_apart() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    reader.tag(FIRST, Verdict.DISPUTED)
    reader.withdraw(FIRST, Slot.CONTENT)
    claim = reader.claim(FIRST)
    assert (claim.content_verdict, claim.statement_verdict) == (None, Verdict.VERIFIED)
    assert not claim.last[Slot.CONTENT].stands


def test_the_same_words_of_another_article_are_another_claim() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.article = "002.txt"
    reader.tag(FIRST, Verdict.VERIFIED)
    assert {claim.article for claim in reader.claims} == {"001.txt", "002.txt"}


def test_another_verdict_keeps_reason_and_evidence_until_they_are_removed() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="the minister says so", evidence=SOURCE)
    reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT, note="on film")
    changed = reader.tag(FIRST, Verdict.DISPUTED)
    assert changed is not None
    assert (changed.note, changed.evidence) == ("the minister says so", SOURCE)
    removed = reader.tag(FIRST, Verdict.UNVERIFIABLE, note="", evidence=())
    assert removed is not None
    assert (removed.note, removed.evidence) == ("", ())
    statement = reader.claim(FIRST).standing(Slot.STATEMENT)
    assert statement is not None
    assert statement.note == "on film"


def test_what_a_verdict_keeps_is_told_and_what_is_given_anew_is_not() -> None:
    reader = Reader()
    first = reader.tag(FIRST, Verdict.VERIFIED, note="the minister says so", evidence=SOURCE)
    changed = reader.tag(FIRST, Verdict.DISPUTED)
    assert first is not None
    assert changed is not None
    given = Judgement(Verdict.VERIFIED, note="the minister says so", evidence=SOURCE)
    assert kept_in_words(first, given) == ""
    told = kept_in_words(changed, Judgement(Verdict.DISPUTED))
    assert told == "reason kept: “the minister says so”, 1 piece of evidence kept"


def test_the_same_verdict_keeps_the_reasons_that_are_not_given_anew() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="old", evidence=SOURCE)
    noted = reader.tag(FIRST, Verdict.VERIFIED, note="new")
    proved = reader.tag(FIRST, Verdict.VERIFIED, evidence=OTHER)
    assert noted is not None
    assert proved is not None
    assert (noted.note, noted.evidence) == ("new", SOURCE)
    assert (proved.note, proved.evidence) == ("new", OTHER)


def test_a_verdict_after_a_withdrawal_begins_anew() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="old")
    reader.withdraw(FIRST, Slot.CONTENT)
    again = reader.tag(FIRST, Verdict.VERIFIED)
    assert again is not None
    assert again.note == ""


def test_a_later_verdict_on_the_content_supersedes_a_mark() -> None:
    reader = Reader()
    reader.mark(FIRST, Mark.TO_CHECK)
    reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    assert reader.claim(FIRST).live_mark is Mark.TO_CHECK
    reader.tag(FIRST, Verdict.VERIFIED)
    assert reader.claim(FIRST).live_mark is None
    reader.withdraw(FIRST, Slot.CONTENT)
    assert reader.claim(FIRST).live_mark is Mark.TO_CHECK


def test_a_mark_after_a_verdict_stands_beside_it_until_the_verdict_is_repeated() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="kept")
    reader.mark(FIRST, Mark.TO_CHECK)
    claim = reader.claim(FIRST)
    assert (claim.content_verdict, claim.live_mark) == (Verdict.VERIFIED, Mark.TO_CHECK)
    repeated = reader.tag(FIRST, Verdict.VERIFIED)
    assert repeated is not None
    assert repeated.note == "kept"
    assert reader.claim(FIRST).live_mark is None


def test_a_withdrawn_mark_names_the_mark() -> None:
    reader = Reader()
    reader.mark(FIRST, Mark.NOT_A_CLAIM)
    record = reader.withdraw(FIRST, Slot.MARK)
    assert record is not None
    assert (record.mark, record.aspect, reader.claim(FIRST).live_mark) == (Mark.NOT_A_CLAIM, None, None)


@pytest.mark.parametrize("slot", Slot)
def test_what_does_not_stand_is_not_withdrawn(slot: Slot) -> None:
    assert Reader().withdraw(FIRST, slot) is None


def test_a_note_revises_the_verdict() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.DISPUTED, Aspect.STATEMENT, evidence=SOURCE)
    record = reader.annotate(FIRST, "he denies it")
    assert record is not None
    assert (record.verdict, record.aspect, record.evidence) == (Verdict.DISPUTED, Aspect.STATEMENT, SOURCE)
    assert record.note == "he denies it"


def test_a_note_belongs_to_what_was_said_last() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.mark(FIRST, Mark.TO_CHECK)
    record = reader.annotate(FIRST, "ask the ministry")
    assert record is not None
    assert record.mark is Mark.TO_CHECK
    assert reader.claim(FIRST).content_verdict is Verdict.VERIFIED


def test_a_note_where_nothing_stands_is_kept_with_the_mark_seen() -> None:
    reader = Reader()
    assert reader.annotate(FIRST, "") is None
    reader.annotate(FIRST, "odd")
    changed = reader.mark(FIRST, Mark.TO_CHECK)
    assert [record.mark for record in reader.records] == [Mark.SEEN, Mark.TO_CHECK]
    assert changed is not None
    assert changed.note == "odd"


def test_an_empty_note_takes_the_old_one_away() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="wrong")
    record = reader.annotate(FIRST, "")
    assert record is not None
    assert (record.verdict, record.note) == (Verdict.VERIFIED, "")


def test_a_decision_on_the_content_supersedes_a_mark() -> None:
    reader = Reader()
    reader.mark(FIRST, Mark.TO_CHECK)
    reader.decide(FIRST, Verdict.VERIFIED, [])
    claim = reader.claim(FIRST)
    assert (claim.live_mark, claim.content_verdict) == (None, None)
    reader.withdraw(FIRST, Slot.DECIDED_CONTENT)
    assert reader.claim(FIRST).live_mark is Mark.TO_CHECK


def test_a_mark_after_a_decision_stands_beside_it() -> None:
    reader = Reader()
    reader.decide(FIRST, Verdict.VERIFIED, [])
    reader.mark(FIRST, Mark.TO_CHECK)
    assert reader.claim(FIRST).live_mark is Mark.TO_CHECK


def test_a_claim_that_is_only_confirmed_to_be_one_with_another_still_says_something() -> None:
    reader, same = Reader(), linked("The minister denied it.")
    reader.answer(FIRST, same)
    claim = reader.claim(FIRST)
    assert claim.said_last is None
    assert claim.says_anything
    reader.withdraw(FIRST, same.about)
    assert not reader.claim(FIRST).says_anything


@pytest.mark.parametrize(
    "said", [linked("The minister denied it.", same=False), Naming(Renaming.MERGE, ("Zelensky", "Zelenskyy"))]
)
def test_a_claim_with_no_more_than_a_rejected_link_or_a_name_says_nothing(said: Linked | Naming) -> None:
    reader = Reader()
    reader.answer(FIRST, said)
    assert [record.slot for record in reader.claim(FIRST).answers] == [said.about]
    assert not reader.claim(FIRST).says_anything


def test_answers_come_oldest_first_whatever_they_are_about() -> None:
    reader = Reader()
    first, second = linked("The minister denied it."), linked("Nobody has confirmed it.")
    reader.answer(FIRST, first)
    reader.answer(FIRST, second)
    reader.answer(FIRST, replace(first, same=False))
    assert [record.linked and record.linked.same for record in reader.claim(FIRST).answers] == [True, False]


def test_what_was_said_last_is_the_latest_of_all_that_stands() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    marked = reader.mark(FIRST, Mark.SEEN)
    assert reader.claim(FIRST).said_last == marked
    decided = reader.decide(FIRST, Verdict.DISPUTED, [])
    assert reader.claim(FIRST).said_last == decided
    reader.undo()
    assert reader.claim(FIRST).said_last == marked
