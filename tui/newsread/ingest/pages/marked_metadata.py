"""Authors and dates that elements of a page are marked as: by microdata, RDFa, microformats, or a class that says so.

A page has marks for other articles, too, in lists of what is read most and the like. What belongs to the page's own
article is told by where it is: inside the same `<article>` as the headline, and nearest to it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsread.articles.dates import publication_date
from newsread.ingest.pages.bylines import byline

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_OTHERS = re.compile(
    r"comment|relat|trending|recommend|popular|most-?(?:read|viewed|shared)|side-?bar|teaser|promo|carousel|recirc|outbrain"
    r"|taboola|more-(?:stories|from|news|on|articles|posts)|read-?(?:more|next)|also-?(?:like|read)|latest|newsletter"
    r"|suggest|up-?next|next-(?:article|post|story)|reply|replies|respond",
    re.IGNORECASE,
)
"""Classes and ids of what is of comments or of other articles."""
_LOGO = re.compile(r"(?:^|[-_ ])(?:logo|brand|masthead|site-?(?:title|name|logo|header))", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(
    r"(?:^|\s)(?:[\w-]*(?:author|byline|writer|journalist|contributor)s?(?:[-_]{1,2}(?:names?|link|title|text|info))?|p-author"
    r"|byl)(?=\s|$)",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published?|pubdate|dt-published|date-?(?:time|published|posted)|timestamp|posted(?:-on)?"
    r"|publish(?:ed)?-?(?:date|time|on|at)|datetime|time)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_AROUND_DATE = re.compile(r"by-?line|dateline|publi|posted|meta|date|time|info|head|author", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif|edited|revis", re.IGNORECASE)
_HEADLINE = 12
"""Letters that a link has at least to be the headline of another article."""
_LONGEST = 200
_BLOCKS = frozenset({"li", "article", "div", "section", "tr"})
_NO_WORDS = frozenset({"time", "script", "style", "button"})
"""Elements inside an author's that do not belong to the name."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_LONGEST_TEASER = 800


def _with(attribute: str, *values: str) -> str:
    """Return a condition of XPath: that one of the values is among those of an attribute that holds several."""
    return " or ".join(f"contains(concat(' ', @{attribute}, ' '), ' {value} ')" for value in values)


_AUTHOR = _with("itemprop", "author", "creator")
_BY_CLASS = (
    "//*[self::a or self::address or self::div or self::h3 or self::h4 or self::h5 or self::p or self::span"
    " or self::strong or self::li][contains(@class, 'uthor') or contains(@class, 'yline') or contains(@class, 'byl')"
    " or contains(@class, 'riter') or contains(@class, 'ontributor') or contains(@class, 'ournalist')]"
)
_TIMES = "//time"
_DATED = (
    "//*[self::div or self::p or self::span or self::abbr or self::li or self::small][@class]"
    "[string-length(normalize-space(.)) < 100]"
)
_AUTHORS = (
    f"//*[{_AUTHOR}]//*[{_with('itemprop', 'name')}]",
    f"//*[{_AUTHOR}][not(.//*[@itemprop])]",
    f"//*[{_with('property', 'author', 'schema:author', 'dc:creator', 'dcterms:creator')}][not(self::meta)]",
    f"//a[{_with('rel', 'author')}][not(starts-with(@href, 'mailto:'))]",
    f"//*[{_with('class', 'p-author', 'author')}]//*[{_with('class', 'fn', 'p-name')}]",
    _BY_CLASS,
)
"""The surest first."""
_DATES = (
    f"//*[{_with('itemprop', 'datePublished')}]",
    f"//*[{_with('property', 'datePublished', 'schema:datePublished', 'dc:date', 'dc:issued')}]",
    "//time[@pubdate] | //time[contains(@class, 'publish')]",
    f"//*[{_with('class', 'dt-published', 'published')}]",
    f"//*[{_with('itemprop', 'dateCreated')}]",
    _TIMES,
    _DATED,
)


