"""Wrapping: every word stands in one line, no line is wider than the view."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from newsread.app.widgets.wrapping import wrap
from newsread.text.printable import printable

FAMILY = "👨\u200d👩\u200d👧"
ACCENTED = "e\u0301"

characters = st.sampled_from(["a", "é", "北", "。", ACCENTED, FAMILY, "❤\ufe0f", "🇺🇦", "\x1b", "\u202e"])
words = st.lists(characters, max_size=40).map("".join)
texts = st.lists(
    st.one_of(words, st.sampled_from([" ", "  ", "\t", "\n", "\r\n", "\r", "\u3000", "\xa0"]), st.text(max_size=8)),
    max_size=25,
).map("".join)
widths = st.integers(1, 30)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(texts, widths)
@example("x" * 50 + "❤\ufe0f" * 50, 7)
@example("\x1b" * 50 + FAMILY, 7)
def test_no_line_is_wider_than_the_view_unless_it_is_one_character(text: str, width: int) -> None:
    for line in map(printable, lines(text, width)):
        characters, _ = split_graphemes(line)
        visible = [cells for _, _, cells in characters if cells]
        assert cell_len(line) <= width or len(visible) == 1


@given(texts, widths)
def test_lines_stand_in_order_and_never_overlap(text: str, width: int) -> None:
    spans = wrap(text, width)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(texts, widths)
def test_whatever_is_not_white_space_stands_in_one_line(text: str, width: int) -> None:
    shown = [offset for start, end in wrap(text, width) for offset in range(start, end)]
    assert len(shown) == len(set(shown))
    assert {offset for offset, character in enumerate(text) if not character.isspace()} <= set(shown)


@given(texts, widths)
def test_no_line_crosses_the_end_of_a_paragraph(text: str, width: int) -> None:
    assert not any("\n" in line or "\r" in line for line in lines(text, width))


@pytest.mark.parametrize(
    ("text", "width", "wrapped"),
    [
        ("", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 20, ["one two three"]),
        ("one\ttwo", 4, ["one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("one\n\ntwo\n", 10, ["one", "", "two"]),
        ("one\r\ntwo\rthree", 10, ["one", "two", "three"]),
        ("北京否认了", 4, ["北京", "否认", "了"]),
        ("in 北京 today", 6, ["in 北", "京", "today"]),
        (ACCENTED * 5, 2, [ACCENTED * 2, ACCENTED * 2, ACCENTED]),
        (FAMILY * 3, 4, [FAMILY * 2, FAMILY]),
        (FAMILY * 2, 1, [FAMILY, FAMILY]),
    ],
)
def test_lines_break_between_words_and_never_inside_a_character(text: str, width: int, wrapped: list[str]) -> None:
    assert lines(text, width) == wrapped


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("word ", 1_000_000),
        ("x", 5_000_000),
        ("北", 300_000),
        (FAMILY, 50_000),
        ("a\u0301", 300_000),
        ("\x1b", 500_000),
    ],
)
def test_a_very_long_line_is_wrapped(unit: str, times: int) -> None:
    text = unit * times
    assert wrap(text, 70)[-1][1] >= len(text.rstrip())


def test_every_sign_that_ends_a_line_does_so_with_the_right_offsets() -> None:
    text = "Two men.\u2028A boat.\x85A car.\x0bA cart.\x0cA bus.\u2029A tram.\r\nA train."
    spans = wrap(text, 40)
    assert [text[start:end] for start, end in spans] == [
        "Two men.", "A boat.", "A car.", "A cart.", "A bus.", "A tram.", "A train."
    ]  # fmt: skip
