"""brat: a zip file of texts, of the annotations that stand off beside each, and of their configuration."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from newsread.annotations import fields
from newsread.annotations.records import Aspect
from newsread.annotations.store.safe_json import encoded
from newsread.errors import NewsreadError
from newsread.formats.annotation_json import (
    LABELS,
    LOSSES,
    article_to_json,
    as_shown,
    has_label,
    label_of,
    labelled,
    said_to_json,
    told_from_json,
    words_at,
)
from newsread.formats.format import Format, Offsets
from newsread.formats.imported import Told
from newsread.formats.json_reading import decoded, is_object, of_entry
from newsread.formats.snapshot import Annotation, Marking, Part, Snapshot
from newsread.formats.zipped import Unzipped, Zipped, name_of

ARTICLES = "articles.jsonl"
"""The file that says which article a text is, for brat has no place for that."""

TYPES = {label: label.capitalize().replace(" ", "_") for label in LABELS}
"""The types of brat's entities for the labels: it takes no spaces in them."""

BREAKS = "\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""Where some reader of brat's files ends a line or a field, as they stand in a class of a regular expression."""

_FRAGMENT = re.compile(rf"\S(?:[^{BREAKS}]*\S)?")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the lines in a span, without white space at their ends; of nothing but that, all of it."""
    return [found.span() for found in _FRAGMENT.finditer(text, start, end)] or [(start, end)]


def on_one_line(note: str) -> str:
    """Return a note as brat can show it: what would end its line, and what nobody sees, is a space."""
    return _BLANK.sub(" ", note).strip()


def read(content: bytes) -> Iterator[Told]:
    """Give what the annotations of each text say; of other files, nothing.

    Raises NewsreadError for what is no zip file of brat's, and for one that is too large unpacked.
    """
    yield from _told(Unzipped(content))


def _told(folder: Unzipped) -> Iterator[Told]:
    names = dict.fromkeys(folder.names)
    texts = [name.removesuffix(".ann") for name in names if name.endswith(".ann") and f"{name[:-4]}.txt" in names]
    if not texts:
        raise NewsreadError("holds no .ann file with its .txt: zip a folder of brat's.")
    known: dict[str, Mapping[str, object]] = {}
    for index in (name for name in names if name.rpartition("/")[2] == ARTICLES):
        for line in filter(str.strip, folder.text(index).split("\n")):
            entry = is_object(decoded(line))
            known[index.removesuffix(ARTICLES) + of_entry(entry, "file", fields.text)] = entry
    for name in texts:
        entry = known.get(name, {"article": f"{name}.txt", "sha256": ""})
        article, sha = (of_entry(entry, each, fields.text) for each in ("article", "sha256"))
        empty = Told(0, 0, article=article, sha256=sha, text=folder.text(f"{name}.txt"))
        yield from _of_article(empty, folder.text(f"{name}.ann"))


@dataclass
class _Entity:
    """What the lines on one entity say together."""

    type: str
    places: list[tuple[int, int]]
    attributes: set[str] = field(default_factory=set)
    note: str = ""
    written: Told | None = None

    def add(self, line: re.Match[str]) -> None:
        """Add what an attribute or a note says."""
        if line["attribute"]:
            self.attributes.add(line["attribute"])
        elif line["kind"] == "AnnotatorNotes":
            self.note = line["note"]
        elif line["kind"] == "Newsread":
            self.written = told_from_json(decoded(line["note"]))

    def told(self, article: Told) -> Told:
        """Return what is shown to people, with what was written beside it where that says the same."""
        text, written = article.text or "", self.written
        start, end = self.places[0][0], self.places[-1][1]
        note = self.note
        if written and self._is_at(text, written.start, written.end):
            start, end = written.start, written.end
        if written and on_one_line(written.note) == note:
            note = written.note
        shown = replace(
            article,
            start=start,
            end=end,
            quote=words_at(text, start, end),
            **_labelled(self.type),
            aspect=Aspect.STATEMENT if "Statement" in self.attributes else Aspect.CONTENT,
            judged=() if "Decision" in self.attributes else None,
            note=note,
        )
        return as_shown(shown, written)

    def _is_at(self, text: str, start: int, end: int) -> bool:
        return bool(words_at(text, start, end)) and fragments(text, start, end) == self.places


def _labelled(name: str) -> dict[str, Any]:
    return labelled(next((label for label, known in TYPES.items() if known == name), name))


_LINE = re.compile(
    r"(?P<entity>T[^\t ]+)\t(?P<type>[^\t ]+) (?P<places>[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)(?:\t.*)?"
    r"|A[^\t ]+\t(?P<attribute>[^\t ]+) (?P<has>T[^\t ]+)"
    r"|\#[^\t ]*\t(?P<kind>[^\t ]+) (?P<on>T[^\t ]+)\t(?P<note>.*)",
    re.DOTALL,
)


def _of_article(article: Told, annotations: str) -> Iterator[Told]:
    lines = [line.removesuffix("\r") for line in annotations.split("\n")]
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    if wrong := next((line for line in lines if line.startswith("T") and not _LINE.fullmatch(line)), None):
        raise NewsreadError(f"has a line that brat does not write: {wrong[:80]!r}.")
    entities = {line["entity"]: _Entity(line["type"], _places(line["places"])) for line in found if line["entity"]}
    for line in found:  # the entities that the others are on may stand below them
        if entity := entities.get(line["has"] or line["on"] or ""):
            entity.add(line)
    for entity in entities.values():
        yield entity.told(article)


def _places(spans: str) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in (each.split(" ") for each in spans.split(";"))]


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
