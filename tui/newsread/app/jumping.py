"""A letter on each of several places, to go there by it. Pure."""

from itertools import product

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers come first."""
LONGEST = 2
"""How many letters it takes at most."""


def labels(count: int) -> list[str]:
    """Return a label for each of so many places: one letter as far as they reach, then two; none begins another.

    There are labels for 676 places; more are on no screen, and go without.
    """
    letters = len(_LETTERS)
    doubled = max(0, min(letters, -(-(count - letters) // (letters - 1))))
    single = list(_LETTERS[: letters - doubled])
    pairs = ("".join(pair) for pair in product(_LETTERS[letters - doubled :], _LETTERS))
    return [*single, *pairs][:count]
