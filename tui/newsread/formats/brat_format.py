"""brat: a zip file of texts, of the annotations that stand off beside each, and of their configuration."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from newsread.formats.brat_lines import ARTICLES, BREAKS, TYPES, fragments, on_one_line
from newsread.formats.brat_reading import read
from newsread.formats.format import Format, Offsets
from newsread.formats.snapshot import Annotation, Marking, Part, Snapshot
from newsread.formats.telling import LOSSES, article_to_json, has_label, label_of, said_to_json
from newsread.formats.zipped import Zipped, name_of
from newsread.tags.jsontext import encoded
from newsread.tags.records import Aspect

_CONFIGURATION = (
    "[entities]\n"
    + "".join(f"{name}\n" for name in TYPES.values())
    + "\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
    "\n[events]\n"
    "\n[attributes]\nStatement\tArg:<ENTITY>\nDecision\tArg:<ENTITY>\n"
)


def write(snapshot: Snapshot, file: BinaryIO) -> None:
    """Write a text and its annotations for each article.

    A verdict or a mark is an entity, with the attribute Statement where it is on the statement, and Decision where it
    decides. Its note is an AnnotatorNotes; a note of the type Newsread has all that was said. An entity ends at each
    line's end and goes on after it as a further fragment, as brat wants it.
    """
    articles: list[str] = []  # small beside the list of its files that every zip file ends with
    with Zipped(file) as folder:
        folder.add("annotation.conf", _CONFIGURATION.encode())
        for part in snapshot.parts:
            if part.text is not None:
                name = name_of(part.article.id)
                folder.add(f"{name}.txt", _utf8(part.text))
                folder.add(f"{name}.ann", _utf8("".join(_lines(part, part.text))))
                articles.append(encoded({"file": name, **article_to_json(part.article)}) + "\n")
        folder.add(ARTICLES, _utf8("".join(articles)))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _lines(part: Part, text: str) -> Iterator[str]:
    attributes = notes = 0
    for number, said in enumerate(filter(has_label, part.said), 1):
        places = fragments(text, said.start, said.end)
        words = " ".join(re.sub(rf"[{BREAKS}]", " ", text[start:end]) for start, end in places)
        spans = ";".join(f"{start} {end}" for start, end in places)
        yield f"T{number}\t{TYPES[str(label_of(said))]} {spans}\t{words}\n"
        for attribute in _attributes(said):
            attributes += 1
            yield f"A{attributes}\t{attribute} T{number}\n"
        if note := on_one_line(said.note):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{note}\n"
        notes += 1
        yield f"#{notes}\tNewsread T{number}\t{encoded(said_to_json(said, text))}\n"


def _attributes(said: Annotation | Marking) -> Iterator[str]:
    if isinstance(said, Annotation):
        if said.aspect is Aspect.STATEMENT:
            yield "Statement"
        if said.judged is not None:
            yield "Decision"


FORMAT = Format(
    "brat",
    ".brat.zip",
    "texts and stand-off annotations for brat",
    Offsets.CODE_POINTS,
    write,
    LOSSES,
    read=read,
    is_text=False,
)
