import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.annotations.disk import FAULTS, bare, break_disk, long_after, names
from tests.annotations.saying import FIRST, SECOND, Reader

from newsread.annotations.ids import new_id
from newsread.annotations.records import Record, Verdict
from newsread.annotations.state import fold
from newsread.annotations.store.journal import Journal, NotSaved, annotators
from newsread.errors import NewsreadError
from newsread.rooted import Root


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "annotations", "ana")


def record(span: tuple[int, int] = FIRST, verdict: Verdict = Verdict.VERIFIED) -> Record:
    made = Reader().tag(span, verdict)
    assert made is not None
    return made


def test_what_was_appended_is_read_by_another_journal(journal: Journal, tmp_path: Path) -> None:
    first, second = record(), record(SECOND)
    journal.append("001.txt", first)
    journal.append("001.txt", second)
    again = Journal(tmp_path / "annotations", "ana")
    assert again.records("001.txt") == journal.records("001.txt") == (first, second)


def test_a_bare_tinydb_opens_the_file(journal: Journal, tmp_path: Path) -> None:
    appended = record()
    journal.append("day/001.txt", appended)
    [document] = bare(tmp_path / "annotations" / "ana" / "day" / "001.txt.json")
    assert (document.doc_id, document["verdict"]) == (appended.id.int, "verified")


def test_reading_writes_nothing(journal: Journal, tmp_path: Path) -> None:
    assert journal.records("001.txt") == ()
    assert journal.articles() == []
    assert journal.all_records() == ()
    assert names(tmp_path) == []


def test_what_another_process_appended_is_seen(journal: Journal, tmp_path: Path) -> None:
    journal.append("001.txt", record())
    Journal(tmp_path / "annotations", "ana").append("001.txt", record())
    assert len(journal.records("001.txt")) == 2
    journal.append("001.txt", record())
    assert len(journal.records("001.txt")) == 3


def test_the_articles_are_those_with_a_file(journal: Journal, tmp_path: Path) -> None:
    for article in ("b.txt", "day/a.md"):
        journal.append(article, replace(record(), article=article))
    folder = tmp_path / "annotations" / "ana"
    for other in ("workspace.json", "notes.txt", ".hidden.json", "b.txt.json.corrupt-1"):
        (folder / other).write_text("{}")
    assert journal.articles() == ["b.txt", "day/a.md"]
    assert [read.article for read in journal.all_records()] == ["b.txt", "day/a.md"]


@pytest.mark.parametrize("article", ["", "/etc/passwd", "../001.txt", "a/../../b"])
def test_an_id_that_leads_out_of_the_folder_is_refused(article: str, journal: Journal) -> None:
    with pytest.raises(NewsreadError, match="not the id of an article"):
        journal.append(article, record())


def test_a_record_is_appended_once(journal: Journal) -> None:
    appended = record()
    journal.append("001.txt", appended)
    journal.append("001.txt", appended)  # as after a try of which only the last step failed
    assert journal.records("001.txt") == (appended,)


def test_another_record_never_takes_the_place_of_one_with_its_id(journal: Journal) -> None:
    appended = record()
    journal.append("001.txt", appended)
    with pytest.raises(NotSaved, match="already exists"):
        journal.append("001.txt", replace(appended, note="other"))
    assert journal.records("001.txt") == (appended,)


def test_a_record_that_cannot_be_understood_hides_no_other_and_is_kept(journal: Journal) -> None:
    first = record()
    journal.append("001.txt", first)
    damaged = new_id().int
    bad = {"action": "sing", "future": [1]}
    file = journal.file("001.txt")
    content = json.loads(file.read_text())
    content["_default"][str(damaged)] = bad
    file.write_text(json.dumps(content))
    last = record(SECOND)
    journal.append("001.txt", last)
    assert journal.records("001.txt") == (first, last)
    [problem] = journal.problems["001.txt"]
    assert "has no claim" in problem
    assert bad in bare(file)


def test_a_number_that_is_no_id_is_a_problem(journal: Journal) -> None:
    journal.append("001.txt", record())
    content = json.loads(journal.file("001.txt").read_text())
    content["_default"] |= {"1": {}, "9" * 50: {}}
    journal.file("001.txt").write_text(json.dumps(content))
    assert len(journal.records("001.txt")) == 1
    assert len(journal.problems["001.txt"]) == 2


