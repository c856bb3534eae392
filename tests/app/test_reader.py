"""The reader: moving, judging, and what the bars say of it."""

from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst

from newsread.analysis.result import AnalysisUnavailable, TextNotAnalysed
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.library.screen import Library
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.reader.screen import Reader


@pytest.mark.parametrize(("width", "panes"), [(60, 1), (80, 2), (120, 3), (200, 3)])
async def test_as_many_articles_stand_side_by_side_as_fit_and_tab_reaches_the_rest(
    width: int, panes: int, open_app: Open
) -> None:
    async with open_app(width) as session:
        await session.open_reader()
        assert len(session.visible_panes) == panes
        assert sum(pane.outer_size.width for pane in session.visible_panes) <= width
        assert session.at == ("one.txt", 1)
        visited = []
        for _ in range(3):
            visited.append(session.at)
            assert session.active_pane in session.visible_panes
            await session.press("tab")
        assert visited == [("one.txt", 1), ("three.txt", 1), ("two.txt", 1)]
        assert session.at == ("one.txt", 1)
        await session.press("shift+tab")
        assert session.at == ("two.txt", 1)


async def test_the_title_tells_which_articles_are_in_view(open_app: Open) -> None:
    async with open_app(80) as session:
        await session.open_reader()
        assert "1–2 of 3 articles" in session.title
        await session.press("h")
        assert "2–3 of 3 articles" in session.title
        await session.pilot.resize_terminal(60, 24)
        await session.until(lambda: "3 of 3 articles" in session.title)
        await session.pilot.resize_terminal(200, 24)
        await session.until(lambda: "story · 3 articles" in session.title)
        assert session.at == ("two.txt", 1)


