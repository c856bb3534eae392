"""What was said of some words as one JSON object, for tools whose labels cannot say all of it, and read back.

Such a tool shows labels and lets people change them; the object travels along unseen. So of both that come back, what
the tool shows is what holds.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from newsread.annotations import fields
from newsread.annotations.fields import instant_to_json
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict, evidence_from_json, evidence_to_json
from newsread.errors import NewsreadError
from newsread.formats.imported import Told
from newsread.formats.json_reading import is_object, of_entry
from newsread.formats.loss import BEGINS_ANEW, Field, Loss, begins_anew
from newsread.formats.snapshot import Annotation, Listed, Marking

LABELS: dict[str, Verdict | Mark] = {str(label): label for label in (*Verdict, *Mark)}
"""The labels for people, by their words: the verdicts, and after them the marks."""

LOSSES = (
    Loss(Field.MISSING_ARTICLE, "left out with what was said of them"),
    Loss(Field.NOT_FOUND),
    Loss(Field.SURROUNDINGS),
    Loss(Field.CONFLICTS),
    Loss(Field.WITHDRAWN),
    Loss(Field.DECISION, "left out where they were taken back", lambda said: not label_of(said)),
    Loss(Field.CLAIM, BEGINS_ANEW, begins_anew),
    Loss(Field.CONTEXT, "left out, as the whole text is there"),
    Loss(Field.OTHER_WORDS, "told as given on these words"),
    Loss(Field.HISTORY),
    Loss(Field.LINK, "kept only as groups of tagged claims"),
    Loss(Field.NAME),
)
"""What is lost on labels in a text, and such an object beside each."""


def label_of(said: Annotation | Marking | Told) -> Verdict | Mark | None:
    """Return the verdict or the mark; None for what was taken back."""
    if isinstance(said, Annotation):
        return said.verdict
    return said.mark if isinstance(said, Marking) else said.verdict or said.mark


def has_label(said: Annotation | Marking) -> bool:
    """Whether it can stand in the text as it is now: its words are found, and it was not taken back."""
    return said.found and label_of(said) is not None


def labelled(label: str) -> dict[str, Any]:
    """Return what a label says, as fields of what is told. Raises NewsreadError for one that is not of `LABELS`."""
    meant = LABELS.get(label)
    if meant is None:
        raise NewsreadError(
            f"has the label {label[:80]!r}, which is neither a verdict nor a mark: remove it, or rename it to one of "
            f"{', '.join(LABELS)}."
        )
    return {"verdict": meant} if isinstance(meant, Verdict) else {"mark": meant}


def article_to_json(article: Listed) -> dict[str, str]:
    """Return what is known of an article, by names of which none is missing: some tools want them in every row."""
    return {
        "article": article.id,
        "title": article.title or "",
        "outlet": article.outlet or "",
        "byline": article.marked("byline", article.byline),
        "published": article.marked("published", article.published),
        "url": article.url or "",
        "sha256": article.sha256 or "",
    }


def said_to_json(said: Annotation | Marking, text: str) -> dict[str, object]:
    """Return all that was said, absent where empty; the quoted words only where they are not those of the text."""
    held: dict[str, object] = {"start": said.start, "end": said.end}
    if isinstance(said, Marking):
        held["mark"] = said.mark
    else:
        held |= {"verdict": said.verdict, "aspect": said.aspect}
    given = {
        "note": said.note,
        "by": said.by,
        "at": instant_to_json(said.at),
        "id": str(said.id),
        "claim": str(said.claim),
        "group": str(said.group or ""),
        "quote": said.quote if said.quote != text[said.start : said.end] else "",
    }
    if isinstance(said, Annotation):
        given["inherited_from"] = str(said.inherited_from or "")
        held |= {"evidence": list(map(evidence_to_json, said.evidence))} if said.evidence else {}
        held |= {"judged": list(map(str, said.judged))} if said.judged is not None else {}
    return held | {name: value for name, value in given.items() if value}


def _evidence(value: object) -> tuple[Evidence, ...]:
    try:
        return evidence_from_json(value)
    except NewsreadError as error:
        raise ValueError(str(error).rstrip(".")) from error


_FIELDS: dict[str, Callable[[Any], object]] = {
    "start": fields.number,
    "end": fields.number,
    "verdict": Verdict,
    "aspect": Aspect,
    "mark": Mark,
    "note": fields.text,
    "by": fields.text,
    "at": fields.instant_from_json,
    "id": fields.uuid,
    "claim": fields.uuid,
    "group": fields.uuid,
    "quote": fields.text,
    "inherited_from": fields.uuid,
    "evidence": _evidence,
    "judged": fields.uuids,
}


def told_from_json(value: object) -> Told:
    """Return what `said_to_json` made an object of. Raises NewsreadError where a field cannot be used."""
    entry = is_object(value)
    known: dict[str, Any] = {name: of_entry(entry, name, read) for name, read in _FIELDS.items() if name in entry}
    return Told(**{"start": 0, "end": 0} | known)


def as_shown(shown: Told, written: Told | None) -> Told:
    """Return what a tool shows, with all that was written beside it where that still says the same.

    What a person changed there is a saying of its own, without time and id. It keeps who said it and why, and as long
    as its words are the same also its claim, in which it revises what was written.
    """
    if written is None:
        return shown
    if _shown_of(shown) == _shown_of(written):
        return replace(
            written,
            article=shown.article,
            text=shown.text,
            sha256=shown.sha256,
            quote=written.quote or shown.quote,
        )
    same_words = (shown.start, shown.end) == (written.start, written.end)
    return replace(
        shown,
        by=written.by,
        evidence=written.evidence,
        revises=written.id if same_words else None,
        claim=written.claim if same_words else None,
        group=written.group if same_words else None,
        judged=None if shown.judged is None else written.judged or (),
    )


def _shown_of(told: Told) -> tuple[object, ...]:
    return told.start, told.end, label_of(told), told.aspect, told.note, told.judged is None


def words_at(text: object, start: int, end: int) -> str:
    """Return the words at a place of a text; empty where it has no such place."""
    return text[start:end] if isinstance(text, str) and 0 <= start < end <= len(text) else ""
