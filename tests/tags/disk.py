"""A disk that fails at one step of writing a file."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tinydb import TinyDB
from tinydb.table import Document


def bare(path: Path) -> list[Document]:
    """What TinyDB on its own finds in a file."""
    with TinyDB(path, encoding="utf-8") as database:
        return list(database)


FAULTS = ["open", "write", "fsync", "replace"]

_open = Path.open
_fsync = os.fsync


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def break_disk(patched: pytest.MonkeyPatch, step: str, number: int = errno.ENOSPC, *, nth: int = 1) -> None:
    """Let this step of writing a new file fail with this error from the nth file on; reading goes on.

    `nth` does not count for "replace".
    """
    begun = 0

    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    def opened(path: Path, mode: str = "r", **options: Any) -> Any:
        nonlocal begun
        if "x" not in mode:
            return _open(path, mode, **options)
        begun += 1
        if begun < nth or step not in {"open", "write"}:
            return _open(path, mode, **options)
        return fail() if step == "open" else _Broken(_open(path, mode, **options), fail)

    def synced(descriptor: int) -> None:
        return fail() if begun >= nth else _fsync(descriptor)

    patched.setattr(Path, "open", opened)
    match step:
        case "fsync":
            patched.setattr(os, "fsync", synced)
        case "replace":
            patched.setattr(Path, "replace", fail)


class _Broken:
    """A file that takes half of what is written to it and then fails."""

    def __init__(self, file: Any, fail: Callable[[], NoReturn]) -> None:
        self._file = file
        self._fail = fail

    def __enter__(self) -> "_Broken":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> NoReturn:
        self._file.write(content[: len(content) // 2])
        self._fail()
