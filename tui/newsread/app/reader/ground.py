"""The ground of the reader: its parts, where it is, and what is shown around the panes."""

from collections.abc import Sequence
from functools import partial

from textual.actions import parse
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from newsread.analysis.result import Entity
from newsread.annotations.records import Aspect, Record
from newsread.annotations.sentence_states import Standing
from newsread.app.actions.acting import Acting
from newsread.app.actions.keys import actions, calls, key_of
from newsread.app.actions.places import Where
from newsread.app.dialogs.reasons import with_verdict
from newsread.app.reader.changed_text import same_sentence
from newsread.app.reader.claim_bar import ClaimBar, claim_lines
from newsread.app.reader.claim_layout import Lines, rows_for
from newsread.app.reader.claims_here import claims_here, claims_here_in_words, said_in_full, selection_in_words
from newsread.app.reader.comparing import Comparing
from newsread.app.reader.find_bar import FindBar
from newsread.app.reader.margin import CHANGED_SIGN, Note, note_of, note_of_another
from newsread.app.reader.named_entities import Names
from newsread.app.reader.pane import Pane
from newsread.app.reader.reading import Reading
from newsread.app.reader.selection import Selection
from newsread.app.reader.side_by_side import SideBySide
from newsread.app.reader.side_panel import SidePanel, WithPanel
from newsread.app.reader.subject import Subject
from newsread.app.reader.syncing import Syncing
from newsread.app.reader.wordings_view import AllTellings
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot, first_to_read, next_unseen, sentence_at
from newsread.app.session.withdrawal import withdrawable
from newsread.app.style.legend import legend_line, styled
from newsread.app.widgets.bars import KeyBar, TitleBar, plain
from newsread.app.widgets.layers import Layer, Styled
from newsread.app.widgets.title_text import annotator_line, articles_in_words, shorter_lines, ways_line, workspace_line
from newsread.articles.article import Article, Unreadable
from newsread.text.printable import printable
from newsread.text.wording import count_of

_TEXTS_IN_TITLE_FROM = 100
"""The width of the screen from which its title has room for how many texts the articles are."""
_MOST_ANALYSED = 50
"""How many articles are analysed before they are looked at."""


