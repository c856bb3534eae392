"""The analysis process: spaCy takes a second to import and holds the interpreter's lock while it works.

Every `{"text": …, "starts": […]}` is answered by an analysis.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsread.analysis.result import Analysis, AnalysisUnavailable
from newsread.analysis.runtime.child import Child, answers, command, serve, write
from newsread.articles.sentences import Sentence

if TYPE_CHECKING:
    from newsread.analysis.runtime.pipeline import Pipeline


COMMAND = command("newsread.analysis.runtime.worker")


class Worker:
    """The parent's handle of the analysis process."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._child = Child(command, "this text")

    def analyse(self, text: str, sentences: Iterable[Sentence]) -> Analysis:
        """Return what the model finds in a text. This blocks, and raises, as `Child.ask` does."""
        request = {"text": text, "starts": [sentence.start for sentence in sentences]}
        return self._child.ask(request, lambda answer: Analysis.from_json(answer, len(text)))

    def close(self) -> None:
        """End the process for good; an `analyse` that waits in another thread raises."""
        self._child.close()


def main() -> None:
    """Be the child."""
    with answers() as pipe:
        try:
            pipeline = _load()
        except AnalysisUnavailable as error:
            write(pipe, {"unavailable": str(error)})
            return
        write(pipe, {"ready": pipeline.model})
        serve(pipe, lambda request: _analysed(pipeline, **request))  # type: ignore[arg-type] # the parent's own words


def _load() -> "Pipeline":
    try:
        from newsread.analysis.runtime.pipeline import Pipeline  # noqa: PLC0415 - the parent must not import spaCy

        return Pipeline()
    except AnalysisUnavailable:
        raise
    except Exception as error:  # a broken installation raises anything
        raise AnalysisUnavailable(f"spaCy cannot be loaded ({error})") from error


def _analysed(pipeline: "Pipeline", text: str, starts: Sequence[int]) -> object:
    return pipeline.analyse(text, starts).to_json()


if __name__ == "__main__":
    main()
