import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.disk import FAULTS, break_disk, long_after
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader

from newsread.annotations.ids import new_id
from newsread.annotations.merge import Merged, compare, merge, sound
from newsread.annotations.records import Record, Verdict
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.record_tables import Document, Tables, from_versions, union, versions
from newsread.annotations.store.safe_json import encoded, frozen

# The union

IDS = [str(new_id().int) for _ in range(4)]
contents = st.fixed_dictionaries(
    {"verdict": st.sampled_from(["verified", "disputed"])},
    optional={"note": st.sampled_from(["", "é", "\x1b"]), "unknown": st.lists(st.integers(0, 1), max_size=2)},
)
files = st.dictionaries(st.sampled_from(IDS), st.lists(contents, min_size=1, max_size=3), max_size=4).map(
    lambda documents: {
        name: {key: frozen(each) for key, each in of.items()} for name, of in from_versions(documents).items()
    }
)


def line(tables: Tables) -> str:
    """What the tables are on the disk, the order of everything included."""
    return json.dumps(tables, default=dict)


def every(tables: Tables) -> set[tuple[str, str]]:
    """All documents under their ids, whatever the order of their fields."""
    return {(key, encoded(document, sort_keys=True)) for key, of in versions(tables).items() for document in of}


@given(files, files, files)
def test_the_union_is_idempotent_commutative_and_associative(a: Tables, b: Tables, c: Tables) -> None:
    assert line(union(a, a)) == line(union(a, {})) == line(a)
    assert line(union(union(a, b), b)) == line(union(a, b))
    assert line(union(a, b)) == line(union(b, a))
    assert line(union(union(a, b), c)) == line(union(a, union(b, c)))


@given(files, files)
def test_the_union_holds_what_both_hold_and_nothing_else(a: Tables, b: Tables) -> None:
    assert every(union(a, b)) == every(a) | every(b)


@given(files, files)
def test_what_was_united_brings_no_news(a: Tables, b: Tables) -> None:
    first, again = compare("ben", "001.txt", a, b), compare("ben", "001.txt", union(a, b), b)
    assert not again.is_news
    assert first.is_news == (union(a, b) != a)
    assert {str(each.int) for each in first.new} == versions(b).keys() - versions(a).keys()


def test_other_tables_of_the_file_here_stay() -> None:
    here = {"newsread": {"1": {"schema": 1}}, "mine": {"1": {"a": 1}}, "_default": {}}
    assert union(here, {"_default": {IDS[0]: {"verdict": "verified"}}, "theirs": {"1": {}}}) == {
        "newsread": {"1": {"schema": 1}},
        "mine": {"1": {"a": 1}},
        "_default": {IDS[0]: {"verdict": "verified"}},
    }


def test_what_cannot_be_a_record_is_counted_and_left() -> None:
    deep: Any = ()
    for _ in range(100_000):
        deep = (deep,)
    tables: Tables = {
        "_default": {"1": {}, IDS[0]: {"new in later versions": 1}, IDS[1]: {"a": float("inf")}, IDS[2]: {"a": deep}},
        "variants": {IDS[3]: {"others": "none"}},
    }
    assert sound(tables) == ({"_default": {IDS[0]: {"new in later versions": 1}}}, 4)


# On the disk


