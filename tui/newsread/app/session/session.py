"""What all screens share: the workspace, the reader's notebook, and what goes on behind the screens."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

from textual.app import App
from textual.signal import Signal

from newsread.analysis.result import AnalysisUnavailable, Entity, TextNotAnalysed
from newsread.analysis.runtime.analyst import Analyst
from newsread.annotations.commands import Judgement
from newsread.annotations.fields import instant
from newsread.annotations.groups import Link, links
from newsread.annotations.notebook import Notebook, Undone
from newsread.annotations.records import Mark, Record
from newsread.annotations.sentence_states import Progress, Standings
from newsread.annotations.state import Claim
from newsread.app.session.background import Backlog
from newsread.app.session.drafts import Drafts
from newsread.app.session.findings import Sharing
from newsread.app.session.other_annotators import Others
from newsread.app.session.spots import Spot
from newsread.app.session.suggestions import Suggestions
from newsread.app.widgets.article_names import Calls
from newsread.articles.article import Article, Unreadable
from newsread.errors import NewsreadError
from newsread.text.printable import printable
from newsread.text.wording import count_of
from newsread.workspace.workspace import Workspace

_THOROUGHLY = 10
"""Every how many looks the files themselves are looked at, and not only their folders."""


class Desk:
    """Saves, reads and analyses without letting a key wait, and tells the screens when something changed.

    The signals carry the id of the article that changed, or None for all of them.
    """

    def __init__(self, owner: App[None], workspace: Workspace, notebook: Notebook, analyst: Analyst) -> None:
        self.workspace = workspace
        self.notebook = notebook
        self.drafts = Drafts(None, workspace.place.annotations, notebook.annotator)
        """What the reader has typed and not saved."""
        self.entities: dict[str, Sequence[Entity]] = {}
        self.not_analysed: dict[str, str] = {}
        """Articles in which nothing could be looked for, and why."""
        self.no_analysis: str | None = None
        """Why nothing more is looked for in any article; None while all is well."""
        self.not_saved: str | None = None
        """Why what was said is not on the disk, as one sentence; None once all of it is."""
        self.said: Signal[str | None] = Signal(owner, "said")
        """What the reader has said of an article changed: in memory, on the disk, or not to be saved."""
        self.arrived: Signal[str | None] = Signal(owner, "arrived")
        """An article was read or analysed."""
        self.shared: Signal[None] = Signal(owner, "shared")
        """What the articles share is known, or known anew."""
        self.called = Calls(workspace.if_read)
        """Tells what an article is called, by its id."""
        self.said_last: Judgement | Mark | None = None
        """What the reader last said of a claim, as it can be repeated on another."""
        self.others = Others(workspace)
        self.sharing = Sharing(owner, workspace, lambda: self.notebook, analyst, lambda: self.shared.publish(None))
        self.suggestions = Suggestions(self.sharing)
        self.has_read_linked = False
        """Whether every article is in memory that the reader linked to another."""
        self.renaming: tuple[str, str] | None = None
        """The former and the present id of the article that was named last, while nothing was recorded since."""
        self._owner = owner
        self._looks = 0
        self._analyst = analyst
        self._standings: dict[str, tuple[Article, Standings]] = {}
        """With the article as it was when they were worked out: its text may have changed since."""
        self._progress: dict[str, Progress] = {}
        """Of the articles in which nothing has changed since it was counted."""
        self._to_place: dict[str, int] = {}
        """How many tags wait for their place, of the articles that have such."""
        self._gone: set[UUID] = set()
        """Records that had gone from the disk, until they are there again."""
        self._changed: set[str] = set()
        """Articles whose standings are out of date."""
        self._saver = ThreadPoolExecutor(1, "saver")
        self._reading = Backlog(owner, self._read, self.arrived.publish)
        self._analysing = Backlog(owner, self._analyse, self.arrived.publish)

    # Articles

    def want_read(self, article_ids: Iterable[str]) -> None:
        """Read these articles and their tags soon."""
        self._reading.wish(article_ids)

    def list_articles_again(self) -> None:
        """List the articles that are there now, as some may have come. Reads the disk, in any thread."""
        self.workspace.list_again()
        self._owner.call_later(self.said.publish, None)

    def want_analysed(self, article_ids: Iterable[str]) -> None:
        """Analyse these articles soon."""
        if not self.no_analysis:
            self._analysing.wish(article_ids)

    def has_read(self, article_ids: Iterable[str]) -> bool:
        """Whether these articles and the reader's tags of them are in memory."""
        return {*self.notebook.articles}.issuperset(article_ids) and all(map(self.workspace.has_read, article_ids))

    def read(self, article_ids: Iterable[str]) -> list[Article | Unreadable]:
        """Return articles once they and their tags are in memory. Call it from a thread, unless they are by now."""
        return [*map(self._read, article_ids)]

    def _read(self, article_id: str) -> Article | Unreadable:
        article = self.workspace.article(article_id)
        self.notebook.read(article_id)
        if isinstance(article, Article):
            self.workspace.placed(article, self.notebook.claims(article_id))  # found here, it is known to the screens
        return article

    def _analyse(self, article_id: str) -> None:
        article = self.workspace.article(article_id)
        if self.no_analysis or isinstance(article, Unreadable):
            return
        try:
            found = self._analyst.analyse(article).entities
        except TextNotAnalysed as error:
            self.not_analysed[article_id] = str(error)
        except AnalysisUnavailable as error:
            self.no_analysis = str(error)
        else:
            if self.workspace.article(article_id) == article:  # else its text has changed meanwhile
                self.entities[article_id] = found

    def close(self) -> None:
        """End what goes on behind the screens."""
        self._saver.shutdown(wait=False)
        self._reading.close()
        self._analysing.close()
        self.sharing.close()
        self._analyst.close()

    # Tags

    def is_no_claim(self, spot: Spot) -> bool:
        """Whether the reader has marked a sentence as no claim; of other words than a sentence it is not asked."""
        standings = self.standings(spot.article)
        is_sentence = spot.number < len(standings) and spot.span == spot.article.sentences[spot.number][:2]
        return is_sentence and standings[spot.number].is_no_claim

    def standings(self, article: Article) -> Standings:
        """Return where the reader stands with each sentence of an article."""
        of, standings = self._standings.get(article.id, (None, None))
        if standings is None or of != article:
            standings = Standings(article.sentences, article.text, article.sha256)
            self._standings[article.id] = article, standings
            self._changed.add(article.id)
        if article.id in self._changed:
            self._changed.discard(article.id)
            standings.update(self.notebook.claims(article.id))
            self._to_place.pop(article.id, None)
            self._progress.pop(article.id, None)
            if unsettled := standings.unsettled:
                self._to_place[article.id] = unsettled
        return standings

    @property
    def to_place(self) -> int:
        """How many of the reader's tags wait for their place, in the articles whose standings were asked for."""
        return sum(self._to_place.values())

    def links(self, articles: Iterable[Article] = ()) -> tuple[Link, ...]:
        """Return the reader's answers on counterparts that stand, as far as the texts are in memory.

        Of these articles it is the given texts that count.
        """
        return links(self.notebook.answered, self.workspace.in_memory(articles))

    def show_suggestions(self, *, shown: bool) -> None:
        """Show what the machine suggests, or hide it."""
        self.suggestions.shown = shown
        self.shared.publish(None)

    def words_of(self, record: Record) -> str:
        """Return the words that the claim of a record of the reader's is of now; it may have been given on others."""
        claims = self.notebook.claims(record.article)
        return next((claim.anchor.quote for claim in claims if claim.id == record.claim), record.anchor.quote)

    def claims_on(self, article: Article, start: int, end: int) -> list[Claim]:
        """Return the claims on any of these words, withdrawn ones too: the reader's, and the others' while shown."""
        notebooks = (self.notebook, *self.others.notebooks.values())
        claims = (claim for notebook in notebooks for claim in notebook.claims(article.id))
        return [
            each.claim for each in self.workspace.placed(article, [*claims]) if each.start < end and start < each.end
        ]

    def progress(self, article: Article) -> Progress:
        """Return how far the reader is with an article."""
        standings = self.standings(article)
        if article.id not in self._progress:
            self._progress[article.id] = Progress.of(article.sentences, standings)
        return self._progress[article.id]

    def progress_of(self, articles: Sequence[Article]) -> Progress | None:
        """Return how far the reader is with several articles; None until the tags of all of them were read."""
        known = all(article.id in self._standings for article in articles)
        if not known and not {article.id for article in articles}.issubset(self.notebook.articles):
            return None  # to ask now would wait for the disk
        return Progress.of_all(map(self.progress, articles))

    def keep(self, record: Record) -> None:
        """Bring a record to the disk that the notebook has taken, and show it meanwhile."""
        self.renaming = None
        unsaved = self.notebook.unsaved  # what was not saved when it was drawn, even if it is by the time of `_saved`
        saving = self._saver.submit(self.notebook.save)  # before anything is drawn
        self._owner.run_worker(self._saved(saving, unsaved), group="saving", exit_on_error=False)
        self._tags_changed(record.article)
        self.sharing.take_in(record)

    async def undo(self) -> Undone | None:
        """Take back the last thing said; None when there is none."""
        return await self._kept(self.notebook.undo)

    async def redo(self) -> Undone | None:
        """Say again what was last undone; None when there is none."""
        return await self._kept(self.notebook.redo)

    async def _kept(self, take_back: Callable[[], Undone | None]) -> Undone | None:
        try:
            undone = await asyncio.to_thread(take_back)  # it looks whether another window has spoken since
        except NewsreadError as error:
            self._owner.notify(printable(str(error)), severity="warning", markup=False)
            return None
        if undone:
            self.keep(undone.record)
        return undone

    async def save(self) -> None:
        """Write all that is not yet on the disk, in order; what fails stays shown as not saved."""
        if unsaved := self.notebook.unsaved:
            await self._saved(self._saver.submit(self.notebook.save), unsaved)

    async def _saved(self, saving: Future[None], unsaved: Iterable[Record]) -> None:
        try:
            await asyncio.wrap_future(saving)
        except NewsreadError as error:
            self.not_saved = f"{error} Saving is tried again every second."
        else:
            self.not_saved = None
            self._tell_what_had_gone()
        for article_id in {record.article for record in unsaved}:
            self._tags_changed(article_id)

    async def look_again(self, *, thoroughly: bool = False) -> None:
        """Take in what another window or command has written, and write again what could not be written before."""
        self._looks += 1
        if changed := await asyncio.to_thread(self._look_at_articles):
            self._texts_changed(changed)
        thoroughly = thoroughly or self._looks % _THOROUGHLY == 0
        waiting, now = {record.id for record in self.notebook.unsaved}, instant(datetime.now(UTC))
        if elsewhere := await asyncio.to_thread(self._look_again, thoroughly=thoroughly):
            self.sharing.look_again()
            unsaved = self.notebook.unsaved
            self._gone |= {record.id for record in unsaved if record.id not in waiting and record.at < now}
        if not self.notebook.unsaved:
            self.not_saved = None  # a folder that went away may have come back with all records in it
        for article_id in elsewhere:
            self._tags_changed(article_id)
        if await asyncio.to_thread(self.others.has_newcomers, self.notebook.annotator):
            self.show_others(shown=True)
        if self.notebook.unsaved:
            await self.save()

    def _tell_what_had_gone(self) -> None:
        """Tell of records that had gone from the disk and are there again."""
        back = self._gone.difference(record.id for record in self.notebook.unsaved)
        self._gone -= back
        if back:
            records = count_of(len(back), "record")
            tells = f"{records} had gone from the disk and were written again; quit before you put older files back."
            self._owner.notify(tells, severity="warning", timeout=12, markup=False)

    def _look_again(self, *, thoroughly: bool) -> list[str]:
        if own := self.notebook.look_again(thoroughly=thoroughly):
            self._read_linked()
        return [*own, *self.others.look_again(thoroughly=thoroughly)]

    def _look_at_articles(self) -> list[str]:
        changed = self.workspace.look_again()
        self.others.find(changed)
        for article_id in changed:
            self._read(article_id)  # here, where no key waits: to look for words in another text takes its time
        if changed:
            self._read_linked()
        return changed

    def _texts_changed(self, article_ids: Sequence[str]) -> None:
        """Forget what was found in the texts that these articles had, and tell the screens."""
        self._analysing.forget(article_ids)
        for article_id in article_ids:
            self.entities.pop(article_id, None)
            self.not_analysed.pop(article_id, None)
            self._forget_standings(article_id)
            self.others.changed(article_id)
        self.sharing.look_again()
        for article_id in article_ids:
            self.arrived.publish(article_id)
            self.said.publish(article_id)

    def notebook_of(self, annotator: str) -> Notebook:
        """Return what an annotator said, with all that the screens will ask for in memory. Call it from a thread."""
        notebook = self.workspace.notebook(annotator)
        notebook.follow(self.workspace.renamed(annotator))
        notebook.read_all()
        for article_id in filter(self.workspace.has_read, self.workspace.ids):
            notebook.read(article_id)  # also where nothing was said of it, which is to be known too
        for article in filter(None, map(self.workspace.if_read, notebook.articles)):
            self.workspace.placed(article, notebook.claims(article.id))
        return notebook

    async def name_renamed(self, former: str, present: str) -> None:
        """Record that an article has another name now, and look for what was said of it there.

        Raises NewsreadError where that cannot be, or while something is not saved.
        """
        await self._name_renamed(former, present)
        self.renaming = former, present

    async def undo_renaming(self) -> str:
        """Take back the name that was given to a renamed article, if nothing was recorded since; return what was done.

        The sentence is empty where there is no such name, so that the last record is what is undone.
        """
        if self.renaming is None:
            return ""
        former, present = self.renaming
        try:
            await self._name_renamed(former, None)
        except NewsreadError as error:
            return str(error)
        return f"undone: {former} is not {present} any more"

    async def _name_renamed(self, former: str, present: str | None) -> None:
        await self.save()
        if self.notebook.unsaved:
            raise NewsreadError("Something is not saved yet: try again when it is.")
        await asyncio.to_thread(self.workspace.name_renamed, self.notebook.annotator, former, present)
        self.read_again_as(await asyncio.to_thread(self.notebook_of, self.notebook.annotator))

    def read_again_as(self, notebook: Notebook) -> None:
        """Let another annotator's notebook lie open."""
        self.renaming = None
        self.notebook = notebook
        self._reading.forget()
        self._forget_standings()
        self.show_others(shown=self.others.shown)
        self.read_tags()

    def read_tags(self) -> None:
        """Read all that the annotator said before, behind the screens."""
        self._owner.run_worker(self._read_tags, thread=True, group="tags", exit_on_error=False)

    def _read_tags(self) -> None:
        self.notebook.follow(self.workspace.renamed(self.notebook.annotator))
        self.notebook.read_all()
        self._owner.call_later(self._all_changed)
        self._read_linked()

    def _read_linked(self) -> None:
        self.workspace.links(self.notebook.answered)  # for the sake of what it reads, now that no key waits
        self.has_read_linked = True

    def show_others(self, *, shown: bool) -> None:
        """Show what other annotators said, as soon as it is read, or hide it."""
        if shown:
            self.others.shown = True
            self._owner.run_worker(self._read_others, thread=True, group="tags", exit_on_error=False)
        else:
            self.others.hide()
            self.said.publish(None)

    def _read_others(self) -> None:
        notebooks = self.others.read(self.notebook.annotator)
        self._owner.call_later(self._show_others, notebooks)

    def _show_others(self, notebooks: Mapping[str, Notebook]) -> None:
        self.others.show(notebooks)
        self.said.publish(None)

    def _all_changed(self) -> None:
        self.sharing.look_again()
        self._forget_standings()
        self.said.publish(None)

    def _tags_changed(self, article_id: str) -> None:
        self._changed.add(article_id)
        self.others.changed(article_id)
        if article_id in self._standings:  # so that what waits for its place is counted
            self.standings(self._standings[article_id][0])
        self.said.publish(article_id)

    def _forget_standings(self, article_id: str | None = None) -> None:
        for known in (self._standings, self._to_place, self._progress):
            if article_id is None:
                known.clear()
            else:
                known.pop(article_id, None)
