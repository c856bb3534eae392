import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotations.disk import FAULTS, break_disk
from tests.annotations.recorded import FIRST, SECOND, Change, Recorded
from tinydb import TinyDB

from newsread.annotations.records import Verdict
from newsread.annotations.store.annotation_files import read_file
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.record_tables import versions
from newsread.annotations.store.repair import repair_file
from newsread.annotations.store.salvage import salvage
from newsread.annotations.store.verification import Kind


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path)


def copies(path: Path) -> list[bytes]:
    return [copy.read_bytes() for copy in sorted(path.parent.glob(f"{path.name}.corrupt-*"))]


def assert_that_a_second_repair_does_nothing(recorded: Recorded) -> None:
    before = recorded.everything()
    assert all(not repair.done for repair in recorded.workspace.repair())
    assert recorded.everything() == before


def test_where_all_is_sound_nothing_is_done(recorded: Recorded) -> None:
    before = recorded.everything()
    assert recorded.workspace.repair() == []
    assert recorded.everything() == before


@pytest.mark.parametrize(
    "mutilate",
    [
        pytest.param(lambda content: content + b'"}}\n', id="leftovers"),
        pytest.param(lambda content: content[:-4], id="cut at its end"),
        pytest.param(lambda content: content.replace(b'"newsread"', b'"elsewhere"'), id="no head"),
        pytest.param(lambda content: content.replace(b'"schema": 1', b'"schema": "one"'), id="no version"),
    ],
)
def test_a_damaged_file_is_mended_with_all_its_records_and_the_original_is_kept(
    recorded: Recorded, mutilate: Callable[[bytes], bytes]
) -> None:
    path, before = recorded.file(), recorded.records()
    damaged = mutilate(path.read_bytes())
    path.write_bytes(damaged)
    [repair] = recorded.workspace.repair()
    assert (repair.file, repair.left) == (path, ())
    assert repair.done[0] == "It was damaged; 2 records could be saved."
    assert recorded.records() == before
    assert copies(path) == [damaged]
    assert recorded.remark.kind is Kind.LEFTOVER
    assert_that_a_second_repair_does_nothing(recorded)


def test_both_sides_of_a_git_conflict_are_united(recorded: Recorded) -> None:
    path = recorded.file()
    ours = path.read_bytes()
    recorded.say("ana", FIRST, "so far", Verdict.VERIFIED)
    *head, theirs, end, last = path.read_bytes().decode().split("\n")[:-1]
    assert ours.decode().split("\n")[:-3] == head
    mine = json.loads(f"{{{theirs[1:]}}}")
    [(key, record)] = mine.items()
    other = f',"{int(key) + 1}": {json.dumps(record)}'
    conflict = [*head, "<<<<<<< HEAD", theirs, "=======", other, ">>>>>>> theirs", end, last, ""]
    path.write_text("\n".join(conflict), encoding="utf-8")
    [repair] = recorded.workspace.repair()
    assert repair.done[0] == "What stood on both sides of a git conflict was united: 4 records in all."
    assert [key, str(int(key) + 1)] == list(recorded.records())[2:]
    assert recorded.verify().problems == ()
    assert_that_a_second_repair_does_nothing(recorded)


def test_the_layout_of_another_program_becomes_one_record_a_line(recorded: Recorded) -> None:
    path, before = recorded.file(), recorded.records()
    own = path.read_bytes()
    with TinyDB(path, indent=4, encoding="utf-8") as database:
        database.insert({"note": "mine"})
        database.remove(doc_ids=[max(document.doc_id for document in database)])
    path.write_text(json.dumps(json.loads(own), indent=4), encoding="utf-8")
    [repair] = recorded.workspace.repair()
    assert "layout" in repair.done[0]
    assert recorded.records() == before
    assert path.read_bytes() == own
    assert copies(path) == []
    assert_that_a_second_repair_does_nothing(recorded)


def test_other_tables_of_the_file_are_kept(recorded: Recorded) -> None:
    path = recorded.file()
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"mine": {"1": {"a": 1}}, "": {"1": {"b": 2}}}))
    recorded.workspace.repair()
    tables = json.loads(path.read_bytes())
    assert (tables["mine"], tables[""]) == ({"1": {"a": 1}}, {"1": {"b": 2}})
    assert_that_a_second_repair_does_nothing(recorded)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda tables: tables["newsread"]["1"].update(annotator="bea"), id="annotator"),
        pytest.param(lambda tables: tables["newsread"]["1"].update(article="other.txt"), id="article"),
        pytest.param(lambda tables: tables["newsread"]["1"].pop("article"), id="no article"),
    ],
)
def test_a_head_is_put_right_where_the_records_agree_with_the_place(recorded: Recorded, change: Change) -> None:
    path, before, own = recorded.file(), recorded.records(), recorded.file().read_bytes()
    recorded.change(change)
    [repair] = recorded.workspace.repair()
    assert repair.done == ("Its head now says that it is by “ana” on “001.txt”.",)
    assert (recorded.records(), path.read_bytes()) == (before, own)
    assert_that_a_second_repair_does_nothing(recorded)


