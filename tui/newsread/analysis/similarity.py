"""How alike the sentences of one story are in their letters, lemmas and content words.

Inside one event every sentence is about the same thing, and what tells claims apart are the very words: there,
overlap in words finds the same claim better than embeddings of sentences do.

All measures are products of sparse rows, a row a sentence.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsread.analysis.terms import Terms
from newsread.analysis.vectors import products_with_later, rarity, tf_idf
from newsread.analysis.wordnet import SAME_MEANING, Kinship, Word

if TYPE_CHECKING:
    from newsread.analysis.vectors import Values

_SHORTEST_GRAM, _LONGEST_GRAM = 3, 5
_LONGEST_WORD = 100
"""In code points; what goes on longer is no word, and is compared by its beginning."""


class Likeness(NamedTuple):
    """How one sentence is like each of the later sentences of its story."""

    similarity: "Values"
    """Between 0 and 1: the mean of the likeness in letters, in lemmas and in content words."""
    containment: "Values"
    """The same, but of the content of whichever sentence the other one says more of: a short sentence may be the half
    of a long one. Content counts as much here as letters and lemmas together."""
    events: "Values"
    """How many words for what happens the two have in common, the same or of one meaning or stem."""


def likenesses(sentences: Sequence[Terms]) -> Iterator[Likeness]:
    """Yield for each sentence of a story how it is like those after it.

    Letters: the cosine of TF-IDF vectors of 3-to-5-grams of characters within words, with sublinear counts. Lemmas:
    the same of whole lemmas. Content words: of what either sentence says, by weight, the share that the other
    says too, the smaller of both; a word akin in meaning counts in part (Mihalcea, Corley and Strapparava 2006).
    """
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    letters = tf_idf([_grams(each.letters) for each in sentences])
    lemmas = tf_idf([Counter(each.lemmas) for each in sentences])
    contents = [each.content for each in sentences]
    shares, akin = _shares(contents), _spread(contents)
    events = [dict.fromkeys(each.events, 1.0) for each in sentences]
    events_akin = [
        {word: 1.0 for word, closeness in row.items() if closeness >= SAME_MEANING}
        for row in _spread([each.events for each in sentences])
    ]
    pairs = ((letters, letters), (lemmas, lemmas), (shares, akin), (akin, shares))
    event_pairs = ((events, events_akin), (events_akin, events))
    columns = (products_with_later(*pair) for pair in (*pairs, *event_pairs))
    for by_letters, by_lemmas, said_there, said_here, events_there, events_here in zip(*columns, strict=True):
        alike = by_letters + by_lemmas
        yield Likeness(
            (alike + np.minimum(said_there, said_here)) / 3,
            (alike + 2 * np.maximum(said_there, said_here)) / 4,
            np.minimum(events_there, events_here),
        )


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
