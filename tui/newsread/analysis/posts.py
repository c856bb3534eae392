"""Posts of social networks that stand in an article without quotation marks.

A page embeds a post as a block of its own. When it becomes text, what is left is its signature (“— Name (@handle)
April 8, 2025”) or the address of its picture; sometimes nothing but the voice: the author says *we* in an article
that speaks in the third person everywhere else.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newsread.analysis.quotation import Span
from newsread.articles.boilerplate import may_carry_claim
from newsread.articles.sentences import paragraphs

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
