"""The reader: several articles side by side, one sentence under the cursor, and what is said of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from newsread.analysis.result import Entity
from newsread.app.actions import Where, actions, bindings, key_of
from newsread.app.bars import KeyBar, TitleBar, plain
from newsread.app.changed_text import same_sentence
from newsread.app.claim_bar import ClaimBar, claim_line, done_again_in_words, in_words, undone_in_words
from newsread.app.desk import Desk
from newsread.app.dialogs import ReasonEditor
from newsread.app.legend import legend_line, styled
from newsread.app.log_dialog import log_dialog
from newsread.app.margin import Note, note_of, note_of_another
from newsread.app.pane import Pane
from newsread.app.side_by_side import SideBySide
from newsread.app.spots import Spot, first_to_read, next_unseen, sentence_at
from newsread.app.titles import annotator_line, articles_in_words, workspace_line
from newsread.articles.article import Article, Unreadable
from newsread.printable import printable
from newsread.tags.log import log
from newsread.tags.notebook import Undone
from newsread.tags.placing import place
from newsread.tags.records import Aspect, Mark, Record, Verdict
from newsread.tags.sayings import Judgement
from newsread.tags.standing import Standing
from newsread.wording import count_of

_TEXTS_IN_TITLE_FROM = 100
"""The width of the screen from which its title has room for how many texts the articles are."""
_MOST_ANALYSED = 50
"""How many articles are analysed before they are looked at."""


@dataclass(frozen=True)
class Reading:
    """What is read, and where: from it a reader is taken up as it was left."""

    articles: Sequence[Article]
    active: int = 0
    """The number of the article with the cursor."""
    cursors: Mapping[int, int] = field(default_factory=dict)
    """The sentence that the cursor stands on, by the articles' numbers; where there is none, one to read."""
    entities: bool = True
    """Whether the colours of entities are shown."""

    def at(self, article: Article, sentence: int) -> "Reading":
        """Return the same with the cursor on a sentence of an article; that article alone if it is not among them."""
        number = next((n for n, each in enumerate(self.articles) if each.id == article.id), None)
        if number is None:
            return replace(self, articles=(article,), active=0, cursors={0: sentence})
        return replace(self, active=number, cursors={**self.cursors, number: sentence})

    def with_texts(self, article_now: Callable[[str], Article | Unreadable]) -> "Reading":
        """Return the same in the texts that the articles have now; what cannot be read any more stays as it was."""
        found = [article_now(article.id) for article in self.articles]
        articles = [
            now if isinstance(now, Article) else before for before, now in zip(self.articles, found, strict=True)
        ]
        cursors = {
            number: same_sentence(Spot(self.articles[number], sentence), articles[number])
            for number, sentence in self.cursors.items()
        }
        return replace(self, articles=articles, cursors=cursors)


