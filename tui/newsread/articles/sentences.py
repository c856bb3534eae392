"""Sentences by rule: the same text gives the same sentences on every machine, at the first frame, for ever.

A text is cut into paragraphs, a paragraph at the marks that end a sentence. A mark that may mean something
else, an abbreviation's full stop or a question inside a sentence, is judged by the few words around it, so
that the time is linear in the length of the text whatever it holds.

Change a rule and raise `SPLITTER_VERSION`: what was computed over the old sentences is then computed anew.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsread.articles.boilerplate import LIST_MARKER, may_carry_claims

SPLITTER_VERSION: int = 3
"""Raised whenever the rules could give another result for some text."""

_LONGEST_SENTENCE = 2_000
_LONGEST_PARAGRAPH = 50_000
_MOST_LINES = 1_000
_WIDEST_WRAP = 100


class Sentence(NamedTuple):
    """A sentence's half-open span `[start, end)` in code points, white space at neither edge."""

    start: int
    end: int
    claim: bool
    """Whether it may carry a claim: False for headings, captions, bylines and other furniture of a page, and
    where it has no word."""


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences in order; they never overlap and cover every character that is not white space."""
    for paragraph in paragraphs(text):
        stretches = list(_stretches(text, *paragraph))
        claims = may_carry_claims([text[start:end] for start, end in stretches])
        for (start, end), claim in zip(stretches, claims, strict=True):
            for piece in _pieces(text, start, end, _LONGEST_SENTENCE):
                yield Sentence(*piece, claim)


@lru_cache(
    maxsize=64
)  # an article's text is asked for by the screen, by what is recorded of it and by what looks for it
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return the sentences in order, remembered for the texts that were asked for last."""
    return tuple(sentences(text))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of the blocks that no sentence crosses, at most 50,000 code points each.

    Every line is a paragraph of its own, unless the text was wrapped at a fixed width.
    """
    for block in _blocks(text):
        for start, end in _joined(block):
            stamp = _DATE_STAMP.match(text, start, end)
            if stamp:
                yield stamp.span(1)
            yield from _pieces(text, stamp.end() if stamp else start, end, _LONGEST_PARAGRAPH)


# Paragraphs: lines, and whether a line goes on in the next one.

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""The signs that end a line, in the reader's eyes and for sentences, as a set of a regular expression."""
_LINE = re.compile(rf"\S[^{LINE_BREAKS}]*")
_ONE_BREAK = re.compile(rf"[^\S{LINE_BREAKS}]*+(?:\r\n|[{LINE_BREAKS}])[^\S{LINE_BREAKS}]*+")
_QUOTE_SIGNS = re.compile(r"(?:>[ \t]?)+")
_DATE_STAMP = re.compile(r"(date \d{4}-\d{2}-\d{2})(?:\s+|\Z)", re.IGNORECASE)
_OPENS_A_PARAGRAPH = re.compile(rf"{LIST_MARKER.pattern}|#{{1,6}}\s|by\s+[^\W\d_a-z]|https?://|www\.")
_LINE_IS_COMPLETE = re.compile(r"[.!?…:。！？][\"'”’»)\]}*_]*\Z")


class _Line(NamedTuple):
    start: int
    end: int
    words: str
    """The line without white space at its edges and without a quotation's `> `."""


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the lines between blank lines, never more than a thousand at once."""
    block: list[_Line] = []
    for found in _LINE.finditer(text):
        line = found.group().rstrip()
        start = found.start()
        goes_on = block and len(block) < _MOST_LINES and _ONE_BREAK.fullmatch(text, block[-1].end, start)
        if block and not goes_on:
            yield block
            block = []
        quoted = _QUOTE_SIGNS.match(line)
        block.append(_Line(start, start + len(line), line[quoted.end() :] if quoted else line))
    if block:
        yield block


def _joined(block: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    width = _wrap_width(block)
    start = block[0].start
    for line, following in pairwise(block):
        if not _goes_on(line.words, following.words, width):
            yield start, line.end
            start = following.start
    yield start, block[-1].end


def _wrap_width(block: Sequence[_Line]) -> int | None:
    """Return the width at which a block was wrapped, None where its lines are lines.

    In wrapped text the first word of a line is one that would not have fitted into the line before. Headlines
    of about one length look the same, so some lines must begin in lower case too.
    """
    width = max(len(line.words) for line in block)
    if len(block) < 3 or width > _WIDEST_WRAP:
        return None
    pairs = [
        (line.words, following.words)
        for line, following in pairwise(block)
        if not _OPENS_A_PARAGRAPH.match(following.words)
    ]
    full = sum(not _has_room(line, following, width) for line, following in pairs)
    lower = sum(following[:1].islower() for _, following in pairs)
    return width if pairs and full >= 0.8 * len(pairs) and lower >= len(pairs) / 3 else None


def _has_room(line: str, following: str, width: int) -> bool:
    first_word = following.split(maxsplit=1)[:1]
    return len(line) + 1 + len("".join(first_word)) <= width


def _goes_on(line: str, following: str, width: int | None) -> bool:
    if line.startswith("#") or _OPENS_A_PARAGRAPH.match(following):
        return False
    if following[:1].islower() and not _LINE_IS_COMPLETE.search(line):
        return True
    return width is not None and not _has_room(line, following, width)


# Sentences: the marks inside a paragraph.

_CLOSERS = r"(?:[\"'”’»›)}*_]|\]\([^()\s]*\)|\]|\[\d{1,3}\])*+"
_MARK = re.compile(rf"(?<![.!?…])([.!?…]++)({_CLOSERS})(?=\s|\Z)|([。！？]++)({_CLOSERS})")
_NEXT = re.compile(r"\s*+[\"'“‘„«‹(\[{*_¿¡]*+(\w{0,30})")
_GAP = re.compile(r"\s*")
_NEVER_FIRST = frozenset("-–—.,;:!?…)]}/&+=%|")
_ENUMERATOR = re.compile(r"[(>\s]*(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})")
_URL = re.compile(r"https?://|www\.|pic\.twitter\.com/")
_WORD_BEFORE = re.compile(r"[\w.&’'-]+\Z")
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
_ON_X = re.compile(r"\b(?:on|to|via|platform) X\Z")

_SPEECH = re.compile(
    r"(?:(?:[^\W\d_a-z][\w'’-]*+\.?|al|bin|de|der|of|the|van|von)\s+){1,6}"
    r"(?:add(?:s|ed)|answer(?:s|ed)|asks?|asked|continue[sd]|cried|declare[sd]|demand(?:s|ed)|exclaim(?:s|ed)"
    r"|explain(?:s|ed)|insist(?:s|ed)|joke[sd]|note[sd]|post(?:s|ed)|quipped|replie[sd]|said|says|shouted"
    r"|stresse[sd]|told|tweeted|urge[sd]|warn(?:s|ed)|wonder(?:s|ed)|write[s]?|wrote)\b"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STARTERS = _words("""
    A According After All Also Although Among An And Another Any As Asked At Because Before Both But By
    Despite During Each Earlier Even Following For From He Her Here His How However I If In Instead It Its
    Last Later Many Meanwhile More Moreover Most My Nevertheless No Nobody Not Now On Once One Only Other
    Others Our Over She Since So Some Still Such That The Their Then There These They This Those Though
    Through Thus To Today Under Unlike Until We What When Where Whether While Who Why With Without
    Yesterday Yet You
