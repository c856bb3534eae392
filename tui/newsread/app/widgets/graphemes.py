"""Where what a person sees as one character begins and ends. Pure; all offsets are code points."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from rich.cells import split_graphemes

from newsread.text.printable import printable

_EVERY_ONE_ITS_OWN = re.compile(r"[\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e]*")
"""Text in which every code point is a character of its own, one cell wide."""


class Grapheme(NamedTuple):
    """A character as it is seen, half-open in code points, and how wide it is drawn, in cells."""

    start: int
    end: int
    cells: int


def graphemes(text: str) -> list[Grapheme]:
    """Return the characters of a text as it is shown, see `printable`; they leave nothing out."""
    if _EVERY_ONE_ITS_OWN.fullmatch(text):
        return [Grapheme(at, at + 1, 1) for at in range(len(text))]
    return list(_joined(printable(text)))


def _joined(shown: str) -> Iterator[Grapheme]:
    """Yield the characters as they are measured, those put together that are seen as one: flags, tones, vowel signs."""
    held: Grapheme | None = None
    for start, end, cells in split_graphemes(shown)[0]:
        if held and _goes_on(shown, held, start):
            held = Grapheme(held.start, end, held.cells + cells)
            continue
        if held:
            yield held
        held = Grapheme(start, end, cells)
    if held:
        yield held


def _goes_on(shown: str, before: Grapheme, at: int) -> bool:
    here = shown[at]
    if _is_half_a_flag(here):
        return before.end - before.start == 1 and _is_half_a_flag(shown[before.start])
    return here == "\u200c" or "\U0001f3fb" <= here <= "\U0001f3ff" or category(here).startswith("M")


def _is_half_a_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
