"""From the lines of printed pages to paragraphs: what was parted is joined, what belongs to the page left out."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from newsread.articles.boilerplate import LIST_MARKER


class Line(NamedTuple):
    """A line of a page, and how high on the page it stands, None where that is not known."""

    words: str
    height: float | None


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """Yield the paragraphs of the pages; one may go on from page to page.

    Heads and feet that most pages have are left out, and so are their numbers.
    """
    lines = [line for page in _without_running_lines(pages) for line in page if line.words]
    text = "\n".join(line.words for line in lines)
    usual = _usual_length(lines)
    step = _usual_step(lines)
    paragraph = ""
    last: Line | None = None
    for line in lines:
        if last is None or _begins_a_paragraph(line, last, usual, step):
            if paragraph:
                yield paragraph
            paragraph = line.words
        else:
            paragraph = _joined(paragraph, line.words, text)
        last = line
    if paragraph:
        yield paragraph


# Lines that pages share

_AT_THE_EDGE = 2
_FEWEST_PAGES = 3
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def _without_running_lines(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    fewest = max(_FEWEST_PAGES, len(pages) // 2 + 1)
    shared = Counter(key for page in pages for key in {_key(page[at]) for at in _edges(page)})
    running = {key for key, times in shared.items() if times >= fewest}
    for page in pages:
        edges = _edges(page)
        yield [line for at, line in enumerate(page) if at not in edges or not _runs(line, running)]


def _runs(line: Line, running: Container[str]) -> bool:
    return _key(line) in running or _PAGE_NUMBER.fullmatch(line.words) is not None


def _key(line: Line) -> str:
    """Return what a line has in common with that of the next page: its number may differ."""
    return _DIGITS.sub("0", line.words)


def _edges(page: Sequence[Line]) -> set[int]:
    """Return where the first and the last lines are that are not blank."""
    written = [at for at, line in enumerate(page) if line.words]
    return {*written[:_AT_THE_EDGE], *written[-_AT_THE_EDGE:]}


# Where a paragraph ends

_SHORT = 0.75
"""A line that is shorter than this share of the usual one ends its paragraph."""
_WIDE = 1.35
"""So many usual steps to the next line are a gap between paragraphs."""


def _begins_a_paragraph(line: Line, last: Line, usual: float, step: float) -> bool:
    down = _step(last, line)
    if down is not None and down > _WIDE * step:
        return True
    if down is not None and line.words[0].islower():  # in a narrow column every line is short
        return False
    return len(last.words) < _SHORT * usual or LIST_MARKER.match(line.words) is not None


def _usual_length(lines: Sequence[Line]) -> int:
    """Return a length that nine of ten lines do not exceed."""
    lengths = sorted(len(line.words) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _usual_step(lines: Sequence[Line]) -> float:
    steps = [step for last, line in pairwise(lines) if (step := _step(last, line)) is not None]
    return median(steps) if steps else 0


def _step(last: Line, line: Line) -> float | None:
    """Return how far a line stands below the last one, None where another column or page begins."""
    if last.height is None or line.height is None or line.height >= last.height:
        return None
    return last.height - line.height


# Words that a line's end parts

_PARTED_WORD = re.compile(r"([^\W\d_]+)[-\N{HYPHEN}]\Z")
_REST_OF_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PART = 60


def _joined(paragraph: str, line: str, text: str) -> str:
    """Join a line on. A hyphen at the break stays where the text writes the word so elsewhere, too."""
    if paragraph.endswith("\N{SOFT HYPHEN}"):
        return paragraph[:-1] + line
    parted, rest = _PARTED_WORD.search(paragraph[-_LONGEST_PART:]), _REST_OF_WORD.match(line)
    if not parted or not rest or not rest[0][0].islower():
        return f"{paragraph} {line}"
    is_written_so = f"{parted[1]}-{rest[0]}" in text
    return paragraph + line if is_written_so else paragraph[:-1] + line
