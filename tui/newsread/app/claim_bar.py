"""The two lines under the panes: the claim with what was said of it, and below it a message or the legend."""

import textwrap
from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.dates import short_time
from newsread.app.margin import note_of
from newsread.app.spots import Spot
from newsread.tags.notebook import Undone
from newsread.tags.records import Aspect, Record
from newsread.tags.standing import Standing

_COLOURS = {
    "verified": "$verified",
    "disputed": "$disputed",
    "unverifiable": "$unverifiable",
    "unsaved": "$error",
}
_SEPARATOR = " · "
_MOST_OF_WORDS = 40


class ClaimBar(Static):
    """Shows two lines, each cut to the width."""

    DEFAULT_CSS = """
    ClaimBar { height: 2; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines = (Content(""), Content(""))

    def show(self, claim: Content, below: Content) -> None:
        """Show what is said of the claim, and what stands below."""
        self._lines = (claim, below)
        self._lay_out()

    def on_resize(self) -> None:
        """Cut to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if width := self.content_size.width:
            self.update(Content("\n").join(line.truncate(width, ellipsis=True) for line in self._lines))


def in_words(record: Record) -> Content:
    """Return what a record says, with glyph and word, and whether of the content or the statement."""
    glyph, words, style = note_of(record, saved=True)
    said = plain(f"{glyph[-1]} {words}", f"bold {_COLOURS.get(style, '')}")
    return Content.assemble("statement: ", said) if record.aspect is Aspect.STATEMENT else said


def undone_in_words(undone: Undone) -> Content:
    """Return what was taken back: all that was said, or only its reason."""
    taken = in_words(undone.takes_back)
    same = (undone.record.action, undone.record.verdict, undone.record.mark)
    if same == (undone.takes_back.action, undone.takes_back.verdict, undone.takes_back.mark):
        return Content.assemble("the reason of ", taken)
    return taken


def claim_line(spot: Spot, standing: Standing, is_saved: Callable[[Record], bool], *, just_said: bool) -> Content:
    """Return the line about a sentence: where it stands, and all that its reader says of it."""
    sentences = spot.article.sentences
    if not sentences:
        return plain("no sentences", "$quiet")
    parts = [plain(f"“{_beginning(spot.words)}”" if just_said else f"sentence {spot.number + 1} of {len(sentences)}")]
    parts += [_told(record, saved=is_saved(record)) for record in standing.said]
    if standing.unseen:
        parts.append(plain("untagged" if sentences[spot.number].claim else "seldom a claim: passed by", "$quiet"))
    elif all(map(is_saved, standing.said)):
        parts.append(plain("saved", "$quiet"))
    return Content(_SEPARATOR).join(parts)


def _told(record: Record, *, saved: bool) -> Content:
    told = Content.assemble(in_words(record), plain(f" {short_time(record.at)}", "$quiet"))
    if record.note:
        told = Content.assemble(told, plain(f" “{' '.join(record.note.split())}”"))
    return told if saved else Content.assemble(told, plain(" not saved", "bold $error"))


def _beginning(words: str) -> str:
    return textwrap.shorten(words[:200], _MOST_OF_WORDS, placeholder=" …")
