"""The marks that git leaves in a file where it could not merge two versions of it. Pure."""

import re

_BEGIN = re.compile(r"^<{7}(?: |\r?$)", re.MULTILINE)
_MIDDLE = re.compile(r"^={7}\r?$", re.MULTILINE)
_END = re.compile(r"^>{7} \S", re.MULTILINE)


def conflict_line(text: str) -> int | None:
    """Return the number of the first line, from 1 on, that has a mark of a conflict; None where there is none.

    A line of seven equals signs is the mark only where that of the end follows: in Markdown it underlines a heading.
    Seven signs of quotation, as in mail, are none without it.
    """
    mark = _BEGIN.search(text)
    if mark is None and (middle := _MIDDLE.search(text)) and _END.search(text, middle.end()):
        mark = middle
    return text.count("\n", 0, mark.start()) + 1 if mark else None


def has_conflict_from(line: int) -> str:
    """Return what is wrong with a text that has marks of a conflict, as what follows the file's name in a sentence."""
    return f"has the marks of a git conflict in it, from line {line} on: keep the right words and remove the marks"
