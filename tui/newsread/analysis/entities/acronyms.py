"""Acronyms, where a text introduces them: `Ministry of Defence (MoD)`."""

import re

_IN_BRACKETS = re.compile(r"\s?[(\[][\"“'‘]?([A-Z][A-Za-z&.]{1,9}?)[\"”'’]?[)\]]")
_INITIAL = re.compile(r"(?<![\w'’])\w|(?<=[a-z])[A-Z]")
_LONGEST = 100


def introduced(text: str, start: int, end: int) -> str | None:
    """Return the acronym that stands in brackets right after a name and is made of its initials, or None."""
    found = _IN_BRACKETS.match(text, end)
    if not found or end - start > _LONGEST:
        return None
    letters = [letter.casefold() for letter in found[1] if letter.isalpha()]
    initials = iter([initial.casefold() for initial in _INITIAL.findall(text, start, end)])
    capitals = sum(letter.isupper() for letter in found[1])
    return found[1] if capitals > 1 and letters and all(letter in initials for letter in letters) else None
