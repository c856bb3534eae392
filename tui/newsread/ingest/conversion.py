"""What came in from the web, a file or standard input, and the article that is made of it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from newsread.articles.reading import decoded
from newsread.articles.sources import Source, first_of, source_of
from newsread.errors import NewsreadError
from newsread.ingest.archived_pages import Capture, capture_of, is_archive
from newsread.ingest.article_file import plain, retrieval_of
from newsread.ingest.content_types import TEXT_ENDINGS, Kind, kind_of
from newsread.ingest.documents import Document
from newsread.ingest.duplicates import names_an_article, same_site
from newsread.ingest.fetching import Fetched
from newsread.ingest.own_text import path_mark


class Saved(NamedTuple):
    """The page in a file that a browser saved, and where it had it from."""

    content: bytes
    charset: str | None
    url: str
    """Empty where the file does not say."""


def page_of_web_archive(content: bytes) -> Saved:
    """Return the page of an MHTML file (RFC 2557). Raises a NewsreadError that begins with a verb."""
    try:
        archive = BytesParser(policy=default).parsebytes(content)
        page = next((part for part in archive.walk() if part.get_content_type() in _PAGE_TYPES), None)
        body = page.get_payload(decode=True) if page else None
        if page is None or not isinstance(body, bytes):
            raise NewsreadError("holds no page: open it in the browser that saved it and save it anew, as HTML.")
        url = archive.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
        return Saved(body, page.get_content_charset(), str(url).strip())
    except NewsreadError:
        raise
    except Exception as fault:  # hostile heads make the parser raise anything
        raise NewsreadError("is damaged: open it in the browser that saved it and save it anew, as HTML.") from fault


_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")


def saved_page(content: bytes) -> Saved:
    """Return a page as a browser saved it; some leave a note of its address in it."""
    found = _SAVED_FROM.search(content, 0, 10_000)
    url = (found[1] or found[2]).decode(errors="replace") if found else ""
    return Saved(content, None, url if url.startswith(("http://", "https://")) else "")


@dataclass(frozen=True)
class Came:
    """Something that came in."""

    name: str
    """An address or a path."""
    content: bytes
    kind: Kind
    at: datetime
    """When, in UTC."""
    words: str = ""
    """To name the article by if it has no title."""
    ending: str = ".txt"
    """Of the article's file."""
    given_as: str | None = None
    """What a file is known by when it is given again."""
    fetched: Fetched | None = None
    of_feed: Source | None = None
    """What a feed says of it, if one named it."""

    @classmethod
    def from_the_web(cls, fetched: Fetched, of_feed: Source | None) -> "Came":
        """Return what was fetched. Raises NewsreadError where it is plainly no article."""
        with _naming(fetched.final_url):
            kind = kind_of(fetched.content, media_type=fetched.media_type)
        words = Path(urlsplit(fetched.final_url).path.rstrip("/")).stem
        return cls(fetched.url, fetched.content, kind, fetched.at, words, fetched=fetched, of_feed=of_feed)

    @classmethod
    def from_a_file(cls, path: Path, content: bytes) -> "Came":
        """Return what a file holds; raises as `from_the_web` does."""
        ending = path.suffix.lower()
        with _naming(str(path)):
            kind = kind_of(content, ending)
        is_text = ending in TEXT_ENDINGS
        words = path.name if kind is Kind.TEXT and not is_text else path.stem
        own_ending = ending if is_text else ".txt"
        return cls(str(path), content, kind, datetime.now(UTC), words, own_ending, path_mark(path))

    @classmethod
    def from_a_stream(cls, name: str, content: bytes) -> "Came":
        """Return what a stream brought; raises as `from_the_web` does."""
        with _naming(name):
            return cls(name, content, kind_of(content), datetime.now(UTC))

    @property
    def sha256(self) -> str:
        """The hash of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()

    @property
    def stands_as_it_is(self) -> bool:
        """Whether the article's file is to be this one word for word: a text of somebody's own."""
        return self.kind is Kind.TEXT and self.fetched is None


@dataclass(frozen=True)
class Made:
    """What is to become an article."""

    text: str
    source: Source
    addresses: tuple[str, ...]
    """By which it is known, the surest first; empty where there is none."""
    notice: str | None = None
    """What is to be known of the text."""
    was_article: bool = False
    """Whether it comes from another workspace."""
    left_out: tuple[str, ...] = ()
    """The blocks of a page that are not in the text, each on one line."""
    capture: Capture | None = None
    """Of a copy in an archive: which page it is a copy of, and of when."""


def made(came: Came) -> Made:
    """Return what is to become an article. Raises NewsreadError where there is none in it."""
    if came.stands_as_it_is:
        found = decoded(came.content, Path(came.name))
        own = source_of(None, found.front_matter, found.text)
        theirs = retrieval_of(found.front_matter)
        known_by = (theirs.retrieved_from, own.url, theirs.archive_url) if theirs else (own.url,)
        return Made(found.text, own, _of_articles(known_by), was_article=theirs is not None)
    document = _document(came)
    text = plain(document.text)
    if text.isspace():
        raise NewsreadError(f"{came.name} has no text: save its words as a .txt file and add that.")
    said = document.source
    capture = document.capture or (capture_of(came.fetched.final_url) if came.fetched else None)
    if capture:
        said = replace(said, url=said.url or capture.original, outlet=None if is_archive(said.outlet) else said.outlet)
    if not names_an_article(said.url):
        said = replace(said, url=None)
    if not came.fetched:
        given = (said.url, capture.original, capture.archive_url) if capture else (said.url,)
        return Made(text, said, _of_articles(given), document.notice, left_out=document.left_out, capture=capture)
    found_at = came.fetched.final_url
    source = first_of(said, came.of_feed or Source(), Source(url=capture.original if capture else found_at))
    also = (
        said.url if said.url and (capture or same_site(said.url, found_at)) else None
    )  # not that of a paper it copies
    addresses = (capture.original if capture else None, found_at, came.fetched.url, also)
    return Made(text, source, _of_articles(addresses), document.notice, left_out=document.left_out, capture=capture)


def _document(came: Came) -> Document:
    match came.kind:
        case Kind.TEXT:
            found = decoded(_in_utf_8(came), Path(came.name))
            return Document(found.text, source_of(None, found.front_matter, found.text))
        case Kind.PAGE | Kind.WEB_ARCHIVE:
            return _document_of_page(came)
        case _:
            with _naming(came.name):
                return _document_of_file(came)


def _document_of_page(came: Came) -> Document:
    from newsread.ingest.pages.page import page  # noqa: PLC0415 - each loads what only it needs

    if came.fetched:
        saved = Saved(came.content, came.fetched.charset, came.fetched.final_url)
    else:
        with _naming(came.name):
            saved = saved_page(came.content) if came.kind is Kind.PAGE else page_of_web_archive(came.content)
    try:
        found = page(saved.content, saved.url, saved.charset)
    except NewsreadError as error:
        raise NewsreadError(str(error) if came.fetched else f"{came.name}: {error}") from error
    source = Source(found.outlet, found.title, found.byline, found.published, found.url, found.guessed)
    return Document(found.text, source, found.notice, found.left_out, found.capture)


def _document_of_file(came: Came) -> Document:
    match came.kind:
        case Kind.PDF:
            from newsread.ingest.pdf import pdf  # noqa: PLC0415

            return pdf(came.content)
        case Kind.WORD:
            from newsread.ingest.word import word  # noqa: PLC0415

            return word(came.content)
        case Kind.MAIL:
            from newsread.ingest.mail import mail  # noqa: PLC0415

            return mail(came.content)
        case _:
            from newsread.ingest.epub import epub  # noqa: PLC0415

            return epub(came.content)


def _of_articles(addresses: Iterable[str | None]) -> tuple[str, ...]:
    """Return those addresses by which an article can be known, each once."""
    return tuple(dict.fromkeys(url for url in addresses if url and names_an_article(url)))


def _in_utf_8(came: Came) -> bytes:
    """Return a text in UTF-8, of which its server says what it is in, unless it plainly is in UTF-8 or marked."""
    if came.fetched and came.fetched.charset:
        from newsread.ingest.pages.markup import decoded as decoded_page  # noqa: PLC0415

        return decoded_page(came.content, came.fetched.charset).encode()
    return came.content


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Put the name before what is said of something of which nothing but its content is known there."""
    try:
        yield
    except NewsreadError as error:
        raise NewsreadError(f"{name} {error}") from error
