"""Where a reader stands with each sentence of an article: what they have said of it, if anything."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import overload

from newsread.annotations.anchoring.placing import Hold, Placement, place
from newsread.annotations.records import SAID, Action, Mark, Record, Verdict
from newsread.annotations.state import Claim
from newsread.articles.sentences import Sentence


@dataclass(frozen=True)
class Standing:
    """What one annotator says of one sentence, over all their claims that overlap it.

    A claim on exactly the sentence is told before those on other words; of several the one last spoken of.
    """

    content: Record | None = None
    statement: Record | None = None
    mark: Record | None = None
    decided_content: Record | None = None
    decided_statement: Record | None = None

    @property
    def unseen(self) -> bool:
        """Whether nothing has been said of the sentence, neither a verdict nor a mark nor a decision."""
        every = (self.content, self.statement, self.mark, self.decided_content, self.decided_statement)
        return every == _NOTHING

    @property
    def said(self) -> tuple[Record, ...]:
        """The records that hold, content first."""
        every = (self.content, self.statement, self.mark, self.decided_content, self.decided_statement)
        return tuple(record for record in every if record)

    @property
    def said_last(self) -> Record | None:
        """Of the records that hold, the latest."""
        return _latest(self.said)

    @property
    def is_no_claim(self) -> bool:
        """Whether it was said last that it is no claim: a verdict says that it is one."""
        last = _latest((self.content, self.statement, self.mark))
        return last is not None and last.mark is Mark.NOT_A_CLAIM


_NOTHING = (None,) * len(SAID)


@dataclass(frozen=True)
class PlacedClaim:
    """A claim and where its words stand in the article's text now, half-open in code points."""

    claim: Claim
    start: int
    end: int
    surroundings_changed: bool = False
    """Whether what is beside the sentence of the words has changed, and nobody has confirmed them since."""


def placement(claim: Claim, text: str, sha256: str) -> Placement:
    """Return how the claim holds on to its words in the text with this hash; a person may have found them missing.

    In a text that it has had before, its words are where they were then.
    """
    if claim.missing_in == sha256:
        return Placement(Hold.ORPHAN, None)
    if claim.anchor.sha256 != sha256:
        said_of_words = (each for each in claim.history if each.action is not Action.REANCHOR and not each.undoes)
        for before in reversed([record.anchor for record in said_of_words]):
            if before.sha256 == sha256 and text.startswith(before.quote, before.start):
                return Placement(Hold.EXACT, (before.start, before.end))
    return place(claim.anchor, text, sha256)


def placed(claims: Iterable[Claim], text: str, sha256: str) -> list[PlacedClaim]:
    """Return the claims whose words stand in the text beyond doubt, and where."""
    found = ((claim, placement(claim, text, sha256)) for claim in claims)
    return [
        PlacedClaim(claim, *held.span, held.surroundings_changed) for claim, held in found if held.certain and held.span
    ]


def suggestions(claims: Iterable[Claim], text: str, sha256: str) -> list[PlacedClaim]:
    """Return the claims that wait for their place and have one place that may be theirs, and where that is."""
    waiting = [(claim, placement(claim, text, sha256)) for claim in claims]
    spans = [(claim, [held.span] if held.span else held.candidates) for claim, held in waiting if not held.certain]
    return [PlacedClaim(claim, *places[0]) for claim, places in spans if len(places) == 1 and places[0]]


