"""Entities of the seeds against labels made by hand."""

import json
from pathlib import Path

import pytest
from tests.language.scoring import Score, Span, span_scores

from newsread.analysis.analyst import Analyst
from newsread.analysis.document import Document
from newsread.analysis.entities import Entities, entities
from newsread.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def documents(analysed: Path) -> list[Document]:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        return [Document(article, analyst.analyse(article)) for article in Workspace.open(SEEDS).articles()]


def gold(document: Document) -> tuple[list[Span], list[Span], dict[tuple[int, int], str]]:
    """Return the spans, those of them that are doubtful, and the ids of the names."""
    rows = json.loads((GOLD / f"{document.id[:3]}.json").read_text())["entities"]
    spans = [(row["start"], row["end"], row["label"]) for row in rows]
    doubtful = [span for span, row in zip(spans, rows, strict=True) if row.get("doubtful")]
    return spans, doubtful, {(row["start"], row["end"]): row["entity"] for row in rows if row["entity"]}


def scores(documents: list[Document], found: Entities) -> tuple[Score, Score]:
    exact = overlap = Score(0, 0, 0)
    for document in documents:
        spans, doubtful, _ = gold(document)
        of_one = span_scores([mention[:3] for mention in found.of_article[document.id]], spans, doubtful)
        exact, overlap = exact + of_one[0], overlap + of_one[1]
    return exact, overlap


def test_the_names_of_the_seeds_are_found(documents: list[Document]) -> None:
    exact, overlap = scores(documents, entities(documents))
    assert exact.f1 >= 0.98
    assert overlap.f1 >= 0.98


def test_one_article_alone_does_nearly_as_well(documents: list[Document]) -> None:
    alone = {document.id: entities([document]).of_article[document.id] for document in documents}
    exact, overlap = scores(documents, Entities(alone, ()))
    assert exact.f1 >= 0.97
    assert overlap.f1 >= 0.97


def test_nobody_is_taken_for_somebody_else(documents: list[Document]) -> None:
    found = entities(documents)
    people: dict[str, set[str]] = {}
    for document in documents:
        _, _, known = gold(document)
        for mention in found.of_article[document.id]:
            entity = known.get((mention.start, mention.end))
            if entity and mention.entity:
                people.setdefault(mention.entity, set()).add(entity)
    assert len(people) > 40
    assert {entity: several for entity, several in people.items() if len(several) > 1} == {}


def test_a_measure_leaves_out_what_is_doubtful_and_pairs_one_to_one() -> None:
    gold_spans = [(0, 5, "GPE"), (10, 20, "ORG"), (30, 35, "DATE")]
    found = [(0, 5, "GPE"), (10, 14, "ORG"), (15, 20, "ORG"), (31, 33, "TIME"), (40, 45, "GPE")]
    exact, overlap = span_scores(found, gold_spans, doubtful=[(30, 35, "DATE")])
    assert exact == (1, 4, 2)
    assert overlap == (2, 4, 2)
