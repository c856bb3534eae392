"""Whole sessions in a real terminal: launch, read side by side, tag, quit, export."""

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from signal import SIGHUP, SIGTERM, Signals
from uuid import UUID

import pytest
from tests.person import MOSCOW_TIMES, Person, one_sentence
from tests.terminal import Terminal

from newsread.app.style.themes import DARK

FIRST_CLAIM = "Ukrainian President Volodymyr"
TITLES = (
    "The Moscow Times",
    "The New York Times",
    "Ukraine has captured",
    "“We have information",
    "The Kyiv Independent",
)
WAITING = "being looked for"


def enter(terminal: Terminal) -> None:
    """Open the reader on all articles and wait for the texts."""
    terminal.wait_for("of 16 un")
    terminal.press("enter")
    terminal.wait_for(FIRST_CLAIM)


def counted(words: str) -> Callable[[str], bool]:
    """Return the condition that counts are in the title, in words or, where these find no room, in signs alone."""
    signs = re.sub(r" (verified|disputed|unverifiable|to check)", "", words)
    return lambda text: words in text or signs in text


def saved(words: str) -> Callable[[str], bool]:
    """Return the condition that something is on the screen, and nothing waits to be saved."""
    on_screen = counted(words)
    return lambda text: on_screen(text) and "not saved" not in text


def until(condition: Callable[[], bool], timeout: float = 120) -> None:
    """Wait for what no screen shows."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def leave(terminal: Terminal) -> None:
    """Quit, from whatever screen."""
    terminal.press("ctrl+q")
    assert terminal.exit_code() == 0


def is_drawn(terminal: Terminal, colour: str, words: str) -> bool:
    """Whether these words were ever drawn in a theme's colour."""
    red, green, blue = bytes.fromhex(DARK.variables[colour].removeprefix("#"))
    return re.search(rf"\x1b\[[\d;]*38;2;{red};{green};{blue}[\d;]*m{words}".encode(), terminal.raw) is not None


def colours(raw: bytes) -> Iterator[tuple[int, ...]]:
    """Yield every colour that was ever asked for: red, green and blue, or the code of a named one and 0."""
    for codes in re.findall(rb"\x1b\[([\d;]*)m", raw):
        rest = [int(code or 0) for code in codes.split(b";")]
        while rest:
            match rest:
                case [38 | 48, 2, red, green, blue, *rest]:
                    yield red, green, blue
                case [code, *rest] if code in {*range(30, 39), *range(40, 49), *range(90, 108)}:
                    yield code, 0
                case [_, *rest]:
                    pass


# The main job


def test_open_tag_undo_quit_export(newcomer: Person) -> None:
    with newcomer.opens("--as", "ana") as terminal:
        terminal.wait_for(lambda text: all(title in text for title in TITLES))
        assert "5 articles" in terminal.text
        enter(terminal)
        terminal.press("v", "d", "u")
        terminal.wait_for(saved("1 ?"))
        terminal.press("z")
        terminal.wait_for(saved("undone: ? unverifiable"))
        terminal.press("q")
        terminal.wait_for("1 ✓  1 ✗  14 of 16 unseen")
        terminal.press("q")
        assert terminal.exit_code() == 0

    exported = newcomer.export()
    verified, disputed = exported["annotations"]
    assert (verified["verdict"], disputed["verdict"]) == ("verified", "disputed")
    for annotation in (verified, disputed):
        text = newcomer.text(annotation["article"])
        assert annotation["quote"] == text[annotation["start"] : annotation["end"]] != ""
        assert (annotation["article"], annotation["by"], annotation["aspect"]) == (MOSCOW_TIMES, "ana", "content")
        assert annotation["history"]
    assert exported["marks"] == []
    files = [path for path in newcomer.annotations.rglob("*") if path.is_file() and ".pending" not in path.parts]
    assert [path.name for path in files] == [f"{MOSCOW_TIMES}.json"]

    *tags, undo = newcomer.records("ana")
    assert [record["verdict"] for record in tags] == ["verified", "disputed", "unverifiable"]
    assert undo["undoes"] == str(UUID(int=tags[-1].doc_id))
    assert newcomer.articles.joinpath(MOSCOW_TIMES).stat().st_mtime < newcomer.file_of("ana").stat().st_mtime


