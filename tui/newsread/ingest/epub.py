"""EPUB files: the chapters in their order (EPUB 3.3, https://www.w3.org/TR/epub-33/; EPUB 2 has the same parts)."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsread.articles.dates import publication_date
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.chapters import chapter_paragraphs
from newsread.ingest.documents import Document
from newsread.ingest.packed_xml import Archive, local_name, root
from newsread.text.wording import count_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/rights.xml"
_CHAPTERS = frozenset(
    {
        "application/xhtml+xml",
        "application/xhtml",
        "text/html",
        "text/xhtml",
        "text/xml",
        "application/xml",
        "text/x-oeb1-document",
        "application/x-dtbook+xml",
    }
)
_OTHER_TYPES = ("image/", "font/", "audio/", "video/", "text/css", "application/x-dtbncx", "application/font")
_ENDINGS = (".xhtml", ".html", ".htm", ".xht")
_MOST_NAMED = 5


def epub(content: bytes) -> Document:
    """Return the text of an EPUB file, chapter after chapter; the notice names the parts that could not be read.

    Raises a NewsreadError that begins with a verb where no part could.
    """
    archive = Archive(content)
    if _RIGHTS in archive:
        raise NewsreadError("is locked by its seller: add a copy that is not.")
    package_name = archive.member(_package_name(archive))
    package = root(archive.read(package_name), recover=True)
    paragraphs: list[str] = []
    failed: dict[str, NewsreadError] = {}
    for name in _chapters(package, package_name):
        try:
            paragraphs += chapter_paragraphs(archive.read(archive.member(name)))
        except NewsreadError as error:
            if archive.is_spent:
                raise
            failed[posixpath.basename(name)] = error
    if failed and not paragraphs:
        raise next(iter(failed.values()))
    return Document("\n\n".join(paragraphs), _source(package), _notice(list(failed)))


def _notice(failed: list[str]) -> str | None:
    if not failed:
        return None
    more = f" and {len(failed) - _MOST_NAMED} more" if len(failed) > _MOST_NAMED else ""
    parts = count_of(len(failed), "part of the book", "parts of the book")
    could = f"could not be read and {'is' if len(failed) == 1 else 'are'} not in the text"
    return f"{parts} {could}: {', '.join(failed[:_MOST_NAMED])}{more}."


def _package_name(archive: Archive) -> str:
    """Return the name of the package document: the one that the container names, or else the only one there is."""
    found = archive.ending_in(".opf")
    try:
        for element in root(archive.read(_CONTAINER), recover=True).iter():
            if local_name(element) == "rootfile":
                name = str(element.get("full-path", "")).lstrip("/")
                return name if archive.member(name) in archive or not found else found
    except NewsreadError:
        if not found:
            raise
    if found:
        return found
    raise NewsreadError("names no book in it: open it in the program that made it and save it again.")


def _chapters(package: "_Element", package_name: str) -> Iterator[str]:
    """Yield the names of the chapters in the order of the book, each once.

    Without an order that names any, they are in that in which they are listed.
    """
    folder = posixpath.dirname(package_name)
    named: dict[str, str] = {}
    for item in package.iter():
        if local_name(item) == "item" and _is_chapter(item):
            href = unquote(item.get("href", "")).partition("#")[0].replace("\\", "/").strip()
            named[item.get("id", href)] = posixpath.normpath(posixpath.join(folder, href))
    references = [each for each in package.iter() if local_name(each) == "itemref" and each.get("idref", "") in named]
    if not references:
        yield from named.values()
    for reference in references:
        if reference.get("linear") != "no" and (name := named.pop(reference.get("idref", ""), None)):
            yield name


def _is_chapter(item: "_Element") -> bool:
    kind = str(item.get("media-type", "")).partition(";")[0].strip().lower()
    is_other = kind.startswith(_OTHER_TYPES) or "nav" in str(item.get("properties", "")).split()
    has_ending = str(item.get("href", "")).partition("#")[0].lower().endswith(_ENDINGS)
    return kind in _CHAPTERS or (has_ending and not is_other)


def _source(package: "_Element") -> Source:
    said: dict[str, list[str]] = {}
    metadata = next((element for element in package if local_name(element) == "metadata"), None)
    for element in metadata.iter() if metadata is not None else ():
        if words := " ".join((element.text or "").split()):
            said.setdefault(local_name(element), []).append(words)
    return Source(
        outlet=_first(said, "publisher"),
        title=_first(said, "title"),
        byline=" and ".join(said.get("creator", ())) or None,
        published=publication_date(_first(said, "date")),
    )


def _first(said: dict[str, list[str]], name: str) -> str | None:
    return said[name][0] if name in said else None
