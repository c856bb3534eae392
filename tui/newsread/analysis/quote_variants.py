"""One quotation in several articles: word for word, translated in another way, or cut short.

Quotations are compared by the words that they share in order, the shorter one against the best stretch of the longer
one. Only those that share three words in a row are compared, and of those that are one already only the longest: the
time is near-linear in the number of quotations.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsread.analysis.quotation import Quote

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_GRAM = 3
_FEWEST_WORDS = 4
"""A shorter quotation is the same only word for word, and only where somebody is said to have said it."""
_MOST_WORDS = 1_000
_MOST_RIVALS = 8
"""Quotations that are compared for one run of three words; a run that more of them share is no sign."""
_SHORT = 8
_LIKENESS, _LIKENESS_OF_SHORT_ONES = 0.7, 0.85
"""The share of the shorter one's words that makes two quotations one."""
_ROOM = 4
"""The stretch of the longer one may have a quarter more words at either end."""


def variants(
    quotes_by_article: Mapping[str, Sequence[Quote]], texts: Mapping[str, str]
) -> tuple[tuple[tuple[str, Quote], ...], ...]:
    """Return the direct quotations that several articles carry, each with where it stands.

    Articles are known by their ids and stay in the given order; `texts` are their texts. Each group holds two articles
    or more.
    """
    found = [(article, quote) for article, quotes in quotes_by_article.items() for quote in quotes if quote.direct]
    words = [_words(texts[article][quote.start : quote.end]) for article, quote in found]
    usable = [
        number
        for number, (_, quote) in enumerate(found)
        if len(words[number]) >= _FEWEST_WORDS or (words[number] and quote.speaker)
    ]
    group = list(range(len(found)))
    longest: dict[tuple[str, ...], list[int]] = {}
    for number in sorted(usable, key=lambda number: (-len(words[number]), number)):
        grams = tuple(_grams(words[number]))
        met: dict[int, bool] = {}
        for gram in grams:
            for rival in longest.get(gram, ()):
                if rival not in met:
                    met[rival] = _alike(words[rival], words[number])
        same = [rival for rival, alike in met.items() if alike]
        if same:
            group[number] = min(same)
        else:
            for gram in grams:
                rivals = longest.setdefault(gram, [])
                if len(rivals) < _MOST_RIVALS:
                    rivals.append(number)
    groups: dict[int, list[tuple[str, Quote]]] = {}
    for number, row in zip(group, found, strict=True):
        groups.setdefault(number, []).append(row)
    return tuple(tuple(rows) for rows in groups.values() if len({article for article, _ in rows}) > 1)


def _words(quotation: str) -> tuple[str, ...]:
    return tuple(word.replace("’", "'") for word in _WORD.findall(quotation.casefold())[:_MOST_WORDS])


def _grams(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each run of three words once; a shorter quotation is one run."""
    runs = (words[start : start + _GRAM] for start in range(max(1, len(words) - _GRAM + 1)))
    yield from dict.fromkeys(runs)


def _alike(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    if longer == shorter:
        return True
    if len(shorter) < _FEWEST_WORDS:
        return False
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - most runs compare nothing
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - likewise

    letters = {word: chr(number) for number, word in enumerate(dict.fromkeys((*longer, *shorter)), start=0x4E00)}
    short, long = ("".join(map(letters.__getitem__, words)) for words in (shorter, longer))
    place = partial_ratio_alignment(short, long)
    if place is None:
        return False
    room = len(short) // _ROOM
    window = long[max(0, place.dest_start - room) : place.dest_end + room]
    shared = LCSseq.similarity(short, window) / len(short)
    return shared >= (_LIKENESS if len(short) >= _SHORT else _LIKENESS_OF_SHORT_ONES)
