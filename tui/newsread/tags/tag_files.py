"""The files of tags as they are found on the disk, whatever is in them: what is checked and mended."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from newsread.tags import records, workspace_records
from newsread.tags.ids import uuid7
from newsread.tags.journal import OF_NO_ARTICLE, Journal
from newsread.tags.line_union import joined
from newsread.tags.records import BadRecord, Record
from newsread.tags.salvage import has_conflict
from newsread.tags.storage import ENDING, RecordStorage
from newsread.tags.tables import HEAD, RECORDS, Document, Tables, versions
from newsread.tags.workspace_records import WorkspaceRecord
from newsread.wording import cause

HEAD_NAMES = ("article", "annotator")
"""What the head of a file says that its path says, too."""

_LEFTOVER = re.compile(r"\.[0-9a-f]{16}\.tmp|.*\.json\.corrupt-[^/]*", re.DOTALL)
_TABLE = rb'"(?:[^"\\\n]|\\.)*+": \{\n .++(?:\n,.++)*+\n\}'
_OWN_LAYOUT = re.compile(rb"\{\n%b(?:,\n%b)*+\n\}\n" % (_TABLE, _TABLE))
"""One record a line, as `RecordStorage` writes."""


@dataclass(frozen=True)
class TagFile:
    """A file of tags as it was found on the disk. A damaged one has what could be saved of it."""

    path: Path
    article: str
    """The article of which it is as its path says, and `annotator` likewise by whom."""
    annotator: str
    tables: Tables = field(default_factory=dict)
    damage: str = ""
    """What has happened to it, as it stands within a sentence."""
    unreadable: str = ""
    """Why it cannot be opened."""
    newer: bool = False
    conflicted: bool = False
    """Whether git has left the marks of a conflict in it."""
    own_layout: bool = True
    is_union: bool = False
    """Whether git has put it together from the lines of two versions."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The records as they are stored, by their keys."""
        return self.tables.get(RECORDS, {})

    @property
    def saved(self) -> int:
        """How many records there are in it, those of one id that contradict each other each for itself."""
        return sum(map(len, versions(self.tables).values()))

    @property
    def head(self) -> Document:
        """What the file says of itself."""
        head: Document = self.tables.get(HEAD, {}).get("1", {})
        return head

    @property
    def head_is_right(self) -> bool:
        """Whether the head says the article and the annotator that the path says."""
        return all(name in self.head and not self.contradicts(name) for name in HEAD_NAMES)

    def contradicts(self, name: str) -> bool:
        """Whether the head says another `article` or `annotator` than the path does."""
        return name in self.head and not same_name(self.head[name], getattr(self, name))


@dataclass(frozen=True)
class TagFolder:
    """All files of one annotator."""

    annotator: str
    files: tuple[TagFile, ...]
    leftovers: tuple[Path, ...] = ()
    """Files of interrupted writes, and copies of damaged files."""
    closed: Mapping[Path, str] = field(default_factory=dict)
    """The folders that could not be opened, and why."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The present names of articles that are known by another."""
    misplaced: tuple[Path, ...] = ()
    """Folders where a file of tags should be, and that have none in them."""


def read_folder(journal: Journal, renamed: Mapping[str, str]) -> TagFolder:
    """Read an annotator's files; what cannot be opened says so."""
    names = journal.articles()
    if journal.file(OF_NO_ARTICLE).is_file():
        names.append(OF_NO_ARTICLE)
    leftovers: list[Path] = []
    closed: dict[Path, str] = {}
    for folder in map(Path, journal.folders()):
        try:
            leftovers += sorted(path for path in folder.iterdir() if _LEFTOVER.fullmatch(path.name))
        except OSError as fault:
            closed[folder] = cause(fault)
    files = tuple(read_file(journal.file(name), name, journal.annotator) for name in names)
    _, *inner = map(Path, journal.folders())  # the first is the annotator's own
    misplaced = tuple(folder for folder in inner if folder.suffix == ENDING and _is_bare(folder))
    return TagFolder(journal.annotator, files, tuple(leftovers), closed, renamed, misplaced)


def _is_bare(folder: Path) -> bool:
    return not any(path.is_file() for path in folder.rglob(f"*{ENDING}"))


def strays(annotations: Path) -> list[Path]:
    """Return what lies in the folder of annotations where only annotators' folders and a README should."""
    if not annotations.is_dir():
        return [annotations] if os.path.lexists(annotations) else []
    return sorted(
        path
        for path in annotations.iterdir()
        if not (path.is_dir() or path.name.startswith(".") or path.name.casefold().startswith("readme"))
    )


def read_file(path: Path, article: str, annotator: str) -> TagFile:
    """Read a file of tags, whatever is in it."""
    storage = RecordStorage(path, article, annotator)
    try:
        tables = storage.read() or {}
        content = path.read_bytes()
    except OSError as fault:
        return TagFile(path, article, annotator, unreadable=cause(fault))
    damage = storage.fault or ""
    return TagFile(
        path=path,
        article=article,
        annotator=annotator,
        tables=tables,
        damage=damage,
        newer=storage.is_newer,
        conflicted=bool(damage) and has_conflict(content),
        own_layout=(own_layout := bool(_OWN_LAYOUT.fullmatch(content))),
        is_union=not (damage or own_layout) and joined(content) is not None,
    )


Said = Record | WorkspaceRecord | BadRecord


def understood(file: TagFile) -> dict[str, Said]:
    """Return what each record of a file says, or why it cannot be understood, by its key."""
    return {key: _understood(key, document, file.article) for key, document in file.documents.items()}


def _understood(key: str, document: Document, article: str) -> Said:
    record_id = uuid7(key)
    if record_id is None:
        return BadRecord(f"Record {key} cannot be understood and is left as it is: its id is not a UUIDv7.")
    try:
        if article == OF_NO_ARTICLE:
            return workspace_records.from_json(record_id, document)
        return records.from_json(record_id, article, document)
    except BadRecord as problem:
        return problem


def same_name(one: object, other: str) -> bool:
    """Whether two names are one; a file system may have changed how their letters are composed."""
    return isinstance(one, str) and normalize("NFC", one) == normalize("NFC", other)
