"""When two spellings may be one name, found without comparing every name with every other."""

from unicodedata import combining, normalize

_FEWEST_LETTERS = 7
"""A name this long that differs in one letter is another spelling; a shorter one is mostly another name."""
_MOST_LETTERS = 40


def plain(word: str) -> str:
    """Return a word in lower case, without accents and signs."""
    return "".join(c for c in normalize("NFKD", word.casefold()) if c.isalnum() and not combining(c))


def neighbours(word: str) -> frozenset[str]:
    """Return keys of a plain word; two words that are equal or near share one.

    Every word at one edit's distance shares a deletion, after Garbe's symmetric delete algorithm (SymSpell, 2012).
    """
    if not _FEWEST_LETTERS <= len(word) <= _MOST_LETTERS:
        return frozenset([word])
    return frozenset([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))])


def is_near(one: str, other: str) -> bool:
    """Whether two plain words are equal or, both being long enough, within one edit of each other."""
    if one == other:
        return True
    if not all(_FEWEST_LETTERS <= len(word) <= _MOST_LETTERS for word in (one, other)):
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    same = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    return shorter[same + (len(shorter) == len(longer)) :] == longer[same + 1 :]
