"""Text from outside, made safe for a terminal.

A terminal acts on control characters, and bidirectional controls can make one text look like another. Both are
shown here as visible signs. Every code point becomes exactly one code point, so that an offset into the text is
the same offset into what is shown.
"""

from unicodedata import category

_SPACES = {ord("\t"), 0x85, 0x2028, 0x2029}
"""What parts words, or lines where there are several."""
_KEPT = {0x200C, 0x200D}
"""Zero-width joiner and non-joiner: parts of emoji and of several scripts' words."""

_UNSEEN = {0x00AD, 0x200B, 0x2060, 0xFEFF}
"""Soft hyphen, zero-width space, word joiner: what is never seen within a line. No terminal agrees on their width."""
_NOTHING = 0x200C
"""What is shown for those: a sign without width that terminals know, since it is part of words."""


class _Signs(dict[int, int]):
    """What is shown for a code point, worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = sign = _sign(code)
        return sign


def _sign(code: int) -> int:
    match category(chr(code)):
        case "Cc" | "Zl" | "Zp" if code in _SPACES:
            return ord(" ")
        case "Cc" if code < 0x20:
            return 0x2400 + code  # ESC becomes ␛
        case "Cc" if code == 0x7F:
            return 0x2421
        case "Cc" | "Cs":
            return 0xFFFD
        case "Cf" if code not in _KEPT:
            return _NOTHING if code in _UNSEEN else 0x00B7  # bidi controls, tags: a middle dot
    return code


_SIGNS = _Signs()


def printable(text: str) -> str:
    """Return the text with every character that a terminal would act upon shown as a sign, one for one."""
    return text if text.isprintable() else text.translate(_SIGNS)
