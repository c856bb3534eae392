"""Units of measure beside a number, by one name each, so that one quantity is the same in another spelling."""

import re
from typing import NamedTuple

_UNIT = re.compile(
    r"\s?(?P<percent>%|-?per ?cent\b)|[ -](?P<points>percentage points?)\b"
    r"|\s?(?P<symbol>km/h|kph|mph|km|cm|mm|kg|kW|MW|GW|sq\.? ?(?:km|ft|mi))\b"
    r"|\s?-?\s?(?P<word>(?:(?:square|cubic|nautical)[ -])?(?:"
    r"kilomet(?:er|re)|met(?:er|re)|centimet(?:er|re)|mile|yard|foot|feet|inch(?:es)?|acre|hectare|ton|tonne"
    r"|kilogram|gram|ounce|lit(?:er|re)|gallon|barrel|degree|kilowatt|megawatt|gigawatt"
    r"|second|minute|hour|day|night|week|fortnight|month|year|decade|centur(?:y|ies)|time"
    r"|dollar|cent|euro|pound|yen|yuan|ruble|rouble|hryvnia|rupee|franc)s?)(?!\w)"
)
_NAMES = {
    "feet": "foot", "inches": "inch", "centuries": "century", "kilometre": "kilometer", "metre": "meter",
    "centimetre": "centimeter", "litre": "liter", "rouble": "ruble", "dollar": "$", "euro": "€", "km": "kilometer",
    "cm": "centimeter", "mm": "millimeter", "kg": "kilogram", "km/h": "kph", "sq km": "square kilometer",
    "sq. km": "square kilometer",
}  # fmt: skip
_CURRENCY = re.compile(r"(?:(?:US ?|A|C|HK)?\$|[€£¥])\s?\Z")
_LONGEST_CURRENCY = 5
_LASTING = frozenset((
    "second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade", "century",
))  # fmt: skip


class Unit(NamedTuple):
    """A unit, and where it begins and ends in the text, in code points."""

    start: int
    end: int
    name: str
    """*kilometer*, *square kilometer*, *percent*, *$*, *year*."""

    @property
    def lasts(self) -> bool:
        """Whether it measures time."""
        return self.name in _LASTING


def unit_after(text: str, start: int, end: int) -> Unit | None:
    """Return the unit that follows a number, the white space or hyphen between them included."""
    found = _UNIT.match(text, start, end)
    return Unit(*found.span(), _name(found)) if found else None


def currency_before(text: str, start: int, end: int) -> Unit | None:
    """Return the sign of a currency before a number that begins at `end`; nothing before `start` is looked at."""
    found = _CURRENCY.search(text, max(start, end - _LONGEST_CURRENCY), end)
    return Unit(*found.span(), found.group().strip()[-1]) if found else None


def _name(found: re.Match[str]) -> str:
    if found["percent"]:
        return "percent"
    if found["points"]:
        return "percentage point"
    form = found["symbol"] or found["word"].replace("-", " ")
    kind, _, last = form.rpartition(" ")
    last = _NAMES.get(last) or last.removesuffix("s")
    return _NAMES.get(form) or f"{kind} {_NAMES.get(last, last)}".strip()
