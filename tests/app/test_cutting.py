"""Cutting a line between two cells: no piece is a cell too short or too long, whatever it is cut through."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from tests.app.conftest import Open
from tests.monkeys import HOSTILE, garbled
from textual.widgets import Static

from newsread.app.dialogs.base import AskAnnotator
from newsread.app.widgets.bars import plain
from newsread.app.widgets.segment_cutting import split_cells
from newsread.text.printable import printable

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize("name", HOSTILE)
def test_both_pieces_have_the_cells_that_they_should_have(name: str) -> None:
    text = printable(HOSTILE[name][:3000])
    for at in range(0, len(text), 17):
        segment = Segment(text[at : at + 40], Style(bold=True))
        for cut in range(segment.cell_length + 2):
            left, right = split_cells(segment, cut)
            assert left.cell_length == min(cut, segment.cell_length)
            assert right.cell_length == segment.cell_length - left.cell_length
            assert left.style == right.style == segment.style


def test_a_family_that_is_cut_through_becomes_spaces_and_else_stays_whole() -> None:
    segment = Segment(f"a{FAMILY}b")
    assert cell_len(FAMILY) == 2
    pieces = [[piece.text for piece in split_cells(segment, cut)] for cut in range(5)]
    assert pieces == [
        ["", f"a{FAMILY}b"],
        ["a", f"{FAMILY}b"],
        ["a ", " b"],
        [f"a{FAMILY}", "b"],
        [f"a{FAMILY}b", ""],
    ]


async def test_a_window_over_a_family_moves_nothing(open_app: Open) -> None:
    async with open_app(80) as session:
        screen = session.app.screen
        for before in range(12):
            await screen.mount(Static(plain(" " * before + f"{FAMILY} posted. " * 6)), before=1)
        await session.press("w")
        await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
        await session.pilot.pause()
        rows = [list(strip) for strip in session.app.screen._compositor.render_strips()]
        assert any(FAMILY in segment.text for row in rows for segment in row)
        assert garbled(rows, (80, 24)) == ""
