"""What a pane is headed with. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

_LEAST_OF_HEADING = 11
"""Cells to which a heading gives way to a reason."""
_BETWEEN = " · "
_JOINED, _MORE = ", ", "…"


def pane_title(heading: str, told: str, why: Sequence[str], room: int) -> str:
    """Return the heading of a pane, what is told of it, and why, in at most `room` cells.

    The date gives way first, then words of the reason, of which none is cut, then the end of the heading, the whole
    reason, and last what is told.
    """
    outlet = heading.split(_BETWEEN, maxsplit=1)[0]
    if not told:
        return _cut(heading, room)
    every = most_telling_first(why)
    for before in (heading, outlet):
        line = f"{before}{_BETWEEN}{told}{f': {_JOINED.join(every)}' if every else ''}"
        if cell_len(line) <= room:
            return line
    left = room - cell_len(_BETWEEN + told)
    for before in (outlet, _cut(outlet, max(_LEAST_OF_HEADING, left - cell_len(f": {every[0]}")))) if every else ():
        if reason := _as_many(every, left - cell_len(f"{before}: ")):
            return f"{before}{_BETWEEN}{told}: {reason}"
    return f"{_cut(outlet, left)}{_BETWEEN}{told}" if left > 2 else _cut(told, room)


def most_telling_first(words: Sequence[str]) -> list[str]:
    """Return shared words: numbers first, as they are seldom shared by chance, then long words before short ones.

    Of `citizens/nationals` the longer one counts.
    """
    return sorted(words, key=lambda word: (not any(map(str.isdigit, word)), -max(map(len, word.split("/")))))


def _as_many(words: Sequence[str], room: int) -> str:
    """Return as many of the words as there is room for, whole; and a sign where some are left out, if that fits."""
    shown: list[str] = []
    for word in words:
        if cell_len(_JOINED.join([*shown, word])) <= room:
            shown.append(word)
    told = _JOINED.join(shown)
    if not shown or len(shown) == len(words) or cell_len(told + _JOINED + _MORE) > room:
        return told
    return told + _JOINED + _MORE


def _cut(words: str, room: int) -> str:
    """Return the words or as many as fit; where that would leave next to nothing, the letters that fit."""
    if cell_len(words) <= room:
        return words
    kept = set_cell_size(words, max(0, room - 1))
    whole = kept if words[len(kept) : len(kept) + 1] == " " else kept.rpartition(" ")[0]
    kept = whole if len(whole) * 2 > len(kept) else kept
    return kept.rstrip(" ,:·") + _MORE
