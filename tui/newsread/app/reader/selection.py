"""A span that a reader selects, by words and by sentences, from either end. Pure; all offsets are code points."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise, takewhile
from unicodedata import category

from newsread.app.widgets.graphemes import graphemes
from newsread.articles.article import Article

Span = tuple[int, int]
"""Half-open."""


@dataclass(frozen=True)
class Selection:
    """A span of an article with an end that moves. It is never empty, and begins and ends with a word or a mark."""

    article: Article
    start: int
    end: int
    first: Span
    """As it was begun: the ends stop there too, so that whoever goes too far comes back to it."""
    at_end: bool = True
    """Whether its end moves, rather than its beginning."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.start, self.end

    @property
    def text(self) -> str:
        """Its text, as the source has it."""
        return self.article.text[self.start : self.end]

    @property
    def words(self) -> int:
        """How many words it holds or cuts."""
        inside = takewhile(lambda word: word[0] < self.end, _words_from(self.article, self.start))
        return sum(any(map(str.isalnum, self.article.text[start:end])) for start, end in inside if end > self.start)

    def by_word(self, direction: int) -> "Selection":
        """Move the end that moves to the next word (1) or the one before (-1); punctuation is no stop of its own."""
        units = (unit for near in self._near for unit in words_of(self.article, *near))
        return self._moved(direction, [(start, end) for start, end in units if not _is_mark(self.article.text[start])])

    def by_sentence(self, direction: int) -> "Selection":
        """Move the end that moves to the next sentence (1) or the one before (-1)."""
        return self._moved(direction, self._near)

    def from_other_end(self) -> "Selection":
        """Let the other end move."""
        return replace(self, at_end=not self.at_end)

    @property
    def moving(self) -> int:
        """Where the end that moves stands."""
        return self.end if self.at_end else self.start

    @property
    def _near(self) -> list[Span]:
        """The sentences among which the next stops are, either way."""
        sentences = self.article.sentences
        number = bisect_left(sentences, self.moving, key=lambda sentence: sentence.end)
        return [(near.start, near.end) for near in sentences[max(0, number - 1) : number + 3]]

    def _moved(self, direction: int, units: list[Span]) -> "Selection":
        """Move to the nearest edge of a unit that leaves something selected; where there is none, stay."""
        stops = [unit[self.at_end] for unit in (*units, self.first)]
        if direction > 0:
            here = min((stop for stop in stops if stop > self.moving), default=self.moving)
        else:
            here = max((stop for stop in stops if stop < self.moving), default=self.moving)
        if self.at_end:
            return replace(self, end=here) if here > self.start else self
        return replace(self, start=here) if here < self.end else self


def sentence_selected(article: Article, number: int) -> Selection:
    """Return a sentence, selected."""
    return span_selected(article, article.sentences[number][:2])


def span_selected(article: Article, span: Span, *, at_end: bool = True) -> Selection:
    """Return a span, selected."""
    return Selection(article, *span, first=span, at_end=at_end)


def selected(article: Article, one: Span, other: Span) -> Selection | None:
    """Return what lies from one character or word to another, white space at its edges left out; None if that is all.

    The end that moves is at the other.
    """
    start, end = min(one[0], other[0]), max(one[1], other[1])
    inside = article.text[start:end]
    start += len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    return Selection(article, start, end, (start, end), at_end=other[1] >= one[1]) if start < end else None


def word_at(article: Article, offset: int) -> Span | None:
    """Return the word or the mark that holds a code point, or else the next one; None where there is none."""
    return next((word for word in _words_from(article, offset) if word[1] > offset), None)


def words_of(article: Article, start: int, end: int) -> list[Span]:
    """Return the words of a sentence, and the punctuation between them."""
    return [(start + word_start, start + word_end) for word_start, word_end in _words(article.text[start:end])]


def _words_from(article: Article, offset: int) -> Iterator[Span]:
    """Yield the words from the sentence on that ends behind a code point."""
    number = bisect_left(article.sentences, offset + 1, key=lambda sentence: sentence.end)
    for sentence in article.sentences[number:]:
        yield from words_of(article, sentence.start, sentence.end)


class _Kind(Enum):
    """What a character does to the words beside it."""

    SPACE = auto()
    WORD = auto()
    ALONE = auto()
    """Is a word by itself: ideographs, kana, emoji, signs."""
    MARK = auto()
    """Punctuation, which stands together with its like."""


_OF_NUMBERS = frozenset("%‰")
"""Punctuation by its category, but read as a part of the number before it."""
_ALONE = ((0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0x1F000, 0x1FAFF), (0x20000, 0x3FFFF))
"""Scripts without spaces between words, and pictures."""
_BETWEEN_LETTERS = frozenset("'’.·")
_BETWEEN_DIGITS = frozenset("'’.,:")


@lru_cache(4096)
def _words(text: str) -> tuple[Span, ...]:
    """Return the spans of words and marks, none of which begins or ends within a character."""
    kinds = [(start, end, _kind(_told_by(text[start:end]))) for start, end, _ in graphemes(text)]
    words: list[Span] = []
    before = _Kind.SPACE
    for (start, end, kind), (after, _, kind_after) in pairwise([*kinds, (0, 0, _Kind.SPACE)]):
        inside = before is kind_after is _Kind.WORD and _holds_together(text[start - 1], text[start:end], text[after])
        here = _Kind.WORD if kind is _Kind.MARK and inside else kind
        if here is before and here in {_Kind.WORD, _Kind.MARK}:
            words[-1] = words[-1][0], end
        elif here is not _Kind.SPACE:
            words.append((start, end))
        before = here
    return tuple(words)


def _holds_together(before: str, between: str, after: str) -> bool:
    """Whether what stands between two letters or digits is part of one word: Kyiv's, U.S, 1,200."""
    if category(between[0]) == "Cf":  # a soft hyphen, or a sign for the direction of writing
        return True
    return between in (_BETWEEN_DIGITS if before.isdigit() and after.isdigit() else _BETWEEN_LETTERS)


def _told_by(grapheme: str) -> str:
    """Return the code point that tells what a character is: a joiner may have put white space before another."""
    drawn = (each for each in grapheme if not each.isspace() and category(each)[0] not in "CM")
    return next(drawn, grapheme[0]) if grapheme[0].isspace() else grapheme[0]


def _kind(character: str) -> _Kind:
    if character.isspace():
        return _Kind.SPACE
    if any(first <= ord(character) <= last for first, last in _ALONE):
        return _Kind.ALONE
    if character.isalnum() or character == "_" or character in _OF_NUMBERS or category(character)[0] == "M":
        return _Kind.WORD
    return _Kind.MARK if category(character)[0] in "PC" else _Kind.ALONE


def _is_mark(character: str) -> bool:
    """Whether a word of `words_of` that begins so is punctuation."""
    return _kind(character) is _Kind.MARK
