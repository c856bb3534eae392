"""EPUB files: the chapters in their order (EPUB 3.3, https://www.w3.org/TR/epub-33/; EPUB 2 has the same parts)."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.incoming.archive import Archive
from newsread.incoming.chapters import chapter_paragraphs
from newsread.incoming.documents import Document
from newsread.incoming.xml import local_name, root

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/rights.xml"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html"})


def epub(content: bytes) -> Document:
    """Return the text of an EPUB file, chapter after chapter. Raises a NewsreadError that begins with a verb."""
    archive = Archive(content)
    if _RIGHTS in archive:
        raise NewsreadError("is locked by its seller: add a copy that is not.")
    package_name = _package_name(archive)
    package = root(archive.read(package_name))
    text = "\n\n".join(
        paragraph for name in _chapters(package, package_name) for paragraph in chapter_paragraphs(archive.read(name))
    )
    return Document(text, _source(package))


def _package_name(archive: Archive) -> str:
    for element in root(archive.read(_CONTAINER)).iter():
        if local_name(element) == "rootfile":
            return str(element.get("full-path", ""))
    raise NewsreadError("names no book in it: open it in the program that made it and save it again.")


def _chapters(package: "_Element", package_name: str) -> Iterator[str]:
    """Yield the names of the chapters in the order of the book, each once."""
    folder = posixpath.dirname(package_name)
    named = {
        item.get("id", ""): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in package.iter()
        if local_name(item) == "item" and item.get("media-type") in _CHAPTERS
    }
    for reference in package.iter():
        is_read = local_name(reference) == "itemref" and reference.get("linear") != "no"
        if is_read and (name := named.pop(reference.get("idref", ""), None)):
            yield name


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
        published=_first(said, "date"),
    )


def _first(said: dict[str, list[str]], name: str) -> str | None:
    return said[name][0] if name in said else None
