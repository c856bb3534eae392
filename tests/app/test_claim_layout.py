"""What the lines under the panes give up for want of room, and in which order."""

from dataclasses import replace

import pytest
from textual.content import Content

from newsread.app.reader.claim_layout import Lines, laid_out, rows_for

KEY = "p shows all"


def lines(claim: str = "claim", told: tuple[str, ...] = ("told",), **others: str) -> Lines:
    return Lines(
        (Content(claim),),
        tuple(map(Content, told)),
        Content(others["difference"]) if "difference" in others else None,
        Content(others["message"]) if "message" in others else None,
        Content(others.get("legend", "legend")),
    )


def shown(given: Lines, width: int, rows: int) -> list[str]:
    return [line.plain for line in laid_out(given, width, rows, KEY).all]


@pytest.mark.parametrize(("height", "rows"), [(10, 3), (23, 3), (24, 4), (29, 4), (30, 5), (50, 5)])
def test_the_bar_takes_more_lines_where_the_screen_is_higher(height: int, rows: int) -> None:
    assert rows_for(height, articles=2) == rows
    assert rows_for(height, articles=1) == 3


def test_the_difference_keeps_its_line_while_there_is_a_message_unless_there_are_but_three() -> None:
    given = lines(difference="two / three", message="undone")
    assert shown(given, 40, 4) == ["claim", "told", "two / three", "undone"]
    assert shown(given, 40, 3) == ["claim", "told", "undone"]
    assert shown(lines(difference="two / three"), 40, 3) == ["claim", "told", "two / three"]
    assert shown(lines(difference="two / three"), 40, 4) == ["claim", "told", "two / three", "legend"]


def test_there_are_always_as_many_lines_as_the_bar_is_high() -> None:
    assert shown(lines(), 40, 5) == ["claim", "told", "", "", "legend"]
    assert shown(lines(message="undone"), 40, 3) == ["claim", "told", "undone"]


def test_the_longest_words_that_fit_are_told_on_two_lines_where_one_is_to_spare() -> None:
    given = lines(told=("same: 2 The Wire, 3 The Post", "same 2 3", "2 3"), difference="two / three")
    assert shown(given, 40, 3)[1] == "same: 2 The Wire, 3 The Post"
    assert shown(given, 20, 3)[1] == "same 2 3"
    assert shown(given, 20, 4) == ["claim", "same: 2 The Wire, 3", "The Post", "two / three"]
    assert shown(given, 5, 3)[1] == "2 3"
    assert shown(given, 2, 3)[1] == "2…"


def test_reasons_come_before_names_and_what_is_cut_away_tells_the_key_that_shows_it() -> None:
    why = "disputed because: the court has found otherwise in May"
    given = lines(why, ("same: 2 The Wire, 3 The Post", "same 2 3"), difference="two / three")
    assert shown(given, 29, 4) == [
        "disputed because: the court",
        "has found otherwise in May",
        "same: 2 The Wire, 3 The Post",
        "two / three",
    ]
    assert shown(given, 27, 4)[2] == "same 2 3"
    cut = shown(given, 30, 3)[0]
    assert cut == f"disputed because … {KEY}"
    assert len(cut) <= 30


def test_what_is_said_of_the_claim_rather_loses_words_than_takes_a_second_line() -> None:
    given = lines("disputed 12:00 · saved", ("same: 2 The Wire, 3 The Post", "same 2 3"), difference="two / three")
    shorter = replace(given, claim=(*given.claim, Content("disputed")))
    assert shown(shorter, 22, 4)[0] == "disputed 12:00 · saved"
    assert shown(shorter, 20, 4) == ["disputed", "same: 2 The Wire, 3", "The Post", "two / three"]
