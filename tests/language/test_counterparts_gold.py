"""Counterparts of the seeds against labels made by hand."""

from pathlib import Path

import pytest
from tests.language.scoring_counterparts import answers, figures, read_labels

from newsread.analysis.alignment.counterparts import counterparts
from newsread.analysis.document import Document
from newsread.analysis.runtime.analyst import Analyst
from newsread.workspace.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"
LABELS = Path(__file__).parent / "gold" / "counterparts.json"


@pytest.fixture(scope="module")
def documents(analysed: Path) -> list[Document]:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        return [Document(article, analyst.analyse(article)) for article in Workspace.open(SEEDS).articles()]


def test_counterparts_of_the_seeds_are_found(documents: list[Document]) -> None:
    found = figures(answers(documents, counterparts(documents), read_labels(LABELS)))
    assert found.right >= 0.88
    assert found.given_for_none <= 0.16
    assert found.same_for_none <= 0.01
    assert found.precision >= 0.96
    assert found.recall >= 0.76


def test_every_counterpart_says_why(documents: list[Document]) -> None:
    assert all(each.why for each in counterparts(documents))


def test_the_same_input_gives_the_same_counterparts(documents: list[Document]) -> None:
    assert counterparts(documents) == counterparts(documents)
