"""The counterparts of a sentence in a list, a row for each article: a person goes there, confirms, rejects or names."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.app.answering import Answering
from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.counterpart_rows import CounterpartRow
from newsread.app.desk import Desk
from newsread.app.dialogs import Dialog
from newsread.app.lines import Part
from newsread.app.margin import CURSOR_BAR
from newsread.app.place_dialog import Choice, PlaceDialog, Span
from newsread.app.relations import Relation
from newsread.app.rows import Rows
from newsread.app.spots import Spot
from newsread.app.titles import article_line
from newsread.articles.article import Article

_RELATION, _LEAST_OF_ARTICLE, _MOST_OF_ARTICLE = 11, 16, 34
_MOST_ROWS = 6
"""Rows beyond which the list is scrolled, so that the texts behind it stay in sight."""


class CounterpartDialog(Dialog[Spot | None]):
    """Shows what holds as it is answered; gives the sentence to go to, or None where it was left."""

    DEFAULT_CSS = """
    CounterpartDialog {
        align: center bottom;
        & > Vertical { max-width: 120; max-height: 75%; }
        & #claim { max-height: 2; }
        & Rows { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", show=False),
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("enter", "go", "go there"),
        Binding("space", "confirm", "confirm"),
        Binding("x", "reject", "reject"),
        Binding("n", "name", "another"),
        Binding("escape,q", "leave", "leave"),
    ]

    def __init__(self, desk: Desk, spot: Spot, articles: Sequence[Article]) -> None:
        super().__init__()
        self._desk = desk
        self._answering = Answering(desk, spot, articles)
        self._every = self._answering.rows
        self._message: Content | None = None
        self._rows = Rows(self._draw, len(self._every))
        self._rows.set_row_height(2)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        spot = self._answering.spot
        with Vertical() as box:
            box.border_title = f"Counterparts of sentence {spot.number + 1}"
            yield Static(plain(spot.words), id="claim", classes="tells")
            self._rows.styles.height = 2 * min(_MOST_ROWS, len(self._every))
            yield self._rows
            yield Static(id="told")
            yield Static(
                "enter goes there · space confirms · x rejects · n names another sentence · esc leaves",
                classes="tells",
            )

    def on_mount(self) -> None:
        """Hear of what is found and said."""
        self._desk.shared.subscribe(self, self._changed)
        self._desk.said.subscribe(self, self._changed)
        self._show()

    def _changed(self, _: object) -> None:
        self._answering.take_in()
        self._show()

    def _show(self) -> None:
        self._every = self._answering.rows
        self._rows.refresh()
        looking = "" if self._answering.is_known else "counterparts are being looked for …"
        problem = self._desk.sharing.problem if looking else None
        self.query_one("#told", Static).update(self._message or plain(problem or looking, "$quiet"))

    def _draw(self, number: int, line: int, width: int) -> Sequence[Part]:
        row = self._every[number]
        pointer: Part = (CURSOR_BAR if number == self._rows.cursor else " ", ("pointer",))
        room = width - 2 - _RELATION
        if line:
            return [pointer, (" " * (_RELATION + 1), ()), (held_to(row.words, room), ())]
        relation: Part = (held_to(f"{row.relation.glyph} {row.relation}", _RELATION), (row.relation.style,))
        of_article = min(room, max(_LEAST_OF_ARTICLE, min(_MOST_OF_ARTICLE, room // 3)))
        name = held_to(article_line(row.article), of_article)
        why = held_to(self._why(row), max(0, room - of_article - 2))
        return [pointer, relation, (" ", ()), (name, ("bold",)), ("  ", ()), (why, ("quiet",))]

    def on_rows_chosen(self) -> None:
        """Go there, on a second click."""
        self.action_go()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._rows.cursor += pages * self._rows.rows_on_screen

    @property
    def _under(self) -> CounterpartRow:
        return self._every[self._rows.cursor]

    def _tell(self, message: Content) -> None:
        self._message = message
        self._show()

    def action_go(self) -> None:
        """Give the counterpart under the cursor."""
        if spot := self._under.spot:
            self.answer(spot)
        else:
            self._tell(plain("there is no counterpart in this article to go to"))

    def action_confirm(self) -> None:
        """Confirm the counterpart, or take that back."""
        self._tell(self._answering.confirm(self._under))

    def action_reject(self) -> None:
        """Reject the counterpart, or take that back."""
        self._tell(self._answering.reject(self._under))

    def action_name(self) -> None:
        """Let a person name the sentence that tells the same claim."""
        row = self._under

        def take(span: Span | None) -> None:
            if span:
                self._tell(self._answering.name(row, *span))

        self.app.push_screen(
            NamingDialog(row.article, self._answering.spot.words, [row.span] if row.span else []), take
        )

    def action_leave(self) -> None:
        """Go nowhere."""
        self.answer(None)

    def _why(self, row: CounterpartRow) -> str:
        shared = " · ".join(row.why)
        match row.relation:
            case Relation.CONFIRMED if not row.link:
                return "by way of another article"
            case Relation.NONE:
                return "no counterpart found" if self._answering.is_known else "…"
        return f"both have: {shared}" if shared else ""


class NamingDialog(PlaceDialog):
    """Asks which sentence of an article tells the claim; gives its span, or None where it was left."""

    DEFAULT_CSS = """
    NamingDialog { align: center bottom; & > Vertical { height: 60%; } }
    """
    ASKS = "Which sentence tells this claim?"
    OFFERS = "sentences"
    DOES = "enter names the sentence"

    def choices(self, article: Article, words: str, candidates: Sequence[Span]) -> list[Choice]:
        """Return what was found so far, and then every sentence in the order of the text."""
        _ = words
        spans = [*candidates, *((each.start, each.end) for each in article.sentences)]
        return [Choice(*span, article.text[slice(*span)], span in candidates) for span in dict.fromkeys(spans)]
