"""Markdown for colleagues: a report of each article's claims, with verdicts, reasons and evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from functools import partial
from itertools import groupby
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TextIO

from newsread.annotations.groups import Link
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.loss import Field, Loss
from newsread.formats.snapshot import CONTRADICTED, Annotation, Marking, Part, Snapshot
from newsread.text.printable import printable
from newsread.text.wording import count_of, quoted

_MARKUP = re.compile(r"[\\`*_\[\]|~$#]")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINE_START = re.compile(r"(?:[-+=:]|\d+[.)](?= |$))")
"""What opens a list, a heading or a table at the start of a line."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)

_HELD = 1 << 20
"""How much of the report is held in memory until its head is known, in characters."""

_ASPECTS = {Aspect.CONTENT: "", Aspect.STATEMENT: "statement: "}
_KEY = "A verdict is on the content: is it so? One after “statement” is on the statement: was it said?"


def write(snapshot: Snapshot, file: TextIO, zone: tzinfo | None = None) -> None:
    """Write the snapshot as a report. Times are those of the zone, without one of this machine's."""
    counted = _Counted()
    with SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", errors="backslashreplace", newline="") as articles:
        for part in snapshot.parts:  # each is gone through only once
            counted.add(part)
            articles.writelines(f"{line}\n" for line in _article(part, zone))
        file.writelines(f"{line}\n" for line in _head(snapshot.workspace, counted, zone))
        articles.seek(0)
        copyfileobj(articles, file)
    file.writelines(f"{line}\n" for line in _links(snapshot.links, zone))


def _head(workspace: str, counted: "_Counted", zone: tzinfo | None) -> Iterator[str]:
    yield f"# {_line(workspace)}"
    yield ""
    last = f"{_time(counted.last, zone)} · " if counted.last else ""
    yield f"{last}{', '.join(map(_line, sorted(counted.people))) or 'nobody has tagged yet'}"
    yield ""
    yield counted.summary
    if counted.annotations:
        yield ""
        yield _KEY


def _links(every: Iterable[Link], zone: tzinfo | None) -> Iterator[str]:
    for heading, same in (("One claim, as confirmed", True), ("Two claims, as rejected", False)):
        links = [link for link in every if link.same is same]
        if links:
            yield from ("", f"## {heading}", "")
            yield from (_link_of(link, zone) for link in links)


def _link_of(link: Link, zone: tzinfo | None) -> str:
    one, other = (f"{_quoted(words.quote)} ({_line(words.article)})" for words in (link.one, link.other))
    return f"- {one} {'=' if link.same else '≠'} {other} · {_line(link.record.by)}, {_time(link.record.at, zone)}"


class _Counted:
    """What stands at the top of the report."""

    def __init__(self) -> None:
        self.people: set[str] = set()
        self.last: datetime | None = None
        """When something was said last of what stands: so the same state is the same report."""
        self.annotations = self._articles = 0
        self._verdicts: Counter[Verdict | None] = Counter()
        self._marks: Counter[Mark] = Counter()

    def add(self, part: Part) -> None:
        """Count an article."""
        self._articles += 1
        self.annotations += len(part.annotations)
        self._verdicts.update(said.verdict for said in part.annotations if said.judged is None)
        self._marks.update(said.mark for said in part.marks)
        for said in part.said:
            self.people.add(said.by)
            self.last = max(self.last or said.at, said.at)

    @property
    def summary(self) -> str:
        counts = [
            count_of(self._articles, "article"),
            *(f"{verdict.glyph} {self._verdicts[verdict]} {verdict}" for verdict in Verdict),
            *(f"{mark.glyph} {self._marks[mark]} {mark}" for mark in Mark if self._marks[mark]),
            *([f"{self._verdicts[None]} withdrawn"] if self._verdicts[None] else []),
        ]
        return " · ".join(counts)


