"""The command line, from outside."""

import csv
import getpass
import json
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.person import MOSCOW_TIMES, PROGRAM, SEEDS, Person, one_sentence

from newsread import __version__
from newsread.cli import main
from newsread.formats import format_names

CLAIM = ("140", "374")
"""Where the first claim of the first seed is."""

# Help and version


def test_the_version_is_told(ana: Person) -> None:
    assert ana.succeeds("--version") == f"newsread {__version__}\n"


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command_whole(ana: Person, option: str) -> None:
    told = ana.succeeds(option)
    assert "newsread [PATH]..." in told
    assert all(f"\n  {command} " in told for command in ("list", "inspect", "tag", "export"))
    _, commands = told.split("Commands:")
    assert "..." not in commands


def test_each_command_has_its_own_help(ana: Person) -> None:
    assert "newsread list [OPTIONS] [PATH]..." in ana.succeeds("list", "-h")


# Workspaces


def test_one_workspace_has_many_names(ana: Person) -> None:
    alone = ana.succeeds("list", "--json")
    for name in (".", "seeds", str(ana.workspace), str(ana.articles), "../event/seeds/"):
        assert ana.succeeds("list", "--json", name) == alone
    assert ana.succeeds("list", "--json", ".", cwd=ana.articles) == alone


def test_tags_on_one_workspace_land_in_one_place_under_all_its_names(ana: Person) -> None:
    for number, name in enumerate((".", "seeds", str(ana.workspace))):
        ana.succeeds("tag", MOSCOW_TIMES, str(140 + number), "374", "verified", "--in", name)
    ana.succeeds("tag", f"seeds/{MOSCOW_TIMES}", "143", "374", "verified")
    assert len(ana.records("ana")) == 4


def test_a_bare_folder_of_articles_keeps_its_tags_inside(ana: Person) -> None:
    folder = ana.home / "bare"
    folder.mkdir()
    (folder / "a.txt").write_text("One claim.")
    ana.succeeds("tag", "a.txt", "0", "10", "disputed", "--in", folder)
    assert (folder / "annotations" / "ana" / "a.txt.json").is_file()
    assert [entry["id"] for entry in json.loads(ana.succeeds("list", "--json", folder))["articles"]] == ["a.txt"]


def test_without_a_path_and_without_seeds_it_is_the_sample_with_tags_in_the_data_folder(ana: Person) -> None:
    elsewhere = ana.home / "elsewhere"
    elsewhere.mkdir()
    assert len(json.loads(ana.succeeds("list", "--json", cwd=elsewhere))["articles"]) == 5
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified", cwd=elsewhere)
    assert list(ana.home.rglob(f"{MOSCOW_TIMES}.json")) == [
        ana.home / "data/newsread/sample/annotations/ana" / f"{MOSCOW_TIMES}.json"
    ]
    assert list(elsewhere.iterdir()) == []


def test_single_articles_can_be_given(ana: Person) -> None:
    given = json.loads(ana.succeeds("list", "--json", f"seeds/{MOSCOW_TIMES}"))["articles"]
    assert [entry["id"] for entry in given] == [MOSCOW_TIMES]


def test_a_folder_named_as_a_command_is_opened_by_its_path(ana: Person) -> None:
    (ana.workspace / "list").mkdir()
    (ana.workspace / "list" / "a.txt").write_text("One claim.")
    with ana.opens("./list") as terminal:
        terminal.wait_for("list · 1 article")


# list


def test_list_as_json_has_exactly_its_shape(ana: Person) -> None:
    ana.write("photo.txt", b"\x89PNG\r\n\x1a\n\0")
    listed = json.loads(ana.succeeds("list", "--json"))
    text = (SEEDS / MOSCOW_TIMES).read_bytes()
    assert list(listed) == ["articles"]
    assert listed["articles"][0] == {
        "id": MOSCOW_TIMES,
        "file": MOSCOW_TIMES,
        "title": "Zelensky Says Ukrainian Troops Captured Chinese Nationals Fighting for Russia",
        "outlet": "The Moscow Times",
        "published": "2025-04-08",
        "words": len(text.split()),
        "sha256": sha256(text).hexdigest(),
        "error": None,
    }
    *_, photo = listed["articles"]
    assert "image" in photo.pop("error")
    assert photo == {"id": "photo.txt", "file": "photo.txt"} | dict.fromkeys(
        ("title", "outlet", "published", "words", "sha256")
    )


