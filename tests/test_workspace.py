"""Which folders belong together, for whatever a person gives."""

import os
from pathlib import Path

import pytest

from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.annotations.commands import Judgement
from newsread.annotations.records import Verdict
from newsread.articles.article import Article, Unreadable
from newsread.errors import NewsreadError
from newsread.place import Place, resolve
from newsread.workspace.workspace import Workspace

SAMPLE = Place(Path("/sample"), Path("/home/sample/annotations"))
STORY = Place(Path("story/seeds"), Path("story/annotations"))
BARE = Place(Path("bare"), Path("bare/annotations"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "story/seeds/one.txt",
        "story/seeds/two.txt",
        "story/seeds/day/three.txt",
        "bare/one.txt",
        "bare/two.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Two men were captured.", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def under(root: Path, place: Place) -> Place:
    return Place(root / place.articles, root / place.annotations, tuple(root / file for file in place.only))


def only(place: Place, *files: str) -> Place:
    return Place(place.articles, place.annotations, tuple(map(Path, files)))


@pytest.mark.parametrize(
    ("cwd", "given", "place"),
    [
        ("story", [], STORY),
        ("story", ["."], STORY),
        ("story", ["seeds"], STORY),
        ("story/seeds", ["."], STORY),
        ("story/seeds", [".."], STORY),
        (".", ["story"], STORY),
        (".", ["story/seeds"], STORY),
        (".", ["story", "story/seeds"], STORY),
        (".", ["bare"], BARE),
        ("bare", ["."], BARE),
        (".", ["empty"], Place(Path("empty"), Path("empty/annotations"))),
        (".", ["bare/one.txt"], only(BARE, "bare/one.txt")),
        ("bare", ["two.txt", "one.txt"], only(BARE, "bare/two.txt", "bare/one.txt")),
        (".", ["bare", "bare/one.txt"], BARE),
        ("story", ["seeds/one.txt"], only(STORY, "story/seeds/one.txt")),
        ("story/seeds", ["one.txt"], only(STORY, "story/seeds/one.txt")),
        ("story", ["seeds/day/three.txt"], only(STORY, "story/seeds/day/three.txt")),
        (
            "story/seeds/day",
            ["three.txt", "../one.txt"],
            only(STORY, "story/seeds/day/three.txt", "story/seeds/one.txt"),
        ),
    ],
)
def test_paths_mean_a_workspace(cwd: str, given: list[str], place: Place, root: Path) -> None:
    assert resolve([Path(path) for path in given], root / cwd, SAMPLE) == under(root, place)


def test_an_absolute_path_does_not_depend_on_where_one_is(root: Path) -> None:
    assert resolve([root / "story"], root / "bare", SAMPLE) == under(root, STORY)


def test_without_a_path_and_without_seeds_the_sample_is_meant(root: Path) -> None:
    assert resolve([], root / "bare", SAMPLE) == SAMPLE


def test_a_path_that_is_not_there_is_named(root: Path) -> None:
    with pytest.raises(NewsreadError, match=r"nowhere does not exist; give"):
        resolve([Path("nowhere")], root, SAMPLE)


@pytest.mark.parametrize(
    "given", [["story", "bare"], ["bare/one.txt", "story/seeds/one.txt"], ["bare", "story/seeds/one.txt"]]
)
def test_two_workspaces_are_not_read_at_once(given: list[str], root: Path) -> None:
    with pytest.raises(NewsreadError, match="two workspaces") as caught:
        resolve([Path(path) for path in given], root, SAMPLE)
    assert str(root / "bare") in str(caught.value)
    assert str(root / "story/seeds") in str(caught.value)


def test_resolving_writes_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    resolve([root / "bare"], root, SAMPLE)
    assert sorted(root.rglob("*")) == before


def test_a_workspace_is_named_after_its_folder() -> None:
    assert (STORY.name, BARE.name) == ("story", "bare")


def test_an_article_is_read_when_it_is_asked_for(root: Path) -> None:
    workspace = Workspace(under(root, STORY))
    (root / "story/seeds/two.txt").write_bytes(b"\x00\x01\x02")
    assert workspace.ids == ("day/three.txt", "one.txt", "two.txt")
    assert isinstance(workspace.article("two.txt"), Unreadable)
    assert [article.id for article in workspace.articles()] == ["day/three.txt", "one.txt"]


def test_what_became_of_the_files_that_were_read_is_read_again(root: Path) -> None:
    workspace = Workspace(under(root, STORY))
    one, two = workspace.article("one.txt"), workspace.article("two.txt")
    assert workspace.look_again() == []
    (root / "story/seeds/one.txt").write_text("Three men were captured.", encoding="utf-8")
    (root / "story/seeds/day/three.txt").write_text("Nobody asked for this one.", encoding="utf-8")
    assert workspace.look_again() == ["one.txt"]
    now = workspace.article("one.txt")
    assert isinstance(now, Article)
    assert now.text == "Three men were captured."
    assert now != one
    assert workspace.article("two.txt") is two
    assert workspace.look_again() == []


def test_a_file_that_goes_and_comes_back_is_an_article_again(root: Path) -> None:
    workspace, file = Workspace(under(root, STORY)), root / "story/seeds/one.txt"
    workspace.article("one.txt")
    file.unlink()
    assert workspace.look_again() == ["one.txt"]
    assert isinstance(workspace.article("one.txt"), Unreadable)
    assert workspace.look_again() == []
    file.write_text("Two men were captured.", encoding="utf-8")
    assert workspace.look_again() == ["one.txt"]
    assert isinstance(workspace.article("one.txt"), Article)


def test_a_file_that_was_written_with_the_same_text_has_not_changed(root: Path) -> None:
    workspace, file = Workspace(under(root, STORY)), root / "story/seeds/one.txt"
    before = workspace.article("one.txt")
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(file, (1, 1))
    assert workspace.look_again() == []
    assert workspace.article("one.txt") is before


@pytest.mark.parametrize(("name", "folder"), [("ana", "Ana"), ("Zoë", "Zoe\u0308"), ("strasse", "Straße")])
def test_a_name_that_only_case_or_form_tells_from_anothers_is_told(name: str, folder: str, root: Path) -> None:
    workspace = Workspace(under(root, STORY))
    for each in (folder, "bob", "Bob"):
        (root / "story/annotations" / each).mkdir(parents=True)
    [sentence] = workspace.look_alikes(name)
    assert sentence.startswith(f"The annotators {' and '.join(sorted({name, folder}))} differ only in case")
    assert workspace.look_alikes("carla") == []


def test_single_files_are_the_whole_workspace_under_their_own_ids(root: Path) -> None:
    workspace = Workspace(under(root, only(STORY, "story/seeds/day/three.txt")))
    assert workspace.ids == ("day/three.txt",)


def test_a_folder_without_articles_says_what_to_put_there(root: Path) -> None:
    with pytest.raises(NewsreadError, match="has no articles; put"):
        Workspace.open(root / "empty")


def test_one_article_is_opened_by_its_path_or_by_its_id(root: Path) -> None:
    by_path, found = Workspace.open_article(str(root / "bare/one.txt"))
    _, same = Workspace.open_article("one.txt", root / "bare")
    assert by_path.place.articles == root / "bare"
    assert found == same
    with pytest.raises(NewsreadError, match="no article nothing"):
        Workspace.open_article("nothing", root / "bare")


def test_what_was_said_stands_in_the_snapshot_with_its_words(root: Path) -> None:
    workspace = Workspace(under(root, BARE))
    article = workspace.article("one.txt")
    assert isinstance(article, Article)
    notebook = workspace.notebook("ana")
    notebook.judge(article, 0, 7, Judgement(Verdict.VERIFIED))
    notebook.save()
    assert workspace.annotators() == ["ana"]
    [annotation] = workspace.snapshot().annotations
    assert (annotation.quote, annotation.verdict, annotation.by) == ("Two men", Verdict.VERIFIED, "ana")
    [placed] = workspace.placed(article, notebook.claims(article.id))
    assert (placed.start, placed.end) == (0, 7)


def test_a_folder_inside_seeds_belongs_to_that_workspace(root: Path) -> None:
    place = resolve([Path("story/seeds/day")], root, SAMPLE)
    assert place == under(root, only(STORY, "story/seeds/day"))
    assert Workspace(place).ids == ("day/three.txt",)


def test_a_link_named_seeds_is_the_workspace_that_it_stands_in(root: Path) -> None:
    (root / "linked").mkdir()
    (root / "linked" / "seeds").symlink_to(root / "bare")
    expected = Place(root / "linked/seeds", root / "linked/annotations")
    for given in ("linked", "linked/seeds"):
        assert resolve([Path(given)], root, SAMPLE) == expected


def test_a_link_of_another_name_to_seeds_is_that_workspace(root: Path) -> None:
    (root / "alias").symlink_to(root / "story" / "seeds")
    assert resolve([Path("alias")], root, SAMPLE) == under(root, STORY)
    assert resolve([Path("alias/one.txt")], root, SAMPLE) == under(root, only(STORY, "story/seeds/one.txt"))


def test_a_file_beside_seeds_is_refused_because_its_tags_would_be_mixed_up(root: Path) -> None:
    (root / "story" / "one.txt").write_text("Other words.")
    with pytest.raises(NewsreadError, match="lies beside the articles"):
        resolve([Path("story/one.txt")], root, SAMPLE)


def test_the_same_file_given_twice_is_one_article(root: Path) -> None:
    assert resolve([Path("bare/one.txt")] * 2, root, SAMPLE) == under(root, only(BARE, "bare/one.txt"))


def tagged(root: Path, name: str) -> Workspace:
    """The bare folder with three articles of their own text, one of which was tagged."""
    for number, each in enumerate(("one.txt", "two.txt", "three.txt")):
        (root / "bare" / each).write_text(f"{number} men were captured. Nobody confirmed it.", encoding="utf-8")
    workspace = Workspace(Place(root / "bare", root / "annotations"))
    article = workspace.article(name)
    assert isinstance(article, Article)
    notebook = workspace.notebook("ana")
    notebook.judge(article, 0, 20, Judgement(Verdict.VERIFIED))
    notebook.save()
    return workspace


def reopened(root: Path) -> Workspace:
    return Workspace(Place(root / "bare", root / "annotations"))


def test_a_renamed_article_keeps_its_tags(root: Path) -> None:
    tagged(root, "one.txt")
    (root / "bare" / "one.txt").rename(root / "bare" / "renamed.txt")
    workspace = reopened(root)
    assert workspace.renamed("ana") == {"one.txt": "renamed.txt"}
    notebook = workspace.notebook("ana")
    notebook.read("renamed.txt")
    notebook.follow(workspace.renamed("ana"))
    [claim] = notebook.claims("renamed.txt")
    assert (claim.article, claim.content_verdict) == ("renamed.txt", Verdict.VERIFIED)
    [annotation] = workspace.snapshot().annotations
    assert (annotation.article, annotation.found) == ("renamed.txt", True)
    article = workspace.article("renamed.txt")
    assert isinstance(article, Article)
    notebook.judge(article, 0, 20, Judgement(Verdict.DISPUTED))
    notebook.save()
    [claim] = reopened(root).notebook("ana").claims("renamed.txt")
    assert claim.content_verdict is Verdict.DISPUTED
    [annotation] = reopened(root).snapshot().annotations
    assert len(annotation.history) == 2
    undone = notebook.undo()
    assert undone is not None
    assert undone.record.verdict is Verdict.VERIFIED


def test_two_articles_of_the_same_text_are_not_taken_for_a_renamed_one(root: Path) -> None:
    tagged(root, "one.txt")
    text = (root / "bare" / "one.txt").read_text(encoding="utf-8")
    (root / "bare" / "one.txt").rename(root / "bare" / "first.txt")
    (root / "bare" / "second.txt").write_text(text, encoding="utf-8")
    assert reopened(root).renamed("ana") == {}


def test_nothing_is_looked_for_while_every_tagged_article_is_there(root: Path) -> None:
    workspace = tagged(root, "one.txt")
    (root / "bare" / "four.txt").write_text("0 men were captured. Nobody confirmed it.", encoding="utf-8")
    assert workspace.renamed("ana") == {}


def test_the_agreement_is_of_all_annotators_and_of_what_is_found(root: Path) -> None:
    workspace = tagged(root, "one.txt")
    article = workspace.article("one.txt")
    assert isinstance(article, Article)
    for name, verdict in (("bob", Verdict.VERIFIED), ("cara", Verdict.DISPUTED)):
        notebook = workspace.notebook(name)
        notebook.judge(article, 0, 20, Judgement(verdict))
        notebook.save()
    content = next(iter(workspace.agreement()[0].aspects))
    assert content.annotators == ("ana", "bob", "cara")
    (root / "bare" / "one.txt").write_text("Something else entirely.", encoding="utf-8")
    agreement, unread = reopened(root).agreement()
    assert (agreement.not_found, agreement.without_article, unread) == (3, 0, ())


@pytest.mark.parametrize("name", ["a" * 300, "nul\0", "..", "", "/etc/hostname", "a/" * 2000])
def test_a_link_to_what_can_be_no_article_leads_nowhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Two men were captured.")
    workspace = Workspace(Place(tmp_path, tmp_path / "annotations"))
    article = workspace.article("one.txt")
    assert isinstance(article, Article)
    notebook = workspace.notebook("ana")
    held = anchor.make("Somewhere else.", 0, 9, "ab")
    notebook.answer(article, 0, 3, Linked(name, held, same=True))
    assert workspace.links(notebook.answered) == ()
    notebook.save()
    assert len(workspace.verify().problems) == 1


@pytest.mark.parametrize("name", ["", "../elsewhere", "a/b", "x\x1b[31m", "half \ud83d", "con", 3])
def test_nobody_tags_under_a_name_that_cannot_be_a_folders(name: str, tmp_path: Path) -> None:
    with pytest.raises(NewsreadError, match="annotator's name"):
        Workspace(Place(tmp_path / "seeds", tmp_path / "annotations", (tmp_path / "seeds" / "one.txt",))).notebook(name)
