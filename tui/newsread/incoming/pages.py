"""From a page of the web to its article: the text without what surrounds it, and what the page says of itself.

What belongs to the article is told by trafilatura (Barbaresi, ACL 2021), balanced between precision and recall, with
its own fallbacks (readability, jusText, the body in JSON-LD). Here its tree becomes text: paragraphs parted by blank
lines, headings kept, items of lists and rows of tables on lines of their own. What it lets through and what is known
to be no part of an article is left out: captions, the title again, lines that newspapers put between paragraphs.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsread.articles.boilerplate import is_furniture
from newsread.errors import NewsreadError
from newsread.incoming.blocks import Block, blocks
from newsread.incoming.clearing import clear
from newsread.incoming.markup import parsed
from newsread.incoming.metadata import metadata
from newsread.incoming.walls import why_no_article
from newsread.printable import printable
from newsread.wording import same_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True)
class Page:
    """The article of a page; what the page does not say of itself is None."""

    text: str
    """Paragraphs parted by blank lines."""
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    """An ISO date, or a date and time."""
    url: str | None
    """The canonical address, or else the one it was found at."""
    language: str | None
    """A BCP 47 tag."""
    notice: str | None
    """What a reader should know of the text, or None."""


def page(content: bytes, url: str = "", charset: str | None = None) -> Page:
    """Return the article of a page that was found at an address; `charset` is what its server said.

    Raises NewsreadError for a page that holds none, with the reason and the way out.
    """
    try:
        tree = parsed(content, charset)
        said = metadata(tree, url)
        clear(tree)
        captions = _texts(tree, _CAPTIONS)
        titles = {title.casefold() for title in (said.title, *_texts(tree, _ONLY_HEADLINE)) if title}
        kept = (
            block
            for block in _article(tree, said.body)
            if block.words not in captions and block.words.casefold() not in titles
            if block.level or not _is_furniture(block.words)
        )
        text = "\n\n".join(block.text for block in _without_empty_headings(kept))
        notice = why_no_article(tree, text, is_paid=said.is_paid)
    except NewsreadError as error:
        raise NewsreadError(f"{printable(url) or 'The page'} {error}") from None
    return Page(
        text=text + "\n",
        title=said.title,
        outlet=said.outlet,
        byline=said.byline,
        published=said.published,
        url=said.url,
        language=said.language,
        notice=notice,
    )


# What trafilatura leaves in

_CAPTIONS = (
    "//figcaption | //*[self::div or self::p or self::span]"
    "[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' caption ')]"
)
_ONLY_HEADLINE = "//h1[count(//h1) = 1]"
_LONGEST_FURNITURE = 300
_WIDGET = re.compile(
    r"(?:(?:skip past|after) newsletter promotion|image (?:caption|source)\b.*|(?:photograph|credits?)\s*:.*"
    r"|getty images|like this:|loading|continue reading the main story|supported by|listen to this article\b.*"
    r"|our standards:.*|recommended(?: (?:reading|stories|for you))?|also read\s*[|:].*|join the conversation"
    r"|you (?:may|might) also (?:like|be interested in).*|click to (?:share|print|e-?mail)\b.*"
    r"|(?:view|show|hide) (?:all )?(?:\d+ )?comments|\d+ comments?|leave a (?:comment|reply)|report this ad"
    r"|this advertisement has not loaded yet.*|open (?:image )?in gallery|get (?:our|the) (?:free )?app"
    r"|follow .{1,60} on (?:twitter|x|facebook|instagram|threads|bluesky)\b.*|(?:show|read|load|see) more"
    r"|read (?:the )?(?:full )?(?:story|article))[\W_]*\Z",
    re.IGNORECASE,
)
"""What the machinery of a page writes between the paragraphs; a report has no such lines."""
_CORRECTS = re.compile(r"correct|version|clarif|amend", re.IGNORECASE)
"""What an outlet says of its mistakes belongs to the report."""


def _is_furniture(words: str) -> bool:
    if len(words) > _LONGEST_FURNITURE or _CORRECTS.search(words) or words.isupper():
        return False
    return _WIDGET.match(words) is not None or is_furniture(words)


def _texts(tree: "HtmlElement", path: str) -> frozenset[str]:
    return frozenset(" ".join(element.text_content().split()) for element in tree.xpath(path))


def _without_empty_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks but for headings that a higher one or the end follows: what they announced was left out."""
    headings: list[Block] = []
    for block in blocks:
        if block.level:
            headings = [above for above in headings if above.level < block.level] + [block]
        else:
            yield from headings
            yield block
            headings = []


# What it finds

_BY_HAND = "save its text as a .txt file, and add that"


def _article(tree: "HtmlElement", body: str) -> Iterable[Block]:
    """Return the blocks of the article; `body` is its text as JSON-LD has it, which knows where paragraphs end."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes half a second
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it warns of is told by our own sentences
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except Exception as error:  # what it stumbles over in a hostile page can be anything
        raise NewsreadError(f"cannot be read as an article ({type(error).__name__}): {_BY_HAND}.") from error
    if not isinstance(found, Document):
        return ()
    found_blocks = list(blocks(found.body))
    if len(found_blocks) == 1 and same_words(found_blocks[0].text, body):
        return map(Block, filter(None, map(str.strip, body.splitlines())))
    return _parted(tree, found_blocks[0]) if len(found_blocks) == 1 else found_blocks


_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def _parted(tree: "HtmlElement", block: Block) -> Sequence[Block]:
    """Return the blocks of which one was made, as is done with all the words of an article that is short."""
    for article in tree.iter("article"):
        lines = [
            Block(words, _LEVELS.get(element.tag, 0))
            for element in article.iter(*_LEVELS, "p", "li", "figcaption")
            if next(element.iterdescendants("p", "li"), None) is None
            if (words := " ".join(element.text_content().split()))
        ]
        if "".join("".join(line.text.split()) for line in lines) == "".join(block.text.split()):
            return lines
    return [block]
