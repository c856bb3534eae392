"""The fields of stored records: how each kind of value is read from JSON. A ValueError says what is wrong with one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.checks import shortened


def text(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise ValueError(f"{shortened(value)} is not a text")
    return value


def number(value: object) -> int:
    """Return a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{shortened(value)} is not a whole number")
    return value


def truth(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{shortened(value)} is neither true nor false")
    return value


def uuid(value: object) -> UUID:
    """Return an id."""
    return UUID(text(value))


def uuids(value: object) -> tuple[UUID, ...]:
    """Return ids."""
    return tuple(uuid(each) for each in items(value))


def items(value: object) -> tuple[object, ...]:
    """Return the items of a list."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"{shortened(value)} is not a list")
    return tuple(value)


def mapping(value: object) -> Mapping[str, object]:
    """Return the fields of an object."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{shortened(value)} is not an object")
    return value


def instant(at: datetime) -> datetime:
    """Return an aware time in UTC, cut to the millisecond, which is what a record keeps."""
    if at.utcoffset() is None:
        raise ValueError(f"{at} has no time zone")
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def instant_from_json(value: object) -> datetime:
    """Return a record's time."""
    return instant(datetime.fromisoformat(text(value)))


def instant_to_json(at: datetime) -> str:
    """Return a record's time as it is stored, like 2026-11-21T22:18:05.123Z."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def anchor(value: object) -> Anchor:
    """Return an anchor."""
    data = mapping(value)
    return Anchor(
        start=number(data.get("start")),
        end=number(data.get("end")),
        quote=text(data.get("quote")),
        prefix=text(data.get("prefix", "")),
        suffix=text(data.get("suffix", "")),
        sha256=text(data.get("sha256", "")),
        once=truth(data.get("once", False)),
        sentence=_two_numbers(data["sentence"]) if data.get("sentence") is not None else None,
        repeated=tuple(map(text, items(data.get("repeated", ())))),
    )


def _two_numbers(value: object) -> tuple[int, int]:
    numbers = tuple(map(number, items(value)))
    if len(numbers) != 2:
        raise ValueError(f"{value!r} is not two numbers")
    return numbers[0], numbers[1]
