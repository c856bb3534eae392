"""What stands at one moment, in the shape that every format writes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from newsread import __version__
from newsread.articles.article import Article
from newsread.printable import printable
from newsread.tags.groups import Groups, Link, Words
from newsread.tags.placing import Hold, Placement
from newsread.tags.records import DECIDED, SAID, Aspect, Evidence, Mark, Record, Slot, Verdict
from newsread.tags.standing import placement
from newsread.tags.state import Claim


@dataclass(frozen=True)
class Listed:
    """An article as far as formats tell of it. Of a missing one only the id is known."""

    id: str
    heading: str
    """The title, or the first words in its place; for people, never for another program."""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class _Said:
    """What annotations and marks have in common: who said it, when, and of which words."""

    article: str
    start: int
    """Where the words stand in the text as it is now; when they are not `found` for certain, where they stood."""
    end: int
    quote: str
    found: bool
    gone: bool
    """Whether a person has settled that the words are no longer in the text as it is now."""
    by: str
    at: datetime
    note: str
    group: UUID | None
    """The group of claims in several articles that the annotator has confirmed to be one, if it is in any."""


@dataclass(frozen=True)
class Annotation(_Said):
    """The verdict of one annotator on one aspect of a claim, or a decision; None when it was withdrawn."""

    prefix: str
    suffix: str
    verdict: Verdict | None
    aspect: Aspect
    evidence: tuple[Evidence, ...]
    claim: UUID
    said_of: str
    """The words that it was given on, where the claim has been placed on others since; else empty."""
    judged: tuple[UUID, ...] | None
    """The records of the verdicts that it decides on; None for a verdict of one's own."""
    inherited_from: UUID | None
    """The record on words of another article that was spread to these; None for a verdict given here."""
    history: tuple[Record, ...]
    """What was said of the same, with the marks of the claim and where its words were found, oldest first."""


@dataclass(frozen=True)
class Marking(_Said):
    """A mark that stands."""

    mark: Mark


@dataclass(frozen=True)
class Snapshot:
    """What stands at one moment. Articles keep their order; what was said goes by article and place."""

    version: str
    workspace: str
    made: datetime
    articles: tuple[Listed, ...]
    annotations: tuple[Annotation, ...]
    marks: tuple[Marking, ...]
    links: tuple[Link, ...] = ()
    """The answers whether claims of two articles are one, with an end in any of the articles."""
    unread: tuple[str, ...] = ()
    """What of the tags could not be read, a sentence for each."""

    @property
    def problems(self) -> list[str]:
        """What a reader of the export must know and its format may not say: one sentence for each claim."""
        lost = {
            (said.article, said.start, said.end, said.by): said
            for said in chain[_Said](self.annotations, self.marks)
            if not (said.found or said.gone)
        }
        return [
            *self.unread,
            *(
                f"{printable(said.article)}: what {printable(said.by)} tagged at {said.start} to {said.end} is "
                "not found for certain in the article as it is now; the place given is the one recorded with the tag, "
                "until it is settled in the list of claims."
                for said in lost.values()
            ),
        ]


def snapshot(  # noqa: PLR0913 - each of them is a part of what a snapshot shows
    workspace: str,
    articles: Sequence[Article],
    claims: Iterable[Claim],
    made: datetime,
    *,
    links: Sequence[Link] = (),
    withdrawn: bool = False,
) -> Snapshot:
    """Return what stands of these claims, and of these links between claims, of any number of annotators.

    Articles that have claims and are not among the articles are listed behind them, by their id alone.
    Withdrawn verdicts are left out, unless asked for.
    """
    texts = {article.id: article for article in articles}
    claims = list(claims)
    missing = sorted({claim.article for claim in claims} - texts.keys())
    places = {article: place for place, article in enumerate([*texts, *missing])}
    annotations: list[Annotation] = []
    marks: list[Marking] = []
    groups = _groups(links)
    for claim in claims:
        common = _common(claim, texts.get(claim.article))
        common["group"] = _group(common, groups)
        annotations += _annotations(claim, common, withdrawn)
        if (record := claim.standing(Slot.MARK)) and record.mark:
            marks.append(Marking(**common, at=record.at, note=record.note, mark=record.mark))
    return Snapshot(
        version=__version__,
        workspace=workspace,
        made=made,
        articles=(*map(_listed, articles), *(Listed(article, heading=article) for article in missing)),
        annotations=tuple(
            sorted(
                annotations,
                key=lambda said: (
                    places[said.article],
                    said.start,
                    said.end,
                    said.judged is not None,
                    said.by,
                    said.aspect,
                    said.claim,
                ),
            )
        ),
        marks=tuple(sorted(marks, key=lambda said: (places[said.article], said.start, said.end, said.by, said.at))),
        links=tuple(link for link in links if not texts.keys().isdisjoint((link.one.article, link.other.article))),
    )


def _groups(links: Iterable[Link]) -> Mapping[str, Groups]:
    """Return each annotator's groups, by name; of those who have any."""
    by_annotator: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_annotator[link.record.by].append(link)
    return {by: Groups(of_one) for by, of_one in by_annotator.items()}


def _group(common: Mapping[str, Any], groups: Mapping[str, Groups]) -> UUID | None:
    of_annotator = groups.get(common["by"])
    if not (of_annotator and common["found"]):
        return None
    group = of_annotator.of(Words(common["article"], common["start"], common["end"]))
    return group.id if group else None


def _listed(article: Article) -> Listed:
    source = article.source
    return Listed(
        id=article.id,
        heading=article.heading,
        title=source.title,
        outlet=source.outlet,
        byline=source.byline,
        published=source.published,
        url=source.url,
        sha256=article.sha256,
    )


def _common(claim: Claim, article: Article | None) -> dict[str, Any]:
    held = placement(claim, article.text, article.sha256) if article else Placement(Hold.ORPHAN, None)
    start, end = held.span if held.certain and held.span else (claim.anchor.start, claim.anchor.end)
    return {
        "article": claim.article,
        "start": start,
        "end": end,
        "quote": claim.anchor.quote,
        "found": held.certain,
        "gone": article is not None and claim.missing_in == article.sha256,
        "by": claim.by,
    }


def _annotations(claim: Claim, common: dict[str, Any], withdrawn: bool) -> Iterator[Annotation]:
    for slot in SAID:
        record = claim.last.get(slot)
        if record and record.aspect and (record.stands or withdrawn):
            yield Annotation(
                **common,
                at=record.at,
                note=record.note,
                prefix=claim.anchor.prefix,
                suffix=claim.anchor.suffix,
                verdict=record.verdict,
                aspect=record.aspect,
                evidence=record.evidence,
                claim=claim.id,
                said_of="" if _same_words(record, claim) else record.anchor.quote,
                judged=record.judged if slot in DECIDED.values() else None,
                inherited_from=record.inherited_from,
                history=tuple(said for said in claim.history if said.slot in {slot, Slot.MARK, Slot.PLACE}),
            )


def _same_words(record: Record, claim: Claim) -> bool:
    return record.anchor.quote.split() == claim.anchor.quote.split()
