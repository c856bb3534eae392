"""The panel beside the texts: who is named, which numbers and dates are given, and what all tell or only one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from newsread.app.actions.keys import bindings, key_of
from newsread.app.actions.places import Where
from newsread.app.reader.corrections import Correctable, Correcting
from newsread.app.reader.dimming import Dimming
from newsread.app.reader.highlighted_entity import Known, Lighting, lit
from newsread.app.reader.panel_rows import PanelRow, View, about_fact, about_name, about_told, facts, names, told
from newsread.app.session.reported_by import Told, next_told
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.widgets.article_names import called
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.rows import Rows, WithRows
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection


WIDTH = 40
"""Cells."""
UNDER_BELOW = 100
"""The width of a screen below which the panel stands under the texts."""


class SidePanel(WithRows, Vertical, can_focus=True):
    """Lists what the articles share. It takes keys only while it has the focus, and says what it wants done."""

    DEFAULT_CSS = """
    SidePanel {
        display: none; width: 40; height: 1fr; background: $surface;
        border-top: solid $panel; border-left: solid $panel; border-title-color: $quiet;
        &:focus { border-top: solid $primary; border-title-color: $primary; border-title-style: bold; }
        & > #views {
            height: 1; padding: 0 1;
            link-style: none; link-color: $foreground; link-style-hover: bold; link-background-hover: $surface;
            link-color-hover: $primary;
        }
        & > Container { layout: vertical; height: 1fr; }
        & Rows { height: 1fr; background: $surface; }
        & #about { height: 1fr; padding: 0 1; border-top: solid $panel; }
        &.under { width: 1fr; height: 45%; }
        &.under > Container { layout: horizontal; }
        &.under Rows { width: 2fr; }
        &.under #about { width: 3fr; border-top: none; border-left: solid $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.PANEL)]

    class Left(Message):
        """The reader goes back to the text."""

    class FocusChanged(Message):
        """The panel takes the keys from now on, or no longer does."""

    class KeysChanged(Message):
        """Other keys than before may do something."""

    class Dimmed(Message):
        """Other sentences are to be dimmed."""

    @dataclass
    class Went(Message):
        """The reader goes to a place of an article."""

        article: str
        offset: int

    @dataclass
    class Walked(Message):
        """The reader goes to the next place where an entity is named."""

        entity: str

    @dataclass
    class Says(Message):
        """There is something to tell the reader."""

        words: str

    def __init__(
        self,
        desk: Desk,
        articles: Callable[[], Sequence[Article]],
        spot: Callable[[], Spot],
        lighting: Lighting,
    ) -> None:
        """`articles` and `spot` give what is read now, and where; `lighting` what is lit."""
        super().__init__()
        self._desk, self._read, self._spot, self._lighting = desk, articles, spot, lighting
        self._view = View.NAMES
        self._listed: list[PanelRow] = []
        self._cursors: dict[View, int] = {}
        self._correcting = Correcting(self, desk, lambda: self._articles, self._tell)
        self.dimming = Dimming(desk, articles)
        """What is dim in the texts."""
        self._views = Static(id="views")
        self._rows = Rows(self._draw, 0)
        self._about = Static(id="about")

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._views
        with Container():
            yield self._rows
            yield self._about

    def on_mount(self) -> None:
        """Hear of what is known anew, and of what the reader says."""
        self.border_title = "panel "
        self._desk.shared.subscribe(self, lambda _: self._known_anew())
        self._desk.said.subscribe(self, lambda _: self._known_anew())
        self.look_again()

    # How it stands beside the texts

    def takes(self, width: int) -> int:
        """Return how many cells it takes from the texts on a screen `width` cells wide."""
        return WIDTH if self.display and width >= UNDER_BELOW else 0

    @property
    def view(self) -> View:
        """What it shows, or showed last."""
        return self._view

    def take_up(self, view: View, *, shown: bool) -> None:
        """Stand there as it was left; the text has the keys."""
        self._view = view
        self.display = shown

    def open(self) -> None:
        """Show the panel, as it was left, and take the keys."""
        self.display = True
        self.look_again()
        self.follow_lit()
        self.focus()

    def close(self) -> None:
        """Give the room back."""
        self.display = False

    def on_resize(self) -> None:
        """Tell as much as there is room for."""
        self.call_after_refresh(self._show_about)

    def on_focus(self) -> None:
        """Tell whose keys work."""
        self.post_message(self.FocusChanged())

    def on_blur(self) -> None:
        """Tell whose keys work."""
        self.post_message(self.FocusChanged())

    # What is known

    @property
    def _articles(self) -> list[Article]:
        """The articles that are read, as far as it is known what they share."""
        return self._desk.suggestions.known(self._read())

    @property
    def _shared(self) -> "Collection | None":
        articles = self._articles
        return self._desk.suggestions.of(*articles) if articles else None

    def _known_anew(self) -> None:
        self.look_again()
        if self.dimming.kept:
            self.post_message(self.Dimmed())

    def undim(self) -> bool:
        """Dim nothing; whether anything was dim."""
        was_dim = self.dimming.end()
        if was_dim:
            self._dimming_changed()
        return was_dim

    def _dimming_changed(self) -> None:
        self.look_again()
        self.post_message(self.Dimmed())

    # What is shown

    def look_again(self) -> None:
        """List what is known now, with the cursor on what it stood on."""
        if not self.display or self.screen not in self.app.screen_stack:
            return
        before = self._row
        self._listed = self._list()
        self._rows.set_count(len(self._listed))
        alike = (number for number, row in enumerate(self._listed) if before and row.is_like(before))
        self._rows.cursor = next(alike, self._rows.cursor)
        self._show()

    def _list(self) -> list[PanelRow]:
        shared, articles = self._shared, self._articles
        if shared is None:
            return []
        match self._view:
            case View.NAMES:
                return names(shared, articles, self._correcting.waiting, self._correcting.marked)
            case View.FACTS:
                return facts(shared, articles, called(self._read()))
            case View.TOLD:
                found = self.dimming.reach(shared, articles)
                return told(found, articles, called(self._read()), self.dimming.kept) if len(articles) > 1 else []

    @property
    def _row(self) -> PanelRow | None:
        return self._listed[self._rows.cursor] if self._rows.cursor < len(self._listed) else None

    def follow_lit(self) -> None:
        """Put the cursor on what is lit, where names are listed."""
        if self.display and self._view is View.NAMES:
            entity = self._lighting.lit.entity if self._lighting.lit else ""
            number = next((n for n, row in enumerate(self._listed) if row.entity and row.entity.id == entity), None)
            if number is not None:
                self._rows.cursor = number
            self._show_about()

    def _show(self) -> None:
        items = []
        for number, view in enumerate(View):
            name = f"[{view}]" if view is self._view else f" {view} "
            item = Content.from_markup(f"[@click=focused.choose({number})]$name[/]", name=name)
            items.append(item.stylize("bold $primary") if view is self._view else item)
        self._views.update(Content(" ").join(items))
        self._show_about()

    def works(self, action: str) -> bool:
        """Whether an action does something with the row under the cursor; those that it has not all work."""
        row = self._row
        match action:
            case "merge" | "split" | "retype" | "ignore":
                return bool(row and row.entity)
            case "dim":
                return bool(row and row.told)
            case "go":
                return bool(row and (row.entity or row.fact or row.told))
        return True

    def _show_about(self) -> None:
        self.post_message(self.KeysChanged())
        size = self._about.content_size
        if size.width and size.height:
            self._about.update(Content("\n").join(self._told_of(size)), layout=False)

    def _told_of(self, size: Size) -> Sequence[Content]:
        width, height = size
        row, shared = self._row, self._shared
        if row is None or shared is None:
            return plain(self._why_empty(), "$quiet").wrap(width)[:height]
        articles = {article.id: article for article in self._articles}
        match self._view:
            case View.NAMES:
                now = self._lighting.lit
                if row.entity and (now is None or now.entity != row.entity.id):
                    now = lit(Known(shared, list(articles), list(articles)), row.entity.id)
                return about_name(row, now, articles, called(self._read()), size)
            case View.FACTS:
                return about_fact(row, articles, width, height)
            case View.TOLD:
                keys = f"{key_of('dim')} dims the rest · {key_of('panel go')} goes to the next"
                return about_told(row, len(articles), keys, width, height)

    def _why_empty(self) -> str:
        if self._shared is None:
            return self._desk.suggestions.problem or "What the articles share is still being looked for …"
        match self._view:
            case View.NAMES:
                return "Nobody and nothing is named."
            case View.FACTS:
                return "No numbers, dates and durations were found."
            case View.TOLD:
                return "It takes two articles: read several side by side."

    def _draw(self, row: int, _: int, width: int) -> Sequence[Part]:
        return self._listed[row].parts(width)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Tell of the row."""
        event.stop()
        self._show_about()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Do with the row what a key does."""
        event.stop()
        self.action_go()

    # What its keys do

    def action_turn(self, views: int) -> None:
        """Show another view."""
        every = list(View)
        self.action_choose((every.index(self._view) + views) % len(every))

    def action_choose(self, number: int) -> None:
        """Show a view, by its number."""
        self._cursors[self._view] = self._rows.cursor
        self._view = list(View)[number]
        self._listed = self._list()
        self._rows.set_count(len(self._listed))
        self._rows.cursor = self._cursors.get(self._view, 0)
        self._rows.refresh()
        self._show()

    def action_close(self) -> None:
        """Go back to the text."""
        self.post_message(self.Left())

    def action_go(self) -> None:
        """Go to what the row is about: the next place of a name, a telling, or the next claim that is told so."""
        row, shared = self._row, self._shared
        if row is None or shared is None:
            return
        if row.entity:
            self.post_message(self.Walked(row.entity.id))
        elif row.fact:
            self.post_message(self.Went(row.fact.article, row.fact.start))
        elif row.told:
            self._go_to_told(row, row.told, shared)

    def _go_to_told(self, row: PanelRow, how: Told, shared: "Collection") -> None:
        articles = {article.id: article for article in self._articles}
        numbers = self.dimming.reach(shared, list(articles.values())).numbers[how]
        spot = self._spot()
        among = [row.article] if row.article else list(articles)
        found = next_told(numbers, among, (spot.article.id, spot.number))
        if found:
            article, number = found
            self.post_message(self.Went(article, articles[article].sentences[number].start))
        else:
            self._tell("there is no such claim")

    def _tell(self, words: str) -> None:
        self.post_message(self.Says(words))

    def action_dim(self) -> None:
        """Dim all but what the row counts, or nothing again."""
        if self._row and self._row.told:
            self.dimming.turn(self._row.told)
            self._dimming_changed()

    # What a reader says of names

    def _correct(self, deed: Callable[[Correctable], None]) -> None:
        row, shared = self._row, self._shared
        if row and row.entity and shared:
            deed(Correctable(shared, row.entity))
            self.look_again()

    def action_merge(self) -> None:
        """Mark a name; on another one, say that both are one."""
        self._correct(self._correcting.merge)

    def action_split(self) -> None:
        """Ask which form names something of its own."""
        self._correct(self._correcting.split)

    def action_retype(self) -> None:
        """Ask of what type it is."""
        self._correct(self._correcting.retype)

    def action_ignore(self) -> None:
        """Say that it is no name."""
        self._correct(self._correcting.ignore)


class WithPanel(Container):
    """The texts and the panel beside them, or under them where the screen is narrow."""

    DEFAULT_CSS = """
    WithPanel {
        layout: horizontal; height: 1fr;
        &.under { layout: vertical; }
    }
    """

    def on_resize(self, event: events.Resize) -> None:
        """Put the panel where there is room."""
        self.set_class(event.size.width < UNDER_BELOW, "under")
        self.query_one(SidePanel).set_class(event.size.width < UNDER_BELOW, "under")
