"""Records of one annotator that were made without seeing each other, as on two machines."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest
from tests.annotations.saying import FIRST, NOON, SECOND, TEXT

from newsread.annotations.commands import Judgement
from newsread.annotations.ids import id_after
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import DECIDED, Action, Aspect, Mark, Record, Slot, Verdict, to_json
from newsread.annotations.sentence_states import placed
from newsread.annotations.shared_claims import Shared, shared_claims
from newsread.annotations.state import Claim, fold
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.record_tables import union
from newsread.articles.article import Article
from newsread.articles.sources import Source

ARTICLE = Article("001.txt", Path("001.txt"), TEXT, Source())
ALL_SLOTS = (Slot.CONTENT, Slot.STATEMENT)


class Machine:
    """One of an annotator's machines, with a notebook on a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notebook = Notebook(Journal(folder, "ana"))

    def says(self, verdict: Verdict, span: tuple[int, int] = FIRST, aspect: Aspect = Aspect.CONTENT) -> Record:
        record = self.notebook.judge(ARTICLE, *span, Judgement(verdict, aspect))
        assert record
        self.notebook.save()
        return record

    def withdraws(self) -> None:
        [claim] = self.notebook.claims("001.txt")
        standing = claim.standing(Slot.CONTENT)
        assert standing
        self.notebook.withdraw(standing)
        self.notebook.save()

    def takes(self, other: "Machine") -> None:
        """Take over what another machine has, as by a merge."""
        journal = Journal(self.folder, "ana")
        known = {record.id for record in journal.records("001.txt")}
        for record in Journal(other.folder, "ana").records("001.txt"):
            if record.id not in known:
                journal.rewrite("001.txt", _with(record))
        self.notebook.look_again()

    @property
    def claims(self) -> list[Claim]:
        return list(self.notebook.claims("001.txt"))

    @property
    def shared(self) -> list[Shared]:
        return shared_claims(placed(self.claims, TEXT, ARTICLE.sha256))

    @property
    def in_conflict(self) -> list[Verdict | None]:
        every = [shared.apart(Slot.CONTENT).get("ana", ()) for shared in self.shared]
        return [record.verdict if record.stands else None for records in every for record in records]


def _with(record: Record) -> Callable[..., dict[str, dict[str, object]]]:
    return lambda tables: union(tables, {"_default": {str(record.id.int): to_json(record)}})


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    return Machine(tmp_path / "one"), Machine(tmp_path / "other")


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Machine, Machine]:
    """Return two machines on which the same verdict was there first."""
    Machine(tmp_path / "one").says(Verdict.UNVERIFIABLE)
    copytree(tmp_path / "one", tmp_path / "other")
    return Machine(tmp_path / "one"), Machine(tmp_path / "other")


def test_one_machine_never_conflicts_with_itself(machines: tuple[Machine, Machine]) -> None:
    one, _ = machines
    for verdict in (*Verdict, *Verdict):
        one.says(verdict)
    one.notebook.undo()
    one.notebook.redo()
    one.notebook.mark(ARTICLE, *FIRST, Mark.TO_CHECK)
    one.says(Verdict.DISPUTED)
    assert one.in_conflict == []
    assert all(not claim.made_apart(slot) for claim in one.claims for slot in ALL_SLOTS)


def test_two_first_verdicts_on_the_same_words_are_in_conflict(machines: tuple[Machine, Machine]) -> None:
    one, other = machines
    one.says(Verdict.VERIFIED)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    assert one.in_conflict == [Verdict.VERIFIED, Verdict.DISPUTED]


def test_two_revisions_of_one_verdict_are_in_conflict(copies: tuple[Machine, Machine]) -> None:
    one, other = copies
    one.says(Verdict.VERIFIED)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    assert one.in_conflict == [Verdict.VERIFIED, Verdict.DISPUTED]


def test_a_withdrawal_on_one_and_a_verdict_on_the_other_are_in_conflict(copies: tuple[Machine, Machine]) -> None:
    one, other = copies
    one.withdraws()
    other.says(Verdict.DISPUTED)
    other.takes(one)
    assert other.in_conflict == [None, Verdict.DISPUTED]


def test_first_verdicts_in_a_claim_that_both_had_are_in_conflict(tmp_path: Path) -> None:
    first = Machine(tmp_path / "one")
    first.notebook.mark(ARTICLE, *FIRST, Mark.TO_CHECK)
    first.notebook.save()
    copytree(tmp_path / "one", tmp_path / "other")
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    one.says(Verdict.VERIFIED)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    assert one.in_conflict == [Verdict.VERIFIED, Verdict.DISPUTED]


