"""JSON that is safe to look at in a terminal, and that every other reader of JSON takes."""

import json
import re
from types import MappingProxyType
from typing import Any, NoReturn

_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Delete, C1 controls, line separators, bidirectional controls, lone surrogates. (json escapes C0 itself.)"""


def encoded(value: object, indent: int | None = None, *, sort_keys: bool = False) -> str:
    """Return the value as JSON: text as it is, but with everything escaped that a terminal would act upon.

    Raises ValueError for numbers that JSON has not (NaN, infinities).
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, sort_keys=sort_keys, default=_plain)
    return _HIDDEN.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", text)


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


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse)
"""Reads JSON into frozen objects. Raises ValueError for NaN and for a name that stands twice in one object."""
