"""The library: every article of the workspace in a row, and how far its reader is with each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from newsread.app.actions import Where, actions, bindings
from newsread.app.bars import KeyBar, TitleBar, plain
from newsread.app.claim_bar import done_again_in_words, undone_in_words
from newsread.app.desk import Desk
from newsread.app.entries import Entry, in_columns, in_facts_line, in_title_line
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.rows import Rows
from newsread.app.titles import annotator_line, count_of_articles, workspace_line
from newsread.articles.article import Article, Unreadable
from newsread.printable import printable
from newsread.tags.notebook import Undone

MOST_UNPICKED = 50
"""How many articles are opened when none was picked: as many as people compare."""

_ONE_LINE_FROM = 120
"""The width of the screen from which an article has one line rather than two."""

_PICKED = "●"


class Library(Screen[None]):
    """Where articles are chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.LIBRARY)]
    DEFAULT_CSS = """
    Library {
        & Rows { height: 1fr; padding: 0 1; }
        & #about {
            height: 2; padding: 0 1; background: $surface; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis;
            &.whole { height: auto; min-height: 2; max-height: 7; text-wrap: wrap; }
        }
    }
    """

    @dataclass
    class Read(Message):
        """These articles are to be read, beginning with one of them, by its number."""

        articles: Sequence[Article]
        first: int

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids = desk.workspace.ids
        self._picked: set[str] = set()
        self._arrived: set[str] = set()
        self._rows = Rows(self._draw, len(self._ids))
        self._title = TitleBar()
        self._about = Static(id="about")
        self._keys = KeyBar(actions(Where.LIBRARY), lambda _: True)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        yield self._rows
        yield self._about
        yield self._keys

    def on_mount(self) -> None:
        """Ask for the articles on the screen."""
        self._desk.arrived.subscribe(self, self._article_arrived)
        self._desk.said.subscribe(self, self._article_changed)
        self._show()

    def on_screen_resume(self) -> None:
        """Show what was said meanwhile."""
        self._show()

    def on_resize(self) -> None:
        """Give each article one line where that has room for the title, else two."""
        self._rows.set_row_height(1 if self._in_one_line else 2)
        self._want_rows()

    # What is shown

    def _show(self) -> None:
        self._show_title()
        self._rows.refresh()
        self._show_about()
        self._keys.show()

    def _show_title(self) -> None:
        for row in self._rows.on_screen:  # so that what waits for its place in them is counted
            if self._ids[row] in self._arrived and isinstance(article := self._article_at(row), Article):
                self._desk.standings(article)
        articles = count_of_articles(len(self._ids))
        self._title.show(workspace_line(self._desk, articles), annotator_line(self._desk))

    def _article_arrived(self, article_id: str | None) -> None:
        if article_id:
            self._arrived.add(article_id)
        if self.is_current:
            self._show_title()
            self._rows.refresh()
            self._show_about()

    def _article_changed(self, _: str | None) -> None:
        if self.is_current:
            self._show()

    def _want_rows(self) -> None:
        self._desk.want_read([self._ids[row] for row in self._rows.on_screen])

    @property
    def _in_one_line(self) -> bool:
        return self.size.width >= _ONE_LINE_FROM

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        article_id = self._ids[row]
        entry = self._entry(article_id)
        pointer = CURSOR_BAR if row == self._rows.cursor else " "
        pick: Part = (f"{pointer}{_PICKED if article_id in self._picked else ' '} ", ("pointer",))
        if self._in_one_line:
            return [pick, *in_columns(entry, width - 3)]
        return [pick, *(in_title_line(entry, width - 3) if line == 0 else in_facts_line(entry, width - 3))]

    def _entry(self, article_id: str) -> Entry:
        """Return what is known of an article by now."""
        if article_id not in self._arrived:
            return Entry(article_id, progress="…")
        article = self._desk.workspace.article(article_id)
        if isinstance(article, Unreadable):
            return Entry(article_id, progress="cannot be read")
        return Entry.of(article, self._desk.progress(article), self._desk.standings(article).unsettled)

    def _article_at(self, row: int) -> Article | Unreadable:
        return self._desk.workspace.article(self._ids[row])

    def _show_about(self) -> None:
        """Tell more of the article under the cursor: what is wrong with it, or else where it comes from."""
        article_id = self._ids[self._rows.cursor]
        if article_id not in self._arrived:
            return
        problem = self._problem(article_id)
        self._about.set_class(bool(problem), "whole")
        if problem:
            self._about.update(plain(problem, "$warning"))
        elif isinstance(article := self._desk.workspace.article(article_id), Article):
            known = (article_id, article.source.byline, article.source.url)
            facts = " · ".join(fact for fact in known if fact)
            self._about.update(Content("\n").join([plain(article.heading), plain(facts)]), layout=False)

    def _problem(self, article_id: str) -> str | None:
        """Return what is wrong with an article or its tags, as a sentence."""
        article = self._desk.workspace.article(article_id)
        if isinstance(article, Unreadable):
            return article.reason
        if problem := self._desk.not_saved or self._desk.notebook.problems.get(article_id):
            return problem
        return f"{article_id}: {article.notice}" if article.notice else None

    # What can be done

    def on_rows_moved(self) -> None:
        """Tell of the article under the cursor, and read what came into view."""
        self._show_about()
        self._want_rows()

    def on_rows_chosen(self) -> None:
        """Read, on a second click."""
        self.action_read()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._rows.cursor += pages * self._rows.rows_on_screen

    def action_end(self, direction: int) -> None:
        """Move the cursor to an end."""
        self._rows.cursor = 0 if direction < 0 else len(self._ids) - 1

    def _refuses(self, article_id: str) -> bool:
        """Say why an article cannot be read, if it cannot."""
        article = self._desk.workspace.article(article_id)
        if isinstance(article, Unreadable):
            self.notify(printable(article.reason), severity="warning", markup=False)
            return True
        return False

    def _readable(self, article_id: str) -> bool:
        return isinstance(self._desk.workspace.article(article_id), Article)

    def action_pick(self) -> None:
        """Pick the article under the cursor, or unpick it, and go on to the next."""
        article_id = self._ids[self._rows.cursor]
        if self._refuses(article_id):
            return
        self._picked ^= {article_id}
        self._rows.refresh()
        self._rows.cursor += 1

    def action_pick_all(self) -> None:
        """Pick all articles, or none."""
        read = self._arrived  # what was not read yet may turn out unreadable; it is left out when it is opened
        self._picked = (
            set() if self._picked else {each for each in self._ids if each not in read or self._readable(each)}
        )
        self._rows.refresh()

    def action_undo(self) -> None:
        """Take back the last thing said, in whatever article."""
        self._tell_undone("undone", self._desk.undo(), undone_in_words)

    def action_redo(self) -> None:
        """Say again what was undone."""
        self._tell_undone("done again", self._desk.redo(), done_again_in_words)

    def _tell_undone(self, what: str, undone: Undone | None, in_words: Callable[[Undone], Content]) -> None:
        if undone and undone.record.article in self._ids:
            self._rows.cursor = self._ids.index(undone.record.article)
        message = f"{what} in {undone.record.article}: {in_words(undone)}" if undone else f"nothing to be {what}"
        self.notify(printable(message), timeout=3, markup=False)

    def action_read(self) -> None:
        """Read the picked articles, or with none picked all, beginning with the one under the cursor."""
        cursor = self._rows.cursor
        wanted = [each for each in self._ids if each in self._picked] if self._picked else [*self._ids]
        if not self._picked and len(wanted) > MOST_UNPICKED:
            wanted = wanted[cursor : cursor + MOST_UNPICKED]
        found = map(self._desk.workspace.article, wanted)
        if articles := [article for article in found if isinstance(article, Article)]:
            under_cursor = (n for n, article in enumerate(articles) if article.id == self._ids[cursor])
            self.post_message(self.Read(articles, next(under_cursor, 0)))
        else:
            self._refuses(wanted[0])
