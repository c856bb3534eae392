"""What is selected, which claims share the words of a sentence, and all that is recorded of it. Pure."""

from collections.abc import Iterable

from textual.content import Content

from newsread.annotations.history import Called
from newsread.annotations.records import Record
from newsread.annotations.sentence_states import Standing, Standings
from newsread.app.actions.keys import key_of
from newsread.app.claims.claim_details import reasons_of
from newsread.app.reader.claim_bar import in_words
from newsread.app.reader.selection import Selection
from newsread.app.session.spots import Spot
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_time
from newsread.text.wording import count_of, quoted

_MOST_OF_WORDS = 20


def claims_here(standings: Standings, spot: Spot) -> list[tuple[int, int]]:
    """Return the spans of the reader's claims with words in a sentence, if they are any others than the sentence."""
    if spot.number >= len(standings):
        return []
    spans = list(dict.fromkeys((each.start, each.end) for each in standings.claims_on(spot.number)))
    return [] if spans == [spot.article.sentences[spot.number][:2]] else spans


def claims_here_in_words(standings: Standings, spot: Spot) -> str:
    """Return how many claims share the words of a sentence, and which; empty unless there are several."""
    spans = claims_here(standings, spot)
    if len(spans) < 2:
        return ""
    words = ", ".join(quoted(spot.article.text[start:end], _MOST_OF_WORDS) for start, end in spans)
    return f"{len(spans)} claims here: {words}; {key_of('claim here')} goes to each"


def selection_in_words(selection: Selection, *, goes_on: bool) -> str:
    """Return what is selected, and what becomes of it."""
    words = count_of(selection.words, "word") if selection.words else "no word"
    if goes_on:
        return (
            f"selecting: {words}, the {'end' if selection.at_end else 'beginning'} moves · what you say is said of them"
        )
    return f"selected: {words} · what you say next is said of them; moving the cursor ends it"


def said_in_full(standing: Standing, others: Iterable[tuple[str, Standing]], called: Called) -> list[Content]:
    """Return what its reader and the `others` say of a sentence, each with when, why and on what evidence.

    `called` tells what other articles are called.
    """
    own = [_line(record, called) for record in standing.said]
    by_others = [(name, record) for name, said in others for record in said.said]
    theirs = [Content.assemble(plain(f"{name}: "), _line(record, called)) for name, record in by_others]
    return [*own, *theirs]


def _line(record: Record, called: Called) -> Content:
    reasons = reasons_of(record, called)
    if record.verdict and not record.note:
        reasons = ["reason missing", *reasons]
    why = "".join(f" · {reason}" for reason in reasons)
    return Content.assemble(in_words(record, called), plain(f" {short_time(record.at)}", "$quiet"), plain(why))
