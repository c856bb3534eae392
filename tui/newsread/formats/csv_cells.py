"""Cells that no spreadsheet runs as a formula or changes, and no reader of CSV stumbles over."""

import re
from unicodedata import category

_LONE_RETURN = re.compile(r"\r(?!\n)")
_SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\r\n"},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD),
}
"""Shown in place of what breaks readers of CSV: NUL becomes ␀, ESC ␛; C1 controls and lone surrogates become �."""

_FORMULA_SIGNS = frozenset("-=+@−＝＋－＠﹦﹢﹣﹫")
_QUOTES = frozenset("\"'`‘’“”„«»")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Signs by their category, blanks to the eye."""
_MONTHS = (
    "jan ene gen feb fév fev mar mär maa mrt apr avr abr may mai mei mag maj jun juin giu jul juil lug aug aoû ago "
    "sep set oct okt ott out nov dec dez déc dic"
)
"""How the names of months begin in the languages of most spreadsheets: English, German, French, Spanish, Italian,
Portuguese and Dutch."""
_MONEY = r"[$€£¥]?"
_CONVERTED = re.compile(
    rf"""[+-]?\s*{_MONEY}\s*[.,]?\d[\d.,'’\s]*(?:e[+-]?\d+)?\s*[%$€£¥]?  # 007, 1,234, 50 %, 1e5
    | \(\s*{_MONEY}\d[\d.,\s]*\)  # (5), which is less than nothing to accountants
    | \d{{1,4}}(?:\s?[-/.:]\s?\d{{1,4}}){{1,2}}(?:[.,]\d+)?\s*(?:[ap]\.?m?\.?)?  # 3/4, 8.4.2025, 10:30
    | \d{{1,4}}\s?[ap]\.?m?\.?  # 5 pm
    | \d+\s+\d+/\d+  # 1 1/2
    | \d{{1,4}}([-/.])\d{{1,2}}\1\d{{1,4}}[\sT]\d{{1,2}}:[\d:.,]+\s*(?:[ap]\.?m?\.?|Z)?
    | (?=.*\d)(?:\d{{1,4}}[-/.,\s]*)?(?:{"|".join(_MONTHS.split())})[^\W\d]*[-/.,\s]*(?:\d{{1,4}}[-/.,:\s]*)*
    | true | false
    | \#[\w/]+[!?]?  # \#N/A, an error""",
    re.IGNORECASE | re.VERBOSE,
)
"""Texts that a spreadsheet takes for numbers, dates, times or values of its own, and so shows or saves as others."""
_LONGEST_CONVERTED = 40
"""How many characters such a text has at most."""
_UNSEEN = frozenset({"Cf", "Cn", "Mn", "Me"})
"""Categories of format characters, code points without a meaning, and marks on the character before."""


def safe_cell(value: object, *, is_day: bool = False) -> str:
    """Return the value as a text that is safe to open; `unguarded` takes the guard off again.

    A number, and a text that is to be taken for a day or a time, is guarded only where it may run as a formula.
    """
    if value is None:
        return ""
    text = _with_signs(str(value))
    may_be_converted = not is_day and not isinstance(value, int)
    return f"'{text}" if _may_run(text) or (may_be_converted and _is_converted(text)) else text


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded; signs for control characters stay."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def is_guarded(text: str | None) -> bool:
    """Whether a text has an apostrophe before it in its cell."""
    return bool(text) and _needs_guard(_with_signs(text or ""))


def is_changed(text: str) -> bool:
    """Whether a text has signs in its cell for what it has."""
    return _with_signs(text) != text


def _with_signs(text: str) -> str:
    if text.isprintable():  # as nearly all are
        return text
    return _LONE_RETURN.sub("␍", text).translate(_SIGNS)


def _needs_guard(text: str) -> bool:
    return _may_run(text) or _is_converted(text)


def _is_converted(text: str) -> bool:
    """Whether a spreadsheet may take the text for something else, be it behind apostrophes of its own."""
    bare = text.lstrip("'").strip()
    return len(bare) <= _LONGEST_CONVERTED and bool(_CONVERTED.fullmatch(bare))


def _may_run(text: str) -> bool:
    """Whether a spreadsheet may run the text.

    It may drop a tab or a line's end, spaces, quotes and what nobody sees before the sign of a formula, and take
    wide signs for it.
    """
    if text[:1].isascii() and text[:1].isalnum():
        return False
    first = next((sign for sign in text if not _is_dropped(sign)), "")
    return first in _FORMULA_SIGNS or text.startswith(("\t", "\r"))


def _is_dropped(sign: str) -> bool:
    return sign.isspace() or sign in _QUOTES or sign in _BLANKS or category(sign) in _UNSEEN
