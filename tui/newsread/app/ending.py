"""What is done when the program is ended from outside: its terminal is closed, or the system wants it to go."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress

_HANGUP = getattr(signal, "SIGHUP", None)
"""The terminal has gone; Windows has no such signal."""
_ENDS = tuple(number for number in (_HANGUP, signal.SIGTERM) if number is not None)


class Ending:
    """Keeps what is to be kept before the program ends, where the system tells of it. A second signal ends it at once.

    Without a terminal there is nothing to tidy up, and whatever is drawn may block: there the program ends as if
    it had not been asked. Where there still is one it is left in order, with the exit code that stands for the signal.
    """

    def __init__(self, keep: Callable[[], object], leave: Callable[[int], object]) -> None:
        """`keep` is called first, and may block for as long as the disk takes; `leave` is given the exit code."""
        self._keep, self._leave = keep, leave
        self._followed: list[signal.Signals] = []

    def follow(self) -> None:
        """Hear of the signals from now on, but for those that whoever started the program has it ignore, as nohup does.

        Only where the event loop runs in the main thread, and on systems that have it.
        """
        loop = asyncio.get_running_loop()
        for number in _ENDS:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if signal.getsignal(number) is signal.SIG_DFL:
                    loop.add_signal_handler(number, self._end, number)
                    self._followed.append(number)

    def forget(self) -> None:
        """Let the signals do again what they did before."""
        loop = asyncio.get_running_loop()
        while self._followed:
            loop.remove_signal_handler(self._followed.pop())

    def _end(self, number: signal.Signals) -> None:
        self.forget()  # first: whatever is wrong with the disk, the next signal ends the program
        try:
            self._keep()
        finally:
            if number == _HANGUP:
                signal.raise_signal(number)
            else:
                self._leave(128 + number)
