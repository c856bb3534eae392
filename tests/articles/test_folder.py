"""Folders: which files are articles, in which order, and what becomes of those that are none."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from newsread.articles.article import Article, Unreadable
from newsread.articles.folder import article_ids, read_article
from newsread.articles.sources import DeclaredSources, Source, declared_sources
from newsread.errors import NewsreadError

SEEDS = Path(__file__).parents[2] / "seeds"
NOTHING = DeclaredSources()
links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def fill(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Two soldiers were captured.", encoding="utf-8")


def reason(folder: Path, article_id: str) -> str:
    article = read_article(folder, article_id, NOTHING)
    assert isinstance(article, Unreadable)
    assert article.id == article_id
    return article.reason


def test_articles_are_listed_in_natural_order(tmp_path: Path) -> None:
    names = ["1.txt", "2.txt", "10.txt", "a/9/x.md", "a/10/x.md", "B1.txt", "b2.txt", "b10"]
    fill(tmp_path, *reversed(names))
    assert article_ids(tmp_path) == names


def test_what_is_no_article_is_not_listed(tmp_path: Path) -> None:
    fill(tmp_path, ".hidden.txt", ".git/a.txt", "annotations/ana/a.json", "x/annotations/b.txt", "sources.toml")
    fill(tmp_path, "README", "readme.md", "x/README.txt", "x/article.txt", "readme-first.txt")
    assert article_ids(tmp_path) == ["readme-first.txt", "x/article.txt"]


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    assert article_ids(tmp_path) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NewsreadError, match="gone cannot be opened"):
        article_ids(tmp_path / "gone")


@links
def test_loops_of_links_are_not_entered(tmp_path: Path) -> None:
    fill(tmp_path, "x/a.txt")
    (tmp_path / "x" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b.txt").symlink_to(tmp_path / "x" / "a.txt")
    assert article_ids(tmp_path) == ["b.txt", "x/a.txt"]
    assert isinstance(read_article(tmp_path, "b.txt", NOTHING), Article)


@links
def test_a_link_that_leads_out_of_the_folder_is_listed_with_its_reason_and_never_read(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    fill(folder, "a.txt")
    fill(tmp_path, "outside/secret.txt", "sources.toml")
    for name, target in {
        "b.txt": "../outside/secret.txt",
        "c.txt": str(tmp_path / "outside" / "secret.txt"),
        "d": "../outside",
        "e.txt": "../outside/gone.txt",
        "sources.toml": "../sources.toml",
    }.items():
        (folder / name).symlink_to(target)
    assert article_ids(folder) == ["a.txt", "b.txt", "c.txt", "d", "e.txt"]
    for name in ("b.txt", "c.txt", "d", "d/secret.txt", "e.txt"):
        assert str(folder / name.removesuffix("/secret.txt")) in reason(folder, name)
        assert "put a copy" in reason(folder, name)
    assert "sources.toml leads out of" in str(declared_sources(folder).problem)


def test_a_folder_that_may_not_be_opened_is_listed_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a.txt", "closed/b.txt")
    opened = os.open

    def refuse(path: str, *args: Any, **options: Any) -> int:
        if path == "closed":
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *args, **options)

    monkeypatch.setattr(os, "open", refuse)
    assert article_ids(tmp_path) == ["a.txt", "closed"]
    assert "check that you may open it" in reason(tmp_path, "closed")


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "a.md", "a.markdown", "a", "report 08.04.2025", "Dr. No"])
def test_plain_text_and_markdown_are_read(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name)
    article = read_article(tmp_path, name, NOTHING)
    assert isinstance(article, Article)
    assert article.text == "Two soldiers were captured."


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.docx", "x/a.PNG"])
def test_other_endings_are_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name)
    assert reason(tmp_path, name) == (
        f"{name} is neither plain text nor Markdown: save its words as a .txt or .md file beside it."
    )


@pytest.mark.parametrize(
    "article_id",
    ["../a.txt", "x/../../a.txt", "/etc/passwd", "", ".", "./a.txt", "x//a.txt", "x/", "a\0.txt", "x/.."],
)
def test_an_id_that_leaves_the_folder_is_refused(tmp_path: Path, article_id: str) -> None:
    fill(tmp_path, "a.txt", "inside/x/a.txt", "inside/a.txt")
    assert reason(tmp_path / "inside", article_id)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("Text.", encoding="utf-8")
    (article_id,) = article_ids(tmp_path)
    assert reason(tmp_path, article_id).encode()
    assert "rename the file" in reason(tmp_path, article_id)


def test_a_file_that_cannot_be_read_gives_its_reason_and_the_others_open(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    first, second = (read_article(tmp_path, article_id, NOTHING) for article_id in article_ids(tmp_path))
    assert isinstance(first, Article)
    assert isinstance(second, Unreadable)


def test_an_article_knows_its_source_and_how_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("---\ntitle: Café\n---\nText.".encode("cp1252"))
    declared = DeclaredSources({"a.md": Source(outlet="AFP")})
    article = read_article(tmp_path, "a.md", declared)
    assert isinstance(article, Article)
    assert article.source == Source(outlet="AFP", title="Café")
    assert article.text == "Text."
    assert article.notice == "read as windows-1252: it is not UTF-8"


def test_the_sample_reads_as_a_person_would() -> None:
    declared = declared_sources(SEEDS)
    assert declared.problem is None
    articles = [read_article(SEEDS, article_id, declared) for article_id in article_ids(SEEDS)]
    assert [article.id for article in articles] == sorted(declared.by_id)
    read = [article for article in articles if isinstance(article, Article)]
    assert [article.text.encode() for article in read] == [file.read_bytes() for file in sorted(SEEDS.glob("*.txt"))]
    assert [article.source.outlet for article in read] == [
        "The Moscow Times",
        "The New York Times",
        None,
        None,
        "The Kyiv Independent",
    ]
    assert [article.source.published for article in read] == [
        "2025-04-08",
        None,
        None,
        "2025-04-09",
        "2025-04-08",
    ]
