"""An article that was renamed and edited as well: somebody names the former one, and what was tagged is found again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.person import Person

from newsread.annotations.commands import Judgement
from newsread.annotations.ids import new_id
from newsread.annotations.records import Verdict
from newsread.annotations.workspace_records import WorkspaceAction, WorkspaceRecord, from_json, renamed_here, to_json
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.place import Place
from newsread.workspace.workspace import Workspace

SAID = "The ferry sank off the northern cape."
BESIDE = "It was a calm night on the sea around the cape."
OLD = f"{BESIDE} {SAID} Nobody drowned, as the coast guard told us. The crew rowed home."
NEW = f"{BESIDE} {SAID} Nobody drowned, as the coast guard told us. The crew slept in the harbour."


def opened(root: Path) -> Workspace:
    return Workspace(Place(root / "articles", root / "annotations"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace in which Ana and Ben tagged an article that was then renamed and edited."""
    (tmp_path / "articles").mkdir()
    former = tmp_path / "articles" / "former.txt"
    former.write_text(OLD, encoding="utf-8")
    workspace = opened(tmp_path)
    article = workspace.article("former.txt")
    assert isinstance(article, Article)
    for name in ("ana", "ben"):
        notebook = workspace.notebook(name)
        notebook.judge(article, OLD.index(SAID), OLD.index(SAID) + len(SAID), Judgement(Verdict.VERIFIED))
        notebook.save()
    former.rename(tmp_path / "articles" / "present.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_what_anybody_tagged_is_found_in_the_article_that_was_named(root: Path) -> None:
    assert opened(root).renamed("ana") == {}
    assert [said.found for said in opened(root).snapshot().annotations] == [False, False]
    opened(root).name_renamed("ana", "former.txt", "present.txt")
    assert opened(root).renamed("ben") == {"former.txt": "present.txt"}
    told = [(said.article, said.found, said.by) for said in opened(root).snapshot().annotations]
    assert told == [("present.txt", True, "ana"), ("present.txt", True, "ben")]
    assert opened(root).verify().problems == ()


def test_it_can_be_taken_back(root: Path) -> None:
    opened(root).name_renamed("ana", "former.txt", "present.txt")
    opened(root).name_renamed("ana", "former.txt", None)
    assert opened(root).renamed("ana") == {}
    with pytest.raises(NewsreadError, match="Nobody has named"):
        opened(root).name_renamed("ana", "former.txt", None)


@pytest.mark.parametrize(
    ("former", "present", "why"),
    [
        ("present.txt", "present.txt", "is still there"),
        ("former.txt", "other.txt", "no article other.txt"),
        ("other.txt", "present.txt", "Nobody has tagged"),
    ],
)
def test_what_cannot_be_so_is_refused(root: Path, former: str, present: str, why: str) -> None:
    with pytest.raises(NewsreadError, match=why):
        opened(root).name_renamed("ana", former, present)
    assert opened(root).renamed("ana") == {}


def named(former: str, present: str) -> WorkspaceRecord:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return WorkspaceRecord(new_id(None), at, "ana", WorkspaceAction.RENAME, former=former, present=present)


def test_several_renamings_lead_to_the_last_name_and_a_circle_to_none() -> None:
    every = [named("a", "b"), named("b", "c")]
    assert renamed_here(every) == {"a": "c", "b": "c"}
    assert renamed_here([*every, named("c", "a")]) == {}


def test_the_record_is_stored_and_read_back() -> None:
    record = named("a.txt", "b.txt")
    assert from_json(record.id, to_json(record)) == record


@pytest.mark.slow
def test_the_command_says_which_article_it_is_now(newcomer: Person) -> None:
    ana = newcomer
    ana.write("former.txt", OLD)
    start = str(OLD.index(SAID))
    ana.succeeds("tag", "former.txt", start, str(int(start) + len(SAID)), "verified")
    (ana.articles / "former.txt").unlink()
    ana.write("present.txt", NEW)
    assert ana.succeeds("renamed", "former.txt", "present.txt") == "former.txt is present.txt now.\n"
    [said] = ana.export()["annotations"]
    assert (said["article"], said["found"]) == ("present.txt", True)
    assert "are sound" in ana.succeeds("verify")
    assert ana.succeeds("renamed", "former.txt", "--undo") == "former.txt has no other name any more.\n"
