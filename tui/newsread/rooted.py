"""Files below one folder, the root, and nothing outside it, whatever links are there and whoever swaps them meanwhile.

A `Root` is made of a folder's path. Its methods take paths inside it, with `/` (`ana/day/a.txt.json`; "" is the root):

- `open_file`, `read`: a regular file, to be read. `status`: what `os.stat` returns, also for a stamp of inode, time and
  size. `kind`: what there is, None for nothing; it raises for nothing that lies there.
- `is_link`: whether a path's last name is a link. `entries`: what a folder holds, each with its kind, without opening
  any of it.
- `replacing`, `replace_file`: a file that is replaced at once and for good, through a temporary file beside it, or in
  another folder of the root (`through`).
- `new_file`: a file that must not be there yet. `make_folder`: a chain of folders below the root. `make`: the root
  itself, never anything above it; nothing else here creates it.
- `rename`, `unlink`, `sync`: with a link's own name, not where it leads. `beginning` and `statuses`: for
  candidate files.

Each call opens the root by its path and goes down from there folder by folder, by descriptors that follow no link; then
it closes them. So a root that was moved, unmounted and mounted again, or replaced is found again by the next call, no
descriptor keeps a disk from being unmounted, and one object can be used by several threads. A link that leads to
another place inside the root is followed: it is resolved, and the way down begins anew. Where a system lacks this
(Windows), a path is resolved, opened, and what was opened is compared with what it resolves to afterwards.

All errors are OSErrors whose `filename` is the full path as the caller knows it. Those that are NewsreadErrors too have
the whole sentence for a person: `OutsideRootError`, `LinkedRootError` and `SpecialFileError`. A root that is not
there is a `RootMissingError`; a file or folder in it that is not there is any other FileNotFoundError.
"""

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from io import BufferedReader
from pathlib import Path, PurePath
from shlex import quote
from stat import S_IMODE, S_ISDIR, S_ISLNK, S_ISREG
from typing import BinaryIO, NamedTuple

from newsread.errors import NewsreadError
from newsread.text.printable import printable

_BY_DESCRIPTORS = (
    hasattr(os, "O_NOFOLLOW")
    and {os.open, os.stat, os.mkdir, os.unlink, os.rename} <= os.supports_dir_fd
    and os.scandir in os.supports_fd
)
"""Whether the system can use a name in an open folder."""

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that is put in a file's place after its kind was looked up must not block."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

_PIECE = 1 << 20
"""Bytes that are read at once of a file that grew meanwhile."""

_MOST_LINKS = 40
"""Links that are followed on one way down, as in Linux."""

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds to wait, one after the other, for whoever reads the file that is to be replaced."""

_IN_USE = (5, 32)
"""What Windows says of a file that somebody has open: access denied, sharing violation."""

Inside = str | PurePath
"""A path inside a root."""


class PathKind(Enum):
    """What there is under a name, links to places inside the root followed."""

    FILE = auto()
    FOLDER = auto()
    SPECIAL = auto()
    """A pipe, a socket or a device."""
    OUTSIDE = auto()
    """A link that leads out of the root; what is there is not looked at."""
    BROKEN = auto()
    """A link to nothing, or to itself."""


class Entry(NamedTuple):
    """What a folder holds under one name."""

    name: str
    kind: PathKind
    is_link: bool = False


class _RefusedError(NewsreadError, OSError):
    """What is refused, with the sentence for a person, and for callers who form their own with `cause`."""

    def __init__(self, number: int, why: str, path: Path, sentence: str) -> None:
        super().__init__(number, why, str(path))
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class OutsideRootError(_RefusedError):
    """A path, or a link on it, leads out of the root."""

    def __init__(self, link: Path, root: Path) -> None:
        super().__init__(
            errno.ELOOP,
            "it is a link that leads out of its folder",
            link,
            f"{printable(str(link))} leads out of {printable(str(root))}, and is neither read nor written: put a copy "
            "of the file or folder itself in the place of the link, or remove it.",
        )


class LinkedRootError(_RefusedError):
    """The root itself is a link, and nobody agreed that it is followed."""

    def __init__(self, link: Path, leads_to: str) -> None:
        super().__init__(
            errno.ELOOP,
            "it is a link that nobody agreed to follow",
            link,
            f"{printable(str(link))} is a link to {printable(leads_to)}, and newsread follows it only once you agree "
            f"to it: newsread follow-links {quote(printable(str(link.parent)))}",
        )


class SpecialFileError(_RefusedError):
    """A pipe, a socket or a device in the place of a file. It was not opened, or at once closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            errno.EINVAL,
            "it is a pipe or a device",
            path,
            f"{printable(str(path))} is a pipe or a device, not a file: put a file in its place, or remove it.",
        )