class Marks:
    """The marks of one page."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._tree = tree
        self.heading: HtmlElement | None = self._main_heading()
        self._around = self._path(self.heading) if self.heading is not None else []
        self._article = self._main_article()

    def byline(self) -> str | None:
        """Return the authors that are marked as such, None where none is."""
        return self._first(_AUTHORS, lambda group: byline(map(_words, group)))

    def published(self) -> str | None:
        """Return the ISO date that is marked as that of publication, None where none is."""
        return self._first(_DATES, lambda group: next(filter(None, map(_date, group)), None))

    def belongs(self, element: "HtmlElement") -> bool:
        """Whether an element is of the page's own article, and not of a comment or another article."""
        inside = self._article is not None and self._article in self._path(element)
        for above in self._path(element):
            if above is self._article or above in self._around or above.tag in {"html", "body"}:
                break
            if above.tag in {"aside", "nav"} or (above.tag == "footer" and not inside):
                return False
            if _OTHERS.search(_classes(above)) or (self.heading is not None and _is_teaser(above, element)):
                return False
        return True

    def others(self) -> "list[HtmlElement]":
        """Return the elements that are of comments or of other articles, but none that holds the page's own."""
        holders = {*self._around, *([self._article] if self._article is not None else ())}
        return [
            each
            for each in self._tree.iter("aside", "nav", "div", "section", "ul", "ol", "article", "footer", "li")
            if each not in holders and not self._holds_article(each)
            if each.tag in {"aside", "nav"} or _OTHERS.search(_classes(each))
        ]

    def _holds_article(self, element: "HtmlElement") -> bool:
        return self._article is not None and element in self._path(self._article)

    def headings(self) -> list[str]:
        """Return the words of the headings of the first level that are no logo."""
        return [words for each in self._tree.iter("h1") if not self._is_logo(each) and (words := _words(each))]

    # Where they are

    def _main_heading(self) -> "HtmlElement | None":
        headings = [each for each in self._tree.iter("h1") if not self._is_logo(each) and _words(each)]
        inside = [each for each in headings if next(each.iterancestors("article", "main"), None) is not None]
        return next(iter(inside or headings), None)

    def _main_article(self) -> "HtmlElement | None":
        if self.heading is not None:
            return next(self.heading.iterancestors("article", "main"), None)
        articles = [each for each in self._tree.iter("article") if next(each.iterancestors("article"), None) is None]
        return articles[0] if len(articles) == 1 else None

    def _is_logo(self, heading: "HtmlElement") -> bool:
        """Whether a heading is the name of the outlet, as many pages have it."""
        if any(_LOGO.search(_classes(each)) for each in (heading, *heading.iterdescendants())):
            return True
        above = next(heading.iterancestors(), None)
        if above is not None and _LOGO.search(_classes(above)) and above.tag != "body":
            return True
        links = [str(link.get("href", "")) for link in heading.iter("a")]
        return bool(links) and all(re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", link) for link in links)

    @staticmethod
    def _path(element: "HtmlElement") -> "list[HtmlElement]":
        return [element, *element.iterancestors()]

    def _nearness(self, element: "HtmlElement") -> int:
        """Return how deep the innermost element is that holds the headline as well."""
        return sum(1 for above in self._path(element) if above in self._around)

    def _first(self, paths: Sequence[str], value: "Callable[[Sequence[HtmlElement]], str | None]") -> str | None:
        """Return the value of the first kind of mark that has one, of those that are nearest to the headline."""
        for path in paths:
            found = [each for each in self._tree.xpath(path) if self.belongs(each) and self._is_meant(each, path)]
            inside = [each for each in found if self._article is not None and self._article in self._path(each)]
            groups: dict[int, list[HtmlElement]] = {}
            for each in inside or found:
                groups.setdefault(self._nearness(each), []).append(each)
            for _, group in sorted(groups.items(), reverse=True):
                if said := value(group):
                    return said
        return None

    def _is_meant(self, element: "HtmlElement", path: str) -> bool:
        """Whether the class of an element, or where it is, means what is looked for; marks proper always do."""
        if path is _BY_CLASS:
            return _AUTHOR_CLASS.search(_classes(element, ids=False)) is not None and not _OTHERS.search(
                _classes(element)
            )
        if path in {_TIMES, _DATED}:
            return self._is_of_publication(element, needs_class=path is _DATED)
        return True

    def _is_of_publication(self, element: "HtmlElement", *, needs_class: bool) -> bool:
        within = [element]
        for above in element.iterancestors():
            if above is self._article or above in self._around or above.tag == "body":
                break
            within.append(above)
        classes = " ".join(map(_classes, within))
        if _CHANGED.search(classes) or _CHANGED.match(_words(element)):
            return False
        if needs_class:
            return _DATE_CLASS.search(_classes(element, ids=False)) is not None
        in_head = any(each.tag == "header" for each in within)
        return in_head or _AROUND_DATE.search(classes) is not None or self._is_only_time(element)

    def _is_only_time(self, element: "HtmlElement") -> bool:
        return self._article is not None and list(self._article.iter("time")) == [element]


def _is_teaser(block: "HtmlElement", element: "HtmlElement") -> bool:
    """Whether a block around an element leads to another article: it is short, and has a headline that is a link."""
    if block.tag not in _BLOCKS or len(block.text_content()) > _LONGEST_TEASER:
        return False
    for link in block.iter("a"):
        if link is element or element in link.iter() or link in element.iter():
            continue
        if link.get("href", "#").startswith(("#", "mailto:")):
            continue
        is_heading = any(each.tag in _HEADINGS for each in (*link.iterancestors(), *link.iterdescendants()))
        is_item = block.tag == "li" and sum(map(str.isalpha, link.text_content())) >= _HEADLINE
        if is_heading or is_item:
            return True
    return False


def _date(element: "HtmlElement") -> str | None:
    given: Iterator[str] = (element.get(name) or "" for name in ("datetime", "content", "title", "data-datetime"))
    return next(filter(None, map(publication_date, (*given, _words(element)))), None)


def _words(element: "HtmlElement") -> str:
    words = element.get("content") if element.tag == "meta" else _without_times(element)
    line = " ".join((words or "").split())
    return line if len(line) <= _LONGEST else ""


def _without_times(element: "HtmlElement") -> str:
    """Return the text of an element, without that of dates and buttons inside it, with a space where a block begins."""
    if element.tag == "time" or next(element.iter("br", "div", "p", "li", *_NO_WORDS), None) is None:
        return str(element.text_content())
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_WORDS:
            words += [" " if child.tag in {"br", "div", "p", "li"} else "", _without_times(child)]
        words.append(child.tail or "")
    return "".join(words)


def _classes(element: "HtmlElement", *, ids: bool = True) -> str:
    names = [element.get("class") or "", (element.get("id") or "") if ids else ""]
    return " ".join(filter(None, names)) if isinstance(element.tag, str) else ""
