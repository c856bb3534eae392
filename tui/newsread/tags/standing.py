"""Where a reader stands with each sentence of an article: what they have said of it, if anything."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from newsread.articles.sentences import Sentence
from newsread.tags.placing import Hold, Placement, place
from newsread.tags.records import SAID, Mark, Record, Verdict
from newsread.tags.state import Claim


@dataclass(frozen=True)
class Standing:
    """What one annotator says of one sentence, over all their claims that overlap it.

    Where several do, the claim last spoken of is the one told here.
    """

    content: Record | None = None
    statement: Record | None = None
    mark: Record | None = None
    decided_content: Record | None = None
    decided_statement: Record | None = None

    @property
    def unseen(self) -> bool:
        """Whether nothing has been said of the sentence, neither a verdict nor a mark nor a decision."""
        return not self.said

    @property
    def said(self) -> tuple[Record, ...]:
        """The records that hold, content first."""
        every = (self.content, self.statement, self.mark, self.decided_content, self.decided_statement)
        return tuple(record for record in every if record)

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


def placement(claim: Claim, text: str, sha256: str) -> Placement:
    """Return how the claim holds on to its words in the text with this hash; a person may have found them missing."""
    if claim.missing_in == sha256:
        return Placement(Hold.ORPHAN, None)
    return place(claim.anchor, text, sha256)


def placed(claims: Iterable[Claim], text: str, sha256: str) -> list[PlacedClaim]:
    """Return the claims whose words stand in the text beyond doubt, and where."""
    found = ((claim, placement(claim, text, sha256)) for claim in claims)
    return [PlacedClaim(claim, *held.span) for claim, held in found if held.certain and held.span]


def standings(sentences: Sequence[Sentence], placed: Iterable[PlacedClaim]) -> list[Standing]:
    """Return one standing for each sentence."""
    claims_of: dict[int, list[Claim]] = {}
    ends = [sentence.end for sentence in sentences]
    for each in placed:
        index = bisect_left(ends, each.start + 1)
        while index < len(sentences) and sentences[index].start < each.end:
            claims_of.setdefault(index, []).append(each.claim)
            index += 1
    nothing = Standing()
    return [_standing(claims_of[i]) if i in claims_of else nothing for i in range(len(sentences))]


def _standing(claims: Sequence[Claim]) -> Standing:
    return Standing(*(_latest(claim.standing(slot) for claim in claims) for slot in SAID))


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
