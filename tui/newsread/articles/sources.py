"""Where an article came from: who published it, who wrote it, when, under what title, at what address.

Three places are asked, field by field: the folder's `sources.toml`, the front matter, and what the text
itself says plainly. What none of them says stays None; no outlet is concluded from an address.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from newsread.articles.boilerplate import is_furniture, is_heading
from newsread.articles.dates import MONTHS_BY_THREE_LETTERS, iso_date
from newsread.articles.git_conflict import conflict_line, has_conflict_from
from newsread.articles.reading import bytes_below
from newsread.errors import NewsreadError
from newsread.followed import root_of
from newsread.rooted import Root
from newsread.text.printable import printable


def marked_as_guessed(words: str | None, *, is_guess: bool) -> str:
    """Return words with `(guessed)` behind them where they are a guess; empty for None."""
    return f"{words} (guessed)" if words and is_guess else words or ""


@dataclass(frozen=True)
class Source:
    """What is known of where an article came from: one-line plain text, None where it is unknown."""

    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """An ISO date, `2025-04-08`, or a date and time where the source gives one in that form."""
    url: str | None = None
    """An http or https address."""
    guessed: tuple[str, ...] = ()
    """The names of those fields that no source declares and the program guessed: `published`, `byline`."""

    def marked(self, name: str, words: str | None) -> str:
        """Return what is shown for a field, with the word for it where it was guessed; empty for None."""
        return marked_as_guessed(words, is_guess=name in self.guessed)


@dataclass(frozen=True)
class DeclaredSources:
    """What a folder's `sources.toml` says, article by article."""

    by_id: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    problem: str | None = None
    """One sentence about what in the file could not be used, None where all of it could."""
    conflict: bool = False
    """Whether git has left the marks of a conflict in the file."""


_FILE = "sources.toml"
_FIELDS = tuple(field.name for field in fields(Source) if field.name != "guessed")
GUESSED = "guessed"
"""The field of the front matter that names the fields that were guessed, and the word for them everywhere."""


def declared_sources(folder: Path | Root) -> DeclaredSources:
    """Read a folder's `sources.toml`; what is wrong in it is told in `problem`, and the rest holds."""
    root = folder if isinstance(folder, Root) else root_of(folder)
    if root.kind(_FILE) is None:
        return DeclaredSources()
    try:
        text = bytes_below(root, _FILE).decode("utf-8-sig")
        if line := conflict_line(text):
            return DeclaredSources(problem=f"sources.toml {has_conflict_from(line)}; it was not used.", conflict=True)
        tables = tomllib.loads(text)
    except NewsreadError as error:
        return DeclaredSources(problem=str(error))
    except UnicodeDecodeError:
        return DeclaredSources(problem="sources.toml is not UTF-8: save it as UTF-8.")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return DeclaredSources(problem=f"sources.toml is not valid TOML and was not used: {printable(str(error))}.")
    problems: list[str] = []
    by_id = {article: _declared(article, table, problems) for article, table in tables.items()}
    return DeclaredSources(MappingProxyType(by_id), _one_sentence(problems))


def source_of(declared: Source | None, front_matter: Mapping[str, object], text: str) -> Source:
    """Return the source: for each field the first of the three places that gives it; a guess comes last."""
    return first_of(declared or Source(), _from_front_matter(front_matter), _from_text(text))


def first_of(*sources: Source) -> Source:
    """Return for each field what the first of the sources declares, or else what the first one guessed."""
    known: dict[str, str | None] = {}
    guessed: set[str] = set()
    for name in _FIELDS:
        said = [(name in source.guessed, value) for source in sources if (value := getattr(source, name))]
        is_guess, known[name] = min(said, key=lambda each: each[0], default=(False, None))
        guessed |= {name} if is_guess else set()
    return _source(known, tuple(sorted(guessed)))


