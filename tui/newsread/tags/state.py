"""What stands now: an annotator's claims, folded from their records. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from newsread.tags.anchor import Anchor
from newsread.tags.records import Aspect, Mark, Record, Slot, Verdict


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
