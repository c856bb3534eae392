"""From a page of the web to its article: the text without what surrounds it, and what the page says of itself.

What belongs to the article is decided by trafilatura (Barbaresi, ACL 2021), balanced between precision and recall, with
its own fallbacks (readability, jusText, the body in JSON-LD). Here its tree becomes text: paragraphs parted by blank
lines, headings kept, items of lists and rows of tables on lines of their own. Nothing that it selects is left out but
the title, which the article has beside its text: what is no part of a report is shown dim by the reader.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsread.errors import NewsreadError
from newsread.incoming.archived import Capture, capture_in
from newsread.incoming.blocks import Block
from newsread.incoming.clearing import clear
from newsread.incoming.guessing import guessed
from newsread.incoming.inline import resolve_inline
from newsread.incoming.left_out import left_out, visible_blocks
from newsread.incoming.markup import parsed
from newsread.incoming.metadata import metadata
from newsread.incoming.selecting import selection
from newsread.incoming.walls import why_no_article
from newsread.printable import printable
from newsread.wording import same_words


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
