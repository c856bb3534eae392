"""Numbers in English text: figures and words, fractions and ranges, what they are worth, how exact they are said.

Ordinals, scores (4-2) and the figures in names (F-16, 76ers, 24/7) are none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
"""What the words for numbers below twenty are worth."""
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""What the words multiply by that stand behind another number."""
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

_APPROXIMATORS = (
    "up to", "at least", "at most", "much more than", "far more than", "more than", "much less than", "less than",
    "fewer than", "no more than", "no less than", "no fewer than", "not more than", "as many as", "as much as",
    "as few as", "as little as", "just over", "just under", "well over", "well under", "close to", "upwards of",
    "in excess of", "an estimated", "estimated", "around", "about", "approximately", "roughly", "nearly", "almost",
    "virtually", "over", "under", "above", "below", "some", "only about", "a few", "several", "a couple of", "many",
)  # fmt: skip
"""Words before a number that make it less exact or bound it."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longer before the shorter."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_FIGURE = r"(?!0\d)(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d{1,9})?(?![\d,.]*\d)"
_SCALE = any_of(SCALES)
_BELOW_100 = rf"(?:{any_of(TENS)}(?:[ -]{any_of(SMALL)})?|{any_of(SMALL)})(?![^\W\d_])"
_SPELT = rf"(?:{_BELOW_100}|(?:half |a half[ -])?an? {_SCALE}|half[ -]{_SCALE})(?:[ -]{_SCALE}(?!\w)){{0,2}}"
_SPELT_LONG = rf"{_SPELT}(?:(?: and|,)? {_BELOW_100}(?:[ -]{_SCALE}(?!\w)){{1,2}})*(?:(?<=hundred) and {_BELOW_100})?"
_COUNT = rf"(?:{_FIGURE}(?:[ -]?(?:{_SCALE}|{any_of(_SHORT_SCALES)})(?!\w)){{0,2}}|{_SPELT_LONG})"
_FRACTION = (
    rf"(?:an?|one|two|three|four|five|nine)[ -]{any_of(tuple(part + 's?' for part in _PARTS))}(?= of\b)"
    rf"|(?:two|three|four|five|nine)-{any_of(tuple(part + 's' for part in _PARTS))}"
    r"|half(?= of\b| the\b| its\b| their\b)"
)
_SEVERAL = rf"(?:a few|several|many|a couple of) {_SCALE}"
_VAGUE = rf"(?:(?:ten|hundred|thousand)s of )?{_SCALE}s"
_NUMBER = re.compile(
    rf"(?<![\w.,:/#@'’-])(?:(?P<fraction>{_FRACTION})|(?P<several>{_SEVERAL})|(?P<vague>{_VAGUE})"
    rf"|(?P<first>{_COUNT})(?:(?P<join>\s?[-–]\s?| to | and )[$€£¥]?(?P<second>{_COUNT}))?)"
    r"(?![\w/:])(?![-–]\d)",
    re.IGNORECASE,
)
_ORDINAL_IN_TIME = re.compile(
    r"\b(?:in|into|enter(?:s|ed|ing)?) (?:its|their|his|her|an?) "
    rf"(?P<ordinal>{any_of(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))(?= (?:day|week|month|year)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:(?<=[^\w-])|^)({any_of(_APPROXIMATORS)})\s[$€£¥]?\Z", re.IGNORECASE)
_LONGEST_BEFORE = 20
_PIECE = re.compile(rf"{_FIGURE}|[^\W\d_]+")


@dataclass(frozen=True)
class Number:
    """A number at one place of a text, half-open in code points; its approximator is not in the span."""

    start: int
    end: int
    value: float | str | None
    """A number, a range `20-30`, a fraction `2/3`; None for `dozens` and the like, which give none."""


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers of a stretch of the text, in its order."""
    for found in _NUMBER.finditer(text, start, end):
        first, join, second = found["first"], found["join"], found["second"]
        if found["fraction"]:
            yield Number(*found.span(), _fraction(found["fraction"]))
        elif found["several"]:
            yield Number(found.end() - len(found["several"].split()[-1]), found.end(), _count(found["several"]))
        elif found["vague"]:
            yield Number(*found.span(), None)
        elif not join:
            yield Number(*found.span("first"), _count(first))
        elif _is_range(text, found):
            yield Number(*found.span(), _range(first, second))
        elif join.strip() in ("to", "and"):
            yield Number(*found.span("first"), _count(first))
            yield Number(*found.span("second"), _count(second))


def ordinals_in_time(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield the ordinals that count how long something lasts: the *third* in `its third year`."""
    for found in _ORDINAL_IN_TIME.finditer(text, start, end):
        word = found["ordinal"].lower()
        value = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2])
        yield Number(*found.span("ordinal"), value)


def approximator_before(text: str, start: int) -> tuple[int, str]:
    """Return where the approximator before a number begins, and the approximator; the number's start and "" if none."""
    floor = max(0, start - _LONGEST_BEFORE)
    before = _BEFORE.search(text[floor:start])
    return (floor + before.start(), before[1].lower()) if before else (start, "")


def _is_range(text: str, found: re.Match[str]) -> bool:
    """Whether two numbers are the ends of a range; `from 5 to 7` is a change, `5-3` a score."""
    before = text[max(0, found.start() - 8) : found.start()].lower()
    join = found["join"].strip()
    if join == "and":
        return before.endswith("between ")
    low, high = _ends(found["first"], found["second"])
    return low < high and not before.endswith("from ")


def _ends(first: str, second: str) -> tuple[float, float]:
    """Return the ends of a range; a scale that only the second one has belongs to both: `140-150 million`."""
    low, high = _count(first), _count(second)
    scale = _scale(second)
    return (low * scale if _scale(first) == 1 and low * scale <= high else low), high


def _range(first: str, second: str) -> str:
    low, high = _ends(first, second)
    return f"{_plain(low)}-{_plain(high)}"


def _fraction(form: str) -> str:
    words = re.split(r"[ -]", form.lower())
    over = 1 if len(words) == 1 or words[0] in ("a", "an") else SMALL[words[0]]
    part = words[-1]
    return f"{over}/{_PARTS.get(part) or _PARTS[part.removesuffix('s')]}"


def _scale(form: str) -> int:
    """Return what the scale at the end of a number multiplies it by."""
    last = _PIECE.findall(form.lower())[-1]
    return SCALES.get(last) or _SHORT_SCALES.get(last) or 1


def _count(form: str) -> float:
    """Return what a number is worth, read from left to right: a scale multiplies what was read before it."""
    total = current = 0.0
    for piece in _PIECE.findall(form.lower()):
        scale = SCALES.get(piece) or _SHORT_SCALES.get(piece)
        if piece[0].isdigit():
            current += float(piece.replace(",", ""))
        elif piece == "half":
            current = 0.5
        elif scale:
            # "two hundred thousand": the hundred belongs to what the thousand multiplies
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            current += SMALL.get(piece) or TENS.get(piece) or 0
    return _whole(total + current)


def _whole(value: float) -> float:
    value = round(value, 6)
    return int(value) if value.is_integer() else value


def _plain(value: float) -> str:
    return f"{value:.15g}"
