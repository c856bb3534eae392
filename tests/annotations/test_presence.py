"""A folder of annotations that went away is not made again, and is known when it is back."""

from pathlib import Path
from shutil import copytree

import pytest
from tests.annotations.saying import FIRST, SECOND, Reader

from newsread.annotations.records import Record, Verdict
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.presence import Gone, Presence
from newsread.rooted import Root


def record(span: tuple[int, int] = FIRST) -> Record:
    made = Reader().tag(span, Verdict.VERIFIED)
    assert made
    return made


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspace = tmp_path / "event"
    (workspace / "seeds").mkdir(parents=True)
    return workspace


@pytest.fixture
def journal(workspace: Path) -> Journal:
    journal = Journal(workspace / "annotations", "ana")
    journal.append("001.txt", record())
    return journal


def test_in_a_new_workspace_the_folder_is_made(workspace: Path, journal: Journal) -> None:
    assert len(journal.records("001.txt")) == 1
    assert (workspace / "annotations" / "ana").is_dir()


@pytest.mark.parametrize("inside", ["annotations", "."])
def test_what_went_away_is_not_made_again(workspace: Path, journal: Journal, inside: str) -> None:
    folder = workspace / inside
    away = folder.parent.parent / "away"
    folder.rename(away)
    with pytest.raises(Gone, match="is gone: the folder was moved or its drive is not mounted") as caught:
        journal.append("001.txt", record(SECOND))
    assert str(caught.value).startswith(str(folder))
    assert not folder.exists()
    away.rename(folder)
    journal.append("001.txt", record(SECOND))
    assert len(journal.records("001.txt")) == 2


@pytest.mark.parametrize("left_behind", [(), ("annotations/ana",)])
def test_the_folder_on_which_a_drive_was_mounted_is_not_the_workspace(
    workspace: Path, journal: Journal, left_behind: tuple[str, ...]
) -> None:
    away = workspace.with_name("away")
    workspace.rename(away)
    workspace.mkdir()
    for each in left_behind:
        (workspace / each).mkdir(parents=True)
    with pytest.raises(Gone, match="is gone"):
        journal.append("001.txt", record(SECOND))
    assert not any(path.is_file() for path in workspace.rglob("*"))
    copytree(away, workspace, dirs_exist_ok=True)
    journal.append("001.txt", record(SECOND))
    assert len(journal.records("001.txt")) == 2


def test_a_folder_that_was_never_there_is_not_made_where_the_workspace_has_gone(workspace: Path) -> None:
    presence = Presence(Root(workspace / "annotations"))
    workspace.rename(workspace.with_name("away"))
    workspace.mkdir()
    with pytest.raises(Gone, match="event is gone"):
        presence.make()
    assert list(workspace.iterdir()) == []
