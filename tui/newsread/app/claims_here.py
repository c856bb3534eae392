"""What is selected, and which claims share the words of a sentence, as the line under the panes tells it. Pure."""

from newsread.app.keys import key_of
from newsread.app.selecting import Selection
from newsread.app.spots import Spot
from newsread.tags.standing import Standings
from newsread.wording import count_of, quoted

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
