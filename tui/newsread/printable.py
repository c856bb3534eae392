"""Text from outside, made safe for a terminal.

A terminal acts on control characters, and bidirectional controls can make one text look like another. Both are
shown here as visible signs. Every code point becomes exactly one code point, so that an offset into the text is
the same offset into what is shown.
"""

from functools import cache
from sys import maxunicode
from unicodedata import category

# Zero-width joiner and non-joiner belong to emoji and to several scripts; without them the words are others.
_KEPT_FORMAT_CHARACTERS = {0x200C, 0x200D}


@cache
def _signs() -> dict[int, int]:
    signs = {code: 0x2400 + code for code in range(0x20)}  # ESC becomes ␛
    signs[ord("\t")] = ord(" ")
    signs[0x7F] = 0x2421
    signs |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    signs |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)  # surrogates cannot be encoded
    signs |= dict.fromkeys((0x2028, 0x2029), 0xFFFD)
    for code in range(0xAD, maxunicode + 1):
        if category(chr(code)) == "Cf" and code not in _KEPT_FORMAT_CHARACTERS:
            signs[code] = 0x00B7  # bidi controls, soft hyphens, tags: a middle dot
    return signs


def printable(text: str) -> str:
    """Return the text with every character that a terminal would act upon shown as a sign, one for one."""
    if text.isprintable():
        return text
    return text.translate(_signs())
