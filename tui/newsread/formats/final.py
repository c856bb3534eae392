"""One final verdict for each claim and aspect: what all annotators say, or what was decided. Pure.

What is open is left out and counted. With the verdict of one annotator only, that is the final one; `annotators` tells
how many it rests on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from newsread.annotations.decisions import outcomes
from newsread.annotations.records import DECIDED, Aspect, Slot
from newsread.annotations.sentence_states import PlacedClaim
from newsread.annotations.shared_claims import Shared, shared_claims
from newsread.annotations.state import Claim
from newsread.formats.snapshot import Annotation, Part


def final_part(part: Part, found: Iterable[PlacedClaim], waiting: Iterable[Claim]) -> Part:
    """Return an article's part with its final verdicts only.

    `found` are the claims of all annotators that have their certain place, `waiting` the others. Of those with a
    verdict each is one that is left out.
    """
    by_id = {said.id: said for said in part.annotations}
    final: list[Annotation] = []
    undecided = sum(any(map(claim.standing, _SLOTS)) for claim in waiting)
    for shared in shared_claims(found):
        for aspect in Aspect:
            for outcome in outcomes(_apart_by_words(shared, aspect), aspect):
                if outcome.final is None:
                    undecided += 1
                    continue
                [*_, record] = outcome.decisions or [records[0] for records in reversed([*outcome.votes.values()])]
                final.append(replace(by_id[record.id], annotators=tuple(outcome.votes)))
    ordered = sorted(final, key=lambda said: (said.start, said.end, said.aspect, said.claim))
    return replace(part, annotations=tuple(ordered), marks=(), records=(), undecided=undecided)


_SLOTS = (*map(Slot, Aspect), *DECIDED.values())


def _apart_by_words(shared: Shared, aspect: Aspect) -> Iterator[Shared]:
    """Yield the claims about the same words; where an annotator has several, those on exactly the same words."""
    slots = (Slot(aspect), DECIDED[aspect])
    claims = [placed for placed in shared.claims if any(map(placed.claim.standing, slots))]
    spans: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for placed in claims:
        if placed.claim.standing(Slot(aspect)):
            spans[placed.claim.by].add((placed.start, placed.end))
    if all(len(of_one) == 1 for of_one in spans.values()):
        yield shared
        return
    for start, end in sorted({(placed.start, placed.end) for placed in claims}):
        yield replace(shared, start=start, end=end, claims=_on(claims, start, end))


def _on(claims: Sequence[PlacedClaim], start: int, end: int) -> tuple[PlacedClaim, ...]:
    return tuple(placed for placed in claims if (placed.start, placed.end) == (start, end))


def conflicts(shared: Iterable[Shared]) -> dict[UUID, tuple[UUID, ...]]:
    """Return for each record that contradicts others the ids of those: see `Outcome.is_contradicted` and `is_apart`."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    for each in shared:
        for aspect in Aspect:
            groups = [
                *(each.apart(Slot(aspect)).values()),
                *(each.apart(DECIDED[aspect]).values()),
                *(outcome.decisions for outcome in outcomes([each], aspect) if outcome.is_contradicted),
            ]
            for records in groups:
                for record in records:
                    others = (one.id for one in records if one.verdict is not record.verdict)
                    found[record.id] = tuple(dict.fromkeys((*found.get(record.id, ()), *others)))
    return found
