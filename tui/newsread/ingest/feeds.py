"""Feeds: which articles RSS and Atom name, and what they say of them. Bytes in, nothing is fetched."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from newsread.articles.dates import publication_date
from newsread.errors import NewsreadError
from newsread.ingest.duplicates import names_an_article
from newsread.ingest.pages.markup import decoded
from newsread.text.printable import printable
from newsread.text.web_addresses import is_web_address
from newsread.text.wording import count_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def feed_root(content: bytes) -> "_Element | None":
    """Return the root of a feed as far as it can be read; None where nothing can."""
    text = _mended(decoded(content, None))
    whole = _parsed(text, recover=False)
    return whole if whole is not None else _parsed(_without_html(text), recover=True)


def _parsed(text: str, *, recover: bool) -> "_Element | None":
    from lxml.etree import LxmlError, XMLParser, fromstring  # noqa: PLC0415 - only who adds a feed pays for it

    parser = XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return fromstring(text.encode(), parser)
    except (LxmlError, ValueError):
        return None


# What a parser of XML would stumble over

_NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,200}\?>")
_AS_IT_IS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>|<\?.*?(?:\?>|\Z)", re.DOTALL
)
"""Where an ampersand, or a sign that opens an element, means itself."""
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|(\w{1,40});)?")
_OWN_ENTITY = re.compile(r"<!ENTITY\s+(\w{1,40})\s")
_NO_ELEMENT = re.compile(r"<(?![a-zA-Z_/!?])")


def _mended(text: str) -> str:
    """Return a feed in which every ampersand begins a reference that XML knows.

    A raw one means itself, as in `?a=1&b=2`; the names of HTML mean their signs. What a document type declares is not
    put in. What stands before the first element goes, and so does what no XML may hold.
    """
    text = _NEVER_IN_XML.sub("", text)
    text = text[text.find("<") :] if "<" in text else ""
    text = text[: text.rfind(">") + 1]  # half an address, where a feed breaks off, would be another address
    text = _DECLARATION.sub("", text, count=1)  # it names the encoding that the feed was in
    own = frozenset(_OWN_ENTITY.findall(text))
    return _between(text, lambda words: _NO_ELEMENT.sub("&lt;", _REFERENCE.sub(partial(_reference, own), words)))


def _between(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed in all places but those that mean themselves."""
    pieces = []
    at = 0
    for kept in _AS_IT_IS.finditer(text):
        pieces += [change(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*pieces, change(text[at:])])


def _reference(own: Container[str], found: re.Match[str]) -> str:
    """Return a reference that XML knows; nothing for one to what the feed itself declares."""
    from html.entities import html5  # noqa: PLC0415

    if found[1]:
        return found.group()
    if found[2] in own:
        return ""
    signs = html5.get(f"{found[2]};") if found[2] else None
    return "".join(f"&#{ord(sign)};" for sign in signs) if signs else f"&amp;{found.group()[1:]}"


_HTML = re.compile(
    r"<(/?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|li"
    r"|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|t(?:able|body|d|h|head|r)|u|ul|video|wbr)\b[^<>]*)>",
    re.IGNORECASE,
)
_QUOTES = "\"'"
_TAG = re.compile(r"<([a-zA-Z_][\w:.-]*)(\s[^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_][\w:.-]*)\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)""")


def _without_html(text: str) -> str:
    """Return a broken feed with the tags of HTML as words, for they are seldom closed, and all attributes quoted."""
    return _between(text, lambda words: _TAG.sub(_quoted, _HTML.sub(r"&lt;\1&gt;", words)))


