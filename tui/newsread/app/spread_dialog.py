"""Which confirmed counterparts get the same verdict: a list with nothing ticked."""

from collections.abc import Container, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.claim_about import reasons_of
from newsread.app.claim_bar import in_words
from newsread.app.claim_lines import held_to
from newsread.app.keys import key_of
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog, is_cut
from newsread.app.parts import WHOLE
from newsread.app.quoting import QuotedWords
from newsread.app.relations import Relation
from newsread.app.rows import Rows
from newsread.app.spreading import Spreading, Target
from newsread.app.where import Where
from newsread.tags.log import Called
from newsread.tags.records import Record
from newsread.wording import count_of

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
