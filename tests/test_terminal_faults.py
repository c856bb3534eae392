"""A terminal that sends anything, goes away, or sees the app fail: the real program in real pseudo-terminals."""

import os
import pty
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from tests.person import Person
from tests.terminal import Terminal

pytestmark = pytest.mark.slow

PROGRAM_WITH = """
import time
from newsread.app.app import NewsreadApp
from newsread.cli import main

{changed}

main()
"""
AT_RANDOM = bytes(random.Random(8).choices([*range(128, 256), 27, 91, 59], k=400))  # noqa: S311 - nothing secret
IMPOSSIBLE = (
    b"\xf6\xe4d\xff",  # keys with alt of a terminal that sets the eighth bit, and a key after them
    b"\xe4\xb8",  # a character in two parts
    b"\x96",
    b"\x1b[1114112u\x1b[55296u\x1b[97;;57343u",
    b"\x1b[" + b"9" * 60 + b"u",
    b"\x1b[48;99999;99999;1;1t\x1b[48;0;0;0;0t\x1b[<0;99999;99999M",
    b"\x1b[48;24;80;0;0t\x1b[<35;5;5M",
    b"\x1b[?62;22c\x1b]52;c;dmR1\x07\x1b[12;7;5x",
    b"\x1b[200~Caf\xe9\x1b[201~",
    AT_RANDOM + b"\x1b\\\x1b[201~",
)


def started(person: Person, changed: str = "", columns: int = 80, env: dict[str, str] | None = None) -> Terminal:
    """Start the program after some lines have changed it."""
    return Terminal(
        [sys.executable, "-c", PROGRAM_WITH.format(changed=changed)],
        home=person.home,
        columns=columns,
        env=person.environment() | (env or {}),
        cwd=person.workspace,
    )


def read(terminal: Terminal) -> None:
    """Open the reader and wait for it."""
    terminal.wait_for("of 16 un")
    terminal.press("enter")
    terminal.wait_for("Ukrainian President")


def test_bytes_that_mean_nothing_do_nothing_and_what_comes_after_them_is_heard(ana: Person) -> None:
    with ana.opens() as terminal:
        read(terminal)
        for data in IMPOSSIBLE:
            terminal.send(data)
            time.sleep(0.02)  # as parts of their own
        terminal.press("v", "r")
        terminal.wait_for("Reason ·")
        terminal.send(b"\x1b[200~caf\xe9 \xe4\xb8\x96 \x1b[31mred\x1b[201~")
        terminal.wait_for("caf\ufffd 世 [31mred")
        terminal.press("enter")
        terminal.wait_gone("Reason ·")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    records = ana.records("ana")
    assert [record.get("verdict") for record in records][-1] == "verified"
    assert records[-1]["note"] == "caf\ufffd 世 [31mred"


FAILS = """
def work(): raise ValueError('a\\x1b[31m fault')
NewsreadApp.action_help = lambda self: self.run_worker(work, thread=True) and None
"""


def test_a_failure_puts_the_terminal_back_says_where_the_tags_are_and_is_no_success(ana: Person) -> None:
    with started(ana, FAILS, columns=200) as terminal:
        read(terminal)
        terminal.press("v")
        terminal.wait_for("1 ✓ verified")
        terminal.press("?")
        assert terminal.exit_code() == 1
        raw, shown = terminal.raw, " ".join(terminal.text.split())
    for mode in (b"\x1b[?1049", b"\x1b[?1003", b"\x1b[?2004", b"\x1b[?1004"):
        assert raw.rindex(mode + b"l") > raw.rindex(mode + b"h")
    assert raw.rindex(b"\x1b[?25h") > raw.rindex(b"\x1b[?25l")
    after = raw[raw.rindex(b"\x1b[?1004l") :]
    assert b"\x1b[31m" not in after
    assert b"Traceback" not in after
    assert "newsread ended because of an error of its own (ValueError: a" in shown
    assert str(ana.annotations) in shown
    (log,) = (ana.home / "state" / "newsread" / "crashes").iterdir()
    assert log.name in shown.replace(" ", "")
    assert "in work" in log.read_text(encoding="utf-8")
    assert [record["verdict"] for record in ana.records("ana")] == ["verified"]


