"""The analyst: asks the cache, then the analysis process. Cheap to import and to have."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsread.analysis.result import Analysis, TextNotAnalysed
from newsread.analysis.runtime.cache import Cache
from newsread.analysis.runtime.worker import COMMAND, Worker
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.runtime.collecting import CollectingProcess, Question


class Analyst:
    """Analyses articles; what was analysed before by the same versions never starts a process.

    A context manager; on leaving it the process ends.
    """

    def __init__(self, cache_folder: Path, *, command: Sequence[str] = COMMAND) -> None:
        self._folder = cache_folder
        self._cache = Cache(cache_folder)
        self._worker = Worker(command)
        self._collecting: CollectingProcess | None = None
        self._kept: set[str] = set()
        """The hashes of the texts whose analyses can be read from the cache: they were read, or written."""
        self._closed = False

    def cached(self, article: Article) -> Analysis | None:
        """Return the analysis if it was made before, else None. Quick: one small file is read."""
        return self._cache.read(article)

    def analyse(self, article: Article) -> Analysis:
        """Return the analysis, made now if need be. This may block for long: call it from a thread.

        Raises AnalysisUnavailable, or TextNotAnalysed, as Worker.analyse does.
        """
        analysis = self.cached(article)
        is_kept = analysis is not None
        if analysis is None:
            analysis = self._worker.analyse(article.text, article.sentences)
            is_kept = self._cache.write(article, analysis)
        if is_kept:
            self._kept.add(article.sha256)
        return analysis

    def collect(self, question: "Question") -> "Collection":
        """Return what articles share; all of them are analysed for it if need be. Blocks and raises as `analyse`.

        What was collected before by the same versions never starts a process. Where that fails it is tried once more.
        """
        process = self._collecting_process()
        found = process.cached(question)
        if found is None:
            missing = self._missing(question)
            try:
                found = process.collect(question, missing)
            except TextNotAnalysed:
                if self._closed:
                    raise
                self._kept.clear()  # the cache may have been emptied meanwhile
                found = process.collect(question, self._missing(question))
        return found

    def _missing(self, question: "Question") -> dict[str, Analysis]:
        """Return the analyses, by the article's id, that the process cannot read from the cache, and so is given."""
        missing: dict[str, Analysis] = {}
        for article in question.articles:
            if article.sha256 not in self._kept:
                analysis = self.analyse(article)
                if article.sha256 not in self._kept:
                    missing[article.id] = analysis
        return missing

    def _collecting_process(self) -> "CollectingProcess":
        from newsread.analysis.runtime.collecting import CollectingProcess  # noqa: PLC0415 - the first frame need not wait

        if self._collecting is None:
            self._collecting = CollectingProcess(self._folder)
            if self._closed:
                self._collecting.close()
        return self._collecting

    def close(self) -> None:
        """End the processes for good; from any thread, at any moment. What is cached can still be had."""
        self._closed = True
        self._worker.close()
        if self._collecting:
            self._collecting.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
