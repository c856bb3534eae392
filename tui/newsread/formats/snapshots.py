"""A snapshot taken: what stands of all claims, article by article. Pure but for what its iterables do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID

from newsread._version import __version__
from newsread.annotations.anchoring.placing import Hold, Placement
from newsread.annotations.groups import Groups, Link, Words
from newsread.annotations.records import DECIDED, SAID, Record, Slot
from newsread.annotations.sentence_states import PlacedClaim, placement
from newsread.annotations.shared_claims import shared_claims
from newsread.annotations.state import Claim
from newsread.articles.article import Article
from newsread.formats.final import conflicts, final_part
from newsread.formats.snapshot import Annotation, Listed, Marking, Part, Snapshot


def snapshot(  # noqa: PLR0913 - one argument for each choice
    workspace: str,
    articles: Sequence[Article],
    claims: Iterable[Claim],
    *,
    links: Sequence[Link] = (),
    withdrawn: bool = False,
    final: bool = False,
) -> Snapshot:
    """Return what stands of these claims, and of these links between claims, of any number of annotators.

    Articles that have claims and are not among the articles are listed behind them, by their id alone.
    Withdrawn verdicts are left out, unless asked for; with `final` all but one verdict for each claim is.
    """
    texts = {article.id: article for article in articles}
    of_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_article[claim.article].append(claim)
    taker = Taker(links, withdrawn=withdrawn, final=final)
    return Snapshot(
        version=__version__,
        workspace=workspace,
        parts=tuple(
            taker.part(article, texts.get(article), of_article.get(article, ()))
            for article in [*texts, *sorted(of_article.keys() - texts.keys())]
        ),
        links=() if final else of_any(links, texts.keys()),
    )


def of_any(links: Iterable[Link], articles: Iterable[str]) -> tuple[Link, ...]:
    """Return the links that have an end in any of the articles."""
    ids = set(articles)
    return tuple(link for link in links if not ids.isdisjoint((link.one.article, link.other.article)))


class Taker:
    """Takes the part of one article after the other, under the same links."""

    def __init__(self, links: Iterable[Link], *, withdrawn: bool, final: bool = False) -> None:
        """Take verdicts that were withdrawn, too, or leave them out; or only the `final` ones, one for each claim."""
        self._groups = _groups(links)
        self._withdrawn = withdrawn
        self._final = final

    def part(self, article_id: str, article: Article | None, claims: Iterable[Claim]) -> Part:
        """Return what stands of an article, of which these are the claims of all annotators; None for a missing one."""
        annotations: list[Annotation] = []
        marks: list[Marking] = []
        recorded: list[Record] = []
        found: list[PlacedClaim] = []
        waiting: list[Claim] = []
        for claim in claims:
            recorded += claim.history
            common = _common(claim, article)
            if common["found"]:
                found.append(PlacedClaim(claim, common["start"], common["end"]))
            else:
                waiting.append(claim)
            common["group"] = _group(common, self._groups)
            annotations += _annotations(claim, common, withdrawn=self._withdrawn)
            if (record := claim.standing(Slot.MARK)) and record.mark:
                marks.append(Marking(**common, **_of(record, claim, Slot.MARK), mark=record.mark))
        contradicted = conflicts(shared_claims(found))
        annotations = [replace(said, conflicts=contradicted.get(said.id, said.conflicts)) for said in annotations]
        part = Part(
            _listed(article) if article else Listed(article_id, heading=article_id),
            article.text if article else None,
            tuple(
                sorted(
                    annotations,
                    key=lambda said: (said.start, said.end, said.judged is not None, said.by, said.aspect, said.claim),
                )
            ),
            tuple(sorted(marks, key=lambda said: (said.start, said.end, said.by, said.at))),
            _others(recorded, chain[Annotation | Marking](annotations, marks)),
        )
        return final_part(part, found, waiting) if self._final else part


def _others(recorded: Iterable[Record], told: Iterable[Annotation | Marking]) -> tuple[Record, ...]:
    """Return the records that stand in the history of nothing that is told."""
    shown = {record.id for said in told for record in said.history}
    return tuple(sorted((record for record in recorded if record.id not in shown), key=lambda record: record.id))


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
        guessed=source.guessed,
    )


def _common(claim: Claim, article: Article | None) -> dict[str, Any]:
    held = placement(claim, article.text, article.sha256) if article else Placement(Hold.ORPHAN, None)
    anchor = claim.anchor
    start, end, sha256, quote = anchor.start, anchor.end, anchor.sha256, anchor.quote
    if article and held.certain and held.span:
        start, end = held.span
        sha256 = article.sha256
        quote = article.text[start:end]
    return {
        "article": claim.article,
        "start": start,
        "end": end,
        "sha256": sha256,
        "quote": quote,
        "found": held.certain,
        "surroundings_changed": held.surroundings_changed,
        "gone": article is not None and claim.missing_in == article.sha256,
        "by": claim.by,
        "claim": claim.id,
        "prefix": claim.anchor.prefix,
        "suffix": claim.anchor.suffix,
    }


def _of(record: Record, claim: Claim, slot: Slot) -> dict[str, Any]:
    return {
        "id": record.id,
        "at": record.at,
        "note": record.note,
        "history": tuple(said for said in claim.history if said.slot in {slot, Slot.MARK, Slot.PLACE}),
    }


def _annotations(claim: Claim, common: dict[str, Any], *, withdrawn: bool) -> Iterator[Annotation]:
    for slot in SAID:
        last = claim.last.get(slot)
        apart = claim.made_apart(slot)
        for record in apart or ((last,) if last and last.id not in claim.replaced else ()):
            if not record.aspect or not (record.stands or withdrawn):
                continue
            yield Annotation(
                **common,
                **_of(record, claim, slot),
                verdict=record.verdict,
                aspect=record.aspect,
                evidence=record.evidence,
                said_of="" if _same_words(record, claim) else record.anchor.quote,
                judged=record.judged if slot in DECIDED.values() else None,
                inherited_from=record.inherited_from,
                conflicts=tuple(other.id for other in apart if other.verdict is not record.verdict),
            )


def _same_words(record: Record, claim: Claim) -> bool:
    return record.anchor.quote.split() == claim.anchor.quote.split()
