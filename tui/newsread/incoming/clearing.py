"""A page's tree made ready for its article to be found: what misleads whoever looks for it is put right."""

from typing import TYPE_CHECKING

from newsread.incoming.inline import separate_blocks

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
_LAYOUT = (
    "//table[.//table or .//h1 or .//h2"
    " or not(.//th) and .//td[count(.//p) > 2 or count(.//br) > 5 or string-length(normalize-space(.)) > 1000]]"
)
_IN_RUNNING_TEXT = (
    "//*[self::time or self::label or self::output][normalize-space(.)]"
    "[ancestor::*[self::p or self::li or self::td or self::dd or self::blockquote or self::h1 or self::h2 or self::h3]"
    "[string-length(normalize-space(.)) > 40]]"
)
"""Elements that trafilatura leaves out, although they are words of a sentence."""
_PARTS_OF_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})


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
    for table in tree.xpath(_LAYOUT):
        _lay_open(table)
    for element in tree.xpath(_IN_RUNNING_TEXT):
        element.tag = "span"
    separate_blocks(tree)


def _lay_open(table: "HtmlElement") -> None:
    """Make blocks of the parts of a table, but not of tables inside it: those are seen to by themselves."""
    waiting = [table]
    while waiting:
        element = waiting.pop()
        waiting += [child for child in element if child.tag in _PARTS_OF_TABLE and child.tag != "table"]
        element.tag = "div"
