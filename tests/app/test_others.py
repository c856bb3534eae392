"""What other annotators said: hidden until it is asked for, then dim beside one's own."""

from dataclasses import replace
from pathlib import Path

from tests.app.conftest import Open

from newsread.annotations.commands import Judgement
from newsread.annotations.records import Verdict
from newsread.app.dialogs.decision import DecideDialog, Decision
from newsread.app.dialogs.lines import LinesDialog
from newsread.app.session.other_annotators import Others
from newsread.articles.article import Article
from newsread.place import Place
from newsread.settings import read_settings
from newsread.workspace.workspace import Workspace


def bob_says(folder: Path, verdict: Verdict, note: str) -> None:
    workspace = Workspace(Place(folder, folder / "annotations"))
    article = workspace.articles()[0]
    claim = next(sentence for sentence in article.sentences if sentence.claim)
    notebook = workspace.notebook("bob")
    notebook.judge(article, claim.start, claim.end, Judgement(verdict, note=note))
    notebook.save()


async def test_others_are_hidden_until_they_are_asked_for(open_app: Open, folder: Path, tmp_path: Path) -> None:
    bob_says(folder, Verdict.DISPUTED, "Nobody saw it.")
    async with open_app() as session:
        await session.open_reader()
        assert "bob" not in session.screen
        await session.app.run_action("others")
        await session.shows("✗", "bob: ✗ disputed because: Nobody saw it.")
        assert "others shown" in session.title
        assert not read_settings(tmp_path / "settings.toml").settings.others
        await session.app.run_action("others")
        await session.until(lambda: "bob" not in session.screen)


async def test_the_setting_shows_them_from_the_beginning(open_app: Open, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("others = true\n")
    bob_says(folder, Verdict.DISPUTED, "")
    async with open_app() as session:
        await session.open_reader()
        await session.shows("bob: ✗ disputed")
        await session.shows("°✗")
        await session.press("v")
        await session.shows("✓+", "✓ verified", "bob: ✗ disputed")


async def test_what_another_says_meanwhile_is_shown(open_app: Open, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("others = true\n")
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.app.desk.others.shown)
        bob_says(folder, Verdict.UNVERIFIABLE, "")
        await session.shows("bob: ? unverifiable")


def test_their_standings_are_of_the_text_that_is_asked_of(folder: Path) -> None:
    bob_says(folder, Verdict.DISPUTED, "")
    workspace = Workspace(Place(folder, folder / "annotations"))
    others = Others(workspace)
    others.shown = True
    others.show(others.read("ana"))
    before = workspace.article("one.txt")
    assert isinstance(before, Article)
    assert [number for number, said in enumerate(others.standings(before)["bob"]) if said.said] == [1]
    now = replace(before, text=before.text.replace("Ukraine", "A lead came first. Ukraine"))
    assert [number for number, said in enumerate(others.standings(now)["bob"]) if said.said] == [2]


async def test_of_others_tags_it_is_counted_how_many_have_lost_their_words(open_app: Open, folder: Path) -> None:
    bob_says(folder, Verdict.DISPUTED, "")
    lost = (folder / "one.txt").read_text()
    (folder / "one.txt").write_text("Something Else\n\nNothing of it stands here. It rained in Oslo, all day.\n")
    async with open_app(80) as session:
        await session.press("j")
        await session.open_reader()
        await session.press("tab")
        assert "not found" not in session.title
        await session.app.run_action("others")
        await session.until(lambda: "others shown, 1 ⇄ not found · ana" in session.title)
        assert session.at[0] != "one.txt"
        await session.app.run_action("others")
        await session.until(lambda: "not found" not in session.title)
        await session.app.run_action("others")
        await session.until(lambda: "1 ⇄ not found" in session.title)
        (folder / "one.txt").write_text(lost)
        await session.until(lambda: "others shown · ana" in session.title)


async def test_the_palette_shows_the_agreement(open_app: Open, folder: Path) -> None:
    bob_says(folder, Verdict.VERIFIED, "")
    async with open_app() as session:
        await session.app.run_action("agreement")
        await session.shows("Others' tags are hidden")
        await session.app.run_action("others")
        await session.until(lambda: session.app.desk.others.notebooks)
        await session.app.run_action("agreement")
        await session.until(lambda: isinstance(session.app.screen, LinesDialog))
        await session.shows("Agreement of the annotators")
        await session.press("escape")
        await session.until(lambda: not isinstance(session.app.screen, LinesDialog))


async def test_a_decision_needs_a_verdict_and_takes_a_reason(open_app: Open, folder: Path) -> None:
    bob_says(folder, Verdict.VERIFIED, "I was there.")
    [record] = Workspace(Place(folder, folder / "annotations")).journals()[0].all_records()
    answers: list[Decision | None] = []
    async with open_app() as session:
        await session.app.push_screen(DecideDialog("Ukraine captured two men.", [record]), answers.append)
        await session.shows("bob: ✓ verified because: I was there.")
        await session.press("enter")
        await session.shows("Choose a verdict first")
        await session.press("d", "tab")
        await session.type("Two papers agree.")
        await session.press("enter")
        await session.until(lambda: answers)
    assert answers == [Decision(Verdict.DISPUTED, "Two papers agree.")]


async def test_a_reason_typed_before_its_field_has_the_focus_decides_nothing(open_app: Open, folder: Path) -> None:
    bob_says(folder, Verdict.VERIFIED, "I was there.")
    [record] = Workspace(Place(folder, folder / "annotations")).journals()[0].all_records()
    answers: list[Decision | None] = []
    async with open_app() as session:
        await session.app.push_screen(DecideDialog("Ukraine captured two men.", [record]), answers.append)
        await session.shows("▌ v", "Reason · tab to write one")
        await session.press("d", *"an advised view")
        await session.shows("Nothing is typed here: tab goes to the reason.")
        await session.press("enter")
        await session.shows("✗ disputed is chosen: v, d or u chooses, enter decides.")
        assert not answers
        await session.press("v", "d", "tab")
        await session.shows("▌ Reason · tab goes back to the verdicts")
        await session.press(*"vd", "enter")
        await session.until(lambda: answers)
    assert answers == [Decision(Verdict.DISPUTED, "vd")]
