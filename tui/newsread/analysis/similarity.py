"""How alike the sentences of one story are in their letters, lemmas and content words.

Inside one event every sentence is about the same thing, and what tells claims apart are the very words: there,
overlap in words finds the same claim better than embeddings of sentences do.

All measures are products of sparse rows, a row a sentence.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsread.analysis.vectors import products, rarity, tf_idf
from newsread.analysis.wording import Wording
from newsread.analysis.wordnet import SAME_MEANING, Kinship, Word

if TYPE_CHECKING:
    from newsread.analysis.vectors import Values

_SHORTEST_GRAM, _LONGEST_GRAM = 3, 5
_LONGEST_WORD = 100
"""In code points; what goes on longer is no word, and is compared by its beginning."""


class Likeness(NamedTuple):
    """How one sentence is like each sentence of its story."""

    similarity: "Values"
    """Between 0 and 1: the mean of the likeness in letters, in lemmas and in content words."""
    events: "Values"
    """How many words for what happens the two have in common, the same or of the same meaning."""


def likenesses(wordings: Sequence[Wording]) -> Iterator[Likeness]:
    """Yield for each sentence of a story how it is like every one, itself too.

    Letters: the cosine of TF-IDF vectors of 3-to-5-grams of characters within words, with sublinear counts. Lemmas:
    the same of whole lemmas. Content words: of what either sentence says, by weight, the share that the other
    says too, the smaller of both; a word akin in meaning counts in part (Mihalcea, Corley and Strapparava 2006).
    """
    letters = tf_idf([_grams(wording.letters) for wording in wordings])
    lemmas = tf_idf([Counter(wording.lemmas) for wording in wordings])
    content = _shares([wording.content for wording in wordings])
    content_there = _spread([wording.content for wording in wordings])
    events = [dict.fromkeys(wording.events, 1.0) for wording in wordings]
    events_there = [
        {word: 1.0 for word, closeness in row.items() if closeness >= SAME_MEANING}
        for row in _spread([wording.events for wording in wordings])
    ]
    columns = zip(
        products(letters, letters),
        products(lemmas, lemmas),
        _smaller(products(content, content_there), products(content_there, content)),
        _smaller(products(events, events_there), products(events_there, events)),
        strict=True,
    )
    for by_letters, by_lemmas, by_content, by_events in columns:
        yield Likeness((by_letters + by_lemmas + by_content) / 3, by_events)


def _grams(letters: str) -> Counter[str]:
    return Counter(gram for word in letters.split() for gram in _grams_of_word(word[:_LONGEST_WORD]))


@lru_cache(maxsize=100_000)
def _grams_of_word(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    lengths = range(_SHORTEST_GRAM, min(_LONGEST_GRAM, len(padded)) + 1)
    return tuple(padded[start : start + length] for length in lengths for start in range(len(padded) - length + 1))


def _shares(contents: Sequence[Sequence[Word]]) -> list[dict[Word, float]]:
    """Return which share of what a sentence says each of its words is."""
    rare = rarity([[word.lemma for word in content] for content in contents])
    rows = []
    for content in contents:
        whole = math.fsum(rare[word.lemma] for word in content)
        rows.append({word: rare[word.lemma] / whole for word in content})
    return rows


def _spread(contents: Sequence[Sequence[Word]]) -> list[dict[Word, float]]:
    """Return how close each word of the story comes to a word of each sentence, where it does."""
    kinship = Kinship(dict.fromkeys(word for content in contents for word in content))
    akin = cache(kinship.of)
    rows = []
    for content in contents:
        row: dict[Word, float] = {}
        for word in content:
            for other, closeness in akin(word).items():
                row[other] = max(closeness, row.get(other, 0.0))
        rows.append(row)
    return rows


def _smaller(some: Iterable["Values"], others: Iterable["Values"]) -> Iterator["Values"]:
    import numpy as np  # noqa: PLC0415

    return map(np.minimum, some, others)
