"""Whom the words that name a speaker refer to: a name, a pronoun, an office (“the president”)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from newsread.analysis.clauses import SUBJECTS, Clauses, is_pronoun
from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention
from newsread.analysis.entities.spelling import plain
from newsread.analysis.quotes.cues import OFFICES, PERSONS, SPEAKING
from newsread.analysis.quotes.quotation import Speaker


class Gender(StrEnum):
    """As which somebody is spoken of."""

    FEMALE = "female"
    MALE = "male"


def _words(gender: Gender, listed: str) -> dict[str, Gender]:
    return dict.fromkeys(listed.split(), gender)


_PRONOUNS = _words(Gender.FEMALE, "she her hers herself") | _words(Gender.MALE, "he him his himself")
_TITLES = _words(
    Gender.FEMALE, "mrs ms miss mme madam madame lady dame sister queen princess duchess baroness"
) | _words(Gender.MALE, "mr mister sir lord king prince duke baron father brother pope imam")
_NOUNS = _words(
    Gender.FEMALE,
    """actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess girl grandmother mother
    policewoman princess queen saleswoman sister spokeswoman stateswoman widow wife woman""",
) | _words(
    Gender.MALE,
    """boy brother businessman chairman congressman councilman duke father gentleman grandfather husband king man
    policeman prince salesman serviceman son spokesman statesman uncle widower""",
)

_FIRST_NAMES = _words(
    Gender.FEMALE,
    """abigail agnieszka aisha alice alicia amanda amy ana anastasia angela angelina anna anne annalena annie barbara
    beatrice betty brenda brigitte brittany carol caroline carolyn catherine charlotte cheryl christina christine
    claire claudia cynthia daria deborah debra denise diana diane donna dorothy ekaterina elena eleanor elizabeth
    ella emily emma erica eva fatima florence frances giorgia giulia gloria grace greta hannah heather helen hillary
    ingrid irina iryna isabel isabella jacqueline jane janet janice jennifer jessica joanna joyce judith judy julia
    julie karen katarzyna kate katherine kathleen kathryn kathy katie kateryna kayla khrystyna kimberly larysa laura
    lauren lena linda lisa liz lori lucia lucy ludmila lyudmila magdalena malgorzata manuela margaret maria mariana
    marie mariia marilyn marina mariya marta martha mary maryna megan melania melissa mia michelle monica monika
    nadia nadiya nancy natalia natalie nataliia nataliya natalya nicole oksana olena olga olha olivia pamela patricia
    paula rachel rebecca rosa ruth samantha sandra sara sarah sharon shirley sofia sonia sophia sophie stephanie
    susan susanne svetlana svitlana tamara tatiana tatyana teresa tetiana theresa tiffany ursula valentina
    vera veronica victoria viktoria viktoriia virginia yulia yuliia yuliya zoe""",
) | _words(
    Gender.MALE,
    """aaron abdul abdullah adam ahmad ahmed alan albert alejandro aleksandr aleksander alexander ali amir anatoliy
    anatoly andreas andrei andrew andrey andrii andriy andrzej anthony antonio antony arthur artem austin barack ben
    benjamin bernard bill bob bogdan bohdan boris brad bradley brandon brian bruce bryan carl carlos charles
    christopher craig dan daniel david dennis denys dmitri dmitriy dmitry dmytro donald douglas ed edward emmanuel
    enrique eric ethan evgeny fernando francisco francois frank franz friedrich gary geoffrey george gerald giorgi
    giovanni giuseppe gordon greg gregory gustavo hans harold harry hassan heinrich henry hugh hugo hussein ian
    ibrahim igor ihor ilya ivan jack jacob jake jakub james jason javier jeff jeffrey jeremy jerry jim joe johann
    john jonathan jorge jose joseph joshua juan jurgen justin karl keith kenneth kevin khalid kirill klaus
    konstantin krzysztof kyle kyrylo larry lawrence leon leonid liam lloyd logan louis lucas luis luke maksym
    manuel marcin marco marcus mario mark martin matthew maxim mehmet michael michal miguel mike mikhail mohamed
    mohammad mohammed muhammad mustafa mykhailo mykola nathan neil nicholas nicolas nikolai noah oleg oleh oleksandr
    oleksii oleksiy omar oscar pablo patrick paul pavel pavlo pedro peter petr petro philip pierre piotr rafael
    ralph randy raymond recep richard robert roger roman ronald roy rudolf ruslan russell ryan salman samuel scott
    sean sebastian serge sergei sergey serhii serhiy simon stanislav stefan stephen steve steven taras ted thomas
    tim timothy tom tomasz tony tyler victor viktor vincent vitali vitaliy vladimir vladislav vladyslav volodymyr
    vyacheslav walter wayne wilhelm william wojciech wolfgang yaroslav yevgeny yevhen yuri yuriy yurii yusuf
    zachary""",
)
"""Common first names, plain. The English ones are those of the U.S. Social Security Administration's “Top names over
the last 100 years” (public domain) that hardly anybody of the other gender bears; to them come common Slavic, German,
Romance, Arabic and Turkish ones, as English news spells them. Without those that are borne by women in one country
and by men in another: Andrea, Jan, Jean, Joan, Kim, Nikita, Sasha."""

_TITLE_BEFORE = re.compile(rf"\b({'|'.join(_TITLES)})\.?\s{{1,4}}\Z", re.IGNORECASE)
_NOUN_BEFORE = re.compile(rf"\b({'|'.join(_NOUNS)})\s{{1,4}}\Z", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    rf",\s(?:an?|the|its|their)\s(?:[\w’'-]{{1,30}}\s){{0,3}}?({'|'.join(_NOUNS)})(?![\w’'-])", re.IGNORECASE
)
_SPACE_BEFORE, _SPACE_AFTER = 24, 140
_FEWEST_PRONOUNS = 2
"""Of one gender, and none of the other, beside a name, before they tell whose they are; one may be another's."""


