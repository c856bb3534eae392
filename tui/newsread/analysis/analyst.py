"""The analyst: asks the cache, then the analysis process. Cheap to import and to have."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from newsread.analysis.cache import Cache
from newsread.analysis.result import Analysis
from newsread.analysis.worker import COMMAND, Worker
from newsread.articles.article import Article


class Analyst:
    """Analyses articles; what was analysed before by the same versions never starts a process.

    A context manager; on leaving it the process ends.
    """

    def __init__(self, cache_folder: Path, *, command: Sequence[str] = COMMAND) -> None:
        self._cache = Cache(cache_folder)
        self._worker = Worker(command)

    def cached(self, article: Article) -> Analysis | None:
        """Return the analysis if it was made before, else None. Quick: one small file is read."""
        return self._cache.read(article)

    def analyse(self, article: Article) -> Analysis:
        """Return the analysis, made now if need be. This may block for long: call it from a thread.

        Raises AnalysisUnavailable, or TextNotAnalysed, as Worker.analyse does.
        """
        analysis = self.cached(article)
        if analysis is None:
            analysis = self._worker.analyse(article.text, article.sentences)
            self._cache.write(article, analysis)
        return analysis

    def close(self) -> None:
        """End the process for good; from any thread, at any moment. What is cached can still be had."""
        self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
