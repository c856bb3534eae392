"""What the machine finds in the articles, as JSON for other programs."""

import json
from collections.abc import Callable
from typing import Any, TextIO

from newsread._version import __version__
from newsread.analysis.alignment.counterparts import Counterpart
from newsread.analysis.alignment.duplicates import Copy
from newsread.analysis.collection import Collection
from newsread.analysis.facts.extraction import Fact
from newsread.analysis.quotes.quotation import Quote, Span
from newsread.analysis.result import AnalysisUnavailable, TextNotAnalysed
from newsread.analysis.runtime.analyst import Analyst
from newsread.articles.article import Article, Unreadable
from newsread.articles.sentences import Sentence
from newsread.workspace.guidance import Guidance
from newsread.workspace.workspace import Workspace

Say = Callable[[str], None]
"""Takes what is wrong, one sentence at a time."""


class Inspected:
    """The articles that can be read, with what the machine found in them."""

    def __init__(self, workspace: Workspace, analyst: Analyst, guidance: Guidance, say: Say) -> None:
        """Look for everything, and `say` what went wrong, each thing once."""
        self.articles: list[Article] = []
        self.analysed: set[str] = set()
        """The ids of those that could be analysed."""
        self.model: str | None = None
        """The language model's name and version; None if nothing could be analysed."""
        self.collection: Collection | None = None
        """What the analysed articles share; None where that could not be looked for."""
        self._guidance = guidance
        unavailable = ""
        for article in map(workspace.article, workspace.ids):
            if isinstance(article, Unreadable):
                say(article.reason)
                continue
            self.articles.append(article)
            try:
                self.model = analyst.analyse(article).model
                self.analysed.add(article.id)
            except TextNotAnalysed as error:
                say(f"{article.id}: {error}")
            except AnalysisUnavailable as error:
                if str(error) != unavailable:
                    say(unavailable := str(error))
        try:
            analysed = [article for article in self.articles if article.id in self.analysed]
            self.collection = analyst.collect(guidance.question(analysed)) if analysed else None
        except AnalysisUnavailable as error:
            say(str(error))

    @property
    def is_complete(self) -> bool:
        """Whether every article that can be read could be analysed."""
        return len(self.analysed) == len(self.articles) and (self.collection is not None or not self.articles)

    def sentences(self, article: Article) -> list[Sentence]:
        """Return the sentences of an article; which of them make claims, the reader's marks tell before the machine."""
        return list(self._guidance.sentences(article))


def print_json(inspected: Inspected, out: TextIO) -> None:
    """Print all that was found; offsets are half-open, in code points of the article's text.

    What is not known is null: so are the entities, quotes and facts of what could not be analysed.
    """
    found = inspected.collection
    value = {
        "newsread": __version__,
        "model": inspected.model,
        "articles": [_article(inspected, article) for article in inspected.articles],
        "entities": [
            {
                "id": entity.id,
                "name": entity.name,
                "label": entity.label,
                "forms": entity.forms,
                "mentions": dict(entity.mentions),
            }
            for entity in found.entities
        ]
        if found
        else None,
        "counterparts": list(map(_counterpart, found.counterparts)) if found else None,
        "copies": list(map(_copy, found.copies)) if found else None,
        "texts": found.texts if found else None,
        "variants": [[_place(article, quote) for article, quote in group] for group in found.variants]
        if found
        else None,
        "facts": [_fact(fact) for article in found.articles for fact in found.facts[article]] if found else None,
    }
    out.write(f"{json.dumps(value, indent=2)}\n")


def _article(inspected: Inspected, article: Article) -> dict[str, Any]:
    source, found = article.source, inspected.collection
    known = found is not None and article.id in found.mentions
    return {
        "id": article.id,
        "file": article.id,
        "sha256": article.sha256,
        "title": source.title,
        "outlet": source.outlet,
        "byline": source.byline,
        "published": source.published,
        **({"guessed": list(source.guessed)} if source.guessed else {}),
        "url": source.url,
        "words": article.words,
        "english": article.id not in found.not_english if found and known else None,
        "sentences": [sentence._asdict() for sentence in inspected.sentences(article)],
        "entities": [
            {"start": mention.start, "end": mention.end, "label": mention.label, "entity": mention.entity or None}
            for mention in found.mentions[article.id]
        ]
        if found and known
        else None,
        "quotes": list(map(_quote, found.quotes[article.id])) if found and known else None,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "start": quote.start,
        "end": quote.end,
        "direct": quote.direct,
        "speaker": {"start": speaker.start, "end": speaker.end, "entity": speaker.entity or None} if speaker else None,
        "cue": quote.cue._asdict() if quote.cue else None,
    }


def _counterpart(counterpart: Counterpart) -> dict[str, Any]:
    return {
        "from": counterpart.of._asdict(),
        "to": counterpart.to._asdict(),
        "band": counterpart.band,
        "why": counterpart.why,
    }


def _copy(copy: Copy) -> dict[str, Any]:
    passages = [
        [_place(article, span) for article, span in zip(copy.articles, (passage.one, passage.other), strict=True)]
        for passage in copy.passages
    ]
    return {"articles": copy.articles, "containment": round(copy.containment, 3), "passages": passages}


def _place(article: str, span: Span | Quote) -> dict[str, Any]:
    return {"article": article, "start": span.start, "end": span.end}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "what": fact.what or None,
        "value": fact.value,
        "unit": fact.unit or None,
        "approximator": fact.approximator or None,
        "text": fact.text,
        "article": fact.article,
        "start": fact.start,
        "end": fact.end,
        "assumption": fact.assumption or None,
    }
