"""What the machine finds in the articles, measured against what people labelled, and how long it takes.

    python -m bench.language --gold tests/language/gold --seeds seeds --ecbplus ecbplus-dev [--markdown]
    python -m bench.language --hostile 10000

The labels of the five seeds are described in `tests/language/gold/README.md`. ECB+ (Cybulska and Vossen 2014, LREC;
annotation CC BY 3.0) is not part of newsread; `bench/train_counterparts.py` says in what form it is read. What is not
given is not measured, and said so.
"""

import argparse
import platform
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import spacy
from bench import counterparts_growth, train_counterparts
from hypothesis import HealthCheck, Phase, given, settings
from tests.language.hostile import check, endless_lines, hostile
from tests.language.scoring import merged, name_scores
from tests.language.scoring_counterparts import answers, figures, read_labels
from tests.language.scoring_facts import fact_figures
from tests.language.scoring_quotes import quote_scores

import newsread
from newsread.analysis.alignment.counterparts import counterparts
from newsread.analysis.alignment.duplicates import copies
from newsread.analysis.document import Document
from newsread.analysis.entities.entity import entities
from newsread.analysis.facts.extraction import facts
from newsread.analysis.quotes.extraction import quotes, variants
from newsread.analysis.result import MODEL_PACKAGE, Analysis
from newsread.analysis.runtime.cache import Cache
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.article import Article
from newsread.workspace.workspace import Workspace

_ROUNDS = 7
"""Of each time, in turns with what it is compared with; the median counts."""
_COPIES = "003 and 004"
"""The seeds that are one text."""


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    name: str
    reached: str
    aim: str = ""
    met: bool = True
    """Whether the aim was reached; True where there is none."""


@dataclass(frozen=True)
class Section:
    """A heading and what was measured under it."""

    title: str
    figures: Sequence[Figure]
    skipped: str = ""
    """Why nothing was measured."""


def plain(name: str, value: float, form: str = ".3f") -> Figure:
    """Return a figure without an aim."""
    return Figure(name, format(value, form))


def at_least(name: str, value: float, aim: float, form: str = ".3f") -> Figure:
    """Return a figure that should be high."""
    return Figure(name, format(value, form), f"≥ {aim:g}", value >= aim)


def at_most(name: str, value: float, aim: float, form: str = ".3f") -> Figure:
    """Return a figure that should be low."""
    return Figure(name, format(value, form), f"≤ {aim:g}", value <= aim)


# What is found, against labels.


def names(documents: Sequence[Document], gold: Path) -> Iterator[Figure]:
    """Measure entities."""
    model = spacy.load(MODEL_PACKAGE)
    alone = {
        document.id: [(ent.start_char, ent.end_char, ent.label_) for ent in model(document.text).ents]
        for document in documents
    }
    found = entities(documents).of_article
    spans = {article: [mention[:3] for mention in mentions] for article, mentions in found.items()}
    exact, overlap = name_scores(alone, gold)
    yield plain("spans that overlap, F1, spaCy alone", overlap.f1)
    yield plain("spans exact, F1, spaCy alone", exact.f1)
    exact, overlap = name_scores(spans, gold)
    yield at_least("spans that overlap, F1", overlap.f1, 0.96)
    yield at_least("spans exact, F1", exact.f1, 0.94)
    wrong = sum(len(meant) > 1 for meant in merged(found, gold).values())
    yield Figure("entities that take one for another", str(wrong), "0", wrong == 0)


def quotations(documents: Sequence[Document], gold: Path) -> Iterator[Figure]:
    """Measure quotations."""
    found = quote_scores(documents, entities(documents).of_article, gold)
    yield Figure("direct ones found", f"{found.found} of {found.direct}", "all", found.found == found.direct)
    yield plain("found where there is none", found.more, "d")
    yield at_least("their speakers right", found.speaker_accuracy, 0.95)
    yield at_least("indirect ones, precision", found.indirect_precision, 0.75)
    yield plain("indirect ones, recall", found.indirect_recall)


def retold(documents: Sequence[Document], gold: Path) -> Iterator[Figure]:
    """Measure counterparts."""
    found = figures(answers(documents, counterparts(documents), read_labels(gold / "counterparts.json")))
    yield at_least("first choice right, of those with one", found.right, 0.92)
    yield plain("the same, related ones counted too", found.right_or_related)
    yield at_most("any given, of those without", found.given_for_none, 0.2)
    yield at_most("*same* given, of those without", found.same_for_none, 0.02)
    yield at_least("*same*, precision", found.precision, 0.95)
    yield at_least("*same*, recall", found.recall, 0.8)