def _source(known: Mapping[str, str | None], guessed: tuple[str, ...] = ()) -> Source:
    values = {name: known.get(name) for name in _FIELDS}
    return Source(values["outlet"], values["title"], values["byline"], values["published"], values["url"], guessed)


# sources.toml


def _declared(article: str, table: object, problems: list[str]) -> Source:
    """Return what one table says, and note what could not be used."""
    where = f'["{printable(article)}"]'
    if not isinstance(table, dict):
        problems.append(f"{where} is no table")
        return Source()
    known: dict[str, str | None] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            problems.append(f'{where} holds a table (an id with a dot needs quotation marks: ["a.txt"])')
        elif name not in _FIELDS:
            problems.append(f"{where} has the unknown field {printable(name)} (known are {', '.join(_FIELDS)})")
        else:
            known[name] = _field(name, value)
            if known[name] is None:
                problems.append(f"{where} gives no {_EXPECTED[name]} as {name}")
    return _source(known)


_EXPECTED = {
    "outlet": "text",
    "title": "text",
    "byline": "text",
    "published": "date such as 2025-04-08",
    "url": "http or https address",
}


def _one_sentence(problems: list[str]) -> str | None:
    if not problems:
        return None
    others = f", and {len(problems) - 1} more like it" if len(problems) > 1 else ""
    return f"In sources.toml {problems[0]}{others}: mend it there; the rest of the file is used."


# Front matter

_ALIASES = {  # `source` is an outlet with some writers and an address with others
    "outlet": ("outlet", "publisher", "publication", "source", "site_name", "sitename", "website"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "by"),
    "published": (
        "published",
        "date",
        "publish_date",
        "published_at",
        "date_published",
        "datepublished",
        "pubdate",
    ),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "original_url", "permalink", "source"),
}


def _from_front_matter(front_matter: Mapping[str, object]) -> Source:
    given = {key.strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in front_matter.items()}
    return Source(
        **{
            name: next(filter(None, (_field(name, given.get(alias)) for alias in aliases)), None)
            for name, aliases in _ALIASES.items()
        },
        guessed=_guessed(given.get(GUESSED)),
    )


def _guessed(value: object) -> tuple[str, ...]:
    """Return the fields that are named as guessed, by a list or by words with commas between them."""
    named = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    given = {each.strip().lower() for each in named if isinstance(each, str)}
    return tuple(sorted(given.intersection(_FIELDS)))


# What the text says

_HEAD_LINES = 10
_HEAD_LENGTH = 10_000
_LONGEST_LINE = 300
_LINES_TO_BYLINE = 3

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY = rf"(?:{_DAY_NAME}[.,]*\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN_DATES = tuple(
    re.compile(rf"\b{_WEEKDAY}{order}(?!\w)", re.IGNORECASE)
    for order in (
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
    )
)
_TIME = r"(?:(?:at\s+|t)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:z|[a-z]{2,4}|local time)?)"
_AROUND_A_DATE = re.compile(rf"(?:(?:first )?published|posted|date)?(?: on)?\s*:?[\s,|•·—–@-]*{_TIME}?", re.IGNORECASE)
_DATE_STAMP = re.compile(r"date (\d{4}-\d{2}-\d{2})(?!\S)", re.IGNORECASE)

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKDOWN_TITLE = re.compile(r"#\s+(.*?)\s*#*\Z")
_BYLINE = re.compile(r"(?:(?:written|story|reported)\s+)?by\s+(?-i:(?=[^\W\d_a-z]))|authors?:\s+", re.IGNORECASE)
_BYLINE_ENDS = re.compile(
    rf",?\s+(?:{_WEEKDAY}(?:{_MONTH}\s+\d|\d)|(?:published|updated|posted|on)\b|[|•·—–-]\s).*", re.IGNORECASE
)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*|and|&|de|del|der|den|di|la|le|van|von|bin|al|el|for|of|the|in)[,;]?")
_TIME_WORD = re.compile(rf"(?:{_MONTH}\Z|(?:{_DAY_NAME}|now|then|the)\b)", re.IGNORECASE)
_ORIGINAL_URL = re.compile(
    r"^[ \t>*_]{0,9}(?:original|source) url:[\s*_]{0,20}<?(https?://[^\s<>]+)", re.IGNORECASE | re.MULTILINE
)


