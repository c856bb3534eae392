"""Running text of a page that is not marked as such: put into paragraphs, or it would be left out.

Trafilatura keeps paragraphs, headings and lists of what is marked as an article. Pages put words of an article into
other elements, too, between its paragraphs; and some mark no article at all.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsread.ingest.pages.inline import BLOCKS
from newsread.ingest.pages.running_text import GATHERED, ends_a_sentence, is_paragraph

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_ITEMS = ("li", "dt", "dd")
_SENTENCE = 40
"""Characters of a block that has a date or a label among its words."""
_RUNNING = ("p", "li", "td", "dd", "blockquote", "h1", "h2", "h3")
_MARKED = "//article | //main | //*[@role='main' or @itemprop='articleBody']"
_NAMED = ("article", "content", "entry", "main", "post", "story", "text")
"""What the class or the id of an article's element mostly holds."""
_MOST = 0.8
_BESIDE = frozenset({"aside", "footer", "form", "header", "nav", "script", "style"})
_FEWEST_PARAGRAPHS = 3


def mark_running_text(tree: "HtmlElement") -> None:
    """Change a tree in place: running text becomes paragraphs of an article, in which no word of theirs is missing."""
    _keep_quotations(tree)
    _keep_words_of_sentences(tree)
    for preformatted in list(tree.iter("pre")):
        _break_lines(preformatted)
    for item in tree.iter(*_ITEMS):
        for division in item.iter("div"):
            if _is_leaf(division):
                division.tag = "p"
    for parent in {each.getparent() for each in tree.iter("p") if is_paragraph(each)} - {None}:
        _wrap_stray_words(parent)
        for division in _divisions_among_paragraphs(parent):  # they would be left out beside paragraphs
            division.tag = "p"
    _mark_article(tree)


def _keep_quotations(tree: "HtmlElement") -> None:
    """Keep quotations that are set as figures, and who said them."""
    for figure in tree.iter("figure"):
        if next(figure.iterdescendants("blockquote"), None) is not None:
            figure.tag = "div"
            for caption in figure.iter("figcaption"):
                caption.tag = "p"
    for quotation in tree.iter("blockquote"):
        for footer in quotation.iter("footer"):
            footer.tag = "p" if _is_leaf(footer) else "div"


def _keep_words_of_sentences(tree: "HtmlElement") -> None:
    """Keep dates and labels within a sentence: trafilatura leaves their elements out wherever they are."""
    known: dict[HtmlElement, str] = {}
    for element in list(tree.iter("time", "label", "output")):
        block = next(element.iterancestors(*_RUNNING), None)
        if block is None:
            continue
        if block not in known:
            known[block] = " ".join(block.text_content().split())
        words = known[block]
        own = len(" ".join(element.text_content().split()))
        if len(words) > own and (ends_a_sentence(words) or len(words) > _SENTENCE):
            element.tag = "span"


def _break_lines(preformatted: "HtmlElement") -> None:
    """Make a paragraph with line breaks of text that is set as it is written."""
    from lxml.etree import SubElement  # noqa: PLC0415 - only who adds a page pays for it

    first, *others = preformatted.text_content().strip("\n").split("\n")
    for child in list(preformatted):
        preformatted.remove(child)
    preformatted.tag = "p"
    preformatted.text = first
    for line in others:
        SubElement(preformatted, "br").tail = line


def _wrap_stray_words(parent: "HtmlElement") -> None:
    """Put words that stand bare between the paragraphs of an element into paragraphs of their own."""
    from lxml.html import Element  # noqa: PLC0415

    for child in list(parent):
        if child.tag not in BLOCKS or not (child.tail or "").strip():
            continue
        paragraph = Element("p")
        paragraph.text, child.tail = child.tail, None
        following = child.getnext()
        while following is not None and following.tag not in BLOCKS:
            next_one = following.getnext()
            paragraph.append(following)
            following = next_one
        child.addnext(paragraph)


def _is_leaf(element: "HtmlElement") -> bool:
    return next(element.iterdescendants(*BLOCKS), None) is None and bool(element.text_content().strip())


def _divisions_among_paragraphs(parent: "HtmlElement") -> "Iterator[HtmlElement]":
    """Yield the divisions that are paragraphs themselves, and those of nothing but words between two paragraphs."""
    children = list(parent)
    at = [number for number, child in enumerate(children) if child.tag == "p" and _is_leaf(child)]
    for number, child in enumerate(children):
        if child.tag != "div" or not _is_leaf(child):
            continue
        is_between = at[0] < number < at[-1] and next(child.iterdescendants("a", "img"), None) is None
        if is_between or is_paragraph(child):
            yield child


def _mark_article(tree: "HtmlElement") -> None:
    """Mark the element that has nearly all paragraphs of a page as its article, where the page marks none."""
    if tree.xpath(_MARKED) or any(map(_is_named, tree.iter("div", "section", "td"))):
        return
    parents: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        if parent is not None and is_paragraph(paragraph):
            parents[parent] = parents.get(parent, 0) + 1
    parent = max(parents, key=lambda each: parents[each], default=None)
    if parent is None or parents[parent] < max(_FEWEST_PARAGRAPHS, _MOST * sum(parents.values())):
        return
    if parent.tag in {"div", "section"}:
        parent.tag = "article"
        parent.set(GATHERED, "")
    elif parent.tag == "body":
        _gather(parent)


def _is_named(element: "HtmlElement") -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return any(name in names for name in _NAMED)


def _gather(body: "HtmlElement") -> None:
    """Put what stands from the title or the first paragraph to the last one into an article."""
    from lxml.html import Element  # noqa: PLC0415

    children = list(body)
    at = [number for number, child in enumerate(children) if child.tag == "p" and is_paragraph(child)]
    first = next((number for number in range(at[0]) if children[number].tag == "h1"), at[0])
    article = Element("article", {GATHERED: ""})
    children[first].addprevious(article)
    for child in children[first : at[-1] + 1]:
        if child.tag not in _BESIDE:
            article.append(child)
