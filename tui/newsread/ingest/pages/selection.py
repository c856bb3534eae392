"""Which blocks of a page are its article, as trafilatura finds them, and which were left out."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from newsread.errors import NewsreadError
from newsread.ingest.pages.inline import BLOCKS
from newsread.text.wording import quoted, same_words

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement


_BLOCKS = frozenset({"p", "head", "quote", "list", "table", "code", "div", "item", "row", "cell"})


@dataclass(frozen=True)
class Block:
    """What stands between two blank lines."""

    text: str
    level: int = 0
    """Of a heading, the highest being 1; of anything else 0."""

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


def blocks(element: "_Element") -> Iterator[Block]:
    """Yield the blocks of an element of trafilatura's tree in their order."""
    match element.tag:
        case "head":
            yield from _block(_inline(element), level=_level(element))
        case "list":
            yield from _block("\n".join(f"- {words}" for item in element.iter("item") if (words := _own(item))))
        case "table":
            rows = (" | ".join(map(_flat, row.iter("cell"))) for row in element.iter("row"))
            yield from _block("\n".join(row for row in rows if row.strip(" |")))
        case "code":
            yield from _block("".join(element.itertext()).strip("\n"), as_it_is=True)
        case _:
            yield from _container(element)


def _level(heading: "_Element") -> int:
    rank = (heading.get("rend") or "").removeprefix("h")
    return int(rank) if rank.isdecimal() else 2


def _container(element: "_Element") -> Iterator[Block]:
    run = _spaced(element.text)
    for child in element:
        if child.tag in _BLOCKS or next(child.iter(*_BLOCKS), None) is not None:
            yield from _block(run)
            yield from blocks(child)
            run = ""
        else:
            run += _inline(child)
        run += _spaced(child.tail)
    yield from _block(run)


def _block(text: str, *, level: int = 0, as_it_is: bool = False) -> Iterator[Block]:
    lines = text.split("\n") if as_it_is else [" ".join(line.split()) for line in text.split("\n")]
    for paragraph in re.split(r"\n{2,}", "\n".join(lines).strip()):
        if any(map(str.isalnum, paragraph)):
            yield Block(paragraph, level)


def _inline(element: "_Element") -> str:
    """Return the text of an element, in which only breaks end lines."""
    if element.tag == "lb":
        return "\n"
    words = _spaced(element.text) + "".join(_inline(child) + _spaced(child.tail) for child in element)
    return f" {words} " if element.tag in _BLOCKS else words


def _own(item: "_Element") -> str:
    """Return the text of an item of a list, on one line, without that of lists inside it."""
    own = ("" if child.tag == "list" else _inline(child) for child in item)
    tails = (_spaced(child.tail) for child in item)
    return " ".join("".join([_spaced(item.text), *map("".join, zip(own, tails, strict=True))]).split())


def _flat(element: "_Element") -> str:
    return " ".join(_inline(element).split())


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


_UNSEEN = frozenset(
    {"head", "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea"}
)
_WORD = re.compile(r"\w+")
_WINDOW = 5
"""Words that must stand in the text in this order; a shorter block must stand there as a whole."""


def visible_blocks(tree: "_Element") -> list[str]:
    """Return the blocks of a page that a reader sees, each on one line, in their order."""
    return [words for words in _lines_of_page(tree) if any(map(str.isalnum, words))]


def _lines_of_page(tree: "_Element") -> Iterator[str]:
    from lxml.etree import iterwalk  # noqa: PLC0415 - only who adds a page pays for it

    pieces: list[str] = []
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        begins = event == "start"
        if element.tag in BLOCKS or element.tag == "br":
            yield " ".join("".join(pieces).split())
            pieces = []
        if not begins:
            pieces.append(element.tail or "")
        elif element.tag in _UNSEEN or element.get("hidden") is not None:
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")
    yield " ".join("".join(pieces).split())


class Taken:
    """The words of an article, to ask whether a block of its page is among them."""

    def __init__(self, *texts: str) -> None:
        """`texts` are those of the article: what it says, and its title."""
        self._windows: set[tuple[str, ...]] = set()
        for text in texts:
            words = _WORD.findall(text.casefold())
            for length in range(1, _WINDOW + 1):
                self._windows.update(_windows(words, length))

    def __contains__(self, block: str) -> bool:
        """Whether all words of a block are in the article, in their order."""
        words = _WORD.findall(block.casefold())
        return all(window in self._windows for window in _windows(words, min(_WINDOW, len(words))))


