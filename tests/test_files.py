import os
import time
from pathlib import Path
from typing import Any

import pytest
from tests.annotations.disk import FAULTS, break_disk, names

from newsread.atomic_files import new_file, replace_file


class InUseError(OSError):
    """What Windows raises for a file that somebody is reading."""

    def __init__(self, winerror: int) -> None:
        super().__init__(13, "The process cannot access the file because it is being used by another process")
        self.winerror = winerror


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    return path


def in_use(patched: pytest.MonkeyPatch, fault: OSError, times: int) -> list[float]:
    """Let replacing a file fail so many times; the pauses that were made stand in the list."""
    pauses: list[float] = []
    replace, left = os.replace, times

    def replacing(source: str, target: str, **options: Any) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise fault
        replace(source, target, **options)

    patched.setattr(os, "replace", replacing)
    patched.setattr(time, "sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("winerror", [5, 32])
def test_a_file_that_is_being_read_on_windows_is_replaced_a_little_later(
    winerror: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = in_use(monkeypatch, InUseError(winerror), 3)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert names(file.parent) == [file.name]
    assert len(pauses) == 3
    assert pauses == sorted(pauses)


def test_a_file_that_stays_in_use_is_given_up_after_about_a_second(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = in_use(monkeypatch, InUseError(32), 1000)
    with pytest.raises(InUseError):
        replace_file(file, b"new")
    assert 0.8 < sum(pauses) < 1.5
    assert file.read_bytes() == b"old"
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("fault", [InUseError(2), PermissionError(13, "Permission denied")])
def test_any_other_failure_is_raised_at_once(fault: OSError, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = in_use(monkeypatch, fault, 1)
    with pytest.raises(OSError, match=r"cannot access|Permission denied"):
        replace_file(file, b"new")
    assert pauses == []
    assert file.read_bytes() == b"old"
    assert names(file.parent) == [file.name]


def test_a_new_file_takes_the_place_of_none(file: Path) -> None:
    with pytest.raises(FileExistsError):
        new_file(file, b"new")
    assert file.read_bytes() == b"old"
    new_file(file.with_name("b.json"), b"new")
    assert file.with_name("b.json").read_bytes() == b"new"


@pytest.mark.parametrize("fails", [fault for fault in FAULTS if fault != "replace"])
def test_a_new_file_that_cannot_be_written_is_not_there(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_disk(monkeypatch, fails)
    with pytest.raises(OSError, match=os.strerror(28)):
        new_file(tmp_path / "b.json", b"new")
    assert names(tmp_path) == []
