"""Selecting words, by keys that lie over the others, or with the mouse."""

from textual.actions import parse

from newsread.app.actions import Where, actions
from newsread.app.bars import plain
from newsread.app.claims_here import claims_here
from newsread.app.pane import Pane
from newsread.app.reader.ground import Ground
from newsread.app.selecting import Selection, selected, sentence_selected, span_selected
from newsread.app.spots import sentence_at

_OF_SELECTING = {parse(action.call)[1] for action in actions(Where.SELECTING)}


class Selecting(Ground):
    """Selects any span of the article under the cursor."""

    def action_select(self) -> None:
        """Select words: the sentence to begin with, or what is selected already."""
        spot = self._spot
        if spot.article.sentences:
            self._select(self._selection or sentence_selected(spot.article, spot.number), goes_on=True)

    def action_word(self, direction: int) -> None:
        """Move an end of the selection by a word."""
        if self._selection:
            self._select(self._selection.by_word(direction), goes_on=True)

    def action_sentence(self, direction: int) -> None:
        """Move an end of the selection by a sentence."""
        if self._selection:
            self._select(self._selection.by_sentence(direction), goes_on=True)

    def action_other_end(self) -> None:
        """Let the keys move the other end."""
        if self._selection:
            self._select(self._selection.from_other_end(), goes_on=True)

    def action_keep_selection(self) -> None:
        """Keep what is selected, and let the keys move the cursor again."""
        self._select(self._selection)

    def action_select_none(self) -> None:
        """Select nothing."""
        self._select(None)

    def action_claim_here(self) -> None:
        """Select the next of the claims that have words in the sentence; behind the last one select nothing."""
        spot = self._spot
        turns = [None, *claims_here(self._desk.standings(spot.article), spot)]
        now = self._selection.span if self._selection else None
        span = turns[(turns.index(now) + 1) % len(turns)] if now in turns else turns[-1]
        if len(turns) == 1:
            self._tell(plain("there is no other claim in this sentence"))
        else:
            self._select(span_selected(spot.article, span) if span else None)

    def on_pane_dragged(self, event: Pane.Dragged) -> None:
        """Select what the mouse was pulled over; the keys can move its ends."""
        number = self._ids.index(event.article_id)
        selection = selected(self._articles[number], event.one, event.other)
        if selection:
            self._go_by_hand(number, sentence_at(selection.article, selection.start))
        self._select(selection, goes_on=selection is not None)

    def _select(self, selection: Selection | None, *, goes_on: bool = False) -> None:
        self._just_said = self._message = None
        self._show_selected(selection, goes_on=goes_on)
        if selection:
            self._side_by_side.pane(self._active).show_place(selection.moving - selection.at_end)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of selecting work while something is selected by them; they lie over the others."""
        _ = parameters
        return self._selecting or action not in _OF_SELECTING
