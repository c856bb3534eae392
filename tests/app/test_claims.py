"""The claims list: what it shows, where it leads, and what is said and settled from it."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.app.conftest import Open
from tests.app.driving import Session
from textual.widgets import Input, Static

from newsread.annotations.commands import Judgement
from newsread.annotations.records import Aspect, Record, Verdict
from newsread.app.claims.claim_commands import articles_in_order
from newsread.app.claims.gathering import Gathering
from newsread.app.claims.rows import FILTERS
from newsread.app.claims.screen import Claims
from newsread.app.dialogs.base import ReasonEditor
from newsread.app.dialogs.claim_place import PlaceDialog
from newsread.app.dialogs.decision import DecideDialog
from newsread.app.library.screen import Library
from newsread.app.reader.screen import Reader
from newsread.articles.article import Article
from newsread.place import Place
from newsread.workspace.workspace import Workspace

DIGIT = {each.name: str(number % 10) for number, each in enumerate(FILTERS, 1)}


async def open_claims(session: Session) -> None:
    """Press the key, and wait until all is gathered."""
    await session.press("C")
    await session.until(lambda: isinstance(session.app.screen, Claims) and screen(session)._claims.is_done)


def screen(session: Session) -> Claims:
    assert isinstance(session.app.screen, Claims)
    return session.app.screen


def listed(session: Session) -> list[str]:
    """The first words of the claims, in the order in which they are listed."""
    return [row.words.split()[0] for row in screen(session)._listed]


def under(session: Session) -> str:
    """The first word of the claim under the cursor."""
    return listed(session)[session.rows.cursor]


def shown(session: Session, part: str) -> str:
    return str(session.app.screen.query_one(f"#{part}", Static).content)


async def tag_three(session: Session) -> None:
    """Find the first claim of one.txt verified, the second disputed; mean to check the third."""
    await session.open_reader()
    await session.press("v", "d", "t")
    await session.saved()


def say(folder: Path, by: str, words: str, verdict: Verdict, note: str = "") -> Record:
    """Let somebody have said something of one.txt, in another window or before."""
    workspace = Workspace(Place(folder, folder / "annotations"))
    article = workspace.article("one.txt")
    assert isinstance(article, Article)
    start = article.text.index(words)
    notebook = workspace.notebook(by)
    record = notebook.judge(article, start, start + len(words), Judgement(verdict, Aspect.CONTENT, note))
    notebook.save()
    assert record
    return record


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "one.txt"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# What it shows


async def test_before_anything_is_said_it_says_so(open_app: Open) -> None:
    async with open_app() as session:
        await open_claims(session)
        await session.shows("Nothing has been said yet.", "[all 0]")
        await session.press("j", "enter", "r", "x", "y", "p", "o", "d", "G")
        assert isinstance(session.app.screen, Claims)


async def test_claims_and_marks_are_listed_with_article_words_reason_and_time(open_app: Open) -> None:
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        assert listed(session) == ["Ukraine", "They", "Nobody"]
        row = next(line for line in session.screen.split("\n") if "They fought" in line)
        assert " ".join(row.split()).startswith("✗ disputed The Daily They fought for Russia.")
        assert "3 claims and marks" in session.title
        assert "Ukraine captured two men." in shown(session, "about")


async def test_a_narrow_screen_tells_the_same_in_two_lines(open_app: Open) -> None:
    async with open_app(80) as session:
        await tag_three(session)
        await open_claims(session)
        lines = session.screen.split("\n")
        number = next(number for number, line in enumerate(lines) if "They fought" in line)
        assert "✗ disputed" in lines[number]
        assert "The Daily · " in lines[number + 1]


async def test_what_was_said_before_this_run_is_listed(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
    async with open_app() as session:
        await open_claims(session)
        assert listed(session) == ["Ukraine", "They", "Nobody"]


# Filters, orders, search


async def test_filters_are_turned_through_in_both_directions_and_chosen_by_digits(open_app: Open) -> None:
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        await session.press("tab")
        assert listed(session) == ["Ukraine"]
        assert "all 3 · [✓ verified 1] · ✗ disputed 1 · ? unverifiable 0 · ! to check 1" in shown(session, "filters")
        await session.press("right", "l")
        assert listed(session) == []
        await session.shows("No claim is under “? unverifiable”.")
        await session.press("shift+tab")
        assert listed(session) == ["They"]
        await session.press(DIGIT["! to check"])
        assert listed(session) == ["Nobody"]
        await session.press(DIGIT["reason missing"])
        assert listed(session) == ["Ukraine", "They"]
        await session.press("1", "left")
        assert "[decided 0]" in shown(session, "filters")


async def test_a_filter_is_chosen_with_the_mouse(open_app: Open) -> None:
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        line = session.screen.split("\n")[1]
        await session.pilot.click("#filters", offset=(line.index("✗ disputed"), 0))
        assert listed(session) == ["They"]


async def test_the_cursor_stays_on_its_claim_when_another_order_or_filter_lists_it_too(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await open_claims(session)
        await session.press("j", "s")
        assert "by time" in shown(session, "filters")
        assert listed(session) == ["Nobody", "They", "Ukraine"]
        assert under(session) == "They"
        await session.press("k", "s")
        assert (under(session), listed(session)[0]) == ("Nobody", "Ukraine")
        await session.press("j", "j", DIGIT["✗ disputed"])
        assert session.rows.cursor == 0


async def test_a_search_narrows_the_list_as_it_is_typed_and_escape_ends_it(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await open_claims(session)
        await session.press("slash", "r", "u", "s")
        assert listed(session) == ["They"]
        assert "“rus” · 1 found" in shown(session, "told")
        assert "[all: 1 of 3] · ✓ verified 1" in shown(session, "filters")
        assert shown(session, "filters").endswith("search “rus”, esc ends it")
        await session.press("backspace", "backspace", "backspace", "N", "o")
        assert listed(session) == ["Nobody"]
        await session.press("q", "down")
        await session.shows("“Noq” is found in none")
        await session.press("backspace", "enter", "t")
        assert listed(session) == ["Nobody"]
        assert not session.app.screen.query_one(Input).display
        await session.press("escape")
        assert listed(session) == ["Ukraine", "They", "Nobody"]
        assert "[all 3]" in shown(session, "filters")
        assert "search" not in shown(session, "filters")
        await session.press("escape")
        await session.until(lambda: isinstance(session.app.screen, Reader))


# The way there and back


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_it_goes_back_to_the_library_it_came_from(open_app: Open, key: str) -> None:
    async with open_app() as session:
        await session.press("j")
        await open_claims(session)
        await session.press(key)
        await session.until(lambda: isinstance(session.app.screen, Library))
        assert session.rows.cursor == 1


async def test_it_goes_back_to_the_reader_as_it_was(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("space", "space")
        await session.open_reader()
        await session.press("G", "tab", "k", "b")
        before = session.app.screen
        assert isinstance(before, Reader)
        await open_claims(session)
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert isinstance(session.app.screen, Reader)
        assert session.app.screen.reading == before.reading
        assert session.at == ("three.txt", 0)


async def test_enter_goes_to_the_claim_beside_the_articles_that_were_open(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await session.press("tab", "tab")
        await open_claims(session)
        await session.press("j", "enter")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("one.txt", 2)
        assert len(session.visible_panes) == 3


async def test_enter_opens_an_article_that_was_not_open_beside_all_others(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await session.press("q", "G", "space")
        await session.open_reader()
        await open_claims(session)
        await session.press("G", "enter")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("one.txt", 3)
        assert len(session.visible_panes) == 3


async def test_a_second_click_goes_there(open_app: Open) -> None:
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        await session.pilot.click(session.rows, offset=(10, 1))
        assert under(session) == "They"
        await session.pilot.click(session.rows, offset=(10, 1))
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("one.txt", 2)


async def test_what_is_said_in_the_reader_is_in_the_list_that_was_gathered_before(open_app: Open) -> None:
    async with open_app() as session:
        await open_claims(session)
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await tag_three(session)
        await open_claims(session)
        assert listed(session) == ["Ukraine", "They", "Nobody"]
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        await session.press("g", "n", "u")
        await open_claims(session)
        assert len(listed(session)) == 4


async def test_another_windows_tag_comes_into_the_list(folder: Path, open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await open_claims(session)
        say(folder, "ana", "for Russia", Verdict.VERIFIED)
        await session.until(lambda: len(listed(session)) == 4)
        assert under(session) == "Ukraine"


async def test_another_reader_sees_their_own_claims(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await open_claims(session)
        session.app.desk.read_again_as(session.app.desk.workspace.notebook("ben"))
        await session.until(lambda: "[all 0]" in shown(session, "filters"))


# Saying


async def test_a_reason_is_written_from_the_list(open_app: Open) -> None:
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        await session.press("j", "r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        await session.type("no proof")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        await session.shows("because: no proof")
        await session.saved()
        assert session.records()[-1].note == "no proof"
        assert under(session) == "They"


async def test_x_withdraws_and_undo_and_redo_go_to_the_claim(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await open_claims(session)
        await session.press("j", "x")
        assert listed(session) == ["Ukraine", "Nobody"]
        assert "withdrawn: ✗ disputed" in shown(session, "told")
        await session.press("g", "z")
        assert under(session) == "They"
        words = "“They fought for Russia.”"
        undone = f"undone in 1 The Daily: the withdrawal of ✗ disputed on {words} · ✗ disputed is back"
        assert shown(session, "told") == undone
        await session.press("Z")
        assert listed(session) == ["Ukraine", "Nobody"]
        await session.press("X")
        assert "nothing to withdraw here" in shown(session, "told")
        await session.saved()


async def test_x_names_the_key_that_withdraws_what_is_said_of_the_statement(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("V")
        await session.saved()
        await open_claims(session)
        await session.press("x")
        assert "X withdraws what is said of the statement" in shown(session, "told")
        await session.press("X")
        assert listed(session) == []


async def test_with_nothing_to_undo_it_says_so(open_app: Open) -> None:
    async with open_app() as session:
        await open_claims(session)
        await session.press("z")
        assert shown(session, "told") == "nothing to be undone"
        await session.press("Z")
        assert shown(session, "told") == "nothing to be done again"


# Moved text


MOVED = DIGIT["moved text"]


async def test_a_fuzzy_place_is_confirmed_with_one_key_and_the_old_words_stay_in_the_records(
    folder: Path, open_app: Open
) -> None:
    async with open_app() as session:
        await tag_three(session)
    edit(folder, "captured two men", "captured six men")
    async with open_app(140) as session:
        await open_claims(session)
        await session.press(MOVED)
        await session.shows("its words changed", "Ukraine captured [-two-] {+six+} men.")
        while "Ukraine" in listed(session):
            await session.press("g", "y")
        assert "the claim has its place now" in shown(session, "told")
        await session.saved()
        [first, *_, last] = [record for record in session.records() if record.anchor.quote.startswith("Ukraine")]
        assert (first.anchor.quote, last.anchor.quote) == ("Ukraine captured two men.", "Ukraine captured six men.")
        await session.press("1")
        assert "Ukraine captured six men." in session.screen
        await session.press("z")
        assert "undone in The Daily: where the words stand" in shown(session, "told")
        assert under(session) == "Ukraine"
        assert "its words changed" in session.screen


async def test_a_claim_whose_words_are_gone_is_settled_or_put_elsewhere(folder: Path, open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
    edit(folder, "Ukraine captured two men. They fought for Russia. Nobody confirmed it.", "It rained all of Tuesday.")
    async with open_app(140) as session:
        await open_claims(session)
        await session.press(MOVED)
        assert listed(session) == ["Ukraine", "They", "Nobody"]
        await session.shows("words not found", "it stood between")
        await session.press("y")
        assert "there is no place to confirm" in shown(session, "told")
        await session.press("o")
        assert listed(session) == ["They", "Nobody"]
        await session.press("p")
        await session.until(lambda: isinstance(session.app.screen, PlaceDialog))
        await session.type("rained")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        assert listed(session) == ["Nobody"]
        await session.saved()
        [gone, moved] = session.records()[-2:]
        assert (gone.anchor.quote, bool(gone.missing_in)) == ("Ukraine captured two men.", True)
        assert moved.anchor.quote == "It rained all of Tuesday."
        await session.press("1")
        await session.shows("no longer in the text")
    async with open_app(140) as session:
        await open_claims(session)
        await session.press(MOVED)
        assert listed(session) == ["Nobody"]


async def test_leaving_the_dialog_moves_nothing(folder: Path, open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
    edit(folder, "captured two men", "captured six men")
    async with open_app(140) as session:
        await open_claims(session)
        await session.press(MOVED)
        before = listed(session)
        await session.press("p")
        await session.until(lambda: isinstance(session.app.screen, PlaceDialog))
        await session.press("escape")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        assert listed(session) == before


async def test_the_claims_of_a_missing_article_are_listed_and_cannot_be_opened(folder: Path, open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
    (folder / "one.txt").unlink()
    async with open_app(140) as session:
        await open_claims(session)
        await session.press(MOVED)
        assert listed(session) == ["Ukraine", "They", "Nobody"]
        await session.shows("article missing", "put one.txt back")
        await session.press("enter", "o")
        assert isinstance(session.app.screen, Claims)
        assert "its article is missing" in shown(session, "told")


async def test_where_the_words_stand_as_they_did_there_is_nothing_to_settle(open_app: Open) -> None:
    async with open_app(200) as session:
        await tag_three(session)
        await open_claims(session)
        assert "confirm" not in session.keys
        for key in ("y", "p", "o"):
            await session.press(key)
            assert isinstance(session.app.screen, Claims)
            assert "its words are where they were" in shown(session, "told")
        assert len(session.records()) == 3


# Several annotators


async def test_others_are_hidden_and_the_filter_says_how_to_show_them(folder: Path, open_app: Open) -> None:
    say(folder, "ben", "They fought for Russia.", Verdict.VERIFIED)
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        assert len(listed(session)) == 3
        await session.press(DIGIT["annotators differ"])
        await session.shows("Others' tags are hidden, so that a second reading is blind.")
        assert "ben" not in session.screen


async def test_where_annotators_differ_they_stand_side_by_side_and_a_decision_names_what_it_judged(
    folder: Path, open_app: Open
) -> None:
    bens = say(folder, "ben", "They fought for Russia.", Verdict.VERIFIED, "two sources")
    async with open_app(140, 36) as session:
        await tag_three(session)
        session.app.desk.show_others(shown=True)
        await open_claims(session)
        await session.until(lambda: screen(session)._claims.is_done and len(screen(session)._listed) == 4)
        assert "mine 3" in shown(session, "filters")
        await session.press(DIGIT["annotators differ"])
        assert listed(session) == ["They"]
        line = next(line for line in session.screen.split("\n") if "ana: ✗ disputed" in line)
        assert "ben: ✓ verified" in line
        await session.shows("two sources")
        await session.press("d")
        await session.until(lambda: isinstance(session.app.screen, DecideDialog))
        await session.shows("Decide · ✗✓ · 0 of 1 decided")
        await session.press("enter")
        await session.shows("Choose a verdict first, with v, d or u.")
        await session.press("u", "v", "tab")
        await session.type("ben did find it")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        await session.saved()
        decision = session.records()[-1]
        anas = session.records()[1]
        assert (decision.verdict, decision.note) == (Verdict.VERIFIED, "ben did find it")
        assert set(decision.judged) == {anas.id, bens.id}
        assert listed(session) == []
        await session.shows("annotators differ 0", "decided 1", "decided: listed under “decided”")
        await session.press("tab", "tab", "tab", "tab", "tab")
        assert listed(session) == ["They"]
        await session.shows("[decided 1]", "decided: ✓ verified", "✗✓ decided · They", "1 of 1 decided")


async def test_what_another_said_is_not_changed_from_the_list(folder: Path, open_app: Open) -> None:
    say(folder, "ben", "They fought for Russia.", Verdict.VERIFIED)
    async with open_app(140) as session:
        session.app.desk.show_others(shown=True)
        await open_claims(session)
        await session.until(lambda: screen(session)._claims.is_done and listed(session) == ["They"])
        for key in ("x", "r", "y"):
            await session.press(key)
            assert "ben said this" in shown(session, "told")
        await session.press("d")
        assert "annotators do not differ here" in shown(session, "told")
        assert session.records() == []


# What is typed ahead


async def test_keys_that_are_typed_ahead_act_on_what_is_listed_then(open_app: Open) -> None:
    async with open_app() as session:
        await tag_three(session)
        await open_claims(session)
        await session.press(DIGIT["✗ disputed"], "x", "1", "G", "enter")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("one.txt", 3)
        await session.saved()
        assert session.said()[-1] == ("one.txt", "They fought for Russia.", "withdraw content")


async def test_hostile_words_never_reach_the_screen(folder: Path, open_app: Open) -> None:
    edit(folder, "They fought", "They \x1b[31mfought\u202e")
    say(folder, "ana", "They \x1b[31mfought\u202e for Russia.", Verdict.VERIFIED, "\x1b]0;[b]x[/b]")
    async with open_app(140) as session:
        await open_claims(session)
        await session.shows("They ␛[31mfought·", "␛]0;[b]x[/b]")
        await session.press("slash")
        await session.type("[31m")
        await session.shows("“[31m” · 1 found")
        assert "\x1b" not in session.screen


async def test_what_is_said_while_the_claims_are_gathered_is_among_them(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    rows_of_all = Gathering._rows_of_all

    def slowly(gathering: Gathering, *said: Any) -> Any:
        go_on.wait(10)
        return rows_of_all(gathering, *said)

    async with open_app() as session:
        await tag_three(session)
        monkeypatch.setattr(Gathering, "_rows_of_all", slowly)
        await session.press("C")
        await session.shows("[all …]", "…")
        await session.press("z")
        go_on.set()
        await session.until(lambda: screen(session)._claims.is_done)
        assert listed(session) == ["Ukraine", "They"]
        assert "[all 2]" in shown(session, "filters")


# Changed surroundings


async def test_a_claim_whose_surroundings_changed_stays_with_a_sign_until_it_is_confirmed_with_one_key(
    folder: Path, open_app: Open
) -> None:
    say(folder, "ana", "They fought for Russia.", Verdict.VERIFIED)
    edit(folder, "Nobody confirmed it.", "That was wrong. Nobody confirmed it.")
    async with open_app(140) as session:
        await session.open_reader()
        await session.shows("Δ✓", "The text beside 1 tag of this article has changed (Δ): C lists them.")
        await session.press("g", "j", "j")
        await session.until(lambda: "surroundings changed" in session.claim)
        await open_claims(session)
        await session.press(MOVED)
        await session.shows("surroundings changed", "y confirms it as it is now", "{+That was wrong.+}")
        await session.press("y")
        assert "confirmed in its new surroundings" in shown(session, "told")
        await session.saved()
        assert listed(session) == []
        await session.press("q")
        await session.until(lambda: "Δ" not in session.screen)
        await session.shows("✓")


async def test_one_key_confirms_all_that_wait_with_the_same_words(folder: Path, open_app: Open) -> None:
    words = "They fought for Russia."
    (folder / "four.txt").write_text(f"Another story. {words} More is not known.", encoding="utf-8")
    workspace = Workspace(Place(folder, folder / "annotations"))
    notebook = workspace.notebook("ana")
    for article_id in ("one.txt", "four.txt"):
        article = workspace.article(article_id)
        assert isinstance(article, Article)
        start = article.text.index(words)
        notebook.judge(article, start, start + len(words), Judgement(Verdict.VERIFIED))
    notebook.save()
    for article_id in ("one.txt", "four.txt"):
        file = folder / article_id
        file.write_text(file.read_text(encoding="utf-8").replace("for Russia", "against Russia"), encoding="utf-8")
    async with open_app(140) as session:
        await open_claims(session)
        await session.press(MOVED)
        await session.shows("fought [-for-] {+against+} Russia.")
        assert listed(session) == ["They", "They"]
        await session.press("y")
        assert "so has 1 claim more with the same words · z undoes one at a time" in shown(session, "told")
        assert listed(session) == []
        await session.press("z")
        assert listed(session) == ["They"]


async def test_an_article_that_was_renamed_and_edited_is_named_as_what_it_was(folder: Path, open_app: Open) -> None:
    say(folder, "ana", "They fought for Russia.", Verdict.VERIFIED)
    (folder / "one.txt").rename(folder / "renamed.txt")
    file = folder / "renamed.txt"
    file.write_text(file.read_text(encoding="utf-8") + " More is known on Monday.", encoding="utf-8")
    async with open_app(140) as session:
        await open_claims(session)
        await session.shows("article missing", "p names the article that it is now")
        await session.press("p")
        await session.shows("Which article is one.txt now?")
        await session.press("enter")
        await session.until(lambda: "one.txt is renamed.txt now" in shown(session, "told"))
        await session.until(lambda: "article missing" not in session.screen and listed(session) == ["They"])
        await session.press("z")
        await session.shows("undone: one.txt is not renamed.txt any more", "article missing")
        await session.press("z")
        await session.until(lambda: listed(session) == [])


async def test_the_articles_that_share_most_with_a_missing_one_are_offered_first_and_then_by_their_titles(
    folder: Path, open_app: Open
) -> None:
    say(folder, "ana", "They fought for Russia.", Verdict.VERIFIED)
    (folder / "one.txt").unlink()
    texts = {
        "a.txt": "Zebras seen\n\nThe zoo opened on Monday.\n",
        "b.txt": "Ants seen\n\nThe zoo closed on Monday.\n",
        "c.txt": "Some Men\n\nThey fought for Russia for years.\n",
        "d.txt": "Two Men\n\nThey fought for Russia. And nobody confirmed it.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    async with open_app(140) as session:
        desk = session.app.desk
        await session.until(lambda: desk.notebook.claims("one.txt"))
        assert articles_in_order(desk, "one.txt")[:2] == ["d.txt", "c.txt"]
        rest = [desk.workspace.article(each) for each in articles_in_order(desk, "one.txt")[2:]]
        assert [each.heading for each in rest if isinstance(each, Article)] == sorted(
            each.heading for each in rest if isinstance(each, Article)
        )


async def test_another_annotator_begins_with_all_claims(folder: Path, open_app: Open) -> None:
    say(folder, "ben", "They fought for Russia.", Verdict.VERIFIED)
    async with open_app(140) as session:
        await tag_three(session)
        await open_claims(session)
        await session.press(DIGIT["✗ disputed"])
        assert "[✗ disputed" in shown(session, "filters")
        session.app._take_over((session.app.desk.notebook_of("ben"), ()))
        await session.until(lambda: "[all 1]" in shown(session, "filters"))
        assert listed(session) == ["They"]
