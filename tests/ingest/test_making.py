"""A new workspace, and what it holds for a team that shares it by git."""

from pathlib import Path

import pytest

from newsread.ingest.new_workspace import make_workspace

LINES = {".gitattributes": "annotations/** merge=union", ".gitignore": "annotations/*/.pending/"}


@pytest.mark.parametrize(("name", "line"), LINES.items())
def test_a_workspace_has_the_line_that_git_needs(tmp_path: Path, name: str, line: str) -> None:
    make_workspace(tmp_path / "event")
    assert (tmp_path / "event" / name).read_text() == f"{line}\n"


@pytest.mark.parametrize(("name", "line"), LINES.items())
@pytest.mark.parametrize("before", ["*.pdf binary\n", "*.pdf binary", "*.pdf binary\r\n"])
def test_what_stands_in_such_a_file_stays(tmp_path: Path, name: str, line: str, before: str) -> None:
    (tmp_path / name).write_text(before, newline="")
    make_workspace(tmp_path)
    content = (tmp_path / name).read_bytes().decode()
    assert content.startswith(before)
    assert content.splitlines() == ["*.pdf binary", line]


@pytest.mark.parametrize(("name", "line"), LINES.items())
def test_a_line_that_is_there_is_not_added_again(tmp_path: Path, name: str, line: str) -> None:
    (tmp_path / name).write_text(f"{line}\n*.pdf binary\n")
    make_workspace(tmp_path)
    assert (tmp_path / name).read_text() == f"{line}\n*.pdf binary\n"
