"""Files of tags in another place, which may be anybody's: whose they are, and of which article."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from newsread.annotations.annotators import check_name
from newsread.annotations.store.pending import FOLDER, PendingFile, read_pending
from newsread.annotations.store.record_tables import HEAD, Document
from newsread.annotations.store.storage import ENDING, RecordStorage
from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS, root_of
from newsread.rooted import Entry, OutsideRootError, PathKind, Root
from newsread.text.wording import cause


class Found(NamedTuple):
    """A file of tags."""

    annotator: str
    """As its folder is named, which counts also where the file itself names somebody else."""
    article: str
    """As its path in that folder says."""
    home: Path
    """The annotator's folder, which is `root` or lies in it."""
    root: Root
    """The folder that was named, below which alone files are read."""
    pending: Mapping[str, tuple[Document, ...]] = {}
    """What has perhaps not come into the file yet, by key; then there may be no file."""

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.home / f"{self.article}{ENDING}"


def find(folder: Path, refused: list[str]) -> Iterator[Found]:
    """Yield the files of tags in a folder of annotations, or in the folder of one annotator.

    What is there and cannot be taken goes to `refused`, a sentence each. Symbolic links are not followed, for they
    may lead to what nobody wanted to give away; but a person may name one, or agree to one in the place of a
    workspace's `annotations`.
    """
    root = _root(folder)
    try:
        root.check()
    except NewsreadError as refusal:
        refused.append(str(refusal))
        return
    for inside in _homes(root, refused):
        home = root.path / inside
        try:
            name = check_name(home.name)
        except NewsreadError:
            refused.append(f"{home} was not taken over, as its name cannot be that of an annotator: rename the folder.")
            continue
        pending = _pending(root, inside, refused)
        articles = dict.fromkeys(_article(inside, file) for file in _files(root, inside, refused))
        for article in sorted(articles | dict.fromkeys(pending)):
            file = home / f"{article}{ENDING}"
            if any("\ud800" <= character <= "\udfff" for character in article):
                refused.append(f"{file} was not taken over, as its name is not valid UTF-8: rename the file.")
            else:
                yield Found(name, article, home, root, pending.get(article, {}))


def _root(folder: Path) -> Root:
    """Return the root at a folder that was named, by the name that it has where links lead.

    The own name of a workspace's `annotations` stays, for that one is followed only where its owner agreed.
    """
    own = Path(os.path.realpath(folder.parent), folder.name)
    return root_of(own if folder.name == ANNOTATIONS else Path(os.path.realpath(own)))


def _homes(root: Root, refused: list[str]) -> Iterator[str]:
    """Yield the folders of single annotators, as paths inside the root."""
    if root.path.name != ANNOTATIONS and _is_home(root, ""):
        yield ""
        return
    for entry in _entries(root, "", refused):
        if entry.is_link:
            if entry.kind in {PathKind.FOLDER, PathKind.OUTSIDE}:
                refused.append(_not_followed(root, entry.name, entry.kind))
        elif entry.kind is PathKind.FOLDER and (root.path.name == ANNOTATIONS or _is_home(root, entry.name)):
            yield entry.name


def _is_home(root: Root, home: str) -> bool:
    """Whether it is the folder of one annotator.

    A file of tags names its article, which tells how far below its annotator's folder it lies.
    """
    path = root.path / home
    if path.parent.name == ANNOTATIONS or _pending(root, home, []):
        return True
    files = list(_files(root, home, []))
    for file in files:
        with suppress(OSError):
            tables = RecordStorage(root.path / file, "", "", root).read() or {}
            if named := tables.get(HEAD, {}).get("1", {}).get("article"):
                return bool(named == _article(home, file))
    return any("/" not in _article(home, file) for file in files)


def _pending(root: Root, home: str, refused: list[str]) -> Mapping[str, Mapping[str, tuple[Document, ...]]]:
    """Return the records that are pending in the folder of one annotator, by article and key."""
    folder = _joined(home, FOLDER)
    kind = root.kind(folder)
    if root.is_link(folder):
        refused.append(_not_followed(root, folder, kind))
        return {}
    if kind is not PathKind.FOLDER:
        return {}
    found: defaultdict[str, defaultdict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for entry in _entries(root, folder, refused):
        if not (entry.name.endswith(ENDING) and entry.kind is PathKind.FILE and not entry.is_link):
            continue
        inside = _joined(folder, entry.name)
        try:
            file = read_pending(root, inside)
        except OSError as fault:
            file = PendingFile({}, f"it could not be read ({cause(fault)})")
        if file.problem:
            refused.append(f"{root.path / inside} was not taken over: {file.problem}.")
        for target, table in file.tables.items():
            for key, document in table.items():
                found[target.removesuffix(ENDING)][key].append(document)
    return {article: {key: tuple(those) for key, those in of.items()} for article, of in found.items()}


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _article(home: str, file: str) -> str:
    return (file.removeprefix(f"{home}/") if home else file).removesuffix(ENDING)


def _files(root: Root, folder: str, refused: list[str]) -> Iterator[str]:
    """Yield the files in a folder, and in those below it, that have the ending of a file of tags."""
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(root, folder, refused):
            inside = _joined(folder, entry.name)
            is_named_so = entry.name.endswith(ENDING)
            if entry.is_link:
                if is_named_so or entry.kind in {PathKind.FOLDER, PathKind.OUTSIDE}:
                    refused.append(_not_followed(root, inside, entry.kind))
            elif entry.kind is PathKind.FOLDER:
                waiting.append(inside)
            elif is_named_so and entry.kind is PathKind.FILE:  # and no pipe, of which nobody knows when it ends
                yield inside


def _entries(root: Root, folder: str, refused: list[str]) -> list[Entry]:
    """Return what lies openly in a folder, in order."""
    try:
        entries = root.entries(folder)
    except OSError as fault:
        refused.append(f"{root.path / folder} cannot be opened: {cause(fault)}.")
        return []
    return sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)


def _not_followed(root: Root, inside: str, kind: PathKind | None) -> str:
    path = root.path / inside
    if kind is PathKind.OUTSIDE:
        return str(OutsideRootError(path, root.path))
    return f"{path} is a symbolic link, which is not followed: name what it leads to instead."
