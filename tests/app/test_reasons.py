"""Reasons, undo and redo: what they are about, and where the cursor goes."""

from pathlib import Path

from tests.annotations.disk import long_after
from tests.app.conftest import Open
from tests.app.driving import Session
from textual.widgets import TextArea

from newsread.app.dialogs.base import ReasonEditor


async def write(session: Session, text: str, key: str = "enter") -> None:
    await session.press("r")
    await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
    await session.type(text)
    await session.press(key)
    await session.until(lambda: not isinstance(session.app.screen, ReasonEditor))


def reasons(session: Session) -> list[tuple[str, str]]:
    return [(record.anchor.quote.split()[0], record.note) for record in session.records()]


async def test_a_reason_is_kept_with_the_claim_just_tagged(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "seen on film")
        await session.saved()
        assert reasons(session) == [("Ukraine", ""), ("Ukraine", "seen on film")]
        assert session.at == ("one.txt", 2)
        await session.until(lambda: "because: seen on film" in session.claim)


async def test_once_the_cursor_was_moved_by_hand_the_reason_is_of_the_claim_under_it(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "j")
        await write(session, "ask")
        await session.saved()
        assert reasons(session) == [("Ukraine", ""), ("Nobody", "ask")]
        assert session.said()[1][2] == "mark seen"


async def test_escape_changes_nothing(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "not this", key="escape")
        await session.saved()
        assert reasons(session) == [("Ukraine", "")]


async def editor_of(session: Session) -> TextArea:
    await session.press("r")
    await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
    return session.app.screen.query_one(TextArea)


async def test_what_was_typed_is_offered_again_until_it_is_saved(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "seen on", key="escape")
        await session.shows("kept as a draft")
        await session.press("G")
        assert (await editor_of(session)).text == ""  # another claim
        await session.press("escape")
        await session.press("g", "j")
        assert (await editor_of(session)).text == "seen on"
        await session.shows("draft restored")
        await session.type(" film")
        await session.press("enter")
        await session.saved()
        assert reasons(session)[-1] == ("Ukraine", "seen on film")
        assert (await editor_of(session)).text == "seen on film"
        assert "draft restored" not in session.screen


async def test_each_aspect_has_its_draft(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "of the content", key="escape")
        await session.press("k", "V")
        await write(session, "of the statement", key="escape")
        await session.press("k", "d")
        assert (await editor_of(session)).text == "of the content"
        await session.press("escape")
        await session.press("k", "D")
        assert (await editor_of(session)).text == "of the statement"


async def test_a_draft_is_discarded_on_wish_and_what_is_saved_is_shown(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "film")
        await write(session, " and sound", key="escape")
        editor = await editor_of(session)
        assert editor.text == "film and sound"
        await session.press("ctrl+t")
        assert editor.text == "film"
        await session.press("escape")
        assert (await editor_of(session)).text == "film"


async def test_a_draft_is_there_after_the_program_has_ended_whichever_way(open_app: Open, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with open_app(state=state) as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "before a signal", key="escape")
        session.app._keep_at_last()
    async with open_app(state=state) as session:
        await session.open_reader()
        await session.press("g", "j")
        assert (await editor_of(session)).text == "before a signal"
        await session.type(" and a key")
        await session.until(lambda: any("and a key" in each.read_text() for each in state.glob("drafts/*.json")))
    [file] = state.glob("drafts/*.json")
    assert "Ukraine" not in file.read_text()  # no word of the article


