"""Identifiers that sort by time: UUID version 7."""

import hashlib
import json
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from newsread.errors import NewsreadError

_RANDOM_BITS = 74
_DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""
_MOST = (1 << 48 + _RANDOM_BITS) - 1

_lock = threading.Lock()
_last = 0


def new_id(after: UUID | None = None) -> UUID:
    """Return a UUIDv7 (RFC 9562, section 5.7) greater than every one made before in this process.

    With `after`, itself a UUIDv7, it is greater than that too: records stay in order when the clock is set
    back or another machine's clock is ahead. Raises NewsreadError when no id can follow `after`.
    """
    global _last  # noqa: PLW0603 - one order for the whole process is the purpose; the lock guards it
    with _lock:
        floor = max(_last, _payload(after) if after else 0)
        payload = time.time_ns() // 1_000_000 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        if payload <= floor:
            payload = floor + 1 + secrets.randbits(32)  # RFC 9562, section 6.2, method 2
        if payload > _MOST:
            raise NewsreadError(f"No record can follow {after}: its time is at the end of all times.")
        _last = payload
    return _uuid(payload)


def id_from(*parts: object) -> UUID:
    """Return the UUIDv7 that these parts make, always the same: its time is the beginning of all times.

    So it sorts before whatever was recorded with a clock.
    """
    digest = hashlib.sha256(json.dumps(list(map(str, parts))).encode()).digest()
    return _uuid(int.from_bytes(digest) & ((1 << _RANDOM_BITS) - 1))


def id_after(before: UUID, *parts: object) -> UUID:
    """Return the UUIDv7 that these parts make, always the same, within the millisecond after another one."""
    return _uuid(((_payload(before) >> _RANDOM_BITS) + 1) << _RANDOM_BITS | _payload(id_from(*parts)))


class NewIds:
    """UUIDv7 in the place of others, in the same order: they tell the day that the others tell, and nothing else."""

    def __init__(self, old: Iterable[UUID]) -> None:
        """Make one for each of the old ids."""
        by_day: defaultdict[int, list[UUID]] = defaultdict(list)
        for each in old:
            by_day[_day(each)].append(each)
        self._new: dict[UUID, UUID] = {}
        for day, of_day in by_day.items():
            free: set[int] = set()
            while len(free) < len(of_day):
                free.add(secrets.randbits(_RANDOM_BITS))
            payloads = ((day * _DAY) << _RANDOM_BITS | bits for bits in sorted(free))
            self._new |= zip(sorted(of_day, key=lambda each: each.int), map(_uuid, payloads), strict=True)

    def of(self, old: UUID) -> UUID:
        """Return the new id, always the same one; one that was not given at first has its day alone in order."""
        if old not in self._new:
            self._new[old] = _uuid((_day(old) * _DAY) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS))
        return self._new[old]


def _day(of: UUID) -> int:
    """Return the day that an id tells, counted from 1970-01-01; 0 for one that tells no time."""
    return (of.int >> 80) // _DAY if of.version == 7 else 0


def uuid7(key: str) -> UUID | None:
    """Return the id whose number a key of a table of records is; None where that is no UUIDv7."""
    if not (key.isascii() and key.isdigit() and len(key) < 40 and key[0] != "0"):
        return None
    if (number := int(key)) >> 128:
        return None
    record_id = UUID(int=number)
    return record_id if record_id.version == 7 else None


def _payload(uuid: UUID) -> int:
    """Return the 122 bits that are free in a UUIDv7, those beside version and variant, in order."""
    milliseconds, random_a, random_b = uuid.int >> 80, uuid.int >> 64 & 0xFFF, uuid.int & (1 << 62) - 1
    return milliseconds << _RANDOM_BITS | random_a << 62 | random_b


def _uuid(payload: int) -> UUID:
    milliseconds, random_a, random_b = payload >> _RANDOM_BITS, payload >> 62 & 0xFFF, payload & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 7 << 76 | random_a << 64 | 0b10 << 62 | random_b)
