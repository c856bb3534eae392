"""Everything that is found, in texts that no newspaper prints: nothing raises, every span fits its text."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.language.hostile import MEGABYTE, by_rule, check, endless_lines, hostile

from newsread.analysis.runtime.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(hostile, st.booleans())
def test_any_text_is_taken_whatever_its_grammar(text: str, chained: bool) -> None:
    check(text, partial(by_rule, chained=chained))


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(hostile)
def test_any_text_is_taken_with_the_grammar_of_the_model(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse)


def test_half_a_pair_of_surrogates_moves_no_name(pipeline: Pipeline) -> None:
    text = "Angela Merkel flew to \ud83dParis\udc00. \udfff\n\nAngela Merkel flew to Rome."
    whole = text.replace("\ud83d", "\ufffd").replace("\udc00", "\ufffd").replace("\udfff", "\ufffd")
    starts = [0, text.index("\n\n") + 2]
    assert pipeline.analyse(text, starts) == pipeline.analyse(whole, starts)
    check(text, pipeline.analyse)


@pytest.mark.parametrize("sign", ["'a'", "'-'", "'東'", "'\\ud800'"])
def test_a_megabyte_without_white_space_is_a_few_words_for_the_model(pipeline: Pipeline, sign: str) -> None:
    line = endless_lines[sign]
    found = pipeline.analyse(line, [0])
    assert len(found.tokens) < MEGABYTE / 1_000
    assert sum(token.end - token.start for token in found.tokens) == MEGABYTE


@pytest.mark.parametrize("sign", ["'\"'", "'('", "'\\x00'", "'\"a,\" said '"])
def test_a_line_without_an_end_is_taken_by_everything(sign: str) -> None:
    check(endless_lines[sign][:50_000], by_rule)