async def test_a_draft_on_what_nothing_was_said_of_is_offered_with_its_verdict(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await write(session, "seen", key="escape")
        await session.saved()
        assert session.records() == []
        await session.press("d")
        assert (await editor_of(session)).text == "seen"


async def test_the_editor_begins_with_what_is_written_and_knows_lines(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("d")
        await write(session, "one")
        await session.press("r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        assert session.app.screen.query_one(TextArea).text == "one"
        await session.shows("Reason · ✗ disputed", "Ukraine captured two men.")
        await session.press("ctrl+j")
        await session.type("two")
        await session.press("enter")
        await session.until(lambda: not isinstance(session.app.screen, ReasonEditor))
        await session.saved()
        assert reasons(session)[-1] == ("Ukraine", "one\ntwo")


async def test_undo_goes_to_what_it_changed_and_says_so_over_articles(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("tab", "d", "tab", "G", "v", "g")
        assert session.at == ("two.txt", 0)
        await session.press("z")
        assert session.at == ("two.txt", 2)
        assert session.below == "undone: ✓ verified on “It knew of no such men.” · it has no verdict now"
        await session.press("ctrl+z")
        assert session.at == ("three.txt", 1)
        assert session.below == "undone: ✗ disputed on “Kyiv asked for an answer.” · it has no verdict now"
        assert session.claim == "sentence 2 of 3 · untagged"
        await session.press("z")
        assert session.below == "nothing to be undone"
        await session.press("Z")
        assert session.at == ("three.txt", 1)
        assert session.below == "done again: ✗ disputed on “Kyiv asked for an answer.”"
        await session.press("ctrl+y")
        assert session.at == ("two.txt", 2)
        assert session.below == "done again: ✓ verified on “It knew of no such men.”"
        await session.press("shift+z")
        assert session.below == "nothing to be done again"
        await session.saved()
        assert len(session.records()) == 6


async def test_undo_of_a_reason_says_that_only_the_reason_is_gone(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "film")
        await session.press("z")
        assert session.below == "undone: the reason of ✓ verified on “Ukraine captured two men.” · it has no reason now"
        await session.saved()
        assert reasons(session)[-1] == ("Ukraine", "")


async def test_undo_in_an_article_that_is_not_open_says_where(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "q", "j", "space")
        await session.open_reader()
        await session.press("z")
        assert session.below.startswith(
            "undone in The Daily, which is not open: ✓ verified on “Ukraine captured two men.”"
        )
        assert session.at == ("three.txt", 1)


async def test_undo_works_over_a_restart(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
    async with open_app() as session:
        await session.until(lambda: "1 ✓ verified" in session.title)
        await session.open_reader()
        await session.press("j", "z")
        assert session.at == ("one.txt", 1)
        assert session.below == "undone: ✓ verified on “Ukraine captured two men.” · it has no verdict now"


async def test_control_characters_in_a_reason_from_a_file_never_reach_the_screen(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "WRITTEN")
        await session.saved()
        file = session.journal("ana").file("one.txt")
    long_after(file.parent)
    file.write_text(file.read_text().replace("WRITTEN", "\\u001b[31mred\\u202e"))
    async with open_app() as session:
        await session.open_reader()
        await session.press("k")
        await session.shows("␛[31mred·")
        await session.press("r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        assert "\x1b" not in session.screen
        assert "\u202e" not in session.screen


async def test_a_withdrawal_is_undone_and_done_again_in_words(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "x", "z")
        assert (
            session.below == "undone: the withdrawal of ✓ verified on “Ukraine captured two men.” · ✓ verified is back"
        )
        await session.press("Z")
        assert (
            session.below
            == "done again: the withdrawal of ✓ verified on “Ukraine captured two men.” · it has no verdict now"
        )
        await session.press("z", "z")
        assert session.below == "undone: ✓ verified on “Ukraine captured two men.” · it has no verdict now"
        await session.saved()


async def test_of_a_changed_verdict_the_later_one_is_undone_and_done_again(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "k", "d", "z")
        assert session.below == "undone: ✗ disputed on “Ukraine captured two men.” · ✓ verified is back"
        await session.press("Z")
        assert session.below == "done again: ✗ disputed on “Ukraine captured two men.”"
        await session.saved()


async def test_a_changed_verdict_keeps_the_reason_and_says_so_and_an_empty_one_removes_it(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "seen on film")
        await session.press("k", "d")
        assert session.below.startswith("reason kept: “seen on film” · r changes the reason")
        await session.saved()
        assert reasons(session)[-1] == ("Ukraine", "seen on film")
        editor = await editor_of(session)
        editor.text = ""
        await session.press("enter")
        await session.saved()
        assert reasons(session)[-1] == ("Ukraine", "")
        await session.press("k", "v")
        assert "kept" not in session.below


async def test_undo_says_of_which_part_nothing_holds_any_more(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        for key, tells in (("V", "the statement has no verdict now"), ("t", "it has no mark now")):
            await session.press(key, "z")
            assert session.below.endswith(f" · {tells}")
        await session.saved()


async def test_undo_of_a_changed_reason_says_that_the_former_one_is_back(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        await session.press("v")
        await write(session, "film")
        await write(session, " and sound")
        await session.press("z")
        assert (
            session.below
            == "undone: the reason of ✓ verified on “Ukraine captured two men.” · its former reason is back"
        )
        await session.saved()
