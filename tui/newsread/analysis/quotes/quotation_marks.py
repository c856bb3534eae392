"""Where a text quotes directly, by its marks alone.

A mark is judged by what stands around it first (an opening one leans on the word after it, a closing one on the
word before), then by its shape, then by whether a quotation is open: so straight marks, marks turned the wrong way
and marks with spaces on both sides are all read. The time is near-linear in the length of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsread.analysis.quotes.quotation import Span
from newsread.articles.sentences import paragraphs

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»‹›＂「」『』]")
_SINGLE = re.compile(r"['‘’‚‛`]")
_OPENING = frozenset(("``", *"“„‟«‹「『‘‚‛`"))
_CLOSING = frozenset(("''", *"”»›」』’"))
_BEFORE_AN_OPENING = frozenset("([{—–-/>:*_")
_AFTER_A_CLOSING = frozenset(",.;:!?…)]}—–-/*_")
_ANY_MARK = frozenset("\"“”„‟«»‹›＂'‘’‚‛`")
_ENDS_A_SENTENCE = frozenset(".!?…")
_ENDS_A_CLAUSE = _ENDS_A_SENTENCE | {","}

_ELISION = re.compile(r"(?:\d\ds|em|tis|twas|til|cause|cuz|bout|round|n|s|d|ll|re|ve|t|m)\b", re.IGNORECASE)
"""What an apostrophe stands before: ’90s, ’em, ’til."""
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+")
_FURTHEST_PARAGRAPH = 5
"""How many paragraphs on a closing mark may stand when none of them repeats the opening one."""
_LONGEST_SENTENCE = 2_000
_WIDEST_GAP = 8

_SAYS = (
    r"(?:said|says|added|adds|asked|asks|replied|replies|answered|told|wrote|writes|explained|announced|insisted|warned"
    r"|noted|stressed|declared|recalled|claimed|continued|concluded)\b"
)
_NAME = r"(?:(?:[^\W\d_a-z][\w'’-]{0,40}\.?|de|van|von|al|bin)\s{1,4}){1,5}"
_ATTRIBUTION = re.compile(
    rf"{_SAYS}\s{{1,4}}(?:the\b|an?\b|his\b|her\b|[^\W\d_a-z])|(?:(?:he|she|they)\s{{1,4}}|{_NAME}){_SAYS}"
)
"""The reporter’s words beside a quotation: said Mary, she said."""
_ATTRIBUTED = re.compile(rf"(?:(?<=,)|(?<=[.!?…])(?=\s{{1,4}}[a-z]))\s{{1,4}}(?:{_ATTRIBUTION.pattern})")


@dataclass(frozen=True)
class _Mark:
    """A double mark with what its surroundings say of it."""

    start: int
    end: int
    glyph: str
    paragraph: int
    fits_open: bool
    fits_close: bool
    after: str
    """The last character before the mark that is no white space, "" at the beginning of a paragraph."""

    def opens(self, inside: bool) -> bool:
        """Whether the mark opens rather than closes, `inside` a quotation or outside of any."""
        if self.fits_open != self.fits_close:
            return self.fits_open
        if inside and self.after in _ENDS_A_CLAUSE:
            return False
        if self.glyph in _OPENING or self.glyph in _CLOSING:
            return self.glyph in _OPENING
        return not inside


def marked(text: str) -> tuple[Span, ...]:
    """Return the half-open spans of direct quotations in code points, their marks included, in the order of the text.

    A quotation inside a quotation is part of it. One that goes on over paragraphs, each beginning with the opening
    mark again, is one; one whose closing mark is missing ends before “, she said”, or else with its paragraph.
    """
    blocks = list(paragraphs(text))
    pairing = _Pairing(text, blocks)
    for mark in _marks(text, blocks):
        pairing.take(mark)
    pairing.finish()
    doubles = pairing.found
    found: list[Span] = []
    for span in sorted([*doubles, *_singles(text, blocks, doubles)]):
        inside = found and span.start < found[-1].end
        if not inside and _says_something(text, span):
            found.append(span)
    return tuple(found)


def _says_something(text: str, span: Span) -> bool:
    return any(map(str.isalnum, text[span.start : span.end]))


def _marks(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[_Mark]:
    for number, (first, last) in enumerate(blocks):
        for found in _DOUBLE.finditer(text, first, last):
            start, end = found.span()
            gap = text[max(first, start - _WIDEST_GAP) : start].rstrip()
            yield _Mark(
                start,
                end,
                found.group(),
                number,
                _fits_open(text, start, end, first, last),
                _fits_close(text, start, end, first, last),
                gap[-1:],
            )


def _fits_open(text: str, start: int, end: int, first: int, last: int) -> bool:
    if start == first:
        return True
    before, after = text[start - 1], text[end : end + 1]
    leans = before.isspace() or before in _BEFORE_AN_OPENING or before in _ANY_MARK
    return end < last and leans and not after.isspace() and after not in ",.;:!?)"


def _fits_close(text: str, start: int, end: int, first: int, last: int) -> bool:
    if start == first:
        return False
    if end >= last:
        return True
    before, after = text[start - 1], text[end]
    leans = after.isspace() or after in _AFTER_A_CLOSING or after in _ANY_MARK
    return leans and not before.isspace() and before not in "([{"


class _Pairing:
    """Pairs double marks, one after the other; what is found is read from `found`."""

    def __init__(self, text: str, blocks: Sequence[tuple[int, int]]) -> None:
        self.found: list[Span] = []
        self._text = text
        self._blocks = blocks
        self._opened: _Mark | None = None
        self._paragraph = 0
        """The last paragraph that the open quotation is known to reach."""
        self._depth = 0
        self._last_close = 0
        """Where a quotation inside the open one ended, in that paragraph."""

    def take(self, mark: _Mark) -> None:
        """Take the next mark."""
        if self._opened and mark.paragraph != self._paragraph and self._is_repeated(mark):
            return
        if not self._opened:
            self._take_outside(mark)
        elif not mark.opens(inside=True):
            self._depth -= 1
            self._last_close = mark.end
            if not self._depth:
                self._close(mark.end)
        elif mark.after in _ENDS_A_SENTENCE and mark.glyph == self._opened.glyph:  # the one before was never closed
            self._close(self._last_close or self._unclosed(self._opened.start, mark.start))
            self._open(mark)
        else:
            self._depth += 1

    def finish(self) -> None:
        """End what is still open with its paragraph, at the latest."""
        if self._opened:
            first, last = self._blocks[self._paragraph]
            self._close(self._last_close or self._unclosed(max(first, self._opened.start), last))

    def _unclosed(self, start: int, end: int) -> int:
        """Return where a quotation ends that no mark closes before `end`: where the reporter speaks again, or there."""
        said = _ATTRIBUTED.search(self._text, start, end)
        return said.start() if said else start + len(self._text[start:end].rstrip())

    def _is_repeated(self, mark: _Mark) -> bool:
        """Whether a mark in a later paragraph is the opening one again; else decide whether it can still close."""
        begins = mark.start == self._blocks[mark.paragraph][0]
        if begins and mark.paragraph == self._paragraph + 1:
            self._reach(mark.paragraph)
            return True
        if mark.opens(inside=True) or mark.paragraph > self._paragraph + _FURTHEST_PARAGRAPH:
            self.finish()
        else:
            self._reach(mark.paragraph)
        return False

    def _take_outside(self, mark: _Mark) -> None:
        if mark.opens(inside=False):
            self._open(mark)
        elif mark.after in _ENDS_A_CLAUSE:  # it was never opened
            done = self.found[-1].end if self.found else 0
            first = max(done, self._blocks[mark.paragraph][0])
            start = _sentence_start(self._text, first, mark.start)
            follows = first == done > 0 and not self._text[done:start].strip()
            if not (follows and _ATTRIBUTION.match(self._text, start)):
                self.found.append(Span(start, mark.end))

    def _open(self, mark: _Mark) -> None:
        self._opened = mark
        self._reach(mark.paragraph)

    def _reach(self, paragraph: int) -> None:
        self._paragraph, self._depth, self._last_close = paragraph, 1, 0

    def _close(self, end: int) -> None:
        if self._opened:
            self.found.append(Span(self._opened.start, end))
        self._opened = None


def _sentence_start(text: str, first: int, end: int) -> int:
    start = max(first, end - _LONGEST_SENTENCE)
    for found in _SENTENCE_BREAK.finditer(text, start, end):
        if found.end() < end:
            start = found.end()
    while start < end and text[start].isspace():
        start += 1
    return start


def _singles(text: str, blocks: Sequence[tuple[int, int]], doubles: Sequence[Span]) -> Iterator[Span]:
    """Yield the quotations between single marks, which never reach beyond a paragraph and are often apostrophes."""
    starts = [span.start for span in doubles]
    for first, last in blocks:
        opening: list[int] = []
        sure: list[int] = []
        doubtful: list[int] = []
        for found in _SINGLE.finditer(text, first, last):
            start, end = found.span()
            place = bisect_right(starts, start) - 1
            if place >= 0 and start < doubles[place].end:
                continue
            glyph = found.group()
            fits_open, fits_close = (
                _fits_open(text, start, end, first, last),
                _fits_close(text, start, end, first, last),
            )
            if glyph != "’" and fits_open and not fits_close and not _ELISION.match(text, end):
                opening.append(start)
            elif glyph not in "‘‚‛`" and fits_close:
                (doubtful if _may_be_a_possessive(text, start, end) else sure).append(start)
        done = first
        for start in opening:
            if start < done:
                continue
            close = _closing(start, opening, sure, doubtful)
            if close is None:
                continue
            place = bisect_left(starts, start)
            if place < len(starts) and starts[place] < close and doubles[place].end > close:
                continue  # it would cross a quotation between double marks
            done = close + 1
            yield Span(start, done)


def _may_be_a_possessive(text: str, start: int, end: int) -> bool:
    """Whether a mark may be the apostrophe of a plural: soldiers’ families."""
    return text[start - 1] in "sSzZxX" and text[end : end + 1].isspace() and text[end + 1 : end + 2].isalnum()


def _closing(start: int, opening: Sequence[int], sure: Sequence[int], doubtful: Sequence[int]) -> int | None:
    """Return the mark that closes the quotation that one at `start` opens."""

    def following(marks: Sequence[int]) -> int | None:
        place = bisect_right(marks, start)
        return marks[place] if place < len(marks) else None

    another, certain, possible = following(opening), following(sure), following(doubtful)
    if certain is not None and (another is None or certain < another):
        return certain
    if possible is not None and (another is None or possible < another):
        return possible
    return certain
