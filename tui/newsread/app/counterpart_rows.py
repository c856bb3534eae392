"""The counterparts of one sentence, a row for each other article: the reader's answers over what the machine suggests.

Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsread.analysis.counterparts import CONFIRMED, Counterpart
from newsread.app.relations import Relation
from newsread.app.spots import Spot, sentence_at
from newsread.articles.article import Article
from newsread.tags.groups import Groups, Link, Words


@dataclass(frozen=True)
class CounterpartRow:
    """What of an article answers to the sentence, and why."""

    article: Article
    relation: Relation
    span: tuple[int, int] | None = None
    """The words there, half-open in code points of the article's text; None where there are none."""
    why: tuple[str, ...] = ()
    """The words that both share."""
    is_suggested: bool = False
    """Whether the machine suggests these words."""
    link: Link | None = None
    """The reader's answer that makes it so. What is confirmed without one is so by way of a third article."""

    @property
    def words(self) -> str:
        """The words there; empty where there are none."""
        return self.article.text[slice(*self.span)] if self.span else ""

    @property
    def spot(self) -> Spot | None:
        """The sentence in which the words begin."""
        return Spot(self.article, sentence_at(self.article, self.span[0])) if self.span else None


def counterpart_rows(
    spot: Spot, articles: Iterable[Article], suggested: Mapping[str, Counterpart], links: Sequence[Link]
) -> list[CounterpartRow]:
    """Return a row for each article but the sentence's own, in their order.

    `suggested` holds what the machine suggests, by the articles' ids; `links` are all answers of the reader. Of these
    the last one on the very sentence counts first, then what is one claim by way of others, then the machine.
    """
    here = Words(spot.article.id, *spot.span)
    group = Groups(links).of(here)
    grouped = group.words if group else ()
    return [
        _row(article, suggested.get(article.id), [*_answers(here, article.id, links)], grouped)
        for article in articles
        if article.id != spot.article.id
    ]


def answers_on(here: Words, there: Words, links: Iterable[Link]) -> list[Link]:
    """Return the reader's answers on these two words, whichever of them they stood on."""
    return [link for found, link in _answers(here, there.article, links) if found.are_much_as(there)]


def _row(
    article: Article,
    suggested: Counterpart | None,
    answers: Sequence[tuple[Words, Link]],
    grouped: Sequence[Words],
) -> CounterpartRow:
    # What it was told the machine tells again: that is no suggestion, and may be out of date.
    machine = suggested if suggested and suggested.why != CONFIRMED else None
    at = Words(article.id, machine.to.start, machine.to.end) if machine else None

    def row(relation: Relation, words: Words, link: Link | None = None) -> CounterpartRow:
        is_suggested = at is not None and at.are_much_as(words)
        why = machine.why if machine and is_suggested else ()
        return CounterpartRow(article, relation, (words.start, words.end), why, is_suggested, link)

    rejected = [(words, link) for words, link in answers if not link.same]

    def may_stand(words: Words) -> bool:
        return not any(each.are_much_as(words) for each, _ in rejected)

    for words, link in reversed(answers):
        if link.same:
            return row(Relation.CONFIRMED, words, link)
    for words in grouped:
        if words.article == article.id and may_stand(words):
            return row(Relation.CONFIRMED, words)
    if machine and at and may_stand(at):
        return row(Relation.of(machine.band), at)
    if rejected:
        return row(Relation.REJECTED, *rejected[-1])
    return CounterpartRow(article, Relation.NONE)


def _answers(here: Words, article_id: str, links: Iterable[Link]) -> Iterator[tuple[Words, Link]]:
    """Yield what the reader answered on these words and an article, oldest first, with the words there."""
    for link in links:
        for one, other in ((link.one, link.other), (link.other, link.one)):
            if other.article == article_id and one.are_much_as(here):
                yield other, link
