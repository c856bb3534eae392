"""What was given to be added: addresses, files, all that is in a folder, standard input."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsread.articles.folder import article_ids
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.content_types import CODE_AND_DATA
from newsread.rooted import Root
from newsread.text.wording import count_of

STANDARD_INPUT = "-"

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_FURNITURE = re.compile(
    r"\.(?:avif|bmp|css|eot|gif|ico|jpe?g|js|json|log|map|mp[34]|og[gv]|otf|png|svg|tiff?|toml|ttf|wav|web[mp]|woff2?|ya?ml)",
    re.IGNORECASE,
)
"""Endings of what lies beside articles in a folder, and is none."""
_SAVED_BESIDE = ("_files", ".files")
"""How browsers call the folder of what belongs to a saved page."""


@dataclass(frozen=True)
class OnTheWeb:
    """Something at an address."""

    url: str
    of_feed: Source | None = None
    """What a feed says of it, if a feed named it."""

    @property
    def name(self) -> str:
        """What it is called when something is told of it."""
        return self.url


@dataclass(frozen=True)
class OnDisk:
    """A file."""

    path: Path
    folder: Root | None = None
    """The folder that was named and that the file is in; None for a file that was named itself, be it a link."""

    @property
    def name(self) -> str:
        """What it is called when something is told of it."""
        return str(self.path)


@dataclass(frozen=True)
class OnStandardInput:
    """What comes on standard input."""

    name: str = "standard input"


@dataclass(frozen=True)
class PassedBy:
    """What is in a folder and is not added."""

    name: str
    """The link, or the folder."""
    reason: str
    """A sentence."""


Given = OnTheWeb | OnDisk | OnStandardInput | PassedBy


def given(sources: Iterable[str]) -> Iterator[Given]:
    """Yield what the sources name, each file of a folder by itself, in the order of their names.

    In a folder, hidden files and READMEs are passed over, and so are `annotations` and `originals`. Pictures and other
    furniture of pages are passed by, and at the end counted. Links are not followed, for they may lead anywhere; one
    that is given by its own name is.
    """
    for source in sources:
        if source == STANDARD_INPUT:
            yield OnStandardInput()
        elif _ADDRESS.match(source):
            yield OnTheWeb(source)
        else:
            yield from _files(Path(source))


def _files(path: Path) -> Iterator[OnDisk | PassedBy]:
    folder = Root.named_by_user(path)
    try:
        inside = [Path(article_id) for article_id in article_ids(folder)] if path.is_dir() else []
    except NewsreadError:  # it may not be opened, which reading it tells
        inside = []
    files = [path / each for each in inside if not _is_furniture(each)]
    for file in files or [path]:
        if file != path and file.is_symlink():
            yield PassedBy(str(file), "It is a link, which is not followed within a folder: add it by its own name.")
        else:
            yield OnDisk(file, None if file == path else folder)
    if others := len(inside) - len(files):
        are = "that is no article was" if others == 1 else "that are no articles were"
        yield PassedBy(str(path), f"{count_of(others, 'file')} {are} passed by.")


def _is_furniture(file: Path) -> bool:
    ending = file.suffix.lower()
    return (
        ending in CODE_AND_DATA
        or _FURNITURE.fullmatch(ending) is not None
        or any(part.endswith(_SAVED_BESIDE) for part in file.parts[:-1])
    )
