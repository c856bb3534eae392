"""Help: what has the focus comes first, and any action is found by its name."""

import pytest
from tests.app.conftest import Open
from tests.app.driving import Session
from textual.widgets import Input

from newsread.app.actions.keys import actions, working
from newsread.app.actions.places import EVERYWHERE, Where
from newsread.app.actions.table import ACTIONS, PALETTE_KEY
from newsread.app.dialogs.help import Help, in_lines, sections
from newsread.app.reader.margin import DECISION_SIGN, MORE_SIGN, OTHERS_SIGN, SPREAD_SIGN, STATEMENT_SIGN
from newsread.app.style.legend import signs
from newsread.app.widgets.search import PATTERN_SIGN

each_place = pytest.mark.parametrize("where", Where)


@each_place
def test_what_has_the_focus_comes_first_and_what_works_everywhere_last(where: Where) -> None:
    first, *others = sections(where)
    assert all(where in action.where and not action.where >= EVERYWHERE for action in first.actions)
    assert not others if where in {Where.HELP, Where.JUMP} else others[-1].heading == "Everywhere"


@each_place
def test_every_action_that_works_is_told_once(where: Where) -> None:
    told = [action.id for section in sections(where) for action in section.actions]
    assert sorted(told) == sorted(action.id for action in working(where))


@each_place
def test_any_action_of_any_screen_or_window_is_found_by_its_name(where: Where) -> None:
    for action in ACTIONS:
        assert action.id in [each.id for section in sections(where, action.words) for each in section.actions]


def test_every_word_must_be_in_it_and_names_come_before_explanations() -> None:
    found = [action.words for action in sections(Where.READER, "disputed")[0].actions]
    assert found[:2] == ["disputed", "said: disputed"]
    assert sections(Where.READER, "disputed zebra") == []


def test_what_works_only_elsewhere_is_said_to() -> None:
    assert [section.heading for section in sections(Where.LIBRARY, "verified content")] == ["In the reader (not here)"]


def test_no_line_is_wider_than_the_window() -> None:
    lines = in_lines(sections(Where.READER), 60).split("\n")
    assert max(line.cell_length for line in lines) <= 60
    assert in_lines([], 60).plain == "No action is called that."


def test_what_has_no_key_is_told_with_its_name_and_the_palettes_key() -> None:
    without = [action for action in actions(Where.READER) if not action.keys]
    told = in_lines(sections(Where.READER), 500).plain
    assert without
    assert all(f"{PALETTE_KEY:20}{action.words}: {action.tells}" in told for action in without)


def test_the_ids_for_the_settings_are_told_with_what_is_sought() -> None:
    assert "Go to the next article.  next pane" in in_lines(sections(Where.READER), 500, ids=True).plain
    assert "next pane" not in in_lines(sections(Where.READER), 500).plain


def test_every_verdict_has_its_sign_in_the_help() -> None:
    assert all(verdict in signs().plain for verdict in ("verified", "disputed", "unverifiable"))


def test_every_sign_before_a_verdict_is_explained() -> None:
    for sign in (SPREAD_SIGN, STATEMENT_SIGN, DECISION_SIGN, OTHERS_SIGN, MORE_SIGN):
        assert f"\n{sign}  " in signs().plain
    assert SPREAD_SIGN in told_of("spread")


@pytest.mark.parametrize("action_id", ["find", "seek"])
def test_how_a_regular_expression_is_sought_is_told(action_id: str) -> None:
    assert f"after a {PATTERN_SIGN}" in told_of(action_id)


def told_of(action_id: str) -> str:
    return next(action.tells for action in ACTIONS if action.id == action_id)


async def open_help(session: Session) -> None:
    await session.press("question_mark")
    await session.until(lambda: isinstance(session.app.screen, Help))
    await session.shows("type what you want to do")


async def test_help_speaks_of_the_screen_behind_it_first(open_app: Open) -> None:
    async with open_app() as session:
        await open_help(session)
        await session.shows("In the library")
        await session.press("escape")
        await session.open_reader()
        await open_help(session)
        await session.shows("In the reader", "The claim's content is so.")


async def test_typing_narrows_the_help_and_judges_nothing(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await open_help(session)
        await session.press(*"export")
        await session.shows("Write what was recorded to a file, in one of many formats.")
        assert session.app.screen.query_one(Input).value == "export"
        assert "The claim's content is so." not in session.screen
        await session.press("escape")
        await session.until(lambda: not isinstance(session.app.screen, Help))
        assert session.records() == []


async def test_help_scrolls_by_lines_and_pages(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await open_help(session)
        await session.shows("In the reader")
        scroll = session.app.screen.query_one("VerticalScroll")
        places = []
        for key in ("down", "down", "up", "pagedown", "pageup"):
            await session.press(key)
            await session.pilot.pause()
            places.append(scroll.scroll_offset.y)
        assert places[:3] == [1, 2, 1]
        assert places[3] > 5
        assert places[4] == 1
