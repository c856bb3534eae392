"""A sentence of another article, as evidence: a person finds it by its words, its outlet or its file."""

from collections.abc import Sequence

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.evidence import EvidenceSentence
from newsread.app.lines import Part
from newsread.app.list_dialog import is_cut
from newsread.app.relations import Relation
from newsread.app.seek_dialog import SeekDialog
from newsread.app.titles import article_line
from newsread.tags.log import Called

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
