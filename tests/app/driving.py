"""The app as a person has it before them: keys to press, screens to read, and what is then on the disk."""

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from textual.content import Content
from textual.events import Paste
from textual.pilot import Pilot

from newsread.analysis.alignment.counterparts import Counterpart
from newsread.analysis.collection import Collection
from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention, entities
from newsread.analysis.facts.extraction import Fact
from newsread.analysis.result import Analysis, Entity
from newsread.analysis.runtime.collecting import Question
from newsread.annotations.records import Record
from newsread.annotations.store.journal import Journal
from newsread.app.app import NewsreadApp
from newsread.app.library.screen import Library
from newsread.app.reader.claim_bar import ClaimBar
from newsread.app.reader.pane import Pane
from newsread.app.reader.screen import Reader
from newsread.app.widgets.bars import KeyBar, TitleBar
from newsread.app.widgets.rows import Rows
from newsread.articles.article import Article
from newsread.errors import NewsreadError

_PATIENCE = 120.0
"""Seconds after which something will not come true any more."""

ARTICLES = {
    # Sentences by number; 0 is a heading and never a claim.
    "one.txt": "Two Men Captured\n\nUkraine captured two men. They fought for Russia. Nobody confirmed it.\n",
    "two.txt": "A Denial\n\nBeijing denied the report. It knew of no such men.\n",
    "three.txt": "The Reaction\n\nKyiv asked for an answer. None came on Tuesday.\n",
}
SOURCES = """
["one.txt"]
outlet = "The Daily"
title = "Two Men Captured"
published = 2025-04-08
["two.txt"]
outlet = "The Wire"
title = "A Denial"
["three.txt"]
outlet = "The Post"
title = "The Reaction"
"""
ONE, THREE, TWO = range(3)
"""The articles' places in the reader: files stand in the order of their names."""


@dataclass
class FakeAnalyst:
    """Finds the first word of every claim, once it is let go on; starts no process."""

    go_on: Event = field(default_factory=Event)
    failure: NewsreadError | None = None
    closed: bool = False
    counterparts: tuple[Counterpart, ...] = ()
    collect_failure: Exception | None = None
    names: tuple[tuple[str, str], ...] = ()
    """Names with their labels, found wherever they stand in a claim and told apart as the real one does."""
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)

    def __call__(self, _cache: Path) -> "FakeAnalyst":
        """Be made, as an analyst is, for a folder."""
        return self

    def analyse(self, article: Article) -> Analysis:
        self.go_on.wait(_PATIENCE)
        if self.failure:
            raise self.failure
        claims = [sentence for sentence in article.sentences if sentence.claim]
        if self.names:
            return Analysis("fake", tuple(self._named(article, [(claim.start, claim.end) for claim in claims])))
        names = ((claim.start, article.text.find(" ", claim.start)) for claim in claims)
        return Analysis("fake", tuple(Entity(start, end, "PERSON") for start, end in names))

    def _named(self, article: Article, spans: Iterable[tuple[int, int]]) -> Iterator[Entity]:
        labels = dict(self.names)
        longest_first = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
        for span in spans:
            for found in re.compile(longest_first).finditer(article.text, *span):
                yield Entity(*found.span(), labels[found[0]])

    def collect(self, question: Question) -> Collection:
        """Give the counterparts that a test has put down, and for the rest what `analyse` finds."""
        if self.collect_failure:
            raise self.collect_failure
        ids = tuple(article.id for article in question.articles)
        found = {article.id: self.analyse(article).entities for article in question.articles}
        documents = [Document(article, self.analyse(article)) for article in question.articles]
        named = entities(documents, question.corrections) if self.names else None
        rejected = {(each.one, each.other) for each in question.judged if not each.same}
        return Collection(
            articles=ids,
            entities=named.entities if named else (),
            mentions=named.of_article
            if named
            else {of: tuple(Mention(*entity, "") for entity in those) for of, those in found.items()},
            quotes=dict.fromkeys(ids, ()),
            facts={of: self.facts.get(of, ()) for of in ids},
            counterparts=tuple(each for each in self.counterparts if (each.of, each.to) not in rejected),
            copies=(),
            variants=(),
        )

    def close(self) -> None:
        self.closed = True
        self.go_on.set()


