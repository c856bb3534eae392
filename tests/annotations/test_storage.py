import errno
import json
import os
import re
from json import JSONDecoder
from pathlib import Path
from stat import S_ISDIR
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.disk import FAULTS, bare, break_disk, names
from tinydb import TinyDB, where
from tinydb.table import Document

from newsread.annotations.ids import new_id
from newsread.annotations.store.storage import NewerSchema, RecordStorage
from newsread.atomic_files import replace_file
from newsread.rooted import OutsideRootError

GREAT = 2**90


def storage(path: Path) -> RecordStorage:
    return RecordStorage(path, "001.txt", "ana")


def database(path: Path) -> TinyDB:
    return TinyDB(path, "001.txt", "ana", storage=RecordStorage)


def state(opened: TinyDB) -> RecordStorage:
    """The storage of a database, which says what has become of its file."""
    return cast("RecordStorage", opened.storage)


def copies(path: Path) -> list[Path]:
    """What was kept of a damaged file."""
    return list(path.parent.glob(f"{path.name}.corrupt-*"))


def torn(folder: Path) -> tuple[Path, int, int, int]:
    """A file of three records that was cut in the middle of the third, and their numbers."""
    path = folder / "001.txt.json"
    numbers = new_id().int, new_id().int, new_id().int
    for number, note in zip(numbers, ("first", "second", "third"), strict=True):
        database(path).insert(Document({"note": note}, number))
    path.write_bytes(path.read_bytes()[:-12])
    return path, *numbers


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


@pytest.mark.slow
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