def test_list_for_a_script_is_lines_of_cells(ana: Person) -> None:
    first, *rest = (line.split("\t") for line in ana.succeeds("list").splitlines())
    assert first == ["id", "outlet", "published", "title", "words"]
    assert [cells[0] for cells in rest] == sorted(file.name for file in SEEDS.glob("*.txt"))
    assert {len(cells) for cells in rest} == {5}


def test_list_on_a_terminal_is_a_table(ana: Person) -> None:
    with ana.opens("list", columns=200) as terminal:
        terminal.wait_for("BREAKING")
        assert terminal.exit_code() == 0
        columns = {line.index("20") for line in terminal.screen if "2025-04-0" in line and "The " in line}
    assert "\t" not in terminal.text
    assert columns == {terminal.screen[0].index("published")}


def test_what_a_terminal_lacks_is_a_question_mark(ana: Person) -> None:
    listed = ana.succeeds("list", env={"PYTHONIOENCODING": "ascii"})
    assert "KYIV, Ukraine ? President" in listed


# inspect


def test_inspect_as_json_gives_sentences_and_entities(ana: Person) -> None:
    inspected = json.loads(ana.succeeds("inspect", "--json"))
    assert (inspected["newsread"], len(inspected["articles"])) == (__version__, 5)
    for article in inspected["articles"]:
        text = ana.text(article["id"])
        assert article["sha256"] == sha256(text.encode()).hexdigest()
        ends = [0]
        for sentence in article["sentences"]:
            assert list(sentence) == ["start", "end", "claim"]
            assert ends[-1] <= sentence["start"] < sentence["end"] <= len(text)
            ends.append(sentence["end"])
        for entity in article["entities"]:
            assert list(entity) == ["start", "end", "label", "entity"]
            assert text[entity["start"] : entity["end"]].strip() != ""
    assert {"PERSON", "GPE", "DATE"} <= {entity["label"] for entity in inspected["articles"][0]["entities"]}
    assert {"China", "Kyiv"} <= _words(inspected["articles"][0], ana, "GPE")


def _words(article: dict[str, Any], person: Person, label: str) -> set[str]:
    text = person.text(article["id"])
    return {text[entity["start"] : entity["end"]] for entity in article["entities"] if entity["label"] == label}


def test_inspect_for_people_names_what_is_named_most(ana: Person) -> None:
    told = ana.succeeds("inspect", f"seeds/{MOSCOW_TIMES}")
    assert "379 words, 16 possible claims in 23 sentences" in told
    assert "Zelensky (" in told


# tag


def test_a_tag_is_on_the_disk_when_the_command_ends(ana: Person) -> None:
    told = ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    quote = ana.text(MOSCOW_TIMES)[140:374]
    assert told == f"verified (content) recorded as ana: {quote}\n"
    (record,) = ana.records("ana")
    assert (record["verdict"], record["aspect"], record["by"]) == ("verified", "content", "ana")
    assert record["anchor"]["quote"] == quote