def _article(part: Part, zone: tzinfo | None) -> Iterator[str]:
    article = part.article
    yield ""
    yield f"## {_line(article.heading)}"
    yield ""
    known = (article.outlet, *(article.marked(name, getattr(article, name)) for name in ("published", "byline")))
    source = [_line(words) for words in known if words]
    yield " · ".join([*source, *([_link(article.url)] if article.url else []), _line(article.id)])
    if part.text is None:
        yield ""
        yield "The article itself is missing."
    for _, of_words in groupby(part.annotations, key=lambda said: (said.start, said.end, said.quote)):
        yield from _claim(list(of_words), zone)
    if part.marks:
        yield ""
        yield "### Marked"
        yield ""
        for marking in part.marks:
            yield from _marking(marking, zone)
    if not part.annotations and not part.marks:
        yield ""
        yield "Nothing is tagged here."


def _claim(annotations: list[Annotation], zone: tzinfo | None) -> Iterator[str]:
    """Give the words once, and below them every verdict on them."""
    yield ""
    yield from _indented(annotations[0].quote, "> ")
    yield ""
    for said in annotations:
        verdict = f"{said.verdict.glyph} {said.verdict}" if said.verdict else "withdrawn"
        decided = "" if said.judged is None else "decided: "
        yield f"- **{decided}{_ASPECTS[said.aspect]}{verdict}** · {_who(said, zone)}"
        if said.note:
            yield ""
            yield from _indented(said.note, "  ")
        for piece in said.evidence:
            yield f"  - Evidence: {_evidence(piece)}"


def _marking(marking: Marking, zone: tzinfo | None) -> Iterator[str]:
    yield f"- {marking.mark.glyph} {marking.mark}: {_quoted(marking.quote)} · {_who(marking, zone)}"
    if marking.note:
        yield ""
        yield from _indented(marking.note, "  ")


def _who(said: Annotation | Marking, zone: tzinfo | None) -> str:
    told = [f"{_line(said.by)}, {_time(said.at, zone)}"]
    if isinstance(said, Annotation) and said.said_of:
        told.append(f"*given on other words:* {_quoted(said.said_of)}")
    if isinstance(said, Annotation) and said.inherited_from:
        told.append("*given as in another article*")
    if isinstance(said, Annotation) and said.conflicts:
        told.append(f"*{CONTRADICTED}*")
    if said.gone:
        told.append("*these words are no longer in the article*")
    elif not said.found:
        told.append("*these words are not found for certain in the article as it is now*")
    elif said.surroundings_changed:
        told.append("*the text beside these words has changed since*")
    return " · ".join(told)


def _evidence(evidence: Evidence) -> str:
    where = (
        _link(evidence.url) if evidence.url else f"{_line(evidence.article or '')}, {evidence.start} to {evidence.end}"
    )
    quote = f": {_quoted(evidence.quote)}" if evidence.quote else ""
    accessed = f" (accessed {evidence.accessed})" if evidence.accessed else ""
    return f"{where}{quote}{accessed}"


def _time(at: datetime, zone: tzinfo | None) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def _link(url: str) -> str:
    """Return a web address as a link, and anything else that stands for one as text."""
    return f"<{url}>" if url.isprintable() and _WEB_ADDRESS.fullmatch(url) else _line(url)


def _indented(text: str, margin: str) -> Iterator[str]:
    """Give the lines of a text behind a margin, as text whatever stands in them."""
    for line in text.splitlines():
        yield f"{margin}{_line(line)}".rstrip()


def _quoted(words: str) -> str:
    return _line(quoted(words, len(words)))


def _line(text: str) -> str:
    """Return a text from outside on one line, everything escaped that Markdown or HTML would act upon."""
    plain = printable(" ".join(text.split())).translate(_HTML)
    escaped = _MARKUP.sub(r"\\\g<0>", plain)
    if start := _LINE_START.match(escaped):
        last = start.end() - 1
        return f"{escaped[:last]}\\{escaped[last:]}"
    return escaped


FORMAT = Format(
    "md",
    ".md",
    "a report for colleagues, in Markdown",
    Offsets.NONE,
    as_utf8(partial(write, zone=UTC)),
    (
        Loss(Field.CONTEXT),
        Loss(Field.TEXT_HASH),
        Loss(Field.HISTORY),
        Loss(Field.ID),
        Loss(Field.GROUP, "told as the answers that make them"),
        Loss(Field.NAME),
    ),
)
