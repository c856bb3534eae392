"""The library: every article of the workspace in a row, and how far its reader is with each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from newsread.annotations.notebook import Undone
from newsread.annotations.records import Verdict
from newsread.annotations.sentence_states import Progress
from newsread.app.actions.keys import actions, bindings, key_of
from newsread.app.actions.places import Where
from newsread.app.library.filtering import Sifting
from newsread.app.library.library_lines import ArticleAbout, Entry, in_columns, in_facts_line, in_title_line
from newsread.app.library.rows import ORDERS, SHOWN, Choice
from newsread.app.reader.finding import pattern_in
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.session.session import Desk
from newsread.app.widgets.bars import KeyBar, TitleBar, plain
from newsread.app.widgets.inputs import SearchLine
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.list_screen import ListScreen
from newsread.app.widgets.patterns import BadPatternError
from newsread.app.widgets.rows import Rows
from newsread.app.widgets.search import PATTERN_SIGN
from newsread.app.widgets.title_text import annotator_line, shorter_lines, workspace_line
from newsread.articles.article import Article, Unreadable
from newsread.text.printable import printable

MOST_UNPICKED = 50
"""How many articles are opened when none was picked: as many as people compare."""

_ONE_LINE_FROM = 120
"""The width of the screen from which an article has one line rather than two."""

_PICKED = "●"


class Library(ListScreen):
    """Where articles are chosen."""

    where = Where.LIBRARY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.LIBRARY)]
    AUTO_FOCUS = ""  # else the line for what is sought would take the keys
    DEFAULT_CSS = """
    Library {
        & Rows { height: 1fr; padding: 0 1; }
        & #empty { height: 1fr; padding: 1 3; color: $quiet; display: none; }
        & #hint { height: 1; padding: 0 1; color: $primary; text-wrap: nowrap; text-overflow: ellipsis; }
        & SearchLine { padding: 0 1; }
    }
    """

    @dataclass
    class Read(Message):
        """These articles are to be read, beginning with the one that is under the cursor if it is among them."""

        article_ids: Sequence[str]
        under: str

    class Continued(Message):
        """The reader goes on where they were."""

    class Welcomed(Message):
        """Who reads has found their way: the first hint is not needed any more."""

    def __init__(self, desk: Desk, *, welcomes: bool = False) -> None:
        """List the articles; `welcomes` says whether who reads is new to the program and is told how to begin."""
        super().__init__(desk, Rows(self._draw, len(desk.workspace.ids)))
        self._welcomes = welcomes
        self._left_off = ""
        self._choice = Choice()
        self._sifting = Sifting(desk)
        self._is_sifted = True
        self._ids: Sequence[str] = desk.workspace.ids
        """The articles that are listed, in their order."""
        self._picked: set[str] = set()
        self._arrived: set[str] = set()
        self._title = TitleBar()
        self._no_pattern = ""
        """Why the regular expression that is sought cannot be used."""
        self._empty = Static(id="empty")
        self._hint = Static(id="hint")
        words = "words of title, outlet, file, progress or text"
        self._search = SearchLine(f"{words}, or {PATTERN_SIGN} and a regular expression")
        self._about = ArticleAbout(desk)
        self._keys = KeyBar(actions(self.where), self.works)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        yield self._rows
        yield self._empty
        yield self._hint
        yield self._search
        yield self._about
        yield self._keys

    def on_mount(self) -> None:
        """Ask for the articles on the screen."""
        self._desk.arrived.subscribe(self, self._article_arrived)
        self._desk.said.subscribe(self, self._article_changed)
        self._show()

    def on_screen_resume(self) -> None:
        """Show what was said meanwhile."""
        self._list_anew()
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
        progress = self._progress
        listed = self._listed_in_words
        keep = listed if self._choice.is_narrow else ""
        shorter = shorter_lines(self._desk, listed, progress, keep)
        self._title.show(workspace_line(self._desk, listed, progress), annotator_line(self._desk), shorter)
        self._show_hint()

    @property
    def _listed_in_words(self) -> str:
        return self._choice.in_words(len(self._ids), len(self._desk.workspace.ids), done=self._is_sifted)

    @property
    def _progress(self) -> Progress | None:
        """How far the reader is with all articles, where all have been read and are not too many to be counted."""
        every = self._desk.workspace.ids
        if len(every) > MOST_UNPICKED or not self._arrived.issuperset(every):
            return None
        found = map(self._desk.workspace.article, every)
        return self._desk.progress_of([article for article in found if isinstance(article, Article)])

    def _show_hint(self) -> None:
        """Tell how to end what narrows the list, or else how to begin, or how to go on."""
        if self._choice.is_narrow:
            told = f"{self._listed_in_words} · {key_of('show all')} lists all"
        elif self._welcomes:
            judge = " ".join(map(key_of, ("verified", "disputed", "unverifiable")))
            told = (
                f"new here? {key_of('read')} reads, there {judge} judge a sentence"
                f" · {key_of('help')} helps · {key_of('show all')} hides this"
            )
        else:
            told = f"{key_of('continue')} continues where you were: {self._left_off}" if self._left_off else ""
        self._hint.update(plain(told), layout=False)
        self._hint.display = bool(told)

    def _article_arrived(self, article_id: str | None) -> None:
        if article_id:
            if article_id in self._arrived:
                self._sifting.forget(article_id)  # it may have another text
            self._arrived.add(article_id)
        if self.is_current:
            self._show_title()
            self._rows.refresh()
            self._show_about()

    def _article_changed(self, article_id: str | None) -> None:
        self._sifting.forget(article_id)
        if self._welcomes and any(self._desk.notebook.totals[verdict] for verdict in Verdict):
            self._welcome()
        if self.is_current:
            self._list_anew()
            self._show()

    def on_rows_moved(self) -> None:
        """Read what came into view, besides what every list does."""
        self._want_rows()

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
        self._about.show(self._under if self._under in self._arrived else "")

    # Choosing what is listed

    @property
    def choice(self) -> Choice:
        """What is listed, and in what order."""
        return self._choice

    @property
    def _under(self) -> str:
        """The article under the cursor; empty where none is listed."""
        return self._ids[self._rows.cursor] if self._rows.cursor < len(self._ids) else ""

    @property
    def under_cursor(self) -> str:
        """The id of the article under the cursor; empty where none is listed."""
        return self._under

    @property
    def picked(self) -> list[str]:
        """The ids of the picked articles, in the order of the workspace."""
        return [each for each in self._desk.workspace.ids if each in self._picked]

    def take_up(self, choice: Choice) -> None:
        """List what was chosen another time."""
        with self.prevent(Input.Changed):
            self._search.value = choice.sought
        self._choose(choice)

    def _choose(self, choice: Choice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._list_anew()

    def _list_anew(self) -> None:
        self.workers.cancel_group(self, "sift")
        self._no_pattern = ""
        if self._choice.is_plain:
            self._list(self._desk.workspace.ids, is_sifted=True)
        else:
            sift: Callable[[], object] = self._sift
            self.run_worker(sift, group="sift", exit_on_error=False)

    async def _sift(self) -> None:
        try:
            async for listed, is_sifted in self._sifting.listed(self._choice):
                self._list(listed, is_sifted=is_sifted)
        except BadPatternError as error:
            self._no_pattern = str(error)
            self._list([], is_sifted=True)

    def _list(self, ids: Sequence[str], *, is_sifted: bool) -> None:
        """List these articles; the cursor stays on its article if that is still there."""
        self._is_sifted = is_sifted
        if ids != self._ids:
            under = self._under
            self._ids = ids
            self._rows.set_count(len(ids))
            self._rows.cursor = ids.index(under) if under in ids else 0
            self._want_rows()
        self._rows.display = bool(ids) or not is_sifted
        self._empty.display = not self._rows.display
        self._empty.update(plain(self._no_pattern or "No article is like that."))
        self._show_title()
        self._rows.refresh()
        self._show_about()

    def action_seek(self) -> None:
        """Open the line for what is sought."""
        self._search.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what has the words typed so far."""
        is_pattern = pattern_in(event.value) is not None
        sought = event.value if is_pattern else " ".join(event.value.split())
        self._choose(replace(self._choice, sought=sought))

    def action_turn(self, steps: int) -> None:
        """List the next of: all, those with untagged claims, those with claims to check, those that are done."""
        number = SHOWN.index(self._choice.shown)
        self._choose(replace(self._choice, shown=SHOWN[(number + steps) % len(SHOWN)]))

    def action_sort(self) -> None:
        """Sort in the next way."""
        number = ORDERS.index(self._choice.order)
        self._choose(replace(self._choice, order=ORDERS[(number + 1) % len(ORDERS)]))

    def action_show_all(self) -> None:
        """List all articles; where they are, take the hint away."""
        self._search.close()
        if self._choice.is_narrow:
            self.take_up(Choice(order=self._choice.order))
        elif self._welcomes:
            self._welcome()

    def _welcome(self) -> None:
        self._welcomes = False
        self.post_message(self.Welcomed())
        self._show_hint()

    # Going on

    def offer_to_continue(self, where: str, article_id: str) -> None:
        """Tell where the reader was, and put the cursor on that article."""
        self._left_off = where
        if article_id in self._ids:
            self._rows.cursor = self._ids.index(article_id)
        self._show_hint()
        self._keys.show()

    def works(self, call: str) -> bool:
        """Whether a key does something now: there may be nowhere to go on."""
        return call != "continue" or bool(self._left_off)

    def action_continue(self) -> None:
        """Go on where the reader was."""
        if self._left_off:
            self.post_message(self.Continued())

    # What can be done

    def _refuses(self, article_id: str) -> bool:
        """Say why an article cannot be read, if that is known."""
        # What was not read yet is left out when it is opened, if it turns out unreadable.
        article = self._desk.workspace.article(article_id) if article_id in self._arrived else None
        if isinstance(article, Unreadable):
            self.notify(printable(article.reason), severity="warning", markup=False)
            return True
        return False

    def _readable(self, article_id: str) -> bool:
        return isinstance(self._desk.workspace.article(article_id), Article)

    def action_pick(self) -> None:
        """Pick the article under the cursor, or unpick it, and go on to the next."""
        article_id = self._under
        if not article_id or self._refuses(article_id):
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

    def _go_to_undone(self, undone: Undone | None) -> None:
        if undone and undone.record.article in self._ids:
            self._rows.cursor = self._ids.index(undone.record.article)

    def _tell(self, message: Content | str) -> None:
        self.notify(str(message), timeout=3, markup=False)

    @property
    def wanted(self) -> list[str]:
        """The ids of the picked articles, or with none picked of all, as many as people compare."""
        wanted = self.picked if self._picked else [*self._ids]
        if not self._picked and len(wanted) > MOST_UNPICKED:
            wanted = wanted[self._rows.cursor : self._rows.cursor + MOST_UNPICKED]
        return wanted

    def action_go(self) -> None:
        """Read the picked articles, or with none picked all, beginning with the one under the cursor.

        They stand in the order of the workspace however they are listed: so each keeps its number.
        """
        places = {article_id: place for place, article_id in enumerate(self._desk.workspace.ids)}
        if wanted := sorted(self.wanted, key=places.__getitem__):
            self.post_message(self.Read(wanted, self._under))
