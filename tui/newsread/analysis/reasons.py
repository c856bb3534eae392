"""Why two sentences were found to be alike: the words they share, for a person to read."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsread.analysis.terms import LIGHT_VERBS, Terms
from newsread.analysis.vectors import rarity
from newsread.analysis.wordnet import SAME_MEANING, Kinship, Word

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
