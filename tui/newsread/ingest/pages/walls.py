"""Whether what was found on a page is an article, and what the page is if not: a wall, a gallery, a list of links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from newsread.errors import NewsreadError
from newsread.ingest.pages.running_text import has_running_text
from newsread.ingest.pages.server_notices import server_notice

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_HEADLINE = 12
"""Letters that a link has at least to be the headline of another article."""
_SHORTEST = 8
"""Letters of a line; shorter ones would be found within the words of any text."""
_UNSEEN = frozenset({"footer", "form", "nav", "script", "style", "template"})
_BEGINS_ANEW = frozenset({"article", "h1", "main"})
_SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "u"}
)


class _Sign(Enum):
    """What stands between the words of a page."""

    HEADLINE = auto()
    PICTURE = auto()
    SUBHEADING = auto()
    END_OF_LINE = auto()
    END = auto()
    """Of whatever stood beside a headline or a picture."""


_LONGEST = {_Sign.HEADLINE: 300, _Sign.PICTURE: 200}
"""Letters, about 50 words, of a headline and what stands under it; of a caption."""


@dataclass(frozen=True)
class Beside:
    """Lines, the white space in them made one space."""

    headlines: frozenset[str]
    """Links that stand for themselves, and what is told under each."""
    pictures: frozenset[str]
    """What is told in or under each picture."""


def beside(tree: "HtmlElement") -> Beside:
    """Return what stands beside the links and pictures of a page, where it is short."""
    found: dict[_Sign, set[str]] = {_Sign.HEADLINE: set(), _Sign.PICTURE: set()}
    what = _Sign.END
    lines = [""]
    for sign in (*_signs(tree), _Sign.END):
        if isinstance(sign, str):
            lines[-1] += sign
        elif sign is _Sign.END_OF_LINE:
            lines.append("")
        elif sign is not _Sign.SUBHEADING or what is _Sign.PICTURE:  # under a headline it belongs to that
            told = [" ".join(line.split()) for line in lines]
            if what in found and sum(map(_letter_count, told)) <= _LONGEST[what]:
                found[what].update(line for line in told if _letter_count(line) >= _SHORTEST)
            what, lines = sign, [""]
    return Beside(frozenset(found[_Sign.HEADLINE]), frozenset(found[_Sign.PICTURE]))


def _signs(tree: "HtmlElement") -> "Iterator[_Sign | str]":
    """Yield the words of a page and what stands between them, in their order."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only who adds a page pays for it

    unseen = marks = 0
    before: list[int] = []  # of each open element, how many headlines and pictures came before it
    for event, element in iterwalk(tree, events=("start", "end")):
        begins, name = event == "start", element.tag
        if name not in _INLINE:
            yield _Sign.END_OF_LINE
        if name in _UNSEEN:
            unseen += 1 if begins else -1
        if begins:
            before.append(marks)
            mark = None if unseen else _mark(element)
            marks += mark is not None
            if mark or name in _BEGINS_ANEW:
                yield mark or _Sign.END
            elif name in _SUBHEADINGS:
                yield _Sign.SUBHEADING
        elif marks - before.pop() > 1 or (name == "figure" and element.text_content().strip()):
            yield _Sign.END  # of a list of them, or of a picture that has its caption in itself
        if not unseen:
            yield (element.text if begins else element.tail) or ""


def _mark(element: "HtmlElement") -> _Sign | None:
    match element.tag:
        case "img" | "amp-img":
            return _Sign.PICTURE
        case "figure" if next(element.iter("img", "amp-img"), None) is None:  # a script is to put it in
            return _Sign.PICTURE
        case "a" if _is_headline(element):
            return _Sign.HEADLINE
    return None


def _is_headline(link: "HtmlElement") -> bool:
    """Whether a link leads to another page, and no words stand beside it on its line."""
    if link.get("href", "#").startswith("#") or _letter_count(link.text_content()) < _HEADLINE:
        return False
    element = link
    while (above := element.getparent()) is not None and element.tag in _INLINE:
        last = element.getprevious()
        if ((above.text if last is None else last.tail) or "").strip() or (element.tail or "").strip():
            return False
        element = above
    return True


