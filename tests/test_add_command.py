"""Making a workspace and bringing articles into it, from outside."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGINT

import pytest
from tests.ingest.hosts import answer, host, redirects_to, says
from tests.person import PROGRAM, SEEDS, Person

PAGE = (
    "<!DOCTYPE html><title>Two soldiers captured</title><article><h1>Two soldiers captured</h1>"
    "<p>Ukrainian troops have captured two Chinese nationals who were fighting on the side of Russia.</p>"
    "<p>The captured men are being held by the security service, according to the president, who wants an answer.</p>"
    "<p>He asked for it in a post on Tuesday, in which he also told of the papers found on the men.</p></article>"
)


@pytest.fixture
def bo(tmp_path: Path) -> Person:
    """Return someone who has no workspace yet."""
    person = Person(tmp_path, {"NEWSREAD_ANNOTATOR": "bo"})
    tmp_path.joinpath("given").mkdir()
    return person


@pytest.fixture
def page() -> Iterator[str]:
    """Return the address of a page on this machine."""
    with host(says(answer(PAGE.encode()))) as port:
        yield f"http://127.0.0.1:{port}/soldiers"


# A workspace


def test_a_workspace_is_made_filled_read_and_tagged(bo: Person) -> None:
    told = bo.succeeds("init", "event", cwd=bo.home)
    assert "newsread add --in event" in told
    there = [".gitattributes", ".gitignore", "README.md", "annotations", "seeds"]
    assert sorted(path.name for path in bo.workspace.iterdir()) == there
    (bo.home / "given" / "Report.txt").write_text("Two soldiers were captured.", encoding="utf-8")
    told = bo.succeeds("add", "../given/Report.txt")
    assert told.startswith("added          report-")
    article = told.split()[1]
    assert bo.text(article).endswith("---\nTwo soldiers were captured.")
    bo.succeeds("tag", article, "0", "12", "verified")
    assert bo.succeeds("list").splitlines()[1].startswith(article)
    assert bo.succeeds("add", "given", "--in", "event", cwd=bo.home).split()[:3] == ["already", "there", article]


def test_a_workspace_is_not_made_twice_or_over_anything(bo: Person) -> None:
    bo.succeeds("init", "event", cwd=bo.home)
    assert "is a workspace already" in bo.fails("init", "event", cwd=bo.home)
    assert "lies among the articles" in bo.fails("init", "event/seeds/sub", cwd=bo.home)
    (bo.home / "given" / "a.txt").write_text("Words.", encoding="utf-8")
    assert "has 1 file that can be read as a workspace" in bo.fails("init", "given", cwd=bo.home)
    assert "is a file" in bo.fails("init", "given/a.txt", cwd=bo.home)
    mine = bo.home / "mine"
    mine.mkdir()
    (mine / "README.md").write_text("My own.", encoding="utf-8")
    bo.succeeds("init", "mine", cwd=bo.home)
    assert (mine / "README.md").read_text(encoding="utf-8") == "My own."


def test_nothing_is_added_where_there_is_no_workspace(bo: Person) -> None:
    assert "newsread init" in bo.fails("add", "given", cwd=bo.home)
    assert "does not exist" in bo.fails("add", "given", "--in", "gone", cwd=bo.home)
    assert "is only a part" in bo.fails("add", "given", "--in", SEEDS / "000_86c94117e85d88e9.txt", cwd=bo.home)


# Adding


def test_one_line_tells_what_became_of_each(bo: Person, page: str) -> None:
    bo.succeeds("init", bo.workspace, cwd=bo.home)
    (bo.home / "given" / "\x1b[31m.txt").write_text("Red.", encoding="utf-8")
    (bo.home / "given" / "image.txt").write_bytes(b"\x89PNG" * 9)
    ended = bo.run("add", page, "../given", "gone.pdf", "--allow-local")
    assert ended.status == 1
    first, second = ended.out.splitlines()
    assert first.startswith("added          two-soldiers-captured-")
    assert first.endswith(page)
    assert "\x1b" not in second
    assert ended.err.splitlines() == [
        "newsread: image.txt is an image, not a text: save its words as a .txt file.",
        "newsread: gone.pdf is not there: check its name and folder.",
    ]


def test_what_of_a_page_is_left_out_is_counted_and_shown(bo: Person) -> None:
    bo.succeeds("init", "event", cwd=bo.home)
    around = f"<nav>Home \x1b[31m</nav>{PAGE}<aside><p>{'Ten tips for you. ' * 9}</p></aside>"
    for name in ("a", "b"):
        (bo.home / "given" / f"{name}.html").write_text(f"{around}<!-- {name} -->".replace("Tuesday", f"day {name}"))
    counted = bo.succeeds("add", "../given/a.html").splitlines()
    assert counted[1:] == ["               2 blocks of the page left out; --verbose shows them"]
    assert len(bo.succeeds("add", "../given/a.html").splitlines()) == 1
    again = bo.succeeds("add", "--verbose", "../given/a.html").splitlines()
    assert again[0].startswith("already there")
    assert again[1:3] == ["               2 blocks of the page left out:", "                 Home [31m"]
    shown = bo.succeeds("add", "--verbose", "../given/b.html").splitlines()
    assert shown[1] == "               2 blocks of the page left out:"
    assert shown[2] == "                 Home [31m"
    assert shown[3].startswith("                 Ten tips for you. Ten")
    assert shown[3].endswith(" …")
    assert len(shown[3]) < 120


def test_this_machine_is_asked_for_nothing_unless_that_is_allowed(bo: Person, page: str) -> None:
    bo.succeeds("init", bo.workspace, cwd=bo.home)
    assert "--allow-local" in bo.fails("add", page)
    assert bo.succeeds("add", page, "--allow-local").startswith("added")


def test_a_redirect_is_checked_like_an_address(bo: Person) -> None:
    bo.succeeds("init", bo.workspace, cwd=bo.home)
    with host(redirects_to("file:///etc/passwd")) as port:
        assert "only those are fetched" in bo.fails("add", f"http://127.0.0.1:{port}/", "--allow-local")
    assert not list(bo.articles.iterdir())


def test_standard_input_is_read(bo: Person) -> None:
    bo.succeeds("init", bo.workspace, cwd=bo.home)
    ended = subprocess.run(
        [*PROGRAM, "add", "-"],
        cwd=bo.workspace,
        env=bo.environment(),
        input=PAGE.encode(),
        capture_output=True,
        timeout=300,
        check=True,
    )
    assert ended.stdout.startswith(b"added          two-soldiers-captured-")


def test_a_bare_folder_of_articles_takes_more(bo: Person, page: str) -> None:
    bare = bo.home / "given"
    (bare / "a.txt").write_text("Words.", encoding="utf-8")
    bo.succeeds("add", page, "--in", ".", "--allow-local", cwd=bare)
    listed = bo.succeeds("list", ".", cwd=bare).splitlines()
    assert len(listed) == 3
    assert not [line for line in listed if "originals" in line]


def test_an_interruption_leaves_whole_articles_and_says_how_to_go_on(bo: Person) -> None:
    bo.succeeds("init", bo.workspace, cwd=bo.home)
    given = bo.home / "given"
    for number in range(20):
        (given / f"{number}.txt").write_text(f"Words of {number}.", encoding="utf-8")
    with subprocess.Popen(
        [*PROGRAM, "add", str(given), "-"],  # what comes by standard input never ends
        cwd=bo.workspace,
        env=bo.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as adding:
        assert adding.stdout
        assert adding.stderr
        assert adding.stdout.readline().startswith("added")
        adding.send_signal(SIGINT)
        err = adding.stderr.read()  # and only then its standard input is closed, which would end it too
    assert adding.returncode == 130
    assert err.startswith("newsread: Interrupted: ")
    assert err.count("\n") == 1
    there = [path for path in bo.articles.iterdir() if not path.name.startswith(".")]
    assert 0 < len(there) <= 20
    assert all("\nWords of " in path.read_text(encoding="utf-8") for path in there)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_a_terminal_shows_what_becomes_of_each(bo: Person) -> None:
    bo.succeeds("init", bo.workspace, cwd=bo.home)
    for number in range(3):
        (bo.home / "given" / f"{number}.txt").write_text(f"Words of {number}.", encoding="utf-8")
    with bo.opens("add", "../given", columns=100) as terminal:
        assert terminal.exit_code() == 0
        assert terminal.text.count("added ") == 3
