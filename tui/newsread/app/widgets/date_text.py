"""Dates and times as people read them. Pure."""

from datetime import date, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(published: str | None) -> str:
    """Return an ISO date like `8 Apr 2025`; what is no date stays as it is, what is unknown stays blank."""
    if not published:
        return ""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_time(at: datetime) -> str:
    """Return a time of today as `14:03`, of another day with its date, in the reader's own zone."""
    local = at.astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == datetime.now().astimezone().date():
        return clock
    return f"{short_date(local.date().isoformat())} {clock}"
