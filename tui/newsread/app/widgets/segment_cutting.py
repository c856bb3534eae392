"""Cutting a line between two cells, as a window does that lies over a part of it."""

from rich.cells import cell_len
from rich.segment import Segment

_JOINER = "\u200d"
_split_cells = Segment.split_cells


def split_cells(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """Part a segment behind its first `cut` cells; of a character that is cut through, spaces are left.

    rich takes the parts of joined emoji, such as a family, for characters of their own when it looks for the place,
    though not when it measures what it has found: its pieces can be a cell too short, and the rest of the row moves.
    """
    text, style, control = segment
    if _JOINER not in text or not 0 < cut < segment.cell_length:
        return _split_cells(segment, cut)
    whole = segment.cell_length
    places = (at for at in range(1, len(text)) if _JOINER not in text[at - 1 : at + 1])
    # Only between characters both sides keep their width.
    between = ((at, cells) for at in places if (cells := cell_len(text[:at])) + cell_len(text[at:]) == whole)
    left, right = (0, 0), (len(text), whole)
    for here in between:
        if here[1] <= cut:
            left = here
        if here[1] >= cut:
            right = here
            break
    if left[1] == cut:
        right = left
    return (
        Segment(text[: left[0]] + " " * (cut - left[1]), style, control),
        Segment(" " * (right[1] - cut) + text[right[0] :], style, control),
    )


def mend_rich() -> None:
    """Let everything that is drawn be cut so."""
    Segment.split_cells = split_cells  # type: ignore[method-assign, assignment]  # rich has no other way in
