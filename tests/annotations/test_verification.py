import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.recorded import FIRST, SECOND, Change, Recorded
from tests.annotations.saying import Reader
from tinydb import TinyDB

from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.annotations.commands import Judgement
from newsread.annotations.ids import new_id
from newsread.annotations.records import Aspect, Verdict, to_json
from newsread.annotations.store.annotation_files import read_file
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.storage import RecordStorage
from newsread.annotations.store.verification import Kind
from newsread.place import Place
from newsread.workspace.workspace import Workspace

HOUR = 3_600_000 << 80
"""An hour in an id."""


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path)


def test_what_newsread_wrote_is_sound(recorded: Recorded) -> None:
    verification = recorded.verify()
    assert (verification.records, verification.files, verification.annotators) == (4, 3, 2)
    assert (verification.problems, verification.remarks) == ((), ())


def test_undone_decided_and_redone_things_are_sound(recorded: Recorded) -> None:
    notebook = recorded.workspace.notebook("ana")
    notebook.read_all()
    assert notebook.undo()
    assert notebook.redo()
    judged = [UUID(int=int(key)) for by in ("ana", "bea") for key in recorded.records(by)]
    assert notebook.decide(recorded.article(), 0, 5, Judgement(Verdict.VERIFIED, Aspect.CONTENT), judged)
    notebook.save()
    assert recorded.verify().problems == ()


MUTILATIONS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("empty", lambda _: b""),
    ("cut", lambda content: content[:-30]),
    ("followed by leftovers", lambda content: content + b'"}}\n'),
    ("not UTF-8", lambda content: content + b"\xff"),
    ("without a head", lambda content: content.replace(b'"newsread"', b'"elsewhere"')),
]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"newsread": {"1": {"schema": 1', "it was damaged"),
        (b'{"newsread": {"1": {"schema": 99}}}', "by a newer version"),
        (b'{"newsread": {"1": {"schema": 1}}, "../x.json": {}}', "none of annotations"),
    ],
)
def test_a_pending_file_of_which_nothing_is_read_is_found(recorded: Recorded, content: bytes, why: str) -> None:
    path = recorded.file("bea").parent / ".pending" / f"{new_id().hex}-00000000.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert (recorded.problem.file, recorded.problem.kind) == (path, Kind.UNREADABLE)
    assert why in recorded.problem.says


@pytest.mark.parametrize("mutilate", [pytest.param(how, id=name) for name, how in MUTILATIONS])
def test_a_damaged_file_is_found(recorded: Recorded, mutilate: Callable[[bytes], bytes]) -> None:
    path = recorded.file("bea")
    path.write_bytes(mutilate(path.read_bytes()))
    problem = recorded.problem
    assert (problem.file, problem.kind) == (path, Kind.DAMAGED)
    assert problem.says.startswith("It was damaged (")
    assert "newsread repair" in problem.says


def test_a_git_conflict_is_named(recorded: Recorded) -> None:
    path = recorded.file("bea")
    path.write_bytes(path.read_bytes().replace(b"\n}\n}\n", b"\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n}\n}\n"))
    assert recorded.problem.says.endswith("It has the marks of a git conflict in it.")


@pytest.mark.parametrize("marks", [b"<<<<<<< HEAD\n", b"<<<<<<<\r\n"])
def test_a_git_conflict_is_seen_at_the_very_beginning_too(recorded: Recorded, marks: bytes) -> None:
    path = recorded.file("bea")
    path.write_bytes(marks + path.read_bytes() + b"=======\n>>>>>>> theirs\n")
    problem = recorded.problem
    assert problem.says.startswith("It was damaged (git has marked a conflict in it): 1 record could be saved;")
    assert problem.says.endswith("It has the marks of a git conflict in it.")


def test_where_nothing_could_be_saved_a_backup_is_named_and_nothing_is_promised(recorded: Recorded) -> None:
    recorded.file("bea").write_bytes(b"{")
    says = recorded.problem.says
    assert "nothing in it could be saved: put back a copy from a backup, or let newsread repair begin the file" in says
    assert "into order" not in says


def test_of_what_repair_leaves_as_it_is_the_same_way_out_is_told(recorded: Recorded) -> None:
    recorded.file().with_name("ideas.json").write_text('["call her again"]')
    misplaced = recorded.file("bea", "inner/003.txt")
    misplaced.parent.mkdir()
    misplaced.write_bytes(recorded.file("bea").read_bytes())
    (recorded.articles / "inner/003.txt").write_text("Quite another text.", encoding="utf-8")
    told = {problem.file: problem.says for problem in recorded.verify().problems if problem.kind is not Kind.MOVED}
    repairs = recorded.workspace.repair()
    assert {repair.file for repair in repairs} == told.keys()
    assert all(repair.left[0] in told[repair.file] for repair in repairs)


