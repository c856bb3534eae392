"""How long counterparts take, and how the time grows with the workspace.

    python -m bench.counterparts_growth ecbplus-dev

The folder holds stories of one event each, as sub-folders of texts in folders of topics. First one event: 50 articles
of 40 sentences, dealt out from all sentences of one topic. Then a workspace of many events: all stories, and copies of
them under other names when they do not suffice. What the analysis of single texts costs is not counted.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from newsread.analysis.alignment.counterparts import counterparts
from newsread.analysis.document import Document
from newsread.analysis.result import Analysis
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.article import Article
from newsread.articles.sources import Source

_SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
_ARTICLES, _SENTENCES = 50, 40


def read(folder: Path) -> dict[str, list[Document]]:
    """Analyse all texts, by topic."""
    pipeline = Pipeline()
    topics: dict[str, list[Document]] = {}
    for file in sorted(folder.glob("*/*/*.txt")):
        document = _document(file.stem, file.read_bytes().decode(), pipeline)
        topics.setdefault(file.parts[-3], []).append(document)
    return topics


def one_event(documents: Sequence[Document], pipeline: Pipeline) -> list[Document]:
    """Deal out the sentences of some articles to 50 new ones; some will have a sentence that others have too."""
    pool = [document.text[start:end] for document in documents for start, end, claim in document.sentences if claim]
    dealer = random.Random(1)  # noqa: S311 - the same articles every time
    texts = ("\n\n".join(dealer.sample(pool, _SENTENCES)) for _ in range(_ARTICLES))
    return [_document(str(number), text, pipeline) for number, text in enumerate(texts)]


def many_events(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield the articles, again and again under new names."""
    for turn in count():
        for document in documents:
            article = document.article
            yield Document(
                Article(f"{turn}-{article.id}", article.file, article.text, article.source), document.analysis
            )


def _document(name: str, text: str, pipeline: Pipeline) -> Document:
    article = Article(name, Path(name), text, Source())
    analysis: Analysis = pipeline.analyse(text, [sentence.start for sentence in article.sentences])
    return Document(article, analysis)


def measure(name: str, documents: Sequence[Document]) -> None:
    """Print one row."""
    sentences = sum(len(document.sentences) for document in documents)
    begun = time.perf_counter()
    found = len(counterparts(documents))
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:<12}{len(documents):>9}{sentences:>11}{found:>13}{seconds:>9.2f}{memory:>9}", flush=True)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        print(f"{folder} is not there: nothing was measured.")
        return
    topics = read(folder)
    print(f"{'':<12}{'articles':>9}{'sentences':>11}{'counterparts':>13}{'seconds':>9}{'MB':>9}")
    largest = max(topics.values(), key=lambda documents: sum(len(document.text) for document in documents))
    measure("one event", one_event(largest, Pipeline()))
    everything = [document for documents in topics.values() for document in documents]
    for size in _SIZES:
        counted, number = 0, 0
        while counted < size:
            counted += len(everything[number % len(everything)].sentences)
            number += 1
        measure("many events", list(islice(many_events(everything), number)))


if __name__ == "__main__":
    main()
