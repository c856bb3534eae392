"""Bylines: which words that a page gives for its author are a name, and what around the name is none."""

import re
from collections.abc import Iterable

_LONGEST = 500
"""Characters of a byline; what is longer is none."""
_BY = re.compile(
    r"(?:(?:written|words|story|report(?:ed|ing)?|text|posted|published|authored)\s+)?by(?:[:\s]+|\Z)"
    r"|(?:(?:the )?authors?|written by|reporters?)\s*:\s*",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(
    r"[\s,|•·@–—-]+(?:(?:published|updated|posted|last updated|modified)\b.*|(?:on|at)\b[^,]*\d.*"
    r"|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}\b.*|\d{1,2}(?:st|nd|rd|th)?[\s./-].*\d{2,4}.*"
    r"|\d{4}[-/.]\d.*))\Z",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[<(\[]?\s*\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?")
_NOBODY = re.compile(
    r"(?:(?:no|unknown|default|guest|anonymous|test|n\.?a\.?|not?)[\s_-]*(?:author|user|name|available|writer|byline)s?"
    r"|n/?a|none|null|nil|undefined|unknown|anonymous|authors?|bylines?|writers?|names?|admin(?:istrator)?|webmaster|root"
    r"|super\s?user|users?|guest|test|editor\s?admin|wordpress|wp-?admin|site\s?admin|default|nan|false|true|by"
    r"|[\[{<%$#].*[\]}>%$#])",
    re.IGNORECASE,
)
"""What programs put in place of a name."""
_BUTTON = re.compile(
    r"(?:e-?mail|contact|follow(?:ing)?|(?:view|see|show|read|click|all|more)\s+(?:\w+\s+){0,3}?"
    r"(?:all|more|by|from|posts?|articles?|stories|bio|profile|here)"
    r"|subscribe|share|tweet|sign up|log in|send)\b.{0,80}"
    r"|(?:more|posts?|articles?|stories|bio(?:graphy)?|profile|author archives?|website|twitter|facebook|instagram"
    r"|linkedin|rss|x|print|comments?|save|about(?: the authors?)?|the authors?|author)",
    re.IGNORECASE,
)
"""What is written on buttons and links beside a name."""


def byline(names: Iterable[str]) -> str | None:
    """Return the names of the authors, with commas between them; None where none of the words is a name."""
    found: dict[str, str] = {}
    for words in names:
        for name in _names(words):
            found.setdefault(name.casefold(), name)
    line = ", ".join(found.values())
    return line if line and len(line) <= _LONGEST else None


def _names(words: str) -> Iterable[str]:
    line = " ".join(words.split())
    if _BUTTON.fullmatch(line):
        return
    line = _MAIL.sub(" ", line)
    line = _DATE_BEHIND.sub("", _without_by(line), count=1)
    line = " ".join(line.split()).strip(" ,;|•·–—-")
    if is_name(line):
        yield line


def _without_by(line: str) -> str:
    while found := _BY.match(line):
        line = line[found.end() :]
    return line


def is_name(line: str) -> bool:
    """Whether a line may be the name of a person or an editorial office, and no button or placeholder."""
    return (
        any(map(str.isalpha, line))
        and not line.startswith(("@", "http://", "https://", "www."))
        and not _NOBODY.fullmatch(line)
        and not _BUTTON.fullmatch(line)
    )
