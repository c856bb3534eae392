"""What the machine finds in the articles, for people and for programs."""

import json
from collections import Counter
from typing import Any, TextIO

from newsread import __version__
from newsread.analysis.analyst import Analyst
from newsread.analysis.result import Analysis
from newsread.articles.article import Article
from newsread.printable import printable
from newsread.workspace import Workspace

_MOST_NAMED = 8


def print_json(workspace: Workspace, analyst: Analyst, out: TextIO) -> None:
    """Print the articles with their sentences and entities; offsets are code points of the text."""
    found = [(article, analyst.analyse(article)) for article in workspace.articles()]
    models = {analysis.model for _, analysis in found}
    value = {
        "newsread": __version__,
        "model": models.pop() if models else None,
        "articles": [_entry(article, analysis) for article, analysis in found],
    }
    json.dump(value, out, indent=2)
    out.write("\n")


def _entry(article: Article, analysis: Analysis) -> dict[str, Any]:
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
        "entities": [{**entity._asdict(), "entity": None} for entity in analysis.entities],
    }


def print_summary(workspace: Workspace, analyst: Analyst, out: TextIO) -> None:
    """Print for each article how long it is and what it names most."""
    for article in workspace.articles():
        analysis = analyst.analyse(article)
        claims = sum(sentence.claim for sentence in article.sentences)
        named = Counter(" ".join(article.text[start:end].split()) for start, end, _ in analysis.entities)
        most = ", ".join(f"{name} ({times})" for name, times in named.most_common(_MOST_NAMED))
        out.write(f"{printable(article.heading)}\n")
        out.write(f"  {printable(article.id)}: {article.words:,} words, {claims} possible claims")
        out.write(f" in {len(article.sentences)} sentences\n")
        out.write(f"  names: {printable(most) or 'none'}\n\n")
