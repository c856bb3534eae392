"""Formats of several files, as one zip: always the same bytes for the same files, and none that is a bomb is opened."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from newsread.articles.reading import MOST_BYTES
from newsread.errors import NewsreadError

_MOST_IN_ALL = 1_000_000_000
"""How large a zip's content may be, in bytes."""
_USUAL = {ZIP_STORED, ZIP_DEFLATED}
_DAMAGED = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, LookupError, ValueError)
"""What reading a zip can raise that is not sound, is encrypted or holds no UTF-8."""
_PLAIN = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\b)(?!.*-[0-9a-f]{16}$)[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)
"""Names that are files' names on every system, and that cannot be one of those with a hash."""


class Zipped:
    """A zip that is being written; the file beneath stays open."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        entry = ZipInfo(name)  # of 1980, so that the same state is the same bytes
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, content)


def name_of(article: str) -> str:
    """Return the name of an article's files, without ending: of the id what is safe, and a hash where that is not all.

    Ids that differ have names that differ, also where capitals are not told from small letters.
    """
    name = article.removesuffix(".txt")
    if article.endswith(".txt") and _PLAIN.fullmatch(name):
        return name
    safe = re.sub(r"[^a-z0-9]+", "-", name.lower())[:60].strip("-")
    return f"{safe or 'article'}-{sha256(article.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class Unzipped:
    """A zip from elsewhere. What it names its files is never used as a path."""

    def __init__(self, content: bytes) -> None:
        """Open it. Raises NewsreadError for what is no zip, and for one that is too large unpacked."""
        with _sound():
            self._zip = ZipFile(BytesIO(content))
        if sum(entry.file_size for entry in self._zip.infolist()) > _MOST_IN_ALL:
            raise NewsreadError(f"holds more than {_MOST_IN_ALL:,} bytes: divide it.")
        self.names = tuple(dict.fromkeys(name for name in self._zip.namelist() if not name.startswith("__MACOSX/")))
        """In the order of the zip."""

    def read(self, name: str) -> bytes:
        """Return what a file holds. Raises NewsreadError for one that is damaged or too large."""
        entry = self._zip.getinfo(name)
        if entry.file_size > MOST_BYTES:
            raise NewsreadError(f"holds {name[:200]!r}, which has more than {MOST_BYTES:,} bytes: leave it out.")
        if entry.compress_type not in _USUAL:
            raise NewsreadError(f"holds {name[:200]!r}, which is packed in an unusual way: zip it as others do.")
        with _sound():
            return self._zip.read(name)  # never more bytes than it says it has

    def text(self, name: str) -> str:
        """Return what a file of UTF-8 holds. Raises NewsreadError as `read`."""
        content = self.read(name)
        with _sound():
            return content.decode()


@contextmanager
def _sound() -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise NewsreadError(f"cannot be read as a zip file of texts in UTF-8: {error}.") from error
