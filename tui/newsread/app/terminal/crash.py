"""What happens when the app fails: the terminal is put back, a message says where the tags are, a file has the rest."""

import os
import platform
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final

import textual
from rich.console import Console, RenderableType
from textual.app import App
from textual.worker import WorkerFailed

from newsread._version import __version__
from newsread.atomic_files import make_folder, new_file
from newsread.text.wording import cause

FAILED: Final = 1
"""The exit status of a program that failed."""
_MOST_LOGS: Final = 20
_MOST_OF_MESSAGE: Final = 200
_FOLDER: Final = "crashes"


class KeepsCrashes(App[None]):
    """An app that keeps what made it fail, in place of printing it."""

    crash: str | None = None
    """What went wrong first, in full; None while nothing has."""
    crash_in_short: str = ""

    @property
    def return_code(self) -> int | None:
        """The exit status: of an app that failed never 0, whatever it did later. None of one that was not left."""
        return FAILED if self.crash is not None else super().return_code

    def note_crash(self, error: BaseException) -> None:
        """Keep what an exception tells; only the first counts, as the others may follow from it."""
        if self.crash is None:
            error = _cause(error)
            self.crash = "".join(traceback.format_exception(error))
            self.crash_in_short = f"{type(error).__name__}: {error}".rstrip(": ")[:_MOST_OF_MESSAGE]

    def _handle_exception(self, error: Exception) -> None:
        self.note_crash(error)
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End the app because of an unexpected error, which is kept."""
        console = Console(file=StringIO(), width=120)
        console.print(*renderables)
        in_full = str(console.file.getvalue())  # type: ignore[attr-defined] # it is the one given above
        self.crash = f"{self.crash or ''}{in_full}"
        self.crash_in_short = self.crash_in_short or "see the details"
        self._return_code = FAILED
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()


def run(
    app: KeepsCrashes, state: Path, tags: Path, *, put_back: Callable[[], object], save: Callable[[], str | None]
) -> tuple[int, str]:
    """Run the app to its end, and return its exit status and what is to be said of it; mostly nothing.

    Args:
        app: What is run.
        state: The folder in which the details of a failure are kept.
        tags: The folder of the tags, which the message names.
        put_back: Makes the terminal what it was before, if the app has left it otherwise.
        save: Saves what the app has not, and returns why that failed, as a sentence.

    """
    try:
        app.run()
    except Exception as error:  # whatever it is, the message below says what is to be known
        app.note_crash(error)
    finally:
        put_back()
    status = app.return_code
    if app.crash is None and status is None and not _is_web(app):
        app.note_crash(RuntimeError("the app ended though nobody had left it"))
        status = FAILED
    if app.crash is None:
        return status or 0, ""
    not_saved = _tried(save)
    sentences = [
        f"newsread ended because of an error of its own ({app.crash_in_short}).",
        f"Your tags are in {tags}: what was shown as saved is on the disk.",
        f"What was not is lost: {not_saved}" if not_saved else "",
        _logged(app.crash, state / _FOLDER),
    ]
    return FAILED, " ".join(filter(None, sentences))


def _is_web(app: App[Any]) -> bool:
    return app._driver is not None and app._driver.is_web  # Textual tells it nowhere else


def _tried(save: Callable[[], str | None]) -> str | None:
    try:
        return save()
    except Exception as error:  # it may be the very fault that ended the app
        return f"{type(error).__name__}: {error}."


def _logged(crash: str, folder: Path) -> str:
    """Keep the details in a new file, and return a sentence that says where, or why not."""
    now = datetime.now(UTC)
    versions = f"newsread {__version__}, Textual {textual.__version__}, Python {platform.python_version()}"
    content = f"{now.isoformat()}\n{versions}, {platform.platform()}\n\n{crash}"
    file = folder / f"{now:%Y-%m-%dT%H-%M-%S}-{os.getpid()}.log"
    try:
        make_folder(folder)
        new_file(file, content.encode(errors="backslashreplace"))
    except OSError as fault:
        return f"The details could not be kept in {file}: {cause(fault)}."
    with suppress(OSError):
        for old in sorted(folder.glob("*.log"))[:-_MOST_LOGS]:
            old.unlink()
    return f"The details are in {file}; please report them."


def _cause(error: BaseException) -> BaseException:
    """Return the exception with which a worker failed; any other as it is."""
    inner = getattr(error, "error", None) if isinstance(error, WorkerFailed) else None
    return inner if isinstance(inner, BaseException) else error
