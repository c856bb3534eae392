"""The library: what there is to read, and what is opened."""

from pathlib import Path

from tests.app.conftest import Open

from newsread.app.library.screen import MOST_UNPICKED, Library
from newsread.app.reader.screen import Reader


async def test_articles_are_listed_with_outlet_date_title_and_progress(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.shows("3 of 3 unseen")
        row = next(line for line in session.screen.split("\n") if "The Daily" in line)
        assert " ".join(row.split()) == "▌ The Daily 8 Apr 2025 Two Men Captured 14 3 of 3 unseen"
        assert "story · 3 articles" in session.title
        assert session.title.rstrip().endswith("ana")


async def test_a_narrow_library_tells_the_same_in_two_lines(open_app: Open) -> None:
    async with open_app(60) as session:
        await session.shows("Two Men Captured", "The Daily · 8 Apr 2025 · 14 words · 3 of 3 unseen")


async def test_the_cursor_moves_by_rows_and_to_the_ends(open_app: Open) -> None:
    async with open_app() as session:
        places = []
        for key in ("j", "down", "j", "k", "g", "G", "home", "pagedown", "pageup"):
            await session.press(key)
            places.append(session.rows.cursor)
        assert places == [1, 2, 2, 1, 0, 2, 0, 2, 0]


async def test_picked_articles_are_read_and_no_others(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("j", "space", "space")
        assert session.screen.count("●") == 2
        await session.open_reader()
        assert [pane.article.id for pane in session.visible_panes] == ["three.txt", "two.txt"]


async def test_a_pick_can_be_taken_back_one_by_one_and_all_at_once(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.press("space", "k", "space")
        assert "●" not in session.screen
        await session.press("a")
        assert session.screen.count("●") == 3
        await session.press("a")
        assert "●" not in session.screen


async def test_with_nothing_picked_all_are_read_from_the_one_under_the_cursor_on(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("G")
        await session.open_reader()
        assert session.at == ("two.txt", 1)
        assert len(session.visible_panes) == 3


async def test_a_second_click_on_a_row_reads(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.pilot.click(session.rows, offset=(10, 1))
        assert session.rows.cursor == 1
        await session.pilot.click(session.rows, offset=(10, 1))
        await session.until(lambda: isinstance(session.app.screen, Reader) and session.visible_panes)
        assert session.at == ("three.txt", 1)


async def test_a_file_that_cannot_be_read_is_listed_with_its_reason_and_not_picked(
    folder: Path, open_app: Open
) -> None:
    (folder / "zero.bin").write_bytes(b"\x00\x01\x02")
    async with open_app(140) as session:
        await session.press("G")
        await session.shows("zero.bin", "cannot be read", "zero.bin is neither plain text nor Markdown")
        await session.press("space", "a")
        assert session.screen.count("●") == 3
        await session.press("a")
        await session.open_reader()
        assert [pane.article.id for pane in session.visible_panes] == ["one.txt", "three.txt", "two.txt"]


async def test_where_no_file_can_be_read_the_reason_is_told_and_nothing_opened(folder: Path, open_app: Open) -> None:
    for article in folder.glob("*.txt"):
        article.rename(article.with_suffix(".bin"))
    async with open_app(140) as session:
        await session.press("enter")
        await session.until(lambda: session.app._notifications)
        assert isinstance(session.app.screen, Library)


async def test_of_very_many_articles_as_many_are_opened_as_people_compare(folder: Path, open_app: Open) -> None:
    for number in range(MOST_UNPICKED + 30):
        (folder / f"wire {number}.txt").write_text(f"Report {number} came in on Tuesday.", encoding="utf-8")
    async with open_app() as session:
        await session.press("j", "j", "j")
        await session.open_reader()
        assert f"{MOST_UNPICKED} articles" in session.title
        assert session.at == ("wire 0.txt", 0)


async def test_a_notice_on_how_a_file_was_read_is_told(folder: Path, open_app: Open) -> None:
    (folder / "zero.txt").write_bytes("Über München wurde viel geschrieben, sagte er. Größe zählt.".encode("cp1252"))
    async with open_app(140) as session:
        await session.press("G")
        await session.until(lambda: "zero.txt: " in session.screen)


async def test_with_nothing_to_undo_or_redo_the_library_says_so(open_app: Open) -> None:
    async with open_app() as session:
        await session.press("z", "Z")
        await session.shows("nothing to be undone", "nothing to be done again")


async def test_undo_works_from_the_library_and_says_where(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("v", "q", "z")
        await session.shows("undone in The Daily: ✓ verified", "3 of 3 unseen")
        await session.press("Z")
        await session.shows("done again in The Daily: ✓ verified", "2 of 3 unseen")
        await session.saved()
        assert [what for _, _, what in session.said()] == [
            "tag verified content",
            "withdraw content",
            "tag verified content",
        ]
