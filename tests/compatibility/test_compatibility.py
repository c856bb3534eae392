"""Compatibility with version 0.1: what it wrote is opened, and what it exported is exported again.

`recorded/` holds a workspace that it wrote; see `record.py`.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.compatibility.harbour import (
    EXPORTS,
    OUTPUTS,
    PENDING,
    ROUND_TRIPS,
    SHORT,
    WORKSPACE,
    copied,
    exported,
    files,
    round_trips,
    told,
)
from tests.compatibility.record import build, build_shortly

from newsread import Workspace


def test_the_workspace_has_all_that_can_be_recorded() -> None:
    kept = files(WORKSPACE / "annotations")
    recorded = b"".join(content for name, content in kept.items() if PENDING not in name).decode()
    for each in ("tag", "mark", "withdraw", "link", "name", "decide", "reanchor", "rename", "merge"):
        assert f'"action": "{each}"' in recorded, each
    for each in ("verified", "disputed", "unverifiable", "seen", "to check", "not a claim", "content", "statement"):
        assert f'"{each}"' in recorded, each
    for each in ("undoes", "inherited_from", "evidence", "note"):
        assert f'"{each}": ' in recorded, each
    assert {name.partition("/")[0] for name in kept} == {"ana", "ben", "cleo", "dora"}
    assert any(".corrupt-" in name for name in kept)
    assert any(PENDING in name and name.endswith(".json") for name in kept)


def test_the_workspace_is_opened(tmp_path: Path) -> None:
    workspace = Workspace.open(copied(tmp_path))
    assert workspace.annotators() == ["ana", "ben", "cleo", "dora"]
    assert len(workspace.articles()) == len(workspace.ids) == 6
    assert workspace.problems == ()


def test_commands_print_the_same_and_write_nothing(tmp_path: Path) -> None:
    workspace = copied(tmp_path)
    assert told(workspace) == {name: content.decode() for name, content in files(OUTPUTS).items()}
    assert files(workspace) == files(WORKSPACE)  # as nothing was to be written


def test_exports_are_the_same(tmp_path: Path) -> None:
    _assert_equal(exported(copied(tmp_path)), files(EXPORTS))


def test_what_is_read_back_is_the_same(tmp_path: Path) -> None:
    _assert_equal(round_trips(tmp_path), files(ROUND_TRIPS))


def test_the_same_commands_record_the_same(tmp_path: Path) -> None:
    _assert_same(build_shortly(tmp_path) / "annotations", SHORT)


@pytest.mark.slow
def test_the_same_commands_and_keys_record_the_same(tmp_path: Path) -> None:
    _assert_same(build(tmp_path), WORKSPACE)


def _assert_same(made: Path, recorded: Path) -> None:
    found, before = ({name: each for name, each in files(of).items() if PENDING not in name} for of in (made, recorded))
    _assert_equal(found, before)


def _assert_equal(found: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    assert found.keys() == before.keys()
    for name, content in found.items():
        assert content.decode() == before[name].decode(), name
