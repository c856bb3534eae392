"""Numbers with what belongs to them: the approximator before, the unit behind."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsread.analysis.facts.numbers import SCALES, SMALL, TENS, any_of

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = any_of(SCALES)
_WORD = (
    rf"(?:{any_of(word for word, value in SMALL.items() if value > 1)}"
    rf"|{any_of(TENS)}(?:-{any_of(word for word, value in SMALL.items() if 0 < value < 10)})?)"
)
"""Without *one*, which is a pronoun as often as a number."""
_NUMBER = rf"(?:(?:{_DIGITS})(?:[ -]{_SCALE})*|{_WORD}(?:[ -]{_SCALE})*|(?:a few |several |a |one ){_SCALE})"
_UNIT = (
    r"(?:(?:square |cubic )?(?:kilomet(?:er|re)|met(?:er|re)|mile|foot|feet|inche?|yard|acre|hectare)s?"
    r"|sq\.? ?(?:km|ft|mi)"
    r"|km|kg|mph|kph|kilo(?:gram)?s?|tons?|tonnes?|pounds?|ounces?|lit(?:er|re)s?|gallons?|barrels?|degrees?|(?:mega|kilo)watts?)"
)
_DURATION = r"(?:decade|year|month|week|day)s?"
_CURRENCY = r"(?:dollars?|euros?|pounds?|yen|yuan|rubles?|roubles?|hryvnias?|rupees?)"
APPROXIMATORS = (
    "up to", "at least", "at most", "more than", "less than", "fewer than", "as many as", "as much as", "no more than",
    "no less than", "no fewer than", "just over", "just under", "close to", "well over",
    "around", "about", "approximately", "roughly", "nearly", "almost", "over", "under", "some",
)  # fmt: skip
"""Words before a number that make it less exact or bound it; the longer before the shorter."""
_APPROXIMATELY = rf"(?:{'|'.join(APPROXIMATORS)})"
_BEFORE = re.compile(rf"(?:^|(?<=[^\w-]))(?:{_APPROXIMATELY}) \Z", re.IGNORECASE)
_LONGEST_BEFORE = 16

_AMOUNT = re.compile(
    rf"(?<![\w.,$€£-])(?:(?P<MONEY>[$€£]\s?(?:{_DIGITS})(?:[ -]?(?:{_SCALE}|bn|m|k)\b)?|{_NUMBER} {_CURRENCY})"
    rf"|(?P<PERCENT>{_NUMBER}\s?(?:%|percent\b|per cent\b))"
    rf"|(?P<QUANTITY>{_NUMBER}[ -]?{_UNIT}(?!\w))"
    rf"|(?P<TIME>{_NUMBER}[ -]?(?:hour|minute|min|second)s?(?!\w))"
    rf"|(?P<DATE>{_NUMBER} {_DURATION}(?!\w)))"
)


class Amount(NamedTuple):
    """A number with its unit at a place of the text, half-open in code points; the label is OntoNotes'."""

    start: int
    end: int
    label: str


def amounts(text: str) -> Iterator[Amount]:
    """Yield the numbers that stand with a unit, approximators included: `around 1,300 square kilometers`."""
    for found in _AMOUNT.finditer(text):
        yield Amount(with_approximator(text, found.start()), found.end(), str(found.lastgroup))


def with_approximator(text: str, start: int) -> int:
    """Return where a number begins together with the approximator before it."""
    floor = max(0, start - _LONGEST_BEFORE)
    before = _BEFORE.search(text[floor:start])
    return floor + before.start() if before else start
