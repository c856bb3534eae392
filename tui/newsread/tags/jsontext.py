"""JSON that is safe to look at in a terminal, and that every other reader of JSON takes."""

import json
import re
from types import MappingProxyType

_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Delete, C1 controls, line separators, bidirectional controls, lone surrogates. (json escapes C0 itself.)"""


def encoded(value: object, indent: int | None = None) -> str:
    """Return the value as JSON: text as it is, but with everything escaped that a terminal would act upon.

    Raises ValueError for numbers that JSON has not (NaN, infinities).
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=_plain)
    return _HIDDEN.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", text)


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
