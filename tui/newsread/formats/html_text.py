"""Text from outside in HTML: code point by code point what it was, and nothing that a browser would act upon."""

import re

_SPECIAL = re.compile('[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_NEVER = re.compile("[\x00\ud800-\udfff]")
"""What no HTML can hold: NUL, and the halves of a pair that have no other half."""


def in_element(text: str) -> str:
    """Return text as the content of an element.

    Control characters, and those that turn the direction of text around, stand in elements of their own, in which they
    do nothing and are shown by their numbers. Each such `span` has its code point in `data-code`, in hexadecimal; in
    the place of what HTML cannot hold at all is U+FFFD.
    """
    return _SPECIAL.sub(_shown, text)


def in_attribute(text: str) -> str:
    """Return text as the value of an attribute in double quotation marks; U+FFFD is for what HTML cannot hold."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0]) or _kept(found[0]), text)


def _shown(found: re.Match[str]) -> str:
    sign = found[0]
    if entity := _ENTITIES.get(sign):
        return entity
    if sign == "\r" and found.string.startswith("\n", found.end()):
        return "&#13;"  # as it stands, the two would become one
    return f'<span class="sign" data-code="{ord(sign):04X}">{_kept(sign)}</span>'


def _kept(sign: str) -> str:
    return "&#13;" if sign == "\r" else _NEVER.sub("\ufffd", sign)
