"""Files that a person or the program itself names, whole at every moment; see `rooted`, which keeps below a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from newsread.rooted import Root


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give an open file that takes this one's place when the block ends, at once and for good.

    What `Root.replacing` guarantees holds here; but a symbolic link is followed wherever it leads, and stays one.
    """
    root, name = _of(path)
    with root.replacing(name) as file:
        yield file


def replace_file(path: Path, content: bytes) -> os.stat_result:
    """Give the file this content, as `replacing` does, and return its status."""
    root, name = _of(path)
    return root.replace_file(name, content)


def new_file(path: Path, content: bytes) -> None:
    """Make a file with this content, for good.

    Raises FileExistsError where there is one already, which stays as it is, and OSError, after which there is none.
    """
    Root.named_by_user(path.parent).new_file(path.name, content)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each forced to the disk."""
    if not folder.is_dir():
        real = Path(os.path.realpath(folder))
        make_folder(real.parent)
        Root(real).make()


def _of(path: Path) -> tuple[Root, str]:
    """Return the folder that a file is in, and its name there, with all links resolved."""
    real = Path(os.path.realpath(path))
    return Root(real.parent), real.name