@given(numbers=st.lists(st.integers(1, 2**128 - 1), min_size=1, max_size=12, unique=True), data=st.data())
def test_whoever_adds_records_in_whatever_order_both_see_them_all(
    numbers: list[int], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "both.json"
    path.unlink(missing_ok=True)
    both = [database(path), database(path)]
    for number in numbers:
        writer, reader = data.draw(st.permutations(both))
        writer.insert(Document({"n": str(number)}, number))
        if data.draw(st.booleans()):
            assert reader.all() == writer.all() == database(path).all()
    assert [doc.doc_id for doc in both[0]] == [doc.doc_id for doc in both[1]] == sorted(numbers)
    assert [(doc.doc_id, doc["n"]) for doc in bare(path)] == [(number, str(number)) for number in sorted(numbers)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_only_the_line_that_another_has_written_is_parsed(
    place: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "001.txt.json"
    numbers = [10, 20, 30]
    for number in numbers[:place] + numbers[place + 1 :]:
        database(path).insert(Document({"n": number}, number))
    opened = database(path)
    opened.all()
    database(path).insert(Document({"n": numbers[place]}, numbers[place]))
    parsed: list[str] = []
    decode = JSONDecoder.decode

    def counted(decoder: JSONDecoder, text: str) -> Any:
        parsed.append(text)
        return decode(decoder, text)

    monkeypatch.setattr(JSONDecoder, "decode", counted)
    assert [doc["n"] for doc in opened] == numbers
    assert parsed == [f'{{"{numbers[place]}": {{"n": {numbers[place]}}}}}']


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
        b'{"newsread": {"1": {"schema": 1}}, "_default": {"1": {}, "1": {}}}',
        b'{\n"newsread": {\n "1": {"schema": 1}\n},\n"_default": {\n "1": {}\n,"1": {}\n}\n}\n',
        b'{\n"newsread": {\n "1": {"schema": 1}\n},\n"_default": {\n "1": {"a": {}\n,"2": {}}\n}\n}\n',
        b'{\n"newsread": {\n "1": {"schema": 1}\n},\n"_default": {\n "1": 5\n}\n}\n',
    ],
)
def test_a_damaged_file_is_read_and_kept_beside_when_it_is_written(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "001.txt.json"
    path.write_bytes(content)
    opened = database(path)
    assert opened.all() == []
    assert path.read_bytes() == content
    of = state(opened)
    assert of.damage is not None
    assert of.damage.startswith(f"{path} was damaged (")
    assert of.damage.endswith(
        "): 0 records could be saved; when it is next written, what is there now is kept beside it."
    )
    assert names(tmp_path) == [path.name]
    opened.insert(Document({"note": "first"}, GREAT))
    assert of.damage is None
    assert bare(path) == [{"note": "first"}]
    [kept] = copies(path)
    assert re.fullmatch(r"001\.txt\.json\.corrupt-\d{8}T\d{6}Z", kept.name)
    assert kept.read_bytes() == content
    assert names(tmp_path) == [path.name, kept.name]


def test_a_record_that_is_nested_too_deeply_is_damage_and_the_others_are_read(tmp_path: Path) -> None:
    file = tmp_path / "001.txt.json"
    for note in ("first", "second"):
        database(file).insert(Document({"note": note}, new_id().int))
    deep = '{"a": ' * 900 + "1" + "}" * 900
    line = f',"{new_id().int}": {{"note": {deep}}}\n'
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace("\n}\n}\n", f"\n{line}}}\n}}\n"), encoding="utf-8")
    opened = database(file)
    assert [document["note"] for document in opened] == ["first", "second"]
    assert "nested more than 64 levels deep" in (state(opened).damage or "")
    opened.insert(Document({"note": "third"}, new_id().int))
    assert [document["note"] for document in bare(file)] == ["first", "second", "third"]
    assert deep in copies(file)[0].read_text(encoding="utf-8")


def test_what_is_salvaged_is_in_the_file_after_the_next_write(tmp_path: Path) -> None:
    path, first, second, third = torn(tmp_path)
    opened = database(path)
    assert [doc.doc_id for doc in opened] == [first, second]
    assert "2 records could be saved" in str(state(opened).damage)
    opened.insert(Document({"note": "third"}, third))
    assert [(doc.doc_id, doc["note"]) for doc in bare(path)] == [(first, "first"), (second, "second"), (third, "third")]
    assert [doc.doc_id for doc in database(path)] == [first, second, third]


def test_no_copy_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "001.txt.json"
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        opened = database(path)
        opened.insert(Document({}, GREAT))
    assert sorted(copy.read_bytes() for copy in copies(path)) == [b"1", b"2", b"3"]


def test_a_file_that_is_torn_while_it_is_open_is_salvaged(tmp_path: Path) -> None:
    path, first, second, _ = torn(tmp_path)
    content = path.read_bytes()
    path.unlink()
    opened = database(path)
    opened.insert(Document({"note": "first"}, first))
    path.write_bytes(content)
    assert [doc.doc_id for doc in opened] == [first, second]
    assert state(opened).damage is not None


def test_records_that_contradict_each_other_are_both_kept_and_a_bare_tinydb_opens_them(tmp_path: Path) -> None:
    path = tmp_path / "001.txt.json"
    number = new_id().int
    database(path).insert(Document({"note": "ours"}, number))
    line = f'"{number}": {{"note": "ours"}}'
    conflict = f"<<<<<<< HEAD\n {line}\n=======\n {line.replace('ours', 'theirs')}\n>>>>>>> ana"
    path.write_text(path.read_text().replace(f" {line}", conflict))
    opened = database(path)
    assert "(git has marked a conflict in it): 2 records could be saved" in str(state(opened).damage)
    last = new_id().int
    opened.insert(Document({"note": "last"}, last))
    assert bare(path) == [{"note": "ours"}, {"note": "last"}]
    with TinyDB(path) as plain:
        [variant] = plain.table("variants").all()
        assert (variant.doc_id, variant) == (number, {"others": [{"note": "theirs"}]})
        plain.insert(Document({"note": "by TinyDB"}, last + 1))
    again = database(path)
    assert state(again).damage is None
    assert [doc["note"] for doc in again] == ["ours", "last", "by TinyDB"]
    assert again.table("variants").all() == [{"others": ({"note": "theirs"},)}]


def test_a_torn_file_of_a_newer_version_is_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "001.txt.json"
    number = new_id().int
    path.write_text(f'{{"newsread": {{"1": {{"schema": 2}}}}, "_default": {{"{number}": {{"note": "new"}}, "12')
    before = path.read_bytes()
    opened = database(path)
    assert opened.all() == [{"note": "new"}]
    assert state(opened).is_newer
    assert str(state(opened).damage).endswith("1 record could be saved.")
    with pytest.raises(NewerSchema):
        opened.insert({})
    assert path.read_bytes() == before
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


def test_a_symbolic_link_in_the_same_folder_is_written_through_and_one_that_leads_out_is_not(
    file: Path, tmp_path: Path
) -> None:
    link, out = tmp_path / "link.json", tmp_path / "elsewhere" / "link.json"
    out.parent.mkdir()
    for each in (link, out):
        each.symlink_to(file)
    database(link).insert(Document({"note": "third"}, GREAT + 2))
    with pytest.raises(OutsideRootError):
        database(out).insert(Document({"note": "fourth"}, GREAT + 3))
    assert link.is_symlink()
    assert len(bare(file)) == 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("fails", FAULTS)
def test_when_writing_fails_the_old_file_stands_and_nothing_is_left(
    fails: str, number: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    opened = database(file)
    opened.all()
    with monkeypatch.context() as patched:
        break_disk(patched, fails, number)
        with pytest.raises(OSError, match=re.escape(os.strerror(number))):
            opened.insert(Document({"note": "third"}, GREAT + 2))
    assert file.read_bytes() == before
    assert names(file.parent) == [file.name]
    assert len(opened) == 2
    opened.insert(Document({"note": "third"}, GREAT + 2))
    assert len(bare(file)) == 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(
    ("fails", "nth"), [(fails, nth) for nth in (1, 2) for fails in FAULTS if (fails, nth) != ("replace", 2)]
)
def test_when_writing_over_a_damaged_file_fails_it_stands_and_nothing_is_left(
    fails: str, nth: int, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, first, second, third = torn(tmp_path)
    before = path.read_bytes()
    opened = database(path)
    opened.all()
    with monkeypatch.context() as patched:
        break_disk(patched, fails, number, nth=nth)
        with pytest.raises(OSError, match=re.escape(os.strerror(number))):
            opened.insert(Document({"note": "third"}, third))
    assert path.read_bytes() == before
    assert names(tmp_path) == [path.name]
    assert state(opened).damage is not None
    assert copies(path) == []
    opened.insert(Document({"note": "third"}, third))
    assert [doc.doc_id for doc in bare(path)] == [first, second, third]
    assert len(copies(path)) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot force a folder to the disk")
def test_a_copy_that_is_the_last_of_the_original_is_never_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, first, second, third = torn(tmp_path)
    before = path.read_bytes()
    opened = database(path)
    replaced = False
    replace, fsync = os.replace, os.fsync

    def replacing(source: str, target: str, **options: Any) -> None:
        nonlocal replaced
        replaced = True
        replace(source, target, **options)

    def failing(descriptor: int) -> None:
        if replaced:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replacing)
        patched.setattr(os, "fsync", failing)
        with pytest.raises(OSError, match=re.escape(os.strerror(errno.EIO))):
            opened.insert(Document({"note": "third"}, third))
    assert [doc.doc_id for doc in bare(path)] == [first, second, third]
    [copy] = tmp_path.glob("*.corrupt-*")
    assert copy.read_bytes() == before


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
    replace = os.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if S_ISDIR(os.fstat(descriptor).st_mode) else "file")

    def replaced(source: str, target: str, **options: Any) -> None:
        steps.append("replace")
        replace(source, target, **options)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replaced)
    replace_file(tmp_path / "a.json", b"new")
    assert steps == ["file", "replace", "folder"]
