"""From the bytes of a page to a tree: its encoding, and a parser that loads nothing and has limits."""

import codecs
import re
from typing import TYPE_CHECKING

from newsread.articles.encodings import as_utf_8, guessed_encoding, wide_encoding
from newsread.errors import NewsreadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement


MOST_BYTES = 50_000_000
_MOST_WITHOUT_PICTURES = 10_000_000
_MOST_ELEMENTS = 30_000
_MOST_WORDS_OF_A_TAG = 20_000
_AS_TEXT = "save the article's text as a .txt file, and add that"

_MOST_DAMAGED = 0.005
"""Of the signs of a page, unreadable in the encoding that it says it is in: with more it is in another one."""
_HEAD = 8_192
"""Bytes in which a page must have said what encoding it is in."""
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^<>]{0,80}encoding=["']([\w.:-]{1,40})""", re.I
)
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MEANT = {  # what pages in fact are in that call themselves so (WHATWG Encoding)
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
_OF_PAGES = re.compile(r"utf-(?:8|16)|cp\d|iso(?:8859|2022)|koi8|gb|big5|shift_jis|euc_|mac-|tis-620|johab|hz\Z|ascii")
"""Names of encodings, as Python has them, that pages are in; others are tricks."""
_PICTURE = re.compile(rb"data:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=]*+")
"""In the page itself, as pages are saved that have become one file."""
_TAG = re.compile(rb"<[^<>]*>")

_NEVER_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{40000,}+")
_STYLING = re.compile(r"</?(?:b|big|em|font|i|small|span|strong|u)\b[^<>]*>", re.IGNORECASE)
"""What pages that are broken open again and again without ever closing it."""


def parsed(content: bytes, charset: str | None) -> "HtmlElement":
    """Return the tree of a page; `charset` is what its server said. Comments are not in it.

    Raises NewsreadError, whose sentence begins with a verb, for what is no page or beyond the limits.
    """
    for most in (MOST_BYTES, _MOST_WITHOUT_PICTURES):
        if len(content) > most:
            raise NewsreadError(f"is larger than {most // 1_000_000} MB: {_AS_TEXT}.")
        content = _PICTURE.sub(b"", content)
    text = _NEVER_TEXT.sub("", decoded(content, charset))
    if not text.strip():
        raise NewsreadError("is empty: check the address or the file.")
    tree = _tree(text)
    if tree is None:
        tree = _tree(_STYLING.sub("", text))
    if tree is None or sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise NewsreadError(f"has more elements, or deeper nested ones, than an article's page has: {_AS_TEXT}.")
    return tree


def _tree(text: str) -> "HtmlElement | None":
    """Return the tree; None where the parser stopped at one of its limits, and the rest is missing.

    Nor is there one where a tag has so many attributes that it would take the parser minutes to compare them all.
    """
    if any(len(tag.group().split()) > _MOST_WORDS_OF_A_TAG for tag in _LONG_TAG.finditer(text)):
        return None
    from lxml.etree import LxmlError  # noqa: PLC0415 - only who adds a page pays for it
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except LxmlError:
        raise NewsreadError(f"is no HTML that can be read: {_AS_TEXT}.") from None
    stopped = any("depth" in entry.message or "limit" in entry.message.lower() for entry in parser.error_log)
    return None if stopped else tree


def decoded(content: bytes, charset: str | None) -> str:
    """Return the text of a page, whose server said the charset.

    A mark at its beginning is believed first, then that it is valid UTF-8, which no other encoding is by chance, then
    the server, then the page itself. Where they are silent it is guessed.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if b"\0" in content[:_HEAD] and (wide := wide_encoding(content)):
        return content.decode(wide, "replace")
    is_ascii = content.isascii()
    if not is_ascii and (plain := as_utf_8(content)):
        return plain[0]
    head = _DECLARED.search(content[:_HEAD])
    says = (head[1] or head[2]).decode("ascii") if head else None
    declared = _encoding(charset) or _encoding(says)
    if declared and declared.startswith("utf") and not is_ascii:  # as it would have been read by now
        declared = None if charset is None or _encoding(says) == declared else _encoding(says)
    if declared and declared.startswith("utf"):
        declared = "utf-8"
    text = content.decode(declared, "replace") if declared else ""
    if declared and text.count("\ufffd") <= _MOST_DAMAGED * len(text):
        return text
    return content.decode("ascii" if is_ascii else _guessed(content), "replace")


def _encoding(label: str | None) -> str | None:
    """Return the encoding that a label means; None for none, and for what is no encoding of pages."""
    try:
        name = codecs.lookup(label).name if label else ""
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if _OF_PAGES.match(name) else None


def _guessed(content: bytes) -> str:
    guess = guessed_encoding(_TAG.sub(b" ", content))
    return guess if _OF_PAGES.match(guess) else "cp1252"
