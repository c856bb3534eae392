"""What works on every screen: who reads, help, palette, colours; and what hostile text cannot do."""

import json
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import Session
from textual.command import CommandPalette
from textual.widgets import Input, Static

from newsread.app.actions.keys import actions
from newsread.app.actions.places import WINDOWS, Where
from newsread.app.claims.screen import Claims
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.dialogs.base import AskAnnotator, Dialog
from newsread.app.dialogs.export import ExportDialog
from newsread.app.dialogs.help import Help
from newsread.app.widgets.bars import KeyBar
from newsread.settings import read_settings

# Who reads


async def test_an_unknown_annotator_is_asked_and_the_answer_stands_in_title_and_settings(
    open_app: Open, tmp_path: Path
) -> None:
    async with open_app(known=False) as session:
        await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
        await session.shows("user is a login that several people may share")
        await session.type("Ana B")
        await session.press("enter")
        await session.until(lambda: session.title.rstrip().endswith("Ana B"))
        await session.open_reader()
        await session.press("v")
        await session.saved()
        assert len(session.said("Ana B")) == 1
    assert read_settings(tmp_path / "settings.toml").settings.annotator == "Ana B"


async def test_a_name_that_cannot_be_one_is_refused_with_its_reason(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("w")
        await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
        await session.type("a/b")
        await session.press("enter")
        await session.shows("cannot have / in it")
        await session.press("escape")
        await session.until(lambda: not isinstance(session.app.screen, AskAnnotator))
        assert session.title.rstrip().endswith("ana")


async def go_on_as(session: Session, name: str) -> None:
    await session.press("w")
    await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
    await session.type(name)
    await session.press("enter")
    await session.until(lambda: session.title.rstrip().endswith(name))


async def test_a_new_name_is_made_and_asked_of_once_only_if_it_looks_like_anothers(
    open_app: Open, folder: Path, tmp_path: Path
) -> None:
    (folder / "annotations" / "Ben").mkdir(parents=True)
    async with open_app() as session:
        await go_on_as(session, "cleo")
        await session.press("w")
        await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
        await session.type("ben")
        await session.press("enter")
        await session.shows("“ben” is new here.", "enter again makes it")
        assert told_of(session, "The annotators Ben and ben differ only in case")
        await session.press("backspace", "t", "enter")  # another name is another question, and this one looks like none
        await session.until(lambda: session.title.rstrip().endswith("bet"))
        await session.press("w")
        await session.until(lambda: isinstance(session.app.screen, AskAnnotator))
        await session.type("ben")
        await session.press("enter")
        await session.shows("is new here")
        await session.press("enter")
        await session.until(lambda: session.title.rstrip().endswith("ben"))
        assert not session.app._notifications
        await session.open_reader()
        await session.press("v")
        await session.saved()
        assert len(session.said("ben")) == 1
    assert read_settings(tmp_path / "settings.toml").settings.annotator == "ben"


async def test_a_name_that_is_known_is_taken_at_once_whomever_it_looks_like(open_app: Open, folder: Path) -> None:
    (folder / "annotations" / "Ben").mkdir(parents=True)
    (folder / "annotations" / "ben").mkdir(parents=True)
    async with open_app() as session:
        await go_on_as(session, "Ben")
        await session.shows("differ only in case")


def told_of(session: Session, sentence: str) -> bool:
    """Whether a sentence is on the screen, however it is wrapped in a window."""
    return "".join(sentence.split()) in "".join(session.screen.replace("│", "").split())


async def test_another_annotator_sees_their_own_tags(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        await session.shows("1 ✓ verified")
        await go_on_as(session, "ben")
        await session.until(lambda: "✓" not in session.screen)
        await session.press("d")
        await session.saved()
        assert len(session.said("ben")) == 1
        await go_on_as(session, "ana")
        await session.shows("1 ✓ verified")
        assert "✗" not in session.screen


# Help and palette


async def press_help(session: Session) -> str:
    """Return all of the help, scrolled or not."""
    await session.press("f1")
    await session.until(lambda: isinstance(session.app.screen, Help))

    def told() -> str:
        return " ".join(" ".join(str(static.render()) for static in session.app.screen.query(Static)).split())

    await session.until(lambda: "Show every key that works here." in told())
    return told()


async def open_screen(session: Session, where: Where) -> None:
    match where:
        case Where.READER:
            await session.open_reader()
        case Where.CLAIMS:
            await session.press("C")
            await session.until(lambda: isinstance(session.app.screen, Claims))
        case Where.COVERAGE:
            await session.press("c")
            await session.until(lambda: isinstance(session.app.screen, CoverageScreen))
        case Where.SELECTING:
            await session.open_reader()
            await session.press("s")
        case Where.PANEL:
            await session.open_reader()
            await session.press("f")
        case _ if where in OPENING:
            await session.open_reader()
            await session.press(*OPENING[where])
            await session.until(lambda: isinstance(session.app.screen, Dialog) and session.app.screen.where is where)


OPENING = {
    Where.COUNTERPARTS: ("m",),
    Where.SEEKING: ("m", "n"),
    Where.EVIDENCE: ("v", "e"),
    Where.TEXT: ("v", "r"),
    Where.NAME: ("w",),
    Where.EXPORT: ("E",),
    Where.LINES: ("v", "L"),
}
"""What opens windows from the reader."""
_ALWAYS = (Where.LIBRARY, Where.READER, Where.CLAIMS)
PLACES = [
    where if where in _ALWAYS else pytest.param(where, marks=pytest.mark.slow)
    for where in Where
    if where not in WINDOWS or where in OPENING
]


@pytest.mark.parametrize("where", PLACES)
async def test_help_lists_every_action_of_the_screen(where: Where, open_app: Open) -> None:
    async with open_app() as session:
        await open_screen(session, where)
        told = await press_help(session)
        for action in actions(where):
            assert action.tells in told
            assert action.all_keys in told
        await session.press("escape")
        await session.until(lambda: not isinstance(session.app.screen, Help))


@pytest.mark.parametrize("where", PLACES)
async def test_the_palette_lists_every_action_of_the_screen(where: Where, open_app: Open) -> None:
    async with open_app() as session:
        await open_screen(session, where)
        listed = {(each.title, each.help) for each in session.app.get_system_commands(session.app.screen)}
        assert {(action.label, action.tells) for action in actions(where)} <= listed


async def test_the_palette_does_what_it_lists(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("ctrl+p")
        await session.until(lambda: isinstance(session.app.screen, CommandPalette))
        await session.type("verified (v)")
        await session.shows("The claim's content is so.")
        await session.press("enter")
        await session.until(session.records)
        assert [what for _, _, what in session.said()] == ["tag verified content"]


async def test_a_key_in_the_bar_of_a_window_can_be_clicked(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("E")
        await session.until(lambda: isinstance(session.app.screen, ExportDialog))
        told = str(session.app.screen.query_one(KeyBar).render())
        await session.pilot.click("KeyBar", offset=(told.index("format"), 0))
        await session.until(lambda: session.app.screen.query_one(Input).value.endswith(".jsonl"))
        await session.pilot.click("KeyBar", offset=(told.index("leave"), 0))
        await session.until(lambda: not isinstance(session.app.screen, ExportDialog))


async def test_a_key_in_the_bar_can_be_clicked(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.pilot.click("KeyBar", offset=(1 + session.keys.index("disputed"), 0))
        await session.until(session.records)
        assert [what for _, _, what in session.said()] == ["tag disputed content"]


# Colours and settings


async def test_f2_changes_the_colours_and_keeps_them(open_app: Open, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    async with open_app() as session:
        assert not settings.exists()
        await session.press("f2")
        assert session.app.theme == "newsread-light"
        await session.until(lambda: read_settings(settings).settings.theme == "newsread-light")
    async with open_app() as session:
        assert session.app.theme == "newsread-light"
        await session.press("f2")
        assert session.app.theme == "newsread-colour-safe"
        await session.press("f2")
        assert session.app.theme == "newsread-dark"


@pytest.mark.parametrize("no_color", [False, True])
async def test_f2_says_which_colours_there_are_now(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with open_app() as session:
        await session.press("f2")
        await session.shows("Theme: newsread-light")
        assert ("NO_COLOR" in session.screen) is no_color
        await session.press("f2")
        await session.shows("Theme: newsread-colour-safe")


async def test_what_is_wrong_with_the_settings_is_told_and_the_app_opens(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "pink"\ncolour = 1\n')
    async with open_app(200) as session:
        await session.shows("the theme 'pink'", "a setting 'colour' that")
        assert session.app.theme == "newsread-dark"
        assert "pink" in (tmp_path / "settings.toml").read_text()


async def test_entities_can_be_off_from_the_start(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("entities = false\n")
    async with open_app() as session:
        await session.open_reader()
        assert session.below == "colours are off · b shows them"


# Text from outside

HOSTILE = "[red]Fall[/] \x1b[2J\u202e[@click=app.quit]"
TEXT = f"{HOSTILE} was captured on Tuesday. He [bold]said[/] so."


async def test_hostile_text_reaches_no_screen_as_it_is(folder: Path, open_app: Open) -> None:
    title = json.dumps(HOSTILE)  # a TOML string, too
    (folder / "evil.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x1b[31m")
    (folder / "sources.toml").write_text(f'["evil.txt"]\ntitle = {title}\noutlet = {title}\nbyline = {title}\n')
    async with open_app(160) as session:
        seen = []

        async def look(*words: str) -> None:
            await session.shows(*words)
            seen.append(session.screen)

        await look("[red]Fall[/] ␛[2J·[@click=app.quit]")
        await session.press("j")
        await session.until(lambda: session.rows.cursor == 1)
        await look("evil.txt")
        await session.press("space")
        await session.open_reader()
        await look("[red]Fall[/] ␛[2J·[@click=app.quit] was captured", "He [bold]said[/] so.")
        await session.press("g", "v")
        await look("verified")
        await session.press("r")
        await look("Reason")
        await session.press("escape", "E")
        await look("Export")
        await session.press("escape", "z")
        await look("undone")
        assert not any(sign in screen for screen in seen for sign in "\x1b\u202e")
        assert session.app.is_running


async def test_a_name_that_only_case_tells_from_anothers_is_warned_of_at_the_start(
    open_app: Open, folder: Path
) -> None:
    (folder / "annotations" / "Ana").mkdir(parents=True)
    async with open_app() as session:
        await session.shows("The annotators Ana and ana differ only in case")


async def test_a_name_of_its_own_is_warned_of_by_nobody(open_app: Open, folder: Path) -> None:
    (folder / "annotations" / "bob").mkdir(parents=True)
    (folder / "annotations" / "Bob").mkdir(parents=True)
    async with open_app() as session:
        assert not session.app._notifications
