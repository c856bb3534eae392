"""What a reader answers on the counterparts of a sentence: taken down at once, and shown before the machine knows."""

from collections.abc import Sequence

from textual.content import Content

from newsread import __version__
from newsread.analysis.counterparts import CONFIRMED, Counterpart
from newsread.app.bars import plain
from newsread.app.counterpart_rows import CounterpartRow, answers_on, counterpart_rows, rejected_rows
from newsread.app.desk import Desk
from newsread.app.parts import WHOLE, suggested_on
from newsread.app.relations import Relation
from newsread.app.spots import Spot
from newsread.articles.article import Article
from newsread.tags import anchor
from newsread.tags.answers import Linked
from newsread.tags.groups import Link, Words
from newsread.tags.records import Record
from newsread.wording import quoted

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
