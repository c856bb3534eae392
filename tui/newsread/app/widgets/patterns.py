"""Where a regular expression holds in texts, worked out in a process of its own.

An expression can keep Python's matcher busy for years, and it holds the interpreter's lock all the time. So this file
is run as a program, which is ended when it takes too long: one JSON value comes in, one goes out.
"""

import json
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import ceil
from subprocess import PIPE, Popen, TimeoutExpired
from threading import Lock
from typing import Any

PATIENCE = 1.0
"""Seconds that an expression may take."""

Places = list[tuple[int, int]]


class BadPatternError(Exception):
    """A regular expression that cannot be used; the message is one sentence that says why."""


class PatternSearch:
    """Looks for one expression at a time; a newer one ends the one before."""

    def __init__(self) -> None:
        self._process: Popen[str] | None = None
        self._handover = Lock()

    def places(self, pattern: str, texts: Sequence[str], most: int) -> list[Places]:
        """Return where an expression holds in each text, at most so many times in all.

        Capitals count if there is one among its letters. This blocks: call it from a thread. Raises BadPatternError
        for what is no expression, takes too long, or was given up for a newer one.
        """
        return self._look(pattern, texts, most, most)

    def holds(self, pattern: str, texts: Sequence[str]) -> list[bool]:
        """Return in which of the texts an expression holds anywhere; see `places`."""
        return list(map(bool, self._look(pattern, texts, len(texts), 1)))

    def _look(self, pattern: str, texts: Sequence[str], most: int, most_in_each: int) -> list[Places]:
        command = (sys.executable, "-I", "-S", __file__)
        with self._handover:
            self._end()
            self._process = process = Popen(command, stdin=PIPE, stdout=PIPE, text=True, encoding="ascii")  # noqa: S603 - this file
        try:
            answer, _ = process.communicate(json.dumps([pattern, texts, most, most_in_each]), timeout=PATIENCE)
            found = json.loads(answer)
        except TimeoutExpired as error:
            raise BadPatternError("This expression takes too long; a simpler one may do.") from error
        except (OSError, ValueError) as error:  # it was ended from outside
            raise BadPatternError("The search with this expression was given up.") from error
        finally:
            _end(process)
        if isinstance(found, str):
            raise BadPatternError(f"This is no regular expression: {found}.")
        return [[(start, end) for start, end in places] for places in found]

    def close(self) -> None:
        """Give up what goes on."""
        with self._handover:
            self._end()

    def _end(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
        self._process = None


def _end(process: Popen[str]) -> None:
    with suppress(OSError):
        process.kill()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()


def _answer(pattern: str, texts: Sequence[str], most: int, most_in_each: int) -> Any:
    """Return the places in each text, or why there can be none."""
    letters = re.sub(r"\\.", "", pattern)  # \S and \W have capitals that are no letters
    try:
        compiled = re.compile(pattern, re.MULTILINE | (0 if letters != letters.lower() else re.IGNORECASE))
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    found: list[Places] = []
    for text in texts:
        places: Places = []
        for match in compiled.finditer(text):
            if most and match.end() > match.start():
                places.append(match.span())
                most -= 1
            if not most or len(places) == most_in_each:
                break
        found.append(places)
    return found


if __name__ == "__main__":
    if sys.platform != "win32":
        signal.alarm(ceil(PATIENCE) + 1)  # it also ends where the program has died that would have ended it
    sys.stdout.write(json.dumps(_answer(*json.load(sys.stdin))))