class Standings(Sequence[Standing]):
    """One standing for each sentence of a text, worked out anew only where a claim has changed."""

    def __init__(self, sentences: Sequence[Sentence], text: str, sha256: str) -> None:
        self._ends = [sentence.end for sentence in sentences]
        self._starts = [sentence.start for sentence in sentences]
        self._text, self._sha256 = text, sha256
        self._standings = [Standing()] * len(sentences)
        self._known: dict[int, tuple[Claim, range]] = {}
        """Each claim, by its identity as an object, with the numbers of the sentences that it overlaps."""
        self._claims_of: dict[int, list[Claim]] = {}
        self._other_words: dict[int, tuple[Claim, tuple[int, int]]] = {}
        """The claims, again by identity, whose words are not exactly a sentence, and where they stand."""
        self._changed_around: dict[int, Claim] = {}
        """The claims, again by identity, whose surroundings have changed."""

    def __len__(self) -> int:
        return len(self._standings)

    @overload
    def __getitem__(self, number: int) -> Standing: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Standing]: ...
    def __getitem__(self, number: int | slice) -> Standing | Sequence[Standing]:
        return self._standings[number]

    @property
    def unsettled(self) -> int:
        """How many claims, on which something stands, are not found for certain and wait for a person to place them."""
        lost = (claim for claim, sentences in self._known.values() if not sentences)
        return sum(claim.missing_in != self._sha256 and claim.says_anything for claim in lost)

    @property
    def surroundings_changed(self) -> int:
        """How many claims, on which something was recorded, are found and wait for a person to confirm them.

        What is beside their sentences has changed.
        """
        return sum(claim.says_anything for claim in self._changed_around.values())

    @property
    def found(self) -> list[Claim]:
        """The claims whose words are found for certain, in no order."""
        return [claim for claim, sentences in self._known.values() if sentences]

    @property
    def other_words(self) -> list[tuple[int, int]]:
        """Where claims stand, half-open in code points, of which something is said and which are no sentences."""
        return [span for claim, span in self._other_words.values() if claim.said_last]

    def claims_on(self, number: int) -> list[PlacedClaim]:
        """Return the claims of which something is said, with words in a sentence, in the order of the text."""
        said = [claim for claim in self._claims_of.get(number, ()) if claim.said_last]
        return sorted(placed(said, self._text, self._sha256), key=lambda each: (each.start, -each.end, each.claim.id))

    def other_words_of(self, number: int, record: Record) -> tuple[int, int] | None:
        """Return where the words stand that a record on a sentence is on, if they are not exactly the sentence."""
        for claim in self._claims_of.get(number, ()):
            if claim.id == record.claim and (other := self._other_words.get(id(claim))):
                return other[1]
        return None

    def has_changed_around(self, number: int, record: Record) -> bool:
        """Whether what is beside the words of a record on a sentence has changed since, and nobody has confirmed it."""
        claims = self._claims_of.get(number, ()) if self._changed_around else ()
        return any(claim.id == record.claim and id(claim) in self._changed_around for claim in claims)

    def confirmed_on(self, number: int, span: tuple[int, int]) -> tuple[Record, ...]:
        """Return what confirmed exactly these words, of which a sentence has some, as one claim with others."""
        answered = [claim for claim in self._claims_of.get(number, ()) if claim.answers]
        here = (each for each in placed(answered, self._text, self._sha256) if (each.start, each.end) == span)
        return tuple(record for each in here for record in each.claim.answers if record.linked and record.linked.same)

    def on_words(self, number: int, span: tuple[int, int]) -> Standing:
        """Return where the reader stands with exactly these words, which have some in a sentence."""
        return _standing([each.claim for each in self.claims_on(number) if (each.start, each.end) == span])

    def update(self, claims: Iterable[Claim]) -> None:
        """Take these for all the claims that there are. One that is still the same object has not changed."""
        now = {id(claim): claim for claim in claims}
        gone = [known for known in self._known if known not in now]
        new = [claim for known, claim in now.items() if known not in self._known]
        changed: set[int] = set()
        for known in gone:
            claim, sentences = self._known.pop(known)
            self._other_words.pop(known, None)
            self._changed_around.pop(known, None)
            changed.update(sentences)
            for number in sentences:
                self._claims_of[number].remove(claim)
        for claim in new:
            held = placement(claim, self._text, self._sha256)
            span = held.span if held.certain else None
            sentences = self._sentences_on(*span) if span else range(0)
            if held.surroundings_changed:
                self._changed_around[id(claim)] = claim
            self._known[id(claim)] = claim, sentences
            if span and not self._is_a_sentence(*span):
                self._other_words[id(claim)] = claim, span
            changed.update(sentences)
            for number in sentences:
                self._claims_of.setdefault(number, []).append(claim)
        for number in changed:
            self._standings[number] = self._standing_of(number)

    def _standing_of(self, number: int) -> Standing:
        """Return what is said of the very sentence and, where nothing is, of other words that it has a part in."""
        claims = self._claims_of[number]
        own = [claim for claim in claims if id(claim) not in self._other_words]
        of_all = _standing(claims)
        if not own or len(own) == len(claims):
            return of_all
        of_own = _standing(own)
        return Standing(*(getattr(of_own, each.name) or getattr(of_all, each.name) for each in fields(Standing)))

    def _sentences_on(self, start: int, end: int) -> range:
        return range(bisect_left(self._ends, start + 1), bisect_left(self._starts, end))

    def _is_a_sentence(self, start: int, end: int) -> bool:
        number = bisect_left(self._starts, start)
        return number < len(self._starts) and (self._starts[number], self._ends[number]) == (start, end)


def _standing(claims: Sequence[Claim]) -> Standing:
    return Standing(*(_latest(claim.standing(slot) for claim in claims) for slot in SAID))


def _latest(records: Iterable[Record | None]) -> Record | None:
    return max((record for record in records if record), key=attrgetter("id"), default=None)


@dataclass(frozen=True)
class Progress:
    """How far a reader is with an article: verdicts and marks by the claim, the rest by the sentence."""

    verdicts: Counter[Verdict]
    """On content and statement, of claims whose words are found: one on words in three sentences is one verdict."""
    to_check: int
    unseen: int
    """Sentences that may carry a claim, and of which nothing was said."""
    claims: int
    """Sentences that may carry a claim, or of which something was said."""

    @classmethod
    def of(cls, sentences: Sequence[Sentence], standings: Standings) -> "Progress":
        """Count what stands."""
        verdicts = Counter(said for claim in standings.found for said in claim.verdicts)
        to_check = sum(claim.live_mark is Mark.TO_CHECK for claim in standings.found)
        unseen = claims = 0
        for sentence, standing in zip(sentences, standings, strict=True):
            unseen += sentence.claim and standing.unseen
            claims += sentence.claim or not standing.unseen
        return cls(verdicts, to_check, unseen, claims)

    @classmethod
    def of_all(cls, every: "Iterable[Progress]") -> "Progress":
        """Return how far a reader is with several articles together."""
        verdicts: Counter[Verdict] = Counter()
        to_check = unseen = claims = 0
        for each in every:
            verdicts += each.verdicts
            to_check, unseen, claims = to_check + each.to_check, unseen + each.unseen, claims + each.claims
        return cls(verdicts, to_check, unseen, claims)
