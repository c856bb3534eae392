"""What a reader speaks of: what was just said something of, else what is selected, else the sentence of the cursor."""

from collections.abc import Callable

from newsread.annotations.anchoring import anchor
from newsread.annotations.anchoring.placing import place
from newsread.app.reader.selection import Selection, span_selected
from newsread.app.session.spots import Spot, sentence_at
from newsread.articles.article import Article


class Subject:
    """Owns what is selected and what was just said something of; both are words, and never other words than these."""

    def __init__(self, cursor: Callable[[], Spot]) -> None:
        """`cursor` gives the sentence under it."""
        self._cursor = cursor
        self.selection: Selection | None = None
        self.is_selecting = False
        """Whether keys change what is selected, rather than moving the cursor."""
        self.just_said: Spot | None = None
        """The words that something was just said of, until the cursor is moved by hand."""

    @property
    def aim(self) -> Spot:
        """What a verdict or a mark is said of: what is selected, else the sentence under the cursor."""
        if self.selection is None:
            return self._cursor()
        article, span = self.selection.article, self.selection.span
        return Spot(article, sentence_at(article, span[0]), span)

    @property
    def now(self) -> Spot:
        """What reason, evidence, counterparts and withdrawal are about."""
        return self.just_said or self.aim

    def select(self, selection: Selection | None, *, by_keys: bool = False) -> None:
        """Speak of what is selected, or of the cursor's sentence; `by_keys` if keys go on moving the ends."""
        self.selection, self.is_selecting, self.just_said = selection, by_keys, None

    def say(self, spot: Spot) -> None:
        """Go on speaking of words that something was said of just now; nothing is selected any more."""
        self.select(None)
        self.just_said = spot

    def take(self, before: Article, now: Article) -> str:
        """Hold on to the words in another text of their article; return what is to be told, empty where nothing is.

        Where the same words are not found for certain, they are not spoken of any longer.
        """
        if self.just_said and self.just_said.article is before:
            span = _placed(before, self.just_said.span, now)
            self.just_said = _spot_of(now, span) if span else None
        if self.selection is None or self.selection.article is not before:
            return ""
        span = _placed(before, self.selection.span, now)
        at_end = self.selection.at_end
        self.selection = span_selected(now, span, at_end=at_end) if span else None
        self.is_selecting = self.is_selecting and span is not None
        return "" if span else "what was selected is not in the text any more: nothing is selected"


def _placed(before: Article, span: tuple[int, int], now: Article) -> tuple[int, int] | None:
    """Return where words stand in another text, if nobody need look whether they are the same."""
    found = place(anchor.make(before.text, *span, before.sha256), now.text, now.sha256)
    return found.span if found.certain and now.sentences else None


def _spot_of(article: Article, span: tuple[int, int]) -> Spot:
    """Return the sentence that a span is, or else these words."""
    number = sentence_at(article, span[0])
    return Spot(article, number, None if article.sentences[number][:2] == span else span)
