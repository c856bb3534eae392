"""Where a workspace's articles and tags are: one pure function turns what the user gave into that."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS, ORIGINALS, SEEDS


@dataclass(frozen=True)
class Place:
    """Where a workspace's articles and tags are."""

    articles: Path
    annotations: Path
    only: tuple[Path, ...] = ()
    """The files, or folders inside the articles' folder, that were asked for; empty for all of it."""
    label: str = ""
    """What it is called if not by its folder."""

    @property
    def name(self) -> str:
        """The workspace's name: that of its folder, unless it has a label."""
        folder = self.articles.parent if self.articles.name == SEEDS else self.articles
        return self.label or folder.name or str(folder)

    @property
    def originals(self) -> Path:
        """The folder of the pages and files that articles were made from; it may not be there."""
        return self.annotations.parent / ORIGINALS


def resolve(given: Sequence[Path], cwd: Path, sample: Place) -> Place:
    """Turn what the user gave into a place; nothing is written, and only the kind of each path is looked up.

    A folder that has `seeds/`, or `seeds` itself, is that workspace, and all that lies in `seeds` belongs to it.
    Any other folder of articles gets `annotations/` inside it; single files belong to their folder. No path: `seeds`
    in `cwd`, else the sample. Raises NewsreadError for a missing path, and for paths of more than one workspace.
    """
    if not given:
        return of_folder(cwd) if (cwd / SEEDS).is_dir() else sample
    places = [_place_of(Path(os.path.abspath(cwd / path))) for path in given]  # noqa: PTH100 - a link keeps its name
    for place in places[1:]:
        if (place.articles, place.annotations) != (places[0].articles, places[0].annotations):
            raise NewsreadError(
                f"{places[0].articles} and {place.articles} belong to two workspaces; one is read at a time."
            )
    only = () if any(not place.only for place in places) else tuple(path for place in places for path in place.only)
    return replace(places[0], only=tuple(dict.fromkeys(only)))


def _place_of(path: Path) -> Place:
    if not path.exists() and not path.is_symlink():
        raise NewsreadError(f"{path} does not exist; give a folder of articles, or articles of one folder.")
    real = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    for each in (path, real):  # by its own name, or else by where links lead
        if seeds := next((folder for folder in each.parents if folder.name == SEEDS), None):
            return Place(seeds, seeds.parent / ANNOTATIONS, (each,))
    if path.is_dir():
        return of_folder(real if real.name == SEEDS != path.name else path)
    if (path.parent / SEEDS).is_dir():
        raise NewsreadError(f"{path} lies beside the articles of its workspace; move it into {path.parent / SEEDS}.")
    return Place(path.parent, path.parent / ANNOTATIONS, (path,))


def of_folder(folder: Path) -> Place:
    """Return the place of a folder that was given as a whole."""
    if (folder / SEEDS).is_dir():
        return Place(folder / SEEDS, folder / ANNOTATIONS)
    if folder.name == SEEDS:
        return Place(folder, folder.parent / ANNOTATIONS)
    return Place(folder, folder / ANNOTATIONS)
