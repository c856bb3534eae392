"""The terminal, as the app reads and draws it on Linux and macOS.

It lies over the driver of Textual 8.2 (checked with 8.2.8), which ends the program for a byte that is not UTF-8, reads
on for ever from a terminal that has gone, waits for ever to draw on one, believes any size, and leaves the mouse
counting in pixels. Windows, inline apps and a driver that `TEXTUAL_DRIVER` names have Textual's own.
"""

import os
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable
from selectors import EVENT_READ, SelectSelector
from typing import IO, TYPE_CHECKING, Final

from textual.drivers.linux_driver import LinuxDriver

from newsread.app.terminal.input import MOST_COLUMNS, MOST_ROWS, TerminalParser

if TYPE_CHECKING:
    from newsread.app.app import NewsreadApp


_PAUSE: Final = 0.1
"""Seconds after which it is looked whether a key has ended."""
_READ: Final = 65_536
"""Bytes that are read at once."""
_AS_BEFORE: Final = (
    "\x1b[?2026l"  # what is drawn is shown
    "\x1b[?2004l"  # pasted text is not marked
    "\x1b[?7h"  # long lines wrap
    "\x1b[?2048l"  # sizes are not told
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # nor what the mouse does
    "\x1b[<u"  # keys as ever
    "\x1b[?1049l\x1b[?25h\x1b[?1004l"  # the normal screen, with its cursor; focus is not told
)
"""What ends every mode that was begun."""


class TerminalDriver(LinuxDriver):
    """Reads whatever bytes come, and draws as long as there is a terminal."""

    def __init__(
        self, app: "NewsreadApp", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Draw `app`, on a screen of so many columns and rows; without a size on that of the terminal."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._hung_up = app.ending.hang_up
        self._is_on = False
        self._output = _Output(sys.__stderr__ or sys.stderr, self._hung_up)
        self._file = self._output  # type: ignore[assignment] # as much of a file as is used
        if self._size is None:
            self._size = self._get_terminal_size()

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = super()._get_terminal_size()
        return min(max(1, columns), MOST_COLUMNS), min(max(1, rows), MOST_ROWS)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._is_on = True
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual has no types there

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self._mouse_pixels = False
        super().stop_application_mode()
        self._is_on = False

    def put_back(self) -> None:
        """Give the terminal back as it was where that could not be done in order. Callable from any thread."""
        if not self._is_on:
            return
        self._is_on = False
        try:
            os.write(self._output.fileno(), _AS_BEFORE.encode())
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        except (OSError, termios.error):
            return  # there is no terminal any more

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as fault:  # without keys the program is of no use: it says so and ends
            self._app.call_later(self._app._handle_exception, fault)  # as Textual's own threads do

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until the app ends or the terminal has gone."""
        parser = TerminalParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_PAUSE):
                    data = self._read()
                    if data is None:
                        self._hung_up()
                        return
                    for message in parser.feed(text) if (text := decode(data)) else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes | None:
        """Return what the terminal sent; None when it has gone."""
        try:
            return os.read(self.fileno, _READ) or None
        except BlockingIOError:  # another program has taken it first
            return b""
        except OSError:
            return None


class _Output:
    """The terminal as a file to write on, which takes everything even when the terminal has gone."""

    def __init__(self, file: IO[str], gone: Callable[[], object]) -> None:
        """`gone` is called once, when nothing more can be written."""
        self._file, self._gone = file, gone
        self._is_gone = False

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()

    def write(self, text: str) -> None:
        """Write a text."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Bring what was written to the terminal."""
        self._try(self._file.flush)

    def _try(self, write: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            write()
        except (OSError, ValueError):  # the latter where the file was closed
            self._is_gone = True
            self._gone()
