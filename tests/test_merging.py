"""`newsread merge`, from outside."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from tests.annotations.disk import long_after
from tests.person import MOSCOW_TIMES, Person

from newsread import Workspace

CLAIM = ("140", "374")
OTHER_CLAIM = ("0", "20")
KYIV = "003_cbc7281236b936f0.txt"


@pytest.fixture
def elsewhere(ana: Person) -> Path:
    """Return another workspace with the same articles."""
    other = ana.home / "elsewhere"
    copytree(ana.articles, other / "seeds")
    return other


def tag(person: Person, place: Path, by: str, span: tuple[str, str] = CLAIM, article: str = MOSCOW_TIMES) -> None:
    person.succeeds("tag", article, *span, "verified", "--as", by, "--in", place)


def content(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_what_others_said_elsewhere_is_taken_over_and_told(ana: Person, elsewhere: Path) -> None:
    for by, article in (("ben", MOSCOW_TIMES), ("ben", KYIV), ("carla", KYIV)):
        tag(ana, elsewhere, by, article=article)
    told = ana.succeeds("merge", elsewhere)
    assert told.splitlines() == [
        "Merged into event:",
        "",
        "  ben    2 new records on 2 articles",
        "  carla  1 new record on 1 article",
    ]
    for file in ("ben/" + MOSCOW_TIMES, "ben/" + KYIV, "carla/" + KYIV):
        there, here = (folder / f"{file}.json" for folder in (elsewhere / "annotations", ana.annotations))
        assert here.read_bytes() == there.read_bytes()
    assert {each["by"] for each in ana.export()["annotations"]} == {"ben", "carla"}


def test_to_merge_again_says_that_nothing_is_new_and_writes_nothing(ana: Person, elsewhere: Path) -> None:
    tag(ana, elsewhere, "ben")
    tag(ana, elsewhere, "ana")
    ana.succeeds("merge", elsewhere)
    before = content(ana.annotations)
    assert ana.succeeds("merge", elsewhere).splitlines() == [
        "Nothing new for event:",
        "",
        "  ana  1 here already",
        "  ben  1 here already",
    ]
    assert content(ana.annotations) == before


@pytest.mark.parametrize("name", ["", "annotations", "annotations/ben", "seeds"])
def test_another_workspace_has_many_names(name: str, ana: Person, elsewhere: Path) -> None:
    tag(ana, elsewhere, "ben")
    ana.succeeds("merge", elsewhere / name)
    assert len(ana.records("ben")) == 1


def test_a_bare_folder_of_articles_can_be_merged_and_merged_into(ana: Person) -> None:
    ours, theirs = ana.home / "ours", ana.home / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "a.txt").write_text("One claim that is long enough.")
    tag(ana, theirs, "ben", ("0", "9"), "a.txt")
    ana.succeeds("merge", "theirs", "--in", "ours", cwd=ana.home)
    assert (ours / "annotations" / "ben" / "a.txt.json").is_file()


def test_a_whole_class_is_merged_at_once(ana: Person, elsewhere: Path) -> None:
    places = []
    tag(ana, elsewhere, "pupil")
    for number in range(30):
        places.append(place := ana.home / "class" / f"{number}" / "annotations")
        copytree(elsewhere / "annotations" / "pupil", place / f"pupil {number:02}")
        file = place / f"pupil {number:02}" / f"{MOSCOW_TIMES}.json"
        file.write_text(file.read_text().replace('"pupil"', f'"pupil {number:02}"'))
    told = ana.succeeds("merge", *places)
    assert told.count("1 new record on 1 article") == 30
    assert len(ana.export()["annotations"]) == 30


def test_undo_takes_back_what_was_said_here_and_leaves_what_was_merged(ana: Person, elsewhere: Path) -> None:
    tag(ana, ana.workspace, "ana")
    tag(ana, elsewhere, "ana", OTHER_CLAIM)
    tag(ana, elsewhere, "ana", article=KYIV)
    [here] = ana.records("ana")
    told = ana.succeeds("merge", elsewhere)
    assert "2 new records on 2 articles · your own: undo leaves them alone" in told
    notebook = Workspace.open(ana.workspace).notebook("ana")
    undone = notebook.undo()
    assert undone is not None
    assert undone.takes_back.id.int == here.doc_id
    assert notebook.undo() is None
    notebook.save()
    standing = [claim for article in (MOSCOW_TIMES, KYIV) for claim in notebook.claims(article) if claim.said_last]
    assert [(claim.article, claim.anchor.start) for claim in standing] == [(MOSCOW_TIMES, 0), (KYIV, 140)]


def test_who_merges_is_who_undo_asks_for(ana: Person, elsewhere: Path) -> None:
    tag(ana, elsewhere, "ben")
    ana.succeeds("merge", elsewhere, "--as", "ben")
    assert Workspace.open(ana.workspace).notebook("ben").undo() is None


def test_contradictions_are_told_in_words_that_a_terminal_can_be_shown(ana: Person, elsewhere: Path) -> None:
    tag(ana, ana.workspace, "ben")
    copytree(ana.annotations, elsewhere / "annotations")
    file = elsewhere / "annotations" / "ben" / f"{MOSCOW_TIMES}.json"
    file.write_text(file.read_text().replace('"verified"', '"disputed", "note": "no\\u001b[2J"'))
    told = ana.succeeds("merge", elsewhere)
    assert "  ben  1 contradiction\n" in told
    assert "1 record had one id and different contents" in told
    assert "    tag verified (content) “" in told
    assert "    tag disputed (content) “" in told
    assert ": no␛[2J\n" in told
    assert "\x1b" not in told
    assert ana.succeeds("merge", elsewhere).startswith("Nothing new")


def test_tags_of_articles_that_are_not_here_are_kept_and_told(ana: Person, elsewhere: Path) -> None:
    (elsewhere / "seeds" / "day").mkdir()
    (elsewhere / "seeds" / "day" / "new.txt").write_text("A claim that only they have.")
    tag(ana, elsewhere, "ben", ("0", "7"), "day/new.txt")
    told = ana.succeeds("merge", elsewhere)
    assert "1 article of these cannot be found here under that name." in told
    assert len(ana.records("ben", "day/new.txt")) == 1


def test_two_verdicts_of_one_annotator_from_two_machines_are_named(newcomer: Person, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    copytree(newcomer.articles, elsewhere / "seeds")
    tag(newcomer, newcomer.workspace, "ana")
    newcomer.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed", "--as", "ana", "--in", elsewhere)
    told = newcomer.succeeds("merge", elsewhere, "--as", "ana")
    assert "1 claim with verdicts of one annotator that were given on two machines" in told
    assert "  ana: verified and disputed, “" in told
    tag(newcomer, newcomer.workspace, "ana")
    assert Workspace.open(newcomer.workspace).given_apart("ana") == []


def test_articles_that_have_another_name_here_are_named(ana: Person, elsewhere: Path) -> None:
    tag(ana, elsewhere, "ben")
    tag(ana, elsewhere, "carla", article=KYIV)
    (ana.articles / MOSCOW_TIMES).rename(ana.articles / "moscow.txt")
    (ana.articles / KYIV).unlink()
    told = ana.succeeds("merge", elsewhere).splitlines()
    assert told[-4:-1] == ["1 article of these has another name here:", f"  {MOSCOW_TIMES} is moscow.txt", ""]
    assert told[-1].startswith("1 article of these cannot be found here under that name.")


def test_what_cannot_be_taken_is_told_and_the_rest_goes_on(ana: Person, elsewhere: Path) -> None:
    tag(ana, elsewhere, "ben")
    tag(ana, elsewhere, "carla")
    file = elsewhere / "annotations" / "ben" / f"{MOSCOW_TIMES}.json"
    file.write_text(file.read_text().replace('"schema": 1', '"schema": 2'))
    ended = ana.run("merge", elsewhere, "gone\x1b[2J")
    assert ended.status == 1
    assert "gone␛[2J does not exist" in ended.err
    assert "was written by a newer version of newsread" in ended.err
    assert "\x1b" not in ended.err
    assert "  carla  1 new record on 1 article\n" in ended.out
    assert not (ana.annotations / "ben").exists()


def test_a_workspace_is_not_merged_into_itself(ana: Person) -> None:
    tag(ana, ana.workspace, "ana")
    before = content(ana.annotations)
    for name in (".", "seeds", "annotations"):
        assert "where this workspace keeps its own tags" in ana.fails("merge", name)
    assert "belongs to the tags of this workspace already" in ana.fails("merge", "annotations/ana")
    assert content(ana.annotations) == before


def test_a_workspace_without_tags_has_its_sentence(ana: Person, elsewhere: Path) -> None:
    assert "has no tags in it" in ana.fails("merge", elsewhere)
    assert not ana.annotations.exists()


def test_without_another_place_it_is_a_wrong_use(ana: Person) -> None:
    assert "OTHER" in ana.fails("merge", status=2)


def test_a_field_that_this_version_does_not_know_is_taken_with_its_record(ana: Person, elsewhere: Path) -> None:
    tag(ana, elsewhere, "ben")
    file = elsewhere / "annotations" / "ben" / f"{MOSCOW_TIMES}.json"
    file.write_text(file.read_text().replace('"aspect"', '"mood": {"a": [1]}, "aspect"'))
    long_after(elsewhere)
    ana.succeeds("merge", elsewhere)
    [record] = json.loads(ana.file_of("ben").read_text())["_default"].values()
    assert record["mood"] == {"a": [1]}
