"""What a person sees: screens at several widths, in the shipped colours and without, as they were last looked at.

`UPDATE_SNAPSHOTS=1` keeps what is drawn now; look at every change before it is kept.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.app import snapshots, story
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual.widgets import Input, TextArea

from newsread.app.claims.screen import Claims
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.dialogs.counterparts import CounterpartDialog
from newsread.app.dialogs.evidence import EvidenceEditor
from newsread.app.dialogs.help import Help
from newsread.app.reader.screen import Reader
from newsread.app.reader.side_panel import SidePanel
from newsread.app.style.themes import COLOUR_SAFE, DARK, LIGHT

pytestmark = pytest.mark.slow

Steps = Callable[[Session], Awaitable[None]]


@pytest.fixture(autouse=True)
def articles(folder: Path, analyst: FakeAnalyst) -> None:
    story.tell(folder, analyst)


async def library(session: Session) -> None:
    """Two articles picked, one of them with a verdict."""
    await reading(session)
    await session.press("v", "q", "space", "space")
    await session.shows("1 ✓ ", "continues")


async def reading(session: Session) -> None:
    """At the first claim, of which it is known where else it is told."""
    await session.open_reader()
    screen = session.app.screen
    assert isinstance(screen, Reader)
    await session.until(lambda: session.app.desk.sharing.known(screen.reading.articles))


async def judged(session: Session) -> None:
    """At the first claim again, after a verdict with a reason, one on a statement, and a mark."""
    await reading(session)
    await session.press("D", "u", "t", "g", "j", "d", "r")
    await session.type("Beijing says otherwise.")
    await session.press("enter", "g", "j")
    await session.saved()


async def told_by_none(session: Session) -> None:
    await reading(session)
    await session.press("j", "j")


async def selecting(session: Session) -> None:
    await reading(session)
    await session.press("s", "l", "l", "o", "h", "h", "h")


async def lit(session: Session) -> None:
    await reading(session)
    await session.press("\\", "]")


async def panel(session: Session) -> None:
    await reading(session)
    await session.press("f")
    await session.until(lambda: session.app.screen.query_one(SidePanel).has_focus)


async def facts(session: Session) -> None:
    await panel(session)
    await session.press("tab")


async def told_by_one(session: Session) -> None:
    await panel(session)
    await session.press("tab", "tab", *"jjjjj", "space")


async def sought(session: Session) -> None:
    await reading(session)
    await session.press("/")
    await session.type("kyiv")
    await session.press("enter")


async def tellings(session: Session) -> None:
    await judged(session)
    await session.press("p")


async def counterparts(session: Session) -> None:
    await reading(session)
    await session.press("m")
    await session.until(lambda: isinstance(session.app.screen, CounterpartDialog))


async def coverage(session: Session) -> None:
    await judged(session)
    await session.press("c")
    await session.until(lambda: isinstance(session.app.screen, CoverageScreen))
    await session.shows("Ukraine captured")


async def claims(session: Session) -> None:
    await judged(session)
    await session.press("C")
    await session.until(lambda: isinstance(session.app.screen, Claims))
    await session.shows("disputed")


async def evidence(session: Session) -> None:
    await judged(session)
    await session.press("e")
    await session.until(lambda: isinstance(session.app.screen, EvidenceEditor))
    await session.type("https://kyiv.example/film")
    await session.press("enter")
    await session.until(lambda: not session.app.screen.query_one(Input).value)


async def helped(session: Session) -> None:
    await reading(session)
    await session.press("?")
    await session.until(lambda: isinstance(session.app.screen, Help))


DRAWN: tuple[tuple[Steps, int, int, str], ...] = (
    (library, 60, 14, "dark"),
    (library, 120, 14, "light"),
    (library, 160, 14, "no-color"),
    (judged, 60, 20, "dark"),
    (judged, 80, 22, "colour-safe"),
    (judged, 120, 22, "dark"),
    (judged, 120, 22, "no-color"),
    (judged, 160, 20, "light"),
    (judged, 220, 18, "dark"),
    (told_by_none, 120, 18, "dark"),
    (selecting, 80, 18, "dark"),
    (lit, 120, 20, "dark"),
    (lit, 120, 20, "no-color"),
    (panel, 120, 24, "dark"),
    (facts, 160, 24, "light"),
    (told_by_one, 120, 24, "no-color"),
    (sought, 80, 20, "dark"),
    (sought, 80, 20, "no-color"),
    (tellings, 120, 30, "dark"),
    (counterparts, 80, 24, "dark"),
    (counterparts, 120, 24, "light"),
    (coverage, 80, 20, "dark"),
    (coverage, 160, 20, "colour-safe"),
    (claims, 60, 16, "dark"),
    (claims, 120, 16, "light"),
    (evidence, 120, 26, "dark"),
    (helped, 80, 24, "dark"),
)
"""What is done, how wide and high the screen is, and in which colours."""


@pytest.mark.parametrize(
    ("steps", "width", "height", "look"), DRAWN, ids=lambda value: getattr(value, "__name__", str(value))
)
async def test_the_screen_is_drawn_as_it_was_when_it_was_last_looked_at(
    steps: Steps, width: int, height: int, look: str, *, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(width, height) as session:
        session.app.theme = {"light": LIGHT.name, "colour-safe": COLOUR_SAFE.name}.get(look, DARK.name)
        await steps(session)
        await still(session)
        snapshots.check(session, f"{steps.__name__}-{width}-{look}")


async def still(session: Session) -> None:
    """Let everything be drawn that is to be, and no cursor blink."""
    for field in (*session.app.screen.query(Input), *session.app.screen.query(TextArea)):
        field.cursor_blink = False
    await session.saved()
    drawn: list[str] = []
    while len(drawn) < 4 or len(set(drawn[-4:])) > 1:
        await session.pilot.pause(0.03)
        await session.pilot.pause()
        drawn.append(session.screen)


def test_there_is_no_snapshot_that_nothing_is_compared_with() -> None:
    names = {f"{steps.__name__}-{width}-{look}" for steps, width, _, look in DRAWN}
    assert {file.stem for file in Path(snapshots.__file__).with_name("snapshots").iterdir()} == names
