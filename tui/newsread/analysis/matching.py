"""Which sentences of one story tell the same claim: a choice for every sentence and article, in two bands.

For the choice among the sentences of an article the likeness of the very words is best, and it says whether there is
anything to show at all. Whether the chosen one tells the *same* claim is said by a trained score, for which it is
enough that one of the two contains what the other says. Both count half; the other half is what the clusters of all
sentences that are alike say.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from newsread.analysis.clustering import Links, cophenetic
from newsread.analysis.combiner import CLUSTER_SHARE, score
from newsread.analysis.similarity import Likeness, likenesses
from newsread.analysis.terms import Terms

if TYPE_CHECKING:
    from numpy import intp
    from numpy.typing import NDArray

    from newsread.analysis.vectors import Values

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