def _quoted(tag: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(tag[2]))
    words = (f" {name}={value if value[0] in _QUOTES else quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag[1]}{''.join(words)}{tag[3]}>"


MOST_BYTES = 20_000_000
MOST_ENTRIES = 2_000

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ENTRIES = frozenset({"item", "entry"})
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!\[CDATA\[|\]\]>")
_BREAK = re.compile(r"</?(?:br|p|div|li)\b[^<>]*>", re.IGNORECASE)
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
    root = feed_root(content)
    if root is None or _name(root) not in {"rss", "rdf", "feed", "channel"}:
        raise NewsreadError(f"{where} is no RSS or Atom feed: check the address, or add it as a page.")
    items = [element for element in root.iter() if _name(element) in _ENTRIES]
    if len(items) > MOST_ENTRIES:
        raise NewsreadError(
            f"{where} names {count_of(len(items), 'article')}, and at most {MOST_ENTRIES:,} are taken from a feed: "
            "add single articles of it instead."
        )
    outlet = _text(next(_children(root, "channel"), root), "title")
    bases = _bases(root, url)
    named = [_entry(item, bases, outlet) for item in items]
    found: dict[str, Entry] = {}
    for entry in filter(None, named):
        found.setdefault(entry.url, entry)
    if not items:
        raise NewsreadError(f"{where} names no articles: check the address.")
    if not found:
        raise NewsreadError(f"{where} names only articles that have no address on the web (http, https): add files.")
    return Feed(list(found.values()), named.count(None))


# Entries


def _entry(item: "_Element", bases: Sequence[str], outlet: str | None) -> Entry | None:
    links = [whole for each in _links(item) if (whole := _whole(item, bases, each))]
    if not links:
        return None
    source = next(_children(item, "source"), None)
    return Entry(
        url=next(filter(names_an_article, links), links[0]),  # some link every article to the front page of the site
        title=_text(item, "title"),
        published=_published(item),
        outlet=(source is not None and (_text(source, "title") or _plain(source))) or outlet,
    )


def _bases(root: "_Element", url: str) -> list[str]:
    """Return what a relative link may be relative to, the likeliest first: the feed's address, and those it names."""
    channel = next(_children(root, "channel"), root)
    order = ("self", "alternate") if _name(root) == "feed" else ("alternate", "self")
    links = [link for link in _children(channel, "link") if link.get("rel", "alternate") in order]
    links.sort(key=lambda link: order.index(link.get("rel", "alternate")))
    named = [link.get("href") or link.text or "" for link in links]
    named += [each.text or "" for each in _children(channel, "id")]
    return [base for each in (url, *named) if is_web_address(base := _joined(url, each.strip()))]


def _links(item: "_Element") -> Iterator[str]:
    """Yield what may be the article's address, the likeliest first."""
    links = sorted(_children(item, "link"), key=_is_no_page)
    yield from (each.text or "" for each in _children(item, "origLink"))  # FeedBurner puts its own into `link`
    yield from (each.get("href", "") for each in links if each.get("href") and _is_of_the_article(each))
    yield from (each.text for each in links if each.text and not each.get("href"))
    yield from (guid.text for guid in _children(item, "guid") if guid.text and _is_permanent(guid))
    yield from (value for name, value in item.attrib.items() if str(name).rpartition("}")[2] == "about")
    for each in (*_children(item, "id"), *_children(item, "identifier")):
        if is_web_address(words := (each.text or "").strip()):
            yield words
    yield from (each.get("src", "") for each in _children(item, "content") if "html" in each.get("type", ""))
    yield from (each.get("href", "") for each in links if each.get("rel") == "self" and "html" in each.get("type", ""))


def _is_of_the_article(link: "_Element") -> bool:
    relations = link.get("rel", "alternate").lower().split()
    return not relations or any(each.rpartition("/")[2] == "alternate" for each in relations)


def _is_no_page(link: "_Element") -> bool:
    """Whether a link declares that it leads to something other than a page, as to the same article as JSON."""
    media_type = link.get("type", "")
    return bool(media_type) and "html" not in media_type


def _is_permanent(guid: "_Element") -> bool:
    says = guid.get("isPermaLink") or guid.get("ispermalink") or ""
    return str(says).strip().lower() != "false"


_AMPERSAND = re.compile(r"&(?:amp|#0*38|#[xX]0*26);")
_WITHOUT_SCHEME = re.compile(r"\A(?://|(?=www\.))")


def _whole(item: "_Element", bases: Sequence[str], link: str) -> str | None:
    """Return a link as a whole address, by the bases that are set around it, or else by those of the feed."""
    while (once := _AMPERSAND.sub("&", link)) != link:  # escaped twice, for no address has such a thing in it
        link = once
    link = _WITHOUT_SCHEME.sub("https://", "".join(map(str.strip, link.splitlines())))
    around = [above.get(_BASE, "") for above in reversed([item, *item.iterancestors()])]
    for first in (*bases, ""):
        base = reduce(_joined, around, first)
        whole = re.sub(r"\s+", "%20", _joined(base, link))
        if is_web_address(whole) and whole.isprintable():
            return whole
    return None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


_PUBLISHED = ("published", "pubDate", "pubdate", "date", "issued", "created")


def _published(item: "_Element") -> str | None:
    words = (child.text for name in _PUBLISHED for child in _children(item, name) if child.text)
    return next(filter(None, map(publication_date, words)), None)


def _text(element: "_Element", name: str) -> str | None:
    return next((words for child in _children(element, name) if (words := _plain(child))), None)


def _plain(element: "_Element") -> str | None:
    """Return the text of an element on one line, without the HTML that feeds put into it."""
    words = "".join(element.itertext())
    for _ in range(2):  # what is escaped once is HTML, and some escape that again
        words = _MARKUP.sub("", _BREAK.sub(" ", unescape(words))) if "&" in words or "<" in words else words
    return " ".join("".join(sign for sign in words if sign.isprintable() or sign.isspace()).split()) or None


_CORE = re.compile(r"(?:http://(?:www\.w3\.org/2005/Atom|purl\.org/(?:atom|rss|dc)|my\.netscape\.com|backend\.).*)?\Z")
"""Namespaces of feeds, and none. Others have elements of the same names for pictures and sounds."""


def _children(element: "_Element", name: str) -> Iterator["_Element"]:
    """Yield the children of a name, those of the feed's own vocabulary first."""
    found = [child for child in element if _name(child) == name]
    return iter(sorted(found, key=lambda child: not _CORE.match(_namespace(child))))


def _namespace(element: "_Element") -> str:
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else tag.rpartition(":")[0]


def _name(element: "_Element") -> str:
    """Return an element's name without its namespace or prefix; that of RDF is written in capitals.

    Of an entity it is empty.
    """
    tag = element.tag
    name = tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""
    return name.lower() if name == "RDF" else name
