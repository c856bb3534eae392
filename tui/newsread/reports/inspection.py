"""What the machine finds in the articles, for people and for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from newsread import __version__
from newsread.analysis.analyst import Analyst
from newsread.analysis.result import Analysis, AnalysisUnavailable, TextNotAnalysed
from newsread.articles.article import Article, Unreadable
from newsread.printable import printable
from newsread.workspace import Workspace

_MOST_NAMED = 8

Say = Callable[[str], None]
"""Takes what is wrong, one sentence at a time."""


def print_json(workspace: Workspace, analyst: Analyst, out: TextIO, say: Say) -> bool:
    """Print the articles with their sentences and entities; offsets are code points of the text.

    The entities of what could not be analysed are null, and so is the model if nothing could be. Return whether
    everything could be.
    """
    found = list(_inspected(workspace, analyst, say))
    models = [analysis.model for _, analysis in found if analysis]
    value = {
        "newsread": __version__,
        "model": models[0] if models else None,
        "articles": [_entry(article, analysis) for article, analysis in found],
    }
    json.dump(value, out, indent=2)
    out.write("\n")
    return len(models) == len(found)


def print_summary(workspace: Workspace, analyst: Analyst, out: TextIO, say: Say) -> bool:
    """Print for each article how long it is and what it names most. Return whether everything could be analysed."""
    complete = True
    for article, analysis in _inspected(workspace, analyst, say):
        claims = sum(sentence.claim for sentence in article.sentences)
        out.write(f"{printable(article.heading)}\n")
        out.write(f"  {printable(article.id)}: {article.words:,} words, {claims} possible claims")
        out.write(f" in {len(article.sentences)} sentences\n")
        out.write(f"  names: {_most_named(article, analysis) if analysis else 'not analysed'}\n\n")
        complete = complete and analysis is not None
    return complete


def _inspected(workspace: Workspace, analyst: Analyst, say: Say) -> Iterator[tuple[Article, Analysis | None]]:
    """Yield every article that can be read, with None if it could not be analysed; say what went wrong, once."""
    unavailable = ""
    for article in map(workspace.article, workspace.ids):
        if isinstance(article, Unreadable):
            say(article.reason)
            continue
        analysis = None
        try:
            analysis = analyst.analyse(article)
        except TextNotAnalysed as error:
            say(f"{article.id}: {error}")
        except AnalysisUnavailable as error:
            if str(error) != unavailable:
                say(unavailable := str(error))
        yield article, analysis


def _entry(article: Article, analysis: Analysis | None) -> dict[str, Any]:
    source = article.source
    return {
        "id": article.id,
        "file": article.id,
        "sha256": article.sha256,
        "title": source.title,
        "outlet": source.outlet,
        "byline": source.byline,
        "published": source.published,
        "url": source.url,
        "words": article.words,
        "sentences": [sentence._asdict() for sentence in article.sentences],
        "entities": [{**entity._asdict(), "entity": None} for entity in analysis.entities] if analysis else None,
    }


def _most_named(article: Article, analysis: Analysis) -> str:
    named = Counter(" ".join(article.text[start:end].split()) for start, end, _ in analysis.entities)
    return printable(", ".join(f"{name} ({times})" for name, times in named.most_common(_MOST_NAMED))) or "none"
