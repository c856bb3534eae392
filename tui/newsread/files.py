"""Files that are whole at every moment: written beside, forced to the disk, then put in place."""

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from typing import BinaryIO

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds to wait, one after the other, for whoever reads the file that is to be replaced."""

_IN_USE = (5, 32)
"""What Windows says of a file that somebody has open: access denied, sharing violation."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give an open file that takes this one's place when the block ends, at once and for good.

    After a crash at any moment the path has either its old or its new content. It keeps its mode; a symbolic link
    stays one. When the block raises, and with an OSError, the old content stands and nothing is left beside it; only
    when the folder at last cannot be forced to the disk, the new content stands already.
    """
    target = Path(os.path.realpath(path))
    mode: int | None = None
    with suppress(FileNotFoundError):
        mode = S_IMODE(target.stat().st_mode)
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    with _new(temporary, mode) as file:
        yield file
    try:
        _put_in_place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def replace_file(path: Path, content: bytes) -> os.stat_result:
    """Give the file this content, as `replacing` does, and return its status."""
    with replacing(path) as file:
        file.write(content)
        file.flush()
        return os.fstat(file.fileno())


def new_file(path: Path, content: bytes) -> None:
    """Make a file with this content, for good.

    Raises FileExistsError where there is one already, which stays as it is, and OSError, after which there is none.
    """
    with _new(path, None) as file:
        file.write(content)
    try:
        _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each forced to the disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


@contextmanager
def _new(path: Path, mode: int | None) -> Iterator[BinaryIO]:
    """Give a file that was not there yet, and force it to the disk when the block ends. Or else leave none."""
    file = path.open("xb")
    try:
        with file:
            if mode is not None:
                path.chmod(mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _put_in_place(temporary: Path, target: Path) -> None:
    """Rename the file, and wait a second where Windows does not let a file be replaced that is being read."""
    for pause in _PAUSES:
        try:
            temporary.replace(target)
        except OSError as fault:
            if getattr(fault, "winerror", None) not in _IN_USE:
                raise
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """Force the folder's entries to the disk, where the system has that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)
