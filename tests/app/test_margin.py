"""The margin: what was said of a sentence stands beside it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.tags.saying import FIRST, Reader

from newsread.app.margin import NARROW, WIDE, Note, margin_notes, note_of
from newsread.tags.records import Action, Aspect, Mark, Record, Verdict

EVERY_NOTE: list[Note] = [
    *((sign + verdict.glyph, verdict, verdict) for sign in ("", "“") for verdict in Verdict),
    *((mark.glyph, mark, "marked") for mark in Mark),
    ("…", "not saved", "unsaved"),
]
placed = st.lists(st.tuples(st.integers(0, 20), st.lists(st.sampled_from(EVERY_NOTE), min_size=1, max_size=3))).map(
    lambda notes: sorted(notes, key=lambda note: note[0])
)


@given(placed, st.booleans())
def test_no_note_is_lost(notes: list[tuple[int, list[Note]]], wide: bool) -> None:
    shown = [style for line in margin_notes(notes, wide=wide).values() for _, (style,) in line]
    assert sorted(shown) == sorted(style for _, of_sentence in notes for _, _, style in of_sentence)


@given(st.lists(st.sampled_from(EVERY_NOTE), min_size=1, max_size=3), st.booleans())
def test_sentences_that_begin_on_one_line_have_a_line_each(notes: list[Note], wide: bool) -> None:
    seen = [("·", "seen", "marked")]
    margin = margin_notes([(4, notes), (4, seen)], wide=wide)
    assert margin[max(margin)] == margin_notes([(0, seen)], wide=wide)[0]
    assert list(margin) == list(range(4, 4 + len(margin)))


@given(placed, st.booleans())
def test_a_note_stands_where_its_sentence_begins_or_below(notes: list[tuple[int, list[Note]]], wide: bool) -> None:
    margin = margin_notes(notes, wide=wide)
    assert {line for line, _ in notes} <= set(margin)


@given(placed, st.booleans())
def test_notes_fit_into_the_margin(notes: list[tuple[int, list[Note]]], wide: bool) -> None:
    room = (WIDE if wide else NARROW) - 2  # the cursor's bar, and a space
    for line in margin_notes(notes, wide=wide).values():
        assert sum(cell_len(text) for text, _ in line) <= room


def record(verdict: Verdict, aspect: Aspect = Aspect.CONTENT) -> Record:
    made = Reader().tag(FIRST, verdict, aspect)
    assert made is not None
    return made


def test_a_verdict_is_told_by_glyph_and_word() -> None:
    assert note_of(record(Verdict.VERIFIED), saved=True) == ("✓", "verified", "verified")


def test_a_verdict_on_the_statement_has_its_own_sign() -> None:
    assert note_of(record(Verdict.DISPUTED, Aspect.STATEMENT), saved=True) == ("“✗", "disputed", "disputed")


def test_a_mark_is_told_by_glyph_and_word() -> None:
    marked = Reader().mark(FIRST, Mark.TO_CHECK)
    assert marked is not None
    assert note_of(marked, saved=True) == ("!", "to check", "marked")


def test_what_is_not_on_the_disk_is_not_shown_as_saved() -> None:
    assert note_of(record(Verdict.VERIFIED), saved=False) == ("…", "not saved", "unsaved")


def test_a_withdrawal_has_no_note() -> None:
    withdrawn = replace(record(Verdict.VERIFIED), action=Action.WITHDRAW, verdict=None)
    with pytest.raises(ValueError, match="says nothing"):
        note_of(withdrawn, saved=True)
