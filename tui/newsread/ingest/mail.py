"""Letters as mail programs save them (.eml): the words of the letter, and what its head says of it.

RFC 5322 and MIME. Of alternatives the fuller one is taken; attachments are left out and named; a letter that was
forwarded as an attachment follows the words that it was sent with, or takes the place of them where there are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from newsread.articles.dates import publication_date
from newsread.articles.encodings import as_utf_8, guessed_encoding
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.chapters import chapter_paragraphs
from newsread.ingest.documents import Document
from newsread.text.web_addresses import is_web_address
from newsread.text.wording import count_of

_MOST_NESTED = 20
_MOST_NAMED = 5
_FULLER = 1.2
"""So many times the letters of the plain text the formatted one must have to be taken: it has buttons and footers."""
_MOST_LEFT_OUT = 0.5
"""Of the letters of a formatted text, by the search for an article in it: of more it found only a part."""
_DAMAGED = "is a letter that cannot be read: open it in the program that saved it, and save its text as a .txt file."
_SOFT_BREAK = re.compile(r"(?<!^--) \r?\n(?=[^\s>])", re.MULTILINE)
_ANOTHER = re.compile(rb"\n\r?\nFrom \S+ .{0,60}\d{4}\r?\n[\w-]+:")


@dataclass
class _Letter:
    """What is found in a letter, part by part."""

    attachments: list[str] = field(default_factory=list)
    forwarded: list[EmailMessage] = field(default_factory=list)


def mail(content: bytes) -> Document:
    """Return the text of a letter. Raises a NewsreadError that begins with a verb."""
    try:
        message = BytesParser(policy=default).parsebytes(content)
        found = _document(message, depth=0)
    except NewsreadError:
        raise
    except Exception as fault:  # a hostile head makes the parser raise anything
        raise NewsreadError(_DAMAGED) from fault
    several = "It holds several letters, of which only the first was read." if _ANOTHER.search(content) else None
    return Document(found.text, found.source, " ".join(filter(None, (several, found.notice))) or None)


def _document(message: EmailMessage, depth: int) -> Document:
    if message.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        raise NewsreadError("is an encrypted letter: open it in your mail program, and save its text as a .txt file.")
    letter = _Letter()
    text = _text(message, letter, depth)
    notices = [_left_out(letter.attachments)]
    source = _source(message)
    for each in letter.forwarded if depth < _MOST_NESTED else ():
        inner = _document(each, depth + 1)
        if not text:
            text, source = inner.text, inner.source
        else:
            text += f"\n\n{inner.text}"
            notices.append(f"The forwarded letter {inner.source.title or 'without a subject'} follows it.")
        notices.append(inner.notice)
    if not text and not depth:
        raise NewsreadError("is a letter without text: save what is attached to it, and add that.")
    return Document(text, source, " ".join(filter(None, notices)) or None)


def _left_out(names: list[str]) -> str | None:
    if not names:
        return None
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    are = "is" if len(names) == 1 else "are"
    return f"{count_of(len(names), 'attachment')} {are} not in the text: {', '.join(names[:_MOST_NAMED])}{more}."


# The head


def _source(message: EmailMessage) -> Source:
    archived_at = _head(message, "Archived-At").strip("<> ")
    organization = _head(message, "Organization") or _head(message, "List-Id").partition("<")[0].strip(' "')
    return Source(
        outlet=organization or None,
        title=_head(message, "Subject") or None,
        byline=", ".join(_senders(message)) or None,
        published=publication_date(re.sub(r"\s*\([^()]*\)\s*\Z", "", _head(message, "Date"))),
        url=archived_at if is_web_address(archived_at) and archived_at.isprintable() else None,
    )


def _head(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (MessageError, ValueError, IndexError, AttributeError):  # as the parser of heads has it, lazily
        return ""


def _senders(message: EmailMessage) -> Iterator[str]:
    try:
        senders = [(each.display_name, each.addr_spec) for each in message["From"].addresses]
    except (MessageError, ValueError, IndexError, AttributeError):
        senders = [(_head(message, "From"), "")]
    for name, address in senders:
        if words := " ".join((name or address).split()):
            yield words


# The body


def _text(part: EmailMessage, letter: _Letter, depth: int) -> str:
    """Return the text of a part of a letter, and note what else is in it."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        letter.forwarded += [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        return ""
    if part.is_multipart() and depth <= _MOST_NESTED:
        parts = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        texts = [_text(each, letter, depth + 1) for each in parts]
        return _fuller(parts, texts) if kind == "multipart/alternative" else "\n\n".join(filter(None, texts))
    if part.get_content_disposition() != "attachment" and kind in {"text/plain", "text/html"}:
        return _formatted(part) if kind == "text/html" else _plain(part)
    letter.attachments += [part.get_filename() or kind] if kind != "application/pgp-signature" else []
    return ""


def _fuller(parts: list[EmailMessage], texts: list[str]) -> str:
    """Return the first of the texts that says more than the plain one, or else the plain one."""
    best = ""
    for part, text in sorted(
        zip(parts, texts, strict=True), key=lambda each: each[0].get_content_type() != "text/plain"
    ):
        needed = _letters(best) * (_FULLER if part.get_content_type() == "text/html" else 1)
        if _letters(text) > needed:
            best = text
    return best


def _plain(part: EmailMessage) -> str:
    text = _decoded(part).replace("\r\n", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":  # RFC 3676: a line that ends in a space goes on
        joint = "" if str(part.get_param("delsp") or "").lower() == "yes" else " "
        text = _SOFT_BREAK.sub(joint, text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _formatted(part: EmailMessage) -> str:
    """Return the article of a formatted letter, or all its words where most of them would be left out."""
    from newsread.ingest.pages.page import page  # noqa: PLC0415 - what finds articles is slow to load

    html = _decoded(part)
    try:
        whole = "\n\n".join(chapter_paragraphs(html.encode()))
    except NewsreadError:
        return ""
    try:
        article = page(html.encode()).text.strip()
    except NewsreadError:
        return whole
    return article if _letters(article) >= _MOST_LEFT_OUT * _letters(whole) else whole


def _decoded(part: EmailMessage) -> str:
    """Return the words of a part, in the encoding that it names if it fits."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return content.decode(charset or "ascii")
    except (LookupError, ValueError):
        plain = as_utf_8(content)
        return plain[0] if plain else content.decode(guessed_encoding(content), "replace")


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
