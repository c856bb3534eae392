from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.errors import NewsreadError
from newsread.tags.anchor import Anchor, make
from newsread.tags.placing import Hold, Placement, place


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


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 12)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(NewsreadError, match="not"):
        make("He said so.", start, end, "hash")


def test_a_quote_that_is_not_as_long_as_its_span_is_refused() -> None:
    with pytest.raises(NewsreadError, match="4 long"):
        Anchor(0, 3, "said", "", "", "hash")


def test_a_long_text_is_anchored_quickly() -> None:
    text = "The same words again and again. " * 160_000
    begin = perf_counter()
    made = make(text, 2_000_000, 2_000_031, "hash")
    assert perf_counter() - begin < 2
    assert len(made.prefix) < 10_000
