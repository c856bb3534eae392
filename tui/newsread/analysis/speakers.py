"""Whom the words that name a speaker refer to: a name, a pronoun, an office (“the president”).

A pronoun refers to the most salient entity before it: every mention in the last sentences gives its entity weight by
its part in the clause, halved with each sentence (Lappin and Leass 1994, "An Algorithm for Pronominal Anaphora
Resolution"), and one that has just spoken weighs most. Words inside quotations are another's and do not count.
*She* is nobody whom the text speaks of as a man, and nobody named where two may be meant as well.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from newsread.analysis.clauses import SUBJECTS, Clauses, is_pronoun
from newsread.analysis.cues import OFFICES, PERSONS, SPEAKING
from newsread.analysis.document import Document
from newsread.analysis.entities import Mention
from newsread.analysis.gender import Gender, genders, of_word
from newsread.analysis.quotation import Speaker

_NAMES = frozenset(["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"])
_PEOPLE = frozenset(["PERSON"])
_BODIES = frozenset(["ORG", "GPE"])
_GROUPS = frozenset(["ORG", "NORP"])

_SPOKE, _SUBJECT, _OWNER, _OBJECT, _ELSE = 160.0, 80.0, 60.0, 50.0, 40.0
_SENTENCES_BACK = 6
_MOST_REFERENCES = 60
_CLEARLY = 2.0
"""Times by which one must outweigh another of the same sentence for a pronoun to mean the one and not the other."""

_ONE_PERSON = frozenset(["he", "she"])


class _Reference(NamedTuple):
    """A place where an entity, or somebody without a name (""), stands in the report's own voice."""

    start: int
    sentence: int
    entity: str
    kind: str
    weight: float
    gender: Gender | None
    """By the word alone: *she*, *a woman*."""


