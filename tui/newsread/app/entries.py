"""An article as the library lists it: in one line of columns, or in two lines where there is less room. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from rich.cells import cell_len, set_cell_size

from newsread.app.dates import short_date
from newsread.app.lines import Part
from newsread.articles.article import Article
from newsread.printable import printable
from newsread.tags.records import Mark, Verdict
from newsread.tags.standing import Progress

_OUTLET, _DATE, _WORDS, _PROGRESS = 22, 11, 9, 32
_GAP = "  "
_SEPARATOR = " · "
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

    @classmethod
    def of(cls, article: Article, progress: Progress) -> Self:
        """Return the entry of an article that was read."""
        return cls(
            title=article.heading,
            has_title=bool(article.source.title),
            outlet=article.source.outlet or "",
            date=short_date(article.source.published),
            words=f"{article.words:,}",
            progress=progress_in_words(progress),
        )


def in_columns(entry: Entry, width: int) -> Sequence[Part]:
    """Return the entry in one line of `width` cells; the title has what the other columns leave."""
    rest = width - _OUTLET - _DATE - _WORDS - _PROGRESS - 4 * len(_GAP)
    return [
        (_held_to(entry.outlet, _OUTLET) + _GAP, ()),
        (_held_to(entry.date, _DATE) + _GAP, ()),
        (_held_to(entry.title, rest) + _GAP, _title_style(entry)),
        (_held_to(entry.words.rjust(_WORDS), _WORDS) + _GAP, ()),
        (_held_to(entry.progress, _PROGRESS), ("quiet",)),
    ]


def in_title_line(entry: Entry, width: int) -> Sequence[Part]:
    """Return the first of the entry's two lines: the title."""
    return [(_held_to(entry.title, width), _title_style(entry))]


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


def _title_style(entry: Entry) -> tuple[str, ...]:
    return ("bold",) if entry.has_title else ("quiet",)


def _held_to(text: str, width: int) -> str:
    text = printable(text)
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip(_JOINER) + "…"
    text = text.rstrip(_JOINER)
    return text + " " * (width - cell_len(text))
