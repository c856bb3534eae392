"""How well found names agree with those labelled by hand: their spans, and who is taken for whom."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsread.analysis.entities.entity import Mention

Span = tuple[int, int, str]
"""Start, end (half-open) and label."""


class Score(NamedTuple):
    """Counts that add up over articles."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: object) -> "Score":
        if not isinstance(other, Score):
            return NotImplemented
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


class Names(NamedTuple):
    """The names of one article, by hand."""

    spans: list[Span]
    doubtful: list[Span]
    """Those of them that careful readers may decide differently."""
    entity: dict[tuple[int, int], str]
    """What a span names, for all that name something."""


def read_article(folder: Path, article: str) -> dict[str, Any]:
    """Read the labels of an article; their files are called by the first three signs of its id."""
    labels: dict[str, Any] = json.loads((folder / f"{article[:3]}.json").read_text(encoding="utf-8"))
    return labels


def read_names(folder: Path, article: str) -> Names:
    """Read the names labelled in an article."""
    rows = read_article(folder, article)["entities"]
    spans = [(row["start"], row["end"], row["label"]) for row in rows]
    return Names(
        spans,
        [span for span, row in zip(spans, rows, strict=True) if row.get("doubtful")],
        {(row["start"], row["end"]): row["entity"] for row in rows if row["entity"]},
    )


def name_scores(found: Mapping[str, Iterable[Span]], folder: Path) -> tuple[Score, Score]:
    """Return the scores over all articles, exact and overlapping; spans are given by the article's id."""
    exact = overlap = Score(0, 0, 0)
    for article, spans in found.items():
        names = read_names(folder, article)
        of_one = span_scores(spans, names.spans, names.doubtful)
        exact, overlap = exact + of_one[0], overlap + of_one[1]
    return exact, overlap


def merged(found: Mapping[str, Iterable[Mention]], folder: Path) -> dict[str, set[str]]:
    """Return for each found entity what its mentions name by hand: more than one where some are taken for another."""
    named: dict[str, set[str]] = {}
    for article, mentions in found.items():
        entity = read_names(folder, article).entity
        for mention in mentions:
            meant = entity.get((mention.start, mention.end))
            if meant and mention.entity:
                named.setdefault(mention.entity, set()).add(meant)
    return named


def span_scores(found: Iterable[Span], gold: Iterable[Span], doubtful: Sequence[Span] = ()) -> tuple[Score, Score]:
    """Return the scores of one article's spans: exact, and overlapping with the same label, matched one to one.

    What careful readers may decide differently is left out on both sides: gold spans that are doubtful, and what was
    found over one of them and agrees with no other.
    """
    found, gold = sorted(set(found)), sorted(set(gold) - set(doubtful))
    pairs = _matched(found, gold)
    matched = {place for place, _ in pairs}
    excused = {
        place
        for place, span in enumerate(found)
        if place not in matched and any(_overlap(span, other) for other in doubtful)
    }
    exact = len(set(found) & set(gold))
    counted = len(found) - len(excused)
    return Score(exact, counted, len(gold)), Score(len(pairs), counted, len(gold))


def _matched(found: Sequence[Span], gold: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair spans that overlap and have one label, exact pairs first, else in the order of the text."""
    free = {span: place for place, span in enumerate(gold)}
    pairs = [(place, free.pop(span)) for place, span in enumerate(found) if span in free]
    taken = {place for place, _ in pairs}
    for place, span in enumerate(found):
        if place not in taken:
            other = next((other for other in free if other[2] == span[2] and _overlap(span, other)), None)
            if other is not None:
                pairs.append((place, free.pop(other)))
    return pairs


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
