"""A workspace of three small articles, and the app over it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import textual.app
import textual.pilot
from tests.app.driving import ARTICLES, SOURCES, FakeAnalyst, Session

from newsread.annotations.annotators import Annotator
from newsread.annotations.store.journal import Journal
from newsread.app import app as module
from newsread.app.app import NewsreadApp
from newsread.place import Place
from newsread.settings import read_settings
from newsread.workspace.workspace import Workspace

Open = Callable[..., AbstractAsyncContextManager[Session]]

_LOOK = 0.005
"""Seconds between two looks at whether the app has anything left to do."""


async def _idle(_min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until no message is on its way and no thread at work.

    Textual's own wait looks at the processor time of 20 ms only: a third of a test was sleep, and on a busy machine a
    process that was not given the processor was taken for an idle one.
    """
    loop, give_up, idle = asyncio.get_running_loop(), time.monotonic() + max_sleep, False
    while not idle and time.monotonic() < give_up:
        used = time.process_time()
        await asyncio.sleep(_LOOK)
        ready: int = len(loop._ready)  # type: ignore[attr-defined]  # private, and what says whether a turn is due
        idle = not ready and time.process_time() - used < _LOOK / 10


@pytest.fixture(autouse=True)
def _no_sleep_after_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", _idle)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", _idle)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The articles' folder."""
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return folder


@pytest.fixture
def analyst(monkeypatch: pytest.MonkeyPatch) -> FakeAnalyst:
    """The analyst of every app that is opened; it waits to be let go on."""
    fake = FakeAnalyst()
    monkeypatch.setattr(module, "Analyst", fake)
    return fake


@pytest.fixture
def open_app(folder: Path, tmp_path: Path, analyst: FakeAnalyst, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the app on the articles; leaving the context ends it."""
    monkeypatch.chdir(tmp_path)
    place = Place(folder, folder / "annotations")

    @asynccontextmanager
    async def opened(
        width: int = 120, height: int = 24, *, known: bool = True, state: Path | None = None
    ) -> AsyncIterator[Session]:
        app = NewsreadApp(
            Workspace(place),
            Annotator("ana" if known else "user", known),
            read_settings(tmp_path / "settings.toml"),
            tmp_path / "cache",
            state,
        )
        async with app.run_test(size=(width, height), notifications=True) as pilot:
            session = Session(app, pilot, lambda by: Journal(place.annotations, by))
            await session.until(lambda: session.library_is_read)
            yield session
            analyst.go_on.set()

    return opened