def shared_texts(documents: Sequence[Document]) -> Iterator[Figure]:
    """Measure copies."""
    pairs = [" and ".join(article[:3] for article in copy.articles) for copy in copies(documents)]
    yield Figure("articles that are one text", "; ".join(pairs) or "none", _COPIES, pairs == [_COPIES])


def figures_told(documents: Sequence[Document], gold: Path) -> Iterator[Figure]:
    """Measure facts."""
    found = fact_figures([fact for document in documents for fact in facts(document)], gold / "facts.json")
    yield plain("place and value right, precision", found.precision)
    yield plain("place and value right, recall", found.recall)
    yield plain("of these, what is counted", found.what)
    yield plain("of these, the unit", found.unit)
    yield plain("of these, the approximator", found.approximator)


def ecb_plus(folder: Path) -> Iterator[Figure]:
    """Measure how the same claim is told from others on ECB+, each topic by what was trained on the others."""
    stories = train_counterparts.stories(folder)
    same = np.concatenate([story.same for story in stories])
    by_others = train_counterparts.trained_by_others(stories)
    scores = np.concatenate([story.clustered(by_others[story.topic]) for story in stories])
    yield at_least("average precision of *same*", train_counterparts.average_precision(same, scores), 0.62)


# How long it takes.


def seconds(do: Callable[[], object]) -> float:
    """Return the processor's time for something, which other programs on the machine do not change."""
    begun = time.process_time()
    do()
    return time.process_time() - begun


def medians(*tasks: Callable[[], object]) -> list[float]:
    """Return the median time of each task, done in turns after one round that does not count."""
    rounds = [[seconds(task) for task in tasks] for _ in range(_ROUNDS + 1)]
    return [statistics.median(times) for times in zip(*rounds[1:], strict=True)]


def speed(documents: Sequence[Document]) -> Iterator[Figure]:
    """Measure a fresh run and one from the cache, over all seeds, the model being loaded."""
    texts = [document.text for document in documents]
    pipeline = Pipeline()
    model, parser = spacy.load(MODEL_PACKAGE), spacy.load(MODEL_PACKAGE)
    parser.select_pipes(enable=["tok2vec", "parser"])
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        for document in documents:
            cache.write(document.article, document.analysis)

        def fresh() -> list[Document]:
            return [analysed(pipeline, unread(document.article)) for document in documents]

        def cached() -> list[Analysis | None]:
            return [cache.read(unread(document.article)) for document in documents]

        def parsed() -> object:
            return list(parser.pipe(texts))

        def everything() -> None:
            find_everything(fresh())

        def whole_model() -> object:
            return list(model.pipe(texts))

        of_parser, of_model, of_fresh, of_everything, of_cache = medians(parsed, whole_model, fresh, everything, cached)
    words = sum(document.article.words for document in documents)
    yield plain(f"the parser alone, {words:,} words, ms", of_parser * 1_000, ".0f")
    yield plain("spaCy's whole model: times the parser alone", of_model / of_parser, ".2f")
    yield at_most("a fresh run: times the parser alone", of_fresh / of_parser, 1.3, ".2f")
    yield plain("a fresh run: times spaCy's whole model", of_fresh / of_model, ".2f")
    yield plain("and all that is found over the articles: times the whole model", of_everything / of_model, ".2f")
    yield at_least("from the cache: times faster", of_fresh / of_cache, 50, ".0f")


def unread(article: Article) -> Article:
    """Return an article of which nothing has been computed yet."""
    return Article(article.id, article.file, article.text, article.source)


def find_everything(documents: Sequence[Document]) -> None:
    """Find all that is found over several articles."""
    mentions = entities(documents).of_article
    said = {document.id: quotes(document, mentions[document.id]) for document in documents}
    variants(said, {document.id: document.text for document in documents})
    copies(documents)
    for document in documents:
        facts(document)
    counterparts(documents)


def growth(folder: Path) -> Iterator[Figure]:
    """Measure the counterparts of one large event."""
    topics = counterparts_growth.read(folder)
    largest = max(topics.values(), key=lambda documents: sum(len(document.text) for document in documents))
    event = counterparts_growth.one_event(largest, Pipeline())
    yield at_most("50 articles of 40 sentences, s", seconds(lambda: counterparts(event)), 5, ".1f")


# Texts that no newspaper prints.


