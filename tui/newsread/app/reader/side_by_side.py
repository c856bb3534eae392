"""The panes that stand side by side: a window over the articles that are read, moved along as the reader goes on."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from textual.containers import Horizontal

from newsread.app.reader.pane import Pane
from newsread.app.widgets.article_names import numbered
from newsread.app.widgets.pane_layout import pane_widths, window
from newsread.app.widgets.title_text import article_line
from newsread.articles.article import Article


class SideBySide(Horizontal):
    """Shows as many articles as there is room for, one of them with the cursor.

    A pane is made when its article is first shown; `dress` is then called to fill it with what is known.
    """

    DEFAULT_CSS = "SideBySide { height: 1fr; align-horizontal: center; }"

    def __init__(
        self,
        articles: Sequence[Article],
        first: int,
        dress: Callable[[Pane], None],
        tops: Mapping[int, int] | None = None,
    ) -> None:
        """Show the articles from the `first` on, as far as there is room; `tops` says where a pane is to begin."""
        super().__init__()
        self._left_tops = dict(tops or {})
        self._articles = list(articles)
        self._dress = dress
        self._panes: dict[int, Pane] = {}
        self.shown = range(first, first)
        """The numbers of the articles that are shown."""
        self.keeps_cursor_in_view = False
        """Whether the cursor comes into view even in a pane that is to begin elsewhere."""
        self.wished: int | None = None
        """How many panes the reader wishes to see; None for as many as can be read with ease."""
        self.spared: Callable[[int], int] = lambda _: 0
        """Returns how many cells of a screen so wide it leaves to what stands beside it."""

    @property
    def panes(self) -> Iterator[Pane]:
        """The panes made so far, shown or not."""
        yield from self._panes.values()

    def pane(self, number: int) -> Pane:
        """Return an article's pane."""
        if number not in self._panes:
            article = self._articles[number]
            self._panes[number] = pane = Pane(article, numbered(number, article_line(article)))
            pane.begin_at(self._left_tops.pop(number, None), with_cursor=self.keeps_cursor_in_view)
            before = max((other for other in self._panes if other < number), default=None)
            if before is None:
                self.mount(pane, before=0)
            else:
                self.mount(pane, after=self._panes[before])
            self._dress(pane)
        return self._panes[number]

    @property
    def tops(self) -> dict[int, int]:
        """With which code point each pane begins that was ever shown, by the articles' numbers."""
        known = {number: top for number, pane in self._panes.items() if (top := pane.top) is not None}
        return {**self._left_tops, **known}

    async def take(self, number: int, article: Article) -> None:
        """Show another text of an article, about where its former one was scrolled to."""
        self._articles[number] = article
        self._left_tops.pop(number, None)
        if before := self._panes.pop(number, None):
            with self.app.batch_update():
                now = self.pane(number)
                now.styles.width, now.display = before.styles.width, before.display
                await before.remove()
            top = before.scroll_offset.y
            now.call_after_refresh(now.scroll_to, y=top, animate=False)

    def show(self, width: int, active: int, sentence: int) -> None:
        """Fill a screen `width` cells wide, with the cursor on a sentence of the active article."""
        widths = pane_widths(width - self.spared(width), len(self._articles), self.wished)
        first = window(self.shown.start, active, len(widths), len(self._articles))
        self.shown = range(first, first + len(widths))
        for number, cells in zip(self.shown, widths, strict=True):
            self.pane(number).styles.width = cells
        for number, pane in self._panes.items():
            pane.display = number in self.shown
            pane.show_cursor(sentence if number == active else None)