class Place:
    """A folder of annotations."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.folder = root / name / "annotations"
        self.folder.mkdir(parents=True)

    def say(self, by: str = "ben", article: str = "001.txt", span: tuple[int, int] = FIRST) -> Record:
        record = Reader(by=by, article=article).tag(span, Verdict.VERIFIED)
        assert record
        appended = Journal(self.folder, by).append(article, record)
        long_after(self.folder)
        return appended

    def alter(self, record: Record, **fields: object) -> None:
        """Change a record in its file, as nobody should."""

        def changed(tables: Tables) -> Tables:
            key = str(record.id.int)
            return tables | {"_default": tables["_default"] | {key: dict(tables["_default"][key]) | fields}}

        Journal(self.folder, record.by).rewrite(record.article, changed)

    def file(self, by: str = "ben", article: str = "001.txt") -> Path:
        return self.folder / by / f"{article}.json"

    def ids(self, by: str = "ben", article: str = "001.txt") -> set[UUID]:
        return {record.id for record in Journal(self.folder, by).records(article)}

    def take(self, *others: "Place | Path", own: str = "ana") -> Merged:
        folders = [other.folder if isinstance(other, Place) else other for other in others]
        return merge(folders, self.folder, own)

    def copy(self, name: str) -> "Place":
        other = Place(self.root, name)
        copytree(self.folder, other.folder, dirs_exist_ok=True)
        return other

    def content(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in self.paths()}

    def stamps(self) -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in self.folder.rglob("*")}

    def paths(self) -> Iterable[Path]:
        return (path for path in self.folder.rglob("*") if path.is_file() and path.parent.name != ".pending")


@pytest.fixture
def a(tmp_path: Path) -> Place:
    return Place(tmp_path, "a")


@pytest.fixture
def b(tmp_path: Path) -> Place:
    return Place(tmp_path, "b")


@pytest.fixture
def c(tmp_path: Path) -> Place:
    return Place(tmp_path, "c")


def class_of_three(a: Place, b: Place, c: Place) -> None:
    """Three places with records of three annotators, some the same, one contradicted twice."""
    shared = a.say("ben")
    for other in (b, c):
        Journal(other.folder, "ben").append("001.txt", shared)
    b.alter(shared, note="Kyiv says two")
    c.alter(shared, note="Kyiv says three", unknown={"kept": [1]})
    for place, by in ((a, "ben"), (b, "carla"), (c, "carla"), (c, "dora")):
        place.say(by, "001.txt", SECOND)
        place.say(by, "day/2.txt", THIRD)


def test_the_same_files_come_of_every_order(a: Place, b: Place, c: Place) -> None:
    class_of_three(a, b, c)
    a_b, b_a, b_c = a.copy("a_b"), b.copy("b_a"), b.copy("b_c")
    a_b.take(b)
    b_a.take(a)
    assert a_b.content() == b_a.content()
    b_c.take(c)
    left, right, at_once = a_b.copy("left"), a.copy("right"), a.copy("at_once")
    left.take(c)
    right.take(b_c)
    at_once.take(c, b, a_b)
    assert left.content() == right.content() == at_once.content()
    assert len(left.content()) == 6


def test_to_merge_again_writes_nothing(a: Place, b: Place, c: Place) -> None:
    class_of_three(a, b, c)
    a.take(b, c, own="ben")
    content, stamps = a.content(), a.stamps()
    again = a.take(c, b, own="ben")
    assert (a.content(), a.stamps()) == (content, stamps)
    assert not any(each.is_news for each in again.taken)
    assert again.refused == ()


def test_records_of_one_id_and_different_contents_are_reported_and_kept(a: Place, b: Place) -> None:
    record = a.say()
    copytree(a.folder, b.folder, dirs_exist_ok=True)
    b.alter(record, note="other")
    [taken] = a.take(b).taken
    [contradiction] = taken.contradictions
    assert (taken.new, taken.known, contradiction.id) == ((), 0, record.id)
    assert {each.get("note", "") for each in contradiction.records} == {"", "other"}
    stored: Iterable[Document] = versions(json.loads(a.file().read_text()))[str(record.id.int)]
    assert {each.get("note", "") for each in stored} == {"", "other"}


def test_ones_own_records_are_named_before_they_are_taken(a: Place, b: Place) -> None:
    here, there, others = a.say("ana"), b.say("ana"), b.say("ben")
    a.take(b)
    assert a.ids("ana") == {here.id, there.id}
    assert a.ids("ben") == {others.id}
    assert Journal(a.folder, "ana").merged() == {there.id}
    assert not a.file("ben", "workspace").exists()


def test_two_devices_that_merge_each_other_again_and_again_know_what_was_said_where(a: Place, b: Place) -> None:
    on_a, on_b = {a.say("ana").id}, {b.say("ana").id}
    for _ in range(3):
        a.take(b)
        b.take(a)
        assert Journal(a.folder, "ana").merged() & (on_a | on_b) == on_b
        assert Journal(b.folder, "ana").merged() & (on_a | on_b) == on_a


@pytest.mark.parametrize("step", FAULTS)
def test_on_a_disk_that_fails_nothing_is_lost_and_it_can_be_done_again(step: str, a: Place, b: Place) -> None:
    a.say("ana"), a.say("ben")
    b.say("ana"), b.say("ben")
    before = a.content()
    with pytest.MonkeyPatch.context() as patched:
        break_disk(patched, step)
        failed = a.take(b)
    assert failed.taken == ()
    assert len(failed.refused) == 2
    assert all("could not be written" in sentence and "merge again" in sentence for sentence in failed.refused)
    assert a.content() == before
    again = a.take(b)
    assert again.refused == ()
    assert [len(each.new) for each in again.taken] == [1, 1]


def test_a_merge_that_was_broken_off_after_any_write_is_completed_by_another(a: Place, b: Place) -> None:
    b.say("ana"), b.say("ana", "002.txt"), b.say("ben")
    for number in range(4):
        place = a.copy(f"broken-{number}")
        with pytest.MonkeyPatch.context() as patched:
            break_off(patched, after=number)
            with pytest.raises(KeyboardInterrupt):
                place.take(b)
        assert place.ids("ana") | place.ids("ana", "002.txt") <= Journal(place.folder, "ana").merged()
        place.take(b)
        assert all(place.content()[name] == content for name, content in b.content().items())
        assert Journal(place.folder, "ana").merged() == b.ids("ana") | b.ids("ana", "002.txt")


def test_a_refusal_that_room_does_not_mend_is_told_without_that_advice(a: Place, b: Place) -> None:
    a.say("ben"), b.say("ben")
    for number, advised in ((errno.EIO, False), (errno.EROFS, True)):
        with pytest.MonkeyPatch.context() as patched:
            break_disk(patched, "open", number)
            [sentence] = a.take(b).refused
        assert ("free some space" in sentence) is advised
        assert ("see to that, then merge again" in sentence) is not advised


def test_the_record_of_a_merge_names_the_workspace_and_no_path(a: Place, b: Place, tmp_path: Path) -> None:
    b.say("ana")
    a.take(b)
    stored = a.file("ana", "workspace").read_text(encoding="utf-8")
    assert str(tmp_path) not in stored
    [record] = json.loads(stored)["_default"].values()
    assert record["source"] == b.folder.parent.name


def break_off(patched: pytest.MonkeyPatch, after: int) -> None:
    """Interrupt the program when it is about to put one more file in place."""
    replace, left = os.replace, iter(range(after))

    def interrupted(source: str, target: str, **options: Any) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace(source, target, **options)

    patched.setattr(os, "replace", interrupted)


def test_of_a_damaged_file_what_stands_whole_is_taken(a: Place, b: Place) -> None:
    record = b.say()
    b.say(span=SECOND)
    torn = b.file().read_bytes()[:-100]
    b.file().write_bytes(torn)
    merged = a.take(b)
    assert a.ids() == {record.id}
    [sentence] = merged.refused
    assert sentence == f"{b.file()} is damaged: of it 1 record could be saved, and no more."
    assert b.file().read_bytes() == torn


def test_a_damaged_file_here_is_kept_beside_and_what_stands_whole_in_it_stays(a: Place, b: Place) -> None:
    here, there = a.say(), b.say(span=SECOND)
    a.file().write_bytes(torn := a.file().read_bytes()[:-3])
    merged = a.take(b)
    assert (a.ids(), merged.refused) == ({here.id, there.id}, ())
    assert "what is there now is kept beside it" in merged.notices[0]
    [kept] = a.file().parent.glob("*.corrupt-*")
    assert kept.read_bytes() == torn


@pytest.mark.parametrize("newer_is_here", [True, False])
def test_a_file_of_a_newer_version_is_neither_written_nor_taken(newer_is_here: bool, a: Place, b: Place) -> None:
    a.say(), b.say(), b.say(article="002.txt")
    newer = (a if newer_is_here else b).file()
    newer.write_text(newer.read_text().replace('"schema": 1', '"schema": 2'))
    before = a.file().read_bytes()
    merged = a.take(b)
    [sentence] = merged.refused
    assert sentence.startswith(f"{newer} was written by a newer version of newsread")
    assert a.file().read_bytes() == before
    assert a.ids(article="002.txt") == b.ids(article="002.txt")


def test_a_newer_workspace_file_keeps_ones_own_records_from_being_taken(a: Place, b: Place) -> None:
    a.file("ana", "workspace").parent.mkdir()
    a.file("ana", "workspace").write_text('{"newsread": {"1": {"schema": 2}}}')
    b.say("ana"), b.say("ben")
    merged = a.take(b)
    assert (a.ids("ana"), a.ids("ben")) == (set(), b.ids("ben"))
    assert "newer version" in merged.refused[0]


@pytest.mark.parametrize("name", ["con", "a:b", "x\x1b[2Jy", "-" * 65, "end."])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_folder_whose_name_no_annotator_can_have_is_refused(name: str, a: Place, b: Place) -> None:
    b.say()
    b.file().parent.rename(b.folder / name)
    merged = a.take(b)
    assert "its name cannot be that of an annotator" in merged.refused[0]
    assert a.content() == {}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right of their own there")
def test_a_link_to_another_file_of_the_same_folder_is_not_followed_either(a: Place, b: Place) -> None:
    b.say()
    (b.folder / "carla").symlink_to("ben")
    (b.folder / "ben" / "002.txt.json").symlink_to("001.txt.json")
    merged = a.take(b)
    assert list(a.content()) == ["ben/001.txt.json"]
    assert len(merged.refused) == 2
    assert all("is a symbolic link, which is not followed" in sentence for sentence in merged.refused)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right of their own there")
def test_symbolic_links_are_not_followed(a: Place, b: Place, c: Place) -> None:
    b.say()
    c.say(article="secret.txt")
    (b.folder / "carla").symlink_to(c.folder / "ben")
    (b.folder / "ben" / "day").symlink_to(c.folder / "ben")
    (b.folder / "ben" / "002.txt.json").symlink_to(c.file(article="secret.txt"))
    os.mkfifo(b.folder / "ben" / "pipe.json")
    merged = a.take(b)
    assert list(a.content()) == ["ben/001.txt.json"]
    assert len(merged.refused) == 3
    assert all("leads out of" in sentence for sentence in merged.refused)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_whose_name_is_not_utf8_is_refused(a: Place, b: Place) -> None:
    b.say()
    b.file().rename(b.folder / "ben" / os.fsdecode(b"\xff.txt.json"))
    merged = a.take(b)
    assert "not valid UTF-8" in merged.refused[0]
    assert a.content() == {}


def test_a_path_that_is_in_the_way_here_is_told_and_the_rest_goes_on(a: Place, b: Place) -> None:
    a.say(article="x")
    b.say(article="x.json/y")
    b.say(article="z")
    merged = a.take(b)
    assert len(merged.refused) == 1
    assert a.ids(article="z") == b.ids(article="z")


def test_the_folder_says_whose_the_records_are(a: Place, b: Place) -> None:
    record = b.say("ben")
    b.say("ben", "002.txt")
    b.file().parent.rename(b.folder / "carla")
    merged = a.take(b)
    assert a.ids("carla") == {record.id}
    [sentence] = merged.notices
    assert "name ben as their annotator: they are taken as carla's" in sentence
    assert merged.refused == ()


def test_names_that_some_systems_do_not_tell_apart_are_told(a: Place, b: Place) -> None:
    a.say("ben")
    b.say("Ben")
    merged = a.take(b)
    assert merged.notices[0].startswith("The annotators Ben and ben differ only in case")


def test_a_folder_that_keeps_a_composed_name_apart_is_taken_under_the_composed_one(a: Place, b: Place) -> None:
    b.say("Jose\u0301")
    a.take(b)
    assert [path.name for path in a.folder.iterdir()] == ["Jos\u00e9"]


@pytest.mark.parametrize("nested", [True, False])
@pytest.mark.parametrize("renamed", [True, False])
def test_the_folder_of_one_annotator_is_known_as_one(nested: bool, renamed: bool, a: Place, b: Place) -> None:
    article = "day/001.txt" if nested else "001.txt"
    record = b.say(article=article)
    folder = b.folder.rename(b.folder.with_name("handed in")) if renamed else b.folder
    a.take(folder / "ben")
    assert a.ids(article=article) == {record.id}


def test_a_renamed_folder_of_annotations_is_known_as_one(a: Place, b: Place) -> None:
    records = {b.say(by, "day/001.txt").id for by in ("ben", "carla")}
    a.take(b.folder.rename(b.folder.with_name("handed in")))
    assert a.ids("ben", "day/001.txt") | a.ids("carla", "day/001.txt") == records


def test_a_folder_in_which_workspaces_lie_is_not_taken_for_one(a: Place, b: Place) -> None:
    b.say()
    merged = a.take(b.folder.parent.parent)
    assert "has no tags in it" in merged.refused[0]
    assert a.content() == {}


def test_what_there_is_nothing_to_merge_of_has_its_sentence(a: Place, b: Place, tmp_path: Path) -> None:
    a.say()
    (tmp_path / "file").touch()
    merged = a.take(a, a.folder / "ben", b, tmp_path / "gone", tmp_path / "file")
    assert [sentence.removeprefix(str(tmp_path)).partition(":")[0] for sentence in merged.refused] == [
        "/a/annotations is where this workspace keeps its own tags",
        "/a/annotations/ben belongs to the tags of this workspace already",
        "/b/annotations has no tags in it",
        "/gone does not exist",
        "/file is not a folder",
    ]
    assert merged.taken == ()


def test_entries_that_cannot_be_records_are_told(a: Place, b: Place) -> None:
    b.say()
    tables = json.loads(b.file().read_text())
    tables["_default"]["1"] = {"verdict": "verified"}
    tables["mine"] = {"1": {}}
    b.file().write_text(json.dumps(tables))
    merged = a.take(b)
    assert merged.refused == (
        f"{b.file()} has 1 entry that cannot be records: left there.",
        f"{b.file()} has tables in it that are not newsread's: left there.",
    )
    assert a.ids() == b.ids()


def test_what_is_pending_elsewhere_is_taken_too_and_a_link_there_is_not_followed(a: Place, b: Place, c: Place) -> None:
    for place, folder in ((b, b.folder), (c, c.folder)):
        record = Reader(by="ben").tag(FIRST, Verdict.VERIFIED)
        assert record
        Journal(folder, "ben").append("001.txt", record)
        place.file().unlink()
    (c.folder / "ben" / ".pending").rename(c.root / "pending")
    (c.folder / "ben" / ".pending").symlink_to(c.root / "pending")
    assert [len(each.new) for each in a.take(b).taken] == [1]
    assert len(a.ids()) == 1
    assert "leads out of" in a.take(c).refused[0]
