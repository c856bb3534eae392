"""What a format cannot hold, or changes: declared by each format, counted in what is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from newsread.annotations.records import Aspect
from newsread.formats.snapshot import Annotation, Listed, Marking, Part, Snapshot


class Field(StrEnum):
    """What a snapshot can hold beside the place, the words, who said it and a verdict on the content, as people say it.

    Each is counted in what is written, so that only what is there is told.
    """

    TITLE = "titles"
    OUTLET = "outlets"
    BYLINE = "bylines"
    PUBLISHED = "dates of publication"
    GUESSED = "guessed bylines and dates"
    URL = "addresses"
    TEXT_HASH = "hashes of texts"
    MISSING_ARTICLE = "missing articles"
    QUOTE = "quoted words"
    CONTEXT = "words before and behind"
    NOT_FOUND = "claims whose words are not found"
    SURROUNDINGS = "signs of changed surroundings"
    CONFLICTS = "signs of contradicting verdicts"
    OVERLAP = "overlapping claims"
    ANNOTATOR = "annotators"
    TIME = "times"
    ID = "ids of records"
    CLAIM = "ids of claims"
    STATEMENT = "verdicts on the statement"
    WITHDRAWN = "withdrawn verdicts"
    DECISION = "decisions"
    NOTE = "reasons"
    EVIDENCE = "evidence"
    MARK = "marks"
    SPREAD = "verdicts taken over from other articles"
    OTHER_WORDS = "verdicts given on other words"
    HISTORY = "earlier records"
    GROUP = "confirmed groups"
    LINK = "answers on counterparts"
    NAME = "corrections of names"
    UNDECIDED = "claims without a final verdict"
    # What only an anonymous export leaves out:
    WORKSPACE = "names of workspaces"
    FOLDER = "names of folders"
    METHOD = "names of what suggested counterparts"
    LOGIN = "logins in web addresses"
    UNKNOWN = "fields of other versions"


@dataclass(frozen=True)
class Loss:
    """One thing that a format cannot hold as it is."""

    field: Field
    how: str = "left out"
    """What becomes of it, as the end of a sentence."""
    of: Callable[[Annotation | Marking], bool] = lambda _: True
    """Of which annotations and marks that is so, among those that have the field."""
    of_article: Callable[[Listed], bool] = lambda _: True
    """Of which articles that is so, among those that have the field."""
    read_back: bool = False
    """Whether the file shows it otherwise, but import gives back what it was."""


BEGINS_ANEW = "new on import unless their first record is in the file"
"""What becomes of the ids of claims in formats that hold only what stands."""


def begins_anew(said: Annotation | Marking) -> bool:
    """Whether a claim's first record is another than the one that says this, which such a format may not hold."""
    return said.claim != said.id


@dataclass(frozen=True)
class Lost:
    """What was lost in one export."""

    field: Field
    how: str
    number: int

    def __str__(self) -> str:
        """Return it in words: `reasons left out (3)`."""
        return f"{self.field} {self.how} ({self.number:,})"


class Tally:
    """Counts what a format loses of the parts that pass."""

    def __init__(self, losses: Iterable[Loss]) -> None:
        self._losses = tuple(losses)
        self._counts: Counter[int] = Counter()

    def add(self, part: Part) -> None:
        """Count one article and what stands of it."""
        for number, loss in enumerate(self._losses):
            if loss.field in _OF_ARTICLES:
                self._counts[number] += _OF_ARTICLES[loss.field](part) if loss.of_article(part.article) else 0
            elif loss.field is Field.OVERLAP:
                self._counts[number] += sum(map(loss.of, _overlapping(part)))
            elif loss.field in _OF_SAID:
                self._counts[number] += sum(_OF_SAID[loss.field](said) for said in part.said if loss.of(said))

    def lost(self, snapshot: Snapshot) -> tuple[Lost, ...]:
        """Return what was lost, in the format's order; what belongs to no one article is taken from the snapshot."""
        whole = {Field.LINK: len(snapshot.links)}
        numbers = (whole.get(loss.field, self._counts[number]) for number, loss in enumerate(self._losses))
        return tuple(
            Lost(loss.field, loss.how, number) for loss, number in zip(self._losses, numbers, strict=True) if number
        )


def _overlapping(part: Part) -> Iterator[Annotation | Marking]:
    """Give what stands on words that share some with words before them, and are not the same."""
    reach, last = 0, (0, 0)
    for said in sorted(part.said, key=lambda said: (said.start, -said.end)):
        span = (said.start, said.end)
        if said.start < reach and span != last:
            yield said
        reach, last = max(reach, said.end), span


_OF_ARTICLES: dict[Field, Callable[[Part], int]] = {
    Field.TITLE: lambda part: part.article.title is not None,
    Field.OUTLET: lambda part: part.article.outlet is not None,
    Field.BYLINE: lambda part: part.article.byline is not None,
    Field.PUBLISHED: lambda part: part.article.published is not None,
    Field.GUESSED: lambda part: len(part.article.guessed),
    Field.URL: lambda part: part.article.url is not None,
    Field.TEXT_HASH: lambda part: part.article.sha256 is not None,
    Field.MISSING_ARTICLE: lambda part: part.text is None,
    Field.NAME: lambda part: sum(record.naming is not None for record in part.records),
}


def _of_annotation(count: Callable[[Annotation], int]) -> Callable[[Annotation | Marking], int]:
    return lambda said: count(said) if isinstance(said, Annotation) else 0


_OF_SAID: dict[Field, Callable[[Annotation | Marking], int]] = {
    Field.QUOTE: lambda _: 1,
    Field.CONTEXT: lambda said: bool(said.prefix or said.suffix),
    Field.NOT_FOUND: lambda said: not said.found,
    Field.SURROUNDINGS: lambda said: said.surroundings_changed,
    Field.CONFLICTS: _of_annotation(lambda said: bool(said.conflicts)),
    Field.ANNOTATOR: lambda _: 1,
    Field.TIME: lambda _: 1,
    Field.ID: lambda _: 1,
    Field.CLAIM: lambda _: 1,
    Field.STATEMENT: _of_annotation(lambda said: said.aspect is Aspect.STATEMENT),
    Field.WITHDRAWN: _of_annotation(lambda said: said.verdict is None and said.judged is None),
    Field.DECISION: _of_annotation(lambda said: said.judged is not None),
    Field.NOTE: lambda said: bool(said.note),
    Field.EVIDENCE: _of_annotation(lambda said: len(said.evidence)),
    Field.MARK: lambda said: isinstance(said, Marking),
    Field.SPREAD: _of_annotation(lambda said: said.inherited_from is not None),
    Field.OTHER_WORDS: _of_annotation(lambda said: bool(said.said_of)),
    Field.HISTORY: lambda said: len(said.history) - 1,
    Field.GROUP: lambda said: said.group is not None,
}
