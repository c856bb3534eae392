"""The mouse: it points at sentences, and selects what it is pulled over."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.app.conftest import Open
from tests.app.driving import Session
from tests.app.test_select_keys import chosen

from newsread.app.reader.pane import Pane


def place_of(session: Session, words: str, pane: Pane | None = None) -> tuple[Pane, tuple[int, int]]:
    """Return the pane and the cell in it at which words begin that stand on one line."""
    pane = pane or session.active_pane
    for row in range(pane.scrollable_content_region.height):
        strip = pane.render_line(row)
        at = strip.text.find(words)
        if at >= 0:
            return pane, (1 + cell_len(strip.text[:at]), row + 1)  # the border stands around it
    raise AssertionError(f"{words} is not on the screen")


async def pull(session: Session, begins: str, ends: str) -> None:
    """Hold the mouse down at the beginning of some words, pull it to the beginning of others, and let it go."""
    pane, here = place_of(session, begins)
    _, there = place_of(session, ends, pane)
    await session.pilot.mouse_down(pane, offset=here)
    await session.pilot.hover(pane, offset=there)
    await session.pilot.mouse_up(pane, offset=there)
    await session.pilot.pause()


async def test_a_click_goes_to_a_sentence(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        pane, offset = place_of(session, "fought")
        await session.pilot.click(pane, offset=offset)
        assert session.at == ("one.txt", 2)
        assert chosen(session) == []


async def test_what_the_mouse_is_pulled_over_is_selected_and_judged(open_app: Open) -> None:
    async with open_app(60) as session:
        await session.open_reader()
        await pull(session, "captured", "two men")
        assert chosen(session) == ["captured t"]
        await session.press("l")
        assert chosen(session) == ["captured two"]
        await session.press("v")
        await session.saved()
        assert session.said() == [("one.txt", "captured two", "tag verified content")]


async def test_pulled_backwards_the_beginning_moves(open_app: Open) -> None:
    async with open_app(60) as session:
        await session.open_reader()
        await pull(session, "two men", "captured")
        assert chosen(session) == ["captured t"]
        await session.press("h")
        assert chosen(session) == ["Ukraine captured t"]


async def test_a_selection_spans_lines_and_sentences(open_app: Open) -> None:
    async with open_app(60) as session:
        await session.open_reader()
        await pull(session, "men.", "Nobody")
        assert chosen(session) == ["men. They fought for Russia. N"]
        assert session.at == ("one.txt", 1)


async def test_a_click_elsewhere_ends_the_selection(open_app: Open) -> None:
    async with open_app(60) as session:
        await session.open_reader()
        await pull(session, "captured", "two men")
        pane, offset = place_of(session, "confirmed")
        await session.pilot.click(pane, offset=offset)
        assert chosen(session) == []
        assert session.at == ("one.txt", 3)


async def test_a_second_click_selects_the_word(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        pane, offset = place_of(session, "fought")
        await session.pilot.click(pane, offset=(offset[0] + 2, offset[1]), times=2)
        assert chosen(session) == ["fought"]
        assert session.at == ("one.txt", 2)


async def test_the_mouse_selects_in_another_pane_and_goes_there(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        other = session.visible_panes[1]
        _, here = place_of(session, "asked", other)
        _, there = place_of(session, "answer", other)
        await session.pilot.mouse_down(other, offset=here)
        await session.pilot.hover(other, offset=there)
        await session.pilot.mouse_up(other, offset=there)
        await session.pilot.pause()
        assert session.at == ("three.txt", 1)
        assert chosen(session) == ["asked for an a"]


async def test_white_space_alone_is_not_selected(open_app: Open, folder: Path) -> None:
    (folder / "one.txt").write_text("Two   men.")
    async with open_app() as session:
        await session.open_reader()
        pane, (column, row) = place_of(session, "   men")
        await session.pilot.mouse_down(pane, offset=(column, row))
        await session.pilot.hover(pane, offset=(column + 1, row))
        await session.pilot.mouse_up(pane, offset=(column + 1, row))
        await session.pilot.pause()
        assert chosen(session) == []


@pytest.mark.parametrize(
    ("text", "begins", "ends", "expected"),
    [
        ("北京否认。中国 and 上海。", "中国", "上海", "中国 and 上"),
        ("He said cafe\u0301 no. And more.", "no.", "And", "no. A"),
        ("Row\tafter\tand on.", "after", "and", "after\ta"),
        ("So \u05e9\u05b8\u05dc\u05d5\u05b9\u05dd to all.", "to", "all", "to a"),
        ("Well 👨‍👩‍👧 they said.", "they", "said", "they s"),
        ("inter\u00adnational row.", "row", ".", "row."),
    ],
)
async def test_wide_characters_marks_and_tabs_are_counted_as_they_are_drawn(
    *, text: str, begins: str, ends: str, expected: str, open_app: Open, folder: Path
) -> None:
    (folder / "one.txt").write_text(text)
    async with open_app(60) as session:
        await session.open_reader()
        await pull(session, begins, ends)
        assert chosen(session) == [expected]
