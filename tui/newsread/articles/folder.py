"""A folder of articles: which files are articles, and each as an article or the reason why it is none."""

import re
from pathlib import Path

from newsread.articles.article import Article, Unreadable
from newsread.articles.git_conflict import conflict_line, has_conflict_from
from newsread.articles.reading import Decoded, read_below
from newsread.articles.sources import DeclaredSources, source_of
from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS, ORIGINALS, root_of
from newsread.rooted import Entry, PathKind, Root
from newsread.text.printable import printable

_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown"})
_ENDING = re.compile(r"\.[A-Za-z][^\s.]{0,9}\Z")
"""What counts as a file's ending: the `.2025` of `report 08.04.2025` does not."""
_NUMBER = re.compile(r"(\d+)")
_OTHER_FOLDERS = frozenset({ANNOTATIONS, ORIGINALS})
"""What lies beside the articles, and in a bare folder of articles among them."""


def article_ids(folder: Path | Root, below: str = "") -> list[str]:
    """Return the ids of the articles inside a folder, readable or not, in natural order; or only those `below` a path.

    An id is the path inside the folder with `/`, ending included. Links to folders are not followed, so that
    no loop of links can be entered. A link that leads out of the folder, and a folder that may not be opened, are in
    the list themselves: reading them gives the reason. A `NewsreadError` says why `folder` cannot be opened.
    """
    root = _root(folder)
    ids: list[str] = []
    waiting = [below]
    while waiting:
        inside = waiting.pop()
        try:
            entries = root.entries(inside)
        except NewsreadError:
            if not inside:
                raise
            ids.append(inside)
            continue
        except OSError as error:
            if inside:
                ids.append(inside)
                continue
            reason = error.strerror or error
            raise NewsreadError(f"The folder {printable(str(root.path))} cannot be opened: {reason}.") from error
        prefix = f"{inside}/" if inside else ""
        waiting.extend(prefix + each.name for each in entries if _is_folder_of_articles(each))
        ids.extend(
            prefix + each.name for each in entries if each.kind is not PathKind.FOLDER and _is_article(each.name)
        )
    return sorted(ids, key=_natural_order)


def read_article(folder: Path | Root, article_id: str, declared: DeclaredSources) -> Article | Unreadable:
    """Read one article; whatever is wrong with it comes back as the reason, nothing is raised."""
    root = _root(folder)
    file = root.path / article_id
    try:
        check_id(article_id)
        decoded = read_below(root, article_id)
    except NewsreadError as error:
        return Unreadable(article_id, file, str(error))
    source = source_of(declared.by_id.get(article_id), decoded.front_matter, decoded.text)
    return Article(article_id, file, decoded.text, source, _notice(decoded))


def _notice(decoded: Decoded) -> str | None:
    line = conflict_line(decoded.text)
    conflict = has_conflict_from(line) if line else None
    return "; ".join(filter(None, (decoded.notice, conflict))) or None


def _root(folder: Path | Root) -> Root:
    return folder if isinstance(folder, Root) else root_of(folder)


def _is_folder_of_articles(entry: Entry) -> bool:
    is_folder = entry.kind is PathKind.FOLDER and not entry.is_link
    return is_folder and not entry.name.startswith(".") and entry.name not in _OTHER_FOLDERS


def would_be_listed(folder: Path, file: Path) -> bool:
    """Whether a file at this path, be it there or not, is one of those that are listed as articles of the folder."""
    try:
        inside = (file.parent.resolve() / file.name).relative_to(folder.resolve())
    except ValueError:
        return False
    in_the_open = not any(part.startswith(".") or part in _OTHER_FOLDERS for part in inside.parent.parts)
    return in_the_open and _is_article(inside.name)


def _is_article(name: str) -> bool:
    is_readme = name.casefold().partition(".")[0] == "readme"
    return not (name.startswith(".") or is_readme or name == "sources.toml")


def check_id(article_id: str) -> None:
    """Raise a `NewsreadError` for an id that leaves the folder or names what cannot be an article.

    It may be a stranger's words.
    """
    path = Path(article_id)
    name = printable(article_id)
    if (
        "\0" in article_id
        or not path.name
        or path.is_absolute()
        or path.drive
        or ".." in path.parts
        or path.as_posix() != article_id
    ):
        raise NewsreadError(f"{name} is not a path inside the articles' folder: name an article that is listed.")
    if article_id == "workspace":
        raise NewsreadError("workspace is a name that newsread keeps for its own file: rename it to workspace.txt.")
    if any("\ud800" <= character <= "\udfff" for character in article_id):
        raise NewsreadError(f"{name} has a file name that is not valid UTF-8: rename the file.")
    ending = _ENDING.search(path.name)
    if ending and ending.group().lower() not in _ENDINGS:
        raise NewsreadError(
            f"{name} is neither plain text nor Markdown: save its words as a .txt or .md file beside it."
        )


def _natural_order(article_id: str) -> tuple[list[list[str | int]], str]:
    """Sort `2.txt` before `10.txt`, folder by folder; names that differ only in case by the id itself."""
    return [
        [int(piece) if piece.isdecimal() else piece for piece in _NUMBER.split(part.casefold())]
        for part in article_id.split("/")
    ], article_id
