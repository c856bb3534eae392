"""Groups: the claims of several articles that a reader has confirmed to be one. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from newsread.annotations.anchoring.placing import Placement, place
from newsread.annotations.records import Record
from newsread.annotations.sentence_states import placement
from newsread.annotations.state import Claim
from newsread.articles.article import Article, Unreadable


class Words(NamedTuple):
    """A span of an article as it is now: half-open `[start, end)` in code points."""

    article: str
    start: int
    end: int
    quote: str = ""
    """The words themselves, where they are known."""

    def are_the_same_as(self, other: "Words") -> bool:
        """Whether the spans have at least half of the longer one in common: so a paragraph is none of its sentences."""
        return 2 * self._shared_with(other) >= max(self.end - self.start, other.end - other.start)

    def are_much_as(self, other: "Words") -> bool:
        """Whether the spans have at least half of the shorter one in common."""
        return 2 * self._shared_with(other) >= min(self.end - self.start, other.end - other.start)

    def _shared_with(self, other: "Words") -> int:
        """Return how many code points both have, less than none where they have none."""
        return min(self.end, other.end) - max(self.start, other.start) if self.article == other.article else -1


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
    """Return the answers on counterparts that stand, oldest first.

    Of several on the same words, from whichever side they were given, the last one counts, be it that an answer was
    withdrawn. Answers on words that are not found for certain in the present texts are left out.
    """
    found: defaultdict[frozenset[str], list[Link]] = defaultdict(list)
    answers = [(record, claim) for claim in claims for record in claim.last.values() if record.linked]
    for record, claim in sorted(answers, key=lambda answer: answer[0].id):
        if not record.stands and _is_undone(claim, record):
            continue  # so that what was said from the other side holds again
        one, other = _here(claim, article_of), _there(record, article_of)
        if one and other and record.linked and one.article != other.article:
            between = frozenset((one.article, other.article))
            found[between] = [link for link in found[between] if not _is_on(link, one, other)]
            if record.stands:
                found[between].append(Link(one, other, record.linked.same, record))
    return tuple(sorted(chain.from_iterable(found.values()), key=lambda link: link.record.id))


def _is_undone(claim: Claim, record: Record) -> bool:
    """Whether a record takes its slot back because something was undone, and not because that was done again."""
    before = next((other for other in claim.history if other.id == record.undoes), None)
    return before is not None and before.undoes is None


def _is_on(link: Link, one: Words, other: Words) -> bool:
    return (link.one.are_the_same_as(one) and link.other.are_the_same_as(other)) or (
        link.one.are_the_same_as(other) and link.other.are_the_same_as(one)
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
        self.every = tuple(_groups(list(answers)))
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
        same = (group for member, group in there if member.are_the_same_as(words))
        part = (group for member, group in there if member.are_much_as(words))
        return next(chain(same, part), None)


def _groups(answers: Sequence[Link]) -> list[Group]:
    """Join what was confirmed; but never words of which a rejection says that they are two claims."""
    group_of: dict[Words, list[Words]] = {}
    of_article: defaultdict[str, list[Words]] = defaultdict(list)
    first: dict[int, UUID] = {}
    rejected = [link for link in answers if not link.same]
    for link in answers:
        if not link.same:
            continue
        joined = [link.one, link.other]
        known = [words for new in joined for words in of_article[new.article] if words.are_the_same_as(new)]
        before = {id(group_of[words]): group_of[words] for words in known}
        group = list(dict.fromkeys([*chain.from_iterable(before.values()), *joined]))
        if any(_are_both_in(group, each) for each in rejected):
            continue
        for words in group:
            if words not in group_of:
                of_article[words.article].append(words)
            group_of[words] = group
        first[id(group)] = min([link.record.id, *(first[name] for name in before)])
    groups = {id(group): group for group in group_of.values()}
    found = [Group(first[name], tuple(sorted(group))) for name, group in groups.items()]
    return sorted(found, key=lambda group: group.id)


def _are_both_in(group: Iterable[Words], rejected: Link) -> bool:
    members = list(group)
    return any(words.are_the_same_as(rejected.one) for words in members) and any(
        words.are_the_same_as(rejected.other) for words in members
    )
