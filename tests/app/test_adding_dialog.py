"""The window that adds articles: what became of each is told, it can be stopped, and the library lists what came."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from tests.app.conftest import Open
from tests.app.driving import Session
from textual.widgets import Input, Static

from newsread.app.dialogs.add_articles import AddingDialog
from newsread.app.library.screen import Library
from newsread.ingest import adding
from newsread.ingest.adding import Added, Outcome, Progress
from newsread.place import Place

PAGE = "Two soldiers were captured on Tuesday.\n\nThe president said so in a post, and showed their documents.\n"


async def opened(session: Session, typed: object = "") -> AddingDialog:
    await session.press("A")
    await session.until(lambda: isinstance(session.app.screen, AddingDialog))
    dialog = session.app.screen
    assert isinstance(dialog, AddingDialog)
    dialog.query_one(Input).value = str(typed)
    return dialog


def listed(session: Session) -> tuple[str, ...]:
    library = next(screen for screen in session.app.screen_stack if isinstance(screen, Library))
    return tuple(library._ids)


def told(dialog: AddingDialog, part: str) -> str:
    return str(dialog.query_one(part, Static).content)


class Slow:
    """Adds one article after the other, each when it is let go on."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.stopped = Event()

    def add(
        self, sources: list[str], *, progress: Callable[[Progress], None], stop: Callable[[], bool]
    ) -> Iterator[Added]:
        for number in range(100):
            if stop():
                self.stopped.set()
                return
            progress(Progress(number, 100, f"{sources[0]}/{number}"))
            yield Added(f"{sources[0]}/{number}", Outcome.ADDED, f"{number}.txt")
            self.go_on.wait(10)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow()
    monkeypatch.setattr(adding, "Adding", lambda *_, **__: found)
    return found


async def test_a_file_becomes_an_article_that_the_library_lists(open_app: Open, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "soldiers.txt").write_text(PAGE, encoding="utf-8")
    async with open_app() as session:
        await session.press("space", "down")
        before = listed(session)
        dialog = await opened(session, f" '{tmp_path / 'soldiers.txt'}' ")
        await session.press("enter")
        await session.until(lambda: told(dialog, "#progress") == "1 added")
        assert dialog.query_one(Input).value == ""
        await session.press("escape")
        await session.until(lambda: session.app.screen is not dialog)
        await session.until(lambda: len(listed(session)) == len(before) + 1)
        (new,) = {*listed(session)} - {*before}
        assert (folder / new).read_text(encoding="utf-8").endswith(f"---\n{PAGE}")
        library = session.app.screen
        assert isinstance(library, Library)
        assert (library.under_cursor, library.picked) == (before[2], [before[0]])  # picking went on to the next


async def test_what_became_of_each_is_told_with_the_reason(open_app: Open, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "new"
    source.mkdir()
    (source / "a.txt").write_text(PAGE, encoding="utf-8")
    (source / "b.txt").write_text((folder / "one.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (source / "c\x1b[31m.txt").write_text(" \n")
    async with open_app() as session:
        dialog = await opened(session, source)
        await session.press("enter")
        await session.until(lambda: told(dialog, "#progress") == "1 added, 1 already there, 1 failed")
        await session.shows("already there one.txt", "failed")
        assert "c␛[31m.txt" in told(dialog, "#whole")
        assert "\x1b" not in session.screen
        await session.press("up")
        await session.until(lambda: "b.txt" in told(dialog, "#whole"))


async def test_what_cannot_be_found_is_told_and_stays_typed(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        dialog = await opened(session, tmp_path / "nothing.txt")
        await session.press("enter")
        await session.until(lambda: told(dialog, "#progress") == "1 failed")
        assert "nothing.txt" in told(dialog, "#whole")
        assert dialog.query_one(Input).value == str(tmp_path / "nothing.txt")


async def test_how_to_fetch_from_the_local_network_is_told_so_that_it_can_be_done(open_app: Open) -> None:
    async with open_app() as session:
        dialog = await opened(session, "http://127.0.0.1:9/page")
        await session.press("enter")
        await session.until(lambda: told(dialog, "#progress") == "1 failed")
        assert "allow it in a shell with newsread add --allow-local" in told(dialog, "#whole")


async def test_leaving_stops_first_and_closes_only_then(open_app: Open, slow: Slow) -> None:
    async with open_app() as session:
        dialog = await opened(session, "https://paper.example/feed")
        await session.press("enter")
        await session.until(lambda: "1 of 100 · https://paper.example/feed/0" in told(dialog, "#progress"))
        await session.press("enter")  # does not begin again
        await session.press("escape")
        assert told(dialog, "#progress").startswith("stopping")
        assert session.app.screen is dialog
        slow.go_on.set()
        await session.until(lambda: told(dialog, "#progress") == "1 added")
        assert slow.stopped.is_set()
        await session.press("escape")
        await session.until(lambda: session.app.screen is not dialog)


async def test_leaving_twice_closes_at_once(open_app: Open, slow: Slow) -> None:
    async with open_app() as session:
        dialog = await opened(session, "https://paper.example/feed")
        await session.press("enter")
        await session.until(lambda: "1 of 100" in told(dialog, "#progress"))
        await session.press("escape", "escape")
        await session.until(lambda: session.app.screen is not dialog)
        slow.go_on.set()
        await session.until(slow.stopped.is_set)


async def test_what_came_while_it_was_left_is_listed_too(open_app: Open, slow: Slow, folder: Path) -> None:
    async with open_app() as session:
        dialog = await opened(session, "https://paper.example/feed")
        await session.press("enter")
        await session.until(lambda: "1 of 100" in told(dialog, "#progress"))
        await session.press("escape", "escape")
        await session.until(lambda: session.app.screen is not dialog)
        (folder / "late.txt").write_text(PAGE, encoding="utf-8")
        slow.go_on.set()
        await session.until(lambda: "late.txt" in listed(session))


async def takes_none(session: Session, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.app.desk.workspace, "place", place)
    await session.press("A")
    await session.shows("which takes no articles")
    assert isinstance(session.app.screen, Library)


async def test_the_sample_and_a_part_of_a_workspace_take_no_articles(
    open_app: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as session:
        await takes_none(session, Place(folder, folder / "annotations", label="sample"), monkeypatch)
        await takes_none(session, Place(folder, folder / "annotations", (folder / "one.txt",)), monkeypatch)


async def test_how_much_of_a_page_was_left_out_is_shown(
    open_app: Open, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(*_: object, **__: object) -> Iterator[Added]:
        yield Added("a.html", Outcome.ADDED, "a.txt", left_out=("Home", "About us"))

    monkeypatch.setattr(slow, "add", add)
    async with open_app() as session:
        dialog = await opened(session, "a.html")
        await session.press("enter")
        await session.until(lambda: told(dialog, "#progress") == "1 added")
        assert told(dialog, "#whole") == "a.html · 2 blocks of the page left out"
