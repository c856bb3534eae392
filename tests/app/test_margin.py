"""The margin: what was said of a sentence stands beside it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.annotations.saying import FIRST, Reader

from newsread.annotations.records import Action, Aspect, Mark, Record, Verdict
from newsread.app.reader.margin import NARROW, WIDE, Note, margin_notes, note_of, note_of_another

EVERY_NOTE: list[Note] = [
    *((sign + verdict.glyph, verdict, verdict) for sign in ("", "“") for verdict in Verdict),
    *((mark.glyph, mark, "marked") for mark in Mark),
    ("…", "not saved", "unsaved"),
    *((sign + verdict.glyph, verdict, verdict) for sign in ("~", "~“", "=←~“") for verdict in Verdict),
]
NotesOfSentences = list[tuple[range, list[Note]]]


@st.composite
def placed(draw: st.DrawFn) -> NotesOfSentences:
    """Sentences one after the other, each beginning on the last line of the one before or on the next."""
    line, sentences = 0, []
    for notes in draw(st.lists(st.lists(st.sampled_from(EVERY_NOTE), min_size=1, max_size=3), max_size=6)):
        line += draw(st.integers(0, 1))
        end = line + draw(st.integers(1, 5))
        sentences.append((range(line, end), notes))
        line = end - 1
    return sentences


@given(placed(), st.booleans())
def test_notes_stand_beside_the_lines_of_their_own_sentence(sentences: NotesOfSentences, wide: bool) -> None:
    margin = margin_notes(sentences, wide=wide)
    assert {lines.start for lines, _ in sentences} <= set(margin)
    for line in margin:
        begun = [notes for lines, notes in sentences if lines.start == line]
        through = [notes for lines, notes in sentences if lines.start < line < lines.stop - 1]
        shown = {style for _, (style,) in margin[line]} - {"marked"}
        allowed = begun or through
        assert shown <= {style for notes in allowed for _, _, style in notes}


@given(placed(), st.booleans())
def test_no_note_is_lost_without_a_sign(sentences: NotesOfSentences, wide: bool) -> None:
    margin = margin_notes(sentences, wide=wide)
    shown = sum(len(line) for line in margin.values())
    said = sum(len(notes) for _, notes in sentences)
    assert shown == said or any(text == "+" for line in margin.values() for text, _ in line)


@given(placed(), st.booleans())
def test_notes_fit_into_the_margin(sentences: NotesOfSentences, wide: bool) -> None:
    room = (WIDE if wide else NARROW) - 2  # the cursor's bar, and a space
    for line in margin_notes(sentences, wide=wide).values():
        assert sum(cell_len(text) for text, _ in line) <= room


def test_three_short_sentences_on_a_line_have_their_glyphs_in_order() -> None:
    verified, disputed, unverifiable = EVERY_NOTE[:3]
    sentences = [(range(4, 5), [verified]), (range(4, 5), [disputed]), (range(4, 6), [unverifiable])]
    assert "".join(text for text, _ in margin_notes(sentences, wide=True)[4]) == "✓ ✗ ?"
    assert "".join(text for text, _ in margin_notes(sentences, wide=False)[4]) == "✓+"


@pytest.mark.parametrize(
    ("glyphs", "shown"),
    [
        (("“✗",), "“✗"),
        (("?", "“✗"), "?+"),
        (("“✓", "!"), "“+"),
        (("←✓",), "←✓"),
        (("←“✓",), "“+"),
        (("←✓", "“✗"), "✓+"),
        (("=✓", "“✗"), "✓+"),
        (("°✓", "°✗"), "°+"),
        (("°←✓",), "°+"),
    ],
)
def test_a_narrow_margin_shows_what_the_first_note_is_and_a_plus_for_the_rest(
    glyphs: tuple[str, ...], shown: str
) -> None:
    margin = margin_notes([(range(2, 6), [(glyph, "", "verified") for glyph in glyphs])], wide=False)
    assert "".join(text for text, _ in margin[2]) == shown


def test_both_aspects_of_a_long_sentence_are_told_in_words() -> None:
    margin = margin_notes([(range(2, 6), [EVERY_NOTE[0], EVERY_NOTE[4]])], wide=True)
    assert ["".join(text for text, _ in margin[line]) for line in (2, 3)] == ["✓ verified", "“✗ disputed"]


def record(verdict: Verdict, aspect: Aspect = Aspect.CONTENT) -> Record:
    made = Reader().tag(FIRST, verdict, aspect)
    assert made is not None
    return made


def test_a_verdict_is_told_by_glyph_and_word() -> None:
    assert note_of(record(Verdict.VERIFIED), saved=True) == ("✓", "verified", "verified")


def test_a_verdict_on_the_statement_has_its_own_sign() -> None:
    assert note_of(record(Verdict.DISPUTED, Aspect.STATEMENT), saved=True) == ("“✗", "disputed", "disputed")


def test_a_verdict_on_other_words_than_the_sentence_has_its_own_sign() -> None:
    disputed = record(Verdict.DISPUTED)
    assert note_of(disputed, saved=True, on_words=True) == ("~✗", "disputed", "disputed")
    assert note_of(record(Verdict.DISPUTED, Aspect.STATEMENT), saved=True, on_words=True)[0] == "~“✗"
    assert note_of_another(disputed, on_words=True)[0] == "°~✗"


@pytest.mark.parametrize(("glyph", "shown"), [("~✗", "~✗"), ("~“✗", "~+"), ("=~✗", "~+")])
def test_that_it_is_on_other_words_is_seen_in_the_narrowest_margin(glyph: str, shown: str) -> None:
    [line] = margin_notes([(range(1), [(glyph, "disputed", "disputed")])], wide=False).values()
    assert "".join(text for text, _ in line) == shown


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


def test_the_name_of_another_ends_in_an_ellipsis_where_it_is_cut() -> None:
    def named(by: str) -> str:
        reader = Reader(by)
        reader.tag(FIRST, Verdict.VERIFIED)
        _, name, _ = note_of_another(reader.records[-1])
        return name

    assert named("ben") == "ben"
    assert named("benjamin of the desk") == "benjamin o…"
