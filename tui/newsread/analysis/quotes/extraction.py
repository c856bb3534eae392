"""The quotations of an article, direct and indirect, with their speakers; and one quotation in several articles."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsread.analysis.clauses import Clauses
from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention
from newsread.analysis.quotes.attribution import Attributions
from newsread.analysis.quotes.indirect import Reports
from newsread.analysis.quotes.quotation import Quote, Span, Speaker, Stretches
from newsread.analysis.quotes.quotation_marks import marked
from newsread.analysis.quotes.speakers import Speakers
from newsread.articles.boilerplate import may_carry_claim
from newsread.articles.sentences import Sentence, paragraphs

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_GRAM = 3
_FEWEST_WORDS = 4
"""A shorter quotation is the same only word for word, and only where somebody is said to have said it."""
_MOST_WORDS = 1_000
_MOST_RIVALS = 8
"""Quotations that are compared for one run of three words; a run that more of them share is no sign."""
_SHORT = 8
_LIKENESS, _LIKENESS_OF_SHORT_ONES = 0.7, 0.85
"""The share of the shorter one's words that makes two quotations one."""
_ROOM = 4
"""The stretch of the longer one may have a quarter more words at either end."""


def variants(
    quotes_by_article: Mapping[str, Sequence[Quote]], texts: Mapping[str, str]
) -> tuple[tuple[tuple[str, Quote], ...], ...]:
    """Return the direct quotations that several articles carry, each with where it stands.

    Articles are known by their ids and stay in the given order; `texts` are their texts. Each group holds two articles
    or more.
    """
    found = [(article, quote) for article, quotes in quotes_by_article.items() for quote in quotes if quote.direct]
    words = [_words(texts[article][quote.start : quote.end]) for article, quote in found]
    usable = [
        number
        for number, (_, quote) in enumerate(found)
        if len(words[number]) >= _FEWEST_WORDS or (words[number] and quote.speaker)
    ]
    group = list(range(len(found)))
    longest: dict[tuple[str, ...], list[int]] = {}
    for number in sorted(usable, key=lambda number: (-len(words[number]), number)):
        grams = tuple(_grams(words[number]))
        met: dict[int, bool] = {}
        for gram in grams:
            for rival in longest.get(gram, ()):
                if rival not in met:
                    met[rival] = _alike(words[rival], words[number])
        same = [rival for rival, alike in met.items() if alike]
        if same:
            group[number] = min(same)
        else:
            for gram in grams:
                rivals = longest.setdefault(gram, [])
                if len(rivals) < _MOST_RIVALS:
                    rivals.append(number)
    groups: dict[int, list[tuple[str, Quote]]] = {}
    for number, row in zip(group, found, strict=True):
        groups.setdefault(number, []).append(row)
    return tuple(tuple(rows) for rows in groups.values() if len({article for article, _ in rows}) > 1)


def _words(quotation: str) -> tuple[str, ...]:
    return tuple(word.replace("’", "'") for word in _WORD.findall(quotation.casefold())[:_MOST_WORDS])


