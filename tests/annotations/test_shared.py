"""Which claims of several annotators are about the same words, and what each annotator says of them."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, TEXT, THIRD, Reader

from newsread.annotations.ids import new_id
from newsread.annotations.records import Aspect, Mark, Slot, Verdict
from newsread.annotations.sentence_states import PlacedClaim
from newsread.annotations.shared_claims import Shared, shared_claims
from newsread.annotations.state import Claim


def placed(*readers: Reader) -> list[PlacedClaim]:
    return [PlacedClaim(claim, claim.anchor.start, claim.anchor.end) for reader in readers for claim in reader.claims]


def a_claim() -> Claim:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    return reader.claim(FIRST)


A_CLAIM = a_claim()


def at(start: int, end: int, by: str = "ana", article: str = "001.txt", claim: UUID | None = None) -> PlacedClaim:
    return PlacedClaim(replace(A_CLAIM, id=claim or new_id(), by=by, article=article), start, end)


def spans(shared: list[Shared]) -> list[list[tuple[int, int]]]:
    return [[(each.start, each.end) for each in one.claims] for one in shared]


def same_words(one: PlacedClaim, other: PlacedClaim) -> bool:
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return 2 * overlap >= min(one.end - one.start, other.end - other.start)


some_spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda span: (span[0], span[0] + span[1]))
some_claims = st.lists(
    st.builds(
        lambda span, by, article: at(span[0], span[1], by, article),
        some_spans,
        st.sampled_from(["ana", "ben", "cem"]),
        st.sampled_from(["001.txt", "002.txt"]),
    ),
    max_size=14,
)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ((0, 20), True),
        ((10, 30), True),
        ((11, 31), False),
        ((15, 25), True),
        ((16, 26), False),
        ((5, 6), True),
        ((20, 40), False),
        ((0, 500), True),
    ],
)
def test_claims_that_overlap_by_half_of_the_shorter_one_are_about_the_same_words(
    other: tuple[int, int], same: bool
) -> None:
    assert len(shared_claims([at(0, 20, "ana"), at(*other, "ben")])) == (1 if same else 2)


def test_the_same_place_in_another_article_is_not_the_same_words() -> None:
    first, second = shared_claims([at(0, 20, article="002.txt"), at(0, 20, article="001.txt")])
    assert (first.article, second.article) == ("001.txt", "002.txt")


def test_a_chain_of_overlaps_does_not_glue_a_paragraph_together() -> None:
    chain = [at(start, start + 20) for start in range(0, 200, 10)]
    assert all(shared.end - shared.start <= 30 for shared in shared_claims(chain))


def test_two_parts_of_one_sentence_are_not_brought_together_by_the_whole() -> None:
    assert spans(shared_claims([at(0, 100), at(0, 60), at(60, 100)])) == [[(0, 60), (0, 100)], [(60, 100)]]


def test_what_is_most_alike_is_joined_first() -> None:
    assert spans(shared_claims([at(0, 20), at(10, 30), at(12, 30)])) == [[(0, 20)], [(10, 30), (12, 30)]]


@given(some_claims)
def test_any_two_claims_of_one_are_about_the_same_words(claims: list[PlacedClaim]) -> None:
    for shared in shared_claims(claims):
        assert all(same_words(one, other) for one, other in combinations(shared.claims, 2))
        assert {each.claim.article for each in shared.claims} == {shared.article}
        assert shared.start == min(each.start for each in shared.claims)
        assert shared.end == max(each.end for each in shared.claims)


@given(some_claims)
def test_every_claim_is_in_exactly_one(claims: list[PlacedClaim]) -> None:
    told = Counter(each.claim.id for shared in shared_claims(claims) for each in shared.claims)
    assert told == Counter(each.claim.id for each in claims)


@given(some_claims.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_order_of_the_claims_does_not_matter(orders: tuple[list[PlacedClaim], list[PlacedClaim]]) -> None:
    assert shared_claims(orders[0]) == shared_claims(orders[1])


@given(some_claims)
def test_they_stand_in_the_order_of_article_and_place(claims: list[PlacedClaim]) -> None:
    places = [(shared.article, shared.start) for shared in shared_claims(claims)]
    assert places == sorted(places)


def test_the_words_are_those_of_the_longest_claim() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    ana.tag((0, 7), Verdict.VERIFIED)
    ben.tag(FIRST, Verdict.VERIFIED)
    [shared] = shared_claims(placed(ana, ben))
    assert shared.words == TEXT[slice(*FIRST)]


def test_what_was_withdrawn_is_not_there() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    for reader in (ana, ben):
        reader.tag(SECOND, Verdict.VERIFIED)
    ben.withdraw(SECOND, Slot.CONTENT)
    [shared] = shared_claims(placed(ana, ben))
    assert [each.claim.by for each in shared.claims] == ["ana"]


def test_each_annotator_has_one_verdict_on_each_aspect() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    ana.tag(SECOND, Verdict.DISPUTED)
    said = ben.tag(SECOND, Verdict.VERIFIED)
    stated = ben.tag(SECOND, Verdict.DISPUTED, Aspect.STATEMENT)
    [shared] = shared_claims(placed(ben, ana))
    assert list(shared.verdicts(Aspect.CONTENT)) == ["ana", "ben"]
    assert shared.verdicts(Aspect.CONTENT)["ben"] == said
    assert shared.verdicts(Aspect.STATEMENT) == {"ben": stated}


def test_of_several_claims_of_one_annotator_that_agree_the_latest_is_told() -> None:
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.DISPUTED)
    latest = ana.tag((0, 7), Verdict.DISPUTED, note="counted again")
    [shared] = shared_claims(placed(ana))
    assert shared.verdicts(Aspect.CONTENT) == {"ana": latest}
    assert shared.contradicting(Aspect.CONTENT) == ()


def test_an_annotator_whose_claims_contradict_each_other_is_left_out_and_named() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    ana.tag(FIRST, Verdict.DISPUTED)
    ana.tag((0, 7), Verdict.VERIFIED)
    ben.tag(FIRST, Verdict.VERIFIED)
    [shared] = shared_claims(placed(ana, ben))
    assert list(shared.verdicts(Aspect.CONTENT)) == ["ben"]
    assert shared.contradicting(Aspect.CONTENT) == ("ana",)
    assert shared.contradicting(Aspect.STATEMENT) == ()
    assert not shared.differ(Aspect.CONTENT)


def test_annotators_differ_when_not_all_verdicts_on_the_aspect_are_the_same() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    for reader in (ana, ben):
        reader.tag(FIRST, Verdict.VERIFIED)
    ana.tag(SECOND, Verdict.VERIFIED)
    ben.tag(SECOND, Verdict.UNVERIFIABLE)
    ana.tag(THIRD, Verdict.VERIFIED)
    ben.mark(THIRD, Mark.TO_CHECK)
    shared = shared_claims(placed(ana, ben))
    assert [each.differ(Aspect.CONTENT) for each in shared] == [False, True, False]
    assert not any(each.differ(Aspect.STATEMENT) for each in shared)
