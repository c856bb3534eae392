"""Runs commands of newsread in one process in which clock and chance are fixed: the same commands write the same bytes.

`python tests/compatibility/fixed.py JOB RESULT` reads a list of commands from the JSON file JOB and writes what each
printed to RESULT. Only the standard library and Textual are changed for it, never newsread, so that it holds whatever
becomes of newsread's own modules; it is the one place that does so.
"""

import asyncio
import datetime as datetimes
import hashlib
import io
import json
import os
import random
import secrets
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml  # noqa: F401 - it keeps tables by the types of dates, which must be the true ones

_PATIENCE = 120.0
"""Seconds after which words do not come on the screen any more."""
_A_KEY = 2000
"""Milliseconds from one key to the next, by the fixed clock."""

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot


class Clock:
    """The time that the program is told, and the chance that belongs to it."""

    def __init__(self) -> None:
        self.milliseconds = 0
        self._asked = 0

    def set(self, milliseconds: int) -> None:
        """Set the time, in milliseconds since 1970; chance begins anew with it."""
        self.milliseconds, self._asked = milliseconds, 0

    def pass_on(self, milliseconds: int) -> None:
        """Let time go by."""
        self.set(self.milliseconds + milliseconds)

    def now(self, zone: datetimes.tzinfo | None = None) -> datetimes.datetime:
        """Return the time, in a zone."""
        return datetime.fromtimestamp(self.milliseconds / 1000, zone)

    def bits(self, number: int) -> int:
        """Return so many bits, other ones each time, but the same ones at the same time."""
        self._asked += 1
        digest = hashlib.sha512(f"{self.milliseconds} {self._asked}".encode()).digest()
        return int.from_bytes(digest) >> 512 - number

    def token(self, number: int | None = None) -> str:
        """Return so many bytes in hexadecimal digits, likewise."""
        return f"{self.bits(8 * (number or 32)):0{2 * (number or 32)}x}"


CLOCK = Clock()


class _StandsFor(type):
    """Of a class in the place of a true one: whatever is of that counts as its instance, and to call it makes one."""

    true: type

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.true)

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.true)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return cls.true(*args, **kwargs)


class _FixedDatetime(datetime, metaclass=_StandsFor):
    true = datetime

    @classmethod
    def now(cls, tz: datetimes.tzinfo | None = None) -> Any:
        return CLOCK.now(tz)


class _FixedDate(date, metaclass=_StandsFor):
    true = date

    @classmethod
    def today(cls) -> Any:
        return CLOCK.now(datetimes.UTC).date()


class _FixedRandom(random.Random):
    def __init__(self, *_: object) -> None:
        super().__init__(0)


def fix() -> None:
    """Fix clock and chance for all that is imported from now on."""
    for name, stand_in in {"datetime": _FixedDatetime, "date": _FixedDate}.items():
        stand_in.__name__ = stand_in.__qualname__ = name
        stand_in.__module__ = "datetime"
        setattr(datetimes, name, stand_in)
    changes: dict[Any, dict[str, object]] = {
        time: {"time": lambda: CLOCK.milliseconds / 1000, "time_ns": lambda: CLOCK.milliseconds * 1_000_000},
        secrets: {"randbits": CLOCK.bits, "token_hex": CLOCK.token},
        random: {"SystemRandom": _FixedRandom},
    }
    for module, of_module in changes.items():
        for name, value in of_module.items():
            setattr(module, name, value)


class Person:
    """Presses keys in an app that has no terminal.

    Beside Textual's names of keys there are `shows WORDS`, which waits for words on the screen; `lacks WORDS`, which
    waits until they are gone; `type TEXT`, which pastes; and `screen`, which keeps what can be seen.
    """

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        self.modules: set[str] = set()
        """What was imported when the app had drawn its first frame."""
        self.seen: list[str] = []

    def takes_over(self) -> None:
        """Let the next app that runs have this person before it."""
        from textual.app import App  # noqa: PLC0415 - only who drives the app needs it

        run = _TRUE_RUN.setdefault("run", App.run)

        def run_driven(app: "App[Any]") -> object:
            return run(app, headless=True, size=(140, 46), auto_pilot=self._press_all)

        App.run = run_driven  # type: ignore[assignment, method-assign]

    async def _press_all(self, pilot: "Pilot[Any]") -> None:
        await self._wait(lambda: bool(_screen(pilot.app)), pilot.app)
        self.modules |= sys.modules.keys()
        for key in self._keys:
            await self._press(pilot, key)
            await pilot.pause()

    async def _press(self, pilot: "Pilot[Any]", key: str) -> None:
        app = pilot.app
        what, _, words = key.partition(" ")
        if what == "shows":
            await self._wait(lambda: words in _screen(app), app)
        elif what == "lacks":
            await self._wait(lambda: words not in _screen(app), app)
        elif what == "type":
            from textual.events import Paste  # noqa: PLC0415 - as above

            app.post_message(Paste(words))
        elif what == "screen":
            self.seen.append(_screen(app))
        else:
            CLOCK.pass_on(_A_KEY)
            await pilot.press(key)

    async def _wait(self, holds: Callable[[], bool], app: "App[Any]") -> None:
        end = time.monotonic() + _PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(_screen(app))
            await asyncio.sleep(0.01)


def _screen(app: "App[Any]") -> str:
    """Return what can be seen; Textual has no public way to it that costs so little."""
    lines = (strip.text.rstrip() for strip in app.screen._compositor.render_strips())
    return "\n".join(filter(None, lines))


_TRUE_RUN: dict[str, Any] = {}


def run(command: dict[str, Any]) -> dict[str, Any]:
    """Run one command, `args` at the time `at`, with `env` and maybe `keys`; return its status and what it printed."""
    CLOCK.set(command["at"])
    os.environ |= command.get("env", {})
    person = Person(command.get("keys", []))
    if "keys" in command:
        person.takes_over()
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    status: object = 0
    try:
        (found,) = entry_points(group="console_scripts", name="newsread")
        found.load()(command["args"])
    except SystemExit as ended:
        status = ended.code or 0
    finally:
        sys.stdout, sys.stderr = streams
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return {
        "status": status,
        "out": texts[0],
        "err": texts[1],
        "seen": "\n".join(person.seen),
        "modules": sorted(person.modules),
    }


if __name__ == "__main__":
    fix()
    job, result = map(Path, sys.argv[1:])
    result.write_text(json.dumps([run(command) for command in json.loads(job.read_text())]))
