"""A workspace: the articles' folder and the tags' folder that belong together. The public way in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from newsread import folders
from newsread._version import __version__
from newsread.annotations.agreement import Agreement
from newsread.annotations.annotators import check_name, look_alikes
from newsread.annotations.fields import instant
from newsread.annotations.groups import Link, Lookup, links
from newsread.annotations.history import ClaimLog, log
from newsread.annotations.ids import new_id
from newsread.annotations.merge import Merged, merge
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import DECIDED, Aspect, Record, Slot
from newsread.annotations.sentence_states import PlacedClaim, placed, suggestions
from newsread.annotations.shared_claims import shared_claims, shared_while_waiting
from newsread.annotations.state import Claim, fold
from newsread.annotations.store.annotation_files import read_folder, strays
from newsread.annotations.store.journal import Journal, annotators
from newsread.annotations.store.presence import Presence
from newsread.annotations.store.repair import Repair, repair_file
from newsread.annotations.store.verification import Finding, Kind, Verification, verify
from newsread.annotations.workspace_records import WorkspaceAction, WorkspaceRecord, renamed_here
from newsread.articles.article import Article, Unreadable
from newsread.articles.folder import article_ids, read_article, would_be_listed
from newsread.articles.git_conflict import conflict_line, has_conflict_from
from newsread.articles.sources import declared_sources
from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS, root_of
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import Taker, of_any
from newsread.place import Place, of_folder, resolve
from newsread.rooted import OutsideRootError, PathKind, Root
from newsread.workspace.parts import Parts, answers

if TYPE_CHECKING:
    from newsread.analysis.runtime.collecting import Question
    from newsread.workspace.guidance import Guidance


class _Known(NamedTuple):
    """An article that was read, or the reason why it could not be."""

    article: Article | Unreadable
    stamp: object
    """Of its file, taken before it was read: what is written meanwhile is not missed."""


class Workspace:
    """The articles of one place, and what people said of them.

    Raises LinkedRootError, a NewsreadError, where one of its folders is a link to elsewhere that its owner has not
    agreed to; see `followed`.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._articles = root_of(place.articles)
        for root in (self._articles, root_of(place.annotations), root_of(place.originals)):
            root.check()
        self._presence = Presence(root_of(place.annotations))
        self.ids: tuple[str, ...] = tuple(self._ids())
        self._ids_known = frozenset(self.ids)
        self._declared = declared_sources(self._articles)
        self._known: dict[str, _Known] = {}

    def list_again(self) -> None:
        """List the articles that are there now. Those that were read stay as they are; see `look_again`."""
        self.ids = tuple(self._ids())
        self._ids_known = frozenset(self.ids)

    @classmethod
    def open(cls, *paths: str | Path) -> "Workspace":
        """Open the workspace that the paths mean; see `resolve`.

        Raises NewsreadError where there is none, or where it has no articles.
        """
        sample = Place(folders.sample_articles(), folders.sample_annotations(), label="sample")
        workspace = cls(resolve([Path(path) for path in paths], Path.cwd(), sample))
        if not workspace.ids:
            raise NewsreadError(
                f"{workspace.place.articles} has no articles; put plain-text or Markdown files (.txt, .md) into it, or "
                "bring pages of the web and other files with newsread add."
            )
        return workspace

    def _ids(self) -> list[str]:
        """Return the ids of the articles: all, or those that were asked for by name or by folder."""
        if not self.place.only:
            return article_ids(self._articles)
        ids: list[str] = []
        for path in self.place.only:
            inside = path.relative_to(self.place.articles).as_posix()
            is_folder = self._articles.kind(inside) is PathKind.FOLDER
            ids += article_ids(self._articles, inside) if is_folder else [inside]
        return list(dict.fromkeys(ids))

    @classmethod
    def open_article(cls, article: str, place: Path | None = None) -> "tuple[Workspace, Article]":
        """Open the workspace of one article, given by its id or, without a place, by its path.

        Raises NewsreadError where there is no such article, or where it cannot be read.
        """
        workspace, article = cls.open_around(article, place)
        if article not in workspace.ids:
            raise NewsreadError(f"{workspace.place.articles} has no article {article}; newsread list names them.")
        found = workspace.article(article)
        if isinstance(found, Unreadable):
            raise NewsreadError(found.reason)
        return workspace, found

    @classmethod
    def open_around(cls, article: str, place: Path | None = None) -> "tuple[Workspace, str]":
        """Open the workspace of one article, given as to `open_article`, and return its present id.

        There may be no such article any more.
        """
        workspace = cls.open(*([place] if place else []))
        if article in workspace.ids:
            return workspace, article
        if place is None and Path(article).is_file():
            workspace = cls.open(article)
            return workspace, workspace.ids[0]
        present = (renamed.get(article) for renamed in map(workspace.renamed, workspace.annotators()))
        return workspace, next(filter(None, present), article)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the workspace beyond single articles, as sentences."""
        return (self._declared.problem,) if self._declared.problem else ()

    def article(self, article_id: str) -> Article | Unreadable:
        """Return an article; its file is read when it is first asked for, and after that by `look_again`."""
        known = self._known.get(article_id) or self._known.setdefault(article_id, self._read(article_id))
        return known.article

    def _read(self, article_id: str) -> _Known:
        stamp = _stamp(self._articles, article_id)
        return _Known(read_article(self._articles, article_id, self._declared), stamp)

    def look_again(self) -> list[str]:
        """Read again the articles whose files have changed since they were read, and return the ids of those.

        A file that has gone, or has come back, has changed too. An article that was not read yet is not looked at.
        """
        changed: list[str] = []
        for article_id, before in [*self._known.items()]:
            if _stamp(self._articles, article_id) == before.stamp:
                continue
            now = self._read(article_id)
            if now.article == before.article:
                self._known[article_id] = _Known(before.article, now.stamp)
            else:
                self._known[article_id] = now
                changed.append(article_id)
        return changed

    def would_list(self, file: Path) -> bool:
        """Whether a file at this path, be it there or not, is taken for one of the articles.

        Raises NewsreadError if it is there: an article is never written over, nor is what newsread keeps.
        """
        kept = (self.place.annotations, self.place.originals, self.place.articles / "sources.toml")
        if any(file.resolve().is_relative_to(each.resolve()) for each in kept):
            raise NewsreadError(f"{file} lies among what newsread itself keeps; choose another file.")
        listed = would_be_listed(self.place.articles, file)
        if listed and file.exists():
            raise NewsreadError(f"{file} is one of the articles, which are never written over; choose another file.")
        return listed

    def has(self, article_id: str) -> bool:
        """Whether there is a file of this id, readable or not; the id may be a stranger's words."""
        return self._articles.kind(article_id) not in {None, PathKind.BROKEN}

    def articles(self) -> list[Article]:
        """Return all articles that can be read, reading every file."""
        return [article for article in map(self.article, self.ids) if isinstance(article, Article)]

    def annotators(self) -> list[str]:
        """Return the names of all who have tags here."""
        return annotators(self._presence.root)

    def tagged(self) -> set[str]:
        """Return the ids of all articles that have tags here, be they here or missing."""
        return {article for journal in self.journals() for article in journal.articles()}

    def look_alikes(self, annotator: str) -> list[str]:
        """Return what is to be known, as sentences, where others have tags here under nearly the annotator's name."""
        return look_alikes([annotator], self.annotators())

    def notebook(self, annotator: str) -> Notebook:
        """Return what one annotator said here, to be read and continued.

        Raises NewsreadError for a name that cannot be an annotator's: it is that of a folder.
        """
        if annotator not in self.annotators():  # a folder that is there may have been named by other rules
            check_name(annotator)
        return Notebook(self._journal(annotator))

    def merge(self, others: Iterable[Path], annotator: str) -> Merged:
        """Take over what anybody said in other workspaces, folders of annotations or folders of one annotator.

        `annotator` is who merges: see `tags.merge`.
        """
        return merge(map(_tags_of, others), self.place.annotations, annotator, self._presence)

    def renamed(self, annotator: str) -> dict[str, str]:
        """Return the articles that an annotator tagged under a name that no file has any more: former and present name.

        They are known by the hash of their text, where only one article has it, or somebody has named them: see
        `name_renamed`. Every article is read for it, but only if there is one to be looked for.
        """
        journal = self._journal(annotator)
        hashes = {
            missing: records[-1].anchor.sha256
            for missing in journal.articles()
            if not self.has(missing) and (records := _whole(journal, missing))
        }
        if not hashes:
            return {}
        named = {former: name for former, name in self._named().items() if former in hashes and self.has(name)}
        present: dict[str, list[str]] = {}
        for article_id in article_ids(self._articles):
            if isinstance(article := self.article(article_id), Article):
                present.setdefault(article.sha256, []).append(article_id)
        by_text = {former: same[0] for former, sha in hashes.items() if len(same := present.get(sha, [])) == 1}
        return by_text | named

    def _named(self) -> dict[str, str]:
        """Return what anybody named as the present ids of articles, by their former ones."""
        every = (self._journal(annotator).renamed() for annotator in self.annotators())
        return renamed_here(record for records in every for record in records)

    def name_renamed(self, annotator: str, former: str, present: str | None) -> None:
        """Record that an article has another name now, be its text edited as well; None takes that back.

        What anybody said of it under its former name is then looked for in the present article. When this returns, the
        record is on the disk. Raises NewsreadError where it cannot be so, or where that cannot be written.
        """
        if present is None:
            if former not in self._named():
                raise NewsreadError(f"Nobody has named an article that was {former} before.")
        elif self.has(former):
            raise NewsreadError(f"{former} is still there: an article whose file has gone can be named by another one.")
        elif not self.has(present) or present not in self.ids:
            raise NewsreadError(f"There is no article {present}; newsread list names the articles.")
        elif not any(former in self._journal(each).articles() for each in self.annotators()):
            raise NewsreadError(f"Nobody has tagged an article {former}: newsread verify names those that are missing.")
        journal = self._journal(annotator)
        newest = max((each.id for each in journal.renamed()), default=None)
        journal.append_to_workspace(
            WorkspaceRecord(
                id=new_id(newest),
                at=instant(datetime.now(UTC)),
                by=annotator,
                action=WorkspaceAction.RENAME,
                former=former,
                present=present or "",
            )
        )

    def placed(self, article: Article, claims: Sequence[Claim]) -> list[PlacedClaim]:
        """Return the claims whose words stand in the article's text, and where."""
        return placed(claims, article.text, article.sha256)

    def recorded(self, annotator: str) -> dict[UUID, Record]:
        """Return everything that an annotator recorded here, by its ids."""
        journal = self._journal(annotator)
        journal.follow(self.renamed(annotator))
        return {record.id: record for record in journal.all_records()}

    def given_apart(self, annotator: str) -> list[tuple[Record, ...]]:
        """Return the verdicts and decisions of an annotator that contradict each other and were made apart.

        Those on the same words together; see `tags.lineage`. The words are taken where they were recorded last.
        """
        journal = self._journal(annotator)
        journal.follow(self.renamed(annotator))
        texts: defaultdict[tuple[str, str], list[PlacedClaim]] = defaultdict(list)
        for claim in fold(journal.all_records()).values():
            texts[claim.article, claim.anchor.sha256].append(PlacedClaim(claim, claim.anchor.start, claim.anchor.end))
        return [
            records
            for _, of_text in sorted(texts.items())
            for shared in shared_claims(of_text)
            for slot in (*map(Slot, Aspect), *DECIDED.values())
            for records in shared.apart(slot).values()
        ]

    def agreement(self) -> tuple[Agreement, tuple[str, ...]]:
        """Return how far the annotators agree on the claims of the articles, and what of the tags could not be read.

        Claims that are withdrawn altogether count nowhere.
        """
        claims, unread = self._said()
        by_article: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.said_last:
                by_article[claim.article].append(claim)
        found: list[PlacedClaim] = []
        suggested: list[PlacedClaim] = []
        waiting: list[Claim] = []
        without_article = 0
        for article_id, of_article in by_article.items():
            if isinstance(article := self.article(article_id), Article):
                in_text = self.placed(article, of_article)
                found += in_text
                lost = {claim.id: claim for claim in of_article}
                for each in in_text:
                    del lost[each.claim.id]
                waiting += lost.values()
                suggested += suggestions(lost.values(), article.text, article.sha256)
            else:
                without_article += len(of_article)
        waits = shared_while_waiting(found, suggested, waiting)
        return Agreement.of(shared_claims(found), len(waiting), without_article, waits), unread

    def log(
        self, article_id: str | None = None, *, since: datetime | None = None, by: str | None = None
    ) -> tuple[list[ClaimLog], tuple[str, ...]]:
        """Return what was done here, see `newsread.annotations.history.log`, and what of the tags could not be read.

        With an article, only what was done in that one. Raises NewsreadError where it is missing and nothing was
        ever said of it.
        """
        claims, unread = self._said()
        told = [claim for claim in claims if article_id in {None, claim.article}]
        if article_id and not told and article_id not in self.ids:
            raise NewsreadError(
                f"{self.place.articles} has no article {article_id}, and there are no tags of one; "
                "newsread list names the articles."
            )
        known = {record.id: record for claim in claims for record in claim.history}
        return log(told, self.article_if_there, since=since, by=by, record_of=known.get), unread

    def verify(self) -> Verification:
        """Check everything that anybody recorded of these articles: files, records, references and words.

        The files that the articles were made from are compared with the hashes that the articles give.
        """
        every = [read_folder(self._journal(annotator), self.renamed(annotator)) for annotator in self.annotators()]
        only = self.ids if self.place.only else None
        found = verify(every, self.article_if_there, datetime.now(UTC), only, strays(self._presence.root))
        from newsread.ingest.originals import Originals  # noqa: PLC0415 - only who verifies waits for it

        originals = Originals(self._articles, root_of(self.place.originals))
        of_originals = [Finding(each.file, Kind.ORIGINAL, each.says) for each in originals.problems(only)]
        problems = (*self._outside_findings(), *self._conflict_findings(), *found.problems, *of_originals)
        return replace(found, problems=problems, originals=originals.checked)

    def conflicts(self) -> Iterator[tuple[Article, int]]:
        """Yield the articles that have the marks of a git conflict in their text, with the first line that has one.

        Every article is read for it, and not kept.
        """
        for article_id in self.ids:
            article = self._read_anew(article_id)
            if isinstance(article, Article) and (line := conflict_line(article.text)):
                yield article, line

    def _outside_findings(self) -> Iterator[Finding]:
        """Yield the links among the articles that lead out of their folder; nothing is read through them."""
        for article_id in self.ids:
            if self._articles.kind(article_id) is PathKind.OUTSIDE:
                link = self.place.articles / article_id
                yield Finding(link, Kind.MISPLACED, str(OutsideRootError(link, self.place.articles)))

    def _conflict_findings(self) -> Iterator[Finding]:
        if self._declared.conflict:
            yield Finding(self.place.articles / "sources.toml", Kind.CONFLICT, str(self._declared.problem))
        for article, line in self.conflicts():
            yield Finding(article.file, Kind.CONFLICT, f"It {has_conflict_from(line)}.")

    def repair(self) -> list[Repair]:
        """Mend the files of all annotators as far as can be, and return what was done to each that needed it."""
        repairs: list[Repair | None] = []
        for annotator in self.annotators():
            journal, renamed = self._journal(annotator), self.renamed(annotator)
            for file in read_folder(journal, renamed).files:
                present = renamed.get(file.article, file.article)
                if not self.place.only or present in self.ids:
                    repairs.append(repair_file(journal, file.article, self.article_if_there(present)))
        return [repair for repair in repairs if repair]

    def guidance(self, notebook: Notebook, articles: Iterable[Article]) -> "Guidance":
        """Return what a reader told the machine of these articles."""
        from newsread.workspace.guidance import guidance  # noqa: PLC0415 - it brings the analysis, which few commands need

        answered = notebook.answered
        said = (placed for each in articles for placed in self.placed(each, notebook.claims(each.id)))
        return guidance(answered, self.links(answered), said)

    def question(self, notebook: Notebook, articles: Sequence[Article]) -> "Question":
        """Return the question what these articles share, for the analyst, under what a reader told the machine."""
        return self.guidance(notebook, articles).question(articles)

    def links(self, claims: Iterable[Claim]) -> tuple[Link, ...]:
        """Return the answers on counterparts that stand on the claims: see `tags.groups.links`."""
        return links(claims, self.article_if_there)

    def has_read(self, article_id: str) -> bool:
        """Whether an article was read already, or found to be unreadable."""
        return article_id in self._known

    def if_read(self, article_id: str) -> Article | None:
        """Return an article if it was read already. It never waits for the disk."""
        known = self._known.get(article_id)
        return known.article if known and isinstance(known.article, Article) else None

    def in_memory(self, articles: Iterable[Article] = ()) -> Lookup:
        """Return a lookup of articles that were read already, these first. It never waits for the disk."""
        first = {article.id: article for article in articles}
        read = (known.article for known in [*self._known.values()])
        every = {each.id: each for each in read if isinstance(each, Article)} | first
        by_text: dict[str, Article] = {}

        def look_up(article_id: str, sha256: str) -> Article | None:
            if article_id in every:
                return every[article_id]
            if not by_text:  # hashed only where an article has gone, or has another name
                by_text.update((article.sha256, article) for article in reversed(every.values()))
            return by_text.get(sha256)

        return look_up

    def article_if_there(self, article_id: str, sha256: str = "") -> Article | Unreadable | None:
        """Return an article, or else the one whose text has this hash; every article is read only to look for that."""
        if self._articles.kind(article_id) not in {None, PathKind.FOLDER, PathKind.BROKEN}:
            return self.article(article_id)
        return next((article for article in self.articles() if article.sha256 == sha256), None) if sha256 else None

    def snapshot(self, *, withdrawn: bool = False, final: bool = False) -> Snapshot:
        """Return everything that anybody said here, in the shape that all formats write.

        What stands of an article is read when its part is reached, and not kept. With `withdrawn`, verdicts that were
        taken back are in it too; with `final`, nothing but one verdict for each claim: see `formats.final`.
        """
        journals = self.journals()
        answered = answers(journals)
        tagged = {article for journal in journals for article in journal.articles()}
        every = [link for of_one in _by_annotator(answered).values() for link in self.links(of_one)]
        missing = sorted(tagged.difference(self.ids)) if not self.place.only else ()
        listed = [*self.ids, *missing]
        return Snapshot(
            version=__version__,
            workspace=self.place.name,
            parts=Parts(tuple(listed), self._read_anew, self.journals, Taker(every, withdrawn=withdrawn, final=final)),
            links=() if final else of_any(every, listed),
        )

    def _read_anew(self, article_id: str) -> Article | Unreadable | None:
        """Return an article without keeping it; None for one that is not here."""
        known = self._known.get(article_id)
        if known is not None:
            return known.article
        return self._read(article_id).article if article_id in self._ids_known else None

    def _said(self) -> tuple[list[Claim], tuple[str, ...]]:
        """Return all claims of the articles that were asked for, and what of the tags could not be read."""
        claims, unread = self._said_anywhere()
        return self._asked_for(claims), unread

    def _asked_for(self, claims: list[Claim]) -> list[Claim]:
        return [claim for claim in claims if claim.article in self.ids] if self.place.only else claims

    def _said_anywhere(self) -> tuple[list[Claim], tuple[str, ...]]:
        journals = self.journals()
        claims = [claim for journal in journals for claim in fold(journal.all_records()).values()]
        unread = (sentence for journal in journals for of_file in journal.problems.values() for sentence in of_file)
        return claims, tuple(unread)

    def journals(self) -> list[Journal]:
        """Return the journals of all annotators, in which renamed articles go by their present names."""
        journals = [self._journal(annotator) for annotator in self.annotators()]
        for journal in journals:
            journal.follow(self.renamed(journal.annotator))
        return journals

    def _journal(self, annotator: str) -> Journal:
        return Journal(self.place.annotations, annotator, self._presence)


def _stamp(root: Root, inside: str) -> object:
    """Return what is another value whenever a file was written, replaced, removed, or opened to or closed off from us.

    The time of its last change of status tells what the time of its last writing does not: who may read it.
    """
    try:
        found = root.status(inside)
    except OSError as fault:  # of a link that leads outside, too: that it does is all there is to know of it
        return fault.errno
    except ValueError:  # no name that a file can have
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _by_annotator(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    by_annotator: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_annotator[claim.by].append(claim)
    return by_annotator


def _tags_of(other: Path) -> Path:
    """Return the folder of annotations that belongs to a folder, or else the folder itself, which may be one."""
    annotations = of_folder(other).annotations
    return annotations if annotations.is_dir() and other.name != ANNOTATIONS else other


def _whole(journal: Journal, article_id: str) -> Sequence[Record]:
    with suppress(NewsreadError):
        return journal.records(article_id)
    return ()
