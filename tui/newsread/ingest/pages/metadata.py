"""What a page says of itself: headline, outlet, author, date, address, language.

Asked in turn, field by field: JSON-LD of schema.org, OpenGraph and the other properties of `<meta>`, and what elements
of the page are marked as. Nothing is concluded from addresses or looks; what nobody says stays None.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsread.articles.dates import publication_date
from newsread.ingest.archived_pages import original_address
from newsread.ingest.duplicates import names_an_article, same_address
from newsread.ingest.pages.bylines import byline
from newsread.ingest.pages.linked_data import Said, linked_data
from newsread.ingest.pages.marked_metadata import Marks
from newsread.text.web_addresses import is_web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_LONGEST = 500
"""Characters of a title; what is longer is none."""

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "article:title",
    "title",
)
_OUTLETS = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "article:publisher",
    "cre",
)
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "byl",
    "byline",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.author",
    "dc.author",
    "rnews:author",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "authors",
    "creator",
)
_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "article:publicationdate",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "vr:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date.created",
    "dc.date.published",
    "dc.date",
    "dc.created",
    "dc.issued",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "published-date",
    "publication-date",
    "publishtime",
    "published_at",
    "published_time",
    "published",
    "originalpublicationdate",
    "article_date_original",
    "release_date",
    "displaydate",
    "ptime",
    "pdate",
    "datecreated",
    "date_published",
    "date",
)
"""In the order in which they are asked. Signs between the words of a name make no difference."""
_SEPARATOR = r"\s+[|–—·»«•-]+\s+|\s*[|»]\s*"
_DEFINITE = re.compile(r"\Athe(?=\w{4})")


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
    marks = Marks(tree)
    named = _named(tree, marks)
    canonical = _canonical(tree, named, url, where)
    data = _data(tree, marks, named, [canonical, url], where)
    outlet = next(filter(None, map(_line, data.outlets)), None) or next(_values(named, _OUTLETS), None)
    address = canonical or next(filter(None, (_address(where, each) for each in data.addresses)), None)
    sites = [*filter(None, map(_line, data.sites)), *_values(named, ("application-name",))]
    return Metadata(
        title=_headline(tree, marks, [*data.headlines, *_values(named, _TITLES)], [outlet, *sites], address or url),
        outlet=outlet,
        byline=byline(filter(None, map(_line, data.authors))) or byline(_values(named, _AUTHORS)) or marks.byline(),
        published=_first_date(data.dates) or _first_date(_all(named, _DATES)) or marks.published(),
        url=address or (url if is_web_address(url) else None),
        language=_language(tree, named) or _tag(data.language),
        body=data.body,
        is_paid=data.is_paid,
    )


def _data(
    tree: "HtmlElement", marks: Marks, named: dict[str, list[str]], urls: Iterable[str | None], where: str
) -> Said:
    """Return what JSON-LD says of the page's article: the one of its address or headline, or else the first."""
    data = linked_data(tree)
    articles = data.articles()
    addresses = {same_address(url) for url in urls if url and names_an_article(url)}
    titles = {title.casefold() for title in (*marks.headings(), *_values(named, _TITLES))}

    def is_this_one(article: dict[str, object]) -> bool:
        said = data.said(article)
        own = filter(None, (_joined(where, each) for each in said.addresses))
        return any(same_address(each) in addresses for each in own) or any(
            line.casefold() in titles for line in filter(None, map(_line, said.headlines))
        )

    return data.said(next(filter(is_this_one, articles), next(iter(articles), None)))


# Elements


def _named(tree: "HtmlElement", marks: Marks) -> dict[str, list[str]]:
    """Return the properties of `<meta>` by their names, see `_plain`."""
    named: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@content]"):
        names = [name for attribute in ("property", "name", "itemprop") for name in (meta.get(attribute) or "").split()]
        if names and (not meta.get("itemprop") or marks.belongs(meta)):
            for name in dict.fromkeys(map(_plain, [*names, meta.get("name") or ""])):
                named.setdefault(name, []).append(meta.get("content"))
    return named


