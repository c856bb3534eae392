"""What writing and reading brat's files have in common: the names of labels, and how a span is cut at line ends."""

import re

from newsread.formats.telling import LABELS

ARTICLES = "articles.jsonl"
"""The file that says which article a text is, for brat has no place for that."""

TYPES = {label: label.capitalize().replace(" ", "_") for label in LABELS}
"""The types of brat's entities for the labels: it takes no spaces in them."""

BREAKS = "\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""Where some reader of brat's files ends a line or a field, as they stand in a class of a regular expression."""

_FRAGMENT = re.compile(rf"\S(?:[^{BREAKS}]*\S)?")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the lines in a span, without white space at their ends; of nothing but that, all of it."""
    return [found.span() for found in _FRAGMENT.finditer(text, start, end)] or [(start, end)]


def on_one_line(note: str) -> str:
    """Return a note as brat can show it: what would end its line, and what nobody sees, is a space."""
    return _BLANK.sub(" ", note).strip()
