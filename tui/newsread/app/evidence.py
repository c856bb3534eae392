"""What a verdict rests on, as a person types or chooses it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsread.app.relations import Relation
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.tags.records import Evidence
from newsread.web_address import is_web_address


class NoEvidence(NewsreadError):  # noqa: N818 - it says what it is
    """What was typed is no evidence; the sentence says what it lacks."""


def web_evidence(address: str, quote: str, accessed: str, today: date) -> Evidence:
    """Return the evidence that was typed. Raises NoEvidence."""
    address, quote, accessed = address.strip(), quote.strip(), accessed.strip()
    if not address:
        raise NoEvidence("Type or paste a web address, from https:// on.")
    if not is_web_address(address) or not address.isprintable() or " " in address:
        raise NoEvidence(f"“{address}” is not a web address: it begins with https:// or http:// and has a host.")
    try:
        day = date.fromisoformat(accessed) if accessed else None
    except ValueError:
        raise NoEvidence(f"“{accessed}” is not a date: write it as {today}, or leave it empty.") from None
    if day and day > today:
        raise NoEvidence(f"{day} is still to come: give the day on which you looked at it.")
    return Evidence(url=address, quote=quote, accessed=day)


@dataclass(frozen=True)
class EvidenceSentence:
    """A sentence of an article that a verdict may rest on."""

    article: Article
    start: int
    """Half-open, in code points."""
    end: int
    relation: Relation = Relation.NONE
    """How it stands to the claim, as far as that is known."""

    @property
    def words(self) -> str:
        """Its words."""
        return self.article.text[self.start : self.end]

    @property
    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return Evidence(article=self.article.id, start=self.start, end=self.end, quote=self.words)


def evidence_sentences(
    articles: Sequence[Article], own: str, known: Sequence[EvidenceSentence]
) -> list[EvidenceSentence]:
    """Return the sentences of all articles but the claim's `own`.

    First come those that are `known` to tell the claim, last headings, captions and the like.
    """
    others = [article for article in articles if article.id != own]
    every: dict[tuple[str, int, int], EvidenceSentence] = {}
    for each in (*known, *_sentences(others, claims=True), *_sentences(others, claims=False)):
        every.setdefault((each.article.id, each.start, each.end), each)
    return list(every.values())


def _sentences(articles: Sequence[Article], *, claims: bool) -> Iterator[EvidenceSentence]:
    for article in articles:
        for sentence in article.sentences:
            if sentence.claim is claims:
                yield EvidenceSentence(article, sentence.start, sentence.end)
