"""UIMA CAS XMI, one CAS an article and the type system in a zip, for INCEpTION and other tools of UIMA."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from newsread.errors import NewsreadError
from newsread.formats.cas_annotations import LOSSES, cas_of, named, told_by, type_system
from newsread.formats.format import Format, Offsets
from newsread.formats.imported import Told
from newsread.formats.loss import Field, Loss
from newsread.formats.snapshot import Part, Snapshot
from newsread.formats.zipped import Unzipped, Zipped, name_of

if TYPE_CHECKING:
    from cassis import TypeSystem

_TYPES = "TypeSystem.xml"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: most control characters."""
_HOW = "with � for what XML cannot hold"


def _changes(text: str) -> bool:
    return bool(_NOT_IN_XML.search(text))


def write(snapshot: Snapshot, file: BinaryIO) -> None:
    """Write a zip of CASes and their types; articles that are missing have no text, and are left out."""
    types = type_system()
    with Zipped(file) as zipped:
        zipped.add(_TYPES, types.to_xml(None).encode())
        for part in snapshot.parts:
            if part.text is not None:
                cas = cas_of(_for_xml(part), types, _clean(part.text))
                zipped.add(f"{name_of(part.article.id)}.xmi", cas.to_xmi(None).encode())


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("�", text)


def _for_xml(part: Part) -> Part:
    article = part.article
    return replace(
        part,
        article=replace(
            article,
            id=_clean(article.id),
            title=article.title and _clean(article.title),
            url=article.url and _clean(article.url),
        ),
        annotations=tuple(
            replace(
                said,
                note=_clean(said.note),
                quote=_clean(said.quote),
                evidence=tuple(
                    replace(each, quote=_clean(each.quote), url=each.url and _clean(each.url)) for each in said.evidence
                ),
            )
            for said in part.annotations
        ),
        marks=tuple(replace(said, note=_clean(said.note), quote=_clean(said.quote)) for said in part.marks),
    )


def read(content: bytes) -> Iterator[Told]:
    """Give what the CASes in a zip tell. Raises NewsreadError for what is no such file."""
    zipped = Unzipped(content)
    types = _types(zipped)
    for name in zipped.names:
        if name.endswith(".xmi"):
            yield from _of_one(zipped.read(name), types)


def _types(zipped: Unzipped) -> "TypeSystem":
    type_system()  # says it where cassis is missing
    from cassis import load_typesystem  # noqa: PLC0415

    found = next((name for name in zipped.names if name.rpartition("/")[2] == _TYPES), None)
    if found is None:
        raise NewsreadError(f"has no {_TYPES} in it, which says what its spans mean.")
    try:
        return load_typesystem(io.BytesIO(_without_entities(zipped.read(found))))
    except NewsreadError:
        raise
    except Exception as error:  # cassis raises whatever a wrong value raises in it
        raise NewsreadError(f"has a {_TYPES} that cannot be read: {named(error)}.") from error


def _of_one(content: bytes, types: "TypeSystem") -> Iterator[Told]:
    from cassis import load_cas_from_xmi  # noqa: PLC0415

    try:
        cas = load_cas_from_xmi(io.BytesIO(_without_entities(content)), typesystem=types)
    except NewsreadError:
        raise
    except Exception as error:  # cassis raises whatever a wrong value raises in it
        raise NewsreadError(f"has a CAS that cannot be read: {named(error)}.") from error
    yield from told_by(cas, types)


def _without_entities(content: bytes) -> bytes:
    """Return XML that declares nothing: an entity could stand for another file, or for more than there is memory."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NewsreadError("has XML in it that is not UTF-8.") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NewsreadError("has XML in it that declares entities, which are not read.")
    return text.encode()


FORMAT = Format(
    "cas-xmi",
    ".xmi.zip",
    "UIMA CAS XMI for INCEpTION, a zip with one CAS an article and the type system",
    Offsets.UTF16,
    write,
    (
        Loss(Field.QUOTE, _HOW, lambda said: _changes(said.quote)),
        Loss(Field.NOTE, _HOW, lambda said: _changes(said.note)),
        *LOSSES,
    ),
    read=read,
    is_text=False,
)
