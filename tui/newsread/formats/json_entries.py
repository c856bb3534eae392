"""The entries of an export in JSON: articles, annotations, marks, links and records, and how records are read back."""

from collections.abc import Iterator, Mapping

from newsread.annotations import fields
from newsread.annotations.fields import instant_to_json
from newsread.annotations.groups import Link
from newsread.annotations.records import Record, evidence_to_json, from_json, to_json
from newsread.errors import NewsreadError
from newsread.formats.json_reading import is_object, listed, of_entry
from newsread.formats.snapshot import SURROUNDINGS_CHANGED, Annotation, Listed, Marking


def article_to_json(article: Listed) -> dict[str, object]:
    """Return what is known of an article."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        **({"guessed": list(article.guessed)} if article.guessed else {}),
        "url": article.url,
        "sha256": article.sha256,
    }


def annotation_to_json(annotation: Annotation) -> dict[str, object]:
    """Return an annotation with its history."""
    return {
        "article": annotation.article,
        **_place(annotation),
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
        "history": list(map(_record, annotation.history)),
        **({"said_of": annotation.said_of} if annotation.said_of else {}),
        **({"inherited_from": str(annotation.inherited_from)} if annotation.inherited_from else {}),
        **({"judged": list(map(str, annotation.judged))} if annotation.judged is not None else {}),
        **({"conflicts": list(map(str, annotation.conflicts))} if annotation.conflicts else {}),
        **({"annotators": list(annotation.annotators)} if annotation.annotators else {}),
    }


def mark_to_json(marking: Marking) -> dict[str, object]:
    """Return a mark with its history."""
    return {
        "article": marking.article,
        **_place(marking),
        "mark": marking.mark,
        "by": marking.by,
        "at": instant_to_json(marking.at),
        **({"note": marking.note} if marking.note else {}),
        **({"group": str(marking.group)} if marking.group else {}),
        "quote": marking.quote,
        "claim": str(marking.claim),
        "history": list(map(_record, marking.history)),
    }


def _place(said: Annotation | Marking) -> dict[str, object]:
    """Return where the words are, and in which text: in the one before, by its hash, where they are not found."""
    return {
        "start": said.start,
        "end": said.end,
        "found": said.found,
        "sha256": said.sha256 or None,
        **({"gone": True} if said.gone else {}),
        **({"surroundings": SURROUNDINGS_CHANGED} if said.surroundings_changed else {}),
    }


def link_to_json(link: Link) -> dict[str, object]:
    """Return an answer on counterparts, with both places as they are now."""
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


def record_to_json(record: Record) -> dict[str, object]:
    """Return a record with the id of its article."""
    return {"article": record.article, **_record(record)}


def _record(record: Record) -> dict[str, object]:
    return {"id": str(record.id)} | to_json(record)


def records_of(entry: object) -> Iterator[Record]:
    """Give the records of an annotation, a mark or a record as above.

    Raises NewsreadError for what is none, or has no history.
    """
    fields_of = is_object(entry)
    article = of_entry(fields_of, "article", fields.text)
    history = [entry] if "action" in fields_of else listed(fields_of, "history", needed=True)
    for each in history:
        yield _record_from(is_object(each), article)


def _record_from(data: Mapping[str, object], article: str) -> Record:
    record_id = of_entry(data, "id", fields.uuid)
    known = {name: value for name, value in data.items() if name not in {"kind", "id", "article"}}
    try:
        return from_json(record_id, article, known)
    except NewsreadError as error:
        raise NewsreadError(f"has a record that cannot be understood: {error}") from error
