"""The marks of a git conflict in articles and in their sources are found, and named by `list` and `verify`."""

import json
from pathlib import Path

import pytest
from tests.person import Person

from newsread import Workspace
from newsread.articles.article import Article
from newsread.articles.folder import read_article
from newsread.articles.git_conflict import conflict_line
from newsread.articles.sources import DeclaredSources, declared_sources

CONFLICT = "The river rose.\n<<<<<<< HEAD\nNobody was hurt.\n=======\nOne man was hurt.\n>>>>>>> ben\nIt rained.\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CONFLICT, 2),
        (CONFLICT.replace("\n", "\r\n"), 2),
        (CONFLICT.replace("=======", "||||||| 1a2b\nA man was hurt.\n======="), 2),
        (CONFLICT.replace("<<<<<<< HEAD\n", ""), 3),
        (CONFLICT.replace(">>>>>>> ben\n", ""), 2),
        ("The flood\n=======\n\nThe river rose.\n", None),
        (">>>>>>> so he wrote\n>>>>>>> in his mail\n", None),
        ("He wrote <<<<<<< HEAD and ======= and >>>>>>> ben.\n", None),
        ("<<<<<<<<<<\n==========\n>>>>>>>>>>\n", None),
    ],
    ids=["marks", "CRLF", "three versions", "no beginning", "no end", "heading", "mail", "in a line", "ornaments"],
)
def test_the_first_line_with_a_mark_is_found(text: str, line: int | None) -> None:
    assert conflict_line(text) == line


def test_an_article_with_marks_says_so_where_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text(CONFLICT)
    article = read_article(tmp_path, "flood.txt", DeclaredSources())
    assert isinstance(article, Article)
    assert article.text == CONFLICT
    assert "marks of a git conflict in it, from line 2 on" in str(article.notice)


def test_sources_with_marks_are_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('["a.txt"]\n<<<<<<< HEAD\noutlet = "A"\n=======\noutlet = "B"\n>>>>>>> x\n')
    declared = declared_sources(tmp_path)
    assert declared.conflict
    assert "sources.toml has the marks of a git conflict in it, from line 2 on" in str(declared.problem)


def test_list_and_verify_name_every_file(newcomer: Person) -> None:
    newcomer.write("flood.txt", CONFLICT)
    newcomer.write("sources.toml", '<<<<<<< HEAD\n["flood.txt"]\n=======\n>>>>>>> x\n')
    listed = newcomer.run("list")
    assert listed.status == 0
    assert "newsread: flood.txt has the marks of a git conflict in it, from line 2 on" in listed.err
    assert "newsread: sources.toml has the marks of a git conflict in it, from line 1 on" in listed.err
    checked = newcomer.run("verify", "--json")
    assert checked.status == 1
    problems = json.loads(checked.out)["problems"]
    assert {(Path(each["file"]).name, each["kind"]) for each in problems} == {
        ("flood.txt", "conflict"),
        ("sources.toml", "conflict"),
    }


def test_only_the_articles_that_were_asked_for_are_checked(newcomer: Person) -> None:
    newcomer.write("flood.txt", CONFLICT)
    other = newcomer.write("other.txt", "Nobody was hurt in the flood.\n")
    assert not Workspace.open(other).verify().problems
