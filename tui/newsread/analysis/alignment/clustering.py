"""Average-linkage clustering of things of which most pairs have nothing in common.

Only pairs that are alike are given; all others have the similarity 0. So the time grows with the number of
links, not with the square of the number of things. Clusters are found along chains of nearest neighbours
(Murtagh 1983), which for average linkage gives the same tree as merging the closest pair again and again.

The tree is kept as a row: the things in such an order that every cluster stands together, and between neighbours the
similarity at which they came together. Two things come together at the least similarity between them in the row.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import intp
    from numpy.typing import NDArray

    from newsread.analysis.alignment.vectors import Values


class Links(NamedTuple):
    """Pairs of things, by number, and how alike they are: more than 0. No pair is there twice."""

    ones: "NDArray[intp]"
    others: "NDArray[intp]"
    similarities: "Values"


class _Row(NamedTuple):
    things: list[int]
    gaps: list[float]
    """The similarity at which each thing came together with the one before it; 0 where nothing links them."""


def cophenetic(number: int, links: Links) -> "Values":
    """Return for each link the average similarity at which clustering brings its two ends together.

    `number` is that of the things. (Sokal and Rohlf 1962, as a similarity instead of a distance.)
    """
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    row = _clustered(number, links)
    place = np.empty(number, np.intp)
    place[row.things] = np.arange(number)
    one, other = place[links.ones], place[links.others]
    low, high = np.minimum(one, other) + 1, np.maximum(one, other) + 1
    # Of each power of two, the least of so many gaps from each one on: two of these cover any stretch.
    heights = np.empty(len(low))
    least, width = np.array(row.gaps), 1
    while width < number:
        covered = (high - low >= width) & (high - low < 2 * width)
        heights[covered] = np.minimum(least[low[covered]], least[high[covered] - width])
        least = np.minimum(least[:-width], least[width:])
        width *= 2
    return heights


def linked(number: int, links: Links, least: float) -> list[list[int]]:
    """Return the clusters whose mergers had at least some average similarity, each and all in ascending order."""
    clusters: list[list[int]] = []
    for thing, gap in zip(*_clustered(number, links), strict=True):
        if clusters and gap >= least:
            clusters[-1].append(thing)
        else:
            clusters.append([thing])
    return sorted(map(sorted, clusters))


def _clustered(number: int, links: Links) -> _Row:
    """Cluster things, and line them up."""
    # The sum of the similarities of two clusters' things, by cluster and other cluster. A member stands for each.
    totals: list[dict[int, float]] = [{} for _ in range(number)]
    for one, other, similarity in zip(*(column.tolist() for column in links), strict=True):
        totals[one][other] = totals[other][one] = similarity
    sizes = [1] * number
    first, last = list(range(number)), list(range(number))
    following: list[int | None] = [None] * number
    gaps = [0.0] * number
    for start in range(number):
        chain = [start] if totals[start] else []
        while chain:
            end = chain[-1]
            if not totals[end]:  # nothing is left that is like it: the chain began there
                chain.pop()
                continue
            before = chain[-2] if len(chain) > 1 else None
            near, similarity = _nearest(totals[end], sizes, sizes[end], before)
            if near != before:
                chain.append(near)
                continue
            del chain[-2:]
            kept, gone = _merged(end, near, totals)
            sizes[kept] += sizes[gone]
            following[last[kept]] = first[gone]
            gaps[first[gone]] = similarity
            last[kept] = last[gone]
            if not chain and totals[kept]:
                chain.append(kept)
    things = list(_lined_up(following))
    return _Row(things, [gaps[thing] for thing in things])


def _lined_up(following: Sequence[int | None]) -> Iterator[int]:
    """Yield each thing, and after it the one that follows it."""
    inner = {thing for thing in following if thing is not None}
    for start in range(len(following)):
        thing = None if start in inner else start
        while thing is not None:
            yield thing
            thing = following[thing]


def _nearest(totals: dict[int, float], sizes: Sequence[int], size: int, before: int | None) -> tuple[int, float]:
    """Return the cluster most like one of some size; of equals the one before it in the chain, else the lowest number.

    The average is worked out the same from both sides, so that rounding cannot send the chain in a circle.
    """
    nearest, most = -1, -1.0
    for other, total in totals.items():
        average = total / (size * sizes[other])
        if average > most or (average == most and (other == before or (nearest != before and other < nearest))):
            nearest, most = other, average
    return nearest, most


def _merged(one: int, other: int, totals: Sequence[dict[int, float]]) -> tuple[int, int]:
    """Give what one cluster has in common with others to the other one that has more; return the latter first."""
    gone, kept = sorted((one, other), key=lambda thing: (len(totals[thing]), thing))
    del totals[gone][kept], totals[kept][gone]
    here = totals[kept]
    for third, total in totals[gone].items():
        there = totals[third]
        del there[gone]
        here[third] = there[kept] = here.get(third, 0.0) + total
    totals[gone].clear()
    return kept, gone
