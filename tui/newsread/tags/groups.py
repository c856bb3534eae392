"""Groups: the claims of several articles that a reader has confirmed to be one. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from newsread.articles.article import Article, Unreadable
from newsread.tags.placing import Placement, place
from newsread.tags.records import Record
from newsread.tags.standing import placement
from newsread.tags.state import Claim


class Words(NamedTuple):
    """A span of an article as it is now: half-open `[start, end)` in code points."""

    article: str
    start: int
    end: int
    quote: str = ""
    """The words themselves, where they are known."""

    def are_much_as(self, other: "Words") -> bool:
        """Whether the spans have at least half of the shorter one in common."""
        if self.article != other.article:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > 0 and 2 * shared >= min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True)
class Link:
    """A person's answer whether words of two articles tell the same claim. It holds both ways."""

    one: Words
    """Where the reader stood when they gave it."""
    other: Words
    same: bool
    record: Record


@dataclass(frozen=True)
class Group:
    """Words of several articles that are one claim."""

    id: UUID
    """That of the first of the answers that made it."""
    words: tuple[Words, ...]
    """By article and place."""


Lookup = Callable[[str, str], Article | Unreadable | None]
"""Returns the article that had an id when its text had a hash, if it is still there."""


def links(claims: Iterable[Claim], article_of: Lookup) -> tuple[Link, ...]:
    """Return the answers on counterparts that stand, oldest first; of two on the same words the later one.

    Answers on words that are not found for certain in the present texts are left out.
    """
    found: defaultdict[frozenset[str], list[Link]] = defaultdict(list)
    answers = [(record, claim) for claim in claims for record in claim.answers if record.linked]
    for record, claim in sorted(answers, key=lambda answer: answer[0].id):
        one, other = _here(claim, article_of), _there(record, article_of)
        if one and other and record.linked:
            between = frozenset((one.article, other.article))
            found[between] = [link for link in found[between] if not _is_on(link, one, other)]
            found[between].append(Link(one, other, record.linked.same, record))
    return tuple(sorted(chain.from_iterable(found.values()), key=lambda link: link.record.id))


def _is_on(link: Link, one: Words, other: Words) -> bool:
    return (link.one.are_much_as(one) and link.other.are_much_as(other)) or (
        link.one.are_much_as(other) and link.other.are_much_as(one)
    )


def _here(claim: Claim, article_of: Lookup) -> Words | None:
    article = article_of(claim.article, claim.anchor.sha256)
    if not isinstance(article, Article):
        return None
    held = placement(claim, article.text, article.sha256)
    return _words(article, held)


def _there(record: Record, article_of: Lookup) -> Words | None:
    linked = record.linked
    article = article_of(linked.article, linked.anchor.sha256) if linked else None
    if linked is None or not isinstance(article, Article):
        return None
    held = place(linked.anchor, article.text, article.sha256)
    return _words(article, held)


def _words(article: Article, held: Placement) -> Words | None:
    if not (held.certain and held.span):
        return None
    return Words(article.id, *held.span, article.text[slice(*held.span)])


class Groups:
    """All groups that the answers of a reader make."""

    def __init__(self, answers: Iterable[Link] = ()) -> None:
        self.every = tuple(_groups([link for link in answers if link.same]))
        """The oldest first."""
        self._of_article: defaultdict[str, list[tuple[Words, Group]]] = defaultdict(list)
        for group in self.every:
            for words in group.words:
                self._of_article[words.article].append((words, group))

    def articles_unlike(self, others: "Groups") -> set[str]:
        """Return the articles in which anything is grouped otherwise than there."""
        every = self._of_article.keys() | others._of_article.keys()
        return {article for article in every if self._of_article.get(article) != others._of_article.get(article)}

    def of(self, words: Words) -> Group | None:
        """Return the group that has these words in it."""
        there = self._of_article.get(words.article, ())
        return next((group for member, group in there if member.are_much_as(words)), None)


def _groups(confirmed: Sequence[Link]) -> list[Group]:
    group_of: dict[Words, list[Words]] = {}
    of_article: defaultdict[str, list[Words]] = defaultdict(list)
    first: dict[int, UUID] = {}
    for link in confirmed:  # oldest first, so that a group's first answer names it
        joined = [link.one, link.other]
        known = [words for new in joined for words in of_article[new.article] if words.are_much_as(new)]
        before = {id(group_of[words]): group_of[words] for words in known}
        group = list(dict.fromkeys([*chain.from_iterable(before.values()), *joined]))
        for words in group:
            if words not in group_of:
                of_article[words.article].append(words)
            group_of[words] = group
        first[id(group)] = min([link.record.id, *(first[name] for name in before)])
    groups = {id(group): group for group in group_of.values()}
    found = [Group(first[name], tuple(sorted(group))) for name, group in groups.items()]
    return sorted(found, key=lambda group: group.id)
