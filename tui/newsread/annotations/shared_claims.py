"""Which claims of several annotators are about the same words. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from newsread.annotations.records import Aspect, Record, Slot
from newsread.annotations.sentence_states import PlacedClaim
from newsread.annotations.state import Claim


class _Span(NamedTuple):
    """A span of one text, half-open in code points."""

    start: int
    end: int

    def overlap(self, other: "_Span") -> int:
        return min(self.end, other.end) - max(self.start, other.start)

    def has_the_same_words_as(self, other: "_Span") -> bool:
        return 2 * self.overlap(other) >= min(self.end - self.start, other.end - other.start)

    def likeness(self, other: "_Span") -> float:
        """Return the share of the two spans' words that they have in common."""
        return self.overlap(other) / (max(self.end, other.end) - min(self.start, other.start))


@dataclass(frozen=True)
class Shared:
    """Claims about the same words of one article, of one annotator or several."""

    article: str
    start: int
    """Where the first of the claims begins and the last one ends, half-open in code points."""
    end: int
    claims: tuple[PlacedClaim, ...]
    """By place; at the same place by id."""
    waits: bool = False
    """Whether any of them waits for its place in the present text; then the span may be one of an earlier text."""

    @property
    def words(self) -> str:
        """The words of the longest of the claims."""
        return max(self.claims, key=lambda placed: placed.end - placed.start).claim.anchor.quote

    @property
    def ids(self) -> frozenset[UUID]:
        """The ids of the claims."""
        return frozenset(placed.claim.id for placed in self.claims)

    @property
    def annotators(self) -> frozenset[str]:
        """The names of all who made any of the claims."""
        return frozenset(placed.claim.by for placed in self.claims)

    def verdicts(self, aspect: Aspect) -> Mapping[str, Record]:
        """Return each annotator's verdict on the aspect, by the annotators' names.

        Of several claims of one annotator that agree it is the latest. Who contradicts themselves is left
        out: `contradicting` names them.
        """
        return {by: records[-1] for by, records in self._records(aspect) if _verdicts(records) == 1}

    def contradicting(self, aspect: Aspect) -> tuple[str, ...]:
        """Return the annotators whose own claims have different verdicts on the aspect, by name."""
        return tuple(by for by, records in self._records(aspect) if _verdicts(records) > 1)

    def differ(self, aspect: Aspect) -> bool:
        """Return whether at least two annotators have verdicts on the aspect that are not all the same."""
        return _verdicts(self.verdicts(aspect).values()) > 1

    def apart(self, slot: Slot) -> Mapping[str, tuple[Record, ...]]:
        """Return the records in a slot that contradict each other on the very same words, by their annotator's name.

        They were made without seeing each other, as on two machines: see `lineage`. Which of them counts is for the
        annotator to say.
        """
        places: defaultdict[tuple[str, int, int], list[Record]] = defaultdict(list)
        for placed in self.claims:
            places[placed.claim.by, placed.start, placed.end] += _last(placed.claim, slot)
        found: dict[str, tuple[Record, ...]] = {}
        for (by, _, _), records in sorted(places.items()):
            if _verdicts(records) > 1:
                found[by] = (*found.get(by, ()), *sorted(records, key=attrgetter("id")))
        return found

    def _records(self, aspect: Aspect) -> list[tuple[str, list[Record]]]:
        """Return each annotator's standing verdicts, oldest first."""
        records: defaultdict[str, list[Record]] = defaultdict(list)
        for placed in self.claims:
            if last := _last(placed.claim, Slot(aspect)):
                records[placed.claim.by] += last
        return [(by, sorted(said, key=attrgetter("id"))) for by, said in sorted(records.items())]


def _last(claim: Claim, slot: Slot) -> tuple[Record, ...]:
    """Return the record that stands in a slot, or those that were made apart and do not agree."""
    standing = claim.standing(slot)
    return claim.made_apart(slot) or ((standing,) if standing else ())


