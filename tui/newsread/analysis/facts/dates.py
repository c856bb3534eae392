"""Dates and clock times by their forms. English months and weekdays; ISO dates in any language."""

import re
from collections.abc import Iterator

from newsread.articles.dates import MONTHS, SHORT_MONTHS, WEEKDAYS

_MONTH = rf"(?:{'|'.join(month for month in MONTHS if month != 'May')}|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
"""May apart, which is a verb too."""
_ANY_MONTH = rf"(?:{_MONTH}|May)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})s?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![:.,]?\d)(?!\s?(?:[ap]\.?m\b|%))"
_YEAR = r"(?:1[5-9]|20)\d\d(?!,?\d)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])"
_SPAN = rf"(?:decade|century|year|quarter|{_SEASON}|month|week(?:end)?|{_ANY_MONTH}|{_WEEKDAY})"
_DAYTIME = r"(?:morning|afternoon|evening|night)"

_EXACT = re.compile(
    r"(?<![\w-])(?:"
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])"
    rf"|(?:{_WEEKDAY},? )?{_ANY_MONTH} {_DAY}(?:,? {_YEAR})?"
    rf"|(?:{_WEEKDAY},? )?{_DAY}(?: of)? {_ANY_MONTH}(?![a-z])(?:,? {_YEAR})?"
    rf"|{_PART}?{_ANY_MONTH},? {_YEAR}"
    r")(?!\w)"
)
_RELATIVE = re.compile(
    r"(?<![\w-])(?:"
    rf"(?:[Ll]ast|[Tt]his|[Nn]ext) (?:{_SPAN})(?: {_YEAR})?"
    rf"|{_PART}{_ANY_MONTH}(?![a-z])"
    rf"|{_PART}(?:last|this|next) (?:{_SPAN})"
    rf"|{_WEEKDAY}|{_MONTH}"
    r"|[Yy]esterday|[Tt]omorrow|[Tt]oday"
    rf"|(?<=[Ii]n ){_YEAR}"
    r")(?!\w)(?!')"
)
_ZONE = r"(?: (?:[AP]M|GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]?T)\b)"
_CLOCK = re.compile(
    r"(?<![\w:.,])(?:"
    r"(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?\s?(?:[ap]\.m\.|[ap]m\b)"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d]){_ZONE}?"
    r")",
    re.IGNORECASE,
)
_TWO = re.compile(rf"({_ANY_MONTH}|{_WEEKDAY}) (?:and|or) ({_ANY_MONTH}|{_WEEKDAY})")


def exact_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of dates whose form alone makes them one: `2025-04-09`, `Apr. 8`, `April 2025`."""
    return (found.span() for found in _EXACT.finditer(text))


def relative_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of dates that need a day to count from: `Tuesday`, `last fall`, `late March`."""
    return (found.span() for found in _RELATIVE.finditer(text))


def clock_times(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of times of the day: `3:35 PM`, `8.49pm`, `17:30`."""
    return (found.span() for found in _CLOCK.finditer(text))


def coordinated(form: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the spans of two dates that were taken for one, `January and February`, or None."""
    found = _TWO.fullmatch(form)
    return (found.span(1), found.span(2)) if found else None
