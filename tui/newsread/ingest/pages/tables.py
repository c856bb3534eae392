"""Tables of a page: those with data keep a line for each row, those that only lay the page out become its blocks."""

from typing import TYPE_CHECKING

from newsread.ingest.pages.inline import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_LONGEST_CELL = 1_000
"""Characters of a cell with data."""
_LONGEST_OF_DATA = 400
"""The same where the cell has several paragraphs or lines."""
_MOST_PARAGRAPHS = 2
_MOST_BREAKS = 5
_MOST_LINKED = 0.5
_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"})


def resolve_tables(tree: "HtmlElement") -> None:
    """Change the tables of a tree in place."""
    has_article = any(True for _ in tree.iter("article", "main"))
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _lay_open(table, is_around_article=not has_article)
        else:
            table.attrib.pop("role", None)  # trafilatura would take the word of a page for it
            for cell in table.iter("td", "th", "caption"):
                _flatten(cell)


def _is_layout(table: "HtmlElement") -> bool:
    """Whether a table only lays out its page, or a part of it."""
    if any(True for _ in table.iterdescendants("table", "h1", "h2")):
        return True
    cells = list(table.iter("td", "th"))
    if any(len(_words(cell)) > _LONGEST_CELL for cell in cells):
        return True
    if any(True for _ in table.iter("th")):
        return False
    has_many = any(
        len(list(cell.iter("p"))) > _MOST_PARAGRAPHS or len(list(cell.iter("br"))) > _MOST_BREAKS for cell in cells
    )
    return has_many and not _is_of_data(table)


def _is_of_data(table: "HtmlElement") -> bool:
    """Whether a table has two rows or more with several short cells."""
    rows = [[words for cell in row.iter("td") if (words := _words(cell))] for row in table.iter("tr")]
    is_short = all(len(words) <= _LONGEST_OF_DATA for row in rows for words in row)
    return is_short and sum(len(row) > 1 for row in rows) > 1


def _flatten(cell: "HtmlElement") -> None:
    """Put the blocks and lines of a cell on one line; links stay where there is nothing else."""
    if not any(True for _ in cell.iterdescendants(*BLOCKS, "br")):
        return
    words = _words(cell)
    if sum(len(_words(link)) for link in cell.iter("a")) > _MOST_LINKED * len(words):
        return
    for child in list(cell):
        cell.remove(child)
    cell.text = words


def _lay_open(table: "HtmlElement", *, is_around_article: bool) -> None:
    """Make blocks of the parts of a table, but not of tables inside it: those are seen to by themselves.

    Of a page that marks no article, the cell with most of the words is the article: unmarked, its headings and lists
    would be left out.
    """
    waiting = [table]
    cells = []
    while waiting:
        element = waiting.pop()
        waiting += [child for child in element if child.tag in _PARTS and child.tag != "table"]
        if element.tag in {"td", "th"} and next(element.iterdescendants("table"), None) is None:
            cells.append(element)
        element.tag = "div"
    if is_around_article and cells:
        largest = max(cells, key=lambda cell: len(cell.text_content()))
        if len(largest.text_content()) > len(table.text_content()) / 2:
            largest.tag = "article"


def _words(element: "HtmlElement") -> str:
    """Return the words of an element on one line, those of its blocks parted."""
    return " ".join(_joined(element).split())


def _joined(element: "HtmlElement") -> str:
    text = element.text or ""
    for child in element:
        inner = _joined(child)
        text += f" {inner} " if child.tag in BLOCKS or child.tag == "br" else inner
        text += child.tail or ""
    return text
