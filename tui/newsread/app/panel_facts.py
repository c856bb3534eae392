"""Which numbers and dates the side panel lists: what the articles give differently comes first. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.panel_rows import PanelRow
from newsread.app.quoting import quoted_in
from newsread.articles.article import Article
from newsread.wording import quoted

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.facts import Fact, Row

_WHEN_SAID = "when it was said"


class Given(StrEnum):
    """How the articles give the numbers or dates of one thing, in the order in which they are listed."""

    DIFFERENTLY = "differs"
    ALIKE = "the same"
    BY_ONE = "in one"


_MEANT = {
    Given.DIFFERENTLY: "The articles do not all give the same. They may count different things: read them.",
    Given.ALIKE: "Every article that gives it gives the same.",
    Given.BY_ONE: "Only one article gives it.",
}


def facts(shared: "Collection", articles: Sequence[Article], called: Mapping[str, str]) -> list[PanelRow]:
    """Return the numbers, dates and durations by what they count, each telling with the numbers of the articles.

    What differs comes first, then what several give alike, then what only one gives. The days on which something was
    said or reported tell of nothing else: they are one row, the last.
    """
    from newsread.analysis.cues import REPORTING  # noqa: PLC0415 - only who opens the panel pays for it
    from newsread.analysis.facts import table  # noqa: PLC0415 - likewise

    every = [fact for article in articles for fact in shared.facts.get(article.id, ())]
    when_said = [fact for fact in every if fact.is_date and fact.what in REPORTING]
    of_things = table(fact for fact in every if not (fact.is_date and fact.what in REPORTING))
    order = list(Given)
    rows: list[PanelRow] = []
    for row in sorted(of_things, key=lambda row: order.index(_given(row))):
        how = _given(row)
        rows.append(PanelRow(_thing(row), how, dim=True, meant=_MEANT[how]))
        rows += _tellings(row, called)
    for row in table(replace(fact, what="") for fact in when_said):
        rows.append(PanelRow(_WHEN_SAID, "", dim=True, meant="The days on which something was said or reported."))
        rows += _tellings(row, called)
    return rows


def _given(row: "Row") -> Given:
    givers = {frozenset(telling.articles) for telling in row.tellings}
    if len(givers) > 1:
        return Given.DIFFERENTLY
    return Given.BY_ONE if all(len(each) == 1 for each in givers) else Given.ALIKE


def _thing(row: "Row") -> str:
    return row.what or ("a date" if row.tellings[0].fact.is_date else "a number")


def _tellings(row: "Row", called: Mapping[str, str]) -> Iterator[PanelRow]:
    """Yield what is told, in the words that a telling has everywhere."""
    for telling in row.tellings:
        numbers = ", ".join(called[article].partition(" ")[0] for article in telling.articles)
        meant = telling.told_by(called.__getitem__)
        yield PanelRow(
            telling.in_words,
            f"in {numbers}",
            deeper=True,
            fact=telling.fact,
            article=telling.fact.article,
            meant=meant,
        )


def about_fact(row: PanelRow, articles: Mapping[str, Article], width: int, height: int) -> list[Content]:
    """Return what is told and by whom, what its date was resolved by, and the sentence around it."""
    fact, width = row.fact, max(1, width)
    article = articles.get(fact.article) if fact else None
    if fact is None or article is None:
        return plain(row.meant, "$quiet").wrap(width)[:height]
    told = [
        Content.assemble(plain(row.words, "bold"), plain(_as_given(fact, row.words))),
        plain(row.meant, "$quiet"),
        *([plain(f"assumed: {fact.assumption}", "$warning")] if fact.assumption else []),
    ]
    lines = [part for line in told for part in line.wrap(width)][:height]
    sentence = next((each for each in article.sentences if each.start <= fact.start < each.end), fact)
    if left := height - len(lines):
        lines += quoted_in(article.text[sentence.start : sentence.end], width, left).wrap(width)
    return lines


def _as_given(fact: "Fact", words: str) -> str:
    """Return how the text has it, where that was put in other words, or else the number that it is."""
    text = " ".join(fact.text.split())
    if text not in words:
        return f" · in the text {quoted(text)}"
    if fact.is_date or fact.value is None:
        return ""
    return f" · {' '.join(f'{fact.approximator} {fact.value} {fact.unit}'.split())}"