@pytest.mark.slow
def test_what_was_tagged_is_there_again(ana: Person) -> None:
    with ana.opens() as terminal:
        enter(terminal)
        terminal.press("v", "D", "space", "t", "i")
        terminal.wait_for(saved("1 ! to check"))
        leave(terminal)
    with ana.opens(rows=50) as terminal:
        terminal.wait_for("1 ✓  1 ✗  1 !  11 of 16 unseen")
        terminal.press("enter")
        terminal.wait_for(lambda text: {"✓ ", "“✗", "· ", "! ", "– "} <= {row[2:4] for row in text.splitlines()})
        leave(terminal)
    exported = ana.export()
    assert [(said["verdict"], said["aspect"]) for said in exported["annotations"]] == [
        ("verified", "content"),
        ("disputed", "statement"),
    ]
    assert [said["mark"] for said in exported["marks"]] == ["seen", "to check", "not a claim"]


@pytest.mark.slow
def test_undo_takes_back_what_was_said_in_an_earlier_session_and_redo_says_it_again(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")
    with ana.opens() as terminal:
        terminal.wait_for("1 ✓  15 of 16 unseen")
        terminal.press("z")
        terminal.wait_for(saved("16 of 16 unseen"))
        terminal.press("Z")
        terminal.wait_for("1 ✓  15 of 16 unseen")
        leave(terminal)
    assert [record["action"] for record in ana.records("ana")] == ["tag", "withdraw", "tag"]
    assert [said["verdict"] for said in ana.export()["annotations"]] == ["verified"]


@pytest.mark.slow
def test_a_reason_is_written_and_exported(ana: Person) -> None:
    with ana.opens() as terminal:
        enter(terminal)
        terminal.press("d", "r")
        terminal.wait_for("Reason · ✗ disputed")
        terminal.type("no source named\r")  # all at once, as pasted or over a slow line
        terminal.wait_for(saved("because: no"))
        leave(terminal)
    (annotation,) = ana.export()["annotations"]
    assert (annotation["verdict"], annotation["note"]) == ("disputed", "no source named")


@pytest.mark.slow
def test_the_app_exports_what_the_command_exports(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")
    with ana.opens() as terminal:
        terminal.wait_for("1 ✓  15 of 16 unseen")
        terminal.press("E")
        terminal.wait_for("it begins so")  # before, the formats are being loaded and nothing is written
        terminal.press("enter")
        terminal.wait_for("Exported")
        leave(terminal)
    written = ana.workspace / "annotations.json"
    assert json.loads(written.read_bytes()) == ana.export()


@pytest.mark.slow
def test_an_article_is_added_and_listed(ana: Person) -> None:
    (ana.home / "more.txt").write_text("Two firemen were captured.\n\nThey drive firetrucks.\n", encoding="utf-8")
    with ana.opens() as terminal:
        terminal.wait_for("16 of 16 unseen")
        terminal.press("A")
        terminal.wait_for("Add articles")
        terminal.type(f"{ana.home / 'more.txt'}\r")
        terminal.wait_for("1 added")
        terminal.press("escape")
        terminal.wait_for("6 articles")
        leave(terminal)
    assert len([*ana.articles.glob("more-*.txt")]) == 1


@pytest.mark.slow
def test_enter_twice_closes_a_dialog_once(ana: Person) -> None:
    with ana.opens() as terminal:
        terminal.wait_for("unseen")
        terminal.press("w")
        terminal.wait_for("enter take")
        terminal.type("ben\r\r")
        terminal.wait_for(lambda text: text.splitlines()[0].endswith(" ben") and "5 articles" in text)
        leave(terminal)


# Sizes


@pytest.mark.slow
def test_200_columns_show_five_articles_side_by_side(ana: Person) -> None:
    with ana.opens(columns=200, rows=50) as terminal:
        enter(terminal)
        titles = [f"─ {number} {title[:7]}" for number, title in enumerate(TITLES, 1)]
        terminal.wait_for(lambda text: all(title in text.splitlines()[1] for title in titles))
        assert " 5 articles" in terminal.screen[0]
        leave(terminal)


@pytest.mark.slow
def test_60_columns_show_one_article_in_which_everything_works(ana: Person) -> None:
    with ana.opens(columns=60, rows=20) as terminal:
        enter(terminal)
        assert "1 of 5 articles" in terminal.screen[0]
        terminal.press("v")
        terminal.wait_for(saved("✓ verified"))
        terminal.press("tab")
        terminal.wait_for("The New York Times")
        leave(terminal)
    assert len(ana.records("ana")) == 1


@pytest.mark.slow
def test_a_resize_changes_how_many_articles_stand_side_by_side(ana: Person) -> None:
    with ana.opens() as terminal:
        enter(terminal)
        assert "1–2 of 5 articles" in terminal.screen[0]
        terminal.press("v")
        terminal.resize(200, 50)
        terminal.wait_for(lambda text: all(title in text for title in TITLES))
        terminal.resize(60, 20)
        terminal.wait_for("1 of 5 articles")
        terminal.press("d")
        terminal.wait_for(saved("✗ disputed"))
        leave(terminal)
    assert [record["verdict"] for record in ana.records("ana")] == ["verified", "disputed"]


# Without colours


@pytest.mark.slow
def test_with_shades_of_grey_alone_everything_can_be_told_apart(ana: Person) -> None:
    with ana.opens(columns=140, rows=40, env={"NO_COLOR": "1"}) as terminal:
        enter(terminal)
        terminal.press("v", "d", "u")
        terminal.wait_for(saved("1 ? unverifiable"))
        assert all(told in terminal.screen[0] for told in ("1 ✓ verified", "1 ✗ disputed", "1 ? unverifiable"))
        assert {"✓ ", "✗ ", "? "} <= {row[2:4] for row in terminal.screen}
        drawn = re.compile(rb"\x1b\[([\d;]*)mBeijing")
        terminal.wait_for(lambda _: any(b"4" in found.split(b";") for found in drawn.findall(terminal.raw)))
        leave(terminal)
    assert {colour for colour in colours(terminal.raw) if len(set(colour)) > 1} == set()


# Who reads


@pytest.mark.slow
def test_a_shared_login_is_asked_for_a_name_once(newcomer: Person, analysed: Path) -> None:
    newcomer.env |= {"LOGNAME": "root", "XDG_CACHE_HOME": str(analysed)}
    with newcomer.opens() as terminal:
        terminal.wait_for("Who is reading?")
        terminal.type("a/b")
        terminal.press("enter")
        terminal.wait_for("cannot have / in it")
        terminal.press("home", *["delete"] * 3)
        terminal.type("eva")
        terminal.press("enter")
        terminal.wait_gone("Who is reading?")
        terminal.wait_for(" eva")
        enter(terminal)
        terminal.press("v")
        terminal.wait_for(saved("1 ✓ verified"))
        leave(terminal)
    assert newcomer.records("eva")[0]["by"] == "eva"
    with newcomer.opens() as terminal:
        terminal.wait_for("1 ✓  15 of 16 unseen")
        assert "Who is reading?" not in terminal.text
        assert terminal.screen[0].rstrip().endswith(" eva")
        leave(terminal)


@pytest.mark.slow
def test_a_name_that_was_asked_for_comes_before_the_environments(ana: Person) -> None:
    with ana.opens("--as", "ben") as terminal:
        terminal.wait_for(lambda text: text.splitlines()[0].endswith(" ben"))
        leave(terminal)


@pytest.mark.slow
def test_a_new_name_for_the_next_tag_can_be_given_in_the_app(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")
    with ana.opens() as terminal:
        terminal.wait_for("1 ✓  15 of 16 unseen")
        terminal.press("w")
        terminal.wait_for("Who is reading?")
        terminal.type("ben")
        terminal.press("enter")
        terminal.wait_gone("Who is reading?")
        enter(terminal)
        terminal.press("d")
        terminal.wait_for(saved("1 ✗ disputed"))
        leave(terminal)
    assert [(said["by"], said["verdict"]) for said in ana.export()["annotations"]] == [
        ("ana", "verified"),
        ("ben", "disputed"),
    ]


# Analysis

_GATED_SPACY = """
import os, sys, time
from pathlib import Path
here = Path(__file__).parents[1]
(here / "asked").write_text(str(os.getpid()))
while not (here / "open").exists():
    time.sleep(0.02)
sys.path.remove(str(here))
del sys.modules["spacy"]
import spacy
"""
"""Stands in spaCy's place: says that it was asked for, and lets spaCy itself be imported once it may."""


class Gate:
    """Holds up every import of spaCy until it is opened."""

    def __init__(self, person: Person, folder: Path) -> None:
        (folder / "spacy").mkdir(parents=True)
        (folder / "spacy" / "__init__.py").write_text(_GATED_SPACY)
        self._folder = folder
        self.env = {"PYTHONPATH": os.pathsep.join([str(folder), person.environment()["PYTHONPATH"]])}

    @property
    def asker(self) -> int | None:
        """The id of the process that asked for spaCy last."""
        asked = self._folder / "asked"
        return int(asked.read_text()) if asked.exists() else None

    def open(self) -> None:
        """Let spaCy be imported."""
        (self._folder / "open").touch()


@pytest.mark.slow
def test_reading_and_tagging_do_not_wait_for_analysis_which_a_second_start_does_not_need(newcomer: Person) -> None:
    gate = Gate(newcomer, newcomer.home / "gate")
    with newcomer.opens("--as", "ana", env=gate.env) as terminal:
        enter(terminal)
        until(lambda: gate.asker is not None)
        assert WAITING in terminal.text
        terminal.press("v", "d")
        terminal.wait_for(saved("1 ✗ disputed"))
        assert not is_drawn(terminal, "entity-place", "Beijing")
        gate.open()
        terminal.wait_for(lambda _: is_drawn(terminal, "entity-place", "Beijing"))
        terminal.press(*["tab"] * 4)
        terminal.wait_for(lambda text: "5 The Kyiv Independent" in text and WAITING not in text)
        cached = newcomer.home / "cache" / "newsread" / "analysis"
        until(lambda: len(list(cached.glob("*.json"))) == 5)
        leave(terminal)

    shut = Gate(newcomer, newcomer.home / "shut")
    with newcomer.opens("--as", "ana", env=shut.env) as terminal:
        terminal.wait_for("1 ✓  1 ✗  14 of 16 unseen")
        terminal.press("enter", "tab")  # from the article that was read last round to the first
        terminal.wait_for(lambda _: is_drawn(terminal, "entity-place", "Beijing"))
        terminal.wait_for(lambda text: WAITING not in text)
        leave(terminal)
    assert shut.asker is None


@pytest.mark.slow
def test_quitting_ends_an_analysis_that_never_comes(newcomer: Person) -> None:
    shut = Gate(newcomer, newcomer.home / "shut")
    with newcomer.opens("--as", "ana", env=shut.env) as terminal:
        enter(terminal)
        until(lambda: shut.asker is not None)
        leave(terminal)
    assert shut.asker
    with pytest.raises(ProcessLookupError):
        os.kill(shut.asker, 0)


@pytest.mark.slow
def test_without_a_language_model_one_line_says_so_and_tagging_goes_on(newcomer: Person) -> None:
    broken = newcomer.home / "broken" / "spacy"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('it is not installed')")
    path = os.pathsep.join([str(broken.parent), newcomer.environment()["PYTHONPATH"]])
    with newcomer.opens("--as", "ana", env={"PYTHONPATH": path}) as terminal:
        enter(terminal)
        terminal.wait_for("There is no analysis: spaCy cannot be loaded")
        terminal.press("v")
        terminal.wait_for(saved("1 ✓ verified"))
        leave(terminal)
    inspected = newcomer.run("inspect", "--json", env={"PYTHONPATH": path})
    assert inspected.status == 1
    assert "spaCy cannot be loaded" in one_sentence(inspected.err)
    assert all(article["sentences"] for article in json.loads(inspected.out)["articles"])


@pytest.mark.slow
@pytest.mark.parametrize("number", [SIGHUP, SIGTERM])
def test_where_the_reader_was_is_kept_when_the_program_is_ended_from_outside(ana: Person, number: Signals) -> None:
    with ana.opens() as terminal:
        enter(terminal)
        terminal.press("j", "j", "j")
        terminal.press("v")
        terminal.wait_for(saved("✓"))
        terminal.end(number)
        assert terminal.exit_code() == (128 + number if number == SIGTERM else -number)
    with ana.opens() as terminal:
        terminal.wait_for("continues where you were: The Moscow Times, sentence 9 of 23")
