"""What a page says of itself: headline, outlet, author, date, address, language.

Asked in turn, field by field: JSON-LD of schema.org, OpenGraph and the other properties of `<meta>`, and what elements
of the page are marked as. Nothing is concluded from addresses or looks; what nobody says stays None.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsread.web_address import is_web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_OBJECTS = 5_000
_LONGEST = 500
"""Characters of a title or a byline; what is longer is none."""

_ARTICLES = re.compile(
    r"(?:\w*Article|\w*BlogPosting|Report|Review|ClaimReview|SocialMediaPosting|DiscussionForumPosting)\Z"
)
"""The types of schema.org that an article can be of."""

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "headline")
_OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher")
_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.author",
)
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
)
_BY = re.compile(r"(?:(?:written|words|story)\s+)?by[:\s]\s*", re.IGNORECASE)
_ELSEWHERE = (
    "ancestor::aside or ancestor::nav or ancestor::footer"
    " or ancestor::*[contains(@class, 'comment') or contains(@class, 'related')]"
)
"""Of elements that say something of comments or of other articles."""
_NAMED = f"//meta[@content][@property or @name or @itemprop and not({_ELSEWHERE})]"
_MARKED_DATES = (
    f"//*[@itemprop='datePublished'][not({_ELSEWHERE})]/@datetime",
    f"//time[@pubdate][not({_ELSEWHERE})]/@datetime",
    f"//time[contains(@class, 'publish')][not({_ELSEWHERE})]/@datetime",
)
_MARKED_AUTHORS = (
    f"//*[@itemprop='author'][not({_ELSEWHERE})]//*[@itemprop='name']",
    f"//*[@itemprop='author'][not({_ELSEWHERE})][not(.//*[@itemprop])]",
    f"//a[@rel='author'][not({_ELSEWHERE})]",
)


@dataclass(frozen=True)
class Metadata:
    """What a page says of itself, each a line of plain text, and None where it does not say."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    """An ISO date, or a date and time, as the page gives it."""
    url: str | None = None
    """The canonical address."""
    language: str | None = None
    """A BCP 47 tag: `en`, `pt-BR`."""
    body: str = ""
    """The text of the article as JSON-LD has it, in which lines end paragraphs."""
    is_paid: bool = False
    """Whether it says that the article is not accessible for free."""


def metadata(tree: "HtmlElement", url: str) -> Metadata:
    """Return what a page says of itself; `url` is where it was found, or empty."""
    base = next(iter(tree.xpath("//base/@href")), "")
    where = _joined(url, str(base)) or url
    named = _named(tree)
    data = _from_json(tree, where)
    outlet = data.outlet or next(_values(named, _OUTLETS), None)
    return Metadata(
        title=_without(outlet, data.title or next(_values(named, _TITLES), None) or _title(tree)),
        outlet=outlet,
        byline=data.byline or _byline(_values(named, _AUTHORS)) or _byline(_marked(tree, _MARKED_AUTHORS)),
        published=data.published
        or _first_date(_values(named, _DATES))
        or _first_date(_attributes(tree, _MARKED_DATES)),
        url=_canonical(tree, named, url, where) or data.url or (url if is_web_address(url) else None),
        language=_language(tree, named) or data.language,
        body=data.body,
        is_paid=data.is_paid,
    )


# JSON-LD


def _from_json(tree: "HtmlElement", where: str) -> Metadata:
    """Return what the first article among the objects of JSON-LD says, completed by the others."""
    objects = list(islice(_objects(tree), _MOST_OBJECTS))
    by_id = {str(each["@id"]): each for each in reversed(objects) if "@id" in each and len(each) > 1}
    article = next((each for each in objects if _is_article(each)), None)
    if article is None:
        return Metadata()
    publisher = _names(article.get("publisher"), by_id)
    return Metadata(
        title=_line(article.get("headline")) or _line(article.get("name")),
        outlet=next(publisher, None),
        byline=_byline(_names(article.get("author"), by_id)),
        published=_first_date([article.get("datePublished")]),
        url=_joined(where, article.get("url")) or _joined(where, _address(article.get("mainEntityOfPage"))),
        language=_tag(article.get("inLanguage")),
        body=body if isinstance(body := article.get("articleBody"), str) else "",
        is_paid=str(article.get("isAccessibleForFree")).lower() in {"false", "no"},
    )


def _objects(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    """Yield the objects of JSON-LD, outer before inner. Of what is no JSON there are none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting: list[object] = [json.loads(script.text_content().strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            found = waiting.pop()
            if isinstance(found, dict):
                yield found
                waiting += [found[key] for key in ("publisher", "author", "mainEntity", "@graph") if key in found]
            elif isinstance(found, list):
                waiting += reversed(found)


def _is_article(found: dict[str, object]) -> bool:
    types = found.get("@type")
    return any(
        isinstance(each, str) and _ARTICLES.match(each) for each in (types if isinstance(types, list) else [types])
    )


def _names(value: object, by_id: dict[str, dict[str, object]]) -> Iterator[str]:
    """Yield the names of persons or organisations, which may stand elsewhere under an id."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            each = each.get("name") or by_id.get(str(each.get("@id")), {}).get("name")  # noqa: PLW2901
        for name in each if isinstance(each, list) else [each]:
            if (line := _line(name)) and not is_web_address(line):
                yield line


def _address(value: object) -> object:
    return value.get("@id") or value.get("url") if isinstance(value, dict) else value


# Elements


def _named(tree: "HtmlElement") -> dict[str, list[str]]:
    """Return the properties of `<meta>` by their names in lower case."""
    named: dict[str, list[str]] = {}
    for meta in tree.xpath(_NAMED):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        named.setdefault(name.strip().lower(), []).append(meta.get("content"))
    return named


def _values(named: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """Yield the values of the first of the names that has any."""
    for name in names:
        lines = [line for line in map(_line, named.get(name, [])) if line and not is_web_address(line)]
        if lines:
            yield from lines
            return


def _marked(tree: "HtmlElement", paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        lines = [line for element in tree.xpath(path) if (line := _line(element.text_content()))]
        if lines:
            yield from lines
            return


def _attributes(tree: "HtmlElement", paths: Iterable[str]) -> Iterator[object]:
    for path in paths:
        yield from tree.xpath(path)


def _title(tree: "HtmlElement") -> str | None:
    headings = [line for element in tree.iter("h1") if (line := _line(element.text_content()))]
    if len(headings) == 1:
        return headings[0]
    return next((line for element in tree.iter("title") if (line := _line(element.text_content()))), None)


def _canonical(tree: "HtmlElement", named: dict[str, list[str]], url: str, where: str) -> str | None:
    """Return the address that the page calls its own. One that is only the site's front page is a slip."""
    given = [*tree.xpath("//link[@rel='canonical']/@href"), *named.get("og:url", [])]
    for each in given:
        found = _joined(where, each)
        if found and (urlsplit(found).path.strip("/") or not urlsplit(url).path.strip("/")):
            return found
    return None


def _language(tree: "HtmlElement", named: dict[str, list[str]]) -> str | None:
    given = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), *named.get("og:locale", [])]
    return next(filter(None, map(_tag, given)), None)


