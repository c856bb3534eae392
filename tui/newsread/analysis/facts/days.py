"""What day, month or year a date names: by itself, or counted from the day on which its text was published."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from newsread.articles.dates import MONTHS, MONTHS_BY_THREE_LETTERS, WEEKDAYS

_WEEKDAYS = tuple(map(str.lower, WEEKDAYS))
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""The month in which each begins, in the north; a winter is named by the year of its December."""

_MONTH = rf"(?P<month>{'|'.join(MONTHS_BY_THREE_LETTERS)})[a-z]*\.?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})s?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WHICH = r"(?P<which>last|past|this|next|coming)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"(?:{_WEEKDAY},? )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
        rf"{_MONTH},? {_YEAR}",
        rf"(?:the )?(?P<season>{'|'.join(_SEASONS)})(?: of)? {_YEAR}",
        rf"{_YEAR}",
        r"(?:the )?(?P<decade>\d{4}s)",
        rf"(?:{_WHICH} )?{_MONTH}",
        rf"(?:{_WHICH} )?{_WEEKDAY}",
        rf"(?:the )?{_WHICH} (?P<period>week|month|year|{'|'.join(_SEASONS)})",
        r"(?P<word>today|tonight|yesterday|tomorrow)",
        r"(?P<count>\d{1,4}|an?) (?P<unit>day|week|month|year)s? ago",
    )
)
_PART = re.compile(r"(early|late|mid)[ -](?=\w)")
_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


@dataclass(frozen=True)
class Day:
    """What a date names: `2025-04-08`, `2025-W15`, `2025-04`, `2025`, `1990s` or `2024-fall`."""

    value: str | None
    """None where it depends on a day that is not known."""
    relative: bool
    """Whether it was counted from the day of publication."""
    part: str = ""
    """early, mid or late."""


def day_named(words: str, published: date | None, *, ahead: bool = False) -> Day:
    """Return what a date names. `published` is the day it is counted from; `ahead` says that it is still to come."""
    words = " ".join(words.lower().split())
    part = _PART.match(words)
    if part:
        words = words[part.end() :]
    for form in _FORMS:
        found = form.fullmatch(words)
        if found:
            named = {name: value for name, value in found.groupdict().items() if value}
            try:
                return Day(*_named(named, published, ahead), part[1] if part else "")
            except (ValueError, OverflowError):  # February 30, and the day before the first of all
                break
    return Day(None, relative=False)


def date_in_words(value: str) -> str:
    """Return a date's value for a person to read: `8 April 2025`, `fall 2024`, `the week of 7 April 2025`."""
    with suppress(ValueError, IndexError):
        match value.split("-"):
            case [year, week] if week.startswith("W"):
                return f"the week of {_day_in_words(date.fromisocalendar(int(year), int(week[1:]), 1))}"
            case [year, season] if season in _SEASONS:
                return f"{season} {year}"
            case [year, month]:
                return f"{MONTHS[int(month) - 1]} {year}"
            case [_, _, _]:
                return _day_in_words(date.fromisoformat(value))
    return value


def _day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_of_publication(published: str | None) -> date | None:
    """Return the day of a publication date or time in ISO form, None where there is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _named(named: dict[str, str], published: date | None, ahead: bool) -> tuple[str | None, bool]:
    """Return the value, and whether it was counted from the day of publication."""
    absolute = _by_itself(named)
    if absolute or not published:
        return absolute, False
    return _counted(named, published, ahead), True


def _by_itself(named: dict[str, str]) -> str | None:
    if "iso" in named:
        return date.fromisoformat(named["iso"]).isoformat()
    if "decade" in named:
        return named["decade"]
    if "year" not in named:
        return None
    day, month = _day_and_month(named)
    if month and day:
        return date(int(named["year"]), month, day).isoformat()
    if month:
        return f"{named['year']}-{month:02}"
    return f"{named['year']}-{_season(named['season'])}" if "season" in named else named["year"]


def _counted(named: dict[str, str], published: date, ahead: bool) -> str | None:
    which = named.get("which", "")
    step = {"last": -1, "past": -1, "this": 0}.get(which, 1)
    match named:
        case {"word": word}:
            return (published + timedelta(_WORDS[word])).isoformat()
        case {"count": count, "unit": unit}:
            return _moved(published, unit, -1 if count.startswith("a") else -int(count))
        case {"period": period}:
            season = _SEASONS.get(period)
            if season:
                return f"{_year_of_season(season, step, published)}-{_season(period)}"
            return _moved(published, period, step)
    day, month = _day_and_month(named)
    if not month:
        return _weekday(_WEEKDAYS.index(named["weekday"]), which, published, ahead).isoformat()
    return _nearest(day, month, published) if day else f"{_year_of_month(month, which, published, ahead)}-{month:02}"


def _day_and_month(named: dict[str, str]) -> tuple[int, int]:
    return int(named.get("day", 0)), MONTHS_BY_THREE_LETTERS.index(named["month"]) + 1 if "month" in named else 0


def _season(word: str) -> str:
    return "fall" if word == "autumn" else word


def _weekday(number: int, which: str, published: date, ahead: bool) -> date:
    back = (published.weekday() - number) % 7
    if which in ("next", "coming") or ahead:
        return published + timedelta(7 - back)
    return published - timedelta(back or 7 if which in ("last", "past") else back)


def _nearest(day: int, month: int, published: date) -> str:
    """Return the nearest day of a name: a report tells what was and announces what will be."""
    dates: list[date] = []
    for year in (published.year, published.year - 1, published.year + 1):
        with suppress(ValueError):  # February 29
            dates.append(date(year, month, day))
    return min(dates, key=lambda it: abs(it - published)).isoformat()


def _year_of_month(month: int, which: str, published: date, ahead: bool) -> int:
    if which == "this":
        return published.year
    if which in ("next", "coming") or ahead:
        return published.year + (month <= published.month)
    return published.year - (month >= published.month if which else month > published.month)


def _year_of_season(first_month: int, step: int, published: date) -> int:
    """Return the year in which the last season of a name ended before now, the present or the next one began."""
    begun = published.year - (published.month < first_month)
    if step > 0:
        return begun + 1
    months_since = (published.year - begun) * 12 + published.month - first_month
    if step < 0:
        return begun - (months_since < 3)
    return begun if months_since < 3 else published.year


def _moved(day: date, unit: str, by: int) -> str | None:
    """Return the day, week, month or year that lies `by` of them after a day."""
    if unit == "day":
        return (day + timedelta(by)).isoformat()
    if unit == "week":
        year, week, _ = (day + timedelta(weeks=by)).isocalendar()
        return f"{year}-W{week:02}"
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
        return f"{date(year, month + 1, 1):%Y-%m}"
    return str(date(day.year + by, 1, 1).year)
