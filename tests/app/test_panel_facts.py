"""Which numbers and dates the panel lists: what differs first, and no row twice."""

from pathlib import Path

from newsread.analysis.collection import Collection
from newsread.analysis.facts.extraction import Fact
from newsread.app.reader.panel_rows import about_fact, facts
from newsread.articles.article import Article
from newsread.articles.sources import Source

TEXT = "Kyiv said on Tuesday that two men, up to 12,000 soldiers and six guns were there."
ARTICLES = [Article(name, Path(name), TEXT, Source(outlet)) for name, outlet in (("a", "The Daily"), ("b", "The Wire"))]
CALLED = {"a": "1 The Daily", "b": "2 The Wire"}


def fact(what: str, value: float | str | None, words: str, article: str, assumption: str = "") -> Fact:
    start = TEXT.find(words)
    is_date = bool(assumption) or words.endswith("day")
    return Fact(what, value, "", "", words, article, start, start + len(words), assumption, is_date)


def shared(*every: Fact) -> Collection:
    of = {article.id: tuple(each for each in every if each.article == article.id) for article in ARTICLES}
    return Collection(("a", "b"), (), {}, {}, of, (), (), ())


def listed(*every: Fact) -> list[tuple[str, str]]:
    return [(row.words, row.tells) for row in facts(shared(*every), ARTICLES, CALLED)]


def test_what_differs_comes_before_what_is_the_same_and_what_only_one_gives_is_last() -> None:
    assert listed(
        fact("gun", 6, "six", "a"),
        fact("man", 2, "two", "a"),
        fact("soldier", 12000, "12,000", "a"),
        fact("man", 2, "two", "b"),
        fact("soldier", 3000, "3,000", "b"),
    ) == [
        *(("soldier", "differs"), ("12,000", "in 1"), ("3,000", "in 2")),
        *(("man", "the same"), ("two", "in 1, 2")),
        *(("gun", "in one"), ("six", "in 1")),
    ]


def test_what_only_some_articles_give_besides_the_rest_differs() -> None:
    assert listed(fact("man", 2, "two", "a"), fact("man", 6, "six", "a"), fact("man", 2, "two", "b")) == [
        *(("man", "differs"), ("two", "in 1, 2"), ("six", "in 1")),
    ]


def test_two_numbers_that_the_same_articles_give_are_no_difference_between_them() -> None:
    every = [fact("gun", number, words, of) for of in ("a", "b") for number, words in ((2, "two"), (6, "six"))]
    assert listed(*every) == [("gun", "the same"), ("two", "in 1, 2"), ("six", "in 1, 2")]


def test_a_weekday_is_told_as_the_day_that_it_was_or_as_unknown() -> None:
    assert listed(
        fact("capture", "2025-04-08", "Tuesday", "a", "Tuesday, taken from the publication date 2025-04-09"),
        fact("capture", None, "Tuesday", "b"),
    ) == [("capture", "differs"), ("8 April 2025", "in 1"), ("Tuesday, day unknown", "in 2")]


def test_the_days_on_which_something_was_said_are_one_row_behind_all_others() -> None:
    assert listed(
        fact("say", "2025-04-08", "Tuesday", "a", "counted"),
        fact("suggest", "2025-04-08", "Tuesday", "a", "counted"),
        fact("add", "2025-04-07", "Monday", "b", "counted"),
        fact("gun", 6, "six", "b"),
        fact("report", 2, "two", "b"),
    ) == [
        *(("gun", "in one"), ("six", "in 2")),
        *(("report", "in one"), ("two", "in 2")),
        *(("when it was said", ""), ("8 April 2025", "in 1"), ("7 April 2025", "in 2")),
    ]


def test_what_is_told_of_a_row_fits_and_its_sentence_ends_in_an_ellipsis_where_it_is_cut() -> None:
    _, row = facts(shared(fact("man", 2, "two", "a")), ARTICLES, CALLED)
    articles = {article.id: article for article in ARTICLES}
    whole = [line.plain.rstrip() for line in about_fact(row, articles, 40, 10)]
    assert whole[:2] == ["two · 2", "1 The Daily"]
    assert " ".join(whole[2:]) == f"“{TEXT}”"
    cut = [line.plain.rstrip() for line in about_fact(row, articles, 40, 3)]
    assert len(cut) == 3
    assert cut[2].endswith("…”")
