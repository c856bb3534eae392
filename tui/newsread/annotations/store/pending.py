"""Records on their way into the files of annotations: none is lost, whoever writes at the same time, locks or not.

An annotator's folder has a folder `.pending` in it. It holds *pending files*, plain TinyDB files with a table for each
file of annotations that their records belong to, and *candidate files*, the new content of a file of annotations that
somebody is about to put in place. Only these are relied on: to create, rename or delete a file is one step, and
everybody sees the same. Locks merely save needless work, for on a shared folder they may exclude nobody.

**To save a record** is to write a pending file with it, under a name that is never used again. Pending files are never
changed, and a record never moves from one to another. From then on the record is on the disk, and every reader has it:
who reads takes the pending files first and then the file of annotations.

**To put records into their file** (`Pending.candidate`):

1. create a candidate file, whose name says for which file it is;
2. only then read the pending files, and after them the file;
3. write the union of both into the candidate file;
4. delete all other candidate files for the same file (*fence*): who was about to rename one fails, and begins again;
5. begin again if the file is not the one that was read;
6. rename the candidate file.

No file loses records by this. Suppose that Y renames its candidate after X has, but read the file before. Y's step 5
comes before X's step 6, or it would see X's file; so does Y's step 4. It did not see X's candidate, or X could not
rename it any more; so X began after Y's step 4 began, when Y's candidate was there. Then X's step 4 has deleted Y's
candidate, and Y cannot rename it.

**To delete a pending file** (`Pending.tidy`): delete all candidate files for its file, then read the file, and delete
the pending file if all its records are there. Who created one before has lost it. Who creates another later reads
either the pending file, or else, after it has gone, a file that has the records already.

All this holds however long a process pauses, and if it never goes on. A program that keeps no such order, as an older
version or one that synchronises folders, may still put a file in place that lacks a record. Therefore pending files
stay for a while, and the next who saves puts back what a file has lost.
"""

import hashlib
import os
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from random import SystemRandom
from stat import S_IMODE
from typing import BinaryIO
from uuid import UUID

from newsread.annotations.ids import uuid7
from newsread.annotations.store.record_tables import HEAD, Document, Tables
from newsread.annotations.store.storage import (
    ENDING,
    SCHEMA,
    Stamp,
    is_complete,
    layout,
    line_of,
    schema_of,
    stamp,
    tables_of,
)
from newsread.rooted import OutsideRootError, Root, SpecialFileError
from newsread.text.wording import cause

FOLDER = ".pending"
"""In an annotator's folder; it is not an article's, as its name begins with a full stop."""

GRACE = 60.0
"""Seconds for which a pending file stays at least, unless there are many.

For so long a network file system may show the former content of a folder, and a program that synchronises folders takes
about as long until what it puts in place is what it has seen.
"""

MOST = 64
"""So many pending files stay at most, but for those whose records are not yet in their file."""

_ROOM = 16
"""So many are deleted at once where there are too many, so that not every save has to."""

_ABANDONED = 3600.0
"""Seconds after which nobody finishes a file that is being written; a killed process has left it."""

_FILES_AT_ONCE = 8
"""Of so many files of annotations it is looked, at one save, whether they have what is pending for them."""

_COARSEST = 2.0
"""Seconds: in so long a time some file systems tell no two changes of a folder apart."""

_PATIENCE = 0.2
"""Seconds to wait for the lock; somebody else needs it for some milliseconds."""
_POLL = 0.003

_CANDIDATE = ".tmp"
_NEWEST = ".newest"
_LOCK = "lock"

_random = SystemRandom()


class Contended(Exception):  # noqa: N818 - it says what happened
    """Somebody else has written the file meanwhile, or is about to: begin again."""


@dataclass(frozen=True)
class PendingFile:
    """What a pending file holds."""

    tables: Tables
    """By the name that the file of annotations has in the annotator's folder, the records by their keys."""
    problem: str = ""
    """Why it cannot be taken into account."""


