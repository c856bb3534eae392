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
from newsread.app.keys import key_of
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog, is_cut
from newsread.app.parts import WHOLE, sentences_around
from newsread.app.place_dialog import Offer, PlaceDialog, offers_in_order
from newsread.app.quoting import QuotedWords
from newsread.app.relations import Relation
from newsread.app.rows import Rows
from newsread.app.spots import Spot
from newsread.app.telling_lines import NOTHING_SOUGHT
from newsread.app.where import Where
from newsread.articles.article import Article

_RELATION, _LEAST_OF_ARTICLE, _MOST_OF_ARTICLE = 11, 16, 31

_NOT_FOUND = "no counterpart found"


class CounterpartDialog(ListDialog[Spot]):
    """Shows what holds as it is answered; gives the sentence to go to, or None where it was left."""

    DEFAULT_CSS = "CounterpartDialog > Vertical { max-width: 100%; }"
    where = Where.COUNTERPARTS

    def __init__(self, desk: Desk, spot: Spot, articles: Sequence[Article]) -> None:
        self._desk = desk
        self._answering = Answering(desk, spot, articles)
        self._called = called(articles)
        self._every = self._answering.rows
        self._message: Content | None = None
        super().__init__(Rows(self._draw, len(self._every)))

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        spot = self._answering.spot
        with Vertical() as box:
            words = "words in " if spot.selected else ""
            box.border_title = f"Counterparts of {words}sentence {spot.number + 1}"
            yield QuotedWords(spot.words, 1)
            yield self._rows
            yield self._whole
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
        under = self._place(self._under)
        self._every = self._answering.rows
        self._rows.set_count(len(self._every))
        places = [self._place(row) for row in self._every]
        self._rows.cursor = places.index(under) if under in places else self._rows.cursor
        looking = "" if self._answering.is_known else "counterparts are being looked for …"
        looking = self._desk.suggestions.why_none(looking) if looking else ""
        told, below = self.query_one("#told", Static), self._message or plain(looking, "$quiet")
        told.update(below)
        told.display = bool(below.plain)
        self.fit()

    def _draw(self, number: int, _: int, width: int) -> Sequence[Part]:
        row = self._every[number]
        relation: Part = (held_to(f"{row.relation.glyph} {row.relation}", _RELATION), (row.relation.style,))
        of_article, for_words = _columns(width)
        name = held_to(self._called[row.article.id], of_article)
        words = held_to(row.words or self._why(row), for_words)
        is_rejected = row.relation is Relation.REJECTED
        look: tuple[str, ...] = ("quiet",) if is_rejected or not row.words else ()
        of_name = ("quiet" if is_rejected else "bold",)
        return [self._pointer(number), relation, (" ", ()), (name, of_name), ("  ", ()), (words, look)]

    def whole(self, row: int, width: int) -> Content:
        """Return the words of a counterpart, if they are cut, and why it is one."""
        under = self._every[row]
        if not under.words:
            return Content("")
        words = plain(" ".join(under.words.split()) if is_cut(under.words, _columns(width)[1]) else "")
        why = plain(self._why(under), "$quiet")
        return Content(" · ").join([part for part in (words, why) if part.plain])

    def on_rows_chosen(self) -> None:
        """Go there, on a second click."""
        self.action_go()

    @staticmethod
    def _place(row: CounterpartRow) -> tuple[str, tuple[int, int] | None]:
        return row.article.id, row.span

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
        """Return why a row is what it is, and whether that is said of the whole sentence and not of its words."""
        why = self._reason(row)
        if row.sentence:
            return f"{WHOLE} · {why}" if why else WHOLE
        is_part = why == _NOT_FOUND and sentences_around(self._answering.spot)
        return f"{why} {WHOLE}" if is_part else why

    def _reason(self, row: CounterpartRow) -> str:
        shared = " · ".join(row.why)
        match row.relation:
            case Relation.CONFIRMED if not row.link:
                return "by way of another article"
            case Relation.REJECTED:
                by_you = f"by you, {key_of('reject counterpart')} takes it back"
                return f"{by_you} · both have: {shared}" if shared else by_you
            case Relation.NONE:
                return "no longer rejected" if row.span else self._why_none
        return f"both have: {shared}" if shared else ""

    @property
    def _why_none(self) -> str:
        if not self._desk.suggestions.shown:
            return ""
        if self._desk.is_no_claim(self._answering.spot):
            return NOTHING_SOUGHT
        return _NOT_FOUND if self._answering.is_known else "…"


def _columns(width: int) -> tuple[int, int]:
    """Return how many cells an article's name has, and how many the words, in a row so wide."""
    room = width - 4 - _RELATION
    of_article = min(room, max(_LEAST_OF_ARTICLE, min(_MOST_OF_ARTICLE, room // 3)))
    return of_article, max(0, room - of_article)


class NamingDialog(PlaceDialog):
    """Asks which sentence of an article tells the claim; what was found so far is offered first."""

    DEFAULT_CSS = "NamingDialog > Vertical { max-width: 100%; }"
    OFFERS = "sentences"

    def __init__(self, called: str, row: CounterpartRow, words: str) -> None:
        """Ask for a sentence of the row's article, which is `called` so, that tells the same as these words."""
        self.CANDIDATES = "confirmed so far" if row.relation is Relation.CONFIRMED else "suggested"
        so_far = [row.span] if row.span and row.relation not in {Relation.REJECTED, Relation.NONE} else []
        super().__init__(words, offers_in_order(row.article, so_far))
        self.ASKS = f"Which sentence of {called} tells this claim?"
