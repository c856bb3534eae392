"""The palette under the mouse: a click that comes too late, and one that comes twice."""

import pytest
from rich.style import Style
from tests.app.conftest import Open
from tests.app.driving import Session
from textual import events
from textual.command import CommandList, CommandPalette
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets._toast import Toast, ToastRack
from textual.widgets.option_list import Option

from newsread.app.reader.screen import Reader


async def palette(session: Session) -> CommandList:
    """Open it, and wait until it lists something."""
    await session.press("ctrl+p")
    return await list_of(session)


async def list_of(session: Session) -> CommandList:
    """Return what the palette lists, as soon as it does."""
    await session.until(lambda: session.app.screen.query(CommandList) and session.app.screen.has_class("-ready"))
    await session.until(lambda: session.app.screen.query_one(Input).region)
    return session.app.screen.query_one(CommandList)


async def click(session: Session, listed: CommandList, *rows: int, at: Offset | None = None) -> None:
    """Let clicks wait in the list's queue, with the rows that were drawn where they hit."""
    for row in rows:
        x, y = at or session.app.screen.query_one(Input).region.offset
        style = Style.from_meta({"option": row})
        click = events.Click(None, 4, 1, 0, 0, 1, False, False, False, x, y, style)
        click._set_forwarded()
        listed.post_message(click)
    await session.pilot.pause()


@pytest.mark.parametrize("typed", ["export", "zzzz"])
async def test_a_click_on_a_row_that_has_gone_meanwhile_does_nothing(typed: str, open_app: Open) -> None:
    async with open_app() as session:
        listed = await palette(session)
        last = listed.option_count - 1
        await session.type(typed)
        await session.until(lambda: listed.option_count <= last)
        await click(session, listed, last)
        assert session.app.is_running
        assert isinstance(session.app.screen, CommandPalette)


async def test_a_click_in_the_choice_of_themes_that_comes_too_late_does_nothing(open_app: Open) -> None:
    async with open_app() as session:
        session.app.action_change_theme()
        listed = await list_of(session)
        await click(session, listed, 999)
        assert isinstance(session.app.screen, CommandPalette)


async def test_what_is_clicked_twice_is_done_once_and_the_screen_behind_stays(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        listed = await palette(session)
        await session.type("verified (v)")
        await session.until(lambda: listed.option_count == 2)
        await click(session, listed, 0, 0)
        await session.until(session.records)
        await session.pilot.pause()
        await session.saved()
        assert isinstance(session.app.screen, Reader)
        assert len(session.records()) == 1


async def test_a_palette_that_is_closed_twice_leaves_the_screen_behind(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await palette(session)
        shown = session.app.screen
        assert isinstance(shown, CommandPalette)
        shown.dismiss()
        shown.dismiss()
        await session.pilot.pause()
        assert isinstance(session.app.screen, Reader)


async def test_a_click_beside_what_the_terminal_has_become_does_nothing(open_app: Open) -> None:
    async with open_app() as session:
        listed = await palette(session)
        await click(session, listed, 999, at=Offset(4, 54))
        assert isinstance(session.app.screen, CommandPalette)


@pytest.mark.parametrize("step", ["action_page_up", "action_page_down"])
async def test_a_page_key_before_the_list_is_laid_out_does_nothing(step: str, open_app: Open) -> None:
    async with open_app() as session:
        listed = await palette(session)
        listed.display = False
        await session.pilot.pause()
        options = [Option("one"), Option("two")]
        listed.clear_options().add_options(options)
        listed.highlighted = 0
        getattr(listed, step)()
        assert listed.highlighted == 0


async def test_a_press_where_a_notice_has_just_gone_does_nothing(open_app: Open) -> None:
    async with open_app() as session:
        session.app.notify("Exported\nto a file\nof your own", timeout=60)
        await session.until(lambda: session.app.screen.query(Toast))
        toast, rack = session.app.screen.query_one(Toast), session.app.screen.query_one(ToastRack)
        rack.styles.dock, rack.styles.margin, rack.styles.offset = "top", 0, (0, -1)
        toast.styles.margin, toast.styles.padding = 0, 1  # so that its first words are in the first line
        await session.until(lambda: toast.region.y == -1 and toast.region.width)
        x, y = toast.region.offset + Offset(4, 1)
        holder = toast.parent
        assert isinstance(holder, Widget)
        with session.app.batch_update():  # so that the screen is not laid out again meanwhile
            await holder.remove()
            toast._set_dirty()  # so that it would have to be drawn anew
            assert session.app.screen.get_widget_at(x, y)[0] is toast
            await session.app.on_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, False))
        assert session.app.is_running
