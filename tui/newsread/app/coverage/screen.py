"""The coverage: a row for each claim and a column for each article, with what the reader says of each cell."""

import asyncio
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from newsread.annotations.sentence_states import Standing
from newsread.app.actions.keys import actions, bindings, key_of
from newsread.app.actions.places import Where
from newsread.app.coverage.coverage_lines import (
    Columns,
    about_cell,
    header,
    held_to_lines,
    legend,
    relations_line,
    row_line,
)
from newsread.app.coverage.state import ORDERS, Choice, Teller, ToldClaim, coverage, sorted_by
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.session.wordings import Tellings
from newsread.app.widgets.bars import KeyBar, TitleBar, plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.list_screen import ListScreen
from newsread.app.widgets.rows import Rows
from newsread.app.widgets.title_text import annotator_line, count_of_articles, shorter_lines, workspace_line
from newsread.articles.article import Article
from newsread.text.wording import count_of

_HIDDEN = "suggestions hidden"


class CoverageScreen(ListScreen):
    """Where one sees what all tell, what only one does, and how far the reader is with it."""

    where = Where.COVERAGE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.COVERAGE)]
    DEFAULT_CSS = """
    CoverageScreen {
        & #columns { height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; }
        & Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & #empty { height: 1fr; padding: 1 3; color: $quiet; }
        & #about { height: 5; padding: 0 1; background: $surface; }
        & #legend { height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; text-overflow: ellipsis; }
        & #told { height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    class Left(Message):
        """The reader goes back to where they came from."""

    @dataclass
    class Read(Message):
        """A sentence of an article, by its number, is to be read beside the others."""

        articles: Sequence[Article]
        article: Article
        sentence: int

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Rows(self._draw, 0))
        self._ids: Sequence[str] = ()
        self._articles: Sequence[Article] = ()
        self._every: Sequence[ToldClaim] = ()
        self._listed: Sequence[ToldClaim] = ()
        self._is_done = False
        self._is_compared = True
        """Whether what the machine found is in it."""
        self._signs = Content("")
        """What the signs in its cells mean."""
        self._go_to: Spot | None = None
        """Where the cursor is to stand once the claims are known."""
        self._order = ORDERS[0]
        self._lone_shown = True
        self._column = 0
        self._first_column = 0
        self._title = TitleBar()
        self._columns = Static(id="columns")
        self._empty = Static(id="empty")
        self._about = Static(id="about")
        self._legend = Static(id="legend")
        self._told = Static(id="told")
        self._keys = KeyBar(actions(self.where), self.works)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        yield self._columns
        yield self._rows
        yield self._empty
        yield self._about
        yield self._legend
        yield self._told
        yield self._keys

    def cover(self, article_ids: Sequence[str], at: Spot | None = None) -> None:
        """Show these articles, with the cursor on a sentence of one of them."""
        if list(article_ids) != list(self._ids):
            self._articles, self._every, self._listed, self._is_done = (), (), (), False
            self._column = self._first_column = 0
        self._ids = list(article_ids)
        self._go_to = at

    @property
    def choice(self) -> Choice:
        """What is listed, and in what order."""
        return Choice(self._order, self._lone_shown)

    def take_up(self, choice: Choice) -> None:
        """List what was chosen another time, as soon as the coverage is shown."""
        self._order, self._lone_shown = choice

    def on_mount(self) -> None:
        """Hear of what is found and said."""
        self._desk.shared.subscribe(self, self._changed)
        self._desk.said.subscribe(self, self._changed)

    def on_screen_resume(self) -> None:
        """Work out what is covered, or what has become of it meanwhile."""
        self._message = None
        if self._is_compared and not self._desk.suggestions.shown:
            self._every, self._is_done = (), False
        self._desk.sharing.want(self._ids)
        self._list()
        self._bring_up_to_date()

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        self._show()

    # Working it out

    def _changed(self, _: object) -> None:
        if self.is_current:
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        self.run_worker(self._work_out(), group="coverage", exclusive=True, exit_on_error=False)

    async def _work_out(self) -> None:
        ids = self._ids
        articles = await asyncio.to_thread(self._read, ids)
        no_claims = {
            (article.id, number)
            for article in articles
            for number, standing in enumerate(self._desk.standings(article))
            if standing.is_no_claim
        }
        told = await asyncio.to_thread(self._told_by, articles, no_claims)
        signs = await asyncio.to_thread(relations_line, told or (), len(articles))
        if ids is self._ids:
            self._articles, self._every = articles, told or ()
            self._is_done = told is not None
            self._is_compared = any(each.texts is not None for each in self._every)
            self._signs = signs
            self._column = max(0, min(self._column, len(articles) - 1))
            self._list()

    def _read(self, ids: Sequence[str]) -> list[Article]:
        """Return the articles, their tags read, too: nothing then waits for the disk."""
        articles = [each for each in self._desk.read(ids) if isinstance(each, Article)]
        for article in articles:
            self._desk.notebook.claims(article.id)
        return articles

    def _told_by(
        self, articles: Sequence[Article], no_claims: Container[tuple[str, int]]
    ) -> Sequence[ToldClaim] | None:
        """Return the claims of the articles; None while it is not known what they share.

        `no_claims` holds the sentences that the reader marked as none, by the articles' ids and their numbers.
        """
        desk = self._desk
        known = [article for article in articles if desk.suggestions.of(article)]
        shared = desk.suggestions.of(*known) if known else None
        if shared is None and desk.suggestions.shown and not desk.suggestions.problem:
            return None
        ids_known = {article.id for article in known}
        if shared and len(known) < len(articles):  # what was found in another text of the others is not theirs
            of_known = (
                each for each in shared.counterparts if ids_known.issuperset((each.of.article, each.to.article))
            )
            shared = replace(shared, counterparts=tuple(of_known))
        tellings = Tellings(
            articles, shared, desk.links(articles), lambda spot: (spot.article.id, spot.number) in no_claims
        )
        return coverage(tellings, ids_known if shared else ())

    def _said(self) -> Callable[[Teller], Standing]:
        return lambda teller: self._desk.standings(self._articles[teller.article])[teller.sentence]

    # What is shown

    def _list(self) -> None:
        """List the claims in their order; the cursor stays on its claim if that is still there."""
        # At the top it stays at the top, where what is found later may come first.
        under = self._under.first if self._under and self._rows.cursor else None
        rows = [told for told in self._every if self._lone_shown or len(told.articles) > 1]
        self._listed = sorted_by(self._order, rows, self._said())
        self._rows.set_count(len(self._listed))
        if under:
            self._point_at(under)
        if self._go_to and self._is_done:
            self._begin_at(self._go_to)
            self._go_to = None
        self._show()

    def _begin_at(self, spot: Spot) -> None:
        """Put the cursor on the claim that a sentence tells, and on its article."""
        numbers = (number for number, article in enumerate(self._articles) if article.id == spot.article.id)
        if (number := next(numbers, None)) is not None:
            self._column = number
            self._point_at(Teller(number, spot.number))

    def _point_at(self, teller: Teller) -> None:
        with_it = (number for number, told in enumerate(self._listed) if teller in told.members)
        if (number := next(with_it, None)) is not None:
            self._rows.cursor = number

    @property
    def _under(self) -> ToldClaim | None:
        """The claim under the cursor."""
        return self._listed[self._rows.cursor] if self._rows.cursor < len(self._listed) else None

    def _show(self) -> None:
        covered = f"coverage of {count_of_articles(len(self._ids))}"
        progress = self._desk.progress_of(self._articles) if self._articles else None
        self._title.show(
            workspace_line(self._desk, covered, progress),
            annotator_line(self._desk),
            shorter_lines(self._desk, covered, progress),
        )
        self._rows.display = self._columns.display = bool(self._listed)
        self._empty.display = not self._listed
        if not self._listed:
            self._empty.update(plain(self._why_empty()))
        else:
            self._columns.update(header(self._shown_columns, self._column, len(self._articles)), layout=False)
        self._rows.refresh()
        self._show_about()

    def _why_empty(self) -> str:
        if not self._is_done:
            return "What the articles share is being looked for …"
        if self._every:
            told = "told by" if self._is_compared else "confirmed in"
            return f"No claim is {told} more than one of them: {key_of('told by one')} shows those of only one."
        return "There is no claim in these articles."

    @property
    def _shown_columns(self) -> Columns:
        width = self.size.width - 3  # the margins, and the scrollbar
        articles = len(self._articles)
        columns = Columns.of(width, self._first_column, self._column, articles, compared=self._is_compared)
        self._first_column = columns.shown.start
        return columns

    def _show_about(self) -> None:
        told = self._under
        about = about_cell(told, self._articles, self._column, self._said(), self._why_unknown) if told else []
        self._about.update(Content("\n").join(held_to_lines(about, self.size.width - 2)), layout=False)
        self._legend.update(legend(self._articles, self._shown_columns) if told else "", layout=False)
        self._told.update(self._tells(), layout=False)
        self._keys.show()

    def _tells(self) -> Content:
        if self._message:
            return self._message
        if problem := self._desk.not_saved or self._desk.suggestions.problem:
            return plain(problem, "$warning")
        if not self._listed:
            return plain("")
        alone = sum(len(told.articles) == 1 for told in self._every)
        by_one = "told by one" if self._is_compared else "not confirmed"
        hidden = f", {alone:,} {by_one} hidden" if alone and not self._lone_shown else ""
        if not self._desk.suggestions.shown:
            hidden += f", {_HIDDEN} in the reader"
        claims = f"{count_of(len(self._listed), 'claim')} by {self._order.name}{hidden}"
        return Content.assemble(plain(f"{claims}   ", "$quiet"), self._signs)

    @property
    def _why_unknown(self) -> str:
        """What is said of a cell of which nothing is known."""
        return "not looked for" if self._desk.suggestions.shown else _HIDDEN

    def _draw(self, number: int, _: int, __: int) -> Sequence[Part]:
        told = self._listed[number]
        article = self._articles[told.first.article]
        words = Spot(article, told.first.sentence).words
        chosen = self._column if number == self._rows.cursor else None
        return [*row_line(told, words, self._shown_columns, self._said(), chosen=chosen)]

    # What can be done

    def action_column(self, columns: int) -> None:
        """Move the cursor to the article after or before."""
        self._message = None
        self._column = max(0, min(self._column + columns, len(self._articles) - 1))
        self._show()

    def action_sort(self) -> None:
        """Sort in the next way, and begin with what that puts first."""
        self._message = None
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._list()
        self._rows.cursor = 0
        self._show_about()

    def action_lone(self) -> None:
        """Show or hide what only one article tells."""
        self._message = None
        self._lone_shown = not self._lone_shown
        self._list()

    def action_back(self) -> None:
        """Go back to where the reader came from."""
        self.post_message(self.Left())

    def action_go(self) -> None:
        """Go to the sentence that tells the claim in the column's article."""
        told = self._under
        if told is None:
            return
        sentence = told.sentence(self._column)
        if sentence is None:
            self._tell("the claim was not found in this article")
        else:
            self.post_message(self.Read(self._articles, self._articles[self._column], sentence))

    def works(self, call: str) -> bool:
        """Whether a key does something now."""
        _, name, _ = parse(call)
        return name != "go" or (self._under is not None and self._under.sentence(self._column) is not None)
