"""Whether a folder of annotations is still the one that it was: it may have been moved, or its drive unmounted."""

import os
from contextlib import suppress
from itertools import islice
from pathlib import Path
from stat import S_ISDIR

from newsread.atomic_files import make_folder
from newsread.errors import NewsreadError
from newsread.rooted import Root

_MOST_NAMES = 200
"""By so many of the names in it a workspace is recognised."""

_Identity = tuple[int, int]
"""The numbers of a device and of a folder on it."""


class Gone(NewsreadError):  # noqa: N818 - it says what happened
    """The workspace, or its folder of annotations, is no longer at its path."""


class Presence:
    """The folder of annotations of one workspace, as it was when the program first looked.

    An unmounted drive leaves an empty folder at its path; what is written there is lost to the workspace. So once the
    folder, or the workspace around it, was there, it is never made again. A folder with other numbers, as after it
    was mounted again or put back from a copy, is recognised by the names in it.
    """

    def __init__(self, root: Root) -> None:
        self.root = root
        self.annotations = annotations = root.path
        self._workspace = annotations.parent
        self._was: tuple[_Identity | None, _Identity | None] = (None, None)
        with suppress(OSError):
            self._was = _identity(self._workspace), _identity(annotations)
        self._around = frozenset(_names(self._workspace) - {annotations.name})
        self._inside = frozenset(_names(annotations))

    def check(self) -> None:
        """Raise Gone where the folder is not what it was, and OSError where that cannot be known."""
        before = self._was
        workspace, folder = now = _identity(self._workspace), _identity(self.annotations)
        if now != before:
            if before[0] and not self._is_the_workspace(workspace):
                raise _gone(self._workspace)
            if before[1] and not self._is_the_folder(folder):
                raise _gone(self.annotations)
        self._was = workspace or before[0], folder or before[1]
        if folder != before[1]:
            self._inside |= _names(self.annotations)

    def make(self) -> None:
        """Make the folder if there never was one. Raises Gone and OSError."""
        self.check()
        if self._was[1] is None:
            make_folder(self._workspace)
            self.root.make()
            self.check()

    def _is_the_workspace(self, now: _Identity | None) -> bool:
        if now is None:
            return False
        there = [name for name in self._around if os.path.lexists(self._workspace / name)]
        return now == self._was[0] or (2 * len(there) >= len(self._around) if self._around else self._has_known_names())

    def _is_the_folder(self, now: _Identity | None) -> bool:
        """Whether it is the folder that it was, in a workspace that is.

        In a workspace on the same device, an empty one was made on purpose; a device of its own may be missing.
        """
        if now is None:
            return False
        workspace, folder = self._was
        has_its_own_device = workspace and folder and workspace[0] != folder[0]
        return now == folder or not has_its_own_device or self._has_known_names()

    def _has_known_names(self) -> bool:
        return not self._inside or not self._inside.isdisjoint(_names(self.annotations))


def _gone(folder: Path) -> Gone:
    return Gone(
        f"{folder} is gone: the folder was moved or its drive is not mounted. Bring it back, and what is not saved is "
        "saved there."
    )


def _identity(folder: Path) -> _Identity | None:
    """Return the folder's numbers; None where there is no folder."""
    try:
        status = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (status.st_dev, status.st_ino) if S_ISDIR(status.st_mode) else None


def _names(folder: Path) -> frozenset[str]:
    """Return names in a folder, some of them where there are many."""
    with suppress(OSError), os.scandir(folder) as entries:
        return frozenset(entry.name for entry in islice(entries, _MOST_NAMES))
    return frozenset()
