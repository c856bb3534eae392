"""Dates as pages, feeds, letters and people write them, brought into the ISO form."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_BY_THREE_LETTERS = tuple(month[:3].lower() for month in MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
"""May has none. The longer before the shorter."""
SHORT_WEEKDAYS = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
"""The longer before the shorter."""


_LONGEST = 100
"""Characters; what is longer is no date."""
_EARLIEST_YEAR = 1600
"""About when newspapers began."""
_EPOCH = date(1970, 1, 1)
"""What programs write that have no date: second zero of their clock."""
_FARTHEST_OFFSET = timedelta(hours=14)
_HOURS_OF_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2,
    "eest": 3, "msk": 3, "jst": 9, "kst": 9, "nzst": 12, "nzdt": 13, "aest": 10, "aedt": 11,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Of zones whose names hardly ever mean another one."""
_NAMED_ZONE = re.compile(r"\[[\w/+-]+\]\Z")
"""What Java writes behind an ISO time: `[Europe/Berlin]`."""
_DAY_IN_A_ZONE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
"""A day as XML Schema writes it."""
_SECONDS_SINCE_EPOCH = {10: 1, 13: 1_000}
"""How many digits a time has that counts from the epoch, and how many of its units are a second."""


def iso_date(value: object) -> str | None:
    """Return an ISO date, or date and time, for one in any form that says which day it is; else None.

    Forms are `2025-04-08`, `Tue, 08 Apr 2025 09:30:00 +0200`, `July 11, 2023 5:57 PM`, `11.07.2023`, a `date` or
    `datetime` object, and seconds or milliseconds since 1970 as an integer or its digits.
    """
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    words = " ".join(value.split()) if isinstance(value, str) and len(value) <= _LONGEST else ""
    words = _NAMED_ZONE.sub("", words)
    if not words:
        return None
    try:
        found = _by_rule(words) or _written(words)
    except (ValueError, OverflowError, OSError):  # the last is what some systems raise for a year beyond theirs
        return None
    return found.isoformat() if found else None


def publication_date(value: object, now: datetime | None = None) -> str | None:
    """Return the ISO date on which something may have been published.

    Dates in the future and those that programs write in place of none (1970-01-01, year 1) are None.

    `value` is what `iso_date` takes; `now` counts as the present, None meaning the time of this machine.
    """
    found = iso_date(value)
    if not found:
        return None
    day = date.fromisoformat(found[:10])
    latest = (now or datetime.now(UTC)).date() + timedelta(days=1)  # in the easternmost zones it is tomorrow
    is_placeholder = abs(day - _EPOCH) <= timedelta(days=1) and _is_epoch(found)
    return None if day.year < _EARLIEST_YEAR or day > latest or is_placeholder else found


def _is_epoch(found: str) -> bool:
    if len(found) == 10:
        return found == _EPOCH.isoformat()
    moment = datetime.fromisoformat(found)
    seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return moment.date() == _EPOCH or seconds == 0


def _by_rule(words: str) -> date | None:
    """Return the date that a text of ISO 8601, or one of nothing but digits, names."""
    if words.isascii() and words.isdigit():
        return _of_digits(words)
    if in_a_zone := _DAY_IN_A_ZONE.fullmatch(words):
        words = in_a_zone[1]
    if not words[:4].isdecimal():
        return None
    try:
        found = date.fromisoformat(words) if len(words) <= 10 else datetime.fromisoformat(words)
    except ValueError:
        return None  # `2016/6/29 15:07:41` is read as a person wrote it
    _check_offset(found)
    return found


