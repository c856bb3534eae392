"""Which names are one: a wrong merge hides somebody, a missed one only lists him twice, so doubt keeps names apart."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from newsread.analysis.entities.demonyms import demonym
from newsread.analysis.entities.names import REGION
from newsread.analysis.entities.spelling import is_near, neighbours, plain

_SAME = (
    ("United States", "United States of America", "U.S.", "US", "U.S", "USA", "U.S.A."),
    ("United Kingdom", "UK", "U.K.", "Britain", "Great Britain"),
    ("United Arab Emirates", "UAE", "U.A.E."),
    ("European Union", "EU", "E.U."),
    ("United Nations", "UN", "U.N."),
    ("Kyiv", "Kiev"),
    ("Kharkiv", "Kharkov"),
    ("Odesa", "Odessa"),
    ("Turkey", "Türkiye"),
    ("Czech Republic", "Czechia"),
    ("Myanmar", "Burma"),
    ("Ivory Coast", "Côte d'Ivoire"),
    ("Associated Press", "The Associated Press", "AP"),
    ("Agence France-Presse", "AFP"),
)
"""Names that reports use side by side without a word of explanation."""
_ONE_NAME = {name: names[0] for names in _SAME for name in names}

_COMPANY = re.compile(r"(?:,?\s(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|AG|SA|NV)\b\.?)+\Z", re.IGNORECASE)


def thing(label: str, form: str) -> str:
    """Return what all spellings of a name share that is no person's: letters, digits and single hyphens.

    A company is the same without its `Inc.`, a region is the same as an oblast, but never the city that it is named
    after; people are not their country.
    """
    form = form.removeprefix("The ").removeprefix("the ")
    form = _ONE_NAME.get(form, demonym(form) or form)
    region = REGION.search(form)
    if region and region.end() == len(form):
        form = f"{form[: region.start()]} region"
    if label == "NORP" and form.endswith("s") and not form.endswith("ss"):
        form = form[:-1]
    if label == "ORG":
        form = _COMPANY.sub("", form) or form
    return slug(form)


def slug(form: str) -> str:
    """Return a form as part of an id: letters and digits of any script in lower case, single hyphens between."""
    words = (plain(word) for word in re.split(r"[^\w.'’]+", form))
    return "-".join(word for word in words if word) or sha256(form.encode("utf-8", "replace")).hexdigest()[:12]


def displayed_name(label: str, forms: Sequence[str]) -> str:
    """Return the form that tells a reader most, of forms that stand in the order of their frequency.

    Of a person a full name, of anything else what is not all in capitals.
    """
    known = next((_ONE_NAME[form] for form in forms if _ONE_NAME.get(form) in forms), None)
    if known:
        return known
    telling = (form for form in forms if (" " in form if label == "PERSON" else not form.isupper()))
    return next(telling, forms[0])


Words = tuple[str, ...]
"""A name's words, plain, the surname last and in one piece: `("bart", "dewever")`."""

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_WORDS_OF_SURNAMES = "al bin da de del della den der di dos du el ibn la le ten ter van von"
_PARTICLES = frozenset(_WORDS_OF_SURNAMES.split())
_EASTERN_SURNAMES = (
    "cao chen cheng choi chung deng dong feng gao guo he hu huang jang jiang kang kim lai lee li liang lin liu luo ma"
    " moon nguyen pan park peng shin sun tang tran wang wei wen wu xi xie xu yang yoon yu zhang zhao zheng zhou zhu"
)
_SURNAMES_THAT_COME_FIRST = frozenset(_EASTERN_SURNAMES.split())
"""In Chinese, Korean and Vietnamese names."""
_ENDING = re.compile(r"(?:ii|ij|iy|yi|yy)\Z")
"""The ending of Slavic surnames, which each newsroom writes in its own way."""


def name_words(form: str) -> Words:
    """Return the words of a person's name, without Jr.; a name of one word is taken for a surname."""
    words = [word for word in (plain(word) for word in re.split(r"[\s.]+", form)) if word]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return (*words[:first], "".join(words[first:])) if words else ()


