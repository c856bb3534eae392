"""The evidence of a verdict: what there is, and what a person adds or takes away."""

from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.claim_bar import in_words
from newsread.app.claim_lines import held_to
from newsread.app.drafting import RESTORED, Draft
from newsread.app.evidence import EvidenceSentence, NoEvidence, web_evidence
from newsread.app.field import Field
from newsread.app.keys import key_of
from newsread.app.lines import Part
from newsread.app.list_dialog import ListDialog, is_cut
from newsread.app.quoting import QuotedWords
from newsread.app.rows import Rows
from newsread.app.sentence_dialog import SentenceDialog
from newsread.app.where import Where
from newsread.tags.log import Called, evidence_in_words
from newsread.tags.records import Evidence, Record


class EvidenceEditor(ListDialog[None]):
    """Shows what there is, and hands on all of it through `keep` whenever a piece is added or removed."""

    DEFAULT_CSS = """
    EvidenceEditor {
        & > Vertical { max-width: 100%; }
        & Horizontal { height: 1; & > Static { width: 11; } }
    }
    """
    MOST_ROWS = 4
    where = Where.EVIDENCE

    def __init__(  # noqa: PLR0913, PLR0917 - what it shows, and what it does with what is typed
        self,
        verdict: Record,
        words: str,
        keep: Callable[[tuple[Evidence, ...]], None],
        sentences: Callable[[], Sequence[EvidenceSentence]],
        called: Called,
        draft: Draft,
    ) -> None:
        """Show the evidence of a verdict on these `words`; `sentences` are the sentences that can be taken.

        `called` tells what their articles are called.
        """
        super().__init__(Rows(self._draw, len(verdict.evidence)))
        self._about, self._words, self._evidence = in_words(verdict).plain, words, verdict.evidence
        self._keep, self._sentences, self._called = keep, sentences, called
        self._draft = draft

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(f"Evidence · {self._about}")
            typed = self._draft.fields
            box.border_subtitle = RESTORED if typed else ""
            yield QuotedWords(self._words, 1)
            yield self._rows
            yield self._whole
            for name, label, value in (
                ("address", "address", typed.get("address", "")),
                ("quote", "quotation", typed.get("quote", "")),
                ("accessed", "looked at", typed.get("accessed", str(date.today()))),
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
        self._rows.display = bool(self._evidence)
        self._rows.refresh()
        self.query_one("#wrong", Static).update(plain(wrong))
        self.query_one("#wrong", Static).display = bool(wrong)
        self.key_bar.show()
        self.fit()

    def works(self, call: str) -> bool:
        """Whether a key does something now: where there is nothing, nothing is removed or discarded."""
        if call == "discard":
            return bool(self._draft.fields)
        return call != "remove" or bool(self._evidence)

    def _draw(self, row: int, _: int, width: int) -> Sequence[Part]:
        return [self._pointer(row), (" ", ()), (held_to(self._in_words(row), width - 2), ())]

    def whole(self, row: int, width: int) -> Content:
        """Return the piece, where it is cut."""
        return plain(self._in_words(row) if is_cut(self._in_words(row), width - 2) else "")

    def _in_words(self, row: int) -> str:
        return evidence_in_words(self._evidence[row], self._called)

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
        """Keep what is typed."""
        typed = {name: self._field(name).value for name in ("address", "quote", "accessed")}
        self._draft.put(typed if typed["address"].strip() or typed["quote"].strip() else {})
        self.key_bar.show()

    def action_discard(self) -> None:
        """Empty the fields of what was typed."""
        self._field("address").value = self._field("quote").value = ""
        self._field("accessed").value = str(date.today())
        self._draft.discard()
        self.query_one("EvidenceEditor > Vertical").border_subtitle = ""
        self._show()

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
            self.app.push_screen(SentenceDialog(self._words, sentences, self._called), take)
        else:
            self._show("No other article is open to take a sentence of.")

    def action_remove(self) -> None:
        """Remove the piece under the cursor."""
        if self._evidence:
            row = self._rows.cursor
            self._have(self._evidence[:row] + self._evidence[row + 1 :])

    def action_leave(self) -> None:
        """Leave what there is; what was typed and not added is kept as a draft."""
        if self._draft.fields:
            self.notify(f"What you typed is kept as a draft: {key_of('evidence')} shows it again.", timeout=4)
        self.answer(None)
