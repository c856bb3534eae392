"""The evidence of a verdict: what there is, and what a person adds or takes away."""

from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.evidence import EvidenceSentence, NoEvidence, web_evidence
from newsread.app.field import Field
from newsread.app.keys import key_of
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog
from newsread.app.quoting import QuotedWords
from newsread.app.rows import Rows
from newsread.app.sentence_dialog import SentenceDialog
from newsread.app.where import Where
from newsread.tags.log import evidence_in_words
from newsread.tags.records import Evidence

_MOST_ROWS = 4
"""Pieces beyond which the list is scrolled, so that the texts behind it stay in sight."""


class EvidenceEditor(ListDialog[None]):
    """Shows what there is, and hands on all of it through `keep` whenever a piece is added or removed."""

    DEFAULT_CSS = """
    EvidenceEditor {
        align: center bottom;
        & > Vertical { max-width: 100%; }
        & Rows { height: 0; }
        & Horizontal { height: 1; & > Static { width: 11; } }
    }
    """
    where = Where.EVIDENCE

    def __init__(
        self,
        about: str,
        words: str,
        evidence: tuple[Evidence, ...],
        keep: Callable[[tuple[Evidence, ...]], None],
        sentences: Callable[[], Sequence[EvidenceSentence]],
    ) -> None:
        """`about` says of which verdict on which `words` it is; `sentences` are the sentences that can be taken."""
        super().__init__(Rows(self._draw, len(evidence)))
        self._about, self._words, self._evidence = about, words, evidence
        self._keep, self._sentences = keep, sentences
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(f"Evidence · {self._about}")
            yield QuotedWords(self._words, 1)
            yield self._rows
            for name, label, value in (
                ("address", "address", ""),
                ("quote", "quotation", ""),
                ("accessed", "looked at", str(date.today())),
            ):
                with Horizontal():
                    yield Static(label, classes="tells")
                    yield Field(value, id=name)
            yield Static(id="wrong", classes="wrong")
            yield self.key_bar

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def _show(self, wrong: str = "") -> None:
        self._rows.set_count(len(self._evidence))
        self._rows.styles.height = min(_MOST_ROWS, len(self._evidence))
        self._rows.refresh()
        self.query_one("#wrong", Static).update(plain(wrong))
        self.query_one("#wrong", Static).display = bool(wrong)
        self.key_bar.show()

    def works(self, call: str) -> bool:
        """Whether a key does something now: where there is nothing, nothing is removed."""
        return call != "remove" or bool(self._evidence)

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        _ = line
        return [self._pointer(row), (" ", ()), (held_to(evidence_in_words(self._evidence[row]), width - 2), ())]

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    def _have(self, evidence: tuple[Evidence, ...]) -> None:
        self._evidence = evidence
        self._keep(evidence)
        self._show()

    def _add(self, piece: Evidence) -> None:
        if piece in self._evidence:
            self._show("This is there already.")
            return
        self._have((*self._evidence, piece))
        self._rows.cursor = len(self._evidence) - 1

    def on_input_changed(self) -> None:
        """Warn again before what is typed is lost."""
        self._warned = False

    def action_add(self) -> None:
        """Add the web address, or say what it lacks; where nothing was typed the reader is done."""
        address, quote = self._field("address"), self._field("quote")
        if not address.value.strip() and not quote.value.strip():
            self.answer(None)
            return
        try:
            piece = web_evidence(address.value, quote.value, self._field("accessed").value, date.today())
        except NoEvidence as error:
            self._show(str(error))
            return
        self._add(piece)
        address.value = quote.value = ""
        address.focus()

    def action_sentence(self) -> None:
        """Take a sentence of another article."""

        def take(sentence: EvidenceSentence | None) -> None:
            if sentence:
                self._add(sentence.evidence)

        sentences = self._sentences()
        if sentences:
            self.app.push_screen(SentenceDialog(self._words, sentences), take)
        else:
            self._show("No other article is open to take a sentence of.")

    def action_remove(self) -> None:
        """Remove the piece under the cursor."""
        if self._evidence:
            row = self._rows.cursor
            self._have(self._evidence[:row] + self._evidence[row + 1 :])

    def action_leave(self) -> None:
        """Leave what there is; what was typed and not added is lost only the second time."""
        not_added = ""
        if self._field("address").value.strip():
            not_added = f"This address is not added yet: {key_of('add evidence')} adds it"
        elif self._field("quote").value.strip():
            not_added = "This quotation lacks its address"
        if not_added and not self._warned:
            self._warned = True
            self._show(f"{not_added}, {key_of('leave')} again leaves without it.")
        else:
            self.answer(None)
