"""The window that writes what was recorded: formats and endings, what is in the file, how it begins, where it went."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open
from tests.app.driving import Session
from tests.formats.sample import taken
from textual.widgets import Input, Static

from newsread.annotations.commands import Judgement
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import Aspect, Verdict
from newsread.app.dialogs import export_options as exporting
from newsread.app.dialogs.export import ExportDialog
from newsread.app.dialogs.export_options import named_by, offered_formats, preview, sample, scopes, with_ending
from newsread.app.dialogs.option_line import ChoiceLine
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.widgets.rows import Rows
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.formats import Format, Offsets, format_named
from newsread.formats.snapshot import Part, Snapshot
from newsread.place import Place
from newsread.workspace.workspace import Workspace

FORMATS = offered_formats()
NAMED = {each.name: each for each in FORMATS}


async def opened(session: Session, path: Path | str | None = None) -> ExportDialog:
    """Open the window, and give another file than the proposed one."""
    await session.press("E")
    await session.until(lambda: isinstance(session.app.screen, ExportDialog))
    dialog = session.app.screen
    assert isinstance(dialog, ExportDialog)
    await session.until(lambda: dialog.query_one(Rows).count)
    if path:
        dialog.query_one("#file", Input).value = str(path)
    return dialog


async def exported(session: Session) -> None:
    await session.press("enter")
    await session.shows("Exported")


def told(dialog: ExportDialog) -> str:
    return str(dialog.query_one("#told", Static).content)


def wrong(dialog: ExportDialog) -> str:
    return str(dialog.query_one(".wrong", Static).content)


def title(dialog: ExportDialog) -> str:
    return str(dialog.query_one("#pane").border_title)


def begins(dialog: ExportDialog) -> str:
    return str(dialog.query_one("#begins", Static).content)


def dispute_as_ben(folder: Path, note: str = "") -> None:
    """Let Ben dispute words of the first article, in a session of his own."""
    workspace = Workspace(Place(folder, folder / "annotations"))
    article, words = workspace.article("one.txt"), "Ukraine captured two men."
    assert isinstance(article, Article)
    notebook = workspace.notebook("ben")
    start = article.text.index(words)
    notebook.judge(article, start, start + len(words), Judgement(Verdict.DISPUTED, Aspect.CONTENT, note))
    notebook.save()


def has(field: Input, value: str) -> bool:
    return field.value == value


# Endings


@given(st.sampled_from(FORMATS), st.text("ab./ ", min_size=1))
def test_a_file_with_the_ending_of_a_format_is_of_that_format_and_keeps_its_name(chosen: object, path: str) -> None:
    assert isinstance(chosen, exporting.Offered)
    named = with_ending(path, chosen, FORMATS)
    if named != path:
        assert named_by(named, FORMATS) is chosen
        assert with_ending(named, chosen, FORMATS) == named
        assert named.startswith(path.rstrip("."))


def test_an_ending_takes_the_place_of_another_formats_and_of_nothing_else() -> None:
    assert with_ending("a.json", NAMED["label-studio"], FORMATS) == "a.label-studio.json"
    assert with_ending("a.label-studio.json", NAMED["csv"], FORMATS) == "a.csv"
    assert with_ending("report 08.04.2025", NAMED["csv"], FORMATS) == "report 08.04.2025.csv"
    assert with_ending("a.cs", NAMED["csv"], FORMATS) == "a.csv"
    assert with_ending(".b", NAMED["brat"], FORMATS) == ".b.brat.zip"
    for no_file in ("", " ", ".", "..", "folder/", "folder/.json", ".Brat.zip"):
        assert with_ending(no_file, NAMED["csv"], FORMATS) == no_file


def test_a_proposed_file_is_never_among_the_articles(tmp_path: Path) -> None:
    bare = Place(tmp_path / "story", tmp_path / "story" / "annotations")
    assert exporting.proposed_file(bare, tmp_path / "story", ".json").parent == tmp_path
    assert exporting.proposed_file(bare, tmp_path, ".json") == tmp_path / "annotations.json"


# What is chosen


def test_what_is_open_is_offered_beside_all_only_where_it_is_not_all() -> None:
    assert [each.words for each in scopes(3, ["a", "b"], "open in the reader", "a")] == [
        "all 3",
        "the 2 open in the reader",
        "the one under the cursor",
    ]
    assert [each.words for each in scopes(2, ["a", "b"], "open in the reader", "")] == ["all 2"]


def test_a_preview_reads_no_more_articles_than_it_shows() -> None:
    part = next(iter(taken().parts))
    read: list[int] = []

    class Parts:
        def __iter__(self):  # type: ignore[no-untyped-def]
            for number in range(10_000):
                read.append(number)
                yield replace(part, article=replace(part.article, id=f"{number}.txt"))

    begins = sample(replace(taken(), parts=Parts()))
    assert not begins.is_all
    assert len(read) < 100
    assert len(preview(format_named("jsonl"), begins).lines) < 100


def test_of_an_article_with_many_tags_a_preview_shows_some() -> None:
    snapshot = taken()
    part = next(iter(snapshot.parts))
    many = replace(part, annotations=part.annotations * 1000)
    begins = sample(replace(snapshot, parts=(many,)))
    assert not begins.is_all
    assert len(begins.snapshot.annotations) < 100


def test_of_a_small_workspace_a_preview_is_all() -> None:
    snapshot = taken()
    begins = sample(snapshot)
    assert begins.is_all
    assert begins.snapshot == replace(snapshot, parts=tuple(snapshot.parts))


def test_hostile_words_in_a_preview_are_printable() -> None:
    snapshot = taken()
    part: Part = next(iter(snapshot.parts))
    hostile = replace(part, article=replace(part.article, title="\x1b[31mred\u202e"))
    for known in (each.format for each in FORMATS if each.format and each.format.is_text):
        shown = preview(known, sample(replace(snapshot, parts=(hostile,)))).lines
        assert shown
        assert not any(sign in line for line in shown for sign in "\x1b\u202e\r\n")


# The window


async def test_it_shows_how_the_file_begins_what_it_counts_and_what_is_lost(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "t")
        await session.saved()
        dialog = await opened(session)
        await session.until(lambda: '"newsread"' in begins(dialog))
        assert title(dialog) == "it begins so · 1 verdict and 1 mark of 3 articles"
        assert told(dialog) == "Nothing that was recorded is lost."
        dialog.query_one("#file", Input).value = "a.claimreview.json"
        await session.until(lambda: "ClaimReview" in begins(dialog))
        assert "marks left out (1)" in told(dialog)


async def test_it_writes_the_file_and_says_where_it_is_and_what_is_in_it(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "t")
        await session.saved()
        dialog = await opened(session)
        await exported(session)
        file = tmp_path / "annotations.json"
        assert told(dialog).split("\n")[:2] == [str(file), "1 verdict and 1 mark of 3 articles, as json"]
        written = json.loads(file.read_text(encoding="utf-8"))
        assert [each["quote"] for each in written["annotations"]] == ["Ukraine captured two men."]
        await session.press("down")  # and at once in another format
        await session.shows(f"{CURSOR_BAR}jsonl")
        await exported(session)
        assert (tmp_path / "annotations.jsonl").exists()


async def test_a_file_that_exists_is_replaced_only_when_that_is_confirmed(open_app: Open, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine")
    async with open_app() as session:
        await opened(session, file)
        await session.press("enter")
        await session.shows("mine.json exists; enter again replaces it.")
        assert file.read_text() == "mine"
        await session.press("escape")
        await opened(session, file)
        await session.press("enter")
        await session.shows("enter again replaces it.")
        await session.press("enter")
        await session.until(lambda: file.read_text() != "mine")


async def test_what_was_confirmed_of_one_file_is_not_of_another(open_app: Open, tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.write_text("mine")
    other.write_text("mine")
    async with open_app() as session:
        dialog = await opened(session, one)
        await session.press("enter")
        await session.shows("one.json exists")
        dialog.query_one("#file", Input).value = str(other)
        await session.press("enter")
        await session.shows("other.json exists")
        assert other.read_text() == "mine"


async def test_another_format_has_its_own_ending_and_an_ending_its_format(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        dialog = await opened(session)
        file = dialog.query_one("#file", Input)
        for key, ending in (
            ("down", ".jsonl"),
            ("down", ".csv"),
            ("up", ".jsonl"),
            ("up", ".json"),
            ("up", ".xmi.zip"),
        ):
            await session.press(key)
            wanted = str(tmp_path / f"annotations{ending}")
            await session.until(partial(has, file, wanted))
        file.value = "claims.csv"
        await session.until(lambda: dialog.query_one(Rows).cursor == FORMATS.index(NAMED["csv"]))
        file.value = "claims.label-studio.json"
        await session.until(lambda: dialog.query_one(Rows).cursor == FORMATS.index(NAMED["label-studio"]))
        assert file.value == "claims.label-studio.json"


async def test_keys_in_quick_succession_end_at_the_format_they_lead_to(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        dialog = await opened(session, tmp_path / "a.json")
        for _ in range(2 * len(FORMATS) + 4):
            dialog.action_turn(1)
        file = dialog.query_one("#file", Input)
        await session.until(lambda: file.value == str(tmp_path / f"a{FORMATS[4].ending}"))
        await session.pilot.pause()
        assert (file.value, dialog.query_one(Rows).cursor) == (str(tmp_path / f"a{FORMATS[4].ending}"), 4)


async def test_a_name_without_ending_is_completed(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        dialog = await opened(session, tmp_path / "claims")
        await session.press("end", "right")  # takes what is offered
        assert dialog.query_one("#file", Input).value == str(tmp_path / "claims.json")
        dialog.query_one("#file", Input).value = str(tmp_path / "other")
        await exported(session)
        assert (tmp_path / "other.json").exists()


async def test_a_format_is_chosen_with_the_mouse(open_app: Open) -> None:
    async with open_app(120, 40) as session:
        dialog = await opened(session)
        await session.pilot.click(Rows, offset=(5, 2))
        await session.until(lambda: dialog.query_one("#file", Input).value.endswith(".csv"))
        line = dialog.query_one("#annotators", ChoiceLine)
        await session.pilot.click(line, offset=(str(line.content).index("only"), 0))
        await session.until(lambda: line.chosen == 1)


async def test_the_line_that_has_the_keys_is_the_only_one_that_is_pointed_to(open_app: Open) -> None:
    async with open_app() as session:
        dialog = await opened(session)
        lines = list(dialog.query(ChoiceLine))
        for at in lines:
            await session.press("tab")
            assert dialog.focused is at
            assert [line for line in lines if str(line.content).startswith(CURSOR_BAR)] == [at]


async def test_only_the_article_under_the_cursor_can_be_written(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "tab", "d")
        await session.saved()
        await opened(session, tmp_path / "a.json")
        await session.press("tab", "right")
        await session.shows("[the one under the cursor]")
        await exported(session)
        written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert [each["id"] for each in written["articles"]] == ["three.txt"]
        assert [each["verdict"] for each in written["annotations"]] == ["disputed"]


async def test_picked_articles_can_be_written_from_the_library(open_app: Open, tmp_path: Path) -> None:
    async with open_app() as session:
        await session.press("space", "space")
        await opened(session, tmp_path / "a.json")
        await session.press("tab", "right")
        await session.shows("[the 2 that are picked]")
        await exported(session)
        written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert [each["id"] for each in written["articles"]] == ["one.txt", "three.txt"]


async def test_verdict_aspect_time_and_names_can_be_chosen(open_app: Open, folder: Path, tmp_path: Path) -> None:
    dispute_as_ben(folder)
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        dialog = await opened(session, tmp_path / "a.json")
        dialog.query_one("#names", ChoiceLine).chosen = 1
        dialog.query_one("#verdicts", ChoiceLine).chosen = 2
        await exported(session)
        written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert [(each["by"], each["verdict"]) for each in written["annotations"]] == [("annotator 1", "disputed")]
        dialog.query_one("#verdicts", ChoiceLine).chosen = 0
        dialog.query_one("#annotators", ChoiceLine).chosen = 1
        dialog.query_one("#file", Input).value = str(tmp_path / "b.json")
        await exported(session)
        written = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
        assert [each["by"] for each in written["annotations"]] == ["annotator 1"]
        dialog.query_one("#aspects", ChoiceLine).chosen = 2
        await session.until(lambda: title(dialog).endswith("0 verdicts and 0 marks of 3 articles"))
        dialog.query_one("#aspects", ChoiceLine).chosen = 0
        dialog.query_one("#since", Input).value = "2100-01-01"
        await session.until(lambda: title(dialog).endswith("0 verdicts and 0 marks of 3 articles"))
        dialog.query_one("#since", Input).value = "soon"
        await session.shows("Since when? 'soon' is no time")


async def test_what_others_said_is_not_shown_to_who_reads_blind(open_app: Open, folder: Path, tmp_path: Path) -> None:
    dispute_as_ben(folder, "Ben's reason")
    async with open_app() as session:
        await session.open_reader()
        dialog = await opened(session, tmp_path / "a.json")
        says = "The file will hold everybody's tags; others' are hidden, so that only yours are shown and counted here."
        await session.until(lambda: says in told(dialog))
        assert title(dialog) == "it begins so · yours: 0 verdicts and 0 marks of 3 articles"
        assert "ben" not in begins(dialog)
        dialog.query_one("#annotators", ChoiceLine).chosen = 1
        await session.until(lambda: title(dialog) == "it begins so · 0 verdicts and 0 marks of 3 articles")
        assert "others'" not in told(dialog)
        dialog.query_one("#annotators", ChoiceLine).chosen = 0
        await exported(session)
        assert "Ben's reason" in (tmp_path / "a.json").read_text(encoding="utf-8")


# What goes wrong


async def test_an_article_is_never_written_over(open_app: Open, folder: Path) -> None:
    before = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "notes.json").write_text("{}")
    async with open_app(200) as session:
        dialog = await opened(session, folder / "notes.json")
        await session.press("enter")
        await session.shows("enter again replaces it")
        await session.press("enter")
        await session.until(lambda: "is one of the articles, which are never written over" in wrong(dialog))
        assert (folder / "notes.json").read_text() == "{}"
        assert (folder / "one.txt").read_text(encoding="utf-8") == before


async def test_a_file_that_will_be_listed_among_the_articles_is_told(open_app: Open, folder: Path) -> None:
    async with open_app(200) as session:
        dialog = await opened(session, folder / "export.json")
        await exported(session)
        assert f"{folder / 'export.json'} will be listed among the articles next time." in told(dialog)


async def test_what_is_not_saved_and_so_not_in_the_file_is_told(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Notebook) -> None:
        raise NewsreadError("The disk is full.")

    async with open_app() as session:
        await session.open_reader()
        monkeypatch.setattr(Notebook, "save", fail)
        await session.press("v")
        await opened(session, tmp_path / "a.json")
        await exported(session)
        await session.shows("Not in the file, as not saved: 1 record.")
        monkeypatch.undo()


@pytest.mark.parametrize(
    ("file", "says"), [("file/out.json", "could not be written"), ("folder.json", "is a folder"), ("", "is a folder")]
)
async def test_a_file_that_cannot_be_written_is_told(open_app: Open, tmp_path: Path, file: str, says: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.json").mkdir()
    async with open_app(200) as session:
        dialog = await opened(session, f"{tmp_path}/{file}")
        await session.press("enter")
        await session.until(lambda: says in wrong(dialog))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("", "Type the name of a file."),
        ("  ", "Type the name of a file."),
        ("{}/.json", "has no file's name: type one before .json."),
        ("{}/.LABEL-STUDIO.json", "has no file's name: type one before .json."),
        ("{}/nowhere/", "has no file's name: type one before .json."),
        ("{}/folder", "is a folder: type the name of a file behind it."),
    ],
)
async def test_what_names_no_file_is_objected_to_and_nothing_is_written(
    open_app: Open, tmp_path: Path, file: str, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    async with open_app(200) as session:
        before = sorted(tmp_path.iterdir())
        dialog = await opened(session)
        dialog.query_one("#file", Input).value = file.format(tmp_path)
        await session.press("enter")
        await session.until(lambda: says in wrong(dialog))
        assert sorted(tmp_path.iterdir()) == before


async def test_a_folder_gets_no_ending_of_another_format(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    async with open_app() as session:
        dialog = await opened(session, tmp_path / "folder")
        await session.until(lambda: dialog._folder)  # which is looked for in a thread
        await session.press("down")
        await session.shows(f"{CURSOR_BAR}jsonl")
        assert dialog.query_one("#file", Input).value == str(tmp_path / "folder")


def needs_a_package(_snapshot: Snapshot, _file: object) -> None:
    raise NewsreadError("The format odd needs the package odd: pip install 'newsread[odd]'.")


def fails(_snapshot: Snapshot, _file: object) -> None:
    raise ZeroDivisionError("none")


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (needs_a_package, "The format odd needs the package odd: pip install 'newsread[odd]'."),
        (fails, "The format odd failed: ZeroDivisionError: none."),
    ],
)
async def test_a_format_that_lacks_something_or_fails_says_so_before_and_when_it_is_written(
    write: object, says: str, open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = Format("odd", ".odd", "oddities", Offsets.NONE, write)  # type: ignore[arg-type]
    offered = (*FORMATS, exporting.Offered("odd", odd), exporting.Offered("lost", None, "The format lost is lost."))
    monkeypatch.setattr("newsread.app.dialogs.export.offered_formats", lambda: offered)
    async with open_app() as session:
        dialog = await opened(session, tmp_path / "a.odd")
        await session.shows(says)
        await session.press("enter")
        await session.until(lambda: title(dialog) == "not written")
        await session.shows(says)
        assert not (tmp_path / "a.odd").exists()
        await session.press("down")
        await session.shows("The format lost is lost.")
        await session.press("enter")
        await session.shows("The format lost is lost.")


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_in_a_small_terminal_file_choices_keys_and_where_it_went_can_be_seen(
    size: tuple[int, int], open_app: Open
) -> None:
    async with open_app(*size) as session:
        await opened(session)
        await session.shows("json", "annotations", "all that was recorded", "it begins so", "write")
        await exported(session)
        await session.shows("annotations", "write")


async def test_in_a_small_terminal_most_lines_are_for_how_the_file_begins(open_app: Open) -> None:
    async with open_app(80, 24) as session:
        dialog = await opened(session)
        await session.until(lambda: dialog.query_one("#pane").size.height >= 12)
        await session.press("tab")
        await session.shows(f"{CURSOR_BAR}articles", "[all 3]", "[everybody]", "[all, and marks]", "ever;")
        assert "all that was recorded" not in session.screen
        await session.press("tab", "right", "tab", "tab", "right", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        await session.shows("said by only me · verdicts verified")
        assert "all that was recorded" not in session.screen
        dialog.query_one("#since", Input).value = "3d"
        await session.shows("said by only me · verdicts verified · since 3d")


async def test_a_click_on_the_folded_choices_unfolds_them(open_app: Open) -> None:
    async with open_app(80, 24) as session:
        dialog = await opened(session)
        await session.pilot.click("#folded")
        await session.shows("[all 3]", "[everybody]")
        assert dialog.focused is dialog.query_one("#articles")


async def test_in_a_large_terminal_every_choice_can_be_seen(open_app: Open) -> None:
    async with open_app(120, 40) as session:
        await opened(session)
        await session.shows("[all 3]", "[everybody]", "[kept]", "[all, and marks]", "[both]", "ever;")
        assert "all that was recorded" not in session.screen


async def test_the_window_opens_before_the_formats_are_loaded(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    waited: list[bool] = []

    def load() -> tuple[exporting.Offered, ...]:
        waited.append(go_on.wait(10))
        return FORMATS

    monkeypatch.setattr("newsread.app.dialogs.export.offered_formats", load)
    async with open_app() as session:
        await session.press("E")
        await session.shows("Export what was recorded", "annotations.json", "loading the formats")
        await session.press("down", "enter")
        await session.shows("The formats are still being loaded.")
        go_on.set()
        await session.shows(f"{CURSOR_BAR}json", "it begins so", '"newsread"')
        assert waited == [True]
        assert "still being loaded" not in session.screen
        assert not (tmp_path / "annotations.json").exists()
