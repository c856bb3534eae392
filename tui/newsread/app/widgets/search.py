"""What somebody types to find something: it finds what looks like it. Capitals count if there is one. Pure."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from unicodedata import combining, is_normalized, name, normalize

_SPACES: Final = "\n\r\t\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ALIKE: Final = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("‘’‚‛‹›ʼ", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("\u2010\u2011", "-")
    | {"ς": "σ"}
)
"""Characters that a reader does not tell apart when they type: each is as long as what stands for it."""
_UNSEEN: Final = frozenset(
    chr(code)
    for codes in (
        (0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2065),
        range(0x2066, 0x2070),
        range(0xFE00, 0xFE10),
    )
    for code in codes
)
"""What is not seen in a line: soft hyphens, joiners, and the signs of width nothing and of direction."""
_WORD: Final = re.compile(r"[!-~]*[^\x00-\x7f]\S*")
"""Words with letters that may be written in several ways."""


class _Folded(NamedTuple):
    """A word as it is compared, and where each of its characters comes from."""

    text: str
    starts: tuple[int, ...]
    """By the number of its character, where what it stands for begins in the word."""
    ends: tuple[int, ...]


class _Place(NamedTuple):
    """A word that is compared in another form than the one in which it is written."""

    source: int
    """Where it begins in the text."""
    length: int
    """How long it is there."""
    folded: _Folded


@dataclass(frozen=True)
class Searched:
    """A text that is searched again and again.

    Letters with accents are alike whether they are one character or several (NFC and NFD), and what is not seen is
    not there. Words without accents are found with and without them, words with accents only as they are.
    """

    text: str
    accents: bool = True
    """Whether accents count."""

    @cached_property
    def without_accents(self) -> "Searched":
        """The same text for a search in which accents do not count; itself where it has none."""
        bare = Searched(self.text, accents=False)
        return self if bare.as_seen == self.as_seen else bare

    @cached_property
    def as_seen(self) -> str:
        """The text without what is not seen, each letter composed with its accents, or without them."""
        if not self._places:
            return self.text
        parts, at = [], 0
        for place in self._places:
            parts += [self.text[at : place.source], place.folded.text]
            at = place.source + place.length
        return "".join([*parts, self.text[at:]])

    @cached_property
    def in_small_letters(self) -> str:
        """The same for a search that does not mind capitals."""
        return self.letter_for_letter.casefold()

    @cached_property
    def letter_for_letter(self) -> str:
        """The text as seen, with quotation marks and white space in their plainest form, as long as it was."""
        return _plain(self.as_seen)

    @cached_property
    def letter_for_small_letter(self) -> str:
        """The same in small letters; a letter whose small form is longer stays as it is."""
        plain = self.letter_for_letter
        small = plain.lower()
        if len(small) != len(plain):
            small = "".join(one if len(one) == 1 else each for each in plain for one in [each.lower()])
        return small.replace("ς", "σ")

    def places(self, sought: str) -> Iterator[tuple[int, int]]:
        """Return the spans of the words, half-open in code points of the text; no two spans overlap."""
        sought = Searched(sought).letter_for_letter
        if self.accents and not has_accents(sought):
            return self.without_accents._places_of(sought)
        return self._places_of(sought)

    def _places_of(self, sought: str) -> Iterator[tuple[int, int]]:
        text = self.letter_for_letter
        if not minds_capitals(sought):
            sought, text = sought.lower().replace("ς", "σ"), self.letter_for_small_letter
        at, behind = text.find(sought) if sought else -1, 0
        while at >= 0:
            start, end = self.written(at, at + len(sought))
            if start >= behind:  # else it is of a letter that is part of the place before
                yield start, end
                behind = end
            at = text.find(sought, at + len(sought))

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of `as_seen` is in the text, half-open in code points of both."""
        if not self._places:
            return start, end
        return self._source(start, of_end=False), self._source(end - 1, of_end=True)

    @cached_property
    def _places(self) -> list[_Place]:
        if self.text.isascii() or (self.accents and _is_as_seen(self.text)):
            return []
        known: dict[str, _Folded | None] = {}
        places = []
        for found in _WORD.finditer(self.text):
            word = found[0]
            if word not in known:
                known[word] = _folded(word, accents=self.accents)
            if folded := known[word]:
                places.append(_Place(found.start(), len(word), folded))
        return places

    @cached_property
    def _offsets(self) -> list[int]:
        """Where the words of `_places` begin in `as_seen`."""
        offsets, shorter = [], 0
        for place in self._places:
            offsets.append(place.source - shorter)
            shorter += place.length - len(place.folded.text)
        return offsets

    def _source(self, number: int, *, of_end: bool) -> int:
        """Return where a character of `as_seen`, by its number, begins or ends in the text."""
        which = bisect_right(self._offsets, number) - 1
        if which < 0:
            return number + of_end
        source, length, folded = self._places[which]
        inside = number - self._offsets[which]
        if inside >= len(folded.text):
            return source + length + inside - len(folded.text) + of_end
        return source + (folded.ends if of_end else folded.starts)[inside]


