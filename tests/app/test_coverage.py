"""Which claims which articles tell: how sentences are brought together, and in what order they are listed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from tests.annotations.saying import Reader as Sayer

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.analysis.alignment.duplicates import Copy
from newsread.analysis.collection import Collection
from newsread.annotations.groups import Link, Words
from newsread.annotations.records import Record, Verdict
from newsread.annotations.sentence_states import Standing, Standings
from newsread.app.coverage.state import (
    ORDERS,
    Cell,
    Teller,
    ToldClaim,
    coverage,
    disagreement,
    said_in,
    sorted_by,
    untagged,
)
from newsread.app.session.relations import Relation
from newsread.app.session.reported_by import Told, reach
from newsread.app.session.spots import Spot
from newsread.app.session.wordings import Tellings
from newsread.articles.article import Article
from newsread.articles.sources import Source

TEXT = "Alpha was seen. Beta was heard. Gamma was found. Delta was lost."
ARTICLES = [Article(name, Path(name), TEXT, Source()) for name in ("a", "b", "c", "d")]
A, B, C, D = ALL = range(4)


def place(teller: tuple[int, int]) -> Place:
    article = ARTICLES[teller[0]]
    return Place(article.id, *Spot(article, teller[1]).span)


def like(one: tuple[int, int], other: tuple[int, int], band: Band = Band.SAME) -> list[Counterpart]:
    """Both ways round, as the machine mostly finds it."""
    pairs = ((one, other), (other, one))
    return [Counterpart(place(some), place(others), band, ("was",)) for some, others in pairs]


def answer(one: tuple[int, int], other: tuple[int, int], *, same: bool = True, number: int = 0) -> Link:
    record = object.__new__(Record)
    object.__setattr__(record, "id", UUID(int=number))
    return Link(Words(*place(one)), Words(*place(other)), same, record)


def told_by(
    found: Iterable[Counterpart], answers: Iterable[Link] = (), copies: Iterable[Copy] = (), known: Iterable[int] = ALL
) -> tuple[Tellings, Sequence[ToldClaim]]:
    """What the reader's lines go by, and the claims; of the articles that are not `known` the machine tells nothing."""
    shared = Collection(
        articles=tuple(each.id for each in ARTICLES),
        entities=(),
        mentions={},
        quotes={},
        facts={},
        counterparts=tuple(found),
        copies=tuple(copies),
        variants=(),
    )
    tellings = Tellings(ARTICLES, shared, answers)
    return tellings, coverage(tellings, {ARTICLES[number].id for number in known})


def claims(found: Iterable[Counterpart], answers: Iterable[Link] = ()) -> Sequence[ToldClaim]:
    return told_by(found, answers)[1]


def hidden(*answers: Link) -> Sequence[ToldClaim]:
    """The claims while the machine's suggestions are hidden."""
    return coverage(Tellings(ARTICLES, None, answers), ())


def row_of(rows: Sequence[ToldClaim], teller: tuple[int, int]) -> ToldClaim:
    """The row that a sentence is listed in."""
    [row] = [row for row in rows if teller in row.members]
    return row


def relations(row: ToldClaim) -> list[tuple[Relation | None, int | None]]:
    return [(row.relation(number), row.sentence(number)) for number in ALL]


def tellers(rows: Sequence[ToldClaim]) -> list[set[tuple[int, int]]]:
    """The claims that more than one sentence tells."""
    return [{(each.article, each.sentence) for each in row.tellers} for row in rows if len(row.tellers) > 1]


def nothing(_: Teller) -> Standing:
    return Standing()


HERE, SAME, RELATED, CONFIRMED = Relation.HERE, Relation.SAME, Relation.RELATED, Relation.CONFIRMED
REJECTED, NONE = Relation.REJECTED, Relation.NONE


def test_every_sentence_is_listed_in_one_row_and_like_ones_in_the_same() -> None:
    rows = claims([*like((A, 0), (B, 1)), *like((B, 1), (C, 2)), *like((A, 0), (C, 2))])
    assert tellers(rows) == [{(A, 0), (B, 1), (C, 2)}]
    every = [teller for row in rows for teller in row.members]
    assert len(every) == len(set(every)) == 16
    assert [row.first for row in rows] == sorted(row.first for row in rows)


ODD = (
    *like((A, 0), (B, 0)),
    *like((A, 0), (C, 0))[:1],
    *like((C, 0), (B, 0))[:1],
    *like((A, 0), (D, 1), Band.RELATED),
    *like((B, 0), (C, 3)),
    *like((A, 2), (D, 2)),
)
"""Found so that the sentences of one claim do not all have the same counterparts."""
SAID = (
    answer((A, 0), (B, 0), number=1),
    answer((A, 2), (D, 2), same=False, number=2),
    answer((A, 2), (C, 2), number=3),
)


