"""A sentence of another article, as evidence: a person finds it by its words, its outlet or its file."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.evidence import EvidenceSentence
from newsread.app.field import Field
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog
from newsread.app.relations import Relation
from newsread.app.rows import Rows
from newsread.app.search import Searched, finder
from newsread.app.titles import article_line
from newsread.app.where import Where

_RELATION = 11


class SentenceDialog(ListDialog[EvidenceSentence]):
    """Asks for a sentence, those that are known to tell the claim first; gives None where it was left."""

    DEFAULT_CSS = """
    SentenceDialog {
        align: center bottom;
        & > Vertical { max-width: 110; height: 40%; min-height: 10; max-height: 14; }
        & #claim { max-height: 1; }
        & Rows { height: 1fr; }
    }
    """
    where = Where.SEEKING

    def __init__(self, words: str, every: Sequence[EvidenceSentence]) -> None:
        super().__init__(Rows(self._draw, len(every)))
        self._words = words
        self._every = self._offered = every
        self._searched = [Searched(f"{each.words} {article_line(each.article)} {each.article.id}") for each in every]
        self._rows.set_row_height(2)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Which sentence is evidence?"
            yield Static(plain(self._words), id="claim", classes="tells")
            yield Field(placeholder="type to find a sentence, an outlet or a file")
            yield self._rows
            yield Static(id="told", classes="tells")
            yield self.key_bar

    def on_mount(self) -> None:
        """Say how many there are."""
        self._show()

    def _show(self) -> None:
        found = f"{len(self._offered):,} of {len(self._every):,} sentences" if self._offered else "none found"
        self.query_one("#told", Static).update(plain(found))

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        sentence = self._offered[row]
        pointer = self._pointer(row)
        if line == 0:
            return [pointer, (" ", ()), (held_to(sentence.words, width - 2), ())]
        relation = "" if sentence.relation is Relation.NONE else f"{sentence.relation.glyph} {sentence.relation}"
        where = f"{article_line(sentence.article)} · {sentence.article.id}"
        room = max(1, width - 2 - _RELATION)
        return [pointer, (" ", ()), (held_to(relation, _RELATION), ("quiet",)), (held_to(where, room), ("quiet",))]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer the sentences that have what was typed."""
        finds = finder(event.value.strip())
        self._offered = [each for each, text in zip(self._every, self._searched, strict=True) if finds(text)]
        self._rows.set_count(len(self._offered))
        self._rows.cursor = 0
        self._show()

    def on_rows_chosen(self) -> None:
        """Give the sentence, on a second click."""
        self.action_choose()

    def action_choose(self) -> None:
        """Give the sentence under the cursor."""
        if self._offered:
            self.answer(self._offered[self._rows.cursor])
