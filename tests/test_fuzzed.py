"""Whatever is changed in what the program reads, it refuses with a sentence or takes what is sound."""

from pathlib import Path

import pytest
from tests.fuzzing import fuzz, kinds

FEW, MANY = 4, 50
SEED = 11


@pytest.mark.parametrize("kind", kinds())
def test_a_damaged_input_is_refused_with_a_sentence_or_what_is_taken_is_sound(kind: str, tmp_path: Path) -> None:
    assert fuzz(kind, FEW, SEED, tmp_path).faults == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds())
def test_many_damaged_inputs_likewise(kind: str, tmp_path: Path) -> None:
    assert fuzz(kind, MANY, SEED + 1, tmp_path).faults == []


def test_an_input_that_is_not_damaged_is_taken(tmp_path: Path) -> None:
    refused = {kind for kind in kinds() if fuzz(kind, 1, SEED, tmp_path).counts["accepted"] != 1}
    assert refused == set()
