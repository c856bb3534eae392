"""Pages as browsers save them: in one file with all that belongs to them, or alone with a note of their address."""

import re
from email.parser import BytesParser
from email.policy import default
from typing import NamedTuple

from newsread.errors import NewsreadError


class Saved(NamedTuple):
    """The page in a file that a browser saved, and where it had it from."""

    content: bytes
    charset: str | None
    url: str
    """Empty where the file does not say."""


def page_of_web_archive(content: bytes) -> Saved:
    """Return the page of an MHTML file (RFC 2557). Raises a NewsreadError that begins with a verb."""
    try:
        archive = BytesParser(policy=default).parsebytes(content)
        page = next((part for part in archive.walk() if part.get_content_type() in _PAGE_TYPES), None)
        body = page.get_payload(decode=True) if page else None
        if page is None or not isinstance(body, bytes):
            raise NewsreadError("holds no page: open it in the browser that saved it and save it anew, as HTML.")
        url = archive.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
        return Saved(body, page.get_content_charset(), str(url).strip())
    except NewsreadError:
        raise
    except Exception as fault:  # hostile heads make the parser raise anything
        raise NewsreadError("is damaged: open it in the browser that saved it and save it anew, as HTML.") from fault


_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")


def saved_page(content: bytes) -> Saved:
    """Return a page as a browser saved it; some leave a note of its address in it."""
    found = _SAVED_FROM.search(content, 0, 10_000)
    url = (found[1] or found[2]).decode(errors="replace") if found else ""
    return Saved(content, None, url if url.startswith(("http://", "https://")) else "")
