"""The lines under the panes: the claim with what was said of it, where else it is told, and in what other words."""

from collections.abc import Iterable
from dataclasses import replace

from textual.content import Content
from textual.widgets import Static

from newsread.annotations.history import Called, answer_in_words, in_short
from newsread.annotations.notebook import Undone
from newsread.annotations.records import Action, Aspect, Record
from newsread.annotations.sentence_states import Standing
from newsread.app.actions.keys import key_of
from newsread.app.reader.claim_layout import LaidOut, Lines, laid_out
from newsread.app.reader.margin import note_of
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_time
from newsread.text.wording import GIVEN_ON_OTHER_WORDS, count_of, quoted, same_words

_COLOURS = {
    "verified": "$verified",
    "disputed": "$disputed",
    "unverifiable": "$unverifiable",
    "unsaved": "$error",
}
_SEPARATOR = " · "
_MOST_OF_WORDS = 28
_MOST_OF_SELECTED = 44
"""Of what is selected both ends are shown, as either of them moves."""
_JUST_SAID = "just tagged: "
"""Tells that the bar speaks of the claim before, and not of the sentence under the cursor as the panes do."""


class ClaimBar(Static):
    """Shows as many lines as `claim_layout` gives it; what went wrong may take more."""

    DEFAULT_CSS = """
    ClaimBar {
        height: 3; padding: 0 1; background: $surface;
        &.whole { max-height: 9; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines = Lines()
        self._rows = 3
        self.shown = LaidOut()
        """What is shown now."""

    def show(self, lines: Lines, rows: int, *, whole: bool) -> None:
        """Show what there is to tell, in the words that fit on so many rows; `whole` shows all of the message."""
        self._lines, self._rows = lines, rows
        self.set_class(whole, "whole")
        self.styles.height = "auto" if whole else rows
        self._lay_out()

    def on_resize(self) -> None:
        """Cut to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if width := self.content_size.width:
            whole = self.has_class("whole")
            self.shown = laid_out(self._lines, width, self._rows, f"{key_of('tellings')} shows all")
            below = self.shown.below if whole else [line.truncate(width, ellipsis=True) for line in self.shown.below]
            self.shown = replace(self.shown, below=below)
            self.update(Content("\n").join(self.shown.all), layout=whole)


def in_words(record: Record, called: Called | None = None) -> Content:
    """Return what a record says, with glyph and word, and whether of the content or the statement.

    `called` tells what an article is called that an answer is on.
    """
    if record.action is Action.REANCHOR:
        return plain("these words are not found" if record.missing_in else "where the words stand")
    if record.naming:
        return plain(answer_in_words(record))
    glyph, words, style = note_of(record, saved=True)
    if linked := record.linked:
        than = "with" if linked.same else "than"
        there = quoted(linked.anchor.quote, _MOST_OF_WORDS)
        article = (called or in_short)(linked.article)
        return Content.assemble(plain(f"{glyph} {words}", "bold"), plain(f" {than} {article} {there}"))
    said = plain(f"{glyph[-1]} {words}", f"bold {_COLOURS.get(style, '')}")
    before = ("decided: " if record.action is Action.DECIDE else "") + (
        "statement: " if record.aspect is Aspect.STATEMENT else ""
    )
    return Content.assemble(before, said) if before else said


def undone_in_words(undone: Undone | None, called: Called, where: str = "") -> Content:
    """Return what was taken back, `where` if that is to be told, of which words, and what holds again."""
    if undone is None:
        return plain("nothing to be undone")
    change = _change_in_words(undone.takes_back, undone.record, called)
    return Content.assemble(plain(f"undone{where}: "), change, _holds_again(undone, called))


def done_again_in_words(redone: Undone | None, called: Called, where: str = "") -> Content:
    """Return what was said again, `where` if that is to be told, of which words, and what holds if something else."""
    if redone is None:
        return plain("nothing to be done again")
    change = _change_in_words(redone.record, redone.takes_back, called)
    said = Content.assemble(plain(f"done again{where}: "), change)
    return said if redone.record.stands else Content.assemble(said, _holds_again(redone, called))


def in_its_article(undone: Undone | None, called: Called) -> str:
    """Return where something was undone, for a place from which the reader does not see it."""
    return f" in {called(undone.record.article)}" if undone else ""


def _change_in_words(said: Record, instead: Record, called: Called) -> Content:
    """Return what a record says where there was, or is, another: its verdict or mark, or only its reason; and of what.

    The words are those that the record was given on.
    """
    between = ": " if said.action is Action.REANCHOR else " on "
    return Content.assemble(
        _what_changed(said, instead, called), plain(f"{between}{quoted(said.anchor.quote, _MOST_OF_WORDS)}")
    )


def _what_changed(said: Record, instead: Record, called: Called) -> Content:
    if said.action is Action.REANCHOR:
        return in_words(said, called)
    if not said.stands:
        if not instead.stands:
            return plain("a withdrawal")
        return Content.assemble("the withdrawal of ", in_words(instead, called))
    told = in_words(said, called)
    if not _only_reasons_differ(said, instead):
        return told
    return Content.assemble(f"the {_what_differs(said, instead)} of ", told)


