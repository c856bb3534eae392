"""A workspace that came from somebody else may have links in it: none of them leads newsread out of it."""

import sys
from pathlib import Path

import pytest

from newsread import Workspace
from newsread.articles.article import Article, Unreadable
from newsread.cli.main import main
from newsread.rooted import LinkedRootError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")

PRIVATE = "The key under the mat opens the door."
WORDS = "Two men were captured. Nobody confirmed it."


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings and state apart from the user's."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEWSREAD_ANNOTATOR", "ana")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one article; outside of it there is a secret."""
    (tmp_path / "event" / "seeds").mkdir(parents=True)
    (tmp_path / "event" / "annotations").mkdir()
    (tmp_path / "event" / "seeds" / "a.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(PRIVATE, encoding="utf-8")
    return tmp_path / "event"


def runs(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    """Run a command; return its status and what it printed."""
    status: object = 0
    try:
        main([str(arg) for arg in args])
    except SystemExit as end:
        status = end.code
    printed = capsys.readouterr()
    assert isinstance(status, int)
    return status, printed.out, printed.err


def link_to_the_secret(folder: Path, inside: str) -> Path:
    link = folder / "seeds" / inside
    link.symlink_to(folder.parent / "outside" / ("secret.txt" if link.suffix else ""))
    return link


@pytest.mark.parametrize("command", [["list"], ["export", "--format", "json"], ["export", "--format", "html"]])
def test_an_article_that_is_a_link_out_of_the_workspace_is_in_no_output(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link_to_the_secret(folder, "b.txt")
    link_to_the_secret(folder, "more")
    _, out, err = runs(capsys, *command, folder)
    assert "key under the mat" not in out + err
    if command == ["list"]:
        assert "leads out of" in out + err


def test_such_an_article_is_listed_as_unreadable_with_one_sentence_that_names_the_link(folder: Path) -> None:
    link = link_to_the_secret(folder, "b.txt")
    inner = link_to_the_secret(folder, "more")
    workspace = Workspace.open(folder)
    assert workspace.ids == ("a.txt", "b.txt", "more")
    for each in (link, inner):
        found = workspace.article(each.name)
        assert isinstance(found, Unreadable)
        assert found.reason.startswith(f"{each} leads out of {folder / 'seeds'}")
    assert [article.id for article in workspace.articles()] == ["a.txt"]
    assert [part.article.id for part in workspace.snapshot().parts if part.article] == ["a.txt"]


def test_verify_names_each_link_among_the_articles_that_leads_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for inside in ("b.txt", "more"):
        link = link_to_the_secret(folder, inside)
        status, out, _ = runs(capsys, "verify", folder)
        assert status == 1
        assert f"{link} leads out of {folder / 'seeds'}" in " ".join(out.split())
        assert "key under the mat" not in out
        link.unlink()
    assert runs(capsys, "verify", folder)[0] == 0


@pytest.mark.parametrize("named", ["more", "more/secret.txt", "b.txt"])
def test_it_is_no_way_round_to_name_the_link(named: str, folder: Path) -> None:
    link_to_the_secret(folder, "b.txt")
    link_to_the_secret(folder, "more")
    workspace = Workspace.open(folder / "seeds" / named)
    assert workspace.articles() == []
    [article] = workspace.ids
    assert "leads out of" in str(workspace.article(article))


def test_an_article_that_becomes_such_a_link_while_it_is_open_is_unreadable(folder: Path) -> None:
    workspace = Workspace.open(folder)
    assert isinstance(workspace.article("a.txt"), Article)
    (folder / "seeds" / "a.txt").unlink()
    link_to_the_secret(folder, "a.txt")
    assert workspace.look_again() == ["a.txt"]
    assert isinstance(workspace.article("a.txt"), Unreadable)
    assert workspace.look_again() == []


def test_an_article_that_is_a_link_inside_the_folder_is_read(folder: Path) -> None:
    (folder / "seeds" / "day").mkdir()
    (folder / "seeds" / "day" / "b.txt").symlink_to("../a.txt")
    [_, other] = Workspace.open(folder).articles()
    assert (other.id, other.text) == ("day/b.txt", WORDS)


def test_an_identifier_that_leads_out_is_of_no_article(folder: Path) -> None:
    workspace = Workspace.open(folder)
    for named in ("../../outside/secret.txt", str(folder.parent / "outside" / "secret.txt")):
        assert not workspace.has(named)
        assert workspace.article_if_there(named) is None


# Folders of a workspace that are links


def linked(folder: Path, name: str) -> tuple[Path, Path]:
    """Let one of the workspace's own folders be a link to where it was moved; return both paths."""
    link, target = folder / name, folder.parent / "elsewhere" / name
    target.parent.mkdir(exist_ok=True)
    if link.exists():
        link.rename(target)
    else:
        target.mkdir()
    link.symlink_to(target)
    return link, target


@pytest.mark.parametrize("name", ["seeds", "annotations", "originals"])
def test_a_folder_that_is_a_link_is_followed_only_after_its_owner_agreed(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link, target = linked(folder, name)
    with pytest.raises(LinkedRootError) as caught:
        Workspace.open(folder)
    for words in (str(link), str(target), f"newsread follow-links {folder}"):
        assert words in str(caught.value)
    for command in ("list", "verify", "repair", "export"):
        status, out, err = runs(capsys, command, folder)
        assert (status, out) == (1, "")
        assert err == f"newsread: {caught.value}\n"
    status, out, _ = runs(capsys, "follow-links", folder)
    assert status == 0
    assert f"newsread follows the link {link} to {target}" in out
    assert Workspace.open(folder).articles()[0].text == WORDS
    assert str(target) not in "".join(path.read_text() for path in folder.rglob("*") if path.is_file())
    assert "followed_links" in (tmp_path / "config" / "newsread" / "settings.toml").read_text(encoding="utf-8")


def test_the_agreement_ends_when_the_link_leads_elsewhere(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link, _ = linked(folder, "seeds")
    assert runs(capsys, "follow-links", folder)[0] == 0
    link.unlink()
    link.symlink_to(tmp_path / "outside")
    with pytest.raises(LinkedRootError, match="outside"):
        Workspace.open(folder)
    assert runs(capsys, "follow-links", folder)[0] == 0
    assert Workspace.open(folder).ids == ("secret.txt",)


def test_a_folder_that_becomes_a_link_later_is_not_followed(folder: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(folder)
    (folder / "seeds").rename(folder / "former")
    (folder / "seeds").symlink_to(tmp_path / "outside")
    found = workspace.article("a.txt")
    assert isinstance(found, Unreadable)
    assert "newsread follow-links" in found.reason
    with pytest.raises(LinkedRootError):
        workspace.list_again()


def test_settings_that_are_there_stay_when_one_agrees(folder: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "newsread" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('# mine\ntheme = "newsread-light"\n', encoding="utf-8")
    for name in ("seeds", "annotations"):
        linked(folder, name)
    main(["follow-links", str(folder)])
    text = settings.read_text(encoding="utf-8")
    assert text.startswith('# mine\ntheme = "newsread-light"\n')
    assert text.count("elsewhere") == 2
    Workspace.open(folder)


def test_without_links_there_is_nothing_to_agree_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is a link" in runs(capsys, "follow-links", folder)[1]
    assert not (folder.parent / "config").exists()


def test_a_workspace_that_the_user_names_may_itself_be_or_be_below_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(folder)
    (tmp_path / "bare").symlink_to(folder / "seeds")
    (tmp_path / "private").symlink_to(tmp_path)
    for named in ("alias", "private/event", "private/alias", "private/event/seeds/a.txt", "bare"):
        workspace = Workspace.open(tmp_path / named)
        article = workspace.article("a.txt")
        assert isinstance(article, Article)
        assert article.text == WORDS
        assert workspace.place.annotations.resolve() == folder / "annotations"


def test_a_link_named_seeds_that_leads_to_another_workspace_is_not_opened_as_that_one(
    folder: Path, tmp_path: Path
) -> None:
    received = tmp_path / "received"
    received.mkdir()
    (received / "seeds").symlink_to(folder / "seeds")
    for named in (received, received / "seeds"):
        with pytest.raises(LinkedRootError, match=str(received / "seeds")):
            Workspace.open(named)
