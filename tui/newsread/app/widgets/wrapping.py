"""A text broken into lines of a given width. Pure; all offsets are code points of the text, half-open."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

from newsread.articles.sentences import LINE_BREAKS
from newsread.text.printable import printable

_PARAGRAPH_END = re.compile(rf"\r\n|[{LINE_BREAKS}]")

# Characters that are not one cell wide: what is wide in East Asia, emoji, and what is drawn on top of others.
# All of them stand in these blocks, so that any other text can be wrapped by counting code points.
_NOT_ONE_CELL = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u200b-\u200f\u2065\u20d0-\u20f0\u231a-\ud7ff"
    r"\uf900-\uffff\U00010000-\U0010ffff]"
)
_PIECE = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|[^\s\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]+|\s+")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the span of each line, none wider than `width` cells; an empty line has an empty span.

    Lines are broken at spaces, which then belong to no line; a word that is wider than a line is cut. What is
    measured is the text as it is shown, see `printable`.
    """
    lines: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        shown = printable(text[start:end])
        broken = _wrap_cells if _NOT_ONE_CELL.search(shown) else _wrap_code_points
        lines.extend((start + line_start, start + line_end) for line_start, line_end in broken(shown, width))
    return lines


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _wrap_code_points(shown: str, width: int) -> Iterator[tuple[int, int]]:
    start, end = 0, len(shown)
    while end - start > width:
        cut = shown.rfind(" ", start, start + width + 1)
        if cut <= start:
            cut = start + width
        yield start, cut
        start = cut
        while start < end and shown[start] == " ":
            start += 1
    yield start, end


def _wrap_cells(shown: str, width: int) -> Iterator[tuple[int, int]]:
    line_start = line_end = used = 0
    for piece in _PIECE.finditer(shown):
        cells = cell_len(piece.group())
        if not piece.group().isspace():
            if used + cells > width:
                if line_end > line_start:
                    yield line_start, line_end
                line_start = piece.start()
                while (cut := _fitting(shown, line_start, piece.end(), width)) < piece.end():
                    yield line_start, cut
                    line_start = cut
                used, cells = 0, cell_len(shown[line_start : piece.end()])
            line_end = piece.end()
        used += cells
    yield line_start, line_end


def _fitting(shown: str, start: int, end: int, width: int) -> int:
    """Return where a word must be cut to fit; what is drawn as one character stays together."""
    reach = width + 1
    while True:
        characters, _ = split_graphemes(shown[start : min(end, start + reach)])
        used = 0
        for character_start, _, cells in characters:
            used += cells
            if used > width and character_start > 0:
                return start + character_start
        if start + reach >= end:
            return end
        reach *= 2
