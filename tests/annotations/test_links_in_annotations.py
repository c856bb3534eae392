"""Links below `annotations/` that lead out of it: nothing outside is read, copied or written, and each is named."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from newsread import Workspace
from newsread.annotations.commands import Judgement
from newsread.annotations.records import Verdict
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.place import Place

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")

WORDS = "Two men were captured in the east. Nobody has confirmed it."
DAMAGED = b'{"newsread": {"1": {"schema": 1}}, "_default": {"1": {"note": "The key is under'
"""What repair would take for a damaged file of tags, and keep a copy of."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A workspace with one article; ana has tagged in it."""
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    place = Place(tmp_path / "event" / "seeds", tmp_path / "event" / "annotations")
    (place.articles / "day").mkdir(parents=True)
    place.annotations.mkdir()
    for name in ("a.txt", "day/b.txt"):
        (place.articles / name).write_text(WORDS, encoding="utf-8")
    tag(opened(place), "ana")
    return place


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder outside, in which nothing changes whatever a test does."""
    folder = tmp_path / "outside"
    (folder / "day").mkdir(parents=True)
    for name in ("a.txt.json", "day/b.txt.json", "workspace.json", "private"):
        (folder / name).write_bytes(DAMAGED)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    yield folder
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def opened(place: Place) -> Workspace:
    return Workspace(place)


def tag(workspace: Workspace, by: str, article_id: str = "a.txt") -> None:
    article = workspace.article(article_id)
    assert isinstance(article, Article)
    notebook = workspace.notebook(by)
    notebook.judge(article, 0, 7, Judgement(Verdict.VERIFIED))
    notebook.save()


LINKS = {
    "a folder of an annotator": ("ben", ""),
    "a folder inside": ("ana/day", "day"),
    "a file": ("ana/day/b.txt.json", "day/b.txt.json"),
    "a file of another annotator": ("ben/a.txt.json", "a.txt.json"),
    "the file of no article": ("ben/workspace.json", "workspace.json"),
}


@pytest.fixture(params=LINKS)
def link(request: pytest.FixtureRequest, place: Place, outside: Path) -> Path:
    inside, target = LINKS[request.param]
    path = place.annotations / inside
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(outside / target)
    return path


def nothing_was_copied(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert b"The key is under" not in path.read_bytes(), path


def test_verify_names_the_link_and_reads_nothing_outside(place: Place, link: Path) -> None:
    found = opened(place).verify()
    assert any(str(link) in f"{each.file} {each.says}" and "leads out of" in each.says for each in found.problems)
    assert not any("under" in each.says for each in found.problems)


@pytest.mark.parametrize("link", ["a file", "a file of another annotator"], indirect=True)
def test_a_file_that_is_such_a_link_is_not_said_to_need_other_permissions(place: Place, link: Path) -> None:
    workspace = opened(place)
    said = [each.says for each in workspace.verify().problems if each.file == link]
    said += [sentence for each in workspace.repair() if each.file == link for sentence in each.left]
    assert len(said) == 2
    for each in said:
        assert each.startswith("It is a link that leads out of the folder of annotations; nothing was read: remove it")


@pytest.mark.usefixtures("link")
def test_repair_writes_and_copies_nothing(place: Place) -> None:
    repairs = opened(place).repair()
    assert not any(each.done for each in repairs)
    nothing_was_copied(place.annotations.parent)


@pytest.mark.parametrize(("by", "article"), [("ana", "a.txt"), ("ana", "day/b.txt"), ("ben", "a.txt")])
def test_tagging_writes_where_no_link_leads_out_or_says_that_it_is_not_saved(
    by: str, article: str, place: Place, link: Path
) -> None:
    file = place.annotations / by / f"{article}.json"
    if file.is_relative_to(link):
        with pytest.raises(NewsreadError, match="leads out of"):
            tag(opened(place), by, article)
    else:
        tag(opened(place), by, article)
        assert file.is_file()
    nothing_was_copied(place.annotations.parent)


@pytest.mark.usefixtures("link")
def test_everything_else_goes_on(place: Place) -> None:
    workspace = opened(place)
    assert [claim.by for claim in workspace.notebook("ana").claims("a.txt")] == ["ana"]
    assert [part.article.id for part in workspace.snapshot().parts if part.article and part.annotations]
    workspace.agreement()
    workspace.log()


def test_merge_takes_nothing_through_a_link_of_the_other_and_names_it(place: Place, link: Path, tmp_path: Path) -> None:
    mine = Place(tmp_path / "mine" / "seeds", tmp_path / "mine" / "annotations")
    copytree(place.articles, mine.articles)
    mine.annotations.mkdir()
    merged = opened(mine).merge([place.annotations.parent], "carla")
    assert any(str(link) in each and "leads out of" in each for each in merged.refused)
    nothing_was_copied(mine.annotations)
    assert (mine.annotations / "ana" / "a.txt.json").is_file()


def test_merge_does_not_write_through_a_link_of_ones_own(place: Place, outside: Path, tmp_path: Path) -> None:
    other = Place(tmp_path / "other" / "seeds", tmp_path / "other" / "annotations")
    copytree(place.articles, other.articles)
    other.annotations.mkdir()
    tag(opened(other), "ben")
    (place.annotations / "ben").symlink_to(outside)
    merged = opened(place).merge([other.annotations.parent], "ana")
    assert any("leads out of" in each for each in merged.refused)


def test_merge_asks_before_it_follows_a_folder_of_annotations_that_is_a_link(place: Place, tmp_path: Path) -> None:
    received = tmp_path / "received"
    (received / "seeds").mkdir(parents=True)
    (received / "annotations").symlink_to(place.annotations)
    mine = Place(tmp_path / "mine" / "seeds", tmp_path / "mine" / "annotations")
    copytree(place.articles, mine.articles)
    mine.annotations.mkdir()
    try:
        refused = opened(mine).merge([received], "carla").refused
    except NewsreadError as error:
        refused = (str(error),)
    assert any("newsread follow-links" in each for each in refused)
    assert not (mine.annotations / "ana").exists()


def test_a_link_to_another_place_below_annotations_is_no_fault(place: Place) -> None:
    (place.annotations / "ana" / "day").mkdir()
    (place.annotations / "ana" / "day" / "b.txt.json").symlink_to(place.annotations / "ana" / "a.txt.json")
    assert not any("leads out of" in each.says for each in opened(place).verify().problems)


def test_a_folder_that_becomes_a_link_while_it_is_written_to_is_not_written_through(
    place: Place, outside: Path
) -> None:
    workspace = opened(place)
    article = workspace.article("a.txt")
    assert isinstance(article, Article)
    notebook = workspace.notebook("ana")
    notebook.judge(article, 8, 21, Judgement(Verdict.DISPUTED))
    os.rename(place.annotations / "ana", place.annotations / "former")  # noqa: PTH104 - as another program does it
    (place.annotations / "ana").symlink_to(outside)
    with pytest.raises(NewsreadError, match="leads out of"):
        notebook.save()
    assert notebook.unsaved
