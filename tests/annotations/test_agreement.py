"""Agreement: equal to what was published, and not computable where it is not."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader

from newsread.annotations.agreement import (
    NO_PAIR,
    NOT_TWO,
    ONE_VALUE,
    UNEVEN,
    Agreement,
    Measure,
    Unit,
    bootstrap_interval,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
)
from newsread.annotations.records import Aspect, Mark, Slot, Verdict
from newsread.annotations.sentence_states import PlacedClaim
from newsread.annotations.shared_claims import shared_claims

KAPPAS_AND_ALPHA = [cohen_kappa, fleiss_kappa, krippendorff_alpha]
ALL = [percent_agreement, *KAPPAS_AND_ALPHA]

KRIPPENDORFF = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
"""Four observers, a line each, and twelve units: Computing Krippendorff's Alpha-Reliability (2011), part C."""

FLEISS = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]
"""How many of fourteen raters gave each of five categories, a line for each of ten subjects."""


def krippendorff_units() -> list[Unit]:
    rows = dict(zip("ABCD", map(str.split, KRIPPENDORFF), strict=True))
    return [{by: row[unit] for by, row in rows.items() if row[unit] != "."} for unit in range(12)]


def fleiss_units() -> list[Unit]:
    given_values = [[str(value) for value, count in enumerate(counts) for _ in range(count)] for counts in FLEISS]
    return [{f"rater {number}": value for number, value in enumerate(values)} for values in given_values]


def cohen_units(table: tuple[tuple[int, int], tuple[int, int]] = ((20, 5), (10, 15))) -> list[Unit]:
    return [
        {"ana": first, "ben": second}
        for row, first in zip(table, ("yes", "no"), strict=True)
        for count, second in zip(row, ("yes", "no"), strict=True)
        for _ in range(count)
    ]


names = ["ana", "ben", "cem", "dov"]
values = st.sampled_from(["verified", "disputed", "unverifiable"])
some_units = st.lists(st.dictionaries(st.sampled_from(names), values, max_size=4), max_size=12)
of_two = st.lists(st.fixed_dictionaries({"ana": values, "ben": values}), max_size=12)
of_three = st.lists(st.fixed_dictionaries({"ana": values, "ben": values, "cem": values}), max_size=12)
any_units = some_units | of_two | of_three


def alpha_by_definition(units: list[Unit]) -> Fraction | None:
    """One less the disagreement observed over that expected, each pair of values taken one by one."""
    paired = [list(unit.values()) for unit in units if len(unit) > 1]
    everything = [value for unit in paired for value in unit]
    pairs = list(permutations(everything, 2))
    expected = sum(one != other for one, other in pairs)
    if not expected:
        return None
    observed = sum(
        Fraction(sum(one != other for one, other in permutations(unit, 2)), len(unit) - 1) for unit in paired
    )
    return Fraction(1) - Fraction(observed) / len(everything) / Fraction(expected, len(pairs))


def test_alpha_is_krippendorffs() -> None:
    assert krippendorff_alpha(krippendorff_units()) == pytest.approx(0.743, abs=0.0005)


def test_fleiss_kappa_is_fleiss() -> None:
    assert fleiss_kappa(fleiss_units()) == pytest.approx(0.2099, abs=0.00005)


def test_cohens_kappa_is_that_of_the_table() -> None:
    assert cohen_kappa(cohen_units()) == pytest.approx(0.4, abs=1e-12)
    assert percent_agreement(cohen_units()) == 0.7


@given(any_units)
def test_alpha_is_what_its_definition_says(units: list[Unit]) -> None:
    expected = alpha_by_definition(units)
    assert krippendorff_alpha(units) == (expected if expected is None else pytest.approx(float(expected), abs=1e-12))


@pytest.mark.parametrize("measure", ALL)
def test_annotators_with_nothing_in_common_have_no_agreement(measure: Measure) -> None:
    apart = [{"ana": "verified"}, {"ben": "verified"}, {"ana": "disputed"}, {"ben": "disputed"}, {}]
    for units in (apart, []):
        assert measure(units) is None
        assert measure.why_not(units) == NO_PAIR
        assert bootstrap_interval(units, measure, rounds=20) is None


@pytest.mark.parametrize("measure", KAPPAS_AND_ALPHA)
def test_with_one_value_only_agreement_beyond_chance_is_not_computable(measure: Measure) -> None:
    units = [{"ana": "verified", "ben": "verified"}] * 20
    assert measure(units) is None
    assert measure.why_not(units) == ONE_VALUE
    assert percent_agreement(units) == 1


def test_each_kappa_says_for_whom_it_is_not() -> None:
    uneven = [{"ana": "verified", "ben": "disputed"}, {"ana": "verified", "ben": "verified", "cem": "disputed"}]
    assert (cohen_kappa(uneven), cohen_kappa.why_not(uneven)) == (None, NOT_TWO)
    assert (fleiss_kappa(uneven), fleiss_kappa.why_not(uneven)) == (None, UNEVEN)
    assert krippendorff_alpha.why_not(uneven) == ""


@pytest.mark.parametrize("measure", ALL)
@given(units=any_units, named=st.permutations(names))
def test_who_has_which_name_does_not_matter(measure: Measure, units: list[Unit], named: list[str]) -> None:
    new = dict(zip(names, named, strict=True))
    assert measure([{new[by]: value for by, value in unit.items()} for unit in units]) == measure(units)


@pytest.mark.parametrize("measure", ALL)
@given(orders=any_units.flatmap(lambda units: st.tuples(st.just(units), st.permutations(units))))
def test_the_order_of_the_units_does_not_matter(measure: Measure, orders: tuple[list[Unit], list[Unit]]) -> None:
    assert measure(orders[0]) == measure(orders[1])
    one, other = (bootstrap_interval(units, measure, rounds=20) for units in orders)
    assert one == other


