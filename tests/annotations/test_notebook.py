"""The notebook: taken at once, brought to the disk in order, and read again by the next one."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.annotations.disk import long_after
from tests.annotations.saying import FIRST, SECOND, TEXT, THIRD, linked

from newsread.annotations import ids
from newsread.annotations.commands import Judgement
from newsread.annotations.ids import new_id
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import Aspect, Evidence, Mark, Record, Slot, Verdict
from newsread.annotations.sentence_states import placement
from newsread.annotations.store.journal import Journal, NotSaved
from newsread.annotations.workspace_records import WorkspaceAction, WorkspaceRecord
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.errors import NewsreadError

ONE, TWO = (Article(name, Path(name), TEXT, Source()) for name in ("one.txt", "day/two.txt"))
VERIFIED, DISPUTED = Judgement(Verdict.VERIFIED), Judgement(Verdict.DISPUTED)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "annotations", "ana")


@pytest.fixture
def notebook(journal: Journal) -> Notebook:
    return Notebook(journal)


def on_disk(tmp_path: Path) -> tuple[Record, ...]:
    return Journal(tmp_path / "annotations", "ana").all_records()


def restarted(tmp_path: Path) -> Notebook:
    return Notebook(Journal(tmp_path / "annotations", "ana"))


def verdicts(notebook: Notebook, article: Article) -> dict[str, Verdict | None]:
    return {claim.anchor.quote: claim.content_verdict for claim in notebook.claims(article.id)}


def said(record: Record | None) -> Record:
    assert record is not None
    return record


def full_disk(_: Journal, article: str, __: Record) -> Record:
    raise NotSaved(f"The tag on {article} was not saved: the disk is full.")


def test_what_is_said_holds_at_once_and_is_on_the_disk_once_saved(notebook: Notebook, tmp_path: Path) -> None:
    record = said(notebook.judge(ONE, *FIRST, VERIFIED))
    assert verdicts(notebook, ONE) == {TEXT[slice(*FIRST)]: Verdict.VERIFIED}
    assert [*notebook.unsaved] == [record]
    assert not notebook.is_saved(record)
    assert on_disk(tmp_path) == ()
    notebook.save()
    assert notebook.unsaved == ()
    assert notebook.is_saved(record)
    assert [*on_disk(tmp_path)] == [record]


def test_a_record_tells_who_said_it_and_of_which_words(notebook: Notebook) -> None:
    record = said(notebook.judge(TWO, *SECOND, Judgement(Verdict.DISPUTED, Aspect.STATEMENT, "because")))
    assert (record.by, record.article, record.anchor.quote) == ("ana", "day/two.txt", TEXT[slice(*SECOND)])
    assert (record.verdict, record.aspect, record.note) == (Verdict.DISPUTED, Aspect.STATEMENT, "because")


def test_saying_the_same_again_says_nothing(notebook: Notebook) -> None:
    notebook.judge(ONE, *FIRST, VERIFIED)
    notebook.mark(TWO, *FIRST, Mark.SEEN)
    assert notebook.judge(ONE, *FIRST, VERIFIED) is None
    assert notebook.mark(TWO, *FIRST, Mark.SEEN) is None
    assert len(notebook.unsaved) == 2


def test_what_could_not_be_read_again_is_refused_before_it_is_taken(notebook: Notebook, tmp_path: Path) -> None:
    judged = said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    refused: list[Callable[[], object]] = [
        lambda: notebook.give_reason(judged, "half \ud83d"),
        lambda: notebook.give_reason(judged, 3),  # type: ignore[arg-type]
        lambda: notebook.give_evidence(judged, (Evidence(url="https://example.org/\udc80"),)),
        lambda: notebook.give_evidence(judged, ["https://example.org"]),  # type: ignore[arg-type]
        lambda: notebook.mark(ONE, *SECOND, "Seen"),  # type: ignore[arg-type]
        lambda: notebook.note(ONE, *SECOND, b"why?"),  # type: ignore[arg-type]
        lambda: notebook.judge(ONE, *SECOND, Judgement(Verdict.VERIFIED, note="half \ud83d")),
        lambda: notebook.judge(ONE, 0.0, 22, VERIFIED),  # type: ignore[arg-type]
        lambda: notebook.judge(ONE, 0, len(TEXT) + 1, VERIFIED),
        lambda: notebook.judge(ONE, -9, 22, VERIFIED),
    ]
    for give in refused:
        with pytest.raises(NewsreadError):
            give()
    assert notebook.unsaved == ()
    notebook.save()
    assert [*on_disk(tmp_path)] == [judged]


def test_a_reason_goes_to_what_stands(notebook: Notebook) -> None:
    judged = said(notebook.judge(ONE, *FIRST, VERIFIED))
    marked = said(notebook.mark(ONE, *SECOND, Mark.TO_CHECK))
    assert said(notebook.give_reason(judged, "seen on film")).verdict is Verdict.VERIFIED
    assert said(notebook.give_reason(marked, "ask the desk")).mark is Mark.TO_CHECK
    assert [claim.said_last.note for claim in notebook.claims(ONE.id) if claim.said_last] == [
        "seen on film",
        "ask the desk",
    ]
    assert notebook.give_reason(judged, "seen on film") is None


def test_a_note_on_a_span_of_which_nothing_was_said_marks_it_as_seen(notebook: Notebook) -> None:
    record = said(notebook.note(ONE, *THIRD, "look again"))
    assert (record.mark, record.note) == (Mark.SEEN, "look again")
    assert notebook.note(ONE, *FIRST, "") is None


def test_a_withdrawal_takes_back_what_stands_once(notebook: Notebook) -> None:
    record = said(notebook.judge(ONE, *FIRST, VERIFIED))
    assert said(notebook.withdraw(record)).aspect is Aspect.CONTENT
    assert verdicts(notebook, ONE) == {TEXT[slice(*FIRST)]: None}
    assert notebook.withdraw(record) is None


def test_undo_and_redo_go_over_articles_in_time(notebook: Notebook) -> None:
    notebook.judge(ONE, *FIRST, VERIFIED)
    notebook.judge(TWO, *SECOND, DISPUTED)
    undone = [notebook.undo(), notebook.undo(), notebook.undo()]
    assert [each and each.record.article for each in undone] == ["day/two.txt", "one.txt", None]
    assert verdicts(notebook, ONE) == {TEXT[slice(*FIRST)]: None}
    redone = [notebook.redo(), notebook.redo(), notebook.redo()]
    assert [each and each.record.article for each in redone] == ["one.txt", "day/two.txt", None]
    assert verdicts(notebook, TWO) == {TEXT[slice(*SECOND)]: Verdict.DISPUTED}


def test_undo_names_what_it_takes_back(notebook: Notebook) -> None:
    record = said(notebook.judge(ONE, *FIRST, VERIFIED))
    undone = notebook.undo()
    assert undone is not None
    assert undone.takes_back == record
    assert undone.record.undoes == record.id
    redone = notebook.redo()
    assert redone is not None
    assert redone.takes_back == undone.record


def test_undo_works_over_a_restart(notebook: Notebook, tmp_path: Path) -> None:
    notebook.judge(ONE, *FIRST, VERIFIED)
    notebook.judge(TWO, *FIRST, DISPUTED)
    notebook.save()
    after = restarted(tmp_path)
    undone = after.undo()
    assert undone is not None
    assert undone.record.article == "day/two.txt"
    after.save()
    again = restarted(tmp_path)
    assert verdicts(again, TWO) == {TEXT[slice(*FIRST)]: None}
    redone = again.redo()
    assert redone is not None
    assert redone.record.verdict is Verdict.DISPUTED


def test_what_fails_stays_shown_and_unsaved_and_the_next_save_writes_it(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = said(notebook.judge(ONE, *FIRST, VERIFIED))
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append", full_disk)
        with pytest.raises(NotSaved, match="disk is full"):
            notebook.save()
    assert [*notebook.unsaved] == [first]
    assert verdicts(notebook, ONE) == {TEXT[slice(*FIRST)]: Verdict.VERIFIED}
    second = said(notebook.judge(ONE, *SECOND, DISPUTED))
    notebook.save()
    assert notebook.unsaved == ()
    assert on_disk(tmp_path) == (first, second)


def test_one_article_that_cannot_be_written_does_not_hinder_the_other(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Journal.append

    def append_to_one(journal: Journal, article: str, record: Record) -> Record:
        return append(journal, article, record) if article == ONE.id else full_disk(journal, article, record)

    monkeypatch.setattr(Journal, "append", append_to_one)
    stuck = said(notebook.judge(TWO, *FIRST, DISPUTED))
    written = said(notebook.judge(ONE, *FIRST, VERIFIED))
    with pytest.raises(NotSaved, match="two"):
        notebook.save()
    assert notebook.unsaved == (stuck,)
    assert on_disk(tmp_path) == (written,)


def test_what_is_not_saved_can_be_undone(notebook: Notebook, tmp_path: Path) -> None:
    notebook.judge(ONE, *FIRST, VERIFIED)
    notebook.undo()
    assert verdicts(notebook, ONE) == {TEXT[slice(*FIRST)]: None}
    notebook.save()
    assert [record.action for record in on_disk(tmp_path)] == ["tag", "withdraw"]


def test_totals_count_verdicts_and_marks_that_stand(notebook: Notebook, tmp_path: Path) -> None:
    notebook.judge(ONE, *FIRST, VERIFIED)
    notebook.judge(ONE, *SECOND, Judgement(Verdict.DISPUTED, Aspect.STATEMENT))
    notebook.mark(ONE, *THIRD, Mark.TO_CHECK)
    notebook.judge(TWO, *FIRST, VERIFIED)
    expected = Counter({Verdict.VERIFIED: 2, Verdict.DISPUTED: 1, Mark.TO_CHECK: 1})
    assert notebook.totals == expected
    notebook.save()
    assert notebook.totals == expected
    after = restarted(tmp_path)
    assert after.totals == Counter()
    after.read_all()
    assert after.totals == expected
    after.undo()
    assert after.totals == Counter({Verdict.VERIFIED: 1, Verdict.DISPUTED: 1, Mark.TO_CHECK: 1})


def test_what_was_damaged_is_a_problem_until_the_next_record_mends_it(notebook: Notebook, tmp_path: Path) -> None:
    notebook.judge(ONE, *FIRST, VERIFIED)
    notebook.judge(ONE, *SECOND, VERIFIED)
    notebook.judge(TWO, *FIRST, VERIFIED)
    notebook.save()
    file = tmp_path / "annotations" / "ana" / "one.txt.json"
    file.write_bytes(file.read_bytes()[:-20])
    long_after(tmp_path)
    after = restarted(tmp_path)
    after.read_all()
    assert list(after.problems) == ["one.txt"]
    assert str(file) in after.problems["one.txt"]
    assert len(after.claims("one.txt")) == 1
    assert len(after.claims("day/two.txt")) == 1
    after.judge(ONE, *SECOND, DISPUTED)
    after.save()
    assert after.unsaved == ()
    assert after.problems == {}
    assert [claim.content_verdict for claim in restarted(tmp_path).claims("one.txt")] == [
        Verdict.VERIFIED,
        Verdict.DISPUTED,
    ]


def test_two_windows_that_judge_the_same_words_leave_one_verdict(notebook: Notebook, tmp_path: Path) -> None:
    other = restarted(tmp_path)
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    said(other.judge(ONE, *FIRST, DISPUTED))
    reason = said(other.note(ONE, *FIRST, "because"))
    notebook.save()
    other.save()
    [claim] = restarted(tmp_path).claims(ONE.id)
    assert claim.content_verdict is Verdict.DISPUTED
    assert claim.history[-1].id == reason.id
    assert verdicts(other, ONE) == verdicts(restarted(tmp_path), ONE)


def test_what_another_window_wrote_is_seen_when_looked_for(notebook: Notebook, tmp_path: Path) -> None:
    notebook.read(ONE.id)
    other = restarted(tmp_path)
    said(other.judge(ONE, *FIRST, VERIFIED))
    other.save()
    assert notebook.look_again() == [ONE.id]
    assert verdicts(notebook, ONE) == verdicts(other, ONE)
    assert notebook.look_again() == []


def test_each_window_undoes_what_it_said_and_nothing_comes_back_later(notebook: Notebook, tmp_path: Path) -> None:
    other = restarted(tmp_path)
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    said(other.judge(ONE, *SECOND, DISPUTED))
    for each in (notebook, other):
        each.save()
    other_saw = verdicts(other, ONE)
    assert len(other_saw) == 2
    notebook.undo()
    notebook.save()
    other.look_again()
    other.undo()
    other.save()
    again = restarted(tmp_path)
    assert set(verdicts(again, ONE).values()) == {None}
    assert again.undo() is None


def test_what_was_saved_is_written_again_when_an_older_file_took_its_place(notebook: Notebook, tmp_path: Path) -> None:
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    file = tmp_path / "annotations" / "ana" / "one.txt.json"
    older = file.read_bytes()
    said(notebook.judge(ONE, *SECOND, DISPUTED))
    notebook.save()
    file.write_bytes(older)
    said(notebook.judge(ONE, *THIRD, VERIFIED))
    notebook.save()
    assert verdicts(restarted(tmp_path), ONE) == verdicts(notebook, ONE)
    assert len(on_disk(tmp_path)) == 3


def test_undo_leaves_alone_what_another_annotator_said(notebook: Notebook, tmp_path: Path) -> None:
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    file = tmp_path / "annotations" / "ana" / "one.txt.json"
    file.write_text(file.read_text().replace('"by": "ana"', '"by": "bob"'))
    long_after(tmp_path)
    assert restarted(tmp_path).undo() is None


def test_what_has_gone_from_the_disk_waits_to_be_saved_again(notebook: Notebook, tmp_path: Path) -> None:
    record = said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    file = tmp_path / "annotations" / "ana" / "one.txt.json"
    file.unlink()
    long_after(tmp_path)
    assert notebook.look_again() == [ONE.id]
    assert notebook.unsaved == (record,)
    notebook.save()
    assert on_disk(tmp_path) == (record,)


def test_a_problem_is_forgotten_when_the_file_is_whole_again(notebook: Notebook, tmp_path: Path) -> None:
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    file = tmp_path / "annotations" / "ana" / "one.txt.json"
    whole = file.read_bytes()
    file.write_bytes(whole[:40])
    assert notebook.look_again() == [ONE.id]
    assert "was damaged" in notebook.problems[ONE.id]
    file.write_bytes(whole)
    assert notebook.look_again() == [ONE.id]
    assert notebook.problems == {}
    notebook.save()
    assert notebook.unsaved == ()
    assert file.read_bytes() == whole


def test_undo_takes_back_what_another_window_said_last_and_nothing_else(notebook: Notebook, tmp_path: Path) -> None:
    other = restarted(tmp_path)
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    other.read_all()
    notebook.undo()
    said(notebook.judge(ONE, *FIRST, DISPUTED))
    notebook.save()
    undone = other.undo()
    assert undone is not None
    assert undone.takes_back.verdict is Verdict.DISPUTED


def test_the_same_undo_in_two_windows_counts_once(notebook: Notebook, tmp_path: Path) -> None:
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    other = restarted(tmp_path)
    other.read_all()
    notebook.undo()
    other.undo()
    notebook.save()
    other.save()
    again = restarted(tmp_path)
    assert verdicts(again, ONE) == {TEXT[slice(*FIRST)]: None}
    assert again.redo() is not None
    assert verdicts(again, ONE) == {TEXT[slice(*FIRST)]: Verdict.VERIFIED}
    assert again.redo() is None


def test_a_verdict_may_be_said_again_over_another_claims(notebook: Notebook) -> None:
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    assert notebook.judge(ONE, *FIRST, VERIFIED) is None
    assert notebook.judge(ONE, *FIRST, VERIFIED, again=True) is not None


def test_what_was_noted_before_the_verdict_becomes_its_reason(notebook: Notebook) -> None:
    said(notebook.note(ONE, *FIRST, "seen on film"))
    assert said(notebook.judge(ONE, *FIRST, VERIFIED)).note == "seen on film"


def test_words_that_moved_are_the_same_claim_when_they_are_judged_again(notebook: Notebook, tmp_path: Path) -> None:
    said(notebook.judge(ONE, *SECOND, VERIFIED))
    notebook.save()
    longer = Article(ONE.id, ONE.file, "CORRECTED. " + TEXT, Source())
    after = restarted(tmp_path)
    said(after.judge(longer, SECOND[0] + 11, SECOND[1] + 11, DISPUTED))
    [claim] = after.claims(ONE.id)
    assert claim.content_verdict is Verdict.DISPUTED
    assert claim.anchor.start == SECOND[0] + 11
    assert [record.anchor.start for record in claim.history] == [SECOND[0], SECOND[0] + 11]


def test_the_reason_of_a_moved_claim_stays_with_it(notebook: Notebook) -> None:
    verdict = said(notebook.judge(ONE, *SECOND, VERIFIED))
    longer = Article(ONE.id, ONE.file, "CORRECTED. " + TEXT, Source())
    said(notebook.mark(longer, SECOND[0] + 11, SECOND[1] + 11, Mark.TO_CHECK))
    said(notebook.withdraw(said(notebook.claims(ONE.id)[0].standing(Slot.MARK))))
    said(notebook.give_reason(verdict, "because"))
    [claim] = notebook.claims(ONE.id)
    assert said(claim.standing(Slot.CONTENT)).note == "because"


def test_a_claim_gets_a_new_place_or_none_and_undo_gives_it_the_old_one(notebook: Notebook, tmp_path: Path) -> None:
    said(notebook.judge(ONE, *SECOND, VERIFIED))
    [claim] = notebook.claims(ONE.id)
    said(notebook.reanchor(claim, ONE, *THIRD))
    [claim] = notebook.claims(ONE.id)
    assert notebook.reanchor(claim, ONE, *THIRD) is None
    said(notebook.orphan(claim, ONE))
    notebook.save()
    after = restarted(tmp_path)
    [claim] = after.claims(ONE.id)
    assert (claim.anchor.start, claim.missing_in) == (THIRD[0], ONE.sha256)
    after.undo()
    after.undo()
    [claim] = after.claims(ONE.id)
    assert (claim.anchor.start, claim.missing_in, claim.content_verdict) == (SECOND[0], "", Verdict.VERIFIED)


def test_a_decision_names_what_it_judged_and_stands_beside_the_verdict(notebook: Notebook) -> None:
    verdict = said(notebook.judge(ONE, *FIRST, VERIFIED))
    decided = said(notebook.decide(ONE, *FIRST, Judgement(Verdict.DISPUTED, note="two sources"), [verdict.id]))
    assert decided.judged == (verdict.id,)
    assert notebook.decide(ONE, *FIRST, Judgement(Verdict.DISPUTED, note="two sources"), [verdict.id]) is None
    [claim] = notebook.claims(ONE.id)
    assert claim.content_verdict is Verdict.VERIFIED
    assert said(claim.standing(Slot.DECIDED_CONTENT)).verdict is Verdict.DISPUTED


def test_undo_leaves_records_alone_that_were_taken_over(notebook: Notebook, journal: Journal, tmp_path: Path) -> None:
    mine = said(notebook.judge(ONE, *FIRST, VERIFIED))
    merged = said(notebook.judge(ONE, *SECOND, VERIFIED))
    notebook.save()
    merge = WorkspaceRecord(new_id(), merged.at, "ana", WorkspaceAction.MERGE, (merged.id,), "elsewhere")
    journal.append_to_workspace(merge)
    undone = restarted(tmp_path).undo()
    assert undone is not None
    assert undone.takes_back.id == mine.id
    # Taken over from a device that had taken over ours: what we said there is ours to undo.
    journal.append_to_workspace(
        WorkspaceRecord(new_id(), merged.at, "ana", WorkspaceAction.MERGE, (merge.id, mine.id), "elsewhere")
    )
    undone = restarted(tmp_path).undo()
    assert undone is not None
    assert undone.takes_back.id == merged.id


def test_a_file_that_another_window_makes_is_seen(notebook: Notebook, tmp_path: Path) -> None:
    notebook.read_all()
    assert notebook.look_again(thoroughly=False) == []
    other = restarted(tmp_path)
    said(other.judge(TWO, *FIRST, VERIFIED))
    other.save()
    assert notebook.look_again(thoroughly=False) == [TWO.id]
    assert verdicts(notebook, TWO) == verdicts(other, TWO)
    assert notebook.totals == Counter({Verdict.VERIFIED: 1})


def test_the_same_verdict_on_other_words_is_something_new(notebook: Notebook) -> None:
    said(notebook.judge(ONE, *SECOND, VERIFIED))
    [claim] = notebook.claims(ONE.id)
    said(notebook.reanchor(claim, ONE, *THIRD))
    said(notebook.judge(ONE, *THIRD, VERIFIED))
    assert notebook.judge(ONE, *THIRD, VERIFIED) is None
    [claim] = notebook.claims(ONE.id)
    assert len(claim.history) == 3


# Answers to suggestions


def test_what_is_answered_is_told_at_once_and_after_a_restart_and_can_be_taken_back(
    notebook: Notebook, tmp_path: Path
) -> None:
    record = said(notebook.answer(ONE, *FIRST, linked("The minister denied it.")))
    assert [claim.answers for claim in notebook.answered] == [(record,)]
    notebook.save()
    assert [claim.answers for claim in notebook.answered] == [(record,)]
    later = restarted(tmp_path)
    later.read_all()
    assert [claim.answers for claim in later.answered] == [(record,)]
    assert later.undo()
    assert [claim.answers for claim in later.answered] == [()]
    later.save()
    notebook.look_again()
    assert [claim.answers for claim in notebook.answered] == [()]
    assert notebook.withdraw(said(notebook.answer(ONE, *FIRST, linked("The minister denied it."))))
    assert [claim.answers for claim in notebook.answered] == [()]


# Whatever the clock says


def test_after_the_clock_was_set_back_undo_takes_what_was_said_last(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_days = 2 * 86_400 * 10**9
    now = time.time_ns
    said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    monkeypatch.setattr(ids, "_last", 0)  # as in a process that has just been started
    monkeypatch.setattr(time, "time_ns", lambda: now() - two_days)
    later = restarted(tmp_path)
    newer = said(later.judge(TWO, *FIRST, DISPUTED))
    later.save()
    undone = restarted(tmp_path).undo()
    assert undone is not None
    assert undone.takes_back == newer


def test_what_another_window_says_comes_after_what_it_has_seen_of_this_one(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = restarted(tmp_path)
    other.read_all()
    first = said(notebook.judge(ONE, *FIRST, VERIFIED))
    notebook.save()
    other.look_again(thoroughly=False)
    now = time.time_ns
    monkeypatch.setattr(ids, "_last", 0)
    monkeypatch.setattr(time, "time_ns", lambda: now() - 2 * 86_400 * 10**9)
    assert said(other.judge(TWO, *FIRST, DISPUTED)).id > first.id


# Changed surroundings

STORY = (
    "The council met on Thursday in the old hall. The mayor closed two bridges at noon. Nobody was hurt in the floods."
)
CLOSED = (STORY.index("The mayor"), STORY.index(" Nobody"))


@pytest.mark.parametrize("act", ["mark", "answer"])
def test_only_a_verdict_or_a_confirmation_takes_changed_surroundings_as_seen(notebook: Notebook, act: str) -> None:
    before = Article("story.txt", Path("story.txt"), STORY, Source())
    notebook.judge(before, *CLOSED, VERIFIED)
    text = STORY.replace("Nobody was hurt in the floods.", "That was wrong, the city says.")
    after = Article("story.txt", Path("story.txt"), text, Source())

    def is_marked() -> bool:
        [claim] = notebook.claims("story.txt")
        return bool(placement(claim, after.text, after.sha256).surroundings_changed)

    assert is_marked()
    if act == "mark":
        assert notebook.mark(after, *CLOSED, Mark.TO_CHECK)
    else:
        assert notebook.answer(after, *CLOSED, linked("The minister denied it."))
    assert is_marked()
    assert notebook.judge(after, *CLOSED, DISPUTED)
    assert not is_marked()
