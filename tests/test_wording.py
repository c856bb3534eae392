"""What is said everywhere in the same words."""

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.text.wording import cause, count_of, quoted, way_out


def test_one_thing_is_told_in_the_singular_and_thousands_are_parted() -> None:
    assert [count_of(number, "record") for number in (0, 1, 1204)] == ["0 records", "1 record", "1,204 records"]
    assert [count_of(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]


def test_a_cause_stands_within_a_sentence() -> None:
    assert cause(OSError(errno.ENOSPC, "No space left on device")) == "no space left on device"
    assert cause(OSError("Something else.")) == "something else"


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        *((number, "make the folder writable or free some space") for number in (errno.EACCES, errno.ENOSPC)),
        *((number, "see to that") for number in (errno.EIO, errno.EISDIR, errno.ENAMETOOLONG)),
    ],
)
def test_room_and_rights_are_advised_only_where_they_help(number: int, advice: str) -> None:
    assert way_out(OSError(number, "why")) == advice


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("he\n agreed", "“he agreed”"),
        ("“He agreed.”", "“He agreed.”"),
        ('"He agreed."', '"He agreed."'),
        ("« D’accord »", "« D’accord »"),
        ("“Yes,” he said.", "‘“Yes,” he said.’"),
        ('"Our military', '‘"Our military’'),
        ('It is "so"', '‘It is "so"’'),
        ("“Yes” and “no”", "‘“Yes” and “no”’"),
        ("‘Yes,’ he said.", "“‘Yes,’ he said.”"),
        ("", "“”"),
        ('"', '‘"’'),
    ],
)
def test_no_two_marks_of_a_kind_stand_beside_each_other(words: str, shown: str) -> None:
    assert quoted(words) == shown


def test_of_many_words_whole_ones_are_shown_and_of_a_long_one_the_beginning() -> None:
    assert quoted("one two three four", 12) == "“one two …”"
    assert quoted("one two three four", 13) == "“one two three …”"
    assert quoted("中" * 50, 12) == f"“{'中' * 12}…”"
    assert quoted('"one two three four"', 13) == '‘"one two …’'


def test_where_the_end_tells_as_much_the_middle_is_left_out() -> None:
    assert quoted("one two three four", 18, with_end=True) == "“one two three four”"
    assert quoted("one two three four", 17, with_end=True) == "“one two … four”"
    assert quoted(f"one {'中' * 50}", 12, with_end=True) == f"“one … {'中' * 5}”"


@given(st.text(st.sampled_from("ab \n\"“”'«»"), max_size=60), st.integers(5, 40))
def test_quoted_words_stand_on_one_line_in_marks_and_no_longer_than_they_may_be(words: str, most: int) -> None:
    shown = quoted(words, most)
    assert "\n" not in shown
    assert len(shown) <= most + 4
    assert len(quoted(words, most, with_end=True)) <= most + 4
    assert shown[:1] in {*'“‘"”«»'}
    assert not shown.startswith(("““", '“"', "“«", "‘‘"))