def _of_digits(digits: str) -> date | None:
    if units := _SECONDS_SINCE_EPOCH.get(len(digits)):
        return datetime.fromtimestamp(int(digits) // units, UTC)
    forms = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
    if len(digits) not in forms:
        return None
    found = datetime.strptime(digits, forms[len(digits)])
    return found.date() if len(digits) == 8 else found


def _check_offset(found: date) -> None:
    """Raise ValueError for an offset from UTC that no place on earth has."""
    if isinstance(found, datetime) and abs(found.utcoffset() or timedelta()) > _FARTHEST_OFFSET:
        raise ValueError(found)


# What people write

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER_OF_MONTH = r"(?P<number>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_ZONE = r"\(?(?P<zone>(?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}(?:\s+time)?)\)?(?:\s*\([^()]*\))?"
_TIME = (
    r"(?P<hour>\d{1,2})(?:(?:[:.]|(?<=\d)h)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s*{_ZONE})?"
)
_DATES = (
    rf"{_YEAR}(?P<sign>[-/.])\s?{_NUMBER_OF_MONTH}(?P=sign)\s?{_DAY}",
    rf"{_YEAR}[-/\s]{_MONTH}\.?[-/\s]{_DAY}",
    rf"{_MONTH}\.?[-/\s]*{_DAY}{_TH},?[-/\s]\s*{_YEAR}",
    rf"{_DAY}{_TH}\.?(?:\s+of)?[-/\s]*{_MONTH}\.?,?[-/\s]\s*(?P<year>\d{{4}}|\d{{2}})",
    rf"{_DAY}\.\s?{_NUMBER_OF_MONTH}\.\s?{_YEAR}",
    rf"(?P<one>\d{{1,2}})(?P<sign>[-/])(?P<other>\d{{1,2}})(?P=sign){_YEAR}",
)
_BEFORE = r"(?:(?:first |originally )?(?:published|posted|created|date)(?: on)?\s*:?\s*)?"
_BETWEEN = r"(?:t|\s*(?:[,|·•@–—-]|at|um)?\s+)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    orders = (
        *(rf"{_BEFORE}{_WEEKDAY}{each}(?:{_BETWEEN}{_TIME})?" for each in _DATES),
        *(rf"{_BEFORE}{_TIME}\s*[,|·•–—-]?\s*{_WEEKDAY}{each}" for each in _DATES),
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_TIME}\s+{_YEAR}",  # as C's ctime has it
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in orders)


def _written(words: str) -> date | None:
    """Return the date that a person or a program wrote; raises ValueError for one that no calendar has."""
    for pattern in _patterns():
        if found := pattern.fullmatch(words):
            said = found.groupdict()
            day = _day(said)
            if day is None or said.get("hour") is None:
                return day
            return _moment(day, said)
    return None


def _day(said: dict[str, str | None]) -> date | None:
    year = int(said["year"] or 0)
    if len(said["year"] or "") == 2:  # as RFC 5322, 4.3, reads what RFC 822 wrote
        year += 2000 if year < 50 else 1900
    if one := said.get("one"):
        return _of_two_numbers(year, int(one), int(said["other"] or 0), said)
    if month := said.get("month"):
        number = MONTHS_BY_THREE_LETTERS.index(month[:3].lower()) + 1
    else:
        number = int(said["number"] or 0)
    return date(year, number, int(said["day"] or 0))


def _of_two_numbers(year: int, one: int, other: int, said: dict[str, str | None]) -> date | None:
    """Return the day of 07/11/2023, whose order differs between countries; None where nothing tells which it is.

    The weekday may tell. With weekday and time, `Tue, 07/11/2023 - 17:57`, it is how Drupal writes a date: the month
    comes first.
    """
    days = []
    for month, day in ((one, other), (other, one)):
        if 1 <= month <= 12:
            days.append(date(year, month, day))
    if not days:
        raise ValueError((one, other))
    weekday = said.get("weekday")
    if weekday:
        days = [day for day in days if day.strftime("%a").lower() == weekday.lower()] or days
        if said.get("hour") is not None:
            days = days[:1]
    return days[0] if len(set(days)) == 1 else None


def _moment(day: date, said: dict[str, str | None]) -> date:
    """Return the day with its time, a leap second as the one before it; without a zone where its name is not known."""
    hour = int(said["hour"] or 0)
    if said.get("minute") is None and not said.get("half"):
        raise ValueError(said)  # a number behind a date is no time
    if half := said.get("half"):
        if hour < 12 and half.lower() == "p":
            hour += 12
        elif hour == 12 and half.lower() == "a":
            hour = 0
    moment = datetime(
        day.year, day.month, day.day, hour, int(said.get("minute") or 0), min(59, int(said.get("second") or 0)),
        tzinfo=_zone(said.get("zone") or ""),
    )  # fmt: skip
    _check_offset(moment)
    return moment


def _zone(name: str) -> tzinfo | None:
    bare = re.sub(r"\A(?:utc|gmt)(?=\s?[+-])|\s", "", name, flags=re.IGNORECASE).lower()
    if bare[:1] in {"+", "-"} and bare:
        digits = bare[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(offset if bare[0] == "+" else -offset)
    hour = _HOURS_OF_ZONES.get(bare)
    return None if hour is None else timezone(timedelta(hours=hour))
