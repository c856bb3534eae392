"""Average linkage over links, against the definition worked out over all pairs."""

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.analysis.alignment.clustering import Links, cophenetic, linked

Link = tuple[int, int, float]


def links_of(rows: Sequence[Link]) -> Links:
    pairs = np.array([row[:2] for row in rows], np.intp).reshape(-1, 2)
    return Links(pairs[:, 0], pairs[:, 1], np.array([row[2] for row in rows], float))


def heights(number: int, rows: Sequence[Link]) -> list[float]:
    return [float(height) for height in cophenetic(number, links_of(rows))]


def by_definition(number: int, links: list[Link]) -> list[float]:
    """Merge the closest two clusters again and again, and look when the ends of each link meet."""
    similarity = {frozenset(link[:2]): link[2] for link in links}
    clusters = [{thing} for thing in range(number)]
    met: dict[frozenset[int], float] = {}

    def average(one: set[int], other: set[int]) -> float:
        return sum(similarity.get(frozenset(pair), 0.0) for pair in product(one, other)) / (len(one) * len(other))

    while len(clusters) > 1:
        one, other = max(combinations(clusters, 2), key=lambda pair: average(*pair))
        met |= {frozenset(pair): average(one, other) for pair in product(one, other)}
        clusters = [cluster for cluster in clusters if cluster not in (one, other)] + [one | other]
    return [met[frozenset(link[:2])] for link in links]


@given(st.data())
def test_links_meet_where_the_definition_says(data: st.DataObject) -> None:
    number = data.draw(st.integers(2, 7))
    pairs = data.draw(st.lists(st.sampled_from(list(combinations(range(number), 2))), unique=True))
    # Sums of unlike powers of two: no two averages are equal, so there is one right answer.
    order = data.draw(st.permutations(range(len(pairs))))
    links = [(*pair, 2.0**-place + 0.001 * place) for pair, place in zip(pairs, order, strict=True)]
    assert heights(number, links) == pytest.approx(by_definition(number, links))


def test_equal_similarities_come_to_an_end() -> None:
    links = [(one, other, 0.1) for one, other in combinations(range(30), 2)]
    assert heights(30, links) == pytest.approx([0.1] * len(links))


def test_clusters_are_those_whose_average_is_high_enough() -> None:
    links = [(0, 1, 0.9), (1, 2, 0.5), (3, 4, 0.6)]
    assert linked(6, links_of(links), 0.55) == [[0, 1], [2], [3, 4], [5]]
    assert linked(6, links_of(links), 0.2) == [[0, 1, 2], [3, 4], [5]]


def test_nothing_is_clustered_without_links() -> None:
    assert heights(0, []) == []
    assert linked(3, links_of([]), 0.1) == [[0], [1], [2]]
