"""Whether a text is English. The model knows no other language, and what it finds in one is hardly to be relied on.

A language shows in its commonest words: near half of the words of English are function words, as in Grefenstette,
"Comparing two language identification schemes" (1995). Only those are counted that neighbouring languages do not
write alike, which leaves a fifth of the words of a report, and few of any other language.
"""

import re

_FUNCTION_WORDS = frozenset(
    """
    about after and are because been before but can could did does from has he him his how if into it its more
    not of or our out she should some than that the their them there these they this those through two up us
    were what when where which while who why will with would you your
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_LEAST_OF_FUNCTION_WORDS = 0.04
"""Their share of the words. Reports have above 0.15, texts of other languages that share some below 0.02."""
_FEWEST_WORDS, _FEWEST_LETTERS = 40, 60
"""Below them a text is too short to tell: a headline may be nothing but names."""

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPTS = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]")
"""A letter that is not Latin."""


def is_english(text: str) -> bool:
    """Return whether a text is English for the most part. Short texts count as English."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if letters >= _FEWEST_LETTERS and len(_OTHER_SCRIPTS.findall(text)) * 2 > letters:
        return False
    if len(words) < _FEWEST_WORDS:
        return True
    function_words = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return function_words >= _LEAST_OF_FUNCTION_WORDS * len(words)