def run_hostile(number: int) -> int:
    """Run everything over so many odd texts and some endless lines; print what failed and return how many did."""
    pipeline = Pipeline()
    failures: list[str] = []
    done = 0

    def attempt(text: str, name: str) -> None:
        nonlocal done
        done += 1
        if done % 1_000 == 0:
            print(f"{done:,} texts, {len(failures)} failures", file=sys.stderr, flush=True)
        try:
            check(text, pipeline.analyse)
        except Exception as error:  # whatever it is, it is counted
            place = traceback.extract_tb(error.__traceback__)[-1]
            failures.append(f"{type(error).__name__} in {place.name} ({Path(place.filename).name}): {name}")

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile)
    def odd(text: str) -> None:
        attempt(text, ascii(text))

    odd()
    for sign, line in endless_lines.items():
        attempt(line, f"an endless line of {sign}")
    print(f"{done:,} texts, {len(endless_lines)} of them endless lines: {len(failures)} failures")
    for failure in failures:
        print(failure)
    return len(failures)


# The table.


def analysed(pipeline: Pipeline, article: Article) -> Document:
    """Analyse an article."""
    return Document(article, pipeline.analyse(article.text, [sentence.start for sentence in article.sentences]))


def measure(gold: Path | None, seeds: Path | None, ecbplus: Path | None) -> Iterator[Section]:
    """Measure everything for which the data are given."""
    documents: list[Document] = []
    if seeds:
        pipeline = Pipeline()
        documents = [analysed(pipeline, article) for article in Workspace.open(seeds).articles()]
    labelled: dict[str, Callable[[Sequence[Document], Path], Iterable[Figure]]] = {
        "Names": names,
        "Quotations": quotations,
        "Counterparts": retold,
        "Facts": figures_told,
    }
    for title, find in labelled.items():
        if gold and documents:
            yield Section(title, list(find(documents, gold)))
        else:
            yield Section(title, [], "needs --gold and --seeds")
    for title, look in {"Copies": shared_texts, "Speed": speed}.items():
        yield Section(title, list(look(documents))) if documents else Section(title, [], "needs --seeds")
    for title, read in {"Counterparts on ECB+": ecb_plus, "Speed of counterparts": growth}.items():
        yield Section(title, list(read(ecbplus))) if ecbplus else Section(title, [], "needs --ecbplus")


def versions() -> str:
    """Return what the figures depend on."""
    meta = spacy.util.get_package_path(MODEL_PACKAGE).glob(f"{MODEL_PACKAGE}-*")
    model = next((folder.name for folder in meta), MODEL_PACKAGE)
    return (
        f"newsread {newsread.__version__}, spaCy {spacy.__version__}, {model}, Python {platform.python_version()}, "
        f"{date.today().isoformat()}"
    )


def print_plain(section: Section) -> None:
    """Print a section for a person at a terminal."""
    print(f"\n{section.title}")
    if section.skipped:
        print(f"  not measured: {section.skipped}")
    for figure in section.figures:
        note = "" if figure.met else "   NOT REACHED"
        print(f"  {figure.name:<64}{figure.reached:>12}   {figure.aim:<12}{note}".rstrip())


def print_markdown(section: Section) -> None:
    """Print the rows of a section, for a table in a document."""
    if section.skipped:
        print(f"| {section.title} | | not measured | |")
    for figure in section.figures:
        print(f"| {section.title} | {figure.name} | {figure.reached} | {figure.aim}{_note(figure)} |")


def _note(figure: Figure) -> str:
    return "" if figure.met else ", not reached"


def folder(value: str) -> Path:
    """Return a folder that was given; argparse says where it is none."""
    path = Path(value)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{value} is no folder")
    return path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=folder, help="the labels of the seeds")
    parser.add_argument("--seeds", type=folder, help="the five seeds")
    parser.add_argument("--ecbplus", type=folder, help="stories of ECB+, with gold.json")
    parser.add_argument("--markdown", action="store_true", help="print the rows of a Markdown table")
    parser.add_argument("--hostile", type=int, metavar="N", help="only run everything over N odd texts: none may fail")
    arguments = parser.parse_args()
    if arguments.hostile:
        sys.exit(run_hostile(arguments.hostile) > 0)
    if arguments.markdown:
        print(f"{versions()}\n\n| | | reached | aim |\n|---|---|---|---|")
    else:
        print(versions())
    for section in measure(arguments.gold, arguments.seeds, arguments.ecbplus):
        (print_markdown if arguments.markdown else print_plain)(section)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
