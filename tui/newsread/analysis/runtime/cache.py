"""Analyses kept on the disk, one small file a text, named by all that they depend on."""

import json
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from newsread.analysis.result import MODEL_PACKAGE, Analysis
from newsread.articles.article import Article
from newsread.articles.sentences import SPLITTER_VERSION
from newsread.atomic_files import make_folder, replace_file

_SCHEMA = 3
"""Goes up when the pipeline finds something else in the same text with the same model."""


class Cache:
    """Analyses by text, splitter, spaCy and model.

    Whatever goes wrong here costs time and nothing else, so nothing here raises: what cannot be read is made
    again, what cannot be written is made again next time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, article: Article) -> Analysis | None:
        """Return the analysis of this text by the versions that are installed, or None."""
        with suppress(OSError, ValueError, RecursionError):
            return Analysis.from_json(json.loads(self._file(article).read_bytes()), len(article.text))
        return None

    def write(self, article: Article, analysis: Analysis) -> bool:
        """Keep an analysis, and return whether it is kept. Another process never sees half a file."""
        with suppress(OSError):
            make_folder(self._folder)
            replace_file(self._file(article), json.dumps(analysis.to_json()).encode())
            return True
        return False

    def _file(self, article: Article) -> Path:
        return self._folder / f"{article.sha256}-{self.versions}.json"

    @cached_property
    def versions(self) -> str:
        """A short hash of everything but the text that decides what an analysis finds."""
        versions = (_SCHEMA, SPLITTER_VERSION, installed("spacy"), installed(MODEL_PACKAGE))
        return sha256(repr(versions).encode()).hexdigest()[:12]


def installed(distribution: str) -> str | None:
    """Return the version of an installed distribution, without importing it."""
    from importlib import metadata  # noqa: PLC0415 - 20 ms that the app's first frame need not wait for

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
