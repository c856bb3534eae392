"""Panes that move together: who leads, and how far the others go."""

import pytest

from newsread.app.reader.scroll_link import ScrollLink, Sync
from newsread.app.widgets.scrolling import aligned


def test_the_others_go_as_far_in_their_text_as_the_leader_in_its_own() -> None:
    assert ScrollLink(0).followed(0, 50, {0: 100, 1: 10, 2: 400}) == {1: 5, 2: 200}


def test_at_the_end_of_the_leader_all_are_at_their_ends() -> None:
    assert ScrollLink(1).followed(1, 37, {0: 100, 1: 37, 2: 5}) == {0: 100, 2: 5}


def test_a_pane_that_was_moved_along_moves_none() -> None:
    link = ScrollLink(0)
    farthest = {0: 100, 1: 3}
    moved = link.followed(0, 49, farthest)
    assert moved == {1: 1}
    assert link.followed(1, moved[1], farthest) == {}


def test_whoever_is_taken_up_leads_from_then_on() -> None:
    link = ScrollLink(0)
    link.leader = 1
    assert link.followed(0, 10, {0: 100, 1: 50}) == {}
    assert link.followed(1, 10, {0: 100, 1: 50}) == {0: 20}


def test_a_text_that_fits_leaves_the_others_at_their_tops() -> None:
    assert ScrollLink(0).followed(0, 0, {0: 0, 1: 50}) == {1: 0}


def test_a_leader_that_is_not_shown_moves_none() -> None:
    assert ScrollLink(4).followed(4, 10, {0: 100, 1: 50}) == {}


def test_the_ways_go_round() -> None:
    assert [way.next for way in Sync] == [Sync.SHARE, Sync.OFF, Sync.CLAIM]


@pytest.mark.parametrize(
    ("first", "last", "row", "offset", "comes_to"),
    [
        (50, 53, 5, 0, 45),  # as many lines below the top as the cursor
        (50, 53, 5, 47, 47),  # nearly there: it stands still
        (50, 53, 0, 51, 50),  # never with its beginning above the top
        (3, 5, 10, 30, 0),  # the top is as far as it goes
        (50, 53, 18, 0, 34),  # low down, but whole
        (50, 90, 5, 0, 50),  # more than the view holds: from its beginning
    ],
)
def test_a_counterpart_comes_to_the_height_of_the_cursor(
    first: int, last: int, row: int, offset: int, comes_to: int
) -> None:
    assert aligned(first, last, row, offset, height=20) == comes_to