def test_the_same_said_again_writes_nothing(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    before = ana.file_of("ana").read_bytes()
    assert "stood already" in ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    assert ana.file_of("ana").read_bytes() == before
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    assert len(ana.records("ana")) == 2


def test_another_verdict_keeps_reason_and_evidence_and_says_so_until_they_are_removed(ana: Person) -> None:
    source = ("--evidence", "https://example.org/1")
    assert "kept" not in ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified", "--note", "on film", *source)
    said = ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed")
    assert said.endswith("reason kept: “on film”, 1 piece of evidence kept\n")
    assert "kept" not in ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed", "--note", "", "--no-evidence")
    assert [(record["note"], len(record["evidence"])) for record in ana.records("ana")[:2]] == [("on film", 1)] * 2
    last = ana.records("ana")[-1]
    assert (last.get("note", ""), last.get("evidence", [])) == ("", [])
    wrong = ana.fails("tag", MOSCOW_TIMES, *CLAIM, "disputed", *source, "--no-evidence", status=2)
    assert "exclude each other" in wrong


def test_a_note_that_is_no_text_is_refused(ana: Person) -> None:
    ended = ana.run("tag", MOSCOW_TIMES, *CLAIM, "verified", "--note", "n\udcff")
    assert ended.status == 2
    assert "The note is not valid UTF-8" in one_sentence(ended.err)
    assert ana.export()["annotations"] == []


def test_note_evidence_and_aspect_land_in_the_export(ana: Person) -> None:
    sources = ("https://example.org/a", "http://example.org/b")
    reasons = ("--note", "no transcript", "--evidence", sources[0], "--evidence", sources[1])
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed", "--aspect", "statement", *reasons)
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    content, statement = ana.export()["annotations"]
    assert (content["verdict"], content["aspect"], content["note"]) == ("verified", "content", None)
    assert (statement["verdict"], statement["aspect"]) == ("disputed", "statement")
    assert statement["note"] == "no transcript"
    assert [piece["url"] for piece in statement["evidence"]] == list(sources)
    assert content["claim"] == statement["claim"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tag", MOSCOW_TIMES, *CLAIM, "true"), "'true' is not one of 'verified', 'disputed', 'unverifiable'"),
        (("tag", MOSCOW_TIMES, "a", "9", "verified"), "'a' is not a valid integer"),
        (("tag", MOSCOW_TIMES, *CLAIM), "Missing argument"),
        (("tag", MOSCOW_TIMES, *CLAIM, "verified", "--evidence", "a book"), "https://"),
        (("tag", MOSCOW_TIMES, *CLAIM, "verified", "--aspect", "tone"), "'tone' is not one of"),
        (("tag", MOSCOW_TIMES, *CLAIM, "verified", "--evidence", "https://"), "'https://' is not a web address"),
        (("tag", MOSCOW_TIMES, *CLAIM, "verified", "--evidence", "https://[a"), "is not a web address"),
        (("tag", MOSCOW_TIMES, "5", "5", "verified"), "5 to 5 holds no words"),
        (("tag", MOSCOW_TIMES, "9", "5", "verified"), "START must be before END"),
        (("export", "--keep-times"), "--keep-times and --keep-reasons say what an export has with --anonymous"),
        (("export", "--format", "xml"), "'xml' is not one of 'json', 'jsonl', 'csv', 'md'"),
        (("list", "--yaml"), "--yaml"),
        (("--yaml",), "--yaml"),
        (("--as",), "--as"),
    ],
)
def test_wrong_use_is_said_in_one_sentence_with_status_2(ana: Person, words: tuple[str, ...], said: str) -> None:
    sentence = ana.fails(*words, status=2)
    assert said in sentence
    command = f" {words[0]}" if words[0].isalpha() else ""
    assert sentence.endswith(f"See newsread{command} --help.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((MOSCOW_TIMES, "0", "99999"), "ends at 2492"),
        (("nobody.txt", "0", "9"), "has no article nobody.txt"),
        (("../seeds/nobody.txt", "0", "9"), "nobody.txt"),
    ],
)
def test_what_cannot_be_tagged_fails_with_status_1(ana: Person, words: tuple[str, ...], said: str) -> None:
    assert said in ana.fails("tag", *words, "verified")
    assert not ana.annotations.exists()


# export