# Values


def _line(value: object) -> str | None:
    """Return a text on one line, without markup that was put into it; None for what is too long or no text."""
    if not isinstance(value, str):
        return None
    if "&" in value or "<" in value:
        from html import unescape  # noqa: PLC0415

        value = re.sub(r"</?[a-z][^<>]*>", "", unescape(value), flags=re.IGNORECASE)
    line = " ".join("".join(sign for sign in value if sign.isprintable() or sign.isspace()).split())
    return line if line and len(line) <= _LONGEST else None


def _byline(names: Iterable[str]) -> str | None:
    cleaned = (_BY.sub("", name, count=1) if _BY.match(name) else name for name in names)
    return _line(", ".join(dict.fromkeys(filter(None, cleaned))))


def _first_date(values: Iterable[object]) -> str | None:
    return next(filter(None, map(iso_date, values)), None)


def iso_date(value: object) -> str | None:
    """Return an ISO date, or date and time, in the standard form; None for anything else."""
    if not isinstance(value, str):
        return None
    words = value.strip().replace("/", "-")
    try:
        return (date if len(words) <= 10 else datetime).fromisoformat(words).isoformat()
    except ValueError:
        return None


def _tag(value: object) -> str | None:
    words = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return words if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", words) else None


def _joined(base: str, link: object) -> str | None:
    """Return a link as a whole address; None where it is none."""
    try:
        joined = urljoin(base, link.strip()) if isinstance(link, str) else ""
    except ValueError:
        return None
    return joined if is_web_address(joined) and joined.isprintable() and " " not in joined else None


def _without(outlet: str | None, title: str | None) -> str | None:
    """Return the title without the outlet's name behind or before it."""
    if not (outlet and title):
        return title
    name = re.escape(outlet)
    bare = re.sub(rf"\s+[|–—:·»«-]+\s+{name}\s*\Z|\A{name}\s*(?:\s[|–—·-]|:)\s+", "", title, flags=re.IGNORECASE)
    return bare or title
