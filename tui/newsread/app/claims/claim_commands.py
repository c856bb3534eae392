"""What is done with a claim of the list: its reason, its withdrawal, where its words are, and who is right."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual.content import Content
from textual.screen import Screen

from newsread.annotations.commands import Judgement
from newsread.annotations.decisions import Decided
from newsread.annotations.history import log
from newsread.annotations.records import Aspect, Record
from newsread.app.actions.key_queue import KeysInTurn
from newsread.app.actions.keys import key_of
from newsread.app.claims.rows import DECIDED_ON, ClaimRow, confirmed_together, votes_of
from newsread.app.dialogs.apply_verdict import Spreading
from newsread.app.dialogs.choice import ChoiceDialog
from newsread.app.dialogs.claim_place import Offer, PlaceDialog, Span, offers
from newsread.app.dialogs.decision import DecideDialog, Decision
from newsread.app.dialogs.lines import log_dialog
from newsread.app.dialogs.reasons import NO_VERDICT, ask_for_evidence, ask_for_reason, with_verdict
from newsread.app.reader.claim_bar import in_words
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot, sentence_at
from newsread.app.session.withdrawal import withdrawable
from newsread.app.widgets.bars import plain
from newsread.articles.article import Article, Unreadable
from newsread.errors import NewsreadError
from newsread.text.wording import count_of


class Settling:
    """Asks for what is needed, has the desk keep what comes of it, and tells what was done or why nothing was."""

    def __init__(self, screen: Screen[None], desk: Desk, tell: Callable[[Content | str], None]) -> None:
        self._screen, self._desk, self._tell = screen, desk, tell

    def reason(self, row: ClaimRow) -> None:
        """Ask for the reason of what was said last of the claim."""

        def keep(reason: str | None) -> None:
            if reason is not None:
                record = self._desk.notebook.give_reason(row.last, reason)
                self._keep(record, "the reason is kept")
                if record and (left := self._spread_without_reason(row)):
                    self._tell(f"the reason is kept · {left}")

        if self._is_own(row) and row.claim.said_last is None:
            self._tell("a reason belongs to a verdict or a mark; there is none here")
        elif row.is_own:
            ask_for_reason(self._screen.app, self._desk, row.last, row.words, keep)

    def _spread_without_reason(self, row: ClaimRow) -> str:
        if not (isinstance(row.article, Article) and row.is_certain):
            return ""
        spot = Spot(row.article, sentence_at(row.article, row.start))
        return Spreading(self._desk, spot, self._desk.standings(row.article)[spot.number]).without_reason

    def evidence(self, row: ClaimRow, articles: Sequence[Article]) -> None:
        """Ask for the evidence of the verdict that was given last; `articles` are those it may be taken from."""
        verdict = with_verdict(row.said)
        if self._is_own(row) and verdict:
            span = row.start, row.start + len(row.claim.anchor.quote)
            ask_for_evidence(self._screen.app, self._desk, verdict, span, articles)
        elif row.is_own:
            self._tell(NO_VERDICT)

    def withdraw(self, row: ClaimRow, aspect: Aspect) -> None:
        """Take back a verdict; where there is none on the content the mark, and then the decision."""
        if not self._is_own(row):
            return
        if taken := withdrawable(row.said, aspect):
            record = self._desk.notebook.withdraw(taken)
            self._keep(record, Content.assemble("withdrawn: ", in_words(taken), f" · {key_of('undo')} undoes"))
        elif aspect is Aspect.CONTENT and withdrawable(row.said, Aspect.STATEMENT):
            key = key_of("said withdraw")
            self._tell(f"nothing to withdraw on the content; {key} withdraws what is said of the statement")
        else:
            self._tell("nothing to withdraw here")

    def log(self, row: ClaimRow) -> None:
        """Show all that was said of these words; of others only while they are shown."""
        claims = [row.claim]
        if isinstance(row.article, Article) and row.is_certain:
            claims = self._desk.claims_on(row.article, row.start, row.start + len(row.claim.anchor.quote))
        logs = log(claims, {row.article.id: row.article}.get, record_of=self._desk.notebook.record)
        self._screen.app.push_screen(log_dialog("Log of the claim", logs, self._desk.called))

    # Where its words are

    def confirm(self, row: ClaimRow, rows: Iterable[ClaimRow]) -> None:
        """Take the place that is suggested; of all `rows` also those that wait with the same words."""
        if not self._unsettled(row):
            return
        if not row.suggested:
            self._tell(f"there is no place to confirm; {key_of('place')} chooses one")
            return
        together = confirmed_together(row, rows)
        for each in together:
            if isinstance(each.article, Article) and each.suggested:
                record = self._desk.notebook.reanchor(each.claim, each.article, *each.suggested)
                if record:
                    self._desk.keep(record)
        told = "confirmed in its new surroundings" if row.surroundings_changed else "the claim has its place now"
        undoes = f"{key_of('undo')} undoes"
        if others := len(together) - 1:
            told += f" · so {'has' if others == 1 else 'have'} {count_of(others, 'claim')} more with the same words"
            undoes += " one at a time"
        self._tell(f"{told} · {undoes}")

    def place(self, row: ClaimRow) -> None:
        """Let the reader choose where the words are; of a missing article, which one it is now."""
        if row.is_missing and row.is_own:
            self._name_article(row)
        elif article := self._unsettled(row):

            def put(offer: Offer | None) -> None:
                if offer:
                    self._put(row, article, offer.span)

            candidates = row.place.candidates if row.place else ()
            self._screen.app.push_screen(PlaceDialog(row.words, offers(article, row.words, candidates)), put)

    def _name_article(self, row: ClaimRow) -> None:
        """Ask which article a missing one is now."""
        former = row.article.id

        def ask(ids: Sequence[str]) -> None:
            def take(chosen: int | None) -> None:
                if chosen is not None:
                    self._screen.run_worker(self._take_article(former, ids[chosen]), exit_on_error=False)

            offered = [f"{each} · {self._desk.called(each)}" for each in ids]
            self._screen.app.push_screen(ChoiceDialog(f"Which article is {former} now?", offered), take)

        app = self._screen.app
        if isinstance(app, KeysInTurn):
            app.open_in_turn(lambda: articles_in_order(self._desk, former), ask)

    async def _take_article(self, former: str, present: str) -> None:
        try:
            await self._desk.name_renamed(former, present)
        except NewsreadError as error:
            self._tell(str(error))
        else:
            self._tell(f"{former} is {present} now · {key_of('undo')} undoes")

    def gone(self, row: ClaimRow) -> None:
        """Settle that the words are no longer in the article."""
        if article := self._unsettled(row):
            record = self._desk.notebook.orphan(row.claim, article)
            self._keep(record, f"settled: its words are no longer in the text · {key_of('undo')} undoes")

    def _put(self, row: ClaimRow, article: Article, span: Span) -> None:
        record = self._desk.notebook.reanchor(row.claim, article, *span)
        self._keep(record, f"the claim has its place now · {key_of('undo')} undoes")

    def _unsettled(self, row: ClaimRow) -> Article | None:
        """Return the claim's article if its place is the reader's to settle; say so if it is not."""
        if not self._is_own(row):
            return None
        if isinstance(row.article, Article) and row.can_be_placed:
            return row.article
        self._tell("its words are where they were" if row.is_certain else row.article_problem)
        return None

    # Where annotators differ

    def decide(self, row: ClaimRow, progress: Decided) -> None:
        """Ask for the verdict that holds: on the content, unless that is decided and they differ on the statement.

        `progress` tells how far it has come with all that is to be decided.
        """
        if not row.questions or not row.differing:
            self._tell("annotators do not differ here")
            return
        outcome = min(row.questions, key=lambda each: not each.is_open)
        if row.differing.waits and not (row.is_certain and row.suggested):
            self._tell(f"its place in the changed article must be settled first · {key_of('place')} chooses it")
            return
        span = next((each.start, each.end) for each in row.differing.claims if each.claim.id == row.claim.id)
        span = row.suggested or span
        votes = [record for records in outcome.votes.values() for record in records]
        own = self._desk.notebook.annotator
        on = [record for record in outcome.decisions if outcome.is_contradicted or record.by == own]

        def keep(decision: Decision | None) -> None:
            if decision and isinstance(row.article, Article):
                judgement = Judgement(decision.verdict, outcome.aspect, decision.reason)
                judged = [record.id for record in (*votes, *on)]
                record = self._desk.notebook.decide(row.article, *span, judgement, judged)
                self._keep(record, f"decided: listed under “{DECIDED_ON.name}” · {key_of('undo')} undoes")

        said = [*votes, *outcome.decisions]
        title = f"Decide · {votes_of(outcome)} · {progress}"
        self._screen.app.push_screen(DecideDialog(row.differing.words, said, self._desk.called, title), keep)

    def _is_own(self, row: ClaimRow) -> bool:
        """Whether the claim is the reader's; say so if it is another's."""
        if not row.is_own:
            self._tell(f"{row.claim.by} said this; it is theirs to change")
        return row.is_own

    def _keep(self, record: Record | None, tells: Content | str) -> None:
        if record:
            self._desk.keep(record)
            self._tell(plain(tells) if isinstance(tells, str) else tells)


def articles_in_order(desk: Desk, former: str) -> list[str]:
    """Return the ids of all articles, first those that are likeliest a former one by what was tagged in it.

    That is by how many of the tagged quotes an article has, then by how many runs of three words of the quotes and of
    the text around them, then by its title. Reads articles from the disk: call it from a thread.
    """
    anchors = [claim.anchor for claim in desk.notebook.claims(former)]
    quotes = {anchor.quote for anchor in anchors}
    around = {run for anchor in anchors for run in _runs(f"{anchor.prefix}{anchor.quote}{anchor.suffix}")}

    def rank(article_id: str) -> tuple[int, int, str, str]:
        article = desk.workspace.article(article_id)
        if isinstance(article, Unreadable):
            return 1, 0, "", article_id
        found = sum(quote in article.text for quote in quotes)
        return -found, -len(around & _runs(article.text)), article.heading.casefold(), article_id

    return sorted(desk.workspace.ids, key=rank)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words of a text, in small letters."""
    words = text.casefold().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def works(name: str, row: ClaimRow | None, *parameters: object) -> bool:
    """Whether an action of the claims list, by its name, does something with the claim under the cursor."""
    if name == "withdraw":
        return row is not None and row.is_own and withdrawable(row.said, Aspect(str(parameters[0]))) is not None
    return name not in _ON_A_CLAIM or (row is not None and _ON_A_CLAIM[name](row))


_ON_A_CLAIM: Mapping[str, Callable[[ClaimRow], bool]] = {
    "go": lambda row: isinstance(row.article, Article),
    "log": lambda _: True,
    "reason": lambda row: row.is_own and row.claim.said_last is not None,
    "evidence": lambda row: row.is_own and with_verdict(row.said) is not None,
    "confirm": lambda row: row.is_own and row.can_be_placed and row.suggested is not None,
    "place": lambda row: row.is_own and (row.is_missing or (row.place is not None and row.can_be_placed)),
    "gone": lambda row: row.waits and row.place is not None,
    "decide": lambda row: bool(row.questions),
}
"""What can be done with some claims only, and with which."""
