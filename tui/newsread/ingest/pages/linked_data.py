"""What a page says of itself in JSON-LD, in the vocabulary of schema.org."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from newsread.text.web_addresses import is_web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_MOST_OBJECTS = 5_000
_ARTICLE = re.compile(
    r"(?:\w*Article|\w*BlogPosting|Report|Review|ClaimReview|SocialMediaPosting|DiscussionForumPosting)\Z"
)
_PAGE = re.compile(r"(?:\w*WebPage|ItemPage|AboutPage|FAQPage)\Z")
_WITHIN = ("publisher", "author", "creator", "mainEntity", "mainEntityOfPage", "@graph", "@included")
"""Where an object holds others that are of the same article."""
_WRAPPED = re.compile(
    r"\A\s*(?:(?:/\*|//)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?)\s*|\s*(?:(?:/\*|//)?\s*(?:\]\]>|-->)\s*(?:\*/)?)\s*\Z"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_VOCABULARY = re.compile(r"(?:https?://schema\.org/|schema:)")


@dataclass(frozen=True)
class Said:
    """What the objects say of the article, each as it is written there, and empty where they say nothing."""

    headlines: Sequence[object] = ()
    outlets: Sequence[str] = ()
    sites: Sequence[str] = ()
    """How the site is called."""
    authors: Sequence[str] = ()
    dates: Sequence[object] = ()
    addresses: Sequence[object] = ()
    language: object = None
    body: str = ""
    """The text of the article, in which lines end paragraphs."""
    is_paid: bool = False
    """Whether the article is not accessible for free."""


@dataclass(frozen=True)
class LinkedData:
    """The objects of a page, outer before inner."""

    objects: Sequence[dict[str, object]]
    by_id: dict[str, dict[str, object]] = field(default_factory=dict)

    def articles(self) -> list[dict[str, object]]:
        """Return the objects that are articles."""
        return [each for each in self.objects if is_of(each, _ARTICLE)]

    def said(self, article: dict[str, object] | None) -> Said:
        """Return what one article says, completed by what is said of the page; None stands for no article."""
        pages = [each for each in self.objects if is_of(each, _PAGE)]
        sites = [name for each in self.objects if is_of(each, re.compile("WebSite")) for name in self._names(each)]
        dates = [each.get("datePublished") for each in pages]
        if article is None:
            return Said(dates=dates, sites=sites)
        return Said(
            headlines=[article.get("headline"), article.get("name")],
            outlets=[*self._names(article.get("publisher")), *self._names(article.get("sourceOrganization"))],
            sites=sites,
            authors=list(self._names(article.get("author"))) or list(self._names(article.get("creator"))),
            dates=[*_flat(article.get("datePublished")), *_flat(article.get("dateCreated")), *dates],
            addresses=[article.get("url"), _address(article.get("mainEntityOfPage")), article.get("@id")],
            language=next(iter(_flat(article.get("inLanguage"))), None),
            body=body if isinstance(body := article.get("articleBody"), str) else "",
            is_paid=str(article.get("isAccessibleForFree")).lower() in {"false", "no", "https://schema.org/false"},
        )

    def _names(self, value: object) -> Iterator[str]:
        """Yield the names of persons or organisations, which may be elsewhere under an id."""
        for each in value if isinstance(value, list) else [value]:
            given = self._name(each) if isinstance(each, dict) else each
            for name in given if isinstance(given, list) else [given]:
                if isinstance(name, str) and not is_web_address(name.strip()):
                    yield name

    def _name(self, found: dict[str, object]) -> object:
        parts = [found.get("givenName"), found.get("familyName")]
        whole = " ".join(part for part in parts if isinstance(part, str))
        return found.get("name") or whole or self.by_id.get(str(found.get("@id")), {}).get("name")


def linked_data(tree: "HtmlElement") -> LinkedData:
    """Return the objects of JSON-LD on a page. Of what is no JSON there are none."""
    objects = list(islice(_objects(tree), _MOST_OBJECTS))
    return LinkedData(
        objects, {str(each["@id"]): each for each in reversed(objects) if "@id" in each and len(each) > 1}
    )


def is_of(found: dict[str, object], kind: re.Pattern[str]) -> bool:
    """Whether an object is of a type, which may be written as an address: `http://schema.org/NewsArticle`."""
    return any(isinstance(each, str) and kind.match(re.split(r"[/:#]", each)[-1]) for each in _flat(found.get("@type")))


def _objects(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting: list[object] = list(reversed(_values(script.text_content())))
        while waiting:
            found = waiting.pop()
            if isinstance(found, dict):
                known = {_VOCABULARY.sub("", str(key), count=1): value for key, value in found.items()}
                yield known
                waiting += [known[key] for key in _WITHIN if key in known]
            elif isinstance(found, list):
                waiting += reversed(found)


def _values(script: str) -> list[object]:
    """Return the values of a script: mostly one, in some pages several. Common slips in it are mended."""
    text = script.strip().lstrip("\ufeff")
    while (bare := _WRAPPED.sub("", text)) != text:
        text = bare
    text = text.strip().rstrip(";")
    for each in dict.fromkeys((text, _TRAILING_COMMA.sub("", text), _TRAILING_COMMA.sub("", unescape(text)))):
        try:
            return list(_decoded(each))
        except (ValueError, RecursionError):
            continue
    return []


def _decoded(text: str) -> Iterator[object]:
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n;,"))


def _flat(value: object) -> Iterable[object]:
    for each in value if isinstance(value, list) else [value]:
        yield each.get("@value") if isinstance(each, dict) else each


def _address(value: object) -> object:
    return value.get("@id") or value.get("url") if isinstance(value, dict) else value
