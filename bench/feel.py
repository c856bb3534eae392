"""What a key costs in the reader, beside the same key on three bare panes that show only text and cursor.

Three articles of 10,000 words with names in all colours, tags on a third of the sentences, and the other panes moving
along to the claim: how much processor time the loop spends for a key, from its arrival until all is quiet again, with
all frames that it brings about. The bare panes are the smallest widgets on Textual's Line API; once the other two stand
still, once they scroll as the reader's do. All three programs run in a pseudo-terminal, in turn, in one run.

    python -m bench.feel [--rounds N] [--profile FILE]
"""

import argparse
import cProfile
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench.start import settle
from bench.tags import high, middle
from rich.segment import Segment
from rich.style import Style
from tests.app.driving import FakeAnalyst
from tests.terminal import Terminal
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsread import Workspace
from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.annotations.annotators import Annotator
from newsread.annotations.commands import Judgement
from newsread.annotations.records import Verdict
from newsread.app import app as module
from newsread.app.app import NewsreadApp
from newsread.app.widgets.scrolling import scrolled_to
from newsread.app.widgets.wrapping import wrap
from newsread.articles.article import Article
from newsread.settings import read_settings

_SENTENCES = 720
"""Of 14 words each."""
_KEYS = {"j": "cursor down", "pagedown": "page down", "v": "verdict"}
_TURN = ("j", "j", "j", "v", "j", "j", "v", "pagedown")
_COLUMNS, _ROWS = 160, 45
_NAMES = (("Zelensky", "PERSON"), ("Kyiv", "GPE"), ("Red Cross", "ORG"), ("Tuesday", "DATE"))
_WHY = ("burn", "Kyiv", "said")
_BARE = {"bare": False, "bare, all scroll": True}


# What is read


def text(number: int) -> str:
    """Return an article of 10,000 words; every sentence has its counterpart in the others, with other numbers."""
    told = [
        f"Zelensky said in Kyiv on Tuesday that the Red Cross saw {each + number} houses burn."
        for each in range(_SENTENCES)
    ]
    paragraphs = (" ".join(told[at : at + 4]) for at in range(0, _SENTENCES, 4))
    return f"Report {number}\n\n" + "\n\n".join(paragraphs) + "\n"


def prepare(folder: Path) -> None:
    """Write the articles, and a verdict on every third sentence."""
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(text(number), encoding="utf-8")
    workspace = Workspace.open(folder)
    notebook = workspace.notebook("ana")
    for article in articles(workspace):
        for sentence in article.sentences[::3]:
            notebook.judge(article, sentence.start, sentence.end, Judgement(Verdict.VERIFIED))
    notebook.save()


def articles(workspace: Workspace) -> list[Article]:
    """Return all articles."""
    return [article for name in workspace.ids if isinstance(article := workspace.article(name), Article)]


def analyst(workspace: Workspace) -> FakeAnalyst:
    """Return one that gives the names and the counterparts at once."""
    places = [
        [Place(article.id, sentence.start, sentence.end) for sentence in article.sentences if sentence.claim]
        for article in articles(workspace)
    ]
    pairs = ((one, other) for one in places for other in places if one is not other)
    found = tuple(
        Counterpart(of, to, Band.SAME, ("houses", _WHY[number % len(_WHY)]))  # so that titles change
        for one, other in pairs
        for number, (of, to) in enumerate(zip(one, other, strict=True))
    )
    fake = FakeAnalyst(counterparts=found, names=_NAMES)
    fake.go_on.set()
    return fake


# The bare panes


