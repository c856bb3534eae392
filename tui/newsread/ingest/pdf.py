"""PDF files: the words of their pages, their lines joined to paragraphs again."""

import logging
import re
import time
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from newsread.articles.boilerplate import LIST_MARKER
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.documents import Document

if TYPE_CHECKING:
    from pypdf import PdfReader


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


_MOST_PAGES = 500
_MOST_CHARACTERS = 10_000_000
_MOST_SECONDS = 60
_LOCKED = "is encrypted: save it without a password and add that."
_NO_TEXT = "holds pictures of pages but no text: let a program for text recognition (OCR) read it first."
_NO_TITLE = re.compile(r"microsoft word\b|untitled\b|.*\.\w{2,5}\Z", re.IGNORECASE)
"""What programs put where the title belongs: their own name, or that of a file."""


def pdf(content: bytes) -> Document:
    """Return the text of a PDF file; heads and feet that its pages share, and their numbers, are left out.

    A file's own dates tell when it was made, not when the article was published: there is no date. Raises
    a NewsreadError that begins with a verb: for one without text (a scan), that is encrypted, damaged, or takes
    more than 500 pages, ten million characters or a minute.
    """
    try:
        import pypdf  # noqa: PLC0415, F401 - an extra
    except ImportError as fault:
        raise NewsreadError("is a PDF file, which needs the package pypdf: pip install 'newsread[pdf]'.") from fault
    with _refusing():
        pages, source = _read(content)
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise NewsreadError(_NO_TEXT)
    return Document(text, source)


@contextmanager
def _refusing() -> Iterator[None]:
    from pypdf.errors import FileNotDecryptedError, LimitReachedError  # noqa: PLC0415

    logger = logging.getLogger("pypdf")  # it tells a terminal of every fault that it mends
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except NewsreadError:
        raise
    except FileNotDecryptedError as fault:
        raise NewsreadError(_LOCKED) from fault
    except (LimitReachedError, TimeoutError) as fault:
        raise NewsreadError("unpacks to more than an article holds: it may be an attack, and was not read.") from fault
    except Exception as fault:  # a hostile file makes it raise anything
        raise NewsreadError("is damaged: open it in a program for PDF files and save it again.") from fault
    finally:
        logger.setLevel(level)


def _read(content: bytes) -> tuple[list[list[Line]], Source]:
    """Return the lines of each page, and what the file says of its source."""
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import DependencyError  # noqa: PLC0415

    reader = PdfReader(BytesIO(content))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise NewsreadError(_LOCKED)
    except DependencyError:  # of an encryption that takes a further package
        raise NewsreadError(_LOCKED) from None
    if len(reader.pages) > _MOST_PAGES:
        raise NewsreadError(f"has more than {_MOST_PAGES} pages: save the pages of the article as a file of their own.")
    return list(_pages(reader)), _source(reader)


def _pages(reader: "PdfReader") -> Iterator[list[Line]]:
    end = time.monotonic() + _MOST_SECONDS
    left = _MOST_CHARACTERS

    def look_at_the_clock(*_: object) -> None:
        if time.monotonic() > end:
            raise TimeoutError

    for page in reader.pages:
        look_at_the_clock()
        written = _Written()
        page.extract_text(visitor_operand_before=look_at_the_clock, visitor_text=written.note)
        left -= sum(len(line.words) for line in written.lines)
        if left < 0:
            raise NewsreadError(f"holds more than {_MOST_CHARACTERS:,} characters: save the article's pages alone.")
        yield [Line(" ".join(line.words.translate(_LIGATURES).split()), line.height) for line in written.lines]


_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Letters that only the typesetter joined: ﬁ and the like."""


class _Written:
    """The lines of one page, as its pieces of text come. Some programs place each word by itself."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parted = True

    def note(self, text: str, matrix: Sequence[float], of_text: Sequence[float], _: object, size: float) -> None:
        """Note a piece of text, and where it stands: the two matrices lead from its own place to that on the page."""
        if text.strip():
            height = of_text[4] * matrix[1] + of_text[5] * matrix[3] + matrix[5]
            letters = abs(size * (of_text[3] * matrix[3] + of_text[2] * matrix[1]))
            first, *others = text.strip("\n").split("\n")
            last = self.lines[-1] if self.lines else None
            if last and last.height is not None and abs(height - last.height) < letters / 2:
                self.lines[-1] = Line(f"{last.words}{' ' if self._parted else ''}{first}", last.height)
            else:
                self.lines.append(Line(first, height))
            self.lines += [Line(each, None) for each in others]
            self._parted = text.endswith("\n")
        elif text:
            self._parted = True


def _source(reader: "PdfReader") -> Source:
    said = reader.metadata
    title, author = (said.title, said.author) if said else (None, None)
    return Source(title=_plain(title) if not _NO_TITLE.match(_plain(title) or "") else None, byline=_plain(author))


def _plain(said: object) -> str | None:
    return " ".join(said.split()) or None if isinstance(said, str) else None
