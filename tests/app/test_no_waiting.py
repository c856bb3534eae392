"""No key waits for the disk: what it needs is read, and what it changes is written, while the screens go on."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from tests.app.conftest import Open

from newsread.app.claims.screen import Claims
from newsread.app.dialogs.base import AskAnnotator
from newsread.app.dialogs.export import ExportDialog
from newsread.app.library.screen import Library
from newsread.app.reader.screen import Reader
from newsread.articles.article import Article, Unreadable
from newsread.articles.folder import read_article
from newsread.atomic_files import replace_file
from newsread.settings import read_settings

MANY = 30
"""How many articles are more than a screen shows."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """A context in which it is noted what is asked of the disk where the screens run."""
    noted: list[str] = []

    def noting(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def call_it(*args: Any, **options: Any) -> Any:
            if current_thread() is main_thread() and args and isinstance(args[0], str | os.PathLike):
                noted.append(f"{name} {os.fspath(args[0])}")
            return call(*args, **options)

        return call_it

    @contextmanager
    def noted_in() -> Iterator[list[str]]:
        noted.clear()
        with monkeypatch.context() as patched:
            of_os = ("stat", "lstat", "open", "scandir", "listdir", "mkdir", "replace")
            for module, names in ((os, of_os), (io, ("open",))):
                for name in names:
                    patched.setattr(module, name, noting(name, getattr(module, name)))
            yield noted

    return noted_in


@dataclass
class SlowDisk:
    """Articles that come from the disk only when that is let go on."""

    slow: bool = False
    go_on: Event = field(default_factory=Event)
    on_the_screens_time: list[str] = field(default_factory=list)

    def pass_on(self, article_id: str) -> None:
        if not self.slow:
            return
        if current_thread() is main_thread():
            self.on_the_screens_time.append(article_id)
        else:
            assert self.go_on.wait(10)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    disk = SlowDisk()

    def read_slowly(folder: Path, article_id: str, *rest: Any) -> Article | Unreadable:
        disk.pass_on(article_id)
        return read_article(folder, article_id, *rest)

    monkeypatch.setattr("newsread.workspace.workspace.read_article", read_slowly)
    return disk


@pytest.fixture
def many(folder: Path) -> None:
    """As many articles more, of two claims each."""
    for number in range(MANY):
        text = f"Heading\n\nThe first claim of {number}. The second claim of {number}.\n"
        (folder / f"x{number:02}.txt").write_text(text, encoding="utf-8")


async def test_f2_changes_the_colours_while_the_setting_is_still_being_written(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def write_slowly(path: Path, content: bytes) -> os.stat_result:
        assert current_thread() is not main_thread()
        assert go_on.wait(10)
        return replace_file(path, content)

    monkeypatch.setattr("newsread.settings.replace_file", write_slowly)
    settings = tmp_path / "settings.toml"
    async with open_app() as session:
        await session.press("f2", "f2")
        assert session.app.theme == "newsread-colour-safe"
        assert not settings.exists()
        go_on.set()
        await session.until(lambda: read_settings(settings).settings.theme == "newsread-colour-safe")


async def test_settings_that_cannot_be_written_are_told(open_app: Open, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    async with open_app() as session:
        settings.mkdir()
        await session.press("f2")
        await session.shows("could not be", "written to")
        assert session.app.theme == "newsread-light"


@pytest.mark.usefixtures("many")
async def test_articles_are_read_before_they_are_opened_and_what_is_typed_meanwhile_is_for_the_reader(
    open_app: Open, disk: SlowDisk
) -> None:
    async with open_app(height=16) as session:
        disk.slow = True
        await session.press("enter", "j", "j", "v")
        assert isinstance(session.app.screen, Library)
        disk.go_on.set()
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.records())
        assert session.said() == [("one.txt", "Nobody confirmed it.", "tag verified content")]
        assert disk.on_the_screens_time == []


@pytest.mark.usefixtures("many")
async def test_from_the_claims_list_too_articles_are_read_before_they_are_opened(
    open_app: Open, disk: SlowDisk
) -> None:
    async with open_app(height=16) as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
    async with open_app(height=16) as session:
        await session.press("C")
        await session.until(lambda: isinstance(session.app.screen, Claims) and session.rows.count == 1)
        disk.slow = True
        await session.press("enter", "j", "d")
        assert isinstance(session.app.screen, Claims)
        disk.go_on.set()
        await session.until(lambda: len(session.records()) == 2)
        assert session.said()[-1] == ("one.txt", "They fought for Russia.", "tag disputed content")
        assert disk.on_the_screens_time == []


@pytest.mark.usefixtures("many")
async def test_where_none_of_the_articles_can_be_read_the_reason_is_told_and_keys_work_again(
    open_app: Open, folder: Path, disk: SlowDisk
) -> None:
    (folder / "zero.bin").write_bytes(b"\x00\x01\x02")
    async with open_app(height=16) as session:
        disk.slow = True
        await session.press("G", "space", "enter", "g")
        assert session.rows.cursor == MANY + 3
        disk.go_on.set()
        await session.shows("zero.bin is neither plain text nor Markdown")
        await session.until(lambda: session.rows.cursor == 0)
        assert isinstance(session.app.screen, Library)
        assert disk.on_the_screens_time == []


@pytest.mark.usefixtures("many")
async def test_an_article_that_is_not_read_yet_is_picked_without_reading_it(open_app: Open, disk: SlowDisk) -> None:
    async with open_app(height=16) as session:
        disk.slow = True
        await session.press("G", "space")
        assert disk.on_the_screens_time == []
        library = session.app.screen
        assert isinstance(library, Library)
        assert library.wanted == [f"x{MANY - 1:02}.txt"]
        disk.go_on.set()


@pytest.mark.slow
async def test_no_key_asks_the_disk_for_anything_where_the_screens_run(
    open_app: Open, asked: Callable[[], Any]
) -> None:
    async with open_app() as session:
        with asked() as noted:
            await session.press("f2", "enter")
            await session.until(lambda: isinstance(session.app.screen, Reader))
            await session.press("v", "d", "z", "Z", "x", "c", "q", "C")
            await session.until(lambda: isinstance(session.app.screen, Claims) and session.rows.count == 1)
            await session.press("x", "z", "q", "q")
            await session.until(lambda: isinstance(session.app.screen, Library))
            await session.press("z", "Z")
            assert noted == []
            await session.press("E")
            await session.until(lambda: isinstance(session.app.screen, ExportDialog))
            await session.press("enter")
            await session.shows("Exported")
            assert noted == []


async def test_another_reader_takes_over_without_a_wait_and_what_is_typed_next_is_theirs(
    open_app: Open, asked: Callable[[], Any], folder: Path
) -> None:
    (folder / "annotations" / "Bob").mkdir(parents=True)
    async with open_app() as session:
        await session.open_reader()
        with asked() as noted:
            await session.app.run_action("annotator")
            await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
            await session.press("ctrl+u")
            await session.type("bob")
            await session.press("enter")
            await session.shows("“bob” is new here")
            await session.press("enter", "v")
            await session.until(lambda: session.app.desk.notebook.totals)
            assert noted == []
        await session.saved()
        assert [verdict for *_, verdict in session.said("bob")] == ["tag verified content"]
        assert session.said("ana") == []
