"""A crash at each step that a save takes on the disk: what was reported as saved is there, and all can be read."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader

from newsread.annotations.records import Record, Verdict
from newsread.annotations.store import pending
from newsread.annotations.store.journal import Journal

ARTICLE = "001.txt"
_STEPS = ("open", "stat", "scandir", "unlink", "replace", "mkdir", "fsync", "fdopen", "fchmod", "utime")


class Crash(BaseException):
    """The process ends, whatever it would still have done."""


class Countdown:
    """Lets so many steps be taken, and none after that: also what would clean up after a crash does nothing."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self.crashed_at = ""

    def step(self, name: str) -> None:
        if self._left == 0:
            self.crashed_at = self.crashed_at or name
            raise Crash
        self._left -= 1


@contextmanager
def crash_after(steps: int) -> Iterator[Countdown]:
    countdown = Countdown(steps)
    with pytest.MonkeyPatch.context() as patched:
        for name in _STEPS:
            counted = _counted(name, getattr(os, name), countdown)
            if getattr(os, name) in os.supports_fd:
                patched.setattr(os, "supports_fd", os.supports_fd | {counted})
            patched.setattr(os, name, counted)
        yield countdown


def _counted(name: str, function: Callable[..., Any], countdown: Countdown) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        countdown.step(name)
        return function(*args, **options)

    return call


def record(span: tuple[int, int]) -> Record:
    made = Reader().tag(span, Verdict.VERIFIED)
    assert made
    return made


def ids(folder: Path) -> set[UUID]:
    return {each.id for each in Journal(folder, "ana").records(ARTICLE)}


@pytest.mark.slow
@pytest.mark.parametrize("grace", [60.0, -1.0], ids=["pending files stay", "pending files are deleted"])
def test_a_crash_at_any_step_of_a_save_loses_nothing_that_was_saved(
    grace: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a process that ends loses nothing that was written
    crashed_at = set()
    for steps in count():
        folder = tmp_path / str(steps)
        folder.mkdir()
        monkeypatch.setattr(pending, "GRACE", 60.0)
        saved = {Journal(folder, "ana").append(ARTICLE, record(span)).id for span in (FIRST, SECOND)}
        monkeypatch.setattr(pending, "GRACE", grace)
        made = record(THIRD)
        with crash_after(steps) as countdown, suppress(Crash):
            saved.add(Journal(folder, "ana").append(ARTICLE, made).id)
        there = ids(folder)
        assert saved <= there <= saved | {made.id}
        for file in folder.rglob("*.json"):
            assert json.loads(file.read_bytes())
        again = Journal(folder, "ana").append(ARTICLE, record(FIRST)).id
        assert ids(folder) == there | {again}
        if not countdown.crashed_at:
            break
        crashed_at.add(countdown.crashed_at)
    assert {"open", "fsync", "replace", "unlink"} <= crashed_at