def left_out(blocks: Iterable[str], *texts: str) -> tuple[str, ...]:
    """Return the blocks that are not in these texts of an article, each once."""
    taken = Taken(*texts)
    return tuple(dict.fromkeys(block for block in blocks if block not in taken))


def _windows(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(length)), strict=False)


_BY_HAND = "save its text as a .txt file, and add that"
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@dataclass(frozen=True)
class Selection:
    """What of a page was selected."""

    blocks: Sequence[Block]
    notice: str | None = None
    """What a reader should know of the selection, or None."""
    is_several: bool = False
    """Whether several articles follow each other, each under its own title."""


def selection(tree: "HtmlElement", *, body: str, title: str | None) -> Selection:
    """Select the article of a page; its tree stays as it is.

    `body` is its text as JSON-LD has it, which knows where paragraphs end, and `title` its title. Of a page that has
    several articles beside each other, all are selected, or the one that the page has its title from.
    """
    found = _article(tree, body)
    taken = Taken(*(block.text for block in found))
    members, is_all = _articles_beside(tree, taken)
    if not members:
        return Selection(found)
    number = len(members)
    named = [member for member in members if title and any(same_words(line, title) for line in _headings(member))]
    if len(named) == 1 and not is_all:
        chosen = _of_member(named[0])
        return Selection(chosen, f"the page has {number} articles, of which {quoted(title or '')} was taken")
    if is_all:
        every = _with_headings(found, members)
    else:
        inside = Taken(*(member.text_content() for member in members))
        before = [block for block in found if block.text not in inside]
        every = [*before, *(block for member in members for block in _of_member(member))]
    is_told = not is_all or members[0].tag == "article"
    notice = f"the page has {number} articles, which are all in this text, one after the other"
    return Selection(every, notice if is_told else None, is_several=True)


# One article


def _article(tree: "HtmlElement", body: str) -> Sequence[Block]:
    found = list(_extracted(tree))
    if len(found) != 1:
        return found
    if same_words(found[0].text, body):
        return [Block(line) for line in map(str.strip, body.splitlines()) if line]
    return _parted(tree, found[0])


def _extracted(tree: "HtmlElement") -> Iterator[Block]:
    """Yield what trafilatura takes for the article. Captions are kept from it: it takes some, of short articles."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes half a second
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it warns of is told by our own sentences
    tree = deepcopy(tree)
    for caption in tree.xpath("//figure//figcaption"):
        if caption.getparent() is not None:
            caption.drop_tree()
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except Exception as error:  # what it stumbles over in a hostile page can be anything
        raise NewsreadError(f"cannot be read as an article ({type(error).__name__}): {_BY_HAND}.") from error
    if isinstance(found, Document):
        yield from blocks(found.body)


def _parted(tree: "HtmlElement", block: Block) -> Sequence[Block]:
    """Return the blocks of which one was made, as is done with all the words of an article that is short."""
    for article in tree.iter("article"):
        lines = list(_lines(article))
        if "".join("".join(line.text.split()) for line in lines) == "".join(block.text.split()):
            return lines
    return [block]


def _lines(article: "HtmlElement") -> Iterator[Block]:
    for element in article.iter(*_LEVELS, "p", "li"):
        if next(element.iterdescendants("p", "li"), None) is None and (words := _words(element)):
            yield Block(words, _LEVELS.get(element.tag, 0))


# Several articles

_MEMBERS = ("article", "section", "div", "li")
_NO_MEMBER = re.compile(
    r"comment|repl(?:y|ies)|related|recommend|teaser|promo|sidebar|widget|footer|newsletter|share|author|\bbio\b|advert"
    r"|sponsor|popular|trending|\bnav",
    re.IGNORECASE,
)
"""In the classes of what stands beside an article and is none, though it may be marked like one."""
_OUTSIDE = frozenset({"aside", "nav", "footer", "form", "figure", "table", "blockquote"})
_FEWEST_LETTERS = 200
"""Of an article beside others, in running text: less is a teaser."""
_LONG = 400
"""So many letters are an article, be it in one paragraph."""
_MOST_LINKED = 0.5
_FEWEST_MEMBERS = 2
_MOST_PARAGRAPHS = 2_000
"""Of a page of several articles; one with more is a book, or an attack that is to take long."""
_ALL = 0.8
_NOTHING = 0.2
"""Shares of an article's paragraphs that count as all of it and as nothing."""


