"""What is made of a page or a file from outside: its text, and what it says of its source."""

from dataclasses import dataclass

from newsread.articles.sources import Source
from newsread.ingest.archived_pages import Capture


@dataclass(frozen=True)
class Document:
    """A text in paragraphs, a blank line between two, and its source as the page or file itself gives it."""

    text: str
    source: Source
    """What is not said there is None, never guessed."""
    notice: str | None = None
    """What a reader should know of the text, or None."""
    left_out: tuple[str, ...] = ()
    """The blocks of a page that are not in the text, each on one line."""
    capture: Capture | None = None
    """Of a copy in an archive: which page it is a copy of, and of when."""