@pytest.mark.parametrize("answers", [(), SAID, SAID[:1]])
def test_the_cells_of_a_row_are_what_the_line_under_the_panes_says_of_its_sentence(answers: Sequence[Link]) -> None:
    tellings, rows = told_by(ODD, answers)
    for row in rows:
        spot = Spot(ARTICLES[row.first.article], row.first.sentence)
        found = tellings.of(spot)
        rejected = {article.id for article in tellings.rejected(spot)}
        missing = {article.id for article in tellings.missing(spot, found)}
        for number, article in enumerate(ARTICLES):
            if number == row.first.article:
                assert row.sentence(number) == row.first.sentence
            elif article.id in found:
                assert row.cells[number] == Cell(found[article.id].relation, found[article.id].spot.number)
            else:
                assert (row.relation(number) is REJECTED) == (article.id in rejected)
                assert (row.relation(number) is NONE) == (article.id in missing)
        independence = tellings.independence(spot, found)
        assert independence
        assert row.texts == independence.texts
        assert len(row.articles) == 1 + sum(telling.tells_the_same for telling in found.values())


@pytest.mark.parametrize("answers", [(), SAID])
def test_the_row_of_a_sentence_names_the_articles_of_which_its_own_line_says_the_same(answers: Sequence[Link]) -> None:
    tellings, rows = told_by(ODD, answers)
    for article, sentence in ((article, sentence) for article in ALL for sentence in ALL):
        found = tellings.of(Spot(ARTICLES[article], sentence))
        same = {telling.spot.article.id for telling in found.values() if telling.tells_the_same}
        there = {ARTICLES[number].id for number in row_of(rows, (article, sentence)).articles}
        assert there == same | {ARTICLES[article].id}


@pytest.mark.parametrize("answers", [(), SAID])
def test_what_all_tell_and_what_one_tells_is_what_the_rows_say(answers: Sequence[Link]) -> None:
    every = [*ODD, *(each for other in (B, C, D) for each in like((A, 1), (other, 1)))]
    tellings, rows = told_by(every, answers)
    found = reach(tellings)
    assert 1 in found.numbers[Told.BY_ALL]["a"]
    for told, articles in ((Told.BY_ALL, 4), (Told.BY_ONE, 1)):
        by_rows = {teller for row in rows if len(row.articles) == articles for teller in row.members}
        numbered = {
            (number, each) for number, article in enumerate(ARTICLES) for each in found.numbers[told][article.id]
        }
        assert numbered == by_rows
    assert found.claims == dict.fromkeys("abcd", 4)


def test_what_the_reader_marked_as_no_claim_is_listed_nowhere_and_told_by_nobody() -> None:
    found = [*like((A, 0), (B, 0))[1:], *like((A, 1), (B, 1))]
    shared = told_by(found)[0]._shared
    marked = {Spot(ARTICLES[A], 0), Spot(ARTICLES[A], 1), Spot(ARTICLES[A], 2)}
    tellings = Tellings(ARTICLES, shared, [answer((A, 2), (C, 2))], marked.__contains__)
    rows = coverage(tellings, {"a", "b", "c", "d"})
    listed = {teller for row in rows for teller in row.members}
    assert {(A, 0), (A, 1)}.isdisjoint(listed)
    assert (relations(row_of(rows, (A, 2))), row_of(rows, (A, 2)).texts) == (
        [(HERE, 2), (None, None), (CONFIRMED, 2), (None, None)],
        None,
    )
    assert reach(tellings).claims == {"a": 2, "b": 4, "c": 4, "d": 4}
    assert reach(tellings).numbers[Told.BY_ONE]["a"] == {3}


def test_a_chain_of_likenesses_is_no_claim() -> None:
    chain = [*like((A, 0), (B, 0)), *like((B, 0), (C, 0)), *like((C, 0), (A, 1))]
    assert relations(claims(chain)[0]) == [(HERE, 0), (SAME, 0), (NONE, None), (NONE, None)]


def test_a_second_sentence_of_an_article_is_listed_with_the_claim_that_it_repeats() -> None:
    row = row_of(claims([*like((A, 0), (B, 0)), *like((A, 0), (B, 1))[1:]]), (A, 0))
    assert row.members == ((A, 0), (B, 0), (B, 1))
    assert row.sentence(B) == 0
    assert row.articles == {A: ((A, 0),), B: ((B, 0), (B, 1))}


def test_the_readers_answers_outrank_the_machine() -> None:
    found = like((A, 0), (B, 0))
    rows = claims(found, [answer((A, 0), (B, 0), same=False), answer((A, 0), (D, 3), number=1)])
    assert tellers(rows) == [{(A, 0), (D, 3)}]
    assert relations(rows[0]) == [(HERE, 0), (REJECTED, 0), (NONE, None), (CONFIRMED, 3)]


def test_what_was_confirmed_from_another_sentence_of_the_claim_has_its_own_row() -> None:
    every = [*like((A, 0), (B, 0)), *like((A, 0), (C, 0)), *like((B, 0), (C, 0))]
    rows = claims(every, [answer((B, 0), (C, 0))])
    assert relations(row_of(rows, (A, 0)))[:3] == [(HERE, 0), (SAME, 0), (SAME, 0)]
    assert relations(row_of(rows, (B, 0)))[:3] == [(SAME, 0), (HERE, 0), (CONFIRMED, 0)]


