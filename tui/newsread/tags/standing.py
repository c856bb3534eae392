"""Where a reader stands with each sentence of an article: what they have said of it, if anything."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from newsread.articles.sentences import Sentence
from newsread.tags.records import Mark, Record, Slot, Verdict
from newsread.tags.state import Claim


@dataclass(frozen=True)
class Standing:
    """What one annotator says of one sentence, over all their claims that overlap it.

    Where several do, the claim last spoken of is the one told here.
    """

    content: Record | None = None
    statement: Record | None = None
    mark: Record | None = None

    @property
    def unseen(self) -> bool:
        """Whether nothing has been said of the sentence, neither a verdict nor a mark."""
        return not (self.content or self.statement or self.mark)

    @property
    def said(self) -> tuple[Record, ...]:
        """The records that hold, content first."""
        return tuple(record for record in (self.content, self.statement, self.mark) if record)

    @property
    def said_last(self) -> Record | None:
        """Of the records that hold, the latest."""
        return _latest(self.said)


@dataclass(frozen=True)
class PlacedClaim:
    """A claim and where its words stand in the article's text now, half-open in code points."""

    claim: Claim
    start: int
    end: int


def standings(sentences: Sequence[Sentence], placed: Iterable[PlacedClaim]) -> list[Standing]:
    """Return one standing for each sentence."""
    claims_of: dict[int, list[Claim]] = {}
    ends = [sentence.end for sentence in sentences]
    for place in placed:
        index = bisect_left(ends, place.start + 1)
        while index < len(sentences) and sentences[index].start < place.end:
            claims_of.setdefault(index, []).append(place.claim)
            index += 1
    nothing = Standing()
    return [_standing(claims_of[i]) if i in claims_of else nothing for i in range(len(sentences))]


def _standing(claims: Sequence[Claim]) -> Standing:
    return Standing(
        content=_latest(claim.standing(Slot.CONTENT) for claim in claims),
        statement=_latest(claim.standing(Slot.STATEMENT) for claim in claims),
        mark=_latest(claim.standing(Slot.MARK) for claim in claims),
    )


def _latest(records: Iterable[Record | None]) -> Record | None:
    return max((record for record in records if record), key=attrgetter("id"), default=None)


@dataclass(frozen=True)
class Progress:
    """How far a reader is with an article, counted in the sentences that may carry a claim."""

    verdicts: Counter[Verdict]
    to_check: int
    unseen: int
    claims: int

    @classmethod
    def of(cls, sentences: Sequence[Sentence], standings: Sequence[Standing]) -> "Progress":
        """Count the standings; verdicts are those on the content."""
        verdicts: Counter[Verdict] = Counter()
        to_check = unseen = claims = 0
        for sentence, standing in zip(sentences, standings, strict=True):
            verdicts.update(_verdict(standing.content))
            to_check += standing.mark is not None and standing.mark.mark is Mark.TO_CHECK
            unseen += sentence.claim and standing.unseen
            claims += sentence.claim or not standing.unseen
        return cls(verdicts, to_check, unseen, claims)


def _verdict(content: Record | None) -> Iterator[Verdict]:
    if content and content.verdict:
        yield content.verdict
