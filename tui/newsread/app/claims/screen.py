"""The claims list: all claims and marks of the workspace, filtered, sorted and searched, and what to do with each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from newsread.annotations.notebook import Undone
from newsread.annotations.records import Aspect
from newsread.app.actions.keys import actions, bindings, key_of
from newsread.app.actions.places import Where
from newsread.app.claims.claim_commands import Settling, works
from newsread.app.claims.claim_details import about
from newsread.app.claims.claim_lines import in_facts_line, in_one_line, in_words_line
from newsread.app.claims.gathering import Gathering
from newsread.app.claims.header import Listing, count_of_all, filters_line, offered, why_empty
from newsread.app.claims.rows import (
    ALL,
    CONFLICTS,
    DECIDED_ON,
    DIFFER,
    FILTERS,
    ORDERS,
    Choice,
    ClaimRow,
    decided_of,
    listed,
)
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.session.session import Desk
from newsread.app.session.spots import sentence_at
from newsread.app.widgets.bars import KeyBar, TitleBar, plain
from newsread.app.widgets.inputs import SearchLine
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.list_screen import ListScreen
from newsread.app.widgets.rows import Rows
from newsread.app.widgets.title_text import annotator_line, shorter_lines, workspace_line
from newsread.articles.article import Article

_ONE_LINE_FROM = 120
"""The width of the screen from which a claim has one line rather than two."""


class Claims(ListScreen):
    """Where everything that was said is found again."""

    where = Where.CLAIMS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.CLAIMS)]
    AUTO_FOCUS = ""  # else the line for the search would take the keys
    DEFAULT_CSS = """
    Claims {
        & #filters {
            height: auto; max-height: 3; padding: 0 1; background: $surface; color: $quiet;
            link-style: none; link-color: $quiet; link-style-hover: bold; link-background-hover: $surface;
            link-color-hover: $primary;
        }
        & Rows { height: 1fr; padding: 0 1; }
        & #empty { height: 1fr; padding: 1 3; color: $quiet; }
        & #about { height: 33%; min-height: 6; padding: 0 1; background: $surface; }
        & #bottom { height: 1; padding: 0 1; background: $surface; }
        & #told { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    class Left(Message):
        """The reader goes back to where they came from."""

    @dataclass
    class Read(Message):
        """A sentence of an article, by its number, is to be read."""

        article: Article
        sentence: int

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Rows(self._draw, 0))
        self._claims = Gathering(desk)
        self._annotator = desk.notebook.annotator
        """Whose choice of claims it is: another annotator begins with all of them."""
        self._settling = Settling(self, desk, self._tell)
        self._listed: list[ClaimRow] = []
        self._chosen, self._order, self._sought = ALL, ORDERS[0], ""
        self._title = TitleBar()
        self._filters = Static(id="filters")
        self._empty = Static(id="empty")
        self._about = Static(id="about")
        self._search = SearchLine("words, reason, annotator, outlet, file")
        self._told = Static(id="told")
        self._keys = KeyBar(actions(self.where), self.works)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        yield self._filters
        yield self._rows
        yield self._empty
        yield self._about
        with Horizontal(id="bottom"):
            yield self._search
            yield self._told
        yield self._keys

    def on_mount(self) -> None:
        """Hear of what is said."""
        self._desk.said.subscribe(self, self._said_changed)

    def on_screen_resume(self) -> None:
        """Gather the claims, or what has become of them meanwhile."""
        self._bring_up_to_date()

    def on_resize(self) -> None:
        """Give each claim one line where that has room for the words, else two."""
        self._rows.set_row_height(1 if self._in_one_line else 2)
        self._show()

    def on_unmount(self) -> None:
        """Wait for nothing any more."""
        self._claims.forget()

    # Gathering

    def _said_changed(self, article_id: str | None) -> None:
        if article_id is None:
            if self._annotator != self._desk.notebook.annotator:
                self._annotator = self._desk.notebook.annotator
                self.take_up(self.choice.of_all())
            self._claims.forget()
        else:
            self._claims.note_change(article_id)
        if self.is_current:
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self._claims.is_done:
            self._claims.take_in_changes()
            self._list(else_at=self._rows.cursor)
        elif not self._claims.goes_on:
            self._list()
            self.run_worker(self._gather(), group="gather", exclusive=True, exit_on_error=False)

    async def _gather(self) -> None:
        if await self._claims.gather():
            self._list()

    # What is shown

    def _list(self, else_at: int = 0) -> None:
        """List what is chosen; the cursor stays on its claim if that is still there."""
        under = self._under
        self._listed = (
            listed(self._claims.rows, self._chosen, self._order, self._sought) if self._claims.is_done else []
        )
        self._rows.set_count(len(self._listed))
        if not (under and self._point_at(under.claim.id)):
            self._rows.cursor = else_at
        self._show()

    def _point_at(self, claim: UUID) -> bool:
        """Put the cursor on a claim, if it is listed."""
        for number, row in enumerate(self._listed):
            if row.claim.id == claim:
                self._rows.cursor = number
                return True
        return False

    @property
    def under_cursor(self) -> str:
        """The id of the article of the claim under the cursor; empty where none is listed."""
        return self._under.claim.article if self._under else ""

    @property
    def _under(self) -> ClaimRow | None:
        """The claim under the cursor."""
        return self._listed[self._rows.cursor] if self._rows.cursor < len(self._listed) else None

    def _show(self) -> None:
        listing = self._listing
        count = count_of_all(listing)
        shorter = shorter_lines(self._desk, count)
        self._title.show(workspace_line(self._desk, count), annotator_line(self._desk), shorter)
        self._filters.update(filters_line(listing, self._width))
        self._rows.display = bool(self._listed)
        self._empty.display = not self._listed
        if not self._listed:
            self._empty.update(plain(why_empty(listing)))
        self._rows.refresh()
        self._show_about()

    @property
    def _listing(self) -> Listing:
        counts = self._claims.counts if self._claims.is_done else None
        found = len(self._listed) if counts is not None else None
        return Listing(self._chosen, self._order, self._sought, self._desk.others.shown, counts, found)

    def _show_about(self) -> None:
        row = self._under
        self._about.update(about(row, self._width, self._desk.called) if row else "", layout=False)
        self._told.update(self._tells(), layout=False)
        self._keys.show()

    def _tells(self) -> Content:
        if self._message:
            return self._message
        if self._sought:
            clear = f"{key_of('clear search')} ends the search"
            return plain(f"“{self._sought}” · {len(self._listed):,} found · {clear}", "$quiet")
        row = self._under
        problem = self._desk.not_saved or (row and self._desk.notebook.problems.get(row.article.id))
        if problem:
            return plain(problem, "$warning")
        decided = decided_of(self._claims.rows) if self._chosen in {DIFFER, DECIDED_ON, CONFLICTS} else None
        position = f"{self._rows.cursor + 1:,} of {len(self._listed):,}" if row else ""
        told = filter(None, (position, str(decided) if decided and decided.every else ""))
        return plain(" · ".join(told), "$quiet")

    @property
    def _width(self) -> int:
        """How many cells there are between the margins."""
        return max(1, self.size.width - 2)

    @property
    def _in_one_line(self) -> bool:
        return self.size.width >= _ONE_LINE_FROM

    def _draw(self, number: int, line: int, width: int) -> Sequence[Part]:
        row = self._listed[number]
        pointer: Part = (f"{CURSOR_BAR if number == self._rows.cursor else ' '} ", ("pointer",))
        is_saved, with_names = self._desk.notebook.is_saved, self._desk.others.shown
        if self._in_one_line:
            return [pointer, *in_one_line(row, width - 2, is_saved, with_names=with_names)]
        if line == 0:
            return [pointer, *in_words_line(row, width - 2, is_saved)]
        return [pointer, *in_facts_line(row, width - 2, with_names=with_names)]

    # Choosing what is listed

    @property
    def choice(self) -> Choice:
        """What is listed, and in what order."""
        return Choice(self._chosen, self._order, self._sought)

    def take_up(self, choice: Choice) -> None:
        """List what was chosen another time, as soon as the claims are shown."""
        self._chosen, self._order, self._sought = choice
        with self._search.prevent(Input.Changed):
            self._search.value = choice.sought

    def action_choose(self, number: int) -> None:
        """Show the claims of a filter, by its number from one on."""
        self._message = None
        self._chosen = FILTERS[number - 1]
        self._list()

    def action_turn(self, filters: int) -> None:
        """Show the claims of the filter after or before, round and round."""
        every = offered(with_others=self._desk.others.shown)
        number = every.index(self._chosen) if self._chosen in every else 0
        self.action_choose(FILTERS.index(every[(number + filters) % len(every)]) + 1)

    def action_sort(self) -> None:
        """Sort in the next way."""
        self._message = None
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._list()

    def action_search(self) -> None:
        """Open the line for what is searched."""
        self._message = None
        self._search.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what has the words typed so far."""
        self._sought = event.value.strip()
        self._list()

    def action_clear(self) -> None:
        """End the search; where there is none go back."""
        if self._sought or self._search.display:
            self._search.close()
            self._search.value = ""
        else:
            self.action_back()

    def action_back(self) -> None:
        """Go back to where the reader came from."""
        self.post_message(self.Left())

    def action_go(self) -> None:
        """Go to the claim in its article."""
        if row := self._under:
            if isinstance(row.article, Article):
                self.post_message(self.Read(row.article, sentence_at(row.article, row.start)))
            else:
                self._tell(row.article_problem)

    # Saying and settling

    def action_reason(self) -> None:
        """Ask for the reason of what was said last of the claim, and keep it."""
        self._settle(self._settling.reason)

    def action_evidence(self) -> None:
        """Ask for the evidence of the verdict that was given last, and keep it."""
        articles = {row.article.id: row.article for row in self._claims.rows if isinstance(row.article, Article)}
        self._settle(lambda row: self._settling.evidence(row, list(articles.values())))

    def action_withdraw(self, aspect: str) -> None:
        """Take back what was said last on the content, or on the statement."""
        self._settle(lambda row: self._settling.withdraw(row, Aspect(aspect)))

    def action_log(self) -> None:
        """Show all that was said of these words."""
        self._settle(self._settling.log)

    def action_confirm(self) -> None:
        """Take the place that is suggested."""
        self._settle(lambda row: self._settling.confirm(row, self._claims.rows))

    def action_place(self) -> None:
        """Let the reader choose where the words stand."""
        self._settle(self._settling.place)

    def action_gone(self) -> None:
        """Settle that the words are no longer in the article."""
        self._settle(self._settling.gone)

    def action_decide(self) -> None:
        """Decide on the claim where annotators differ."""
        self._settle(lambda row: self._settling.decide(row, decided_of(self._claims.rows)))

    def _settle(self, deed: Callable[[ClaimRow], None]) -> None:
        if row := self._under:
            deed(row)

    def works(self, call: str) -> bool:
        """Whether a key does something now."""
        _, name, parameters = parse(call)
        return works(name, self._under, *parameters)

    def _go_to_undone(self, undone: Undone | None) -> None:
        if undone:
            self._said_changed(undone.record.article)  # the claim may be listed again only now
            self._point_at(undone.record.claim)
