"""Applying a verdict to confirmed counterparts: a list with nothing ticked, and the records of what is ticked."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.annotations.commands import Judgement
from newsread.annotations.groups import Groups, Words
from newsread.annotations.history import Called
from newsread.annotations.records import Aspect, Evidence, Record
from newsread.annotations.sentence_states import Standing
from newsread.app.actions.keys import key_of
from newsread.app.actions.places import Where
from newsread.app.claims.claim_details import reasons_of
from newsread.app.dialogs.counterpart_rows import answers_on
from newsread.app.dialogs.list_dialog import ListDialog, is_cut
from newsread.app.reader.claim_bar import in_words
from newsread.app.session.claim_parts import WHOLE, groups_with, sentence_of
from newsread.app.session.relations import Relation
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot, sentence_at
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import QuotedWords, held_to
from newsread.app.widgets.rows import Rows
from newsread.articles.article import Article
from newsread.text.wording import count_of, same_words


@dataclass(frozen=True)
class Target:
    """Words of another article that the reader confirmed to tell the same claim."""

    article: Article
    span: tuple[int, int]
    """Half-open, in code points of the article's text."""
    said: Record | None
    """The verdict that stands there on the same aspect."""
    is_of_sentence: bool = False
    """Whether that was confirmed for the whole sentence, while the verdict is on a part of its words."""

    @property
    def words(self) -> str:
        """The words."""
        return self.article.text[slice(*self.span)]

    def is_in(self, piece: Evidence) -> bool:
        """Whether a piece of evidence has words of these, which nothing is to rest on themselves."""
        if piece.article != self.article.id or piece.start is None or piece.end is None:
            return False
        if not piece.quote or same_words(piece.quote, self.article.text[piece.start : piece.end]):
            return piece.start < self.span[1] and self.span[0] < piece.end
        mine, theirs = (" ".join(words.split()) for words in (self.words, piece.quote))  # its place is of another text
        return mine in theirs or theirs in mine


class Spreading:
    """The last verdict on a sentence, and where it may be given too."""

    def __init__(self, desk: Desk, spot: Spot, standing: Standing) -> None:
        verdicts = [record for record in (standing.content, standing.statement) if record]
        self.verdict = max(verdicts, key=lambda record: record.id, default=None)
        self._desk = desk
        self.targets = [*self._targets(spot)] if self.verdict else []

    @property
    def refusal(self) -> str:
        """Why there is nothing to spread, and the way out; empty where there is."""
        if not self.verdict:
            return "no verdict here to give to counterparts"
        if not self.targets and not self._desk.has_read_linked:
            return "what you confirmed is still being read …"
        return "" if self.targets else f"no counterpart of this is confirmed yet: {key_of('counterparts')} lists them"

    @property
    def without_reason(self) -> str:
        """How many verdicts were spread from this one and have no reason, though it has one now; empty if none."""
        if self.verdict is None or not self.verdict.note:
            return ""
        left = sum(self._was_spread(each.said) for each in self.targets if each.said and not each.said.note)
        have = count_of(left, "spread verdict has none", "spread verdicts have none")
        return f"{have}: {key_of('spread')} gives it, in the reader" if left else ""

    def evidence_for(self, target: Target) -> tuple[Evidence, ...]:
        """Return the evidence that is given along: all but the words themselves that get the verdict."""
        evidence = self.verdict.evidence if self.verdict else ()
        return tuple(piece for piece in evidence if not target.is_in(piece))

    def left_out(self, target: Target) -> int:
        """Return how many pieces of evidence are not given along."""
        return len(self.verdict.evidence) - len(self.evidence_for(target)) if self.verdict else 0

    def _was_spread(self, said: Record) -> bool:
        source = self._desk.notebook.record(said.inherited_from) if said.inherited_from else None
        return source is not None and self.verdict is not None and source.claim == self.verdict.claim

    def _targets(self, spot: Spot) -> Iterable[Target]:
        links = self._desk.links([spot.article])
        article_of = self._desk.workspace.in_memory([spot.article])
        offered: set[Words] = set()
        every = [(words, group) for group in groups_with(spot, Groups(links)) for words in group.words]
        for words, group in every:
            article = article_of(words.article, "")
            if not isinstance(article, Article) or article.id == spot.article.id or words in offered:
                continue
            sentence = sentence_of(spot, group)
            if sentence and any(not link.same for link in answers_on(spot, words, links)):
                continue  # confirmed for the sentence, but rejected for these words of it
            offered.add(words)
            yield Target(article, (words.start, words.end), self._said(article, words.start), sentence is not None)

    def _said(self, article: Article, start: int) -> Record | None:
        standing = self._desk.standings(article)[sentence_at(article, start)]
        is_statement = self.verdict is not None and self.verdict.aspect is Aspect.STATEMENT
        return standing.statement if is_statement else standing.content

    def spread(self, targets: Sequence[Target]) -> Content:
        """Give the verdict there, with its reason and evidence, and return what is to be told of it."""
        source = self.verdict
        if source is None or source.verdict is None or source.aspect is None:
            return plain("")
        given = []
        for target in targets:
            evidence = self.evidence_for(target) or None
            judgement = Judgement(source.verdict, source.aspect, source.note or None, evidence, source.id)
            again = target.said is not None and target.said.verdict is not source.verdict
            record = self._desk.notebook.judge(target.article, *target.span, judgement, again=again)
            if record:
                self._desk.keep(record)
                given.append(self._desk.called(target.article.id))
        if not given:
            return plain("that is what they have already")
        where = f"{count_of(len(given), 'article')}: {', '.join(given)}"
        return Content.assemble(
            in_words(source), plain(f" from {self._desk.called(source.article)} given also in {where}")
        )