class RootMissingError(FileNotFoundError):
    """The root is not there, or no longer."""


class _LinkFoundError(Exception):
    """A name on the way down is a link."""


@dataclass(frozen=True)
class _Folder:
    """An open folder, whose names are used by its descriptor; where the system lacks that, its resolved path."""

    descriptor: int | None
    path: str = ""

    def at(self, name: str) -> str:
        """Return what to give to the system for a name in the folder."""
        return name if self.descriptor is not None else os.path.join(self.path, name)

    def status(self, name: str) -> os.stat_result:
        """Return the status of what has this name; of a link its own."""
        return os.stat(self.at(name), dir_fd=self.descriptor, follow_symlinks=False)

    def is_link(self, name: str) -> bool:
        """Whether the name is a link."""
        with suppress(FileNotFoundError):
            return S_ISLNK(self.status(name).st_mode)
        return False

    def entries(self) -> "Iterator[os.DirEntry[str]]":
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as found:
            yield from found

    def compare(self) -> None:
        """Raise where the folder's path leads elsewhere by now; a descriptor always is the folder."""
        if self.descriptor is None and not _same_path(os.path.realpath(self.path), self.path):
            raise _LinkFoundError

    def sync(self) -> None:
        """Force the folder's entries to the disk, where the system has that."""
        if os.name == "nt":
            return
        descriptor = os.open(self.path, os.O_RDONLY) if self.descriptor is None else self.descriptor
        try:
            os.fsync(descriptor)
        except OSError as fault:
            if fault.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        finally:
            if self.descriptor is None:
                os.close(descriptor)

    def close(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)


class _Found(NamedTuple):
    """A name in its folder, no link any more unless it was asked for as one, and what is there."""

    folder: _Folder
    name: str
    status: os.stat_result | None


