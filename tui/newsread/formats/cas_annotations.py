"""Articles as UIMA CASes: text, what was said as spans of a layer of our own, and back.

The layer is a custom span layer of INCEpTION, `webanno.custom.Newsread`; what a span says stands in its features. A
CAS counts UTF-16 units; cassis turns them into code points and back.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from newsread.annotations import fields
from newsread.annotations.checks import shortened
from newsread.annotations.fields import instant_from_json, instant_to_json
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict, evidence_from_json, evidence_to_json
from newsread.annotations.store.safe_json import encoded, parsed
from newsread.errors import NewsreadError
from newsread.formats.imported import Told
from newsread.formats.loss import BEGINS_ANEW, Field, Loss, begins_anew
from newsread.formats.snapshot import Annotation, Marking, Part

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

_MOST_SHOWN = 200
"""How much of a reason is shown, in characters."""
LAYER = "webanno.custom.Newsread"
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_OF_METADATA = ("documentTitle", "documentId", "documentUri")
_FEATURES = (
    "verdict",
    "aspect",
    "mark",
    "note",
    "evidence",
    "by",
    "at",
    "quote",
    "record",
    "claim",
    "group",
    "inheritedFrom",
    "judged",
)

LOSSES = (
    Loss(Field.OUTLET),
    Loss(Field.BYLINE),
    Loss(Field.PUBLISHED),
    Loss(Field.TEXT_HASH),
    Loss(Field.MISSING_ARTICLE, "left out, with all that was said of them"),
    Loss(Field.NOT_FOUND),
    Loss(Field.SURROUNDINGS),
    Loss(Field.CONFLICTS),
    Loss(Field.WITHDRAWN),
    Loss(Field.CLAIM, BEGINS_ANEW, begins_anew),
    Loss(Field.CONTEXT, "read back as it is in the text"),
    Loss(Field.OTHER_WORDS, "told as given on these words"),
    Loss(Field.HISTORY),
    Loss(Field.LINK, "kept only as groups of tagged claims"),
    Loss(Field.NAME),
)


def type_system() -> "TypeSystem":
    """Return the types of such a CAS. Raises NewsreadError where cassis is missing."""
    try:
        from cassis import TypeSystem  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise NewsreadError(
            "The formats cas and cas-xmi need the package dkpro-cassis: pip install 'newsread[cas]'."
        ) from error
    types = TypeSystem()
    layer = types.create_type(LAYER, "uima.tcas.Annotation")
    for name in _FEATURES:
        types.create_feature(layer, name, "uima.cas.String")
    metadata = types.create_type(_METADATA, "uima.tcas.DocumentAnnotation")
    for name in _OF_METADATA:
        types.create_feature(metadata, name, "uima.cas.String")
    return types


def cas_of(part: Part, types: "TypeSystem", text: str) -> "Cas":
    """Return an article, whose text is given as the format can hold it, with the spans of what stands of it."""
    from cassis import Cas  # noqa: PLC0415

    cas = Cas(types)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    article = part.article
    metadata = types.get_type(_METADATA)
    cas.add(
        metadata(
            begin=0,
            end=len(text),
            language="x-unspecified",
            documentTitle=article.title,
            documentId=article.id,
            documentUri=article.url,
        )
    )
    layer = types.get_type(LAYER)
    for said in part.said:
        if said.found and (isinstance(said, Marking) or said.verdict or said.judged is not None):
            cas.add(layer(begin=said.start, end=said.end, **_features(said)))
    return cas


def _features(said: Annotation | Marking) -> dict[str, str | None]:
    told: dict[str, str | None] = {
        "by": said.by,
        "at": instant_to_json(said.at),
        "note": said.note or None,
        "quote": said.quote,
        "record": str(said.id),
        "claim": str(said.claim),
        "group": str(said.group) if said.group else None,
    }
    if isinstance(said, Marking):
        return told | {"mark": said.mark.value}
    return told | {
        "verdict": said.verdict.value if said.verdict else None,
        "aspect": said.aspect.value,
        "evidence": encoded([evidence_to_json(piece) for piece in said.evidence]) if said.evidence else None,
        "inheritedFrom": str(said.inherited_from) if said.inherited_from else None,
        "judged": " ".join(map(str, said.judged)) if said.judged is not None else None,
    }


def named(error: Exception) -> str:
    """Return the kind of an error of cassis and what it says, cut where it repeats too much of the file."""
    what = str(error)
    return f"{type(error).__name__}: {what if len(what) <= _MOST_SHOWN else f'{what[:_MOST_SHOWN]}…'}"


def told_by(cas: "Cas", types: "TypeSystem") -> Iterator[Told]:
    """Give what the spans of our layer say. Raises NewsreadError for a CAS that has none such, or wrong values."""
    if not types.contains_type(LAYER):
        raise NewsreadError(f"has no layer {LAYER}: it was not exported from newsread's own.")
    text = _text_of(cas)
    article = next(filter(None, _known(cas, types, _METADATA, "documentId")), "")
    for span in _in_order(cas):
        try:
            yield _told(span, article, text)
        except (ValueError, OverflowError, RecursionError, NewsreadError) as error:
            why = str(error).rstrip(".")[:_MOST_SHOWN]
            raise NewsreadError(f"has a span at {shortened(span.begin)} that cannot be used: {why}.") from error


def _text_of(cas: "Cas") -> str:
    text = cas.sofa_string
    if text is not None and not isinstance(text, str):
        raise NewsreadError("has something else where the text should be: export it again.")
    return text or ""


def _known(cas: "Cas", types: "TypeSystem", name: str, feature: str) -> list[str]:
    """Return what a feature says, in all structures of a type that have it as a text."""
    found = cas.select(name) if types.contains_type(name) else ()
    return [value for each in found if isinstance(value := getattr(each, feature, None), str)]


def _in_order(cas: "Cas") -> list[Any]:
    """Return the spans of our layer. Raises NewsreadError where their places are none, so that they have no order."""
    try:
        return list(cas.select(LAYER))
    except Exception as error:  # cassis raises whatever comparing the places does
        raise NewsreadError(f"has spans whose places are no whole numbers: {type(error).__name__}.") from error


def _told(span: Any, article: str, text: str) -> Told:
    def feature(name: str) -> str:
        value = getattr(span, name, None)
        return "" if value is None else fields.text(value)

    judged = getattr(span, "judged", None)
    return Told(
        start=fields.number(span.begin),
        end=fields.number(span.end),
        article=article,
        text=text,
        quote=feature("quote"),
        verdict=Verdict(feature("verdict")) if feature("verdict") else None,
        aspect=Aspect(feature("aspect") or Aspect.CONTENT),
        mark=Mark(feature("mark")) if feature("mark") else None,
        note=feature("note"),
        evidence=_evidence(feature("evidence")),
        by=feature("by"),
        at=_at(feature("at")),
        id=_id(feature("record")),
        claim=_id(feature("claim")),
        group=_id(feature("group")),
        inherited_from=_id(feature("inheritedFrom")),
        judged=None if judged is None else tuple(map(UUID, fields.text(judged).split())),
    )


def _evidence(value: str) -> tuple[Evidence, ...]:
    return evidence_from_json(fields.items(parsed(value))) if value else ()


def _at(value: str) -> datetime | None:
    return instant_from_json(value) if value else None


def _id(value: str) -> UUID | None:
    return UUID(value) if value else None
