"""Who tags: the name that stands in the records and on the annotator's folder."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from newsread.errors import NewsreadError
from newsread.text.printable import printable

VARIABLE = "NEWSREAD_ANNOTATOR"
"""The environment variable that names the annotator."""

_SHARED = re.compile(
    "admin|administrator|anonymous|codespace|default|debian|docker|ec2-user|fedora|guest|jovyan|live|mint|"
    "nobody|owner|pc|pi|root|runner|student|system|test|ubuntu|user|vagrant|vscode",
    re.IGNORECASE,
)
"""Logins that say nothing of who sits there."""

_LONGEST = 64
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
"""Windows takes these for devices, whatever ending follows."""


class Annotator(NamedTuple):
    """Who tags."""

    name: str
    known: bool
    """Whether the name says who it is; False when it comes from a login that is shared or missing."""


def annotator(as_name: str | None, environ: Mapping[str, str], setting: str, login: str | None) -> Annotator:
    """Return who tags: who was asked for, else the environment's, else the setting's, else the login's name.

    None, or for the environment and the setting an empty text, is no answer. Raises NewsreadError when a name
    that was given cannot be one.
    """
    if as_name is not None:
        return Annotator(check_name(as_name), known=True)
    if given := environ.get(VARIABLE) or setting:
        return Annotator(check_name(given), known=True)
    try:
        name = check_name(login or "")
    except NewsreadError:
        return Annotator("anonymous", known=False)
    return Annotator(name, known=not _SHARED.fullmatch(name))


def check_name(name: str) -> str:
    """Return the name in Unicode's composed form and without space around it.

    It becomes the name of a folder, on any system. Raises NewsreadError when it cannot.
    """
    if not isinstance(name, str):
        raise NewsreadError(f"An annotator's name is a text, which {name!r} is not: choose another.")
    name = normalize("NFC", name.strip())
    shown = f"“{printable(name[:_LONGEST])}”"
    fault = None
    if not name:
        fault = "An annotator's name cannot be empty"
    elif len(name) > _LONGEST:
        fault = f"The annotator's name {shown}… is longer than {_LONGEST} characters"
    elif printable(name) != name:
        fault = f"The annotator's name {shown} has an invisible character in it"
    elif forbidden := _FORBIDDEN.search(name):
        fault = f"The annotator's name {shown} cannot have {forbidden[0]} in it, as it names a folder"
    elif name.startswith(".") or name.endswith("."):
        fault = f"The annotator's name {shown} cannot begin or end with a full stop, as it names a folder"
    elif _RESERVED.fullmatch(name):
        fault = f"The annotator's name {shown} cannot be used, as Windows keeps it for a device"
    if fault:
        raise NewsreadError(f"{fault}: choose another.")
    return name


def look_alikes(names: Iterable[str], beside: Iterable[str]) -> list[str]:
    """Return a sentence for each of the names that only case or Unicode's form tells from others of them or `beside`.

    What stands `beside` the names is told only with one of them.
    """
    names = {*names}
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for name in {*names, *beside}:
        alike[normalize("NFC", normalize("NFC", name).casefold())].add(name)
    return [
        f"The annotators {' and '.join(sorted(group))} differ only in case or in their letters' form: "
        "on a system that does not tell these apart, their tags would be in one folder."
        for _, group in sorted(alike.items())
        if len(group) > 1 and group & names
    ]
