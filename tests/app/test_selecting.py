"""What is selected: whole words and sentences, from either end, never within a character."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsread.app.reader.selection import Selection, selected, sentence_selected, word_at, words_of
from newsread.app.widgets.graphemes import graphemes
from newsread.articles.article import Article
from newsread.articles.sources import Source


def article(text: str) -> Article:
    return Article("report.txt", Path("report.txt"), text, Source())


def shown(text: str) -> list[str]:
    return [text[start:end] for start, end in words_of(article(text), 0, len(text))]


REPORT = article("Ukraine captured two men. They fought for Russia. Nobody confirmed it.")
FOUGHT = sentence_selected(REPORT, 1)

PIECES = ["a", "Zelensky", "’", "'", ".", ",", "1", " ", "\n", "\u0301", "é", "-", "\t", "\u00ad", "\u200f"]
PIECES += ["ש", "ל", "\u05b8", "क्षि", "中", "文", "。", "\u200d", "\u200c", "👨‍👩‍👧", "👍🏽", "🇺🇦", "❤\ufe0f"]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
ways: st.SearchStrategy[list[tuple[str, int]]] = st.lists(
    st.tuples(st.sampled_from(["word", "sentence", "other end"]), st.sampled_from([1, -1])), max_size=12
)


def went(selection: Selection, way: str, direction: int) -> Selection:
    if way == "other end":
        return selection.from_other_end()
    return selection.by_word(direction) if way == "word" else selection.by_sentence(direction)


def begun(text: str, number: int) -> Selection:
    report = article(text)
    assume(report.sentences)
    return sentence_selected(report, number % len(report.sentences))


def test_a_selection_begins_with_the_sentence_and_its_end_moves() -> None:
    assert FOUGHT.text == "They fought for Russia."
    assert FOUGHT.words == 4
    assert FOUGHT.by_word(-1).text == "They fought for Russia"
    assert FOUGHT.by_word(-1).by_word(-1).text == "They fought for"
    assert FOUGHT.by_word(1).text == "They fought for Russia. Nobody"
    assert FOUGHT.by_sentence(1).text == "They fought for Russia. Nobody confirmed it."


def test_from_the_other_end_the_beginning_moves() -> None:
    turned = FOUGHT.from_other_end()
    assert turned.by_word(1).text == "fought for Russia."
    assert turned.by_word(-1).text == "men. They fought for Russia."
    assert turned.by_sentence(-1).text == "Ukraine captured two men. They fought for Russia."
    assert turned.by_word(1).from_other_end().by_word(-1).text == "fought for Russia"


def test_punctuation_is_no_stop_of_its_own_whichever_end_moves() -> None:
    said = sentence_selected(article("“Men, women — and, of course, 50% of them,” Kyiv’s U.S. envoy said."), 0)
    ends = [said := said.by_word(-1) for _ in range(12)]
    assert [each.text.split()[-1] for each in ends] == [
        *("said", "envoy", "U.S", "Kyiv’s", "them", "of", "50%", "course", "of", "and", "women", "“Men")
    ]
    said = sentence_selected(article("“Men, women — and 5 more,” he said."), 0).from_other_end()
    starts = [said := said.by_word(1) for _ in range(6)]
    assert [each.text.split()[0] for each in starts] == ["Men,", "women", "and", "5", "more,”", "he"]
    assert starts[-1].by_word(-1) == starts[-2]


def test_a_word_is_left_and_the_articles_ends_are_kept() -> None:
    least = FOUGHT
    for _ in range(9):
        least = least.by_word(-1)
    assert least.text == "They"
    most = sentence_selected(REPORT, 0).by_sentence(1).by_sentence(1).by_sentence(1).by_word(1)
    assert most.text == REPORT.text
    assert most.from_other_end().by_sentence(-1) == most.from_other_end()


def test_a_selection_comes_back_to_where_it_was_begun() -> None:
    part = selected(REPORT, (28, 29), (33, 34))
    assert part
    assert part.text == "ey fou"
    assert part.by_sentence(1).text == "ey fought for Russia."
    assert part.by_sentence(1).by_sentence(-1) == part


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kyiv's 1,200 men", ["Kyiv's", "1,200", "men"]),
        ("the U.S. said: “no”.", ["the", "U.S", ".", "said", ":", "“", "no", "”."]),
        ("pro-Russian", ["pro", "-", "Russian"]),
        ("cafe\u0301 e\u0301t", ["cafe\u0301", "e\u0301t"]),
        ("两名中国人。", ["两", "名", "中", "国", "人", "。"]),
        ("so 👨‍👩‍👧👍🏽🇺🇦🇨🇳!", ["so", "👨‍👩‍👧", "👍🏽", "🇺🇦", "🇨🇳", "!"]),
        ("שָׁלוֹם עולם", ["שָׁלוֹם", "עולם"]),
        ("inter\u00adnational\trow", ["inter\u00adnational", "row"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
    ],
)
def test_words_are_those_of_the_language(text: str, words: list[str]) -> None:
    assert shown(text) == words


@given(texts)
def test_words_leave_out_nothing_but_white_space_and_cut_no_character(text: str) -> None:
    edges = {0, len(text)} | {each.start for each in graphemes(text)}
    words = words_of(article(text), 0, len(text))
    at = 0
    for start, end in words:
        assert at <= start < end
        assert {start, end} <= edges
        at = end
    kept = {place for start, end in words for place in range(start, end)}
    left_out = "".join(each for place, each in enumerate(text) if place not in kept)
    assert not left_out.strip("\u0301\u200d\u05b8\u200c\ufe0f\xad \n\t")


@given(texts)
def test_characters_leave_nothing_out(text: str) -> None:
    every = graphemes(text)
    assert "".join(text[each.start : each.end] for each in every) == text


@given(texts, st.integers(0, 9), ways)
def test_ends_are_always_inside_and_never_within_a_character(
    text: str, number: int, ways: list[tuple[str, int]]
) -> None:
    selection = begun(text, number)
    sentences = selection.article.sentences
    edges = set[int]()
    for each in sentences:
        edges |= {each.start + place for one in graphemes(text[each.start : each.end]) for place in one[:2]}
    for way, direction in ways:
        selection = went(selection, way, direction)
        assert sentences[0].start <= selection.start < selection.end <= sentences[-1].end
        assert {selection.start, selection.end} <= edges


@given(texts, st.integers(0, 9), ways)
def test_extending_and_then_shrinking_by_words_comes_back(text: str, number: int, ways: list[tuple[str, int]]) -> None:
    selection = begun(text, number)
    for way, along in ways:
        selection = went(selection, way, along)
    further = selection.by_word(1 if selection.at_end else -1)
    ends_with_a_word = selection.text[-1 if selection.at_end else 0].isalnum()  # and not with the mark after one
    if further != selection and ends_with_a_word:
        assert further.by_word(-1 if selection.at_end else 1) == selection


@given(texts, st.integers(0, 9), st.booleans())
def test_extending_and_then_shrinking_by_sentences_comes_back_to_where_it_was_begun(
    text: str, number: int, at_end: bool
) -> None:
    selection = begun(text, number) if at_end else begun(text, number).from_other_end()
    outward = 1 if at_end else -1
    further = selection.by_sentence(outward)
    if further != selection:
        assert further.by_sentence(-outward) == selection


@given(texts, st.data())
def test_what_the_mouse_selects_is_whole_characters_without_white_space_at_the_edges(
    text: str, data: st.DataObject
) -> None:
    every = [(each.start, each.end) for each in graphemes(text)]
    one, other = data.draw(st.sampled_from(every)), data.draw(st.sampled_from(every))
    selection = selected(article(text), one, other)
    pulled_over = text[min(one[0], other[0]) : max(one[1], other[1])]
    assert (selection.text if selection else "") == pulled_over.strip()


def test_a_word_is_found_at_a_place() -> None:
    assert word_at(REPORT, 9) == (8, 16)
    assert word_at(REPORT, 24) == (24, 25)
    assert word_at(REPORT, 25) == (26, 30)
    assert word_at(article(" \n"), 0) is None
