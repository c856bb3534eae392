"""A workspace: the articles' folder and the tags' folder that belong together. The public way in."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newsread import folders
from newsread.articles.article import Article, Unreadable
from newsread.articles.folder import article_ids, read_article, would_be_listed
from newsread.articles.sources import declared_sources
from newsread.errors import NewsreadError
from newsread.formats.snapshot import Snapshot, snapshot
from newsread.tags.anchor import find
from newsread.tags.journal import Journal, annotators
from newsread.tags.notebook import Notebook
from newsread.tags.standing import PlacedClaim
from newsread.tags.state import Claim, fold

SEEDS = "seeds"
ANNOTATIONS = "annotations"


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


def resolve(given: Sequence[Path], cwd: Path, sample: Place) -> Place:
    """Turn what the user gave into a place; nothing is written, and only the kind of each path is looked up.

    A folder that has `seeds/`, or `seeds` itself, is that workspace, and all that lies in `seeds` belongs to it.
    Any other folder of articles gets `annotations/` inside it; single files belong to their folder. No path: `seeds`
    in `cwd`, else the sample. Raises NewsreadError for a missing path, and for paths of more than one workspace.
    """
    if not given:
        return _of_folder(cwd) if (cwd / SEEDS).is_dir() else sample
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
        return _of_folder(real if real.name == SEEDS else path)
    if (path.parent / SEEDS).is_dir():
        raise NewsreadError(f"{path} lies beside the articles of its workspace; move it into {path.parent / SEEDS}.")
    return Place(path.parent, path.parent / ANNOTATIONS, (path,))


def _of_folder(folder: Path) -> Place:
    if (folder / SEEDS).is_dir():
        return Place(folder / SEEDS, folder / ANNOTATIONS)
    if folder.name == SEEDS:
        return Place(folder, folder.parent / ANNOTATIONS)
    return Place(folder, folder / ANNOTATIONS)


class Workspace:
    """The articles of one place, and what people said of them."""

    def __init__(self, place: Place, locks: Path | None = None) -> None:
        self.place = place
        self._locks = locks or folders.locks_folder()
        self.ids: tuple[str, ...] = tuple(self._ids())
        self._declared = declared_sources(place.articles)
        self._articles: dict[str, Article | Unreadable] = {}

    @classmethod
    def open(cls, *paths: str | Path) -> "Workspace":
        """Open the workspace that the paths mean; see `resolve`.

        Raises NewsreadError where there is none, or where it has no articles.
        """
        sample = Place(folders.sample_articles(), folders.sample_annotations(), label="sample")
        workspace = cls(resolve([Path(path) for path in paths], Path.cwd(), sample))
        if not workspace.ids:
            raise NewsreadError(
                f"{workspace.place.articles} has no articles; put plain-text or Markdown files (.txt, .md) into it."
            )
        return workspace

    def _ids(self) -> list[str]:
        """Return the ids of the articles: all, or those that were asked for by name or by folder."""
        if not self.place.only:
            return article_ids(self.place.articles)
        ids: list[str] = []
        for path in self.place.only:
            inside = path.relative_to(self.place.articles).as_posix()
            ids += [f"{inside}/{each}" for each in article_ids(path)] if path.is_dir() else [inside]
        return list(dict.fromkeys(ids))

    @classmethod
    def open_article(cls, article: str, place: Path | None = None) -> "tuple[Workspace, Article]":
        """Open the workspace of one article, given by its id or, without a place, by its path.

        Raises NewsreadError where there is no such article, or where it cannot be read.
        """
        workspace = cls.open(*([place] if place else []))
        if article not in workspace.ids and place is None and Path(article).is_file():
            workspace = cls.open(article)
            article = workspace.ids[0]
        if article not in workspace.ids:
            raise NewsreadError(f"{workspace.place.articles} has no article {article}; newsread list names them.")
        found = workspace.article(article)
        if isinstance(found, Unreadable):
            raise NewsreadError(found.reason)
        return workspace, found

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the workspace beyond single articles, as sentences."""
        return (self._declared.problem,) if self._declared.problem else ()

    def article(self, article_id: str) -> Article | Unreadable:
        """Return an article; its file is read when it is first asked for."""
        if article_id not in self._articles:
            self._articles[article_id] = read_article(self.place.articles, article_id, self._declared)
        return self._articles[article_id]

    def would_list(self, file: Path) -> bool:
        """Whether a file at this path, be it there or not, is taken for one of the articles.

        Raises NewsreadError if it is there: an article is never written over.
        """
        listed = would_be_listed(self.place.articles, file)
        if listed and file.exists():
            raise NewsreadError(f"{file} is one of the articles, which are never written over; choose another file.")
        return listed

    def articles(self) -> list[Article]:
        """Return all articles that can be read, reading every file."""
        return [article for article in map(self.article, self.ids) if isinstance(article, Article)]

    def annotators(self) -> list[str]:
        """Return the names of all who have tags here."""
        return annotators(self.place.annotations)

    def notebook(self, annotator: str) -> Notebook:
        """Return what one annotator said here, to be read and continued."""
        return Notebook(self._journal(annotator))

    def placed(self, article: Article, claims: Sequence[Claim]) -> list[PlacedClaim]:
        """Return the claims whose words stand in the article's text, and where."""
        found = ((claim, find(claim.anchor, article.text, article.sha256)) for claim in claims)
        return [PlacedClaim(claim, *span) for claim, span in found if span]

    def snapshot(self, *, withdrawn: bool = False) -> Snapshot:
        """Return everything that anybody said here, in the shape that all formats write.

        With `withdrawn`, verdicts that were taken back are in it too.
        """
        journals = [self._journal(annotator) for annotator in self.annotators()]
        claims = [claim for journal in journals for claim in fold(journal.all_records()).values()]
        if self.place.only:
            claims = [claim for claim in claims if claim.article in self.ids]
        unread = (sentence for journal in journals for of_file in journal.problems.values() for sentence in of_file)
        stands = snapshot(self.place.name, self.articles(), claims, datetime.now(UTC), withdrawn=withdrawn)
        return replace(stands, unread=tuple(unread))

    def _journal(self, annotator: str) -> Journal:
        return Journal(self.place.annotations, annotator, self._locks)
