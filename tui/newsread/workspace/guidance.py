"""What readers told the machine: it goes into the analysis as plain arguments, and outranks whatever is found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from newsread.analysis.alignment.counterparts import Judged, Place
from newsread.analysis.document import Marked, sentences_as_marked
from newsread.analysis.entities.entity import Correction
from newsread.analysis.runtime.collecting import Question
from newsread.annotations.groups import Link
from newsread.annotations.records import Mark, Record, Slot
from newsread.annotations.sentence_states import PlacedClaim
from newsread.annotations.state import Claim
from newsread.articles.article import Article
from newsread.articles.sentences import Sentence


@dataclass(frozen=True)
class Guidance:
    """The answers and marks of one reader, in the analysis's own terms, oldest first."""

    corrections: tuple[Correction, ...] = ()
    judged: tuple[Judged, ...] = ()
    marked: tuple[Marked, ...] = ()
    """Of those on one sentence the last one holds."""

    def question(self, articles: Sequence[Article]) -> Question:
        """Return the question what these articles share, under this guidance."""
        ids = {article.id for article in articles}
        return Question(
            tuple(articles),
            self.corrections,
            tuple(each for each in self.judged if {each.one.article, each.other.article} <= ids),
            tuple(mark for article in articles for mark in self._telling(article)),
        )

    def _telling(self, article: Article) -> Iterator[Marked]:
        """Yield the sentences of which the reader says something else than the machine: mostly there are none."""
        for found, told in zip(article.sentences, self.sentences(article), strict=True):
            if found != told:
                yield Marked(article.id, *told)

    def sentences(self, article: Article) -> Sequence[Sentence]:
        """Return the sentences of an article; which of them make claims, the reader's marks tell first."""
        return sentences_as_marked(article.sentences, [mark for mark in self.marked if mark.article == article.id])


def guidance(answered: Iterable[Claim], links: Iterable[Link], placed: Iterable[PlacedClaim]) -> Guidance:
    """Return what these claims, links between claims, and claims with their places tell the machine.

    A verdict says that a sentence makes a claim as much as *not a claim* says that it makes none; what was said last
    holds.
    """
    namings = sorted((record for claim in answered for record in claim.answers), key=lambda record: record.id)
    corrections = [
        Correction(record.naming.kind.value, record.naming.forms, record.naming.label)
        for record in namings
        if record.naming
    ]
    judged = [Judged(Place(*link.one[:3]), Place(*link.other[:3]), link.same) for link in links]
    told = sorted(((each, record) for each in placed if (record := _telling(each.claim))), key=_when)
    marked = [
        Marked(each.claim.article, each.start, each.end, claim=record.mark is not Mark.NOT_A_CLAIM)
        for each, record in told
    ]
    return Guidance(tuple(corrections), tuple(judged), tuple(marked))


def _telling(claim: Claim) -> Record | None:
    """Return what was last said of a claim that tells whether it is one; None where nothing that stands does."""
    standing = map(claim.standing, (Slot.CONTENT, Slot.STATEMENT, Slot.MARK))
    telling = [record for record in standing if record and (record.verdict or record.mark is Mark.NOT_A_CLAIM)]
    return max(telling, key=claim.first_said, default=None)


def _when(told: tuple[PlacedClaim, Record]) -> UUID:
    placed, record = told
    return placed.claim.first_said(record)
