"""Facts: numbers, dates and durations by what they count."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsread.analysis.document import Document
from newsread.analysis.facts.days import date_in_words, day_named, day_of_publication
from newsread.analysis.facts.extraction import Fact, facts, table
from newsread.analysis.facts.numbers import approximator_before, numbers
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.article import Article
from newsread.articles.sources import Source

TUESDAY = date(2025, 4, 8)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def told(pipeline: Pipeline, text: str, published: str | None = "2025-04-08") -> tuple[Fact, ...]:
    article = Article("a.txt", Path("a.txt"), text, Source(published=published))
    document = Document(article, pipeline.analyse(text, [sentence.start for sentence in article.sentences]))
    for fact in facts(document):
        assert text[fact.start : fact.end] == fact.text
    return facts(document)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("six", 6),
        ("twenty-one", 21),
        ("12,000", 12_000),
        ("5.2", 5.2),
        ("1.5 million", 1_500_000),
        ("3.5bn", 3_500_000_000),
        ("two hundred thousand", 200_000),
        ("three hundred and five", 305),
        ("half a million", 500_000),
        ("two dozen", 24),
        ("20-30", "20-30"),
        ("140-150 million", "140000000-150000000"),
        ("two-thirds", "2/3"),
        ("tens of thousands", None),
    ],
)
def test_figures_and_words_are_worth_the_same(text: str, value: float | str | None) -> None:
    (number,) = numbers(text, 0, len(text))
    assert (text[number.start : number.end], number.value) == (text, value)


@pytest.mark.parametrize(
    "text", ["F-16", "76ers", "24/7", "3:35", "the 20th", "a 43-39 win", "the third man", "2025-04-08"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert not list(numbers(text, 0, len(text)))


def test_approximators_are_found_before_a_number() -> None:
    assert approximator_before("with up to 12,000", 11) == (5, "up to")
    assert approximator_before("much more than two", 15) == (0, "much more than")
    assert approximator_before("whereabout 7", 11) == (11, "")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("April 8, 2024", "2024-04-08"),
        ("8 April 2024", "2024-04-08"),
        ("February 2022", "2022-02"),
        ("summer of 2024", "2024-summer"),
        ("1990s", "1990s"),
        ("Tuesday", "2025-04-08"),
        ("Wednesday", "2025-04-02"),
        ("last Tuesday", "2025-04-01"),
        ("next Monday", "2025-04-14"),
        ("April 15", "2025-04-15"),
        ("December 28", "2024-12-28"),
        ("January", "2025-01"),
        ("June", "2024-06"),
        ("last December", "2024-12"),
        ("this week", "2025-W15"),
        ("last month", "2025-03"),
        ("last year", "2024"),
        ("last fall", "2024-fall"),
        ("last winter", "2024-winter"),
        ("next autumn", "2025-fall"),
        ("a year ago", "2024"),
        ("2 days ago", "2025-04-06"),
        ("February 30", None),
        ("9999 years ago", None),
    ],
)
def test_dates_are_counted_from_the_day_of_publication(words: str, value: str | None) -> None:
    assert day_named(words, TUESDAY).value == value


def test_a_date_without_a_known_day_stays_open() -> None:
    assert day_named("Tuesday", None).value is None
    assert day_named("late March 2024", None) == day_named("late March 2024", TUESDAY)
    assert day_of_publication("2025-04-08T10:00:00Z") == TUESDAY
    assert day_of_publication("yesterday") is None


def test_a_number_counts_its_noun(pipeline: Pipeline) -> None:
    (fact,) = told(pipeline, "The army lost up to 12,000 foreign soldiers near the border.")
    assert (fact.what, fact.value, fact.approximator, fact.text) == ("soldier", 12_000, "up to", "up to 12,000")


def test_a_measure_has_a_unit_and_says_what_it_measures(pipeline: Pipeline) -> None:
    area, money = told(pipeline, "Troops captured around 1,300 square kilometers. The state offered a $35,000 reward.")
    assert (area.what, area.value, area.unit, area.approximator) == ("capture", 1300, "square kilometer", "around")
    assert (money.what, money.value, money.unit, money.text) == ("reward", 35_000, "$", "$35,000")


def test_durations_belong_to_what_lasts(pipeline: Pipeline) -> None:
    text = "After more than three years of war the town is empty. The strike, which is now in its third year, goes on."
    war, strike = told(pipeline, text)
    assert (war.what, war.value, war.unit, war.text) == ("war", 3, "year", "more than three years")
    assert (strike.what, strike.value, strike.unit, strike.text) == ("strike", 3, "year", "third year")


def test_a_part_of_them_is_a_part_of_what_was_counted(pipeline: Pipeline) -> None:
    casualties, killed = told(pipeline, "The units have suffered around 4,000 casualties, two-thirds of them killed.")
    assert (casualties.what, killed.what, killed.value) == ("casualty", "casualty", "2/3")


def test_an_age_is_an_age(pipeline: Pipeline) -> None:
    found = told(pipeline, "Anna Smith, 34, of Leeds drove the bus. A 60-year-old woman was hurt.")
    assert [(fact.what, fact.value, fact.unit) for fact in found] == [("age", 34, "year"), ("age", 60, "year")]


def test_a_date_belongs_to_its_event_and_prints_its_assumption(pipeline: Pipeline) -> None:
    text = (
        "The court ruled on Tuesday that the vote must be repeated. Nobody has returned since the invasion in May 2022."
    )
    ruled, invasion = told(pipeline, text)
    assert (ruled.what, ruled.value) == ("rule", "2025-04-08")
    assert ruled.assumption == "Tuesday, taken from the publication date 2025-04-08"
    assert (invasion.what, invasion.value, invasion.assumption) == ("invasion", "2022-05", "")
    undated, _ = told(pipeline, text, published=None)
    assert (undated.value, undated.assumption) == (None, "")


def test_what_will_be_lies_ahead(pipeline: Pipeline) -> None:
    (fact,) = told(pipeline, "Parliament will vote on Friday about the new budget.")
    assert fact.value == "2025-04-11"


def test_headlines_clock_times_and_names_give_no_facts(pipeline: Pipeline) -> None:
    assert not told(pipeline, "Two Killed In Storm\n\nIt began at 3:35 PM, said juror No. 12 of the court.")


def test_the_table_gathers_the_tellings_of_one_thing() -> None:
    def fact(value: float, text: str, article: str) -> Fact:
        return Fact("soldier", value, "", "", text, article, 0, 3)

    prisoner = Fact("prisoner", 2, "", "", "two", "003", 0, 3)
    (row, other) = table([fact(6, "six", "003"), fact(9, "nine", "003"), prisoner, fact(6, "6", "004")])
    assert row.line() == "soldier: six (003, 004) · nine (003)"
    assert other.line(lambda article: article[-1]) == "prisoner: two (3)"


def test_a_counted_date_is_told_with_its_day_and_its_assumption() -> None:
    def date_of(value: str | None, text: str, article: str, assumption: str = "", part: str = "") -> Fact:
        return Fact("raid", value, "", part, text, article, 0, 3, assumption, is_date=True)

    counted = "taken from the publication date"
    tuesday = date_of("2025-04-08", "Tuesday", "1", counted)
    full = date_of("2025-04-08", "April 8, 2025", "5")
    unknown = date_of(None, "Tuesday", "2")
    (row,) = table([tuesday, full, unknown])
    assert row.line() == "raid: 8 April 2025 (1, counted from its publication; 5) · Tuesday, day unknown (2)"
    (row,) = table([full, tuesday, date_of("2025-04-08", "today", "3", counted)])
    assert row.line() == "raid: 8 April 2025 (5; 1, 3, counted from their publication)"
    (row,) = table([full])
    assert row.line() == "raid: April 8, 2025 (5)"
    (row,) = table([tuesday, date_of("2025-04-08", "April 8, 2025", "1")])
    assert row.line() == "raid: 8 April 2025 (1)"
    (row,) = table([date_of("2025-03", "late March", "1", counted, "late")])
    assert row.line() == "raid: late March 2025 (1, counted from its publication)"


def test_a_date_that_no_publication_date_resolves_is_told_as_unknown(pipeline: Pipeline) -> None:
    text = "The court ruled on Tuesday that six soldiers must return."
    (ruled, soldiers) = table(told(pipeline, text, published=None))
    assert ruled.line() == "rule: Tuesday, day unknown (a.txt)"
    assert soldiers.line() == "soldier: six (a.txt)"
    (ruled, _) = table(told(pipeline, text))
    assert ruled.line() == "rule: 8 April 2025 (a.txt, counted from its publication)"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-04-08", "8 April 2025"),
        ("2025-W15", "the week of 7 April 2025"),
        ("2025-04", "April 2025"),
        ("2024-fall", "fall 2024"),
        ("2024", "2024"),
        ("1990s", "1990s"),
        ("2025-99", "2025-99"),
        ("", ""),
    ],
)
def test_a_date_is_told_in_words(value: str, words: str) -> None:
    assert date_in_words(value) == words


PIECES = st.sampled_from((
    "two", "12,000", "1.5", "million", "$", "€", "%", "hundred", "-", "of", "the", "years", "third", "ago", "last",
    "Tuesday", "in", "2022", "May", "8", "between", "and", "to", ",", ".", "\n",
))  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30))
def test_any_text_gives_facts_inside_of_it(pipeline: Pipeline, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = told(pipeline, text)
    starts = [fact.start for fact in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["1," * 50_000, "one " * 20_000, "1 and " * 20_000, "million" * 20_000, "9" * 100_000])
def test_endless_numbers_are_no_trouble(text: str) -> None:
    assert list(numbers(text, 0, len(text))) is not None