@pytest.mark.parametrize("name", ["machines", "copies"])
def test_a_new_verdict_settles_it_and_undo_brings_it_back(name: str, request: pytest.FixtureRequest) -> None:
    one, other = request.getfixturevalue(name)
    one.says(Verdict.VERIFIED)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    one.says(Verdict.UNVERIFIABLE)
    assert one.in_conflict == []
    [standing] = [record for claim in one.claims if (record := claim.standing(Slot.CONTENT))]
    assert standing.verdict is Verdict.UNVERIFIABLE
    one.notebook.undo()
    assert sorted(map(str, one.in_conflict)) == ["disputed", "verified"]
    one.notebook.redo()
    assert one.in_conflict == []
    one.notebook.save()
    other.takes(one)
    assert other.in_conflict == []


@pytest.mark.parametrize("name", ["machines", "copies"])
@pytest.mark.parametrize("once_more", [Verdict.VERIFIED, Verdict.DISPUTED])
def test_one_of_the_two_given_once_more_settles_it(
    name: str, once_more: Verdict, request: pytest.FixtureRequest
) -> None:
    one, other = request.getfixturevalue(name)
    one.says(Verdict.VERIFIED)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    one.says(once_more)
    assert one.in_conflict == []
    assert one.notebook.judge(ARTICLE, *FIRST, Judgement(once_more)) is None


def test_one_of_two_decisions_made_once_more_settles_them(machines: tuple[Machine, Machine]) -> None:
    one, other = machines
    judged = [one.says(Verdict.VERIFIED).id]
    other.takes(one)
    for machine, verdict in ((one, Verdict.VERIFIED), (other, Verdict.DISPUTED)):
        assert machine.notebook.decide(ARTICLE, *FIRST, Judgement(verdict), judged)
        machine.notebook.save()
    one.takes(other)
    [claim] = one.claims
    decided = DECIDED[Aspect.CONTENT]
    assert len(claim.made_apart(decided)) == 2
    standing = claim.standing(decided)
    assert standing
    assert standing.verdict
    assert one.notebook.decide(ARTICLE, *FIRST, Judgement(standing.verdict), judged)
    [claim] = one.claims
    assert claim.made_apart(decided) == ()


def test_what_the_other_machine_had_seen_is_no_conflict(machines: tuple[Machine, Machine]) -> None:
    one, other = machines
    one.says(Verdict.VERIFIED)
    other.takes(one)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    assert one.in_conflict == []


def test_the_same_verdict_twice_and_other_words_or_aspects_are_no_conflict(machines: tuple[Machine, Machine]) -> None:
    one, other = machines
    for machine in machines:
        machine.says(Verdict.VERIFIED)
    one.says(Verdict.DISPUTED, SECOND)
    other.says(Verdict.DISPUTED, FIRST, Aspect.STATEMENT)
    one.takes(other)
    assert one.in_conflict == []


def test_records_that_name_none_follow_all_before_them(copies: tuple[Machine, Machine]) -> None:
    one, other = copies
    one.says(Verdict.VERIFIED)
    other.says(Verdict.DISPUTED)
    one.takes(other)
    records = [replace(record, follows=()) for claim in one.claims for record in claim.history]
    [claim] = fold(records).values()
    assert claim.made_apart(Slot.CONTENT) == ()
    assert claim.history[0].at != NOON
    assert claim.history[0].action is Action.TAG


@pytest.mark.parametrize("names_it", [True, False])
def test_a_decision_that_names_none_never_replaces_a_later_one_unseen(
    names_it: bool, machines: tuple[Machine, Machine]
) -> None:
    """One that was imported, as another tool keeps nothing of what a record follows."""
    one, other = machines
    slot = DECIDED[Aspect.CONTENT]
    vote = one.says(Verdict.VERIFIED)
    other.takes(one)

    def decision(verdict: Verdict, before: Record, follows: tuple[UUID, ...]) -> Record:
        made = id_after(before.id, verdict)
        return replace(vote, id=made, action=Action.DECIDE, verdict=verdict, judged=(), follows=follows)

    first = decision(Verdict.VERIFIED, vote, (vote.id,))
    imported = decision(Verdict.DISPUTED, first, ())
    later = decision(Verdict.VERIFIED, imported, (first.id,) if names_it else ())
    [claim] = fold([later, imported, first, vote]).values()
    assert claim.standing(slot) == later
    # Where the later one was made without the imported one in sight, both are shown: nobody's wins in silence.
    assert claim.made_apart(slot) == ((imported, later) if names_it else ())
