"""Quotations of the seeds against labels made by hand."""

from pathlib import Path

import pytest
from tests.language.scoring import read_article
from tests.language.scoring_quotes import quote_scores

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention, entities
from newsread.analysis.quotes.extraction import quotes, variants
from newsread.analysis.runtime.analyst import Analyst
from newsread.workspace.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def documents(analysed: Path) -> list[Document]:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        return [Document(article, analyst.analyse(article)) for article in Workspace.open(SEEDS).articles()]


def by_hand(document: Document) -> list[Mention]:
    rows = read_article(GOLD, document.id)["entities"]
    return [Mention(row["start"], row["end"], row["label"], row["entity"] or "") for row in rows]


def test_the_quotations_of_the_seeds_and_their_speakers_are_found(documents: list[Document]) -> None:
    found = quote_scores(documents, {document.id: by_hand(document) for document in documents}, GOLD)
    assert found.exact == found.found == found.direct > 20
    assert found.more == 0
    assert found.speaker_accuracy >= 0.95
    assert found.indirect_precision >= 0.9
    assert found.indirect_recall >= 0.85
    assert found.heard >= 0.95 * found.right


def test_the_names_that_the_machine_finds_serve_as_well(documents: list[Document]) -> None:
    found = quote_scores(documents, entities(documents).of_article, GOLD)
    assert found.exact == found.direct
    assert found.speaker_accuracy >= 0.95
    assert found.indirect_precision >= 0.9


def test_the_same_quotations_are_found_in_several_seeds(documents: list[Document]) -> None:
    found = {document.id: quotes(document, by_hand(document)) for document in documents}
    texts = {document.id: document.text for document in documents}
    groups = [
        [(article[:3], texts[article][quote.start : quote.end]) for article, quote in group]
        for group in variants(found, texts)
    ]
    [war] = [group for group in groups if any("anything but" in words for _, words in group)]
    assert [article for article, _ in war] == ["000", "001"]
    [peace] = [group for group in groups if any("who wants peace" in words for _, words in group)]
    assert [article for article, _ in peace] == ["000", "003", "004"]
    assert all(len({article for article, _ in group}) > 1 for group in groups)
