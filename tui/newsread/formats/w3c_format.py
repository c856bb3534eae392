"""Web Annotations in JSON-LD: one collection with its page, for every tool that knows the W3C's model.

The model is https://www.w3.org/TR/annotation-model/. What it has no word for has a term of our own, which the file
explains in its context, so that nobody needs a network to read it.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TextIO
from urllib.parse import quote as escaped
from uuid import NAMESPACE_URL, UUID, uuid5

from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.fields import instant_to_json
from newsread.annotations.records import Evidence, Record
from newsread.annotations.store.safe_json import encoded
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.loss import BEGINS_ANEW, Field, Loss, begins_anew
from newsread.formats.snapshot import SURROUNDINGS_CHANGED, Annotation, Listed, Marking, Part, Snapshot
from newsread.formats.w3c_reading import ADDRESS_URN, ANOTHER_CLAIM, ARTICLE_URN, HASH_URN, ID_URN, THE_SAME_CLAIM, read

_Json = dict[str, object]

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {
        "newsread": "urn:newsread:term:",
        "article": "newsread:article",
        "title": "http://purl.org/dc/elements/1.1/title",
        "outlet": "http://purl.org/dc/elements/1.1/publisher",
        "byline": "http://purl.org/dc/elements/1.1/creator",
        "published": "http://purl.org/dc/elements/1.1/date",
        "url": "newsread:url",
        "sha256": "newsread:sha256",
        "found": "newsread:found",
        "surroundings": "newsread:surroundings",
        "conflicts": {"@id": "newsread:conflicts", "@type": "@id"},
        "withdrawn": "newsread:withdrawn",
        "once": "newsread:once",
        "sentence": {"@id": "newsread:sentence", "@container": "@list"},
        "repeated": "newsread:repeated",
        "aspect": "newsread:aspect",
        "saidOf": "newsread:saidOf",
        "claim": {"@id": "newsread:claim", "@type": "@id"},
        "group": {"@id": "newsread:group", "@type": "@id"},
        "inheritedFrom": {"@id": "newsread:inheritedFrom", "@type": "@id"},
        "judged": {"@id": "newsread:judged", "@type": "@id", "@container": "@list"},
        "accessed": {"@id": "newsread:accessed", "@type": "http://www.w3.org/2001/XMLSchema#date"},
        "method": "newsread:method",
        "renaming": "newsread:renaming",
        "forms": {"@id": "newsread:forms", "@container": "@list"},
        "entityType": "newsread:entityType",
    },
)
"""The model's context, and the terms that it lacks."""

_HELD = 1 << 20
"""How many characters of annotations are held in memory; more of them wait in a file till they are counted."""

