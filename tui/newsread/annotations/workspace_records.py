"""What an annotator did in a workspace that belongs to no one article. It is kept like a record, and never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from newsread.annotations import fields
from newsread.annotations.records import BadRecord


class WorkspaceAction(StrEnum):
    """What was done."""

    MERGE = "merge"
    """Records were taken over that had been made elsewhere."""
    RENAME = "rename"
    """An article was named as the present one of another name; without a present name that is taken back."""


@dataclass(frozen=True)
class WorkspaceRecord:
    """One thing that one person did, once."""

    id: UUID
    """A UUIDv7, as of a record."""
    at: datetime
    by: str
    action: WorkspaceAction
    merged: tuple[UUID, ...] = ()
    """The records of the annotator's own that were taken over."""
    source: str = ""
    """Where they came from, in words."""
    former: str = ""
    """The id that an article had, and `present`: the one that it has now."""
    present: str = ""


def merged_here(records: Iterable[WorkspaceRecord]) -> frozenset[UUID]:
    """Return the ids of the annotator's records that were taken over here; undo leaves them alone.

    A merge that a later one took over from another device tells what was taken over there, not here.
    """
    here: set[UUID] = set()
    for merge in sorted(records, key=lambda merge: merge.id, reverse=True):
        if merge.id not in here:
            here.update(merge.merged)
    return frozenset(here)


def renamed_here(records: Iterable[WorkspaceRecord]) -> dict[str, str]:
    """Return what somebody named as the present ids of articles, by their former ones; the latest answer counts."""
    named: dict[str, str] = {}
    for record in sorted(records, key=lambda record: record.id):
        if record.action is WorkspaceAction.RENAME:
            named[record.former] = record.present
    return {former: present for former in named if (present := _last_name(former, named))}


def _last_name(former: str, named: Mapping[str, str]) -> str:
    """Return the name at the end of several renamings; empty where it was taken back, or goes round in a circle."""
    passed, name = {former}, named[former]
    while name and named.get(name):
        if name in passed:
            return ""
        passed.add(name)
        name = named[name]
    return name if name not in passed else ""


def to_json(record: WorkspaceRecord) -> dict[str, object]:
    """Return the record as it is stored, without its id."""
    return {
        "at": fields.instant_to_json(record.at),
        "by": record.by,
        "action": str(record.action),
        **(_renaming(record) if record.action is WorkspaceAction.RENAME else _merge(record)),
    }


def _merge(record: WorkspaceRecord) -> dict[str, object]:
    return {"merged": list(map(str, record.merged)), "source": record.source}


def _renaming(record: WorkspaceRecord) -> dict[str, object]:
    return {"former": record.former, "present": record.present}


def from_json(record_id: UUID, data: Mapping[str, object]) -> WorkspaceRecord:
    """Return the stored record of this id. Raises BadRecord, which says what is wrong with it."""
    try:
        action = WorkspaceAction(fields.text(data.get("action")))
        is_merge = action is WorkspaceAction.MERGE
        return WorkspaceRecord(
            id=record_id,
            at=fields.instant_from_json(data.get("at")),
            by=fields.text(data.get("by")),
            action=action,
            merged=fields.uuids(data.get("merged")) if is_merge else (),
            source=fields.text(data.get("source", "")),
            former="" if is_merge else fields.text(data.get("former")),
            present="" if is_merge else fields.text(data.get("present")),
        )
    except (ValueError, OverflowError) as fault:
        raise BadRecord(f"Record {record_id} cannot be understood and is left as it is: {str(fault)[:200]}.") from fault
