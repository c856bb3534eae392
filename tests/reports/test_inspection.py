"""Inspection: what is printed when a text cannot be analysed."""

import io
import json
from pathlib import Path

import pytest
from tests.analysis.children import FAILS_ON_POISON, child

from newsread.analysis.analyst import Analyst
from newsread.reports.inspection import print_json, print_summary
from newsread.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an article that can be analysed, one that cannot, and one that cannot be read."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("NATO met.")
    (folder / "b.txt").write_text("It was poison. Nobody knew.")
    (folder / "c.txt").write_bytes(b"")
    return folder


def test_a_text_that_cannot_be_analysed_costs_only_its_entities(tmp_path: Path, folder: Path) -> None:
    out, said = io.StringIO(), list[str]()
    with Analyst(tmp_path / "cache", command=child(FAILS_ON_POISON, tmp_path / "started")) as analyst:
        assert not print_json(Workspace.open(folder), analyst, out, said.append)
    printed = json.loads(out.getvalue())
    first, second = printed["articles"]
    assert printed["model"] == "fake-1"
    assert first["entities"] == [{"start": 0, "end": 4, "label": "ORG", "entity": None}]
    assert (second["entities"], len(second["sentences"])) == (None, 2)
    of_text, of_file = said
    assert of_text.startswith("b.txt: This text could not be analysed")
    assert of_file.startswith("c.txt has no text")


def test_the_summary_tells_it_too(tmp_path: Path, folder: Path) -> None:
    out, said = io.StringIO(), list[str]()
    with Analyst(tmp_path / "cache", command=child(FAILS_ON_POISON, tmp_path / "started")) as analyst:
        assert not print_summary(Workspace.open(folder), analyst, out, said.append)
        (folder / "b.txt").unlink()
        assert print_summary(Workspace.open(folder), analyst, io.StringIO(), said.append)
    assert "names: NATO (1)" in out.getvalue()
    assert "names: not analysed" in out.getvalue()
    assert len(said) == 3