def test_an_export_is_the_same_file_on_standard_output_and_twice(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified", "--note", "“seen”, line one\nline two")
    for name in ("json", "csv"):
        file = ana.home / f"tags.{name}"
        streams = [ana.succeeds("export", "--format", name).encode() for _ in range(2)]
        assert ana.succeeds("export", "--format", name, "-o", file) == ""
        assert {file.read_bytes(), *streams} == {file.read_bytes()}
    first, second = (ana.run("export", "--format", "md") for _ in range(2))
    assert first.out == second.out
    assert first.err == second.err


def test_json_has_the_documented_fields(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    exported = ana.export()
    assert list(exported) == ["newsread", "workspace", "articles", "annotations", "marks"]
    assert (exported["newsread"], exported["workspace"], len(exported["articles"])) == (__version__, "event", 5)
    assert list(exported["articles"][0]) == ["id", "title", "outlet", "byline", "published", "url", "sha256"]
    (annotation,) = exported["annotations"]
    expected = (
        "article start end found sha256 quote prefix suffix verdict aspect by at note evidence claim group history"
    )
    assert list(annotation) == expected.split()
    assert len(annotation["history"]) == 1


def test_csv_opens_as_a_table(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified", "--note", '=HYPERLINK("http://example.org")')
    ended = ana.run("export", "--format", "csv")
    assert ended.status == 0
    assert "with an apostrophe before what a spreadsheet would run" in ended.err
    (row,) = csv.DictReader(ended.out.splitlines(keepends=True))
    assert (row["article"], row["verdict"], row["by"]) == (MOSCOW_TIMES, "verified", "ana")
    assert row["note"].startswith("'=")


def test_markdown_reads_as_a_report(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed", "--note", "who says so?")
    ended = ana.run("export", "--format", "md")
    report = ended.out
    assert ended.status == 0
    assert one_sentence(ended.err).startswith("Not kept as it is in md: words before and behind left out (1); hashes")
    assert report.startswith("# event\n")
    assert "✗ disputed" in report
    assert "who says so?" in report
    assert "> Ukrainian President Volodymyr Zelensky said Tuesday" in report


def test_what_was_withdrawn_is_exported_only_when_asked_for(ana: Person) -> None:
    with ana.opens() as terminal:
        terminal.wait_for("unseen")
        terminal.press("enter")
        terminal.wait_for("sentence 5")
        terminal.press("v", "x")
        terminal.wait_for("withdrawn: ✓ verified")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert ana.export()["annotations"] == []
    (annotation,) = ana.export("--withdrawn")["annotations"]
    assert annotation["verdict"] is None
    assert [record["action"] for record in annotation["history"]] == ["tag", "withdraw"]


def test_an_export_of_one_article_holds_what_was_said_of_it(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    ana.succeeds("tag", "002_31d392bba4db21f5.txt", "0", "30", "verified")
    exported = ana.export(f"seeds/{MOSCOW_TIMES}")
    assert [article["id"] for article in exported["articles"]] == [MOSCOW_TIMES]
    assert [annotation["article"] for annotation in exported["annotations"]] == [MOSCOW_TIMES]


def test_an_export_among_the_articles_is_told(ana: Person) -> None:
    for file in (ana.articles / "tags.json", ana.articles / "deeper" / "tags.csv"):
        file.parent.mkdir(exist_ok=True)
        ended = ana.run("export", "-o", file, "--format", file.suffix[1:])
        assert (ended.status, file.is_file()) == (0, True)
        assert f"{file} will be listed among the articles next time" in one_sentence(ended.err)
    for file in (ana.articles / ".tags.json", ana.articles / "readme.json", ana.workspace / "tags.json"):
        assert ana.succeeds("export", "-o", file) == ""


def test_everybodys_tags_are_exported(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "disputed", "--as", "ben")
    said = [(annotation["by"], annotation["verdict"]) for annotation in ana.export()["annotations"]]
    assert said == [("ana", "verified"), ("ben", "disputed")]


# Who tags


def test_the_name_is_the_one_asked_for_then_the_environments_then_the_settings_then_the_login(
    newcomer: Person,
) -> None:
    def tags_as(*args: str, **env: str) -> str:
        told = newcomer.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified", *args, env={"LOGNAME": "dora"} | env)
        return told.split(" as ")[1].split(":")[0]

    assert tags_as() == "dora"
    newcomer.settings.write_text('annotator = "cleo"\n')
    assert tags_as() == "cleo"
    assert tags_as(NEWSREAD_ANNOTATOR="ben") == "ben"
    assert tags_as("--as", "ana", NEWSREAD_ANNOTATOR="ben") == "ana"


@pytest.mark.parametrize("name", ["a/b", "..", "", "con", "a\x1bb"])
def test_a_name_that_cannot_be_a_folder_is_refused(ana: Person, name: str) -> None:
    sentence = ana.fails("tag", MOSCOW_TIMES, *CLAIM, "verified", "--as", name, status=2)
    assert "Invalid value for '--as'" in sentence
    assert "annotator" in sentence
    assert not ana.annotations.exists()


def test_a_wrong_name_is_said_with_where_it_comes_from(newcomer: Person) -> None:
    words = ("tag", MOSCOW_TIMES, *CLAIM, "verified")
    newcomer.settings.write_text('annotator = "con"\n')
    in_settings = newcomer.fails(*words)
    assert str(newcomer.settings) in in_settings
    assert "“con” cannot be used" in in_settings
    assert newcomer.fails(*words, env={"NEWSREAD_ANNOTATOR": "a/b"}).startswith("NEWSREAD_ANNOTATOR cannot be used")
    newcomer.succeeds(*words, "--as", "ana", env={"NEWSREAD_ANNOTATOR": "a/b"})


def test_a_system_that_cannot_tell_the_login_is_lived_with(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_pwd() -> str:
        raise ImportError("pwd")

    monkeypatch.setattr(getpass, "getuser", no_pwd)
    monkeypatch.delenv("NEWSREAD_ANNOTATOR", raising=False)
    for name in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    (tmp_path / "a.txt").write_text("One claim.")
    main(["tag", "a.txt", "0", "10", "verified", "--in", str(tmp_path)])
    assert "as anonymous" in capsys.readouterr().out


# Shells


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_can_be_had(ana: Person, shell: str) -> None:
    script = ana.succeeds(env={"_NEWSREAD_COMPLETE": f"{shell}_source"})
    assert f"_NEWSREAD_COMPLETE={shell}_complete" in script


def test_completing_offers_commands_paths_and_choices(ana: Person) -> None:
    def offers(words: str) -> list[str]:
        asked = {"_NEWSREAD_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        return ana.succeeds(env=asked).split()

    assert {"file,", "plain,list", "plain,inspect", "plain,tag", "plain,export"} <= set(offers("newsread "))
    assert offers("newsread li") == ["file,li", "plain,list"]
    assert offers("newsread seeds 0") == ["file,0"]
    assert offers("newsread export --format ") == [f"plain,{name}" for name in format_names()]
    assert "plain,--format" in offers("newsread export --")


def test_bash_completes_a_command(ana: Person, tmp_path: Path) -> None:
    program = tmp_path / "newsread"
    program.write_text(f'#!/bin/sh\nexec {" ".join(PROGRAM)} "$@"\n')
    program.chmod(0o755)
    (tmp_path / "script").write_text(ana.succeeds(env={"_NEWSREAD_COMPLETE": "bash_source"}))
    complete = "source ./script; COMP_WORDS=(newsread ins) COMP_CWORD=1; _newsread_completion ./newsread"
    # Outside of a real completion Bash complains of compopt on standard error; what is offered is the same.
    ended = subprocess.run(
        ["bash", "--norc", "-c", complete + '; echo "${COMPREPLY[*]}"'],  # noqa: S607 - whichever Bash there is
        cwd=tmp_path,
        env=ana.environment(),
        capture_output=True,
        check=True,
    )
    assert ended.stdout == b"inspect\n"


def test_what_a_library_warns_of_does_not_bring_what_a_file_holds_to_the_terminal(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, *CLAIM, "verified")
    file = ana.home / "back.cas.zip"
    assert ana.run("export", "-o", str(file)).status == 0
    with zipfile.ZipFile(file) as archive:
        contents = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            for structure in content["%FEATURE_STRUCTURES"]:
                if "verdict" in structure:
                    structure["begin"] = "\x1b[31mred"
            archive.writestr(name, json.dumps(content))
    ended = ana.run("import", str(file))
    assert ended.status == 1
    assert "\x1b" not in ended.err
    assert "Warning" not in ended.err
