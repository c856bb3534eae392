"""What stands at one moment, in the shape that every format writes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from newsread.annotations.groups import Link
from newsread.annotations.records import Aspect, Evidence, Mark, Record, Verdict
from newsread.articles.sources import marked_as_guessed
from newsread.text.printable import printable
from newsread.text.wording import count_of

if TYPE_CHECKING:
    from newsread.formats.loss import Lost


SURROUNDINGS_CHANGED = "changed"
"""What formats for other programs say of the surroundings of words beside which the text has changed since."""

CONTRADICTED = "contradicted by another verdict or decision, and not settled"
"""What formats for people say of a verdict or decision that has `conflicts`."""


@dataclass(frozen=True)
class Listed:
    """An article as far as formats tell of it. Of a missing one only the id is known."""

    id: str
    heading: str
    """The title, or the first words in its place; for people, never for another program."""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    sha256: str | None = None
    guessed: tuple[str, ...] = ()
    """The names of the fields that nobody declared and that were guessed."""

    def marked(self, name: str, words: str | None) -> str:
        """Return what is shown for a field, with the word for it where it was guessed; empty for None."""
        return marked_as_guessed(words, is_guess=name in self.guessed)

    def declared(self, name: str) -> str | None:
        """Return a field for formats that state it as a fact: None where it was guessed."""
        value: str | None = getattr(self, name)
        return None if name in self.guessed else value


@dataclass(frozen=True)
class _Said:
    """What annotations and marks have in common: who said it, when, and of which words."""

    article: str
    start: int
    """Where the words are in the text as it is now; when they are not `found` for certain, where they were."""
    end: int
    sha256: str
    """The hash of the text in which `start` and `end` count."""
    quote: str
    """The words as they are in that text."""
    found: bool
    surroundings_changed: bool
    """Whether the words are found, but what is beside their sentence has changed, and nobody has confirmed them since.
    """
    gone: bool
    """Whether a person has settled that the words are no longer in the text as it is now."""
    by: str
    at: datetime
    note: str
    id: UUID
    """That of the record that says it."""
    claim: UUID
    prefix: str
    """What stood before the words when it was said, and `suffix`: what stood behind them."""
    suffix: str
    group: UUID | None
    """The group of claims in several articles that the annotator has confirmed to be one, if it is in any."""
    history: tuple[Record, ...]
    """What was said of the same, with the marks of the claim and where its words were found, oldest first."""


@dataclass(frozen=True)
class Annotation(_Said):
    """The verdict of one annotator on one aspect of a claim, or a decision; None when it was withdrawn."""

    verdict: Verdict | None
    aspect: Aspect
    evidence: tuple[Evidence, ...]
    said_of: str
    """The words that it was given on, where the claim has been placed on others since; else empty."""
    judged: tuple[UUID, ...] | None
    """The records of the verdicts that it decides on; None for a verdict of one's own."""
    inherited_from: UUID | None
    """The record on words of another article that was spread to these; None for a verdict given here."""
    conflicts: tuple[UUID, ...] = ()
    """The records that contradict it: another decision on the same words, or another verdict that the annotator gave
    without having seen this one."""
    annotators: tuple[str, ...] = ()
    """In an export of final verdicts: on whose verdicts this one rests."""


@dataclass(frozen=True)
class Marking(_Said):
    """A mark that stands."""

    mark: Mark


@dataclass(frozen=True)
class Part:
    """One article, and what stands of it by place."""

    article: Listed
    text: str | None
    """As it is now; None where the article is missing."""
    annotations: tuple[Annotation, ...]
    marks: tuple[Marking, ...]
    records: tuple[Record, ...] = ()
    """What else was recorded, oldest first: answers on counterparts and names, and what was withdrawn altogether."""
    unread: tuple[str, ...] = ()
    """What of its tags could not be read, a sentence for each."""
    undecided: int = 0
    """In an export of final verdicts: how many are left out, as they are open or wait for their place."""

    @property
    def said(self) -> Iterator[Annotation | Marking]:
        """The annotations, and after them the marks."""
        return chain[Annotation | Marking](self.annotations, self.marks)


@dataclass(frozen=True)
class Snapshot:
    """What stands at one moment."""

    version: str
    workspace: str
    parts: Iterable[Part]
    """The articles in their order. They can be gone through more than once, and need not be held all at a time."""
    links: tuple[Link, ...] = ()
    """The answers whether claims of two articles are one, with an end in any of the articles."""
    lost: "tuple[Lost, ...]" = ()
    """What is not in it as it was recorded, whatever the format."""
    notice: str = ""
    """What whoever hands it on must know, as a sentence; empty where that is nothing."""

    @property
    def articles(self) -> tuple[Listed, ...]:
        """All articles."""
        return tuple(part.article for part in self.parts)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations."""
        return tuple(chain.from_iterable(part.annotations for part in self.parts))

    @property
    def marks(self) -> tuple[Marking, ...]:
        """All marks."""
        return tuple(chain.from_iterable(part.marks for part in self.parts))


def not_found(part: Part) -> Iterator[str]:
    """Give what a reader of an export must know and its format may not say: a sentence for each kind of it."""
    article = printable(part.article.id)
    if lost := {said.claim: said.by for said in part.said if not (said.found or said.gone)}:
        one = len(lost) == 1
        yield (
            f"{article}: {count_of(len(lost), 'claim')} of {_names(lost.values())} {'is' if one else 'are'} not found "
            "for certain in the article as it is now, and exported with the offsets in its former text: choose the "
            f"{'place' if one else 'places'} in the claims list (C, filter “moved text”)."
        )
    if changed := {said.claim: said.by for said in part.said if said.surroundings_changed}:
        yield (
            f"{article}: the text beside {count_of(len(changed), 'claim')} of {_names(changed.values())} has changed "
            f"since: confirm {'it' if len(changed) == 1 else 'them'} in the claims list (C, filter “moved text”)."
        )


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(map(printable, names))))