@pytest.mark.parametrize("name", ["annotator", "article"])
def test_a_file_in_the_wrong_place_stays_as_it_is(recorded: Recorded, name: str) -> None:
    there = recorded.file("bea", SECOND) if name == "annotator" else recorded.file("bea", "inner/003.txt")
    (recorded.articles / "inner/003.txt").write_text("Quite another text.", encoding="utf-8")
    there.parent.mkdir(parents=True)
    if name == "annotator":
        there.write_bytes(recorded.file("ana", SECOND).read_bytes())
    else:
        there.write_bytes(recorded.file("bea").read_bytes())
    before = recorded.everything()
    [repair] = recorded.workspace.repair()
    assert repair.done == ()
    assert f"Its head says another {name}" in repair.left[0]
    assert recorded.everything() == before


@pytest.mark.parametrize("more", [b"", b"torn"])
def test_a_file_of_a_newer_version_is_never_touched(recorded: Recorded, more: bytes) -> None:
    path = recorded.file()
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2') + more)
    before = recorded.everything()
    [repair] = recorded.workspace.repair()
    assert (repair.done, len(repair.left)) == ((), 1)
    assert recorded.everything() == before


def test_a_file_that_only_lies_there_is_left_alone(recorded: Recorded) -> None:
    path = recorded.file().with_name("ideas.json")
    path.write_text('["call her again"]')
    before = recorded.everything()
    [repair] = recorded.workspace.repair()
    assert (repair.file, repair.done) == (path, ())
    assert recorded.everything() == before


def test_a_file_that_cannot_be_opened_is_said(recorded: Recorded) -> None:
    path = recorded.file()
    path.unlink()
    path.symlink_to("nowhere")
    [repair] = recorded.workspace.repair()
    assert repair.left[0].startswith("It cannot be opened")


def test_one_file_that_cannot_be_mended_does_not_hinder_the_next(recorded: Recorded) -> None:
    for by in ("ana", "bea"):
        path = recorded.file(by)
        path.write_bytes(path.read_bytes() + b"torn")
    path = recorded.file("ana")
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    assert [bool(repair.done) for repair in recorded.workspace.repair()] == [False, True]


@pytest.mark.parametrize("step", FAULTS)
def test_when_the_disk_fails_all_is_as_it_was(recorded: Recorded, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = recorded.file()
    path.write_bytes(path.read_bytes() + b"torn")
    before = recorded.everything()
    with monkeypatch.context() as patched:
        break_disk(patched, step)
        [repair] = recorded.workspace.repair()
    assert repair.done == ()
    assert "no space left on device" in repair.left[0]
    assert recorded.everything() == before
    [repair] = recorded.workspace.repair()
    assert repair.left == ()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Return a workspace of which only copies of files are mutilated."""
    recorded = Recorded(tmp_path_factory.mktemp("sound"))
    recorded.say("ana", FIRST, "so far", Verdict.VERIFIED)
    return recorded


pieces = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 300), st.binary(max_size=20) | st.just(None)), min_size=1, max_size=4
)


@settings(max_examples=150)
@given(edits=pieces)
def test_after_any_mutilation_the_file_is_sound_again_with_all_that_could_be_saved(
    edits: list[tuple[int, int, bytes | None]], sound: Recorded, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = whole = sound.file().read_bytes()
    for place, length, new in edits:
        start = place % len(whole)
        content = content[:start] + (whole[length:start] if new is None else new) + content[start + length :]
    recorded = tmp_path_factory.mktemp("mutilated")
    path = recorded / "ana" / f"{FIRST}.json"
    path.parent.mkdir()
    path.write_bytes(content)
    found = read_file(path, FIRST, "ana")
    could_be_saved = versions(salvage(content) if found.damage else found.tables)

    repair = repair_file(Journal(recorded, "ana"), FIRST, sound.article())

    after = read_file(path, FIRST, "ana")
    if repair is None or repair.left:
        assert path.read_bytes() == content
    if found.damage and not found.newer:
        assert not after.damage
        assert after.own_layout
        assert copies(path) == [content]
    assert versions(after.tables) == could_be_saved


def test_what_verify_finds_in_a_mutilated_workspace_is_no_crash(recorded: Recorded) -> None:
    whole = recorded.file().read_bytes()
    for cut in range(0, len(whole), 7):
        recorded.file().write_bytes(whole[:cut])
        assert recorded.verify().problems