def _plain(name: str) -> str:
    """Return a name in the form that all its spellings share: `DC.date.issued` and `dc:date_issued`."""
    return re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".")


def _values(named: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """Yield the values of the first of the names that has any."""
    for name in names:
        lines = [line for line in map(_line, named.get(_plain(name), [])) if line and not is_web_address(line)]
        if lines:
            yield from lines
            return


def _all(named: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """Yield the values of all the names."""
    return (value for name in names for value in named.get(_plain(name), []))


def _canonical(tree: "HtmlElement", named: dict[str, list[str]], url: str, where: str) -> str | None:
    """Return the address that the page calls its own. One that is only the site's front page is a slip."""
    given = [*tree.xpath("//link[@rel='canonical']/@href"), *named.get("og.url", [])]
    for each in given:
        found = _address(where, each)
        if found and (urlsplit(found).path.strip("/") or not urlsplit(url).path.strip("/")):
            return found
    return None


def _language(tree: "HtmlElement", named: dict[str, list[str]]) -> str | None:
    given = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), *named.get("og.locale", [])]
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


def _first_date(values: Iterable[object]) -> str | None:
    return next(filter(None, map(publication_date, values)), None)


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


def _address(base: str, link: object) -> str | None:
    """Return a link as the whole address of a page; that of a copy in an archive is the address of what it copies."""
    return original_address(_joined(base, link))


# The headline


def _headline(
    tree: "HtmlElement", marks: Marks, given: Iterable[object], sites: Iterable[str | None], url: str
) -> str | None:
    """Return the title without the name of the outlet or the site behind or before it."""
    declared = list(dict.fromkeys(filter(None, map(_line, given))))
    headings = [line for each in marks.headings() if (line := _line(each))]
    marked = [
        line
        for each in tree.xpath("//*[@itemprop='headline'][not(self::meta)]")
        if (line := _line(each.text_content()))
    ]
    titles = [line for each in tree.iter("title") if (line := _line(each.text_content()))]
    outlets = [name for name in sites if name]
    single = headings if len(headings) == 1 else []
    candidates = [*declared, *single, *marked[:1], *titles]
    named = [each for each in candidates if not _is_site(each, outlets, url)]
    title = next(iter(named or candidates), None)
    if title is None:
        return None
    for shorter in (*headings, *declared, *marked, *titles):
        if not _is_site(shorter, outlets, url) and _is_part(shorter, title):
            return shorter
    return _without_site(title, outlets, url)


def _is_part(shorter: str, title: str) -> bool:
    """Whether a title is another one, and the name of a site or of a section parted from it by a sign."""
    words = re.escape(_folded(shorter))
    return re.fullmatch(rf"{words}(?:{_SEPARATOR}).+|.+(?:{_SEPARATOR}){words}", _folded(title)) is not None


def _folded(title: str) -> str:
    return title.casefold().translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', 0xA0: " "})


def _without_site(title: str, outlets: Sequence[str], url: str) -> str:
    for outlet in outlets:
        name = re.escape(outlet)
        bare = re.sub(rf"\s+[|–—:·»«•-]+\s+{name}\s*\Z|\A{name}\s*(?:\s[|–—·•»-]|:)\s+", "", title, flags=re.IGNORECASE)
        title = bare or title
    parts = re.split(f"({_SEPARATOR})", title)
    while len(parts) > 2 and _is_site(parts[-1], outlets, url):
        parts = parts[:-2]
    while len(parts) > 2 and _is_site(parts[0], outlets, url):
        parts = parts[2:]
    return "".join(parts).strip() or title


def _is_site(words: str, outlets: Sequence[str], url: str) -> bool:
    """Whether words are the name of the outlet, or of the site as its address has it: `The New Post`, newpost.org."""
    name = _letters(words)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = {_letters(host), *map(_letters, host.split(".")[:-1])}
    names = {_letters(each) for each in (*outlets, *labels)}
    return bool(name) and _DEFINITE.sub("", name) in {_DEFINITE.sub("", each) for each in names if each}


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
