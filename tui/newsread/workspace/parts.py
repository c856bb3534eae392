"""The parts of a snapshot, each read from the disk when it is reached."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsread.annotations.state import Claim, fold
from newsread.annotations.store.journal import Journal
from newsread.articles.article import Article, Unreadable
from newsread.errors import NewsreadError
from newsread.formats.snapshot import Part
from newsread.formats.snapshots import Taker


@dataclass(frozen=True)
class Parts:
    """What stands of one article after the other. The articles and tags of only one are held at a time."""

    articles: tuple[str, ...]
    """The ids, in the order of the parts; of missing articles, too."""
    read: Callable[[str], Article | Unreadable | None]
    journals: Callable[[], Sequence[Journal]]
    """Returns journals that have read nothing yet, for they keep what they read."""
    taker: Taker

    def __iter__(self) -> Iterator[Part]:
        journals = self.journals()
        for article_id in self.articles:
            article = self.read(article_id)
            claims, unread = _claims(journals, article_id)
            if isinstance(article, Article) or claims or unread:
                part = self.taker.part(article_id, article if isinstance(article, Article) else None, claims)
                yield replace(part, unread=unread)


def _claims(journals: Iterable[Journal], article_id: str) -> tuple[list[Claim], tuple[str, ...]]:
    """Return all annotators' claims of an article, and what of them could not be read."""
    claims: list[Claim] = []
    unread: list[str] = []
    for journal in journals:
        try:
            claims += fold(journal.records(article_id)).values()
            unread += journal.problems.get(article_id, ())
        except NewsreadError as problem:
            unread.append(str(problem))
    return claims, tuple(unread)


def answers(journals: Iterable[Journal]) -> list[Claim]:
    """Return the claims with answers on counterparts. Only files that have any are read."""
    return [
        claim
        for journal in journals
        for article_id in journal.articles()
        if journal.mentions(article_id, "linked")
        for claim in _claims([journal], article_id)[0]
        if any(each.linked for each in claim.history)
    ]