# What lies where it should not


@pytest.mark.parametrize("name", ["carl", "notes.txt"])
def test_a_file_beside_the_annotators_folders_is_found(recorded: Recorded, name: str) -> None:
    path = recorded.annotations / name
    path.write_text("verified: all of it")
    problem = recorded.problem
    assert (problem.file, problem.kind) == (path, Kind.MISPLACED)
    assert problem.says.startswith("It is a file where an annotator's folder should be: ")


@pytest.mark.parametrize("name", ["README.md", "readme", ".gitattributes"])
def test_a_readme_and_hidden_files_may_lie_beside_the_annotators_folders(recorded: Recorded, name: str) -> None:
    (recorded.annotations / name).write_text("One folder an annotator.")
    assert recorded.verify().problems == ()


def test_a_file_in_the_place_of_all_annotations_is_found(recorded: Recorded) -> None:
    recorded.annotations.rename(recorded.annotations.with_name("elsewhere"))
    recorded.annotations.write_text("")
    assert recorded.problem.says.startswith("It is a file where the folder of the annotators' folders should be")


def test_a_folder_in_the_place_of_a_file_of_tags_is_found_but_not_one_that_has_such_files(recorded: Recorded) -> None:
    path = recorded.file("bea", "009.txt")
    path.mkdir()
    problem = recorded.problem
    assert (problem.file, problem.kind) == (path, Kind.MISPLACED)
    recorded.file("bea").rename(path / "001.txt.json")
    assert Kind.MISPLACED not in {problem.kind for problem in recorded.verify().problems}


def test_a_file_of_a_newer_version_is_left_to_that(recorded: Recorded) -> None:
    path = recorded.file("bea")
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2').replace(b'"tag"', b'"ponder"'))
    problem = recorded.problem
    assert (problem.kind, problem.file) == (Kind.NEWER, path)


def test_a_file_that_cannot_be_opened_is_found(recorded: Recorded) -> None:
    path = recorded.file("bea")
    path.unlink()
    path.symlink_to("nowhere")
    problem = recorded.problem
    assert (problem.kind, problem.file) == (Kind.UNREADABLE, path)


@pytest.mark.parametrize("name", ["article", "annotator"])
def test_a_head_that_contradicts_the_place_of_the_file_is_found(recorded: Recorded, name: str) -> None:
    recorded.change(lambda tables: tables["newsread"]["1"].update({name: "somebody else"}))
    problem = recorded.problem
    assert problem.kind is Kind.HEAD
    assert "somebody else" in problem.says


def test_a_head_that_does_not_say_its_article_is_found(recorded: Recorded) -> None:
    recorded.change(lambda tables: tables["newsread"]["1"].pop("article"))
    assert recorded.problem.kind is Kind.HEAD


def test_a_name_that_a_file_system_composed_otherwise_is_the_same_name(recorded: Recorded) -> None:
    recorded.say("Zoë", FIRST, "Two men", Verdict.VERIFIED)
    (recorded.annotations / "Zoë").rename(recorded.annotations / "Zoe\u0308")
    assert recorded.verify().problems == ()


def _rename_key(tables: dict[str, Any]) -> None:
    key, document = tables["_default"].popitem()
    tables["_default"]["12"] = document | {"claim": str(UUID(int=int(key)))}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_rename_key, id="an id that is no UUIDv7"),
        pytest.param(lambda tables: tables["_default"].update({str(2**200): {}}), id="an id that is no UUID"),
        pytest.param(lambda tables: tables["_default"].update({str(new_id().int): {}}), id="an empty record"),
    ],
)
def test_a_record_that_cannot_be_understood_is_found(recorded: Recorded, change: Change) -> None:
    recorded.change(change)
    problem = recorded.problem
    assert problem.kind is Kind.RECORD
    assert "cannot be understood" in problem.says


STRANGER = str(new_id())


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"by": "bea"}, Kind.ANNOTATOR, "is by “bea” but lies in ana's folder"),
        ({"claim": STRANGER}, Kind.REFERENCE, f"whose first record, {STRANGER}, is not there"),
        ({"undoes": STRANGER}, Kind.REFERENCE, f"undoes record {STRANGER}, which is not there"),
        ({"inherited_from": STRANGER}, Kind.REFERENCE, f"was given as record {STRANGER} was, which is not there"),
        ({"judged": [STRANGER]}, Kind.REFERENCE, f"decides on record {STRANGER}, which is not there"),
    ],
    ids=["by", "claim", "undoes", "inherited_from", "judged"],
)
def test_what_a_record_says_of_others_is_checked(
    recorded: Recorded, change: dict[str, object], kind: Kind, words: str
) -> None:
    recorded.change_record(lambda record: record.update(change))
    problem = recorded.problem
    assert problem.kind is kind
    assert words in problem.says
    assert str(problem.record) in problem.says


