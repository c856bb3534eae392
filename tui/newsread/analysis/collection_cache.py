"""Collections kept on the disk, one file each, named by all that they depend on."""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsread.analysis.collection import Collection
from newsread.analysis.collection_lines import from_lines
from newsread.files import make_folder, replace_file

_MOST = 20
"""So many are kept. Each answer of a reader makes another one, and most are never wanted again."""
_ENDING = ".collection"


class CollectionCache:
    """Collections by a key. Whatever goes wrong here costs time and nothing else, so nothing here raises."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str, lengths: Mapping[str, int]) -> Collection | None:
        """Return the collection of texts of these lengths, see `from_lines`, that was kept under the key, or None."""
        file = self._file(key)
        with suppress(OSError, ValueError, RecursionError):
            # Line by line: to parse all of it at once would hold the interpreter too long.
            head, *lines = map(json.loads, file.read_text("utf-8").splitlines())
            found = from_lines(head, lines, lengths)
            with suppress(OSError):
                os.utime(file)
            return found
        return None

    def write(self, key: str, lines: Iterable[object]) -> None:
        """Keep the lines of a collection; of all that are kept those give way that were not read for longest."""
        with suppress(OSError):
            make_folder(self._folder)
            replace_file(self._file(key), "".join(f"{json.dumps(line)}\n" for line in lines).encode())
            kept = sorted(self._folder.glob(f"*{_ENDING}"), key=lambda file: file.stat().st_mtime)
            for file in kept[:-_MOST]:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"
