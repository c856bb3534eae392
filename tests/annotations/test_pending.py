"""Whoever writes at the same time, and however long anybody pauses: what was reported as saved is there."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotations.disk import FAULTS, bare, break_disk, long_after
from tests.annotations.interleaving import Process, stepwise
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader

from newsread.annotations.records import Record, Verdict, to_json
from newsread.annotations.state import fold
from newsread.annotations.store import journal as journal_module
from newsread.annotations.store import pending
from newsread.annotations.store.journal import Journal, NotSaved
from newsread.annotations.store.pending import Pending

ARTICLE = "001.txt"
SPANS = (FIRST, SECOND, THIRD)


def record(span: tuple[int, int] = FIRST, verdict: Verdict = Verdict.VERIFIED) -> Record:
    made = Reader().tag(span, verdict)
    assert made
    return made


def ids(folder: Path, article: str = ARTICLE) -> set[UUID]:
    """What a program that has just been started loads."""
    return {each.id for each in Journal(folder, "ana").records(article)}


def pending_files(folder: Path) -> list[Path]:
    return sorted((folder / "ana" / ".pending").glob("*.json"))


# Every order of steps


@pytest.fixture
def steps() -> Iterator[pytest.MonkeyPatch]:
    """Let nothing stay pending any longer than it must, so that nothing but the order of steps saves a record."""
    with stepwise() as patched:
        patched.setattr(pending, "_wait_for", lambda _: None)
        patched.setattr(pending, "GRACE", -1.0)
        patched.setattr(journal_module, "sleep", lambda _: None)
        yield patched


class Team:
    """Processes that each save a record, and what they have reported as saved."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.saved: set[UUID] = set()
        self.processes = [Process(self._saving(SPANS[number])) for number in range(size)]

    def _saving(self, span: tuple[int, int]) -> Callable[[], None]:
        made = record(span)

        def save() -> None:
            self.saved.add(Journal(self.folder, "ana").append(ARTICLE, made).id)

        return save

    def lost(self) -> set[UUID]:
        """Return what was reported as saved and is not loaded."""
        saved = set(self.saved)
        return saved - ids(self.folder)

    def end(self) -> None:
        for process in self.processes:
            process.abandon()


def lost_by_a_pause(folder: Path, pause: int) -> tuple[bool, set[UUID]]:
    """Let one process pause after so many steps while another saves; return whether it got there, and what is lost."""
    team = Team(folder, 2)
    paused, other = team.processes
    went_on = all(paused.step() for _ in range(pause))
    other.run()
    lost = team.lost()
    paused.run()
    return went_on, lost | team.lost()


def all_lost_by_a_pause(folder: Path) -> set[UUID]:
    """Return what is lost, whenever one process pauses while another saves."""
    for pause in range(1000):
        went_on, lost = lost_by_a_pause(folder / str(pause), pause)
        if lost or not went_on:
            return lost
    raise AssertionError("a save has too many steps")


@pytest.mark.usefixtures("steps")
def test_whenever_one_process_pauses_while_another_saves_nothing_is_lost(tmp_path: Path) -> None:
    assert all_lost_by_a_pause(tmp_path) == set()


def test_without_the_fence_a_record_would_be_lost(tmp_path: Path, steps: pytest.MonkeyPatch) -> None:
    steps.setattr(Pending, "fence", lambda *_, **__: None)
    assert all_lost_by_a_pause(tmp_path)


def in_turns(folder: Path, size: int, turns: Sequence[int]) -> None:
    """Let processes save in these turns, some never to their end, while somebody reads all the time."""
    rmtree(folder, ignore_errors=True)
    team = Team(folder, size)
    reading = Process(lambda: None)
    before: set[UUID] = set()
    loaded: list[set[UUID]] = []

    def read() -> None:
        loaded.append(ids(folder))

    try:
        for turn in turns:
            if turn < size:
                team.processes[turn].step()
            elif not reading.step():
                assert not loaded or before <= loaded.pop()
                before, reading = set(team.saved), Process(read)
        assert not team.lost()
        for process in team.processes[1:]:  # the first was killed
            process.run()
            assert not team.lost()
        assert len(team.saved) >= size - 1
    finally:
        reading.abandon()
        team.end()


@st.composite
def many_turns(draw: st.DrawFn) -> list[int]:
    """Return turns of three processes and a reader: some for a single step, others for many in a row."""
    runs = draw(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([1, 1, 2, 5, 20, 60])), max_size=25))
    return [turn for turn, times in runs for _ in range(times)]


