"""Web Annotations read back: those that newsread wrote, and those of other tools as far as they speak of words."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from newsread.annotations import fields
from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.annotations.records import Action, Aspect, Evidence, Mark, Record, Verdict
from newsread.errors import NewsreadError
from newsread.formats.imported import Told
from newsread.formats.json_reading import decoded, of_entry
from newsread.text.web_addresses import is_web_address

ID_URN = "urn:uuid:"
HASH_URN = "urn:sha256:"
ARTICLE_URN = "urn:newsread:article:"
ADDRESS_URN = "urn:newsread:address:"

THE_SAME_CLAIM = "the same claim"
ANOTHER_CLAIM = "another claim"

_Fields = Mapping[str, object]

_PARTS = ("@graph", "first", "items", "next")
"""Where collections and pages have their annotations, in the order of reading."""
_JUDGING = frozenset({"classifying", "tagging", "assessing"})
"""Purposes of texts that may be a verdict or a mark."""
_JUDGEMENTS: Mapping[str, Verdict | Mark] = {str(word): word for word in (*Verdict, *Mark)}


def read(content: bytes) -> list[Record | Told]:
    """Return what each annotation of a collection, a page, an array or a single annotation tells.

    Verdicts and marks are known by their words. Other texts are notes, and resources without a text evidence. Answers
    on counterparts and names come back as whole records; the groups that they make are then not told once more. What
    points at no words of a text is passed over. Raises NewsreadError for what is no such file.
    """
    annotations = _annotations(decoded(content))
    told = [each for annotation in annotations for each in _from_annotation(annotation)]
    if annotations and not told:
        raise NewsreadError("has only annotations that point at no words of a text: there is nothing to take over.")
    if any(isinstance(each, Record) and each.linked for each in told):
        return [replace(each, group=None) if isinstance(each, Told) else each for each in told]
    return told


def _annotations(value: object) -> list[_Fields]:
    annotations: list[_Fields] = []
    pages = 0
    waiting = [value]
    while waiting:
        match waiting.pop():
            case [*several]:
                waiting += reversed(several)
            case Mapping() as one if "Annotation" in _types(one):
                annotations.append(one)
            case Mapping() as one:
                pages += isinstance(one.get("items"), list | tuple)
                waiting += [one[part] for part in reversed(_PARTS) if part in one]
    if not (annotations or pages):
        raise NewsreadError("has no Web Annotations in it: save the annotations themselves, not only their address.")
    return annotations


def _types(value: _Fields) -> set[str]:
    """Return the types without their namespaces."""
    return {name.replace("#", ":").rpartition(":")[2] for key in ("type", "@type") for name in _texts(value.get(key))}


def _from_annotation(annotation: _Fields) -> Iterator[Record | Told]:
    if record := _answer(annotation):
        yield record
        return
    spans = [
        span for target in _each(annotation.get("target")) if isinstance(target, Mapping) and (span := _span(target))
    ]
    for span in spans:
        told = _told(annotation, span)
        yield told if len(spans) == 1 else replace(told, id=None)  # one record is of one claim


def _told(annotation: _Fields, span: Told) -> Told:
    """Return what is said of these words."""
    bodies = [*_each(annotation.get("body")), *_each(annotation.get("bodyValue"))]
    texts = [text for body in bodies if (text := _text(body))]
    said = next(filter(None, map(_judgement, texts)), None)
    return replace(
        span,
        verdict=said if isinstance(said, Verdict) else None,
        mark=said if isinstance(said, Mark) else None,
        aspect=Aspect.STATEMENT if annotation.get("aspect") == Aspect.STATEMENT else Aspect.CONTENT,
        note="\n".join(text.value for text in texts if said is None or _judgement(text) is not said),
        evidence=tuple(piece for body in bodies if (piece := _evidence(body))),
        by=_creator(annotation.get("creator")),
        at=_created(annotation),
        id=_id(annotation.get("id")),
        claim=_record_id(annotation.get("claim")),
        group=_record_id(annotation.get("group")),
        inherited_from=_record_id(annotation.get("inheritedFrom")),
        judged=tuple(filter(None, map(_record_id, _each(annotation["judged"])))) if "judged" in annotation else None,
    )


class _Text(NamedTuple):
    """A body that is a text."""

    value: str
    purposes: frozenset[str]


def _text(body: object) -> _Text | None:
    if isinstance(body, Mapping):
        value = _string(body.get("value"))
        return _Text(value, frozenset(_texts(body.get("purpose")))) if value else None
    return _Text(body, frozenset()) if isinstance(body, str) and not is_web_address(body) else None


def _judgement(text: _Text) -> Verdict | Mark | None:
    """Return the verdict or the mark that a text is, in lower or upper case, unless it is there for something else."""
    if text.purposes and not text.purposes & _JUDGING:
        return None
    return _JUDGEMENTS.get(text.value.strip().casefold())


def _evidence(body: object) -> Evidence | None:
    """Return a resource that the annotation puts beside its words; None for what is no web address and no article."""
    if not isinstance(body, Mapping):
        return Evidence(url=body) if isinstance(body, str) and is_web_address(body) else None
    if "value" in body:
        return None
    quote, accessed = _quote(body), _day(body.get("accessed"))
    if url := _address(body):
        return Evidence(url=url, quote=quote, accessed=accessed)
    span = _span(body)
    if span and span.article:
        return Evidence(article=span.article, start=span.start, end=span.end, quote=quote, accessed=accessed)
    return None


def _span(target: _Fields) -> Told | None:
    """Return the words that a target points at, as far as it tells; None where it points at none.

    Words that are only quoted are given at the beginning of their article, as long as they are.
    """
    selectors = {name: each for each in _selectors(target) for name in _types(each)}
    quoted, position = selectors.get("TextQuoteSelector", {}), selectors.get("TextPositionSelector", {})
    quote = _string(quoted.get("exact"))
    start, end = 0, len(quote)
    if position:
        start, end = of_entry(position, "start", fields.number), of_entry(position, "end", fields.number)
    if not 0 <= start <= end:
        raise NewsreadError(f"has an annotation on {start} to {end}, which is no span: correct it.")
    if start == end:
        return None
    source = _source(target)
    uri = _string(source.get("id"))
    return Told(
        start,
        end,
        article=_string(source.get("article")) or ("" if ":" in uri else uri),
        sha256=_string(target.get("sha256")) or _after(HASH_URN, uri),
        url=_address(target),
        quote=quote,
        prefix=_string(quoted.get("prefix")),
        suffix=_string(quoted.get("suffix")),
    )


def _selectors(target: _Fields) -> list[_Fields]:
    return [each for each in _each(target.get("selector")) if isinstance(each, Mapping)]


def _quote(target: _Fields) -> str:
    return next((_string(each["exact"]) for each in _selectors(target) if "exact" in each), "")


def _source(resource: _Fields) -> _Fields:
    """Return what is told of the resource that this is a part of, or itself."""
    source = resource.get("source", resource.get("id"))
    return source if isinstance(source, Mapping) else {"id": source}


def _address(resource: _Fields) -> str:
    """Return the web address of a resource; empty where it has none."""
    source = _source(resource)
    return next(filter(is_web_address, map(_string, (source.get("url"), source.get("id")))), "")


def _answer(annotation: _Fields) -> Record | None:
    """Return the answer to a suggestion that newsread wrote; None for any other annotation."""
    record_id, claim, at = _record_id(annotation.get("id")), _record_id(annotation.get("claim")), _created(annotation)
    target = annotation.get("target")
    span = _span(target) if isinstance(target, Mapping) else None
    if not (record_id and claim and at and span and isinstance(target, Mapping)):
        return None
    bodies = [body for body in _each(annotation.get("body")) if isinstance(body, Mapping)]
    texts = [text for text in map(_text, bodies) if text]
    try:
        linked, naming = _linked(annotation, bodies, texts), _naming(bodies)
        if not (linked or naming):
            return None
        return Record(
            id=record_id,
            article=span.article,
            claim=claim,
            at=at,
            by=_creator(annotation.get("creator")),
            action=Action.LINK if linked else Action.NAME,
            anchor=_anchor(target, span),
            linked=linked,
            naming=naming,
            note="\n".join(text.value for text in texts if "commenting" in text.purposes),
        )
    except (ValueError, NewsreadError) as error:
        raise NewsreadError(f"has an answer to a suggestion that cannot be understood: {error}") from error


def _linked(annotation: _Fields, bodies: Iterable[_Fields], texts: Iterable[_Text]) -> Linked | None:
    answer = next((text.value for text in texts if text.value in {THE_SAME_CLAIM, ANOTHER_CLAIM}), "")
    if not answer or "linking" not in _texts(annotation.get("motivation")):
        return None
    there = next(((body, span) for body in bodies if "value" not in body and (span := _span(body))), None)
    if not there:
        return None
    body, span = there
    return Linked(span.article, _anchor(body, span), answer == THE_SAME_CLAIM, _string(annotation.get("method")))


def _naming(bodies: Iterable[_Fields]) -> Naming | None:
    for body in bodies:
        if "renaming" in body:
            forms = tuple(map(fields.text, fields.items(body.get("forms"))))
            return Naming(Renaming(fields.text(body["renaming"])), forms, _string(body.get("entityType")))
    return None


def _anchor(target: _Fields, span: Told) -> Anchor:
    plain = {"start": span.start, "end": span.end, "quote": span.quote, "sha256": span.sha256}
    around = {"prefix": span.prefix, "suffix": span.suffix}
    known = {name: target[name] for name in ("once", "sentence", "repeated") if name in target}
    return fields.anchor(plain | around | known)


def _creator(value: object) -> str:
    """Return the name of the first creator, or else what identifies it."""
    creator = next(iter(_each(value)), "")
    if not isinstance(creator, Mapping):
        return _string(creator)
    return next(filter(None, (_string(creator.get(key)) for key in ("name", "nickname", "id"))), "")


def _created(annotation: _Fields) -> datetime | None:
    with suppress(ValueError, OverflowError):
        return fields.instant_from_json(annotation.get("created"))
    return None


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(_string(value))
    return None


def _id(value: object) -> UUID | None:
    """Return the id that a name in the form of RFC 9562 has; None for any other name."""
    with suppress(ValueError):
        return UUID(_after(ID_URN, _string(value)))
    return None


def _record_id(value: object) -> UUID | None:
    """Return the id of one of our records; those of other tools are none."""
    found = _id(value)
    return found if found and found.version == 7 else None


def _after(prefix: str, value: str) -> str:
    return value.removeprefix(prefix) if value.startswith(prefix) else ""


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [each for each in _each(value) if isinstance(each, str)]


def _each(value: object) -> tuple[object, ...]:
    """Return the values of a field that may have one or several."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)
