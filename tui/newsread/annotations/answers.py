"""What a person answers to the machine's suggestions: which claims are one, and who or what a name means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from newsread.annotations import fields
from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.anchoring.anchor import to_json as anchor_to_json
from newsread.annotations.checks import check_members, check_types, coerce
from newsread.errors import NewsreadError


class OtherWords(NamedTuple):
    """What an answer on counterparts is about: other words, of another article, as they were recorded."""

    article: str
    start: int
    quote: str


@dataclass(frozen=True)
class Linked:
    """Whether the words of another article tell the same claim. Raises NewsreadError for values of other types."""

    article: str
    """The id of the other article."""
    anchor: Anchor
    """The words there."""
    same: bool
    method: str = ""
    """What suggested it, with its version; empty where the person named the words themselves."""

    def __post_init__(self) -> None:
        check_types(self, {"article": (str,), "anchor": (Anchor,), "same": (bool,), "method": (str,)})

    @property
    def about(self) -> OtherWords:
        """The words there, which the last answer on them counts for."""
        return OtherWords(self.article, self.anchor.start, self.anchor.quote)


class Renaming(StrEnum):
    """What is said of forms of names."""

    MERGE = "merge"
    """They name one."""
    SPLIT = "split"
    """They name something of their own."""
    RETYPE = "retype"
    """What they name is of another type."""
    IGNORE = "ignore"
    """They name nothing."""


class Forms(NamedTuple):
    """What an answer on names is about: what is said, of which forms."""

    kind: Renaming
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Naming:
    """What forms of names mean in all articles.

    Raises NewsreadError where forms or a label are missing, and for values of other types.
    """

    kind: Renaming
    forms: tuple[str, ...]
    """As they stand in the texts; lower and upper case are told apart."""
    label: str = ""
    """The type, in the terms of OntoNotes: with `retype` only."""

    def __post_init__(self) -> None:
        coerce(self, {"kind": Renaming})
        check_types(self, {"forms": (tuple,), "label": (str,)})
        check_members("forms", self.forms, str)
        least = 2 if self.kind is Renaming.MERGE else 1
        if len(self.forms) < least or not all(self.forms) or bool(self.label) != (self.kind is Renaming.RETYPE):
            raise NewsreadError(f"To {self.kind} names needs forms of them, and a type only to retype them.")

    @property
    def about(self) -> Forms:
        """The forms and what is said of them, for which the last answer counts."""
        return Forms(self.kind, self.forms)


def linked_to_json(linked: Linked) -> dict[str, object]:
    """Return it as it is stored."""
    stored: dict[str, object] = {
        "article": linked.article,
        "anchor": anchor_to_json(linked.anchor),
        "same": linked.same,
    }
    return stored | ({"method": linked.method} if linked.method else {})


def linked_from_json(value: object) -> Linked:
    """Return what is stored. Raises ValueError."""
    data = fields.mapping(value)
    return Linked(
        article=fields.text(data.get("article")),
        anchor=fields.anchor(data.get("anchor")),
        same=fields.truth(data.get("same")),
        method=fields.text(data.get("method", "")),
    )


def naming_to_json(naming: Naming) -> dict[str, object]:
    """Return it as it is stored."""
    stored: dict[str, object] = {"kind": str(naming.kind), "forms": list(naming.forms)}
    return stored | ({"label": naming.label} if naming.label else {})


def naming_from_json(value: object) -> Naming:
    """Return what is stored. Raises ValueError or NewsreadError."""
    data: Mapping[str, object] = fields.mapping(value)
    return Naming(
        kind=Renaming(fields.text(data.get("kind"))),
        forms=tuple(map(fields.text, fields.items(data.get("forms")))),
        label=fields.text(data.get("label", "")),
    )
