"""What one annotator said: read from the journal, continued in memory, and brought to the disk."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock, RLock
from uuid import UUID

from newsread.annotations import commands as sayings
from newsread.annotations.anchoring import anchor
from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.anchoring.folding import differ_in_layout_only
from newsread.annotations.anchoring.placing import Hold
from newsread.annotations.answers import Linked, Naming
from newsread.annotations.commands import Entry, Judgement
from newsread.annotations.ids import new_id
from newsread.annotations.lineage import leads_elsewhere
from newsread.annotations.records import Evidence, Mark, Record, Verdict, check_texts
from newsread.annotations.sentence_states import placement
from newsread.annotations.state import Claim, fold, grown
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.presence import Gone
from newsread.annotations.undo import Turns, undoing
from newsread.articles.article import Article
from newsread.errors import NewsreadError


@dataclass(frozen=True)
class Undone:
    """What undo or redo changed: the new record, and the one that it takes back."""

    record: Record
    takes_back: Record


@dataclass
class _Page:
    """What was said of one article."""

    saved: Sequence[Record]
    version: object
    """Of the file, when it was last read or written."""
    claims: dict[UUID, Claim] | None = None
    """None until they are asked for."""


class Notebook:
    """One annotator's records of a workspace.

    What is said is taken at once and then waits in `unsaved` until `save` has brought it to the disk. Everything may be
    called from any thread. `follow`, `read`, `read_all`, `look_again` and `save` wait for the disk; the rest does not,
    for an article that was read.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._pages: dict[str, _Page] = {}
        self._unsaved: dict[UUID, Record] = {}
        self._rebound: dict[UUID, UUID] = {}  # claims made here that another window had made already
        self._state: object = None  # of the journal, when all was last read
        self._turns: Turns | None = None
        self._merged: frozenset[UUID] = frozenset()
        self._newest: UUID | None = None
        self._answered: dict[str, set[UUID]] = {}  # the claims with answers, by article
        self._sought: dict[UUID, tuple[int, Record | None]] = {}  # with the number of changes when it was looked for
        self._totals: Counter[Verdict | Mark] | None = None
        self._disk = Lock()  # held by the one thread that reads or writes
        self._memory = RLock()  # held for moments, while what is known changes or is put together; never for the disk
        self._changes = 0
        self.problems: dict[str, str] = {}
        """Articles whose tags could not be read, and why."""

    @property
    def annotator(self) -> str:
        """Whose notebook it is."""
        return self._journal.annotator

    # Read

    def follow(self, renamed: Mapping[str, str]) -> None:
        """Take what was said of articles under their former names; `renamed` gives the present ones."""
        if renamed:
            with self._disk:
                self._journal.follow(renamed)
            self.look_again()

    def read(self, article_id: str) -> None:
        """Read what is on the disk of one article, unless that has been done."""
        if article_id in self._pages:
            return  # without waiting for a save that goes on
        with self._disk:
            if article_id not in self._pages:
                if not self._pages:
                    self._follow_newest()
                page = self._from_disk(article_id)
                page.claims = fold(page.saved)
                self._put(article_id, page)  # last: from here on the page is the other thread's

    def read_all(self) -> None:
        """Read what is on the disk of all articles, unless that has been done."""
        state = self._journal.state()
        for article_id in self._journal.articles():
            self.read(article_id)
        if self._state is None:
            self._state = state
            with suppress(NewsreadError):  # whoever undoes will hear of it
                self._work_out_turns()

    def _follow_newest(self) -> None:
        """Let what is said from now on come after all that is on the disk, whatever the clocks say."""
        newest = self._journal.newest()
        with self._memory:
            self._newest = max(filter(None, (self._newest, newest)), default=None)

    def _from_disk(self, article_id: str) -> _Page:
        self.problems.pop(article_id, None)
        try:
            records = self._journal.records(article_id)
        except NewsreadError as error:
            self.problems[article_id] = str(error)
            return _Page((), object())  # the version of no file: it is read as soon as it can be
        if problems := self._journal.problems.get(article_id):
            self.problems[article_id] = problems[0]
        return _Page(records, self._journal.version_read(article_id))

    def _put(self, article_id: str, page: _Page) -> None:
        with self._memory:
            self._pages[article_id] = page
            self._answered[article_id] = {record.claim for record in page.saved if record.linked or record.naming}
            self._totals = None
            self._changes += 1
            for record in page.saved[-1:]:
                self._newest = max(self._newest or record.id, record.id)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose tags were read."""
        with self._memory:
            return tuple(self._pages)

    def claims(self, article_id: str) -> tuple[Claim, ...]:
        """Return the annotator's claims of an article as they stand, saved or not."""
        return tuple(self._claims(article_id).values())

    def _claims(self, article_id: str) -> dict[UUID, Claim]:
        self.read(article_id)
        with self._memory:
            page = self._pages[article_id]
            if page.claims is None:
                page.claims = fold((*page.saved, *(record for record in self.unsaved if record.article == article_id)))
            return page.claims

    def record(self, record_id: UUID) -> Record | None:
        """Return a record of what was read, saved or not, by its id."""
        with self._memory:
            changes, found = self._sought.get(record_id, (-1, None))
            if not found and changes != self._changes:  # what was found never changes
                every = [*self._unsaved.values(), *(record for page in self._pages.values() for record in page.saved)]
                found = next((record for record in every if record.id == record_id), None)
                self._sought[record_id] = self._changes, found
            return found

    @property
    def totals(self) -> Counter[Verdict | Mark]:
        """How many claims of what was read stand under each verdict, on whatever aspect, and under each mark."""
        with self._memory:
            if self._totals is None:
                every = (claim for article_id in self.articles for claim in self.claims(article_id))
                self._totals = Counter(said for claim in every for said in _counted(claim))
            return self._totals

    @property
    def answered(self) -> tuple[Claim, ...]:
        """The claims of what was read that have answers to the machine's suggestions, whether these stand or not."""
        with self._memory:
            waiting = {
                (record.article, self._rebound.get(record.claim, record.claim))
                for record in self._unsaved.values()
                if record.linked or record.naming
            }
            every = waiting | {(article_id, claim) for article_id, those in self._answered.items() for claim in those}
            return tuple(self._claims(article_id)[claim] for article_id, claim in sorted(every))

    # Say

    def judge(
        self, article: Article, start: int, end: int, judgement: Judgement, *, again: bool = False
    ) -> Record | None:
        """Give a verdict on a span; None when it says nothing new, unless it is to be said `again`."""
        return self._say_of(
            article, start, end, lambda claims, entry: sayings.tag(claims, entry, judgement, again=again)
        )

    def mark(self, article: Article, start: int, end: int, said: Mark) -> Record | None:
        """Mark a span; None when it says nothing new."""
        return self._say_of(
            article, start, end, lambda claims, entry: sayings.mark(claims, entry, said), confirms=False
        )

    def note(self, article: Article, start: int, end: int, note: str) -> Record | None:
        """Write a note on a span of which nothing was said; None when it says nothing new."""
        return self._say_of(article, start, end, lambda claims, entry: sayings.annotate(claims, entry, note))

    def decide(
        self, article: Article, start: int, end: int, judgement: Judgement, judged: Sequence[UUID]
    ) -> Record | None:
        """Decide on the verdicts that were `judged`, by the ids of their records; None when it says nothing new."""
        return self._say_of(article, start, end, lambda claims, entry: sayings.decide(claims, entry, judgement, judged))

    def give_reason(self, standing: Record, reason: str) -> Record | None:
        """Give the reason of what stands on a claim; None when it says nothing new."""
        here = self._claim_of(standing).anchor
        return self._say(standing.article, here, lambda claims, entry: sayings.annotate(claims, entry, reason))

    def give_evidence(self, standing: Record, evidence: tuple[Evidence, ...]) -> Record | None:
        """Let a verdict that stands rest on this evidence and no other; None when it says nothing new."""
        here = self._claim_of(standing).anchor
        return self._say(
            standing.article, here, lambda claims, entry: sayings.support(claims, entry, standing.slot, evidence)
        )

    def withdraw(self, standing: Record) -> Record | None:
        """Take back a record that stands; None when it stands no more."""
        here = self._claim_of(standing).anchor
        return self._say(standing.article, here, lambda claims, entry: sayings.withdraw(claims, entry, standing.slot))

    def answer(self, article: Article, start: int, end: int, said: Linked | Naming) -> Record | None:
        """Answer to what the machine suggests of a span; None when it says nothing new."""
        return self._say_of(
            article, start, end, lambda claims, entry: sayings.answer(claims, entry, said), confirms=False
        )

    def reanchor(self, claim: Claim, article: Article, start: int, end: int) -> Record | None:
        """Say where a claim's words stand now; None when they stand there already."""
        here = anchor.make(article.text, start, end, article.sha256)
        return self._say(article.id, here, lambda _, entry: sayings.reanchor(claim, entry))

    def orphan(self, claim: Claim, article: Article) -> Record | None:
        """Say that a claim's words are not in the article as it is now; None when that stands."""
        return self._say(article.id, claim.anchor, lambda _, entry: sayings.orphan(claim, entry, article.sha256))

    def undo(self) -> Undone | None:
        """Take back the last thing said, in whatever article and run of the program."""
        return self._undo(lambda turns: turns.next_undo)

    def redo(self) -> Undone | None:
        """Take back the last undo."""
        return self._undo(lambda turns: turns.next_redo)

    def _claim_of(self, record: Record) -> Claim:
        return self._claims(record.article)[self._rebound.get(record.claim, record.claim)]

    def _say_of(
        self,
        article: Article,
        start: int,
        end: int,
        make: Callable[[Sequence[Claim], Entry], Record | None],
        *,
        confirms: bool = True,
    ) -> Record | None:
        """Make a record of a span. Unless it `confirms` the claim in its surroundings, changed ones still show."""
        here = anchor.make(article.text, start, end, article.sha256)

        def make_of_moved(claims: Sequence[Claim], entry: Entry) -> Record | None:
            same = [claim for claim in claims if _may_be_of(claim, here)]
            record = make([_at_its_place(claim, article) for claim in same], entry)
            former = next((claim for claim in same if record and claim.id == record.claim), None)
            if confirms or record is None or former is None:
                return record
            found = placement(former, article.text, article.sha256)
            return replace(record, anchor=former.anchor) if found.surroundings_changed else record

        return self._say(article.id, here, make_of_moved)

    def _say(
        self, article_id: str, here: Anchor, make: Callable[[Sequence[Claim], Entry], Record | None]
    ) -> Record | None:
        claims = self.claims(article_id)
        with self._memory:
            record = make(claims, Entry(new_id(self._newest), datetime.now(UTC), self.annotator, article_id, here))
            if record:
                check_texts(record)
                record = sayings.following(record, claims)
                self._take(record)
        return record

    def _undo(self, choose: Callable[[Turns], Record | None]) -> Undone | None:
        self.read_all()
        if self._disk.acquire(blocking=False):  # another window may have spoken last; but no key waits for a save
            try:
                self._look_again(thoroughly=False)
            finally:
                self._disk.release()
        turns = self._turns or self._work_out_turns()
        with self._memory:
            chosen = choose(turns)
            if chosen is None:
                return None
            history = self._claim_of(chosen).history
            record = undoing(chosen, history, new_id(self._newest), datetime.now(UTC), self._merged)
            record = sayings.following(record, self.claims(record.article))
            self._take(record)
        return Undone(record, chosen)

    def _work_out_turns(self) -> Turns:
        """Work out what can be undone. Raises NewsreadError where it is not known what must be left alone."""
        merged = self._journal.merged()
        while True:
            with self._memory:
                changes = self._changes
                known = [*self.unsaved, *(record for page in self._pages.values() for record in page.saved)]
            turns = Turns(record for record in known if record.by == self.annotator and record.id not in merged)
            with self._memory:
                if changes == self._changes:
                    self._turns, self._merged = turns, merged
                    return turns

    def _take(self, record: Record) -> None:
        claims = self._claims(record.article)
        before = claims.get(record.claim)
        self._unsaved[record.id] = record
        self._newest = record.id
        self._changes += 1
        claims[record.claim] = after = grown(before, record)
        if leads_elsewhere(after.history):  # what stands of other claims has changed with it
            self._pages[record.article].claims = None
            self._totals = None
        if self._totals is not None:
            self._totals.subtract(_counted(before) if before else ())
            self._totals.update(_counted(after))
        if self._turns:
            self._turns.add(record)

    # Save

    def look_again(self, *, thoroughly: bool = True) -> list[str]:
        """Take in what has become of the files since, and return the articles that it is of.

        What another window or command has written is read. What was saved and has gone, because an older copy of the
        file was put in its place, waits to be saved again: a record on the screen is a record on the disk. Unless it
        is done thoroughly, what another program wrote into a file in place may be missed.
        """
        with self._disk:
            return self._look_again(thoroughly=thoroughly)

    def _look_again(self, *, thoroughly: bool) -> list[str]:
        state = self._journal.state()
        if not thoroughly and state == self._state:
            return []
        self._follow_newest()
        changed = [article_id for article_id in self.articles if self._take_in(article_id)]
        if self._state is not None:
            self._state = state
            new = [article_id for article_id in self._journal.articles() if article_id not in self._pages]
            for article_id in new:
                self._put(article_id, self._from_disk(article_id))
            changed += new
        if changed:
            self._turns = None
        return changed

    def _take_in(self, article_id: str) -> bool:
        page, problem = self._pages[article_id], self.problems.get(article_id)
        if self._journal.version(article_id) == page.version:
            return False
        now = self._from_disk(article_id)
        there = {record.id for record in now.saved}
        with self._memory:
            gone = {record.id: record for record in page.saved if record.id not in there}
            back = [record_id for record_id in self._unsaved if record_id in there]
            for record_id in back:
                del self._unsaved[record_id]
            self._unsaved = dict(sorted((self._unsaved | gone).items())) if gone else self._unsaved
            self._put(article_id, now)
        changed = bool(gone or back) or len(now.saved) != len(page.saved)
        return changed or self.problems.get(article_id) != problem

    @property
    def unsaved(self) -> tuple[Record, ...]:
        """What is not on the disk yet, oldest first."""
        with self._memory:
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
                if self._take_in(article_id):
                    self._turns = None
            for record in self.unsaved:
                try:
                    self._append(record)
                except NewsreadError as error:
                    failures.append(error)
                    if isinstance(error, Gone):  # and so is everything else
                        break
        if failures:
            raise failures[0]

    def _append(self, record: Record) -> None:
        claim = self._rebound.get(record.claim, record.claim)
        written = self._journal.append(record.article, replace(record, claim=claim))
        now = self._from_disk(record.article)
        with self._memory:
            page = self._pages[record.article]
            del self._unsaved[record.id]
            if written.claim != record.claim:
                self._rebound[record.claim] = written.claim
            elif len(now.saved) == len(page.saved) + 1:
                now.claims = page.claims  # as nothing but this record has come
                self._pages[record.article] = now
                if record.linked or record.naming:
                    self._answered[record.article].add(record.claim)
                return
            self._put(record.article, now)  # another window has written meanwhile
            self._turns = None


def _may_be_of(claim: Claim, here: Anchor) -> bool:
    """Whether a claim has the same words; in another text they may have another layout."""
    if claim.anchor.quote == here.quote:
        return True
    return claim.anchor.sha256 != here.sha256 and differ_in_layout_only(claim.anchor.quote, here.quote)


def _at_its_place(claim: Claim, article: Article) -> Claim:
    """Return the claim as one of the article's present text, if its words are found there beyond doubt."""
    found = placement(claim, article.text, article.sha256)
    if found.hold is not Hold.MOVED or found.span is None:
        return claim
    return replace(claim, anchor=anchor.make(article.text, *found.span, article.sha256))


def _counted(claim: Claim) -> tuple[Verdict | Mark, ...]:
    return (*claim.verdicts, *([claim.live_mark] if claim.live_mark else []))
