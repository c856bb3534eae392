"""Rows of features with weights, a row a text, and their products.

Products are worked out for one row at a time over postings, the lists of the rows that have a feature: a table of
all pairs is never kept.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Values = NDArray[float64]
    """A number for each of several rows."""

_Feature = TypeVar("_Feature", bound=Hashable)

_MOST_HOLDERS = 1_000
"""What more rows have tells none of them from another, and would cost the most time."""


def rarity(rows: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each feature, smoothed so that none is 0."""
    holders = Counter(feature for row in rows for feature in dict.fromkeys(row))
    return {feature: math.log((1 + len(rows)) / (1 + times)) + 1 for feature, times in holders.items()}


def tf_idf(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """Return rows of length 1, in which what is frequent here and rare elsewhere weighs most."""
    rare = rarity(counts)
    rows = []
    for count in counts:
        row = {feature: (1 + math.log(times)) * rare[feature] for feature, times in count.items()}
        length = math.sqrt(math.fsum(weight * weight for weight in row.values()))
        rows.append({feature: weight / length for feature, weight in row.items()})
    return rows


def products_with_later(
    left: Sequence[Mapping[_Feature, float]], right: Sequence[Mapping[_Feature, float]]
) -> Iterator["Values"]:
    """Yield for each row on the left its products with those rows on the right that come after it.

    There are as many rows on the right as on the left.
    """
    import numpy as np  # noqa: PLC0415 - takes a tenth of a second to import, and only the analysis does it

    holders = Counter(feature for row in right for feature in row)
    telling = [feature for feature, times in holders.items() if times <= _MOST_HOLDERS]
    numbers = {feature: number for number, feature in enumerate(telling)}
    held = [[feature for feature in row if feature in numbers] for row in right]
    lengths = np.array([len(known) for known in held], np.intp)
    features = np.fromiter((numbers[feature] for known in held for feature in known), np.intp, lengths.sum())
    weights = np.fromiter(
        (row[feature] for row, known in zip(right, held, strict=True) for feature in known), np.float64, lengths.sum()
    )
    order = np.argsort(features, kind="stable")
    rows = np.repeat(np.arange(len(right)), lengths)[order]
    postings = weights[order]
    ends = np.cumsum(np.bincount(features, minlength=len(numbers)))
    begins = ends - np.bincount(features, minlength=len(numbers))
    passed = 0
    for number, row in enumerate(left):
        # Postings are in the order of the rows: those of this row are now the first of their features.
        begins[features[passed : passed + lengths[number]]] += 1
        passed += lengths[number]
        known = [feature for feature in row if feature in numbers]
        asked = np.array([numbers[feature] for feature in known], np.intp)
        stretches = ends[asked] - begins[asked]
        # The places of all postings asked for, one stretch after the other.
        places = np.repeat(begins[asked] - (np.cumsum(stretches) - stretches), stretches) + np.arange(stretches.sum())
        factors = np.repeat(np.array([row[feature] for feature in known], np.float64), stretches)
        sums = np.bincount(rows[places], weights=factors * postings[places], minlength=len(right))[number + 1 :]
        yield sums.astype(np.float64, copy=False)  # without a single posting they are counts