@dataclass(frozen=True)
class _Person:
    """One person, by the full names that are taken for theirs and the articles that give one of them."""

    names: list[Words]
    articles: set[str]

    @property
    def surname(self) -> str:
        """The surname, in a spelling that does not depend on which article came first."""
        surnames = (name[0] if name[0] in _SURNAMES_THAT_COME_FIRST else name[-1] for name in self.names)
        return min((_ENDING.sub("y", surname) for surname in surnames), key=lambda word: (len(word), word))

    @property
    def full_name(self) -> str:
        """The shortest full name, joined."""
        shortest: Words = max(self.names, key=_fullest_first)
        return "-".join(shortest)


class People:
    """The people of all articles, found by surname: nobody is compared with everybody.

    `articles` says for every form of a person's name in which articles it stands.
    """

    def __init__(self, articles: Mapping[str, Collection[str]]) -> None:
        words_of = {form: name_words(form) for form in articles}
        surnames = {words[-1] for words in words_of.values() if len(words) > 1}
        self._words = {form: _as_surname(words, surnames) for form, words in words_of.items()}
        self._by_name: dict[Words, _Person] = {}
        self._by_key: dict[str, list[_Person]] = {}
        # The fullest names first: a short one then joins whom it fits, unless it fits several.
        for words in sorted({words for words in self._words.values() if words[1:]}, key=_fullest_first):
            self._meet(words)
        for form, words in self._words.items():
            if words in self._by_name:
                self._by_name[words].articles.update(articles[form])
        people = {id(person): person for person in self._by_name.values()}.values()
        self._namesakes = Counter(person.surname for person in people)

    def key(self, form: str, article: str) -> str:
        """Return a name for whom a form names in an article, the same for all their forms; fit to be part of an id.

        It is the surname, so that it stays when other articles call them otherwise; of namesakes the full name.
        """
        words = self._words[form]
        person = self._by_name.get(words) or (self._called(words[0], article) if words else None)
        if person is None:
            return _ENDING.sub("y", words[0]) if words else ""
        return person.full_name if self._namesakes[person.surname] > 1 else person.surname

    def _meet(self, words: Words) -> None:
        """Take a full name for somebody known, if it can be but one of them, or for somebody new."""
        known = [person for person in self._near(words[-1]) if all(_compatible(words, name) for name in person.names)]
        person = known[0] if len(known) == 1 else _Person([], set())
        person.names.append(words)
        self._by_name[words] = person
        surnames = [words[-1], *(words[:1] if words[0] in _SURNAMES_THAT_COME_FIRST else ())]
        for key in sorted(key for surname in surnames for key in neighbours(surname)):
            people = self._by_key.setdefault(key, [])
            if all(other is not person for other in people):
                people.append(person)

    def _near(self, surname: str) -> list[_Person]:
        """Return whoever may have this surname, spelled a little otherwise perhaps."""
        people = (person for key in sorted(neighbours(surname)) for person in self._by_key.get(key, ()))
        return list({id(person): person for person in people}.values())

    def _called(self, surname: str, article: str) -> _Person | None:
        """Return the only person whom a bare surname can mean in an article, first of those whom it names in full."""
        people = self._near(surname)
        same = [person for person in people if any(surname in (name[-1], name[0]) for name in person.names)]
        here = [person for person in same if article in person.articles]
        # An article spells a name in one way: a near spelling is somebody whom it does not name in full.
        away = (person for person in people if article not in person.articles)
        near = [person for person in away if any(is_near(surname, name[-1]) for name in person.names)]
        choice = here or same or near
        return choice[0] if len(choice) == 1 else None


def _as_surname(words: Words, surnames: Collection[str]) -> Words:
    """Take `Van Rompuy` for a surname where somebody has it, but `Van Morrison` for a full name."""
    joined = "".join(words)
    return (joined,) if len(words) == 2 and words[0] in _PARTICLES and joined in surnames else words


def _fullest_first(words: Words) -> tuple[int, int, Words]:
    return -len(words), -sum(len(word) for word in words), words


def _compatible(one: Words, other: Words) -> bool:
    """Whether two full names can be one person's: the surnames are near and no first name contradicts another.

    Where the first of them is a mere initial, the surnames must be equal and the first names as many: T.J. is not Tony.
    """
    by_initial = min(len(one[0]), len(other[0])) == 1
    if by_initial and (one[-1] != other[-1] or len(one) != len(other)):
        return False
    return is_near(one[-1], other[-1]) and all(map(_agree, one[:-1], other[:-1]))


def _agree(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    # Christina is not Christine, Michael not Michaela.
    return is_near(one, other) and one[-1] == other[-1]
