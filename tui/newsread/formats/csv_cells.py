"""Cells that no spreadsheet runs as a formula and no reader of CSV stumbles over."""

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
_UNSEEN = frozenset({"Cf", "Cn", "Mn", "Me"})
"""Categories of format characters, code points without a meaning, and marks on the character before."""


def safe_cell(value: object) -> str:
    """Return the value as a text that is safe to open; `unguarded` takes the guard off again."""
    if value is None:
        return ""
    text = _with_signs(str(value))
    return f"'{text}" if _may_run(text) else text


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded; signs for control characters stay."""
    return cell[1:] if cell.startswith("'") and _may_run(cell[1:]) else cell


def is_changed(text: str) -> bool:
    """Whether a text has signs in its cell for what it has."""
    return _with_signs(text) != text


def _with_signs(text: str) -> str:
    if text.isprintable():  # as nearly all are
        return text
    return _LONE_RETURN.sub("␍", text).translate(_SIGNS)


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
