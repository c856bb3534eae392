"""Copies of pages that archives keep: which page one is a copy of, and of when.

Told by the address, as the Wayback Machine and all archives that run its software, archive.today and caches of search
engines have it, or else by what they put into the page.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from newsread.articles.dates import iso_date
from newsread.text.web_addresses import is_web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Capture(NamedTuple):
    """A copy in an archive."""

    original: str
    """The address of the page that it is a copy of."""
    archive_url: str | None
    """Its own address, None where it is not known."""
    at: str | None
    """When it was made, as an ISO date or time; None where nothing says so."""


_ARCHIVE_TODAY = r"archive\.(?:today|ph|is|li|vn|md|fo)"
_WAYBACK = re.compile(
    r"https?://[^/]+/(?:[^?#]*?/)?(?P<at>\d{14})(?:[a-z]{2}_)?/(?P<original>(?:https?(?::|%3a)|www\.).+)"
    r"|https?://(?:[\w-]+\.)*(?:archive\.org|archive-it\.org)/(?:[\w-]+/)?"
    r"(?:(?P<part>\d{1,14}|\d{0,8}\*)?(?:[a-z]{2}_)?/)?(?P<other>(?:https?(?::|%3a)|www\.).+)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"https?://(?:www\.)?{_ARCHIVE_TODAY}/(?:o/\w+/|newest/|oldest/|(?P<at>\d{{4}}[\d.-]{{0,16}})/)?"
    r"(?P<original>https?(?::|%3a).+)",
    re.IGNORECASE,
)
_TODAYS_HOST = re.compile(rf"https?://(?:www\.)?{_ARCHIVE_TODAY}/", re.IGNORECASE)
_CACHE = re.compile(r"cache:(?:[\w-]{8,16}:)?(\S+)")
_CACHE_HOSTS = re.compile(r"webcache\.googleusercontent\.com|cc\.bingj\.com|(?:www\.)?google\.[a-z.]+")
_SLASHES = re.compile(r"\A(https?):/+", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r"\A(?:(http://[^/:?#]+):80|(https?://[^/:?#]+):443)(?=[/?#]|\Z)")


def capture_of(url: str) -> Capture | None:
    """Return which page the address of a copy names; None for any other address."""
    if found := _TODAY.match(url) or _WAYBACK.match(url):
        said = found.groupdict()
        original = _address(said.get("original") or said.get("other") or "")
        return Capture(original, url, _time(said.get("at") or said.get("part") or "")) if original else None
    return _cached(url)


def original_address(url: str | None) -> str | None:
    """Return the address of the page that an archive's copy is of, None where it does not say; others as they are."""
    if not url or (_TODAYS_HOST.match(url) and not capture_of(url)):
        return None
    found = capture_of(url)
    return found.original if found else url


def _cached(url: str) -> Capture | None:
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
    except ValueError:
        return None
    if not _CACHE_HOSTS.fullmatch(parts.hostname or ""):
        return None
    found = _CACHE.match(next(iter(query.get("q", [])), ""))
    original = _address(found[1]) if found else ""
    return Capture(original, url, None) if original else None


def _address(words: str) -> str:
    """Return an address whole: archives leave out its scheme or a slash, and name ports that go without saying."""
    if re.match(r"https?%3a", words, re.IGNORECASE):
        words = unquote(words)
    if not re.match(r"https?:", words, re.IGNORECASE):
        words = f"http://{words}"
    whole = _SLASHES.sub(lambda scheme: f"{scheme[1].lower()}://", words)
    whole = _DEFAULT_PORT.sub(lambda host: host[1] or host[2], whole)
    return whole if is_web_address(whole) and whole.isprintable() and " " not in whole else ""


def _time(digits: str) -> str | None:
    """Return the ISO time of `20200301120000` or `2020.03.01-120000`, the day of `20200301`."""
    bare = re.sub(r"\D", "", digits)
    if len(bare) == 14:
        found = iso_date(bare)
        return f"{found}Z" if found else None
    return iso_date(bare[:8]) if len(bare) >= 8 else None


# What archives put into a page

_PUT_IN = (
    "//*[@id='wm-ipp-base' or @id='wm-ipp' or @id='wm-ipp-print' or @id='donato' or @id='wm-capinfo']"
    " | //*[contains(@id, 'google-cache-hdr')] | //*[@id='HEADER'][.//input[@name='q']]"
)
_ADDRESSES = "//link[@rel='canonical' or @rel='bookmark']/@href | //meta[@property='og:url']/@content | //base/@href"
_LINKS = f"{_ADDRESSES} | //*[@id='HEADER']//a/@href | //*[@id='wm-ipp']//a/@href"
_WOMBAT = re.compile(rb"""__wm\.wombat\(\s*["']([^"'\s]{1,2000})["']\s*,\s*["'](\d{14})["']""")
_FILED = re.compile(rb"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4})")
_CACHED = re.compile(
    rb"""(?:cache|cached (?:page|version))\s+(?:of|for)\s+(?:<strong>\s*)?"""
    rb"""<a\s[^<>]{0,200}?href=["']([^"'\s<>]{1,2000})["']"""
)
_SNAPSHOT = re.compile(rb"snapshot of the page as it appeared on (\d{1,2} \w{3,9} \d{4}(?: \d\d:\d\d:\d\d GMT)?)")
_BEGINNING = 200_000
_END = 4_000
_NAMES = re.compile(rf"{_ARCHIVE_TODAY}|(?:the )?(?:wayback machine|internet archive)|webpage archive", re.IGNORECASE)


def capture_in(tree: "HtmlElement", content: bytes, url: str) -> Capture | None:
    """Return which page this one is a copy of; `url` is where it was found, or empty. None for a page that is no copy.

    What archives show around a copy, such as their toolbar, is taken out of the tree.
    """
    given = [url, *map(str, tree.xpath(_LINKS))]
    found = next(filter(None, (*map(capture_of, given), *_signed(tree, content, url))), None)
    if found:
        for element in tree.xpath(_PUT_IN):
            if element.getparent() is not None:
                element.drop_tree()
    return found


def is_archive(name: str | None) -> bool:
    """Whether the name of an outlet is that of an archive, which is the outlet of nothing."""
    return name is not None and _NAMES.fullmatch(name.strip()) is not None


def _signed(tree: "HtmlElement", content: bytes, url: str) -> Iterator[Capture | None]:
    """Yield what the marks say that archives leave in a page."""
    head = content[:_BEGINNING]
    filed = _FILED.search(content[-_END:]) or _FILED.search(head)
    if wombat := _WOMBAT.search(head):
        yield _capture(wombat[1], _time(wombat[2].decode()))
    if filed and (said := next(iter(tree.xpath(_ADDRESSES)), "")):
        time, _, day = filed[1].decode().partition(" ")
        yield _capture(str(said).encode(), iso_date(f"{day} {time} UTC"))
    if cached := _CACHED.search(head):
        snapshot = _SNAPSHOT.search(head)
        yield _capture(cached[1], iso_date(snapshot[1].decode()) if snapshot else None)
    if any(_TODAYS_HOST.match(each) for each in (url, *map(str, tree.xpath(_ADDRESSES)))):
        for words in tree.xpath("//input[@name='q']/@value"):
            yield _capture(str(words).encode(), None)


def _capture(original: bytes, at: str | None) -> Capture | None:
    address = _address(original.decode(errors="replace"))
    return Capture(address, None, at) if address else None