""")
"""Words that begin a sentence far more often than they follow an abbreviation as a name."""

_NEVER_END = _words("""
    Adm Asst Atty Brig Capt Cdr Cmdr Col Cpl Dr Fr Gen Gov Hon Lt Maj Messrs Mlle Mme Mr Mrs Ms Pres Prof
    Pte Pvt Rep Reps Rev Sen Sens Sgt Supt approx ca cf e.g eg i.e ie viz vs
""")
_BEFORE_A_NUMBER = _words("Art Ch Fig No Nos Par Sec Vol art ch fig no nos p par pp sec vol")
_MAY_END = _words("""
    Apr Ariz Assn Aug Ave Blvd Bros Calif Co Colo Conn Corp Dec Dept Det Feb Fla Fri Ft Ill Inc Insp Jan
    Jr Jul Jun Ltd Mar Mass Mich Minn Mon Mt Nov Oct Okla Ore Pa Rd Sat Sep Sept Spc Sq Sr St Sun Tenn Thu
    Thurs Tue Tues Univ Va Wash Wed Wis al est
""")


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between the marks that end a sentence, however long."""
    for mark in _MARK.finditer(text, start, end):
        if _ends_sentence(text, start, end, mark):
            yield start, mark.end()
            start = _after_gap(text, mark.end(), end)
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    after = _NEXT.match(text, mark.end(), end)
    signs, closers = mark[1], mark[2]
    if signs is None or after is None or after.end() == mark.end():
        return True  # marks of scripts without spaces, and the end of the paragraph
    word = after[1]
    if not word:
        return after.end() == end or text[after.end()] not in _NEVER_FIRST
    ellipsis = "…" in signs or ".." in signs
    if word[0].islower():
        return not ellipsis and _URL.match(text, after.start(1)) is not None
    if ellipsis and (not word[0].isupper() or text[mark.start() - 1 : mark.start()] in ("[", "(")):
        return False
    if signs == ".":
        return _full_stop_ends(text, start, mark.start(), word, followed_by=text[after.end() : after.end() + 1])
    # "Why now?" Zelensky asked
    quoted = any(closer in "\"'”’»" for closer in closers)
    return not quoted or word in _STARTERS or not _SPEECH.match(text, after.start(1), end)


def _full_stop_ends(text: str, start: int, dot: int, word: str, *, followed_by: str) -> bool:
    """Whether the full stop at `dot` ends the sentence begun at `start`; `word` follows it."""
    before = text[max(start, dot - 30) : dot]
    found = _WORD_BEFORE.search(before)
    last = found.group() if found else ""
    if last in _NEVER_END or (dot - start <= 8 and _ENUMERATOR.fullmatch(text, start, dot)):
        return False
    if last in _BEFORE_A_NUMBER:
        return not word[0].isdigit()
    initial = len(last) == 1 and last.isupper() and not _ON_X.search(before)
    if initial or last in _MAY_END or _DOTTED.fullmatch(last):
        return word in _STARTERS and not (len(word) == 1 and followed_by == ".")
    return True


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the span in pieces of at most `longest` code points, cut between words where that can be."""
    while end - start > longest:
        head = text[start : start + longest].rsplit(maxsplit=1)[0]
        yield start, start + len(head)
        start = _after_gap(text, start + len(head), end)
    if start < end:
        yield start, end


def _after_gap(text: str, start: int, end: int) -> int:
    gap = _GAP.match(text, start, end)
    return gap.end() if gap else start
