"""The settings while the program runs: what is changed holds at once, and is written in a thread, in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from textual.app import App

from newsread.errors import NewsreadError
from newsread.settings import Settings, SettingsFile


class SettingsKeeper:
    """Keeps what the reader has chosen. No key ever waits for it, nor is anything lost where the program is left."""

    def __init__(self, owner: App[None], file: SettingsFile, tell: Callable[[str], None]) -> None:
        """`tell` is given what could not be written, as a sentence."""
        self.file = file
        self._owner, self._tell = owner, tell
        self._writer = ThreadPoolExecutor(1, "settings")  # Python waits for its work before it ends

    @property
    def settings(self) -> Settings:
        """The settings that hold."""
        return self.file.settings

    def change(self, name: str, value: str | bool) -> None:
        """Write one setting soon."""
        writing = self._writer.submit(self.file.change, name, value)
        self._owner.run_worker(self._changed(writing), group="settings", exit_on_error=False)

    async def _changed(self, writing: Future[SettingsFile]) -> None:
        try:
            self.file = await asyncio.wrap_future(writing)
        except NewsreadError as error:
            self._tell(str(error))

    def close(self) -> None:
        """Take no more changes."""
        self._writer.shutdown(wait=False)