class Speakers:
    """The entities that a document's own voice speaks of, in the order of its text."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], clauses: Clauses, quoted: Callable[[int], bool]
    ) -> None:
        self._document = document
        self._clauses = clauses
        self._quoted = quoted
        self._mentions = sorted((m for m in mentions if m.label in _NAMES), key=lambda m: (m.start, m.end))
        self._starts = [mention.start for mention in self._mentions]
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._titles: dict[str, str] = {}
        """The office that a person's title names, by entity."""
        self._holders: dict[str, str] = {}
        """The one that was last spoken of with an office, by office."""
        self._genders = genders(document, self._mentions, quoted)
        self._references: list[_Reference] = []
        self._resolved: dict[int, str] = {}
        self._read()

    def mention_at(self, place: int) -> Mention | None:
        """Return the name that a place lies in."""
        number = bisect_right(self._starts, place) - 1
        if number >= 0 and place < self._mentions[number].end:
            return self._mentions[number]
        return None

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the names that begin in a stretch."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of_mention(self, mention: Mention) -> Speaker:
        """Return a name as a speaker."""
        return Speaker(mention.start, mention.end, mention.entity)

    def named(self, head: int) -> Speaker:
        """Return the speaker that a noun or pronoun, known by its number, is the head of."""
        tokens = self._document.tokens
        token = tokens[head]
        if token.tag == "WP" or (token.tag == "WDT" and token.pos == "PRON"):
            for _, above in self._clauses.ancestors(head):
                if tokens[above].dep in {"relcl", "acl"}:
                    return self.named(tokens[above].head) if tokens[above].head != head else self._plain(head)
            return self._plain(head)
        mention = self.mention_at(token.start)
        if mention is None:
            mention = self._name_beside(head)
        return self.of_mention(mention) if mention else self._plain(head)

    def _plain(self, head: int) -> Speaker:
        first, last = self._clauses.noun_phrase(head)
        tokens = self._document.tokens
        return Speaker(tokens[first].start, tokens[last].end, self._resolved.get(head, ""))

    def _name_beside(self, head: int) -> Mention | None:
        """Return the person that stands in apposition to a noun: “the minister, Andrii Sybiha”."""
        token = self._document.tokens[head]
        if token.pos not in {"NOUN", "PROPN"}:
            return None
        for child in self._clauses.children(head, "appos", "compound", "nmod"):
            mention = self.mention_at(self._document.tokens[child].start)
            if mention and mention.label in _PEOPLE:
                return mention
        following = head + 1
        if following < len(self._document.tokens) and token.lemma.lower() in OFFICES:
            mention = self.mention_at(self._document.tokens[following].start)
            if mention and mention.label in _PEOPLE and mention.start == self._document.tokens[following].start:
                return mention
        return None

    def _read(self) -> None:
        """Walk through the text once, so that what a pronoun refers to is known to those after it."""
        tokens = self._document.tokens
        self._titles = dict(self._titled())
        at = 0
        for number, token in enumerate(tokens):
            if self._quoted(token.start):
                continue
            while at < len(self._mentions) and self._mentions[at].end <= token.start:
                at += 1
            mention = self._mentions[at] if at < len(self._mentions) else None
            if mention and mention.start <= token.start:
                if number + 1 == len(tokens) or tokens[number + 1].start >= mention.end:
                    head = self._head(number, mention)
                    self._note(head, mention.entity, mention.label)
                continue
            entity = self._refer(number)
            if entity is not None:
                if entity:
                    self._resolved[number] = entity
                self._note(number, entity, "PERSON" if self._is_one_person(number) else "NORP")

    def _head(self, number: int, mention: Mention) -> int:
        """Return the word of a name that the rest of it depends on, the last one's."""
        tokens = self._document.tokens
        for _, above in self._clauses.ancestors(number):
            if not mention.start <= tokens[above].start < mention.end:
                break
            number = above
        return number

    def _is_one_person(self, number: int) -> bool:
        return self._clauses.word(number) in _ONE_PERSON or self._document.tokens[number].tag == "NN"

    def _titled(self) -> Iterator[tuple[str, str]]:
        tokens = self._document.tokens
        for number, token in enumerate(tokens):
            lemma = token.lemma.lower()
            if lemma not in OFFICES or self.mention_at(token.start):
                continue
            mention = None
            if number + 1 < len(tokens) and token.tag.startswith("NN"):
                mention = self.mention_at(tokens[number + 1].start)
            if not mention or mention.label not in _PEOPLE:
                mention = self._name_beside(number)
            if not mention and token.dep == "appos":
                mention = self.mention_at(tokens[token.head].start)
            if mention and mention.label in _PEOPLE:
                yield mention.entity, lemma

    def _refer(self, number: int) -> str | None:
        """Return the entity that a word refers to, "" for somebody without a name, None where it refers to nothing."""
        token = self._document.tokens[number]
        if is_pronoun(token):
            return self._refer_by_pronoun(number)
        lemma = token.lemma.lower()
        if token.tag == "NNS" and token.dep in SUBJECTS:
            return ""
        if token.tag != "NN" or lemma not in PERSONS:
            return None
        if lemma in OFFICES and self._is_definite(number):
            return self._office(token.start, lemma)
        return "" if token.dep in SUBJECTS and not self._name_beside(number) else None

    def _refer_by_pronoun(self, number: int) -> str | None:
        start, word = self._document.tokens[number].start, self._clauses.word(number)
        if word in _ONE_PERSON:
            return self._one_person(start, of_word(word))
        if word == "it" and self._speaks(number):  # else it is seldom anybody
            return self._most_salient(start, self._candidates(start, _BODIES))
        return (self._most_salient(start, self._candidates(start, _GROUPS)) or "") if word == "they" else None

    def _is_definite(self, number: int) -> bool:
        return any(self._clauses.word(child) == "the" for child in self._clauses.children(number, "det"))

    def _office(self, place: int, office: str) -> str | None:
        """Return who holds an office: the last one with that title, else the most salient one without any."""
        candidates = self._candidates(place, _PEOPLE, of_word(office))
        untitled = [each for each in candidates if each.entity not in self._titles]
        return self._holders.get(office) or self._most_salient(place, untitled)

    def _one_person(self, place: int, gender: Gender | None) -> str | None:
        """Return whom *he* or *she* means; "" where it may as well be another who stands beside that one."""
        candidates = self._candidates(place, _PEOPLE, gender)
        weights = self._weights(place, candidates)
        best = self._most_salient(place, candidates)
        if not best or best in self._genders:
            return best
        sentence = next(each.sentence for each in candidates if each.entity == best)
        beside = dict.fromkeys(each.entity for each in candidates if each.sentence == sentence and each.entity != best)
        rivals = [entity for entity in beside if weights[entity] * _CLEARLY >= weights[best]]
        known = [entity for entity in rivals if entity in self._genders]
        return max(known, key=lambda entity: weights[entity], default="") if rivals else best

    def _candidates(self, place: int, labels: frozenset[str], gender: Gender | None = None) -> list[_Reference]:
        """Return whom a word at a place may refer to, the last one first; nobody of another gender."""
        sentence = self._sentence(place)
        last = self._references[-1 : -_MOST_REFERENCES - 1 : -1]
        near = takewhile(lambda reference: sentence - reference.sentence <= _SENTENCES_BACK, last)
        return [each for each in near if each.kind in labels and (not gender or self._gender(each) in {None, gender})]

    def _gender(self, reference: _Reference) -> Gender | None:
        return self._genders.get(reference.entity) if reference.entity else reference.gender

    def _weights(self, place: int, candidates: Sequence[_Reference]) -> dict[str, float]:
        sentence = self._sentence(place)
        weights: dict[str, float] = {}
        for each in candidates:
            weights[each.entity] = weights.get(each.entity, 0.0) + each.weight / 2 ** (sentence - each.sentence)
        return weights

    def _most_salient(self, place: int, candidates: Sequence[_Reference]) -> str | None:
        weights = self._weights(place, candidates)
        return max(weights, key=lambda entity: weights[entity], default=None)

    def _note(self, number: int, entity: str, kind: str) -> None:
        token = self._document.tokens[number]
        if entity in self._titles:
            self._holders[self._titles[entity]] = entity
        gender = None if self.mention_at(token.start) else of_word(self._clauses.word(number))
        if entity and gender:  # as what a pronoun or an office has spoken of somebody
            self._genders.setdefault(entity, gender)
        self._references.append(
            _Reference(token.start, self._sentence(token.start), entity, kind, self._weight(number), gender)
        )

    def _weight(self, number: int) -> float:
        token = self._document.tokens[number]
        if token.dep in SUBJECTS:
            if self._speaks(number):
                return _SPOKE
            above = self._document.tokens[token.head]
            return _ELSE if above.dep in {"ccomp", "relcl", "acl"} else _SUBJECT
        if token.dep == "pobj" and self._clauses.word(max(0, token.head - 1)) == "according":
            return _SPOKE
        return {"poss": _OWNER, "dobj": _OBJECT}.get(token.dep, _ELSE)

    def _speaks(self, number: int) -> bool:
        token = self._document.tokens[number]
        return token.dep == "nsubj" and self._document.tokens[token.head].lemma in SPEAKING

    def _sentence(self, place: int) -> int:
        return bisect_right(self._sentence_starts, place)
