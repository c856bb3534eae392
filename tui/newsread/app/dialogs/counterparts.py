"""The counterparts of a sentence in a list, a row for each article: a person confirms, rejects or names them."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread._version import __version__
from newsread.analysis.alignment.counterparts import CONFIRMED, Counterpart
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.annotations.groups import Link, Words
from newsread.annotations.records import Record
from newsread.app.actions.keys import key_of
from newsread.app.actions.places import Where
from newsread.app.dialogs.claim_place import Offer, PlaceDialog, offers_in_order
from newsread.app.dialogs.counterpart_rows import CounterpartRow, answers_on, counterpart_rows, rejected_rows
from newsread.app.dialogs.list_dialog import ListDialog, is_cut
from newsread.app.session.claim_parts import WHOLE, sentences_around, suggested_on
from newsread.app.session.relations import Relation
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.session.wording_lines import NOTHING_SOUGHT
from newsread.app.widgets.article_names import called
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import QuotedWords, held_to
from newsread.app.widgets.rows import Rows
from newsread.articles.article import Article
from newsread.text.wording import quoted

METHOD = f"counterparts {__version__}"
"""What an answer names that is on what the machine suggested."""


class Answering:
    """The counterparts of one sentence, and the reader's answers on them."""

    def __init__(self, desk: Desk, spot: Spot, articles: Sequence[Article]) -> None:
        self.spot = spot
        self._desk, self._articles = desk, articles
        self._suggested: dict[str, Counterpart] = {}
        self.is_known = False
        """Whether the machine has looked."""
        self._rejected: dict[str, list[tuple[int, int]]] = {}
        """What was listed as rejected, by the articles' ids: it stays in the list, so that no row goes under a key."""
        self.take_in()

    def take_in(self) -> None:
        """Take in what the machine suggests by now. What it suggested first stays: no row changes under a key."""
        suggestions, others = self._desk.suggestions, {article.id: article for article in self._articles}
        shared = suggestions.of(self.spot.article)
        if shared is None:
            return
        self.is_known = True
        for each in suggested_on(self.spot, shared).values():
            other = others.get(each.to.article)
            if other is None or not suggestions.of(other):
                continue  # its text has changed since
            before = self._suggested.get(each.to.article)
            if before is None or before.why == CONFIRMED:
                self._suggested[each.to.article] = each

    @property
    def rows(self) -> list[CounterpartRow]:
        """What holds now, a row for each other article, each followed by what else was rejected there."""
        links = self._links
        standing = counterpart_rows(self.spot, self._articles, self._suggested, links)
        rejected = rejected_rows(self.spot, self._articles, links, standing)
        rows: list[CounterpartRow] = []
        for row in standing:
            kept = self._rejected.setdefault(row.article.id, [])
            by_span = {each.span: each for each in rejected.get(row.article.id, ())}
            kept += [span for span in by_span if span and span not in kept]
            rows.append(row)
            rows += [
                by_span.get(span) or CounterpartRow(row.article, Relation.NONE, span)
                for span in kept
                if span != row.span
            ]
        return rows

    @property
    def _links(self) -> Sequence[Link]:
        return self._desk.links(self._articles)

    # Each returns what is to be told of it.

    def confirm(self, row: CounterpartRow) -> Content:
        """Say that the row's words tell the same claim; said already, take that back."""
        if row.span is None:
            return plain("there is nothing to confirm in this article; name its sentence instead")
        if row.relation is not Relation.CONFIRMED:
            return self.name(row, *row.span)
        return self._take_back(row) if row.link else self._is_by_others(row)

    def reject(self, row: CounterpartRow) -> Content:
        """Say that the row's words tell another claim; said already, take that back."""
        if row.span is None:
            return plain("there is nothing to reject in this article")
        if row.relation is not Relation.REJECTED:
            return self._answer(row, row.span, same=False)
        return self._take_back(row)

    def name(self, row: CounterpartRow, start: int, end: int) -> Content:
        """Say that other words of the row's article tell the same claim, instead of those confirmed before, if any."""
        for each in self.rows:
            is_confirmed = each.article.id == row.article.id and each.relation is Relation.CONFIRMED
            if is_confirmed and each.span != (start, end) and not each.sentence:
                self._take_back(each)
        return self._answer(row, (start, end), same=True)

    def _answer(self, row: CounterpartRow, span: tuple[int, int], *, same: bool) -> Content:
        other, there = row.article, Words(row.article.id, *span)
        # An answer that was given from the other side would stand beside this one.
        for link in answers_on(self.spot, there, self._links):
            if link.same is not same and link.other.article == self.spot.article.id:
                self._withdraw(link.record)
        method = METHOD if row.is_suggested and span == row.span else ""
        said = Linked(other.id, anchor.make(other.text, *span, other.sha256), same, method)
        record = self._desk.notebook.answer(self.spot.article, *self.spot.span, said)
        if record:
            self._desk.keep(record)
        relation = Relation.CONFIRMED if same else Relation.REJECTED
        return Content.assemble(plain(f"{relation.glyph} {relation}: ", "bold"), self._words(other, span))

    def _take_back(self, row: CounterpartRow) -> Content:
        if row.span is None:
            return plain("")
        there = Words(row.article.id, *row.span)
        while answers := answers_on(self.spot, there, self._links, row.sentence):  # one may stand behind another
            if not self._withdraw(answers[-1].record):
                break
        whole = f" {WHOLE}" if row.sentence else ""
        return Content.assemble(plain(f"no longer {row.relation}{whole}: ", "bold"), self._words(row.article, row.span))

    def _withdraw(self, answer: Record) -> bool:
        record = self._desk.notebook.withdraw(answer)
        if record:
            self._desk.keep(record)
        return record is not None

    def _is_by_others(self, row: CounterpartRow) -> Content:
        told = "confirmed by way of another article; reject it, or take it back there"
        return Content.assemble(plain(f"{self._desk.called(row.article.id)}: ", "bold"), plain(told))

    def _words(self, article: Article, span: tuple[int, int]) -> Content:
        return plain(f"{self._desk.called(article.id)} {quoted(article.text[slice(*span)])}")


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
