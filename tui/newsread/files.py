"""Files that are whole at every moment: written beside, forced to the disk, then put in place."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE


def replace_file(path: Path, content: bytes) -> os.stat_result:
    """Give the file this content, at once and for good, and return its status.

    After a crash at any moment it has either its old or its new content. It keeps its mode; a symbolic link
    stays one. Raises OSError, after which the old content stands and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    file = temporary.open("xb")
    try:
        with file:
            with suppress(FileNotFoundError):
                temporary.chmod(S_IMODE(target.stat().st_mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            status = os.fstat(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)
    return status


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each forced to the disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


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
