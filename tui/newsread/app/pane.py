"""One article's text, line by line: its margin, its cursor, and what was found in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newsread.app.layers import Layer, Layers, Styled
from newsread.app.layout import WORDS_IN_MARGIN_FROM
from newsread.app.lines import LineView, Part
from newsread.app.margin import COUNTERPART_BAR, CURSOR_BAR, NARROW, WIDE, Note, margin_notes
from newsread.app.scrolling import scrolled_to
from newsread.app.wrapping import wrap
from newsread.articles.article import Article
from newsread.printable import printable


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

    def __init__(self, article: Article, title: str) -> None:
        super().__init__()
        self.can_focus = False
        self.article = article
        self.border_title = Content(printable(f"{title} "))
        self._sentence_starts = [sentence.start for sentence in article.sentences]
        self._sentence_ends = [sentence.end for sentence in article.sentences]
        self._lines: list[tuple[int, int]] = []
        self._line_starts: list[int] = []
        self._layers = Layers()
        self._counterpart: int | None = None
        self._dimmed: Callable[[int], bool] = lambda _: False
        self._notes_of: Callable[[int], Sequence[Note]] = lambda _: ()
        self._margin: dict[int, list[Part]] = {}  # of the lines that were drawn
        self._cursor: int | None = None

    # What it is told

    def show_layer(self, layer: Layer, spans: Iterable[Styled]) -> None:
        """Lay these spans over the text, in the place of what lay in that layer."""
        self._layers.put(layer, spans)
        self.refresh()

    def show_dimmed(self, dimmed: Callable[[int], bool]) -> None:
        """Draw dim the sentences for which `dimmed` holds, by their numbers."""
        self._dimmed = dimmed
        self.refresh()

    def show_counterpart(self, sentence: int | None, told: str = "") -> None:
        """Point at the sentence that answers to the one under the cursor in another pane, and say so below.

        None takes the pointer away; where there is no such sentence `told` says it.
        """
        for number in (self._counterpart, sentence):
            if number is not None:
                for line in self._lines_of(number):
                    self.refresh_line_of_text(line)
        self._counterpart = sentence
        self.border_subtitle = Content(printable(told)) if told else ""

    def show_notes(self, notes_of: Callable[[int], Sequence[Note]]) -> None:
        """Show in the margin what was said. `notes_of` gives it by the sentence's number, for what is on the screen."""
        before, self._margin, self._notes_of = self._margin, {}, notes_of
        top = self.scroll_offset.y
        for line in range(top, min(top + self.size.height, len(self._lines))):
            if before.get(line) != self._margin_of(line):
                self.refresh_line_of_text(line)

    def show_cursor(self, sentence: int | None) -> None:
        """Put the cursor on a sentence and bring it into view, or take the cursor away."""
        for number in (self._cursor, sentence):
            if number is not None:
                for line in self._lines_of(number):
                    self.refresh_line_of_text(line)
        self._cursor = sentence
        self.set_class(sentence is not None, "active")
        if sentence is not None:
            self._bring_into_view(sentence)

    # What it is asked

    def sentence_a_page_from(self, sentence: int, pages: int) -> int:
        """Return the sentence that stands about so many heights of the view below (or above) another."""
        if not self._lines:
            return sentence
        line = self._lines_of(sentence).start + pages * max(1, self.scrollable_content_region.height - 2)
        return self._sentence_at_line(max(0, min(line, len(self._lines) - 1)))

    # How it draws

    def on_resize(self) -> None:
        """Wrap the text to the new width; what stood on top stays there."""
        top = self._line_starts[self.scroll_offset.y] if self.scroll_offset.y < len(self._lines) else 0
        self._lines = wrap(self.article.text, max(1, self._text_width))
        self._line_starts = [start for start, _ in self._lines]
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._margin.clear()
        self.refresh()
        self.call_after_refresh(self._settle, top)

    def line_of(self, number: int) -> int:
        """Return the line on which a sentence begins, counted from the top of the text."""
        return self._lines_of(number).start

    def _settle(self, top: int) -> None:
        self.scroll_to(y=self._line_at(top), animate=False)
        if self._cursor is not None:
            self._bring_into_view(self._cursor)

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
        notes = self._margin_of(line)
        yield from notes
        yield " " * (self._margin_width - 1 - sum(cell_len(text) for text, _ in notes)), ()

    def _pointer_on(self, line: int) -> Part:
        if self._cursor is not None and line in self._lines_of(self._cursor):
            return CURSOR_BAR, ("pointer",)
        if self._counterpart is not None and line in self._lines_of(self._counterpart):
            return COUNTERPART_BAR, ("counterpart-pointer",)
        return " ", ()

    def _text_parts(self, start: int, end: int) -> Iterator[Part]:
        """Part a line where a sentence or an entity begins or ends."""
        at = start
        while at < end:
            until, names = self._looks(at, end)
            yield self.article.text[at:until], names
            at = until

    def _looks(self, at: int, end: int) -> tuple[int, tuple[str, ...]]:
        """Return up to where the text looks as it does at one code point, and how."""
        names: tuple[str, ...] = ()
        number = bisect_right(self._sentence_ends, at)
        if number < len(self._sentence_ends):
            sentence = self.article.sentences[number]
            if sentence.start <= at:
                names += ("quiet",) if not sentence.claim or self._dimmed(number) else ()
                names += ("cursor",) if number == self._cursor else ()
                names += ("counterpart",) if number == self._counterpart else ()
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

    def _line_at(self, offset: int) -> int:
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def _lines_of(self, number: int) -> range:
        if not self._lines or number >= len(self.article.sentences):
            return range(0)
        sentence = self.article.sentences[number]
        return range(self._line_at(sentence.start), self._line_at(sentence.end - 1) + 1)

    def _sentence_at_line(self, line: int) -> int:
        return min(bisect_right(self._sentence_ends, self._lines[line][0]), len(self._sentence_ends) - 1)

    def _bring_into_view(self, number: int) -> None:
        lines = self._lines_of(number)
        if lines:
            height = self.scrollable_content_region.height
            self.scroll_to(y=scrolled_to(lines[0], lines[-1], self.scroll_offset.y, height), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Say which sentence was pointed at."""
        line = event.y - 1 + self.scroll_offset.y  # the border above the text
        if not (0 <= line < len(self._lines)) or not self._sentence_ends:
            return
        start, end = self._lines[line]
        cells = max(0, event.x - 1 - self._margin_width)

        def cells_up_to(offset: int) -> int:
            return cell_len(printable(self.article.text[start:offset]))

        # Beside the words of a line counts as its last character.
        offset = start + bisect_right(range(start + 1, end), cells, key=cells_up_to)
        number = bisect_left(self._sentence_ends, offset + 1)
        self.post_message(self.Pointed(self.article.id, min(number, len(self._sentence_ends) - 1)))
