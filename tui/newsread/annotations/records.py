"""The record: one thing that one person said of one claim, once. It never changes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from newsread.annotations import fields
from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.anchoring.anchor import to_json as anchor_to_json
from newsread.annotations.answers import (
    Forms,
    Linked,
    Naming,
    OtherWords,
    linked_from_json,
    linked_to_json,
    naming_from_json,
    naming_to_json,
)
from newsread.annotations.checks import LARGEST, check_members, check_text, check_types, coerce, is_deeper, shortened
from newsread.annotations.fields import instant_to_json
from newsread.annotations.store.safe_json import encoded
from newsread.errors import NewsreadError


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
    """What a record says of its words; see `About`."""

    CONTENT = "content"
    STATEMENT = "statement"
    MARK = "mark"
    DECIDED_CONTENT = "decided content"
    DECIDED_STATEMENT = "decided statement"
    PLACE = "place"
    """Where its words stand, after the article's text has changed."""


SAID = (Slot.CONTENT, Slot.STATEMENT, Slot.MARK, Slot.DECIDED_CONTENT, Slot.DECIDED_STATEMENT)
"""The slots in which something is said of the words."""


About = Slot | OtherWords | Forms
"""What a record is about; of all records of a claim that are about the same, the last one counts."""


class Action(StrEnum):
    """What a record does."""

    TAG = "tag"
    WITHDRAW = "withdraw"
    MARK = "mark"
    DECIDE = "decide"
    """Says what holds where annotators differ; without a verdict it takes an earlier decision back."""
    REANCHOR = "reanchor"
    """Says where the words stand in a text that has changed, or that they do not stand in it."""
    LINK = "link"
    """Says whether words of another article tell the same claim."""
    NAME = "name"
    """Says what forms of names mean."""


@dataclass(frozen=True)
class Evidence:
    """What a verdict rests on: a web address, or a span of an article.

    Raises NewsreadError when it is neither, or both, or when the span is none, and for values of other types.
    """

    url: str | None = None
    article: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    accessed: date | None = None
    """The day the source was looked at."""

    def __post_init__(self) -> None:
        check_types(self, _TYPES_OF_EVIDENCE)
        if isinstance(self.accessed, datetime):
            raise NewsreadError(f"accessed is {shortened(self.accessed)}, which is a time: give a day.")
        start, end = self.start, self.end
        if self.url:
            sound = (self.article, start, end) == (None, None, None)
        else:
            sound = bool(self.article) and start is not None and end is not None and 0 <= start < end <= LARGEST
        if not sound:
            raise NewsreadError("Evidence is either a web address or an article with start and end.")


@dataclass(frozen=True)
class Record:
    """One thing that was said of a claim.

    The stored word of an action, a verdict, an aspect or a mark becomes the member that it names. Raises BadRecord for
    values of other types, and when action, verdict, aspect and mark do not fit each other.
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
    """The mark that is set, or with a withdrawal the mark that is taken back; `linked` and `naming` likewise."""
    linked: Linked | None = None
    naming: Naming | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    undoes: UUID | None = None
    """The record that this one takes back."""
    inherited_from: UUID | None = None
    """The verdict on words of another article that was spread to these; None for one that was given here."""
    judged: tuple[UUID, ...] = ()
    """The verdicts, by the ids of their records, that a decision is on."""
    missing_in: str = ""
    """The hash of the text in which a person found that the words are no more; `anchor` is then the old one."""
    follows: tuple[UUID, ...] = ()
    """The annotator's last records on the same words, by their ids, when this one was made; see `lineage`."""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Fields of the stored record that this version does not know; they are kept."""

    def __post_init__(self) -> None:
        try:
            self._check()
        except NewsreadError as fault:
            raise BadRecord(f"This cannot be recorded: {fault}") from fault
        given = {name for name in ("verdict", "aspect", "mark", "linked", "naming") if getattr(self, name) is not None}
        if given not in _SHAPES[self.action]:
            raise BadRecord(f"A record that says {self.action} cannot have {' and '.join(sorted(given)) or 'nothing'}.")

    def _check(self) -> None:
        """Raise NewsreadError for what could not be read again once it was written."""
        coerce(self, {"action": Action})
        coerce(self, {"verdict": Verdict, "aspect": Aspect, "mark": Mark}, optional=True)
        check_types(self, _TYPES)
        check_members("evidence", self.evidence, Evidence)
        check_members("judged", self.judged, UUID)
        check_members("follows", self.follows, UUID)
        if not self.by:
            raise NewsreadError("by is empty: a record names who made it.")
        if self.at.utcoffset() is None:
            raise NewsreadError(f"at is {self.at}, which has no time zone.")
        if self.extra:
            _check_extra(self.extra)

    @property
    def slot(self) -> About:
        """What the record is about."""
        if answer := self.linked or self.naming:
            return answer.about
        match self.action, self.aspect:
            case Action.REANCHOR, _:
                return Slot.PLACE
            case Action.DECIDE, Aspect() as aspect:
                return DECIDED[aspect]
            case _, Aspect() as aspect:
                return Slot(aspect)
        return Slot.MARK

    @property
    def stands(self) -> bool:
        """Whether it says something, rather than taking it back."""
        return self.action is not Action.WITHDRAW and bool(self.verdict or self.mark or self.linked or self.naming)