def _letter_count(text: str) -> int:
    return sum(map(str.isalnum, text))


_FEWEST_LETTERS = 140
"""About 25 words of English. Less is no article."""
_OPENING = 900
"""Letters, about 150 words: as much of an article as is shown before a wall, and more than a wall says of itself."""
_LONGEST_ANSWER = 1_800
"""Letters of what a server answers in place of a page, at most."""
_MOST_LINKED = 0.6
"""Of the letters of an article, in lines that are nothing but a link."""
_MOST_LINKED_BETWEEN = 0.8
"""The same where links stand between the paragraphs of a report."""
_MOST_BESIDE = 0.6
"""Of the letters of an article, in lines that only stand beside links or pictures."""
_FEWEST_BESIDE = 8
"""So many such lines make a list or a gallery; an article may have fewer."""
_LONGEST_LIST = 20_000
"""Letters of a front page or a gallery, at most."""
_FEW_FIGURES = 4
_NO_WORDS = 400
"""Letters of a page that a script is to fill."""

_BY_HAND = "save the article's text as a .txt file, and add that"
_LOGGED_IN = "log in with a browser, " + _BY_HAND
_BEGINNING = f"shows only the beginning of its article to those who do not pay: {_LOGGED_IN}."
_LINKS = "is a list of links, and no article: add those that you want to read."

_PICTURES = f"shows pictures, and no article: if its words matter, {_BY_HAND}."

_COOKIES = re.compile(
    r"\b(?:cookies?|consent|our (?:\d+ )?partners|privacy (?:policy|settings|preferences)|personal data"
    r"|legitimate interest)\b",
    re.IGNORECASE,
)
_LOG_IN = re.compile(
    r"\b(?:log ?in|sign ?in|create (?:a|an|your) (?:free )?account|register (?:now|to|for)|forgot(?:ten)? your password"
    r"|no account yet|need an account|already (?:a member|registered|have an account))\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:subscribe (?:now )?to (?:continue|keep|read)|to (?:continue|keep) reading|already a subscriber"
    r"|(?:for|to) subscribers only|only for subscribers|subscriber[- ]exclusive|(?:log|sign) in to (?:read|continue)"
    r"|this (?:article|content|story) is (?:reserved )?for (?:paying |our )?(?:subscribers|members)"
    r"|unlock (?:this|the full) (?:article|story)|read the full (?:article|story) with)\b",
    re.IGNORECASE,
)

_WALL = re.compile(f"{_COOKIES.pattern}|{_LOG_IN.pattern}", re.IGNORECASE)
_OF_NEWS_TOO = frozenset({"consent", "personal data", "privacy policy"})
"""Words of a wall that a report may also use, once."""
_AROUND_ARTICLE = "//main | //article | //*[contains(@class, 'paywall') or contains(@id, 'paywall')]"
"""Where a page asks for money in place of the rest; elsewhere, every page of some outlets does."""
_WIDE = re.compile("[\u2e80-\uffdc]")


def why_no_article(tree: "HtmlElement", text: str, *, is_paid: bool) -> str | None:
    """Raise NewsreadError, whose sentence begins with a verb, if the text that was found on a page is no article.

    Of an article that may be incomplete, return a notice that says so; else None.
    """
    asks = _PAID.search(" ".join(" ".join(each.text_content().split()) for each in tree.xpath(_AROUND_ARTICLE)))
    letters = _letters(text)
    if letters < _LONGEST_ANSWER and (answer := server_notice(tree, text)):
        raise NewsreadError(answer)
    if letters < _OPENING:
        if _letters(_beside_walls(text)) < _FEWEST_LETTERS:
            raise NewsreadError(_instead(tree, has_wall=asks is not None))
        if asks:
            raise NewsreadError(_BEGINNING)
    of_lists = _refuse_lists(tree, text)
    is_cut = "the page says that it is for subscribers: its end may be missing" if asks or is_paid else None
    return "; ".join(filter(None, (of_lists, is_cut))) or None