def test_what_can_be_saved_of_a_damaged_file_is_read_and_the_next_record_mends_it(
    journal: Journal, tmp_path: Path
) -> None:
    first, second = record(), record(SECOND)
    journal.append("001.txt", first)
    journal.append("001.txt", second)
    journal.append("002.txt", record())
    file = journal.file("001.txt")
    torn = file.read_bytes()[:-20]
    file.write_bytes(torn)
    long_after(tmp_path)
    assert journal.records("001.txt") == (first,)
    assert str(file) in journal.problems["001.txt"][0]
    assert len(journal.all_records()) == 2
    assert file.read_bytes() == torn
    third = record()
    assert journal.append("001.txt", third).claim == first.claim
    assert [each.id for each in journal.records("001.txt")] == [first.id, third.id]
    assert "001.txt" not in journal.problems
    [copy] = file.parent.glob("001.txt.json.corrupt-*")
    assert copy.read_bytes() == torn
    assert journal.articles() == ["001.txt", "002.txt"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_write_is_not_saved_and_says_so(fault: str, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append("001.txt", record())
    file = journal.file("001.txt")
    before = file.read_bytes()
    with monkeypatch.context() as patched:
        break_disk(patched, fault)
        with pytest.raises(NotSaved, match="no space left on device") as caught:
            journal.append("001.txt", record())
    assert str(file) in str(caught.value)
    assert file.read_bytes() == before
    assert names(file.parent) == [file.name]
    assert len(journal.records("001.txt")) == 1


def test_a_file_where_a_folder_should_be_is_named(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "annotations").write_text("")
    with pytest.raises(NotSaved, match=r"not a directory|file exists"):
        journal.append("001.txt", record())
    with pytest.raises(NewsreadError, match="cannot be read"):
        journal.records("001.txt")
    assert journal.all_records() == ()
    assert annotators(Root(tmp_path / "annotations")) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_an_unwritable_folder_is_named(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir(mode=0o500)
    with pytest.raises(NotSaved, match="permission denied"):
        journal.append("001.txt", record())


def append_some(folder: Path, barrier: Callable[[], object]) -> None:
    journal = Journal(folder / "annotations", "ana")
    barrier()
    for _ in range(10):
        journal.append("001.txt", record())


def test_two_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2)
    writers = [spawn.Process(target=append_some, args=(tmp_path, barrier.wait)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
        assert writer.exitcode == 0
    assert len(Journal(tmp_path / "annotations", "ana").records("001.txt")) == 20


def test_the_annotators_are_the_folders_with_a_name(tmp_path: Path) -> None:
    for name in ("ben", "Ana María", ".git", "Rene\u0301"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("")
    assert annotators(Root(tmp_path)) == ["Ana María", "Rene\u0301", "ben"]
    assert annotators(Root(tmp_path / "nowhere")) == []


def test_a_claim_survives_the_disk(journal: Journal) -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.DISPUTED, note="He denies it.\n\u202eNo.")
    reader.annotate(SECOND, "odd")
    reader.undo()
    for said in reader.records:
        journal.append(reader.article, said)
    assert list(journal.records(reader.article)) == reader.records


def test_the_journal_needs_no_screen_and_no_model() -> None:
    code = (
        "import sys; from newsread.annotations import undo; from newsread.annotations.store import journal; "
        "print({'textual', 'rich', 'spacy'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


def test_the_same_words_judged_in_two_windows_are_one_claim(journal: Journal, tmp_path: Path) -> None:
    other = Journal(tmp_path / "annotations", "ana")
    first = other.append("001.txt", record(FIRST, Verdict.VERIFIED))
    second = journal.append("001.txt", record(FIRST, Verdict.DISPUTED))
    assert second.claim == first.claim
    [claim] = fold(journal.records("001.txt")).values()
    assert claim.content_verdict is Verdict.DISPUTED


def test_a_version_changes_with_the_file(journal: Journal) -> None:
    assert journal.version("001.txt") is None
    journal.append("001.txt", record())
    before = journal.version("001.txt")
    assert before == journal.version("001.txt")
    journal.append("001.txt", record(SECOND))
    assert journal.version("001.txt") != before