class Ground(Acting, Screen[None]):
    """Articles side by side, with one sentence under the cursor. What can be done there is added by other classes."""

    AUTO_FOCUS = ""  # else the line for what is sought would take the keys

    def __init__(self, desk: Desk, reading: Reading) -> None:
        super().__init__()
        self._desk = desk
        self._articles = list(reading.articles)
        self._ids = [article.id for article in reading.articles]
        self._active = reading.active
        self._cursors = dict(reading.cursors)
        self._entities_shown = reading.entities
        self._subject = Subject(lambda: self._spot)
        self._message: Content | None = None
        self._title = TitleBar()
        first = reading.active if reading.first is None else reading.first
        self._side_by_side = SideBySide(reading.articles, first, self._dress, reading.tops)
        self._comparing = Comparing(desk, lambda: self._articles)
        self._syncing = Syncing(self._side_by_side, reading.sync, reading.active, rests=bool(reading.tops))
        self._all_tellings = AllTellings()
        self._names = Names(desk, lambda: self._articles)
        self._panel = SidePanel(desk, lambda: self._articles, lambda: self._spot, self._names.lighting)
        self._side_by_side.spared = self._panel.takes
        self._side_by_side.wished = reading.panes
        self._panel.take_up(reading.panel, shown=reading.panel_shown and desk.suggestions.shown)
        self._all_tellings.open(shown=reading.tellings)
        self._left_size = reading.size
        self._sought = reading.sought
        self._claim = ClaimBar()
        self._find = FindBar(lambda: self._articles, lambda: (self._active, self._spot.number), self._go_by_hand)
        self._keys = KeyBar([*actions(Where.SELECTING), *actions(Where.PANEL), *actions(Where.READER)], self.works)

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
        self._desk.called.begin(self._articles)
        self._desk.said.subscribe(self, self._said_changed)
        self._desk.arrived.subscribe(self, self._arrived)
        self._desk.shared.subscribe(self, self._shared)
        nearest_first = sorted(range(len(self._articles)), key=lambda number: abs(number - self._active))
        self._desk.want_analysed([self._ids[number] for number in nearest_first[:_MOST_ANALYSED]])
        self._desk.sharing.want(self._ids)
        if self._sought:
            self._find.take_up(self._sought)

    def on_unmount(self) -> None:
        """Take the numbers along that the articles are called by."""
        self._desk.called.end(self._articles)

    @property
    def _is_away(self) -> bool:
        """Whether another screen stands in its place. What changes then is taken in when it is taken up again."""
        return self not in self.app.screen_stack

    async def take_up(self, there: Spot | None = None) -> None:
        """Take in what has changed while the reader was away, and go to a sentence, if one is to be read."""
        self._message = None
        for number in range(len(self._articles)):
            await self._take_text(number)
        self._comparing.forget()
        self._follow_names()
        for pane in self._side_by_side.panes:
            self._dress(pane)
        self._sync(moved=False)
        if there:
            self._go_by_hand(self._ids.index(there.article.id), there.number)
        else:
            self._show()

    def on_resize(self) -> None:
        """Stand as many panes side by side as the new width has room for."""
        if self._syncing.rests and self._left_size != self.size:
            self._syncing.rests = False
            self._side_by_side.keeps_cursor_in_view = True
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._sync(moved=True)
        self._show()

    # The panes

    def _dress(self, pane: Pane) -> None:
        self._show_entities(pane)
        self._show_found(pane)
        self._show_lit(pane)
        self._show_selected(pane)
        pane.show_dimmed(self._panel.dimming.of(pane.article))
        self._show_notes(pane)

    def _show_notes(self, pane: Pane) -> None:
        pane.show_notes(partial(self._notes, pane.article))
        claims = self._desk.standings(pane.article).other_words
        pane.show_layer(Layer.CLAIMS, [Styled(*span, ("judged",)) for span in claims])

    def _notes(self, article: Article, sentence: int) -> list[Note]:
        """Return what stands beside a sentence: what its reader says, and behind that what the others say."""
        saved = self._desk.notebook.is_saved
        standings = self._desk.standings(article)
        own = [
            note_of(
                record,
                saved=saved(record),
                on_words=standings.other_words_of(sentence, record) is not None,
                changed=standings.has_changed_around(sentence, record),
            )
            for record in standings[sentence].said
        ]
        others = [
            note_of_another(
                record,
                on_words=theirs.other_words_of(sentence, record) is not None,
                changed=theirs.has_changed_around(sentence, record),
            )
            for theirs in self._desk.others.standings(article).values()
            for record in theirs[sentence].said
        ]
        return [*own, *others]

    def _show_found(self, pane: Pane) -> None:
        pane.show_layer(Layer.FOUND, self._find.spans(self._ids.index(pane.article.id)))

    def _show_selected(self, pane: Pane) -> None:
        selection = self._subject.selection
        here = selection and pane.article is selection.article
        pane.show_layer(Layer.SELECTION, [Styled(*selection.span, ("selected",))] if selection and here else ())

    def _show_lit(self, pane: Pane) -> None:
        lit = self._names.lighting.lit
        pane.show_layer(Layer.LIT, lit.styled(pane.article.id) if lit else ())

    def _show_entities(self, pane: Pane) -> None:
        shown = self._entities_shown and self._desk.suggestions.shown
        pane.show_layer(Layer.ENTITIES, styled(self._named(pane.article) if shown else ()))

    def _named(self, article: Article) -> Sequence[Entity]:
        """Return what an article names: as all articles together tell it, or until then as the model found it."""
        shared = self._desk.suggestions.of(article)
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
            self._desk.suggestions.shown,
            self._side_by_side.wished,
            self._side_by_side.shown.start,
            self._side_by_side.tops,
            self._panel.view,
            self._panel.display,
            self._find.sought,
            self._all_tellings.is_open,
            (self.size.width, self.size.height),
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
    def where(self) -> Where:
        """Which of the actions work now."""
        if self._panel.has_focus:
            return Where.PANEL
        return Where.SELECTING if self._subject.is_selecting else Where.READER

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
        self._syncing.rests = False
        self._side_by_side.keeps_cursor_in_view = True
        self._cursors[number] = max(0, min(sentence, last))
        self._side_by_side.show(self.size.width, number, self._cursor(number))
        self._sync(moved=True)
        self._desk.want_analysed(self._ids[shown] for shown in self._side_by_side.shown)
        self._show()

    def _go_by_hand(self, number: int, sentence: int) -> None:
        self._select(None)
        self._go(number, sentence)

    def _go_to_place(self, article_id: str, offset: int) -> None:
        number = self._ids.index(article_id)
        self._go_by_hand(number, sentence_at(self._articles[number], offset))
        self._side_by_side.pane(number).show_place(offset)

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

    def _sync(self, *, moved: bool) -> None:
        """Let the other panes follow to the cursor's sentence, or what is selected: it `moved`, or has others now."""
        self._syncing.show(self._active, self._subject.aim, self._comparing.tellings, moved=moved)

    def _select(self, selection: Selection | None, *, by_keys: bool = False) -> None:
        """Speak of what is selected from now on, or of the sentence under the cursor."""
        self._message = None
        had = self._subject.selection
        self._subject.select(selection, by_keys=by_keys)
        self._selection_changed()
        if had != selection:
            self._sync(moved=False)

    def _selection_changed(self) -> None:
        for pane in self._side_by_side.panes:
            self._show_selected(pane)

    # What is shown around the panes

    def _show(self) -> None:
        progress = self._desk.progress_of(self._articles)
        for article in self._articles if self._desk.others.shown else ():
            self._desk.others.standings(article)  # so that of those which are not shown the lost tags are counted, too
        self._title.show(
            workspace_line(self._desk, self._articles_in_words(), progress),
            Content.assemble(self._ways(), annotator_line(self._desk)),
            shorter_lines(self._desk, self._articles_in_words(), progress, self._which_are_shown()),
        )
        subject = self._subject.now
        claim = claim_lines(
            subject,
            self._standing(subject),
            self._desk,
            self._others_on(subject),
            just_said=self._subject.just_said is not None,
        )
        problem = self._problem()
        message = self._message or (plain(problem, "$warning") if problem else None)
        lines = Lines(
            claim,
            self._comparing.told(subject),
            self._comparing.difference(subject, self._side_by_side.shown),
            message or self._told_of_words() or self._told_of_names(),
            self._legend(),
        )
        rows = rows_for(self.size.height, len(self._articles))
        self._claim.show(lines, rows, whole=bool(problem) and not self._message)
        if self._all_tellings.is_open:
            self._all_tellings.show(self._comparing.in_full(subject, self._said_in_full))
        self._keys.show()

    def _said_in_full(self, spot: Spot) -> Sequence[Content]:
        return said_in_full(self._standing(spot), self._others_on(spot), self._desk.called)

    def _told_of_words(self) -> Content | None:
        """Return what is selected, or which claims share the words of the sentence."""
        if selection := self._subject.selection:
            return plain(selection_in_words(selection, goes_on=self._subject.is_selecting), "bold")
        several = claims_here_in_words(self._desk.standings(self._spot.article), self._spot)
        return plain(several, "$quiet") if several and not self._subject.just_said else None

    def _ways(self) -> Content:
        bright = self._panel.dimming.kept or ""
        return ways_line(self._syncing.mode, suggestions=self._desk.suggestions.shown, bright=bright)

    def _which_are_shown(self) -> str:
        """Return which articles of how many are shown; empty where all are."""
        shown, count = self._side_by_side.shown, len(self._articles)
        return articles_in_words(shown, count) if len(shown) < count else ""

    def _articles_in_words(self) -> str:
        """Return which articles are shown, and how many different texts all of them are as soon as that is known."""
        shown = articles_in_words(self._side_by_side.shown, len(self._articles))
        if self.size.width < _TEXTS_IN_TITLE_FROM or len(self._articles) < 2:
            return shown
        shared = self._desk.suggestions.of(*self._articles)
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
            return f"{tags} of this article may be elsewhere, as its text has changed: {key_of('claims')} lists them."
        if changed := 0 if of_tags else desk.standings(self._spot.article).surroundings_changed:
            tags = count_of(changed, "tag")
            return (
                f"The text beside {tags} of this article has changed ({CHANGED_SIGN}): {key_of('claims')} lists them."
            )
        if of_tags:
            return of_tags
        of_text = None if article_id in desk.entities else desk.not_analysed.get(article_id) or desk.no_analysis
        return of_text or (None if self._subject.selection else desk.suggestions.problem)

    def _told_of_names(self) -> Content | None:
        """Return what is lit, or what is dimmed."""
        if lit := self._names.line():
            return Content.assemble(lit, plain(f" · {key_of('stop')} ends", "$quiet"))
        if kept := self._panel.dimming.kept:
            return plain(f"the rest is dim: {kept} · {key_of('stop')} ends", "$quiet")
        return None

    def _legend(self) -> Content:
        if not self._desk.suggestions.shown:
            return Content("")
        return legend_line(shown=self._entities_shown, waiting=self._spot.article.id not in self._desk.entities)

    def _tell(self, message: Content) -> None:
        self._message = message
        self._show()

    def _said_changed(self, article_id: str | None) -> None:
        if self._is_away:
            return
        for pane in self._side_by_side.panes:
            if article_id in {None, pane.article.id}:
                self._show_notes(pane)
        if self._comparing.look_at_answers():
            self._sync(moved=False)
        self._show()

    async def _arrived(self, article_id: str | None) -> None:
        if self._is_away:
            return
        if article_id in self._ids:
            await self._take_text(self._ids.index(article_id))
        for pane in self._side_by_side.panes:
            if pane.article.id == article_id:
                self._show_entities(pane)
        self._show()

    def _shared(self, _: None) -> None:
        if self._is_away:
            return
        self._comparing.forget()
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
        self._follow_names()
        self._sync(moved=False)
        self._show()

    def _follow_names(self) -> None:
        """Hold on to what is lit, as far as that is known now."""
        self._names.follow()
        for pane in self._side_by_side.panes:
            self._show_lit(pane)
        self._panel.look_again()
        self._panel.follow_lit()

    async def _take_text(self, number: int) -> None:
        """Show the text that an article has now, if it is another, with the cursor at the words where it stood."""
        before, now = self._articles[number], self._desk.workspace.article(self._ids[number])
        if now == before or isinstance(now, Unreadable):
            return  # also where a file came back as it was
        self._articles[number] = now
        if number in self._cursors:
            self._cursors[number] = same_sentence(Spot(before, self._cursors[number]), now)
        told = self._subject.take(before, now)
        self._find.forget(number)
        self._comparing.forget()
        self._follow_names()
        await self._side_by_side.take(number, now)
        self._selection_changed()
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._sync(moved=False)
        self._find.look_again()
        self._desk.want_analysed([now.id])
        self._message = plain(told, "bold $warning") if told else self._message
        self.notify(printable(f"{now.id} has changed on the disk: this is its text now."), timeout=4, markup=False)

    # What works now

    def works(self, call: str) -> bool:
        """Whether a key does something now: withdraw only where something stands."""
        _, name, parameters = parse(call)
        if call not in calls(self.where) or (self.where is Where.PANEL and not self._panel.works(name)):
            return False
        if name == "evidence":
            return with_verdict(self._standing(self._subject.now).said) is not None
        if name == "spread":
            return any(record.verdict for record in self._standing(self._subject.now).said)
        if name == "claim_here":
            return bool(claims_here(self._desk.standings(self._spot.article), self._spot))
        return name != "withdraw" or self._withdrawable(Aspect(str(parameters[0]))) is not None

    def _withdrawable(self, aspect: Aspect) -> Record | None:
        spot = self._subject.now
        linked = self._desk.standings(spot.article).confirmed_on(spot.number, spot.span)
        return withdrawable(self._standing(spot).said or linked, aspect)