@settings(max_examples=40)
@given(turns=many_turns())
def test_in_whatever_order_three_processes_and_a_reader_take_their_steps_nothing_is_lost(
    turns: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with stepwise() as patched:
        patched.setattr(pending, "_wait_for", lambda _: None)
        patched.setattr(pending, "GRACE", -1.0)
        patched.setattr(journal_module, "sleep", lambda _: None)
        in_turns(tmp_path_factory.getbasetemp() / "turns", 3, turns)


@pytest.mark.slow
@settings(max_examples=300)
@given(turns=many_turns())
def test_in_very_many_orders_nothing_is_lost(turns: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    with stepwise() as patched:
        patched.setattr(pending, "_wait_for", lambda _: None)
        patched.setattr(pending, "GRACE", -1.0)
        patched.setattr(journal_module, "sleep", lambda _: None)
        in_turns(tmp_path_factory.getbasetemp() / "turns", 3, turns)


# Programs that keep no order


def test_a_program_that_puts_an_older_file_in_place_hides_nothing(tmp_path: Path) -> None:
    first = Journal(tmp_path, "ana").append(ARTICLE, record())
    file = tmp_path / "ana" / f"{ARTICLE}.json"
    older = file.read_bytes()
    second = Journal(tmp_path, "ana").append(ARTICLE, record(SECOND))
    file.write_bytes(older)
    assert ids(tmp_path) == {first.id, second.id}
    Journal(tmp_path, "ana").append("002.txt", replace(record(), article="002.txt"))
    assert [document.doc_id for document in bare(file)] == [first.id.int, second.id.int]


def test_a_file_that_was_removed_comes_back_with_what_is_pending(tmp_path: Path) -> None:
    first = Journal(tmp_path, "ana").append(ARTICLE, record())
    (tmp_path / "ana" / f"{ARTICLE}.json").unlink()
    assert Journal(tmp_path, "ana").articles() == [ARTICLE]
    assert ids(tmp_path) == {first.id}
    second = Journal(tmp_path, "ana").append(ARTICLE, record(SECOND))
    assert len(bare(tmp_path / "ana" / f"{ARTICLE}.json")) == 2
    assert ids(tmp_path) == {first.id, second.id}


# What stays pending, and what does not


def test_a_pending_file_is_plain_tinydb(tmp_path: Path) -> None:
    made = Journal(tmp_path, "ana").append("day/001.txt", record())
    [file] = pending_files(tmp_path)
    tables = json.loads(file.read_bytes())
    assert tables["newsread"] == {"1": {"schema": 1, "annotator": "ana"}}
    assert list(tables["day/001.txt.json"]) == [str(made.id.int)]


def test_after_the_grace_the_next_save_leaves_only_its_own_pending_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = {Journal(tmp_path, "ana").append(ARTICLE, record(span)).id for span in (FIRST, SECOND)}
    assert len(pending_files(tmp_path)) == 2
    monkeypatch.setattr(pending, "GRACE", -1.0)
    saved.add(Journal(tmp_path, "ana").append(ARTICLE, record(THIRD)).id)
    assert pending_files(tmp_path) == []
    assert ids(tmp_path) == saved


def test_however_much_is_saved_at_once_few_files_stay_pending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "MOST", 5)
    monkeypatch.setattr(pending, "_ROOM", 2)
    journal = Journal(tmp_path, "ana")
    for _ in range(20):
        journal.append(ARTICLE, record())
        assert len(pending_files(tmp_path)) <= 5
    assert len(ids(tmp_path)) == 20


def test_what_is_not_in_its_file_stays_pending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "GRACE", -1.0)
    with monkeypatch.context() as patched:
        break_disk(patched, "replace", nth=2)
        kept = Journal(tmp_path, "ana").append(ARTICLE, record())
    assert not (tmp_path / "ana" / f"{ARTICLE}.json").exists()
    assert ids(tmp_path) == {kept.id}
    other = Journal(tmp_path, "ana").append("002.txt", replace(record(), article="002.txt"))
    assert (ids(tmp_path), ids(tmp_path, "002.txt")) == ({kept.id}, {other.id})
    assert len(bare(tmp_path / "ana" / f"{ARTICLE}.json")) == 1


