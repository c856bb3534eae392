"""The reader while claims or coverage stand in its place: it is gone back to as it was left, and up to date."""

from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import ARTICLES, FakeAnalyst, Session

from newsread.app.claims.screen import Claims
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.library.screen import Library
from newsread.app.reader.screen import Reader


@pytest.fixture(autouse=True)
def known(analyst: FakeAnalyst) -> None:
    analyst.names = (("Ukraine", "GPE"), ("Beijing", "GPE"), ("Kyiv", "GPE"))
    analyst.go_on.set()


def reader(session: Session) -> Reader:
    assert isinstance(session.app.screen, Reader)
    return session.app.screen


async def away(session: Session, key: str) -> None:
    await session.press(key)
    await session.until(lambda: isinstance(session.app.screen, Claims | CoverageScreen))


async def back(session: Session) -> None:
    await session.press("q")
    await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)


@pytest.mark.parametrize("key", ["C", "c"])
async def test_search_panel_light_tellings_and_selection_are_as_they_were(open_app: Open, key: str) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.app.desk.suggestions.of(session.active_pane.article))
        await session.press("slash")
        await session.type("the")
        await session.press("enter")
        await session.press("f", "escape", "p", "j", "s", "h", "enter")
        before = reader(session)
        at, selected = session.at, before._subject.selection
        assert before._find.is_open
        assert before._all_tellings.is_open
        await away(session, key)
        await back(session)
        assert reader(session) is before
        assert (session.at, before._subject.selection) == (at, selected)
        assert before._find.is_open
        assert before._all_tellings.is_open


async def test_what_was_undone_meanwhile_is_no_longer_shown(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "k")
        await session.shows("✓ verified")
        await away(session, "C")
        await session.press("z")
        await session.shows("undone")
        await back(session)
        await session.until(lambda: "✓ verified" not in session.screen)


async def test_a_text_that_changed_meanwhile_is_shown_with_the_cursor_at_its_words(
    open_app: Open, folder: Path
) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("j")
        assert session.at == ("one.txt", 2)
        await away(session, "C")
        (folder / "one.txt").write_text("A New Head\n\nAnd a lead. " + ARTICLES["one.txt"][18:], encoding="utf-8")
        desk = session.app.desk
        await session.until(lambda: "A New Head" in getattr(desk.workspace.article("one.txt"), "text", ""))
        await back(session)
        await session.shows("A New Head")
        assert session.at == ("one.txt", 3)


async def test_another_size_is_taken_in(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        assert len(session.visible_panes) == 3
        await away(session, "c")
        await session.pilot.resize_terminal(90, 24)
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Reader) and len(session.visible_panes) < 3)


async def test_a_claim_of_an_open_article_is_read_in_the_same_reader(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "p", "tab")
        before = reader(session)
        await away(session, "C")
        await session.until(lambda: session.rows.size.height and "Ukraine captured" in session.screen)
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.until(lambda: session.at == ("one.txt", 1))
        assert reader(session) is before
        assert before._all_tellings.is_open


async def test_a_reader_that_is_left_for_good_or_for_another_is_gone(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("space")
        await session.open_reader()
        await session.press("v", "q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await session.press("space", "G", "space")
        await session.open_reader()
        second = reader(session)
        await away(session, "C")
        await session.until(lambda: session.rows.size.height and "Ukraine captured" in session.screen)
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("one.txt", 1)
        assert reader(session) is not second
        await session.until(lambda: not second.is_running)
        await away(session, "C")
        await back(session)
        assert session.at == ("one.txt", 1)
        last = reader(session)
        await session.press("q")
        await session.until(lambda: not last.is_running)
