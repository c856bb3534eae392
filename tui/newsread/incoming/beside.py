"""What on a page only stands beside something else: the line under each headline of a list, the caption of a picture.

Neither is running text: a page whose text is made of such lines is the front of a paper, or a gallery.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

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
            if what in found and sum(map(_letters, told)) <= _LONGEST[what]:
                found[what].update(line for line in told if _letters(line) >= _SHORTEST)
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
    if link.get("href", "#").startswith("#") or _letters(link.text_content()) < _HEADLINE:
        return False
    element = link
    while (above := element.getparent()) is not None and element.tag in _INLINE:
        last = element.getprevious()
        if ((above.text if last is None else last.tail) or "").strip() or (element.tail or "").strip():
            return False
        element = above
    return True


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
