"""What becomes of a claim on which annotators have verdicts: they agree, somebody has decided, or it is open. Pure.

Nothing is decided here: a claim counts as decided only where a person's decision is on the verdicts that are there now
and where no other person has decided otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from newsread.annotations.records import DECIDED, Aspect, Record, Slot, Verdict
from newsread.annotations.shared_claims import Shared


@dataclass(frozen=True)
class Outcome:
    """How it stands with one aspect of the claims about the same words."""

    shared: Shared
    aspect: Aspect

    @cached_property
    def votes(self) -> Mapping[str, tuple[Record, ...]]:
        """Each annotator's verdict, by name; of one who contradicts themselves on the very same words all of them.

        Who has different verdicts on words of different length is left out, as in `Shared.verdicts`.
        """
        one = {by: (record,) for by, record in self.shared.verdicts(self.aspect).items()}
        return dict(sorted((one | dict(self.shared.apart(Slot(self.aspect)))).items()))

    @cached_property
    def decisions(self) -> tuple[Record, ...]:
        """The decisions that stand, oldest first, without those that a later decision was made on."""
        slot = DECIDED[self.aspect]
        standing = [record for placed in self.shared.claims if (record := placed.claim.standing(slot))]
        apart = [record for records in self.shared.apart(slot).values() for record in records if record.stands]
        every = {record.id: record for record in (*standing, *apart)}
        judged = {name for record in every.values() for name in record.judged}
        return tuple(every[name] for name in sorted(every) if name not in judged)

    @property
    def is_contested(self) -> bool:
        """Whether the verdicts are not all the same."""
        return len({record.verdict for records in self.votes.values() for record in records}) > 1

    @property
    def is_contradicted(self) -> bool:
        """Whether decisions contradict each other, so that none of them counts."""
        return len({record.verdict for record in self.decisions}) > 1

    @property
    def is_apart(self) -> bool:
        """Whether an annotator has verdicts or decisions on the same words that were made without seeing each other."""
        return any(map(self.shared.apart, (Slot(self.aspect), DECIDED[self.aspect])))

    @property
    def is_in_question(self) -> bool:
        """Whether there is or was something to decide: verdicts or decisions that are not all the same."""
        return len({record.verdict for record in (*self._votes, *self.decisions)}) > 1

    @cached_property
    def decided(self) -> Verdict | None:
        """The verdict that was decided, if the decision is on all the verdicts that are there now."""
        if not self.decisions or self.is_contradicted:
            return None
        holds = any(self._is_on_all(decision) for decision in self.decisions)
        return self.decisions[-1].verdict if holds else None

    @property
    def final(self) -> Verdict | None:
        """The one verdict: what was decided or else what all annotators say; None where it is open."""
        if self.decisions:
            return self.decided
        verdicts = {record.verdict for record in self._votes}
        return verdicts.pop() if len(verdicts) == 1 else None

    @property
    def is_open(self) -> bool:
        """Whether there is something to decide, and it is not decided."""
        return self.is_in_question and self.decided is None

    @property
    def _votes(self) -> Iterable[Record]:
        return [record for records in self.votes.values() for record in records]

    def _is_on_all(self, decision: Record) -> bool:
        """Whether no annotator has another verdict than those that the decision is on.

        A decision that names no verdicts, as one from another tool, is on all that were given before it.
        """
        every = (record for placed in self.shared.claims for record in placed.claim.history)
        judged = {(record.by, record.verdict) for record in every if record.id in decision.judged}
        return all(
            (vote.by, vote.verdict) in judged or (not decision.judged and vote.id < decision.id) for vote in self._votes
        )


def outcomes(shared: Iterable[Shared], aspect: Aspect) -> list[Outcome]:
    """Return how it stands with an aspect of each of the claims that any verdict or decision is on."""
    every = (Outcome(each, aspect) for each in shared)
    return [each for each in every if each.votes or each.decisions]


@dataclass(frozen=True)
class Decided:
    """How far it has come with what is to be decided."""

    decided: int
    every: int
    """All on which verdicts or decisions are not the same, decided or open."""

    @classmethod
    def of(cls, found: Iterable[Outcome]) -> "Decided":
        """Count the claims on which there is something to decide."""
        questions = [each for each in found if each.is_in_question]
        return cls(sum(not each.is_open for each in questions), len(questions))

    def __str__(self) -> str:
        """Return it in words: `20 of 23 decided`."""
        return f"{self.decided:,} of {self.every:,} decided"
