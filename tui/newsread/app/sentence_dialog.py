"""A sentence of another article, as evidence: a person finds it by its words, its outlet or its file."""

from collections.abc import Sequence

from newsread.app.claim_lines import held_to
from newsread.app.evidence import EvidenceSentence
from newsread.app.lines import Part
from newsread.app.relations import Relation
from newsread.app.seek_dialog import SeekDialog
from newsread.app.titles import article_line

_RELATION = 11


class SentenceDialog(SeekDialog[EvidenceSentence]):
    """Asks for a sentence, those that are known to tell the claim first."""

    DEFAULT_CSS = """
    SentenceDialog {
        align: center bottom;
        & > Vertical { height: 40%; min-height: 10; max-height: 14; }
    }
    """
    ASKS = "Which sentence is evidence?"
    FOUND_BY = "a sentence, an outlet or a file"
    MOST_OF_WORDS = 1

    def __init__(self, words: str, every: Sequence[EvidenceSentence]) -> None:
        super().__init__(words, every, (f"{each.words} {_where(each)}" for each in every))

    def line_of(self, offered: EvidenceSentence, line: int, width: int) -> Sequence[Part]:
        """Return its words, or how it stands to the claim and where it is."""
        if line == 0:
            return [(" ", ()), (held_to(offered.words, width - 1), ())]
        relation = "" if offered.relation is Relation.NONE else f"{offered.relation.glyph} {offered.relation}"
        where = held_to(_where(offered), max(1, width - 1 - _RELATION))
        return [(" ", ()), (held_to(relation, _RELATION), ("quiet",)), (where, ("quiet",))]


def _where(sentence: EvidenceSentence) -> str:
    return f"{article_line(sentence.article)} · {sentence.article.id}"