_SIGN = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    rf"""[A-Za-z][A-Za-z0-9+.\-]*:
    (?: // (?:(?:{_SIGN}|:)*@)? {_SIGN}* (?::[0-9]*)? (?:/(?:{_SIGN}|[:@])*)*
      | /? (?:(?:{_SIGN}|[:@])+ (?:/(?:{_SIGN}|[:@])*)*)? )
    (?:\?(?:{_SIGN}|[:@/?])*)? (?:\#(?:{_SIGN}|[:@/?])*)?""",
    re.VERBOSE,
)
"""RFC 3986, section 3, without addresses in brackets: the model's identifiers must be such."""
_HASH = re.compile("[0-9a-f]{64}")


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write a collection whose one page holds all annotations, one a line; offsets are code points of the text.

    Verdicts and decisions are `assessing`, marks `classifying`, answers on counterparts `linking`, those on names
    `identifying`. An article is known by its address, else by the hash of its text.
    """
    with SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", errors="backslashreplace", newline="") as aside:
        total, ids = 0, sha256()
        for annotation in _annotations(snapshot):
            aside.write((",\n" if total else "\n") + encoded(annotation))
            ids.update(str(annotation["id"]).encode())
            total += 1
        collection = uuid5(NAMESPACE_URL, f"urn:newsread:collection:{ids.hexdigest()}")
        page = uuid5(collection, "first page")
        head: _Json = {
            "@context": CONTEXT,
            "id": _urn(collection),
            "type": "AnnotationCollection",
            "label": snapshot.workspace,
            "generator": {"type": "Software", "name": f"newsread {snapshot.version}"},
            "total": total,
            "last": _urn(page),
        }
        first: _Json = {
            "id": _urn(page),
            "type": "AnnotationPage",
            "partOf": {"id": _urn(collection), "type": "AnnotationCollection"},
            "startIndex": 0,
        }
        file.write(f'{_open(head)},\n"first": {_open(first)},\n"items": [')
        aside.seek(0)
        copyfileobj(aside, file)
        file.write("\n]}}\n")


def _open(fields: _Json) -> str:
    """Return an object without its end, a field a line."""
    return "{" + ",\n".join(f"{encoded(name)}: {encoded(value)}" for name, value in fields.items())


def _annotations(snapshot: Snapshot) -> Iterator[_Json]:
    linked = {name for link in snapshot.links for name in (link.one.article, link.other.article)}
    articles: dict[str, Listed] = {}
    for part in snapshot.parts:
        if part.article.id in linked:
            articles[part.article.id] = part.article
        for said in part.said:
            yield _said(said, part.article)
        for record in _names(part):
            yield _answer(record, {part.article.id: part.article})
    for link in snapshot.links:
        yield _answer(link.record, articles)


def _names(part: Part) -> Iterator[Record]:
    """Give the answers that stand on what names mean."""
    last = {(record.claim, record.slot): record for record in part.records if record.naming}
    return (record for record in last.values() if record.stands)


def _said(said: Annotation | Marking, article: Listed) -> _Json:
    target = _words(article, said.start, said.end, said, said.sha256)
    own: _Json = {
        "claim": _urn(said.claim),
        "group": said.group and _urn(said.group),
        "found": None if said.found else False,
        "surroundings": SURROUNDINGS_CHANGED if said.surroundings_changed else None,
    }
    if isinstance(said, Marking):
        bodies = [*_text("classifying", said.mark), *_text("commenting", said.note)]
        return _annotation(said, "classifying", bodies, target) | _given(own)
    bodies = [
        *_text("classifying", said.verdict or ""),
        *_text("commenting", said.note),
        *map(_evidence, said.evidence),
    ]
    own |= {
        "aspect": said.aspect,
        "inheritedFrom": said.inherited_from and _urn(said.inherited_from),
        "judged": None if said.judged is None else list(map(_urn, said.judged)),
        "conflicts": list(map(_urn, said.conflicts)) or None,
        "saidOf": said.said_of or None,
        "withdrawn": None if said.verdict else True,
    }
    return _annotation(said, "assessing", bodies, target) | _given(own)


def _answer(record: Record, articles: Mapping[str, Listed]) -> _Json:
    """Return an answer to what was suggested, on the words as they were when it was recorded."""
    target = _anchored(record.article, record.anchor, articles)
    own: _Json = {"claim": _urn(record.claim), "method": (record.linked and record.linked.method) or None}
    bodies = [*_answered(record, articles), *_text("commenting", record.note)]
    return _annotation(record, "linking" if record.linked else "identifying", bodies, target) | _given(own)


def _answered(record: Record, articles: Mapping[str, Listed]) -> Iterator[_Json]:
    if linked := record.linked:
        yield {**_anchored(linked.article, linked.anchor, articles), "purpose": "linking"}
        yield from _text("classifying", THE_SAME_CLAIM if linked.same else ANOTHER_CLAIM)
    if naming := record.naming:
        own: _Json = {"renaming": naming.kind, "forms": naming.forms, "entityType": naming.label or None}
        yield from (body | _given(own) for body in _text("identifying", ", ".join(naming.forms)))


def _annotation(said: Annotation | Marking | Record, motivation: str, bodies: list[_Json], target: _Json) -> _Json:
    return {
        "id": _urn(said.id),
        "type": "Annotation",
        "motivation": motivation,
        "created": instant_to_json(said.at),
        "creator": {"type": "Person", "name": said.by},
        **({"body": bodies} if bodies else {}),
        "target": target,
    }


def _text(purpose: str, value: str) -> list[_Json]:
    """Return a body with this text, or none without it."""
    return [{"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}] if value else []


def _evidence(evidence: Evidence) -> _Json:
    quoted: list[_Json] = [{"type": "TextQuoteSelector", "exact": evidence.quote}] if evidence.quote else []
    if evidence.url:
        uri = _uri(evidence.url)
        source: object = uri if uri == evidence.url else {"id": uri, "url": evidence.url}
        selector = quoted
    else:
        name = evidence.article or ""
        source = {"id": _article_urn(name), "article": name}
        selector = [*quoted, {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}]
    accessed = evidence.accessed and evidence.accessed.isoformat()
    return {"type": "SpecificResource", "purpose": "linking", "source": source} | _given(
        {"selector": selector or None, "accessed": accessed}
    )


def _anchored(article_id: str, anchor: Anchor, articles: Mapping[str, Listed]) -> _Json:
    article = articles.get(article_id) or Listed(article_id, heading=article_id)
    words = _words(article, anchor.start, anchor.end, anchor, anchor.sha256)
    sentence = list(anchor.sentence) if anchor.sentence else None
    known: _Json = {"once": anchor.once or None, "sentence": sentence, "repeated": list(anchor.repeated) or None}
    return words | _given(known)


def _words(article: Listed, start: int, end: int, held: Annotation | Marking | Anchor, text_hash: str) -> _Json:
    """Return a span of an article, whose text had this hash when the words stood there."""
    quoted: _Json = {"exact": held.quote, "prefix": held.prefix or None, "suffix": held.suffix or None}
    return {
        "type": "SpecificResource",
        "source": _source(article, text_hash),
        "selector": [
            {"type": "TextQuoteSelector"} | _given(quoted),
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    } | _given({"sha256": text_hash or None})


def _source(article: Listed, text_hash: str) -> _Json:
    uri = _uri(article.url) if article.url else ""
    known: _Json = {
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.declared("byline"),
        "published": article.declared("published"),
        "url": article.url if article.url != uri else None,
    }
    by_hash = HASH_URN + text_hash if _HASH.fullmatch(text_hash) else _article_urn(article.id)
    return {"id": uri or by_hash, "type": "Text"} | _given(known)


def _given(fields: Mapping[str, object]) -> _Json:
    return {name: value for name, value in fields.items() if value is not None}


def _urn(record_id: UUID) -> str:
    return f"{ID_URN}{record_id}"


def _article_urn(article_id: str) -> str:
    return ARTICLE_URN + escaped(article_id, safe="", errors="surrogatepass")


def _uri(address: str) -> str:
    """Return a web address as a URI: as it is, or escaped; what is no address becomes a name."""
    if _URI.fullmatch(address):
        return address
    uri = escaped(address, safe=":/?#@!$&'()*+,;=~%", errors="surrogatepass")
    return uri if _URI.fullmatch(uri) else ADDRESS_URN + escaped(address, safe="", errors="surrogatepass")


FORMAT = Format(
    "w3c",
    ".jsonld",
    "Web Annotations in JSON-LD, for annotation tools and archives",
    Offsets.CODE_POINTS,
    as_utf8(write),
    (
        Loss(Field.GUESSED),
        Loss(Field.WITHDRAWN, "kept, and not read back"),
        Loss(Field.CLAIM, BEGINS_ANEW, begins_anew),
        Loss(Field.HISTORY),
        Loss(Field.OTHER_WORDS, "read back as given on these words"),
    ),
    read,
)
