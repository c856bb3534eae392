"""Files of tags in another place, which may be anybody's: whose they are, and of which article."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS
from newsread.rooted import Root
from newsread.tags.annotators import check_name
from newsread.tags.pending import FOLDER, PendingFile, read_pending
from newsread.tags.storage import ENDING, RecordStorage
from newsread.tags.tables import HEAD, Document
from newsread.wording import cause


class Found(NamedTuple):
    """A file of tags."""

    annotator: str
    """As its folder is named, which counts also where the file itself names somebody else."""
    article: str
    """As its path in that folder says."""
    home: Path
    """The annotator's folder."""
    pending: Mapping[str, tuple[Document, ...]] = {}
    """What has perhaps not come into the file yet, by key; then there may be no file."""

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.home / f"{self.article}{ENDING}"


def find(folder: Path, refused: list[str]) -> Iterator[Found]:
    """Yield the files of tags in a folder of annotations, or in the folder of one annotator.

    What is there and cannot be taken goes to `refused`, a sentence each. Symbolic links are not followed, for they
    may lead to what nobody wanted to give away.
    """
    for home in _homes(folder, refused):
        try:
            name = check_name(home.name)
        except NewsreadError:
            refused.append(f"{home} was not taken over, as its name cannot be that of an annotator: rename the folder.")
            continue
        pending = _pending(home, refused)
        articles = dict.fromkeys(_article(home, file) for file in _files(home, refused))
        for article in sorted(articles | dict.fromkeys(pending)):
            file = home / f"{article}{ENDING}"
            if any("\ud800" <= character <= "\udfff" for character in article):
                refused.append(f"{file} was not taken over, as its name is not valid UTF-8: rename the file.")
            else:
                yield Found(name, article, home, pending.get(article, {}))


def _homes(folder: Path, refused: list[str]) -> Iterator[Path]:
    """Yield the folders of single annotators."""
    if folder.name != ANNOTATIONS and _is_home(folder):
        yield folder
        return
    for entry in _entries(folder, refused):
        if entry.is_symlink():
            if entry.is_dir():
                refused.append(_not_followed(entry.path))
        elif entry.is_dir() and (folder.name == ANNOTATIONS or _is_home(Path(entry.path))):
            yield Path(entry.path)


def _is_home(folder: Path) -> bool:
    """Whether it is the folder of one annotator.

    A file of tags names its article, which tells how far below its annotator's folder it lies.
    """
    if folder.parent.name == ANNOTATIONS or _pending(folder, []):
        return True
    files = list(_files(folder, []))
    for file in files:
        with suppress(OSError):
            tables = RecordStorage(file, "", "").read() or {}
            if named := tables.get(HEAD, {}).get("1", {}).get("article"):
                return bool(named == _article(folder, file))
    return any(file.parent == folder for file in files)


def _pending(home: Path, refused: list[str]) -> Mapping[str, Mapping[str, tuple[Document, ...]]]:
    """Return the records that are pending in the folder of one annotator, by article and key."""
    folder, root = home / FOLDER, Root.named_by_user(home)
    if folder.is_symlink():
        refused.append(_not_followed(str(folder)))
    if folder.is_symlink() or not folder.is_dir():
        return {}
    found: defaultdict[str, defaultdict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for entry in _entries(folder, refused):
        if not (entry.name.endswith(ENDING) and entry.is_file(follow_symlinks=False)):
            continue
        try:
            file = read_pending(root, f"{FOLDER}/{entry.name}")
        except OSError as fault:
            file = PendingFile({}, f"it could not be read ({cause(fault)})")
        if file.problem:
            refused.append(f"{entry.path} was not taken over: {file.problem}.")
        for target, table in file.tables.items():
            for key, document in table.items():
                found[target.removesuffix(ENDING)][key].append(document)
    return {article: {key: tuple(those) for key, those in of.items()} for article, of in found.items()}


def _article(home: Path, file: Path) -> str:
    return file.relative_to(home).as_posix().removesuffix(ENDING)


def _files(folder: Path, refused: list[str]) -> Iterator[Path]:
    """Yield the files in a folder, and in those below it, that have the ending of a file of tags."""
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop(), refused):
            is_named_so = entry.name.endswith(ENDING)
            if entry.is_symlink():
                if is_named_so or entry.is_dir():
                    refused.append(_not_followed(entry.path))
            elif entry.is_dir():
                waiting.append(Path(entry.path))
            elif is_named_so and entry.is_file():  # and no pipe, of which nobody knows when it ends
                yield Path(entry.path)


def _entries(folder: Path, refused: list[str]) -> list[os.DirEntry[str]]:
    """Return what lies openly in a folder, in order."""
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as fault:
        refused.append(f"{folder} cannot be opened: {cause(fault)}.")
        return []


def _not_followed(path: str) -> str:
    return f"{path} is a symbolic link, which is not followed: name what it leads to instead."
