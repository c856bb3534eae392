"""From the tree that trafilatura makes of an article to blocks of text: paragraphs, headings, lists and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({"p", "head", "quote", "list", "table", "code", "div", "item", "row", "cell"})


@dataclass(frozen=True)
class Block:
    """What stands between two blank lines."""

    text: str
    level: int = 0
    """Of a heading, the highest being 1; of anything else 0."""

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


def blocks(element: "_Element") -> Iterator[Block]:
    """Yield the blocks of an element of trafilatura's tree in their order."""
    match element.tag:
        case "head":
            yield from _block(_inline(element), level=_level(element))
        case "list":
            yield from _block("\n".join(f"- {words}" for item in element.iter("item") if (words := _own(item))))
        case "table":
            rows = (" | ".join(map(_flat, row.iter("cell"))) for row in element.iter("row"))
            yield from _block("\n".join(row for row in rows if row.strip(" |")))
        case "code":
            yield from _block("".join(element.itertext()).strip("\n"), as_it_is=True)
        case _:
            yield from _container(element)


def _level(heading: "_Element") -> int:
    rank = (heading.get("rend") or "").removeprefix("h")
    return int(rank) if rank.isdecimal() else 2


def _container(element: "_Element") -> Iterator[Block]:
    run = _spaced(element.text)
    for child in element:
        if child.tag in _BLOCKS or next(child.iter(*_BLOCKS), None) is not None:
            yield from _block(run)
            yield from blocks(child)
            run = ""
        else:
            run += _inline(child)
        run += _spaced(child.tail)
    yield from _block(run)


def _block(text: str, *, level: int = 0, as_it_is: bool = False) -> Iterator[Block]:
    lines = text.split("\n") if as_it_is else [" ".join(line.split()) for line in text.split("\n")]
    for paragraph in re.split(r"\n{2,}", "\n".join(lines).strip()):
        if any(map(str.isalnum, paragraph)):
            yield Block(paragraph, level)


def _inline(element: "_Element") -> str:
    """Return the text of an element, in which only breaks end lines."""
    if element.tag == "lb":
        return "\n"
    words = _spaced(element.text) + "".join(_inline(child) + _spaced(child.tail) for child in element)
    return f" {words} " if element.tag in _BLOCKS else words


def _own(item: "_Element") -> str:
    """Return the text of an item of a list, on one line, without that of lists inside it."""
    own = ("" if child.tag == "list" else _inline(child) for child in item)
    tails = (_spaced(child.tail) for child in item)
    return " ".join("".join([_spaced(item.text), *map("".join, zip(own, tails, strict=True))]).split())


def _flat(element: "_Element") -> str:
    return " ".join(_inline(element).split())


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