def _from_text(text: str) -> Source:
    lines = list(_head(text))
    url = _ORIGINAL_URL.search(text)
    return Source(
        title=_title(lines),
        byline=next(filter(None, map(_byline, lines)), None),
        published=next(filter(None, map(_published, lines)), None),
        url=_url(url[1]) if url else None,
    )


def _head(text: str) -> Iterator[str]:
    """Yield the first lines that are not blank, links reduced to their words, long ones cut."""
    lines = (line for line in text[:_HEAD_LENGTH].splitlines() if line and not line.isspace())
    for _, line in zip(range(_HEAD_LINES), lines, strict=False):
        yield _one_line(_LINK.sub(r"\1", line[:_LONGEST_LINE]))


def _title(lines: list[str]) -> str | None:
    for line in lines:
        if found := _MARKDOWN_TITLE.match(line):
            return found[1] or None
    if not lines or not is_heading(lines[0]) or is_furniture(lines[0]):
        return None
    below = lines[1 : 1 + _LINES_TO_BYLINE]
    return lines[0] if any(_byline(line) or _published(line) for line in below) else None


def _byline(line: str) -> str | None:
    """Return the names of a line such as `By Ann Lee and Bo Li April 8, 2025`, None for any other line."""
    found = _BYLINE.match(line)
    if not found:
        return None
    names = _BYLINE_ENDS.sub("", line[found.end() :], count=1).rstrip(" ,;:")
    is_named = all(map(_NAME.fullmatch, names.split())) and not _TIME_WORD.match(names)
    return names if names and is_named else None


def _published(line: str) -> str | None:
    """Return the date of a line that is a date, opens with `date 2025-04-08`, or is a dated byline."""
    stamp = _DATE_STAMP.match(line)
    if iso := _iso(stamp[1] if stamp else line):
        return iso
    for pattern in _WRITTEN_DATES:
        found = pattern.search(line)
        if found and (_byline(line) or _AROUND_A_DATE.fullmatch(line[: found.start()] + line[found.end() :])):
            return _written_date(found.group())
    return None


# Values


def _field(name: str, value: object) -> str | None:
    """Return a value as this field's text, None where it is not one."""
    match name:
        case "published":
            return _iso_date(value)
        case "url":
            return _url(value)
        case "byline" if isinstance(value, list):
            return _one_line(" and ".join(filter(None, map(_plain, value)))) or None
        case "outlet" if _url(value):
            return None  # an address names no outlet
        case _:
            return _plain(value)


def _plain(value: object) -> str | None:
    if isinstance(value, dict):  # front matter often has an author's or publisher's name in a mapping
        value = value.get("name")
    return _one_line(value) or None if isinstance(value, str) else None


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _iso_date(value: object) -> str | None:
    if not isinstance(value, str):
        return iso_date(value)
    return iso_date(value) or _written_date(_one_line(value))


def _iso(words: str) -> str | None:
    try:
        return (date if len(words) == 10 else datetime).fromisoformat(words).isoformat()
    except ValueError:
        return None


def _written_date(words: str) -> str | None:
    """Return the date in `April 8, 2025`, `8 Apr 2025` or `2025-04-08`; 4/8/2025 says none."""
    for pattern in _WRITTEN_DATES:
        if found := pattern.search(words):
            month = found["month"].lower()
            number = int(month) if month.isdecimal() else MONTHS_BY_THREE_LETTERS.index(month[:3]) + 1
            try:
                return date(int(found["year"]), number, int(found["day"])).isoformat()
            except ValueError:
                return None
    return None


def _url(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    address = value.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    return address if is_web and address.isprintable() and " " not in address else None