async def test_verdicts_are_written_and_the_cursor_goes_on_over_the_panes(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        assert session.at == ("one.txt", 2)
        await session.press("d")
        assert session.at == ("one.txt", 3)
        await session.press("u")
        assert session.at == ("three.txt", 1)
        await session.press("V", "D", "U")
        assert session.at == ("two.txt", 2)
        await session.press("v")
        assert session.at == ("two.txt", 2)
        assert session.below == "all tagged"
        await session.saved()
        assert session.said() == [
            ("one.txt", "Ukraine captured two men.", "tag verified content"),
            ("one.txt", "They fought for Russia.", "tag disputed content"),
            ("one.txt", "Nobody confirmed it.", "tag unverifiable content"),
            ("three.txt", "Kyiv asked for an answer.", "tag verified statement"),
            ("three.txt", "None came on Tuesday.", "tag disputed statement"),
            ("two.txt", "Beijing denied the report.", "tag unverifiable statement"),
            ("two.txt", "It knew of no such men.", "tag verified content"),
        ]
        assert "3 ✓ verified  2 ✗ disputed  2 ? unverifiable" in session.title


async def test_the_titles_count_the_verdicts_on_the_articles_that_are_shown_as_the_library_does(
    open_app: Open,
) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        await session.press("s", "j", "v")  # one claim of two sentences
        assert "1 ✓ verified  5 unseen" in session.title
        await session.press("c")
        await session.until(lambda: isinstance(session.app.screen, CoverageScreen))
        await session.until(lambda: "1 ✓ verified  5 unseen" in session.title)
        await session.press("q", "q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await session.until(lambda: "1 ✓ verified  5 unseen" in session.title)
        await session.shows("1 ✓  1 of 3 unseen")
        await session.press("j", "space", "enter")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.until(lambda: "1 article · 2 unseen" in session.title)


async def test_the_bar_tells_of_the_claim_just_tagged_until_the_cursor_is_moved(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        assert session.claim == "sentence 2 of 4 · untagged"
        await session.press("v")
        await session.saved()
        await session.until(lambda: "· saved · “Ukraine captured two men.”" in session.claim)
        assert session.claim.startswith("just tagged: ✓ verified")
        assert session.claim.endswith("r writes the reason")
        await session.press("j")
        assert session.claim == "sentence 4 of 4 · untagged"


async def test_at_the_end_the_reader_hears_what_was_left_behind(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("tab", "tab", "G", "v")
        assert session.at == ("two.txt", 2)
        assert session.below == "no more this way · 6 unseen elsewhere"


async def test_marks_are_written_and_pass_on(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("t", "i", "space")
        assert session.at == ("three.txt", 1)
        await session.saved()
        assert [what for _, _, what in session.said()] == ["mark to check", "mark not a claim", "mark seen"]
        assert "1 ! to check" in session.title


async def test_x_withdraws_the_verdict_and_then_the_mark(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "k", "t", "k")
        assert session.at == ("one.txt", 1)
        await session.press("x")
        assert session.below == "withdrawn: ✓ verified"
        await session.press("x")
        await session.saved()
        assert [what for _, _, what in session.said()][2:] == ["withdraw content", "withdraw to check"]
        await session.press("x")
        assert session.below == "nothing to withdraw here"


async def test_x_is_about_the_claim_just_tagged_and_x_with_shift_about_the_statement(open_app: Open) -> None:
    async with open_app(200) as session:
        await session.open_reader()
        assert "withdraw" not in session.keys
        await session.press("v")
        assert "x withdraw" in session.keys
        await session.press("X")
        assert session.below == "nothing to withdraw here"
        await session.press("x", "V", "X")
        await session.saved()
        assert session.said()[1:] == [
            ("one.txt", "Ukraine captured two men.", "withdraw content"),
            ("one.txt", "They fought for Russia.", "tag verified statement"),
            ("one.txt", "They fought for Russia.", "withdraw statement"),
        ]


async def test_n_passes_headings_by_and_shift_n_goes_back(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("g")
        assert session.at == ("one.txt", 0)
        assert "seldom a claim" in session.claim
        visited = []
        for _ in range(6):
            await session.press("n")
            visited.append(session.at)
        assert visited == [
            ("one.txt", 1),
            ("one.txt", 2),
            ("one.txt", 3),
            ("three.txt", 1),
            ("three.txt", 2),
            ("two.txt", 1),
        ]
        await session.press("N")
        assert session.at == ("three.txt", 2)
        await session.press("shift+n", "N", "N", "N", "N")
        assert session.at == ("one.txt", 1)
        assert session.below == "no more this way · 7 unseen elsewhere"


async def test_j_and_k_stop_at_the_ends(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("G", "j", "down")
        assert session.at == ("one.txt", 3)
        await session.press("g", "k", "up")
        assert session.at == ("one.txt", 0)


async def test_a_click_on_a_sentence_moves_the_cursor_there(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        for article, sentence in (("three.txt", 0), ("three.txt", 2), ("one.txt", 3), ("two.txt", 1)):
            pane = next(pane for pane in session.visible_panes if pane.article.id == article)
            found = pane.article.sentences[sentence]
            words = pane.article.text[found.start : found.end].split()[0]
            lines = [pane.render_line(y).text for y in range(pane.size.height)]
            y = next(y for y, line in enumerate(lines) if words in line)
            border = 1
            await session.pilot.click(pane, offset=(border + lines[y].index(words), border + y))
            assert session.at == (article, sentence)


async def test_a_click_behind_the_last_word_of_a_paragraph_is_on_its_last_sentence(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        pane = session.active_pane
        y = next(y for y in range(pane.size.height) if "Two Men Captured" in pane.render_line(y).text)
        await session.pilot.click(pane, offset=(pane.size.width - 2, 1 + y))
        await session.until(lambda: session.at == ("one.txt", 0))


async def test_page_keys_go_on_by_about_a_page(folder: Path, open_app: Open) -> None:
    long = "\n\n".join(f"Witness {number} told the court that this was so." for number in range(100))
    (folder / "one.txt").write_text(long, encoding="utf-8")
    async with open_app() as session:
        await session.open_reader()
        height = session.active_pane.scrollable_content_region.height
        await session.press("pagedown")
        _, first = session.at
        assert height / 3 - 2 <= first <= height
        await session.press("pagedown")
        assert session.at[1] > first
        await session.press("pageup", "pageup")
        assert session.at == ("one.txt", 0)
        await session.press("G")
        assert session.at == ("one.txt", 99)
        await session.shows("Witness 99")


async def test_what_was_found_is_highlighted_when_it_arrives_and_b_hides_it(
    open_app: Open, analyst: FakeAnalyst
) -> None:
    async with open_app() as session:
        await session.open_reader()
        assert "being looked for" in session.below
        pane = session.active_pane
        colour = session.app.theme_variables["entity-person"]

        def highlighted() -> list[str]:
            parts = [part for y in range(pane.size.height) for part in pane.render_line(y)]
            coloured = [text for text, style, _ in parts if style and style.color and style.color.name == colour]
            return [text for text in coloured if text != CURSOR_BAR]

        assert highlighted() == []
        analyst.go_on.set()
        await session.until(lambda: "being looked for" not in session.below)
        assert highlighted() == ["Ukraine", "They", "Nobody"]
        await session.press("b")
        assert highlighted() == []
        assert session.below == "colours are off · b shows them"
        await session.press("b")
        assert highlighted() == ["Ukraine", "They", "Nobody"]


@pytest.mark.parametrize("failure", [AnalysisUnavailable, TextNotAnalysed])
async def test_without_an_analysis_one_line_says_so_and_tagging_goes_on(
    failure: type[AnalysisUnavailable], open_app: Open, analyst: FakeAnalyst
) -> None:
    analyst.failure = failure("There is no analysis: no model.")
    analyst.go_on.set()
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.below == "There is no analysis: no model.")
        await session.press("v")
        await session.saved()
        assert len(session.said()) == 1


async def test_q_goes_back_to_the_library_which_shows_the_progress(open_app: Open) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("v", "t", "q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await session.shows("1 ✓  1 !  1 of 3 unseen")
        await session.open_reader()
        assert session.at == ("one.txt", 3)
        await session.shows("✓", "!")


async def test_what_is_said_of_a_sentence_on_one_line_is_all_in_its_margin(open_app: Open) -> None:
    async with open_app(200) as session:
        await session.open_reader()
        await session.press("G", "v", "k", "j")
        for key in ("D", "G", "t", "G"):
            await session.press(key)
        await session.saved()
        await session.shows("“✗ !")


async def test_tags_that_wait_for_their_place_are_told_where_their_text_has_changed(
    open_app: Open, folder: Path
) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
    file = folder / "one.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("captured two", "seized nine"), encoding="utf-8")
    async with open_app() as session:
        await session.open_reader()
        await session.shows("1 tag of this article may be elsewhere")


async def test_the_title_says_which_article_of_how_many_is_shown_however_narrow_it_is(
    open_app: Open, analyst: FakeAnalyst
) -> None:
    analyst.go_on.set()
    async with open_app(60, 20) as session:
        await session.open_reader()
        await session.until(session.app.desk.sharing.of)
        await session.press("v", "d", "t")
        for number in (1, 2, 3):
            await session.press(str(number))
            await session.until(lambda number=number: f"{number} of 3 articles" in session.title)  # type: ignore[misc] # bound now
        await session.saved()
        assert "1 ✓" in session.title
