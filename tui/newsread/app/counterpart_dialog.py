"""The counterparts of a sentence in a list, a row for each article: a person goes there, confirms, rejects or names."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.app.answering import Answering
from newsread.app.bars import plain
from newsread.app.called import called
from newsread.app.claim_lines import held_to
from newsread.app.counterpart_rows import CounterpartRow
from newsread.app.desk import Desk
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog
from newsread.app.place_dialog import Offer, PlaceDialog, offers_in_order
from newsread.app.quoting import QuotedWords
from newsread.app.relations import Relation
from newsread.app.rows import Rows
from newsread.app.spots import Spot
from newsread.app.where import Where
from newsread.articles.article import Article

_RELATION, _LEAST_OF_ARTICLE, _MOST_OF_ARTICLE = 11, 16, 34
_MOST_ROWS = 6
"""Rows beyond which the list is scrolled, so that the texts behind it stay in sight."""


class CounterpartDialog(ListDialog[Spot]):
    """Shows what holds as it is answered; gives the sentence to go to, or None where it was left."""

    DEFAULT_CSS = """
    CounterpartDialog {
        align: center bottom;
        & > Vertical { max-width: 100%; max-height: 75%; }
    }
    """
    where = Where.COUNTERPARTS

    def __init__(self, desk: Desk, spot: Spot, articles: Sequence[Article]) -> None:
        self._desk = desk
        self._answering = Answering(desk, spot, articles)
        self._called = called(articles)
        self._every = self._answering.rows
        self._message: Content | None = None
        super().__init__(Rows(self._draw, len(self._every)))
        self._rows.set_row_height(2)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        spot = self._answering.spot
        with Vertical() as box:
            words = "words in " if spot.selected else ""
            box.border_title = f"Counterparts of {words}sentence {spot.number + 1}"
            yield QuotedWords(spot.words, 2)
            self._rows.styles.height = 2 * min(_MOST_ROWS, len(self._every))
            yield self._rows
            yield Static(id="told")
            yield self.key_bar

    def on_mount(self) -> None:
        """Hear of what is found and said."""
        self._desk.shared.subscribe(self, self._changed)
        self._desk.said.subscribe(self, self._changed)
        self._show()

    def _changed(self, _: object) -> None:
        self._answering.take_in()
        self._show()

    def _show(self) -> None:
        self._every = self._answering.rows
        self._rows.refresh()
        looking = "" if self._answering.is_known else "counterparts are being looked for …"
        looking = self._desk.suggestions.why_none(looking) if looking else ""
        self.query_one("#told", Static).update(self._message or plain(looking, "$quiet"))

    def _draw(self, number: int, line: int, width: int) -> Sequence[Part]:
        row = self._every[number]
        pointer = self._pointer(number)
        room = width - 2 - _RELATION
        if line:
            return [pointer, (" " * (_RELATION + 1), ()), (held_to(row.words, room), ())]
        relation: Part = (held_to(f"{row.relation.glyph} {row.relation}", _RELATION), (row.relation.style,))
        of_article = min(room, max(_LEAST_OF_ARTICLE, min(_MOST_OF_ARTICLE, room // 3)))
        name = held_to(self._called[row.article.id], of_article)
        why = held_to(self._why(row), max(0, room - of_article - 2))
        return [pointer, relation, (" ", ()), (name, ("bold",)), ("  ", ()), (why, ("quiet",))]

    def on_rows_chosen(self) -> None:
        """Go there, on a second click."""
        self.action_go()

    @property
    def _under(self) -> CounterpartRow:
        return self._every[self._rows.cursor]

    def _tell(self, message: Content) -> None:
        self._message = message
        self._show()

    def action_go(self) -> None:
        """Give the counterpart under the cursor."""
        if spot := self._under.spot:
            self.answer(spot)
        else:
            self._tell(plain("there is no counterpart in this article to go to"))

    def action_confirm(self) -> None:
        """Confirm the counterpart, or take that back."""
        self._tell(self._answering.confirm(self._under))

    def action_reject(self) -> None:
        """Reject the counterpart, or take that back."""
        self._tell(self._answering.reject(self._under))

    def action_name(self) -> None:
        """Let a person name the sentence that tells the same claim."""
        row = self._under

        def take(offer: Offer | None) -> None:
            if offer:
                self._tell(self._answering.name(row, *offer.span))

        self.app.push_screen(NamingDialog(self._called[row.article.id], row, self._answering.spot.words), take)

    def _why(self, row: CounterpartRow) -> str:
        shared = " · ".join(row.why)
        match row.relation:
            case Relation.CONFIRMED if not row.link:
                return "by way of another article"
            case Relation.NONE:
                if not self._desk.suggestions.shown:
                    return ""
                return "no counterpart found" if self._answering.is_known else "…"
        return f"both have: {shared}" if shared else ""


class NamingDialog(PlaceDialog):
    """Asks which sentence of an article tells the claim; what was found so far is offered first."""

    DEFAULT_CSS = """
    NamingDialog { align: center bottom; & > Vertical { height: 60%; } }
    """
    OFFERS = "sentences"

    def __init__(self, called: str, row: CounterpartRow, words: str) -> None:
        """Ask for a sentence of the row's article, which is `called` so, that tells the same as these words."""
        self.CANDIDATES = "confirmed so far" if row.relation is Relation.CONFIRMED else "suggested"
        so_far = [row.span] if row.span and row.relation is not Relation.REJECTED else []
        super().__init__(words, offers_in_order(row.article, so_far))
        self.ASKS = f"Which sentence of {called} tells this claim?"
