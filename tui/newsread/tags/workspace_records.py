"""What an annotator did in a workspace that belongs to no one article. It is kept like a record, and never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from newsread.tags import fields
from newsread.tags.records import BadRecord


class WorkspaceAction(StrEnum):
    """What was done."""

    MERGE = "merge"
    """Records were taken over that had been made elsewhere."""


@dataclass(frozen=True)
class WorkspaceRecord:
    """One thing that one person did, once."""

    id: UUID
    """A UUIDv7, as of a record."""
    at: datetime
    by: str
    action: WorkspaceAction
    merged: tuple[UUID, ...]
    """The records of the annotator's own that were taken over."""
    source: str
    """Where they came from, in words."""


def merged_here(records: Iterable[WorkspaceRecord]) -> frozenset[UUID]:
    """Return the ids of the annotator's records that were taken over here; undo leaves them alone.

    A merge that a later one took over from another device tells what was taken over there, not here.
    """
    here: set[UUID] = set()
    for merge in sorted(records, key=lambda merge: merge.id, reverse=True):
        if merge.id not in here:
            here.update(merge.merged)
    return frozenset(here)


def to_json(record: WorkspaceRecord) -> dict[str, object]:
    """Return the record as it is stored, without its id."""
    return {
        "at": fields.instant_to_json(record.at),
        "by": record.by,
        "action": str(record.action),
        "merged": list(map(str, record.merged)),
        "source": record.source,
    }


def from_json(record_id: UUID, data: Mapping[str, object]) -> WorkspaceRecord:
    """Return the stored record of this id. Raises BadRecord, which says what is wrong with it."""
    try:
        return WorkspaceRecord(
            id=record_id,
            at=fields.instant_from_json(data.get("at")),
            by=fields.text(data.get("by")),
            action=WorkspaceAction(fields.text(data.get("action"))),
            merged=fields.uuids(data.get("merged")),
            source=fields.text(data.get("source", "")),
        )
    except (ValueError, OverflowError) as fault:
        raise BadRecord(f"Record {record_id} cannot be understood and is left as it is: {str(fault)[:200]}.") from fault
