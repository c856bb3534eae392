"""Which claims which articles tell: how sentences are brought together, and in what order they are listed."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from tests.tags.saying import Reader as Sayer

from newsread.analysis.counterparts import Band, Counterpart, Place
from newsread.app.coverage import ORDERS, Teller, ToldClaim, coverage, disagreement, said_in, sorted_by, untagged
from newsread.app.relations import Relation
from newsread.app.spots import Spot
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.tags.groups import Link, Words
from newsread.tags.records import Record, Verdict
from newsread.tags.standing import Standing, Standings

TEXT = "Alpha was seen. Beta was heard. Gamma was found. Delta was lost."
ARTICLES = [Article(name, Path(name), TEXT, Source()) for name in ("a", "b", "c", "d")]
A, B, C, D = range(4)


def place(teller: tuple[int, int]) -> Place:
    article = ARTICLES[teller[0]]
    return Place(article.id, *Spot(article, teller[1]).span)


def like(one: tuple[int, int], other: tuple[int, int], band: Band = Band.SAME) -> list[Counterpart]:
    """Both ways round, as the machine mostly finds it."""
    pairs = ((one, other), (other, one))
    return [Counterpart(place(some), place(others), band, ("was",)) for some, others in pairs]


def answer(one: tuple[int, int], other: tuple[int, int], *, same: bool = True) -> Link:
    record = object.__new__(Record)
    object.__setattr__(record, "id", UUID(int=0))
    return Link(Words(*place(one)), Words(*place(other)), same, record)


def tellers(rows: Sequence[ToldClaim]) -> list[set[tuple[int, int]]]:
    """The claims that more than one sentence tells."""
    return [{(each.article, each.sentence) for each in row.tellers} for row in rows if len(row.tellers) > 1]


def nothing(_: Teller) -> Standing:
    return Standing()


def test_every_sentence_is_in_one_row_and_like_ones_are_in_one() -> None:
    rows = coverage(ARTICLES, [*like((A, 0), (B, 1)), *like((B, 1), (C, 2))], [])
    assert tellers(rows) == [{(A, 0), (B, 1), (C, 2)}]
    every = [teller for row in rows for teller in row.tellers]
    assert len(every) == len(set(every)) == 16
    assert [row.first for row in rows] == sorted(row.first for row in rows)


def test_two_groups_that_have_an_article_in_common_stay_apart() -> None:
    chain = [*like((A, 0), (B, 0)), *like((A, 1), (B, 1)), *like((B, 0), (C, 0)), *like((C, 0), (A, 1))]
    assert tellers(coverage(ARTICLES, chain, [])) == [{(A, 0), (B, 0), (C, 0)}, {(A, 1), (B, 1)}]


def test_a_second_sentence_of_an_article_joins_the_claim_that_it_repeats() -> None:
    [row] = [
        row for row in coverage(ARTICLES, [*like((A, 0), (B, 0)), *like((A, 0), (B, 1))], []) if row.first == (A, 0)
    ]
    assert row.articles == {A: ((A, 0),), B: ((B, 0), (B, 1))}
    assert row.sentence(B) == 0


def test_the_readers_answers_outrank_the_machine() -> None:
    found = like((A, 0), (B, 0))
    rows = coverage(ARTICLES, found, [answer((A, 0), (B, 0), same=False), answer((A, 0), (D, 3))])
    assert tellers(rows) == [{(A, 0), (D, 3)}]
    row = rows[0]
    assert [row.relation(number) for number in (A, B, C, D)] == [
        Relation.CONFIRMED,
        Relation.NONE,
        Relation.NONE,
        Relation.CONFIRMED,
    ]


def test_confirmed_answers_join_whatever_they_join() -> None:
    rows = coverage(ARTICLES, [], [answer((A, 0), (B, 0)), answer((A, 1), (B, 1)), answer((A, 0), (B, 1))])
    assert tellers(rows) == [{(A, 0), (B, 0), (A, 1), (B, 1)}]


def test_related_is_what_is_like_the_first_sentence_in_an_article_that_does_not_tell_it() -> None:
    found = [*like((A, 0), (B, 0)), *like((A, 0), (C, 1), Band.RELATED), *like((B, 0), (D, 2), Band.RELATED)]
    row = coverage(ARTICLES, found, [])[0]
    assert [(row.relation(number), row.sentence(number)) for number in (A, B, C, D)] == [
        (Relation.SAME, 0),
        (Relation.SAME, 0),
        (Relation.RELATED, 1),
        (Relation.NONE, None),
    ]


def test_copies_count_as_one_text() -> None:
    found = [*like((A, 0), (B, 0)), *like((B, 0), (C, 0))]
    assert (
        coverage(ARTICLES, found, [], [("a",), ("b", "c"), ("d",)])[0].in_words == "in 3 articles, 2 independent texts"
    )


def test_what_is_in_articles_that_are_not_covered_is_left_out() -> None:
    elsewhere = Counterpart(place((A, 0)), Place("z", 0, 5), Band.SAME, ())
    assert tellers(coverage(ARTICLES, [elsewhere], [])) == []


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
    found = [*like((A, 0), (B, 0)), *like((A, 0), (C, 0)), *like((A, 1), (B, 1)), *like((A, 2), (B, 2))]
    rows = coverage(ARTICLES, found, [])
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
    row = coverage(ARTICLES, like((A, 0), (C, 1), Band.RELATED), [])[0]
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
    rows = coverage(many, found, [])
    assert [len(row.articles) for row in rows] == [50] * 40
