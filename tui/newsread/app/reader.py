"""The reader: several articles side by side, one sentence under the cursor, and what is said of it."""

import os
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
from newsread.app.actions import Where, actions, bindings, key_of, working
from newsread.app.all_tellings import AllTellings
from newsread.app.bars import KeyBar, TitleBar, plain
from newsread.app.browsing import open_in_browser, why_not
from newsread.app.changed_text import same_sentence
from newsread.app.citation import citation
from newsread.app.claim_bar import ClaimBar, claim_line, done_again_in_words, in_words, undone_in_words
from newsread.app.claims_here import claims_here, claims_here_in_words, selection_in_words
from newsread.app.clipboard import copy
from newsread.app.comparing import Comparing
from newsread.app.counterpart_dialog import CounterpartDialog
from newsread.app.desk import Desk
from newsread.app.dialogs import ReasonEditor
from newsread.app.find_bar import FindBar
from newsread.app.jump_mode import JumpMode
from newsread.app.jumping import labels
from newsread.app.layers import Layer, Styled
from newsread.app.legend import legend_line, styled
from newsread.app.lit import Stop
from newsread.app.log_dialog import log_dialog
from newsread.app.margin import Note, note_of, note_of_another
from newsread.app.names import Names
from newsread.app.pane import Pane
from newsread.app.scroll_link import Sync
from newsread.app.selecting import Selection, selected, sentence_selected, span_selected
from newsread.app.side_by_side import SideBySide
from newsread.app.side_panel import SidePanel, WithPanel
from newsread.app.spots import Spot, first_to_read, next_unseen, sentence_at
from newsread.app.spread_dialog import SpreadDialog
from newsread.app.spreading import Spreading, Target
from newsread.app.supporting import NO_VERDICT, ask_for_evidence, with_verdict
from newsread.app.syncing import Syncing
from newsread.app.titles import annotator_line, articles_in_words, progress_line, ways_line, workspace_line
from newsread.articles.article import Article, Unreadable
from newsread.printable import printable
from newsread.tags.log import log
from newsread.tags.notebook import Undone
from newsread.tags.placing import place
from newsread.tags.records import Aspect, Mark, Record, Verdict
from newsread.tags.sayings import Judgement
from newsread.tags.standing import Standing
from newsread.wording import count_of

