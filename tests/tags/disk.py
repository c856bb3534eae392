"""A disk that fails at one step of writing a file."""

import os
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


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def break_disk(patched: pytest.MonkeyPatch, step: str) -> None:
    """Let this step of writing a new file fail as on a full disk; reading goes on."""
    match step:
        case "open":
            patched.setattr(Path, "open", _open_nothing_new)
        case "write":
            patched.setattr(Path, "open", _open_without_space)
        case "fsync":
            patched.setattr(os, "fsync", _fail)
        case "replace":
            patched.setattr(Path, "replace", _fail)


def _fail(*_: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def _open_nothing_new(path: Path, mode: str = "r", **options: Any) -> Any:
    return _fail() if "x" in mode else _open(path, mode, **options)


def _open_without_space(path: Path, mode: str = "r", **options: Any) -> Any:
    file = _open(path, mode, **options)
    return _Full(file) if "x" in mode else file


class _Full:
    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> "_Full":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> NoReturn:
        self._file.write(content[: len(content) // 2])
        _fail()