@pytest.mark.parametrize("measure", ALL)
@given(units=any_units)
def test_no_agreement_is_more_than_one(measure: Measure, units: list[Unit]) -> None:
    value = measure(units)
    assert (value is None) == bool(measure.why_not(units))
    assert value is None or -1 <= value <= 1


@pytest.mark.parametrize("measure", ALL)
@given(units=any_units, by=st.sampled_from([*names, "eve"]), value=values, place=st.integers(0, 12))
def test_a_unit_that_one_alone_has_judged_changes_nothing(
    measure: Measure, units: list[Unit], by: str, value: str, place: int
) -> None:
    more = [*units[:place], {by: value}, *units[place:]]
    assert measure(more) == measure(units)
    assert bootstrap_interval(more, measure, rounds=20) == bootstrap_interval(units, measure, rounds=20)


@pytest.mark.parametrize("measure", ALL)
@given(st.lists(values, max_size=10), st.integers(2, 4))
def test_perfect_agreement_in_more_than_one_value_is_one(measure: Measure, agreed: list[str], annotators: int) -> None:
    units: list[Unit] = [dict.fromkeys(names[:annotators], value) for value in ("verified", "disputed", *agreed)]
    assert measure(units) == (None if measure is cohen_kappa and annotators > 2 else 1)


@settings(max_examples=30)
@given(any_units)
def test_the_interval_is_the_same_every_time_and_within_what_alpha_can_be(units: list[Unit]) -> None:
    interval = bootstrap_interval(units, krippendorff_alpha, rounds=50)
    assert interval == bootstrap_interval(units, krippendorff_alpha, rounds=50)
    assert interval is None or -1 <= interval.low <= interval.high <= 1


@pytest.mark.parametrize("measure", ALL)
def test_the_interval_holds_the_value_and_narrows_with_more_claims(measure: Measure) -> None:
    few, many = cohen_units(), cohen_units(((400, 100), (200, 300)))
    value = measure(few)
    wide, narrow = (bootstrap_interval(units, measure, rounds=400) for units in (few, many))
    assert value is not None
    assert wide is not None
    assert narrow is not None
    assert wide.low < narrow.low < value < narrow.high < wide.high


def test_a_lower_level_gives_a_narrower_interval() -> None:
    wide, narrow = (bootstrap_interval(krippendorff_units(), krippendorff_alpha, level) for level in (0.95, 0.5))
    assert wide is not None
    assert narrow is not None
    assert wide.low < narrow.low < narrow.high < wide.high


def test_two_claims_give_no_interval() -> None:
    units = [{"ana": "verified", "ben": "verified"}, {"ana": "disputed", "ben": "disputed"}]
    assert krippendorff_alpha(units) == 1
    assert bootstrap_interval(units, krippendorff_alpha) is None


def test_perfect_agreement_gives_no_interval_without_width() -> None:
    units = [{"ana": value, "ben": value} for value in ["verified", "disputed"] * 30]
    assert bootstrap_interval(units, krippendorff_alpha) is None


def agreement(*readers: Reader, not_found: int = 0) -> Agreement:
    placed = [PlacedClaim(claim, claim.anchor.start, claim.anchor.end) for each in readers for claim in each.claims]
    return Agreement.of(shared_claims(placed), not_found)


def test_agreement_is_told_for_each_aspect_on_its_own() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    for reader in (ana, ben):
        reader.tag(FIRST, Verdict.VERIFIED)
        reader.tag(SECOND, Verdict.DISPUTED)
    ana.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    ben.tag(FIRST, Verdict.DISPUTED, Aspect.STATEMENT)
    content, statement = agreement(ana, ben).aspects
    assert (content.aspect, content.alpha.value, content.cohen.value, len(content.claims)) == (Aspect.CONTENT, 1, 1, 2)
    assert (statement.aspect, statement.percent.value, len(statement.claims)) == (Aspect.STATEMENT, 0, 1)


def test_what_is_left_out_is_counted_by_its_reason() -> None:
    ana, ben, cem = Reader("ana"), Reader("ben"), Reader("cem")
    for reader in (ana, ben):
        reader.tag(FIRST, Verdict.VERIFIED)
    cem.tag(FIRST, Verdict.VERIFIED)
    cem.tag((0, 7), Verdict.DISPUTED)
    ana.tag(SECOND, Verdict.VERIFIED)
    ben.mark(SECOND, Mark.TO_CHECK)
    cem.mark(THIRD, Mark.NOT_A_CLAIM)
    ben.mark(THIRD, Mark.SEEN)
    ben.withdraw(THIRD, Slot.MARK)
    told = agreement(ana, ben, cem, not_found=3)
    content, statement = told.aspects
    assert (told.marks_only, told.not_found) == (2, 3)
    assert (content.judged_by_one, content.contradictions, content.annotators) == (1, 1, ("ana", "ben"))
    assert [shared.start for shared in content.claims] == [0]
    assert (statement.judged_by_one, statement.contradictions, statement.claims) == (0, 0, ())
    assert statement.alpha.why_not == NO_PAIR


def test_each_annotator_is_there_with_their_first_claim() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    for reader in (ben, ana):
        reader.tag(THIRD, Verdict.VERIFIED)
        reader.tag(FIRST, Verdict.VERIFIED)
    told = agreement(ben, ana)
    assert dict(told.first_claims) == {"ana": ana.records[0].claim, "ben": ben.records[0].claim}
    assert list(told.first_claims) == ["ana", "ben"]
