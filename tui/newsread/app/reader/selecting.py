"""Selecting words, by keys that lie over the others, or with the mouse."""

from textual.actions import parse

from newsread.app.actions.keys import actions
from newsread.app.actions.places import Where
from newsread.app.reader.claims_here import claims_here
from newsread.app.reader.ground import Ground
from newsread.app.reader.pane import Pane
from newsread.app.reader.selection import Selection, selected, sentence_selected, span_selected
from newsread.app.session.spots import sentence_at
from newsread.app.widgets.bars import plain

_OF_SELECTING = {parse(action.call)[1] for action in actions(Where.SELECTING)}


class Selecting(Ground):
    """Selects any span of the article under the cursor."""

    def action_select(self) -> None:
        """Select words: the sentence to begin with, or what is selected already."""
        spot = self._spot
        if spot.article.sentences:
            self._show_selection(self._subject.selection or sentence_selected(spot.article, spot.number), by_keys=True)

    def action_word(self, direction: int) -> None:
        """Move an end of the selection by a word."""
        if selection := self._subject.selection:
            self._show_selection(selection.by_word(direction), by_keys=True)

    def action_sentence(self, direction: int) -> None:
        """Move an end of the selection by a sentence."""
        if selection := self._subject.selection:
            self._show_selection(selection.by_sentence(direction), by_keys=True)

    def action_other_end(self) -> None:
        """Let the keys move the other end."""
        if selection := self._subject.selection:
            self._show_selection(selection.from_other_end(), by_keys=True)

    def action_keep_selection(self) -> None:
        """Keep what is selected, and let the keys move the cursor again."""
        self._show_selection(self._subject.selection)

    def action_select_none(self) -> None:
        """Select nothing."""
        self._show_selection(None)

    def action_claim_here(self) -> None:
        """Select the next of the claims that have words in the sentence; behind the last one select nothing."""
        spot = self._spot
        turns = [None, *claims_here(self._desk.standings(spot.article), spot)]
        now = self._subject.selection.span if self._subject.selection else None
        span = turns[(turns.index(now) + 1) % len(turns)] if now in turns else turns[-1]
        if len(turns) == 1:
            self._tell(plain("there is no other claim in this sentence"))
        else:
            self._show_selection(span_selected(spot.article, span) if span else None)

    def on_pane_dragged(self, event: Pane.Dragged) -> None:
        """Select what the mouse was pulled over; the keys can move its ends."""
        number = self._ids.index(event.article_id)
        selection = selected(self._articles[number], event.one, event.other)
        if selection:
            self._go_by_hand(number, sentence_at(selection.article, selection.start))
        self._show_selection(selection, by_keys=selection is not None)

    def _show_selection(self, selection: Selection | None, *, by_keys: bool = False) -> None:
        self._select(selection, by_keys=by_keys)
        if selection:
            self._side_by_side.pane(self._active).show_place(selection.moving - selection.at_end)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of selecting work while something is selected by them; they lie over the others."""
        _ = parameters
        return self._subject.is_selecting or action not in _OF_SELECTING
