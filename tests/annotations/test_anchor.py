import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations.anchoring.anchor import Anchor, make
from newsread.annotations.anchoring.placing import Hold, Placement, place
from newsread.errors import NewsreadError


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(min_size=1) | st.text("ab\n", min_size=1, max_size=200))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(spans())
def test_an_anchor_is_found_in_its_own_text(span: tuple[str, int, int]) -> None:
    text, start, end = span
    made = make(text, start, end, "hash")
    assert made.quote == text[start:end]
    assert place(made, text, "hash") == Placement(Hold.EXACT, (start, end))


@given(spans())
def test_the_context_is_unique_or_the_whole_text(span: tuple[str, int, int]) -> None:
    text, start, end = span
    made = make(text, start, end, "hash")
    context = made.prefix + made.quote + made.suffix
    assert text.find(context) == text.rfind(context) == start - len(made.prefix)


@given(spans())
def test_either_side_is_unique_with_the_quote_or_reaches_the_edge_of_the_text(span: tuple[str, int, int]) -> None:
    text, start, end = span
    made = make(text, start, end, "hash")
    left, right = made.prefix + made.quote, made.quote + made.suffix
    assert len(made.prefix) == start or text.find(left) == text.rfind(left)
    assert len(made.suffix) == len(text) - end or text.find(right) == text.rfind(right)


def test_each_side_is_only_as_long_as_it_need_be() -> None:
    text = (
        "The first line of all.\n"
        + "The same words again and again.\n" * 3
        + "And then there came another end of it.\n" * 2
    )
    start = text.index("And then")
    made = make(text, start, start + 38, "hash")
    assert (len(made.prefix), len(made.suffix)) == (33, 39)
    last = text.rindex("And then")
    assert make(text, last, last + 38, "hash").suffix == "\n"
    again = text.rindex("The same")
    made = make(text, again, again + 31, "hash")
    assert (len(made.prefix), len(made.suffix)) == (66, 39)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 12)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(NewsreadError, match="not"):
        make("He said so.", start, end, "hash")


def test_a_quote_that_is_not_as_long_as_its_span_is_refused() -> None:
    with pytest.raises(NewsreadError, match="4 long"):
        Anchor(0, 3, "said", "", "", "hash")


def test_of_a_text_that_only_repeats_itself_no_more_than_a_bounded_context_is_kept() -> None:
    text = "The same words again and again. " * 1_000
    made = make(text, 16_000, 16_031, "hash")
    assert (len(made.prefix), len(made.suffix)) == (4096, 4096)


def test_what_is_repeated_for_too_long_gets_no_longer_context_on_that_side() -> None:
    text = "The same words again and again. " * 1_000 + "At last another sentence, which is the end of it."
    made = make(text, 31_968, 31_999, "hash")
    assert (len(made.prefix), len(made.suffix)) == (4096, 50)
    new = "A note.\n" + text
    assert place(made, new, "new") == Placement(Hold.MOVED, (31_976, 32_007))


def test_a_suffix_that_the_end_of_the_text_cuts_off_never_looks_like_one_that_is_enough() -> None:
    words, last = "He was a teacher.", " Two men went out into the street"
    text = f"They sat there. {words}{last}. It rained. They sat down. {words}{last}"
    start = text.rindex(words)
    made = make(text, start, start + len(words), "hash")
    assert "suffix" in made.repeated
    now = text[: text.index(" They sat down")]
    assert not place(made, now, "another").certain
