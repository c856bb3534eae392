"""UIMA CAS JSON, one CAS an article in a zip, for INCEpTION and other tools of UIMA.

See https://github.com/dkpro/dkpro-cassis and "UIMA CAS JSON" of Apache UIMA, version 0.4.0.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

from newsread.errors import NewsreadError
from newsread.formats.cas_annotations import LOSSES, cas_of, named, told_by, type_system
from newsread.formats.format import Format, Offsets
from newsread.formats.imported import Told
from newsread.formats.json_reading import decoded
from newsread.formats.snapshot import Snapshot
from newsread.formats.zipped import Unzipped, Zipped, name_of


def write(snapshot: Snapshot, file: BinaryIO) -> None:
    """Write a zip of CASes; articles that are missing have no text, and are left out."""
    types = type_system()
    with Zipped(file) as zipped:
        for part in snapshot.parts:
            if part.text is not None:
                cas = cas_of(part, types, part.text)
                zipped.add(
                    f"{name_of(part.article.id)}.json", cas.to_json(pretty_print=True).encode("utf-8", "replace")
                )


def read(content: bytes) -> Iterator[Told]:
    """Give what the CASes tell, of a zip or of a single one. Raises NewsreadError for what is no such file."""
    if not content.startswith(b"PK"):
        yield from _of_one(content)
        return
    zipped = Unzipped(content)
    for name in zipped.names:
        if name.endswith(".json"):
            yield from _of_one(zipped.read(name))


def _of_one(content: bytes) -> Iterator[Told]:
    type_system()  # says it where cassis is missing
    from cassis import load_cas_from_json  # noqa: PLC0415

    decoded(content)  # whose sentence on what is no JSON is the better one
    try:
        cas = load_cas_from_json(io.BytesIO(content))
    except Exception as error:  # cassis raises whatever a wrong value raises in it
        raise NewsreadError(f"is not a UIMA CAS: {named(error)}.") from error
    yield from told_by(cas, cas.typesystem)


FORMAT = Format(
    "cas",
    ".cas.zip",
    "UIMA CAS JSON for INCEpTION, a zip with one CAS an article",
    Offsets.UTF16,
    write,
    LOSSES,
    read=read,
    is_text=False,
)
