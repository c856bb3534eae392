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

from newsread.articles.encodings import as_utf_8, guessed_encoding, wide_encoding
from newsread.errors import NewsreadError
from newsread.rooted import Inside, LinkedRootError, OutsideRootError, Root, SpecialFileError
from newsread.text.printable import printable

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
_SAMPLE = 65_536
_NO_LETTERS = re.compile("[\x80-\x9f\ufffd]")
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
        wide = _decode_unmarked(data)
        if wide is None:
            raise _binary(path)
        return wide
    text, notice = as_utf_8(data) or _decode_legacy(data, path)
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


def _decode_unmarked(data: bytes) -> tuple[str, str | None] | None:
    """Decode what is plainly UTF-16 or UTF-32, though it does not say so."""
    encoding = wide_encoding(data)
    try:
        text = data.decode(encoding) if encoding else "\0"
    except UnicodeDecodeError:
        return None
    if _ODD_CONTROL.search(text):
        return None
    return text, f"read as {(encoding or '').upper()[:6]}: it has no byte order mark"


def _decode_legacy(data: bytes, path: Path) -> tuple[str, str | None]:
    encoding = guessed_encoding(data)
    text = data.decode(encoding, "replace")
    if len(_NO_LETTERS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 10:
        raise NewsreadError(
            f"{_name(path)} is in no encoding that can be told: save it as UTF-8 in the program that made it."
        )
    return text, _notice(encoding)


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
