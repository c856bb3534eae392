"""What is pasted into a field: only what the field can show."""

from tests.app.conftest import Open
from textual.widgets import Input, TextArea

from newsread.app.actions.key_queue import MOST_PASTED
from newsread.app.dialogs.base import AskAnnotator, ReasonEditor
from newsread.app.widgets.inputs import MOST_CHARACTERS, TextEditor

HOSTILE = "北京\x1b[31m red\u202e \u200dיום\tone\nand another"
HARMLESS = "北京[31m red \u200dיום one\nand another"


async def test_nothing_that_a_terminal_would_act_upon_is_pasted(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "r")
        await session.type(HOSTILE)
        await session.until(lambda: "another" in session.screen)
        assert session.app.screen.query_one(TextArea).text == HARMLESS
        await session.press("enter")
        await session.saved()
        assert [record.note for record in session.records()][-1] == HARMLESS


async def test_nor_from_the_programs_own_clipboard(open_app: Open) -> None:
    async with open_app() as session:
        session.app.copy_to_clipboard(HOSTILE)
        assert session.app.clipboard == HARMLESS


async def test_of_what_was_copied_in_several_lines_a_line_to_type_in_has_the_first(open_app: Open) -> None:
    async with open_app() as session:
        session.app.copy_to_clipboard("first\nsecond\r\nthird")
        await session.press("w")
        await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
        await session.press("ctrl+v")
        assert session.app.screen.query_one(Input).value == "first"
        await session.press("escape")
        await session.open_reader()
        await session.press("r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        await session.press("ctrl+v")
        assert session.app.screen.query_one(TextArea).text == "first\nsecond\nthird"


async def test_of_a_huge_text_as_much_is_taken_as_a_field_can_hold_and_the_rest_is_told(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        await session.type("word " * 200_000)
        await session.shows("cut: 20,000 of its 1,000,000")
        editor = session.app.screen.query_one(TextEditor)
        await session.until(lambda: len(editor.text) == MOST_PASTED)
        session.app.clear_notifications()
        editor.text = "a" * (MOST_CHARACTERS - 3)
        editor.move_cursor(editor.document.end)
        await session.type("12345")
        await session.shows("No more than 50,000")
        assert editor.text == "a" * (MOST_CHARACTERS - 3) + "123"
