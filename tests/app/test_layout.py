"""Panes by the width of the screen, and how far to scroll."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.app.widgets.pane_layout import NARROWEST, ONE_PANE_BELOW, WIDEST, pane_widths, window
from newsread.app.widgets.scrolling import scrolled_to


@given(st.integers(1, 500), st.integers(1, 60))
def test_panes_fit_on_the_screen_and_are_easy_to_read(width: int, articles: int) -> None:
    widths = pane_widths(width, articles)
    assert 1 <= len(widths) <= articles
    assert sum(widths) <= width
    assert max(widths) <= WIDEST
    assert len(widths) == 1 or min(widths) >= NARROWEST
    assert max(widths) - min(widths) <= 1


@given(st.integers(1, ONE_PANE_BELOW - 1), st.integers(1, 60))
def test_a_narrow_screen_has_one_pane(width: int, articles: int) -> None:
    assert pane_widths(width, articles) == [min(width, WIDEST)]


@pytest.mark.parametrize(("width", "shown"), [(60, 1), (75, 1), (76, 2), (80, 2), (120, 3), (200, 5), (300, 5)])
def test_as_many_of_five_articles_stand_side_by_side_as_there_is_room_for(width: int, shown: int) -> None:
    assert len(pane_widths(width, 5)) == shown


@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 20), st.integers(1, 21))
def test_the_active_article_is_always_among_the_shown(first: int, active: int, shown: int, articles: int) -> None:
    active, shown = active % articles, min(shown, articles)
    moved = window(first, active, shown, articles)
    assert 0 <= moved <= active < moved + shown <= articles
    assert window(moved, active, shown, articles) == moved


def test_the_window_moves_no_further_than_it_must() -> None:
    assert window(0, 3, 3, 5) == 1
    assert window(2, 3, 3, 5) == 2
    assert window(2, 1, 3, 5) == 1


@given(st.integers(0, 200), st.integers(1, 40), st.integers(0, 250), st.integers(1, 50))
def test_lines_that_fit_are_in_view_and_others_from_the_first_on(
    first: int, count: int, offset: int, height: int
) -> None:
    last = first + count - 1
    moved = scrolled_to(first, last, offset, height)
    assert moved >= 0
    if count <= height:
        assert moved <= first
        assert last < moved + height
    else:
        assert moved == first
    assert scrolled_to(first, last, moved, height) == moved


def test_what_is_in_view_with_some_lines_around_it_stays_where_it_is() -> None:
    assert scrolled_to(12, 13, 5, 20) == 5
    assert scrolled_to(6, 6, 5, 20) == 4
    assert scrolled_to(30, 30, 5, 20) == 13
