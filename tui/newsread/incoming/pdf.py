"""PDF files: the words of their pages, lines joined to paragraphs again."""

import logging
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.incoming.documents import Document
from newsread.incoming.lines import Line, paragraphs

if TYPE_CHECKING:
    from pypdf import PdfReader

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
