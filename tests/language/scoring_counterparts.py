"""How well counterparts agree with labels made by hand, question by question.

A question is a sentence that can carry a claim and another article: which of its sentences tells the same? Strengths
of the labels are those of `gold/README.md`: from 6 the same, 4 and 5 related, 3 neither demanded nor counted as false.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.analysis.document import Document

_SAME, _RELATED = 6, 4

Labels = Mapping[tuple[Place, Place], int]
"""The strength of each labelled pair, both ways round."""


@dataclass(frozen=True)
class Answer:
    """What was wanted and found for one question."""

    best: int
    """The strength of the best sentence; 0 where nothing was labelled."""
    strength: int
    """The strength of the sentence that was found; 0 where it was not labelled, or none was found."""
    band: Band | None
    """The band that was found, None for no counterpart."""

    @property
    def right(self) -> bool:
        """Whether a counterpart was found that is as good as the best one, or in its band."""
        return self.band is not None and (self.strength == self.best or _band(self.strength) == _band(self.best))


@dataclass(frozen=True)
class Figures:
    """Shares between 0 and 1."""

    right: float
    """Of the questions with a sentence that tells the same: those answered by one."""
    right_or_related: float
    """Of the questions with any counterpart: those answered by one of the best band."""
    given_for_none: float
    """Of the questions without any label: those that get a counterpart nevertheless."""
    same_for_none: float
    """Of these: those that get one in the band *same*."""
    precision: float
    """Of the counterparts said to be the same: those that are."""
    recall: float
    """Of the questions with a sentence that tells the same: those that get one, said to be the same."""


def read_labels(file: Path) -> Labels:
    """Read the labelled pairs."""
    return {
        (Place(**row["from"]), Place(to["article"], to["start"], to["end"])): to["strength"]
        for row in json.loads(file.read_text(encoding="utf-8"))
        for to in row["to"]
    }


def answers(documents: Sequence[Document], found: Iterable[Counterpart], labels: Labels) -> list[Answer]:
    """Return the answers to all questions over some documents."""
    given = {(each.of, each.to.article): each for each in found}
    collected = []
    for one, other in permutations(documents, 2):
        for of in _claims(one):
            strengths = {to: labels.get((of, to), 0) for to in _claims(other)}
            counterpart = given.get((of, other.id))
            collected.append(
                Answer(
                    max(strengths.values(), default=0),
                    strengths[counterpart.to] if counterpart else 0,
                    counterpart.band if counterpart else None,
                )
            )
    return collected


def figures(answered: Sequence[Answer]) -> Figures:
    """Return the figures over some answers."""
    same = [each for each in answered if each.best >= _SAME]
    none = [each for each in answered if each.best == 0]
    said_same = [each for each in answered if each.band is Band.SAME]
    return Figures(
        right=_share(each.right for each in same),
        right_or_related=_share(each.right for each in answered if each.best >= _RELATED),
        given_for_none=_share(each.band is not None for each in none),
        same_for_none=_share(each.band is Band.SAME for each in none),
        precision=_share(each.strength >= _SAME for each in said_same),
        recall=_share(each.band is Band.SAME and each.strength >= _SAME for each in same),
    )


def _claims(document: Document) -> list[Place]:
    return [Place(document.id, start, end) for start, end, claim in document.sentences if claim]


def _band(strength: int) -> Band | None:
    if strength >= _SAME:
        return Band.SAME
    return Band.RELATED if strength >= _RELATED else None


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 0.0
