"""Where a claim's words stand in a text that has changed: a person chooses among the article's sentences."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from newsread.app.dialogs.list_dialog import is_cut
from newsread.app.dialogs.search_list import SeekDialog
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import held_to
from newsread.articles.article import Article

Span = tuple[int, int]
"""Half-open, in code points of the article's text."""


_CANDIDATE = "≈"


class Offer(NamedTuple):
    """A place that the claim may be put to."""

    span: Span
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
    others = sorted(
        (span for span in _sentences(article) if span not in candidates),
        key=lambda span: -Levenshtein.normalized_similarity(words, text[slice(*span)]),
    )
    return _offered(article, candidates, others)


def offers_in_order(article: Article, candidates: Sequence[Span]) -> list[Offer]:
    """Return the candidates, then every other sentence in the order of the text."""
    return _offered(article, candidates, [span for span in _sentences(article) if span not in candidates])


def _sentences(article: Article) -> list[Span]:
    return [(sentence.start, sentence.end) for sentence in article.sentences]


def _offered(article: Article, candidates: Sequence[Span], others: Sequence[Span]) -> list[Offer]:
    return [
        Offer(span, article.text[slice(*span)], is_candidate)
        for every, is_candidate in ((candidates, True), (others, False))
        for span in every
    ]


class PlaceDialog(SeekDialog[Offer]):
    """Asks where a claim's words stand."""

    ASKS = "Where are these words now?"
    OFFERS = "places, the likeliest first"
    CANDIDATES = "like these words"
    """What is meant by the sign before an offer."""

    def __init__(self, words: str, every: Sequence[Offer]) -> None:
        super().__init__(words, every, (offer.words for offer in every))
        if any(offer.is_candidate for offer in every):
            self.OFFERS = f"{self.OFFERS} · {_CANDIDATE} {self.CANDIDATES}"

    def line_of(self, offered: Offer, width: int) -> Sequence[Part]:
        """Return its words."""
        return [(_CANDIDATE if offered.is_candidate else " ", ("pointer",)), (held_to(offered.words, width - 1), ())]

    def whole_of(self, offered: Offer, width: int) -> Content:
        """Return its words, if they are cut."""
        return plain(" ".join(offered.words.split()) if is_cut(offered.words, width - 1) else "")
