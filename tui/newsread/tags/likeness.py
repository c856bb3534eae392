"""How like one wording is to another: 1 - Levenshtein distance / the longer one's length.

What stands unchanged does not pay for the import of the library that counts it.
"""

from collections.abc import Sequence


def likeness(one: str, other: str) -> float:
    """Return how like they are, from 0 to 1; nothing is like an empty one."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    return Levenshtein.normalized_similarity(one, other) if one and other else 0.0


def most_alike(words: str, others: Sequence[str]) -> tuple[int, float]:
    """Return which of the others is the first that is most like the words, and how like."""
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    _, like, which = process.extractOne(words, others, scorer=Levenshtein.normalized_similarity)
    return which, like


def alike(words: str, others: Sequence[str], least: float, most: int) -> list[int]:
    """Return which of the others are at least so like the words, the best first, no more than `most`."""
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    scorer = Levenshtein.normalized_similarity
    return [which for _, _, which in process.extract(words, others, scorer=scorer, score_cutoff=least, limit=most)]
