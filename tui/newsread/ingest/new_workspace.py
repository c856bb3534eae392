"""Makes a workspace: a folder for the articles, one for what is said of them."""

from pathlib import Path

from newsread.articles.folder import article_ids
from newsread.atomic_files import make_folder
from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS, SEEDS
from newsread.place import Place, of_folder
from newsread.rooted import Root
from newsread.text.wording import count_of

_README = "README.md"
_ABOUT = """# A workspace of newsread

- `seeds/`: the articles, as plain text or Markdown. `newsread add` puts more into it.
- `originals/`: the pages and files that articles were made from, as they came, and former versions of articles.
- `annotations/`: what people recorded about the articles, each in a folder of their own.

Read it with `newsread .` from within this folder.
"""


_FOR_GIT = {
    ".gitattributes": "annotations/** merge=union",
    ".gitignore": "annotations/*/.pending/",
}
"""The line that each file needs where a team shares the workspace by git: what two people, or one person on two
machines, recorded is merged without a conflict, and what is still being saved is not committed."""


def make_workspace(folder: Path) -> Place:
    """Make a workspace in a folder, which need not be there yet; what lies in it stays as it is.

    Raises NewsreadError where there is a workspace already, or something else than a folder, and OSError.
    """
    if folder.exists() and not folder.is_dir():
        raise NewsreadError(f"{folder} is a file; give the name of a folder.")
    inside = folder.absolute()
    if seeds := next((each for each in (inside, *inside.parents) if each.name == SEEDS), None):
        raise NewsreadError(f"{folder} lies among the articles of a workspace: {seeds.parent}; give another folder.")
    place = of_folder(folder)
    if place.articles != folder or place.annotations.exists():
        raise NewsreadError(f"{folder} is a workspace already; add articles to it, or give another folder.")
    if folder.is_dir() and (articles := article_ids(folder)):
        there = count_of(len(articles), "file")
        raise NewsreadError(
            f"{folder} has {there} that can be read as a workspace as they are, with newsread {folder}; for a new one "
            "give another folder."
        )
    make_folder(folder)
    root = Root.named_by_user(folder)
    root.make_folder(SEEDS)
    root.make_folder(ANNOTATIONS)
    if root.kind(_README) is None:
        root.replace_file(_README, _ABOUT.encode())
    for name, line in _FOR_GIT.items():
        _ensure_line(root, name, line)
    return of_folder(folder)


def _ensure_line(root: Root, name: str, line: str) -> None:
    """Add a line at the end of a file that does not have it; the file need not be there yet."""
    before = b"" if root.kind(name) is None else root.read(name)
    if line.encode() not in map(bytes.strip, before.splitlines()):
        gap = b"" if before.endswith(b"\n") or not before else b"\n"
        root.replace_file(name, before + gap + line.encode() + b"\n")
