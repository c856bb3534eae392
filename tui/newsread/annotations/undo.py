"""Undo and redo, without limit, from an annotator's records alone: over all articles, and after a restart."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from newsread.annotations.fields import instant
from newsread.annotations.records import Action, Record, Slot
from newsread.annotations.state import in_order


class Turns:
    """What undo and redo take back next, kept up to date record by record.

    The records are all that one annotator said here, in the order of their ids.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._done: dict[UUID, Record] = {}
        self._undone: dict[UUID, Record] = {}
        for record in in_order(records):
            self.add(record)

    @property
    def next_undo(self) -> Record | None:
        """The record that undo takes back next."""
        return next(reversed(self._done.values()), None)

    @property
    def next_redo(self) -> Record | None:
        """The undoing record that redo takes back next."""
        return next(reversed(self._undone.values()), None)

    def add(self, record: Record) -> None:
        """Take a record in that is newer than all before."""
        # Mostly the last of its stack; another one where two windows undid, each what it had said itself.
        if self._undone.pop(record.undoes, None) if record.undoes else None:
            self._done[record.id] = record
        elif self._done.pop(record.undoes, None) if record.undoes else None:
            self._undone[record.id] = record
        elif not record.undoes:  # what was undone already, by another window, is undone once
            self._done[record.id] = record
            self._undone.clear()


def undoing(
    record: Record, history: Sequence[Record], new_id: UUID, now: datetime, merged: Container[UUID] = frozenset()
) -> Record:
    """Return a new record that restores what the record's slot held before it, and names it in `undoes`.

    `history` holds the records of its claim. Where a record of `merged` ids holds the slot now, which was taken over
    from elsewhere, that one stays what is said. The words stay where they stand now, unless it is their place that is
    restored. To redo is to undo the undoing record.
    """
    history = in_order(history)
    earlier = [other for other in history if other.id < record.id]
    last = next(other for other in reversed(history) if other.slot == record.slot)
    before = next((other for other in reversed(earlier) if other.slot == record.slot), None) or _nothing(record)
    before = last if last.id in merged else before
    in_force = earlier if record.slot is Slot.PLACE else history
    return replace(before, id=new_id, at=instant(now), anchor=in_force[-1].anchor, undoes=record.id)


def _nothing(record: Record) -> Record:
    """Return the record that leaves the slot of this one as if nothing had ever been said in it."""
    action = record.action if record.action in {Action.DECIDE, Action.REANCHOR} else Action.WITHDRAW
    return replace(record, action=action, verdict=None, note="", evidence=(), inherited_from=None, missing_in="")
