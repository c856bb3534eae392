"""A real pseudo-terminal with a program in it: what a person would type, and what they would see."""

import os
import re
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Self

import pyte
from ptyprocess import PtyProcess

_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
}
_ESCAPE_PAUSE = 0.25
"""In seconds: longer than a program waits to tell the escape key from the start of a sequence."""

_ALTERNATE_SCREEN = re.compile(rb"\x1b\[\?1049[hl]")
_CLEAR = b"\x1b[2J\x1b[H"
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]")
_UNFINISHED = re.compile(rb"\x1b(\[[0-?]*[ -/]*)?$")


class Terminal:
    """Runs `command` in a pseudo-terminal of its own; a context manager that ends it.

    The program's environment is its own: `home` for its home, a terminal with all colours, and nothing of the
    person's but PATH and PYTHONPATH; `env` adds to that and replaces.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._written = bytearray()
        self._unfed = b""
        self._ended = False
        self._changed = Condition()
        with warnings.catch_warnings():
            # Python warns of any fork beside a thread, such as another terminal's reader; here exec follows.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process: Any = PtyProcess.spawn(
                list(command),
                cwd=None if cwd is None else str(cwd),
                env=_environment(home) | dict(env or {}),
                dimensions=(rows, columns),
            )
        self._reader = Thread(target=self._read, name="terminal-reader", daemon=True)
        self._reader.start()

    def press(self, *keys: str) -> None:
        """Type keys by name: `v`, `V`, `enter`, `shift+tab`, `escape`, `ctrl+q`, `alt+x`, `pagedown` …"""
        for key in keys:
            self.type(_typed(key))
            if key == "escape":
                time.sleep(_ESCAPE_PAUSE)

    def type(self, text: str) -> None:
        """Type text as it stands."""
        self._process.write(text.encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are, in as many parts as the terminal takes them."""
        while data:
            data = data[os.write(self._process.fd, data[:1024]) :]

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as someone does who drags its corner."""
        with self._changed:
            self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    @property
    def screen(self) -> list[str]:
        """The rows that can be seen now, at full width."""
        with self._changed:
            return list(self._screen.display)

    @property
    def text(self) -> str:
        """What can be seen now, as lines without white space at their ends."""
        return "\n".join(row.rstrip() for row in self.screen)

    @property
    def raw(self) -> bytes:
        """All bytes that the program ever wrote."""
        with self._changed:
            return bytes(self._written)

    def wait_for(self, wanted: str | Callable[[str], bool], timeout: float = 120) -> None:
        """Wait until a text is on the screen, or until something is true of `text`.

        Raises AssertionError that shows the screen, as soon as the program has ended or the time is over.
        """
        self._wait(wanted, lambda: _holds(wanted, self.text), timeout)

    def wait_gone(self, unwanted: str, timeout: float = 120) -> None:
        """Wait until a text is not on the screen; else as `wait_for`."""
        self._wait(f"no {unwanted!r}", lambda: unwanted not in self.text, timeout)

    def exit_code(self, timeout: float = 120) -> int:
        """Wait until the program has ended and return its exit code; of a killed one the signal, negative.

        Raises AssertionError that shows the screen if it does not end in time.
        """
        deadline = time.monotonic() + timeout
        while self._process.isalive():
            if time.monotonic() > deadline:
                raise AssertionError(self._drawn(f"the program still runs after {timeout} s"))
            time.sleep(0.01)
        self._reader.join(timeout)
        code, signal = self._process.exitstatus, self._process.signalstatus
        return int(code) if signal is None else -int(signal)

    def end(self, number: int) -> None:
        """End the program from outside, by a signal."""
        self._process.kill(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate(force=True)
        self._reader.join()
        self._process.close()

    def _wait(self, wanted: object, condition: Callable[[], bool], timeout: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._ended or condition(), timeout)
            if not condition():
                why = "the program ended" if self._ended else f"{timeout} s went by"
                raise AssertionError(self._drawn(f"{why}, waiting for {wanted!r}"))

    def _drawn(self, what: str) -> str:
        edge = "+" + "-" * self._screen.columns + "+"
        return "\n".join([what, edge, *(f"|{row}|" for row in self.screen), edge])

    def _read(self) -> None:
        while True:
            try:
                data = self._process.read(65536)
            except EOFError:
                data = b""
            with self._changed:
                self._written += data
                self._feed(data)
                self._ended = not data
                self._changed.notify_all()
            if not data:
                return

    def _feed(self, data: bytes) -> None:
        """Give pyte what it knows: it draws parts of private sequences, and has no alternate screen."""
        data = self._unfed + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._unfed = data[end:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", _ALTERNATE_SCREEN.sub(_CLEAR, data[:end])))


def _environment(home: Path) -> dict[str, str]:
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {
        "PATH": os.environ["PATH"],
        # Absolute, for the program may run in another folder.
        "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in paths if path),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(home / "run"),
    }


def _typed(key: str) -> str:
    """Return what a terminal sends for a key."""
    match key.split("+", 1):
        case ["ctrl", letter] if len(letter) == 1 and "@" <= letter.upper() <= "_":
            return chr(ord(letter.upper()) & 0x1F)
        case ["alt", other]:
            return "\x1b" + _typed(other)
        case _ if len(key) == 1:
            return key
    return _KEYS[key]


def _holds(wanted: str | Callable[[str], bool], text: str) -> bool:
    return wanted in text if isinstance(wanted, str) else wanted(text)
