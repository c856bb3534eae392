"""What people and disks do to the program: each gets its sentence, nothing is overwritten, the rest goes on."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.person import MOSCOW_TIMES, Person, one_sentence
from tests.terminal import Terminal

CLAIM = ("140", "374")
HOSTILE = "\x1b]0;owned\x07 [red]Title[/red] \u202egnp.exe"
OTHER = "002_31d392bba4db21f5.txt"


def listed(person: Person) -> dict[str, dict[str, object]]:
    articles = json.loads(person.succeeds("list", "--json"))["articles"]
    return {entry["id"]: entry for entry in articles}


def enter(terminal: Terminal) -> None:
    terminal.wait_for("of 16 unseen")
    terminal.press("enter")
    terminal.wait_for("Ukrainian President Volodymyr")


def notified(sentence: str) -> Callable[[str], bool]:
    """Return the condition that a notification says this, however it is wrapped."""

    def holds(text: str) -> bool:
        told = "".join(row.rpartition("▌")[2] for row in text.splitlines() if "▌" in row)
        return "".join(sentence.split()) in "".join(told.split())

    return holds


def leave(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    assert terminal.exit_code() == 0
    assert "Traceback" not in terminal.text


# Folders and files


@pytest.mark.slow
@pytest.mark.parametrize("command", [("list",), ("inspect",), ("export",), ()])
def test_an_empty_folder_and_a_missing_path_are_said(ana: Person, command: tuple[str, ...]) -> None:
    empty = ana.home / "empty"
    empty.mkdir()
    assert "has no articles; put plain-text or Markdown files" in ana.fails(*command, empty)
    assert f"{ana.home}/nothing does not exist" in ana.fails(*command, ana.home / "nothing")
    assert list(empty.iterdir()) == []


@pytest.mark.slow
def test_two_workspaces_at_once_are_refused(ana: Person) -> None:
    (ana.home / "other").mkdir()
    assert "two workspaces" in ana.fails("list", ana.workspace, ana.home / "other")


@pytest.mark.slow
def test_what_is_no_text_is_listed_with_its_reason_and_the_rest_opens(ana: Person) -> None:
    ana.write("noise.txt", bytes(range(256)) * 40)
    ana.write("paper.pdf", b"%PDF-1.7\n")
    ana.write("scan.txt", b"%PDF-1.7\n")
    ana.write("void.txt", b"")
    errors = {name: entry["error"] for name, entry in listed(ana).items() if entry["error"]}
    assert list(errors) == ["noise.txt", "paper.pdf", "scan.txt", "void.txt"]
    assert all(name in str(error) and str(error).endswith(".") for name, error in errors.items())
    assert "is a PDF file" in str(errors["scan.txt"])
    assert "noise.txt is binary" in ana.succeeds("list")
    assert "is a PDF file" in ana.fails("tag", "scan.txt", "0", "4", "verified")
    with ana.opens() as terminal:
        terminal.wait_for("cannot be read")
        terminal.press("end")
        terminal.wait_for("void.txt has no text")
        terminal.press("home")
        enter(terminal)
        assert "1–2 of 5 articles" in terminal.text
        leave(terminal)


@pytest.mark.slow
def test_a_line_of_5_megabytes_can_be_read_and_tagged(ana: Person) -> None:
    folder = ana.home / "long"
    folder.mkdir()
    (folder / "a.txt").write_text("The bridge was closed on Monday, said the mayor, " * 100_000)
    ana.succeeds("tag", "a.txt", "0", "31", "verified", "--in", folder)
    with ana.opens(folder, env={"PYTHONPATH": _without_spacy(ana)}) as terminal:
        terminal.wait_for("1 ✓", timeout=300)
        terminal.press("enter")
        terminal.wait_for("The bridge was closed", timeout=300)
        terminal.press("pagedown", "d")
        terminal.wait_for(lambda text: "1 ✗ disputed" in text and "not saved" not in text, timeout=300)
        leave(terminal)
    assert len(json.loads(ana.succeeds("export", folder))["annotations"]) >= 1


def _without_spacy(person: Person) -> str:
    """Return a path on which spaCy breaks, for tests that it would only make slow."""
    stub = person.home / "stub"
    stub.mkdir()
    (stub / "spacy.py").write_text("raise ImportError('left out')")
    return os.pathsep.join([str(stub), person.environment()["PYTHONPATH"]])


@pytest.mark.slow
def test_without_a_model_the_sentences_are_inspected_all_the_same(ana: Person, tmp_path: Path) -> None:
    bare = {"PYTHONPATH": _without_spacy(ana), "XDG_CACHE_HOME": str(tmp_path / "empty")}
    ended = ana.run("inspect", "--json", env=bare)
    assert ended.status == 1
    assert "There is no analysis: spaCy cannot be loaded" in one_sentence(ended.err)
    inspected = json.loads(ended.out)
    assert inspected["model"] is None
    assert [article["entities"] for article in inspected["articles"]] == [None] * 5
    assert [len(article["sentences"]) for article in inspected["articles"]] == [23, 28, 42, 22, 26]
    ended = ana.run("inspect", env=bare)
    assert (ended.status, ended.out.count("not analysed")) == (1, 5)
    assert "There is no analysis" in one_sentence(ended.err)


@pytest.mark.slow
def test_what_cannot_be_read_is_told_by_inspect_and_is_no_failure(ana: Person) -> None:
    ana.write("void.txt", b"")
    for options in ((), ("--json",)):
        ended = ana.run("inspect", *options)
        assert ended.status == 0
        assert "void.txt has no text" in one_sentence(ended.err)
    assert len(json.loads(ended.out)["articles"]) == 5


@pytest.mark.slow
def test_damaged_utf_8_is_shown_and_told(ana: Person) -> None:
    ana.write("000.txt", "Die Brücke über die Donau wurde gesperrt, schrieb die Behörde am Montag. ".encode() + b"\xff")
    assert listed(ana)["000.txt"]["error"] is None
    with ana.opens() as terminal:
        terminal.wait_for("1 byte is not valid UTF-8")
        leave(terminal)


# Text that is hostile to a terminal


@pytest.mark.slow
@pytest.mark.parametrize("where", ["front matter", "sources.toml"])
def test_a_hostile_title_is_shown_as_text(ana: Person, where: str) -> None:
    escaped = json.dumps(HOSTILE)  # YAML and TOML both read it as it is meant
    if where == "front matter":
        ana.write("000.txt", f"---\ntitle: {escaped}\n---\nThe bridge was closed on Monday.\n")
    else:
        ana.write("000.txt", "The bridge was closed on Monday.\n")
        escaped = escaped.replace("\\u001b", "\\u001B")
        with (ana.articles / "sources.toml").open("a") as file:
            file.write(f'\n["000.txt"]\ntitle = {escaped}\n')
    assert listed(ana)["000.txt"]["title"] == HOSTILE
    assert "␛]0;owned␇ [red]Title[/red] ·gnp.exe" in ana.succeeds("list")
    with ana.opens() as terminal:
        terminal.wait_for("␛]0;owned␇ [red]Title[/red] ·gnp.exe")
        terminal.press("enter")
        terminal.wait_for("The bridge was closed")
        terminal.wait_for("[red]Title[/red]")
        leave(terminal)
        assert b"owned\x07" not in terminal.raw
        assert "\u202e".encode() not in terminal.raw
    for name in ("csv", "md"):
        ended = ana.run("export", "--format", name)
        assert ended.status == 0
        assert "\x1b" not in ended.out + ended.err


def test_hostile_text_in_an_article_and_its_name_is_shown_as_text(ana: Person) -> None:
    name = "000\x1b]0;owned\x07\n.txt"
    ana.write(name, "The bridge\x1b[31m was [b]closed[/b] on \u202eMonday, said the mayor.\n")
    with ana.opens() as terminal:
        terminal.wait_for("of 1 unseen")
        terminal.press("enter")
        terminal.wait_for("␛[31m was")
        terminal.wait_for("[b]closed[/b]")
        terminal.press("v")
        terminal.wait_for(lambda text: "✓ verified" in text and "not saved" not in text)
        leave(terminal)
        assert b"owned\x07" not in terminal.raw
        assert "\u202e".encode() not in terminal.raw
        assert b"\x1b[31m was" not in terminal.raw
    told = ana.succeeds("list").splitlines()
    assert len(told) == 7
    assert told[1].startswith("000␛]0;owned␇␊.txt\t")
    assert ana.export()["annotations"][0]["article"] == name
    assert "␛" in ana.fails("tag", name, "0", "9999", "verified", "--as", "\x1b", status=2)


# Tags that cannot be written or read


def _block(ana: Person, what: str) -> Path:
    """Put a file where a folder is needed; permissions would not hinder whoever runs tests as root."""
    blocked = ana.annotations if what == "the annotations' folder" else ana.annotations / "ana"
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("a file")
    return blocked


@pytest.mark.slow
@pytest.mark.parametrize("what", ["the annotations' folder", "the annotator's folder"])
def test_a_tag_that_cannot_be_written_is_never_called_saved(ana: Person, what: str) -> None:
    blocked = _block(ana, what)
    assert "was not saved" in ana.fails("tag", MOSCOW_TIMES, *CLAIM, "verified")
    with ana.opens() as terminal:
        enter(terminal)
        terminal.press("v")
        terminal.wait_for("The tag was not saved")
        terminal.wait_for("1 not saved · ana")
        terminal.press("tab", "shift+tab", "d")
        terminal.wait_for("2 not saved · ana")
        terminal.press("ctrl+q")
        terminal.wait_for("Not everything is saved")
        terminal.press("escape")
        terminal.wait_gone("Not everything is saved")
        terminal.press("ctrl+q")
        terminal.wait_for("Not everything is saved")
        terminal.press("L")
        assert terminal.exit_code() == 0
    assert blocked.read_text() == "a file"


@pytest.mark.slow
def test_what_could_not_be_written_is_written_once_it_can_be(ana: Person) -> None:
    blocked = _block(ana, "the annotator's folder")
    with ana.opens() as terminal:
        enter(terminal)
        terminal.press("v")
        terminal.wait_for("1 not saved · ana")
        blocked.unlink()
        terminal.press("d")
        terminal.wait_gone("not saved · ana")
        leave(terminal)
    assert [record["verdict"] for record in ana.records("ana")] == ["verified", "disputed"]


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b'{"_default": {"1": {"verd', b"\0\xff", b"[]", b"{}"])
def test_a_damaged_file_of_tags_is_told_kept_and_mended_by_the_next_tag(ana: Person, content: bytes) -> None:
    damaged = ana.file_of("ana")
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(content)
    ana.succeeds("tag", OTHER, "0", "30", "disputed")
    exported = ana.run("export")
    assert exported.status == 1
    assert f"{damaged} was damaged" in one_sentence(exported.err)
    assert [said["article"] for said in json.loads(exported.out)["annotations"]] == [OTHER]
    assert damaged.read_bytes() == content
    tagged = ana.run("tag", MOSCOW_TIMES, *CLAIM, "verified")
    assert tagged.status == 0
    assert f"{damaged} was damaged" in one_sentence(tagged.err)
    assert [record["verdict"] for record in ana.records("ana")] == ["verified"]
    [copy] = damaged.parent.glob("*.corrupt-*")
    assert copy.read_bytes() == content
    assert len(ana.export()["annotations"]) == 2


@pytest.mark.slow
def test_damage_is_told_in_the_reader_too_and_what_could_be_saved_is_shown(ana: Person) -> None:
    for verdict, start in (("verified", "140"), ("disputed", "180")):
        ana.succeeds("tag", MOSCOW_TIMES, start, str(int(start) + 30), verdict)
    damaged = ana.file_of("ana")
    torn = damaged.read_bytes()[:-20]
    damaged.write_bytes(torn)
    with ana.opens() as terminal:
        terminal.wait_for("of 16 unseen")
        terminal.press("enter")
        told = "".join(f"{damaged} was damaged".split())
        terminal.wait_for(lambda text: told in "".join(text.split()))
        assert damaged.read_bytes() == torn
        terminal.press("u")
        terminal.wait_gone("was damaged")
        leave(terminal)
    # What the file has lost is put back from the pending file of its record.
    assert [record["verdict"] for record in ana.records("ana")] == ["verified", "disputed", "unverifiable"]


@pytest.mark.slow
def test_a_tag_whose_words_are_gone_is_told_and_kept(ana: Person) -> None:
    rest = "The mayor had promised that it would stay open. Nobody knew why.\n"
    ana.write("a.txt", f"The bridge was closed on Monday. {rest}")
    ana.succeeds("tag", "a.txt", "0", "32", "verified")
    ana.succeeds("tag", "a.txt", "81", "97", "disputed")
    ana.write("a.txt", f"An old bridge fell down in March. {rest}")
    ended = ana.run("export")
    assert ended.status == 0
    assert "a.txt: 1 claim of ana is not found for certain in the article" in one_sentence(ended.err)
    moved, lost = sorted(json.loads(ended.out)["annotations"], key=lambda said: -said["start"])
    assert (lost["quote"], lost["verdict"]) == ("The bridge was closed on Monday.", "verified")
    assert ana.text("a.txt")[moved["start"] : moved["end"]] == moved["quote"] == "Nobody knew why."


@pytest.mark.slow
def test_tags_of_an_article_that_is_gone_are_still_exported(ana: Person) -> None:
    path = ana.write("a.txt", "The bridge was closed on Monday.\n")
    ana.succeeds("tag", "a.txt", "0", "32", "verified")
    path.unlink()
    exported = json.loads(ana.run("export").out)
    assert [said["quote"] for said in exported["annotations"]] == ["The bridge was closed on Monday."]


# Broken files of one's own


@pytest.mark.slow
def test_a_broken_sources_toml_is_told_and_the_articles_open(ana: Person) -> None:
    sources = ana.articles / "sources.toml"
    sources.write_text("[[[")
    ended = ana.run("list", "--json")
    assert (ended.status, len(json.loads(ended.out)["articles"])) == (0, 5)
    assert "sources.toml is not valid TOML and was not used" in one_sentence(ended.err)
    with ana.opens() as terminal:
        terminal.wait_for(notified("sources.toml is not valid TOML"))
        enter(terminal)
        leave(terminal)
    assert sources.read_text() == "[[["


@pytest.mark.slow
def test_broken_settings_are_told_and_left_as_they_are(ana: Person) -> None:
    ana.settings.write_text("annotator = ")
    ended = ana.run("tag", MOSCOW_TIMES, *CLAIM, "verified")
    assert (ended.status, len(ana.records("ana"))) == (0, 1)
    assert "settings.toml could not be read" in one_sentence(ended.err)
    with ana.opens() as terminal:
        terminal.wait_for(notified("settings.toml could not be read"))
        terminal.wait_for("1 ✓")
        leave(terminal)
    assert ana.settings.read_text() == "annotator = "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "said"),
    [("annotator = 7", "annotator"), ('colour = "red"', "'colour' that does not exist"), ('theme = "mud"', "'mud'")],
)
def test_one_wrong_setting_costs_only_itself(ana: Person, line: str, said: str) -> None:
    ana.settings.write_text(f"{line}\nentities = false\n")
    with ana.opens(ana.articles / MOSCOW_TIMES) as terminal:  # alone, for else its counterparts are told there soon
        terminal.wait_for(notified(said))
        enter(terminal)
        terminal.wait_for("colours are off")
        leave(terminal)
    assert line in ana.settings.read_text()


# Exports and streams


@pytest.mark.slow
def test_an_export_that_cannot_be_written_is_said(ana: Person) -> None:
    assert "could not be written" in ana.fails("export", "-o", ana.home / "no" / "such" / "folder.json")
    assert "could not be written" in ana.fails("export", "-o", ana.articles / MOSCOW_TIMES / "tags.json")
    assert "is a directory" in ana.fails("export", "-o", ana.workspace, status=2)
    with ana.opens() as terminal:
        terminal.wait_for("unseen")
        terminal.press("E")
        terminal.wait_for("Export what was recorded")
        terminal.type("/nowhere/tags.json")
        terminal.press("enter")
        terminal.wait_for("/nowhere/tags.json could not be written")
        terminal.press("escape")
        terminal.wait_gone("Export what was recorded")
        enter(terminal)
        leave(terminal)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["list", "inspect", "export"])
def test_a_reader_who_has_enough_is_no_reason_to_complain(ana: Person, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        ended = ana.run(command, stdout=pipe)
    assert ended.err == ""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("command", ["list", "inspect", "export", "--help"])
def test_a_full_disk_behind_standard_output_is_said(ana: Person, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = ana.run(command, stdout=full)
    assert (ended.status, one_sentence(ended.err)) == (1, "Standard output could not be used: no space left on device.")


@pytest.mark.slow
def test_reading_without_a_terminal_is_refused(ana: Person) -> None:
    assert "needs a terminal; in a script use newsread list" in ana.fails()
    assert "needs a terminal" in ana.fails("seeds", "--as", "ana")
