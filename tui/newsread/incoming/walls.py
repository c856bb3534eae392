"""Whether what was found on a page is an article, and what the page is if not: a wall, a gallery, a list of links."""

import re
from typing import TYPE_CHECKING

from newsread.errors import NewsreadError
from newsread.incoming.beside import beside
from newsread.incoming.running import has_running_text
from newsread.incoming.server_notices import server_notice

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
