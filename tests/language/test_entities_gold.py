"""Entities of the seeds against labels made by hand."""

from pathlib import Path

import pytest
from tests.language.scoring import Score, merged, name_scores, span_scores

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Entities, entities
from newsread.analysis.runtime.analyst import Analyst
from newsread.workspace.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def documents(analysed: Path) -> list[Document]:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        return [Document(article, analyst.analyse(article)) for article in Workspace.open(SEEDS).articles()]


def scores(found: Entities) -> tuple[Score, Score]:
    return name_scores(
        {article: [mention[:3] for mention in mentions] for article, mentions in found.of_article.items()}, GOLD
    )


def test_the_names_of_the_seeds_are_found(documents: list[Document]) -> None:
    exact, overlap = scores(entities(documents))
    assert exact.f1 >= 0.98
    assert overlap.f1 >= 0.98


def test_one_article_alone_does_nearly_as_well(documents: list[Document]) -> None:
    alone = {document.id: entities([document]).of_article[document.id] for document in documents}
    exact, overlap = scores(Entities(alone, ()))
    assert exact.f1 >= 0.97
    assert overlap.f1 >= 0.97


def test_nobody_is_taken_for_somebody_else(documents: list[Document]) -> None:
    named = merged(entities(documents).of_article, GOLD)
    assert len(named) > 40
    assert {entity: several for entity, several in named.items() if len(several) > 1} == {}


def test_a_measure_leaves_out_what_is_doubtful_and_pairs_one_to_one() -> None:
    gold_spans = [(0, 5, "GPE"), (10, 20, "ORG"), (30, 35, "DATE")]
    found = [(0, 5, "GPE"), (10, 14, "ORG"), (15, 20, "ORG"), (31, 33, "TIME"), (40, 45, "GPE")]
    exact, overlap = span_scores(found, gold_spans, doubtful=[(30, 35, "DATE")])
    assert exact == (1, 4, 2)
    assert overlap == (2, 4, 2)
