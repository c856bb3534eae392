"""Whether what articles were made from is still in `originals/` as it was kept: changed, missing or swapped."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from newsread.articles.folder import article_ids
from newsread.articles.reading import read_below
from newsread.errors import NewsreadError
from newsread.followed import ORIGINALS
from newsread.ingest.article_file import retrieval_of
from newsread.rooted import PathKind, Root
from newsread.text.wording import cause, quoted

FORMER = ".article"
"""In the name of a former version of an article, which is kept among the originals."""


@dataclass(frozen=True)
class _Named:
    """What an article says of the file that it was made from."""

    by: str
    """The article's id, or of a former version its file."""
    named: str
    """The path of the original as the article gives it."""
    sha256: str

    @property
    def inside(self) -> str | None:
        """The path inside the folder of originals; None for a path that names none there.

        It was relative to the article's folder once. The article may have been moved since, so only what follows the
        name of the folder of originals counts.
        """
        parts = PurePosixPath(self.named).parts
        return "/".join(parts[parts.index(ORIGINALS) + 1 :]) if ORIGINALS in parts[:-1] else None


@dataclass(frozen=True)
class OriginalProblem:
    """An original that is not what an article was made from."""

    file: Path
    """The original; or the article, where that names no original."""
    says: str
    """A sentence: what is wrong, and the way out. It may repeat what a hostile file says."""


class Originals:
    """The originals of a workspace, compared with the hashes that its articles give."""

    def __init__(self, articles: Root, originals: Root) -> None:
        self._articles = articles
        self._originals = originals
        self.checked = 0
        """How many originals were compared so far."""

    def problems(self, ids: Iterable[str] | None = None) -> Iterator[OriginalProblem]:
        """Yield what is wrong with the originals of some articles; without `ids` of all, former versions too.

        Every original is read, and nothing is written.
        """
        named = self._all if ids is None else self._named_by_articles(ids)
        for each in named:
            if problem := self._problem(each):
                yield problem

    @cached_property
    def _all(self) -> list[_Named]:
        return [*self._named_by_articles(article_ids(self._articles)), *self._named_by_former_versions()]

    @cached_property
    def _made_from(self) -> dict[str, list[str]]:
        """Which articles were made from an original of this hash."""
        made_from: defaultdict[str, list[str]] = defaultdict(list)
        for each in self._all:
            made_from[each.sha256].append(each.by)
        return made_from

    def _named_by_articles(self, ids: Iterable[str]) -> Iterator[_Named]:
        for article_id in ids:
            yield from self._named_in(self._articles, article_id, article_id)

    def _named_by_former_versions(self) -> Iterator[_Named]:
        for inside in self._former_versions():
            yield from self._named_in(self._originals, inside, f"{ORIGINALS}/{inside}")

    def _former_versions(self) -> Iterator[str]:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            with suppress(OSError):  # a folder that is not there, or may not be opened, has none that can be read
                for entry in self._originals.entries(folder):
                    inside = f"{folder}/{entry.name}" if folder else entry.name
                    if entry.kind is PathKind.FOLDER and not entry.is_link:
                        waiting.append(inside)
                    elif entry.kind is PathKind.FILE and FORMER in entry.name:
                        yield inside

    def _named_in(self, root: Root, inside: str, by: str) -> Iterator[_Named]:
        with suppress(NewsreadError):  # what cannot be read is named where articles are listed
            retrieval = retrieval_of(read_below(root, inside).front_matter)
            if retrieval and retrieval.original_sha256:
                yield _Named(by, retrieval.original or "", retrieval.original_sha256)

    def _problem(self, named: _Named) -> OriginalProblem | None:
        article = self._articles.path / named.by
        if named.by.startswith(f"{ORIGINALS}/"):
            article = self._originals.path.parent / named.by
        if not named.inside:
            return OriginalProblem(
                article,
                f"It names {quoted(named.named)} as what it was made from, which is not in {self._originals.path}: "
                "put the file back there, and its path into the article's front matter.",
            )
        self.checked += 1
        file = self._originals.path / named.inside
        try:
            with self._originals.open_file(named.inside) as opened:
                found = file_digest(opened, "sha256").hexdigest()
        except NewsreadError as error:
            return OriginalProblem(file, str(error))
        except FileNotFoundError:
            return OriginalProblem(file, f"It is missing, and {named.by} was made from it: {_PUT_BACK}.")
        except (OSError, ValueError) as fault:
            why = cause(fault) if isinstance(fault, OSError) else "it is no name that a file can have"
            return OriginalProblem(file, f"It cannot be read: {why}; {named.by} was made from it: {_PUT_BACK}.")
        return None if found == named.sha256 else OriginalProblem(file, self._changed(named, found))

    def _changed(self, named: _Named, found: str) -> str:
        others = [other for other in self._made_from.get(found, ()) if other != named.by]
        if others:
            return (
                f"It was swapped: {named.by} was made from another file, and what is here now is what {others[0]} was "
                f"made from: {_PUT_BACK}."
            )
        return f"It was changed since {named.by} was made from it: {_PUT_BACK}."


_PUT_BACK = "put back a copy of it from a backup"
