"""How much of an article was found on its page: word by word, against the text that a person chose."""

import re
from collections import Counter
from dataclasses import dataclass

from newsread.articles.boilerplate import is_furniture, is_heading
from newsread.articles.sentences import Sentence, sentences

_WORD = re.compile(r"[\u3040-\u9fff]|\w+")


@dataclass(frozen=True)
class Score:
    """How many words of an article were found; scores of several pages add up."""

    shared: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the score of both together."""
        return Score(self.shared + other.shared, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """The share of the words found that belong to the article."""
        return self.shared / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the words of the article that were found."""
        return self.shared / self.expected if self.expected else 0.0


def score(text: str, expected: str) -> Score:
    """Compare two texts word by word, in whatever order."""
    found_words, expected_words = Counter(_WORD.findall(text)), Counter(_WORD.findall(expected))
    return Score((found_words & expected_words).total(), found_words.total(), expected_words.total())


def without_dimmed(text: str) -> str:
    """Return a text without the blocks that the reader shows dim, but for headings that have text under them."""
    found = [block.strip() for block in text.split("\n\n") if block.strip()]
    kept = [block for block in found if _is_heading(block) or any(_is_bright(block, each) for each in sentences(block))]
    return "\n\n".join(
        block
        for at, block in enumerate(kept)
        if not _is_heading(block) or not all(map(_is_heading, kept[at + 1 : at + 2]))
    )


def _is_heading(block: str) -> bool:
    return "\n" not in block and is_heading(block) and not is_furniture(block)


def _is_bright(block: str, sentence: Sentence) -> bool:
    """Whether a sentence is not dim; a line of a list or a table alone would be taken for a heading, and counts."""
    return sentence.claim or ("\n" in block and not is_furniture(block[sentence.start : sentence.end]))
