"""Markdown for colleagues: a report of each article's claims, with verdicts, reasons and evidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby
from typing import TextIO, TypeVar

from newsread.formats.snapshot import Annotation, Listed, Marking, Snapshot
from newsread.printable import printable
from newsread.tags.groups import Link
from newsread.tags.records import Aspect, Evidence, Mark, Verdict
from newsread.wording import count_of, quoted

S = TypeVar("S", Annotation, Marking)

_MARKUP = re.compile(r"[\\`*_\[\]|~$#]")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINE_START = re.compile(r"(?:[-+=:]|\d+[.)](?= |$))")
"""What opens a list, a heading or a table at the start of a line."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)

_ASPECTS = {Aspect.CONTENT: "", Aspect.STATEMENT: "statement: "}
_KEY = "A verdict is on the content: is it so? One after “statement” is on the statement: was it said?"


def write(snapshot: Snapshot, file: TextIO, zone: tzinfo | None = None) -> None:
    """Write the snapshot as a report. Times are those of the zone, without one of this machine's."""
    file.writelines(f"{line}\n" for line in _report(snapshot, zone))


def _report(snapshot: Snapshot, zone: tzinfo | None) -> Iterator[str]:
    people = sorted({said.by for said in (*snapshot.annotations, *snapshot.marks)})
    yield f"# {_line(snapshot.workspace)}"
    yield ""
    yield f"{_time(snapshot.made, zone)} · {', '.join(map(_line, people)) or 'nobody has tagged yet'}"
    yield ""
    yield _summary(snapshot)
    if snapshot.annotations:
        yield ""
        yield _KEY
    annotations, marks = _by_article(snapshot.annotations), _by_article(snapshot.marks)
    for article in snapshot.articles:
        yield from _article(article, annotations[article.id], marks[article.id], zone)
    for heading, same in (("One claim, as confirmed", True), ("Two claims, as rejected", False)):
        links = [link for link in snapshot.links if link.same is same]
        if links:
            yield from ("", f"## {heading}", "")
            yield from (_link_of(link, zone) for link in links)


def _link_of(link: Link, zone: tzinfo | None) -> str:
    one, other = (f"{_quoted(words.quote)} ({_line(words.article)})" for words in (link.one, link.other))
    return f"- {one} {'=' if link.same else '≠'} {other} · {_line(link.record.by)}, {_time(link.record.at, zone)}"


def _by_article(all_said: Iterable[S]) -> defaultdict[str, list[S]]:
    groups: defaultdict[str, list[S]] = defaultdict(list)
    for said in all_said:
        groups[said.article].append(said)
    return groups


def _summary(snapshot: Snapshot) -> str:
    verdicts = Counter(said.verdict for said in snapshot.annotations if said.judged is None)
    marks = Counter(said.mark for said in snapshot.marks)
    counts = [
        count_of(len(snapshot.articles), "article"),
        *(f"{verdict.glyph} {verdicts[verdict]} {verdict}" for verdict in Verdict),
        *(f"{mark.glyph} {marks[mark]} {mark}" for mark in Mark if marks[mark]),
        *([f"{verdicts[None]} withdrawn"] if verdicts[None] else []),
    ]
    return " · ".join(counts)


def _article(
    article: Listed, annotations: list[Annotation], marks: list[Marking], zone: tzinfo | None
) -> Iterator[str]:
    yield ""
    yield f"## {_line(article.heading)}"
    yield ""
    source = [_line(part) for part in (article.outlet, article.published, article.byline) if part]
    yield " · ".join([*source, *([_link(article.url)] if article.url else []), _line(article.id)])
    if article.sha256 is None:
        yield ""
        yield "The article itself is missing."
    for _, of_words in groupby(annotations, key=lambda said: (said.start, said.end, said.quote)):
        yield from _claim(list(of_words), zone)
    if marks:
        yield ""
        yield "### Marked"
        yield ""
        for marking in marks:
            yield from _marking(marking, zone)
    if not annotations and not marks:
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
    if said.gone:
        told.append("*these words are no longer in the article*")
    elif not said.found:
        told.append("*these words are not found for certain in the article as it is now*")
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
