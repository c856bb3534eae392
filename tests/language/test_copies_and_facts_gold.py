"""Copies and facts on the seeds, against the labels made by hand."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.language.scoring_facts import fact_figures

from newsread.analysis.alignment.duplicates import copies, texts
from newsread.analysis.document import Document
from newsread.analysis.facts.extraction import facts
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
FACTS = Path(__file__).parent / "gold" / "facts.json"


@pytest.fixture(scope="module")
def seeds() -> list[Document]:
    pipeline = Pipeline()
    return [
        Document(article, pipeline.analyse(article.text, [sentence.start for sentence in article.sentences]))
        for article in Workspace.open(ROOT / "seeds").articles()
    ]


def test_two_of_the_seeds_are_one_text_and_no_others(seeds: Sequence[Document]) -> None:
    (copy,) = copies(seeds)
    assert [article[:3] for article in copy.articles] == ["003", "004"]
    assert copy.containment > 0.5
    assert len(texts([seed.id for seed in seeds], [copy])) == 4


def test_the_shared_passages_are_whole_paragraphs(seeds: Sequence[Document]) -> None:
    (copy,) = copies(seeds)
    text = seeds[3].text
    shared = [text[slice(*passage.one)] for passage in copy.passages]
    assert any("up to 12,000 North Korean troops" in passage and "The town of Sudzha" in passage for passage in shared)
    assert not any("clashed with six" in passage for passage in shared)


def test_the_facts_of_the_seeds_are_found(seeds: Sequence[Document]) -> None:
    found = fact_figures([fact for seed in seeds for fact in facts(seed)], FACTS)
    assert found.recall >= 0.95
    assert found.precision >= 0.95
    assert found.what >= 0.9
    assert found.unit >= 0.95
    assert found.approximator >= 0.95


def test_a_date_counted_from_the_publication_says_so(seeds: Sequence[Document]) -> None:
    for seed in seeds:
        published = seed.article.source.published
        for fact in facts(seed):
            assert not fact.assumption or (published and fact.assumption.endswith(f"publication date {published}"))
