"""In what words two tellings of a claim differ. Pure; all offsets are code points of the words compared."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from newsread.analysis.facts.numbers import numbers


class Kind(StrEnum):
    """What sort of word it is. All but plain words stand out where tellings differ in them."""

    NUMBER = "number"
    """Dates and times too."""
    NAME = "name"
    HEDGE = "hedge"
    """A word of doubt, of approximation or of denial."""
    PLAIN = "plain"


class Named(NamedTuple):
    """A name or date among some words, half-open."""

    start: int
    end: int
    who: str
    """The id of what is named, the same for all its forms; empty for a date."""


class Passage(NamedTuple):
    """The words of one telling, and what is named in them."""

    words: str
    named: Sequence[Named] = ()


class Word(NamedTuple):
    """A word, number or name of a telling, half-open."""

    start: int
    end: int
    same_as: str
    """Equal for words that mean the same: of whatever case, figure or form of a name."""
    kind: Kind


class Stretch(NamedTuple):
    """Words that both tellings have one after another, or words that one has where the other has others, or none."""

    one: Sequence[Word]
    other: Sequence[Word]
    shared: bool


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MOST_WORDS = 250
"""Of each telling; comparing takes the product of both."""
_ALIKE_FROM = 0.3
"""The share of the shorter telling's words that both have in order; with fewer the tellings have words of their own."""

_WORD = re.compile(r"\w+(?:[-.,'’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?\b")
_HEDGES = _listed(
    """about alleged allegedly almost apparent apparently appear appeared appears approximately around believe believed
    believes cannot claim claimed claiming claims could denied denies deny denying estimated likely may maybe might
    nearly neither never no nobody none nor not nothing perhaps possible possibly potentially presumably probably
    purported purportedly reported reportedly roughly rumored rumoured seem seemed seems suggest suggested suggests
    supposed supposedly suspect suspected unclear unconfirmed unlikely unverified without"""
)
_GLUE = _listed(
    """a an and are as at be been but by for from had has have he her his in is it its of on or she that the their they
    this to was were which who will with"""
)
"""Words that any two sentences have in common."""


def words_of(told: Passage) -> list[Word]:
    """Return the words of a telling in their order, names and numbers whole."""
    units = [
        Word(start, end, who or _folded(told.words[start:end]), Kind.NAME if who else Kind.NUMBER)
        for start, end, who in told.named
    ]
    for number in numbers(told.words, 0, len(told.words)):
        same_as = _folded(told.words[number.start : number.end]) if number.value is None else f"{number.value}"
        units.append(Word(number.start, number.end, same_as, Kind.NUMBER))
    found: list[Word] = []
    at = 0
    for unit in sorted(units, key=lambda word: (word.start, -word.end)):
        if unit.start >= at:  # else it lies in the one before, as a number does in a date
            found += _plain_words(told.words, at, unit.start)
            owner = _POSSESSIVE.match(told.words, unit.end)
            found.append(unit)
            at = owner.end() if owner else unit.end
    return [*found, *_plain_words(told.words, at, len(told.words))]


def _plain_words(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        folded = _folded(match[0])
        hedges = folded in _HEDGES or folded.endswith("n't")
        yield Word(*match.span(), folded, Kind.HEDGE if hedges else Kind.PLAIN)


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def difference(one: Passage, other: Passage) -> list[Stretch]:
    """Return both tellings from beginning to end, in stretches that are shared or differ, by turns.

    A number, name or hedge that the other telling has elsewhere does not stand out: it is given as a plain word.
    """
    some, others = words_of(one)[:_MOST_WORDS], words_of(other)[:_MOST_WORDS]
    keys, other_keys = [word.same_as for word in some], [word.same_as for word in others]
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    stretches: list[Stretch] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        here, there = some[a:b], others[c:d]
        if tag == "equal" and not _is_glue(here, edge=a == 0 or b == len(some)):
            stretches.append(Stretch(here, there, shared=True))
            continue
        here, there = _only_here(here, set(other_keys)), _only_here(there, set(keys))
        if stretches and not stretches[-1].shared:
            before = stretches.pop()
            here, there = [*before.one, *here], [*before.other, *there]
        stretches.append(Stretch(here, there, shared=False))
    return stretches


def _is_glue(words: Sequence[Word], *, edge: bool) -> bool:
    """Whether shared words are so few and common that they would only tear apart what differs around them."""
    return len(words) <= (2 if not edge else 1) and all(word.same_as in _GLUE for word in words)


def _only_here(words: Sequence[Word], elsewhere: set[str]) -> list[Word]:
    return [word._replace(kind=Kind.PLAIN) if word.same_as in elsewhere else word for word in words]


def are_alike(stretches: Sequence[Stretch]) -> bool:
    """Whether two tellings share so many words that it helps to lay them on each other."""
    shorter = min(sum(len(stretch.one) for stretch in stretches), sum(len(stretch.other) for stretch in stretches))
    shared = sum(len(stretch.one) for stretch in stretches if stretch.shared)
    return shared > 0 and shared >= _ALIKE_FROM * shorter


def standing_out(stretches: Sequence[Stretch]) -> list[Word]:
    """Return the numbers, names and hedges that only the other telling has."""
    return [
        word for stretch in stretches if not stretch.shared for word in stretch.other if word.kind is not Kind.PLAIN
    ]
