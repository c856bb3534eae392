"""Formats: what people said, written for their next tool. One module a format."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from newsread.formats import csv_format, json_format, markdown_format
from newsread.formats.snapshot import Snapshot


@dataclass(frozen=True)
class Format:
    """One format that an export can have."""

    name: str
    ending: str
    """Of its files, with the full stop."""
    write: Callable[[Snapshot, TextIO], None]
    r"""Writes to a file opened as UTF-8 and with `newline=""`, so that line ends stay what they are."""


FORMATS = {
    known.name: known
    for known in (
        Format("json", ".json", json_format.write),
        Format("csv", ".csv", csv_format.write),
        Format("md", ".md", markdown_format.write),
    )
}
"""All formats, by the name a person asks for."""
