import json
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tags.disk import FAULTS, bare, break_disk, names
from tinydb import TinyDB, where
from tinydb.table import Document

from newsread.files import replace_file
from newsread.tags.storage import DamagedFile, NewerSchema, RecordStorage

GREAT = 2**90


def storage(path: Path) -> RecordStorage:
    return RecordStorage(path, "001.txt", "ana")


def database(path: Path) -> TinyDB:
    return TinyDB(path, "001.txt", "ana", storage=RecordStorage)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two records."""
    path = tmp_path / "001.txt.json"
    database(path).insert(Document({"note": "first", "evidence": [{"url": "u"}]}, GREAT))
    database(path).insert(Document({"note": "second"}, GREAT + 1))
    return path


def test_a_file_that_does_not_exist_is_an_empty_database_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    assert database(path).all() == []
    assert not path.exists()


def test_a_bare_tinydb_opens_the_file(file: Path) -> None:
    with TinyDB(file) as plain:
        assert [(doc.doc_id, doc["note"]) for doc in plain] == [(GREAT, "first"), (GREAT + 1, "second")]
        assert plain.table("newsread").all() == [{"schema": 1, "article": "001.txt", "annotator": "ana"}]


def test_what_a_bare_tinydb_wrote_is_read_again(file: Path) -> None:
    database(file).all()
    with TinyDB(file) as plain:
        plain.insert(Document({"note": "third"}, GREAT + 2))
    assert [doc["note"] for doc in database(file)] == ["first", "second", "third"]


def test_appending_a_record_adds_one_line_and_changes_no_other(file: Path) -> None:
    before = file.read_text().splitlines()
    database(file).insert(Document({"note": "third"}, GREAT + 2))
    after = file.read_text().splitlines()
    [added] = [line for line in after if line not in before]
    assert added == f',"{GREAT + 2}": {{"note": "third"}}'
    assert [line for line in after if line != added] == before


def test_records_stand_in_the_numeric_order_of_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for number in (10, 9, 100):
        database(path).insert(Document({"n": number}, number))
    assert [doc["n"] for doc in bare(path)] == [9, 10, 100]


any_text = st.text(st.characters() | st.sampled_from("\x00\x1b\x7f\x85\u202e\u2066\u2028\ufeff"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)


@given(documents=st.dictionaries(st.integers(0, 2**128 - 1), st.dictionaries(any_text, values), min_size=1))
def test_any_document_comes_back_and_the_file_is_safe_to_look_at(
    documents: dict[int, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.unlink(missing_ok=True)
    database(path).insert_multiple(Document(doc, number) for number, doc in documents.items())
    assert {doc.doc_id: doc for doc in bare(path)} == documents
    assert {doc.doc_id: json.loads(json.dumps(doc, default=dict)) for doc in database(path)} == documents
    text = path.read_text(encoding="utf-8")
    assert not set(text.replace("\n", "")) & set(map(chr, (*range(32), *range(0x7F, 0xA0), 0x202E, 0x2066)))
    assert len(text.split("\n")) == len(documents) + 8


def test_a_lone_surrogate_can_be_stored(tmp_path: Path) -> None:
    database(tmp_path / "a.json").insert(Document({"note": "\ud800"}, 1))
    assert database(tmp_path / "a.json").all() == [{"note": "\ud800"}]


def test_a_number_that_json_has_not_is_refused_and_nothing_is_written(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ValueError, match="JSON compliant"):
        database(file).insert({"note": float("nan")})
    assert file.read_bytes() == before


def test_documents_that_were_read_cannot_be_changed_in_place(file: Path) -> None:
    with pytest.raises(AttributeError):
        database(file).update({"note": "forged"})
    assert [doc["note"] for doc in bare(file)] == ["first", "second"]


def test_only_the_new_record_is_encoded(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = database(file)
    opened.insert(Document({"note": "third"}, GREAT + 2))
    encoded: list[object] = []
    dumps = json.dumps

    def counted(value: object, **options: Any) -> str:
        encoded.append(value)
        return dumps(value, **options)

    monkeypatch.setattr(json, "dumps", counted)
    opened.insert(Document({"note": "fourth"}, GREAT + 3))
    assert [dict(value) for value in encoded if not isinstance(value, str)] == [{"note": "fourth"}]  # type: ignore[call-overload]  # an encoded document is no text


def test_the_file_is_not_read_again_until_somebody_writes_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = database(file)
    opened.all()
    database(file).insert(Document({"note": "another's"}, GREAT + 2))
    assert len(opened) == 3

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(Path, "open", fail)
    assert len(opened) == 3


def test_a_removed_record_is_gone(file: Path) -> None:
    opened = database(file)
    opened.remove(where("note") == "first")
    assert [doc["note"] for doc in bare(file)] == ["second"]


def test_dropping_all_tables_leaves_a_whole_file(file: Path) -> None:
    database(file).drop_tables()
    assert database(file).all() == []
    with TinyDB(file) as plain:
        assert plain.table("newsread").all()[0]["schema"] == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"_default": {"1": {"a"',
        b'{"newsread": {"1": {"schema": 1}}} trailing',
        b"\xff\xfe",
        b"[]",
        b'{"_default": []}',
        b'{"_default": {"1": 5}}',
        b'{"_default": {"one": {}}}',
        b'{"_default": {"1": {}}}',
        b'{"newsread": {"1": {"schema": "1"}}}',
        b'{"newsread": {"1": {"schema": 1}}, "_default": {"1": {"a": NaN}}}',
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("act", [TinyDB.tables, lambda opened: opened.insert({}), TinyDB.drop_tables])
def test_a_damaged_file_is_reported_and_never_touched(
    content: bytes, act: Callable[[TinyDB], object], tmp_path: Path
) -> None:
    path = tmp_path / "001.txt.json"
    path.write_bytes(content)
    with pytest.raises(DamagedFile) as caught:
        act(database(path))
    assert str(path) in str(caught.value)
    assert "move it aside" in str(caught.value)
    assert path.read_bytes() == content
    assert names(tmp_path) == [path.name]


def test_a_file_of_a_newer_version_is_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"newsread": {"1": {"schema": 2}}, "_default": {"1": {"note": "new"}}}')
    before = path.read_bytes()
    assert database(path).all() == [{"note": "new"}]
    with pytest.raises(NewerSchema, match="newer version"):
        database(path).insert({})
    assert path.read_bytes() == before


def test_the_file_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    database(file).insert({})
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_is_written_through(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(file)
    database(link).insert(Document({"note": "third"}, GREAT + 2))
    assert link.is_symlink()
    assert len(bare(file)) == 3
    assert names(link.parent) == ["link.json"]


@pytest.mark.parametrize("fails", FAULTS)
def test_when_writing_fails_the_old_file_stands_and_nothing_is_left(
    fails: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    opened = database(file)
    opened.all()
    with monkeypatch.context() as patched:
        break_disk(patched, fails)
        with pytest.raises(OSError, match="No space"):
            opened.insert(Document({"note": "third"}, GREAT + 2))
    assert file.read_bytes() == before
    assert names(file.parent) == [file.name]
    assert len(opened) == 2
    opened.insert(Document({"note": "third"}, GREAT + 2))
    assert len(bare(file)) == 3


def test_an_interrupted_write_leaves_nothing_beside(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(file, b"new")
    assert names(file.parent) == [file.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot force a folder to the disk")
def test_file_and_folder_are_forced_to_the_disk_around_the_renaming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    replace = Path.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if S_ISDIR(os.fstat(descriptor).st_mode) else "file")

    def replaced(path: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replaced)
    replace_file(tmp_path / "a.json", b"new")
    assert steps == ["file", "replace", "folder"]
