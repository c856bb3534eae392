"""XML from outside, as Word and EPUB files hold it: parsed without entities of its own, and nothing is fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from newsread.errors import NewsreadError

if TYPE_CHECKING:
    from lxml.etree import _Element

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
