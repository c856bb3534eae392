"""Which confirmed counterparts get the same verdict: a list with nothing ticked."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.called import name_of
from newsread.app.claim_about import reasons_of
from newsread.app.claim_bar import in_words
from newsread.app.claim_lines import held_to
from newsread.app.keys import key_of
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog
from newsread.app.quoting import QuotedWords
from newsread.app.rows import Rows
from newsread.app.spreading import Target
from newsread.app.where import Where
from newsread.tags.records import Record

_ARTICLE = 34
_INDENT = 5
_MOST_ROWS = 6


class SpreadDialog(ListDialog[Sequence[Target]]):
    """Gives the counterparts that were ticked; none where it was left."""

    DEFAULT_CSS = """
    SpreadDialog {
        align: center bottom;
        & > Vertical { max-width: 100%; max-height: 75%; }
    }
    """
    where = Where.SPREAD

    def __init__(self, verdict: Record, targets: Sequence[Target], called: Mapping[str, str]) -> None:
        """Offer the verdict to these targets; `called` tells what the articles that are read are called, by id."""
        super().__init__(Rows(self._draw, len(targets)))
        self._verdict, self._targets, self._called = verdict, targets, called
        self._ticked: set[int] = set()
        self._rows.set_row_height(2)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        why = " · ".join(reasons_of(self._verdict)) or "without a reason"
        with Vertical() as box:
            source = self._called.get(self._verdict.article, "")
            box.border_title = plain(f"Give the verdict of {source or 'this claim'} to counterparts")
            said = Content.assemble(in_words(self._verdict), plain(f" · {why}", "$quiet"))
            yield QuotedWords(self._verdict.anchor.quote, 1)
            yield Static(said.truncate(200, ellipsis=True))
            self._rows.styles.height = 2 * min(_MOST_ROWS, len(self._targets))
            yield self._rows
            yield Static("", classes="wrong")
            yield self.key_bar

    def _draw(self, number: int, line: int, width: int) -> Sequence[Part]:
        target = self._targets[number]
        pointer = self._pointer(number)
        room = width - _INDENT
        if line:
            return [pointer, (" " * (_INDENT - 1), ()), (held_to(target.words, room), ())]
        name = held_to(self._article_of(target), min(_ARTICLE, room))
        stands = f"{in_words(target.said).plain} now" if target.said else "no verdict yet"
        stands += ", without a reason" if target.said and not target.said.note else ""
        told = held_to(stands, max(0, room - min(_ARTICLE, room) - 2))
        tick = "[×] " if number in self._ticked else "[ ] "
        return [pointer, (tick, ("bold",)), (name, ("bold",)), ("  ", ()), (told, ("quiet",))]

    def _article_of(self, target: Target) -> str:
        """Return what the article is called where it is read, with its number, or else that it is not."""
        return self._called.get(target.article.id) or f"not open: {name_of(target.article)}"

    def on_rows_chosen(self) -> None:
        """Tick, on a second click."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the counterpart, or take that back."""
        self._ticked ^= {self._rows.cursor}
        self._rows.refresh()
        self.query_one(".wrong", Static).update("")

    def action_give(self) -> None:
        """Give what is ticked."""
        if self._ticked:
            self.answer([self._targets[number] for number in sorted(self._ticked)])
        else:
            self.query_one(".wrong", Static).update(plain(f"Nothing is ticked: {key_of('tick')} ticks."))

    def action_leave(self) -> None:
        """Spread nothing."""
        self.answer([])