def _beside_walls(text: str) -> str:
    """Return the paragraphs of a text that do not ask about cookies or for a log-in."""
    signs = [each.lower() for each in _WALL.findall(text)]
    if len(signs) == 1 and signs[0] in _OF_NEWS_TOO:
        return text
    return "\n\n".join(each for each in text.split("\n\n") if not _WALL.search(each))


def _refuse_lists(tree: "HtmlElement", text: str) -> str | None:
    """Raise NewsreadError for a list of links and for a gallery; of a report that looks like one, return a notice."""
    is_report = has_running_text(tree)
    if _linked(tree, text) > (_MOST_LINKED_BETWEEN if is_report else _MOST_LINKED):
        raise NewsreadError(_LINKS)
    found = beside(tree) if _letters(text) < _LONGEST_LIST else None
    for lines, sentence in ((found.headlines, _LINKS), (found.pictures, _PICTURES)) if found else ():
        if _is_made_of(text, lines) and not _has_short_article(tree, lines):
            if not is_report:
                raise NewsreadError(sentence)
            return "links or pictures stand between its paragraphs: it may be a list of them"
    return None


def _instead(tree: "HtmlElement", *, has_wall: bool) -> str:
    """Say what a page without an article is."""
    visible = "\n".join(_visible(tree))
    signs = {
        _BEGINNING: has_wall,
        f"asks for a log-in in place of an article: {_LOGGED_IN}.": (
            tree.xpath("//input[@type='password']") or len(_LOG_IN.findall(visible)) > 2
        ),
        f"asks about cookies in place of an article: answer it in a browser, {_BY_HAND}.": (
            len(_COOKIES.findall(visible)) > 2
        ),
        _LINKS: _linked(tree, visible) > _MOST_LINKED,
        _PICTURES: (len(tree.xpath("//figure | //main//img | //article//img")) >= _FEW_FIGURES),
        f"is empty until a script fills it: open it in a browser, {_BY_HAND}.": (
            tree.xpath("//script | //noscript") and _letters(visible) < _NO_WORDS
        ),
    }
    return next(
        (sentence for sentence, holds in signs.items() if holds),
        f"has nearly no text: check the address, or {_BY_HAND}.",
    )


def _visible(tree: "HtmlElement") -> list[str]:
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return [" ".join(text.split()) for text in texts]


def _linked(tree: "HtmlElement", text: str) -> float:
    """Return the share of the letters of a text that stand in nothing but links."""
    links = {" ".join(link.text_content().split()) for link in tree.iter("a")}
    lines = [" ".join(line.split()).removeprefix("- ") for line in text.split("\n")]
    return _letters(*(line for line in lines if line in links)) / max(1, _letters(*lines))


def _has_short_article(tree: "HtmlElement", lines: frozenset[str]) -> bool:
    """Whether a page marks one part as its article, and that has words of its own, be it among longer lists."""
    articles = tree.xpath("//article[not(ancestor::article)]")
    if len(articles) != 1:
        return False
    text = "\n\n".join(each.text_content() for each in articles[0].iter("p"))
    return _letters(text) >= _FEWEST_LETTERS and not _is_made_of(text, lines)


def _is_made_of(text: str, lines: frozenset[str]) -> bool:
    """Whether a text is nearly nothing but many such lines, be each a paragraph or all of them one."""
    left = " ".join(text.split())
    letters = _letters(left)
    times = 0
    for line in sorted(lines, key=len, reverse=True):  # a line may be the beginning of another
        if found := left.count(line):
            left = left.replace(line, "\n")
            times += found
    return times >= _FEWEST_BESIDE and _letters(left) < (1 - _MOST_BESIDE) * letters


def _letters(*texts: str) -> int:
    """Return the number of letters and digits; a sign of a script without spaces counts for what it says, twice."""
    return sum(sum(map(str.isalnum, text)) + len(_WIDE.findall(text)) for text in texts)
