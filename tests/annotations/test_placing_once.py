"""Words that are known to have stood only once in their text are found again wherever they stand once."""

import pytest

from newsread.annotations.anchoring.anchor import make
from newsread.annotations.anchoring.placing import Hold, place

LONG = "The two men were captured near the river by soldiers of the brigade."
SHORT = "He came home late."
STORY = f"It was a quiet day. {LONG} Then it rained. {SHORT} Nobody saw him."


@pytest.mark.parametrize(
    ("words", "now", "hold"),
    [
        (LONG, STORY.replace("quiet", "loud").replace("it rained", "snow fell"), Hold.MOVED),
        (LONG, STORY.replace("Then it rained", "So it was"), Hold.EXACT),
        (LONG, f"Another beginning. Another end. {LONG}", Hold.MOVED),
        (SHORT, STORY.replace("Nobody saw him", "Ada met him on Friday"), Hold.EXACT),
        (SHORT, f"Another beginning. {SHORT} Another end.", Hold.AMBIGUOUS),
        (LONG, STORY.replace(LONG, f"{LONG} {LONG}"), Hold.AMBIGUOUS),
        (LONG, STORY.replace("soldiers", "men"), Hold.FUZZY),
        (LONG[:-1], f"Another beginning. {LONG[:-1]}s. Another end.", Hold.AMBIGUOUS),
        (LONG, STORY.replace(f"{LONG} ", ""), Hold.ORPHAN),
    ],
    ids=[
        "around",
        "beside",
        "carried-away",
        "short-beside",
        "short-alone",
        "twice",
        "changed",
        "part",
        "gone",
    ],
)
def test_words_that_stood_once_and_stand_once_are_the_same(words: str, now: str, hold: Hold) -> None:
    made = make(STORY, STORY.index(words), STORY.index(words) + len(words), "old")
    assert made.once
    found = place(made, now, "new")
    assert found.hold is hold
    assert not found.certain or now[slice(*found.span or (0, 0))] == words


def test_words_that_stood_twice_in_whatever_letters_did_not_stand_once() -> None:
    words = "It’s the river that nobody could cross in the night of Monday."
    text = f"{words} Then it rained.\n{words.replace('’', chr(39)).replace(' the river', chr(10) + 'the  river')}"
    assert not make(text, 0, len(words), "old").once
