"""Word files (.docx): the text as a reader sees it, with changes accepted.

The format is that of ECMA-376, *Office Open XML*, part 1, chapters 11 and 17. Only local names are looked at: the
strict and the transitional form differ in their namespaces.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newsread.articles.sources import Source
from newsread.ingest.documents import Document
from newsread.ingest.packed_xml import Archive, elements, local_name, root
from newsread.ingest.pages.raised import Height, Piece, joined

if TYPE_CHECKING:
    from lxml.etree import _Element


_NOT_SEEN = frozenset({"Fallback", "del", "instrText", "moveFrom", "pPr", "rPr", "rt"})
"""What holds no words of the text: what was deleted or moved away, a drawing a second time, formatting, ruby."""
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_HEIGHTS = {"superscript": Height.RAISED, "subscript": Height.LOWERED}
_FORMULA_HEIGHTS = {"sup": Height.RAISED, "sub": Height.LOWERED}
_LONGEST_CELL = 1_000
"""Characters of a cell; a table with a longer one only lays its page out."""
_PROPERTIES = "docProps/core.xml"


def word(content: bytes) -> Document:
    """Return the text of a Word file, footnotes at its end; its title is what stands in the style of titles.

    A row of a table is a line, its cells parted by ` | `. A file's own dates tell when it was made, not when the
    article was published: there is no date. Raises a NewsreadError that begins with a verb.
    """
    archive = Archive(content)
    main = _main_part(archive)
    beside = [posixpath.join(posixpath.dirname(main), name) for name in ("footnotes.xml", "endnotes.xml")]
    parts = [main, *(name for name in beside if name in archive)]
    styles = _styles(archive, main)
    paragraphs = [paragraph for part in parts for paragraph in _Part(styles.heights).read(archive.read(part))]
    title = next((" ".join(each.words.split()) for each in paragraphs if each.style in styles.titles), None)
    said = _properties(archive)
    text = "\n\n".join(each.words for each in paragraphs)
    return Document(text, Source(title=title or said.get("title"), byline=said.get("creator")))


def _main_part(archive: Archive) -> str:
    for relation in root(archive.read("_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


# Paragraphs and tables


class _Paragraph(NamedTuple):
    words: str
    style: str = ""
    """Its id; empty where it has none."""


@dataclass
class _Open:
    """A paragraph that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    style: str = ""
    height_around: Height = Height.LINE
    """That of the run which goes on behind it."""


