"""What a file of another tool says of some words, as far as its format can tell."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from newsread.annotations.checks import check_members, check_types
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict


@dataclass(frozen=True)
class Told:
    """One verdict or one mark. What the format does not say is empty or None.

    Raises NewsreadError for values of other types.
    """

    start: int
    """Of the words, in code points of the article's text, half-open."""
    end: int
    article: str = ""
    """The article's id; without it the article is known by its text or the text's hash."""
    text: str | None = None
    """The article's text as the file has it."""
    sha256: str = ""
    url: str = ""
    """The article's web address, where the format knows it by that."""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    verdict: Verdict | None = None
    aspect: Aspect = Aspect.CONTENT
    mark: Mark | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    by: str = ""
    """Who said it; empty where the format names nobody."""
    at: datetime | None = None
    id: UUID | None = None
    """Of the record."""
    revises: UUID | None = None
    """The record that this was made of, by changing it in another tool; then it has no id of its own."""
    claim: UUID | None = None
    group: UUID | None = None
    """What is in one group, of several articles, was confirmed to be one claim."""
    inherited_from: UUID | None = None
    judged: tuple[UUID, ...] | None = None
    """The records that it decides on; None for a verdict of one's own."""

    def __post_init__(self) -> None:
        check_types(self, _TYPES)
        check_members("evidence", self.evidence, Evidence)
        check_members("judged", self.judged or (), UUID)


_NO = type(None)
_TYPES: dict[str, tuple[type, ...]] = {
    "start": (int,),
    "end": (int,),
    "text": (str, _NO),
    **dict.fromkeys(("article", "sha256", "url", "quote", "prefix", "suffix", "note", "by"), (str,)),
    "verdict": (Verdict, _NO),
    "aspect": (Aspect,),
    "mark": (Mark, _NO),
    "evidence": (tuple,),
    "at": (datetime, _NO),
    **dict.fromkeys(("id", "revises", "claim", "group", "inherited_from"), (UUID, _NO)),
    "judged": (tuple, _NO),
}
