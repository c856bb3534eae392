"""Notices: they cover neither the lines that say what is saved nor what is typed, wherever they are told."""

import pytest
from tests.app.conftest import Open
from tests.app.driving import Session
from textual.command import CommandPalette
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets._toast import Toast

from newsread.app.dialogs.base import AskAnnotator, ReasonEditor
from newsread.app.dialogs.export import ExportDialog
from newsread.app.reader.claim_bar import ClaimBar
from newsread.app.widgets.bars import KeyBar, TitleBar

SENTENCE = "2 records had gone from the disk and were written again; quit before you put older files back."
SIZES = [(80, 24), (200, 50), (60, 14), (40, 10)]


def toasts(session: Session) -> list[Region]:
    """Where notices are drawn; those of the screen behind a window lie behind it."""
    return [region for toast in session.app.screen.query(Toast) if (region := _seen(toast))]


def _seen(widget: Widget) -> Region:
    found = widget.screen._compositor.visible_widgets.get(widget)
    return found[0].intersection(found[1]) if found else Region()


async def notices(session: Session, count: int) -> None:
    """Tell several at once, and wait until they are there."""
    for number in range(count):
        session.app.notify(f"{number} {SENTENCE}", severity="warning", timeout=60)
    await session.until(lambda: len(session.app.screen.query(Toast)) >= count)
    await session.pilot.pause()


def covered(session: Session, *kinds: type[Widget]) -> list[Widget]:
    """Which widgets of these kinds a notice lies on; all of them are drawn."""
    widgets = [widget for kind in kinds for widget in session.app.screen.query(kind) if widget.display]
    assert all(_seen(widget) for widget in widgets)
    return [widget for widget in widgets if any(_seen(widget).overlaps(each) for each in toasts(session))]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 5])
async def test_a_notice_leaves_titles_claim_and_keys_free(count: int, size: tuple[int, int], open_app: Open) -> None:
    async with open_app(*size) as session:
        await session.open_reader()
        await session.press("v")
        await notices(session, count)
        await session.until(lambda: toasts(session))
        assert covered(session, TitleBar, ClaimBar, KeyBar) == []
        assert all(each.y > pane.region.y for each in toasts(session) for pane in session.visible_panes)


async def test_what_is_wrong_with_saving_can_be_read_beside_a_notice(open_app: Open) -> None:
    async with open_app(80) as session:
        await session.open_reader()
        session.app.desk.not_saved = "The tag was not saved in /home/ana/news/annotations: it is a file. " * 3
        session.app.desk.said.publish(None)
        await notices(session, 3)
        assert session.app.screen.query_one(ClaimBar).size.height > 3
        assert covered(session, ClaimBar) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "opened", "field"),
    [
        ("w", AskAnnotator, Input),
        ("E", ExportDialog, "#file"),
        ("ctrl+p", CommandPalette, Input),
        ("r", ReasonEditor, TextArea),
    ],
)
async def test_a_notice_leaves_fields_free(
    key: str, opened: type, field: type[Widget] | str, size: tuple[int, int], open_app: Open
) -> None:
    async with open_app(*size) as session:
        if key == "r":
            await session.open_reader()
        await notices(session, 2)
        await session.press(key)
        await session.until(lambda: isinstance(session.app.screen, opened) and session.app.screen.query(field))
        await session.pilot.pause()
        await notices(session, 3)
        await session.until(lambda: all(_seen(each) for each in session.app.screen.query(field)))
        fields = [*session.app.screen.query(field)]
        assert not any(_seen(each).overlaps(toast) for each in fields for toast in toasts(session))
