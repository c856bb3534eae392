"""Words related in meaning: a small table derived from WordNet 3.0 (Fellbaum 1998).

The table, its licence in its first lines, is `wordnet.tsv` beside this module; `bench/derive_wordnet.py` makes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

SAME_LEMMA = 1.0
DERIVED = 0.9
SAME_MEANING = 0.8
SAME_STEM = 0.8
KIND_OF = 0.6

_SHORTEST_STEM = 5
_MOST_OF_ONE_BEGINNING = 100
"""A beginning that more words share is that of no word in particular, as in inter-."""


class Word(NamedTuple):
    """A lemma in lower case and its part of speech: n, v, a, r, or empty for all others."""

    lemma: str
    part: str


@dataclass(frozen=True)
class Related:
    """What the table knows of a word."""

    meanings: tuple[str, ...] = ()
    """Its meanings, as numbers that only the table gives a sense to."""
    wider: tuple[str, ...] = ()
    """The meanings that its own are a kind of."""
    derived: tuple[Word, ...] = ()
    """The words that it is derived from or gives rise to."""


@cache
def table() -> Mapping[Word, Related]:
    """Return the table; it is read once, in a few hundredths of a second."""
    lines = Path(__file__).with_name("wordnet.tsv").read_text(encoding="utf-8").splitlines()
    return dict(_row(line) for line in lines if not line.startswith("#"))


def _row(line: str) -> tuple[Word, Related]:
    word, meanings, wider, derived = line.split("\t")
    return _word(word), Related(tuple(meanings.split()), tuple(wider.split()), tuple(map(_word, derived.split())))


def _word(written: str) -> Word:
    part, _, lemma = written.partition(":")
    return Word(lemma, part)


def tells_of_an_event(word: Word) -> bool:
    """Whether a word is a verb, or a noun made from a verb, as a capture is from to capture."""
    return word.part == "v" or (word.part == "n" and any(other.part == "v" for other in _related(word).derived))


class Kinship:
    """Which words of a vocabulary are akin to which, and how closely, between 0 and 1.

    By the table, and for the words that it lacks, names among them, by their stem: *Ukraine* and *Ukrainian*.
    """

    def __init__(self, vocabulary: Iterable[Word]) -> None:
        self._by_lemma: dict[str, list[Word]] = {}
        self._by_meaning: dict[str, list[Word]] = {}
        self._by_wider: dict[str, list[Word]] = {}
        self._by_beginning: dict[str, list[Word]] = {}
        for word in vocabulary:
            self._by_beginning.setdefault(word.lemma[:_SHORTEST_STEM], []).append(word)
            self._by_lemma.setdefault(word.lemma, []).append(word)
            for meaning in _related(word).meanings:
                self._by_meaning.setdefault(meaning, []).append(word)
            for meaning in _related(word).wider:
                self._by_wider.setdefault(meaning, []).append(word)

    def of(self, word: Word) -> dict[Word, float]:
        """Return the words of the vocabulary that are akin to one, itself among them, with their closeness."""
        akin: dict[Word, float] = {}
        for other, closeness in chain(self._by_table(word), self._by_stem(word)):
            akin[other] = max(closeness, akin.get(other, 0.0))
        return akin

    def _by_table(self, word: Word) -> Iterator[tuple[Word, float]]:
        related = _related(word)
        for other in self._by_lemma.get(word.lemma, ()):
            yield other, SAME_LEMMA
        for derived in related.derived:
            for other in self._by_lemma.get(derived.lemma, ()):
                if other.part == derived.part:
                    yield other, DERIVED
        for meaning in related.meanings:
            for other in self._by_meaning.get(meaning, ()):
                yield other, SAME_MEANING
            for other in self._by_wider.get(meaning, ()):
                yield other, KIND_OF
        for meaning in related.wider:
            for other in self._by_meaning.get(meaning, ()):
                yield other, KIND_OF

    def _by_stem(self, word: Word) -> Iterator[tuple[Word, float]]:
        begin_alike = self._by_beginning.get(word.lemma[:_SHORTEST_STEM], ())
        if len(begin_alike) <= _MOST_OF_ONE_BEGINNING:
            for other in begin_alike:
                if _of_one_stem(word.lemma, other.lemma):
                    yield other, SAME_STEM


def _of_one_stem(one: str, other: str) -> bool:
    """Whether two words begin alike, as *respond* and *response*: five letters and three quarters of the shorter."""
    shorter = min(len(one), len(other))
    stem = max(_SHORTEST_STEM, shorter - shorter // 4)
    return shorter >= stem and one[:stem] == other[:stem] and one[:stem].isalpha()


_UNKNOWN = Related()


def _related(word: Word) -> Related:
    return table().get(word, _UNKNOWN)
