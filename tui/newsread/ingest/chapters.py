"""The words of a chapter of a book: XHTML that is nothing but text, so all of it is kept, in paragraphs."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsread.ingest.pages.inline import BLOCKS, resolve_inline
from newsread.ingest.pages.markup import parsed

if TYPE_CHECKING:
    from lxml.etree import _Element


_UNSEEN = frozenset({"head", "nav", "script", "style", "template"})
_SPACE = re.compile(r"[ \t\n\r\f]+")  # not the no-break spaces, which are part of the words
_LINE_BREAK = "\N{LINE SEPARATOR}"
_LONGEST_CELL = 1_000
"""Characters of a cell; a table with a longer one only lays its page out."""


def chapter_paragraphs(content: bytes) -> list[str]:
    """Return the paragraphs of a chapter; a line break in one stays, and a row of a table is a line.

    Raises a NewsreadError that begins with a verb.
    """
    if not content.strip():
        return []
    tree = parsed(content, None)
    resolve_inline(tree)
    return list(_paragraphs(tree))


def _paragraphs(tree: "_Element") -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - only who reads such files pays for it

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        begins, name = event == "start", element.tag
        if name in BLOCKS:
            yield from _joined(pieces)
            pieces = []
        if begins and (name in _UNSEEN or (name == "table" and (lines := _table(element)))):
            if name == "table":
                yield lines
            walk.skip_subtree()
        elif begins and name == "br":
            pieces.append(_LINE_BREAK)
        elif begins:
            pieces.append(element.text or "")
        if not begins:
            pieces.append(element.tail or "")
    yield from _joined(pieces)


def _table(table: "_Element") -> str:
    """Return the rows of a table as lines; empty for one that only lays out its page."""
    if next(table.iterdescendants("table"), None) is not None:
        return ""
    rows = [[_flat(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    if all(sum(map(bool, row)) < 2 for row in rows) or any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return ""
    caption = [_flat(each) for each in table.iter("caption")]
    return "\n".join(line for line in (*caption, *(" | ".join(row) for row in rows if any(row))) if line)


def _flat(element: "_Element") -> str:
    """Return the words of an element on one line."""
    return " ".join(" ".join(_paragraphs(element)).split())


def _joined(pieces: list[str]) -> Iterator[str]:
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split(_LINE_BREAK))
    if joined := "\n".join(lines).strip("\n"):
        yield joined
