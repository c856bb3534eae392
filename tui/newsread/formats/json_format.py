"""JSON for other programs: everything that stands, with all that was said before."""

from typing import TextIO

from newsread.formats.snapshot import Annotation, Listed, Marking, Snapshot
from newsread.tags.fields import instant_to_json
from newsread.tags.groups import Link
from newsread.tags.jsontext import encoded
from newsread.tags.records import evidence_to_json, to_json


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write the snapshot as one JSON object. What is absent is null; offsets are code points of the text."""
    content = {
        "newsread": snapshot.version,
        "workspace": snapshot.workspace,
        "articles": [_article(article) for article in snapshot.articles],
        "annotations": [_annotation(annotation) for annotation in snapshot.annotations],
        "marks": [_mark(marking) for marking in snapshot.marks],
        **({"links": [_link(link) for link in snapshot.links]} if snapshot.links else {}),
    }
    file.write(encoded(content, indent=2) + "\n")


def _article(article: Listed) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "url": article.url,
        "sha256": article.sha256,
    }


def _annotation(annotation: Annotation) -> dict[str, object]:
    return {
        "article": annotation.article,
        "start": annotation.start,
        "end": annotation.end,
        "quote": annotation.quote,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "verdict": annotation.verdict,
        "aspect": annotation.aspect,
        "by": annotation.by,
        "at": instant_to_json(annotation.at),
        "note": annotation.note or None,
        "evidence": [evidence_to_json(piece) for piece in annotation.evidence],
        "claim": str(annotation.claim),
        "group": str(annotation.group) if annotation.group else None,
        "history": [{"id": str(record.id)} | to_json(record) for record in annotation.history],
        **({"said_of": annotation.said_of} if annotation.said_of else {}),
        **({"inherited_from": str(annotation.inherited_from)} if annotation.inherited_from else {}),
        **({"judged": list(map(str, annotation.judged))} if annotation.judged is not None else {}),
    }


def _link(link: Link) -> dict[str, object]:
    record = link.record
    return {
        "id": str(record.id),
        "one": link.one._asdict(),
        "other": link.other._asdict(),
        "same": link.same,
        "method": (record.linked and record.linked.method) or None,
        "by": record.by,
        "at": instant_to_json(record.at),
    }


def _mark(marking: Marking) -> dict[str, object]:
    return {
        "article": marking.article,
        "start": marking.start,
        "end": marking.end,
        "mark": marking.mark,
        "by": marking.by,
        "at": instant_to_json(marking.at),
        **({"note": marking.note} if marking.note else {}),
        **({"group": str(marking.group)} if marking.group else {}),
    }
