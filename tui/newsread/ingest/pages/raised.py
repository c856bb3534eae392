"""Raised and lowered characters in plain text: exponents, ordinals, formulas and reference marks.

Plain text has no superscripts. A digit that was raised must not become part of the number before it: “12¹ people” are
not 121 people. Exponents and indices become Unicode superscripts and subscripts (10⁶, m²), letters of ordinals and
digits of formulas stay on the line (1st, CO2), and marks that lead to a note are put in brackets, set apart from the
word ([1]).
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple


class Height(Enum):
    """Where characters are written."""

    LINE = auto()
    RAISED = auto()
    LOWERED = auto()
    NOTE = auto()
    """Raised or not: what is known to lead to a note."""


class Piece(NamedTuple):
    """A run of text at one height."""

    text: str
    height: Height = Height.LINE


_SUPERSCRIPTS = str.maketrans("0123456789+-\N{MINUS SIGN}=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_SUBSCRIPTS = str.maketrans("0123456789+-\N{MINUS SIGN}=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_ORDINAL_SIGNS = {"o": "º", "a": "ª"}
_EXPONENT = re.compile(r"[+\-\N{MINUS SIGN}]?[0-9]{1,4}[+\-\N{MINUS SIGN}]?|[+\-\N{MINUS SIGN}]")
_NUMBERS = re.compile(r"\d{1,4}[a-z]?(?:\s*[,;\N{EN DASH}-]\s*\d{1,4}[a-z]?)*", re.IGNORECASE)
_FRACTION = re.compile(r"\d{1,2}\s*[/\N{FRACTION SLASH}]\s*\d{1,2}")
_NOTE = re.compile(r"[a-z]|[ivxlc]{1,6}|(?:note|nb|fn)\.?\s*\w{1,3}", re.IGNORECASE)
"""Marks other than numbers, where it is known that they are marks."""
_BRACKETED = re.compile(r"[\[(（［]\s*(.+?)\s*[\])）］]|(\d{1,3})[.)]")
_LONGEST_MARK = 40
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]{1,2}|sec|min|sqm|[kMG]?Pa|lbs|yds?|miles?|inch(?:es)?|feet|met(?:er|re)s?"
    r"|kilomet(?:er|re)s?)\Z",
    re.IGNORECASE,
)
"""What can have an exponent: a unit, or a variable of one or two letters."""
_FORMULA = re.compile(r"(?<![a-z])(?:[A-Z][a-z]?|[)\]])\Z")
"""The end of a chemical symbol, or of a name that is written like one (PM2.5)."""
_SYMBOL = re.compile(r"[A-Z][a-z]?(?![^\W\d_])")
"""A chemical symbol, before which a raised number is that of an isotope."""


def joined(pieces: Iterable[Piece]) -> str:
    """Return pieces of one paragraph as plain text."""
    merged = list(_merged(pieces))
    text = ""
    for at, piece in enumerate(merged):
        after = merged[at + 1].text if at + 1 < len(merged) else ""
        text += rendered(piece, text, after)
    return text


def rendered(piece: Piece, before: str, after: str) -> str:
    """Return a piece as it is written in plain text between these two texts of its paragraph."""
    mark = piece.text.strip()
    if piece.height is Height.LINE or not (any(map(str.isalnum, mark)) or _EXPONENT.fullmatch(mark)):
        return piece.text
    lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    trail = piece.text[len(piece.text.rstrip()) :]
    before += lead
    following = trail + after
    if reference := _reference(mark, before, following, piece.height):
        return lead + reference + trail
    written = _lowered(mark, before) if piece.height is Height.LOWERED else _raised(mark, before)
    return lead + written + trail


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, neighbours of one height as one: an exponent may come in several runs."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.height is piece.height:
            last = Piece(last.text + piece.text, last.height)
        elif piece.text:
            if last:
                yield last
            last = piece
    if last:
        yield last


# Marks that lead to a note


def _reference(mark: str, before: str, after: str, height: Height) -> str | None:
    """Return a reference mark set apart; None for what is none."""
    bracketed = _BRACKETED.fullmatch(mark)
    bare = (bracketed[1] or bracketed[2]) if bracketed else mark
    if height is Height.NOTE:
        is_mark = len(mark) <= _LONGEST_MARK and bool(bracketed or _NUMBERS.fullmatch(bare) or _NOTE.fullmatch(bare))
    elif bracketed:
        is_mark = len(mark) <= _LONGEST_MARK and not _UNIT.search(before)
    else:
        is_mark = height is Height.RAISED and _NUMBERS.fullmatch(mark) is not None and _is_note(mark, before, after)
    if not is_mark:
        return None
    opening = " " if before[-1:].isalnum() else ""
    return f"{opening}[{bare}]{' ' if after[:1].isalnum() else ''}"


def _is_note(mark: str, before: str, after: str) -> bool:
    """Whether a raised number that nothing links must be the mark of a note, and no exponent."""
    if after[:1] in {"/", "\N{FRACTION SLASH}"} and not before[-1:].isalpha():
        return False
    if not before or before[-1].isspace():
        return _SYMBOL.match(after) is None
    if before[-1].isalpha():
        return not _UNIT.search(before)
    if before[-1].isalnum() or before[-1] in ")]":
        return _EXPONENT.fullmatch(mark) is None
    return True


# Exponents, ordinals, indices


def _raised(mark: str, before: str) -> str:
    if _EXPONENT.fullmatch(mark):
        return mark.translate(_SUPERSCRIPTS)
    if before[-1:].isdigit():
        if _FRACTION.fullmatch(mark):
            return f" {mark}"
        return f"^{mark}" if mark[0].isdigit() else _ORDINAL_SIGNS.get(mark, mark)
    return mark


def _lowered(mark: str, before: str) -> str:
    if _FORMULA.search(before):
        return mark
    if _EXPONENT.fullmatch(mark):
        return mark.translate(_SUBSCRIPTS)
    return f"_{mark}" if before[-1:].isalnum() and mark[0].isdigit() else mark
