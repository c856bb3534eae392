"""What is told of a claim beside which the text has changed."""

from tests.annotations.saying import SECOND, TEXT, Reader
from tests.formats.sample import article

from newsread.annotations.records import Verdict
from newsread.app.claims.claim_details import about
from newsread.app.claims.rows import rows_of


def test_what_has_changed_beside_the_words_is_shown_word_by_word_and_nothing_that_was_cut_off() -> None:
    ana = Reader("ana")
    ana.tag(SECOND, Verdict.VERIFIED)
    text = TEXT[: SECOND[1]] + " That was wrong." + TEXT[SECOND[1] :] + " More is said of it than was known."
    [row] = rows_of(article(text=text), 0, ana.claims)
    assert row.surroundings_changed
    told = about(row, 200).plain
    around = next(line for line in told.split("\n") if line.startswith("around it now"))
    before, words, behind = "Two men were captured.", "“He said so on Tuesday.”", "Nobody else has confirmed it."
    assert around == f"around it now: {before} {words} {{+That was wrong.+}} {behind}"
