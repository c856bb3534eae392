"""What the side panel lists, view by view, and which facts come first. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size

from newsread.analysis.entities.types import type_in_words
from newsread.annotations.answers import Naming, Renaming
from newsread.app.reader.highlighted_entity import Lit, Stop
from newsread.app.session.reported_by import Reach, Told
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import held_to, quoted_in
from newsread.articles.article import Article
from newsread.text.wording import count_of, quoted

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities.entity import NamedEntity
    from newsread.analysis.facts.extraction import Fact, Row


_GAP = "  "
_AROUND = 200
"""Code points beside a mention that are looked at; wider than the panel."""


class View(StrEnum):
    """What the side panel shows."""

    NAMES = "names"
    FACTS = "facts"
    TOLD = "all or one"


@dataclass(frozen=True)
class PanelRow:
    """One line of the panel's list."""

    words: str
    tells: str = ""
    """What stands at the line's end."""
    sign: str = " "
    dim: bool = False
    deeper: bool = False
    """Whether it belongs to a row above."""
    entity: "NamedEntity | None" = None
    fact: "Fact | None" = None
    told: Told | None = None
    article: str = ""
    """The id of the one article that the row is about; empty where it is about all."""
    meant: str = ""
    """What is told of a row of facts: who gives it, or how they stand to each other."""

    def is_like(self, other: "PanelRow") -> bool:
        """Whether another row is about the same."""
        if self.entity and other.entity:
            return self.entity.id == other.entity.id
        if self.fact and other.fact:
            return self.fact == other.fact
        return bool(self.told) and (self.told, self.article) == (other.told, other.article)

    def parts(self, width: int) -> Sequence[Part]:
        """Return the row in so many cells."""
        tells = held_to(self.tells, min(cell_len(self.tells), width // 2)) if self.tells else ""
        before = f"{self.sign} {_GAP if self.deeper else ''}"
        room = max(1, width - cell_len(before) - cell_len(tells) - (len(_GAP) if tells else 0))
        style = ("quiet",) if self.dim else ()
        return [
            (before, ("pointer",)),
            (held_to(self.words, room), style),
            (_GAP if tells else "", ()),
            (tells, ("quiet",)),
        ]


# Names


def names(
    shared: "Collection", articles: Sequence[Article], waiting: Iterable[Naming] = (), marked: str = ""
) -> list[PanelRow]:
    """Return who and what these articles name, the most often named first.

    Those that a `waiting` answer is about are told so; `marked` is the entity that another is to be merged with.
    """
    ids = [article.id for article in articles]
    said_of = {form: naming.kind for naming in waiting for form in naming.forms}
    rows = []
    for entity in shared.entities:
        times = sum(entity.mentions.get(article, 0) for article in ids)
        if times:
            kind = next((said_of[form] for form in entity.forms if form in said_of), None)
            state = f"… {_WAITING[kind]}" if kind else f"{type_in_words(entity.label)} {times:>3}"
            rows.append(PanelRow(entity.name, state, "+" if entity.id == marked else " ", bool(kind), entity=entity))
    return sorted(rows, key=lambda row: -_times(row.entity, ids))


def _times(entity: "NamedEntity | None", articles: Iterable[str]) -> int:
    return sum(entity.mentions.get(article, 0) for article in articles) if entity else 0


_WAITING = {
    Renaming.MERGE: "being merged",
    Renaming.SPLIT: "being split",
    Renaming.RETYPE: "being retyped",
    Renaming.IGNORE: "being ignored",
}


def about_name(
    row: PanelRow,
    lit: Lit | None,
    articles: Mapping[str, Article],
    called: Mapping[str, str],
    size: Size,
) -> list[Content]:
    """Return an entity's forms, how often each article names it, and the places from the walk's on that fit.

    `articles` are those of which it is known, `called` tells what all that are read are called; both by their ids.
    """
    width, height = size
    entity = row.entity
    if entity is None:
        return []
    others = [form for form in entity.forms if form != entity.name]
    heads = [
        Content.assemble(plain(entity.name, "bold"), plain(f" · {type_in_words(entity.label)}", "$quiet")),
        *([plain(f"also {', '.join(others)}")] if others else []),
        plain(" · ".join(_counts(entity, called))),
    ]
    lines = [part for head in heads for part in head.wrap(max(1, width))]
    if lit is None or lit.entity != entity.id:
        return lines[:height]
    first = max(0, lit.stops.index(lit.at) - 1) if lit.at in lit.stops else 0
    before = ""
    for stop in (stop for stop in lit.stops[first : first + height] if stop.article in articles):
        if stop.article != before:
            before = stop.article
            lines.append(plain(called[before], "$quiet"))
        pointer = "▸" if stop == lit.at else " "
        lines.append(Content.assemble(plain(pointer, "$primary"), _in_context(articles[before].text, stop, width // 4)))
    return [line.truncate(width, ellipsis=True) for line in lines[:height]]


def _counts(entity: "NamedEntity", called: Mapping[str, str]) -> Iterator[str]:
    elsewhere = 0
    for article, times in entity.mentions.items():
        if article in called:
            yield f"{called[article]} {times}×"
        else:
            elsewhere += times
    if elsewhere:
        yield f"in articles not open {elsewhere}×"


def _in_context(text: str, stop: Stop, most: int) -> Content:
    """Return a mention with at most so many code points before it, and what follows."""
    before = " ".join(text[max(0, stop.start - _AROUND) : stop.start].split())[-most:]
    cut = before.find(" ") if len(before) == most else -1
    before = f"… {before[cut + 1 :]}" if cut >= 0 else before
    words = " ".join(text[stop.start : stop.end].split())
    after = " ".join(text[stop.end : stop.end + _AROUND].split())
    apart = (
        [" " if text[at : at + 1].isspace() else "" for at in (stop.start - 1, stop.end)] if stop.start else ["", " "]
    )
    return Content.assemble(plain(f" {before}{apart[0]}"), plain(words, "bold"), plain(f"{apart[1]}{after}"))


# What all tell, or only one


def told(found: Reach, articles: Sequence[Article], called: Mapping[str, str], shown: Told | None) -> list[PanelRow]:
    """Return how many sentences tell what all tell, and what only one does, in all and in each article."""
    rows = []
    for how in Told:
        sign = "●" if how is shown else "○"
        rows.append(PanelRow(str(how), count_of(found.count(how), "sentence"), sign, told=how))
        for article in articles:
            number = len(found.numbers[how][article.id])
            of = f"{number} of {found.claims[article.id]}"
            rows.append(PanelRow(called[article.id], of, deeper=True, told=how, article=article.id))
    return rows


def about_told(row: PanelRow, number: int, keys: str, width: int, height: int) -> list[Content]:
    """Return what a row counts of so many articles, and which `keys` do something with it."""
    if row.told is None:
        return []
    meant = {
        Told.BY_ALL: f"Sentences of which all {number} articles tell the same.",
        Told.BY_ONE: "Sentences of which no other article tells the same; something related it may.",
    }[row.told]
    lines = [
        plain(meant),
        plain("As you answered, or else by the words: the machine may be wrong.", "$quiet"),
        plain(keys, "$quiet"),
    ]
    return [part for line in lines for part in line.wrap(max(1, width))][:height]


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
    from newsread.analysis.facts.extraction import table  # noqa: PLC0415 - likewise
    from newsread.analysis.quotes.cues import REPORTING  # noqa: PLC0415 - only who opens the panel pays for it

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
