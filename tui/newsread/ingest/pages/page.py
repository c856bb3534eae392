"""From a page of the web to its article: the text without what surrounds it, and what the page says of itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsread.errors import NewsreadError
from newsread.ingest.archived_pages import Capture, capture_in
from newsread.ingest.pages.guessed_metadata import guessed
from newsread.ingest.pages.inline import resolve_inline, separate_blocks
from newsread.ingest.pages.markup import parsed
from newsread.ingest.pages.metadata import metadata
from newsread.ingest.pages.prose import mark_running_text
from newsread.ingest.pages.selection import Block, left_out, selection, visible_blocks
from newsread.ingest.pages.tables import resolve_tables
from newsread.ingest.pages.walls import why_no_article
from newsread.text.printable import printable
from newsread.text.wording import same_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_WIDGETS = (
    "//amp-ad | //amp-consent | //amp-embed | //amp-iframe | //amp-list | //amp-next-page | //amp-sidebar"
    " | //amp-social-share | //amp-sticky-ad | //amp-user-notification"
    " | //*[@placeholder or @fallback or @overflow][starts-with(name(..), 'amp-')]"
)
"""Of AMP: advertisements, dialogs, lists of other articles, and what stands in for what is still loading."""
_HIDDEN = "//*[@hidden or @aria-hidden='true'][not(self::body or self::html)][not(.//p)]"
_BODY = "//*[@itemprop='articleBody']"


def clear(tree: "HtmlElement") -> None:
    """Change a tree in place: quotations get their marks, tables that only lay a page out become its blocks.

    Widgets and what is hidden go. Where several elements are marked as the article's body, as in live blogs, none is:
    the first would be taken for all of it.
    """
    from lxml.etree import strip_tags  # noqa: PLC0415 - only who reads pages pays for it

    for element in tree.xpath(f"{_WIDGETS} | {_HIDDEN}"):
        if element.getparent() is not None:
            element.drop_tree()
    bodies = tree.xpath(_BODY)
    for element in bodies if len(bodies) > 1 else ():
        del element.attrib["itemprop"]
    for quotation in tree.xpath("//q"):
        quotation.text = f"“{quotation.text or ''}"
        quotation.tail = f"”{quotation.tail or ''}"
    strip_tags(tree, "q")  # and not one by one, which takes the longer the more there are
    resolve_tables(tree)
    mark_running_text(tree)
    separate_blocks(tree)


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
    left_out: tuple[str, ...] = ()
    """The blocks of the page that are not in the text, each on one line."""
    guessed: tuple[str, ...] = ()
    """The names of those fields that the page does not declare, and that were guessed."""
    capture: Capture | None = None
    """Of a copy in an archive: which page it is a copy of, and of when."""


def page(content: bytes, url: str = "", charset: str | None = None) -> Page:
    """Return the article of a page that was found at an address; `charset` is what its server said.

    Raises NewsreadError for a page that holds none, with the reason and the way out.
    """
    try:
        tree = parsed(content, charset)
        resolve_inline(tree)
        capture = capture_in(tree, content, url)
        own_url = capture.original if capture else url
        said = metadata(tree, own_url)
        guess = guessed(tree, said, own_url)
        visible = visible_blocks(tree)
        clear(tree)
        selected = selection(tree, body=said.body, title=said.title)
        title = None if selected.is_several else said.title
        text = "\n\n".join(block.text for block in _without_title(selected.blocks, title))
        notice = why_no_article(tree, text, is_paid=said.is_paid)
    except NewsreadError as error:
        raise NewsreadError(f"{printable(url) or 'The page'} {error}") from None
    return Page(
        text=text + "\n",
        title=said.title,
        outlet=said.outlet,
        byline=said.byline or guess.byline,
        published=said.published or guess.published,
        url=said.url,
        language=said.language,
        notice="; ".join(filter(None, (selected.notice, notice))) or None,
        left_out=left_out(visible, text, said.title or ""),
        guessed=guess.fields,
        capture=capture,
    )


_FULL_STOP = re.compile(r"[.…。।۔][\"'”’»›)\]]*\Z")


def _without_title(blocks: Iterable[Block], title: str | None) -> Iterator[Block]:
    """Yield the blocks without the heading that is the title; a whole sentence stays, for it may be tagged."""
    is_there = False
    for block in blocks:
        is_title = bool(
            block.level and title and same_words(block.text.casefold(), title.casefold())
        ) and not _FULL_STOP.search(block.words)
        if is_there or not is_title:
            yield block
        is_there = is_there or is_title
