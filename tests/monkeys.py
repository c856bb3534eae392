"""Monkeys before the program: keys, mouse, pastes and resizes at random, and a look at the screen after each of them.

What a monkey does follows from its seed alone, so that a fall can be seen again; the suite and the bench do it alike.
"""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from random import Random
from shutil import copytree
from types import SimpleNamespace
from typing import Any
from unicodedata import category
from unittest.mock import patch

from rich.cells import cell_len
from rich.segment import Segment
from tests.app.driving import FakeAnalyst, Session
from tests.person import SEEDS
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.worker_manager import WorkerManager

from newsread.analysis.alignment.counterparts import Band, Counterpart
from newsread.analysis.alignment.counterparts import Place as PlaceIn
from newsread.analysis.collection import Collection
from newsread.analysis.facts.extraction import Fact
from newsread.analysis.runtime.collecting import Question
from newsread.annotations.annotators import Annotator
from newsread.annotations.store.journal import Journal
from newsread.app import app as module
from newsread.app.actions.table import ACTIONS
from newsread.app.app import NewsreadApp
from newsread.app.dialogs import export_options as exporting
from newsread.app.reader import outside as browsing
from newsread.app.reader import outside as clipboard
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.formats.export import Exported, write_file
from newsread.place import Place
from newsread.settings import read_settings
from newsread.workspace.workspace import Workspace

ANNOTATOR = "ana"
_PATIENCE = 30.0
"""Seconds that one deed may take to have its effect."""
_SIZE = (120, 30)
_LEAST, _MOST = (20, 5), (220, 60)
"""The sizes of a terminal, between which all others lie: columns and rows."""

# What is read

