"""The two lines under the panes: the claim with what was said of it, and below it a message or the legend."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from newsread.app.actions import key_of
from newsread.app.bars import plain
from newsread.app.dates import short_time
from newsread.app.desk import Desk
from newsread.app.margin import note_of
from newsread.app.spots import Spot
from newsread.tags.log import answer_in_words
from newsread.tags.notebook import Undone
from newsread.tags.records import Action, Aspect, Record
from newsread.tags.standing import Standing
from newsread.wording import GIVEN_ON_OTHER_WORDS, quoted, same_words

_COLOURS = {
    "verified": "$verified",
    "disputed": "$disputed",
    "unverifiable": "$unverifiable",
    "unsaved": "$error",
}
_SEPARATOR = " · "
_MOST_OF_WORDS = 28


class ClaimBar(Static):
    """Shows two lines; what went wrong may take more of them."""

    DEFAULT_CSS = """
    ClaimBar {
        height: 2; padding: 0 1; background: $surface;
        &.whole { height: auto; max-height: 7; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._claim = self._below = Content("")

    def show(self, claim: Content, below: Content, *, whole: bool) -> None:
        """Show what is said of the claim, and what stands below: whole, on as many lines as that needs, or cut."""
        self._claim, self._below = claim, below
        self.set_class(whole, "whole")
        self._lay_out()

    def on_resize(self) -> None:
        """Cut to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if width := self.content_size.width:
            whole = self.has_class("whole")
            below = self._below if whole else self._below.truncate(width, ellipsis=True)
            self.update(Content("\n").join([self._claim.truncate(width, ellipsis=True), below]), layout=whole)


def in_words(record: Record) -> Content:
    """Return what a record says, with glyph and word, and whether of the content or the statement."""
    if record.action is Action.REANCHOR:
        return plain("these words are missing" if record.missing_in else "where the words stand")
    if record.naming:
        return plain(answer_in_words(record))
    glyph, words, style = note_of(record, saved=True)
    said = plain(f"{glyph[-1]} {words}", f"bold {_COLOURS.get(style, '')}")
    before = ("decided: " if record.action is Action.DECIDE else "") + (
        "statement: " if record.aspect is Aspect.STATEMENT else ""
    )
    return Content.assemble(before, said) if before else said


def undone_in_words(undone: Undone) -> Content:
    """Return what was taken back, of which words, and what holds again."""
    return Content.assemble(_change_in_words(undone.takes_back, undone.record), _holds_again(undone))


def done_again_in_words(redone: Undone) -> Content:
    """Return what was said again, of which words, and what holds where that is something else."""
    said = _change_in_words(redone.record, redone.takes_back)
    return said if redone.record.stands else Content.assemble(said, _holds_again(redone))


def _change_in_words(said: Record, instead: Record) -> Content:
    """Return what a record says where there was, or is, another: its verdict or mark, or only its reason; and of what.

    The words are those that the record was given on.
    """
    between = ": " if said.action is Action.REANCHOR else " on "
    return Content.assemble(
        _what_changed(said, instead), plain(f"{between}{quoted(said.anchor.quote, _MOST_OF_WORDS)}")
    )


def _what_changed(said: Record, instead: Record) -> Content:
    if said.action is Action.REANCHOR:
        return in_words(said)
    if not said.stands:
        return Content.assemble("the withdrawal of ", in_words(instead)) if instead.stands else plain("a withdrawal")
    return Content.assemble("the reason of ", in_words(said)) if _only_reasons_differ(said, instead) else in_words(said)


def _only_reasons_differ(some: Record, other: Record) -> bool:
    both = (some, other)
    said, as_before = ((each.action, each.verdict, each.mark, each.linked, each.naming) for each in both)
    return said == as_before


def _holds_again(undone: Undone) -> Content:
    """Return what holds in the place of what was taken back: only that, as other things may be said of the words."""
    now = undone.record
    if now.action is Action.REANCHOR:
        return plain("")
    if not now.stands:
        return plain(f"{_SEPARATOR}{_nothing_holds(now)}")
    if _only_reasons_differ(now, undone.takes_back):
        return plain(f"{_SEPARATOR}{'its former reason is back' if now.note else 'it has no reason now'}")
    return Content.assemble(_SEPARATOR, in_words(now), " is back")


def _nothing_holds(now: Record) -> str:
    of_statement = now.aspect is Aspect.STATEMENT
    if now.action is Action.DECIDE:
        return f"nothing is decided of {'the statement' if of_statement else 'it'} now"
    if now.aspect:
        return f"{'the statement' if of_statement else 'it'} has no verdict now"
    return "it has no mark now" if now.mark else "that is open again"


def claim_line(
    spot: Spot,
    standing: Standing,
    desk: Desk,
    others: Iterable[tuple[str, Standing]] = (),
    *,
    just_said: bool,
) -> Content:
    """Return the line about a sentence: where it stands, all that its reader and the others say of it, and why."""
    sentences = spot.article.sentences
    if not sentences:
        return plain("no sentences", "$quiet")
    parts = [] if just_said else [plain(f"sentence {spot.number + 1} of {len(sentences)}")]
    parts += [_told(record, desk.words_of(record)) for record in standing.said]
    if standing.unseen:
        parts.append(plain("untagged" if sentences[spot.number].claim else "seldom a claim: passed by", "$quiet"))
    elif all(map(desk.notebook.is_saved, standing.said)):
        parts.append(plain("saved", "$quiet"))
    else:
        parts.append(plain("not saved", "bold $error"))
    if just_said:
        parts.append(plain(quoted(spot.words, _MOST_OF_WORDS)))
    notes = [plain(f"because: {' '.join(record.note.split())}") for record in standing.said if record.note]
    if just_said and not notes and not standing.unseen:
        notes = [plain(f"{key_of('reason')} writes the reason", "$quiet")]
    return Content(_SEPARATOR).join([*parts, *notes, *(_told_by(name, said) for name, said in others if said.said)])


def _told_by(name: str, standing: Standing) -> Content:
    """Return what another annotator says, and why."""
    said = Content(", ").join(map(in_words, standing.said))
    notes = " ".join(" ".join(record.note.split()) for record in standing.said)
    return Content.assemble(plain(f"{name}: "), said, plain(f" because: {notes}" if notes else "", "$quiet"))


def _told(record: Record, words: str) -> Content:
    other = "" if same_words(record.anchor.quote, words) else f", {GIVEN_ON_OTHER_WORDS}"
    return Content.assemble(in_words(record), plain(f" {short_time(record.at)}", "$quiet"), plain(other, "$warning"))
