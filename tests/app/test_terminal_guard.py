"""A program that holds the interpreter's lock ends with its terminal, and its guard ends with it."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from newsread.app.terminal import guard as terminal_guard

BUSY = "sum(range(10**13))"
"""One call of C, in which no other thread runs."""
PROGRAM = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("terminal_guard", {file!r})
module = module_from_spec(spec)
spec.loader.exec_module(module)
child = module.start({terminal}, {patience})
print(child.pid, flush=True)
{deed}
"""


@contextmanager
def guarded(deed: str, terminal: int, patience: float = 0.1) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Run a program with a guard, and give both: the process and the guard's id."""
    code = PROGRAM.format(file=terminal_guard.__file__, terminal=terminal, patience=patience, deed=deed)
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[terminal]
    ) as program:
        assert program.stdout
        try:
            yield program, int(program.stdout.readline())
        finally:
            program.kill()


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Return both ends of a pseudo-terminal: the screen's and the program's."""
    ends = pty.openpty()
    yield ends
    for end in ends:
        with suppress(OSError):
            os.close(end)


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def until_ended(process: int) -> None:
    deadline = time.monotonic() + 30
    while is_there(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_there(process)


linux = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")


@linux
def test_a_program_in_one_long_call_ends_after_its_terminal_and_so_does_the_guard(terminal: tuple[int, int]) -> None:
    screen, inside = terminal
    with guarded(BUSY, inside) as (program, guard):
        os.close(screen)
        assert program.wait(30) == -signal.SIGKILL
        until_ended(guard)


@linux
def test_while_the_terminal_is_there_nothing_is_ended_and_the_guard_ends_with_the_program(
    terminal: tuple[int, int],
) -> None:
    with guarded("sys.stdin.read()", terminal[1], patience=0.0) as (program, guard):
        assert is_there(guard)
        assert program.stdin
        program.stdin.close()
        assert program.wait(30) == 0
        until_ended(guard)


@linux
def test_a_program_that_ends_in_time_is_not_killed(terminal: tuple[int, int]) -> None:
    screen, inside = terminal
    with guarded("sys.stdin.read()", inside, patience=60) as (program, guard):
        os.close(screen)
        assert program.stdin
        program.stdin.close()
        assert program.wait(30) == 0
        until_ended(guard)
