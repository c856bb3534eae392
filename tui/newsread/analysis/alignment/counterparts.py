"""Counterparts: the sentence of another article that makes the same claim, or a related one, with the reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsread.analysis.alignment.clustering import Links, linked
from newsread.analysis.alignment.matching import matches
from newsread.analysis.alignment.terms import LIGHT_VERBS, Terms, terms_of
from newsread.analysis.alignment.vectors import products_with_later, rarity, tf_idf
from newsread.analysis.alignment.wordnet import SAME_MEANING, Kinship, Word
from newsread.analysis.document import Document

_MOST_REASONS = 6
_LONGEST_REASON = 60
"""In code points, so that a reason stays a word and never becomes a line."""


class _Occurrence(NamedTuple):
    """A content word of a sentence at its place in the article's text."""

    lemma: str
    rarity: float
    start: int
    end: int
    form: str


class Reasons:
    """Says what sentences of one story share; a word weighs by how rare it is there."""

    def __init__(self, sentences: Sequence[Terms], texts: Sequence[str]) -> None:
        """Take the sentences and, for each, the text of its article."""
        rare = rarity([[word.lemma for word in each.content] for each in sentences])
        kinship = Kinship(dict.fromkeys(word for each in sentences for word in each.content))

        @cache
        def partners(word: Word) -> list[str]:
            akin = sorted(kinship.of(word).items(), key=lambda found: -found[1])
            return [other.lemma for other, closeness in akin if closeness >= SAME_MEANING]

        self._texts = texts
        self._mentions = [
            [
                _Occurrence(word.lemma, rare[word.lemma], *span, text[slice(*span)])
                for word, span in zip(each.content, each.spans, strict=True)
                if word.lemma not in LIGHT_VERBS
            ]
            for each, text in zip(sentences, texts, strict=True)
        ]
        self._answers = [
            _answers(each, text, [partners(word) for word in each.content])
            for each, text in zip(sentences, texts, strict=True)
        ]

    def between(self, one: int, other: int) -> tuple[str, ...]:
        """Return the most telling words and names that two sentences share, in the order of the first.

        They stand as in its text; where the other sentence has another word, as `citizens/nationals`.
        """
        answers = self._answers[other]
        shared = [
            (each.rarity, each.start, each.end, _both(each.form, answers[each.lemma]))
            for each in self._mentions[one]
            if each.lemma in answers
        ]
        names = _with_names_joined(shared, self._texts[one])
        telling = sorted(names, key=lambda reason: (-reason[0], reason[1]))[:_MOST_REASONS]
        return tuple(form[:_LONGEST_REASON] for *_, form in sorted(telling, key=lambda reason: reason[1]))


def _answers(sentence: Terms, text: str, partners: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the lemmas that a sentence has a word for: "" for its own, `nationals` for one akin."""
    answers = {word.lemma: "" for word in sentence.content}
    for (start, end), akin in zip(sentence.spans, partners, strict=True):
        for lemma in akin:
            answers.setdefault(lemma, text[start:end])
    return answers


def _both(form: str, answer: str) -> str:
    """Return a word with the one that answers to it, once where both look the same: the shooting, were shooting."""
    return form if not answer or form.casefold() == answer.casefold() else f"{form}/{answer}"


def _with_names_joined(shared: Sequence[tuple[float, int, int, str]], text: str) -> list[tuple[float, int, int, str]]:
    """Join neighbours that both begin with a capital: they are one name."""
    joined = list(shared[:1])
    for (*_, before_end, before), (weight, start, end, form) in pairwise(shared):
        name = text[before_end:start] == " " and before[:1].isupper() and form[:1].isupper()
        if name and "/" not in before + form:
            heavier, first, _, words = joined.pop()
            joined.append((max(weight, heavier), first, end, f"{words} {form}"))
        else:
            joined.append((weight, start, end, form))
    return joined


_SAME_STORY = 0.07
"""The average similarity from which articles are one story. Too low does little harm, too high hides counterparts."""
_WORTH_LINKING = 0.02
"""Articles that are less alike share only words of no subject."""


def stories(articles: Sequence[Sequence[Terms]]) -> list[list[int]]:
    """Return the numbers of the articles by story, in ascending order each and all; some stories have one article.

    Articles are compared by TF-IDF over their content words and clustered by average linkage.
    """
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    words = [Counter(word.lemma for sentence in article for word in sentence.content) for article in articles]
    rows = tf_idf(words)
    ones, others, similarities = [np.empty(0, np.intp)], [np.empty(0, np.intp)], [np.empty(0)]
    for one, similarity in enumerate(products_with_later(rows, rows)):
        later = np.flatnonzero(similarity >= _WORTH_LINKING)
        ones.append(np.full(len(later), one))
        others.append(later + one + 1)
        similarities.append(similarity[later])
    links = Links(np.concatenate(ones), np.concatenate(others), np.concatenate(similarities))
    return linked(len(articles), links, _SAME_STORY)


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
