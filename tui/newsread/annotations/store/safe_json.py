"""JSON that is safe to look at in a terminal, and that every other reader of JSON takes."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NoReturn

DEEPEST = 64
"""Levels of lists and objects in one value that is read. A record has at most six."""

_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Delete, C1 controls, line separators, bidirectional controls, lone surrogates. (json escapes C0 itself.)"""


def encoded(value: object, indent: int | None = None, *, sort_keys: bool = False) -> str:
    """Return the value as JSON: text as it is, but with everything escaped that a terminal would act upon.

    Raises ValueError for numbers that JSON has not (NaN, infinities).
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, sort_keys=sort_keys, default=_plain)
    return _HIDDEN.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", text)


def parsed(text: str) -> Any:
    """Return what JSON says, objects frozen.

    Raises ValueError for what is no JSON, for NaN, for a name that stands twice in one object, and for values that are
    nested more than `DEEPEST` levels: Python reads those, but cannot write them again. Raises RecursionError for some
    that are nested deeper still.
    """
    value = _DECODER.decode(text)
    if text.count("{") + text.count("[") > DEEPEST and _is_deeper(value, DEEPEST):
        raise ValueError(f"it is nested more than {DEEPEST} levels deep")
    return value


def _is_deeper(value: object, levels: int) -> bool:
    """Whether lists and objects in the value are nested in more levels; it needs no stack for it."""
    inside = [value]
    while inside and levels >= 0:
        levels -= 1
        inside = [
            inner
            for outer in inside
            if isinstance(outer, Mapping | list | tuple)
            for inner in (outer.values() if isinstance(outer, Mapping) else outer)
        ]
    return bool(inside)


def frozen(value: Any) -> Any:
    """Return a value of JSON that cannot be changed: objects as mapping proxies, lists as tuples."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    return value


def _object(pairs: list[tuple[str, Any]]) -> MappingProxyType[str, Any]:
    values = {key: frozen(value) if isinstance(value, list) else value for key, value in pairs}
    if len(values) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return MappingProxyType(values)


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse)
