"""Counterparts: the sentence of another article that tells the same claim, or one related to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from newsread.analysis.document import Document
from newsread.analysis.matching import matches
from newsread.analysis.reasons import Reasons
from newsread.analysis.stories import stories
from newsread.analysis.terms import Terms, terms_of

CONFIRMED = ("confirmed",)
"""Why a counterpart is one that a reader has confirmed or named."""


class Band(StrEnum):
    """What a counterpart tells."""

    SAME = "same"
    RELATED = "related"


class Place(NamedTuple):
    """A span of an article: half-open `[start, end)` in code points of its text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True)
class Counterpart:
    """The sentence of another article that answers to a sentence. The other way round is another question."""

    of: Place
    to: Place
    band: Band
    why: tuple[str, ...]
    """The most telling words and names that they share, in the order of `of`; never none."""


@dataclass(frozen=True)
class Judged:
    """What a reader said of two places of two articles: whether they tell the same claim. It holds both ways."""

    one: Place
    other: Place
    same: bool


def counterparts(documents: Sequence[Document], judged: Sequence[Judged] = ()) -> tuple[Counterpart, ...]:
    """Return for each sentence that may carry a claim, and each other article, its counterpart if there is one.

    A reader's judgement outranks the machine: what was confirmed is given, always as the same, whatever sentence
    it is; what was rejected is never given. Of judgements that contradict each other the last one holds. They mean
    the sentences that their places overlap most. In the order of the documents, their sentences, and the documents.
    """
    judgements = _Judgements(documents, judged)
    claims = [_claims(number, document) for number, document in enumerate(documents)]
    found: dict[tuple[_Sentence, int], Counterpart] = {}
    for story in stories([[claim.terms for claim in those] for those in claims]):
        found |= _in_story([claim for number in story for claim in claims[number]], documents, judgements)
    for of, to in judgements.confirmed:
        found[of, to.document] = Counterpart(_place(documents, of), _place(documents, to), Band.SAME, CONFIRMED)
    return tuple(found[key] for key in sorted(found))


class _Sentence(NamedTuple):
    """A sentence, by the number of its document and its number there."""

    document: int
    number: int


class _Claim(NamedTuple):
    sentence: _Sentence
    place: Place
    terms: Terms


def _claims(number: int, document: Document) -> list[_Claim]:
    return [
        _Claim(_Sentence(number, place), Place(document.id, start, end), terms_of(document, start, end))
        for place, (start, end, may_claim) in enumerate(document.sentences)
        if may_claim
    ]


def _place(documents: Sequence[Document], sentence: _Sentence) -> Place:
    document = documents[sentence.document]
    start, end, _ = document.sentences[sentence.number]
    return Place(document.id, start, end)


def _in_story(
    claims: Sequence[_Claim], documents: Sequence[Document], judgements: "_Judgements"
) -> Iterator[tuple[tuple[_Sentence, int], Counterpart]]:
    terms = [claim.terms for claim in claims]
    numbers = {claim.sentence: number for number, claim in enumerate(claims)}
    rejected = {
        (numbers[one], numbers[other]) for one, other in judgements.rejected if one in numbers and other in numbers
    }
    reasons = Reasons(terms, [documents[claim.sentence.document].text for claim in claims])
    for one, other, same in matches(terms, [claim.sentence.document for claim in claims], rejected):
        of, to = claims[one], claims[other]
        band = Band.SAME if same else Band.RELATED
        why = reasons.between(one, other)
        if why:  # what cannot be explained is not suggested
            yield (of.sentence, to.sentence.document), Counterpart(of.place, to.place, band, why)


class _Judgements:
    """What a reader said, of sentences. Each pair is there both ways round."""

    def __init__(self, documents: Sequence[Document], judged: Sequence[Judged]) -> None:
        self._numbers = {document.id: number for number, document in enumerate(documents)}
        verdicts: dict[tuple[_Sentence, _Sentence], bool] = {}
        for each in judged:
            one, other = (self._sentence(documents, place) for place in (each.one, each.other))
            if one and other and one.document != other.document:
                for pair in ((one, other), (other, one)):
                    verdicts.pop(pair, None)  # so that the last one comes last
                    verdicts[pair] = each.same
        self.confirmed = [pair for pair, same in verdicts.items() if same]
        """In the order in which they were said: of several for one sentence and article the last one holds."""
        self.rejected = {pair for pair, same in verdicts.items() if not same}

    def _sentence(self, documents: Sequence[Document], place: Place) -> _Sentence | None:
        """Return the sentence that a place overlaps most, the first of equals; None where it overlaps none."""
        number = self._numbers.get(place.article)
        if number is None:
            return None
        overlaps = [min(s.end, place.end) - max(s.start, place.start) for s in documents[number].sentences]
        most = max(overlaps, default=0)
        return _Sentence(number, overlaps.index(most)) if most > 0 else None
