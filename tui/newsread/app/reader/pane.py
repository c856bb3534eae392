"""One article's text, line by line: its margin, its cursor, and what was found in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.strip import Strip

from newsread.app.reader.margin import CURSOR_BAR, NARROW, WIDE, Note, margin_notes
from newsread.app.reader.pane_title import pane_title
from newsread.app.reader.selection import word_at
from newsread.app.session.relations import Relation
from newsread.app.session.spots import sentence_at
from newsread.app.widgets.graphemes import graphemes
from newsread.app.widgets.layers import Layer, Layers, Styled
from newsread.app.widgets.line_view import LineView, Part
from newsread.app.widgets.pane_layout import WORDS_IN_MARGIN_FROM
from newsread.app.widgets.scrolling import aligned, scrolled_to
from newsread.app.widgets.wrapping import wrap
from newsread.articles.article import Article
from newsread.text.printable import printable

_BESIDE_TITLE = 5
"""Cells of the upper border that its title has not: corners, edges, and the space behind it."""


class Pane(LineView):
    """An article under the reader's eyes. It shows what it is told; it knows nothing of tags on disk."""

    DEFAULT_CSS = """
    Pane {
        height: 1fr;
        overflow-y: scroll;
        border-top: solid $panel;
        border-left: solid $panel;
        border-title-color: $quiet;
        scrollbar-color: $panel;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        &.active { border-top: solid $primary; border-title-color: $primary; border-title-style: bold; }
    }
    """

    @dataclass
    class Pointed(Message):
        """A sentence was pointed at with the mouse."""

        article_id: str
        sentence: int
        offset: int
        """The code point that was pointed at."""

    @dataclass
    class Held(Message):
        """A person is about to scroll the view, with the mouse."""

        article_id: str

    @dataclass
    class Scrolled(Message):
        """The view was scrolled, by whomever."""

        article_id: str

    @dataclass
    class Settled(Message):
        """The text is wrapped to a new width."""

        article_id: str

    @dataclass
    class Dragged(Message):
        """Something was selected with the mouse: from one character or word, by its span, to another."""

        article_id: str
        one: tuple[int, int]
        other: tuple[int, int]

    def __init__(self, article: Article, title: str) -> None:
        self._draws_title_only = False
        super().__init__()
        self.can_focus = False
        self.article = article
        self._heading, self._told = title, ""
        self._why: Sequence[str] = ()
        self._titled = ""
        self._show_title()
        self._sentence_starts = [sentence.start for sentence in article.sentences]
        self._sentence_ends = [sentence.end for sentence in article.sentences]
        self._lines: list[tuple[int, int]] = []
        self._line_starts: list[int] = []
        self._layers = Layers()
        self.counterpart: int | None = None
        """The sentence that answers to the one under the cursor of another pane, by its number."""
        self._relation = Relation.NONE
        self._dimmed: Callable[[int], bool] = lambda _: False
        self._notes_of: Callable[[int], Sequence[Note]] = lambda _: ()
        self._labels: Mapping[int, str] = {}
        self._margin: dict[int, list[Part]] = {}  # of the lines that were drawn
        self._cursor: int | None = None
        self._begins_at: int | None = None
        """Where the view is to begin once the text is laid out, if it was left so."""
        self._begins_with_cursor = False
        self._pressed: tuple[int, int] | None = None
        """The character on which the mouse is held down."""
        self._dragged_to: tuple[int, int] | None = None

    # What it is told

    def show_layer(self, layer: Layer, spans: Iterable[Styled]) -> None:
        """Lay these spans over the text, in the place of what lay in that layer."""
        if self._layers.put(layer, spans):
            self.refresh()

    def show_dimmed(self, dimmed: Callable[[int], bool]) -> None:
        """Draw dim the sentences for which `dimmed` holds, by their numbers."""
        self._dimmed = dimmed
        self.refresh()

    def show_counterpart(
        self,
        sentence: int | None,
        relation: Relation = Relation.NONE,
        told: str = "",
        why: Sequence[str] = (),
        differing: Iterable[Styled] = (),
    ) -> None:
        """Point at the sentence that answers to the one under the cursor in another pane.

        None takes the pointer away. `told` and `why` stand in the title, as far as there is room; `differing` are
        words in which the sentence differs.
        """
        for number in (self.counterpart, sentence):
            if number is not None:
                self._refresh_sentence(number)
        self.counterpart, self._relation = sentence, relation
        self._layers.put(Layer.DIFFERENCE, differing)
        self._told, self._why = told, why
        self._show_title()

    def _show_title(self) -> None:
        room = self.outer_size.width - _BESIDE_TITLE
        title = pane_title(self._heading, self._told, self._why, room) if room > 0 else self._heading
        if title != self._titled:
            self._titled = title
            self._draws_title_only = True
            self.border_title = Content(printable(f"{title} "))
            self._draws_title_only = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again; for another title, which would draw everything, only the border that it stands in."""
        above = Region(-1, -1, self.outer_size.width, 1)
        regions = (above,) if self._draws_title_only and not regions else regions
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def align(self, sentence: int, row: int) -> None:
        """Bring a sentence into view so that it begins about `row` lines below the top."""
        if lines := self._lines_of(sentence):
            height = self.scrollable_content_region.height
            self.scroll_to(y=aligned(lines[0], lines[-1], row, self.scroll_offset.y, height), animate=False)

    def show_notes(self, notes_of: Callable[[int], Sequence[Note]]) -> None:
        """Show in the margin what was said. `notes_of` gives it by the sentence's number, for what is on the screen."""
        before, self._margin, self._notes_of = self._margin, {}, notes_of
        top = self.scroll_offset.y
        for line in range(top, min(top + self.size.height, len(self._lines))):
            if before.get(line) != self._margin_of(line):
                self.refresh_line_of_text(line)

    def show_labels(self, labels: Mapping[int, str]) -> None:
        """Show labels over the beginnings of sentences, by their numbers: in the margin, or else over the text."""
        self._labels = labels
        self.refresh()

    def show_cursor(self, sentence: int | None) -> None:
        """Put the cursor on a sentence and bring it into view, or take the cursor away."""
        for number in (self._cursor, sentence):
            if number is not None:
                self._refresh_sentence(number)
        self._cursor = sentence
        self.set_class(sentence is not None, "active")
        if sentence is not None:
            self._bring_into_view(sentence)

    # What it is asked

    @property
    def beginning_in_view(self) -> range:
        """The sentences that begin in the view."""
        lines = self._lines[self.scroll_offset.y :][: self.scrollable_content_region.height]
        if not lines:
            return range(0)
        first, behind = (bisect_left(self._sentence_starts, place) for place in (lines[0][0], lines[-1][1]))
        return range(first, behind)

    @property
    def row_of_cursor(self) -> int:
        """How many lines below the top of the view the sentence under the cursor begins; negative above it."""
        return self._lines_of(self._cursor).start - self.scroll_offset.y if self._cursor is not None else 0

    def lines_on_screen(self, sentence: int) -> range:
        """Return the lines of the screen on which a sentence can be seen."""
        view = self.scrollable_content_region
        top = self.content_region.y - self.scroll_offset.y
        lines = self._lines_of(sentence)
        first, behind = max(view_top := self.content_region.y, top + lines.start), top + lines.stop
        return range(first, max(first, min(behind, view_top + view.height)))

    def sentence_a_page_from(self, sentence: int, pages: int) -> int:
        """Return the sentence that stands about so many heights of the view below (or above) another."""
        if not self._lines:
            return sentence
        line = self._lines_of(sentence).start + pages * max(1, self.scrollable_content_region.height - 2)
        return self._sentence_at_line(max(0, min(line, len(self._lines) - 1)))

    # How it draws

    def begin_at(self, top: int | None, *, with_cursor: bool = False) -> None:
        """Show the text from a code point on, once it is laid out; None for its beginning.

        That is so wherever the cursor is, or `with_cursor` as near to it as lets the cursor be in view.
        """
        self._begins_at, self._begins_with_cursor = top, with_cursor

    @property
    def top(self) -> int | None:
        """The code point with which the view begins; None until it is laid out."""
        if self._begins_at is not None or self.scroll_offset.y >= len(self._line_starts):
            return self._begins_at
        return self._line_starts[self.scroll_offset.y]

    def on_resize(self) -> None:
        """Wrap the text to the new width; what stood on top stays there."""
        top = self.top or 0
        self._lines = wrap(self.article.text, max(1, self._text_width))
        self._line_starts = [start for start, _ in self._lines]
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._margin.clear()
        self._show_title()
        self.refresh()
        self.call_after_refresh(self._settle, top)

    def _settle(self, top: int) -> None:
        self.scroll_to(y=self._line_at(top), animate=False)
        stays = self._begins_at is not None and not self._begins_with_cursor
        self._begins_at = None
        if self._cursor is not None and not stays:
            self._bring_into_view(self._cursor)
        self.post_message(self.Settled(self.article.id))

    @property
    def _wide(self) -> bool:
        return self.outer_size.width >= WORDS_IN_MARGIN_FROM

    @property
    def _margin_width(self) -> int:
        return WIDE if self._wide else NARROW

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width - self._margin_width - 1  # so that no word touches the scrollbar

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the view."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        text = self._text_parts(*self._lines[line]) if line < len(self._lines) else ()
        return self.strip([*self._margin_parts(line), *text], width)

    def _margin_parts(self, line: int) -> Iterator[Part]:
        yield self._pointer_on(line)
        if label := self._labels.get(self._first_on(line)) if self._labels else None:
            yield label, ("label",)
            yield " " * (self._margin_width - 1 - len(label)), ()
            return
        notes = self._margin_of(line)
        yield from notes
        yield " " * (self._margin_width - 1 - sum(cell_len(text) for text, _ in notes)), ()

    def _pointer_on(self, line: int) -> Part:
        if self._cursor is not None and line in self._lines_of(self._cursor):
            return CURSOR_BAR, ("pointer",)
        if self.counterpart is not None and line in self._lines_of(self.counterpart):
            dim = self._relation is Relation.RELATED
            return self._relation.glyph, ("related-pointer" if dim else "counterpart-pointer",)
        return " ", ()

    def _text_parts(self, start: int, end: int) -> Iterator[Part]:
        """Part a line where a sentence or an entity begins or ends."""
        at = start
        while at < end:
            until, names = self._looks(at, end)
            if self._labels and at != start and (label := self._label_at(at)):
                covered = at + 1
                while covered < end and cell_len(printable(self.article.text[at:covered])) < len(label):
                    covered += 1
                yield label.ljust(cell_len(printable(self.article.text[at:covered]))), ("label",)
                at = covered
                continue
            yield self.article.text[at:until], names
            at = until

    def _label_at(self, offset: int) -> str | None:
        number = bisect_left(self._sentence_starts, offset)
        if number < len(self._sentence_starts) and self._sentence_starts[number] == offset:
            return self._labels.get(number)
        return None

    def _first_on(self, line: int) -> int:
        """Return the sentence with which a line begins; -1 where it goes on with another."""
        start = self._line_starts[line] if line < len(self._lines) else -1
        number = bisect_left(self._sentence_starts, start)
        found = number < len(self._sentence_starts) and self._sentence_starts[number] == start
        return number if found else -1

    def _looks(self, at: int, end: int) -> tuple[int, tuple[str, ...]]:
        """Return up to where the text looks as it does at one code point, and how."""
        names: tuple[str, ...] = ()
        number = bisect_right(self._sentence_ends, at)
        if number < len(self._sentence_ends):
            sentence = self.article.sentences[number]
            if sentence.start <= at:
                names += ("dimmed",) if not sentence.claim or self._dimmed(number) else ()
                names += ("cursor",) if number == self._cursor else ()
                names += ("counterpart",) if number == self.counterpart else ()
            end = min(end, sentence.end if sentence.start <= at else sentence.start)
        end, on_top = self._layers.at(at, end)
        return end, names + on_top

    # Lines and sentences

    def _margin_of(self, line: int) -> list[Part]:
        """Return what stands beside a line: of a sentence that begins on it, or else of the one that goes on."""
        if line >= len(self._lines) or not self._sentence_ends:
            return []
        if line not in self._margin:
            notes = self._notes_beginning_on(line)
            if line not in notes:
                notes = self._notes_beginning_on(self._lines_of(self._sentence_at_line(line)).start)
            self._margin[line] = notes.get(line, [])
        return self._margin[line]

    def _notes_beginning_on(self, line: int) -> dict[int, list[Part]]:
        end = self._line_starts[line + 1] if line + 1 < len(self._lines) else len(self.article.text)
        first, behind = (bisect_left(self._sentence_starts, place) for place in (self._line_starts[line], end))
        numbers = range(first, behind)
        said = [(self._lines_of(number), notes) for number in numbers if (notes := self._notes_of(number))]
        return margin_notes(said, wide=self._wide)

    def _refresh_sentence(self, number: int) -> None:
        for line in self._lines_of(number):
            self.refresh_line_of_text(line)

    def _line_at(self, offset: int) -> int:
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def _lines_of(self, number: int) -> range:
        if not self._lines or number >= len(self.article.sentences):
            return range(0)
        sentence = self.article.sentences[number]
        return range(self._line_at(sentence.start), self._line_at(sentence.end - 1) + 1)

    def _sentence_at_line(self, line: int) -> int:
        return min(bisect_right(self._sentence_ends, self._lines[line][0]), len(self._sentence_ends) - 1)

    def show_place(self, offset: int) -> None:
        """Bring a code point into view."""
        line = self._line_at(offset)
        height = self.scrollable_content_region.height
        self.scroll_to(y=scrolled_to(line, line, self.scroll_offset.y, height), animate=False)

    def _bring_into_view(self, number: int) -> None:
        lines = self._lines_of(number)
        if lines:
            height = self.scrollable_content_region.height
            self.scroll_to(y=scrolled_to(lines[0], lines[-1], self.scroll_offset.y, height), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other lines are in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self.article.id))

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    @on(ScrollTo)
    @on(ScrollUp)
    @on(ScrollDown)
    def hold(self) -> None:
        """Tell that a person moves this pane, before it moves."""
        self.post_message(self.Held(self.article.id))

    # The mouse

    def character_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Return the span of the character that is drawn in a cell of the widget; None above and below the text.

        Beside the words of a line it is the nearest character of the line.
        """
        line = y - 1 + self.scroll_offset.y  # the border above the text
        if not 0 <= line < len(self._lines):
            return None
        start, end = self._lines[line]
        room = max(0, x - 1 - self._margin_width)  # cells before the one that is pointed at
        found = (start, start)
        for character in graphemes(printable(self.article.text[start:end])):  # of the width that is drawn
            found = start + character.start, start + character.end
            room -= character.cells
            if room < 0:
                break
        return found

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection, if the mouse is moved before it is let go."""
        self._pressed = self.character_at(event.x, event.y) if event.button == 1 else None
        self._dragged_to = None
        if self._pressed:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what would be selected."""
        if not self._pressed:
            return
        there = self.character_at(event.x, max(1, min(event.y, self.scrollable_content_region.height)))
        if there and there != (self._dragged_to or self._pressed):
            self._dragged_to = there
            span = min(self._pressed[0], there[0]), max(self._pressed[1], there[1])
            self.show_layer(Layer.SELECTION, [Styled(*span, ("selected",))])

    def on_mouse_up(self) -> None:
        """Say what was selected."""
        if self._pressed:
            self.release_mouse()
            if self._dragged_to:
                self.post_message(self.Dragged(self.article.id, self._pressed, self._dragged_to))
        self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Say which sentence was pointed at, or which word, on a second click."""
        found = self.character_at(event.x, event.y)
        if self._dragged_to or not found or not self._sentence_ends:
            return
        word = word_at(self.article, found[0]) if event.chain == 2 else None
        if word:
            self.post_message(self.Dragged(self.article.id, word, word))
        else:
            self.post_message(self.Pointed(self.article.id, sentence_at(self.article, found[0]), found[0]))
