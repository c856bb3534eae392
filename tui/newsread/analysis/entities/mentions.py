"""The mentions of each article: the model's, mended by the evidence of all articles, and those that it missed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from newsread.analysis.document import Document
from newsread.analysis.entities.acronyms import introduced
from newsread.analysis.entities.demonyms import all_demonyms, demonym
from newsread.analysis.entities.gazetteer import Place, is_ruled, place, sure_names
from newsread.analysis.entities.names import AGENCIES, REGION, Naming, stands_in_a_place
from newsread.analysis.entities.trimming import UNNAMED, mended, titled
from newsread.analysis.facts.amounts import amounts
from newsread.analysis.facts.dates import clock_times, exact_dates, relative_dates
from newsread.analysis.result import Entity, Token
from newsread.articles.sentences import Sentence

_LONGEST = 100
_FIRST_LETTERS = 2
_JOINT = r"(?<=[a-z])(?=[A-Z])"
_START = re.compile(rf"(?<![^\W_])(?<!@)[^\W_]|{_JOINT}[A-Z]")
_AT_JOINT = re.compile(_JOINT)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)(?:\S*@\w\S*|[^\w\s]*+\w++(?:\.\w++)++/\S*)")
"""From the beginning of a word only, so that a long word is read once."""


class KnownNames:
    """An index of names for one search after another.

    A text whose parts were glued together when a page was saved (`The Kyiv IndependentTim Zadorozhnyy`) still
    holds its names of several words; one word must stand on its own.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, dict[int, set[str]]] = {}
        for name in names:
            first = _START.match(name)
            if first and len(name) <= _LONGEST:
                self._names.setdefault(name[:_FIRST_LETTERS], {}).setdefault(len(name), set()).add(name)
        self._lengths = {first: sorted(lengths, reverse=True) for first, lengths in self._names.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of the longest names, from the left; they never overlap."""
        end = 0
        for start in (found.start() for found in _START.finditer(text)):
            if start < end:
                continue
            end = self._longest(text, start) or end
            if start < end:
                yield start, end

    def _longest(self, text: str, start: int) -> int:
        """Return where the longest name ends that begins here, or 0."""
        first = text[start : start + _FIRST_LETTERS]
        ends = (start + length for length in self._lengths.get(first, ()))
        found = (end for end in ends if text[start:end] in self._names[first][end - start])
        return next((end for end in found if _stands_alone(text, start, end)), 0)


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of web addresses and handles, in which no name is looked for."""
    return [found.span() for found in _ADDRESS.finditer(text)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    joints_count = " " in text[start:end]
    left = start == 0 or not text[start - 1].isalnum() or (joints_count and _AT_JOINT.match(text, start) is not None)
    right = end == len(text) or not text[end].isalnum() or (joints_count and _AT_JOINT.match(text, end) is not None)
    return left and right


_FEWEST_WORDS_OF_A_HEADLINE = 3
_SHARE_OF_CAPITALS = 0.7
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME_BEFORE_REGION = re.compile(r"(?<![\w'’-])(?!(?:The|This|That|Each|Every|Our|Their)\b)[A-Z][\w-]+\Z")
_COUNT = re.compile(r"[1-9]\d{0,2}|\d{1,3}(?:,\d{3})+|[A-Za-z-]+")
_FULL_STOP = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_LONGEST_HEADLINE = 300
_LONGEST_NAME = 60
_FEWEST_LETTERS_IN_CAPITALS = 4


def find_mentions(
    documents: Sequence[Document], retyped: Mapping[str, str], ignored: frozenset[str]
) -> Iterator[tuple[Document, list[Entity]]]:
    """Yield each document with its mentions in the order of its text; no two overlap.

    `retyped` are forms whose label a reader gave, `ignored` forms that a reader calls no names.
    """
    drafts = [_Draft(document) for document in documents]
    naming = Naming(documents, retyped)
    for draft in drafts:
        for entity in draft.evidence(naming):
            naming.see(draft.document.text, entity)
    labels = {name: label for name, label in naming.names().items() if name not in ignored}
    for name, label in tuple(labels.items()):
        if " " not in name and len(name) >= _FEWEST_LETTERS_IN_CAPITALS:
            labels.setdefault(name.upper(), label)
    for acronym, label in (pair for draft in drafts for pair in draft.acronyms(naming)):
        if acronym not in ignored:
            labels.setdefault(acronym, label)
    names, given = KnownNames(labels), KnownNames(retyped)
    for draft in drafts:
        repeats = list(draft.repeats(names, labels, naming))
        candidates = (
            draft.found(given, retyped),
            draft.exact,
            draft.regions,
            sorted([*draft.of_the_model(naming, repeats), *repeats, *draft.unnamed], key=_longest_first),
            draft.places(naming),
            draft.counted,
        )
        yield draft.document, [entity for entity in draft.chosen(candidates) if draft.form(entity) not in ignored]


@dataclass(frozen=True)
class _Draft:
    """A document on its way to its mentions."""

    document: Document

    def form(self, entity: Entity) -> str:
        """Return the words of a mention, white space folded."""
        return " ".join(self.document.text[entity.start : entity.end].split())

    def in_headline(self, place: int) -> bool:
        """Whether a place lies in a line of Capitals, which say nothing there of what is a name."""
        return _covers(self._headlines, place)

    @cached_property
    def named(self) -> list[Entity]:
        """The model's names, mended by their own words."""
        return [entity for entity in self._mended if entity.label not in UNNAMED]

    def evidence(self, naming: Naming) -> Iterator[Entity]:
        """Yield the names that say what such a name is elsewhere: a headline's capitals tell of people alone."""
        for entity in self.named:
            person = entity.label == "PERSON" and naming.reads_as_a_person(self.form(entity))
            if person or not self.in_headline(entity.start):
                yield entity

    @property
    def unnamed(self) -> Iterator[Entity]:
        """Numbers and times: the model's, and those whose words say it."""
        text = self.document.text
        yield from (entity for entity in self._mended if entity.label in UNNAMED)
        yield from self._outside(Entity(start, end, "DATE") for start, end in relative_dates(text))
        yield from self._outside(Entity(*amount) for amount in amounts(text))

    @property
    def exact(self) -> Iterator[Entity]:
        """Dates and times of the day that are so by their form alone."""
        text = self.document.text
        yield from self._outside(Entity(start, end, "DATE") for start, end in exact_dates(text))
        yield from self._outside(Entity(start, end, "TIME") for start, end in clock_times(text))

    @property
    def regions(self) -> Iterator[Entity]:
        """Names with the word that makes a region of them."""
        text = self.document.text
        names = {entity.end: entity.start for entity in self.named}
        for region in REGION.finditer(text):
            end = region.start()
            word = _NAME_BEFORE_REGION.search(text, max(0, end - _LONGEST_NAME), end)
            start = names.get(end, word.start() if word else end)
            if start < end and not demonym(text[start:end]):
                yield Entity(start, region.end(), "GPE" if is_ruled(text[start:end]) else "LOC")

    @property
    def counted(self) -> Iterator[Entity]:
        """Numbers of things that nobody else took: `2 Chinese nationals`."""
        text, tokens = self.document.text, self.document.tokens
        for token in tokens:
            counts = token.tag == "CD" and token.dep == "nummod"
            behind = tokens[token.head]
            if counts and behind.pos == "NOUN" and behind.start > token.end and _COUNT.fullmatch(text, *token[:2]):
                yield Entity(token.start, token.end, "CARDINAL")

    def of_the_model(self, naming: Naming, repeats: Iterable[Entity]) -> Iterator[Entity]:
        """Yield the model's names with the labels that all articles give them, without those that are none."""
        long_names = {entity.end: entity.start for entity in repeats if " " in self.form(entity)}
        for entity in (self._before(entity, long_names) for entity in self.named):
            form = self.form(entity)
            label = naming.label(form, entity.label)
            doubted = self.in_headline(entity.start) and not naming.is_supported(form, label)
            if label and not doubted and not (naming.is_common(form) and self._begins(entity.start)):
                yield entity._replace(label=label)

    def acronyms(self, naming: Naming) -> Iterator[tuple[str, str]]:
        """Yield the acronyms that the text introduces, with the label of what they stand for."""
        for entity in self.named:
            acronym = introduced(self.document.text, entity.start, entity.end)
            label = naming.label(self.form(entity), entity.label)
            if acronym and label not in ("", "PERSON") and not naming.is_common(acronym):
                yield acronym, label

    def found(self, names: KnownNames, labels: Mapping[str, str]) -> Iterator[Entity]:
        """Yield where names stand in the text, whatever is around them."""
        text = self.document.text
        yield from self._outside(Entity(start, end, labels[text[start:end]]) for start, end in names.find(text))

    def repeats(self, names: KnownNames, labels: Mapping[str, str], naming: Naming) -> Iterator[Entity]:
        """Yield where the names of all articles stand as names."""
        for entity in self.found(names, labels):
            form = self.form(entity)
            if " " in form or not (naming.is_common(form) or self._is_part_of_a_name(entity)):
                yield entity

    def places(self, naming: Naming) -> Iterator[Entity]:
        """Yield demonyms, countries and states wherever they stand, cities where the words around say a place."""
        text = self.document.text
        for start, end in _sure_places().find(text):
            form = text[start:end]
            found = Entity(start, end, naming.label(form, "GPE"))
            says_place = place(form) is not Place.CITY or stands_in_a_place(text, start)
            is_place = says_place and self._is_proper(start, end) and not self._is_part_of_a_name(found)
            if found.label and (is_place or not place(form)):
                yield found

    def chosen(self, candidates: Iterable[Iterable[Entity]]) -> list[Entity]:
        """Return the candidates that overlap none before them, in the order of the text."""
        starts: list[int] = []
        kept: list[Entity] = []
        for entity in (entity for group in candidates for entity in self._outside(group)):
            number = bisect_left(starts, entity.end)
            if not number or kept[number - 1].end <= entity.start:
                starts.insert(number, entity.start)
                kept.insert(number, entity)
        return kept

    def _before(self, entity: Entity, long_names: Mapping[int, int]) -> Entity:
        """Return a person's name without the name that it runs into: `David Pierson New York Times`."""
        start = long_names.get(entity.end, entity.start)
        if entity.label != "PERSON" or start <= entity.start:
            return entity
        return entity._replace(end=entity.start + len(self.document.text[entity.start : start].rstrip()))

    def _outside(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """Yield what stands in no web address and no handle."""
        return (entity for entity in entities if not _covers(self._addresses, entity.start))

    def _is_proper(self, start: int, end: int) -> bool:
        words = self.document.words(start, end)
        return bool(words) and words[0].pos == "PROPN"

    def _is_part_of_a_name(self, entity: Entity) -> bool:
        """Whether a capital word beside it belongs to the same name: `Trump Tower`."""
        if self.in_headline(entity.start):
            return False
        text, tokens = self.document.text, self.document.tokens
        numbers = self.document.numbers(entity.start, entity.end)
        before = tokens[numbers.start - 1] if 0 < numbers.start <= len(tokens) else None
        behind = tokens[numbers.stop] if numbers.stop < len(tokens) else None
        after_name = before is not None and before.end == entity.start - 1 and self._is_capital(before)
        before_name = behind is not None and behind.start == entity.end + 1 and self._is_capital(behind)
        return before_name or (after_name and not titled(text, entity.start))

    def _is_capital(self, token: Token) -> bool:
        return token.pos == "PROPN" and self.document.text[token.start].isupper()

    def _begins(self, place: int) -> bool:
        """Whether a word is capital because of where it stands: in a headline, a caption or first in a sentence."""
        number = bisect_right(self._sentence_starts, place) - 1
        sentence = self.document.sentences[number] if number >= 0 else None
        return sentence is None or not sentence.claim or sentence.start == place or self.in_headline(place)

    @cached_property
    def _mended(self) -> list[Entity]:
        text = self.document.text
        found = (part for entity in self.document.analysis.entities for part in mended(text, entity))
        return list(self._outside(found))

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        return addresses(self.document.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.document.sentences]

    @cached_property
    def _headlines(self) -> list[tuple[int, int]]:
        text = self.document.text
        return [(sentence.start, sentence.end) for sentence in self.document.sentences if _in_capitals(text, sentence)]


def _in_capitals(text: str, sentence: Sentence) -> bool:
    if sentence.end - sentence.start > _LONGEST_HEADLINE or _FULL_STOP.search(text, sentence.start, sentence.end):
        return False
    words = _LONG_WORD.findall(text, sentence.start, sentence.end)
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST_WORDS_OF_A_HEADLINE and capital >= _SHARE_OF_CAPITALS * len(words)


def _longest_first(entity: Entity) -> int:
    return entity.start - entity.end


def _covers(spans: Sequence[tuple[int, int]], place: int) -> bool:
    number = bisect_right(spans, (place, place))
    return any(start <= place < end for start, end in spans[max(0, number - 1) : number + 1])


@cache
def _sure_places() -> KnownNames:
    return KnownNames([*sure_names(), *all_demonyms(), *AGENCIES])
