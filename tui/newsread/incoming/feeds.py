"""Feeds: which articles RSS and Atom name, and what they say of them. Bytes in, nothing is fetched.

RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0 (RFC 4287). No entity of the document's own is ever put in, so none can
name a file or unfold to gigabytes; small mistakes in the XML are passed over, as every reader of feeds does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsread.errors import NewsreadError
from newsread.incoming.metadata import iso_date
from newsread.printable import printable
from newsread.web_address import is_web_address
from newsread.wording import count_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 20_000_000
MOST_ENTRIES = 2_000

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ENTRIES = frozenset({"item", "entry"})
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!\[CDATA\[|\]\]>")
_OWN_HTML = frozenset({"html", "xhtml", "text/html"})


@dataclass(frozen=True)
class Entry:
    """One article that a feed names; what it does not say is None."""

    url: str
    """Whole, http or https."""
    title: str | None
    published: str | None
    """An ISO date, or a date and time."""
    outlet: str | None
    """The source that the entry names, or else the feed's title."""


@dataclass(frozen=True)
class Feed:
    """What a feed names."""

    entries: list[Entry]
    """In its order, each address once."""
    elsewhere: int
    """How many more have no address on the web: none at all, or one of a file, say."""


def read_feed(content: bytes, url: str = "") -> Feed:
    """Return what a feed names; `url` is where it was found.

    Raises NewsreadError for what is no feed, names nothing, or is beyond the limits.
    """
    where = printable(url) or "The feed"
    if len(content) > MOST_BYTES:
        raise NewsreadError(f"{where} is larger than {MOST_BYTES // 1_000_000} MB: add single articles of it instead.")
    root = _root(content)
    if root is None or _name(root) not in {"rss", "rdf", "feed", "channel"}:
        raise NewsreadError(f"{where} is no RSS or Atom feed: check the address, or add it as a page.")
    items = [element for element in root.iter() if _name(element) in _ENTRIES]
    if len(items) > MOST_ENTRIES:
        raise NewsreadError(
            f"{where} names {count_of(len(items), 'article')}, and at most {MOST_ENTRIES:,} are taken from a feed: "
            "add single articles of it instead."
        )
    outlet = _text(next(_children(root, "channel"), root), "title")
    named = [_entry(item, url, outlet) for item in items]
    found: dict[str, Entry] = {}
    for entry in filter(None, named):
        found.setdefault(entry.url, entry)
    if not items:
        raise NewsreadError(f"{where} names no articles: check the address.")
    if not found:
        raise NewsreadError(f"{where} names only articles that have no address on the web (http, https): add files.")
    return Feed(list(found.values()), named.count(None))


def _root(content: bytes) -> "_Element | None":
    from lxml.etree import LxmlError, XMLParser, fromstring  # noqa: PLC0415 - only who adds a feed pays for it

    parser = XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return fromstring(content.strip(), parser)
    except (LxmlError, ValueError):
        return None


def _entry(item: "_Element", url: str, outlet: str | None) -> Entry | None:
    link = next((whole for each in _links(item) if (whole := _whole(item, url, each))), None)
    if link is None:
        return None
    source = next(_children(item, "source"), None)
    return Entry(
        url=link,
        title=_text(item, "title"),
        published=_published(item),
        outlet=(source is not None and (_text(source, "title") or _plain(source))) or outlet,
    )


def _links(item: "_Element") -> Iterator[str]:
    """Yield what may be the article's address, the likeliest first."""
    links = list(_children(item, "link"))
    yield from (
        each.get("href", "") for each in links if each.get("rel", "alternate") == "alternate" and each.get("href")
    )
    yield from (each.text for each in links if each.text)
    yield from (guid.text for guid in _children(item, "guid") if guid.text and guid.get("isPermaLink") != "false")


def _whole(item: "_Element", url: str, link: str) -> str | None:
    """Return a link as a whole address, by the bases that are set around it."""
    base = url
    for above in reversed([item, *item.iterancestors()]):
        base = _joined(base, above.get(_BASE, ""))
    whole = _joined(base, link.strip())
    return whole if is_web_address(whole) and whole.isprintable() and " " not in whole else None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _published(item: "_Element") -> str | None:
    words = (
        child.text.strip()
        for name in ("published", "pubDate", "date", "issued")
        for child in _children(item, name)
        if child.text
    )
    return next(filter(None, map(_date, words)), None)


def _date(words: str) -> str | None:
    """Return an ISO date for one of RFC 3339 or RFC 5322: `Tue, 08 Apr 2025 09:30:00 +0200`."""
    if iso := iso_date(words):
        return iso
    try:
        return parsedate_to_datetime(words).isoformat()
    except ValueError:
        return None


def _text(element: "_Element", name: str) -> str | None:
    return next((words for child in _children(element, name) if (words := _plain(child))), None)


def _plain(element: "_Element") -> str | None:
    """Return the text of an element on one line, without the HTML that feeds put into it."""
    words = "".join(element.itertext())
    for _ in range(2):  # what is escaped once is HTML, and some escape that again
        words = _MARKUP.sub("", unescape(words)) if "&" in words or "<" in words else words
    return " ".join("".join(sign for sign in words if sign.isprintable() or sign.isspace()).split()) or None


def _children(element: "_Element", name: str) -> Iterator["_Element"]:
    return (child for child in element if _name(child) == name)


def _name(element: "_Element") -> str:
    """Return an element's name without its namespace; that of RDF is written in capitals. Of an entity it is empty."""
    tag = element.tag
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return name.lower() if name == "RDF" else name
