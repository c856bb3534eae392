"""Where a reader was, kept in the system's folder for such things, and whether they are new to the program."""

import asyncio
import hashlib
import json
from contextlib import suppress
from pathlib import Path
from threading import Lock

from newsread.app.resume import LeftOff, from_json, to_json
from newsread.articles.article import Article, Unreadable
from newsread.files import make_folder, replace_file
from newsread.workspace import Workspace

_MOST_BYTES = 5_000_000
"""No more is ever written."""


class LeftOffFile:
    """Keeps where the reader of one workspace was. Without a folder nothing is kept; nothing here ever fails."""

    def __init__(self, workspace: Workspace, folder: Path | None) -> None:
        self._workspace = workspace
        self._folder = folder
        place = workspace.place
        of = "\n".join(map(str, (place.articles.absolute(), *place.only)))
        name = hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()[:16]
        self._file = folder / "left off" / f"{name}.json" if folder else None
        self._kept: LeftOff | None = None
        self._turn = asyncio.Lock()
        self._writing = Lock()
        self._ended = False

    def read(self) -> LeftOff:
        """Return where the reader was. This reads the articles: call it from a thread."""
        with suppress(OSError, ValueError, RecursionError):
            if self._file and self._file.stat().st_size <= _MOST_BYTES:
                return from_json(json.loads(self._file.read_text(encoding="utf-8")), self._article)
        return LeftOff()

    def _article(self, article_id: str) -> Article | Unreadable | None:
        return self._workspace.article(article_id) if article_id in self._workspace.ids else None

    async def keep(self, left: LeftOff) -> None:
        """Bring it to the disk, in a thread, unless it is what was kept last."""
        async with self._turn:
            if self._file and left != self._kept:
                self._kept = left if await asyncio.to_thread(self._write, self._file, left) else None

    def keep_at_last(self, left: LeftOff) -> None:
        """Bring it to the disk before the program ends; what is still on its way there no longer counts."""
        if self._file and left != self._kept:
            self._ended = True
            with self._writing:
                _write(self._file, left)

    def _write(self, file: Path, left: LeftOff) -> bool:
        with self._writing:
            return not self._ended and _write(file, left)

    # Whether who reads is new to the program

    @property
    def welcomes(self) -> bool:
        """Whether nobody has found their way here yet."""
        return self._folder is not None and not self._welcomed.exists()

    def end_welcome(self) -> None:
        """Welcome nobody any more on this machine. Call it from a thread."""
        if self.welcomes:
            with suppress(OSError):
                make_folder(self._welcomed.parent)
                replace_file(self._welcomed, b"")

    @property
    def _welcomed(self) -> Path:
        return (self._folder or Path()) / "welcomed"


def _write(file: Path, left: LeftOff) -> bool:
    try:
        make_folder(file.parent)
        replace_file(file, json.dumps(to_json(left)).encode())
    except OSError:
        return False
    return True
