"""brat's files read back: what its lines say of each entity, and which article a text is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from newsread.errors import NewsreadError
from newsread.formats.brat_lines import ARTICLES, TYPES, fragments, on_one_line
from newsread.formats.json_reading import decoded, is_object, of_entry
from newsread.formats.telling import as_shown, labelled, told_from_json, words_at
from newsread.formats.told import Told
from newsread.formats.zipped import Unzipped
from newsread.tags import fields
from newsread.tags.records import Aspect


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