_ARTICLE = 34
_INDENT = 5


class SpreadDialog(ListDialog[Sequence[Target]]):
    """Gives the counterparts that were ticked; none where it was left."""

    DEFAULT_CSS = "SpreadDialog > Vertical { max-width: 100%; }"
    where = Where.SPREAD

    def __init__(self, spreading: Spreading, verdict: Record, read: Container[str], called: Called) -> None:
        """Offer the verdict; `read` has the ids of the articles that are read, `called` tells what any is called."""
        super().__init__(Rows(self._draw, len(spreading.targets)))
        self._spreading, self._verdict, self._targets = spreading, verdict, spreading.targets
        self._read, self._called = read, called
        self._ticked: set[int] = set()
        self._rows.set_row_height(2)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        why = " · ".join(reasons_of(self._verdict, self._called)) or "without a reason"
        with Vertical() as box:
            box.border_title = plain(f"Give the verdict of {self._called(self._verdict.article)} to counterparts")
            said = Content.assemble(in_words(self._verdict), plain(f" · {why}", "$quiet"))
            yield QuotedWords(self._verdict.anchor.quote, 1)
            yield Static(said.truncate(200, ellipsis=True))
            if any(target.is_of_sentence for target in self._targets):
                yield Static(plain(self._of_sentence), id="of-sentence")
            yield self._rows
            yield self._whole
            yield Static("", classes="wrong")
            yield self.key_bar

    def _draw(self, number: int, line: int, width: int) -> Sequence[Part]:
        target = self._targets[number]
        pointer = self._pointer(number)
        room = width - _INDENT
        if line:
            return [pointer, (" " * (_INDENT - 1), ()), (held_to(target.words, room), ())]
        name = held_to(self._article_of(target), min(_ARTICLE, room))
        told = held_to(_stands(target), max(0, room - min(_ARTICLE, room) - 2))
        tick = "[×] " if number in self._ticked else "[ ] "
        return [pointer, (tick, ("bold",)), (name, ("bold",)), ("  ", ()), (told, ("quiet",))]

    @property
    def _of_sentence(self) -> str:
        """Return what was confirmed for the whole sentence: all of it, or which."""
        told = Relation.CONFIRMED.in_words + f" {WHOLE}"
        if all(target.is_of_sentence for target in self._targets):
            return told
        return f"{told}: {', '.join(self._article_of(target) for target in self._targets if target.is_of_sentence)}"

    def _article_of(self, target: Target) -> str:
        """Return what the article is called where it is read, with its number, or else that it is not."""
        name = self._called(target.article.id)
        return name if target.article.id in self._read else f"not open: {name}"

    def whole(self, row: int, width: int) -> Content:
        """Return what is cut of a target's words, and what evidence it does not get, as that is its own words."""
        target = self._targets[row]
        words = " ".join(target.words.split()) if is_cut(target.words, width - _INDENT) else ""
        left_out = self._spreading.left_out(target)
        pieces = count_of(left_out, "piece of evidence", "pieces of evidence")
        told = f"{pieces} {'is' if left_out == 1 else 'are'} this very sentence: left out" if left_out else ""
        lines = [plain(words), plain(told, "$warning")]
        return Content("\n").join([line for line in lines if line.plain])

    def on_rows_chosen(self) -> None:
        """Tick, on a second click."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the counterpart, or take that back."""
        self._ticked ^= {self._rows.cursor}
        self._rows.refresh()
        self._object("")

    def action_give(self) -> None:
        """Give what is ticked."""
        if self._ticked:
            self.answer([self._targets[number] for number in sorted(self._ticked)])
        else:
            self._object(f"Nothing is ticked: {key_of('tick')} ticks.")

    def _object(self, sentence: str) -> None:
        wrong = self.query_one(".wrong", Static)
        wrong.update(plain(sentence))
        wrong.display = bool(sentence)
        self.fit()

    def on_mount(self) -> None:
        """Object to nothing yet."""
        self._object("")

    def action_leave(self) -> None:
        """Spread nothing."""
        self.answer([])


def _stands(target: Target) -> str:
    stands = f"{in_words(target.said).plain} now" if target.said else "no verdict yet"
    return f"{stands}, without a reason" if target.said and not target.said.note else stands
