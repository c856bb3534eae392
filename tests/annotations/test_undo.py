from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, Reader, Step, placings
from tests.annotations.saying import steps as sayings

from newsread.annotations.records import Mark, Record, Slot, Verdict
from newsread.annotations.undo import Turns

Do = Callable[[Reader], Record | None]

steps = sayings | placings
back_and_forth: st.SearchStrategy[Do] = st.sampled_from([Reader.undo, Reader.redo])


@given(st.lists(steps | back_and_forth, max_size=15), steps)
def test_undo_takes_back_whatever_was_said(before: list[Do], step: Step) -> None:
    reader = Reader()
    for do in before:
        do(reader)
    standing = reader.standing
    if step(reader):
        changed = reader.standing
        reader.undo()
        assert reader.standing == standing
        reader.redo()
        assert reader.standing == changed


@given(st.lists(steps | back_and_forth, max_size=15), st.integers(1, 20))
def test_as_many_redos_as_undos_change_nothing(before: list[Do], times: int) -> None:
    reader = Reader()
    for do in before:
        do(reader)
    states = [reader.standing]
    while len(states) <= times and reader.undo():
        states.append(reader.standing)
    for state in reversed(states[:-1]):
        reader.redo()
        assert reader.standing == state


@given(st.lists(steps, min_size=1, max_size=10))
def test_all_can_be_undone(said: list[Step]) -> None:
    reader = Reader()
    for step in said:
        step(reader)
    while reader.undo():
        pass
    assert reader.standing == set()
    assert Turns(reader.records).next_undo is None


def test_undo_names_what_it_takes_back_and_redo_the_undoing() -> None:
    reader = Reader()
    tagged, undone, redone = reader.tag(FIRST, Verdict.VERIFIED), reader.undo(), reader.redo()
    assert tagged is not None
    assert undone is not None
    assert redone is not None
    assert (undone.undoes, redone.undoes) == (tagged.id, undone.id)
    assert undone.id > tagged.id
    assert reader.claim(FIRST).content_verdict is Verdict.VERIFIED


def test_undo_restores_the_verdict_before_with_its_reasons() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="the reason")
    reader.tag(FIRST, Verdict.DISPUTED)
    restored = reader.undo()
    assert restored is not None
    assert (restored.verdict, restored.note) == (Verdict.VERIFIED, "the reason")


def test_undo_goes_back_over_claims_and_articles_in_time() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.article = "002.txt"
    reader.mark(SECOND, Mark.SEEN)
    undone = [reader.undo(), reader.undo()]
    assert [record.article for record in undone if record] == ["002.txt", "001.txt"]
    assert reader.undo() is None


def test_something_new_clears_redo() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.undo()
    assert Turns(reader.records).next_redo is not None
    reader.mark(SECOND, Mark.SEEN)
    assert Turns(reader.records).next_redo is None


def test_a_mark_that_a_verdict_superseded_comes_back_with_undo() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.mark(FIRST, Mark.TO_CHECK)
    reader.tag(FIRST, Verdict.DISPUTED)
    reader.undo()
    claim = reader.claim(FIRST)
    assert (claim.content_verdict, claim.live_mark) == (Verdict.VERIFIED, Mark.TO_CHECK)


def test_a_withdrawal_can_be_undone() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.withdraw(FIRST, Slot.CONTENT)
    reader.undo()
    assert reader.claim(FIRST).content_verdict is Verdict.VERIFIED


def test_undo_of_a_new_place_restores_the_old_one_and_nothing_else() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    before = reader.claim(FIRST).anchor
    reader.reanchor(FIRST, SECOND)
    reader.mark(SECOND, Mark.TO_CHECK)
    reader.undo()
    [claim] = reader.claims
    assert (claim.anchor.start, claim.content_verdict, claim.live_mark) == (SECOND[0], Verdict.VERIFIED, None)
    reader.undo()
    [claim] = reader.claims
    assert (claim.anchor, claim.content_verdict) == (before, Verdict.VERIFIED)
    reader.redo()
    [claim] = reader.claims
    assert claim.anchor.start == SECOND[0]


def test_undo_of_a_verdict_leaves_the_words_where_they_were_found_again() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.reanchor(FIRST, SECOND)
    reader.tag(SECOND, Verdict.DISPUTED)
    reader.undo()
    [claim] = reader.claims
    assert (claim.anchor.start, claim.content_verdict) == (SECOND[0], Verdict.VERIFIED)


def test_undo_of_missing_words_lets_them_be_looked_for_again() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.orphan(FIRST, "f" * 64)
    assert reader.claim(FIRST).missing_in == "f" * 64
    reader.undo()
    assert reader.claim(FIRST).missing_in == ""


def test_a_decision_is_undone_without_touching_the_verdict() -> None:
    reader = Reader()
    tagged = reader.tag(FIRST, Verdict.VERIFIED)
    assert tagged is not None
    reader.decide(FIRST, Verdict.DISPUTED, [tagged.id])
    assert reader.claim(FIRST).standing(Slot.DECIDED_CONTENT) is not None
    reader.undo()
    claim = reader.claim(FIRST)
    assert claim.standing(Slot.DECIDED_CONTENT) is None
    assert claim.content_verdict is Verdict.VERIFIED
