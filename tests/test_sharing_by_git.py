"""A team that shares a workspace by git: branches with different tags merge, and nothing of them is lost."""

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

from newsread import Workspace
from newsread.annotations.commands import Judgement
from newsread.annotations.records import Verdict
from newsread.annotations.store.verification import Kind
from newsread.articles.article import Article
from newsread.ingest.new_workspace import make_workspace

GIT = which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="it needs git")

SENTENCES = ("The river rose by two metres.", "Nobody was hurt.", "The bridge is closed.", "Schools open on Monday.")
ARTICLE = "flood.txt"


class Clone:
    """One machine's copy of the workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *args: str) -> str:
        """Run git, which must succeed, without the settings of whoever runs the tests."""
        environment = {
            **{name: os.environ[name] for name in ("PATH",)},
            **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
            "HOME": str(self.folder.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        assert GIT
        done = subprocess.run(
            [GIT, *args], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def workspace(self) -> Workspace:
        return Workspace.open(self.folder)

    def tag(self, annotator: str, *said: tuple[int, Verdict]) -> None:
        """Record verdicts on sentences, by their numbers, and commit them."""
        workspace = self.workspace
        article = workspace.article(ARTICLE)
        assert isinstance(article, Article)
        notebook = workspace.notebook(annotator)
        for number, verdict in said:
            start = article.text.index(SENTENCES[number])
            notebook.judge(article, start, start + len(SENTENCES[number]), Judgement(verdict))
        notebook.save()
        self.git("add", "-A")
        self.git("commit", "-qm", "tags")

    def ids(self, annotator: str) -> set[str]:
        return {str(each) for each in self.workspace.recorded(annotator)}


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    """Return two clones of a new workspace of one article."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    one = Clone(tmp_path / "one")
    make_workspace(one.folder)
    (one.folder / "seeds" / ARTICLE).write_text("\n\n".join(SENTENCES) + "\n")
    one.git("init", "-qb", "main")
    one.git("add", "-A")
    one.git("commit", "-qm", "begin")
    one.git("clone", "-q", ".", str(tmp_path / "other"))
    return one, Clone(tmp_path / "other")


def merged(one: Clone, other: Clone) -> None:
    one.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")
    assert "<<<<<<<" not in "".join(path.read_text() for path in one.folder.glob("annotations/*/*.json"))


def test_tags_of_one_annotator_from_two_machines_merge_without_a_conflict(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.tag("ana", (0, Verdict.VERIFIED))
    other.git("pull", "-q", str(one.folder), "main")
    one.tag("ana", (1, Verdict.DISPUTED), (2, Verdict.VERIFIED))
    other.tag("ana", (3, Verdict.UNVERIFIABLE))
    every = one.ids("ana") | other.ids("ana")
    merged(one, other)
    assert one.ids("ana") == every
    assert len(every) == 4
    assert not one.workspace.verify().problems


def test_where_both_machines_began_a_file_it_has_the_records_of_both(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.tag("ana", (0, Verdict.VERIFIED), (1, Verdict.DISPUTED))
    other.tag("ana", (2, Verdict.VERIFIED), (3, Verdict.UNVERIFIABLE))
    every = one.ids("ana") | other.ids("ana")
    merged(one, other)
    assert one.ids("ana") == every
    assert len(every) == 4
    verification = one.workspace.verify()
    assert not verification.problems
    assert [each.kind for each in verification.remarks] == [Kind.LAYOUT]
    assert "two versions" in verification.remarks[0].says
    one.tag("ana", (0, Verdict.DISPUTED))
    assert not one.workspace.verify().remarks


def test_repair_brings_the_lines_of_both_into_order_and_keeps_no_copy(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.tag("ana", (0, Verdict.VERIFIED))
    other.tag("ana", (1, Verdict.VERIFIED))
    merged(one, other)
    [repair] = one.workspace.repair()
    assert (len(repair.done), repair.left) == (1, ())
    assert len(one.ids("ana")) == 2
    assert [path.name for path in one.folder.glob("annotations/ana/[!.]*")] == [f"{ARTICLE}.json"]


def test_a_team_of_three_has_all_tags_after_two_merges(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.tag("ana", (0, Verdict.VERIFIED))
    other.tag("ben", (0, Verdict.DISPUTED))
    other.tag("carla", (0, Verdict.DISPUTED), (1, Verdict.VERIFIED))
    merged(one, other)
    assert [len(one.ids(by)) for by in ("ana", "ben", "carla")] == [1, 1, 2]


def test_what_is_still_being_saved_is_not_committed(clones: tuple[Clone, Clone]) -> None:
    one, _ = clones
    pending = one.folder / "annotations" / "ana" / ".pending" / "1.json"
    pending.parent.mkdir(parents=True)
    pending.write_text("{}")
    assert one.git("status", "--porcelain") == ""