_NO = type(None)
_TYPES_OF_EVIDENCE: dict[str, tuple[type, ...]] = {
    "url": (str, _NO),
    "article": (str, _NO),
    "start": (int, _NO),
    "end": (int, _NO),
    "quote": (str,),
    "accessed": (date, _NO, datetime),
}
_TYPES: dict[str, tuple[type, ...]] = {
    "id": (UUID,),
    "article": (str,),
    "claim": (UUID,),
    "at": (datetime,),
    "by": (str,),
    "anchor": (Anchor,),
    "linked": (Linked, _NO),
    "naming": (Naming, _NO),
    "note": (str,),
    "evidence": (tuple,),
    "undoes": (UUID, _NO),
    "inherited_from": (UUID, _NO),
    "judged": (tuple,),
    "follows": (tuple,),
    "missing_in": (str,),
    "extra": (Mapping,),
}


_DEEPEST = 100
"""How deep values may lie in each other: all readers of JSON have a limit, and none a lower one."""


def _check_extra(extra: Mapping[str, object]) -> None:
    if known := extra.keys() & _FIELDS.keys():
        raise NewsreadError(f"extra has {', '.join(sorted(known))}, which is a field of its own.")
    if is_deeper(extra, _DEEPEST):
        raise NewsreadError(f"extra has values in it that lie more than {_DEEPEST} deep in each other.")
    try:
        encoded(extra if isinstance(extra, dict) else dict(extra))
    except (TypeError, ValueError) as fault:
        raise NewsreadError(f"extra has something in it that JSON cannot hold: {fault}.") from fault


def check_texts(record: Record) -> None:
    """Raise NewsreadError where what is to be recorded has half a character in it.

    It is asked for by whoever makes a new record, and not by whoever reads an old one, which is better read than not.
    """
    anchor, linked, naming = record.anchor, record.linked, record.naming
    check_text("The reason", [record.note])
    check_text("The evidence", [text for each in record.evidence for text in (each.url, each.article, each.quote)])
    check_text("The annotator's name", [record.by])
    check_text("The article's name", [record.article, linked.article if linked else None])
    anchors = [anchor, *([linked.anchor] if linked else [])]
    check_text("The claim", [text for each in anchors for text in (each.quote, each.prefix, each.suffix, each.sha256)])
    check_text("The answer", [linked.method if linked else None, *((*naming.forms, naming.label) if naming else ())])
    if record.extra:
        check_text("A field of its own", [json.dumps(dict(record.extra), ensure_ascii=False, default=dict)])


DECIDED = {Aspect.CONTENT: Slot.DECIDED_CONTENT, Aspect.STATEMENT: Slot.DECIDED_STATEMENT}
"""The slot of the decision on each aspect."""

_SHAPES: dict[Action, list[set[str]]] = {
    Action.TAG: [{"verdict", "aspect"}],
    Action.WITHDRAW: [{"aspect"}, {"mark"}, {"linked"}, {"naming"}],
    Action.MARK: [{"mark"}],
    Action.DECIDE: [{"verdict", "aspect"}, {"aspect"}],
    Action.REANCHOR: [set()],
    Action.LINK: [{"linked"}],
    Action.NAME: [{"naming"}],
}


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
    except (ValueError, OverflowError, RecursionError, NewsreadError) as fault:
        reason = str(fault).rstrip(".")[:200]  # it may repeat what a hostile file says
        raise BadRecord(
            f"Record {record_id} of {article} cannot be understood and is left as it is: {reason}."
        ) from fault


def evidence_to_json(evidence: Evidence) -> dict[str, object]:
    """Return one piece of evidence as it is stored: absent where empty."""
    given = {name: value for name, value in vars(evidence).items() if value not in (None, "")}
    return given | ({"accessed": evidence.accessed.isoformat()} if evidence.accessed else {})


_EVIDENCE: dict[str, Callable[[object], object]] = {
    "url": fields.text,
    "article": fields.text,
    "start": fields.number,
    "end": fields.number,
    "quote": fields.text,
    "accessed": lambda value: date.fromisoformat(fields.text(value)),
}


def evidence_from_json(value: object) -> tuple[Evidence, ...]:
    """Return stored pieces of evidence. Raises ValueError or NewsreadError for what is none."""
    pieces: list[dict[str, Any]] = [
        {name: read(piece[name]) for name, read in _EVIDENCE.items() if name in piece}
        for piece in map(fields.mapping, fields.items(value))
    ]
    return tuple(Evidence(**piece) for piece in pieces)


_FIELDS: dict[str, tuple[Callable[[Any], object], Callable[[Any], object]]] = {
    "claim": (fields.uuid, str),
    "at": (fields.instant_from_json, instant_to_json),
    "by": (fields.text, str),
    "action": (Action, str),
    "verdict": (Verdict, str),
    "aspect": (Aspect, str),
    "mark": (Mark, str),
    "linked": (linked_from_json, linked_to_json),
    "naming": (naming_from_json, naming_to_json),
    "note": (fields.text, str),
    "evidence": (evidence_from_json, lambda pieces: [evidence_to_json(piece) for piece in pieces]),
    "anchor": (fields.anchor, anchor_to_json),
    "undoes": (fields.uuid, str),
    "inherited_from": (fields.uuid, str),
    "judged": (fields.uuids, lambda ids: list(map(str, ids))),
    "missing_in": (fields.text, str),
    "follows": (fields.uuids, lambda ids: list(map(str, ids))),
}
"""How each stored field is read and written, in the order in which it stands in a file."""