class CandidateFile:
    """A new content for one file of annotations, being prepared. See the module for the order of things."""

    def __init__(self, pending: "Pending", name: str, candidate: str, file: BinaryIO) -> None:
        self.name = candidate
        self._pending = pending
        self._target = name
        self._file = file

    def put(self, content: bytes, read: Stamp | None) -> os.stat_result:
        """Put the content in the place of the file that had this stamp when it was read, None for no file.

        Raises Contended where somebody was quicker, and OSError.
        """
        root, target = self._pending.root, self._pending.inside(self._target)
        root.make_folder(PurePosixPath(target).parent)
        with self._file as file:
            file.write(content)
            file.flush()
            with suppress(FileNotFoundError):
                _set_mode(file, S_IMODE(root.status(target).st_mode))
            os.fsync(file.fileno())
            status = os.fstat(file.fileno())
        self._pending.fence(self._target, but=self.name)
        if _stamp_of(root, target) != read:
            raise Contended
        try:
            # The folder is forced to the disk before the pending files go; until then these have the records.
            root.rename(f"{self._pending.folder}/{self.name}", target, sync=False)
        except FileNotFoundError as fault:
            raise Contended from fault
        return status


class Pending:
    """The pending files of one annotator; `root` is the folder of annotations."""

    def __init__(self, root: Root, annotator: str) -> None:
        self.root = root
        self.folder = f"{annotator}/{FOLDER}"
        """Its path inside the root."""
        self._annotator = annotator
        self._known: dict[str, PendingFile] = {}  # a name is used once, so that what was read stays so
        self._listed: frozenset[str] = frozenset()
        self._listed_at = 0.0
        self._modified = 0
        self._since = 0.0  # when the folder was first seen as it was modified last

    def inside(self, name: str) -> str:
        """Return the path inside the root of a file of annotations, such as `001.txt.json`."""
        return f"{self._annotator}/{name}"

    # Reading

    def names(self) -> frozenset[str]:
        """Return the names of what lies in the folder. Raises OSError where that cannot be known."""
        try:
            modified = self.root.status(self.folder).st_mtime_ns
        except FileNotFoundError:
            return frozenset()
        now = time.monotonic()
        if modified != self._modified:
            self._modified, self._since = modified, now
        # A list is final only if the folder's time could no longer have stayed the same when it was made.
        elif self._listed_at - self._since > _COARSEST:
            return self._listed
        try:
            self._listed = frozenset(self._list())
        except FileNotFoundError:
            return frozenset()
        self._listed_at = now
        return self._listed

    def _list(self) -> list[str]:
        """Return the names of what lies in the folder now; no earlier list is used."""
        return [entry.name for entry in self.root.entries(self.folder)]

    def files(self) -> Mapping[str, PendingFile]:
        """Return the pending files by name. Raises OSError where one cannot be read."""
        before, now = self._known, {}
        for name in self.names():
            if name in before:
                now[name] = before[name]
            elif name.endswith(ENDING):
                with suppress(FileNotFoundError):  # its records are in their file by now
                    now[name] = read_pending(self.root, f"{self.folder}/{name}")
        self._known = now
        return now

    def documents(self, name: str) -> dict[str, tuple[Document, ...]]:
        """Return what is pending for a file of annotations, by key: mostly one document each. Raises OSError."""
        found: defaultdict[str, list[Document]] = defaultdict(list)
        for file in self.files().values():
            for key, document in file.tables.get(name, {}).items():
                found[key].append(document)
        return {key: tuple(documents) for key, documents in found.items()}

    def targets(self) -> frozenset[str]:
        """Return the names of the files of annotations for which anything is pending. Raises OSError."""
        return frozenset(name for file in self.files().values() for name in file.tables)

    def newest(self) -> tuple[UUID, int] | None:
        """Return the greatest id that was ever pending here, and when it was, in nanoseconds of the file's time.

        Raises OSError.
        """
        by_id = {made: name for name in self.names() if (made := _id_in(name))}
        if not by_id:
            return None
        greatest = max(by_id)
        with suppress(FileNotFoundError):
            return greatest, self.root.status(f"{self.folder}/{by_id[greatest]}").st_mtime_ns
        return greatest, 0

    # Writing

    def add(self, name: str, records: Mapping[UUID, Document]) -> None:
        """Write records down that belong to a file of annotations. When this returns, they are saved.

        The annotator's folder is made if it is missing, the one that it lies in is not. Raises OSError, and ValueError
        for what has no form in JSON.
        """
        head = {"schema": SCHEMA, "annotator": self._annotator}
        tables: Tables = {HEAD: {"1": head}, name: {str(each.int): records[each] for each in sorted(records)}}
        content = layout(tables)
        self.root.make_folder(self.folder)
        self.root.replace_file(f"{self.folder}/{max(records).hex}-{secrets.token_hex(4)}{ENDING}", content)

    def sync(self) -> None:
        """Force what lies in the folder to the disk, where an earlier try may not have. Raises OSError."""
        with suppress(FileNotFoundError):
            self.root.sync(self.folder)

    @contextmanager
    def candidate(self, name: str) -> Iterator[CandidateFile]:
        """Announce a new content for a file of annotations, which is read in the block. Raises OSError."""
        self.root.make_folder(self.folder)
        with self._locked():
            candidate = f"{_prefix(name)}{secrets.token_hex(8)}{_CANDIDATE}"
            try:
                with self.root.beginning(f"{self.folder}/{candidate}") as file:
                    yield CandidateFile(self, name, candidate, file)
            finally:
                with suppress(OSError):
                    self._unlink(candidate)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock, if it can be had in a short time: without it, others are only more often in the way."""
        lock = f"{self.folder}/{_LOCK}"
        with ExitStack() as held:
            with suppress(OSError):
                if self.root.kind(lock) is None:
                    self.root.new_file(lock, b"")
                _wait_for(held.enter_context(self.root.open_file(lock)).fileno())
            yield

    def _unlink(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self.root.unlink(f"{self.folder}/{name}")

    def fence(self, name: str, but: str = "") -> None:
        """Delete all candidate files for a file of annotations `but` one's own.

        Raises Contended where a system keeps one because somebody has it open, and OSError.
        """
        prefix = _prefix(name)
        for each in self._list():
            if each.startswith(prefix) and each != but:
                try:
                    self._unlink(each)
                except PermissionError as fault:
                    if os.name == "nt":
                        raise Contended from fault
                    raise

    # Tidying

    def tidy(self, put: Callable[[str], object]) -> None:
        """Delete pending files that nobody needs any more; `put` puts what is pending into a file that lacks it.

        It is done a few files of annotations at a time. Raises OSError and Contended.
        """
        files = {name: file for name, file in self.files().items() if not file.problem}
        for target in _some({target for file in files.values() for target in file.tables}):
            if not self._has(target, [file for file in files.values() if target in file.tables]):
                put(target)
        modified = {name: status.st_mtime_ns for name, status in self.root.statuses(self.folder).items()}
        self._drop({name: files[name] for name in _dispensable(modified, files)})
        self._clear_away(modified)

    def _has(self, target: str, files: Iterable[PendingFile]) -> bool:
        content = self._content(target)
        return all(_holds(content, file.tables[target]) for file in files)

    def _drop(self, files: Mapping[str, PendingFile]) -> None:
        """Delete pending files whose records are in their files."""
        contents: dict[str, bytes] = {}
        for target in _some({target for file in files.values() for target in file.tables}):
            self.fence(target)
            contents[target] = self._content(target)
        done = [
            name
            for name, file in files.items()
            if all(target in contents and _holds(contents[target], table) for target, table in file.tables.items())
        ]
        for target in {target for name in done for target in files[name].tables}:
            self._sync(self.inside(target))
        for name in sorted(done):
            self._keep_newest(name)
            self._unlink(name)

    def _sync(self, target: str) -> None:
        """Force a file that somebody has put in place, and its name, to the disk."""
        if os.name != "nt":  # which forces nothing that is only open for reading
            with self.root.open_file(target) as file:
                os.fsync(file.fileno())
        self.root.sync(PurePosixPath(target).parent)

    def _keep_newest(self, name: str) -> None:
        """Let the greatest id be known still when its pending file is deleted, and the time of that."""
        if name != max(filter(_id_in, self._list()), default=""):
            return
        made = self.root.status(f"{self.folder}/{name}").st_mtime_ns
        kept = f"{self.folder}/{name.removesuffix(ENDING)}{_NEWEST}"
        with suppress(FileExistsError):
            self.root.new_file(kept, b"")
        if os.utime in os.supports_fd:
            with self.root.open_file(kept) as file:
                os.utime(file.fileno(), ns=(made, made))

    def _clear_away(self, modified: Mapping[str, int]) -> None:
        """Delete what killed processes have left, and names of ids that are no longer the greatest."""
        newest, now = max(filter(_id_in, modified), default=""), max(modified.values(), default=0)
        for name, at in modified.items():
            superseded = name.endswith(_NEWEST) and name < newest
            if superseded or (name.endswith(_CANDIDATE) and now - at > _ABANDONED * 1e9):
                self._unlink(name)

    def _content(self, target: str) -> bytes:
        """Return the content of a file of annotations, if it is whole and in this program's own form; else nothing."""
        content = b""
        with suppress(FileNotFoundError, NotADirectoryError):
            content = self.root.read(self.inside(target))
        return content if is_complete(content) else b""