@dataclass
class Session:
    """A running app with a person before it."""

    app: NewsreadApp
    pilot: Pilot[None]
    journal: Callable[[str], Journal]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Give text to the field that has the focus, all at once."""
        self.app.post_message(Paste(text))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something is true; fail with what is on the screen when it does not become so."""
        give_up = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < give_up, f"waited in vain before\n{self.screen}"
            await asyncio.sleep(0.005)

    async def shows(self, *words: str) -> None:
        """Wait until words are on the screen."""
        await self.until(lambda: all(each in self.screen for each in words))

    async def open_reader(self) -> None:
        """Read what is picked, or all, from the library's first row."""
        await self.press("enter")
        await self.until(lambda: isinstance(self.app.screen, Reader) and self._texts_are_shown)

    async def saved(self) -> None:
        """Wait until all that was said is on the disk."""
        await self.until(lambda: not self.app.desk.notebook.unsaved)

    @property
    def screen(self) -> str:
        """What can be seen now, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def library_is_read(self) -> bool:
        """Whether every row of the library that can be seen tells of its article."""
        library = next(screen for screen in self.app.screen_stack if isinstance(screen, Library))
        rows = library.query_one(Rows)
        ids = self.app.desk.workspace.ids
        return rows.size.height > 0 and all(ids[row] in library._arrived for row in rows.on_screen)

    @property
    def _texts_are_shown(self) -> bool:
        panes = self.visible_panes
        return bool(panes) and all(
            any(pane.render_line(y).text.strip() for y in range(pane.size.height)) for pane in panes
        )

    @property
    def title(self) -> str:
        return _text(self.app.screen.query_one(TitleBar).content)

    @property
    def claim(self) -> str:
        """The line that tells of the claim."""
        return _in_one(self.app.screen.query_one(ClaimBar).shown.claim)

    @property
    def below(self) -> str:
        """The last line: a message, or the legend."""
        return _in_one(self.app.screen.query_one(ClaimBar).shown.below)

    @property
    def difference(self) -> str:
        """The line that tells in what words the nearest telling differs."""
        return _in_one(self.app.screen.query_one(ClaimBar).shown.difference)

    @property
    def told(self) -> str:
        """The line that tells who says the claim and where else it is told."""
        return _in_one(self.app.screen.query_one(ClaimBar).shown.told)

    @property
    def keys(self) -> str:
        return _text(self.app.screen.query_one(KeyBar).content)

    @property
    def rows(self) -> Rows:
        return self.app.screen.query_one(Rows)

    @property
    def visible_panes(self) -> list[Pane]:
        return [pane for pane in self.app.screen.query(Pane) if pane.display]

    @property
    def active_pane(self) -> Pane:
        return self.app.screen.query_one("Pane.active", Pane)

    @property
    def at(self) -> tuple[str, int]:
        """The article and the sentence under the cursor."""
        pane = self.active_pane
        assert pane._cursor is not None
        return pane.article.id, pane._cursor

    def records(self, by: str = "ana") -> list[Record]:
        """What is on the disk, oldest first."""
        return sorted(self.journal(by).all_records(), key=lambda record: record.id)

    def said(self, by: str = "ana") -> list[tuple[str, str, str]]:
        """What is on the disk: article, words, and the verdict or mark with its aspect."""
        return [(record.article, record.anchor.quote, _in_short(record)) for record in self.records(by)]


def _in_short(record: Record) -> str:
    what = record.verdict or record.mark or ""
    return " ".join(part for part in (record.action, what, record.aspect or "") if part)


def _in_one(lines: Iterable[Content]) -> str:
    return " ".join(line.plain for line in lines)


def _text(shown: object) -> str:
    assert isinstance(shown, Content)
    return shown.plain
