"""Label Studio: a list of tasks, one an article, with what each annotator said of it as an annotation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
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
from newsread.formats.snapshot import Annotation, Marking, Part, Snapshot

LABELLING_CONFIG = """\
<View>
  <Header value="$article"/>
  <Labels name="verdict" toName="text">
    <Label value="verified" background="#2e7d32"/>
    <Label value="disputed" background="#c62828"/>
    <Label value="unverifiable" background="#b26a00"/>
    <Label value="seen" background="#9e9e9e"/>
    <Label value="to check" background="#1565c0"/>
    <Label value="not a claim" background="#616161"/>
  </Labels>
  <Text name="text" value="$text"/>
  <View visibleWhen="region-selected">
    <Choices name="aspect" toName="text" perRegion="true" choice="single-radio">
      <Choice value="content"/>
      <Choice value="statement"/>
    </Choices>
    <Choices name="role" toName="text" perRegion="true" choice="multiple">
      <Choice value="decision"/>
    </Choices>
    <TextArea name="note" toName="text" perRegion="true" editable="true" placeholder="reason"/>
  </View>
</View>
"""
"""The labelling configuration of a project that takes the tasks: Settings, Labeling Interface, Code."""

_OURS = "newsread"
"""Under this name a region's meta holds all that was said."""


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write the tasks as one JSON list, each on its line.

    A verdict or a mark is a region, whose id is that of its record: a result of the type *labels*, one of the type
    *choices* for the aspect, one of the type *textarea* for the note. An annotation is what one annotator said, for
    Label Studio knows only its own users.
    """
    separator = "[\n"
    for part in snapshot.parts:
        if part.text is not None:
            file.write(separator + encoded(_task(part, part.text)))
            separator = ",\n"
    file.write("[]\n" if separator == "[\n" else "\n]\n")


def _task(part: Part, text: str) -> dict[str, object]:
    there = sorted(filter(has_label, part.said), key=lambda said: said.by)
    return {
        "data": {"text": text, **article_to_json(part.article)},
        "annotations": [
            {"result": [result for said in of_one for result in _results(said, text)]}
            for _, of_one in groupby(there, key=lambda said: said.by)
        ],
    }


def _results(said: Annotation | Marking, text: str) -> Iterator[dict[str, object]]:
    place = {"start": said.start, "end": said.end}

    def result(name: str, kind: str, **value: object) -> dict[str, object]:
        return {
            "id": str(said.id),
            "from_name": name,
            "to_name": "text",
            "type": kind,
            "value": {**place, "text": text[said.start : said.end], **value},
        }

    labels = result("verdict", "labels", labels=[label_of(said)])
    yield labels | {"meta": {_OURS: said_to_json(said, text)}}
    if isinstance(said, Annotation):
        yield result("aspect", "choices", choices=[said.aspect])
        if said.judged is not None:
            yield result("role", "choices", choices=["decision"])
    if said.note:
        yield result("note", "textarea", text=[said.note])


def read(content: bytes) -> Iterator[Told]:
    """Give what the annotations of an export as JSON say; predictions and skipped tasks say nothing.

    Raises NewsreadError for what is no such export.
    """
    tasks = decoded(content)
    for task in tasks if isinstance(tasks, list | tuple) else (tasks,):
        entry = is_object(task)
        if "data" not in entry:
            raise NewsreadError("has a task without data: export from Label Studio as JSON, not JSON-MIN.")
        for annotation in map(is_object, listed(entry, "annotations")):
            if not annotation.get("was_cancelled"):
                yield from _told(is_object(entry["data"]), annotation)


def _told(data: Mapping[str, object], annotation: Mapping[str, object]) -> Iterator[Told]:
    article = Told(
        0,
        0,
        article=of_entry(data, "article", fields.text) if data.get("article") else "",
        text=of_entry(data, "text", fields.text),
        sha256=of_entry(data, "sha256", fields.text) if data.get("sha256") else "",
    )
    of_another = replace(article, by=_user(annotation.get("completed_by")), at=_instant(annotation.get("created_at")))
    regions: defaultdict[str, _Region] = defaultdict(_Region)
    for result in map(is_object, listed(annotation, "result")):
        if "value" in result:  # a relation has none
            regions[of_entry(result, "id", fields.text)].add(result)
    for region in regions.values():
        for label in region.labels:
            written = region.written
            yield as_shown(region.told(label, article if written else of_another), written)


@dataclass
class _Region:
    """What the results of one id say together."""

    labels: list[str] = field(default_factory=list)
    place: dict[str, Any] = field(default_factory=dict)
    choices: set[str] = field(default_factory=set)
    note: str = ""
    written: Told | None = None

    def add(self, result: Mapping[str, object]) -> None:
        value = is_object(result["value"])
        match result.get("type"):
            case "labels":
                self.labels += map(str, listed(value, "labels"))
                self.place = {name: of_entry(value, name, fields.number) for name in ("start", "end")}
                if isinstance(words := value.get("text"), str):
                    self.place["quote"] = words
            case "choices":
                self.choices.update(map(str, listed(value, "choices")))
            case "textarea" if result.get("from_name") == "note":
                words = value.get("text")
                self.note = words if isinstance(words, str) else "\n".join(map(str, listed(value, "text")))
        if _OURS in (meta := is_object(result.get("meta") or {})):
            self.written = told_from_json(meta[_OURS])

    def told(self, label: str, article: Told) -> Told:
        """Return what is shown to people: a label, with what was chosen and noted."""
        is_statement = Aspect.STATEMENT in self.choices
        shown = replace(
            article,
            **self.place,
            **labelled(label),
            aspect=Aspect.STATEMENT if is_statement else Aspect.CONTENT,
            note=self.note,
            judged=() if "decision" in self.choices else None,
        )
        return shown if shown.quote else replace(shown, quote=words_at(shown.text, shown.start, shown.end))


def _user(value: object) -> str:
    """Return who made an annotation: some exports tell the address, others only a number, which names nobody."""
    address = value.get("email") if isinstance(value, Mapping) else None
    return address if isinstance(address, str) else ""


def _instant(value: object) -> datetime | None:
    with suppress(ValueError, OverflowError):
        return fields.instant_from_json(value)
    return None


FORMAT = Format(
    "label-studio",
    ".label-studio.json",
    "tasks for Label Studio, annotated",
    Offsets.CODE_POINTS,
    as_utf8(write),
    LOSSES,
    read=read,
)
