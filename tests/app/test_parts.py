"""Words that are a part of a sentence, or of two, are offered what is known of the whole sentence, and told so."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.analysis.collection import Collection
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.annotations.groups import Link, Words
from newsread.annotations.records import Record
from newsread.app.dialogs.apply_verdict import SpreadDialog
from newsread.app.dialogs.counterpart_rows import CounterpartRow, counterpart_rows
from newsread.app.dialogs.counterparts import CounterpartDialog
from newsread.app.reader.screen import Reader
from newsread.app.session.claim_parts import suggested_on
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot
from newsread.articles.article import Article
from newsread.articles.sources import Source

# Pure


def article(name: str, text: str) -> Article:
    return Article(name, Path(name), text, Source())


A = article("a.txt", "Two men were captured on Monday. Nobody said where.")
B = article("b.txt", "Soldiers captured two men. They were not named.")
C = article("c.txt", "Two were taken prisoner. It was in the east.")
CAPTURED, NOBODY = Spot(A, 0), Spot(A, 1)
IN_THE_FIRST, OVER_BOTH = Spot(A, 0, (0, 7)), Spot(A, 0, (22, 45))


def place(spot: Spot) -> Place:
    return Place(spot.article.id, *spot.span)


def words(spot: Spot) -> Words:
    return Words(*place(spot))


def shared(*found: tuple[Spot, Spot, Band]) -> Collection:
    counterparts = tuple(Counterpart(place(one), place(other), band, ("two",)) for one, other, band in found)
    return Collection(("a.txt", "b.txt", "c.txt"), (), {}, {}, {}, counterparts, (), ())


def answers(*said: tuple[Spot, Spot, bool]) -> list[Link]:
    links = []
    for number, (one, other, same) in enumerate(said):
        record = object.__new__(Record)
        object.__setattr__(record, "id", UUID(int=number))
        links.append(Link(words(one), words(other), same, record))
    return links


def rows(spot: Spot, found: Collection | None = None, said: Sequence[Link] = ()) -> list[CounterpartRow]:
    return counterpart_rows(spot, [A, B, C], suggested_on(spot, found) if found else {}, said)


def told(of: Sequence[CounterpartRow]) -> list[tuple[Relation, str, Spot | None]]:
    return [(row.relation, row.words, row.sentence) for row in of]


def test_words_of_a_sentence_are_offered_what_the_machine_suggests_for_it() -> None:
    found = shared((CAPTURED, Spot(B, 0), Band.SAME))
    assert told(rows(IN_THE_FIRST, found)) == [
        (Relation.SAME, "Soldiers captured two men.", CAPTURED),
        (Relation.NONE, "", None),
    ]
    assert told(rows(Spot(A, 0, CAPTURED.span), found))[0][2] is None  # they are the sentence


def test_words_of_two_sentences_are_offered_the_same_before_the_related_and_then_that_of_more_of_them() -> None:
    found = shared((CAPTURED, Spot(B, 0), Band.RELATED), (NOBODY, Spot(B, 1), Band.SAME))
    assert told(rows(OVER_BOTH, found))[0] == (Relation.SAME, "They were not named.", NOBODY)
    found = shared((CAPTURED, Spot(B, 0), Band.SAME), (NOBODY, Spot(B, 1), Band.SAME))
    assert told(rows(OVER_BOTH, found))[0] == (Relation.SAME, "They were not named.", NOBODY)
    assert told(rows(Spot(A, 0, (9, 39)), found))[0] == (Relation.SAME, "Soldiers captured two men.", CAPTURED)


def test_what_was_confirmed_for_the_sentence_is_told_as_such_and_an_answer_on_the_words_comes_before_it() -> None:
    whole = (CAPTURED, Spot(B, 0), True)
    assert told(rows(IN_THE_FIRST, said=answers(whole)))[0] == (
        Relation.CONFIRMED,
        "Soldiers captured two men.",
        CAPTURED,
    )
    assert told(rows(IN_THE_FIRST, said=answers((IN_THE_FIRST, Spot(B, 1), True), whole)))[0] == (
        Relation.CONFIRMED,
        "They were not named.",
        None,
    )
    rejected = rows(IN_THE_FIRST, said=answers(whole, (IN_THE_FIRST, Spot(B, 0), False)))[0]
    assert (rejected.relation, rejected.sentence) == (Relation.REJECTED, None)


def test_what_was_confirmed_for_a_sentence_is_offered_also_for_words_that_are_less_than_half_in_it() -> None:
    said = answers((NOBODY, Spot(B, 1), True), (Spot(B, 1), Spot(C, 1), True), (CAPTURED, Spot(C, 0), False))
    assert told(rows(Spot(A, 0, (0, 39)), said=said)) == [
        (Relation.CONFIRMED, "They were not named.", NOBODY),
        (Relation.CONFIRMED, "It was in the east.", NOBODY),
    ]


# On the screen

ONE = Place("one.txt", 18, 43)
DENIED, KNEW = Place("two.txt", 10, 36), Place("two.txt", 37, 60)
ASKED = Place("three.txt", 14, 38)
WHOLE = "for the whole sentence"


@pytest.fixture
def suggesting(analyst: FakeAnalyst) -> FakeAnalyst:
    analyst.counterparts = (Counterpart(ONE, DENIED, Band.SAME, ("report",)),)
    analyst.go_on.set()
    return analyst


async def open_reader(session: Session) -> None:
    await session.open_reader()
    reader = session.app.screen
    assert isinstance(reader, Reader)
    await session.until(lambda: session.app.desk.sharing.of(*reader.reading.articles))


def confirm(session: Session, of: Place, to: Place) -> None:
    desk = session.app.desk
    one, other = (desk.workspace.article(each.article) for each in (of, to))
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    said = Linked(other.id, anchor.make(other.text, to.start, to.end, other.sha256), same=True)
    record = desk.notebook.answer(one, of.start, of.end, said)
    assert record
    desk.keep(record)


def title(session: Session, article_id: str) -> str:
    return next(str(pane.border_title).strip() for pane in session.visible_panes if pane.article.id == article_id)


@pytest.mark.usefixtures("suggesting")
async def test_the_list_offers_the_sentence_s_and_what_is_confirmed_is_recorded_for_the_words(open_app: Open) -> None:
    async with open_app() as session:
        await open_reader(session)
        await session.press("s", *["h"] * 3, "m")
        await session.until(lambda: isinstance(session.app.screen, CounterpartDialog) and session.rows.size.height)
        await session.shows("▸ same", f"no counterpart found {WHOLE}")
        await session.press("j")
        await session.shows(f"{WHOLE} · both have: report")
        await session.press("space")
        await session.shows("≡ confirmed: 3 The Wire")
        await session.saved()
        assert [(each.anchor.quote, each.linked.same) for each in session.records() if each.linked] == [
            ("Ukraine captured", True)
        ]
        assert WHOLE not in next(line for line in session.screen.split("\n") if "≡ confirmed" in line)


@pytest.mark.usefixtures("suggesting")
async def test_the_bar_and_the_titles_say_that_it_is_for_the_whole_sentence_while_words_are_selected(
    open_app: Open,
) -> None:
    async with open_app(200) as session:
        await open_reader(session)
        await session.until(lambda: title(session, "two.txt") == "3 The Wire · same: report")
        await session.press("s", "h", "h")
        assert session.told.startswith(f"{WHOLE} ▸ same: 3 The Wire")
        assert title(session, "two.txt") == "3 The Wire · same, whole sentence: report"
        await session.press("escape")
        assert session.told.startswith("▸ same: 3 The Wire")
        assert title(session, "two.txt") == "3 The Wire · same: report"
        await session.press("s", "h", "h", "v")
        assert session.told.startswith(f"{WHOLE} ▸ same: 3 The Wire")
        assert "3 The Wire: in other words: Beijing denied" in session.screen
        assert title(session, "two.txt") == "3 The Wire · no counterpart here"  # of the next sentence


@pytest.mark.usefixtures("suggesting")
async def test_a_confirmation_for_the_sentence_can_be_taken_back_or_refused_for_the_words_alone(
    open_app: Open,
) -> None:
    async with open_app() as session:
        await open_reader(session)
        confirm(session, ONE, DENIED)
        await session.press("s", *["h"] * 4, "m")
        await session.until(lambda: isinstance(session.app.screen, CounterpartDialog) and session.rows.size.height)
        await session.press("j", "x", "x", "space")
        await session.shows("no longer confirmed for the whole sentence: 3 The Wire")
        await session.saved()
        assert [(each.action, each.anchor.quote) for each in session.records() if each.linked] == [
            ("link", "Ukraine captured two men."),
            ("link", "Ukraine"),
            ("withdraw", "Ukraine"),
            ("withdraw", "Ukraine captured two men."),
        ]


async def test_a_verdict_on_some_words_is_offered_to_what_was_confirmed_for_the_whole_sentence(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        confirm(session, ONE, DENIED)
        confirm(session, ONE, ASKED)
        await session.press("s", "h", "h", "v", "a")
        await session.until(lambda: isinstance(session.app.screen, SpreadDialog) and session.rows.size.height)
        await session.shows("≡ confirmed for the whole sentence", "[ ] 3 The Wire")
        await session.press("escape", "k", "v", "a")
        await session.until(lambda: isinstance(session.app.screen, SpreadDialog) and session.rows.size.height)
        assert "whole sentence" not in session.screen


async def test_of_several_only_those_for_the_whole_sentence_are_named_and_none_that_was_refused_for_the_words(
    open_app: Open,
) -> None:
    async with open_app() as session:
        await session.open_reader()
        confirm(session, ONE, DENIED)
        confirm(session, Place("one.txt", 18, 25), ASKED)
        await session.press("s", *["h"] * 4, "v", "a")
        await session.until(lambda: isinstance(session.app.screen, SpreadDialog) and session.rows.size.height)
        await session.shows("≡ confirmed for the whole sentence: 3 The Wire", "[ ] 2 The Post")
        await session.press("escape", "m", "j", "x", "escape", "a")
        await session.until(lambda: isinstance(session.app.screen, SpreadDialog) and session.rows.size.height)
        await session.shows("[ ] 2 The Post")
        assert "The Wire" not in "\n".join(line for line in session.screen.split("\n") if "[ ]" in line)
