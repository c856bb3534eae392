"""ClaimReview in JSON-LD: drafts of what fact-checkers publish, each with what it still lacks.

The type is https://schema.org/ClaimReview; what is required, and that a claim has less than 75 characters, is of
https://developers.google.com/search/docs/appearance/structured-data/factcheck.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from newsread.annotations.fields import instant_to_json
from newsread.annotations.records import Aspect, Evidence, Verdict
from newsread.annotations.store.safe_json import encoded
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.loss import Field, Loss
from newsread.formats.snapshot import Annotation, Listed, Marking, Part, Snapshot

_Json = dict[str, object]

CONTEXT = ("https://schema.org", {"missing": None})
"""What is missing is a remark for the publisher, and for no program."""

_LONGEST_CLAIM = 74
"""In characters."""
_BEST, _WORST = 5, 1


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write one draft for all verdicts on the content of the same words; a decision stands for those it is on.

    Only *verified* has a number: *disputed* and *unverifiable* are states of the evidence. Where annotators differ
    and nobody has decided, the draft has no rating. `missing` lists what a publisher must add.
    """
    file.write(f'{{"@context": {encoded(CONTEXT)},\n"@graph": [')
    separator = "\n"
    for part in snapshot.parts:
        for agreed in _by_words(part):
            draft = encoded(_draft(agreed, part.article), indent=2)
            file.write(separator + draft.replace("<", "\\u003c"))  # a draft goes into a script of a page
            separator = ",\n"
    file.write("\n]}\n")


def _by_words(part: Part) -> list[list[Annotation]]:
    """Return the verdicts on the content, those on the same words together; of what is decided, the decisions."""
    every = [said for said in part.annotations if said.verdict and said.aspect is Aspect.CONTENT]
    decisions = [said for said in every if said.judged is not None]
    decided_on = {judged for decision in decisions for judged in decision.judged or ()}
    decided = {(decision.start, decision.end) for decision in decisions}
    by_words: defaultdict[tuple[int, int], list[Annotation]] = defaultdict(list)
    for said in every:
        words = (said.start, said.end)
        if said.judged is not None or not (said.id in decided_on or words in decided):
            by_words[words].append(said)
    return [by_words[words] for words in sorted(by_words)]


def _draft(said: Sequence[Annotation], article: Listed) -> _Json:
    first = said[0]
    agreed = {each.verdict for each in said}
    return {
        "@type": "ClaimReview",
        "missing": [*_missing(said)],
        "identifier": _one_or_all([f"urn:uuid:{each.id}" for each in said]),
        "claimReviewed": _shortened(first.quote),
        "author": _one_or_all([{"@type": "Person", "name": name} for name in dict.fromkeys(each.by for each in said)]),
        "dateCreated": instant_to_json(max(each.at for each in said)),
        **({"reviewRating": _rating(first.verdict, said)} if first.verdict and len(agreed) == 1 else {}),
        "itemReviewed": {"@type": "Claim", "text": first.quote, "appearance": _appearance(article)},
        **_given({"citation": [_citation(piece) for piece in dict.fromkeys(_evidence(said))]}),
    }


def _missing(said: Sequence[Annotation]) -> Iterator[str]:
    yield "url: the address of the page on which this check is published"
    if _shortened(said[0].quote) != _on_a_line(said[0].quote):
        yield f"claimReviewed: the claim in less than {_LONGEST_CLAIM + 1} characters; this is how its words begin"
    if len({each.verdict for each in said}) > 1:
        found = "; ".join(f"{each.by} says {each.verdict}{_because(each.note)}" for each in said)
        yield f"reviewRating: a decision, since annotators differ: {found}"
    if any(each.conflicts for each in said):
        yield "reviewRating: that somebody settles it; verdicts or decisions contradict each other"
    if not all(each.found for each in said):
        yield "itemReviewed: words that stand in the article as it is now; these are not found in it"
    if any(each.surroundings_changed for each in said):
        yield "itemReviewed: that somebody confirms the words; the text beside them has changed since"


def _because(note: str) -> str:
    return f" ({note})" if note else ""


def _rating(verdict: Verdict, said: Sequence[Annotation]) -> _Json:
    number: _Json = {"ratingValue": _BEST, "bestRating": _BEST, "worstRating": _WORST}
    return {
        "@type": "Rating",
        "alternateName": verdict.capitalize(),
        **(number if verdict is Verdict.VERIFIED else {}),
        **_given({"ratingExplanation": "\n\n".join(dict.fromkeys(each.note for each in said if each.note))}),
    }


def _on_a_line(quote: str) -> str:
    return " ".join(quote.split())


def _shortened(quote: str) -> str:
    """Return the words on one line, and of too many the beginning."""
    line = _on_a_line(quote)
    if len(line) <= _LONGEST_CLAIM:
        return line
    cut = line[: _LONGEST_CLAIM - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _appearance(article: Listed) -> _Json:
    return {
        "@type": "NewsArticle",
        "identifier": article.id,
        **_given(
            {
                "headline": article.title,
                "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
                "creditText": article.declared("byline"),
                "datePublished": article.declared("published"),
                "url": article.url,
            }
        ),
    }


def _evidence(said: Sequence[Annotation]) -> Iterator[Evidence]:
    return (piece for each in said for piece in each.evidence)


def _citation(evidence: Evidence) -> _Json:
    where = {"url": evidence.url, "identifier": evidence.article, "text": evidence.quote}
    return {"@type": "CreativeWork", **_given(where)}


def _one_or_all(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _given(fields: Mapping[str, object]) -> _Json:
    return {name: value for name, value in fields.items() if value}


def _has_no_draft(said: Annotation | Marking) -> bool:
    return isinstance(said, Marking) or not said.verdict or said.aspect is not Aspect.CONTENT


FORMAT = Format(
    "claimreview",
    ".claimreview.json",
    "drafts of ClaimReview for publishers, each with what it still lacks",
    Offsets.NONE,
    as_utf8(write),
    (
        Loss(Field.GUESSED),
        Loss(Field.TEXT_HASH),
        Loss(Field.CONTEXT),
        Loss(Field.NOT_FOUND, "listed among what is missing"),
        Loss(Field.SURROUNDINGS, "listed among what is missing"),
        Loss(Field.CONFLICTS, "listed among what is missing"),
        Loss(Field.TIME, "the last one where several say the same"),
        Loss(Field.CLAIM),
        Loss(Field.STATEMENT),
        Loss(Field.WITHDRAWN),
        Loss(Field.DECISION, "in place of the verdicts that they are on"),
        Loss(Field.NOTE, of=_has_no_draft),
        Loss(Field.EVIDENCE, "told as citations, without places and days"),
        Loss(Field.MARK),
        Loss(Field.SPREAD, "told as given on these words"),
        Loss(Field.OTHER_WORDS, "told as given on these words"),
        Loss(Field.HISTORY),
        Loss(Field.GROUP, "a draft for each of their claims"),
        Loss(Field.LINK),
        Loss(Field.NAME),
    ),
)
