"""What an annotator had seen when they made a record, and which of their records were made without seeing each other.

A record names those that it follows: the last ones on the same words when it was made. Two records of one annotator of
which neither follows the other, directly or through others, were made apart, as on two machines: the clocks do not say
which of them counts. Records that name none, as those of version 0.1, follow all earlier ones of their claim. Pure.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from uuid import UUID

from newsread.annotations.records import About, Record


def last_ones(records: Iterable[Record]) -> tuple[UUID, ...]:
    """Return the ids of those records, all on the same words, that none of the others follows; in order."""
    ordered = sorted(records, key=_id)
    if _is_one_line(ordered):
        return tuple(record.id for record in ordered[-1:])
    followed = set(chain.from_iterable(_seen(ordered).values()))
    return tuple(record.id for record in ordered if record.id not in followed)


def made_apart(history: Sequence[Record], slot: About) -> tuple[Record, ...]:
    """Return the last records in a slot of a claim, if they were made without seeing each other and do not agree.

    `history` holds the claim's records, oldest first. A record that was undone, and what undoes it, do not count.
    Empty where there is one last record, or where all of them say the same; a withdrawal is one of them.
    """
    if _is_one_line(history):
        return ()
    live, seen = _live(history, slot), _seen(history)
    followed = set(chain.from_iterable(seen[record.id] for record in live))
    last = tuple(record for record in live if record.id not in followed)
    return last if len({_value(record) for record in last}) > 1 else ()


def replaced(histories: Sequence[Sequence[Record]]) -> frozenset[UUID]:
    """Return of several claims the records that a later one of another claim follows in the same slot.

    So a verdict that a person gave where two of their claims are on the same words counts for both.
    """
    claim_of = {record.id: record.claim for history in histories for record in history}
    joined = [record for history in histories if leads_elsewhere(history) for record in history]
    if not joined:
        return frozenset()
    wanted = {claim_of[other] for record in joined for other in record.follows if other in claim_of}
    wanted |= {record.claim for record in joined}
    every = sorted((record for history in histories for record in history if record.claim in wanted), key=_id)
    seen = _seen(every)
    found: set[UUID] = set()
    for slot in {record.slot for record in every}:
        for record in _live(every, slot):
            found |= {other for other in seen[record.id] if claim_of.get(other) not in {None, record.claim}} & {
                each.id for each in every if each.slot == slot
            }
    return frozenset(found)


def leads_elsewhere(history: Sequence[Record]) -> bool:
    """Whether a record of a claim follows one of another claim."""
    named = set(chain.from_iterable(record.follows for record in history))
    return bool(named) and not named <= {record.id for record in history}


def _is_one_line(ordered: Sequence[Record]) -> bool:
    """Whether each record follows the one before it; by far the most claims are so, and nothing else costs less."""
    return all(
        before.id in record.follows if record.follows else record.claim == before.claim
        for before, record in pairwise(ordered)
    )


def _seen(ordered: Sequence[Record]) -> dict[UUID, set[UUID]]:
    """Return for each record all others that it follows, directly or through others."""
    seen: dict[UUID, set[UUID]] = {}
    of_claim: dict[UUID, set[UUID]] = {}
    for record in ordered:
        earlier = of_claim.setdefault(record.claim, set())
        named = [each for each in record.follows if each in seen] or [*earlier]  # what it follows may have been lost
        seen[record.id] = set(named).union(*(seen[each] for each in named))
        earlier.add(record.id)
    return seen


def _live(ordered: Iterable[Record], slot: About) -> list[Record]:
    """Return the records in a slot without those that were undone and those that undo them; a redone one is back."""
    live: dict[UUID, Record] = {}
    undone: dict[UUID, Record] = {}
    for record in ordered:
        if record.slot != slot:
            continue
        if record.undoes in live:
            undone[record.id] = live.pop(record.undoes)
        elif record.undoes in undone:
            redone = undone.pop(record.undoes)
            live[redone.id] = redone
        else:
            live[record.id] = record
    return list(live.values())


def _value(record: Record) -> object:
    return record.verdict if record.stands else None


def _id(record: Record) -> UUID:
    return record.id