def of_word(word: str) -> Gender | None:
    """Return the gender of a pronoun, or of a noun by its lemma; both in lower case."""
    return _PRONOUNS.get(word) or _NOUNS.get(word)


def genders(document: Document, mentions: Sequence[Mention], quoted: Callable[[int], bool]) -> dict[str, Gender]:
    """Return as whom a text speaks of the people that it names, by their entities, without those it does not tell of.

    `quoted` tells which places lie in a quotation: the pronouns there are another's.
    """
    people = [mention for mention in mentions if mention.label == "PERSON" and mention.entity]
    told: dict[str, Gender] = {}
    for evidence in (_by_words(document, people), _by_name(document, people), _by_pronouns(document, people, quoted)):
        known = frozenset(told)
        told |= {entity: gender for entity, gender in _undisputed(evidence).items() if entity not in known}
    return told


_Evidence = Iterator[tuple[str, Gender]]


def _undisputed(evidence: _Evidence) -> dict[str, Gender]:
    told: dict[str, Gender] = {}
    disputed: set[str] = set()
    for entity, gender in evidence:
        if told.setdefault(entity, gender) is not gender:
            disputed.add(entity)
    return {entity: gender for entity, gender in told.items() if entity not in disputed}


def _by_words(document: Document, people: Sequence[Mention]) -> _Evidence:
    """Yield what titles and nouns say: Mrs. Smith, spokeswoman Mary Smith, Mary Smith, the mayor's spokeswoman."""
    text = document.text
    for person in people:
        before = text[max(0, person.start - _SPACE_BEFORE) : person.start]
        words = text[person.start : person.end].split()
        title = _TITLE_BEFORE.search(before)
        noun = _NOUN_BEFORE.search(before) or _NOUN_AFTER.match(text, person.end, person.end + _SPACE_AFTER)
        if len(words) > 1 and (gender := _TITLES.get(plain(words[0]))):
            yield person.entity, gender
        elif title:
            yield person.entity, _TITLES[title[1].lower()]
        elif noun:
            yield person.entity, _NOUNS[noun[1].lower()]


def _by_name(document: Document, people: Sequence[Mention]) -> _Evidence:
    """Yield what first names say; a name of one word is taken for a surname."""
    for person in people:
        first, *more = document.text[person.start : person.end].split()[:2] or [""]
        gender = _FIRST_NAMES.get(plain(first))
        if more and gender:
            yield person.entity, gender


def _by_pronouns(document: Document, people: Sequence[Mention], quoted: Callable[[int], bool]) -> _Evidence:
    """Yield what the pronouns say that follow a name in sentences that name nobody else."""
    said: dict[str, list[Gender]] = {}
    at = 0
    for sentence in document.sentences:
        first = at
        while at < len(people) and people[at].start < sentence.end:
            at += 1
        here = people[first:at]
        if not here or len({person.entity for person in here}) > 1:
            continue
        for token in document.words(here[0].end, sentence.end):
            gender = _PRONOUNS.get(document.text[token.start : token.end].lower())
            if gender and not quoted(token.start):
                said.setdefault(here[0].entity, []).append(gender)
    for entity, each in said.items():
        if len(each) >= _FEWEST_PRONOUNS:
            yield from ((entity, gender) for gender in each)


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
