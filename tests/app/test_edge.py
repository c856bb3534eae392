"""Windows that ask something leave in sight what they ask of, and show whole what their rows have no room for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual.containers import Vertical
from textual.screen import Screen

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.app.dialogs.base import Edge, ReasonEditor, edge
from newsread.app.dialogs.counterparts import CounterpartDialog, NamingDialog
from newsread.app.dialogs.evidence import EvidenceEditor, SentenceDialog
from newsread.app.reader.pane import Pane
from newsread.app.reader.screen import Reader
from newsread.articles.article import Article

LONG = " ".join(f"word{number}" for number in range(28))
SENTENCES = [f"The {number}th of these {LONG} ends with z{number}." for number in range(14)]
TEXT = "A Heading\n\n" + "\n\n".join(SENTENCES) + "\n"


def test_a_window_stands_below_where_it_has_room_there_or_else_above_as_tall_as_the_room() -> None:
    assert edge(24, 10, [range(2, 8)]) == Edge(at_top=False, lines=16, spares=True)
    assert edge(24, 10, [range(16, 20)]) == Edge(at_top=True, lines=16, spares=True)
    assert edge(24, 16, [range(9, 13)]) == Edge(at_top=False, lines=11, spares=True)
    assert edge(24, 16, [range(4, 19), range(4, 9)]) == Edge(at_top=False, lines=15, spares=True)
    assert edge(24, 16, []) == Edge(at_top=False, lines=18)
    assert edge(24, 16, [range(1, 20)]) == Edge(at_top=False, lines=8)


@given(st.integers(8, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 20))
def test_a_window_that_can_leave_the_words_in_sight_does(height: int, wanted: int, start: int, lines: int) -> None:
    spared = range(min(start, height - 1), min(start + lines, height))
    stands = edge(height, wanted, [spared])
    covered = range(min(wanted, stands.lines)) if stands.at_top else range(height - min(wanted, stands.lines), height)
    assert stands.spares == (not set(covered) & set(spared))


def box(session: Session) -> range:
    """The lines of the screen that the window takes."""
    region = session.app.screen.query_one("Dialog > Vertical", Vertical).region
    return range(region.y, region.bottom)


async def opens(session: Session, window: type[Screen[Any]]) -> None:
    await session.until(lambda: isinstance(session.app.screen, window) and box(session))
    await session.pilot.pause()


async def at_sentence(session: Session, number: int) -> Reader:
    await session.open_reader()
    await session.press("g", *["j"] * number)
    reader = session.app.screen
    assert isinstance(reader, Reader)
    return reader


def assert_can_be_read(session: Session, reader: Reader) -> None:
    """Whether the sentence under the cursor is all to be seen, beside the window."""
    pane = reader.query_one("Pane.active", Pane)
    [lines, *_] = reader.in_sight()
    assert lines
    assert not set(lines) & set(box(session)), session.screen
    shown, left = session.screen.split("\n"), pane.content_region.x + pane._margin_width
    seen = " ".join(shown[line][left : left + pane._text_width].strip() for line in lines)
    assert SENTENCES[reader.reading.cursors[reader.reading.active] - 1] in seen


@pytest.fixture
def long_texts(folder: Path) -> None:
    for name in ("one.txt", "two.txt", "three.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")


@pytest.mark.usefixtures("long_texts")
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("number", [1, 9, *(pytest.param(number, marks=pytest.mark.slow) for number in (2, 3, 14))])
async def test_no_window_covers_the_sentence_that_it_asks_of(
    size: tuple[int, int], number: int, open_app: Open
) -> None:
    async with open_app(*size) as session:
        reader = await at_sentence(session, number)
        for keys, window in (("m", CounterpartDialog), ("n", NamingDialog)):
            await session.press(keys)
            await opens(session, window)
            assert_can_be_read(session, reader)
            assert len(box(session)) <= size[1] / 2
        await session.press("escape", "escape")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.press("r")
        await opens(session, ReasonEditor)
        assert_can_be_read(session, reader)
        await session.press("escape")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.press("v", "1", "g", *["j"] * number)
        await session.press("e")
        await opens(session, EvidenceEditor)
        assert_can_be_read(session, reader)
        await session.press("ctrl+s")
        await opens(session, SentenceDialog)
        assert_can_be_read(session, reader)
        assert len(box(session)) <= size[1] / 2


@pytest.mark.usefixtures("long_texts")
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_words_to_confirm_are_shown_whole(
    size: tuple[int, int], open_app: Open, analyst: FakeAnalyst
) -> None:
    here, there = (TEXT.index(SENTENCES[number]) for number in (0, 5))
    ends = [here + len(SENTENCES[0]), there + len(SENTENCES[5])]
    pair = Place("one.txt", here, ends[0]), Place("two.txt", there, ends[1])
    analyst.counterparts = (Counterpart(*pair, Band.SAME, ("word",)),)
    analyst.go_on.set()
    async with open_app(*size) as session:
        await at_sentence(session, 1)
        one = session.app.desk.workspace.article("one.txt")
        assert isinstance(one, Article)
        await session.until(lambda: session.app.desk.sharing.of(one))
        await session.press("m")
        await opens(session, CounterpartDialog)
        await session.press("j")
        await session.until(lambda: words_in(window(session), SENTENCES[5]))
        await session.press("n")
        await opens(session, NamingDialog)
        await session.until(lambda: words_in(window(session), SENTENCES[5]))
        await session.press("down")
        await session.until(lambda: words_in(window(session), "A Heading"))
        await session.press("down")
        await session.until(lambda: words_in(window(session), SENTENCES[0]))


def window(session: Session) -> Sequence[str]:
    shown = session.screen.split("\n")
    return [shown[line] for line in box(session)]


def words_in(lines: Sequence[str], words: str) -> bool:
    return words in " ".join(" ".join(line.strip("│ ").split()) for line in lines)


async def test_a_window_is_no_taller_than_it_needs_to_be(open_app: Open) -> None:
    async with open_app(160, 45) as session:
        await session.open_reader()
        await session.press("m")
        await opens(session, CounterpartDialog)
        assert len(box(session)) <= 7  # two rows, the claim's words, what is being done, keys and the border
        await session.press("n")
        await opens(session, NamingDialog)
        assert len(box(session)) <= 8
