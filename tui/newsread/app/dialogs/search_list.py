"""A small window with a list in it that is narrowed by what a person types."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from newsread.app.actions.places import Where
from newsread.app.dialogs.base import Answer
from newsread.app.dialogs.list_dialog import ListDialog
from newsread.app.widgets.bars import plain
from newsread.app.widgets.inputs import Field
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import QuotedWords
from newsread.app.widgets.rows import Rows
from newsread.app.widgets.search import Searched, finder


class SeekDialog(ListDialog[Answer]):
    """Asks for one of many things about a claim's words; gives it, or None where it was left."""

    DEFAULT_CSS = """
    SeekDialog > Vertical { max-width: 110; border-subtitle-color: $quiet; }
    """
    where = Where.SEEKING
    ASKS: str
    """What is asked for: the window's title."""
    OFFERS: str = "sentences"
    """What is offered, as it is counted."""
    FOUND_BY: ClassVar[str] = "a sentence"
    """What can be typed."""

    def __init__(self, words: str, every: Sequence[Answer], texts: Iterable[str]) -> None:
        """Offer `every` thing, each found by its text."""
        super().__init__(Rows(self._draw, len(every)))
        self._words = words
        self._every = self._offered = every
        self._searched = list(map(Searched, texts))

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self.ASKS)
            yield QuotedWords(self._words, 1)
            yield Field(placeholder=f"type to find {self.FOUND_BY}")
            yield self._rows
            yield self._whole
            yield self.key_bar

    def on_mount(self) -> None:
        """Say how many there are."""
        self._show()

    def _show(self) -> None:
        found = f"{len(self._offered):,} of {len(self._every):,} {self.OFFERS}" if self._offered else "none found"
        self.query_one("Dialog > Vertical", Vertical).border_subtitle = plain(found)
        self.place()

    def _draw(self, row: int, _: int, width: int) -> Sequence[Part]:
        return [self._pointer(row), *self.line_of(self._offered[row], width - 1)]

    @property
    def rows_wanted(self) -> int:
        """Room for as many as are offered at first, so that the window stays as it is while something is typed."""
        return min(self.MOST_ROWS, len(self._every))

    def whole(self, row: int, width: int) -> Content:
        """Return what is offered as a whole."""
        return self.whole_of(self._offered[row], width - 1)

    def line_of(self, offered: Answer, width: int) -> Sequence[Part]:
        """Return the line that shows what is offered, in so many cells; the first cell is for a sign."""
        raise NotImplementedError

    def whole_of(self, offered: Answer, width: int) -> Content:
        """Return what of it there is no room for in a line of so many cells; empty where that is nothing."""
        raise NotImplementedError

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what has the words typed so far."""
        finds = finder(event.value.strip())
        self._offered = [each for each, text in zip(self._every, self._searched, strict=True) if finds(text)]
        self._rows.set_count(len(self._offered))
        self._rows.cursor = 0
        self._show()

    def on_rows_chosen(self) -> None:
        """Give what is under the cursor, on a second click."""
        self.action_choose()

    def action_choose(self) -> None:
        """Give what is under the cursor."""
        if self._offered:
            self.answer(self._offered[self._rows.cursor])
