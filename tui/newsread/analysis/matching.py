"""Which sentences of one story tell the same claim: a choice for every sentence and article, in two bands.

For the choice among the sentences of an article the likeness of the very words is best, and it says whether there is
anything to show at all. Whether the chosen one tells the *same* claim is said by a trained score. Both count half;
the other half is what the clusters of all sentences that are alike say.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
from typing import NamedTuple

from newsread.analysis.clustering import Link, cophenetic
from newsread.analysis.combiner import CLUSTER_SHARE, score
from newsread.analysis.similarity import likenesses
from newsread.analysis.wording import Wording

WORTH_COMPARING = 0.1
"""The least similarity of two sentences that are looked at together at all; clusters take all others for unlike."""
_RELATED = 0.115
"""The least similarity of a counterpart, with its part from the clusters."""
_SAME = 0.365
"""The least score, with its part from the clusters, of a counterpart that tells the same claim."""


class Match(NamedTuple):
    """A sentence and the one it answers to in another article, by their numbers."""

    one: int
    other: int
    same: bool
    """Whether they tell the same claim, or only related ones."""


def matches(
    wordings: Sequence[Wording], articles: Sequence[int], rejected: AbstractSet[tuple[int, int]] = frozenset()
) -> Iterator[Match]:
    """Yield the best match in every other article for the sentences that have one there.

    `articles` says for each sentence of the story in which article it is, in ascending order. Pairs that were
    rejected, given both ways round, are never matched. Of equal ones the first in the article is taken.
    """
    chosen, similar, scored = _compared(wordings, articles, rejected)
    similarities = strengthened(len(wordings), similar)
    scores = strengthened(len(wordings), scored)
    number = {(link.one, link.other): place for place, link in enumerate(similar)}
    for one, other in chosen:
        link = number.get((min(one, other), max(one, other)))
        if link is not None and similarities[link] >= _RELATED:
            yield Match(one, other, scores[link] >= _SAME)


def strengthened(number: int, links: Sequence[Link]) -> list[float]:
    """Return for each link its similarity, mixed with that at which clustering all things brings its ends together."""
    together = cophenetic(number, links)
    return [
        CLUSTER_SHARE * height + (1 - CLUSTER_SHARE) * link.similarity
        for link, height in zip(links, together, strict=True)
    ]


def _compared(
    wordings: Sequence[Wording], articles: Sequence[int], rejected: AbstractSet[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[Link], list[Link]]:
    """Return the best pairs, and all that are alike at all, with their similarity and with their score."""
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    article = np.array(articles, np.intp)
    firsts = np.flatnonzero(np.diff(article, prepend=-1))
    length = np.diff(firsts, append=len(article))
    chosen: list[tuple[int, int]] = []
    similar: list[Link] = []
    scored: list[Link] = []
    forbidden: dict[int, list[int]] = {}
    for one, other in sorted(rejected):
        forbidden.setdefault(one, []).append(other)
    for one, likeness in enumerate(likenesses(wordings)):
        elsewhere = np.where(article == article[one], 0.0, likeness.similarity)
        later = np.flatnonzero(elsewhere[one + 1 :] >= WORTH_COMPARING) + one + 1
        if len(later):
            others = later.tolist()
            similar += map(Link, repeat(one), others, elsewhere[later].tolist())
            scored += map(Link, repeat(one), others, score(likeness)[later].tolist())
        elsewhere[forbidden.get(one, [])] = 0.0
        best = np.repeat(np.maximum.reduceat(elsewhere, firsts), length)
        best_ones = np.flatnonzero((elsewhere >= WORTH_COMPARING) & (elsewhere == best))
        _, first_in_article = np.unique(article[best_ones], return_index=True)
        chosen += [(one, other) for other in best_ones[first_in_article].tolist()]
    return chosen, similar, scored
