"""A disk that fails at one step of writing a file."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from typing import Any, NoReturn

import pytest
from tinydb import TinyDB
from tinydb.table import Document


def bare(path: Path) -> list[Document]:
    """What TinyDB on its own finds in a file."""
    with TinyDB(path, encoding="utf-8") as database:
        return list(database)


def long_after(folder: Path) -> None:
    """Leave a folder of annotations as it is when its last record was saved long ago: nothing is pending in it."""
    for pending in folder.rglob(".pending"):
        rmtree(pending)


FAULTS = ["open", "write", "fsync", "replace"]

_open = os.open
_fdopen = os.fdopen
_fsync = os.fsync
_replace = os.replace


def names(folder: Path) -> list[str]:
    """What lies openly in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".pending")


def break_disk(patched: pytest.MonkeyPatch, step: str, number: int = errno.ENOSPC, *, nth: int = 1) -> None:
    """Let this step of writing a new file fail with this error from the nth file on; reading goes on.

    For "replace" it is the nth file that is put in place.
    """
    begun = placed = 0

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    def placed_file(*args: Any, **options: Any) -> None:
        nonlocal placed
        placed += 1
        return fail() if placed >= nth else _replace(*args, **options)

    def opened(path: Any, flags: int, *args: Any, **options: Any) -> int:
        nonlocal begun
        if flags & os.O_EXCL:
            begun += 1
            if begun >= nth and step == "open":
                fail()
        return _open(path, flags, *args, **options)

    def wrapped(descriptor: int, mode: str = "r", *args: Any, **options: Any) -> Any:
        file = _fdopen(descriptor, mode, *args, **options)
        return _Broken(file, fail) if mode == "wb" and begun >= nth and step == "write" else file

    def synced(descriptor: int) -> None:
        return fail() if begun >= nth else _fsync(descriptor)

    patched.setattr(os, "open", opened)
    patched.setattr(os, "fdopen", wrapped)
    match step:
        case "fsync":
            patched.setattr(os, "fsync", synced)
        case "replace":
            patched.setattr(os, "replace", placed_file)


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
