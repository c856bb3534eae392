"""Analyses as JSON: what is written is read, and nothing else is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.analysis.result import Analysis, Entity

LENGTH = 10


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    edges = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=LENGTH)))
    spans = zip(edges[::2], edges[1::2], strict=False)
    return Analysis(draw(st.text()), tuple(Entity(start, end, draw(st.text())) for start, end in spans))


@given(analyses())
def test_what_is_written_is_read(analysis: Analysis) -> None:
    assert Analysis.from_json(json.loads(json.dumps(analysis.to_json())), LENGTH) == analysis


@pytest.mark.parametrize(
    "entities",
    [
        [[-1, 2, "ORG"]],
        [[8, 11, "ORG"]],
        [[3, 3, "ORG"]],
        [[4, 3, "ORG"]],
        [[4, 6, "ORG"], [0, 2, "ORG"]],
        [[0, 4, "ORG"], [3, 5, "ORG"]],
        [[0, 4]],
        [[0, 4, None]],
        [[0.0, 4, "ORG"]],
        ["ORG"],
        {"0": 4},
        None,
    ],
)
def test_entities_that_no_text_of_this_length_can_have_are_refused(entities: object) -> None:
    with pytest.raises(ValueError, match=r"entit|analysis"):
        Analysis.from_json({"model": "m", "entities": entities}, LENGTH)


@pytest.mark.parametrize("value", [None, 1, "text", [], {}, {"model": 1, "entities": []}, {"entities": []}])
def test_what_is_no_analysis_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not an analysis"):
        Analysis.from_json(value, LENGTH)
