"""ZIP files and the XML in them, as Word and EPUB files are: read with limits, without entities of their own."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from newsread.errors import NewsreadError

if TYPE_CHECKING:
    from lxml.etree import _Element


_MOST_MEMBERS = 20_000
_MOST_BYTES = 100_000_000
_ENTRY = b"PK\x01\x02"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError)
_BOMB = "unpacks to more than 100 MB, which no article does: it may be an attack, and was not read."


class Archive:
    """The members of a ZIP file. Nothing is ever unpacked to the disk, and a name is never a path.

    Every method raises a NewsreadError that begins with a verb for what is damaged, encrypted or too large.
    """

    def __init__(self, content: bytes) -> None:
        if content.count(_ENTRY) > _MOST_MEMBERS:  # before an object is made for each
            raise NewsreadError(f"holds more than {_MOST_MEMBERS:,} files, which no article does, and was not read.")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _FAULTS as fault:
            raise _damaged() from fault
        self._left = _MOST_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    @property
    def is_spent(self) -> bool:
        """Whether more was read than was agreed on: nothing further is."""
        return self._left < 0

    def member(self, name: str) -> str:
        """Return the name of the member that a document means by one, where it writes letters in another case."""
        if name in self:
            return name
        return next((each for each in self._zip.NameToInfo if each.casefold() == name.casefold()), name)

    def ending_in(self, ending: str) -> str | None:
        """Return the name of the first member that ends so, None where there is none."""
        return next((each for each in self._zip.NameToInfo if each.lower().endswith(ending)), None)

    def read(self, name: str) -> bytes:
        """Return the content of a member."""
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise NewsreadError("lacks a part that it needs: open it in the program that made it and save it again.")
        if info.flag_bits & 1:
            raise NewsreadError("is encrypted: save it without a password and add that.")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:  # the others unpack without a limit
            raise _damaged()
        try:
            with self._zip.open(info) as member:
                content = member.read(self._left + 1)
        except _FAULTS as fault:
            raise _damaged() from fault
        self._left -= len(content)
        if self._left < 0:
            raise NewsreadError(_BOMB)
        return content


def _damaged() -> NewsreadError:
    return NewsreadError("is damaged: open it in the program that made it and save it again.")


_SAFE = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}


def root(content: bytes, *, recover: bool = False) -> "_Element":
    """Return the root of an XML document, `recover` in spite of mistakes.

    Raises a NewsreadError that begins with a verb.
    """
    from lxml.etree import XMLParser, fromstring  # noqa: PLC0415 - only who reads such files pays for it

    with _refusing():
        parsed = fromstring(content.strip(), XMLParser(recover=recover, **_SAFE))
        if parsed is None:
            raise ValueError
        _check_entities(parsed)
        return parsed


def elements(content: bytes) -> "Iterator[tuple[str, _Element]]":
    """Yield `start` and `end` of each element as it is read. Raises a NewsreadError that begins with a verb."""
    from lxml.etree import iterparse  # noqa: PLC0415

    with _refusing():
        for at, (event, element) in enumerate(iterparse(BytesIO(content), events=("start", "end"), **_SAFE)):
            if at == 0:
                _check_entities(element)
            yield event, element


def local_name(element: "_Element") -> str:
    """Return the element's name without its namespace; of a comment it is empty."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _check_entities(element: "_Element") -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise NewsreadError("declares entities, which may be an attack, and was not read.")


@contextmanager
def _refusing() -> Iterator[None]:
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        yield
    except (LxmlError, ValueError) as fault:
        raise NewsreadError("is damaged: open it in the program that made it and save it again.") from fault
