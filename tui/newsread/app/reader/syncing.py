"""How the panes that are shown stand to the claim under the cursor: what they point at, and how they move along."""

from collections.abc import Mapping

from newsread.app.reader.pane import Pane
from newsread.app.reader.scroll_link import ScrollLink, Sync
from newsread.app.reader.side_by_side import SideBySide
from newsread.app.session.claim_parts import WHOLE_SENTENCE
from newsread.app.session.differences import are_alike, standing_out
from newsread.app.session.spots import Spot
from newsread.app.session.wording_lines import REJECTED_BY_YOU
from newsread.app.session.wordings import Telling, Tellings
from newsread.app.widgets.layers import Styled

NO_COUNTERPART = "no counterpart here"


class Syncing:
    """Moves the panes beside the one with the cursor. What it does costs as much as there are panes on the screen."""

    def __init__(self, panes: SideBySide, mode: Sync, active: int, *, rests: bool = False) -> None:
        self.mode = mode
        self.rests = rests
        """Whether every pane stays as it was left, until the reader moves one."""
        self._panes = panes
        self._link = ScrollLink(active)
        self._found: Mapping[str, Telling] = {}

    def show(self, active: int, spot: Spot, tellings: Tellings, *, moved: bool) -> None:
        """Point at the counterparts of a sentence; bring them into view if the cursor `moved`, or they are others."""
        self._found = tellings.of(spot)
        self._link.leader = active if moved else self._link.leader
        looked_for = tellings.looked_for(spot)
        rejected = {article.id for article in tellings.rejected(spot)}
        for number in self._panes.shown:
            pane = self._panes.pane(number)
            if number == active:
                pane.show_counterpart(None)
            elif telling := self._found.get(pane.article.id):
                moves = moved or pane.counterpart != telling.spot.number
                self._point(pane, telling, _differing(spot, telling, tellings))
                if moves and self.mode is Sync.CLAIM and not self.rests:
                    self._align(active, pane, telling)
            elif pane.article.id in rejected:
                pane.show_counterpart(None, told=REJECTED_BY_YOU)
            else:
                pane.show_counterpart(None, told=NO_COUNTERPART if looked_for else "")

    def _point(self, pane: Pane, telling: Telling, differing: list[Styled]) -> None:
        told = f"{telling.relation}, {WHOLE_SENTENCE}" if telling.sentence else telling.relation
        pane.show_counterpart(telling.spot.number, telling.relation, told, telling.why, differing)

    def _align(self, active: int, pane: Pane, telling: Telling) -> None:
        pane.align(telling.spot.number, max(0, self._panes.pane(active).row_of_cursor))

    def align(self, active: int) -> bool:
        """Bring the counterparts into view, whatever the mode; return whether there are any."""
        counterparts = [
            (pane, telling)
            for number in self._panes.shown
            if number != active and (telling := self._found.get((pane := self._panes.pane(number)).article.id))
        ]
        for pane, telling in counterparts:
            self._align(active, pane, telling)
        return bool(counterparts)

    def next_mode(self, active: int) -> None:
        """Move along in the next way from now on."""
        self.mode = self.mode.next
        self.rests = False
        self._link.leader = active
        self.settled(active)

    def settled(self, active: int) -> None:
        """Bring the panes to where they belong, after they were given other sizes."""
        if self.rests:
            return
        if self.mode is Sync.CLAIM:
            self.align(active)
        else:
            self.scrolled(self._link.leader)

    def hold(self, number: int) -> None:
        """Let a pane lead that a person is about to scroll."""
        self.rests = False
        self._link.leader = number

    def scrolled(self, number: int) -> None:
        """Move the others along, if they follow by share and this pane leads."""
        if self.rests or self.mode is not Sync.SHARE or number not in self._panes.shown:
            return
        farthest = {each: self._panes.pane(each).max_scroll_y for each in self._panes.shown}
        at = self._panes.pane(number).scroll_offset.y
        for other, offset in self._link.followed(number, at, farthest).items():
            self._panes.pane(other).scroll_to(y=offset, animate=False)


def _differing(spot: Spot, telling: Telling, tellings: Tellings) -> list[Styled]:
    """Return the numbers, names and hedges of a telling that the sentence has not; of a related one nothing."""
    if not telling.tells_the_same or not tellings.known:
        return []
    stretches = tellings.difference(telling.sentence or spot, telling.spot)
    start, _ = telling.spot.span
    words = standing_out(stretches) if are_alike(stretches) else []
    return [Styled(start + word.start, start + word.end, ("differs",)) for word in words]