class Root:
    """A folder, below which files are used, and nothing that lies outside it; see the module."""

    def __init__(self, path: Path, leads_to: Path | None = None) -> None:
        """`path` is the folder, which may lie below links but be none itself, unless its owner agreed.

        `leads_to` is the resolved path that a link at `path` was agreed to lead to. Nothing is opened yet.
        """
        self.path = path
        self._leads_to = leads_to

    @classmethod
    def named_by_user(cls, path: Path) -> "Root":
        """Return the root at a path that a person has named just now: where it is a link, it is followed."""
        return cls(path, Path(os.path.realpath(path)))

    def check(self) -> None:
        """Raise LinkedRootError where the root is a link that nobody agreed to; one that is not there is well."""
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            self._open_root().close()

    # Reading

    def open_file(self, inside: Inside) -> BufferedReader:
        """Return a regular file, open for reading."""
        return os.fdopen(self._opened(inside), "rb")

    def read(self, inside: Inside, most: int = sys.maxsize) -> bytes:
        """Return the content of a regular file, at most so many bytes of it."""
        descriptor = self._opened(inside)
        try:  # without a file object, which costs as much as the reading
            content = os.read(descriptor, min(most, os.fstat(descriptor).st_size + 1))
            pieces = [content]
            while content and (most := most - len(content)):
                content = os.read(descriptor, min(most, _PIECE))
                pieces.append(content)
        except OSError as fault:
            raise self._named(fault, inside) from None
        finally:
            os.close(descriptor)
        return b"".join(pieces)

    def status(self, inside: Inside) -> os.stat_result:
        """Return the status of what a path names, or a link inside the root leads to."""
        parts = self._parts(inside)
        try:
            folder, _, found = self._found(parts)
            folder.close()
        except OSError as fault:
            raise self._named(fault, inside) from None
        if found is None:
            raise self._named(_missing(), inside)
        return found

    def kind(self, inside: Inside) -> PathKind | None:
        """Return what a path names, or a link inside the root leads to; None for nothing."""
        with suppress(OutsideRootError):
            self._parts(inside)
            return self._kind(inside)
        return None

    def _kind(self, inside: Inside) -> PathKind | None:
        try:
            mode = self.status(inside).st_mode
        except OutsideRootError:
            return PathKind.OUTSIDE
        except FileNotFoundError:
            return PathKind.BROKEN if self.is_link(inside) else None
        except (OSError, ValueError):  # in a folder that may not be opened; no name that a file can have
            return None
        return _kind(mode)

    def is_link(self, inside: Inside) -> bool:
        """Whether a path names a link, wherever that leads."""
        with suppress(OSError), self._find(self._parts(inside), as_link=True) as (_, _, found):
            return found is not None and S_ISLNK(found.st_mode)
        return False

    def entries(self, inside: Inside = "") -> list[Entry]:
        """Return what a folder holds, in no order. Where its own path has links, they are followed inside the root."""
        parts = self._parts(inside)
        with self._faults(inside):
            folder = self._open_folder(parts)
            try:
                found = [_entry(each) for each in folder.entries()]
            finally:
                folder.close()
        prefix = "/".join((*parts, ""))
        return [
            Entry(name, self.kind(prefix + name) or PathKind.BROKEN, is_link=True)
            if kind is None
            else Entry(name, kind)
            for name, kind in found
        ]

    def statuses(self, inside: Inside = "") -> dict[str, os.stat_result]:
        """Return the status of each regular file that a folder holds, by name; links are left out."""
        with self._faults(inside):
            folder = self._open_folder(self._parts(inside))
            try:
                return {each.name: found for each in folder.entries() if (found := _status_of_file(each))}
            finally:
                folder.close()

    # Writing

    @contextmanager
    def replacing(self, inside: Inside, through: Inside | None = None) -> Iterator[BinaryIO]:
        """Give an open file that takes the place of the one that a path names when the block ends: at once, for good.

        After a crash at any moment the path has either its old or its new content. It keeps its mode; a link to
        another place inside the root stays one. The temporary file is written in the same folder, or in the one that
        `through` names, which has to be on the same disk. When the block raises, and with an OSError, the old content
        stays and nothing is left beside it; only when the folder at last cannot be forced to the disk, the new
        content is there already.
        """
        with self._faults(inside), self._find(self._parts(inside)) as (folder, name, found):
            if found and not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
                raise SpecialFileError(self._full(inside))
            beside = folder if through is None else self._open_folder(self._parts(through))
            try:
                temporary = f".{secrets.token_hex(8)}.tmp"
                with _new(beside, temporary, S_IMODE(found.st_mode) if found else None) as file:
                    yield file
                try:
                    _put_in_place(beside, temporary, folder, name)
                except BaseException:
                    with suppress(OSError):
                        _unlink(beside, temporary)
                    raise
                folder.sync()
            finally:
                if beside is not folder:
                    beside.close()

    def replace_file(self, inside: Inside, content: bytes, through: Inside | None = None) -> os.stat_result:
        """Give a file this content, as `replacing` does, and return its status."""
        with self.replacing(inside, through) as file:
            file.write(content)
            file.flush()
            return os.fstat(file.fileno())

    def new_file(self, inside: Inside, content: bytes) -> None:
        """Make a file with this content, for good.

        Raises FileExistsError where there is something already, be it a link, which stays as it is, and OSError,
        after which there is none.
        """
        with self._faults(inside), self._find(self._parts(inside), as_link=True) as (folder, name, _):
            with _new(folder, name, None) as file:
                file.write(content)
            try:
                folder.sync()
            except BaseException:
                with suppress(OSError):
                    _unlink(folder, name)
                raise

    @contextmanager
    def beginning(self, inside: Inside) -> Iterator[BinaryIO]:
        """Give a file that must not be there yet, open for writing; the caller forces it to the disk, or removes it."""
        with self._faults(inside), self._find(self._parts(inside), as_link=True) as (folder, name, _):
            folder.compare()
            descriptor = os.open(folder.at(name), _NEW, 0o666, dir_fd=folder.descriptor)
            with os.fdopen(descriptor, "wb") as file:
                _compare(folder, name, descriptor)
                yield file

    def make(self) -> None:
        """Make the root's own folder if it is not there, for good. The folder that it is in must be there."""
        where = Root.named_by_user(self.path.parent)
        with where._faults(self.path.name):
            parent = where._open_root()
            try:
                if not parent.is_link(self.path.name):
                    _make(parent, self.path.name)
            finally:
                parent.close()
        self._open_root().close()

    def make_folder(self, inside: Inside) -> None:
        """Make a folder and those above it, up to the root, that are missing, each forced to the disk."""
        with self._faults(inside):
            self._open_folder(self._parts(inside), make=True).close()

    def rename(self, old: Inside, new: Inside, *, sync: bool = True) -> None:
        """Give a file or a folder another name, for good unless not `sync`; a file of that name is replaced."""
        with self._faults(old), self._find(self._parts(old), as_link=True) as (source, name, _):
            with self._find(self._parts(new), as_link=True) as (target, new_name, _):
                _put_in_place(source, name, target, new_name)
                if sync:
                    target.sync()
            if sync:
                source.sync()

    def unlink(self, inside: Inside) -> None:
        """Remove a file, or a link itself."""
        with self._faults(inside), self._find(self._parts(inside), as_link=True) as (folder, name, _):
            _unlink(folder, name)

    def sync(self, inside: Inside = "") -> None:
        """Force the entries of a folder to the disk."""
        with self._faults(inside):
            folder = self._open_folder(self._parts(inside))
            try:
                folder.sync()
            finally:
                folder.close()

    # The way down

    def _full(self, inside: Inside) -> Path:
        return self.path / inside

    @contextmanager
    def _faults(self, inside: Inside) -> Iterator[None]:
        """Let errors name the full path."""
        try:
            yield
        except _LinkFoundError:  # it was put there after the way down was resolved
            raise OutsideRootError(self._full(inside), self.path) from None
        except OSError as fault:
            self._named(fault, inside)
            raise

    def _named(self, fault: OSError, inside: Inside) -> OSError:
        """Return the fault with the full path in it, unless it names one: the system knows only the last name."""
        if not isinstance(fault, RootMissingError | NewsreadError) and not (
            isinstance(fault.filename, str) and os.path.isabs(fault.filename)
        ):
            fault.filename, fault.filename2 = str(self._full(inside)), None
        return fault

    def _parts(self, inside: Inside) -> Sequence[str]:
        """Return the names on a path. Raises OutsideRootError for one that is absolute or goes up."""
        path = os.fspath(inside)
        drive = ""
        if os.sep != "/":
            drive, path = os.path.splitdrive(path.replace(os.sep, "/"))
        parts = [part for part in path.split("/") if part not in {"", "."}]
        if drive or path.startswith("/") or ".." in parts:
            raise OutsideRootError(self._full(inside), self.path)
        return parts

    def _open_root(self) -> _Folder:
        path = str(self._leads_to or self.path)
        try:
            if _BY_DESCRIPTORS:
                return _Folder(os.open(path, _FOLDER))
            real = os.path.realpath(path)
            expected = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
            if not S_ISDIR(os.stat(real).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
            if not _same_path(real, expected):
                raise LinkedRootError(self.path, real)
            return _Folder(None, real)
        except LinkedRootError:
            raise
        except OSError as fault:
            if os.path.islink(path):
                raise LinkedRootError(self.path, os.path.realpath(path)) from None
            fault.filename = str(self.path)
            if isinstance(fault, FileNotFoundError):
                raise RootMissingError(fault.errno, fault.strerror, str(self.path)) from None
            raise

    def _open_folder(self, parts: Sequence[str], *, make: bool = False, links: int = _MOST_LINKS) -> _Folder:
        """Go down to a folder, which the caller closes. With `make`, what is missing on the way is made."""
        folder = self._open_root()
        done = 0
        try:
            for name in parts:
                done += 1
                inner = _enter(folder, name, make=make)
                folder.close()
                folder = inner
        except _LinkFoundError:
            folder.close()
            return self._open_folder(self._beyond(parts, done, links), make=make, links=links - 1)
        except BaseException:
            folder.close()
            raise
        return folder

    @contextmanager
    def _find(self, parts: Sequence[str], *, as_link: bool = False) -> Iterator[_Found]:
        """Give the folder of what a path names, its name there, and what there is. A link is followed inside the root.

        With `as_link`, one that is the last name of the path is not.
        """
        found = self._found(parts, as_link=as_link)
        try:
            yield found
        finally:
            found.folder.close()

    def _found(self, parts: Sequence[str], links: int = _MOST_LINKS, *, as_link: bool = False) -> _Found:
        folder = self._open_folder(parts[:-1])
        name = parts[-1] if parts else "."  # the root itself
        try:
            status = folder.status(name)
        except FileNotFoundError:
            return _Found(folder, name, None)
        except BaseException:
            folder.close()
            raise
        if as_link or not S_ISLNK(status.st_mode):
            return _Found(folder, name, status)
        folder.close()
        return self._found(self._beyond(parts, len(parts), links), links - 1)

    def _beyond(self, parts: Sequence[str], done: int, links: int) -> Sequence[str]:
        """Return the names to where a path leads whose first `done` names end in a link."""
        link = self.path.joinpath(*parts[:done])
        if not links:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        try:
            root = os.path.realpath(self._leads_to or self.path)
            real = os.path.realpath(os.path.join(root, *parts[:done]))
        except OSError:  # it went while it was resolved: the next way down finds what there is now
            return parts
        try:
            inside = Path(real).relative_to(root)
        except ValueError:
            raise OutsideRootError(link, self.path) from None
        return [*inside.parts, *parts[done:]]

    def _opened(self, inside: Inside) -> int:
        """Return a descriptor of a regular file, which the caller closes."""
        try:
            folder, name, found = self._found(self._parts(inside))
            try:
                if found is None:
                    raise _missing()
                self._must_be_file(found, inside)
                return self._opened_in(folder, name, inside)
            finally:
                folder.close()
        except _LinkFoundError:
            raise OutsideRootError(self._full(inside), self.path) from None
        except OSError as fault:
            raise self._named(fault, inside) from None

    def _opened_in(self, folder: _Folder, name: str, inside: Inside) -> int:
        descriptor = os.open(folder.at(name), _READ, dir_fd=folder.descriptor)
        try:
            self._must_be_file(os.fstat(descriptor), inside)
            _compare(folder, name, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _must_be_file(self, status: os.stat_result, inside: Inside) -> None:
        if S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not S_ISREG(status.st_mode):
            raise SpecialFileError(self._full(inside))


def _missing() -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _kind(mode: int) -> PathKind:
    if S_ISREG(mode):
        return PathKind.FILE
    return PathKind.FOLDER if S_ISDIR(mode) else PathKind.SPECIAL


def _entry(entry: "os.DirEntry[str]") -> tuple[str, PathKind | None]:
    """Return a name and what it is, None for a link."""
    if entry.is_symlink() or (not _BY_DESCRIPTORS and not _same_path(os.path.realpath(entry.path), entry.path)):
        return entry.name, None
    if entry.is_dir(follow_symlinks=False):
        return entry.name, PathKind.FOLDER
    return entry.name, PathKind.FILE if entry.is_file(follow_symlinks=False) else PathKind.SPECIAL


def _status_of_file(entry: "os.DirEntry[str]") -> os.stat_result | None:
    """Return the status of a regular file; None for anything else, and for what has gone."""
    with suppress(FileNotFoundError):
        status = entry.stat(follow_symlinks=False)
        return status if S_ISREG(status.st_mode) else None
    return None


def _enter(folder: _Folder, name: str, *, make: bool) -> _Folder:
    """Open a folder in a folder. Raises _LinkFoundError where it is a link."""
    if make and not folder.is_link(name):
        with suppress(FileNotFoundError):
            return _open_in(folder, name)
        _make(folder, name)
    return _open_in(folder, name)


def _open_in(folder: _Folder, name: str) -> _Folder:
    if folder.descriptor is None:
        path = os.path.join(folder.path, name)
        if not _same_path(os.path.realpath(path), path):
            raise _LinkFoundError
        if not S_ISDIR(os.stat(path).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        return _Folder(None, path)
    try:
        return _Folder(os.open(name, _FOLDER, dir_fd=folder.descriptor))
    except OSError:  # of a link each system says something else
        if folder.is_link(name):
            raise _LinkFoundError from None
        raise


def _make(folder: _Folder, name: str) -> None:
    folder.compare()
    with suppress(FileExistsError):
        os.mkdir(folder.at(name), dir_fd=folder.descriptor)
    folder.sync()


def _unlink(folder: _Folder, name: str) -> None:
    folder.compare()
    os.unlink(folder.at(name), dir_fd=folder.descriptor)


@contextmanager
def _new(folder: _Folder, name: str, mode: int | None) -> Iterator[BinaryIO]:
    """Give a file that was not there yet, and force it to the disk when the block ends. Or else leave none."""
    folder.compare()
    descriptor = os.open(folder.at(name), _NEW, 0o666, dir_fd=folder.descriptor)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _compare(folder, name, descriptor)
            if mode is not None:
                _set_mode(folder, name, descriptor, mode)
            yield file
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            _unlink(folder, name)
        raise


def _set_mode(folder: _Folder, name: str, descriptor: int, mode: int) -> None:
    if os.name == "nt":  # which changes the mode of an open file only by its name
        os.chmod(folder.at(name), mode)
    else:
        os.fchmod(descriptor, mode)


def _put_in_place(source: _Folder, name: str, target: _Folder, new_name: str) -> None:
    """Rename a file, and wait a second where Windows does not let a file be replaced that is being read."""
    source.compare()
    target.compare()
    _patiently(
        lambda: os.replace(
            source.at(name), target.at(new_name), src_dir_fd=source.descriptor, dst_dir_fd=target.descriptor
        )
    )


def _patiently(replace: Callable[[], None]) -> None:
    for pause in _PAUSES:
        try:
            return replace()
        except OSError as fault:
            if getattr(fault, "winerror", None) not in _IN_USE:
                raise
            time.sleep(pause)
    return replace()


def _compare(folder: _Folder, name: str, descriptor: int) -> None:
    """Without descriptors of folders: raise where what was opened is not what the path resolves to now."""
    if folder.descriptor is not None:
        return
    path = folder.at(name)
    real = os.path.realpath(path)
    if not _same_path(real, path) or not os.path.samestat(os.stat(real), os.fstat(descriptor)):
        raise _LinkFoundError


def _same_path(one: str, other: str) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)
