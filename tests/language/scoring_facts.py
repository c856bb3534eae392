"""How well facts agree with those labelled by hand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsread.analysis.facts.extraction import Fact


@dataclass(frozen=True)
class FactFigures:
    """Shares between 0 and 1. A fact is right where it overlaps a labelled one and has its value."""

    precision: float
    """Of the facts found: those that are right."""
    recall: float
    """Of the facts labelled: those found right."""
    what: float
    """Of the right ones: those that count the same thing."""
    unit: float
    approximator: float


def fact_figures(found: Sequence[Fact], file: Path) -> FactFigures:
    """Score the facts of all articles against a file of labels."""
    labels: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    right = [
        (fact, label) for label in labels for fact in found if _same_place(fact, label) and fact.value == label["value"]
    ]
    return FactFigures(
        precision=len(right) / max(1, len(found)),
        recall=len(right) / max(1, len(labels)),
        what=_share(right, "what"),
        unit=_share(right, "unit"),
        approximator=_share(right, "approximator"),
    )


def _same_place(fact: Fact, label: Mapping[str, Any]) -> bool:
    return bool(fact.article == label["article"] and fact.start < label["end"] and label["start"] < fact.end)


def _share(right: Sequence[tuple[Fact, Mapping[str, Any]]], field: str) -> float:
    same = [bool(getattr(fact, field) == (label[field] or "")) for fact, label in right]
    return sum(same) / max(1, len(same))
