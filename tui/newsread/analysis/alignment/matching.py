"""Which sentences of one story make the same claim: how alike they are, and a choice for each, in two bands."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsread.analysis.alignment.clustering import Links, cophenetic
from newsread.analysis.alignment.terms import Terms
from newsread.analysis.alignment.vectors import products_with_later, rarity, tf_idf
from newsread.analysis.alignment.wordnet import SAME_MEANING, Kinship, Word

if TYPE_CHECKING:
    from numpy import intp
    from numpy.typing import NDArray

    from newsread.analysis.alignment.vectors import Values


class Coefficients(NamedTuple):
    """Those of a logistic regression."""

    intercept: float
    containment: float
    events: float
    """Of ln(1 + how many words for events are in common)."""


TRAINED = Coefficients(intercept=-3.11, containment=3.64, events=1.92)
TRAINED_SHARE = 0.5
"""How much the trained score counts beside the containment itself. Shared events alone favour long sentences."""
CLUSTER_SHARE = 0.5
"""How much it counts at which score the clusters around the two sentences meet."""


def score(containment: "Values", events: "Values", by: Coefficients = TRAINED) -> "Values":
    """Return for each pair of sentences a score between 0 and 1 that they make the same claim."""
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    logit = by.intercept + by.containment * containment + by.events * np.log1p(events)
    return TRAINED_SHARE / (1 + np.exp(-logit)) + (1 - TRAINED_SHARE) * containment


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


WORTH_COMPARING = 0.1
"""The least similarity of two sentences that are looked at together at all; clusters take all others for unlike."""
_RELATED = 0.12
"""The least similarity of a counterpart, with its part from the clusters."""
_SAME = 0.375
"""The least score, with its part from the clusters, of a counterpart that tells the same claim."""


class Match(NamedTuple):
    """A sentence and the one it answers to in another article, by their numbers."""

    one: int
    other: int
    same: bool
    """Whether they tell the same claim, or only related ones."""


class _Pairs(NamedTuple):
    """The pairs of sentences of two articles that are worth comparing; the first is the earlier one."""

    firsts: "NDArray[intp]"
    seconds: "NDArray[intp]"
    likeness: Likeness
    """A value for each pair."""


def matches(
    sentences: Sequence[Terms], articles: Sequence[int], rejected: AbstractSet[tuple[int, int]] = frozenset()
) -> Iterator[Match]:
    """Yield the best match in every other article for the sentences that have one there, in their order.

    `articles` says for each sentence of the story in which article it is, in ascending order. Pairs that were
    rejected, given both ways round, are never matched. Of equal ones the first in the article is taken.
    """
    firsts, seconds, likeness = _pairs(sentences, articles)
    by_similarity = Links(firsts, seconds, likeness.similarity)
    similarities = strengthened(len(sentences), by_similarity)
    scores = strengthened(len(sentences), Links(firsts, seconds, score(likeness.containment, likeness.events)))
    for one, other, pair in _choices(by_similarity, articles, rejected):
        if similarities[pair] >= _RELATED:
            yield Match(one, other, bool(scores[pair] >= _SAME))


def strengthened(number: int, links: Links) -> "Values":
    """Return for each link its similarity, mixed with that at which clustering all things brings its ends together."""
    return CLUSTER_SHARE * cophenetic(number, links) + (1 - CLUSTER_SHARE) * links.similarities


def _pairs(sentences: Sequence[Terms], articles: Sequence[int]) -> _Pairs:
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    article = np.array(articles, np.intp)
    firsts, seconds = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    values = [np.empty((len(Likeness._fields), 0))]
    for one, likeness in enumerate(likenesses(sentences)):
        later = np.flatnonzero((likeness.similarity >= WORTH_COMPARING) & (article[one + 1 :] != article[one]))
        firsts.append(np.full(len(later), one))
        seconds.append(later + one + 1)
        values.append(np.array([column[later] for column in likeness]))
    return _Pairs(np.concatenate(firsts), np.concatenate(seconds), Likeness(*np.concatenate(values, axis=1)))


def _choices(
    links: Links, articles: Sequence[int], rejected: AbstractSet[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield for every sentence and other article the most similar one there, and the number of their link."""
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    article = np.array(articles, np.intp)
    ones, others = np.concatenate(links[:2]), np.concatenate(links[1::-1])
    pairs = np.tile(np.arange(len(links.ones)), 2)
    if rejected:
        allowed = [pair not in rejected for pair in zip(ones.tolist(), others.tolist(), strict=True)]
        ones, others, pairs = ones[allowed], others[allowed], pairs[allowed]
    order = np.lexsort((others, -links.similarities[pairs], article[others], ones))
    ones, others, pairs = ones[order], others[order], pairs[order]
    best = np.diff(ones, prepend=-1).astype(bool) | np.diff(article[others], prepend=-1).astype(bool)
    yield from zip(ones[best].tolist(), others[best].tolist(), pairs[best].tolist(), strict=True)
