"""At which edge of the screen a small window stands, and how tall it may be, so that what it is about can be read on.

Pure.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

_LEAST = 8
"""Lines that any window needs, even if it has to cover what it is about."""
_MOST = 0.75
"""Of the screen's height, where nothing is to be left in sight."""


@runtime_checkable
class Beneath(Protocol):
    """A screen under a window, which has something that the window must not cover."""

    def in_sight(self) -> Sequence[range]:
        """Return the lines of the screen that are to be left in sight: at best the first, if that can be, or the next.

        There are none where nothing needs to be left.
        """


class Edge(NamedTuple):
    """Where a window stands."""

    at_top: bool
    lines: int
    """How tall it may be, with its border."""
    spares: bool = False
    """Whether what it is about can be read beside it."""


def edge(height: int, wanted: int, in_sight: Sequence[range]) -> Edge:
    """Return where a window stands that wants so many lines, on a screen so high: below, unless there is no room."""
    for number, spared in enumerate(in_sight, 1):
        above, below = spared.start, height - spared.stop
        is_last = number == len(in_sight)
        if max(above, below) >= min(wanted, _LEAST) or is_last:
            at_top = below < min(wanted, above)
            room = above if at_top else below
            return Edge(at_top, min(height, max(room, _LEAST)), spares=room >= min(wanted, _LEAST))
    return Edge(at_top=False, lines=max(min(height, _LEAST), int(height * _MOST)))