def _grams(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each run of three words once; a shorter quotation is one run."""
    runs = (words[start : start + _GRAM] for start in range(max(1, len(words) - _GRAM + 1)))
    yield from dict.fromkeys(runs)


def _alike(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    if longer == shorter:
        return True
    if len(shorter) < _FEWEST_WORDS:
        return False
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - most runs compare nothing
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - likewise

    letters = {word: chr(number) for number, word in enumerate(dict.fromkeys((*longer, *shorter)), start=0x4E00)}
    short, long = ("".join(map(letters.__getitem__, words)) for words in (shorter, longer))
    place = partial_ratio_alignment(short, long)
    if place is None:
        return False
    room = len(short) // _ROOM
    window = long[max(0, place.dest_start - room) : place.dest_end + room]
    shared = LCSseq.similarity(short, window) / len(short)
    return shared >= (_LIKENESS if len(short) >= _SHORT else _LIKENESS_OF_SHORT_ONES)


_SIGNATURE = re.compile(r"\s*(?:>\s?)*[—–-]+\s*([^()\n]{1,100}?)\s*\(@\w{1,40}\)")
_ADDRESS = re.compile(r"(?:pic\.twitter\.com|t\.co|pic\.x\.com)/\S{1,40}\s*\Z")
_LONGEST_POST = 600
"""In code points. A post has 280, a block shows a few more; what is longer belongs to the report."""
_MOST_PARAGRAPHS = 6
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my|We|Our|My)\b")
_BEGINS_WITH_FIRST_PERSON = re.compile(r"(?:I|We|Our|My)\b(?!\s+(?:correspondents?|reporters?|staff|readers?)\b)")
_NEWSROOM = re.compile(
    r"We(?:'ve|’ve| have| will|'ll|’ll|'re|’re| are)?\s+"
    r"(?:contact|approach|reach|ask|updat|report|follow|cover|bring|correct|apologi[sz])",
)
"""What a newsroom says of itself in its own report."""
_DELIMITERS = re.compile(r"[\"“”„«»]")


class Post(NamedTuple):
    """A post's words `[start, end)` in code points, and the name under it."""

    start: int
    end: int
    author: Span | None


def posts(text: str, quoted: Sequence[Span]) -> tuple[Post, ...]:
    """Return the posts that stand in a text outside of its marked quotations, in the order of the text."""
    blocks = list(paragraphs(text))
    found = _signed(text, blocks)
    if not found and quoted:
        found = _unsigned(text, blocks, quoted)
    return tuple(post for post in found if not _touches(post, quoted))


def _touches(post: Post, quoted: Sequence[Span]) -> bool:
    place = bisect_left(quoted, (post.end, post.end))
    return place > 0 and quoted[place - 1].end > post.start


def _signed(text: str, blocks: Sequence[tuple[int, int]]) -> list[Post]:
    """Return the posts that end with a signature, or with an address that only posts end with."""
    found: list[Post] = []
    done = 0
    for number, (start, end) in enumerate(blocks):
        signature = _SIGNATURE.match(text, start, end)
        address = _ADDRESS.search(text, max(start, end - 60), end)
        if signature:
            last, author = number - 1, Span(*signature.span(1))
        elif address and not (number + 1 < len(blocks) and _SIGNATURE.match(text, *blocks[number + 1])):
            last, author = number, None
        else:
            continue
        first = _first(text, blocks, max(done, last - _MOST_PARAGRAPHS + 1), last)
        if first <= last and first >= done:
            stop = blocks[last][1]
            picture = _ADDRESS.search(text, max(blocks[last][0], stop - 60), stop)
            stop = picture.start() if picture else stop
            stop = blocks[first][0] + len(text[blocks[first][0] : stop].rstrip())
            if stop > blocks[first][0]:
                found.append(Post(blocks[first][0], stop, author))
        done = number + 1
    return found


def _first(text: str, blocks: Sequence[tuple[int, int]], floor: int, last: int) -> int:
    """Return the number of the paragraph that a post begins with, when it ends with the paragraph `last`.

    Lines above belong to it while no blank line parts them, they are no headings, and the post is not too long. The
    report above a post often stands as close; a line that could be a whole post ends where the voice changes.
    """
    first = last
    while first > floor:
        start = blocks[first - 1][0]
        above = text[start : blocks[first - 1][1]]
        parted = "\n\n" in text[blocks[first - 1][1] : blocks[first][0]].replace("\r", "")
        too_long = blocks[last][1] - start > _LONGEST_POST
        if parted or too_long or not may_carry_claim(above, alone=True) or _DELIMITERS.search(above):
            break
        if not _FIRST_PERSON.search(above) and _FIRST_PERSON.search(text, blocks[first][0], blocks[last][1]):
            break
        first -= 1
    return first


def _unsigned(text: str, blocks: Sequence[tuple[int, int]], quoted: Sequence[Span]) -> list[Post]:
    """Return the one paragraph in the first person of an article that else speaks in the third, if there is one."""
    voices = [number for number, (start, end) in enumerate(blocks) if _speaks(text, start, end, quoted)]
    if len(voices) != 1:
        return []
    start, end = blocks[voices[0]]
    words = text[start:end]
    if not _stands_alone(text, start, end):
        return []
    begins = _BEGINS_WITH_FIRST_PERSON.match(words) and not _NEWSROOM.match(words)
    if not begins or _DELIMITERS.search(words) or len(words) > _LONGEST_POST or not may_carry_claim(words, alone=True):
        return []
    return [Post(start, end, None)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether blank lines part a paragraph from its neighbours."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    return all(gap.count("\n") > 1 for gap in (before[len(before.rstrip()) :], after[: -len(after.lstrip()) or None]))


def _speaks(text: str, start: int, end: int, quoted: Sequence[Span]) -> bool:
    """Whether a paragraph has words in the first person outside of quotations."""
    for found in _FIRST_PERSON.finditer(text, start, end):
        place = bisect_left(quoted, (found.end(), found.end()))
        if not place or quoted[place - 1].end <= found.start():
            return True
    return False


__all__ = ["Quote", "Span", "Speaker", "direct_quotes", "quotes", "quotes_of", "variants"]


def quotes(document: Document, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """Return the quotations of an article in the order of its text.

    An indirect one is a guess by grammar alone; a direct one may lie in it.
    """
    quoted = marked(document.text)
    embedded = posts(document.text, quoted)
    spans = sorted([*quoted, *(Span(post.start, post.end) for post in embedded)])
    places = Stretches(spans)
    clauses = Clauses(document)
    speakers = Speakers(document, mentions, clauses, places.cover)
    attributions = Attributions(document, clauses, speakers, quoted)
    found = list(attributions.direct())
    for post in embedded:
        author = post.author and next(iter(speakers.mentions_in(*post.author)), None)
        found.append(Quote(post.start, post.end, True, speakers.of_mention(author) if author else None, None))
    found += (quote for quote in Reports(document, clauses, attributions).found() if not places.cover(quote.start))
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def direct_quotes(document: Document) -> tuple[Quote, ...]:
    """Return what stands between quotation marks, without speakers: all that can be told of a text in any language."""
    return tuple(Quote(span.start, span.end, True, None, None) for span in marked(document.text))


def quotes_of(found: Sequence[Quote], sentences: Sequence[Sentence]) -> tuple[Quote | None, ...]:
    """Return for each sentence the quotation that at least half of it lies in, None for no such.

    A direct one comes before an indirect one. So a sentence that is part of a long quotation knows its speaker.
    """
    kinds = [[quote for quote in found if quote.direct is direct] for direct in (True, False)]
    starts = [[quote.start for quote in kind] for kind in kinds]

    def of(start: int, end: int) -> Quote | None:
        for kind, begins in zip(kinds, starts, strict=True):
            first = max(0, bisect_right(begins, start) - 1)
            for quote in kind[first : bisect_left(begins, end)]:
                if (min(end, quote.end) - max(start, quote.start)) * 2 >= end - start:
                    return quote
        return None

    return tuple(of(sentence.start, sentence.end) for sentence in sentences)
