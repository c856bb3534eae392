"""What records are made of, checked where it is made, so that everything written can be read again. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from newsread.errors import NewsreadError

E = TypeVar("E", bound=StrEnum)

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON takes (RFC 8259, section 6)."""

_SHOWN = 60
"""How many characters of a wrong value a sentence repeats at most."""


def shortened(value: object) -> str:
    """Return a wrong value for a sentence: what it is, but not all of it where it is long."""
    try:
        shown = ascii(value)
    except (ValueError, RecursionError):  # a number of more digits than Python writes, an object without an end
        shown = type(value).__name__
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def member(value: object, kind: type[E]) -> E:
    """Return the member of an enumeration that a value is, or whose stored word it is exactly.

    Raises NewsreadError, which names the words that are possible.
    """
    if isinstance(value, str):
        for each in kind:
            if each == value:
                return each
    raise NewsreadError(f"{shortened(value)} is not {_named(kind)}: give one of {', '.join(kind)}.")


def coerce(holder: object, enumerations: Mapping[str, type[StrEnum]], *, optional: bool = False) -> None:
    """Put the members of enumerations in the place of their stored words, in a frozen dataclass that is being made.

    With `optional`, None stays. Raises NewsreadError for what is neither.
    """
    for name, kind in enumerations.items():
        value = getattr(holder, name)
        if type(value) is not kind and not (optional and value is None):
            object.__setattr__(holder, name, member(value, kind))


def check_types(holder: object, types: Mapping[str, tuple[type, ...]]) -> None:
    """Raise NewsreadError for the first attribute that is of none of its types.

    A bool is no whole number, and a moment is no day, although Python derives them from each other.
    """
    for name, expected in types.items():
        value = getattr(holder, name)
        if type(value) not in expected and not _is_derived(value, expected):
            raise NewsreadError(f"{name} is {shortened(value)}, which is not {' or '.join(map(_named, expected))}.")


def check_members(name: str, values: tuple[object, ...], kind: type) -> None:
    """Raise NewsreadError unless all of the values are of this type."""
    for value in values:
        if not isinstance(value, kind):
            raise NewsreadError(f"{name} has {shortened(value)} in it, which is not {_named(kind)}.")


def check_text(name: str, texts: Iterable[str | None]) -> None:
    """Raise NewsreadError where a text has half a character in it: no file in UTF-8 can hold that."""
    for text in texts:
        if text and not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
            raise NewsreadError(f"{name} has half a character in it, which no text can have: type it again.")


def is_deeper(value: object, depth: int) -> bool:
    """Whether lists and objects lie deeper in each other than so many; it takes whatever depth they have."""
    layer = [value]
    for _ in range(depth + 1):
        layer = [
            inner
            for each in layer
            if isinstance(each, Mapping | list | tuple)
            for inner in (each.values() if isinstance(each, Mapping) else each)
        ]
        if not layer:
            return False
    return True


def _is_derived(value: object, expected: tuple[type, ...]) -> bool:
    return isinstance(value, expected) and (not isinstance(value, bool | datetime) or datetime in expected)


_NAMES: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    tuple: "a tuple",
    datetime: "a time",
    type(None): "None",
}


def _named(kind: type) -> str:
    if kind in _NAMES:
        return _NAMES[kind]
    article = "an" if kind.__name__[0] in "AEIO" else "a"  # a UUID
    return f"{article} {kind.__name__ if kind.__name__.isupper() else kind.__name__.lower()}"
