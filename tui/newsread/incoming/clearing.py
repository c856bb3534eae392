"""A page's tree made ready for its article to be found: what misleads whoever looks for it is put right."""

from typing import TYPE_CHECKING

from newsread.incoming.inline import separate_blocks
from newsread.incoming.prose import mark_running_text
from newsread.incoming.tables import resolve_tables

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
