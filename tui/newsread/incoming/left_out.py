"""Which blocks of a page are not in its article, to be counted and shown: nothing is left out unseen."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsread.incoming.inline import BLOCKS

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(
    {"head", "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea"}
)
_WORD = re.compile(r"\w+")
_WINDOW = 5
"""Words that must stand in the text in this order; a shorter block must stand there as a whole."""


def visible_blocks(tree: "_Element") -> list[str]:
    """Return the blocks of a page that a reader sees, each on one line, in their order."""
    return [words for words in _lines(tree) if any(map(str.isalnum, words))]


def _lines(tree: "_Element") -> Iterator[str]:
    from lxml.etree import iterwalk  # noqa: PLC0415 - only who adds a page pays for it

    pieces: list[str] = []
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        begins = event == "start"
        if element.tag in BLOCKS or element.tag == "br":
            yield " ".join("".join(pieces).split())
            pieces = []
        if not begins:
            pieces.append(element.tail or "")
        elif element.tag in _UNSEEN or element.get("hidden") is not None:
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")
    yield " ".join("".join(pieces).split())


class Taken:
    """The words of an article, to ask whether a block of its page is among them."""

    def __init__(self, *texts: str) -> None:
        """`texts` are those of the article: what it says, and its title."""
        self._windows: set[tuple[str, ...]] = set()
        for text in texts:
            words = _WORD.findall(text.casefold())
            for length in range(1, _WINDOW + 1):
                self._windows.update(_windows(words, length))

    def __contains__(self, block: str) -> bool:
        """Whether all words of a block are in the article, in their order."""
        words = _WORD.findall(block.casefold())
        return all(window in self._windows for window in _windows(words, min(_WINDOW, len(words))))


def left_out(blocks: Iterable[str], *texts: str) -> tuple[str, ...]:
    """Return the blocks that are not in these texts of an article, each once."""
    taken = Taken(*texts)
    return tuple(dict.fromkeys(block for block in blocks if block not in taken))


def _windows(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(length)), strict=False)
