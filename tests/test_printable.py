"""Text from outside on a terminal: nothing in it acts, nothing in it misleads."""

from unicodedata import bidirectional, category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.text.printable import printable

_JOINERS = "\u200c\u200d"
_OVERRIDES = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text() | st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Cs"])))
def test_nothing_that_a_terminal_acts_upon_is_left(text: str) -> None:
    shown = printable(text)
    assert not any(category(sign) in {"Cc", "Zl", "Zp", "Cs"} for sign in shown)
    assert not any(category(sign) == "Cf" and sign not in _JOINERS for sign in shown)
    assert not any(bidirectional(sign) in _OVERRIDES for sign in shown)


@given(st.text())
def test_every_code_point_stays_one_at_its_place(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(sign == shown[place] for place, sign in enumerate(text) if sign.isprintable())


@given(st.text())
def test_what_was_made_safe_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zelensky said “no” – twice.",
        "Київ",
        "北京",
        "e\u0301",
        "👨\u200d👩\u200d👧",
        "می\u200cخواهم",
        "a\xa0b",
        "[red]",
    ],
)
def test_normal_text_is_untouched(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\tb", "a b"),
        ("a\r\nb", "a␍␊b"),
        ("\x07\x7f\x9b", "␇␡\ufffd"),
        ("\u202eabc\u2069", "·abc·"),
        ("\u2028\ud800", " \ufffd"),
        ("a\x85b\u2029c", "a b c"),
        ("so\xadft\ufeff", "so\u200cft\u200c"),
    ],
)
def test_what_acts_is_shown_as_a_sign(text: str, shown: str) -> None:
    assert printable(text) == shown