def _only_reasons_differ(some: Record, other: Record) -> bool:
    both = (some, other)
    said, as_before = ((each.action, each.verdict, each.mark, each.linked, each.naming) for each in both)
    return said == as_before


def _what_differs(said: Record, instead: Record) -> str:
    """Return what differs where it is not the verdict: the reason, unless it is the evidence alone."""
    return "evidence" if said.note == instead.note and said.evidence != instead.evidence else "reason"


def _holds_again(undone: Undone, called: Called) -> Content:
    """Return what holds in the place of what was taken back: only that, as other things may be said of the words."""
    now = undone.record
    if now.action is Action.REANCHOR:
        return plain("")
    if not now.stands:
        return plain(f"{_SEPARATOR}{_nothing_holds(now)}")
    if _only_reasons_differ(now, undone.takes_back):
        what = _what_differs(now, undone.takes_back)
        there = now.evidence if what == "evidence" else now.note
        return plain(f"{_SEPARATOR}{f'its former {what} is back' if there else f'it has no {what} now'}")
    return Content.assemble(_SEPARATOR, in_words(now, called), " is back")


def _nothing_holds(now: Record) -> str:
    of_statement = now.aspect is Aspect.STATEMENT
    if now.action is Action.DECIDE:
        return f"nothing is decided of {'the statement' if of_statement else 'it'} now"
    if now.aspect:
        return f"{'the statement' if of_statement else 'it'} has no verdict now"
    return "it has no mark now" if now.mark else "that is open again"


def claim_lines(
    spot: Spot,
    standing: Standing,
    desk: Desk,
    others: Iterable[tuple[str, Standing]] = (),
    *,
    just_said: bool,
) -> list[Content]:
    """Return the line about a sentence: where it stands, all that its reader and the others say of it, and why.

    The second one is shorter: it is without when that was said, and that it is saved.
    """
    if not spot.article.sentences:
        return [plain("no sentences", "$quiet")]
    by_others = [_told_by(name, said) for name, said in others if said.said]
    own = (_own_parts(spot, standing, desk, just_said=just_said, shorter=shorter) for shorter in (False, True))
    lines = [Content(_SEPARATOR).join([*parts, *by_others]) for parts in own]
    return [Content.assemble(plain(_JUST_SAID, "$quiet"), line) for line in lines] if just_said else lines


def _own_parts(spot: Spot, standing: Standing, desk: Desk, *, just_said: bool, shorter: bool) -> list[Content]:
    """Return where the sentence stands, and what its reader says of it."""
    sentences = spot.article.sentences
    selected = quoted(spot.words, _MOST_OF_SELECTED, with_end=True)
    where = selected if spot.selected else f"sentence {spot.number + 1} of {len(sentences)}"
    parts = [] if just_said else [plain(where)]
    parts += [_told(record, desk, spot, shorter=shorter) for record in standing.said]
    if standing.unseen:
        claim = spot.selected or sentences[spot.number].claim
        parts.append(plain("untagged" if claim else "seldom a claim: passed by", "$quiet"))
    elif not all(map(desk.notebook.is_saved, standing.said)):
        parts.append(plain("not saved", "bold $error"))
    elif not shorter:
        parts.append(plain("saved", "$quiet"))
    if just_said:
        parts.append(plain(quoted(spot.words, _MOST_OF_WORDS)))
    if pieces := sum(len(record.evidence) for record in standing.said):
        parts.append(plain(count_of(pieces, "piece of evidence", "pieces of evidence")))
    notes = [plain(f"because: {' '.join(record.note.split())}") for record in standing.said if record.note]
    if just_said and not notes and not standing.unseen:
        notes = [plain(f"{key_of('reason')} writes the reason", "$quiet")]
    return [*parts, *notes]


def _told_by(name: str, standing: Standing) -> Content:
    """Return what another annotator says, and why."""
    said = Content(", ").join(map(in_words, standing.said))
    notes = " ".join(" ".join(record.note.split()) for record in standing.said)
    return Content.assemble(plain(f"{name}: "), said, plain(f" because: {notes}" if notes else "", "$quiet"))


def _told(record: Record, desk: Desk, spot: Spot, *, shorter: bool) -> Content:
    other = "" if same_words(record.anchor.quote, desk.words_of(record)) else f", {GIVEN_ON_OTHER_WORDS}"
    other += ", surroundings changed" if desk.standings(spot.article).has_changed_around(spot.number, record) else ""
    at = "" if shorter else f" {short_time(record.at)}"
    when = plain(f"{at}{_spread_from(record, desk)}", "$quiet")
    return Content.assemble(in_words(record), _on_words(record, desk, spot), when, plain(other, "$warning"))


def _on_words(record: Record, desk: Desk, spot: Spot) -> Content:
    """Return on which words something is said that is not said of just the sentence."""
    span = None if spot.selected else desk.standings(spot.article).other_words_of(spot.number, record)
    return plain(f" on {quoted(spot.article.text[slice(*span)], _MOST_OF_WORDS)}" if span else "")


def _spread_from(record: Record, desk: Desk) -> str:
    """Return from which article the verdict was spread, if it was."""
    if not record.inherited_from:
        return ""
    source = desk.notebook.record(record.inherited_from)
    return f", from {desk.called(source.article)}" if source else ", from another article"
