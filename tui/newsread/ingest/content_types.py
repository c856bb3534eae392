"""What kind of thing came in, told by its content first."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from enum import Enum

from newsread.errors import NewsreadError


class Kind(Enum):
    """What came in; the value is the ending of a file that keeps it."""

    TEXT = "txt"
    PAGE = "html"
    WEB_ARCHIVE = "mhtml"
    """A page and all that belongs to it in one file, as browsers save it."""
    PDF = "pdf"
    WORD = "docx"
    EPUB = "epub"
    FEED = "xml"
    MAIL = "eml"
    """A letter as a mail program saves it."""


TEXT_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown"})
_ENDINGS = {
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".mhtml": Kind.WEB_ARCHIVE,
    ".mht": Kind.WEB_ARCHIVE,
    ".eml": Kind.MAIL,
}
_MEDIA_TYPES = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "multipart/related": Kind.WEB_ARCHIVE,
    "message/rfc822": Kind.MAIL,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
}
_CODE = (
    ".py .pyw .pyi .ipynb .js .mjs .cjs .jsx .ts .tsx .c .h .cc .cpp .cxx .hpp .cs .go .rs .rb .php .pl .pm .lua .swift"
    " .kt .kts .scala .java .r .jl .m .sh .bash .zsh .fish .ps1 .bat .cmd .vbs .css .scss .less .sql .asm .s .vue .dart"
    " .hs .ml .clj .ex .exs .erl .el .lisp .vim .awk .sed .tcl .groovy .gradle .cmake .mk .diff .patch .tf .proto"
)
_DATA = (
    ".json .jsonl .ndjson .csv .tsv .psv .xml .xsd .xsl .svg .yaml .yml .toml .ini .cfg .conf .env .log .lock"
    " .properties .geojson .ics .vcf .bib .ris .po .pot .plist .reg .desktop .service .pem .crt .key .sum .map"
)
CODE_AND_DATA = frozenset({*_CODE.split(), *_DATA.split()} - {".xml"})
"""Endings of text files that lie beside articles in a folder; a feed may end in .xml."""
_NO_ARTICLE_ENDINGS = {
    **dict.fromkeys(_CODE.split(), "program code"),
    **dict.fromkeys(_DATA.split(), "data or settings"),
    ".rtf": "Rich Text",
    ".tex": "LaTeX",
    ".ps": "PostScript",
}
"""Endings of text files that hold no article, and what they hold."""
_NO_ARTICLE = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?\s*+(?:(?P<code>#![ \t]*/|<\?php\b)|(?P<rich>\{\\rtf\d)|(?P<postscript>%!PS-)"""
    rb"""|(?P<data>\{\s*"[^"\n]*"\s*:|\[\s*(?:\{\s*"|\[\s*["\d]|"[^"\n]*"\s*,\s*")))"""
)
"""How text begins that is no article, whatever its name."""
_HOLDS = {"code": "program code", "rich": "Rich Text", "postscript": "PostScript", "data": "data (JSON)"}
_SAMPLE = 4_096
_LONGEST_HEAD = 65_536
_HEAD_OF_MAIL = re.compile(
    rb"\A(?:From \S[^\r\n]*\r?\n)?(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*+)+(?=\r?\n)"
)
_SENDER = re.compile(rb"^from:.*@", re.IGNORECASE | re.MULTILINE)
_OF_MAIL = re.compile(
    rb"^(?:to|cc|date|subject|message-id|received|return-path|mime-version):", re.IGNORECASE | re.MULTILINE
)
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_SAVED_PAGE = re.compile(
    rb"^(?:snapshot-content-location|x-maf-information-version):|^from:[^\r\n]*saved by", re.IGNORECASE | re.MULTILINE
)
_PROLOGUE = rb"\A(?:\xef\xbb\xbf)?\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*>)\s*)*+"
"""What may stand before the root; atomic, so that many comments cost no more than their length."""
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|(?:\w+:)?feed|(?:\w+:)?RDF)[\s>]", re.DOTALL)
_PAGE = re.compile(
    _PROLOGUE + rb"<(?:html|head|body|title|meta)[\s>]|\A\s*<!DOCTYPE\s+html\b", re.DOTALL | re.IGNORECASE
)
_PDF = re.compile(rb"\A.{0,1023}?%PDF-", re.DOTALL)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b")
_WEB_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)


def kind_of(content: bytes, ending: str = "", media_type: str = "") -> Kind:
    """Return the kind; `ending` is that of a file (`.html`), `media_type` what a server said.

    What is nothing else is taken for text; whether it is one, its decoding tells. Raises a NewsreadError that begins
    with a verb for what is plainly no article.
    """
    if _is_mail(content, _MIME if ending in TEXT_ENDINGS else _OF_MAIL):
        return Kind.MAIL
    if ending in TEXT_ENDINGS:
        return Kind.TEXT
    head = _without_wide(content[: 2 * _SAMPLE])
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    for kind, sign in ((Kind.PDF, _PDF), (Kind.FEED, _FEED), (Kind.PAGE, _PAGE), (Kind.WEB_ARCHIVE, _WEB_ARCHIVE)):
        if sign.search(head):
            return kind
    if said := _ENDINGS.get(ending) or _MEDIA_TYPES.get(media_type):
        return said
    if _XML.match(head):
        raise NewsreadError("is XML, but neither a feed (RSS, Atom) nor a page: save the words as a .txt file.")
    if media_type and not media_type.startswith("text/"):
        raise NewsreadError(f"is of the type {media_type}, which holds no article: give the address of a page.")
    if holds := _NO_ARTICLE_ENDINGS.get(ending) or _held(head):
        raise NewsreadError(f"is {holds}, and no article: if its words matter, save them as a .txt file, and add that.")
    return Kind.TEXT


def _is_mail(content: bytes, sign: re.Pattern[bytes]) -> bool:
    """Whether something begins with the head of a letter that has a sender and a sign of mail."""
    found = _HEAD_OF_MAIL.match(content[:_LONGEST_HEAD].removeprefix(BOM_UTF8))
    head = found.group() if found else b""
    return bool(_SENDER.search(head) and sign.search(head) and not _SAVED_PAGE.search(head))


def _without_wide(head: bytes) -> bytes:
    """Return the beginning of a text as ASCII has it, where it is in UTF-16, with a mark or without."""
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        head = head[2:]
    return head.replace(b"\0", b"") if b"<\0" in head[:8] or b"\0<" in head[:8] else head[:_SAMPLE]


def _held(head: bytes) -> str | None:
    """Return what a text holds by its beginning; None for what may be an article."""
    begins = _NO_ARTICLE.match(head)
    return _HOLDS[begins.lastgroup] if begins and begins.lastgroup else None


def _kind_of_archive(content: bytes) -> Kind:
    if b"application/epub+zip" in content[:128] or b"META-INF/container.xml" in content:
        return Kind.EPUB
    if b"word/" in content:
        return Kind.WORD
    raise NewsreadError(
        "is a ZIP file, as those of OpenDocument and Excel are, but neither Word (.docx) nor EPUB: save it as one of "
        "these, or unpack it and add what is in it."
    )
