"""Jumping by letters, and how many panes there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open

from newsread.app.reader.jump_mode import LONGEST, JumpMode, labels
from newsread.app.reader.screen import Reader
from newsread.app.widgets.pane_layout import LEAST, WIDEST, pane_widths


@given(st.integers(0, 676))
def test_every_place_has_a_label_and_none_begins_another(count: int) -> None:
    every = labels(count)
    assert len(every) == len({*every}) == count
    assert all(len(label) <= LONGEST for label in every)
    assert not [label for label in every if len(label) > 1 and label[0] in every]


def test_one_letter_is_enough_as_long_as_letters_last() -> None:
    assert all(len(label) == 1 for label in labels(26))
    assert sum(len(label) == 1 for label in labels(27)) == 25
    assert len(labels(2000)) == 676


async def test_a_letter_goes_to_its_sentence_in_any_pane(open_app: Open) -> None:
    async with open_app(120) as session:
        await session.open_reader()
        await session.press("semicolon")
        await session.until(lambda: isinstance(session.app.screen, JumpMode))
        mode = session.app.screen
        assert isinstance(mode, JumpMode)
        assert len(mode._places) == 4 + 3 + 3
        label = next(label for label, place in mode._places.items() if place == (2, 2))
        await session.shows("letters go to their sentence")
        await session.press(label)
        await session.until(lambda: isinstance(session.app.screen, Reader))
        assert session.at == ("two.txt", 2)
        assert not session.active_pane._labels


async def test_the_letters_stand_on_the_sentences_and_take_no_room(open_app: Open) -> None:
    async with open_app(120) as session:
        await session.open_reader()
        before = session.screen
        await session.press("semicolon")
        await session.shows(" a  Two Men Captured", "▌s  Ukraine captured two men. dhey")
        assert [len(line) for line in session.screen.split("\n")] == [len(line) for line in before.split("\n")]
        await session.press("escape")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.until(lambda: session.screen == before)


@pytest.mark.parametrize("key", ["escape", "1", "exclamation_mark"])
async def test_what_is_no_label_leaves_the_cursor_where_it_was_and_says_nothing(key: str, open_app: Open) -> None:
    async with open_app(120) as session:
        await session.open_reader()
        await session.press("semicolon", key)
        await session.until(lambda: isinstance(session.app.screen, Reader))
        assert session.at == ("one.txt", 1)
        assert session.records() == []


# Panes


@given(st.integers(1, 500), st.integers(1, 60), st.integers(1, 70))
def test_as_many_panes_as_are_wished_as_far_as_there_is_room(width: int, articles: int, wished: int) -> None:
    widths = pane_widths(width, articles, wished)
    assert 1 <= len(widths) <= min(articles, wished)
    assert sum(widths) <= width
    assert max(widths) <= WIDEST
    assert len(widths) == 1 or min(widths) >= LEAST
    assert len(widths) == min(articles, wished) or width < (len(widths) + 1) * LEAST


async def test_keys_show_more_and_fewer_panes_and_the_wish_is_kept(open_app: Open) -> None:
    async with open_app(80) as session:
        await session.open_reader()
        seen = []
        for key in ("minus", "minus", "plus", "plus", "plus"):
            await session.press(key)
            seen.append(len(session.visible_panes))
        assert seen == [1, 1, 2, 3, 3]
        await session.shows("there is no room for more")
        await session.press("minus", "minus", "q", "r")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert len(session.visible_panes) == 1
