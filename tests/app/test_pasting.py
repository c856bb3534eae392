"""What is pasted into a field: only what the field can show."""

from tests.app.conftest import Open
from textual.widgets import Input, TextArea

from newsread.app.dialogs import AskAnnotator, ReasonEditor

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