def test_what_killed_processes_have_left_goes_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path, "ana")
    journal.append(ARTICLE, record())
    left = [tmp_path / "ana" / ".pending" / name for name in ("0" * 16 + "-1.tmp", ".0123456789abcdef.tmp")]
    for path in left:
        path.write_bytes(b"half")
    journal.append(ARTICLE, record())
    assert all(path.exists() for path in left)
    monkeypatch.setattr(pending, "_ABANDONED", -1.0)
    journal.append(ARTICLE, record())
    assert not any(path.exists() for path in left)


def test_a_candidate_file_that_a_killed_process_has_left_goes_with_the_next_save(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "ana")
    journal.append(ARTICLE, record())
    with journal.pending.candidate(f"{ARTICLE}.json") as candidate:
        left = tmp_path / "ana" / ".pending" / candidate.name
        Journal(tmp_path, "ana").append(ARTICLE, record(SECOND))
        assert not left.exists()


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("step", FAULTS)
def test_a_disk_that_fails_at_any_step_leaves_the_record_saved_or_says_that_it_is_not(
    step: str, nth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Journal(tmp_path, "ana").append(ARTICLE, record())
    long_after(tmp_path)
    made = record(SECOND)
    with monkeypatch.context() as patched:
        break_disk(patched, step, nth=nth)
        if nth == 1:
            with pytest.raises(NotSaved):
                Journal(tmp_path, "ana").append(ARTICLE, made)
        else:
            Journal(tmp_path, "ana").append(ARTICLE, made)
        assert ids(tmp_path) == ({before.id} if nth == 1 else {before.id, made.id})
    Journal(tmp_path, "ana").append(ARTICLE, made)
    assert ids(tmp_path) == {before.id, made.id}
    assert len(bare(tmp_path / "ana" / f"{ARTICLE}.json")) == 2


def test_a_damaged_pending_file_hides_no_other(tmp_path: Path) -> None:
    first = Journal(tmp_path, "ana").append(ARTICLE, record())
    (tmp_path / "ana" / ".pending" / f"{'f' * 32}-0.json").write_bytes(b'{"newsread"')
    second = Journal(tmp_path, "ana").append(ARTICLE, record(SECOND))
    assert ids(tmp_path) == {first.id, second.id}


def test_a_pending_file_that_names_another_folder_is_not_followed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "annotations", "ana")
    journal.append(ARTICLE, record())
    [file] = pending_files(tmp_path / "annotations")
    hostile = file.read_text().replace(f"{ARTICLE}.json", "../../outside.json")
    file.with_name(f"{'e' * 32}-0.json").write_text(hostile)
    Journal(tmp_path / "annotations", "ana").append(ARTICLE, record(SECOND))
    assert not (tmp_path / "outside.json").exists()


# Two claims of the same words


def test_two_who_could_not_see_each_other_make_two_claims_and_the_next_verdict_joins_the_later(tmp_path: Path) -> None:
    there, here = record(FIRST), record(FIRST, Verdict.DISPUTED)
    journal = Journal(tmp_path, "ana")
    journal.append(ARTICLE, here)
    journal.pending.add(f"{ARTICLE}.json", {there.id: to_json(there)})
    claims = fold(Journal(tmp_path, "ana").records(ARTICLE))
    assert set(claims) == {there.id, here.id}
    assert Journal(tmp_path, "ana").append(ARTICLE, record(FIRST)).claim == here.id


# The order of ids


def test_an_id_is_known_that_is_not_less_than_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Journal(tmp_path, "ana").newest() is None
    first = Journal(tmp_path, "ana").append("day/1.txt", record())
    assert Journal(tmp_path, "ana").newest() == first.id
    monkeypatch.setattr(pending, "GRACE", -1.0)
    second = Journal(tmp_path, "ana").append("2.txt", record())
    assert pending_files(tmp_path) == []
    assert Journal(tmp_path, "ana").newest() == second.id
    long_after(tmp_path)
    assert Journal(tmp_path, "ana").newest() == second.id


def test_the_ids_of_a_file_that_another_program_brings_count_too(tmp_path: Path) -> None:
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    Journal(here, "ana").append(ARTICLE, record())
    newer = [Journal(elsewhere, "ana").append("2.txt", record(span)) for span in SPANS][-1]
    content = json.loads((elsewhere / "ana" / "2.txt.json").read_bytes())
    for text in (json.dumps(content), (elsewhere / "ana" / "2.txt.json").read_text()):
        (here / "ana" / "2.txt.json").write_text(text)
        assert Journal(here, "ana").newest() == newer.id
