from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.errors import NewsreadError
from newsread.tags.anchor import Anchor, find, make


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
    assert find(made, text, "hash") == (start, end)
    assert find(made, text, "another hash") == (start, end)


@given(spans())
def test_the_context_is_unique_or_the_whole_text(span: tuple[str, int, int]) -> None:
    text, start, end = span
    made = make(text, start, end, "hash")
    context = made.prefix + made.quote + made.suffix
    assert text.find(context) == text.rfind(context) == start - len(made.prefix)


@given(spans(), st.text(max_size=20))
def test_words_that_moved_are_found_only_where_they_stand(span: tuple[str, int, int], before: str) -> None:
    text, start, end = span
    moved = before + text
    found = find(make(text, start, end, "hash"), moved, "another hash")
    assert found is None or moved[slice(*found)] == text[start:end]


def test_words_that_moved_are_found_with_their_context() -> None:
    text = "He said so. " * 3 + "Then she said so too."
    made = make(text, 36, 57, "hash")
    assert find(made, "An editor's note.\n" + text, "another") == (54, 75)


def test_words_that_stand_twice_with_their_context_are_not_guessed() -> None:
    made = make("He said so.", 3, 7, "hash")
    assert find(made, "\n\nHe said so. He said so.", "another") is None


def test_words_that_are_gone_are_not_found() -> None:
    assert find(make("He said so.", 3, 7, "hash"), "He denied it.", "another") is None


def test_a_span_beyond_a_text_of_the_same_hash_is_not_found() -> None:
    assert find(Anchor(90, 94, "said", "", "", "hash"), "He did it.", "hash") is None


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
