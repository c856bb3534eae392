"""The coverage on the screen: what stands in its cells, how one moves in it, and the way there and back."""

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.app.coverage.coverage_lines import Columns
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.library.screen import Library
from newsread.app.reader.screen import Reader
from newsread.app.session.relations import Relation
from newsread.articles.article import Article

CAPTURED = Place("one.txt", 18, 43)
DENIED = Place("two.txt", 10, 36)
ASKED = Place("three.txt", 14, 41)
SUGGESTED = (
    Counterpart(CAPTURED, DENIED, Band.SAME, ("report",)),
    Counterpart(DENIED, CAPTURED, Band.SAME, ("report",)),
    Counterpart(CAPTURED, ASKED, Band.RELATED, ("answer",)),
)
HERE, SAME, RELATED, CONFIRMED = (
    each.glyph for each in (Relation.HERE, Relation.SAME, Relation.RELATED, Relation.CONFIRMED)
)
MISSING = Relation.NONE.glyph


@pytest.fixture
def suggesting(analyst: FakeAnalyst) -> FakeAnalyst:
    analyst.counterparts = SUGGESTED
    analyst.go_on.set()
    return analyst


async def cover(session: Session) -> None:
    """Open the coverage, and wait until it is known."""
    await session.press("c")
    await session.until(lambda: isinstance(session.app.screen, CoverageScreen))
    await session.until(lambda: lines(session))


def lines(session: Session) -> list[str]:
    """The claims as they are shown, with single spaces."""
    shown = session.screen.split("\n")
    header = next((number for number, line in enumerate(shown) if line.startswith("   claim")), len(shown))
    return [" ".join(line.split()) for line in shown[header + 1 :] if line.startswith((" ▌", "   ")) and line.strip()]


async def leave(session: Session) -> None:
    await session.press("q")
    await session.until(lambda: not isinstance(session.app.screen, CoverageScreen))


@pytest.mark.usefixtures("suggesting")
async def test_the_most_widely_told_claim_comes_first_with_a_cell_for_each_article(open_app: Open) -> None:
    async with open_app() as session:
        await cover(session)
        assert lines(session)[0] == f"▌ Ukraine captured two men. 2 · 2 {HERE} {RELATED} {SAME}"
        assert lines(session)[1] == f"They fought for Russia. 1 · 1 {HERE} {MISSING} {MISSING}"
        await session.shows(f"1 The Daily · 8 Apr 2025 · {HERE} told here · in 2 articles, 2 independent texts")
        await session.press("l")
        await session.shows(f"2 The Post · {RELATED} related", "Kyiv asked for an answer.")


