"""A snapshot brought to a file, or to standard output, and a report of what it could not hold."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TextIO

from newsread.atomic_files import replacing
from newsread.errors import NewsreadError
from newsread.formats.format import Format
from newsread.formats.loss import Field, Lost, Tally
from newsread.formats.snapshot import Part, Snapshot, not_found
from newsread.text.printable import printable
from newsread.text.wording import cause


@dataclass(frozen=True)
class Exported:
    """What an export wrote, and could not."""

    articles: int
    annotations: int
    marks: int
    lost: tuple[Lost, ...]
    """What is not in it as it was recorded: what was left out of it, and what the format could not hold."""
    unread: tuple[str, ...]
    """What of the tags could not be read, and so is not in it: a sentence each."""
    not_found: tuple[str, ...]
    """In which articles claims wait for a place, or have other surroundings now: a sentence each."""
    notice: str = ""
    """What whoever hands it on must know, as a sentence; empty where that is nothing."""


def write_file(chosen: Format, snapshot: Snapshot, path: Path) -> Exported:
    """Write the file whole or not at all; one that is there is replaced.

    Raises NewsreadError where it cannot be written.
    """
    try:
        with replacing(path) as file:
            return write(chosen, snapshot, file)
    except OSError as error:
        raise NewsreadError(f"{path} could not be written: {cause(error)}; choose another file.") from error


def write_stream(chosen: Format, snapshot: Snapshot, out: TextIO) -> Exported:
    """Write to a stream: as it is to a program, made safe for a terminal.

    Raises NewsreadError for a terminal where the format is no text.
    """
    if not out.isatty() and isinstance(out, io.TextIOWrapper):
        out.flush()
        return write(chosen, snapshot, out.buffer)  # a file by the shell is the same as one by -o
    if not chosen.is_text:
        raise NewsreadError(f"{chosen.name} is no text that a terminal can show: give a file with -o.")
    buffer = io.BytesIO()
    exported = write(chosen, snapshot, buffer)
    lines = buffer.getvalue().decode("utf-8-sig").splitlines()  # a byte order mark is for files
    out.write("\n".join(map(printable, lines) if out.isatty() else lines) + "\n")
    return exported


def write(chosen: Format, snapshot: Snapshot, file: BinaryIO) -> Exported:
    """Write to an open file, and count what passes. Raises NewsreadError, and OSError for the file."""
    passing = _Passing(snapshot.parts, chosen)
    try:
        chosen.write(replace(snapshot, parts=passing), file)
    except (NewsreadError, OSError):
        raise
    except Exception as error:  # of a format that another package brings
        raise NewsreadError(f"The format {chosen.name} failed: {type(error).__name__}: {error}.") from error
    return passing.exported(snapshot)


class _Passing:
    """The parts of a snapshot, each counted when it is first reached."""

    def __init__(self, parts: Iterable[Part], chosen: Format) -> None:
        self._parts = parts
        self._tally = Tally(chosen.losses)
        self._articles: set[str] = set()
        self._annotations = self._marks = self._undecided = 0
        self._unread: list[str] = []
        self._not_found: list[str] = []

    def __iter__(self) -> Iterator[Part]:
        for part in self._parts:
            if part.article.id not in self._articles:
                self._count(part)
            yield part

    def _count(self, part: Part) -> None:
        self._articles.add(part.article.id)
        self._annotations += len(part.annotations)
        self._marks += len(part.marks)
        self._undecided += part.undecided
        self._unread += part.unread
        self._not_found += not_found(part)
        self._tally.add(part)

    @property
    def _open(self) -> tuple[Lost, ...]:
        return (Lost(Field.UNDECIDED, "left out", self._undecided),) if self._undecided else ()

    def exported(self, snapshot: Snapshot) -> Exported:
        return Exported(
            len(self._articles),
            self._annotations,
            self._marks,
            (*self._open, *snapshot.lost, *self._tally.lost(snapshot)),
            tuple(self._unread),
            tuple(self._not_found),
            snapshot.notice,
        )
