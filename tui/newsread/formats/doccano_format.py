"""doccano: rows of JSON for sequence labelling, one for each article and annotator."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import compress, groupby
from typing import Any, TextIO

from newsread.annotations import fields
from newsread.annotations.records import Aspect
from newsread.annotations.store.safe_json import encoded
from newsread.errors import NewsreadError
from newsread.formats.annotation_json import (
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
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.imported import Told
from newsread.formats.json_reading import decoded, is_object, listed, of_entry
from newsread.formats.loss import Field, Loss
from newsread.formats.snapshot import Annotation, Marking, Part, Snapshot


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write the rows, all with the same keys: doccano refuses a file whose rows differ in them.

    `label` has `[start, end, label]` for each verdict and mark, in the order of `said`, which has all of it; `by` says
    whose row it is. An article of which nobody said anything has one row, for it can be annotated there.
    """
    for part in snapshot.parts:
        if part.text is not None:
            for row in _rows(part, part.text):
                file.write(encoded(row) + "\n")


def _rows(part: Part, text: str) -> Iterator[dict[str, object]]:
    there = sorted(filter(has_label, part.said), key=lambda said: said.by)
    by_annotator = {by: list(of_one) for by, of_one in groupby(there, key=lambda said: said.by)}
    for by, of_one in by_annotator.items() or [("", [])]:
        yield {
            "text": text,
            "label": [[said.start, said.end, _label(said)] for said in of_one],
            **article_to_json(part.article),
            "by": by,
            "said": [said_to_json(said, text) for said in of_one],
        }


def _label(said: Annotation | Marking | Told) -> str:
    """Return the label of a row: `verified`, `verified (statement)`, `to check`."""
    if isinstance(said, Marking):
        return str(said.mark)
    is_statement, is_decision = said.aspect is Aspect.STATEMENT, said.judged is not None
    details = ", ".join(compress(("statement", "decision"), (is_statement, is_decision)))
    return f"{label_of(said)} ({details})" if details else str(label_of(said))


def read(content: bytes) -> Iterator[Told]:
    """Give what the labels of each row say. Raises NewsreadError for what are no such rows."""
    for line in content.splitlines():
        if line.strip():
            yield from _told(is_object(decoded(line)))


def _told(row: Mapping[str, object]) -> Iterator[Told]:
    text = of_entry(row, "text", fields.text)
    known: dict[str, Any] = {
        name: of_entry(row, name, fields.text) for name in ("article", "sha256", "by") if row.get(name)
    }
    written: defaultdict[tuple[int, int, str], list[Told]] = defaultdict(list)
    for said in map(told_from_json, listed(row, "said")):
        written[said.start, said.end, _label(said)].append(said)
    for start, end, label in _labels(row):
        shown = replace(_shown(label), start=start, end=end, text=text, quote=words_at(text, start, end), **known)
        if same := written[start, end, label]:
            said = same.pop(0)
            shown = as_shown(replace(shown, note=said.note), said)  # rows show no notes
        yield shown


def _labels(row: Mapping[str, object]) -> Iterator[tuple[int, int, str]]:
    """Give start, end and label of each; a project with relations has them as objects, under another name."""
    for each in listed(row, "label"):
        if not (isinstance(each, tuple) and len(each) == 3):
            raise NewsreadError("has a label that is not [start, end, label]: export a project of sequence labelling.")
        values = dict(zip(("start", "end", "label"), each, strict=True))
        yield of_entry(values, "start", fields.number), of_entry(values, "end", fields.number), str(each[2])
    for entity in map(is_object, listed(row, "entities")):
        start, end = (of_entry(entity, name, fields.number) for name in ("start_offset", "end_offset"))
        yield start, end, of_entry(entity, "label", fields.text)


def _shown(label: str) -> Told:
    """Return what a label says. Raises NewsreadError for one that says nothing."""
    word, _, details = label.removesuffix(")").partition(" (")
    return Told(
        0,
        0,
        **labelled(word),
        aspect=Aspect.STATEMENT if "statement" in details else Aspect.CONTENT,
        judged=() if "decision" in details else None,
    )


FORMAT = Format(
    "doccano",
    ".doccano.jsonl",
    "rows for doccano, sequence labelling",
    Offsets.CODE_POINTS,
    as_utf8(write),
    (*LOSSES, Loss(Field.OVERLAP, "left out by doccano, unless its project allows overlapping spans")),
    read=read,
)
