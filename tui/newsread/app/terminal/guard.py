"""Ends the program by force when it has outlived its terminal: a small process of its own, which needs nothing of it.

A thread of the program cannot do that while the main thread is in one long call of C that keeps the interpreter's lock.
This file is run alone, without the package and without `site`, so that it starts quickly and takes little memory.
"""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress

PATIENCE = 4.75
"""Seconds after a hang-up after which the program is killed: later than it is ended in any other way."""


def start(terminal: int, patience: float = PATIENCE) -> "subprocess.Popen[bytes] | None":
    """Start a guard of the calling process; None where no process can be started.

    The guard ends as soon as the calling process has, for its standard input is a pipe that only that one writes to.
    It has a session of its own, so that no key and no hang-up of the terminal is a signal for it.

    Args:
        terminal: An open file of the terminal.
        patience: Seconds that the calling process has to end after its terminal has gone.

    """
    if not sys.executable:
        return None
    try:
        passed = os.dup(terminal)  # the terminal's own number is mostly that of the guard's standard input
    except OSError:
        return None  # it has just gone
    try:
        return subprocess.Popen(  # noqa: S603 - this very file, by this very interpreter
            [sys.executable, "-I", "-S", __file__, str(passed), str(os.getpid()), str(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[passed],
            cwd="/",  # so that no drive is kept from being unmounted
            start_new_session=True,
        )
    except OSError:
        return None  # the thread in the program still watches the terminal
    finally:
        os.close(passed)


def guard(terminal: int, program: int, patience: float) -> None:
    """Wait until the program has ended; kill it when it still runs some time after its terminal has gone.

    Args:
        terminal: An open file of the terminal.
        program: The process id of the program, which is the parent of this process.
        patience: Seconds between the two.

    """
    poll = select.poll()
    poll.register(0, select.POLLIN)
    poll.register(terminal, 0)  # that it has gone is reported unasked
    ready = [file for file, _ in poll.poll()]
    if 0 in ready:
        return
    poll.unregister(terminal)
    until = time.monotonic() + patience
    while (rest := until - time.monotonic()) > 0:
        if poll.poll(rest * 1000):
            return
    if os.getppid() == program:  # else it has ended, and the number may be another process's by now
        with suppress(ProcessLookupError):
            os.kill(program, signal.SIGKILL)


if __name__ == "__main__":
    guard(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
