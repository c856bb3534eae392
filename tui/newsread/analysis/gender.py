"""Whether a text speaks of somebody as a man or as a woman, so that *she* is not taken for a man named before.

Read from the text first: titles, nouns such as *spokeswoman*, and the pronouns of sentences that name one person only;
then from first names. What speaks both ways is not known: a name that is not known may be anybody's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from newsread.analysis.document import Document
from newsread.analysis.entities import Mention
from newsread.analysis.spelling import plain


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