def test_a_record_that_undoes_one_of_another_claim_is_found(recorded: Recorded) -> None:
    first, _ = recorded.records()
    recorded.change_record(lambda record: record.update(undoes=str(UUID(int=int(first)))))
    assert "which is of another claim" in recorded.problem.says


def test_a_claim_named_by_a_record_of_another_claim_is_found(recorded: Recorded) -> None:
    first, last = (str(UUID(int=int(key))) for key in recorded.records())
    recorded.say("ana", FIRST, "Nobody else has confirmed it", Verdict.VERIFIED)
    third = list(recorded.records())[-1]
    recorded.change(lambda tables: tables["_default"][str(UUID(last).int)].update(claim=first))
    problem = recorded.problem
    assert str(problem.record) == str(UUID(int=int(third)))
    assert f"whose first record, {last}, is itself of another claim" in problem.says


def test_a_decision_may_name_the_records_of_others(recorded: Recorded) -> None:
    [of_bea] = recorded.records("bea")
    recorded.change_record(lambda record: record.update(judged=[str(UUID(int=int(of_bea)))]))
    assert recorded.verify().problems == ()


def test_two_contents_of_one_record_are_found(recorded: Recorded) -> None:
    def contradict(tables: dict[str, Any]) -> None:
        key, record = list(tables["_default"].items())[-1]
        tables["variants"] = {key: {"others": [record | {"note": "another"}]}}

    recorded.change(contradict)
    problem = recorded.problem
    assert problem.kind is Kind.VARIANTS
    assert "in 2 versions" in problem.says


@pytest.mark.parametrize("document", [{"others": "nothing"}, {}, {"others": []}])
def test_a_variant_of_nothing_is_found(recorded: Recorded, document: dict[str, object]) -> None:
    recorded.change(lambda tables: tables.update(variants={"12": document}))
    assert "is not a variant of any record" in recorded.problem.says


def test_words_that_are_not_at_their_place_in_the_very_text_are_found(recorded: Recorded) -> None:
    recorded.change_record(lambda record: record["anchor"].update(quote="Somebody else confirmed it!!"))
    problem = recorded.problem
    assert problem.kind is Kind.WORDS
    assert "“Somebody else confirmed it!!”" in problem.says
    assert "“Nobody else has confirmed it”" in problem.says


def test_words_that_moved_are_fine_and_words_that_are_gone_are_to_be_settled_once(recorded: Recorded) -> None:
    path = recorded.articles / FIRST
    path.write_text("Something new. " + path.read_text(), encoding="utf-8")
    assert recorded.verify().problems == ()
    path.write_text("A text of nothing that was there at any time before.", encoding="utf-8")
    problems = recorded.verify().problems
    assert [problem.kind for problem in problems] == [Kind.MOVED] * 3
    assert all("claims list" in problem.says for problem in problems)
    for by in ("ana", "bea"):
        notebook = recorded.workspace.notebook(by)
        for claim in notebook.claims(FIRST):
            notebook.orphan(claim, recorded.article())
        notebook.save()
    assert recorded.verify().problems == ()


def test_what_was_withdrawn_needs_no_place_any_more(recorded: Recorded) -> None:
    notebook = recorded.workspace.notebook("bea")
    [claim] = notebook.claims(FIRST)
    assert claim.said_last
    notebook.withdraw(claim.said_last)
    notebook.save()
    recorded.file("ana").unlink()
    (recorded.articles / FIRST).write_text("A text of nothing that was there at any time before.", encoding="utf-8")
    assert recorded.verify().problems == ()


def test_a_missing_article_is_found_once_a_file_unless_it_was_renamed(recorded: Recorded) -> None:
    path = recorded.articles / SECOND
    path.rename(path.with_name("renamed.txt"))
    assert recorded.verify().problems == ()
    path.with_name("renamed.txt").unlink()
    problem = recorded.problem
    assert (problem.kind, problem.file) == (Kind.ARTICLE, recorded.file("ana", SECOND))


def test_a_claim_whose_article_was_renamed_in_between_is_whole(recorded: Recorded) -> None:
    path = recorded.articles / SECOND
    path.rename(path.with_name("renamed.txt"))
    workspace = recorded.workspace
    notebook = workspace.notebook("ana")
    notebook.follow(workspace.renamed("ana"))
    [claim] = notebook.claims("inner/renamed.txt")
    assert claim.said_last
    notebook.withdraw(claim.said_last)
    notebook.save()
    assert recorded.file("ana", "inner/renamed.txt").exists()
    verification = recorded.verify()
    assert (verification.problems, verification.files) == ((), 4)


