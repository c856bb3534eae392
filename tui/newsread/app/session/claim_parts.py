"""Words that are a part of a sentence, or of several: what is known of a whole sentence is known of them as that. Pure.

Counterparts are looked for by sentences, and confirmed mostly of sentences.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.annotations.groups import Group, Groups, Words
from newsread.app.session.spots import Spot

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection


WHOLE_SENTENCE = "whole sentence"
WHOLE = f"for the {WHOLE_SENTENCE}"
"""Said of what is known of the sentence that words are a part of, and not of them alone."""


def sentences_around(spot: Spot) -> list[Spot]:
    """Return the sentences that selected words are a part of, that with most of them first.

    None where a sentence is meant, be it selected or not.
    """
    if spot.selected is None:
        return []
    start, end = spot.selected
    around: list[tuple[int, Spot]] = []
    for number in range(spot.number, len(spot.article.sentences)):
        sentence = spot.article.sentences[number]
        if sentence.start >= end:
            break
        if (sentence.start, sentence.end) == spot.selected:
            return []
        around.append((min(end, sentence.end) - max(start, sentence.start), Spot(spot.article, number)))
    return [sentence for shared, sentence in sorted(around, key=lambda each: -each[0]) if shared > 0]


def sentence_with(spot: Spot, words: Words) -> Spot | None:
    """Return the sentence that words of its article are, if what `spot` means is only a part of it."""
    here = words.article, (words.start, words.end)
    return next((each for each in sentences_around(spot) if (each.article.id, each.span) == here), None)


def suggested_on(spot: Spot, shared: "Collection") -> dict[str, Counterpart]:
    """Return what the machine suggests for a sentence, or for those that words are a part of, by the articles' ids.

    Of several in one article what tells the same comes before what is related.
    """
    found: dict[str, Counterpart] = {}
    for sentence in sentences_around(spot) or [spot]:
        for each in shared.counterparts_of(Place(spot.article.id, *sentence.span)):
            before = found.get(each.to.article)
            if before is None or (before.band is not Band.SAME and each.band is Band.SAME):
                found[each.to.article] = each
    return found


def groups_with(spot: Spot, groups: Groups) -> Iterator[Group]:
    """Yield the group that words are in, and those of the whole sentences that they are a part of."""
    found = [groups.of(Words(spot.article.id, *spot.span))]
    for sentence in sentences_around(spot):
        whole = Words(spot.article.id, *sentence.span)
        group = groups.of(whole)
        found.append(group if group and any(words.are_the_same_as(whole) for words in group.words) else None)
    yield from {group.id: group for group in found if group}.values()


def sentence_of(spot: Spot, group: Group) -> Spot | None:
    """Return the sentence that a group is of, if what `spot` means is only a part of it and is not in the group."""
    here = [words for words in group.words if words.article == spot.article.id]
    if any((words.start, words.end) == spot.span for words in here):
        return None
    return next((sentence for words in here if (sentence := sentence_with(spot, words))), None)
