"""What a pane is headed with. Pure."""

from rich.cells import cell_len, set_cell_size

_LEAST_OF_REASON = 14
"""Cells; with less room a reason is left out, with more it is cut where the room ends."""
_LEAST_OF_HEADING = 12
"""Cells to which a heading gives way to a reason."""
_BETWEEN = " · "


def pane_title(heading: str, told: str, why: str, room: int) -> str:
    """Return the heading of a pane, what is told of it, and why, in at most `room` cells.

    The date gives way first, then the end of the reason and that of the heading, and last what is told.
    """
    outlet = heading.split(_BETWEEN, maxsplit=1)[0]
    if not told:
        return _cut(heading, room)
    for before in (heading, outlet):
        if cell_len(line := f"{before}{_BETWEEN}{told}{f': {why}' if why else ''}") <= room:
            return line
    left = room - cell_len(_BETWEEN + told)
    for_reason = min(_LEAST_OF_REASON, cell_len(why)) + 2
    if why and left - for_reason >= _LEAST_OF_HEADING:
        outlet = _cut(outlet, left - for_reason)
        return f"{outlet}{_BETWEEN}{told}: {_cut(why, left - cell_len(outlet) - 2)}"
    return f"{_cut(outlet, left)}{_BETWEEN}{told}" if left > 2 else _cut(told, room)


def _cut(words: str, room: int) -> str:
    return words if cell_len(words) <= room else set_cell_size(words, max(0, room - 1)).rstrip(" ,:") + "…"
