"""The evidence of a verdict: what there is, and what a person adds or removes; a sentence found as evidence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from newsread.annotations.history import Called, evidence_in_words
from newsread.annotations.records import Evidence, Record
from newsread.app.actions.keys import key_of
from newsread.app.actions.places import Where
from newsread.app.dialogs.list_dialog import ListDialog, is_cut
from newsread.app.dialogs.search_list import SeekDialog
from newsread.app.reader.claim_bar import in_words
from newsread.app.session.drafts import RESTORED, Draft
from newsread.app.session.relations import Relation
from newsread.app.widgets.bars import plain
from newsread.app.widgets.inputs import Field
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import QuotedWords, held_to
from newsread.app.widgets.rows import Rows
from newsread.app.widgets.title_text import article_line
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.text.web_addresses import is_web_address


class NoEvidence(NewsreadError):  # noqa: N818 - it says what it is
    """What was typed is no evidence; the sentence says what it lacks."""


def web_evidence(address: str, quote: str, accessed: str, today: date) -> Evidence:
    """Return the evidence that was typed. Raises NoEvidence."""
    address, quote, accessed = address.strip(), quote.strip(), accessed.strip()
    if not address:
        raise NoEvidence("Type or paste a web address, from https:// on.")
    if not is_web_address(address) or not address.isprintable() or " " in address:
        raise NoEvidence(f"“{address}” is not a web address: it begins with https:// or http:// and has a host.")
    try:
        day = date.fromisoformat(accessed) if accessed else None
    except ValueError:
        raise NoEvidence(f"“{accessed}” is not a date: write it as {today}, or leave it empty.") from None
    if day and day > today:
        raise NoEvidence(f"{day} is still to come: give the day on which you looked at it.")
    return Evidence(url=address, quote=quote, accessed=day)


@dataclass(frozen=True)
class EvidenceSentence:
    """A sentence of an article that a verdict may rest on."""

    article: Article
    start: int
    """Half-open, in code points."""
    end: int
    relation: Relation = Relation.NONE
    """How it stands to the claim, as far as that is known."""

    @property
    def words(self) -> str:
        """Its words."""
        return self.article.text[self.start : self.end]

    @property
    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return Evidence(article=self.article.id, start=self.start, end=self.end, quote=self.words)


def evidence_sentences(
    articles: Sequence[Article], own: str, known: Sequence[EvidenceSentence]
) -> list[EvidenceSentence]:
    """Return the sentences of all articles but the claim's `own`.

    First come those that are `known` to tell the claim, last headings, captions and the like.
    """
    others = [article for article in articles if article.id != own]
    every: dict[tuple[str, int, int], EvidenceSentence] = {}
    for each in (*known, *_sentences(others, claims=True), *_sentences(others, claims=False)):
        every.setdefault((each.article.id, each.start, each.end), each)
    return list(every.values())


def _sentences(articles: Sequence[Article], *, claims: bool) -> Iterator[EvidenceSentence]:
    for article in articles:
        for sentence in article.sentences:
            if sentence.claim is claims:
                yield EvidenceSentence(article, sentence.start, sentence.end)


_RELATION = 11
_ARTICLE = 22
_WORDS_FROM = 20
"""Cells that the words have at least."""


class SentenceDialog(SeekDialog[EvidenceSentence]):
    """Asks for a sentence, those that are known to tell the claim first."""

    DEFAULT_CSS = "SentenceDialog > Vertical { max-width: 100%; }"
    ASKS = "Which sentence is evidence?"
    FOUND_BY = "a sentence, an outlet or a file"

    def __init__(self, words: str, every: Sequence[EvidenceSentence], called: Called) -> None:
        """Offer these sentences; `called` tells what their articles are called."""
        super().__init__(words, every, (f"{each.words} {called(each.article.id)} {_where(each)}" for each in every))
        self._called = called
        self._relation = _RELATION if any(each.relation is not Relation.NONE for each in every) else 0

    def line_of(self, offered: EvidenceSentence, width: int) -> Sequence[Part]:
        """Return how it stands to the claim, its article and its words."""
        relation = "" if offered.relation is Relation.NONE else f"{offered.relation.glyph} {offered.relation}"
        before = [(held_to(relation, self._relation), ("quiet",))] if self._relation else []
        name = held_to(self._called(offered.article.id), self._of_article(width))
        words = held_to(offered.words, max(1, self._for_words(width)))
        return [(" ", ()), *before, (name, ("quiet",)), ("  ", ()), (words, ())]

    def whole_of(self, offered: EvidenceSentence, width: int) -> Content:
        """Return its words, if they are cut."""
        return plain(" ".join(offered.words.split()) if is_cut(offered.words, self._for_words(width)) else "")

    def _of_article(self, width: int) -> int:
        return max(1, min(_ARTICLE, width - 3 - self._relation - _WORDS_FROM))

    def _for_words(self, width: int) -> int:
        return width - 3 - self._relation - self._of_article(width)


def _where(sentence: EvidenceSentence) -> str:
    return f"{article_line(sentence.article)} {sentence.article.id}"


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
