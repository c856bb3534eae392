"""What one annotator said: read from the journal, continued in memory, and brought to the disk."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from uuid import UUID

from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.tags import anchor, undo
from newsread.tags.anchor import Anchor
from newsread.tags.ids import new_id
from newsread.tags.journal import Journal
from newsread.tags.records import Mark, Record, Verdict
from newsread.tags.sayings import Entry, Judgement, annotate, mark, tag, withdraw
from newsread.tags.state import Claim, fold


@dataclass(frozen=True)
class Undone:
    """What undo or redo changed: the new record, and the one that it takes back."""

    record: Record
    takes_back: Record


class Notebook:
    """One annotator's records of a workspace.

    What is said is taken at once and then waits in `unsaved` until `save` has brought it to the disk. `read`,
    `read_all` and `save` block and may be called from any thread; everything else only from one.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._saved: dict[str, Sequence[Record]] = {}
        self._unsaved: dict[UUID, Record] = {}
        self._versions: dict[str, object] = {}  # of the files, when they were last read or written
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._totals: dict[str, Counter[Verdict | Mark]] = {}
        self._rebound: dict[UUID, UUID] = {}  # claims made here that another window had made already
        self._disk = Lock()
        self.problems: dict[str, str] = {}
        """Articles whose tags could not be read, and why."""

    @property
    def annotator(self) -> str:
        """Whose notebook it is."""
        return self._journal.annotator

    # Read

    def read(self, article_id: str) -> None:
        """Read what is on the disk of one article, unless that has been done."""
        if article_id in self._saved:
            return  # without waiting for a save that goes on
        with self._disk:
            if article_id not in self._saved:
                records = self._from_disk(article_id)
                self._claims[article_id] = tuple(fold(records).values())
                self._saved[article_id] = records  # last: from here on the claims are the other thread's

    def read_all(self) -> None:
        """Read what is on the disk of all articles, unless that has been done."""
        for article_id in self._journal.articles():
            self.read(article_id)

    def _from_disk(self, article_id: str) -> Sequence[Record]:
        self._versions[article_id] = self._journal.version(article_id)
        try:
            records = self._journal.records(article_id)
        except NewsreadError as error:
            self.problems[article_id] = str(error)
            return ()
        self.problems.pop(article_id, None)
        if problems := self._journal.problems.get(article_id):
            self.problems[article_id] = problems[0]
        return records

    def claims(self, article_id: str) -> tuple[Claim, ...]:
        """Return the annotator's claims of an article as they stand, saved or not."""
        self.read(article_id)
        if article_id not in self._claims:
            unsaved = (record for record in self.unsaved if record.article == article_id)
            self._claims[article_id] = tuple(fold((*self._saved[article_id], *unsaved)).values())
        return self._claims[article_id]

    @property
    def totals(self) -> Counter[Verdict | Mark]:
        """How many claims of what was read stand under each verdict on the content, and under each mark."""
        for article_id in self._saved.keys() - self._totals.keys():
            standing = ((claim.content_verdict, claim.live_mark) for claim in self.claims(article_id))
            self._totals[article_id] = Counter(said for pair in standing for said in pair if said)
        totals: Counter[Verdict | Mark] = Counter()
        for of_article in tuple(self._totals.values()):
            totals.update(of_article)
        return totals

    # Say

    def judge(
        self, article: Article, start: int, end: int, judgement: Judgement, *, again: bool = False
    ) -> Record | None:
        """Give a verdict on a span; None when it says nothing new, unless it is to be said `again`."""
        here = anchor.make(article.text, start, end, article.sha256)
        return self._say(article.id, here, lambda claims, entry: tag(claims, entry, judgement, again=again))

    def mark(self, article: Article, start: int, end: int, said: Mark) -> Record | None:
        """Mark a span; None when it says nothing new."""
        here = anchor.make(article.text, start, end, article.sha256)
        return self._say(article.id, here, lambda claims, entry: mark(claims, entry, said))

    def note(self, article: Article, start: int, end: int, note: str) -> Record | None:
        """Write a note on a span of which nothing was said; None when it says nothing new."""
        here = anchor.make(article.text, start, end, article.sha256)
        return self._say(article.id, here, lambda claims, entry: annotate(claims, entry, note))

    def give_reason(self, standing: Record, reason: str) -> Record | None:
        """Give the reason of what stands on a claim; None when it says nothing new."""
        return self._say(standing.article, standing.anchor, lambda claims, entry: annotate(claims, entry, reason))

    def withdraw(self, standing: Record) -> Record | None:
        """Take back a record that stands; None when it stands no more."""
        slot = standing.slot
        return self._say(standing.article, standing.anchor, lambda claims, entry: withdraw(claims, entry, slot))

    def undo(self) -> Undone | None:
        """Take back the last thing said, in whatever article and run of the program."""
        return self._undo(undo.next_undo)

    def redo(self) -> Undone | None:
        """Take back the last undo."""
        return self._undo(undo.next_redo)

    def _say(
        self, article_id: str, here: Anchor, make: Callable[[Sequence[Claim], Entry], Record | None]
    ) -> Record | None:
        claims = self.claims(article_id)
        after = max((claim.history[-1].id for claim in claims), default=None)
        record = make(claims, Entry(new_id(after), datetime.now(UTC), self.annotator, article_id, here))
        if record:
            self._take(record)
        return record

    def _undo(self, choose: Callable[[Sequence[Record]], Record | None]) -> Undone | None:
        self.read_all()
        self.look_again()  # another window may have spoken last
        known = (*(record for of_article in tuple(self._saved.values()) for record in of_article), *self.unsaved)
        records = [record for record in known if record.by == self.annotator]
        chosen = choose(records)
        if chosen is None:
            return None
        newest = max(record.id for record in records)
        record = undo.undoing(chosen, records, new_id(newest), datetime.now(UTC))
        self._take(record)
        return Undone(record, chosen)

    def _take(self, record: Record) -> None:
        self._unsaved[record.id] = record
        self._claims.pop(record.article, None)
        self._totals.pop(record.article, None)

    # Save

    def look_again(self) -> list[str]:
        """Take in what has become of the files since, and return the articles that it is of.

        What another window or command has written is read. What was saved and has gone, because an older copy of the
        file was put in its place, waits to be saved again: a record on the screen is a record on the disk.
        """
        with self._disk:
            return [article_id for article_id in tuple(self._saved) if self._take_in(article_id)]

    def _take_in(self, article_id: str) -> bool:
        if self._journal.version(article_id) == self._versions.get(article_id):
            return False
        before, problem = self._saved.get(article_id, ()), self.problems.get(article_id)
        now = self._from_disk(article_id)
        there = {record.id for record in now}
        gone = {record.id: record for record in before if record.id not in there}
        self._unsaved |= gone
        self._saved[article_id] = now
        self._claims.pop(article_id, None)
        self._totals.pop(article_id, None)
        return bool(gone) or len(now) != len(before) or self.problems.get(article_id) != problem

    @property
    def unsaved(self) -> tuple[Record, ...]:
        """What is not on the disk yet, oldest first."""
        return tuple(self._unsaved.values())

    def is_saved(self, record: Record) -> bool:
        """Whether a record is on the disk."""
        return record.id not in self._unsaved

    def save(self) -> None:
        """Bring everything to the disk that is not there yet.

        What fails keeps waiting and does not hinder the rest. Raises the first failure's NewsreadError.
        """
        failures: list[NewsreadError] = []
        with self._disk:
            for article_id in {record.article for record in self.unsaved}:
                self._take_in(article_id)
            for record in self.unsaved:
                try:
                    claim = self._rebound.get(record.claim, record.claim)
                    written = self._journal.append(record.article, replace(record, claim=claim))
                    self._saved[record.article] = self._journal.records(record.article)
                except NewsreadError as error:
                    failures.append(error)
                else:
                    self._versions[record.article] = self._journal.version(record.article)
                    if written.claim != record.claim:
                        self._rebound[record.claim] = written.claim
                    del self._unsaved[record.id]
                    self._claims.pop(record.article, None)
                    self._totals.pop(record.article, None)
        if failures:
            raise failures[0]
