"""`newsread verify` and `newsread repair`, from outside."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.annotations.disk import long_after
from tests.person import MOSCOW_TIMES, Person, one_sentence

KYIV = "003_cbc7281236b936f0.txt"


@pytest.fixture
def tagged(newcomer: Person) -> Person:
    """Return someone in whose workspace ana and bea have tagged."""
    newcomer.succeeds("tag", MOSCOW_TIMES, "10", "30", "verified", "--as", "ana")
    newcomer.succeeds("tag", MOSCOW_TIMES, "40", "50", "disputed", "--as", "ana")
    newcomer.succeeds("tag", KYIV, "10", "30", "disputed", "--as", "bea")
    return newcomer


def everything(person: Person) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in person.annotations.rglob("*") if path.is_file()}


def problems(person: Person) -> Iterator[dict[str, Any]]:
    ended = person.run("verify", "--json")
    assert (ended.status, ended.err) == (1, "")
    yield from json.loads(ended.out)["problems"]


def test_a_sound_workspace_is_told_in_one_line(tagged: Person) -> None:
    assert tagged.succeeds("verify") == "3 records in 2 files of 2 annotators are sound.\n"
    assert tagged.succeeds("verify", tagged.articles / KYIV) == "1 record in 1 file of 1 annotator is sound.\n"


def test_a_workspace_without_tags_has_nothing_to_verify(newcomer: Person) -> None:
    assert newcomer.succeeds("verify") == "Nothing has been recorded here yet.\n"
    assert newcomer.succeeds("repair") == "There is nothing to mend.\n"
    assert not newcomer.annotations.exists()


def test_verify_writes_nothing(tagged: Person) -> None:
    tagged.file_of("ana").write_bytes(b"torn")
    before = everything(tagged)
    assert tagged.run("verify").status == 1
    assert everything(tagged) == before


def test_json_tells_counts_problems_and_remarks(tagged: Person) -> None:
    path = tagged.file_of("ana")
    path.write_bytes(path.read_bytes() + b"torn")
    leftover = path.with_name(f".{'0' * 16}.tmp")
    leftover.write_bytes(b"")
    ended = tagged.run("verify", "--json")
    told = json.loads(ended.out)
    assert ended.status == 1
    assert (told["records"], told["files"], told["annotators"]) == (3, 2, 2)
    [problem], [remark] = told["problems"], told["remarks"]
    assert (problem["file"], problem["kind"], problem["record"]) == (str(path), "damaged", None)
    assert "newsread repair" in problem["says"]
    assert (remark["file"], remark["kind"]) == (str(leftover), "leftover")


def test_a_remark_is_no_failure(tagged: Person) -> None:
    leftover = tagged.file_of("ana").with_name(f".{'0' * 16}.tmp")
    leftover.write_bytes(b"")
    out = tagged.succeeds("verify")
    assert out.startswith("3 records in 2 files of 2 annotators are sound.\n\nNothing is wrong with these:\n")
    assert str(leftover) in out


def test_a_thousand_problems_are_counted_first_and_grouped_by_file(tagged: Person) -> None:
    path = tagged.file_of("ana")
    content = path.read_bytes()
    broken = "".join(f',"{number}": {{}}\n' for number in range(1000)).encode()
    path.write_bytes(content.removesuffix(b"}\n}\n") + broken + b"}\n}\n")
    long_after(tagged.annotations)
    tagged.file_of("bea", KYIV).write_bytes(b"")
    ended = tagged.run("verify")
    lines = ended.out.splitlines()
    assert (ended.status, ended.err) == (1, "")
    assert lines[:3] == [
        "1,002 records in 2 files of 2 annotators were checked, with 1,001 problems:",
        "       1 × a damaged file",
        "   1,000 × a record that cannot be understood",
    ]
    assert [line for line in lines if line.startswith("/")] == [str(path), str(tagged.file_of("bea", KYIV))]
    assert len(lines) == 3 + 2 * 2 + 1001


def test_what_repair_mends_verify_finds_sound(tagged: Person) -> None:
    before = tagged.records("ana"), tagged.records("bea", KYIV)
    for path in (tagged.file_of("ana"), tagged.file_of("bea", KYIV)):
        path.write_bytes(path.read_bytes() + b'"}}}')
    ended = tagged.run("repair")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.endswith("\n2 files mended. newsread verify shows what is left.\n")
    assert "It was damaged; 2 records could be saved." in ended.out
    assert tagged.succeeds("verify").startswith("3 records in 2 files of 2 annotators are sound.\n")
    assert (tagged.records("ana"), tagged.records("bea", KYIV)) == before
    after = everything(tagged)
    assert tagged.succeeds("repair") == "There is nothing to mend.\n"
    assert everything(tagged) == after


def test_repair_says_what_it_could_not_do(tagged: Person) -> None:
    path = tagged.file_of("ana")
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 99'))
    before = everything(tagged)
    ended = tagged.run("repair")
    assert ended.status == 1
    assert "It was written by a newer version of newsread and is left as it is" in ended.out
    assert ended.out.endswith("\n0 files mended, 1 file not or not wholly. newsread verify shows what is left.\n")
    assert everything(tagged) == before
    [problem] = problems(tagged)
    assert problem["kind"] == "newer version"


def test_what_a_hostile_file_says_reaches_no_terminal(tagged: Person) -> None:
    path = tagged.file_of("ana")
    path.write_bytes(path.read_bytes().replace(b'"annotator": "ana"', b'"annotator": "\\u001b[2J\\u202eana"'))
    path.write_bytes(path.read_bytes().replace(b'"by": "ana"', b'"by": "\\u001b]0;mine\\u0007"'))
    path.with_name("\x1b[31m.txt.json").write_bytes(b"{")
    for command in ("verify", "repair"):
        ended = tagged.run(command)
        assert ended.status == 1
        assert "␛" in ended.out
        assert not set("\x1b\x07\u202e") & set(ended.out + ended.err)


def test_a_path_that_is_none_is_one_sentence(tagged: Person) -> None:
    for command in ("verify", "repair"):
        ended = tagged.run(command, "nowhere")
        assert ended.status == 1
        assert "does not exist" in one_sentence(ended.err)


def test_the_help_of_repair_says_that_it_writes_in_the_folders_of_others(newcomer: Person) -> None:
    assert "This writes in the folders of others, too." in newcomer.succeeds("repair", "--help")
