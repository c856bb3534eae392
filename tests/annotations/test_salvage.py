import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader
from tinydb import TinyDB
from tinydb.table import Document

from newsread.annotations.ids import new_id
from newsread.annotations.records import Verdict, to_json
from newsread.annotations.store.record_tables import Tables, versions
from newsread.annotations.store.salvage import salvage
from newsread.annotations.store.storage import RecordStorage

HEAD = {"schema": 1, "article": "001.txt", "annotator": "ana"}


def written(path: Path, documents: Mapping[str, Any]) -> bytes:
    """The bytes of a file of these documents, as this program writes it."""
    path.unlink(missing_ok=True)
    database = TinyDB(path, "001.txt", "ana", storage=RecordStorage)
    database.insert_multiple(Document(document, int(key)) for key, document in documents.items())
    return path.read_bytes()


def plain(value: object) -> Any:
    """The value in dicts and lists."""
    return json.loads(json.dumps(value, default=dict))


def saved(content: bytes) -> dict[str, list[Any]]:
    """What is salvaged: the documents of each id."""
    return {key: plain(documents) for key, documents in versions(salvage(content)).items()}


def once(documents: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {key: [plain(document)] for key, document in documents.items()}


def some_records() -> dict[str, Any]:
    ana = Reader()
    ana.tag(FIRST, Verdict.DISPUTED, note='“Two” — Київ says {one}, "123": {"a": 1}\u2028\x1b[31m')
    ana.tag(SECOND, Verdict.VERIFIED, note="yes")
    ana.tag(THIRD, Verdict.UNVERIFIABLE)
    ana.undo()
    return {str(record.id.int): to_json(record) for record in ana.records}


RECORDS = some_records()
ONE_LINE = json.dumps({"newsread": {"1": HEAD}, "_default": RECORDS}).encode()
KEYS = list(RECORDS)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole file."""
    return written(tmp_path_factory.mktemp("whole") / "001.txt.json", RECORDS)


ids = st.builds(lambda: str(new_id().int))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.text(alphabet='"\\{}:,\n 1\ud800é'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(documents=st.dictionaries(ids, st.dictionaries(st.text(), values), min_size=1))
def test_of_a_whole_file_everything_is_saved(
    documents: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = written(tmp_path_factory.getbasetemp() / "whole.json", documents)
    assert saved(content) == once(documents)
    assert salvage(content)["newsread"] == {"1": HEAD}
    assert saved(content + b"leftovers") == once(documents)
    assert saved(b"damage\n" + content) == once(documents)
    assert saved(b"damage " + json.dumps({"_default": documents}).encode()) == once(documents)
    assert saved(json.dumps({"_default": documents}, indent=4).encode() + b"}") == once(documents)


def test_a_file_cut_at_any_byte_keeps_every_record_whose_line_is_complete(content: bytes) -> None:
    ends = {key: content.index(f'"{key}": '.encode()) for key in KEYS}
    ends = {key: content.index(b"\n", start) for key, start in ends.items()}
    for cut in range(len(content)):
        assert saved(content[:cut]) == once({key: RECORDS[key] for key in KEYS if ends[key] <= cut})


def test_tinydbs_one_line_cut_at_any_byte_keeps_every_record_that_is_complete() -> None:
    starts = [ONE_LINE.index(f'"{key}": '.encode()) for key in KEYS]
    ends = [*(start - len(", ") for start in starts[1:]), len(ONE_LINE) - len("}}")]
    for cut in range(len(ONE_LINE)):
        assert saved(ONE_LINE[:cut]) == once(
            {key: RECORDS[key] for key, end in zip(KEYS, ends, strict=True) if end <= cut}
        )


@pytest.mark.parametrize("in_one_line", [False, True])
def test_leftovers_of_an_older_content_add_nothing(content: bytes, in_one_line: bool) -> None:
    whole = ONE_LINE if in_one_line else content
    for start in range(len(whole)):
        assert saved(whole + whole[start:]) == once(RECORDS)


def untouched(content: bytes, start: int, end: int) -> dict[str, Any]:
    """The records whose lines, with the line breaks around them, lie outside of this half-open span of bytes."""
    breaks = [position for position, byte in enumerate(content) if byte == ord("\n")]
    lines = [content[first + 2 : last] for first, last in pairwise(breaks) if last < start or end <= first]
    return {key: RECORDS[key] for key in KEYS if any(line.startswith(f'"{key}"'.encode()) for line in lines)}


@given(data=st.data(), garbage=st.binary() | st.text(alphabet='{}[]",:\\1 \n', max_size=20).map(str.encode))
def test_whatever_happens_in_one_place_the_lines_outside_of_it_are_saved_as_they_were(
    content: bytes, data: st.DataObject, garbage: bytes
) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 40, len(content))) | st.integers(start, len(content)))
    found = saved(content[:start] + garbage + content[end:])
    for key, document in once(untouched(content, start, end)).items():
        assert document[0] in found[key]


holes = st.sampled_from([b"\x00", b"\xff", b"\x01", b"\xc3\x28"])


@given(data=st.data(), hole=holes, in_one_line=st.booleans(), inserted=st.booleans())
def test_nothing_is_saved_that_was_not_there(
    content: bytes, data: st.DataObject, hole: bytes, in_one_line: bool, inserted: bool
) -> None:
    damaged = ONE_LINE if in_one_line else content
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        length = data.draw(st.integers(1, 30))
        damaged = damaged[:start] + hole * length + damaged[start if inserted else start + length :]
    cut = data.draw(st.integers(0, len(damaged)))
    damaged = damaged[data.draw(st.integers(0, cut)) : cut]
    there = once(RECORDS)
    for key, documents in saved(damaged).items():
        assert documents == there[key]


def test_a_byte_that_is_not_utf_8_costs_only_the_record_it_is_in(content: bytes) -> None:
    for whole in (content, json.dumps({"_default": RECORDS}, ensure_ascii=False).encode()):
        damaged = whole.replace(b'"yes"', b'"\xffyes"')
        assert damaged != whole
        assert saved(damaged) == once({key: RECORDS[key] for key in KEYS if key != KEYS[1]})


def test_a_byte_that_is_not_utf_8_outside_of_the_records_costs_nothing(content: bytes) -> None:
    assert saved(content.replace(b'"001.txt"', b'"\xff"')) == once(RECORDS)
    assert "newsread" not in salvage(content.replace(b'"001.txt"', b'"\xff"'))


@pytest.mark.parametrize("form", ['{{"_default": {{{}', '{{\n"_default": {{\n {}', '"_default": {{{}'])
def test_nothing_from_inside_a_record_is_saved_as_one(form: str) -> None:
    outer, inner, last = (str(new_id().int) for _ in range(3))
    broken = f'"{outer}": {{"extra": {{"{inner}": {{"forged": 1}}}}, "note": "cu'
    assert saved(form.format(broken).encode()) == {}
    assert saved(form.format(f'{broken}\x00t"}}, "{last}": {{"note": "true"}}').encode()) == {last: [{"note": "true"}]}
    note = json.dumps({outer: {"note": json.dumps({inner: {"forged": 1}})}})
    assert saved(form.format(note[1:-3]).encode()) == {}
    assert saved(note[note.index("forged") - 60 :].encode()) == {}


@pytest.mark.parametrize(
    "record",
    [
        '"1": {"note": "x"}',
        f'"{2**127}": {{"note": "x"}}',
        f'"{"9" * 39}": {{"note": "x"}}',
        f'"0{KEYS[0]}": {{"note": "x"}}',
        f'"{KEYS[0]}": 5',
        f'"{KEYS[0]}": [{{}}]',
        f'"{KEYS[0]}": {{"note": NaN}}',
        f'"{KEYS[0]}": {{"note": "x", "note": "y"}}',
        f'"{KEYS[0]}": {"[" * 100_000}',
        f'"{KEYS[0]}": {{"a": {"[" * 100_000}',
    ],
    ids=range(10),
)
@pytest.mark.parametrize("form", ['{{"_default": {{{}}}}}', '{{"_default": {{{}', '{{\n"_default": {{\n {}\n}}\n'])
def test_what_is_no_record_is_not_saved(record: str, form: str) -> None:
    assert salvage(form.format(record).encode()) == {}


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\x00" * 4096, b"[]", b"5", b"null", b"{}", b"\xff\xfe{\x00", b'"\\' * 99]
)
def test_where_nothing_is_there_is_nothing_to_save(content: bytes) -> None:
    assert salvage(content) == {}


def test_both_sides_of_a_conflict_are_kept(content: bytes) -> None:
    yes = next(line for line in content.split(b"\n") if b'"yes"' in line)
    conflict = b"<<<<<<< HEAD\n%b\n=======\n%b\n>>>>>>> theirs" % (yes, yes.replace(b'"yes"', b'"no"'))
    found = salvage(content.replace(yes, conflict))
    assert plain(found["_default"]) == plain(RECORDS) | {KEYS[1]: RECORDS[KEYS[1]] | {"note": "no"}}
    assert plain(found["variants"]) == {KEYS[1]: {"others": [RECORDS[KEYS[1]]]}}


def test_the_variants_of_a_torn_file_are_variants_again(tmp_path: Path) -> None:
    key = KEYS[0]
    tables: Tables = {
        "newsread": {"1": HEAD},
        "_default": {key: {"n": 1}},
        "variants": {key: {"others": [{"n": 2}, {"n": 3}]}},
    }
    path = tmp_path / "001.txt.json"
    RecordStorage(path, "001.txt", "ana").write(tables)
    assert plain(salvage(path.read_bytes()[:-1] + b"\x00")) == tables
    assert plain(salvage(json.dumps(tables).encode()[:-1])) == tables
    assert plain(salvage(json.dumps(tables).encode())) == tables


def test_of_two_heads_the_newer_schema_counts() -> None:
    heads = [b'"newsread": {\n "1": {"schema": %d}\n}' % schema for schema in (1, 2, 1)]
    assert salvage(b"{\n" + b"\n".join(heads)) == {"newsread": {"1": {"schema": 2}}}