_FOREGROUND, _BACKGROUND = "#123456", "#654321"
_CANARY = f"[{_FOREGROUND} on {_BACKGROUND}]canary[/]"
"""Markup that no text may lend to the screen: nothing of ours has these colours."""
_LINKED = "[@click=app.canary]click[/] [link=https://evil.example]link[/link] [bold]bold[/bold] [/] [ [[ ]]"
_ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J\x1b[H \x9b5m \x08\x7f"
_BIDI = "A \u202elanoitceridib\u202c trick, \u2067שלום\u2069 and \u200fمرحبا\u200e."

HOSTILE = {
    "escapes.txt": f"It {_ESCAPES} rang. Nobody {_ESCAPES * 3} heard it.\n\n{_ESCAPES}\n\nKyiv said \x1b so.\n",
    "bidi.txt": f"{_BIDI} {_BIDI * 4}\n\nשָׁלוֹם אמר הדובר. שני אזרחים סינים נתפסו ביום שלישי, 8 April.\n",
    "[bold]markup[-].md": f"# {_CANARY}\n\n{_CANARY} said {_LINKED}. {_LINKED * 6} {_CANARY}.\n",
    "one line.txt": "Ukraine captured two men " * 4_000,
    "one word.txt": "word" * 25_000,
    "marks.txt": ("Z" + "\u0351\u036b\u0343\u0302\u0489" * 40 + "algo said so. ") * 30 + "e\u0301" * 2_000 + ".\n",
    "北京.txt": "乌克兰抓获两名中国人。他们为俄罗斯作战。" * 200 + "\n\n" + "超" * 5_000 + "。\n",
    "emoji.txt": ("👨‍👩‍👧‍👦 posted 👍🏽 and 🇺🇦🇨🇳 and ❤️ \u200d\u200d. " * 40) + "👩‍🚒" * 500 + "\n",
    "empty.txt": "",
    "blank.txt": " \n\n\t\n \u200b \n",
    "marks alone.txt": "? ! . . .\n\n—\n\n. . .\n\n“”\n\n…\n" * 20,
    "crlf.txt": "Two Men\r\n\r\nUkraine captured two men.\r\nThey\r fought.\r\n\r\n- One\r\n- Two\r\n" * 20,
    "\x1b[31mname\u202e.txt": "Beijing denied the report. It knew of no such men.\n",
}
"""Articles by their files' names, all of which a terminal would suffer from."""
_HOSTILE_SOURCES = rf"""
["escapes.txt"]
outlet = "\u001b[31mThe Daily\u0007"
title = "\u001b]0;owned\u0007 Two Men"
url = "https://daily.example/\u001b[31m"
["bidi.txt"]
outlet = "The \u202eeriW"
byline = "\u2067שלום"
url = "https://wire.example/two"
["one line.txt"]
outlet = "{_CANARY} {_LINKED}"
title = "{_CANARY}"
published = 2025-04-08
url = "https://evil.example/{_CANARY}"
["北京.txt"]
outlet = "{"北京" * 40}"
"""


class Over(StrEnum):
    """What a monkey has before it."""

    SEEDS = "seeds"
    HOSTILE = "hostile"

    def write(self, folder: Path) -> None:
        """Make the folder of articles."""
        if self is Over.SEEDS:
            copytree(SEEDS, folder)
            return
        folder.mkdir()
        for name, text in HOSTILE.items():
            (folder / name).write_bytes(text.encode())
        (folder / "sources.toml").write_text(_HOSTILE_SOURCES, encoding="utf-8")


class Machine(FakeAnalyst):
    """Finds something everywhere, at once, and starts no process."""

    def __init__(self) -> None:
        names = {"Zelensky": "PERSON", "Kyiv": "GPE", "Russia": "GPE", "men": "PERSON", "中国": "GPE", "canary": "ORG"}
        super().__init__(names=tuple(names.items()))
        self.go_on.set()

    def collect(self, question: Question) -> Collection:
        """Take every n-th sentence for the counterpart of every other article's, and first words for facts."""
        claims = {each.id: _some_claims(each) for each in question.articles}
        self.counterparts = tuple(
            Counterpart(here, there, band, ("Kyiv", _CANARY, "\x1b[31m"))
            for of, those in claims.items()
            for to, others in claims.items()
            if of != to
            for here, there, band in zip(those, others, [Band.SAME, Band.RELATED] * len(those), strict=False)
        )
        self.facts = {
            article.id: tuple(
                Fact("man", 2.0, "", "", article.text[place.start : place.start + 3], *place[:2], place.start + 3)
                for place in claims[article.id]
            )
            for article in question.articles
        }
        return super().collect(question)


def _some_claims(article: Article) -> list[PlaceIn]:
    return [PlaceIn(article.id, each.start, each.end) for each in article.sentences if each.claim][:40]


# What is done


@dataclass(frozen=True)
class Deed:
    """Something that is done to the program at once; the next deed may wait until it has had its effect."""

    waits: bool = field(default=True, kw_only=True)

    def events(self, size: tuple[int, int]) -> Iterator[events.Event]:
        """Yield what a terminal of this size sends, in columns and rows."""
        raise NotImplementedError


@dataclass(frozen=True)
class Press(Deed):
    """A key."""

    key: str

    def events(self, _: tuple[int, int]) -> Iterator[events.Event]:
        known = {"space": " ", "enter": "\r", "tab": "\t", "backspace": "\x7f", "escape": "\x1b"} | _CHARACTERS
        yield events.Key(self.key, self.key if len(self.key) == 1 else known.get(self.key))


_CHARACTERS = {
    "slash": "/",
    "question_mark": "?",
    "equals_sign": "=",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "backslash": "\\",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""What keys type whose names are not what they type."""
_NAMES = {character: name for name, character in {**_CHARACTERS, "space": " "}.items()}


@dataclass(frozen=True)
class Paste(Deed):
    """A text, all at once."""

    text: str

    def events(self, _: tuple[int, int]) -> Iterator[events.Event]:
        yield events.Paste(self.text)


@dataclass(frozen=True)
class Resize(Deed):
    """Another size of the terminal."""

    columns: int
    rows: int

    def events(self, _: tuple[int, int]) -> Iterator[events.Event]:
        yield events.Resize(Size(self.columns, self.rows), Size(self.columns, self.rows))


_Spot = tuple[float, float]
"""A place on the screen, as shares of its width and height."""


@dataclass(frozen=True)
class Pull(Deed):
    """The mouse: pressed at the first spot, pulled over the others, and let go at the last; one spot is a click."""

    spots: tuple[_Spot, ...]
    button: int = 1
    times: int = 1

    def events(self, size: tuple[int, int]) -> Iterator[events.Event]:
        cells = [(int(x * size[0]), int(y * size[1])) for x, y in self.spots]
        for _ in range(self.times):
            yield _mouse(events.MouseMove, cells[0])
            yield _mouse(events.MouseDown, cells[0], button=self.button)
            for before, here in pairwise(cells):
                by = (here[0] - before[0], here[1] - before[1])
                yield _mouse(events.MouseMove, here, by, button=self.button)
            yield _mouse(events.MouseUp, cells[-1], button=self.button)


@dataclass(frozen=True)
class Wheel(Deed):
    """The mouse's wheel."""

    spot: _Spot
    down: bool
    clicks: int

    def events(self, size: tuple[int, int]) -> Iterator[events.Event]:
        turn = events.MouseScrollDown if self.down else events.MouseScrollUp
        for _ in range(self.clicks):
            yield _mouse(turn, (int(self.spot[0] * size[0]), int(self.spot[1] * size[1])))


def _mouse(
    kind: type[events.MouseEvent], cell: tuple[int, int], by: tuple[int, int] = (0, 0), button: int = 0
) -> events.MouseEvent:
    return kind(None, *cell, *by, button, False, False, False)  # without shift, meta and ctrl


_OF_TABLE = sorted({key for action in ACTIONS for key in action.keys})
_OF_DIALOGS = ("escape", "enter", "up", "down", "left", "right", "home", "end", "delete", "backspace", "space", "tab")
_SELDOM = ("ctrl+s", "ctrl+r", "ctrl+j", "ctrl+p", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+k", "ctrl+u", "ctrl+w", "f12")
_PRINTABLE = (*map(chr, range(0x20, 0x7F)), "é", "ß", "“", "北", "ש", "👍", "\u0301")
_PASTES = (
    "no source named",
    "https://www.example.org/story",
    f"https://www.example.org/{_CANARY}",
    "(two|men",
    "men",
    _CANARY,
    _LINKED,
    "first\nsecond\r\nthird",
    _ESCAPES,
    _BIDI,
    "北京" * 30,
    "word " * 400,
    "2025-04-08",
    "",
)


def deeds(seed: int, count: int) -> list[Deed]:
    """Return what the monkey of this number does."""
    chance = Random(seed)  # noqa: S311 - no secret
    kinds: dict[Callable[[Random], Deed], int] = {
        _key_of_table: 58,
        lambda of: Press(of.choice(_OF_DIALOGS)): 14,
        lambda of: Press(of.choice(_SELDOM)): 2,
        _printable_key: 6,
        lambda of: Paste(of.choice(_PASTES)): 3,
        lambda of: Resize(*(of.randint(least, most) for least, most in zip(_LEAST, _MOST, strict=True))): 3,
        lambda of: Pull((_spot(of),), of.choice((1, 1, 1, 2, 3)), of.choice((1, 1, 2, 3))): 6,
        lambda of: Pull(tuple(_spot(of) for _ in range(of.randint(2, 4)))): 4,
        lambda of: Wheel(_spot(of), of.random() < 0.7, of.randint(1, 6)): 4,
    }
    chosen = chance.choices(list(kinds), list(kinds.values()), k=count)
    return [_hurried(make(chance), chance) for make in chosen]


def _hurried(deed: Deed, chance: Random) -> Deed:
    return replace(deed, waits=chance.random() < 0.7)


def _key_of_table(chance: Random) -> Deed:
    return Press(chance.choice(_OF_TABLE))


def _printable_key(chance: Random) -> Deed:
    character = chance.choice(_PRINTABLE)
    return Press(_NAMES.get(character, character))


def _spot(chance: Random) -> _Spot:
    return chance.random(), chance.random()


# What must hold


def garbled(rows: Sequence[Sequence[Segment]], size: tuple[int, int]) -> str:
    """Return what is wrong with a screen of this size; empty where nothing is."""
    columns, lines = size
    if len(rows) != lines:
        return f"{len(rows)} rows instead of {lines}"
    for number, row in enumerate(rows):
        text = "".join(segment.text for segment in row)
        if acted_upon := sorted({hex(ord(each)) for each in text if _is_acted_upon(each)}):
            return f"row {number} has {', '.join(acted_upon)}: {text!r}"
        if (width := sum(cell_len(segment.text) for segment in row)) != columns:
            return f"row {number} has {width} cells instead of {columns}: {text!r}"
        if taken := next((segment for segment in row if _is_markup(segment)), None):
            return f"row {number} took markup from text: {taken!r}"
    return ""


def _is_acted_upon(character: str) -> bool:
    kept = "\u200c\u200d"  # parts of emoji and of several scripts' words
    return category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in kept


def _is_markup(segment: Segment) -> bool:
    style = segment.style
    if style is None:
        return False
    foreign = {_FOREGROUND, _BACKGROUND}
    colours = {each.get_truecolor().hex for each in (style.color, style.bgcolor) if each and each.triplet}
    return bool(foreign & colours or style.link or "canary" in str(style.meta.get("@click", "")))


class Fallen(AssertionError):  # noqa: N818 - it says what it is
    """The program fell, or the screen was garbled; `deeds` are all that led there."""

    def __init__(self, why: str, deeds: Sequence[Deed], screen: str) -> None:
        super().__init__(f"after {len(deeds)} deeds, the last of them {deeds[-3:]}: {why}\n{screen}")
        self.why, self.deeds = why, deeds


class CagedApp(NewsreadApp):
    """The program, which cannot be left."""

    def exit(self, *_: object, **__: object) -> None:
        """Stay."""


@contextmanager
def _cage(folder: Path) -> Iterator[None]:
    """Let nothing out: no file but in this folder, no clipboard, no browser; and no error of a worker be hidden."""

    def write(known: Any, snapshot: Any, path: Path) -> Exported:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise NewsreadError(f"{path} lies outside of the cage.")
        return write_file(known, snapshot, path)

    new_worker = WorkerManager._new_worker

    def heard(self: WorkerManager, *args: Any, **kwargs: Any) -> object:
        return new_worker(self, *args, **{**kwargs, "exit_on_error": True})

    called = SimpleNamespace(
        run=lambda *_, **__: SimpleNamespace(returncode=0), DEVNULL=None, TimeoutExpired=TimeoutError
    )
    with ExitStack() as bars:
        bars.enter_context(patch.object(exporting, "write_file", write))
        bars.enter_context(patch.object(clipboard, "routes", lambda _: []))
        bars.enter_context(patch.object(browsing, "subprocess", called))
        bars.enter_context(patch.object(module, "Analyst", lambda _: Machine()))
        bars.enter_context(patch.object(WorkerManager, "_new_worker", heard))
        bars.enter_context(patch.dict(os.environ, {"DISPLAY": ":0", "HOME": str(folder)}))
        for remote in ("SSH_CONNECTION", "SSH_TTY"):
            os.environ.pop(remote, None)
        bars.callback(os.chdir, Path.cwd())
        os.chdir(folder)
        yield


async def let_loose(over: Over, done: Sequence[Deed], folder: Path) -> Workspace:
    """Do all of it to the program in an empty folder, and return the workspace that is left.

    Raises Fallen if an error was not dealt with, the screen was garbled, or what was said is not sound on the disk.
    """
    articles = folder / "story"
    over.write(articles)
    place = Place(articles, folder / "annotations")
    with _cage(folder):
        app = CagedApp(
            Workspace(place),
            Annotator(ANNOTATOR, known=True),
            read_settings(folder / "settings.toml"),
            folder / "cache",
            folder / "state",
        )
        before: list[Deed] = []
        try:
            async with app.run_test(size=_SIZE, notifications=True) as pilot:
                session = Session(app, pilot, lambda by: Journal(place.annotations, by))
                await session.until(lambda: session.library_is_read)
                for deed in done:
                    before.append(deed)
                    await _do(deed, app, pilot)
                    if deed.waits:
                        await _look(session)
                await _settled(app)
                await _look(session)
                await session.saved()
        except Fallen as error:
            raise Fallen(error.why, before, str(error)) from error
        except Exception as error:
            raise Fallen(f"{type(error).__name__}: {error}", before, "") from error
    workspace = Workspace(place)
    if problems := workspace.verify().problems:
        raise Fallen("; ".join(f"{each.kind}: {each.says}" for each in problems), before, "")
    return workspace


async def _do(deed: Deed, app: NewsreadApp, pilot: Pilot[None]) -> None:
    driver = app._driver
    assert driver is not None
    async with asyncio.timeout(_PATIENCE):
        if isinstance(deed, Resize):
            await pilot.resize_terminal(deed.columns, deed.rows)
        else:
            for event in deed.events((app.size.width, app.size.height)):
                driver.process_message(event)
                await asyncio.sleep(0)
        if deed.waits:
            await _settled(app)
    if app._exception:
        raise app._exception


async def _settled(app: NewsreadApp) -> None:
    """Wait until every key has had its effect; not for long, as one may be lost with a widget that went away."""
    for _ in range(200):
        await asyncio.sleep(0.005)
        if app._exception or not (app._waiting or app._busy_since):
            return


async def _look(session: Session) -> None:
    """Look at the screen, again for a while if it is not as it should be: it may be in the middle of a change."""
    wrong = "it was not looked at"
    for _ in range(20):
        app = session.app
        if app._exception:
            raise app._exception
        rows = [list(strip) for strip in app.screen._compositor.render_strips()]
        wrong = garbled(rows, (app.size.width, app.size.height))
        if not wrong:
            return
        await session.pilot.pause()
    raise Fallen(f"{type(session.app.screen).__name__}: {wrong}", [Press("")], session.screen)
