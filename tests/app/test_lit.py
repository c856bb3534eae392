"""A name lights up in all articles, is counted by outlet, and can be walked along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.analysis.facts.extraction import Fact
from newsread.analysis.result import Analysis, TextNotAnalysed
from newsread.app.reader.pane import Pane
from newsread.app.reader.screen import Reader
from newsread.app.reader.side_panel import SidePanel
from newsread.app.widgets.layers import Layer
from newsread.app.widgets.line_view import LineView
from newsread.articles.article import Article

NAMES = (
    ("Volodymyr Zelensky", "PERSON"),
    ("Zelensky", "PERSON"),
    ("Selenskyj", "PERSON"),
    ("Putin", "PERSON"),
    ("Kyiv", "GPE"),
    ("Moscow", "GPE"),
)
TEXTS = {
    # By their places in the reader: one, three, two.
    "one.txt": "Two Men Captured\n\nZelensky spoke in Kyiv of Putin. Nobody answered. It was Zelensky who left.\n",
    "two.txt": "A Denial\n\nMoscow denied it. Volodymyr Zelensky met Putin in Moscow, as Zelensky said.\n",
    "three.txt": "The Reaction\n\nNobody spoke to Putin. Selenskyj was silent.\n",
}
ZELENSKY = [("one.txt", 1), ("one.txt", 3), ("two.txt", 2), ("two.txt", 2)]


@pytest.fixture(autouse=True)
def articles(folder: Path, analyst: FakeAnalyst) -> None:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    analyst.names = NAMES
    analyst.go_on.set()


async def read(session: Session) -> None:
    """Read all articles, and wait until it is known what they name."""
    await session.open_reader()
    screen = session.app.screen
    assert isinstance(screen, Reader)
    await session.until(lambda: session.app.desk.sharing.known(screen.reading.articles))


def lit(session: Session) -> list[str]:
    """The words that are lit, in the order of the articles."""
    return [pane.article.text[start:end] for pane in session.app.screen.query(Pane) for start, end, _ in _spans(pane)]


def _spans(pane: Pane) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    spans, _ = pane._layers._layers.get(Layer.LIT, ((), []))
    yield from spans


def current(session: Session) -> list[tuple[str, int]]:
    """The article and the place where the walk stands."""
    panes = session.app.screen.query(Pane)
    return [(pane.article.id, start) for pane in panes for start, _, styles in _spans(pane) if "selected" in styles]


async def test_the_first_press_lights_the_first_name_of_the_sentence_in_all_articles(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]")
        assert session.at == ("one.txt", 1)
        assert lit(session) == ["Zelensky", "Zelensky", "Volodymyr Zelensky", "Zelensky"]
        assert "Zelensky · 1 of 4×: 1 The Daily 2×, 3 The Wire 2×" in session.below


async def test_the_walk_goes_over_all_articles_and_round(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        seen = []
        for _ in range(5):
            await session.press("]")
            seen.append(session.at)
        assert seen == [*ZELENSKY, ZELENSKY[0]]
        await session.press("[", "[")
        assert session.at == ZELENSKY[2]
        assert current(session) == [("two.txt", TEXTS["two.txt"].index("Volodymyr"))]


async def test_the_walk_goes_on_from_where_the_cursor_was_moved_to(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]", "G", "]")
        assert session.at == ("two.txt", 2)
        await session.press("g", "[")
        assert session.at == ("one.txt", 3)


async def test_another_key_chooses_among_the_names_of_the_sentence(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        seen = []
        for _ in range(4):
            await session.press("backslash")
            seen.append(lit(session)[0])
        assert seen == ["Zelensky", "Kyiv", "Putin", "Zelensky"]
        assert session.at == ("one.txt", 1)


async def test_where_the_sentence_names_nothing_the_next_name_is_lit(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("j", "backslash")
        assert lit(session) == []
        assert "nothing is named here" in session.below
        await session.press("]")
        assert session.at == ("one.txt", 3)
        assert lit(session)[0] == "Zelensky"


async def test_a_click_on_a_name_lights_it_and_a_click_beside_leaves_it(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        pane = session.active_pane
        await session.pilot.click(pane, offset=_cell(pane, pane.article.text.index("Kyiv") + 1))
        assert lit(session) == ["Kyiv"]
        await session.pilot.click(pane, offset=_cell(pane, pane.article.text.index("spoke")))
        assert lit(session) == ["Kyiv"]


def _cell(pane: Pane, offset: int) -> tuple[int, int]:
    width, height = pane.outer_size
    cells = ((x, y) for y in range(1, height) for x in range(3, width - 2))
    return next(cell for cell in cells if (found := pane.character_at(*cell)) and found[0] == offset)


async def test_escape_ends_it_and_never_leaves(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]", "escape")
        assert lit(session) == []
        assert isinstance(session.app.screen, Reader)
        await session.press("escape", "escape")
        assert isinstance(session.app.screen, Reader)
        assert session.below == "nothing to end here · q goes back to the library"


async def test_hiding_the_colours_ends_it(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]", "b")
        assert lit(session) == []


async def test_until_names_are_known_a_key_says_so(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.go_on.clear()
    async with open_app() as session:
        await session.open_reader()
        await session.press("]")
        assert "still being looked for" in session.below
        assert lit(session) == []
        analyst.go_on.set()


async def test_what_is_lit_follows_a_merge(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]", "f")
        assert len(lit(session)) == 4
        await session.press("m")
        rows = session.rows
        names = [row.words for row in session.app.screen.query_one(SidePanel)._listed]
        rows.cursor = names.index("Selenskyj")
        await session.press("m")
        await session.until(lambda: len(lit(session)) == 5)
        assert isinstance(rows, LineView)


async def test_while_suggestions_are_hidden_nothing_is_lit(open_app: Open) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]", "H")
        assert lit(session) == []
        await session.press("]")
        assert lit(session) == []
        assert "hidden" in session.below
        await session.press("H", "]")
        assert len(lit(session)) == 4


# Where a text has changed, or nothing is known of one


async def changed(session: Session, file: Path, text: str) -> None:
    """Let an article have another text of which nothing is known yet, and wait until the reader shows it."""
    file.write_text(text, encoding="utf-8")
    await session.until(lambda: any(pane.article.text == text for pane in session.app.screen.query(Pane)))


async def test_in_an_article_that_nothing_is_known_of_the_walk_goes_on_to_the_next(
    open_app: Open, analyst: FakeAnalyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyse = analyst.analyse

    def not_the_second(article: Article) -> Analysis:
        if article.id == "three.txt":
            raise TextNotAnalysed("three.txt is too long")
        return analyse(article)

    monkeypatch.setattr(analyst, "analyse", not_the_second)
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.app.desk.sharing._answer)
        await session.press("l")
        assert session.at[0] == "three.txt"
        await session.press("backslash")
        assert "nothing is named here" in session.below
        await session.press("]")
        assert session.at == ("two.txt", 1)
        await session.press("escape", "h")
        assert session.at[0] == "three.txt"
        await session.press("[")
        assert session.at[0] == "one.txt"


@pytest.mark.parametrize("panel", [False, True])
async def test_what_is_lit_in_a_text_that_changes_is_lit_there_no_more(
    open_app: Open, folder: Path, analyst: FakeAnalyst, panel: bool
) -> None:
    async with open_app() as session:
        await read(session)
        await session.press("]")
        assert lit(session) == ["Zelensky", "Zelensky", "Volodymyr Zelensky", "Zelensky"]
        await session.press(*(["f"] if panel else []))
        analyst.go_on.clear()
        await changed(session, folder / "one.txt", "Q\n\nSomething quite other is told. Putin met Zelensky.\n")
        await session.until(lambda: lit(session) == ["Volodymyr Zelensky", "Zelensky"])
        await session.until(lambda: "2×: 3 The Wire 2×" in session.below)
        await session.press("j", "k", *(["f"] if panel else []), "]")
        assert session.at == ("two.txt", 2)
        analyst.go_on.set()
        await session.until(lambda: lit(session) == ["Zelensky", "Volodymyr Zelensky", "Zelensky"])


async def test_the_panels_facts_of_a_text_that_changes_are_left_out_until_they_are_known(
    open_app: Open, folder: Path, analyst: FakeAnalyst
) -> None:
    analyst.facts = {"one.txt": (Fact("man", 3, "", "", "Three", "one.txt", 20, 25),)}
    async with open_app(160, 40) as session:
        await read(session)
        await session.press("f", "tab")
        await session.shows("Three")
        analyst.go_on.clear()
        await changed(session, folder / "one.txt", "Q\n\nShort now.\n")
        await session.until(lambda: "Three" not in session.screen)
        await session.press("j", "k", "enter")
        assert session.at[0] == "one.txt"
        analyst.go_on.set()
