"""The files of tags as they are found on the disk, whatever is in them: what is checked and mended."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from newsread.annotations import records, workspace_records
from newsread.annotations.ids import uuid7
from newsread.annotations.records import BadRecord, Record
from newsread.annotations.store.journal import OF_NO_ARTICLE, Journal, with_pending
from newsread.annotations.store.line_union import joined
from newsread.annotations.store.record_tables import HEAD, RECORDS, Document, Tables, versions
from newsread.annotations.store.salvage import has_conflict
from newsread.annotations.store.storage import ENDING, RecordStorage
from newsread.annotations.workspace_records import WorkspaceRecord
from newsread.rooted import Entry, OutsideRootError, PathKind, Root
from newsread.text.wording import cause

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
    leads_out: bool = False
    """Whether that is because it is a link, or below one, that leads out of the folder of annotations."""
    newer: bool = False
    conflicted: bool = False
    """Whether git has left the marks of a conflict in it."""
    own_layout: bool = True
    is_union: bool = False
    """Whether git has put it together from the lines of two versions."""
    exists: bool = True
    """Whether there is a file at all: all its records may be pending."""
    waiting: int = 0
    """How many of the records are pending and not in the file yet."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The records as they are stored, by their keys."""
        return self.tables.get(RECORDS, {})

    def why_closed(self, command: str) -> str:
        """Return why it cannot be opened and the way out, as a sentence; `command` is to be run again after that."""
        if self.leads_out:
            return (
                "It is a link that leads out of the folder of annotations; nothing was read: remove it, or put the "
                "file itself in its place."
            )
        return f"It cannot be opened: {self.unreadable}; make it readable and {command} again."

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
        return not self.exists or all(name in self.head and not self.contradicts(name) for name in HEAD_NAMES)

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
    unread: Mapping[Path, str] = field(default_factory=dict)
    """The pending files of which no record can be taken into account, and why."""
    links: tuple[OutsideRootError, ...] = ()
    """Links that lead out of the folder of annotations, but for those in the place of a file of tags."""


def read_folder(journal: Journal, renamed: Mapping[str, str]) -> TagFolder:
    """Read an annotator's files; what cannot be opened says so."""
    names = sorted(journal.names(), key=lambda name: (name == OF_NO_ARTICLE, name))
    leftovers: list[Path] = []
    closed: dict[Path, str] = {}
    links: list[OutsideRootError] = []
    for folder in journal.folders():
        path = journal.root.path / folder
        try:
            found = journal.root.entries(folder)
        except OSError as fault:
            closed[path] = cause(fault)
            continue
        leftovers += sorted(path / entry.name for entry in found if _LEFTOVER.fullmatch(entry.name))
        links += _links(journal.root, path, (each for each in found if not each.name.endswith(ENDING)))
    files = tuple(read_of(journal, name) for name in names)
    _, *inner = journal.folders()  # the first is the annotator's own
    inside = [f"{journal.annotator}/{name}{ENDING}" for name in names]
    misplaced = tuple(
        journal.root.path / folder
        for folder in inner
        if folder.endswith(ENDING) and not any(path.startswith(f"{folder}/") for path in inside)
    )
    return TagFolder(
        annotator=journal.annotator,
        files=files,
        leftovers=tuple(leftovers),
        closed=closed,
        renamed=renamed,
        misplaced=misplaced,
        unread=_unread(journal),
        links=tuple(links),
    )


def _unread(journal: Journal) -> dict[Path, str]:
    """Return the pending files that cannot be read, and why; where the folder itself cannot be, each file says so."""
    folder = journal.root.path / journal.pending.folder
    with suppress(OSError):
        return {folder / name: file.problem for name, file in journal.pending.files().items() if file.problem}
    return {}


def _links(root: Root, folder: Path, entries: Iterable[Entry]) -> list[OutsideRootError]:
    outside = sorted(each.name for each in entries if each.kind is PathKind.OUTSIDE)
    return [OutsideRootError(folder / name, root.path) for name in outside]


def strays(root: Root) -> list[Path | OutsideRootError]:
    """Return what lies in the folder of annotations where only annotators' folders and a README should.

    A link that leads out of it is returned as the error that says so.
    """
    try:
        entries = root.entries()
    except NotADirectoryError:
        return [root.path]
    except FileNotFoundError:
        return []
    links = _links(root, root.path, entries)
    return [*links, *sorted(root.path / each.name for each in entries if _is_stray(each))]


def _is_stray(entry: Entry) -> bool:
    is_expected = entry.name.startswith(".") or entry.name.casefold().startswith("readme")
    return not (entry.kind in {PathKind.FOLDER, PathKind.OUTSIDE} or is_expected)


def read_of(journal: Journal, name: str) -> TagFile:
    """Read a journal's file, with what is pending for it."""
    path = journal.file(name)
    try:
        pending = journal.pending_for(name)
    except OSError as fault:
        return TagFile(path, name, journal.annotator, unreadable=cause(fault))
    return read_file(path, name, journal.annotator, journal.root, pending)


def read_file(
    path: Path,
    article: str,
    annotator: str,
    root: Root | None = None,
    pending: Mapping[str, tuple[Document, ...]] | None = None,
) -> TagFile:
    """Read a file of tags below a root, whatever is in it, with what is pending for it, by key."""
    root = root or Root.named_by_user(path.parent)
    inside = path.relative_to(root.path)
    storage = RecordStorage(path, article, annotator, root)
    exists = root.kind(inside) is not None or not pending
    try:
        in_file = storage.read() or {}
        content = root.read(inside) if exists else b""
    except OSError as fault:
        return TagFile(path, article, annotator, unreadable=cause(fault), leads_out=isinstance(fault, OutsideRootError))
    tables = with_pending(in_file, pending or {})
    damage = storage.fault or ""
    return TagFile(
        path=path,
        article=article,
        annotator=annotator,
        tables=tables,
        damage=damage,
        newer=storage.is_newer,
        conflicted=bool(damage) and has_conflict(content),
        own_layout=(own_layout := not exists or bool(_OWN_LAYOUT.fullmatch(content))),
        is_union=not (damage or own_layout) and joined(content) is not None,
        exists=exists,
        waiting=sum(map(len, versions(tables).values())) - sum(map(len, versions(in_file).values())),
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
