"""A text file of somebody's own as an article: word for word, with a note in its front matter of how it came in.

By the note the same file is known when it is given again. It holds no path, only a hash of it.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from hashlib import sha256
from pathlib import Path

from newsread.articles.reading import decoded
from newsread.errors import NewsreadError
from newsread.ingest.article_file import Retrieval, retrieval_of

_DIGITS = 16
_NOTES = re.compile(
    rb"^(?:%s):.*\n" % "|".join(field.name for field in fields(Retrieval)).encode("ascii"), re.MULTILINE
)
_HEAD = re.compile(rb"(---[ \t]*\r?\n)(.*?)(^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)


def path_mark(path: Path) -> str:
    """Return what a file is known by: the first 16 hexadecimal digits of the SHA-256 of its path, links followed."""
    return sha256(os.fsencode(path.resolve())).hexdigest()[:_DIGITS]


def with_note(content: bytes, path: Path, retrieval: Retrieval) -> bytes:
    """Return a text file that reads as this one does, with the note how it came in.

    Of an article of another workspace, the time and the address stay, and the hash of the text as it was extracted, by
    which it is known whether somebody edited it. What it was made from there is named no more: it did not come along.
    Raises NewsreadError for what is no text.
    """
    found = decoded(content, path)
    theirs = retrieval_of(found.front_matter)
    if theirs:
        retrieval = replace(
            retrieval,
            retrieved=theirs.retrieved or retrieval.retrieved,
            retrieved_from=theirs.retrieved_from,
            archive_url=theirs.archive_url,
            archived=theirs.archived,
            text_sha256=theirs.text_sha256,
        )
    note = {name: value for name, value in asdict(retrieval).items() if value}
    of_article = asdict(theirs).keys() if theirs else ()
    rest = {name: value for name, value in found.front_matter.items() if name not in of_article}
    in_utf_8 = _yaml(note | rest) + found.text.encode()
    for whole in (_put_in(content, note, is_article=theirs is not None), in_utf_8):
        try:
            if decoded(whole, path).text == found.text:
                return whole
        except NewsreadError:  # an encoding in which the note is none
            continue
    return content


def _put_in(content: bytes, note: Mapping[str, object], *, is_article: bool) -> bytes:
    """Put a note at the head of what else is left byte for byte."""
    mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    words = content[len(mark) :]
    head = _HEAD.match(words)
    if not head:
        return mark + _yaml(note) + words
    own = _NOTES.sub(b"", head[2]) if is_article else head[2]
    return mark + head[1] + _lines(note) + own + head[3] + words[head.end() :]


def _yaml(fields: Mapping[str, object]) -> bytes:
    return b"---\n" + _lines(fields) + b"---\n"


def _lines(fields: Mapping[str, object]) -> bytes:
    import yaml  # noqa: PLC0415

    return yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=float("inf")).encode()
