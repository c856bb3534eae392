"""A tag that is shown as saved is on the disk; one that is not is shown as not saved."""

import time
from pathlib import Path
from threading import Event

import pytest
from tests.annotations.disk import long_after
from tests.app.conftest import Open
from tests.app.driving import Session

from newsread.annotations.records import Record
from newsread.annotations.store.journal import Journal, NotSaved
from newsread.app.dialogs.base import UnsavedDialog
from newsread.app.library.screen import Library


def full_disk(_: Journal, __: str, ___: Record) -> None:
    raise NotSaved("The tag was not saved: no space left on device.")


async def tag_on_a_full_disk(session: Session) -> None:
    await session.open_reader()
    await session.press("v")
    await session.until(lambda: "no space left on device" in session.screen)


async def test_a_failed_write_is_shown_at_once_and_the_next_that_succeeds_clears_it(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(200) as session:
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "append", full_disk)
            await tag_on_a_full_disk(session)
            assert "1 not saved · ana" in session.title
            assert "not saved" in session.claim
            await session.shows("no space left on device", "tried again every second")
            assert "… not saved" in session.screen
            assert session.records() == []
        await session.press("d")
        await session.saved()
        await session.until(lambda: "not saved" not in session.title)
        assert [what for _, _, what in session.said()] == ["tag verified content", "tag disputed content"]
        await session.until(lambda: "✓ ✗" in session.active_pane.render_line(2).text)


async def test_quitting_warns_of_what_is_not_saved_and_leaves_only_when_told_to(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "append", full_disk)
    async with open_app() as session:
        await tag_on_a_full_disk(session)
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        assert "1 not saved" in session.title
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, UnsavedDialog))
        await session.shows("1 record could not be saved.", "no space left on device")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Library))
        assert session.app.is_running
        await session.press("ctrl+q")
        await session.until(lambda: isinstance(session.app.screen, UnsavedDialog))
        await session.press("L")
        await session.until(lambda: session.app._exit)


async def test_quitting_tries_once_more_and_then_leaves(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_app() as session:
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "append", full_disk)
            await tag_on_a_full_disk(session)
        await session.press("ctrl+q")
        await session.until(lambda: session.app._exit)
        assert len(session.said()) == 1


async def test_what_could_not_be_written_is_written_by_itself_when_it_can(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as session:
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "append", full_disk)
            await tag_on_a_full_disk(session)
            assert session.records() == []
        await session.saved()
        await session.until(lambda: "not saved" not in session.screen)
        assert [what for _, _, what in session.said()] == ["tag verified content"]


async def test_damage_is_told_and_the_next_thing_said_mends_it_with_a_copy_beside(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "v")
        await session.saved()
        file = session.journal("ana").file("one.txt")
        long_after(file.parent)
    torn = file.read_bytes()[:-20]
    file.write_bytes(torn)
    async with open_app() as session:
        # However it is wrapped.
        await session.until(lambda: "one.txt.jsonwasdamaged" in "".join(session.screen.split()))
        await session.open_reader()
        assert "one.txt.jsonwasdamaged" in "".join(session.below.split())
        assert file.read_bytes() == torn
        await session.press("d")
        await session.saved()
        await session.until(lambda: "damaged" not in session.screen)
        assert [what for _, _, what in session.said()] == ["tag verified content", "tag disputed content"]
    [copy] = file.parent.glob("*.corrupt-*")
    assert copy.read_bytes() == torn


async def test_what_is_shown_is_written_again_when_its_file_is_torn_meanwhile(folder: Path, open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "v")
        await session.saved()
        file = folder / "annotations" / "ana" / "one.txt.json"
        file.write_bytes(file.read_bytes()[:30])
        await session.press("d")
        await session.until(lambda: len(session.said()) == 3)
        await session.saved()
        assert len(session.records()) == 3


async def test_what_has_gone_from_the_disk_is_written_again_and_told(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        [record] = session.records()
        file = session.journal("ana").file("one.txt")
        long_after(file.parent)
        file.unlink()
        await session.shows("1 record had gone from the disk")
        await session.until(lambda: session.records() == [record])


async def test_the_screens_hear_of_what_was_on_the_disk_before_anything_waited_for_it(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as session:
        await session.open_reader()
        desk, notebook = session.app.desk, session.app.desk.notebook
        save, publish = notebook.save, desk.said.publish
        drawn = Event()
        told: list[int] = []

        def tell(article_id: str | None) -> None:
            told.append(len(notebook.unsaved))
            publish(article_id)

        def save_once_it_is_drawn() -> None:
            drawn.wait(5)
            save()

        def wait_for_the_disk(_: Record) -> None:
            drawn.set()
            while notebook.unsaved:
                time.sleep(0.001)

        monkeypatch.setattr(notebook, "save", save_once_it_is_drawn)
        monkeypatch.setattr(desk.sharing, "take_in", wait_for_the_disk)
        monkeypatch.setattr(desk.said, "publish", tell)
        await session.press("v")
        await session.until(lambda: told == [1, 0])


async def test_what_has_gone_from_the_disk_is_told_only_when_it_is_there_again(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        file = session.journal("ana").file("one.txt")
        long_after(file.parent)
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "append", full_disk)
            file.unlink()
            await session.shows("1 not saved", "no space left on device")
            await session.app.desk.look_again()
            assert not session.app._notifications
        await session.shows("1 record had gone from the disk")
        assert len(session.records()) == 1


async def test_a_folder_that_comes_back_with_all_records_ends_the_warning(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        annotations = session.app.desk.workspace.place.annotations
        away = annotations.with_name("away")
        annotations.rename(away)
        await session.press("ctrl+q")
        await session.until(lambda: isinstance(session.app.screen, UnsavedDialog))
        away.rename(annotations)
        await session.shows("Everything is saved now.")
        assert not isinstance(session.app.screen, UnsavedDialog)
        assert session.app.desk.not_saved is None
        assert session.app.is_running
        assert len(session.records()) == 1