async def test_until_it_is_known_what_they_share_it_says_so(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.counterparts = SUGGESTED
    async with open_app() as session:
        await session.press("c")
        await session.shows("What the articles share is being looked for …")
        await session.press("enter", "j", "l", "s", "o")
        analyst.go_on.set()
        await session.until(lambda: lines(session))


async def test_without_an_analysis_what_was_confirmed_is_covered_all_the_same(
    open_app: Open, analyst: FakeAnalyst
) -> None:
    analyst.collect_failure = RuntimeError("out of order")
    analyst.go_on.set()
    async with open_app() as session:
        await cover(session)
        await session.shows("out of order")
        assert len(lines(session)) == 7


@pytest.mark.usefixtures("suggesting")
async def test_confirmed_cells_and_verdicts_have_their_own_signs(open_app: Open) -> None:
    async with open_app() as session:
        desk = session.app.desk
        one, three = (desk.workspace.article(name) for name in ("one.txt", "three.txt"))
        assert isinstance(one, Article)
        assert isinstance(three, Article)
        held = anchor.make(three.text, ASKED.start, ASKED.end, three.sha256)
        answer = desk.notebook.answer(one, CAPTURED.start, CAPTURED.end, Linked(three.id, held, same=True))
        assert answer
        desk.keep(answer)
        await session.open_reader()
        await session.press("v", "d")
        await cover(session)
        await session.until(lambda: CONFIRMED in lines(session)[0])
        found = {line.split(" 3 · ")[0].split(" 1 · ")[0].lstrip("▌ "): line for line in lines(session)}
        assert found["Ukraine captured two men."].endswith(f"3 · 3 {HERE}✓ {CONFIRMED} {SAME}")
        assert found["They fought for Russia."].endswith(f"1 · 1 {HERE}✗ {MISSING} {MISSING}")
        await session.press("z")
        await session.shows("undone in 1 The Daily: ✗ disputed")
        await session.until(lambda: not any("✗" in line for line in lines(session)))


@pytest.mark.usefixtures("suggesting")
async def test_while_suggestions_are_hidden_it_shows_what_the_reader_said_and_counts_no_texts(open_app: Open) -> None:
    async with open_app() as session:
        desk = session.app.desk
        one, two = (desk.workspace.article(name) for name in ("one.txt", "two.txt"))
        assert isinstance(one, Article)
        assert isinstance(two, Article)
        held = anchor.make(two.text, DENIED.start, DENIED.end, two.sha256)
        answer = desk.notebook.answer(one, CAPTURED.start, CAPTURED.end, Linked(two.id, held, same=True))
        assert answer
        desk.keep(answer)
        await session.open_reader()
        await session.press("v")
        await cover(session)
        await session.until(lambda: CONFIRMED in lines(session)[0])
        await leave(session)
        await session.press("H")
        await cover(session)
        await session.press("g")
        assert lines(session)[0] == f"▌ Ukraine captured two men. 2 {HERE}✓ {CONFIRMED}"
        assert f"They fought for Russia. {HERE}" in lines(session)
        assert "text" not in session.screen
        await session.shows(
            "confirmed in 2 articles", f"suggestions hidden in the reader   {CONFIRMED} confirmed  {HERE} told here"
        )
        await session.press("l")
        await session.shows("2 The Post · suggestions hidden")
        await leave(session)
        await session.press("H")
        await cover(session)
        await session.shows("2 · 2")


@pytest.mark.usefixtures("suggesting")
async def test_what_was_marked_as_no_claim_is_not_listed(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("i")
        await cover(session)
        await session.until(lambda: not any("Ukraine captured" in line and HERE in line for line in lines(session)))
        await session.press("z")
        await session.until(lambda: any("Ukraine captured" in line for line in lines(session)))


@pytest.mark.usefixtures("suggesting")
async def test_at_a_sentence_with_a_row_of_its_own_it_opens_there(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.counterparts = (*SUGGESTED, Counterpart(DENIED, ASKED, Band.SAME, ("answer",)))
    async with open_app() as session:
        await session.open_reader()
        await session.press("tab", "tab")
        assert session.at == ("two.txt", 1)
        await session.until(lambda: "same: 1 The Daily" in session.told)
        await cover(session)
        await session.until(lambda: "Beijing denied" in next(line for line in lines(session) if line.startswith("▌")))
        assert f"3 · 3 {SAME} {SAME} {HERE}" in next(line for line in lines(session) if line.startswith("▌"))


@pytest.mark.usefixtures("suggesting")
async def test_enter_goes_to_the_cells_sentence_beside_what_was_read(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await cover(session)
        await session.press("l", "l", "enter")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("two.txt", 1)
        assert [pane.article.id for pane in session.visible_panes] == ["one.txt", "three.txt", "two.txt"]


@pytest.mark.usefixtures("suggesting")
async def test_where_the_claim_is_missing_enter_says_so(open_app: Open) -> None:
    async with open_app() as session:
        await cover(session)
        await session.press("j", "l", "enter")
        await session.shows("the claim was not found in this article")
        assert "go there" not in session.keys


@pytest.mark.usefixtures("suggesting")
async def test_it_opens_at_the_readers_claim_and_goes_back_to_it(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("j", "j")
        before = session.at
        await cover(session)
        await session.until(lambda: session.rows.cursor > 0)
        assert next(line for line in lines(session) if line.startswith("▌")).startswith("▌ Nobody confirmed it.")
        await leave(session)
        await session.until(lambda: session.visible_panes)
        assert session.at == before


@pytest.mark.usefixtures("suggesting")
async def test_from_the_library_the_picked_articles_are_covered_and_it_goes_back_there(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("space", "j", "space")
        await cover(session)
        await session.shows("coverage of 2 articles")
        assert lines(session)[0].endswith(f"2 · 2 {HERE} {SAME}")
        await leave(session)
        assert isinstance(session.app.screen, Library)
        await cover(session)
        await session.press("l", "enter")
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("two.txt", 1)
        assert len(session.visible_panes) == 2


@pytest.mark.usefixtures("suggesting")
async def test_what_only_one_tells_can_be_hidden_and_the_order_changed(open_app: Open) -> None:
    async with open_app() as session:
        await cover(session)
        every = len(lines(session))
        await session.press("o")
        assert len(lines(session)) == 1
        await session.shows(f"1 claim by how widely told, {every - 1} told by one hidden")
        await session.press("o", "s")
        assert len(lines(session)) == every
        await session.shows(f"{every} claims by disagreement")


def test_columns_move_along_with_the_chosen_one_and_leave_the_words_room() -> None:
    columns = Columns.of(78, 0, 0, 50)
    assert columns.shown.start == 0
    assert columns.words >= 24
    moved = Columns.of(78, columns.shown.start, 30, 50)
    assert (moved.shown.stop, len(moved.shown)) == (31, len(columns.shown))
    assert Columns.of(78, moved.shown.start, 25, 50).shown == moved.shown
    assert len(Columns.of(78, 0, 0, 3).shown) == 3
