"""Where a sentence of an article is found again after the article's text has changed. Pure."""

from itertools import takewhile

from newsread.annotations.anchoring import anchor
from newsread.annotations.anchoring.placing import place
from newsread.app.session.spots import Spot, sentence_at
from newsread.articles.article import Article


def same_sentence(before: Spot, now: Article) -> int:
    """Return the number of the sentence, in the text as it is now, that holds the words of one before.

    What stands before or behind all that has changed is known by its number, from the beginning or from the end. A
    sentence in between is looked for by its words; where they are not found, it is the one that came in its place.
    """
    if now is before.article:
        return before.number
    old, new = _words(before.article), _words(now)
    if not old or not new:
        return 0
    head = _equal(old, new)
    tail = min(_equal(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    if before.number < head:
        return before.number
    if before.number >= len(old) - tail:
        return before.number + len(new) - len(old)
    found = place(anchor.make(before.article.text, *before.span, before.article.sha256), now.text, now.sha256)
    if found.span:
        return sentence_at(now, found.span[0])
    return min(before.number, max(head, len(new) - tail - 1), len(new) - 1)


def _words(article: Article) -> list[str]:
    return [article.text[sentence.start : sentence.end] for sentence in article.sentences]


def _equal(some: list[str], others: list[str]) -> int:
    """Return how many are the same from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))
