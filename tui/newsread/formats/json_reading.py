"""JSON from elsewhere, taken apart with one sentence for whatever is wrong with it."""

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from newsread.annotations.store.safe_json import parsed
from newsread.errors import NewsreadError

T = TypeVar("T")

_MOST_SHOWN = 200
"""How much of a reason is shown, in characters."""


def decoded(content: bytes | str) -> object:
    """Return the value that a file holds. Raises NewsreadError, like all here: `is not valid JSON: …`."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        return parsed(text.strip())
    except UnicodeDecodeError as error:
        raise NewsreadError("is not UTF-8: save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise NewsreadError(f"is not valid JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise NewsreadError("is not valid JSON: its values lie too deep in each other.") from error
    except ValueError as error:
        raise NewsreadError(f"is not valid JSON: {error}.") from error


def is_object(value: object) -> Mapping[str, object]:
    """Return the fields of an object."""
    if not isinstance(value, Mapping):
        raise NewsreadError("has something else where an object should stand: is it in another format?")
    return value


def listed(entry: Mapping[str, object], name: str, *, needed: bool = False) -> tuple[object, ...]:
    """Return the items of a list in an object; without it none, unless it is needed."""
    value = entry.get(name, None if needed else ())
    if not isinstance(value, list | tuple):
        raise NewsreadError(f"has no list of {name} where one should stand: is it in another format?")
    return tuple(value)


def of_entry(entry: Mapping[str, object], name: str, read: Callable[[object], T]) -> T:
    """Return a field of an object as `newsread.annotations.fields` reads it."""
    try:
        return read(entry.get(name))
    except (ValueError, OverflowError, RecursionError, NewsreadError) as error:
        why = str(error).rstrip(".")[:_MOST_SHOWN]  # it may repeat what a hostile file says
        raise NewsreadError(f"has an entry whose {name} cannot be used: {why}.") from error
