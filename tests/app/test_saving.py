"""A tag that is shown as saved is on the disk; one that is not is shown as not saved."""

from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import Session

from newsread.app.dialogs import UnsavedDialog
from newsread.app.library import Library
from newsread.tags.journal import Journal, NotSaved
from newsread.tags.records import Record


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
            await session.shows("no space left on device", "tried again with the next thing you say")
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
        await session.shows("1 of the things you said could not be written.", "no space left on device")
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


async def test_tags_that_cannot_be_read_are_told_and_nothing_is_overwritten(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        file = session.journal("ana").file("one.txt")
    file.write_text("{ torn", encoding="utf-8")
    async with open_app() as session:
        await session.shows("one.txt.json")
        await session.open_reader()
        assert "one.txt.json" in session.below
        await session.press("d")
        await session.until(lambda: "1 not saved" in session.title)
        assert file.read_text(encoding="utf-8") == "{ torn"


async def test_what_waits_is_saved_by_itself_when_a_damaged_file_is_whole_again(folder: Path, open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        [file] = (folder / "annotations" / "ana").iterdir()
        whole = file.read_bytes()
        file.write_bytes(whole[:30])
        await session.press("d")
        await session.shows("2 not saved · ana")
        file.write_bytes(whole)
        await session.saved()
        await session.until(lambda: "not saved" not in session.screen)
        assert [what for _, _, what in session.said()] == ["tag verified content", "tag disputed content"]
