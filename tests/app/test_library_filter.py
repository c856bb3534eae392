"""What the library lists: words, how far the reader is, and the order; and that very many articles do not matter."""

from collections import Counter
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import ARTICLES, Session
from textual.widgets import Input

from newsread.annotations.records import Verdict
from newsread.annotations.sentence_states import Progress
from newsread.app.library.rows import ALL, ORDERS, PLACE, SHOWN, Choice, Facts
from newsread.app.library.screen import Library


def progress(unseen: int, to_check: int = 0, verified: int = 0) -> Progress:
    return Progress(Counter({Verdict.VERIFIED: verified}), to_check, unseen, unseen + verified)


EVERY = [
    Facts("a.txt", 0, "Zebras cross", "The Wire", "2025-04-09", progress(3), "Zebras were seen in Kyiv."),
    Facts("b.txt", 1, "apes climb", "", "", progress(0, 1, 2), "Nobody’s ape\nfell."),
    Facts("c.txt", 2, "Bears sleep", "the daily", "2025-04-08", progress(0, 0, 1), "A bear."),
    Facts("d.bin", 3, "d.bin"),
]


def listed(sought: str = "", shown: str = "all", order: str = "place") -> str:
    choice = Choice.named(sought, shown, order)
    return "".join(facts.id[0] for facts in choice.sorted(filter(choice.holds, EVERY)))


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("", "abcd"),
        ("bear", "c"),
        ("Bear", "c"),
        ("BEAR", ""),
        ("daily", "c"),
        ("zebras kyiv wire", "a"),
        ("zebras ape", ""),
        ("nobody's", "b"),
        ("b.txt", "b"),
        ("all seen", "bc"),
        ("cannot be read", "d"),
    ],
)
def test_every_word_is_looked_for_in_title_outlet_file_progress_and_text(sought: str, found: str) -> None:
    assert listed(sought) == found


def test_articles_are_listed_by_how_far_the_reader_is() -> None:
    assert {each.name: listed(shown=each.name) for each in SHOWN} == {
        "all": "abcd",
        "untagged": "a",
        "to check": "b",
        "done": "bc",
    }


def test_articles_are_sorted_and_what_is_unknown_comes_last() -> None:
    assert {each.name: listed(order=each.name) for each in ORDERS} == {
        "place": "abcd",
        "title": "bcda",
        "outlet": "cabd",
        "date": "cabd",
        "progress": "abcd",
    }


def test_a_choice_with_unknown_names_is_the_one_at_first() -> None:
    assert Choice.named("x", "pink", "size") == Choice("x", ALL, PLACE)


def test_the_title_tells_what_is_listed() -> None:
    assert Choice().in_words(3, 3, done=True) == "3 articles"
    narrow = Choice.named("men", "to check", "date")
    assert narrow.in_words(1, 3, done=True) == "1 of 3 articles · “men” · to check · by date"
    assert narrow.in_words(1, 10_000, done=False).startswith("1 … of 10,000 articles")


# In the library


def shown(session: Session) -> list[str]:
    library = session.app.screen
    assert isinstance(library, Library)
    return [*library._ids]


async def test_words_are_sought_while_they_are_typed_and_told_in_the_title(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("slash", *"tuesday")
        await session.until(lambda: shown(session) == ["three.txt"])
        await session.until(lambda: "1 of 3 articles · “tuesday”" in session.title)
        await session.press("enter", "enter")
        await session.until(lambda: session.visible_panes)
        assert [pane.article.id for pane in session.visible_panes] == ["three.txt"]


async def test_esc_lists_all_again_with_the_cursor_where_it_was(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("slash", *"denial")
        await session.until(lambda: shown(session) == ["two.txt"])
        await session.press("escape")
        assert shown(session) == sorted(ARTICLES)
        assert session.rows.cursor == 2
        assert not session.app.screen.query_one(Input).display
        assert session.app.screen.query_one(Input).value == ""


async def test_where_nothing_is_found_the_library_says_so_and_keys_do_nothing(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("slash", *"xyz")
        await session.shows("No article is like that.")
        await session.press("enter", "space", "a", "enter", "j", "G")
        assert isinstance(session.app.screen, Library)
        await session.press("escape")
        assert "●" not in session.screen


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("/answer|denied", ["three.txt", "two.txt"]),
        ("/^beijing", ["two.txt"]),
        ("/^BEIJING", []),
        ("/The (Wire|Post)$/", ["three.txt", "two.txt"]),
        ("/3 of 3 unseen", ["one.txt"]),
        ("/captured +two", ["one.txt"]),
    ],
)
async def test_a_regular_expression_is_sought_as_it_is_in_the_texts(
    open_app: Open, sought: str, found: list[str]
) -> None:
    async with open_app(140) as session:
        await session.press("slash")
        await session.type(sought)
        await session.until(lambda: shown(session) == found and f"{len(found)} of 3 articles" in session.title)


async def test_a_wrong_expression_is_told_and_forgotten_once_it_is_right(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("slash", *"/(deni")
        await session.shows("This is no regular expression: ", "0 of 3 articles · “/(deni”")
        await session.press("|", "q", ")")
        await session.until(lambda: shown(session) == ["two.txt"])
        assert "This is no regular expression" not in session.screen
        await session.press("escape")
        assert shown(session) == sorted(ARTICLES)


async def test_a_slash_alone_seeks_nothing_yet(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("slash", "/")
        await session.until(lambda: "3 of 3 articles" in session.title)


async def test_a_key_goes_through_untagged_to_check_and_done(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("v", "v", "v", "t", "q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        seen = []
        for words, articles in (
            ("untagged", ["three.txt", "two.txt"]),
            ("to check", ["three.txt"]),
            ("done", ["one.txt"]),
        ):
            await session.press("tab")
            await session.shows(f"{len(articles)} of 3 articles · {words}")
            seen.append(shown(session) == articles)
        assert seen == [True, True, True]
        await session.press("tab")
        assert shown(session) == sorted(ARTICLES)


async def test_the_list_follows_what_is_said(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("shift+tab")
        await session.until(lambda: shown(session) == [])
        await session.press("escape")
        await session.open_reader()
        await session.press("v", "v", "v", "q", "shift+tab")
        await session.until(lambda: shown(session) == ["one.txt"])
        await session.press("z")
        await session.until(lambda: shown(session) == [])


async def test_a_key_sorts_and_the_cursor_stays_on_its_article(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("s")
        await session.until(lambda: shown(session) == ["two.txt", "three.txt", "one.txt"])
        assert session.rows.cursor == 2
        assert "by title" in session.title
        await session.press("s", "s")
        await session.until(lambda: "by date" in session.title and shown(session)[0] == "one.txt")


async def test_of_ten_thousand_articles_only_rows_on_the_screen_are_read_until_something_is_sought(
    folder: Path, open_app: Open
) -> None:
    for number in range(300):
        (folder / f"w{number:03}.txt").write_text(f"Report {number} came in on Tuesday.", encoding="utf-8")
    async with open_app(140, 12) as session:
        assert len(session.app.desk.workspace._known) < 50
        await session.press("slash")
        await session.type("report 299")
        await session.until(lambda: shown(session) == ["w299.txt"])
        await session.shows("Report 299")


async def test_a_text_that_changes_is_sought_in_anew(folder: Path, open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("slash", *"beijing")
        await session.until(lambda: shown(session) == ["two.txt"])
        (folder / "one.txt").write_text("Beijing spoke on Tuesday.", encoding="utf-8")
        await session.app.desk.look_again()
        await session.until(lambda: shown(session) == ["one.txt", "two.txt"])
