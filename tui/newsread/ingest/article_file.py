"""How an added article stands in its file: front matter that tells where it came from, then the extracted text."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from unicodedata import category, normalize

from newsread.articles.sources import GUESSED, Source

_LONGEST_FIELD = 500
_LONGEST_ADDRESS = 4_000
_LONGEST_NAME = 80
_HASH = 8


@dataclass(frozen=True)
class Retrieval:
    """How an article came in."""

    retrieved: str | None
    """When, as an ISO time in UTC."""
    original: str | None
    """The path of what it was made from, from the article's own folder, with `/`; None for a text of its own."""
    original_sha256: str | None
    text_sha256: str
    """Of the text as it was extracted: while the article's text has this hash, nobody has edited it."""
    retrieved_from: str | None = None
    """The address that it was fetched from, if that is not its own."""
    archive_url: str | None = None
    """The address of the copy in an archive that it was made from, where it was one."""
    archived: str | None = None
    """When that copy was made, as an ISO date or time."""
    given_as: str | None = None
    """What the file is known by that it was given as, see `path_mark`."""


def article_file(text: str, source: Source, retrieval: Retrieval) -> bytes:
    """Return the file; read again, it has exactly this text."""
    import yaml  # noqa: PLC0415

    said = {
        "title": _field(source.title),
        "outlet": _field(source.outlet),
        "byline": _field(source.byline),
        "published": _field(source.published),
        "url": _address(source.url),
        GUESSED: list(source.guessed),
        **asdict(retrieval),
        "retrieved_from": _address(retrieval.retrieved_from),
        "archive_url": _address(retrieval.archive_url),
    }
    head = yaml.safe_dump(
        {name: value for name, value in said.items() if value},
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    return f"---\n{head}---\n{text}".encode()


def retrieval_of(front_matter: Mapping[str, object]) -> Retrieval | None:
    """Return how the article of this front matter came in, None where nothing of that was noted."""
    said = {field.name: front_matter.get(field.name) for field in fields(Retrieval)}
    given = {name: value if isinstance(value, str) else None for name, value in said.items()}
    text = given.pop("text_sha256")
    return Retrieval(text_sha256=text, **given) if text else None


def text_sha256(text: str) -> str:
    """Return the hash of an article's text, in hexadecimal."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def article_name(words: str, identity: str, ending: str = ".txt") -> str:
    """Return a name for the file of an article: a few readable words and a hash, safe on every system.

    `words` is its title, say, or the name that it has elsewhere; `identity` is a hash in hexadecimal of what it is
    known by.
    """
    known = "".join(each if category(each)[0] in "LNM" else " " for each in normalize("NFKC", words).casefold())
    room = _LONGEST_NAME - len(ending) - _HASH - 1
    slug = "-".join(known[: 4 * room].split()).removesuffix(f"-{identity[:_HASH]}")
    while len(slug) > room or len(slug.encode()) > 2 * room:  # and no system counts more than 255 bytes
        slug = slug.rpartition("-")[0] or slug[:-1]
    return f"{slug or 'article'}-{identity[:_HASH]}{ending}"


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def plain(text: str) -> str:
    """Return an extracted text as it is kept: lines end in a line feed, and nothing in it is no sign of a text."""
    unbroken = text.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return _CONTROL.sub("", unbroken).strip("\n \t") + "\n"


def _field(value: str | None) -> str | None:
    one_line = " ".join("".join(each if each.isprintable() else " " for each in value or "").split())
    return one_line if len(one_line) <= _LONGEST_FIELD else f"{one_line[:_LONGEST_FIELD]}…"


def _address(value: str | None) -> str | None:
    return value if value and value.isprintable() and len(value) <= _LONGEST_ADDRESS else None