_WORKING = {where: {action.call for action in working(where)} for where in (Where.READER, Where.SELECTING, Where.PANEL)}
"""What keys call, as long as nothing is selected by keys, and then."""
_OF_SELECTING = {parse(action.call)[1] for action in actions(Where.SELECTING)}

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
    sync: Sync = Sync.CLAIM
    """How the other panes move along."""
    suggestions: bool = True
    """Whether the machine's suggestions are shown."""
    panes: int | None = None
    """How many panes the reader wishes to see; None for as many as can be read with ease."""

    @property
    def spot(self) -> Spot | None:
        """The sentence under the cursor, once one was."""
        sentence = self.cursors.get(self.active)
        return None if sentence is None else Spot(self.articles[self.active], sentence)

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

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.SELECTING), *bindings(Where.READER)]
    AUTO_FOCUS = ""  # else the line for what is sought would take the keys

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
        self._selection: Selection | None = None
        self._selecting = False
        """Whether keys change what is selected, rather than moving the cursor."""
        self._just_said: Spot | None = None
        self._message: Content | None = None
        self._title = TitleBar()
        self._side_by_side = SideBySide(reading.articles, reading.active, self._dress)
        self._comparing = Comparing(desk, lambda: self._articles, suggestions=reading.suggestions)
        self._syncing = Syncing(self._side_by_side, reading.sync, reading.active)
        self._all_tellings = AllTellings()
        self._names = Names(desk, lambda: self._articles if self._comparing.suggestions else ())
        self._panel = SidePanel(desk, lambda: self._articles, lambda: self._spot, self._names.lighting)
        self._side_by_side.spared = self._panel.takes
        self._side_by_side.wished = reading.panes
        self._claim = ClaimBar()
        self._find = FindBar(lambda: self._articles, lambda: (self._active, self._spot.number), self._go_by_hand)
        self._keys = KeyBar([*actions(Where.SELECTING), *actions(Where.PANEL), *actions(Where.READER)], self._works)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        with WithPanel():
            yield self._side_by_side
            yield self._panel
        yield self._all_tellings
        yield self._claim
        yield self._find
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
        self._sync(moved=True)
        self._show()

    # The panes

    def _dress(self, pane: Pane) -> None:
        self._show_entities(pane)
        self._show_found(pane)
        self._show_lit(pane)
        pane.show_dimmed(self._panel.dimmed(pane.article))
        self._show_notes(pane)

    def _show_notes(self, pane: Pane) -> None:
        pane.show_notes(partial(self._notes, pane.article))
        claims = self._desk.standings(pane.article).other_words
        pane.show_layer(Layer.CLAIMS, [Styled(*span, ("judged",)) for span in claims])

    def _notes(self, article: Article, sentence: int) -> list[Note]:
        """Return what stands beside a sentence: what its reader says, and behind that what the others say."""
        saved = self._desk.notebook.is_saved
        own = [note_of(record, saved=saved(record)) for record in self._desk.standings(article)[sentence].said]
        others = (said[sentence].said for said in self._desk.others.standings(article).values())
        return [*own, *(note_of_another(record) for said in others for record in said)]

    def _show_found(self, pane: Pane) -> None:
        pane.show_layer(Layer.FOUND, self._find.spans(self._ids.index(pane.article.id)))

    def _show_lit(self, pane: Pane) -> None:
        lit = self._names.lighting.lit
        pane.show_layer(Layer.LIT, lit.styled(pane.article.id) if lit else ())

    def _show_entities(self, pane: Pane) -> None:
        shown = self._entities_shown and self._comparing.suggestions
        pane.show_layer(Layer.ENTITIES, styled(self._named(pane.article) if shown else ()))

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
        return Reading(
            self._articles,
            self._active,
            dict(self._cursors),
            self._entities_shown,
            self._syncing.mode,
            self._comparing.suggestions,
            self._side_by_side.wished,
        )

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
        return self._just_said or self._aim

    @property
    def _aim(self) -> Spot:
        """What a verdict or a mark is said of: what is selected, else the sentence under the cursor."""
        spot = self._spot
        if self._selection is None:
            return spot
        return Spot(spot.article, sentence_at(spot.article, self._selection.start), self._selection.span)

    @property
    def where(self) -> Where:
        """Which of the actions work now."""
        if self._panel.has_focus:
            return Where.PANEL
        return Where.SELECTING if self._selecting else Where.READER

    def _standing(self, spot: Spot) -> Standing:
        standings = self._desk.standings(spot.article)
        if spot.selected:
            return standings.on_words(spot.number, spot.selected)
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
        self._sync(moved=True)
        self._desk.want_analysed(self._ids[shown] for shown in self._side_by_side.shown)
        self._show()

    def _go_by_hand(self, number: int, sentence: int) -> None:
        self._just_said = self._message = None
        self._show_selected(None)
        self._go(number, sentence)

    def _sync(self, *, moved: bool) -> None:
        """Let the other panes follow to the sentence under the cursor, if that has `moved` or answers to others now."""
        self._syncing.show(self._active, self._spot, self._comparing.tellings, moved=moved)

    # What is shown around the panes

    def _show(self) -> None:
        progress = self._desk.progress_of(self._articles)
        self._title.show(
            workspace_line(self._desk, self._articles_in_words(), progress),
            Content.assemble(self._ways(), annotator_line(self._desk)),
            progress_line(self._desk, progress),
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
        below = self._message or (plain(problem, "$warning") if problem else None) or self._told_of_words()
        below = below or self._told_of_names()
        below = below or self._comparing.difference(subject, self._side_by_side.shown) or self._legend()
        self._claim.show(line, self._comparing.told(subject), below, whole=bool(problem) and not self._message)
        if self._all_tellings.is_open:
            self._all_tellings.show(self._comparing.in_full(subject))
        self._keys.show()

    def _told_of_words(self) -> Content | None:
        """Return what is selected, or which claims share the words of the sentence."""
        if self._selection:
            return plain(selection_in_words(self._selection, goes_on=self._selecting), "bold")
        several = claims_here_in_words(self._desk.standings(self._spot.article), self._spot)
        return plain(several, "$quiet") if several and not self._just_said else None

    def _ways(self) -> Content:
        sync = self._syncing.mode if len(self._side_by_side.shown) > 1 else None
        return ways_line(sync, suggestions=self._comparing.suggestions)

    def _articles_in_words(self) -> str:
        """Return which articles are shown, and how many different texts all of them are as soon as that is known."""
        shown = articles_in_words(self._side_by_side.shown, len(self._articles))
        if self.size.width < _TEXTS_IN_TITLE_FROM or len(self._articles) < 2:
            return shown
        shared = self._comparing.shared(*self._articles)
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

    def _told_of_names(self) -> Content | None:
        """Return what is lit, or what is dimmed."""
        if lit := self._names.line():
            return Content.assemble(lit, plain(f" · {key_of('stop')} ends", "$quiet"))
        if self._panel.dims:
            return plain(f"the rest is dim: {self._panel.dims} · {key_of('stop')} ends", "$quiet")
        return None

    def _legend(self) -> Content:
        if not self._comparing.suggestions:
            return Content("")
        return legend_line(shown=self._entities_shown, waiting=self._spot.article.id not in self._desk.entities)

    def _tell(self, message: Content) -> None:
        self._message = message
        self._show()

    def _said_changed(self, article_id: str | None) -> None:
        for pane in self._side_by_side.panes:
            if article_id in {None, pane.article.id}:
                self._show_notes(pane)
        if self._comparing.look_at_answers():
            self._sync(moved=False)
        self._show()

    async def _arrived(self, article_id: str | None) -> None:
        if article_id in self._ids:
            await self._take_text(self._ids.index(article_id))
        for pane in self._side_by_side.panes:
            if pane.article.id == article_id:
                self._show_entities(pane)
        self._show()

    def _shared(self, _: None) -> None:
        self._comparing.forget()
        self._names.follow()
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
            self._show_lit(pane)
        self._sync(moved=False)
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
        self._comparing.forget()
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._sync(moved=False)
        self._find.look_again()
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
        """Go to the next claim of which nothing was said, or the one before; in a search to the next hit."""
        if self._find.turn(direction):
            return
        self._just_said = self._message = None
        self._show_selected(None)
        self._go_to_unseen(direction)

    def on_pane_pointed(self, event: Pane.Pointed) -> None:
        """Go where the mouse points."""
        self.set_focus(None)
        self._go_by_hand(self._ids.index(event.article_id), event.sentence)
        if self._names.point(event.article_id, event.offset):
            self._lighting_changed()

    def action_article(self, number: int) -> None:
        """Go to the `number`-th article, to the counterpart of the sentence under the cursor if it has one."""
        if number > len(self._articles):
            self._tell(plain(f"there are {len(self._articles)} articles"))
            return
        telling = self._comparing.tellings.of(self._spot).get(self._ids[number - 1])
        self._go_by_hand(number - 1, telling.spot.number if telling else self._cursor(number - 1))

    # How the other panes move along

    def action_sync(self) -> None:
        """Move the other panes along in another way."""
        self._syncing.next_mode(self._active)
        self._show()

    def action_align(self) -> None:
        """Bring into view where the others tell the claim, however they move along otherwise."""
        if not self._syncing.align(self._active):
            self._tell(plain("no counterpart in the other panes"))

    def on_pane_held(self, event: Pane.Held) -> None:
        """Let the pane that is scrolled with the mouse lead the others."""
        self._syncing.hold(self._ids.index(event.article_id))

    def on_pane_scrolled(self, event: Pane.Scrolled) -> None:
        """Move the others along."""
        self._syncing.scrolled(self._ids.index(event.article_id))

    def on_pane_settled(self) -> None:
        """Bring the panes to where they belong in their new sizes."""
        self._syncing.settled(self._active)

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
        """Give a verdict on the sentence, or on what is selected, and go to the next untagged sentence."""
        spot = self._aim
        self._desk.said_last = judgement = Judgement(Verdict(verdict), Aspect(aspect))
        standing = self._standing(spot)
        shown = standing.statement if judgement.aspect is Aspect.STATEMENT else standing.content
        # The verdict shown may be that of another claim, which overlaps the sentence and was judged later.
        again = shown is not None and shown.verdict is not judgement.verdict
        self._keep(spot, self._desk.notebook.judge(spot.article, *spot.span, judgement, again=again))

    def action_mark(self, said: str) -> None:
        """Mark the sentence, or what is selected, and go to the next untagged sentence."""
        spot = self._aim
        self._desk.said_last = Mark(said)
        self._keep(spot, self._desk.notebook.mark(spot.article, *spot.span, Mark(said)))

    def _keep(self, spot: Spot, record: Record | None) -> None:
        if record:
            self._desk.keep(record)
        self._just_said, self._message = spot, None
        self._show_selected(None)
        self._go_to_unseen(1)

    def action_repeat(self) -> None:
        """Say again, of the sentence or of what is selected, what was said last."""
        match self._desk.said_last:
            case Judgement(verdict=verdict, aspect=aspect):
                self.action_judge(verdict, aspect)
            case Mark() as mark:
                self.action_mark(mark)
            case None:
                self._tell(plain("nothing was said yet that could be repeated"))

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

    def action_counterparts(self) -> None:
        """List the counterparts of the sentence, to go there, or to confirm, reject or name them."""
        spot = self._spot
        if not spot.article.sentences or len(self._articles) < 2:
            self._tell(plain("there is no other article to look for counterparts in"))
            return

        def go(there: Spot | None) -> None:
            if there:
                self._go_by_hand(self._ids.index(there.article.id), there.number)
            else:
                self._show()

        self.app.push_screen(CounterpartDialog(self._desk, spot, self._articles), go)

    def action_spread(self) -> None:
        """Offer to give the verdict to the confirmed counterparts too."""
        spot = self._subject
        spreading = Spreading(self._desk, spot, self._standing(spot))
        if spreading.refusal or not spreading.verdict:
            self._tell(plain(spreading.refusal))
            return

        def give(ticked: Sequence[Target] | None) -> None:
            if ticked:
                self._tell(spreading.spread(ticked))

        self.app.push_screen(SpreadDialog(spreading.verdict, spreading.targets), give)

    def action_evidence(self) -> None:
        """Ask for the evidence of the verdict that was given last, and keep it."""
        spot = self._subject
        if verdict := with_verdict(self._standing(spot).said):
            ask_for_evidence(self.app, self._desk, verdict, spot.span, self._articles)
        else:
            self._tell(plain(NO_VERDICT))

    def action_log(self) -> None:
        """Show all that was said of the sentence; of others only while they are shown."""
        spot = self._subject
        claims = self._desk.claims_on(spot.article, *spot.span)
        if not claims:
            self._tell(plain("nothing was ever said here"))
            return
        title = f"Log · sentence {spot.number + 1} of {len(spot.article.sentences)}"
        logs = log(claims, {spot.article.id: spot.article}.get, record_of=self._desk.notebook.record)
        self.app.push_screen(log_dialog(title, logs))

    def action_undo(self) -> None:
        """Take back the last thing said, and go where that was."""
        self._tell_undone("undone", self._desk.undo(), undone_in_words)

    def action_redo(self) -> None:
        """Say again what was undone, and go where that was."""
        self._tell_undone("done again", self._desk.redo(), done_again_in_words)

    def _tell_undone(self, what: str, undone: Undone | None, change_in_words: Callable[[Undone], Content]) -> None:
        self._just_said = None
        self._show_selected(None)
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

    # Selecting

    def action_select(self) -> None:
        """Select words: the sentence to begin with, or what is selected already."""
        spot = self._spot
        if spot.article.sentences:
            self._select(self._selection or sentence_selected(spot.article, spot.number), goes_on=True)

    def action_word(self, direction: int) -> None:
        """Move an end of the selection by a word."""
        if self._selection:
            self._select(self._selection.by_word(direction), goes_on=True)

    def action_sentence(self, direction: int) -> None:
        """Move an end of the selection by a sentence."""
        if self._selection:
            self._select(self._selection.by_sentence(direction), goes_on=True)

    def action_other_end(self) -> None:
        """Let the keys move the other end."""
        if self._selection:
            self._select(self._selection.from_other_end(), goes_on=True)

    def action_keep_selection(self) -> None:
        """Keep what is selected, and let the keys move the cursor again."""
        self._select(self._selection)

    def action_select_none(self) -> None:
        """Select nothing."""
        self._select(None)

    def action_claim_here(self) -> None:
        """Select the next of the claims that have words in the sentence; behind the last one select nothing."""
        spot = self._spot
        turns = [None, *claims_here(self._desk.standings(spot.article), spot)]
        now = self._selection.span if self._selection else None
        span = turns[(turns.index(now) + 1) % len(turns)] if now in turns else turns[-1]
        if len(turns) == 1:
            self._tell(plain("there is no other claim in this sentence"))
        else:
            self._select(span_selected(spot.article, span) if span else None)

    def on_pane_dragged(self, event: Pane.Dragged) -> None:
        """Select what the mouse was pulled over; the keys can move its ends."""
        number = self._ids.index(event.article_id)
        selection = selected(self._articles[number], event.one, event.other)
        if selection:
            self._go_by_hand(number, sentence_at(selection.article, selection.start))
        self._select(selection, goes_on=selection is not None)

    def _select(self, selection: Selection | None, *, goes_on: bool = False) -> None:
        self._just_said = self._message = None
        self._show_selected(selection, goes_on=goes_on)
        if selection:
            self._side_by_side.pane(self._active).show_place(selection.moving - selection.at_end)
        self._show()

    def _show_selected(self, selection: Selection | None, *, goes_on: bool = False) -> None:
        self._selection, self._selecting = selection, goes_on
        for pane in self._side_by_side.panes:
            here = selection and pane.article is selection.article
            pane.show_layer(Layer.SELECTION, [Styled(*selection.span, ("selected",))] if selection and here else ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of selecting work while something is selected by them; they lie over the others."""
        _ = parameters
        return self._selecting or action not in _OF_SELECTING

    # What else there is

    def action_entities(self) -> None:
        """Show or hide the colours of entities."""
        self._entities_shown = not self._entities_shown
        if not self._entities_shown:
            self._end_lighting()
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
        self._show()

    def action_find(self) -> None:
        """Seek something in all articles."""
        self._find.begin()

    def on_find_bar_changed(self) -> None:
        """Show what is found now."""
        for pane in self._side_by_side.panes:
            self._show_found(pane)

    def action_tellings(self) -> None:
        """Show or hide all tellings of the claim under each other."""
        self._all_tellings.open(shown=not self._all_tellings.is_open)
        self._show()

    def action_scroll(self, pages: int) -> None:
        """Scroll the tellings."""
        self._all_tellings.scroll_by(pages)

    def action_suggestions(self) -> None:
        """Hide or show all that the machine suggests; what the reader confirmed stays."""
        self._comparing.show_suggestions(shown=not self._comparing.suggestions)
        if not self._comparing.suggestions:
            self._end_lighting()
            self._panel.undim()
            self.on_side_panel_left()
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
        self._sync(moved=False)
        self._show()

    def action_jump(self) -> None:
        """Let a letter go to any sentence that begins on the screen."""
        places = [
            (number, sentence)
            for number in self._side_by_side.shown
            for sentence in self._side_by_side.pane(number).beginning_in_view
        ]
        by_label = dict(zip(labels(len(places)), places, strict=False))
        for number in self._side_by_side.shown:
            of_pane = {sentence: label for label, (of, sentence) in by_label.items() if of == number}
            self._side_by_side.pane(number).show_labels(of_pane)

        def go(place: tuple[int, int] | None) -> None:
            for pane in self._side_by_side.panes:
                pane.show_labels({})
            if place:
                self._go_by_hand(*place)

        self.app.push_screen(JumpMode(by_label), go)

    def action_panes(self, more: int) -> None:
        """Show one more article side by side, or one fewer."""
        shown = len(self._side_by_side.shown)
        self._side_by_side.wished = max(1, shown + more)
        self._go(self._active, self._cursor(self._active))
        if len(self._side_by_side.shown) == shown:
            self._side_by_side.wished = shown
            self._tell(plain("there is no room for more" if more > 0 else "one article is the least"))

    def action_stop(self) -> None:
        """End the search; where there is none hide the tellings; where they are not shown go back."""
        if self._find.end():
            return
        if self._all_tellings.is_open:
            self.action_tellings()
        elif not self._end_lighting() and not self._panel.undim():
            self.action_back()

    # What is named, and the panel

    def action_mention(self, direction: int) -> None:
        """Go to where what is lit is named next, or before; where nothing is lit, light something first."""
        self._light_up(self._names.walk(self._spot, direction))

    def action_light_name(self) -> None:
        """Light what the sentence names; again, the next that it names."""
        self._light_up(self._names.choose(self._spot))

    def _light_up(self, stop: Stop | None) -> None:
        if stop is None:
            self._tell(plain(self._names.why_none))
            return
        self._go_to_place(stop.article, stop.start)
        self._lighting_changed()

    def _end_lighting(self) -> bool:
        was_lit = self._names.lighting.end()
        if was_lit:
            self._lighting_changed()
        return was_lit

    def _lighting_changed(self) -> None:
        for pane in self._side_by_side.panes:
            self._show_lit(pane)
        self._panel.follow_lit()
        self._show()

    def _go_to_place(self, article_id: str, offset: int) -> None:
        number = self._ids.index(article_id)
        self._go_by_hand(number, sentence_at(self._articles[number], offset))
        self._side_by_side.pane(number).show_place(offset)

    def action_panel(self) -> None:
        """Open the side panel, and give it the keys."""
        if not self._comparing.suggestions:
            self._tell(plain(self._names.why_none))
            return
        self._panel.open()
        self._make_room()

    def _make_room(self) -> None:
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._show()

    def on_side_panel_left(self) -> None:
        """Close the panel."""
        self.set_focus(None)
        self._panel.close()
        self._make_room()

    def on_side_panel_focus_changed(self) -> None:
        """Offer the keys that work now."""
        self._keys.show()

    def on_side_panel_dimmed(self) -> None:
        """Dim what the panel says."""
        for pane in self._side_by_side.panes:
            pane.show_dimmed(self._panel.dimmed(pane.article))
        self._show()

    def on_side_panel_went(self, event: SidePanel.Went) -> None:
        """Go to a place."""
        self._go_to_place(event.article, event.offset)

    def on_side_panel_walked(self, event: SidePanel.Walked) -> None:
        """Go to the next place of a name."""
        self._light_up(self._names.walk_along(event.entity, self._spot))

    def on_side_panel_says(self, event: SidePanel.Says) -> None:
        """Tell it."""
        self._tell(plain(event.words))

    # To other programs

    def action_cite(self) -> None:
        """Copy the words with their source, by every way that there is, and say which."""
        if not self._spot.article.sentences:
            self._tell(plain("there are no words to copy"))
            return
        text = citation(self._aim.article, *self._aim.span)
        self.app.copy_to_clipboard(text)

        def copy_elsewhere() -> None:
            taken = ", ".join(["terminal (OSC 52)", *copy(text, os.environ)])
            self.app.call_later(self._tell_if_here, f"copied: {taken}")

        self.run_worker(copy_elsewhere, thread=True, group="clipboard", exit_on_error=False)

    def action_open_address(self) -> None:
        """Open the article's address in the browser, or say why not."""
        url = self._spot.article.source.url
        refusal = why_not(url, os.environ)
        if refusal or not url:
            self.notify(printable(refusal or ""), timeout=20, markup=False)  # whole, so that it can be copied
            return

        def open_it() -> None:
            self.app.call_later(self._tell_if_here, open_in_browser(url))

        self.run_worker(open_it, thread=True, group="browser", exit_on_error=False)

    def _tell_if_here(self, words: str) -> None:
        if self.is_current:
            self._tell(plain(words))

    def action_back(self) -> None:
        """Go back to the library."""
        self.post_message(self.Left())

    def _works(self, call: str) -> bool:
        """Whether a key does something now: withdraw only where something stands."""
        _, name, parameters = parse(call)
        if call not in _WORKING[self.where]:
            return False
        if name == "evidence":
            return with_verdict(self._standing(self._subject).said) is not None
        if name == "spread":
            return any(record.verdict for record in self._standing(self._subject).said)
        if name == "claim_here":
            return bool(claims_here(self._desk.standings(self._spot.article), self._spot))
        return name != "withdraw" or self._withdrawable(Aspect(str(parameters[0]))) is not None

    def _withdrawable(self, aspect: Aspect) -> Record | None:
        standing = self._standing(self._subject)
        if aspect is Aspect.STATEMENT:
            return standing.statement or standing.decided_statement
        return standing.content or standing.mark or standing.decided_content
