"""What is done when the program is ended from outside: its terminal has gone, or the system wants it to go."""

import asyncio
import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock, Thread
from typing import Final

from newsread.app.terminal import guard as terminal_guard

_HANGUP: Final = getattr(signal, "SIGHUP", None)
"""The terminal has gone; Windows has no such signal."""
_ENDS: Final = tuple(number for number in (_HANGUP, signal.SIGTERM) if number is not None)
_GONE: Final = b"\0"
"""Stands, among the numbers of signals, for a terminal of which no signal tells that it has gone."""
_PATIENCE: Final = 3.0
"""Seconds for which the program may take to end in order; then it is ended."""
_GUARD_AFTER: Final = 1.0
"""Seconds after which the guard is started, when the first screen is drawn."""
_LAST_PATIENCE: Final = 1.0
"""Seconds in which the last things are saved before it is ended so."""


class Ending:
    """Ends the program in order when a signal asks for it or its terminal has gone, and else by force.

    Without a terminal there is nothing to tidy up, and whatever is drawn may block: there the program is ended by the
    signal for it as soon as everything is kept. Where there still is one it is left in order, with the exit code that
    stands for the signal.

    A thread watches the terminal. It also sees the signals, as the event loop sees none while it lays out a screen or
    waits for the disk, and ends the program where the loop has not done so after a few seconds. Where not even that
    thread can run, the guard, which is another process, kills the program.
    """

    def __init__(
        self,
        keep: Callable[[], object],
        leave: Callable[[int], object],
        close: Callable[[], object],
        put_back: Callable[[], object],
    ) -> None:
        """`keep`, which may block as long as the disk takes, is called first; then `close` ends other processes.

        `leave` is given the exit code, and `put_back` makes the terminal what it was. All but `leave` are called from
        any thread.
        """
        self._keep, self._leave, self._close, self._put_back = keep, leave, close, put_back
        self._followed: list[signal.Signals] = []
        self._begun = False
        self._is_gone = False
        self._tell: int | None = None
        """Where the watching thread is told of what happens; None without such a thread."""
        self._turn = Lock()
        self._guard: object = None
        """Kept, as the guard takes the end of this object for the end of the program."""

    def follow(self, terminal: Sequence[int] = ()) -> None:
        """Hear of the signals from now on, but for those that whoever started the program has it ignore, as nohup does.

        `terminal` are the open files of the terminal that is watched. Signals are heard of only where the event loop
        runs in the main thread, and on systems that have it.
        """
        loop = asyncio.get_running_loop()
        for number in _ENDS:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if signal.getsignal(number) is signal.SIG_DFL:
                    loop.add_signal_handler(number, self._end, number)
                    self._followed.append(number)
        if terminal and _HANGUP is not None:
            self._watch(loop, terminal)

    def forget(self) -> None:
        """Let the signals do again what they did before."""
        loop = asyncio.get_running_loop()
        while self._followed:
            loop.remove_signal_handler(self._followed.pop())

    def hang_up(self) -> None:
        """End the program, as its terminal has gone. From any thread."""
        with self._turn:
            self._is_gone = True
            if self._tell is not None:
                with suppress(OSError):
                    os.write(self._tell, _GONE)

    def _end(self, number: signal.Signals) -> None:
        if self._begun:
            return
        self._begun = True
        if self._tell is None:
            self.forget()  # first: whatever is wrong with the disk, the next signal ends the program
        try:
            self._keep()
        finally:
            if number == _HANGUP:
                self._close()
                signal.signal(number, signal.SIG_DFL)  # it may have been ignored
                signal.raise_signal(number)
            else:
                self._leave(128 + number)

    # The watching thread

    def _watch(self, loop: asyncio.AbstractEventLoop, terminal: Sequence[int]) -> None:
        told, tell = os.pipe()
        os.set_blocking(tell, False)
        # The numbers of signals come here at once, even while the main thread is busy; then they go on to the loop.
        hand_on = signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        with self._turn:
            self._tell = tell
            if self._is_gone:
                os.write(tell, _GONE)
        Thread(target=self._await_end, args=(loop, told, hand_on, terminal), name="terminal-watch", daemon=True).start()

    def _await_end(self, loop: asyncio.AbstractEventLoop, told: int, hand_on: int, terminal: Sequence[int]) -> None:
        poll = select.poll()
        poll.register(told, select.POLLIN)
        for file in terminal:
            poll.register(file, 0)  # that it has gone is told unasked
        number: signal.Signals | None = None
        guard_at: float | None = time.monotonic() + _GUARD_AFTER
        while number is None:
            wait = None if guard_at is None else max(0.0, guard_at - time.monotonic()) * 1000
            happened = [file for file, _ in poll.poll(wait)]
            if told in happened:
                number = _number_in(os.read(told, 64), hand_on)
            elif happened:
                number = _HANGUP
            if guard_at is not None and time.monotonic() >= guard_at:
                guard_at = None
                self._guard = terminal_guard.start(terminal[0])
        with suppress(RuntimeError):  # the loop has been closed, as the program is just ending
            loop.call_soon_threadsafe(self._end, number)
        time.sleep(_PATIENCE)
        self._end_by_force(number)

    def _end_by_force(self, number: signal.Signals) -> None:
        steps = (self._keep, self._close) if number == _HANGUP else (self._keep, self._close, self._put_back)
        for step in steps:
            # In a thread of its own: it may wait for what the main thread holds.
            thread = Thread(target=step, daemon=True)
            thread.start()
            thread.join(_LAST_PATIENCE / len(steps))
        os._exit(128 + number)


def _number_in(told: bytes, hand_on: int) -> signal.Signals | None:
    """Return the first signal that ends the program; hand on what the event loop is to hear of."""
    signals = told.replace(_GONE, b"")
    if signals and hand_on >= 0:
        with suppress(OSError):
            os.write(hand_on, signals)
    if _GONE in told:
        return _HANGUP
    return next((number for number in _ENDS if number in signals), None)
