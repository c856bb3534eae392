"""The analyst: asks the cache, then the analysis process. Cheap to import and to have."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsread.analysis.cache import Cache
from newsread.analysis.result import Analysis
from newsread.analysis.worker import COMMAND, Worker
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collecting import CollectingProcess, Question
    from newsread.analysis.collection import Collection


class Analyst:
    """Analyses articles; what was analysed before by the same versions never starts a process.

    A context manager; on leaving it the process ends.
    """

    def __init__(self, cache_folder: Path, *, command: Sequence[str] = COMMAND) -> None:
        self._folder = cache_folder
        self._cache = Cache(cache_folder)
        self._worker = Worker(command)
        self._collecting: CollectingProcess | None = None
        self._closed = False

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

    def collect(self, question: "Question") -> "Collection":
        """Return what articles share; all of them are analysed for it if need be. Blocks and raises as `analyse`.

        What was collected before by the same versions never starts a process.
        """
        process = self._collecting_process()
        found = process.cached(question)
        if found is None:
            made = {article: self.analyse(article) for article in question.articles if not self._cache.has(article)}
            # Where nothing can be written the process gets them with the question.
            missing = {article.id: analysis for article, analysis in made.items() if not self._cache.has(article)}
            found = process.collect(question, missing)
        return found

    def _collecting_process(self) -> "CollectingProcess":
        # Imported only now: the first frame need not wait for it.
        from newsread.analysis.collecting import CollectingProcess  # noqa: PLC0415

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