def _articles_beside(tree: "HtmlElement", taken: Taken) -> "tuple[Sequence[HtmlElement], bool]":
    """Return the articles of a page of several, in their order, and whether all of them were taken.

    Where none of them was, the page has one article, and they are something else.
    """
    groups: dict[tuple[object, ...], list[HtmlElement]] = {}
    if sum(1 for _ in tree.iter("p")) > _MOST_PARAGRAPHS:
        return (), True
    for element in tree.iter(*_MEMBERS):
        if _is_member(element):
            groups.setdefault(_likeness(element), []).append(element)
    taken_whole: Sequence[HtmlElement] = ()
    for group in groups.values():
        inside = set(group)
        members = [each for each in group if inside.isdisjoint(each.iterancestors(each.tag))]
        if len(members) < _FEWEST_MEMBERS:
            continue
        shares = [fmean(words in taken for words in _running(member)) for member in members]
        if max(shares) >= _ALL and min(shares) <= _NOTHING:
            return members, False
        if min(shares) >= _ALL:
            taken_whole = taken_whole or members
    return taken_whole, True


def _with_headings(found: Sequence[Block], members: "Sequence[HtmlElement]") -> Sequence[Block]:
    """Return the blocks of several articles, each under its heading, which a fallback may have left out."""
    taken = Taken(*(block.text for block in found))
    missing = {_running(member)[0]: heading for member in members if (heading := _headings(member)[0]) not in taken}
    every = []
    for block in found:
        if heading := missing.pop(block.words, ""):
            every.append(Block(heading, 2))
        every.append(block)
    return every


def _likeness(element: "HtmlElement") -> tuple[object, ...]:
    """Return what articles beside each other have in common: their tag, and else their parent and their class."""
    if element.tag == "article":
        return (element.tag,)
    names = [name for name in (element.get("class") or "").split() if not re.search(r"\d", name)]
    return (element.tag, element.getparent(), names[0] if names else "")


def _is_member(element: "HtmlElement") -> bool:
    """Whether an element looks like an article: a heading, and running text of its own."""
    if not any(True for _ in element.iterdescendants(*_LEVELS)):
        return False
    for each in (element, *element.iterancestors()):
        if each.tag in _OUTSIDE or (
            each.tag not in {"body", "html"} and _NO_MEMBER.search(f"{each.get('class') or ''} {each.get('id') or ''}")
        ):
            return False
    running = _running(element)
    letters = sum(map(len, running))
    return letters >= _LONG or (letters >= _FEWEST_LETTERS and len(running) > 1)


def _running(element: "HtmlElement") -> list[str]:
    """Return the paragraphs of an element that are not mostly links."""
    found = []
    for paragraph in element.iter("p"):
        words = _words(paragraph)
        linked = sum(len(_words(link)) for link in paragraph.iter("a"))
        if words and linked < _MOST_LINKED * len(words):
            found.append(words)
    return found


def _of_member(member: "HtmlElement") -> Sequence[Block]:
    """Return the blocks of one article of several, its heading first."""
    from lxml.html import document_fromstring  # noqa: PLC0415

    alone = document_fromstring("<html><body></body></html>")
    alone.body.append(deepcopy(member))
    found = _article(alone, "")
    taken = Taken(*(block.text for block in found))
    if any(words not in taken for words in _running(member)):
        found = list(_lines(member))
    heading = _headings(member)[0]
    if not any(same_words(block.text, heading) for block in found):
        found = [Block(heading, 2), *found]
    return [replace(block, level=block.level or 2) if same_words(block.text, heading) else block for block in found]


def _headings(element: "HtmlElement") -> list[str]:
    return [words for heading in element.iter(*_LEVELS) if (words := _words(heading))] or [""]


def _words(element: "HtmlElement") -> str:
    return " ".join(element.text_content().split())