def test_an_article_that_cannot_be_read_is_said(recorded: Recorded) -> None:
    (recorded.articles / SECOND).write_bytes(bytes(range(256)) * 20)
    problem = recorded.problem
    assert problem.kind is Kind.ARTICLE
    assert SECOND in problem.says


@pytest.mark.parametrize(("hours", "remarked"), [(2, False), (49, True)])
def test_a_clock_that_was_wrong_by_more_than_a_day_is_remarked(recorded: Recorded, hours: int, remarked: bool) -> None:
    def ahead(tables: dict[str, Any]) -> None:
        key, record = tables["_default"].popitem()
        later = UUID(int=int(key) + hours * HOUR)
        tables["_default"][str(later.int)] = record | {"claim": str(later)}

    recorded.change(ahead)
    if remarked:
        assert recorded.remark.kind is Kind.CLOCK
        assert "days ahead" in recorded.remark.says
    else:
        assert recorded.verify().remarks == ()
    assert recorded.verify().problems == ()


def test_the_layout_of_another_program_is_remarked(recorded: Recorded) -> None:
    with TinyDB(recorded.file("bea"), indent=2, encoding="utf-8") as database:
        database.update({"note": "by hand"})
    assert recorded.remark.kind is Kind.LAYOUT


@pytest.mark.parametrize("name", [f".{'0a' * 8}.tmp", "001.txt.json.corrupt-20260101T000000Z-2"])
def test_leftovers_are_remarked(recorded: Recorded, name: str) -> None:
    path = recorded.file().with_name(name)
    path.write_bytes(b"{")
    remark = recorded.remark
    assert (remark.kind, remark.file) == (Kind.LEFTOVER, path)


def test_of_some_articles_only_their_files_are_checked_with_references_into_all(recorded: Recorded) -> None:
    second = UUID(int=int(next(iter(recorded.records("ana", SECOND)))))
    recorded.change_record(lambda record: record.update(judged=[str(second)]))
    recorded.file("bea").write_bytes(b"")
    workspace = recorded.workspace
    assert workspace.verify().problems
    some = Workspace(Place(recorded.articles, recorded.annotations, (recorded.articles / SECOND,)))
    assert (some.verify().files, some.verify().problems) == (1, ())
    other = Workspace(Place(recorded.articles, recorded.annotations, (recorded.articles / FIRST,)))
    assert [problem.kind for problem in other.verify().problems] == [Kind.DAMAGED]


names = st.text(st.characters() | st.sampled_from('"\\\n{},:'), max_size=4)


@pytest.mark.slow
@given(
    tables=st.dictionaries(
        names, st.dictionaries(st.integers(0, 99).map(str), st.dictionaries(names, names, max_size=2), min_size=1)
    )
)
def test_whatever_the_storage_writes_is_in_its_own_layout(
    tables: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "layout.json"
    path.unlink(missing_ok=True)
    RecordStorage(path, FIRST, "ana").write({name: table for name, table in tables.items() if name != "newsread"})
    assert read_file(path, FIRST, "ana").own_layout
    path.write_text(json.dumps(json.loads(path.read_bytes())))
    assert not read_file(path, FIRST, "ana").own_layout


def test_what_a_claim_was_compared_with_is_looked_for_in_the_other_article(recorded: Recorded) -> None:
    words = "Nobody else has confirmed it"
    there = recorded.article(SECOND)
    start = there.text.index(words)
    answer = Linked(SECOND, anchor.make(there.text, start, start + len(words), there.sha256), same=True)
    notebook = recorded.workspace.notebook("ana")
    assert notebook.answer(recorded.article(), 0, 3, answer)
    notebook.save()
    assert not recorded.verify().problems
    file = recorded.articles / SECOND
    changed = file.read_text(encoding="utf-8").replace(f"{words} so far", "Everybody agrees by now")
    file.write_text(changed, encoding="utf-8")
    problems = recorded.verify().problems
    assert [each.kind for each in problems if words in each.says] == [Kind.MOVED]
    file.unlink()
    problems = recorded.verify().problems
    assert [each.kind for each in problems if words in each.says] == [Kind.ARTICLE]


def test_records_that_wait_to_be_put_into_their_file_are_remarked_and_repair_puts_them_there(
    recorded: Recorded,
) -> None:
    journal = Journal(recorded.annotations, "ana")
    made = Reader(by="ana", article=FIRST).tag((0, 3), Verdict.VERIFIED)
    assert made
    journal.pending.add(f"{FIRST}.json", {made.id: to_json(made)})
    remarks = recorded.verify().remarks
    assert [(remark.kind, "1 record of it waits" in remark.says) for remark in remarks] == [(Kind.WAITING, True)]
    [repair] = recorded.workspace.repair()
    assert repair.done == ("1 record that waited to be put into it is in it now.",)
    assert len(recorded.records()) == 3
