"""The way from one claim to the next."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, Reader

from newsread.annotations.records import Mark
from newsread.annotations.sentence_states import Standing
from newsread.app.session.spots import Spot, first_to_read, next_unseen, sentence_at
from newsread.articles.article import Article
from newsread.articles.sources import Source


def article(name: str, text: str) -> Article:
    return Article(name, Path(name), text, Source())


# Sentences 0 and 2 are headings, and so are both of PICTURES.
REPORT = article(
    "report.txt", "Two Men Captured\n\nThey were taken on Tuesday.\n\nWhat Is Known\n\nBoth are alive. Both talk."
)
DENIAL = article("denial.txt", "It was denied. It was denied again.")
PICTURES = article("pictures.txt", "Advertisement\n\nAll Rights Reserved\n")
MARKED = Standing(mark=Reader().mark(FIRST, Mark.SEEN))


def unseen(seen: Sequence[tuple[str, int]], start: tuple[int, int], direction: int) -> tuple[int, int] | None:
    def standings(of: Article) -> list[Standing]:
        return [MARKED if (of.id, number) in seen else Standing() for number in range(len(of.sentences))]

    return next_unseen([REPORT, PICTURES, DENIAL], *start, direction, standings)


def test_the_articles_are_what_these_tests_take_them_for() -> None:
    assert [sentence.claim for sentence in REPORT.sentences] == [False, True, False, True, True]
    assert [sentence.claim for sentence in PICTURES.sentences] == [False, False]
    assert [sentence.claim for sentence in DENIAL.sentences] == [True, True]


@pytest.mark.parametrize(
    ("seen", "start", "direction", "found"),
    [
        ([], (0, 0), 1, (0, 1)),
        ([], (0, 1), 1, (0, 3)),
        ([("report.txt", 3)], (0, 1), 1, (0, 4)),
        ([], (0, 4), 1, (2, 0)),
        ([("report.txt", 4), ("denial.txt", 0)], (0, 3), 1, (2, 1)),
        ([], (2, 1), 1, None),
        ([("denial.txt", 1)], (2, 0), 1, None),
        ([], (2, 1), -1, (2, 0)),
        ([], (2, 0), -1, (0, 4)),
        ([("report.txt", 4)], (1, 0), -1, (0, 3)),
        ([], (0, 1), -1, None),
    ],
)
def test_the_next_unseen_claim_lies_over_headings_and_the_ends_of_articles(
    seen: list[tuple[str, int]], start: tuple[int, int], direction: int, found: tuple[int, int] | None
) -> None:
    assert unseen(seen, start, direction) == found


@given(st.sets(st.tuples(st.sampled_from(["report.txt", "denial.txt"]), st.integers(0, 4))))
def test_a_walk_forward_meets_all_that_is_unseen_and_back_the_same(seen: set[tuple[str, int]]) -> None:
    def walk(start: tuple[int, int], direction: int) -> list[tuple[int, int]]:
        way = [start]
        while found := unseen(list(seen), way[-1], direction):
            way.append(found)
        return way[1:]

    forward, back = walk((0, -1), 1), walk((2, 2), -1)
    assert forward == back[::-1]
    assert forward == [
        (number, sentence)
        for number, each in enumerate([REPORT, PICTURES, DENIAL])
        for sentence, found in enumerate(each.sentences)
        if found.claim and (each.id, sentence) not in seen
    ]


def test_reading_begins_at_the_first_claim_of_which_nothing_was_said() -> None:
    nothing = [Standing()] * len(REPORT.sentences)
    assert first_to_read(REPORT, nothing) == 1
    assert first_to_read(REPORT, [Standing(), MARKED, *nothing[2:]]) == 3
    assert first_to_read(REPORT, [MARKED] * len(REPORT.sentences)) == 1
    assert first_to_read(PICTURES, [Standing()] * len(PICTURES.sentences)) == 0


def test_a_spot_knows_its_words() -> None:
    spot = Spot(REPORT, 3)
    assert (spot.words, REPORT.text[slice(*spot.span)]) == ("Both are alive.", "Both are alive.")


@pytest.mark.parametrize(("offset", "number"), [(0, 0), (15, 0), (16, 1), (18, 1), (44, 1), (45, 2), (1000, 4)])
def test_the_sentence_at_a_place_is_the_one_there_or_the_next(offset: int, number: int) -> None:
    assert sentence_at(REPORT, offset) == number
