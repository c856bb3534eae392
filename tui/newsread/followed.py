"""Which links in the place of a workspace's own folders are followed: those that their owner agreed to once.

The agreement is kept in the user's settings, never in the workspace, which may come from somebody else.
"""

import os
from pathlib import Path

from newsread import folders
from newsread.rooted import Root
from newsread.settings import read_settings

SEEDS = "seeds"
"""The folder of a workspace's articles."""
ANNOTATIONS = "annotations"
"""The folder in which each annotator has a folder of tags."""
ORIGINALS = "originals"
"""The folder of what articles were made from: pages and files as they came in."""
OWN_FOLDERS = frozenset({SEEDS, ANNOTATIONS, ORIGINALS})
"""The folders that belong to a workspace, whoever made it."""


def root_of(folder: Path) -> Root:
    """Return the root at a folder of a workspace, or at another folder that a person named.

    One of a workspace's own folders that is a link to elsewhere is followed only if its owner agreed to exactly that;
    else everything that uses the root raises LinkedRootError. Any other folder was named by a person, and is followed.
    """
    if folder.name not in OWN_FOLDERS:
        return Root.named_by_user(folder)
    link = _link(folder)
    return Root(folder, Path(link[1]) if link and _agreed().get(link[0]) == link[1] else None)


def agree(folder: Path) -> Path | None:
    """Note in the settings that the link in the place of a folder is followed from now on, and return where to.

    None for what is no link. Raises NewsreadError where the settings cannot be written.
    """
    link = _link(folder)
    if link is None:
        return None
    read_settings(folders.settings_file()).change("followed_links", {**_agreed(), link[0]: link[1]})
    return Path(link[1])


def _link(folder: Path) -> tuple[str, str] | None:
    """Return the path of a link, with those above it resolved, and where it leads; None for what is no link."""
    own = str(Path(os.path.realpath(folder.parent), folder.name))
    leads_to = os.path.realpath(folder)
    return None if os.path.normcase(own) == os.path.normcase(leads_to) else (own, leads_to)


def _agreed() -> dict[str, object]:
    return read_settings(folders.settings_file()).settings.followed_links
