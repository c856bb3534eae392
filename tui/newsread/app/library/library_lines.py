"""An article as the library lists it, and what is known of it below the list. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from newsread.annotations.records import Mark, Verdict
from newsread.annotations.sentence_states import Progress
from newsread.app.session.session import Desk
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_date
from newsread.app.widgets.line_view import Part
from newsread.articles.article import Article, Unreadable
from newsread.text.printable import printable

_OUTLET, _DATE, _WORDS, _PROGRESS = 22, 11, 9, 32
_LEAST_OF_TITLE = 4
_GAP = "  "
_SEPARATOR = " · "
TO_PLACE_SIGN = "⇄"
"""Stands for tags whose words are not found for certain in the text as it is now."""
_JOINER = "\u200d"  # at the end of a column it would join with what follows


@dataclass(frozen=True)
class Entry:
    """What is told of one article; what is not known is empty."""

    title: str
    has_title: bool = False
    """False where the title is only the file's name, or the text's first words."""
    outlet: str = ""
    date: str = ""
    words: str = ""
    progress: str = ""
    to_place: str = ""
    """That tags wait for their place in a text that has changed."""

    @classmethod
    def of(cls, article: Article, progress: Progress, unsettled: int = 0) -> Self:
        """Return the entry of an article that was read, in which so many tags wait for their place."""
        return cls(
            title=article.heading,
            has_title=bool(article.source.title),
            outlet=article.source.outlet or "",
            date=article.source.marked("published", short_date(article.source.published)),
            words=f"{article.words:,}",
            progress=progress_in_words(progress),
            to_place=to_place_in_words(unsettled) if unsettled else "",
        )


def in_columns(entry: Entry, width: int) -> Sequence[Part]:
    """Return the entry in one line of `width` cells; the title has what the other columns leave."""
    rest = width - _OUTLET - _DATE - _WORDS - _PROGRESS - 4 * len(_GAP)
    return [
        (_held_to(entry.outlet, _OUTLET) + _GAP, ()),
        (_held_to(entry.date, _DATE) + _GAP, ()),
        *_title(entry, rest),
        (_GAP, ()),
        (_held_to(entry.words.rjust(_WORDS), _WORDS) + _GAP, ()),
        (_held_to(entry.progress, _PROGRESS), ("quiet",)),
    ]


def in_title_line(entry: Entry, width: int) -> Sequence[Part]:
    """Return the first of the entry's two lines: the title."""
    return _title(entry, width)


def in_facts_line(entry: Entry, width: int) -> Sequence[Part]:
    """Return the second of the entry's two lines: everything else, without the words if it is narrow."""
    words = f"{entry.words} words" if entry.words else ""
    line = _SEPARATOR.join(filter(None, (entry.outlet, entry.date, words, entry.progress)))
    if cell_len(line) > width:
        line = _SEPARATOR.join(filter(None, (entry.outlet, entry.date, entry.progress)))
    return [(_held_to(line, width), ("quiet",))]


def progress_in_words(progress: Progress) -> str:
    """Return how far a reader is: glyphs with their numbers, and how much is left."""
    parts = [f"{progress.verdicts[verdict]} {verdict.glyph}" for verdict in Verdict if progress.verdicts[verdict]]
    if progress.to_check:
        parts.append(f"{progress.to_check} {Mark.TO_CHECK.glyph}")
    left = f"{progress.unseen} of {progress.claims} unseen" if progress.unseen else "all seen"
    return "  ".join([*parts, left])


def to_place_in_words(unsettled: int) -> str:
    """Return how many tags wait for their place."""
    return f"{unsettled:,} {TO_PLACE_SIGN} to place"


def _title(entry: Entry, width: int) -> list[Part]:
    """Return the title in `width` cells; before it what waits, where there is room for both."""
    before = f"{entry.to_place}{_SEPARATOR}" if entry.to_place else ""
    rest = width - cell_len(printable(before))
    title_style = ("bold",) if entry.has_title else ("quiet",)
    if not before or rest < _LEAST_OF_TITLE:
        return [(_held_to(entry.title, width), title_style)]
    return [(before, ("pointer", "bold")), (_held_to(entry.title, rest), title_style)]


def _held_to(text: str, width: int) -> str:
    text = printable(text)
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1)
        while cell_len(text) >= width:  # of text with joiners the last wide character is left too long
            text = text[:-1]
        text = text.rstrip(_JOINER) + "…"
    text = text.rstrip(_JOINER)
    return text + " " * (width - cell_len(text))


class ArticleAbout(Static):
    """Two lines about an article; a problem may take more."""

    DEFAULT_CSS = """
    ArticleAbout {
        height: 2; padding: 0 1; background: $surface; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis;
        &.whole { height: auto; min-height: 2; max-height: 7; text-wrap: wrap; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="about")
        self._desk = desk

    def show(self, article_id: str) -> None:
        """Tell of an article that has been read; of none where its id is empty."""
        if not article_id:
            self.update("", layout=False)
            return
        article = self._desk.workspace.article(article_id)
        problem = self._problem(article_id, article)
        self.set_class(bool(problem), "whole")
        if problem:
            self.update(plain(problem, "$warning"))
        elif isinstance(article, Article):
            source = article.source
            byline = plain(source.marked("byline", source.byline), "$quiet" if "byline" in source.guessed else "")
            facts = [fact for fact in (plain(article_id), byline, plain(source.url or "")) if fact.plain]
            self.update(Content("\n").join([plain(article.heading), Content(" · ").join(facts)]), layout=False)

    def _problem(self, article_id: str, article: Article | Unreadable) -> str | None:
        """Return what is wrong with the article or its tags, as a sentence."""
        if isinstance(article, Unreadable):
            return article.reason
        if problem := self._desk.not_saved or self._desk.notebook.problems.get(article_id):
            return problem
        return f"{article_id}: {article.notice}" if article.notice else None