def is_inside(name: str) -> bool:
    """Whether a name of a file leads to no other folder than it seems to."""
    path = PurePosixPath(name)
    return bool(path.name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def read_pending(root: Root, inside: str) -> PendingFile:
    """Read a pending file, whatever is in it. Raises OSError."""
    try:
        tables = tables_of(root.read(inside))
    except (OutsideRootError, SpecialFileError, IsADirectoryError) as fault:
        return PendingFile({}, f"it is no file of newsread's ({cause(fault)})")
    except (ValueError, RecursionError) as fault:
        return PendingFile({}, f"it was damaged ({fault})")
    if (schema_of(tables) or 0) > SCHEMA:
        return PendingFile({}, "it was written by a newer version of newsread")
    named = {name: table for name, table in tables.items() if name != HEAD}
    if not all(name.endswith(ENDING) and is_inside(name) for name in named):
        return PendingFile({}, "it names a file that is none of annotations")
    return PendingFile(named)


def _stamp_of(root: Root, inside: str) -> Stamp | None:
    try:
        return stamp(root.status(inside))
    except FileNotFoundError:
        return None


def _dispensable(modified: Mapping[str, int], files: Container[str]) -> list[str]:
    """Return which pending files need not stay, the oldest first; each is given with the time of its making.

    Times are compared with the latest, as the clock of this machine may not be that of the folder.
    """
    in_order = sorted((name for name in modified if name in files), key=lambda name: modified[name])
    youngest = max((modified[name] for name in in_order), default=0)
    old = sum(youngest - modified[name] > GRACE * 1e9 for name in in_order)
    too_many = len(in_order) - MOST + _ROOM if len(in_order) > MOST else 0
    return in_order[: max(old, too_many)]


def _some(targets: Iterable[str]) -> list[str]:
    """Return a few of the targets, others each time, so that one that cannot be written does not hinder the rest."""
    every = sorted(targets)
    return _random.sample(every, min(_FILES_AT_ONCE, len(every)))


def _holds(content: bytes, table: Mapping[str, Document]) -> bool:
    """Whether a file with this content has all these records, each in its line; the newest are looked for first."""
    return all(content.rfind(line_of(key, table[key]) + b"\n") >= 0 for key in sorted(table, reverse=True))


def _prefix(name: str) -> str:
    """Return how the names of all candidate files for a file of annotations begin."""
    return f"{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}-"


def _id_in(name: str) -> UUID | None:
    """Return the greatest id of what a file in the folder was written for; None where its name has none."""
    if not name.endswith((ENDING, _NEWEST)):
        return None
    with suppress(ValueError):
        return uuid7(str(int(name[:32], 16)))
    return None


def _set_mode(file: BinaryIO, mode: int) -> None:
    if hasattr(os, "fchmod"):  # else there is only one mode that matters, and a new file has it
        os.fchmod(file.fileno(), mode)


def _wait_for(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_POLL)
        except OSError:
            return
        else:
            return
