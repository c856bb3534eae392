"""From the bytes of a file to its text: the encoding, and the front matter that is split off.

Nothing else is done to the text. Offsets count in it for as long as there are tags, so it must come out the
same whenever the same bytes are read.
"""

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from newsread.errors import NewsreadError
from newsread.printable import printable
from newsread.rooted import Inside, LinkedRootError, OutsideRootError, Root, SpecialFileError

MOST_BYTES = 50_000_000
"""The size up to which a file is read."""

_NOT_THERE = "not there: check its name and folder"


class Decoded(NamedTuple):
    """What a file holds."""

    text: str
    """Without byte order mark, front matter and lone surrogates; otherwise as it stands in the file."""
    front_matter: Mapping[str, object]
    """The YAML mapping at the file's head as it was written, empty where there is none."""
    notice: str | None
    """What a reader should know of how the file was read, None where it was plain UTF-8."""


def read_below(root: Root, inside: Inside) -> Decoded:
    """Read a text file below a root; a `NewsreadError` says why it cannot be read."""
    return decoded(bytes_below(root, inside), root.path / inside)


def decoded(data: bytes, path: Path) -> Decoded:
    """Return what bytes hold that are, or are to be, in the file at this path; raises as `read_below` does."""
    text, notice = _decode(data, path)
    front_matter, body = _split_front_matter(text)
    if not body or body.isspace():
        raise NewsreadError(f"{_name(path)} has no text: fill it or remove it.")
    return Decoded(body, front_matter, notice)


def read_bytes(path: Path) -> bytes:
    """Read a file that a person named, be it a link to anywhere; raises as `bytes_below` does."""
    try:
        real = Path(os.path.realpath(path))
    except (OSError, ValueError):  # of which the reading makes a sentence
        real = path
    return _bytes(Root(real.parent), real.name, path)


def bytes_below(root: Root, inside: Inside) -> bytes:
    """Read a regular file below a root that is not too large; a `NewsreadError` says why it cannot be read.

    What is not a regular file is never opened: a pipe would block, a device could do anything.
    """
    return _bytes(root, inside, root.path / inside)


def _bytes(root: Root, inside: Inside, path: Path) -> bytes:
    name = _name(path)
    try:
        data = root.read(inside, MOST_BYTES + 1)
    except (OutsideRootError, LinkedRootError):
        raise
    except SpecialFileError:
        raise NewsreadError(f"{name} is a pipe or a device, not a file: save its text to a file first.") from None
    except IsADirectoryError:
        raise NewsreadError(f"{name} is a folder, not an article: check that you may open it.") from None
    except FileNotFoundError:
        what = "a link to a file that is not there: mend or remove the link" if path.is_symlink() else _NOT_THERE
        raise NewsreadError(f"{name} is {what}.") from None
    except PermissionError:
        raise NewsreadError(f"{name} may not be read: give yourself the permission to read it.") from None
    except OSError as error:
        raise NewsreadError(f"{name} cannot be read: {error.strerror or error}.") from error
    except ValueError:  # a NUL in the path, or a code point the file system cannot name
        raise NewsreadError(f"{name} is no name a file can have: rename the file.") from None
    if len(data) > MOST_BYTES:
        raise NewsreadError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB: split it into articles.")
    return data


def _name(path: Path) -> str:
    return printable(path.name or str(path))


# Encodings, the surest sign first.

_BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16: in little-endian order its mark begins with the other's
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP, Word, OpenDocument or EPUB file",
    b"\xd0\xcf\x11\xe0": "an old Word or Office file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image, a sound or a film",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
}
_COMMON_ENCODINGS = ("cp1252", "cp1251", "koi8_r", "cp866", "mac_roman", "shift_jis", "euc_jp")
"""Of encodings that give the same text, the one a person has heard of."""
_DEFAULT_ENCODING = "cp1252"
_NEVER_GUESSED = ["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
"""These read nearly any bytes as some text; where they are plain they are known by then."""
_SAMPLE = 65_536
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_ODD_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def _decode(data: bytes, path: Path) -> tuple[str, str | None]:
    """Return the text and a notice of how it was read."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise NewsreadError(f"{_name(path)} is {kind}, not a text: save its words as a .txt file.")
    if b"\0" in data:
        wide = _decode_unmarked_utf_16(data)
        if wide is None:
            raise _binary(path)
        return wide
    text, notice = _decode_utf_8(data) or _decode_legacy(data, path)
    if len(_ODD_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 10:
        raise _binary(path)
    return text, notice


def _binary(path: Path) -> NewsreadError:
    return NewsreadError(f"{_name(path)} is binary, not a text: save its words as a .txt file.")


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        family = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        return text, f"not valid {family} from byte {error.start:,} on: what could not be read shows as �"


def _decode_unmarked_utf_16(data: bytes) -> tuple[str, str | None] | None:
    """Decode what is plainly UTF-16: NULs stand at one side of the pairs only and are frequent there."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if bool(even) == bool(odd) or max(even, odd) < len(sample) // 20:
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if _ODD_CONTROL.search(text):
        return None
    return text, "read as UTF-16: it has no byte order mark"


def _decode_utf_8(data: bytes) -> tuple[str, str | None] | None:
    """Decode UTF-8, also where a few bytes of it are damaged; None where it is another encoding.

    Bytes of other encodings hardly ever form UTF-8's longer characters, so a text that has more of these than
    bytes that fit nowhere is UTF-8.
    """
    try:
        return data.decode(), None
    except UnicodeDecodeError:
        valid = data.decode(errors="ignore")
    long_characters = len(valid) - len(valid.encode("ascii", "ignore"))
    damaged = len(data) - len(valid.encode())
    if damaged > long_characters:
        return None
    bytes_are = "1 byte is" if damaged == 1 else f"{damaged:,} bytes are"
    return data.decode(errors="replace"), f"{bytes_are} not valid UTF-8 and could not be read: shown as �"


def _decode_legacy(data: bytes, path: Path) -> tuple[str, str | None]:
    # Most articles are UTF-8, and the import costs more than reading a hundred of them.
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only who needs it pays for it

    high = _HIGH_BYTE.search(data)
    first = max(0, high.start() - 4_096) if high else 0
    guess = from_bytes(data[first : first + _SAMPLE], cp_exclusion=_NEVER_GUESSED).best()
    if guess is None:  # some control characters are enough for that
        return _decode_by_default(data, path)
    alike = guess.could_be_from_charset
    encoding = next((common for common in _COMMON_ENCODINGS if common in alike), guess.encoding)
    return data.decode(encoding, "replace"), _notice(encoding)


def _decode_by_default(data: bytes, path: Path) -> tuple[str, str]:
    """Decode as what most English text that is not UTF-8 is in; this encoding leaves some bytes without a meaning."""
    try:
        return data.decode(_DEFAULT_ENCODING), _notice(_DEFAULT_ENCODING)
    except UnicodeDecodeError:
        raise NewsreadError(
            f"{_name(path)} is in no encoding that can be told: save it as UTF-8 in the program that made it."
        ) from None


def _notice(encoding: str) -> str:
    label = re.sub(r"^cp(125\d)$", r"windows-\1", encoding).replace("_", "-")
    return f"read as {label}: it is not UTF-8"


# Front matter.

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT_MATTER = 50_000


def _split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Split off a YAML mapping between `---` lines; whatever is not exactly that is text."""
    found = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER) if text.startswith("---") else None
    if found is None:
        return {}, text
    import yaml  # noqa: PLC0415 - few articles have front matter

    try:
        fields = yaml.safe_load(found[1])
    except Exception:  # hostile YAML makes PyYAML raise anything: RecursionError, AttributeError, …
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    return {key: value for key, value in fields.items() if isinstance(key, str)}, text[found.end() :]
