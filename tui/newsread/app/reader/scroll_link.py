"""How panes move together: in which of three ways, and who leads. Pure; all offsets in lines from the top of a text."""

from collections.abc import Mapping
from enum import StrEnum


class Sync(StrEnum):
    """What the other panes do when one is moved."""

    CLAIM = "claim"
    """They bring into view where they tell the claim under the cursor."""
    SHARE = "share of length"
    """They stand as far on in their text as the one that leads stands in its own."""
    OFF = "off"

    @property
    def next(self) -> "Sync":
        """The one after it, round and round."""
        every = list(Sync)
        return every[(every.index(self) + 1) % len(every)]


class ScrollLink:
    """Panes by their numbers, one of which leads: only what that one does moves the others.

    So a pane that was moved along never moves the one that it follows, whatever it rounds its offset to.
    """

    def __init__(self, leader: int = 0) -> None:
        self.leader = leader

    def followed(self, mover: int, at: int, farthest: Mapping[int, int]) -> dict[int, int]:
        """Return where the others go when a pane has moved to `at`; nothing if it does not lead.

        `farthest` gives for every pane that is shown the offset at which its last line stands at the bottom.
        """
        if mover != self.leader or mover not in farthest:
            return {}
        length = farthest[mover]
        share = max(0.0, min(1.0, at / length)) if length > 0 else 0.0
        return {other: round(share * end) for other, end in farthest.items() if other != mover}
