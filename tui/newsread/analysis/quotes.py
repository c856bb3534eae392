"""The quotations of an article, direct and indirect, with who says them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsread.analysis.attribution import Attributions
from newsread.analysis.clauses import Clauses
from newsread.analysis.document import Document
from newsread.analysis.entities import Mention
from newsread.analysis.posts import posts
from newsread.analysis.quotation import Quote, Span, Speaker, Stretches
from newsread.analysis.quotation_marks import marked
from newsread.analysis.quote_variants import variants
from newsread.analysis.reported import Reports
from newsread.analysis.speakers import Speakers
from newsread.articles.sentences import Sentence

__all__ = ["Quote", "Span", "Speaker", "direct_quotes", "quotes", "quotes_of", "variants"]


def quotes(document: Document, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """Return the quotations of an article in the order of its text.

    An indirect one is a guess by grammar alone; a direct one may lie in it.
    """
    quoted = marked(document.text)
    embedded = posts(document.text, quoted)
    spans = sorted([*quoted, *(Span(post.start, post.end) for post in embedded)])
    places = Stretches(spans)
    clauses = Clauses(document)
    speakers = Speakers(document, mentions, clauses, places.cover)
    attributions = Attributions(document, clauses, speakers, quoted)
    found = list(attributions.direct())
    for post in embedded:
        author = post.author and next(iter(speakers.mentions_in(*post.author)), None)
        found.append(Quote(post.start, post.end, True, speakers.of_mention(author) if author else None, None))
    found += (quote for quote in Reports(document, clauses, attributions).found() if not places.cover(quote.start))
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def direct_quotes(document: Document) -> tuple[Quote, ...]:
    """Return what stands between quotation marks, without speakers: all that can be told of a text in any language."""
    return tuple(Quote(span.start, span.end, True, None, None) for span in marked(document.text))


def quotes_of(found: Sequence[Quote], sentences: Sequence[Sentence]) -> tuple[Quote | None, ...]:
    """Return for each sentence the quotation that at least half of it lies in, None for no such.

    A direct one comes before an indirect one. So a sentence that is part of a long quotation knows its speaker.
    """
    kinds = [[quote for quote in found if quote.direct is direct] for direct in (True, False)]
    starts = [[quote.start for quote in kind] for kind in kinds]

    def of(start: int, end: int) -> Quote | None:
        for kind, begins in zip(kinds, starts, strict=True):
            first = max(0, bisect_right(begins, start) - 1)
            for quote in kind[first : bisect_left(begins, end)]:
                if (min(end, quote.end) - max(start, quote.start)) * 2 >= end - start:
                    return quote
        return None

    return tuple(of(sentence.start, sentence.end) for sentence in sentences)
