"""The XML of feeds, which is often none: parsed in spite of its mistakes, and no words or addresses are lost by them.

Browsers and readers of feeds forgive raw ampersands, names that only HTML has, text before the first element and signs
that XML does not allow. No entity of the document's own is put in, and nothing is loaded.
"""

import re
from collections.abc import Callable, Container
from functools import partial
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from newsread.incoming.markup import decoded

if TYPE_CHECKING:
    from lxml.etree import _Element


def feed_root(content: bytes) -> "_Element | None":
    """Return the root of a feed as far as it can be read; None where nothing can."""
    text = _mended(decoded(content, None))
    whole = _parsed(text, recover=False)
    return whole if whole is not None else _parsed(_without_html(text), recover=True)


def _parsed(text: str, *, recover: bool) -> "_Element | None":
    from lxml.etree import LxmlError, XMLParser, fromstring  # noqa: PLC0415 - only who adds a feed pays for it

    parser = XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return fromstring(text.encode(), parser)
    except (LxmlError, ValueError):
        return None


# What a parser of XML would stumble over

_NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,200}\?>")
_AS_IT_IS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>|<\?.*?(?:\?>|\Z)", re.DOTALL
)
"""Where an ampersand, or a sign that opens an element, means itself."""
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|(\w{1,40});)?")
_OWN_ENTITY = re.compile(r"<!ENTITY\s+(\w{1,40})\s")
_NO_ELEMENT = re.compile(r"<(?![a-zA-Z_/!?])")


def _mended(text: str) -> str:
    """Return a feed in which every ampersand begins a reference that XML knows.

    A raw one means itself, as in `?a=1&b=2`; the names of HTML mean their signs. What a document type declares is not
    put in. What stands before the first element goes, and so does what no XML may hold.
    """
    text = _NEVER_IN_XML.sub("", text)
    text = text[text.find("<") :] if "<" in text else ""
    text = text[: text.rfind(">") + 1]  # half an address, where a feed breaks off, would be another address
    text = _DECLARATION.sub("", text, count=1)  # it names the encoding that the feed was in
    own = frozenset(_OWN_ENTITY.findall(text))
    return _between(text, lambda words: _NO_ELEMENT.sub("&lt;", _REFERENCE.sub(partial(_reference, own), words)))


def _between(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed in all places but those that mean themselves."""
    pieces = []
    at = 0
    for kept in _AS_IT_IS.finditer(text):
        pieces += [change(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*pieces, change(text[at:])])


def _reference(own: Container[str], found: re.Match[str]) -> str:
    """Return a reference that XML knows; nothing for one to what the feed itself declares."""
    from html.entities import html5  # noqa: PLC0415

    if found[1]:
        return found.group()
    if found[2] in own:
        return ""
    signs = html5.get(f"{found[2]};") if found[2] else None
    return "".join(f"&#{ord(sign)};" for sign in signs) if signs else f"&amp;{found.group()[1:]}"


_HTML = re.compile(
    r"<(/?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|li"
    r"|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|t(?:able|body|d|h|head|r)|u|ul|video|wbr)\b[^<>]*)>",
    re.IGNORECASE,
)
_QUOTES = "\"'"
_TAG = re.compile(r"<([a-zA-Z_][\w:.-]*)(\s[^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_][\w:.-]*)\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)""")


def _without_html(text: str) -> str:
    """Return a broken feed with the tags of HTML as words, for they are seldom closed, and all attributes quoted."""
    return _between(text, lambda words: _TAG.sub(_quoted, _HTML.sub(r"&lt;\1&gt;", words)))


def _quoted(tag: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(tag[2]))
    words = (f" {name}={value if value[0] in _QUOTES else quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag[1]}{''.join(words)}{tag[3]}>"