class _Part:
    """Reads the paragraphs of one part of a Word file; one in another is a box of text."""

    def __init__(self, heights: Mapping[str, Height]) -> None:
        """`heights` are those of the styles of characters that are raised or lowered, by their ids."""
        self._heights = heights
        self._paragraphs: list[_Open] = []
        self._tables: list[list[list[list[_Paragraph]]]] = []  # rows of cells of paragraphs
        self._formula: list[Height] = []
        self._height = Height.LINE
        self._unseen = 0

    def read(self, part: bytes) -> Iterator[_Paragraph]:
        """Yield the paragraphs that have words, a table as one paragraph. Raises as `elements` does."""
        for event, element in elements(part):
            name = local_name(element)
            if event == "start":
                self._begin(name, element)
            else:
                yield from self._end(name, element)

    def _begin(self, name: str, element: "_Element") -> None:
        self._read_format(name, element)
        if name in _NOT_SEEN:
            self._unseen += 1
        elif not self._unseen:
            self._open(name)

    def _open(self, name: str) -> None:
        match name:
            case "p":
                self._paragraphs.append(_Open(height_around=self._height))
            case "r":
                self._height = self._formula[-1] if self._formula else Height.LINE
            case "sup" | "sub":
                self._formula.append(_FORMULA_HEIGHTS[name])
            case "tbl":
                self._tables.append([])
            case "tr" if self._tables:
                self._tables[-1].append([])
            case "tc" if self._tables and self._tables[-1]:
                self._tables[-1][-1].append([])

    def _read_format(self, name: str, element: "_Element") -> None:
        if name == "pStyle" and self._paragraphs:
            open_paragraph = self._paragraphs[-1]
            open_paragraph.style = open_paragraph.style or _attribute(element, "val")  # a second is that of a change
        elif name in {"vertAlign", "rStyle"} and _is_of_run(element):
            value = _attribute(element, "val")
            self._height = (_HEIGHTS if name == "vertAlign" else self._heights).get(value, self._height)

    def _end(self, name: str, element: "_Element") -> Iterator[_Paragraph]:
        if name in _NOT_SEEN:
            self._unseen -= 1
        elif self._unseen:
            return
        elif name == "p":
            element.clear()
            yield from self._close_paragraph()
        elif name == "tbl" and self._tables:
            yield from self._place(*_of_table(self._tables.pop()))
        elif name in _FORMULA_HEIGHTS and self._formula:
            self._formula.pop()
        elif self._paragraphs:
            self._paragraphs[-1].pieces.extend(self._pieces(name, element))

    def _pieces(self, name: str, element: "_Element") -> Iterator[Piece]:
        if name == "t":
            yield Piece(element.text or "", self._height)
        elif name == "num":  # of a fraction
            yield Piece("/")
        elif sign := _SIGNS.get(name):
            yield Piece(sign)

    def _close_paragraph(self) -> Iterator[_Paragraph]:
        if self._paragraphs:
            closed = self._paragraphs.pop()
            self._height = closed.height_around
            if words := joined(closed.pieces).strip():
                yield from self._place(_Paragraph(words, closed.style))

    def _place(self, *paragraphs: _Paragraph) -> Iterator[_Paragraph]:
        """Put paragraphs into the cell that is open; yield them where none is."""
        if self._tables and self._tables[-1] and self._tables[-1][-1]:
            self._tables[-1][-1][-1].extend(paragraphs)
        else:
            yield from paragraphs


def _is_of_run(element: "_Element") -> bool:
    """Whether a property is one of a run as it is now: not of a paragraph's mark, nor as it was before a change."""
    properties = element.getparent()
    run = properties.getparent() if properties is not None else None
    return run is not None and local_name(run) == "r"


def _of_table(rows: Sequence[Sequence[Sequence[_Paragraph]]]) -> Sequence[_Paragraph]:
    """Return a table as one paragraph; one that only lays out its page as the paragraphs in it."""
    lines = [[" ".join(" ".join(each.words for each in cell).split()) for cell in row] for row in rows]
    is_layout = all(sum(map(bool, line)) < 2 for line in lines) or any(
        len(cell) > _LONGEST_CELL for line in lines for cell in line
    )
    if is_layout:
        return [paragraph for row in rows for cell in row for paragraph in cell]
    return [_Paragraph("\n".join(" | ".join(line) for line in lines if any(line)))]


# Styles


class _Styles(NamedTuple):
    titles: frozenset[str]
    """The ids of the style of titles: its name is the same in all languages, its id is not."""
    heights: Mapping[str, Height]
    """Of styles of characters that are raised or lowered, by their ids."""


def _styles(archive: Archive, main: str) -> _Styles:
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    if part not in archive:
        return _Styles(frozenset({"Title"}), {})
    titles: set[str] = set()
    heights: dict[str, Height] = {}
    for style in root(archive.read(part)):
        if local_name(style) != "style" or not (value := _attribute(style, "styleId")):
            continue
        if any(local_name(each) == "name" and _attribute(each, "val").lower() == "title" for each in style):
            titles.add(value)
        for each in style.iter("{*}vertAlign"):
            if height := _HEIGHTS.get(_attribute(each, "val")):
                heights[value] = height
    return _Styles(frozenset(titles), heights)


def _attribute(element: "_Element", name: str) -> str:
    return next((value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _properties(archive: Archive) -> dict[str, str]:
    if _PROPERTIES not in archive:
        return {}
    return {local_name(each): " ".join(each.text.split()) for each in root(archive.read(_PROPERTIES)) if each.text}
