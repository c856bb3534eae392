"""The lines under the panes tell all that is known of a claim, at every width."""

from pathlib import Path

import pytest
from tests.app import story
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual.widgets import Static

from newsread.app.reader.wordings_view import AllTellings


@pytest.fixture(autouse=True)
def _told(folder: Path, analyst: FakeAnalyst) -> None:
    story.tell(folder, analyst)


async def read(session: Session) -> None:
    await session.open_reader()
    await session.until(lambda: "▸" in session.told)


@pytest.mark.parametrize("width", [60, 80, 120, 160, 220])
async def test_where_a_claim_stands_and_is_missing_and_in_how_many_texts_is_told_at_every_width(
    width: int, open_app: Open
) -> None:
    async with open_app(width) as session:
        await read(session)
        for told in ("same: 3 The Wire", "related: 2 The Post", "not found: 4 日報", "2 "):
            assert told in session.told
        assert session.told.endswith("texts")
        assert "…" not in session.told


async def test_the_difference_stays_beside_a_message_and_what_is_lit(open_app: Open) -> None:
    async with open_app(80) as session:
        await read(session)
        difference = session.difference
        assert difference.startswith("3 The Wire: [Ukraine / Kyiv had said that it] captured")
        await session.press("z")
        assert (session.difference, session.below) == (difference, "nothing to be undone")
        await session.press("right_square_bracket")
        assert session.difference == difference
        assert "esc ends" in session.below


async def test_on_a_low_screen_a_message_takes_the_line_of_the_difference(open_app: Open) -> None:
    async with open_app(80, 20) as session:
        await read(session)
        assert session.difference
        await session.press("z")
        assert (session.difference, session.below) == ("", "nothing to be undone")


async def test_a_long_reason_is_not_cut_away_without_the_key_that_shows_it(open_app: Open) -> None:
    async with open_app(80) as session:
        await read(session)
        await session.press("d", "k", "r")
        await session.type("Beijing says otherwise, " * 12)
        await session.press("enter")
        await session.until(lambda: "because" in session.claim)
        assert session.claim.endswith("… p shows all")
        await session.press("p")
        assert str(session.app.screen.query_one(AllTellings).query_one(Static).content).count("otherwise") == 12


async def test_all_tellings_have_the_tags_of_each_with_reasons(open_app: Open) -> None:
    async with open_app(120, 40) as session:
        await read(session)
        await session.press("3", "u", "k", "r")
        await session.type("nobody was there")
        await session.press("enter", "1", "p")
        await session.shows("? unverifiable", "because: nobody was there", "independence: 2 outlets, 2 independent")


async def test_how_the_panes_move_is_told_with_one_pane_on_the_screen(open_app: Open) -> None:
    async with open_app(60) as session:
        await read(session)
        assert len(session.visible_panes) == 1
        assert "sync: claim" in session.title
        await session.press("S")
        assert "sync: share of length" in session.title
