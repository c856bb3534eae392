"""Several processes in one: threads that each stop before every step on the disk, and go on when they are told to."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_current = threading.local()


class _Killed(BaseException):
    """Ends a process that never went on; what it had begun is no longer looked at."""


class Process:
    """A function that runs in steps: one begins where it calls for the disk."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.fault: BaseException | None = None
        self._work = work
        self._go, self._stopped = threading.Semaphore(0), threading.Semaphore(0)
        self._ended = self._abandoned = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        _current.process = self
        self._go.acquire()
        try:
            if not self._abandoned:
                self._work()
        except _Killed:
            pass
        except BaseException as fault:
            self.fault = fault
        self._ended = True
        self._stopped.release()

    def stop(self) -> None:
        """Wait, in the process itself, until it is to go on."""
        if self._abandoned:
            raise _Killed
        self._stopped.release()
        self._go.acquire()
        if self._abandoned:
            raise _Killed

    def step(self) -> bool:
        """Let the process go to its next step; return whether there is one."""
        if self._ended:
            return False
        self._go.release()
        self._stopped.acquire()
        if self.fault:
            raise self.fault
        return not self._ended

    def run(self) -> None:
        """Let the process go to its end."""
        while self.step():
            pass

    def abandon(self) -> None:
        """Let the process never go on."""
        self._abandoned = True
        self._go.release()
        self._thread.join()


@contextmanager
def stepwise() -> Iterator[pytest.MonkeyPatch]:
    """Let processes stop before each step on the disk; no lock excludes anybody, and nothing is forced to the disk."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("open", "stat", "scandir", "unlink", "replace", "mkdir"):
            stopping = _stopping(getattr(os, name))
            for known in (os.supports_dir_fd, os.supports_fd):
                if getattr(os, name) in known:
                    known.add(stopping)
            patched.setattr(os, name, stopping)
        patched.setattr(os, "fsync", lambda _: None)
        yield patched


def _goes_down(_: object, flags: object = 0, *__: object) -> bool:
    """Whether a call opens a folder, to go on from there: nobody writes what is read by that."""
    return isinstance(flags, int) and bool(flags & getattr(os, "O_DIRECTORY", 0))


def _stopping(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        process = getattr(_current, "process", None)
        if process and not _goes_down(*args):
            process.stop()
        return function(*args, **options)

    return call