class Reader(Screen[None]):
    """Where articles are compared and claims are judged."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.READER)]

    class Left(Message):
        """The reader goes back to the library."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        super().__init__()
        self._desk = desk
        self._articles = list(reading.articles)
        self._ids = [article.id for article in reading.articles]
        self._active = reading.active
        self._cursors = dict(reading.cursors)
        self._entities_shown = reading.entities
        self._just_said: Spot | None = None
        self._message: Content | None = None
        self._title = TitleBar()
        self._side_by_side = SideBySide(reading.articles, reading.active, self._dress)
        self._claim = ClaimBar()
        self._keys = KeyBar(actions(Where.READER), self._works)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        yield self._side_by_side
        yield self._claim
        yield self._keys

    def on_mount(self) -> None:
        """Show the articles, and ask for what can be found in them."""
        self._desk.said.subscribe(self, self._said_changed)
        self._desk.arrived.subscribe(self, self._arrived)
        self._desk.shared.subscribe(self, self._shared)
        nearest_first = sorted(range(len(self._articles)), key=lambda number: abs(number - self._active))
        self._desk.want_analysed([self._ids[number] for number in nearest_first[:_MOST_ANALYSED]])
        self._desk.sharing.want(self._ids)

    def on_resize(self) -> None:
        """Stand as many panes side by side as the new width has room for."""
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._show()

    # The panes

    def _dress(self, pane: Pane) -> None:
        self._show_entities(pane)
        self._show_notes(pane)

    def _show_notes(self, pane: Pane) -> None:
        pane.show_notes(partial(self._notes, pane.article))

    def _notes(self, article: Article, sentence: int) -> list[Note]:
        """Return what stands beside a sentence: what its reader says, and behind that what the others say."""
        saved = self._desk.notebook.is_saved
        own = [note_of(record, saved=saved(record)) for record in self._desk.standings(article)[sentence].said]
        others = (said[sentence].said for said in self._desk.others.standings(article).values())
        return [*own, *(note_of_another(record) for said in others for record in said)]

    def _show_entities(self, pane: Pane) -> None:
        pane.show_entities(styled(self._named(pane.article) if self._entities_shown else ()))

    def _named(self, article: Article) -> Sequence[Entity]:
        """Return what an article names: as all articles together tell it, or until then as the model found it."""
        shared = self._desk.sharing.of(article)
        if shared:
            return [Entity(mention.start, mention.end, mention.label) for mention in shared.mentions[article.id]]
        return self._desk.entities.get(article.id, ())

    # Where the reader is

    @property
    def reading(self) -> Reading:
        """What is read now, and where."""
        return Reading(self._articles, self._active, dict(self._cursors), self._entities_shown)

    def _cursor(self, number: int) -> int:
        """Return the sentence that the cursor stands on in an article; at first one of which nothing was said."""
        if number not in self._cursors:
            article = self._articles[number]
            self._cursors[number] = first_to_read(article, self._desk.standings(article))
        return self._cursors[number]

    @property
    def _spot(self) -> Spot:
        return Spot(self._articles[self._active], self._cursor(self._active))

    @property
    def _subject(self) -> Spot:
        """What reason and withdrawal are about: what was just spoken of, until the cursor is moved by hand."""
        return self._just_said or self._spot

    def _standing(self, spot: Spot) -> Standing:
        standings = self._desk.standings(spot.article)
        return standings[spot.number] if spot.number < len(standings) else Standing()

    def _others_on(self, spot: Spot) -> list[tuple[str, Standing]]:
        """Return where the other annotators stand with a sentence, while they are shown."""
        every = self._desk.others.standings(spot.article)
        return [(name, said[spot.number]) for name, said in every.items() if spot.number < len(said)]

    def _go(self, number: int, sentence: int) -> None:
        """Put the cursor on a sentence of an article."""
        last = max(0, len(self._articles[number].sentences) - 1)
        self._active = number
        self._cursors[number] = max(0, min(sentence, last))
        self._side_by_side.show(self.size.width, number, self._cursor(number))
        self._desk.want_analysed(self._ids[shown] for shown in self._side_by_side.shown)
        self._show()

    def _go_by_hand(self, number: int, sentence: int) -> None:
        self._just_said = self._message = None
        self._go(number, sentence)

    # What is shown around the panes

    def _show(self) -> None:
        self._title.show(
            workspace_line(self._desk, self._articles_in_words()),
            annotator_line(self._desk),
        )
        subject = self._subject
        line = claim_line(
            subject,
            self._standing(subject),
            self._desk,
            self._others_on(subject),
            just_said=bool(self._just_said),
        )
        problem = self._problem()
        below = self._message or (plain(problem, "$warning") if problem else self._legend())
        self._claim.show(line, below, whole=bool(problem) and not self._message)
        self._keys.show()

    def _articles_in_words(self) -> str:
        """Return which articles are shown, and how many different texts all of them are as soon as that is known."""
        shown = articles_in_words(self._side_by_side.shown, len(self._articles))
        if self.size.width < _TEXTS_IN_TITLE_FROM or len(self._articles) < 2:
            return shown
        shared = self._desk.sharing.of(*self._articles)
        texts = sum(not set(text).isdisjoint(self._ids) for text in shared.texts) if shared else 0
        return f"{shown}, {count_of(texts, 'text')}" if shared else shown

    def _problem(self) -> str | None:
        """Return what is wrong with saving, with the article, its tags or its analysis, as a sentence."""
        desk, article_id = self._desk, self._spot.article.id
        of_tags = desk.not_saved or desk.notebook.problems.get(article_id)
        if not of_tags and isinstance(now := desk.workspace.article(article_id), Unreadable):
            return f"{now.reason} What is shown is the text that it had."
        if unsettled := 0 if of_tags else desk.standings(self._spot.article).unsettled:
            tags = count_of(unsettled, "tag")
            return (
                f"{tags} of this article may stand elsewhere, as its text has changed: {key_of('claims')} lists them."
            )
        if of_tags or article_id in desk.entities:
            return of_tags
        return desk.not_analysed.get(article_id) or desk.no_analysis

    def _legend(self) -> Content:
        return legend_line(shown=self._entities_shown, waiting=self._spot.article.id not in self._desk.entities)

    def _tell(self, message: Content) -> None:
        self._message = message
        self._show()

    def _said_changed(self, article_id: str | None) -> None:
        for pane in self._side_by_side.panes:
            if article_id in {None, pane.article.id}:
                self._show_notes(pane)
        self._show()

    async def _arrived(self, article_id: str | None) -> None:
        if article_id in self._ids:
            await self._take_text(self._ids.index(article_id))
        for pane in self._side_by_side.panes:
            if pane.article.id == article_id:
                self._show_entities(pane)
        self._show()

    def _shared(self, _: None) -> None:
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
        self._show()

    async def _take_text(self, number: int) -> None:
        """Show the text that an article has now, if it is another, with the cursor at the words where it stood."""
        before, now = self._articles[number], self._desk.workspace.article(self._ids[number])
        if now == before or isinstance(now, Unreadable):
            return  # also where a file came back as it was
        self._articles[number] = now
        if number in self._cursors:
            self._cursors[number] = same_sentence(Spot(before, self._cursors[number]), now)
        if self._just_said and self._just_said.article is before:
            self._just_said = Spot(now, same_sentence(self._just_said, now))
        await self._side_by_side.take(number, now)
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._desk.want_analysed([now.id])
        self.notify(printable(f"{now.id} has changed on the disk: this is its text now."), timeout=4, markup=False)

    # Moving

    def action_move(self, sentences: int) -> None:
        """Go on by sentences."""
        self._go_by_hand(self._active, self._cursor(self._active) + sentences)

    def action_page(self, pages: int) -> None:
        """Go on by pages."""
        sentence = self._side_by_side.pane(self._active).sentence_a_page_from(self._cursor(self._active), pages)
        self._go_by_hand(self._active, sentence)

    def action_end(self, direction: int) -> None:
        """Go to the first or the last sentence."""
        self._go_by_hand(self._active, 0 if direction < 0 else len(self._spot.article.sentences))

    def action_pane(self, panes: int) -> None:
        """Go to another article, round and round."""
        number = (self._active + panes) % len(self._articles)
        self._go_by_hand(number, self._cursor(number))

    def action_untagged(self, direction: int) -> None:
        """Go to the next claim of which nothing was said, or to the one before."""
        self._just_said = self._message = None
        self._go_to_unseen(direction)

    def on_pane_pointed(self, event: Pane.Pointed) -> None:
        """Go where the mouse points."""
        self._go_by_hand(self._ids.index(event.article_id), event.sentence)

    def _go_to_unseen(self, direction: int) -> None:
        found = next_unseen(self._articles, self._active, self._cursor(self._active), direction, self._desk.standings)
        if found:
            self._go(*found)
        else:
            everywhere = sum(self._desk.progress(article).unseen for article in self._articles)
            self._tell(
                plain(
                    f"no more this way · {everywhere} unseen elsewhere" if everywhere else "all tagged",
                    "bold",
                )
            )

    # Saying

    def action_judge(self, verdict: str, aspect: str) -> None:
        """Give a verdict on the sentence, and go to the next untagged one."""
        spot = self._spot
        judgement = Judgement(Verdict(verdict), Aspect(aspect))
        standing = self._standing(spot)
        shown = standing.statement if judgement.aspect is Aspect.STATEMENT else standing.content
        # The verdict shown may be that of another claim, which overlaps the sentence and was judged later.
        again = shown is not None and shown.verdict is not judgement.verdict
        self._keep(spot, self._desk.notebook.judge(spot.article, *spot.span, judgement, again=again))

    def action_mark(self, said: str) -> None:
        """Mark the sentence, and go to the next untagged one."""
        spot = self._spot
        self._keep(spot, self._desk.notebook.mark(spot.article, *spot.span, Mark(said)))

    def _keep(self, spot: Spot, record: Record | None) -> None:
        if record:
            self._desk.keep(record)
        self._just_said, self._message = spot, None
        self._go_to_unseen(1)

    def action_withdraw(self, aspect: str) -> None:
        """Take back a verdict; where there is none on the content, the mark."""
        taken = self._withdrawable(Aspect(aspect))
        record = self._desk.notebook.withdraw(taken) if taken else None
        if taken and record:
            self._desk.keep(record)
            self._tell(Content.assemble("withdrawn: ", in_words(taken)))
        else:
            self._tell(plain("nothing to withdraw here"))

    def action_reason(self) -> None:
        """Ask for the reason of what was said last, and keep it."""
        spot = self._subject
        said = self._standing(spot).said_last
        about = in_words(said).plain if said else f"nothing said yet: marks it {Mark.SEEN}"

        def keep(reason: str | None) -> None:
            if reason is None:
                return
            notebook = self._desk.notebook
            record = notebook.give_reason(said, reason) if said else notebook.note(spot.article, *spot.span, reason)
            if record:
                self._desk.keep(record)

        self.app.push_screen(ReasonEditor(about, spot.words, said.note if said else ""), keep)

    def action_log(self) -> None:
        """Show all that was said of the sentence; of others only while they are shown."""
        spot = self._subject
        claims = self._desk.claims_on(spot.article, *spot.span)
        if not claims:
            self._tell(plain("nothing was ever said here"))
            return
        title = f"Log · sentence {spot.number + 1} of {len(spot.article.sentences)}"
        self.app.push_screen(log_dialog(title, log(claims, {spot.article.id: spot.article}.get)))

    def action_undo(self) -> None:
        """Take back the last thing said, and go where that was."""
        self._tell_undone("undone", self._desk.undo(), undone_in_words)

    def action_redo(self) -> None:
        """Say again what was undone, and go where that was."""
        self._tell_undone("done again", self._desk.redo(), done_again_in_words)

    def _tell_undone(self, what: str, undone: Undone | None, change_in_words: Callable[[Undone], Content]) -> None:
        self._just_said = None
        if undone is None:
            self._tell(plain(f"nothing to be {what}"))
            return
        article_id = undone.record.article
        is_open = article_id in self._ids
        if is_open:
            number = self._ids.index(article_id)
            article = self._articles[number]
            found = place(undone.record.anchor, article.text, article.sha256)
            if found.span:
                self._go(number, sentence_at(article, found.span[0]))
        where = "" if is_open else f" in {article_id}, which is not open"
        self._tell(Content.assemble(plain(f"{what}{where}: "), change_in_words(undone)))

    # What else there is

    def action_entities(self) -> None:
        """Show or hide the colours of entities."""
        self._entities_shown = not self._entities_shown
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
        self._show()

    def action_back(self) -> None:
        """Go back to the library."""
        self.post_message(self.Left())

    def _works(self, call: str) -> bool:
        """Whether a key does something now: withdraw only where something stands."""
        _, name, parameters = parse(call)
        return name != "withdraw" or self._withdrawable(Aspect(str(parameters[0]))) is not None

    def _withdrawable(self, aspect: Aspect) -> Record | None:
        standing = self._standing(self._subject)
        if aspect is Aspect.STATEMENT:
            return standing.statement or standing.decided_statement
        return standing.content or standing.mark or standing.decided_content
