"""What the side panel lists, view by view, and what it tells of the row under its cursor. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size

from newsread.analysis.types_in_words import type_in_words
from newsread.app.bars import plain
from newsread.app.claim_lines import held_to
from newsread.app.lines import Part
from newsread.app.lit import Lit, Stop
from newsread.app.told import Reach, Told
from newsread.articles.article import Article
from newsread.tags.answers import Naming, Renaming
from newsread.wording import count_of

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities import NamedEntity
    from newsread.analysis.facts import Fact

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
