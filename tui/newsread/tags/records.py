"""The record: one thing that one person said of one claim, once. It never changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from newsread.errors import NewsreadError
from newsread.tags.anchor import Anchor


class BadRecord(NewsreadError):  # noqa: N818 - it says what it is
    """A stored record that cannot be understood."""


class Verdict(StrEnum):
    """What a person found of a claim. The value is the word that is shown."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"

    @property
    def glyph(self) -> str:
        """The sign that stands before the word."""
        return {"verified": "✓", "disputed": "✗", "unverifiable": "?"}[self]


class Mark(StrEnum):
    """What a person says of a sentence short of a verdict. The value is the word that is shown."""

    SEEN = "seen"
    TO_CHECK = "to check"
    NOT_A_CLAIM = "not a claim"

    @property
    def glyph(self) -> str:
        """The sign that stands before the word."""
        return {"seen": "·", "to check": "!", "not a claim": "–"}[self]


class Aspect(StrEnum):
    """What is judged: whether it is so, or whether it was said."""

    CONTENT = "content"
    STATEMENT = "statement"


class Slot(StrEnum):
    """What a record is about; in each slot of a claim the last record counts."""

    CONTENT = "content"
    STATEMENT = "statement"
    MARK = "mark"


class Action(StrEnum):
    """What a record does."""

    TAG = "tag"
    WITHDRAW = "withdraw"
    MARK = "mark"


@dataclass(frozen=True)
class Evidence:
    """What a verdict rests on: a web address, or a span of an article.

    Raises NewsreadError when it is neither, or both, or when the span is none.
    """

    url: str | None = None
    article: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    accessed: date | None = None
    """The day the source was looked at."""

    def __post_init__(self) -> None:
        start, end = self.start, self.end
        if self.url:
            sound = (self.article, start, end) == (None, None, None)
        else:
            sound = bool(self.article) and start is not None and end is not None and 0 <= start < end
        if not sound:
            raise NewsreadError("Evidence is either a web address or an article with start and end.")


@dataclass(frozen=True)
class Record:
    """One thing that was said of a claim.

    Raises BadRecord when action, verdict, aspect and mark do not fit each other.
    """

    id: UUID
    """A UUIDv7: the order of the ids is the order in time."""
    article: str
    """The article's id. The path of the file says it, so that it does not stand in the record's JSON."""
    claim: UUID
    """The claim is named by the id of its first record."""
    at: datetime
    """In UTC, to the millisecond; see `instant`."""
    by: str
    action: Action
    anchor: Anchor
    verdict: Verdict | None = None
    aspect: Aspect | None = None
    mark: Mark | None = None
    """The mark that is set, or with a withdrawal the mark that is taken back."""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    undoes: UUID | None = None
    """The record that this one takes back."""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Fields of the stored record that this version does not know; they are kept."""

    def __post_init__(self) -> None:
        given = {name for name in ("verdict", "aspect", "mark") if getattr(self, name) is not None}
        if given not in _SHAPES[self.action]:
            raise BadRecord(f"A record that says {self.action} cannot have {' and '.join(sorted(given)) or 'nothing'}.")

    @property
    def slot(self) -> Slot:
        """What the record is about."""
        return Slot(self.aspect) if self.aspect else Slot.MARK

    @property
    def stands(self) -> bool:
        """Whether it says something, rather than taking it back."""
        return self.action is not Action.WITHDRAW


_SHAPES: dict[Action, list[set[str]]] = {
    Action.TAG: [{"verdict", "aspect"}],
    Action.WITHDRAW: [{"aspect"}, {"mark"}],
    Action.MARK: [{"mark"}],
}


def instant(at: datetime) -> datetime:
    """Return an aware time in UTC, cut to the millisecond, which is what a record keeps."""
    if at.utcoffset() is None:
        raise ValueError(f"{at} has no time zone")
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def instant_to_json(at: datetime) -> str:
    """Return a record's time as it is stored, like 2026-11-21T22:18:05.123Z."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_json(record: Record) -> dict[str, object]:
    """Return the record as it is stored: without its id and article, absent where empty."""
    known = {name: write(value) for name, (_, write) in _FIELDS.items() if (value := getattr(record, name))}
    return known | dict(record.extra)


def from_json(record_id: UUID, article: str, data: Mapping[str, object]) -> Record:
    """Return the stored record of this id.

    Raises BadRecord, which says what is wrong with it.
    """
    try:
        if record_id.version != 7:
            raise ValueError("its id is not a UUIDv7")
        if missing := [name for name in ("claim", "at", "by", "action", "anchor") if name not in data]:
            raise ValueError(f"it has no {missing[0]}")
        known: dict[str, Any] = {name: read(data[name]) for name, (read, _) in _FIELDS.items() if name in data}
        extra = {name: value for name, value in data.items() if name not in _FIELDS}
        return Record(id=record_id, article=article, extra=extra, **known)
    except (ValueError, OverflowError, NewsreadError) as fault:
        reason = str(fault).rstrip(".")[:200]  # it may repeat what a hostile file says
        raise BadRecord(
            f"Record {record_id} of {article} cannot be understood and is left as it is: {reason}."
        ) from fault


def evidence_to_json(evidence: Evidence) -> dict[str, object]:
    """Return one piece of evidence as it is stored: absent where empty."""
    given = {name: value for name, value in vars(evidence).items() if value not in (None, "")}
    return given | ({"accessed": evidence.accessed.isoformat()} if evidence.accessed else {})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is not a whole number")
    return value


def _uuid(value: object) -> UUID:
    return UUID(_text(value))


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is not an object")
    return value


def _instant(value: object) -> datetime:
    return instant(datetime.fromisoformat(_text(value)))


def _anchor(value: object) -> Anchor:
    data = _object(value)
    return Anchor(
        start=_number(data.get("start")),
        end=_number(data.get("end")),
        quote=_text(data.get("quote")),
        prefix=_text(data.get("prefix", "")),
        suffix=_text(data.get("suffix", "")),
        sha256=_text(data.get("sha256", "")),
    )


_EVIDENCE: dict[str, Callable[[object], object]] = {
    "url": _text,
    "article": _text,
    "start": _number,
    "end": _number,
    "quote": _text,
    "accessed": lambda value: date.fromisoformat(_text(value)),
}


def _evidence(value: object) -> tuple[Evidence, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{value!r} is not a list of evidence")
    pieces: list[dict[str, Any]] = [
        {name: read(piece[name]) for name, read in _EVIDENCE.items() if name in piece} for piece in map(_object, value)
    ]
    return tuple(Evidence(**piece) for piece in pieces)


_FIELDS: dict[str, tuple[Callable[[Any], object], Callable[[Any], object]]] = {
    "claim": (_uuid, str),
    "at": (_instant, instant_to_json),
    "by": (_text, str),
    "action": (Action, str),
    "verdict": (Verdict, str),
    "aspect": (Aspect, str),
    "mark": (Mark, str),
    "note": (_text, str),
    "evidence": (_evidence, lambda pieces: [evidence_to_json(piece) for piece in pieces]),
    "anchor": (_anchor, lambda anchor: dict(vars(anchor))),
    "undoes": (_uuid, str),
}
"""How each stored field is read and written, in the order in which it stands in a file."""
