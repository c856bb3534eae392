"""How the same thing is said everywhere: why the system refused, how many there are, and words that are quoted."""

import errno

_MENDED_BY_ROOM = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", -1)}
)
"""What a folder that may be written, or room on the disk, puts right."""

_DOUBLE = frozenset('"“”„‟«»「」『』＂')
"""Quotation marks that are as strong as “ and ”."""

GIVEN_ON_OTHER_WORDS = "given on other words"
"""Said of a verdict whose claim was put on words that are not those it was given on."""


def cause(fault: OSError) -> str:
    """Return why the system refused, as it stands within a sentence: no space left on device."""
    return (fault.strerror or str(fault)).lower().rstrip(".")


def way_out(fault: OSError) -> str:
    """Return what to do about something that could not be written, as it stands within a sentence."""
    return "make the folder writable or free some space" if fault.errno in _MENDED_BY_ROOM else "see to that"


def count_of(number: int, thing: str, things: str = "") -> str:
    """Return a number of things: 1 record, 1,204 records. `things` is the plural where it takes more than an s."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def quoted(words: str, most: int = 60, *, with_end: bool = False) -> str:
    """Return words from outside on one line in quotation marks, of more than `most` characters the beginning.

    Where the end tells as much as the beginning both are shown, `with_end`, and an ellipsis between them.

    They still need `printable`. Words that have quotation marks around them keep those as their only ones, and others
    that begin or end with a double mark are put into single ones: so no two of a kind stand beside each other.
    """
    line = " ".join(words.split())
    shown = _both_ends(line, most) if with_end else _beginning(line, most)
    if not shown or not {shown[0], shown[-1]} & _DOUBLE:
        return f"“{shown}”"
    return shown if _is_one_quotation(shown) else f"‘{shown}’"


def same_words(some: str, others: str) -> bool:
    """Whether two texts differ at most in their white space."""
    return some.split() == others.split()


def _beginning(line: str, most: int) -> str:
    """Return the line, or as many of its words as fit; where one word is too long for that, the beginning of it."""
    if len(line) <= most:
        return line
    end = line.rfind(" ", most // 2, most + 1)
    return f"{line[:end].rstrip()} …" if end > 0 else f"{line[:most]}…"


def _both_ends(line: str, most: int) -> str:
    """Return the line, or as many words of its beginning and of its end as fit, half of the room for each."""
    if len(line) <= most:
        return line
    half = max(1, most // 2 - 1)
    at = line.find(" ", len(line) - half, -1)
    return f"{_beginning(line, half)} {line[at + 1 :] if at >= 0 else line[-half:]}"


def _is_one_quotation(line: str) -> bool:
    """Whether the mark that opens the line is closed at its end, and not before."""
    return len(line) > 2 and {line[0], line[-1]} <= _DOUBLE and not set(line[1:-1]) & _DOUBLE
