"""Work on articles that one thread does behind the screens, the latest wish first."""

from collections.abc import Callable, Iterable
from threading import Lock

from textual.app import App

from newsread.text.printable import printable


class Backlog:
    """Articles that wait to be worked on. No key ever waits for them."""

    def __init__(self, owner: App[None], work: Callable[[str], object], done: Callable[[str], None]) -> None:
        """Work runs in a thread for one article at a time; `done` then runs where the screens run."""
        self._owner = owner
        self._work = work
        self._done = done
        self._waiting: list[str] = []
        self._finished: set[str] = set()
        self._lock = Lock()
        self._running = False
        self._closed = False

    def wish(self, article_ids: Iterable[str]) -> None:
        """Put articles before all that wait already; what was worked on is not worked on again."""
        with self._lock:
            first = [each for each in article_ids if each not in self._finished]
            self._waiting = first + [each for each in self._waiting if each not in first]
            if self._waiting and not self._running and not self._closed:
                self._running = True
                self._owner.run_worker(self._run, thread=True, group="backlog", exit_on_error=False)

    def forget(self, article_ids: Iterable[str] | None = None) -> None:
        """Let these articles, or all, be worked on again when they are next wished for."""
        with self._lock:
            self._finished.difference_update([*self._finished] if article_ids is None else article_ids)

    def close(self) -> None:
        """Begin nothing more."""
        with self._lock:
            self._closed = True

    def _run(self) -> None:
        while article_id := self._next():
            try:
                self._work(article_id)
            except Exception as fault:  # whatever it is, the other articles must not wait for ever
                tells = printable(f"{article_id}: {type(fault).__name__}: {fault}")
                self._owner.call_later(self._owner.notify, tells, severity="error", markup=False)
            self._owner.call_later(self._done, article_id)

    def _next(self) -> str | None:
        with self._lock:
            if self._closed or not self._waiting:
                self._running = False
                return None
            article_id = self._waiting.pop(0)
            self._finished.add(article_id)
            return article_id
