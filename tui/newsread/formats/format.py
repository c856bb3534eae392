"""A format: what writes a snapshot for another tool, what reads one back, and what is lost on the way."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, TextIO

from newsread.annotations.records import Record
from newsread.errors import NewsreadError
from newsread.formats.imported import Told
from newsread.formats.loss import Loss
from newsread.formats.snapshot import Snapshot


class Offsets(StrEnum):
    """In which unit a format counts the characters of an article's text."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    NONE = "none"


@dataclass(frozen=True)
class Format:
    """One format that an export can have."""

    name: str
    ending: str
    """Of its files, with the full stop; it may have more than one: `.cas.zip`."""
    tells: str
    """What it is for, as the end of a line: `a report for colleagues`."""
    offsets: Offsets
    write: Callable[[Snapshot, BinaryIO], None]
    """Writes what is always the same for the same snapshot. Raises NewsreadError."""
    losses: tuple[Loss, ...] = ()
    """What it cannot hold or changes."""
    read: Callable[[bytes], Iterable[Record | Told | NewsreadError]] | None = None
    """Reads back what a file holds, records where it has them whole; None where it can only be written.

    What is no such file raises NewsreadError, whose sentence begins with a verb: `is not valid JSON`. An entry that
    cannot be used, while others can, is given as such an error.
    """
    is_text: bool = True
    """Whether it can be shown on a terminal; other formats need a file."""


def as_utf8(write: Callable[[Snapshot, TextIO], None], *, marked: bool = False) -> Callable[[Snapshot, BinaryIO], None]:
    """Return a writer of bytes for one of text, whose line ends stay what they are.

    With `marked`, the file begins with a byte order mark.
    """

    def writes(snapshot: Snapshot, file: BinaryIO) -> None:
        text = io.TextIOWrapper(file, "utf-8-sig" if marked else "utf-8", "backslashreplace", newline="")
        try:
            write(snapshot, text)
        finally:
            text.detach()  # flushes, and leaves the file open

    return writes
