"""A collection as lines of JSON, to be passed on piece by piece: a head, then one line an article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsread.analysis.collection import Collection, Variant
from newsread.analysis.copies import Copy, Passage
from newsread.analysis.counterparts import Band, Counterpart, Place
from newsread.analysis.entities import Mention, NamedEntity
from newsread.analysis.facts import Fact
from newsread.analysis.quotation import Quote, Span, Speaker


def to_lines(collection: Collection) -> Iterator[object]:
    """Yield what JSON has for the whole, then for each article."""
    numbers = {article: number for number, article in enumerate(collection.articles)}
    of_article: dict[str, list[object]] = {article: [] for article in collection.articles}
    for each in collection.counterparts:
        to = (numbers[each.to.article], each.to.start, each.to.end)
        of_article[each.of.article].append((each.of.start, each.of.end, *to, each.band, each.why))
    yield {
        "articles": collection.articles,
        "entities": [(each.id, each.name, each.label, each.forms, dict(each.mentions)) for each in collection.entities],
        "copies": [(each.articles, each.containment, list(map(_passage, each.passages))) for each in collection.copies],
        "variants": [[(article, _quote(quote)) for article, quote in group] for group in collection.variants],
        "not_english": collection.not_english,
    }
    for article in collection.articles:
        yield {
            "mentions": collection.mentions[article],
            "quotes": [_quote(quote) for quote in collection.quotes[article]],
            "facts": [_fact(fact) for fact in collection.facts[article]],
            "counterparts": of_article[article],
        }


def from_lines(head: object, lines: Sequence[object], lengths: Mapping[str, int]) -> Collection:
    """Return the collection of a head and its lines; raise ValueError if they are none of these articles.

    `lengths` are those of their texts, in code points, by their ids.
    """
    try:
        found = _from_lines(_mapping(head), list(map(_mapping, lines)))
        sound = found.articles == tuple(lengths) and all(
            type(start) is type(end) is int and 0 <= start <= end <= lengths[article]
            for article, start, end in _spans(found)
        )
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        raise ValueError("not a collection") from error
    if not sound:
        raise ValueError("not a collection of these texts")
    return found


def _spans(found: Collection) -> Iterator[tuple[str, int, int]]:
    """Yield every place that a collection has, with its article."""
    for article in found.articles:
        yield from ((article, each.start, each.end) for each in found.mentions[article])
        yield from ((article, each.start, each.end) for each in found.facts[article])
        yield from _spans_of_quotes((article, quote) for quote in found.quotes[article])
    for group in found.variants:
        yield from _spans_of_quotes(group)
    for counterpart in found.counterparts:
        yield counterpart.of
        yield counterpart.to
    for copy in found.copies:
        one, other = copy.articles
        for passage in copy.passages:
            yield one, *passage.one
            yield other, *passage.other


def _spans_of_quotes(variants: Iterable[Variant]) -> Iterator[tuple[str, int, int]]:
    for article, quote in variants:
        yield article, quote.start, quote.end
        if quote.speaker:
            yield article, quote.speaker.start, quote.speaker.end
        if quote.cue:
            yield article, *quote.cue


def _from_lines(head: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> Collection:
    articles = tuple(head["articles"])
    by_article = dict(zip(articles, lines, strict=True))
    return Collection(
        articles=articles,
        entities=tuple(
            NamedEntity(entity, name, label, tuple(forms), mentions)
            for entity, name, label, forms, mentions in head["entities"]
        ),
        mentions={article: tuple(map(Mention._make, line["mentions"])) for article, line in by_article.items()},
        quotes={article: tuple(map(_quote_of, line["quotes"])) for article, line in by_article.items()},
        facts={
            article: tuple(Fact(**fact, article=article) for fact in line["facts"])
            for article, line in by_article.items()
        },
        counterparts=tuple(
            Counterpart(Place(article, start, end), Place(articles[to], *there), Band(band), tuple(why))
            for article, line in by_article.items()
            for start, end, to, *there, band, why in line["counterparts"]
        ),
        copies=tuple(
            Copy((one, other), containment, tuple(Passage(Span(*here), Span(*there)) for here, there in passages))
            for (one, other), containment, passages in head["copies"]
        ),
        variants=tuple(tuple((article, _quote_of(quote)) for article, quote in group) for group in head["variants"]),
        not_english=tuple(head.get("not_english", ())),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("not a collection")
    return value


def _quote(quote: Quote) -> object:
    return (quote.start, quote.end, quote.direct, quote.speaker, quote.cue)


def _quote_of(row: Sequence[Any]) -> Quote:
    start, end, direct, speaker, cue = row
    return Quote(start, end, direct, speaker and Speaker(*speaker), cue and Span(*cue))


def _passage(passage: Passage) -> object:
    return (passage.one, passage.other)


def _fact(fact: Fact) -> object:
    return {name: value for name, value in vars(fact).items() if name != "article"}