def test_related_is_what_is_like_the_first_sentence_in_an_article_that_does_not_tell_it() -> None:
    found = [*like((A, 0), (B, 0)), *like((A, 0), (C, 1), Band.RELATED), *like((B, 0), (D, 2), Band.RELATED)]
    assert relations(claims(found)[0]) == [(HERE, 0), (SAME, 0), (RELATED, 1), (NONE, None)]


def test_copies_count_as_one_text() -> None:
    found = [*like((A, 0), (B, 0)), *like((B, 0), (C, 0)), *like((A, 0), (C, 0))]
    copy = Copy(("b", "c"), 1.0, ())
    assert told_by(found, copies=[copy])[1][0].in_words == "in 3 articles, 2 independent texts"


def test_while_suggestions_are_hidden_only_what_the_reader_said_is_in_the_cells() -> None:
    rows = hidden(answer((A, 0), (B, 1)), answer((A, 1), (C, 0), same=False, number=1))
    assert relations(rows[0]) == [(HERE, 0), (CONFIRMED, 1), (None, None), (None, None)]
    assert relations(rows[1]) == [(HERE, 1), (None, None), (REJECTED, 0), (None, None)]
    assert relations(rows[2]) == [(HERE, 2), (None, None), (None, None), (None, None)]
    assert [row.texts for row in rows] == [None] * len(rows)
    assert [row.in_words for row in rows[:3]] == ["confirmed in 2 articles", "", ""]


def test_of_an_article_that_is_not_looked_through_nothing_is_called_missing() -> None:
    rows = told_by(like((A, 0), (B, 0)), known=(A, B, C))[1]
    assert relations(rows[0]) == [(HERE, 0), (SAME, 0), (NONE, None), (None, None)]
    assert relations(row_of(rows, (D, 0))) == [(None, None), (None, None), (None, None), (HERE, 0)]
    assert row_of(rows, (D, 0)).texts is None


def test_what_is_in_articles_that_are_not_covered_is_left_out() -> None:
    elsewhere = Counterpart(place((A, 0)), Place("z", 0, 5), Band.SAME, ())
    assert tellers(claims([elsewhere])) == []


def said_of(spoken: dict[tuple[int, int], Verdict]) -> list[Standings]:
    """Where a reader stands who gave these verdicts."""
    every = []
    for number, article in enumerate(ARTICLES):
        sayer = Sayer(article=article.id, text=TEXT)
        for (of, sentence), verdict in spoken.items():
            if of == number:
                sayer.tag(Spot(article, sentence).span, verdict)
        standings = Standings(article.sentences, TEXT, article.sha256)
        standings.update(sayer.claims)
        every.append(standings)
    return every


def test_it_is_sorted_by_how_widely_told_by_disagreement_or_by_what_is_untagged() -> None:
    alike = (((A, 0), (B, 0)), ((A, 0), (C, 0)), ((B, 0), (C, 0)), ((A, 1), (B, 1)), ((A, 2), (B, 2)))
    rows = claims([each for one, other in alike for each in like(one, other)])
    every = said_of(
        {(A, 0): Verdict.VERIFIED, (B, 0): Verdict.VERIFIED, (A, 2): Verdict.VERIFIED, (B, 2): Verdict.DISPUTED}
    )

    def said(teller: Teller) -> Standing:
        return every[teller.article][teller.sentence]

    widely, disagreeing, open_first = ([row.first for row in sorted_by(order, rows, said)] for order in ORDERS)
    assert widely[:3] == [(A, 0), (A, 1), (A, 2)]
    assert disagreeing[:3] == [(A, 2), (A, 0), (A, 1)]
    assert open_first[:2] == [(A, 1), (A, 0)]
    assert [disagreement(row, said) for row in rows[:3]] == [0, 0, 1]
    assert [untagged(row, said) for row in rows[:3]] == [1, 2, 0]
    record = said_in(rows[2], B, said)
    assert record
    assert record.verdict is Verdict.DISPUTED


def test_of_a_related_sentence_nothing_is_told_as_said_of_the_claim() -> None:
    row = claims(like((A, 0), (C, 1), Band.RELATED))[0]
    assert said_in(row, C, nothing) is None


def test_fifty_articles_of_forty_sentences_come_to_one_row_for_each_claim() -> None:
    text = " ".join(f"Thing {number} was seen by many." for number in range(40))
    many = [Article(f"{number:02}", Path(f"{number:02}"), text, Source()) for number in range(50)]
    spans = [(sentence.start, sentence.end) for sentence in many[0].sentences]
    found = [
        Counterpart(Place(one.id, *span), Place(other.id, *span), Band.SAME, ())
        for one in many
        for other in many
        if one is not other
        for span in spans
    ]
    shared = Collection(tuple(each.id for each in many), (), {}, {}, {}, tuple(found), (), ())
    rows = coverage(Tellings(many, shared), {each.id for each in many})
    assert [len(row.articles) for row in rows] == [50] * 40
