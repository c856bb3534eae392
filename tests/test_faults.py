"""What the disk, the system and other programs do to tags: nothing is lost, and each has its one sentence."""

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from tests.annotations.disk import FAULTS, break_disk
from tests.annotations.recorded import FIRST, SECOND, Recorded
from tests.faulty import bound_by_permissions, free_space, full_disk, kept_lock
from tests.person import MOSCOW_TIMES, Person, one_sentence
from tests.terminal import Terminal
from tests.test_session import counted, enter, leave, saved

from newsread import Workspace
from newsread.annotations.commands import Judgement
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import Record, Verdict
from newsread.annotations.store.pending import Pending
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.place import Place

CLAIM = ("140", "374")
NEW_YORK_TIMES = "001_ffa6c65ca41ad220.txt"
NO_ROOM = 200
"""Bytes: less than a file with one record has."""

needs_limits = pytest.mark.skipif(os.name == "nt", reason="Windows has no limit for the size of files")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lifts the limit of another process")


def verdicts(person: Person, article: str = MOSCOW_TIMES) -> list[str]:
    """The verdicts on the disk, in time order."""
    return [record["verdict"] for record in person.records("ana", article)]


def everything(folder: Path) -> dict[Path, bytes]:
    """What every file in a folder holds, byte for byte; one that was left behind is among them, but no lock."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def tag_files(folder: Path) -> dict[Path, bytes]:
    """What every tag file in a folder holds; what is just being tried beside one, and fails, is not among them."""
    return {path: path.read_bytes() for path in folder.rglob("*.json")}


def told(*sentences: str) -> Callable[[str], bool]:
    """Return the condition that all this is on the screen, however it is wrapped."""

    def holds(text: str) -> bool:
        return all("".join(sentence.split()) in "".join(text.split()) for sentence in sentences)

    return holds


def is_marked_unsaved(text: str) -> bool:
    """Whether a claim has the sign in the margin, of whichever pane, that it is not saved."""
    return "│ …" in text or "│▌…" in text


def refuses_to_quit(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    terminal.wait_for("Not everything is saved")
    terminal.press("escape")
    terminal.wait_gone("Not everything is saved")


# A full disk


@needs_limits
@pytest.mark.parametrize("before", [0, 1, 30])
def test_a_command_on_a_full_disk_fails_in_one_sentence_and_leaves_all_as_it_was(ana: Person, before: int) -> None:
    if before:
        say(ana, before)
    file = ana.file_of("ana")
    there = everything(ana.annotations)
    with full_disk(NO_ROOM):
        sentence = ana.fails("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    assert str(file) in sentence
    assert "free some space, then tag again" in sentence
    assert everything(ana.annotations) == there
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    assert verdicts(ana) == ["verified"] * before + ["disputed"]


@needs_limits
def test_where_only_the_file_of_the_article_finds_no_room_the_record_is_saved_all_the_same(ana: Person) -> None:
    say(ana, 3)
    file = ana.file_of("ana")
    with full_disk(file.stat().st_size):
        ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    assert verdicts(ana) == ["verified"] * 3
    assert "1 record of it waits" in ana.succeeds("verify")
    [claim] = ana.export()["annotations"]
    assert claim["verdict"] == "disputed"
    ana.succeeds("tag", NEW_YORK_TIMES, "0", "9", "verified")
    assert verdicts(ana) == ["verified"] * 3 + ["disputed"]


def say(ana: Person, times: int) -> None:
    """Let ana verify the claim, each time with another reason."""
    workspace = Workspace(Place(ana.articles, ana.annotations))
    article, notebook = workspace.article(MOSCOW_TIMES), workspace.notebook("ana")
    assert isinstance(article, Article)
    start, end = map(int, CLAIM)
    for number in range(times):
        notebook.judge(article, start, end, Judgement(Verdict.VERIFIED, note=f"Reason {number}."))
    notebook.save()


@pytest.mark.slow
@needs_linux
def test_on_a_full_disk_the_reader_goes_on_and_saves_by_itself_when_there_is_room(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    before = tag_files(ana.annotations)
    with full_disk(NO_ROOM), ana.opens() as terminal:
        enter(terminal)
        terminal.press("d")
        terminal.wait_for(lambda text: "1 not saved · ana" in text and is_marked_unsaved(text))
        terminal.wait_for(told(f"The tag was not saved in {ana.file_of('ana')}: file too large", "free some space"))
        terminal.press("u", "tab", "v")
        terminal.wait_for("3 not saved · ana")
        terminal.press("z")
        terminal.wait_for("4 not saved · ana")
        assert tag_files(ana.annotations) == before
        refuses_to_quit(terminal)
        assert tag_files(ana.annotations) == before
        free_space(terminal)
        terminal.wait_for(lambda text: "not saved" not in text and not is_marked_unsaved(text))
        assert verdicts(ana) == ["verified", "disputed", "unverifiable"]
        assert [record["action"] for record in ana.records("ana", NEW_YORK_TIMES)] == ["tag", "withdraw"]
        leave(terminal)
    assert everything(ana.annotations) == tag_files(ana.annotations)


@pytest.mark.slow
@needs_limits
def test_who_leaves_a_full_disk_all_the_same_finds_what_was_saved(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    before = everything(ana.annotations)
    with full_disk(NO_ROOM), ana.opens() as terminal:
        enter(terminal)
        terminal.press("d")
        terminal.wait_for("1 not saved · ana")
        terminal.press("ctrl+q")
        terminal.wait_for("Not everything is saved")
        terminal.press("L")
        assert terminal.exit_code() == 0
    assert everything(ana.annotations) == before


@needs_limits
def test_merging_and_repairing_on_a_full_disk_leave_all_as_it_was(ana: Person, tmp_path: Path) -> None:
    other = Person.with_the_seeds(tmp_path / "other", ana.env)
    other.succeeds("tag", MOSCOW_TIMES, "0", "30", "disputed")
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    file = ana.file_of("ana")
    before = everything(ana.annotations)
    with full_disk(NO_ROOM):
        merged = ana.run("merge", other.workspace)
    assert merged.status == 1
    assert f"{file.with_name('workspace.json')} could not be written (file too large)" in one_sentence(merged.err)
    assert everything(ana.annotations) == before
    ana.succeeds("merge", other.workspace)
    assert sorted(verdicts(ana)) == ["disputed", "verified"]

    file.write_bytes(file.read_bytes()[:-20])
    damaged = everything(ana.annotations)
    with full_disk(NO_ROOM):
        repaired = ana.run("repair")
    assert repaired.status == 1
    assert "could not be written (file too large)" in repaired.out
    assert everything(ana.annotations) == damaged
    assert ana.run("repair").status == 0


@needs_limits
def test_an_export_to_a_full_disk_leaves_the_former_one(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    export = ana.home / "exports" / "tags.json"
    export.parent.mkdir()
    ana.succeeds("export", "-o", export)
    before = everything(export.parent)
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    with full_disk(NO_ROOM):
        assert f"{export} could not be written: file too large" in ana.fails("export", "-o", export)
    assert everything(export.parent) == before


# Permissions


@pytest.fixture
def bound(ana: Person) -> Any:
    """Return ana, with a tag, and bound by permissions."""
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    home = ana.annotations / "ana"
    with bound_by_permissions(ana.home / "probe"):
        yield ana
    for path in (ana.annotations, home, home / ".pending", ana.file_of("ana")):
        path.chmod(0o700)


def close(folder: Path, mode: int) -> None:
    """Change the mode of a folder, and in that of an annotator the one in which records are pending."""
    folder.chmod(0o700)
    if (folder / ".pending").exists():
        (folder / ".pending").chmod(mode)
    folder.chmod(mode)


@pytest.mark.slow
def test_in_a_folder_that_is_only_to_be_read_tags_are_shown_and_none_is_made(bound: Person) -> None:
    close(bound.annotations / "ana", 0o500)
    before = everything(bound.annotations)
    sentence = bound.fails("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    assert f"{bound.file_of('ana')}: permission denied; make the folder writable" in sentence
    with bound.opens() as terminal:
        enter(terminal)
        terminal.wait_for(saved("1 ✓ verified"))
        terminal.press("d")
        terminal.wait_for(told("1 not saved · ana", f"{bound.file_of('ana')}: permission denied"))
        refuses_to_quit(terminal)
        assert everything(bound.annotations) == before
        close(bound.annotations / "ana", 0o700)
        terminal.wait_gone("not saved")
        leave(terminal)
    assert verdicts(bound) == ["verified", "disputed"]


@pytest.mark.slow
@pytest.mark.parametrize("mode", [0o500, 0o000])
@pytest.mark.parametrize("of", [".", "ana"])
def test_when_permission_is_lost_while_reading_nothing_is(bound: Person, of: str, mode: int) -> None:
    folder = bound.annotations / of
    with bound.opens(columns=100) as terminal:
        enter(terminal)
        terminal.press("d")
        terminal.wait_for(saved("1 ✗ disputed"))
        before = everything(bound.annotations)
        close(folder, mode)
        terminal.press("tab", "u")
        if (of, mode) == (".", 0o500):  # it is the annotator's own folder that is written
            terminal.wait_for(saved("1 ? unverifiable"))
        else:
            terminal.wait_for(told("not saved · ana", "permission denied"))
            assert counted("1 ✓ verified  1 ✗ disputed")(terminal.text)
            refuses_to_quit(terminal)
        close(folder, 0o700)
        terminal.wait_for(saved("1 ? unverifiable"))
        leave(terminal)
    assert verdicts(bound, NEW_YORK_TIMES) == ["unverifiable"]
    assert before.items() <= everything(bound.annotations).items()


@pytest.mark.slow
def test_a_file_that_may_not_be_read_is_not_written_over(bound: Person) -> None:
    file = bound.file_of("ana")
    before = file.read_bytes()
    file.chmod(0o000)
    assert f"{file}: permission denied" in bound.fails("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    with bound.opens() as terminal:
        enter(terminal)
        terminal.wait_for(told(f"{file} cannot be read: permission denied"))
        terminal.press("n", "d")
        terminal.wait_for("1 not saved · ana")
        file.chmod(0o600)
        assert file.read_bytes() == before
        terminal.wait_for(saved("1 ✗ disputed"))
        terminal.wait_for(counted("1 ✓ verified"))
        leave(terminal)
    assert verdicts(bound) == ["verified", "disputed"]


# The folder of annotations vanishes


def with_two_tags(terminal: Terminal) -> None:
    enter(terminal)
    terminal.press("v", "tab", "d")
    terminal.wait_for(saved("1 ✓ verified  1 ✗ disputed"))


def loaded(ana: Person) -> set[object]:
    """What a program that has just been started loads of what ana said."""
    notebook = Workspace.open(ana.workspace).notebook("ana")
    notebook.read_all()
    return {record for article in notebook.articles for claim in notebook.claims(article) for record in claim.history}


@pytest.mark.parametrize("of", ["annotations", "workspace"])
def test_a_folder_that_went_away_is_not_made_again_and_all_is_saved_when_it_is_back(ana: Person, of: str) -> None:
    folder = ana.annotations if of == "annotations" else ana.workspace
    away = ana.home / "away"
    with ana.opens(columns=110) as terminal:
        with_two_tags(terminal)
        before = loaded(ana)
        folder.rename(away)
        terminal.press("u")
        terminal.wait_for(told("not saved · ana", f"{folder} is gone: the folder was moved or its drive is not"))
        refuses_to_quit(terminal)
        assert not folder.exists()
        away.rename(folder)
        terminal.wait_for(saved("1 ✓ verified  1 ✗ disputed  1 ? unverifiable"))
        leave(terminal)
    assert before < loaded(ana)
    assert len(loaded(ana)) == 3


@pytest.mark.slow
def test_an_empty_folder_where_a_drive_was_is_not_written_to(ana: Person) -> None:
    away = ana.home / "away"
    with ana.opens(columns=110) as terminal:
        with_two_tags(terminal)
        ana.workspace.rename(away)
        ana.workspace.mkdir()
        terminal.press("u")
        terminal.wait_for(told("not saved · ana", f"{ana.workspace} is gone"))
        assert list(ana.workspace.iterdir()) == []
        ana.workspace.rmdir()
        copytree(away, ana.workspace)  # other numbers, as of a drive that was mounted anew
        terminal.wait_for(saved("1 ✓ verified  1 ✗ disputed  1 ? unverifiable"))
        leave(terminal)
    assert len(loaded(ana)) == 3


@pytest.mark.slow
def test_a_folder_that_comes_back_as_an_older_copy_gets_what_it_lacks(ana: Person) -> None:
    copy = ana.home / "copy"
    with ana.opens() as terminal:
        enter(terminal)
        terminal.press("v")
        terminal.wait_for(saved("1 ✓ verified"))
        copytree(ana.annotations, copy)
        terminal.press("tab", "d")
        terminal.wait_for(saved("1 ✓ verified  1 ✗ disputed"))
        rmtree(ana.annotations)
        terminal.wait_for("not saved · ana")
        copy.rename(ana.annotations)
        terminal.wait_for(saved("1 ✓ verified  1 ✗ disputed"))
        leave(terminal)
    assert len(loaded(ana)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("of", [".", "ana"])
def test_when_something_else_is_in_the_folders_place_all_is_shown_as_not_saved(ana: Person, of: str) -> None:
    folder, away = ana.annotations / of, ana.home / "away"
    with ana.opens() as terminal:
        with_two_tags(terminal)
        before = {path: content for path, content in tag_files(ana.annotations).items() if path.parent.name == "ana"}
        folder.rename(away)
        folder.write_text("a file")
        says = "was not saved in" if of == "ana" else "is gone"
        terminal.wait_for(told("1 ✓", "1 ✗", "2 not saved · ana", says, str(ana.annotations)))
        terminal.wait_for(is_marked_unsaved)
        refuses_to_quit(terminal)
        assert everything(folder.parent).get(folder) == b"a file"
        folder.unlink()
        if of == ".":  # else the annotator's folder is made anew
            away.rename(folder)
        terminal.wait_for(saved("1 ✓ verified  1 ✗ disputed"))
        leave(terminal)
    assert {path: content for path, content in tag_files(ana.annotations).items() if path in before} == before


# Single steps of writing


def judge(recorded: Recorded, notebook: Notebook, name: str, verdict: Verdict) -> Record:
    """Judge words of which nothing was said."""
    article = recorded.article(name)
    start = article.text.index("captured near")
    record = notebook.judge(article, start, start + len("captured near"), Judgement(verdict))
    assert record
    return record


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path)


def on_disk(recorded: Recorded, *articles: str) -> list[Record]:
    """What ana said of these articles, as a program reads it that has just been started."""
    [ana] = [each for each in recorded.workspace.journals() if each.annotator == "ana"]
    return [record for article in articles for record in ana.records(article)]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("step", FAULTS)
def test_what_a_disk_refuses_waits_and_the_next_save_writes_it(
    recorded: Recorded, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, said = recorded.everything(), on_disk(recorded, FIRST, SECOND)
    notebook = recorded.workspace.notebook("ana")
    waiting = [judge(recorded, notebook, name, Verdict.VERIFIED) for name in (FIRST, SECOND)]
    with monkeypatch.context() as patched:
        break_disk(patched, step, number)
        with pytest.raises(NewsreadError) as caught:
            notebook.save()
    sentence = str(caught.value)
    assert os.strerror(number).lower() in sentence
    assert any(str(recorded.file(name=name)) in sentence for name in (FIRST, SECOND))
    assert (sentence[-1], sentence.count("\n")) == (".", 0)
    assert recorded.everything() == before
    assert notebook.unsaved == tuple(waiting)
    assert not any(map(notebook.is_saved, waiting))
    for record in waiting:
        assert record in [claim.standing(record.slot) for claim in notebook.claims(record.article)]
    notebook.save()
    assert notebook.unsaved == ()
    assert {record.id for record in on_disk(recorded, FIRST, SECOND)} == {record.id for record in (*said, *waiting)}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("step", FAULTS)
def test_what_was_written_before_the_disk_failed_is_saved_and_only_the_rest_waits(
    recorded: Recorded, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = recorded.workspace.notebook("ana")
    first, second = (judge(recorded, notebook, FIRST, verdict) for verdict in (Verdict.VERIFIED, Verdict.DISPUTED))
    with monkeypatch.context() as patched:
        break_disk(patched, step, number, nth=3)
        with pytest.raises(NewsreadError):
            notebook.save()
    assert notebook.unsaved == (second,)
    assert on_disk(recorded, FIRST)[-1].id == first.id
    notebook.save()
    assert [record.id for record in on_disk(recorded, FIRST)[-2:]] == [first.id, second.id]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot force a folder to the disk")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_record_whose_file_is_in_place_but_perhaps_not_for_good_waits_and_is_written_once(
    recorded: Recorded, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = recorded.workspace.notebook("ana")
    record = judge(recorded, notebook, FIRST, Verdict.VERIFIED)
    fsync = os.fsync

    def fail_for_folders(descriptor: int) -> None:
        if os.path.isdir(f"/dev/fd/{descriptor}"):  # noqa: PTH112 - Path would ask for the link's own kind alike
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail_for_folders)
        with pytest.raises(NewsreadError, match=os.strerror(number).lower()):
            notebook.save()
    assert notebook.unsaved == (record,)
    notebook.save()
    assert notebook.is_saved(record)
    assert [each.id for each in on_disk(recorded, FIRST)].count(record.id) == 1


def test_a_file_of_which_the_disk_gives_nothing_back_is_not_written_over(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = recorded.workspace.notebook("ana")
    record = judge(recorded, notebook, FIRST, Verdict.VERIFIED)
    other = recorded.say("ana", FIRST, "He said so on Tuesday", Verdict.DISPUTED)  # in another window, just now
    before = recorded.everything()
    opened = os.open

    def fail_to_read(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if path == recorded.file().name and not flags & os.O_CREAT:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return opened(path, flags, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", fail_to_read)
        with pytest.raises(NewsreadError) as caught:
            notebook.save()
    assert str(recorded.file()) in str(caught.value)
    assert recorded.everything() == before
    notebook.save()
    assert [each.id for each in on_disk(recorded, FIRST)[-2:]] == sorted([record.id, other.id])
    assert len(notebook.claims(FIRST)) == 4


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(("step", "nth"), [(step, nth) for step in FAULTS for nth in (1, 2, 3)])
def test_a_merge_that_fails_at_any_file_changes_none_by_half_and_can_be_done_again(
    recorded: Recorded, step: str, nth: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Recorded(recorded.annotations.with_name("other"))
    before = recorded.everything()
    with monkeypatch.context() as patched:
        break_disk(patched, step, number, nth=nth)
        failed = recorded.workspace.merge([other.annotations], "ana")
    broken = recorded.everything()
    assert failed.refused
    assert all(os.strerror(number).lower() in sentence and sentence.endswith(".") for sentence in failed.refused)
    again = recorded.workspace.merge([other.annotations], "ana")
    assert again.refused == ()
    after = recorded.everything()
    for path in broken.keys() - {recorded.file(name="workspace")}:
        assert broken[path] in {before.get(path), after[path]}
    assert before.keys() <= broken.keys()
    if nth == 1:
        assert broken == before
    for path in before:
        told = {**json.loads(before[path])["_default"], **other.records(*owner_and_article(recorded, path))}
        assert json.loads(after[path])["_default"] == told


def owner_and_article(recorded: Recorded, path: Path) -> tuple[str, str]:
    """Whose file it is, and of which article."""
    owner, _, article = path.relative_to(recorded.annotations).as_posix().partition("/")
    return owner, article.removesuffix(".json")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(
    ("step", "nth"), [(step, nth) for step in FAULTS for nth in (1, 2, 3, 4) if step != "replace" or nth == 1]
)
def test_a_repair_that_fails_at_any_file_leaves_that_one_as_it_was(
    recorded: Recorded, step: str, nth: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mended = (nth - 1) // 2  # for each, two files are made: the copy of what was there, and what could be saved
    damaged = [recorded.file("ana"), recorded.file("bea")]
    for path in damaged:
        path.write_bytes(path.read_bytes() + b"torn")
        (path.parent / ".pending").mkdir()
        (path.parent / ".pending" / "lock").touch()  # which is no part of what is repaired
    before = recorded.everything()
    with monkeypatch.context() as patched:
        break_disk(patched, step, number, nth=nth)
        repairs = recorded.workspace.repair()
    assert [bool(repair.done) for repair in repairs] == [True] * mended + [False] * (2 - mended)
    for repair in repairs[mended:]:
        assert os.strerror(number).lower() in repair.left[0]
        assert repair.file.read_bytes() == before[repair.file]
        assert not list(repair.file.parent.glob(f"{repair.file.name}.corrupt-*"))
    assert not list(recorded.annotations.rglob("*.tmp"))
    assert all(repair.done for repair in recorded.workspace.repair())
    assert not recorded.verify().problems


# Locks


def the_lock(ana: Person) -> Path:
    """Where the lock of ana's folder is, once there is one."""
    return ana.annotations / "ana" / ".pending" / "lock"


def test_where_there_can_be_no_lock_tags_are_saved_all_the_same(ana: Person) -> None:
    the_lock(ana).mkdir(parents=True)
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    assert verdicts(ana) == ["verified"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_while_another_process_keeps_the_lock_tags_are_saved_all_the_same(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    with kept_lock(the_lock(ana)):
        ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed")
        assert verdicts(ana) == ["verified", "disputed"]


def test_what_another_window_writes_while_this_one_saves_is_seen(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = recorded.workspace.notebook("ana")
    judge(recorded, notebook, FIRST, Verdict.VERIFIED)
    add = Pending.add

    def add_late(*args: Any) -> None:
        monkeypatch.setattr(Pending, "add", add)
        recorded.say("ana", FIRST, "He said so on Tuesday", Verdict.DISPUTED)
        add(*args)

    monkeypatch.setattr(Pending, "add", add_late)
    notebook.save()
    assert len(on_disk(recorded, FIRST)) == 4
    notebook.look_again()
    assert len(notebook.claims(FIRST)) == 4