class BarePane(ScrollView):
    """Text on Textual's Line API, with one sentence on another ground."""

    DEFAULT_CSS = "BarePane { width: 1fr; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.can_focus = False
        self.article = article
        self.cursor = 1
        self._lines: list[tuple[int, int]] = []

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        width = self.scrollable_content_region.width
        self._lines = wrap(self.article.text, max(1, width - 1))
        self.virtual_size = Size(width, len(self._lines))

    def lines_of(self, number: int) -> range:
        """Return the lines on which a sentence stands."""
        sentence = self.article.sentences[number]
        found = [at for at, (start, end) in enumerate(self._lines) if start < sentence.end and end > sentence.start]
        return range(found[0], found[-1] + 1)

    def move(self, number: int, *, shown: bool) -> None:
        """Put the cursor on a sentence and bring it into view."""
        before, self.cursor = self.cursor, number
        for line in (*self.lines_of(before), *self.lines_of(number)) if shown else ():
            self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))
        lines = self.lines_of(number)
        offset = scrolled_to(lines[0], lines[-1], self.scroll_offset.y, self.size.height, around=2)
        self.scroll_to(y=offset, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the view."""
        line, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        start, end = self._lines[line]
        sentence = self.article.sentences[self.cursor]
        first, last = max(start, min(end, sentence.start)), max(start, min(end, sentence.end))
        ground, cursor = self.rich_style, self.rich_style + Style(bgcolor="#2b3550")
        parts = [(start, first, ground), (first, last, cursor), (last, end, ground)]
        segments = [Segment(self.article.text[at:until], style) for at, until, style in parts if at < until]
        return Strip(segments).adjust_cell_length(width, ground)


class BareApp(App[None]):
    """Three bare panes, one of them with the cursor."""

    def __init__(self, shown: Sequence[Article], *, together: bool) -> None:
        super().__init__()
        self._panes = [BarePane(article) for article in shown]
        self._together = together

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        with Horizontal():
            yield from self._panes

    def on_key(self, event: events.Key) -> None:
        """Move the cursor."""
        if event.key in _KEYS:
            number = self._panes[0].cursor + (30 if event.key == "pagedown" else 1)
            for pane in self._panes if self._together else self._panes[:1]:
                pane.move(min(number, _SENTENCES), shown=pane is self._panes[0])
        elif event.key == "q":
            self.exit()


# Inside


def watch(app: App[None], noted: Path) -> None:
    """Run a program and note, when a key arrives, which it is and how much time the loop has spent so far."""
    keys: list[tuple[str, float]] = []
    on_event = app.on_event

    async def noting(event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            keys.append((event.key, time.thread_time()))
        await on_event(event)

    app.on_event = noting  # type: ignore[method-assign]  # to be there when a key comes
    app.run()
    noted.write_text(json.dumps(keys), encoding="utf-8")


def inside(program: str, folder: Path, noted: Path, profile: Path | None) -> None:
    """Be one of the programs that are measured."""
    workspace = Workspace.open(folder)
    if program in _BARE:
        app: App[None] = BareApp(articles(workspace), together=_BARE[program])
    else:
        setattr(module, "Analyst", lambda _: analyst(workspace))  # noqa: B010 - the app imports it by name
        settings = read_settings(folder.parent / "settings.toml")
        app = NewsreadApp(workspace, Annotator("ana", known=True), settings, folder.parent / "cache")
    if not profile:
        watch(app, noted)
        return
    profiler = cProfile.Profile()
    profiler.runcall(watch, app, noted)
    profiler.dump_stats(profile)


# From outside


def costs(program: str, folder: Path, rounds: int, profile: Path | None) -> dict[str, list[float]]:
    """Return what each press of each key costs, in seconds of processor time."""
    noted = folder.parent / "noted.json"
    command = [sys.executable, "-m", "bench.feel", "--inside", program, str(folder), str(noted)]
    command += ["--profile", str(profile)] if profile else []
    with Terminal(command, home=folder.parent, columns=_COLUMNS, rows=_ROWS) as terminal:
        if program not in _BARE:
            terminal.wait_for("unseen")
            terminal.press("enter")
            terminal.wait_for("same: houses", timeout=60)
            terminal.press("g")
        else:
            terminal.wait_for("Report 2")
        for key in _TURN * rounds:
            settle(terminal)
            terminal.press(key)
        settle(terminal)
        terminal.press("q")
        terminal.wait_for("unseen") if program not in _BARE else None
        terminal.press("q")
        terminal.exit_code()
    return dict(_spent(json.loads(noted.read_text(encoding="utf-8"))))


def _spent(keys: Sequence[tuple[str, float]]) -> Iterator[tuple[str, list[float]]]:
    every = [(key, after - before) for (key, before), (_, after) in pairwise(keys) if key in _KEYS]
    for key in _KEYS:
        yield key, [spent for of, spent in every[len(_TURN) :] if of == key]  # the first round warms up


def main() -> None:
    """Measure all, and print what a key costs and how many times that of the bare panes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--profile", type=Path, help="profile the reader into this file instead")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if given.inside:
        program, folder, noted = given.inside
        inside(program, Path(folder), Path(noted), given.profile)
        return
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "articles")
        prepare(folder)
        if given.profile:
            costs("reader", folder, given.rounds, given.profile.absolute())
            return
        found = {program: costs(program, folder, given.rounds, None) for program in ("reader", *_BARE)}
    for key, words in _KEYS.items():
        for program, spent in found.items():
            ours, theirs = ((middle(each[key]), high(each[key])) for each in (found["reader"], spent))
            line = f"{words:12} {program:17} p50 {theirs[0] * 1000:6.1f} ms   p95 {theirs[1] * 1000:6.1f} ms"
            beside = f"   the reader's is {ours[0] / theirs[0]:.2f} and {ours[1] / theirs[1]:.2f} times that"
            print(line + (beside if program in _BARE else ""))


if __name__ == "__main__":
    main()
