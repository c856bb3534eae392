"""A list that is longer than the screen."""

from pathlib import Path

import pytest
from tests.app.conftest import Open


@pytest.mark.parametrize(
    ("keys", "row"), [(["down"] * 5, 5), (["end"], 42), (["pagedown", "up"], 9), (["end", "home"], 0)]
)
async def test_keys_move_the_cursor_and_bring_it_into_view(
    keys: list[str], row: int, folder: Path, open_app: Open
) -> None:
    for number in range(40):
        (folder / f"wire {number:02}.txt").write_text(f"Report {number} came in on Tuesday.", encoding="utf-8")
    async with open_app(100) as session:
        await session.press(*keys)
        assert session.rows.cursor == row
        assert row in session.rows.on_screen


async def test_a_shorter_list_keeps_the_cursor_on_a_row(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("G")
        session.rows.set_count(2)
        assert session.rows.cursor == 1
        session.rows.set_count(0)
        assert (session.rows.cursor, list(session.rows.on_screen)) == (0, [])
