"""What stands now: an annotator's claims, folded from their records. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.lineage import leads_elsewhere, made_apart, replaced
from newsread.annotations.records import SAID, About, Aspect, Mark, Record, Slot, Verdict


@dataclass(frozen=True)
class Claim:
    """A span that an annotator has said something of, and all that was said."""

    id: UUID
    by: str
    article: str
    anchor: Anchor
    """The anchor of the last record."""
    last: Mapping[About, Record]
    """The last record on everything that it says something about, be it a withdrawal."""
    history: tuple[Record, ...]
    """All its records, oldest first."""
    replaced: frozenset[UUID] = frozenset()
    """Those that a later record of another claim, on the same words, has taken the place of."""

    def standing(self, slot: About) -> Record | None:
        """Return the record that stands in the slot: not withdrawn and, as a mark, not superseded.

        A live verdict on the content that was given later than the mark supersedes it, and so does a decision.
        """
        last = self.last.get(slot)
        if last is None or not last.stands or (slot is Slot.MARK and self._mark_is_superseded):
            return None
        return None if last.id in self.replaced else last

    def made_apart(self, slot: About) -> tuple[Record, ...]:
        """Return the records in the slot that disagree and were made without seeing each other; mostly none.

        See `lineage.made_apart`. The annotator settles it by saying once more what is so.
        """
        last = self.last.get(slot)
        return () if last is None or last.id in self.replaced else made_apart(self.history, slot)

    def verdict(self, aspect: Aspect) -> Verdict | None:
        """Return the verdict that stands on the aspect."""
        record = self.standing(Slot(aspect))
        return record.verdict if record else None

    @property
    def missing_in(self) -> str:
        """The hash of the text in which a person found that the words are no more; mostly empty."""
        place = self.last.get(Slot.PLACE)
        return place.missing_in if place else ""

    @property
    def content_verdict(self) -> Verdict | None:
        """The verdict that stands on whether it is so."""
        return self.verdict(Aspect.CONTENT)

    @property
    def statement_verdict(self) -> Verdict | None:
        """The verdict that stands on whether it was said."""
        return self.verdict(Aspect.STATEMENT)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that stand, on the content and on the statement."""
        return tuple(verdict for aspect in Aspect if (verdict := self.verdict(aspect)))

    @property
    def live_mark(self) -> Mark | None:
        """The mark that stands."""
        record = self.standing(Slot.MARK)
        return record.mark if record else None

    @property
    def said_last(self) -> Record | None:
        """Of the records that stand, the one that was said last; None when all is withdrawn."""
        standing = [record for slot in SAID if (record := self.standing(slot))]
        return max(standing, key=lambda record: self._said[record.id], default=None)

    def first_said(self, record: Record) -> UUID:
        """Return under which id the words of one of its records were first said: undoing brings back older ones."""
        return self._said[record.id]

    @property
    def answers(self) -> tuple[Record, ...]:
        """The answers to the machine's suggestions that stand, oldest first."""
        standing = [record for about, record in self.last.items() if not isinstance(about, Slot) and record.stands]
        return tuple(sorted(standing, key=lambda record: record.id))

    @property
    def says_anything(self) -> bool:
        """Whether anything stands for which its words must be found: a verdict, a mark, or that it is one claim."""
        return self.said_last is not None or any(record.linked and record.linked.same for record in self.answers)

    @property
    def _mark_is_superseded(self) -> bool:
        mark = self._said[self.last[Slot.MARK].id]
        found = (self.standing(slot) for slot in (Slot.CONTENT, Slot.DECIDED_CONTENT))
        return any(verdict and mark < self._said[verdict.id] for verdict in found)

    @cached_property
    def _said(self) -> dict[UUID, UUID]:
        """Under which id each record's words were first said.

        A record that undoes brings back older words and must not pass for a newer saying.
        """
        slots: defaultdict[About, list[UUID]] = defaultdict(list)
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
    claims = {claim: _claim(claim, history) for claim, history in histories.items()}
    if any(leads_elsewhere(claim.history) for claim in claims.values()):
        gone = replaced([claim.history for claim in claims.values()])
        claims = {name: replace(claim, replaced=gone & _ids(claim)) for name, claim in claims.items()}
    return claims


def _ids(claim: Claim) -> frozenset[UUID]:
    return frozenset(record.id for record in claim.history)


def grown(claim: Claim | None, record: Record) -> Claim:
    """Return the claim with one more of its records; of None, the claim that the record begins."""
    return _claim(record.claim, in_order((*(claim.history if claim else ()), record)))


def in_order(records: Iterable[Record]) -> list[Record]:
    """Return the records by id, which is in time, each once."""
    once: dict[UUID, Record] = {}
    for record in records:
        other = once.setdefault(record.id, record)
        if other is not record and other != record:  # a damaged merge: either will do, so long as it is always the same
            once[record.id] = min(other, record, key=repr)
    return sorted(once.values(), key=lambda record: record.id.int)


def _claim(claim: UUID, history: Sequence[Record]) -> Claim:
    return Claim(
        id=claim,
        by=history[-1].by,
        article=history[-1].article,
        anchor=history[-1].anchor,
        last={record.slot: record for record in history},
        history=tuple(history),
    )
