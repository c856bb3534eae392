"""Formats: what people said, written for their next tool, and read back. One module a format.

Another package adds a format by an entry point in the group `newsread.formats`, whose name is the format's and whose
object is a `Format`.
"""

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath

from newsread.errors import NewsreadError
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.imported import Told
from newsread.formats.loss import Field, Loss, Lost
from newsread.formats.snapshot import Snapshot

__all__ = [
    "Field",
    "Format",
    "Loss",
    "Lost",
    "Offsets",
    "Snapshot",
    "Told",
    "as_utf8",
    "format_named",
    "format_names",
    "format_of_file",
]

ENTRY_POINTS = "newsread.formats"

_OWN = {
    "json": "json_format",
    "jsonl": "jsonl_format",
    "csv": "csv_format",
    "md": "markdown_format",
    "html": "html_format",
    "xlsx": "xlsx_format",
    "w3c": "w3c_format",
    "claimreview": "claimreview_format",
    "label-studio": "label_studio_format",
    "doccano": "doccano_format",
    "brat": "brat_format",
    "cas": "cas_format",
    "cas-xmi": "cas_xmi_format",
}
"""The formats of this package, each with the module that holds it as `FORMAT`; in the order in which they are shown."""


def format_names() -> list[str]:
    """Return the names of all formats, our own first. None of them is loaded for it."""
    return [*_OWN, *sorted(_others().keys() - _OWN.keys())]


def format_named(name: str) -> Format:
    """Return the format of this name. Raises NewsreadError where there is none, or it cannot be loaded."""
    if module := _OWN.get(name):
        return _own(module)
    found = _others().get(name)
    if found is None:
        raise NewsreadError(f"There is no format {name}: newsread export --list-formats names those there are.")
    try:
        loaded = found.load()
    except (Exception, SystemExit) as error:
        raise NewsreadError(
            f"The format {name}, of the package {_package(found)}, cannot be loaded: {error}."
        ) from error
    if not isinstance(loaded, Format):
        raise NewsreadError(f"The format {name}, of the package {_package(found)}, is no newsread format.")
    return loaded


def format_of_file(file: PurePath) -> Format | None:
    """Return the format whose ending a file has, the longest where several fit: `a.cas.zip`; None where none does."""
    fitting = [known for known in _loadable() if file.name.lower().endswith(known.ending)]
    return max(fitting, key=lambda known: len(known.ending), default=None)


def _loadable() -> Iterator[Format]:
    for name in format_names():
        with suppress(NewsreadError):
            yield format_named(name)


def _own(module: str) -> Format:
    known: Format = import_module(f"newsread.formats.{module}").FORMAT
    return known


def _others() -> dict[str, EntryPoint]:
    return {found.name: found for found in entry_points(group=ENTRY_POINTS)}


def _package(found: EntryPoint) -> str:
    return found.dist.name if found.dist else found.module
