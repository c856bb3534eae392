"""Hidden suggestions: no screen shows any, what was confirmed stays, and they stay hidden on every way."""

from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.app.claims.screen import Claims
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.dialogs.counterparts import CounterpartDialog
from newsread.app.dialogs.evidence import EvidenceEditor, SentenceDialog
from newsread.app.library.screen import Library
from newsread.app.reader.screen import Reader
from newsread.app.session.relations import Relation

CAPTURED, DENIED, ASKED = Place("one.txt", 18, 43), Place("two.txt", 10, 36), Place("three.txt", 14, 41)
SAME, CONFIRMED = Relation.SAME.glyph, Relation.CONFIRMED.glyph


@pytest.fixture(autouse=True)
def suggesting(analyst: FakeAnalyst) -> None:
    analyst.counterparts = (
        Counterpart(CAPTURED, DENIED, Band.SAME, ("report",)),
        Counterpart(CAPTURED, ASKED, Band.RELATED, ("answer",)),
    )
    analyst.go_on.set()


async def read_hidden(session: Session) -> None:
    """Read all articles, and hide the suggestions once they are known."""
    await session.open_reader()
    await session.shows(f"{SAME} same")
    await session.press("H")
    await session.until(lambda: f"{SAME} same" not in session.screen)


async def on(session: Session, screen: type) -> None:
    await session.until(lambda: isinstance(session.app.screen, screen))


async def back_in_the_reader(session: Session) -> None:
    await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)


async def test_the_list_of_counterparts_has_only_what_was_confirmed(open_app: Open) -> None:
    async with open_app() as session:
        await read_hidden(session)
        await session.press("m")
        await on(session, CounterpartDialog)
        await session.shows("suggestions hidden · H shows them")
        window = session.app.screen
        assert isinstance(window, CounterpartDialog)
        assert {row.relation for row in window._every} == {Relation.NONE}
        assert "both have" not in session.screen
        assert "counterpart found" not in session.screen
        await session.press("escape")
        await back_in_the_reader(session)
        await session.press("H")
        await session.shows(f"{SAME} same")
        await session.press("m", "j", "space", "escape")
        await back_in_the_reader(session)
        await session.press("H", "m")
        await on(session, CounterpartDialog)
        window = session.app.screen
        assert isinstance(window, CounterpartDialog)
        assert {row.article.id: row.relation for row in window._every} == {
            "three.txt": Relation.NONE,
            "two.txt": Relation.CONFIRMED,
        }


async def test_the_coverage_has_only_what_was_confirmed(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.shows(f"{SAME} same")
        await session.press("m", "j", "space", "escape")
        await back_in_the_reader(session)
        await session.press("H", "c")
        await session.shows("suggestions hidden in the reader")
        row = next(line for line in session.screen.split("\n") if "▌" in line)
        assert row.split()[-3:] == ["2", Relation.HERE.glyph, CONFIRMED]


async def test_the_sentences_offered_as_evidence_are_not_told_apart(open_app: Open) -> None:
    async with open_app() as session:
        await read_hidden(session)
        await session.press("v", "e")
        await on(session, EvidenceEditor)
        await session.press("ctrl+s")
        await on(session, SentenceDialog)
        await session.until(lambda: session.rows.size.height)
        window = session.app.screen
        assert isinstance(window, SentenceDialog)
        assert {each.relation for each in window._every} == {Relation.NONE}


@pytest.mark.parametrize(("key", "screen"), [("C", Claims), ("c", CoverageScreen)])
async def test_they_stay_hidden_on_the_way_from_the_library_by_another_screen(
    open_app: Open, key: str, screen: type
) -> None:
    async with open_app() as session:
        await read_hidden(session)
        await session.press("v", "y", "minus", "q")
        await on(session, Library)
        reading = session.app._left_off.reading
        assert reading
        await session.press(key)
        await on(session, screen)
        await session.until(lambda: session.rows.size.height and "Ukraine captured" in session.screen)
        await session.press("g", "enter")
        await back_in_the_reader(session)
        await session.shows("suggestions hidden")
        reader = session.app.screen
        assert isinstance(reader, Reader)
        assert (reader.reading.sync, reader.reading.panes) == (reading.sync, 2)
        await session.press("H")
        await session.until(lambda: "suggestions hidden" not in session.screen)


async def test_panes_and_how_they_move_along_are_as_they_last_were_when_others_are_opened(open_app: Open) -> None:
    async with open_app() as session:
        await read_hidden(session)
        await session.press("y", "minus", "q")
        await on(session, Library)
        last = session.app._left_off.reading
        await session.open_reader()
        reader = session.app.screen
        assert isinstance(reader, Reader)
        assert last
        assert (reader.reading.sync, reader.reading.panes, reader.reading.suggestions) == (last.sync, 2, False)


async def test_they_are_hidden_at_the_next_start_before_anything_is_read(open_app: Open, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with open_app(state=state) as session:
        await read_hidden(session)
        await session.press("ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(state=state) as session:
        await session.until(lambda: not session.app.desk.suggestions.shown)
        await session.press("c")
        await session.shows("suggestions hidden in the reader")
