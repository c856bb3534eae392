"""Where a claim's words stand in a text that has changed: a person chooses among the article's sentences."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.field import Field
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog
from newsread.app.rows import Rows
from newsread.app.search import Searched, finder
from newsread.app.where import Where
from newsread.app.wrapping import wrap
from newsread.articles.article import Article

Span = tuple[int, int]
"""Half-open, in code points of the article's text."""


class Offer(NamedTuple):
    """A place that the claim may be put to."""

    start: int
    end: int
    words: str
    is_candidate: bool
    """Whether the words there are like the claim's, and stand where they may be them."""


def offers(article: Article, words: str, candidates: Sequence[Span]) -> list[Offer]:
    """Return the places for a claim with these words, the likeliest first: the candidates, then every sentence.

    Sentences are as likely as they are like the words (1 - Levenshtein distance / the longer one's length); what is
    equally like comes in the order of the text.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only who moves a claim pays for it

    text = article.text
    spans = [(sentence.start, sentence.end) for sentence in article.sentences]
    others = sorted(
        (span for span in spans if span not in candidates),
        key=lambda span: -Levenshtein.normalized_similarity(words, text[slice(*span)]),
    )
    return [
        Offer(start, end, text[start:end], is_candidate)
        for every, is_candidate in ((candidates, True), (others, False))
        for start, end in every
    ]


def having(every: Sequence[Offer], sought: str) -> list[Offer]:
    """Return the offers that have the words; see `search`."""
    finds = finder(sought)
    return [offer for offer in every if finds(Searched(offer.words))]


class PlaceDialog(ListDialog[Span]):
    """Asks where a claim's words stand; gives the span, or None where it was left."""

    DEFAULT_CSS = """
    PlaceDialog {
        & > Vertical { max-width: 110; height: 80%; }
        & #claim { max-height: 3; }
        & Rows { height: 1fr; }
    }
    """
    where = Where.SEEKING
    ASKS = "Where do these words stand now?"
    OFFERS = "places, the likeliest first"

    def __init__(self, article: Article, words: str, candidates: Sequence[Span]) -> None:
        self._words = words
        self._every = self.offers(article, words, candidates)
        self._offered = self._every
        super().__init__(Rows(self._draw, len(self._every)))
        self._rows.set_row_height(2)

    def offers(self, article: Article, words: str, candidates: Sequence[Span]) -> list[Offer]:
        """Return what is offered, in its order."""
        return offers(article, words, candidates)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = self.ASKS
            yield Static(plain(self._words), id="claim", classes="tells")
            yield Field(placeholder="type to find a sentence")
            yield self._rows
            yield Static(id="told", classes="tells")
            yield self.key_bar

    def on_mount(self) -> None:
        """Say how many places there are."""
        self._show()

    def _show(self) -> None:
        found = f"{len(self._offered)} of {len(self._every)} {self.OFFERS}"
        self.query_one("#told", Static).update(plain(found if self._offered else "none found"))

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        offer = self._offered[row]
        pointer = self._pointer(row)
        room = width - 2
        first, rest = _in_two(offer.words, room)
        sign = "≈" if offer.is_candidate else " "
        if line == 0:
            return [pointer, (sign, ("pointer",)), (first, ())]
        return [pointer, (" ", ()), (held_to(rest, room), ())]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer the sentences that have what was typed."""
        self._offered = having(self._every, event.value)
        self._rows.set_count(len(self._offered))
        self._rows.cursor = 0
        self._show()

    def on_rows_chosen(self) -> None:
        """Give the place, on a second click."""
        self.action_choose()

    def action_choose(self) -> None:
        """Give the place under the cursor."""
        if self._offered:
            offer = self._offered[self._rows.cursor]
            self.answer((offer.start, offer.end))


def _in_two(words: str, width: int) -> tuple[str, str]:
    """Return the words' first line of at most `width` cells, and the rest."""
    shown = " ".join(words.split())
    start, end = wrap(shown, max(1, width))[0]
    return shown[start:end], shown[end:]