def shared_while_waiting(
    found: Sequence[PlacedClaim], suggested: Sequence[PlacedClaim], waiting: Iterable[Claim]
) -> list[Shared]:
    """Return the claims about the same words of which any waits for its place, without those that all are found.

    `found` have their certain place in the present text, `suggested` are those that wait and have one place that may be
    theirs, `waiting` are all that wait. Where the present text says nothing, two claims are compared in an earlier text
    that both were made on.
    """
    waiting = list(waiting)
    names = {claim.id for claim in waiting}
    every = shared_claims((*found, *suggested))
    here = [shared for shared in every if names & shared.ids and len(shared.annotators) > 1]
    rest = [claim for claim in waiting if not any(claim.id in shared.ids for shared in here)]
    texts: defaultdict[tuple[str, str], list[PlacedClaim]] = defaultdict(list)
    for claim in (*waiting, *(placed.claim for placed in found)):
        spans = {record.anchor.sha256: record.anchor for record in claim.history}
        for sha256, anchor in spans.items():
            texts[claim.article, sha256].append(PlacedClaim(claim, anchor.start, anchor.end))
    lost = {claim.id: (claim.article, claim.anchor.sha256) for claim in rest}
    before = (shared for text in sorted(set(lost.values())) for shared in shared_claims(texts[text]))
    earlier = [each for each in before if lost.keys() & each.ids and len(each.annotators) > 1]
    return [replace(shared, waits=True) for shared in (*here, *earlier)]


def shared_claims(placed: Iterable[PlacedClaim]) -> list[Shared]:
    """Return all claims of which anything stands, those about the same words together, by article and place.

    Two claims are about the same words when they overlap by at least half of the shorter one. In what is
    returned that holds between *any* two claims of one Shared, so that no chain of overlaps can glue a
    paragraph together. Where a claim could belong to either of two others, what is most alike is joined first:
    pairs are taken by the share of their words that they have in common, equal ones by place. Neither the order
    of the claims nor who made them plays a part.

    The time is that of sorting, and beyond it grows only with how many different spans overlap each other.
    """
    articles: defaultdict[str, defaultdict[_Span, list[PlacedClaim]]] = defaultdict(lambda: defaultdict(list))
    for each in placed:
        if any(each.claim.standing(slot) for slot in Slot):
            articles[each.claim.article][_Span(each.start, each.end)].append(each)
    return [
        Shared(
            article,
            min(span.start for span in spans),
            max(span.end for span in spans),
            tuple(each for span in spans for each in sorted(claims_at[span], key=_id)),
        )
        for article, claims_at in sorted(articles.items())
        for spans in _about_the_same(claims_at)
    ]


_id = attrgetter("claim.id")


def _about_the_same(spans: Collection[_Span]) -> list[list[_Span]]:
    """Return the spans in groups, every two of a group with the same words; all in the order of the text."""
    group_of = {span: [span] for span in spans}
    for one, other in sorted(_alike(sorted(spans)), key=lambda pair: (-pair[0].likeness(pair[1]), pair)):
        first, second = group_of[one], group_of[other]
        if first is not second and all(a.has_the_same_words_as(b) for a in first for b in second):
            first.extend(second)
            group_of.update((span, first) for span in second)
    once = {id(group): sorted(group) for group in group_of.values()}
    return sorted(once.values())


def _alike(spans: Sequence[_Span]) -> Iterator[tuple[_Span, _Span]]:
    """Yield every two of the sorted spans that have the same words."""
    reaching: list[_Span] = []
    for span in spans:
        reaching = [earlier for earlier in reaching if earlier.end > span.start]
        yield from ((earlier, span) for earlier in reaching if earlier.has_the_same_words_as(span))
        reaching.append(span)


def _verdicts(records: Iterable[Record]) -> int:
    """Return how many different verdicts there are."""
    return len({record.verdict for record in records})
