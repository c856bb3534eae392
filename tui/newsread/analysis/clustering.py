"""Average-linkage clustering of things of which most pairs have nothing in common.

Only pairs that are alike are given; all others have the similarity 0. So the time grows with the number of
links, not with the square of the number of things. Clusters are found along chains of nearest neighbours
(Murtagh 1983), which for average linkage gives the same tree as merging the closest pair again and again.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Link(NamedTuple):
    """Two things, by number, and how alike they are: more than 0."""

    one: int
    other: int
    similarity: float


class _Bond:
    """What two clusters have in common: the sum over their links, and the first and last of a chain of these."""

    __slots__ = ("first", "last", "total")

    def __init__(self, total: float, link: int) -> None:
        self.total = total
        self.first = self.last = link


class _Merger(NamedTuple):
    """Two clusters that became one, named by one of their members each, and the average similarity of their pairs."""

    one: int
    other: int
    similarity: float
    links: list[int]
    """The numbers of the links between the two."""


def cophenetic(number: int, links: Sequence[Link]) -> list[float]:
    """Return for each link the average similarity at which clustering brings its two ends together.

    `number` is that of the things. (Sokal and Rohlf 1962, as a similarity instead of a distance.)
    """
    heights = [0.0] * len(links)
    for merger in _mergers(number, links):
        for link in merger.links:
            heights[link] = merger.similarity
    return heights


def linked(number: int, links: Sequence[Link], least: float) -> list[list[int]]:
    """Return the clusters whose mergers had at least some average similarity, each and all in ascending order."""
    leader = list(range(number))

    def leader_of(thing: int) -> int:
        while leader[thing] != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    for merger in _mergers(number, links):
        if merger.similarity >= least:
            low, high = sorted((leader_of(merger.one), leader_of(merger.other)))
            leader[high] = low
    clusters: dict[int, list[int]] = {}
    for thing in range(number):
        clusters.setdefault(leader_of(thing), []).append(thing)
    return list(clusters.values())


def _mergers(number: int, links: Sequence[Link]) -> Iterator[_Merger]:
    """Yield the mergers of clusters that have a link; inner ones always before outer ones."""
    bonds: list[dict[int, _Bond]] = [{} for _ in range(number)]
    for place, (one, other, similarity) in enumerate(links):
        bonds[one][other] = bonds[other][one] = _Bond(similarity, place)
    following = [-1] * len(links)
    sizes = [1] * number
    for start in range(number):
        chain = [start] if bonds[start] else []
        while chain:
            last = chain[-1]
            if not bonds[last]:  # nothing is left that is like it: the chain began there
                chain.pop()
                continue
            near = _nearest(last, bonds, sizes, chain[-2] if len(chain) > 1 else None)
            if len(chain) < 2 or near != chain[-2]:
                chain.append(near)
                continue
            del chain[-2:]
            bond = bonds[last][near]
            yield _Merger(last, near, bond.total / (sizes[last] * sizes[near]), _chain(bond.first, following))
            kept = _merge(last, near, bonds, following)
            sizes[kept] = sizes[last] + sizes[near]
            if not chain and bonds[kept]:
                chain.append(kept)


def _chain(link: int, following: Sequence[int]) -> list[int]:
    chain = []
    while link >= 0:
        chain.append(link)
        link = following[link]
    return chain


def _nearest(thing: int, bonds: Sequence[dict[int, _Bond]], sizes: Sequence[int], before: int | None) -> int:
    """Return the cluster most like one; of equals the one before it in the chain, else the lowest number.

    The average is worked out the same from both sides, so that rounding cannot send the chain in a circle.
    """

    def preference(other: int) -> tuple[float, bool, int]:
        return bonds[thing][other].total / (sizes[thing] * sizes[other]), other == before, -other

    return max(bonds[thing], key=preference)


def _merge(one: int, other: int, bonds: Sequence[dict[int, _Bond]], following: list[int]) -> int:
    """Give the bonds of the cluster that has fewer to the other one; return this, which now stands for both."""
    gone, kept = sorted((one, other), key=lambda thing: (len(bonds[thing]), thing))
    del bonds[gone][kept], bonds[kept][gone]
    for third, bond in bonds[gone].items():
        del bonds[third][gone]
        there = bonds[kept].get(third)
        if there is None:
            bonds[kept][third] = bonds[third][kept] = bond
        else:
            there.total += bond.total
            following[there.last] = bond.first
            there.last = bond.last
    bonds[gone].clear()
    return kept
