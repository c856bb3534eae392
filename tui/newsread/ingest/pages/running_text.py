"""Whether a page has the running text of a report: paragraphs beside each other, whatever stands between them.

On a list of links or of pictures, each paragraph belongs to its link or picture: it follows a heading that is one, or
shares a box with it.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsread.ingest.pages.inline import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement


GATHERED = "data-gathered"
"""The attribute of an article that the page did not mark: it says nothing of what the page is."""
_FEWEST_PARAGRAPHS = 4
_FEWEST_LETTERS = 250
"""Of all those paragraphs."""
_SHORTEST = 30
"""Letters of a paragraph."""
_MOST_LINKED = 0.5
_SENTENCE_ENDS = re.compile(r"[.!?…。！？।؟۔][\"'”’»›)\]}]*\Z")
_PICTURES = ("img", "amp-img", "picture", "figure", "video")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ELSEWHERE = frozenset({"aside", "nav", "footer", "form", "figure", "li", "td", "blockquote"})


def has_running_text(tree: "HtmlElement") -> bool:
    """Whether some paragraphs of a page follow each other as those of a report do, the first before any link."""
    beside: dict[HtmlElement, list[HtmlElement]] = {}
    for paragraph in tree.iter("p", "div"):
        if is_paragraph(paragraph):
            box = _box(paragraph)
            parent = box.getparent()
            if parent is not None and not _is_elsewhere(box):
                beside.setdefault(parent, []).append(box)
    broken = {each.getparent() for each in tree.iter("br")}
    return any(map(_are_report, beside.values())) or any(map(_has_lines_of_report, broken))


def _are_report(boxes: "Sequence[HtmlElement]") -> bool:
    """Whether paragraphs beside each other are those of a report."""
    own = [box for box in boxes if not _is_under_a_link(box)]
    if _suffice(own) and _begins_a_report(own[0]):
        return True
    # Headings that are links may stand between the paragraphs of a report, too; then one comes before the first.
    return bool(own) and own[0] is boxes[0] and _suffice(boxes) and not _links_before(boxes[0]) and _has_title(boxes[0])


def _suffice(boxes: "Sequence[HtmlElement]") -> bool:
    return len(boxes) >= _FEWEST_PARAGRAPHS and sum(map(_letters, boxes)) >= _FEWEST_LETTERS


def _has_lines_of_report(element: "HtmlElement") -> bool:
    """Whether an element holds paragraphs that are only parted by line breaks, the first of them no link."""
    if len(element.findall("br")) < _FEWEST_PARAGRAPHS:
        return False
    lines = [(element.text or "", False)]
    for child in element:
        if child.tag in BLOCKS or child.tag == "br":
            lines.append((child.tail or "", False))
        else:
            words, is_link = lines[-1]
            is_link = is_link or (_is_link(child) and not words.strip())
            lines[-1] = (words + child.text_content() + (child.tail or ""), is_link)
    sentences = [words for words, is_link in lines if not is_link and _SENTENCE_ENDS.search(words.strip())]
    first = next((is_link for words, is_link in lines if words.strip()), True)
    return not first and len(sentences) >= _FEWEST_PARAGRAPHS and len("".join(sentences)) >= _FEWEST_LETTERS


def ends_a_sentence(words: str) -> bool:
    """Whether words end with the sign that ends a sentence."""
    return _SENTENCE_ENDS.search(words) is not None


def is_paragraph(element: "HtmlElement") -> bool:
    """Whether an element holds a whole sentence or more, mostly not in links, and no other block."""
    if any(True for _ in element.iterdescendants(*BLOCKS, *_PICTURES)):
        return False
    words = element.text_content().strip()
    linked = sum(_letters(link) for link in element.iter("a"))
    letters = _letters(element)
    return letters >= _SHORTEST and linked < _MOST_LINKED * letters and ends_a_sentence(words)


def _box(paragraph: "HtmlElement") -> "HtmlElement":
    """Return the outermost element that holds nothing but this paragraph."""
    box = paragraph
    while (above := box.getparent()) is not None and above.tag in {"div", "section", "span"} and len(above) == 1:
        if (above.text or "").strip() or (box.tail or "").strip():
            break
        box = above
    return box


def _is_elsewhere(box: "HtmlElement") -> bool:
    """Whether a paragraph stands beside the article, or says what a picture before it shows."""
    if any(each.tag in _ELSEWHERE for each in (box, *box.iterancestors())):
        return True
    before = box.getprevious()
    if before is None:
        return False
    return before.tag in _PICTURES or (before.tag != "p" and _is_only_picture(before))


def _is_under_a_link(box: "HtmlElement") -> bool:
    """Whether a paragraph stands under a heading that is a link to what it is about."""
    before = box.getprevious()
    return before is not None and before.tag in _HEADINGS and _is_link(before)


def _is_only_picture(element: "HtmlElement") -> bool:
    return not element.text_content().strip() and any(True for _ in element.iter(*_PICTURES))


def _begins_a_report(box: "HtmlElement") -> bool:
    """Whether a paragraph stands before the links beside it, or under the title in one article with it."""
    return not _links_before(box) or _has_title(box)


def _links_before(box: "HtmlElement") -> bool:
    return any(map(_is_link, box.itersiblings(preceding=True)))


def _has_title(box: "HtmlElement") -> bool:
    """Whether a paragraph is in one article with the title of the page."""
    article = next(box.iterancestors("article"), None)
    if article is None or article.get(GATHERED) is not None:
        return False
    return any(not _is_link(title) for title in article.iter("h1"))


def _is_link(element: "HtmlElement") -> bool:
    """Whether an element is nothing but links to other pages."""
    letters = _letters(element)
    return letters > 0 and sum(_letters(link) for link in element.iter("a") if link.get("href")) >= 0.9 * letters


def _letters(element: "HtmlElement") -> int:
    return sum(map(str.isalnum, element.text_content()))
