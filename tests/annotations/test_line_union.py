"""What git makes of two versions of a file of tags with `merge=union` has all records of both."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from newsread.annotations.ids import new_id
from newsread.annotations.store.line_union import joined
from newsread.annotations.store.record_tables import versions
from newsread.annotations.store.storage import RecordStorage

HEAD = '{\n"newsread": {\n "1": {"schema": 1, "article": "flood.txt", "annotator": "ana"}\n},\n"_default": {\n'
END = "\n}\n}\n"
ONE, TWO, THREE, FOUR = (str(new_id().int) for _ in range(4))


def record(key: str, note: str = "") -> str:
    return f'"{key}": {json.dumps({"note": note or key})}'


def union(*parts: Sequence[str]) -> bytes:
    """Return a file in which the lines of each part stand as a file of its own would have them."""
    return (HEAD + "\n".join(" " + "\n,".join(part) for part in parts) + END).encode()


def storage_of(path: Path, content: bytes) -> RecordStorage:
    path.write_bytes(content)
    return RecordStorage(path, "flood.txt", "ana")


def test_a_union_of_two_new_files_has_the_records_of_both_and_is_not_damaged(tmp_path: Path) -> None:
    storage = storage_of(tmp_path / "f.json", union([record(ONE), record(THREE)], [record(TWO), record(FOUR)]))
    tables = storage.read()
    assert tables is not None
    assert [*tables["_default"]] == [ONE, TWO, THREE, FOUR]
    assert storage.fault is None


def test_what_stands_twice_counts_once(tmp_path: Path) -> None:
    storage = storage_of(tmp_path / "f.json", union([record(ONE), record(TWO)], [record(TWO), record(THREE)]))
    tables = storage.read()
    assert tables is not None
    assert [*tables["_default"]] == [ONE, TWO, THREE]
    assert storage.fault is None


def test_different_records_with_one_id_are_all_kept(tmp_path: Path) -> None:
    tables = storage_of(tmp_path / "f.json", union([record(ONE, "left")], [record(ONE, "right")])).read()
    assert tables is not None
    assert {each["note"] for each in versions(tables)[ONE]} == {"left", "right"}


def test_the_next_save_brings_the_lines_into_order(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(union([record(ONE)], [record(TWO)]))
    with TinyDB(path, "flood.txt", "ana", storage=RecordStorage) as database:
        database.insert(Document({"note": "new"}, int(THREE)))
    assert path.read_bytes() == union([record(ONE), record(TWO), record(THREE, "new")])
    assert [each.name for each in tmp_path.iterdir()] == ["f.json"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_table_may_stand_there_twice(newline: str) -> None:
    text = union([record(ONE)]).decode().removesuffix("}\n") + union([record(TWO)]).decode().partition("},\n")[2]
    tables = joined(text.replace("\n", newline).encode())
    assert tables is not None
    assert [*tables["_default"]] == [ONE, TWO]


WHOLE = union([record(ONE), record(TWO)], [record(THREE), record(FOUR)])


@pytest.mark.parametrize(
    "damaged",
    [
        WHOLE.removesuffix(b"}\n"),
        WHOLE[: WHOLE.index(b"\n,")] + b"\n",
        WHOLE.replace(f" {record(ONE)}\n".encode(), b""),
        WHOLE.replace(b'"note": "', b'"note": ', 1),
        WHOLE.replace(b"\n,", b"\n<<<<<<< HEAD\n,", 1),
        WHOLE.replace(ONE.encode(), b"7", 1),
        WHOLE.replace(b'"schema"', b'"schema\xff"', 1),
    ],
    ids=["no end", "cut off", "first line missing", "half a record", "a conflict", "no id", "not UTF-8"],
)
def test_where_something_may_be_lost_the_file_is_damaged(tmp_path: Path, damaged: bytes) -> None:
    assert joined(damaged) is None
    storage = storage_of(tmp_path / "f.json", damaged)
    storage.read()
    assert storage.fault


def test_no_part_of_such_a_file_passes_for_the_whole() -> None:
    lines = WHOLE.splitlines(keepends=True)
    assert not any(joined(b"".join(lines[:number])) for number in range(len(lines)))
