"""The two lines under the panes: the claim with what was said of it, and below it a message or the legend."""

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.widgets import Static

from newsread.app.actions import key_of
from newsread.app.bars import plain
from newsread.app.dates import short_time
from newsread.app.margin import note_of
from newsread.app.spots import Spot
from newsread.tags.notebook import Undone
from newsread.tags.records import Action, Aspect, Record
from newsread.tags.standing import Standing
from newsread.wording import quoted

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
    glyph, words, style = note_of(record, saved=True)
    said = plain(f"{glyph[-1]} {words}", f"bold {_COLOURS.get(style, '')}")
    before = ("decided: " if record.action is Action.DECIDE else "") + (
        "statement: " if record.aspect is Aspect.STATEMENT else ""
    )
    return Content.assemble(before, said) if before else said


def undone_in_words(undone: Undone) -> Content:
    """Return what was taken back."""
    return _change_in_words(undone.takes_back, undone.record)


def done_again_in_words(redone: Undone) -> Content:
    """Return what was said again."""
    return _change_in_words(redone.record, redone.takes_back)


def _change_in_words(said: Record, instead: Record) -> Content:
    """Return what a record says where there was, or is, another: its verdict or mark, or only its reason."""
    if said.action is Action.REANCHOR:
        return in_words(said)
    if not said.stands:
        return Content.assemble("the withdrawal of ", in_words(instead)) if instead.stands else plain("a withdrawal")
    same = (said.action, said.verdict, said.mark) == (instead.action, instead.verdict, instead.mark)
    return Content.assemble("the reason of ", in_words(said)) if same else in_words(said)


def claim_line(
    spot: Spot,
    standing: Standing,
    is_saved: Callable[[Record], bool],
    others: Iterable[tuple[str, Standing]] = (),
    *,
    just_said: bool,
) -> Content:
    """Return the line about a sentence: where it stands, all that its reader and the others say of it, and why."""
    sentences = spot.article.sentences
    if not sentences:
        return plain("no sentences", "$quiet")
    parts = [] if just_said else [plain(f"sentence {spot.number + 1} of {len(sentences)}")]
    parts += [_told(record) for record in standing.said]
    if standing.unseen:
        parts.append(plain("untagged" if sentences[spot.number].claim else "seldom a claim: passed by", "$quiet"))
    elif all(map(is_saved, standing.said)):
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


def _told(record: Record) -> Content:
    return Content.assemble(in_words(record), plain(f" {short_time(record.at)}", "$quiet"))
