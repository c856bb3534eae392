"""Copies: articles that share running text. Five outlets that print one agency's report are one text.

Two articles are compared by their runs of five words, as in Broder, "On the resemblance and containment of
documents" (1997). Only what an article says in its own words counts: furniture of the page is left out, and so
is what stands in quotation marks, for two reporters who quote one statement have not copied each other. A post
that is quoted without marks cannot be told from running text; alone it is too little to make a copy.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from newsread.analysis.document import Document
from newsread.analysis.quotes.quotation import Span
from newsread.analysis.quotes.quotation_marks import marked

_GRAM = 5
"""Words in a run. Shorter ones are shared by chance, longer ones are lost with every edited word."""
_LEAST_SHARED = 0.3
"""The containment from which on an article is a copy: rewritten agency copy has more, one subject has far less."""
_FEWEST_GRAMS = 10
"""Shared runs below which nothing is said, unless two articles are equal: fewer are no more than one sentence."""
_MOST_HOLDERS = 64
"""Articles before it that one is compared with for the sake of one run; the time would else grow with their square."""
_MOST_PLACES = 8
"""Places of one run in the other article that are tried for the longest passage."""


@dataclass(frozen=True)
class Passage:
    """The same running text in both articles of a copy, sentences and quotations inside it included."""

    one: Span
    other: Span


@dataclass(frozen=True)
class Copy:
    """Two articles that are one text, at least in part."""

    articles: tuple[str, str]
    """Their ids, in the order in which the articles were given."""
    containment: float
    """The share of the shorter article's runs of five words, 0 to 1, that stand in the other one too."""
    passages: tuple[Passage, ...]
    """In the order of the first article; in that one they never overlap."""


def copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Return the pairs of articles that are copies, in the order of the articles.

    Where more than 64 articles share one text, each is compared with the last 64 before it: they are still one text,
    but not every pair of them is listed, and `containment` may be a little low.
    """
    vocabulary: dict[str, int] = {}
    read = [_read(document, vocabulary) for document in documents]
    equal = set(_equal(documents, read))
    shared = {(one, other): containment for one, other, containment in _shared(read)}
    return tuple(
        Copy(
            (documents[one].id, documents[other].id),
            1.0 if (one, other) in equal else shared[one, other],
            tuple(_passages(read[one], read[other])) or _whole(documents[one], documents[other]),
        )
        for one, other in sorted(equal | shared.keys())
    )


def texts(article_ids: Sequence[str], copies: Sequence[Copy]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of articles that are one text; an article that copies none is a group of its own.

    Groups, and the articles in them, stand in the order given. A copy of a copy is the same text.
    """
    leader = {article: article for article in article_ids}

    def lead(article: str) -> str:
        while leader[article] != article:
            leader[article] = article = leader[leader[article]]
        return article

    for copy in copies:
        one, other = copy.articles
        if one in leader and other in leader:
            leader[lead(other)] = lead(one)
    groups: dict[str, list[str]] = {}
    for article in leader:
        groups.setdefault(lead(article), []).append(article)
    return tuple(map(tuple, groups.values()))


# An article as its words.

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*+")
_GAP = -1
"""Stands for the furniture of the page between two words: no run and no passage goes across it."""


@dataclass(frozen=True)
class _Read:
    """The words of the sentences that may carry claims: their numbers in a vocabulary, their places in the text."""

    words: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    own: bytearray
    """For each word 1 if the article says it itself, 0 in a quotation and for a gap."""

    def grams(self) -> Iterator[tuple[int, int]]:
        """Yield the runs of five of the article's own words: the number of the first word, and a hash of the run.

        Sixty-four bits of hash take a tenth of the words' memory, and two runs of one hash are never met.
        """
        length = 0
        for end, own in enumerate(self.own, 1):
            length = length + 1 if own else 0
            if length >= _GRAM:
                yield end - _GRAM, hash(tuple(self.words[end - _GRAM : end]))

    def distinct(self) -> set[int]:
        """Return the hashes of the runs, each once."""
        return {gram for _, gram in self.grams()}