def until(condition: Callable[[], bool]) -> None:
    """Wait for what no screen shows."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class Screen:
    """A pseudo-terminal that is no program's controlling terminal, so that no signal tells that it has gone."""

    def __init__(self, person: Person, changed: str) -> None:
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM_WITH.format(changed=changed)],
            cwd=person.workspace,
            env=person.environment() | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._seen = b""

    def wait_for(self, wanted: bytes) -> None:
        """Wait until these bytes have been drawn since the last wait."""
        deadline = time.monotonic() + 30
        while wanted not in self._seen:
            assert time.monotonic() < deadline, self._seen[-2000:]
            if select.select([self._master], [], [], 0.1)[0]:
                self._seen += os.read(self._master, 65536)
        self._seen = b""

    def send(self, data: bytes) -> None:
        while data:
            if select.select([self._master], [self._master], [], 1)[0]:
                self._seen += os.read(self._master, 65536)
            data = data[os.write(self._master, data[:512]) :]

    def children(self) -> list[int]:
        """Return the processes that the program has started."""
        command = ["ps", "-o", "pid=", "--ppid", str(self._process.pid)]  # as the system has it
        found = subprocess.run(command, capture_output=True, check=False)
        return [int(pid) for pid in found.stdout.split()]

    def command_of(self, process: int) -> str:
        """Return the command line of a process."""
        command = ["ps", "-o", "args=", "-p", str(process)]
        return subprocess.run(command, capture_output=True, check=False, text=True).stdout

    def close(self) -> None:
        """Let the terminal go away."""
        os.close(self._master)

    def ends(self) -> int:
        return self._process.wait(timeout=30)

    def kill(self) -> None:
        with suppress(OSError):
            self._process.kill()
        self._process.wait()


@contextmanager
def screen(person: Person, changed: str) -> Iterator[Screen]:
    opened = Screen(person, changed)
    try:
        yield opened
    finally:
        opened.kill()


STUCK = """
def stick(self):
    open("stuck", "w").close()
    while True:
        pass
NewsreadApp.action_help = stick
"""
"""A key after which the main thread never comes back."""
HOLDS_ALL = STUCK.replace("while True:\n        pass", "sum(range(10**13))")
"""A key after which no other thread runs any more."""
IGNORES = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)"


def is_stuck(person: Person) -> bool:
    return (person.workspace / "stuck").exists()


@pytest.mark.parametrize(
    ("changed", "status"),
    [(IGNORES, -signal.SIGHUP), (STUCK, 128 + signal.SIGHUP), (HOLDS_ALL, -signal.SIGKILL)],
)
def test_the_program_ends_with_its_terminal_whatever_it_is_doing(ana: Person, changed: str, status: int) -> None:
    with screen(ana, changed) as terminal:
        terminal.wait_for(b"of 16 un")
        terminal.send(b"\r")
        terminal.wait_for(b"Ukrainian")
        terminal.send(b"vd")
        until(lambda: ana.file_of("ana").exists() and len(ana.records("ana")) == 2)
        children = terminal.children()
        if changed == HOLDS_ALL:
            until(lambda: any("terminal_guard" in terminal.command_of(each) for each in terminal.children()))
        if changed != IGNORES:
            terminal.send(b"?")
            until(lambda: is_stuck(ana))
        terminal.close()
        assert terminal.ends() == status
    assert [record["verdict"] for record in ana.records("ana")] == ["verified", "disputed"]
    until(lambda: not any(map(is_alive, children)))


def test_a_stuck_program_is_ended_by_the_signal_that_its_terminal_has_gone(ana: Person) -> None:
    with started(ana, STUCK) as terminal:
        read(terminal)
        terminal.press("v")
        terminal.wait_for("1 ✓ verified")
        terminal.press("?")
        until(lambda: is_stuck(ana))
        terminal.end(signal.SIGHUP)
        assert terminal.exit_code() == 128 + signal.SIGHUP
    assert [record["verdict"] for record in ana.records("ana")] == ["verified"]
