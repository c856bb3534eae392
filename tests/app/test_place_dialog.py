"""The dialog that asks where a claim's words stand: what it offers, and what it gives back."""

from pathlib import Path

from tests.app.conftest import Open
from tests.app.driving import Session
from textual.widgets import Input

from newsread.app.dialogs.claim_place import Offer, PlaceDialog, Span, offers, offers_in_order
from newsread.app.widgets.rows import Rows
from newsread.articles.article import Article
from newsread.articles.sources import Source

TEXT = "Rain fell all day. Six men were captured on Tuesday. He said so. Seven men were freed on Tuesday."
ARTICLE = Article("one.txt", Path("one.txt"), TEXT, Source())
WORDS = "Six women were captured on Monday."


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def test_candidates_come_first_then_sentences_the_likest_first() -> None:
    offered = offers(ARTICLE, WORDS, [span_of("captured on")])
    assert [offer.words.split()[0] for offer in offered] == ["captured", "Six", "Seven", "Rain", "He"]
    assert [choice.is_candidate for choice in offered] == [True, False, False, False, False]


def test_a_sentence_that_is_a_candidate_is_offered_once() -> None:
    offered = offers(ARTICLE, WORDS, [span_of("He said so.")])
    assert [offer.words.split()[0] for offer in offered] == ["He", "Six", "Seven", "Rain"]


def test_what_was_found_is_offered_before_the_sentences_in_their_order() -> None:
    offered = offers_in_order(ARTICLE, [span_of("He said so.")])
    assert [offer.words.split()[0] for offer in offered] == ["He", "Rain", "Six", "Seven"]
    assert [offer.is_candidate for offer in offered] == [True, False, False, False]


async def ask(session: Session) -> list[Span | None]:
    """Open the dialog; the place that it gives back is in the list."""
    answers: list[Span | None] = []

    def take(offer: Offer | None) -> None:
        answers.append(offer.span if offer else None)

    session.app.push_screen(PlaceDialog(WORDS, offers(ARTICLE, WORDS, [span_of("captured on")])), take)
    await session.until(lambda: isinstance(session.app.screen, PlaceDialog) and session.app.screen.query(Rows))
    await session.until(lambda: session.rows.size.height)
    return answers


async def test_enter_gives_the_place_under_the_cursor(open_app: Open) -> None:
    async with open_app() as session:
        answers = await ask(session)
        await session.shows("Six women were captured", "5 of 5 places, the likeliest first", "≈captured on")
        await session.press("down", "down", "up", "enter")
        await session.until(lambda: answers)
        assert answers == [span_of("Six men were captured on Tuesday.")]


async def test_typing_narrows_what_is_offered(open_app: Open) -> None:
    async with open_app() as session:
        answers = await ask(session)
        await session.press("down", "down", "R", "a", "i", "n", "enter")
        await session.until(lambda: answers)
        assert answers == [span_of("Rain fell all day.")]


async def test_what_is_typed_is_looked_for_and_capitals_count_if_there_is_one(open_app: Open) -> None:
    async with open_app() as session:
        await ask(session)
        field = session.app.screen.query_one(Input)
        for typed, told in (("tuesday", "2 of 5 places"), ("SIX", "none found"), ("", "5 of 5 places")):
            field.value = typed
            await session.shows(told)


async def test_where_nothing_is_found_it_says_so_and_enter_does_nothing(open_app: Open) -> None:
    async with open_app() as session:
        answers = await ask(session)
        await session.type("zebra")
        await session.press("enter", "down", "pagedown")
        await session.shows("none found")
        await session.press("escape")
        await session.until(lambda: answers)
        assert answers == [None]


async def test_a_second_click_takes_a_place(open_app: Open) -> None:
    async with open_app() as session:
        answers = await ask(session)
        await session.pilot.click(session.rows, offset=(5, 1))
        assert session.rows.cursor == 1
        await session.pilot.click(session.rows, offset=(9, 1))
        await session.until(lambda: answers)
        assert answers == [span_of("Six men were captured on Tuesday.")]
