"""The analyst: the cache first, the process only where that is of no use."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from tests.analysis.children import FINDS_THE_FIRST_WORD, article, child

from newsread.analysis.result import Analysis, AnalysisUnavailable, Entity
from newsread.analysis.runtime.analyst import Analyst

NATO = article("NATO met.")
FOUND = Analysis("fake-1", (Entity(0, 4, "ORG"),))


def test_what_was_analysed_once_never_starts_a_process(tmp_path: Path) -> None:
    cache, log = tmp_path / "cache", tmp_path / "started"
    with Analyst(cache, command=child(FINDS_THE_FIRST_WORD, log)) as analyst:
        assert analyst.cached(NATO) is None
        assert not log.exists()
        assert analyst.analyse(NATO) == analyst.cached(NATO) == FOUND
    with Analyst(cache, command=[str(tmp_path / "nothing")]) as unstartable:
        assert unstartable.cached(NATO) == unstartable.analyse(NATO) == FOUND
        with pytest.raises(AnalysisUnavailable):
            unstartable.analyse(article("ASEAN met."))


def test_a_failure_is_not_cached(tmp_path: Path) -> None:
    with Analyst(tmp_path, command=[str(tmp_path / "nothing")]) as unstartable:
        with pytest.raises(AnalysisUnavailable):
            unstartable.analyse(NATO)
        assert unstartable.cached(NATO) is None


def test_a_closed_analyst_still_knows_what_is_cached(tmp_path: Path) -> None:
    with Analyst(tmp_path, command=child(FINDS_THE_FIRST_WORD, tmp_path / "started")) as analyst:
        analyst.analyse(NATO)
    assert analyst.analyse(NATO) == FOUND
    with pytest.raises(AnalysisUnavailable, match="closed"):
        analyst.analyse(article("ASEAN met."))


def test_the_analyst_is_cheap_to_import() -> None:
    code = "import sys, newsread.analysis.runtime.analyst; print({'spacy', 'numpy', 'textual'} & set(sys.modules))"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
