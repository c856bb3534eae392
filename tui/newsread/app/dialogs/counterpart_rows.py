"""The counterparts of one sentence, a row for each other article: the reader's answers over what the machine suggests.

Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsread.analysis.alignment.counterparts import CONFIRMED, Counterpart
from newsread.annotations.groups import Group, Groups, Link, Words
from newsread.app.session.claim_parts import groups_with, sentence_of, sentence_with
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot, sentence_at
from newsread.articles.article import Article


@dataclass(frozen=True)
class CounterpartRow:
    """What of an article answers to the sentence, and why, or what was said not to answer to it."""

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
    sentence: Spot | None = None
    """The whole sentence that it holds for, where words are asked of that are a part of it; None: for those words."""

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
    the last one on the very sentence counts first, then what is one claim by way of others, then the machine. What is
    known of words comes before what is known of the sentence that they are a part of.
    """
    grouped = [(words, group) for group in groups_with(spot, Groups(links)) for words in group.words]
    return [
        _row(spot, article, suggested.get(article.id), [*_answers(spot, article.id, links)], grouped)
        for article in articles
        if article.id != spot.article.id
    ]


def rejected_rows(
    spot: Spot, articles: Iterable[Article], links: Sequence[Link], standing: Iterable[CounterpartRow]
) -> dict[str, list[CounterpartRow]]:
    """Return a row for everything that the reader rejected, by the articles' ids, beside what is `standing` there."""
    shown = [Words(row.article.id, *row.span) for row in standing if row.span]
    rows: dict[str, list[CounterpartRow]] = {}
    for article in articles:
        for there, link, sentence in _answers(spot, article.id, links):
            if not link.same and not any(there.are_the_same_as(each) for each in shown):
                shown.append(there)
                span = there.start, there.end
                row = CounterpartRow(article, Relation.REJECTED, span, link=link, sentence=sentence)
                rows.setdefault(article.id, []).append(row)
    return rows


def answers_on(spot: Spot, there: Words, links: Iterable[Link], sentence: Spot | None = None) -> list[Link]:
    """Return the reader's answers on these two words, whichever of them they stood on.

    With a `sentence` those on that whole one, of which `spot` is a part.
    """
    found = _answers(spot, there.article, links)
    return [each.link for each in found if each.there.are_much_as(there) and each.sentence == sentence]


class _Answer(NamedTuple):
    """An answer on the words in question, or on a whole sentence that they are a part of."""

    there: Words
    link: Link
    sentence: Spot | None


def _row(
    spot: Spot,
    article: Article,
    suggested: Counterpart | None,
    answers: Sequence[_Answer],
    grouped: Sequence[tuple[Words, Group]],
) -> CounterpartRow:
    # What it was told the machine tells again: that is no suggestion, and may be out of date.
    machine = suggested if suggested and suggested.why != CONFIRMED else None
    at = Words(article.id, machine.to.start, machine.to.end) if machine else None

    def row(relation: Relation, words: Words, sentence: Spot | None = None, link: Link | None = None) -> CounterpartRow:
        is_suggested = at is not None and at.are_much_as(words)
        why = machine.why if machine and is_suggested else ()
        return CounterpartRow(article, relation, (words.start, words.end), why, is_suggested, link, sentence)

    rejected = [answer for answer in answers if not answer.link.same]

    def may_stand(words: Words, rejected: Iterable[_Answer] = rejected) -> bool:
        return not any(each.there.are_much_as(words) for each in rejected)

    # The last comes first, but an answer on the words themselves before one on their sentence.
    own = [answer for answer in rejected if not answer.sentence]
    for answer in sorted(answers, key=lambda each: (each.sentence is None, each.link.record.id), reverse=True):
        if answer.link.same and (not answer.sentence or may_stand(answer.there, own)):
            return row(Relation.CONFIRMED, answer.there, answer.sentence, answer.link)
    for words, group in grouped:
        if words.article == article.id and may_stand(words):
            return row(Relation.CONFIRMED, words, sentence_of(spot, group))
    if machine and at and may_stand(at):
        return row(Relation.of(machine.band), at, sentence_with(spot, Words(*machine.of)))
    if rejected:
        # First of all what would be suggested again, were it not rejected.
        again = (each for each in own or rejected if at and each.there.are_much_as(at))
        last = next(again, (own or rejected)[-1])
        return row(Relation.REJECTED, last.there, last.sentence, last.link)
    return CounterpartRow(article, Relation.NONE)


def _answers(spot: Spot, article_id: str, links: Iterable[Link]) -> Iterator[_Answer]:
    """Yield what the reader answered on these words and an article, oldest first."""
    here = Words(spot.article.id, *spot.span)
    for link in links:
        for one, other in ((link.one, link.other), (link.other, link.one)):
            if other.article == article_id and one.article == here.article:
                sentence = sentence_with(spot, one)
                if sentence or one.are_much_as(here):
                    yield _Answer(other, link, sentence)
