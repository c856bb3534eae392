"""Undo and redo, without limit, from an annotator's records alone: over all articles, and after a restart."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from newsread.tags.records import Action, Record, instant
from newsread.tags.state import in_order


def next_undo(records: Iterable[Record]) -> Record | None:
    """Return the record that undo takes back next, or None. `records` are all of one annotator."""
    done, _ = _stacks(records)
    return done[-1] if done else None


def next_redo(records: Iterable[Record]) -> Record | None:
    """Return the undoing record that redo takes back next, or None. `records` are all of one annotator."""
    _, undone = _stacks(records)
    return undone[-1] if undone else None


def undoing(record: Record, records: Iterable[Record], new_id: UUID, now: datetime) -> Record:
    """Return a new record that restores what the record's slot held before it, and names it in `undoes`.

    To redo is to undo the undoing record.
    """
    of_slot = [other for other in in_order(records) if (other.claim, other.slot) == (record.claim, record.slot)]
    before = next((other for other in reversed(of_slot) if other.id < record.id), None) or replace(
        record, action=Action.WITHDRAW, verdict=None, note="", evidence=()
    )
    return replace(before, id=new_id, at=instant(now), undoes=record.id)


def _stacks(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Return what can be undone, and the undoing records that can be redone; the next is the last of each."""
    done: dict[UUID, Record] = {}
    undone: dict[UUID, Record] = {}
    for record in in_order(records):
        # Mostly the last of its stack; another one where two windows undid, each what it had said itself.
        if undone.pop(record.undoes, None) if record.undoes else None:
            done[record.id] = record
        elif done.pop(record.undoes, None) if record.undoes else None:
            undone[record.id] = record
        elif not record.undoes:  # what was undone already, by another window, is undone once
            done[record.id] = record
            undone.clear()
    return list(done.values()), list(undone.values())
