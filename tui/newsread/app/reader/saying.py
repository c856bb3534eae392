"""What a reader says of the words under the cursor, and of what was said before."""

from collections.abc import Callable, Sequence

from textual.content import Content

from newsread.annotations.anchoring.placing import place
from newsread.annotations.commands import Judgement, kept_in_words
from newsread.annotations.history import Called, log
from newsread.annotations.notebook import Undone
from newsread.annotations.records import Aspect, Mark, Record, Verdict
from newsread.app.actions.keys import key_of
from newsread.app.dialogs.apply_verdict import SpreadDialog, Spreading, Target
from newsread.app.dialogs.base import ReasonEditor
from newsread.app.dialogs.counterparts import CounterpartDialog
from newsread.app.dialogs.lines import log_dialog
from newsread.app.dialogs.reasons import NO_VERDICT, ask_for_evidence, ask_for_reason, first_reason, with_verdict
from newsread.app.reader.claim_bar import done_again_in_words, in_its_article, in_words, undone_in_words
from newsread.app.reader.ground import Ground
from newsread.app.session.spots import Spot, sentence_at
from newsread.app.widgets.bars import plain


class Saying(Ground):
    """Judges, marks, gives reasons and evidence, withdraws, spreads, undoes."""

    def action_judge(self, verdict: str, aspect: str) -> None:
        """Give a verdict on the sentence, or on what is selected, and go to the next untagged sentence."""
        spot = self._subject.aim
        self._desk.said_last = judgement = Judgement(Verdict(verdict), Aspect(aspect))
        standing = self._standing(spot)
        shown = standing.statement if judgement.aspect is Aspect.STATEMENT else standing.content
        # The verdict shown may be that of another claim, which overlaps the sentence and was judged later.
        again = shown is not None and shown.verdict is not judgement.verdict
        record = self._desk.notebook.judge(spot.article, *spot.span, judgement, again=again)
        self._keep(spot, record)
        if record and (kept := kept_in_words(record, judgement)):
            self._tell(plain(f"{kept} · {key_of('reason')} changes the reason, {key_of('evidence')} the evidence"))

    def action_mark(self, said: str) -> None:
        """Mark the sentence, or what is selected, and go to the next untagged sentence."""
        spot = self._subject.aim
        self._desk.said_last = Mark(said)
        self._keep(spot, self._desk.notebook.mark(spot.article, *spot.span, Mark(said)))

    def _keep(self, spot: Spot, record: Record | None) -> None:
        if record:
            self._desk.keep(record)
        self._message = None
        self._subject.say(spot)
        self._selection_changed()
        if spot.selected:
            self._sync(moved=False)
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
        spot = self._subject.now
        said = self._standing(spot).said_last

        def keep(reason: str | None) -> None:
            if reason is None:
                return
            notebook = self._desk.notebook
            record = notebook.give_reason(said, reason) if said else notebook.note(spot.article, *spot.span, reason)
            if record:
                self._desk.keep(record)
                self._tell_of_spread(spot)

        if said:
            ask_for_reason(self.app, self._desk, said, spot.words, keep)
            return
        draft = first_reason(self.app, self._desk, spot)
        about = f"nothing said yet: marks it {Mark.SEEN}"
        self.app.push_screen(ReasonEditor(about, spot.words, "", draft), keep)

    def _tell_of_spread(self, spot: Spot) -> None:
        """Say how many verdicts that were spread are without the reason that was given now, and what gives it."""
        if left := Spreading(self._desk, spot, self._standing(spot)).without_reason:
            self._tell(plain(f"the reason is kept · {left}"))

    def action_evidence(self) -> None:
        """Ask for the evidence of the verdict that was given last, and keep it."""
        spot = self._subject.now
        if verdict := with_verdict(self._standing(spot).said):
            ask_for_evidence(self.app, self._desk, verdict, spot.span, self._articles)
        else:
            self._tell(plain(NO_VERDICT))

    def in_sight(self) -> list[range]:
        """Return where the claim that is spoken of is on the screen, with the sentence under the cursor if that can be.

        A window that asks something of it is not to cover it.
        """
        numbers = {article.id: number for number, article in enumerate(self._articles)}
        every = []
        for spot in (self._subject.now, self._spot):
            number = numbers[spot.article.id]
            shown = number in self._side_by_side.shown
            lines = self._side_by_side.pane(number).lines_on_screen(spot.number) if shown else range(0)
            every += [lines] if lines else []
        both = range(min(each.start for each in every), max(each.stop for each in every)) if every else range(0)
        return list(dict.fromkeys([both, *every])) if every else []

    # The same claim in other articles

    def action_counterparts(self) -> None:
        """List the counterparts of the claim, to go there, or to confirm, reject or name them."""
        spot = self._subject.now
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
        spot = self._subject.now
        spreading = Spreading(self._desk, spot, self._standing(spot))
        if spreading.refusal or not spreading.verdict:
            self._tell(plain(spreading.refusal))
            return

        def give(ticked: Sequence[Target] | None) -> None:
            if ticked:
                self._tell(spreading.spread(ticked))

        self.app.push_screen(SpreadDialog(spreading, spreading.verdict, self._ids, self._desk.called), give)

    # What was said before

    def action_log(self) -> None:
        """Show all that was said of the sentence; of others only while they are shown."""
        spot = self._subject.now
        claims = self._desk.claims_on(spot.article, *spot.span)
        if not claims:
            self._tell(plain("nothing was ever said here"))
            return
        title = f"Log · sentence {spot.number + 1} of {len(spot.article.sentences)}"
        logs = log(claims, {spot.article.id: spot.article}.get, record_of=self._desk.notebook.record)
        self.app.push_screen(log_dialog(title, logs, self._desk.called))

    async def action_undo(self) -> None:
        """Take back the last thing said, and go where that was; or the name of a renamed article, if that came last."""
        if renaming := await self._desk.undo_renaming():
            self._tell(plain(renaming))
            return
        self._go_to_undone(await self._desk.undo(), undone_in_words)

    async def action_redo(self) -> None:
        """Say again what was undone, and go where that was."""
        self._go_to_undone(await self._desk.redo(), done_again_in_words)

    def _go_to_undone(self, undone: Undone | None, in_words: Callable[[Undone | None, Called, str], Content]) -> None:
        self._select(None)
        where = ""
        if undone and undone.record.article not in self._ids:
            where = f"{in_its_article(undone, self._desk.called)}, which is not open"
        elif undone:
            number = self._ids.index(undone.record.article)
            article = self._articles[number]
            found = place(undone.record.anchor, article.text, article.sha256)
            if found.span:
                self._go(number, sentence_at(article, found.span[0]))
        self._tell(in_words(undone, self._desk.called, where))
