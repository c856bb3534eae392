"""Why two sentences were found to be alike: the words they share, for a person to read."""

from collections.abc import Sequence
from itertools import pairwise

from newsread.analysis.vectors import rarity
from newsread.analysis.wording import LIGHT_VERBS, Wording
from newsread.analysis.wordnet import SAME_MEANING, Kinship, Word

_MOST_REASONS = 6
_SHORTEST_STEM = 5
_LONGEST_REASON = 60
"""In code points, so that a reason stays a word and never becomes a line."""


class Reasons:
    """Says what sentences of one story share; a word weighs by how rare it is there."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        words = dict.fromkeys(word for wording in wordings for word in wording.content)
        self._rarity = rarity([[word.lemma for word in wording.content] for wording in wordings])
        self._kinship = Kinship(words)
        self._by_beginning: dict[str, list[str]] = {}
        for lemma in dict.fromkeys(word.lemma for word in words):
            self._by_beginning.setdefault(lemma[:_SHORTEST_STEM], []).append(lemma)
        self._known_partners: dict[Word, Sequence[str]] = {}

    def between(self, one: Wording, other: Wording, texts: tuple[str, str]) -> tuple[str, ...]:
        """Return the most telling words and names that two sentences share, in the order of the first.

        They stand as in its text; where the other sentence has another word, as `citizens/nationals`. `texts` are
        those of the two sentences' articles.
        """
        text, text_there = texts
        there = dict(zip((word.lemma for word in other.content), other.spans, strict=True))
        shared: list[tuple[float, int, int, str]] = []
        for word, (start, end) in zip(one.content, one.spans, strict=True):
            if word.lemma in LIGHT_VERBS:
                continue
            if word.lemma in there:
                shared.append((self._rarity[word.lemma], start, end, text[start:end]))
            elif candidates := [lemma for lemma in self._partners(word) if lemma in there]:
                partner = text_there[slice(*there[candidates[0]])]
                shared.append((self._rarity[word.lemma], start, end, f"{text[start:end]}/{partner}"))
        names = _with_names_joined(shared, text)
        telling = sorted(names, key=lambda reason: (-reason[0], reason[1]))[:_MOST_REASONS]
        return tuple(form[:_LONGEST_REASON] for *_, form in sorted(telling, key=lambda reason: reason[1]))

    def _partners(self, word: Word) -> Sequence[str]:
        """Return the other lemmas that say the same in this story, by meaning, closest first, then by their stem."""
        if word not in self._known_partners:
            akin = sorted(self._kinship.of(word).items(), key=lambda found: -found[1])
            by_meaning = [other.lemma for other, closeness in akin if closeness >= SAME_MEANING]
            begins_alike = self._by_beginning.get(word.lemma[:_SHORTEST_STEM], ())
            by_stem = [lemma for lemma in begins_alike if _of_one_stem(word.lemma, lemma)]
            self._known_partners[word] = tuple(dict.fromkeys(by_meaning + by_stem))
        return self._known_partners[word]


def _of_one_stem(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    stem = max(_SHORTEST_STEM, shorter - shorter // 4)
    return shorter >= stem and one[:stem] == other[:stem]


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