def _read(document: Document, vocabulary: dict[str, int]) -> _Read:
    read = _Read(array("q"), array("q"), array("q"), bytearray())
    quotations = iter(marked(document.text))
    quotation = next(quotations, None)
    quoted_up_to = 0
    for sentence in document.sentences:
        if not sentence.claim:
            _append(read, _GAP, sentence.start, sentence.end, own=False)
            continue
        for found in _WORD.finditer(document.text, sentence.start, sentence.end):
            while quotation and quotation.start <= found.start():
                quoted_up_to = max(quoted_up_to, quotation.end)
                quotation = next(quotations, None)
            word = found.group().casefold().replace("’", "'")
            number = vocabulary.setdefault(word, len(vocabulary))
            _append(read, number, *found.span(), own=found.start() >= quoted_up_to)
    return read


def _append(read: _Read, word: int, start: int, end: int, *, own: bool) -> None:
    read.words.append(word)
    read.starts.append(start)
    read.ends.append(end)
    read.own.append(own)


# Pairs of articles, and what they share.


def _equal(documents: Sequence[Document], read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles that say the same from the first word to the last, however short they are."""
    numbers: dict[str, list[int]] = {}
    for number, (document, article) in enumerate(zip(documents, read, strict=True)):
        says_something = max(article.words, default=_GAP) != _GAP
        text = sha256(article.words.tobytes()).hexdigest() if says_something else document.article.sha256
        before = numbers.setdefault(text, [])
        yield from ((other, number) for other in before[-_MOST_HOLDERS:])
        before.append(number)


def _whole(one: Document, other: Document) -> tuple[Passage, ...]:
    """Return all of two texts as the passage that they share."""
    return (Passage(Span(0, len(one.text)), Span(0, len(other.text))),) if one.text and other.text else ()


def _shared(read: Sequence[_Read]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of articles that are copies, the later one second, and how much the shorter one shares.

    Each article is looked up in an index of the runs of those before it. Most runs stand in one article only, so
    a run gets a list of its holders no sooner than at the second one.
    """
    first: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    sizes: list[int] = []
    for number, article in enumerate(read):
        grams = article.distinct()
        sizes.append(len(grams))
        met: Counter[int] = Counter()
        for gram in grams:
            earliest = first.setdefault(gram, number)
            if earliest != number:
                before = holders.setdefault(gram, [earliest])
                met.update(before[-_MOST_HOLDERS:])
                before.append(number)
        for other, shared in sorted(met.items()):
            if shared >= max(_FEWEST_GRAMS, _LEAST_SHARED * min(sizes[other], len(grams))):
                yield other, number, shared / min(sizes[other], len(grams))


def _passages(one: _Read, other: _Read) -> Iterator[Passage]:
    """Yield the longest passages around shared runs, from the start of one article to its end."""
    places: dict[int, list[int]] = {}
    for place, gram in other.grams():
        places.setdefault(gram, []).append(place)
    done = 0
    for place, gram in one.grams():
        if place < done or gram not in places:
            continue
        reaches = [_reach(one, other, place, there, done) for there in places[gram][:_MOST_PLACES]]
        before, after, there = max(reaches, key=lambda reach: reach[0] + reach[1])
        done = place + after
        yield Passage(_span(one, place - before, done), _span(other, there - before, there + after))


def _reach(one: _Read, other: _Read, place: int, there: int, floor: int) -> tuple[int, int, int]:
    """Return how many words are the same before and from a shared place on, and the place in the other article."""
    before = after = 0
    while (
        place - before > floor
        and there - before > 0
        and one.words[place - before - 1] == other.words[there - before - 1] != _GAP
    ):
        before += 1
    longest = min(len(one.words) - place, len(other.words) - there)
    while after < longest and one.words[place + after] == other.words[there + after] != _GAP:
        after += 1
    return before, after, there


def _span(read: _Read, first: int, last: int) -> Span:
    return Span(read.starts[first], read.ends[last - 1])
