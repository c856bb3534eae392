"""A reader who says things of one text, record after record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from hypothesis import strategies as st

from newsread.annotations import commands as sayings
from newsread.annotations import undo
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.annotations.commands import Entry, Judgement
from newsread.annotations.ids import new_id
from newsread.annotations.records import About, Aspect, Evidence, Mark, Record, Slot, Verdict
from newsread.annotations.state import Claim, fold

TEXT = "Two men were captured. He said so on Tuesday. Nobody else has confirmed it."
FIRST, SECOND, THIRD = (0, 22), (23, 45), (46, 75)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass
class Reader:
    """Says things of TEXT and keeps the records; each method returns the new record or None."""

    by: str = "ana"
    article: str = "001.txt"
    text: str = TEXT
    records: list[Record] = field(default_factory=list)

    def tag(
        self,
        span: tuple[int, int],
        verdict: Verdict,
        aspect: Aspect = Aspect.CONTENT,
        *,
        note: str | None = None,
        evidence: tuple[Evidence, ...] | None = None,
    ) -> Record | None:
        judgement = Judgement(verdict, aspect, note, evidence)
        return self._keep(sayings.tag(self.claims, self._entry(span), judgement))

    def spread(self, span: tuple[int, int], source: Record) -> Record | None:
        """Give a verdict, which was given on words of another article, to these too."""
        assert source.verdict
        assert source.aspect
        reasons = source.note or None, source.evidence or None
        judgement = Judgement(source.verdict, source.aspect, *reasons, inherited_from=source.id)
        return self._keep(sayings.tag(self.claims, self._entry(span), judgement))

    def mark(self, span: tuple[int, int], mark: Mark, note: str | None = None) -> Record | None:
        return self._keep(sayings.mark(self.claims, self._entry(span), mark, note))

    def withdraw(self, span: tuple[int, int], slot: About) -> Record | None:
        return self._keep(sayings.withdraw(self.claims, self._entry(span), slot))

    def annotate(self, span: tuple[int, int], note: str) -> Record | None:
        return self._keep(sayings.annotate(self.claims, self._entry(span), note))

    def support(self, span: tuple[int, int], *evidence: Evidence, slot: Slot = Slot.CONTENT) -> Record | None:
        return self._keep(sayings.support(self.claims, self._entry(span), slot, evidence))

    def decide(self, span: tuple[int, int], verdict: Verdict, judged: Sequence[UUID]) -> Record | None:
        return self._keep(sayings.decide(self.claims, self._entry(span), Judgement(verdict), judged))

    def answer(self, span: tuple[int, int], said: Linked | Naming) -> Record | None:
        return self._keep(sayings.answer(self.claims, self._entry(span), said))

    def reanchor(self, span: tuple[int, int], to: tuple[int, int]) -> Record | None:
        claim = self._any_claim(span)
        return self._keep(sayings.reanchor(claim, self._entry(to)) if claim else None)

    def orphan(self, span: tuple[int, int], missing_in: str) -> Record | None:
        claim = self._any_claim(span)
        return self._keep(sayings.orphan(claim, self._entry(span), missing_in) if claim else None)

    def _any_claim(self, span: tuple[int, int]) -> Claim | None:
        there = (claim for claim in self.claims if (claim.anchor.start, claim.anchor.end) == span)
        return next(there, None)

    def undo(self) -> Record | None:
        return self._take_back(undo.Turns(self.records).next_undo)

    def redo(self) -> Record | None:
        return self._take_back(undo.Turns(self.records).next_redo)

    def _take_back(self, record: Record | None) -> Record | None:
        history = [other for other in self.records if record and other.claim == record.claim]
        return self._keep(record and undo.undoing(record, history, new_id(), self._now()))

    @property
    def claims(self) -> list[Claim]:
        return list(fold(self.records).values())

    def claim(self, span: tuple[int, int]) -> Claim:
        [claim] = [claim for claim in self.claims if (claim.anchor.start, claim.anchor.end) == span]
        return claim

    @property
    def standing(self) -> set[tuple[object, ...]]:
        """All that a person could see of what stands."""
        return (
            {
                (claim.id, slot, claim.anchor, record.verdict, record.mark, record.note, record.evidence, record.judged)
                for claim in self.claims
                for slot in Slot
                if (record := claim.standing(slot))
            }
            | {
                (claim.id, claim.anchor, record.linked, record.naming)
                for claim in self.claims
                for record in claim.answers
            }
            | {(claim.id, claim.missing_in) for claim in self.claims if claim.missing_in}
        )

    def _entry(self, span: tuple[int, int]) -> Entry:
        held = anchor.make(self.text, *span, sha256(self.text.encode()).hexdigest())
        return Entry(new_id(), self._now(), self.by, self.article, held)

    def _now(self) -> datetime:
        return NOON + timedelta(seconds=len(self.records))

    def _keep(self, record: Record | None) -> Record | None:
        if record:
            self.records.append(record)
        return record


SOURCE = (Evidence(url="https://example.org/1"),)
OTHER = (Evidence(url="https://example.org/2"),)

ELSEWHERE = "Two soldiers were taken prisoner. The minister denied it. Nobody has confirmed it."
"""The text of another article, 002.txt."""


def linked(words: str, *, same: bool = True, method: str = "") -> Linked:
    """Return the answer that words of ELSEWHERE tell the same claim, or do not."""
    start = ELSEWHERE.index(words)
    held = anchor.make(ELSEWHERE, start, start + len(words), sha256(ELSEWHERE.encode()).hexdigest())
    return Linked("002.txt", held, same, method)


spans = st.sampled_from([FIRST, SECOND, THIRD])
answers = st.builds(
    lambda words, same: linked(words, same=same),
    st.sampled_from(["Two soldiers were taken prisoner.", "The minister denied it."]),
    st.booleans(),
) | st.sampled_from(
    [
        Naming(Renaming.MERGE, ("Zelensky", "Zelenskyy")),
        Naming(Renaming.RETYPE, ("Kyiv Independent",), "ORG"),
        Naming(Renaming.RETYPE, ("Kyiv Independent",), "PERSON"),
        Naming(Renaming.IGNORE, ("Monday",)),
    ]
)
steps = st.one_of(
    st.builds(
        lambda span, verdict, aspect, note: lambda reader: reader.tag(span, verdict, aspect, note=note),
        spans,
        st.sampled_from(Verdict),
        st.sampled_from(Aspect),
        st.none() | st.sampled_from(["", "because", "therefore"]),
    ),
    st.builds(
        lambda span, verdict, evidence: lambda reader: reader.tag(span, verdict, evidence=evidence),
        spans,
        st.sampled_from(Verdict),
        st.sampled_from([(), SOURCE, OTHER]),
    ),
    st.builds(lambda span, mark: lambda reader: reader.mark(span, mark), spans, st.sampled_from(Mark)),
    st.builds(lambda span, slot: lambda reader: reader.withdraw(span, slot), spans, st.sampled_from(Slot)),
    st.builds(lambda span, verdict: lambda reader: reader.decide(span, verdict, []), spans, st.sampled_from(Verdict)),
    st.builds(lambda span, note: lambda reader: reader.annotate(span, note), spans, st.sampled_from(["", "why?"])),
    st.builds(lambda span, said: lambda reader: reader.answer(span, said), spans, answers),
    st.builds(lambda span, said: lambda reader: reader.withdraw(span, said.about), spans, answers),
)
placings = st.one_of(
    st.builds(lambda span, to: lambda reader: reader.reanchor(span, to), spans, spans),
    st.builds(lambda span: lambda reader: reader.orphan(span, "f" * 64), spans),
)
"""What is said of the place of words; said again it may be of another claim at the same place."""
Step = Callable[[Reader], Record | None]
