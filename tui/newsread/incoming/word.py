"""Word files (.docx): the text as a reader sees it, with changes accepted.

The format is that of ECMA-376, *Office Open XML*, part 1, chapters 11 and 17. Only local names are looked at: the
strict and the transitional form differ in their namespaces.
"""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsread.articles.sources import Source
from newsread.incoming.archive import Archive
from newsread.incoming.documents import Document
from newsread.incoming.xml import elements, local_name, root

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_SEEN = frozenset({"Fallback", "del", "instrText", "moveFrom", "pPr", "rPr"})
"""What holds no words of the text: what was deleted or moved away, the second telling of a drawing, formatting."""
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_PROPERTIES = "docProps/core.xml"


def word(content: bytes) -> Document:
    """Return the text of a Word file, footnotes at its end; its title is what stands in the style of titles.

    A file's own dates tell when it was made, not when the article was published: there is no date. Raises
    a NewsreadError that begins with a verb.
    """
    archive = Archive(content)
    main = _main_part(archive)
    beside = [posixpath.join(posixpath.dirname(main), name) for name in ("footnotes.xml", "endnotes.xml")]
    parts = [main, *(name for name in beside if name in archive)]
    paragraphs = [paragraph for part in parts for paragraph in _paragraphs(archive.read(part))]
    styles = _title_styles(archive, main)
    title = next((" ".join(words.split()) for words, style in paragraphs if style in styles), None)
    said = _properties(archive)
    text = "\n\n".join(words for words, _ in paragraphs)
    return Document(text, Source(title=title or said.get("title"), byline=said.get("creator")))


def _main_part(archive: Archive) -> str:
    for relation in root(archive.read("_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _paragraphs(part: bytes) -> Iterator[tuple[str, str]]:
    """Yield the words of each paragraph, and the id of its style; empty where it has none."""
    styles: list[str] = []
    open_paragraphs: list[list[str]] = []  # one in another: a box of text
    unseen = 0
    for event, element in elements(part):
        name = local_name(element)
        if name == "pStyle" and event == "start" and styles:
            styles[-1] = styles[-1] or _attribute(element, "val")  # a second one is that before a change
        elif name in _NOT_SEEN:
            unseen += 1 if event == "start" else -1
        elif unseen:
            continue
        elif event == "start":
            if name == "p":
                open_paragraphs.append([])
                styles.append("")
        elif name == "p":
            words = "".join(open_paragraphs.pop()).strip()
            style = styles.pop()
            element.clear()
            if words:
                yield words, style
        elif open_paragraphs:
            open_paragraphs[-1].append((element.text or "") if name == "t" else _SIGNS.get(name, ""))


def _title_styles(archive: Archive, main: str) -> frozenset[str]:
    """Return the ids of the style of titles: its name is the same in all languages, its id is not."""
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    if part not in archive:
        return frozenset({"Title"})
    return frozenset(
        value
        for style in root(archive.read(part))
        if local_name(style) == "style" and (value := _attribute(style, "styleId"))
        if any(local_name(each) == "name" and _attribute(each, "val").lower() == "title" for each in style)
    )


def _attribute(element: "_Element", name: str) -> str:
    return next((value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _properties(archive: Archive) -> dict[str, str]:
    if _PROPERTIES not in archive:
        return {}
    return {local_name(each): " ".join(each.text.split()) for each in root(archive.read(_PROPERTIES)) if each.text}
