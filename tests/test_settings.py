"""Settings: what is wrong costs itself and nothing else, and what a person wrote stays."""

from contextlib import suppress
from pathlib import Path

import pytest

from newsread.errors import NewsreadError
from newsread.settings import Settings, SettingsFile, read_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def write(path: Path, text: str) -> SettingsFile:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_without_a_file_all_is_as_declared(path: Path) -> None:
    assert read_settings(path) == SettingsFile(path, Settings())
    assert not path.parent.exists()


def test_what_stands_in_the_file_holds(path: Path) -> None:
    read = write(path, 'annotator = "Ana"\nentities = false\n')
    assert read.settings == Settings(annotator="Ana", entities=False)
    assert read.problems == ()


def test_an_unknown_name_is_named_with_those_that_exist(path: Path) -> None:
    read = write(path, 'anotator = "Ana"\ntheme = "newsread-light"\n')
    assert read.settings == Settings(theme="newsread-light")
    [problem] = read.problems
    assert "'anotator'" in problem
    assert "annotator, theme, entities" in problem
    assert str(path) in problem


@pytest.mark.parametrize("wrong", ["entities = 1", 'entities = "yes"', "theme = true", "annotator = 3", "theme = []"])
def test_a_value_of_the_wrong_kind_is_left_out(wrong: str, path: Path) -> None:
    read = write(path, wrong)
    assert read.settings == Settings()
    [problem] = read.problems
    assert wrong.split(maxsplit=1)[0] in problem


@pytest.mark.parametrize("broken", [b"theme = ", b"\xff\xfe", b'theme = "a"\ntheme = "b"'])
def test_a_broken_file_costs_its_settings_and_is_never_overwritten(broken: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(broken)
    read = read_settings(path)
    assert read.settings == Settings()
    [problem] = read.problems
    assert str(path) in problem
    with pytest.raises(NewsreadError, match="could not be written"):
        read.change("theme", "newsread-light")
    assert path.read_bytes() == broken


DEEP = 3_000
TOO_DEEP = [
    f"theme = {'[' * DEEP}{']' * DEEP}",
    f"keys = {'{a = ' * DEEP}1{'}' * DEEP}",
    f"{'.'.join('a' * DEEP)} = 1",
    f"[{'.'.join('a' * DEEP)}]\nb = 1",
]


@pytest.mark.parametrize("deep", TOO_DEEP, ids=["lists", "tables", "keys", "headings"])
def test_what_lies_too_deep_costs_a_sentence_and_is_never_overwritten(deep: str, path: Path) -> None:
    read = write(path, deep)
    assert read.settings == Settings()
    [problem] = read.problems
    assert str(path) in problem
    assert len(problem) < 600
    with suppress(NewsreadError):
        read.change("theme", "newsread-light")
    assert deep in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("deep", [20, 90, 150, 400])
def test_a_value_that_can_be_read_is_named_however_deep_it_is(deep: int, path: Path) -> None:
    read = write(path, f"theme = {'[' * deep}{']' * deep}\nentities = false\n")
    [problem] = read.problems
    assert "theme" in problem or str(path) in problem
    assert len(problem) < 600


def test_a_change_is_kept(path: Path) -> None:
    changed = read_settings(path).change("annotator", "Ana").change("entities", False)
    assert changed.settings == read_settings(path).settings == Settings(annotator="Ana", entities=False)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_change_keeps_comments_and_what_it_does_not_know(path: Path) -> None:
    written = '# mine\ntheme = "newsread-dark"  # at night\n\n[later]\nkey = 1\n'
    changed = write(path, written).change("theme", "newsread-light")
    assert path.read_text(encoding="utf-8") == written.replace("-dark", "-light")
    assert changed.settings.theme == "newsread-light"


def test_a_new_setting_holds_in_a_file_that_ends_in_a_table(path: Path) -> None:
    changed = write(path, "[later]\nkey = 1\n").change("annotator", "Ana")
    assert changed.settings.annotator == "Ana"


def test_a_file_that_cannot_be_written_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    unwritable = SettingsFile(tmp_path / "config" / "settings.toml", Settings())
    with pytest.raises(NewsreadError, match="could not be written") as caught:
        unwritable.change("theme", "newsread-light")
    assert str(unwritable.path) in str(caught.value)
