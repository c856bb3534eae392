"""Finding in all articles: what counts as found, the way through it, and patterns that are wrong or slow."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open
from tests.app.driving import ONE, THREE, TWO, Session
from textual.widgets import Input

from newsread.app.library.screen import Library
from newsread.app.reader.find_bar import FindBar
from newsread.app.reader.finding import MOST, Found, Hit, count_in_words, found_at, found_words, pattern_in
from newsread.app.reader.screen import Reader
from newsread.app.widgets import patterns
from newsread.app.widgets.patterns import BadPatternError, PatternSearch
from newsread.app.widgets.search import Searched, finder, has_accents
from newsread.articles.article import Article


def places(text: str, sought: str) -> list[str]:
    return [text[start:end] for start, end in Searched(text).places(sought)]


# What counts as found


def test_capitals_count_only_if_one_is_typed() -> None:
    assert places("Kyiv, KYIV and kyiv", "kyiv") == ["Kyiv", "KYIV", "kyiv"]
    assert places("Kyiv, KYIV and kyiv", "Kyiv") == ["Kyiv"]


def test_quotation_marks_and_line_breaks_are_found_as_they_are_typed() -> None:
    text = "He said: “it’s two\nmen”"
    assert places(text, '"it\'s two men"') == ["“it’s two\nmen”"]


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("Die Unter\u00adneh\u00admen sind da.", "unternehmen", "Unter\u00adneh\u00admen"),
        ("Die Unternehmen sind da.", "Unter\u00adnehmen", "Unternehmen"),
        ("Le de\u0301partement, le Département.", "département", "de\u0301partement|Département"),
        ("Le Département ici.", "De\u0301partement", "Département"),
        ("Ne\u0300 qui ne\u0301 l\u00e0", "né l", "ne\u0301 l"),
        ("c\u0323\u0307a", "c\u0307\u0323a", "c\u0323\u0307a"),
        ("\u1112\u1161\u11ab국", "한국", "\u1112\u1161\u11ab국"),
        ("\u212bngstr\u00f6m", "ångström", "\u212bngstr\u00f6m"),
        ("100\u00a0km and\u2009so, 3\u202fpm", "100 km and so, 3 pm", "100\u00a0km and\u2009so, 3\u202fpm"),
        ("zero\u200bwidth \ufeffjoin\u2060ed", "zerowidth joined", "zero\u200bwidth \ufeffjoin\u2060ed"),
        ("e\u0301e\u0301e\u0301", "é", "e\u0301|e\u0301|e\u0301"),
        ("the ‘70s, the ’70s, l‚a «b»", "the '70s", "the ‘70s|the ’70s"),
        ("the ‘70s, “a «b»", '"b"', "«b»"),
        ("well\u2011known", "well-known", "well\u2011known"),
        ("Le chargé, the charge, Le charge\u0301.", "charge", "chargé|charge|charge\u0301"),
        ("Le chargé, the charge, Le charge\u0301.", "chargé", "chargé|charge\u0301"),
        ("Chargé or CHARGÉ", "Charge", "Chargé"),
        ("a \u00adZoe\u0308 am\u0303bo x", "mb", "m\u0303b"),
        ("Việt Nam", "viet nam", "Việt Nam"),
        ("ёлка мой", "елка", "ёлка"),
        ("мой", "мои", ""),
        ("nothing", "\u00ad", ""),
    ],
)
def test_what_looks_alike_is_found_where_it_is_written(text: str, sought: str, found: str) -> None:
    assert places(text, sought) == found.split("|") * bool(found)
    assert finder(sought)(Searched(text)) is bool(found) or not found


def test_a_list_is_narrowed_down_by_what_is_seen_too() -> None:
    assert finder("departement")(Searched("le De\u0301partement"))
    assert not finder("chargé")(Searched("the charge"))
    assert finder("Département")(Searched("le De\u0301partement"))
    assert finder("unternehmen")(Searched("Unter\u00adnehmen"))
    assert not finder("unternehmer")(Searched("Unter\u00adnehmen"))


@given(st.text("ae\u0301\u0323\u00ad\u200bé ’x"), st.text("ae\u0301\u0323\u00adé x", min_size=1, max_size=3))
def test_however_it_is_written_places_are_of_the_text_and_do_not_overlap(text: str, sought: str) -> None:
    found = list(Searched(text).places(sought))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    alike = Searched(sought).letter_for_letter
    for span in found:
        written = Searched(text[slice(*span)])
        assert alike in (written if has_accents(alike) else written.without_accents).letter_for_letter


@given(st.text("aßİσςΣ’ \n😀é"), st.text("aßİσςΣ’ \n😀é", min_size=1, max_size=3))
def test_places_have_the_length_of_what_is_sought_and_do_not_overlap(text: str, sought: str) -> None:
    found = list(Searched(text).places(sought))
    assert all(start >= 0 and end <= len(text) and end > start for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    if sought in text and sought == sought.lower():
        assert found


def test_no_more_is_counted_than_is_shown() -> None:
    found = found_words("a", [Searched("a" * (MOST + 5))])
    assert len(found.hits) == MOST
    assert count_in_words(found, None, str) == "9,999 or more found · 0 9,999×"


# The way through it

HITS = found_at("x", [[(5, 6), (20, 21)], [], [(0, 1)]])


def test_hits_are_told_with_their_counts_by_article() -> None:
    assert HITS.hits == [Hit(0, 5, 6), Hit(0, 20, 21), Hit(2, 0, 1)]
    assert HITS.of(0) == HITS.hits[:2]
    assert HITS.of(1) == []
    assert count_in_words(HITS, 1, "abc".__getitem__) == "2 of 3 · a 2×, c 1×"
    assert count_in_words(HITS, None, "abc".__getitem__) == "3 found · a 2×, c 1×"
    assert count_in_words(Found("x"), None, str) == "not found"


@pytest.mark.parametrize(
    ("article", "offset", "direction", "number"),
    [(0, 0, 1, 0), (0, 5, 1, 0), (0, 6, 1, 1), (1, 0, 1, 2), (2, 1, 1, 0), (0, 5, -1, 2), (0, 6, -1, 0), (2, 0, -1, 1)],
)
def test_the_way_goes_from_hit_to_hit_and_round(article: int, offset: int, direction: int, number: int) -> None:
    assert HITS.next_from(article, offset, direction) == number


def test_where_nothing_is_found_there_is_no_way() -> None:
    assert Found("x").next_from(0, 0, 1) is None


# Patterns


def test_an_expression_begins_with_a_slash() -> None:
    assert pattern_in("/a.c") == "a.c"
    assert pattern_in("/a.c/") == "a.c"
    assert pattern_in("//") == "/"
    assert pattern_in("a/c") is None


def test_an_expression_is_found_in_each_text_and_never_without_a_letter() -> None:
    assert PatternSearch().places(r"t\w+|x*", ["two Ten", "", "xx"], 99) == [[(0, 3), (4, 7)], [], [(0, 2)]]
    assert PatternSearch().places(r"T\S+", ["two Ten"], 99) == [[(4, 7)]]
    assert PatternSearch().places("t", ["tt", "tt"], 3) == [[(0, 1), (1, 2)], [(0, 1)]]


def test_in_which_texts_an_expression_holds_is_told_without_counting() -> None:
    assert PatternSearch().holds(r"t\w+|x*", ["two two two", "", "Ten", "a"]) == [True, False, True, False]
    assert PatternSearch().holds(r"T\w+", ["two", "Ten"]) == [False, True]


def test_a_wrong_expression_is_told_in_one_sentence() -> None:
    with pytest.raises(BadPatternError, match=r"^This is no regular expression: .*unterminated.*\.$"):
        PatternSearch().places("(a", ["a"], 9)


def test_an_expression_that_takes_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    search = PatternSearch()
    with monkeypatch.context() as patience:
        patience.setattr(patterns, "PATIENCE", 0.3)
        with pytest.raises(BadPatternError, match="takes too long"):
            search.places("(a|aa)+$", ["a" * 99 + "b"], 9)
    assert search.places("a", ["ba"], 9) == [[(1, 2)]]


# In the reader


def told(session: Session) -> str:
    return str(session.app.screen.query_one(FindBar).query_one("Static").render())


def styles_found(session: Session, number: int) -> list[str]:
    pane = session.visible_panes[number]
    bar = session.app.screen.query_one(FindBar)
    return [pane.article.text[span.start : span.end] + "|" + span.styles[0] for span in bar.spans(number)]


async def seek(session: Session, words: str) -> None:
    await session.press("slash")
    await session.type(words)


async def test_while_it_is_typed_the_cursor_goes_to_the_first_place_and_all_are_marked(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("slash", *"no")
        await session.until(lambda: told(session) == "1 of 3 · 1 The Daily 1×, 2 The Post 1×, 3 The Wire 1×")
        assert session.at == ("one.txt", 3)
        assert styles_found(session, ONE) == ["No|found-now"]
        assert styles_found(session, THREE) == ["No|found"]
        await session.press("t", "x")
        await session.until(lambda: told(session) == "not found")
        assert session.at == ("one.txt", 1)


async def test_enter_goes_on_and_the_keys_of_the_untagged_go_from_hit_to_hit(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, "no")
        await session.press("enter")
        await session.until(lambda: told(session).startswith("no · 1 of 3"))
        seen = []
        for key in ("n", "n", "n", "N", "g", "n", "j", "n"):
            await session.press(key)
            seen.append(session.at)
        one, three, two = ("one.txt", 3), ("three.txt", 2), ("two.txt", 2)
        assert seen == [three, two, one, two, ("two.txt", 0), two, two, one]


async def test_esc_ends_the_search_and_never_leaves(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, "denied")
        await session.until(lambda: session.at == ("two.txt", 1))
        await session.press("escape")
        assert session.at == ("one.txt", 1)
        assert not session.app.screen.query_one(FindBar).display
        assert styles_found(session, TWO) == []
        await seek(session, "denied")
        await session.until(lambda: session.at == ("two.txt", 1))
        await session.press("enter", "escape")
        assert session.at == ("two.txt", 1)
        assert isinstance(session.app.screen, Reader)
        await session.press("n")
        assert session.at == ("two.txt", 2)
        await session.press("escape")
        assert isinstance(session.app.screen, Reader)
        await session.press("q")
        assert isinstance(session.app.screen, Library)


async def test_keys_that_are_typed_into_the_search_judge_nothing(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("slash", *"vdutix")
        assert session.app.screen.query_one(FindBar).query_one(Input).value == "vdutix"
        assert session.records() == []


async def test_a_regular_expression_is_found_and_a_wrong_one_told(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, r"/\bmen\b")
        await session.until(lambda: told(session).startswith("2 of 3"))  # a heading has the first
        await session.type("(")
        await session.until(lambda: told(session).startswith("This is no regular expression"))


async def test_a_text_that_changes_is_sought_again(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, "denied")
        await session.press("enter")
        await session.until(lambda: "1 of 1" in told(session))
        file = session.app.desk.workspace.place.articles / "three.txt"
        file.write_text("The Reaction\n\nKyiv denied it. None came on Tuesday.\n", encoding="utf-8")
        await session.app.desk.look_again()
        await session.until(lambda: "2 found" in told(session))


async def test_enter_before_the_answer_still_goes_to_the_first_place(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, find = Event(), FindBar._find

    def waiting(self: FindBar, sought: str, articles: Sequence[Article]) -> Found:
        go_on.wait(9)
        return find(self, sought, articles)

    monkeypatch.setattr(FindBar, "_find", waiting)
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, "denied")
        await session.press("enter")
        assert session.at == ("one.txt", 1)
        go_on.set()
        await session.until(lambda: session.at == ("two.txt", 1))
        assert told(session).startswith("denied · 1 of 1")


async def test_who_has_gone_on_before_the_answer_is_not_moved(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, find = Event(), FindBar._find

    def waiting(self: FindBar, sought: str, articles: Sequence[Article]) -> Found:
        go_on.wait(9)
        return find(self, sought, articles)

    monkeypatch.setattr(FindBar, "_find", waiting)
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, "denied")
        await session.press("enter", "j")
        go_on.set()
        await session.until(lambda: "1 found" in told(session))
        assert session.at == ("one.txt", 2)


async def test_what_was_found_in_a_text_that_changes_is_not_marked_in_the_new_one(
    open_app: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await seek(session, "no")
        await session.press("enter")
        await session.until(lambda: told(session).startswith("no · 1 of 3"))
        go_on, find = Event(), FindBar._find

        def waiting(self: FindBar, sought: str, articles: Sequence[Article]) -> Found:
            go_on.wait(9)
            return find(self, sought, articles)

        monkeypatch.setattr(FindBar, "_find", waiting)
        text = "Two Men\n\nA man was seen there, as it is told. Nobody knew.\n"
        (folder / "one.txt").write_text(text, encoding="utf-8")
        await session.until(lambda: session.visible_panes[ONE].article.text == text)
        assert styles_found(session, ONE) == []
        assert styles_found(session, THREE) == ["No|found"]
        go_on.set()
        await session.until(lambda: styles_found(session, ONE) == ["No|found"])
