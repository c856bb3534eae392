"""The confirmed groups of a report: each has a number, and its members are known when their article is reached."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from newsread.formats.snapshot import Annotation, Marking
from newsread.tags.groups import Groups, Link, Words


@dataclass(frozen=True, order=True)
class Member:
    """That an annotator has confirmed words to tell the same claim as words of other articles."""

    group: int
    """The group's number in the report."""
    by: str


@dataclass(frozen=True)
class Numbered:
    """One group."""

    member: Member
    id: UUID
    words: tuple[Words, ...]
    """All of them, those in articles that are not in the report, too; none where the answers are not in it."""
    last: datetime | None
    """When they were last confirmed to be one."""


class NumberedGroups:
    """The groups of all annotators, by name and age."""

    def __init__(self, links: Iterable[Link]) -> None:
        by_annotator: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_annotator[link.record.by].append(link)
        self._links = by_annotator
        self._groups = {by: Groups(by_annotator[by]) for by in sorted(by_annotator)}
        self._numbers: dict[tuple[str, UUID], int] = {}
        self._words: defaultdict[str, list[tuple[Member, Words]]] = defaultdict(list)
        for by, groups in self._groups.items():
            for group in groups.every:
                member = self._member(by, group.id)
                for words in group.words:
                    self._words[words.article].append((member, words))

    def _member(self, by: str, group: UUID) -> Member:
        return Member(self._numbers.setdefault((by, group), len(self._numbers) + 1), by)

    def of_article(self, article: str) -> list[tuple[Member, Words]]:
        """Return the words of an article that are in groups."""
        return self._words.get(article, [])

    def of(self, said: Annotation | Marking) -> Member | None:
        """Return of which group the words are, of which somebody says something.

        A group that is known only by what is said of its words, since its answers are not in the export, gets a number
        when it is first met.
        """
        if said.group is None:
            return None
        groups = self._groups.get(said.by)
        group = groups.of(Words(said.article, said.start, said.end)) if groups else None
        return self._member(said.by, group.id if group else said.group)

    @property
    def every(self) -> Iterator[Numbered]:
        """Give the groups by number."""
        known = {(by, group.id): group for by, groups in self._groups.items() for group in groups.every}
        last = {by: _last(groups, self._links[by]) for by, groups in self._groups.items()}
        for (by, group_id), number in self._numbers.items():
            group = known.get((by, group_id))
            words = group.words if group else ()
            yield Numbered(Member(number, by), group_id, words, last[by].get(group_id) if group else None)


def _last(groups: Groups, links: Iterable[Link]) -> dict[UUID, datetime]:
    group_of = {words: group.id for group in groups.every for words in group.words}
    return {group_of[link.one]: link.record.at for link in links if link.same and link.one in group_of}
