"""A snapshot brought to a file, or to standard output."""

import io
from pathlib import Path
from typing import TextIO

from newsread.errors import NewsreadError
from newsread.files import replace_file
from newsread.formats import Format
from newsread.formats.snapshot import Snapshot
from newsread.printable import printable
from newsread.wording import cause


def write_file(chosen: Format, snapshot: Snapshot, path: Path) -> None:
    """Write the file whole or not at all; one that is there is replaced.

    Raises NewsreadError where it cannot be written.
    """
    try:
        replace_file(path, _written(chosen, snapshot).encode())
    except OSError as error:
        raise NewsreadError(f"{path} could not be written: {cause(error)}; choose another file.") from error


def write_stream(chosen: Format, snapshot: Snapshot, out: TextIO) -> None:
    """Write to a stream: as it is to a program, made safe for a terminal."""
    written = _written(chosen, snapshot)
    if out.isatty():
        written = "\n".join(map(printable, written.splitlines())) + "\n"
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8", newline="")  # a file by the shell is the same as one by -o
    out.write(written)


def _written(chosen: Format, snapshot: Snapshot) -> str:
    buffer = io.StringIO(newline="")
    chosen.write(snapshot, buffer)
    return buffer.getvalue()