def _plain(text: str) -> str:
    # One after the other: most of them are in no text, and to look for one is quick.
    for sign, plain in _ALIKE.items():
        if sign in text:
            text = text.replace(sign, plain)
    return text


def _is_as_seen(text: str) -> bool:
    return is_normalized("NFC", text) and not any(sign in text for sign in _UNSEEN)


def _folded(word: str, *, accents: bool) -> _Folded | None:
    """Return a word as it is compared, with its accents or without; None where that is as it is written."""
    if _is_as_seen(word) and (accents or not has_accents(word)):
        return None
    text, starts, ends = "", list[int](), list[int]()
    for start, end in _clusters(word):
        composed = normalize("NFC", word[start:end])
        if not accents:
            composed = _without_accents(composed)
        text += composed
        starts += [start] * len(composed)
        ends += [end] * len(composed)
    return _Folded(text, tuple(starts), tuple(ends))


def _clusters(word: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of characters that are composed with each other; what is not seen goes with none."""
    start, so_far = 0, ""
    for at, character in enumerate(word):
        unseen = character in _UNSEEN
        joins = so_far and not unseen and _joins(so_far, character)
        if so_far and not joins:
            yield start, at
            so_far = ""
        if unseen:
            start = at + 1
        else:
            start = start if so_far else at
            so_far += character
    if so_far:
        yield start, len(word)


def _joins(before: str, character: str) -> bool:
    return combining(character) > 0 or normalize("NFC", before + character) != normalize("NFC", before) + normalize(
        "NFC", character
    )


def has_accents(text: str) -> bool:
    """Whether a letter has an accent that may be left out when the word is typed."""
    return not text.isascii() and _without_accents(text) != normalize("NFC", text)


def _without_accents(text: str) -> str:
    """Return a text with its letters composed, without the accents of Latin and Greek letters.

    In other scripts a mark makes another letter, as in й, or the vowel; only ё is commonly typed without it.
    """
    kept, drops = "", False
    for character in normalize("NFD", text):
        if not combining(character):
            drops = character in "еЕ" or name(character, "").startswith(("LATIN", "GREEK"))
        elif drops:
            continue
        kept += character
    return normalize("NFC", kept)


def minds_capitals(sought: str) -> bool:
    """Whether capitals count: there is one among what is sought."""
    return sought != sought.lower()


def finder(sought: str) -> Callable[[Searched], bool]:
    """Return what tells whether a text has the words."""
    sought = Searched(sought).letter_for_letter
    accents = has_accents(sought)

    def alike(searched: Searched) -> Searched:
        return searched if accents else searched.without_accents

    if minds_capitals(sought):
        return lambda searched: sought in alike(searched).letter_for_letter
    folded = sought.casefold()
    return lambda searched: folded in alike(searched).in_small_letters


PATTERN_SIGN = "/"
"""What is typed begins with it where it is a regular expression, and may end with it."""
