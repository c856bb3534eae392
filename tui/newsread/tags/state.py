"""What stands now: an annotator's claims, folded from records; and the records that would change them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from newsread.tags.anchor import Anchor
from newsread.tags.records import Action, Aspect, Evidence, Mark, Record, Slot, Verdict, instant

T = TypeVar("T")


@dataclass(frozen=True)
class Claim:
    """A span that an annotator has said something of, and all that was said."""

    id: UUID
    by: str
    article: str
    anchor: Anchor
    """The anchor of the last record."""
    content: Record | None
    """The last record on the content, be it a withdrawal; `statement` and `mark` likewise."""
    statement: Record | None
    mark: Record | None
    history: tuple[Record, ...]
    """All its records, oldest first."""

    def standing(self, slot: Slot) -> Record | None:
        """Return the record that stands in the slot: not withdrawn and, as a mark, not superseded.

        A live verdict on the content that was given later than the mark supersedes it.
        """
        match slot:
            case Slot.CONTENT:
                last = self.content
            case Slot.STATEMENT:
                last = self.statement
            case Slot.MARK:
                last = None if self._mark_is_superseded else self.mark
        return last if last and last.stands else None

    def verdict(self, aspect: Aspect) -> Verdict | None:
        """Return the verdict that stands on the aspect."""
        record = self.standing(Slot(aspect))
        return record.verdict if record else None

    @property
    def content_verdict(self) -> Verdict | None:
        """The verdict that stands on whether it is so."""
        return self.verdict(Aspect.CONTENT)

    @property
    def statement_verdict(self) -> Verdict | None:
        """The verdict that stands on whether it was said."""
        return self.verdict(Aspect.STATEMENT)

    @property
    def live_mark(self) -> Mark | None:
        """The mark that stands."""
        record = self.standing(Slot.MARK)
        return record.mark if record else None

    @property
    def said_last(self) -> Record | None:
        """Of the records that stand, the one that was said last; None when all is withdrawn."""
        standing = [record for slot in Slot if (record := self.standing(slot))]
        return max(standing, key=lambda record: self._said[record.id], default=None)

    @property
    def _mark_is_superseded(self) -> bool:
        verdict = self.standing(Slot.CONTENT)
        return bool(verdict and self.mark and self._said[self.mark.id] < self._said[verdict.id])

    @cached_property
    def _said(self) -> dict[UUID, UUID]:
        """Under which id each record's words were first said.

        A record that undoes brings back older words and must not pass for a newer saying.
        """
        slots: defaultdict[Slot, list[UUID]] = defaultdict(list)
        said: dict[UUID, UUID] = {}
        for record in self.history:
            earlier = slots[record.slot]
            place = earlier.index(record.undoes) if record.undoes in earlier else 0
            said[record.id] = said[earlier[place - 1]] if place else record.id
            earlier.append(record.id)
        return said


def fold(records: Iterable[Record]) -> dict[UUID, Claim]:
    """Return the claims of one annotator's records, by id, in the order in which they were first made.

    The order of the records does not matter and the same record counts once: the last one, by id, wins in
    each slot of a claim.
    """
    histories: defaultdict[UUID, list[Record]] = defaultdict(list)
    for record in in_order(records):
        histories[record.claim].append(record)
    return {claim: _claim(claim, history) for claim, history in histories.items()}


def in_order(records: Iterable[Record]) -> list[Record]:
    """Return the records by id, which is in time, each once."""
    once: dict[UUID, Record] = {}
    for record in records:
        other = once.setdefault(record.id, record)
        if other is not record and other != record:  # a damaged merge: either will do, so long as it is always the same
            once[record.id] = min(other, record, key=repr)
    return sorted(once.values(), key=lambda record: record.id.int)


def _claim(claim: UUID, history: Sequence[Record]) -> Claim:
    last = {record.slot: record for record in history}
    return Claim(
        id=claim,
        by=history[-1].by,
        article=history[-1].article,
        anchor=history[-1].anchor,
        content=last.get(Slot.CONTENT),
        statement=last.get(Slot.STATEMENT),
        mark=last.get(Slot.MARK),
        history=tuple(history),
    )


@dataclass(frozen=True)
class Entry:
    """What every new record has: its id and time, who speaks, and of which words."""

    id: UUID
    at: datetime
    by: str
    article: str
    anchor: Anchor


@dataclass(frozen=True)
class Judgement:
    """What a person says of a claim.

    `note` and `evidence` replace what was there; None leaves them as they are. A verdict other than the one
    that stood begins without the old reasons, which were given for that one; the history keeps them.
    """

    verdict: Verdict
    aspect: Aspect = Aspect.CONTENT
    note: str | None = None
    evidence: tuple[Evidence, ...] | None = None


def tag(claims: Iterable[Claim], entry: Entry, judgement: Judgement) -> Record | None:
    """Return the record that gives this verdict, or None when it would say nothing new.

    `claims` are the annotator's claims of the article. The very same words at the very same place revise
    their claim, any other span makes a new one. To repeat a verdict on a claim that was marked since settles
    the mark, and so is new.
    """
    claim = _claim_of(claims, entry)
    standing = claim.standing(Slot(judgement.aspect)) if claim else None
    reasons = standing if standing and standing.verdict is judgement.verdict else None
    record = _record(
        entry,
        claim,
        Action.TAG,
        verdict=judgement.verdict,
        aspect=judgement.aspect,
        note=_given(judgement.note, reasons.note if reasons else ""),
        evidence=_given(judgement.evidence, reasons.evidence if reasons else ()),
    )
    settles = judgement.aspect is Aspect.CONTENT and claim is not None and claim.live_mark is not None
    return record if settles or not _repeats(record, standing) else None


def mark(claims: Iterable[Claim], entry: Entry, set_mark: Mark, note: str | None = None) -> Record | None:
    """Return the record that sets this mark, or None when it would say nothing new.

    A note on the mark before it stays, unless another is given: it is a remark on the words, not a reason
    for that mark.
    """
    claim = _claim_of(claims, entry)
    standing = claim.standing(Slot.MARK) if claim else None
    kept = _given(note, standing.note if standing else "")
    record = _record(entry, claim, Action.MARK, mark=set_mark, note=kept)
    return None if _repeats(record, standing) else record


def withdraw(claims: Iterable[Claim], entry: Entry, slot: Slot) -> Record | None:
    """Return the record that takes back what stands in the slot, or None when nothing stands there."""
    claim = _claim_of(claims, entry)
    standing = claim.standing(slot) if claim else None
    if standing is None:
        return None
    return _record(entry, claim, Action.WITHDRAW, aspect=standing.aspect, mark=standing.mark)


def annotate(claims: Iterable[Claim], entry: Entry, note: str) -> Record | None:
    """Return the record that puts a note on what was said last of these words, or None when it stands there.

    That is the verdict, or a mark where there is no verdict or one that was set after it. Where nothing
    stands, the note is kept with the mark *seen*. An empty note takes the old one away.
    """
    claim = _claim_of(claims, entry)
    last = claim.said_last if claim else None
    if last is None:
        return mark(claims, entry, Mark.SEEN, note) if note else None
    if note == last.note:
        return None
    return replace(last, id=entry.id, at=instant(entry.at), anchor=entry.anchor, note=note, undoes=None)


def rebound(record: Record, records: Sequence[Record]) -> Record:
    """Return the record as one of the claim that exactly its words have already among `records`.

    A record that made a new claim may find, when it comes to the disk, that another window of the same annotator
    has made one of the same words meanwhile. All others come back as they are.
    """
    if record.claim != record.id:
        return record
    words = _words(record.anchor)
    same = {other.claim for other in records if other.by == record.by and _words(other.anchor) == words} - {record.id}
    claims = fold(other for other in records if other.claim in same).values()
    known = _claim_of(claims, Entry(record.id, record.at, record.by, record.article, record.anchor))
    return replace(record, claim=known.id) if known else record


def _claim_of(claims: Iterable[Claim], entry: Entry) -> Claim | None:
    """Find the claim of exactly these words at this place; of several, made by a merge, the latest."""
    words = _words(entry.anchor)
    same = (claim for claim in claims if claim.article == entry.article and _words(claim.anchor) == words)
    return max(same, key=lambda claim: claim.history[-1].id, default=None)


def _words(anchor: Anchor) -> tuple[int, int, str]:
    return anchor.start, anchor.end, anchor.quote


def _record(entry: Entry, claim: Claim | None, action: Action, **said: Any) -> Record:
    return Record(
        id=entry.id,
        article=entry.article,
        claim=claim.id if claim else entry.id,
        at=instant(entry.at),
        by=entry.by,
        action=action,
        anchor=entry.anchor,
        **said,
    )


def _repeats(record: Record, standing: Record | None) -> bool:
    """Whether the record says only what stands already."""
    return standing is not None and (record.verdict, record.mark, record.note, record.evidence) == (
        standing.verdict,
        standing.mark,
        standing.note,
        standing.evidence,
    )


def _given(new: T | None, old: T) -> T:
    return old if new is None else new
