"""Which encoding a text is in that does not say so: of those that fit, the one of its language."""

import codecs
import re

from newsread.text.wording import count_of

_DEFAULT = "cp1252"
"""What most English text that is not UTF-8 is in."""
_FEW = 4
"""So many bytes beyond ASCII, typographic quotes and an accent or two, may be anything: unsure guesses are not used."""
_UNSURE = 0.1
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Encodings that are parts of larger ones, which also have the signs that are used beside them (WHATWG Encoding)."""
_NOT_LETTERS = re.compile(rb"[\x80-\x9f]")
_SIGNS = re.compile(
    rb"(?<![A-Za-z])[\x91\x93](?=[A-Za-z0-9])|(?<=[A-Za-z0-9.,!?%])\x94(?![A-Za-z])|(?<= )[\x96\x97](?= )"
    rb"|(?<![A-Za-z])\x80(?=\d)|(?<=\d)\x80|(?P<apostrophe>(?<=[A-Za-z])\x92(?=[A-Za-z]))"
)
"""Quotation marks, dashes, euro signs and apostrophes of cp1252, where English has them."""
_SAMPLE = 65_536
_BEFORE_FIRST = 4_096
_ASCII = bytes(range(128))


def guessed_encoding(data: bytes) -> str:
    """Return the name that Python has for the encoding that a text most likely is in."""
    from chardet import EncodingEra, detect  # noqa: PLC0415 - most texts are UTF-8, and this takes longer than they do

    beyond_ascii = data.translate(None, _ASCII)
    first = max(0, data.find(beyond_ascii[:1]) - _BEFORE_FIRST) if beyond_ascii else 0
    found = detect(data[first : first + _SAMPLE], encoding_era=EncodingEra.ALL & ~EncodingEra.MAINFRAME)
    if len(beyond_ascii) <= _FEW and found["confidence"] < _UNSURE:
        return _DEFAULT
    try:
        name = codecs.lookup(found["encoding"] or _DEFAULT).name
    except LookupError:
        return _DEFAULT
    if name.startswith(("mac", "cp4", "cp8")) and _has_signs_of_default(data):
        return _DEFAULT
    return _MEANT.get(name, name)


def _has_signs_of_default(data: bytes) -> bool:
    """Whether what are letters in the other encodings are signs in cp1252, and each is where such a sign is.

    An apostrophe alone is no proof: its byte is a letter that many words have inside them.
    """
    signs = [found["apostrophe"] for found in _SIGNS.finditer(data)]
    return None in signs and len(signs) == len(_NOT_LETTERS.findall(data))


def wide_encoding(data: bytes) -> str | None:
    """Return which form of UTF-16 or UTF-32 a text without a byte order mark is in, None where it is in neither.

    NULs are frequent in them, and at one side of the pairs nearly alone.
    """
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) >= len(sample) // 20 and min(even, odd) * 4 <= max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    from chardet import detect  # noqa: PLC0415

    found = (detect(sample)["encoding"] or "").lower()
    return found if found in {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"} else None


def as_utf_8(data: bytes) -> tuple[str, str | None] | None:
    """Return the text of bytes that are UTF-8, also where a few of them are damaged, and a notice of the damage.

    None for another encoding: its bytes hardly ever form UTF-8's longer characters, so a text that has more of these
    than bytes that fit nowhere is UTF-8.
    """
    try:
        return data.decode(), None
    except UnicodeDecodeError:
        valid = data.decode(errors="ignore")
    long_characters = len(valid) - len(valid.encode("ascii", "ignore"))
    damaged = len(data) - len(valid.encode())
    if damaged > long_characters:
        return None
    bytes_are = f"{count_of(damaged, 'byte')} {'is' if damaged == 1 else 'are'}"
    return data.decode(errors="replace"), f"{bytes_are} not valid UTF-8 and could not be read: shown as �"
