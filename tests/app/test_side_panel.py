"""The side panel: who is named, numbers and dates, and what all tell or only one; it speaks for nobody."""

from itertools import permutations
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual.containers import Container

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.analysis.facts.extraction import Fact
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.app.reader.pane import Pane
from newsread.app.reader.panel_rows import PanelRow
from newsread.app.reader.screen import Reader
from newsread.app.reader.side_panel import SidePanel
from newsread.articles.article import Article

NAMES = (("Zelensky", "PERSON"), ("Selenskyj", "PERSON"), ("Putin", "PERSON"), ("Kyiv", "GPE"))
TEXTS = {
    "one.txt": "Two Men Captured\n\nZelensky spoke of Putin. Three men came. Nobody left Kyiv.\n",
    "two.txt": "A Denial\n\nZelensky left Kyiv. Four men came.\n",
    "three.txt": "The Reaction\n\nSome men came. Selenskyj was silent.\n",
}


def place(article: str, words: str) -> Place:
    start = TEXTS[article].index(words)
    return Place(article, start, start + len(words))


THREE, FOUR, SOME = (
    place("one.txt", "Three men came."),
    place("two.txt", "Four men came."),
    place("three.txt", "Some men came."),
)
SAME = (
    *(Counterpart(of, to, Band.SAME, ("came",)) for of, to in permutations((THREE, FOUR, SOME), 2)),
    Counterpart(
        place("one.txt", "Nobody left Kyiv."), place("two.txt", "Zelensky left Kyiv."), Band.RELATED, ("left",)
    ),
)
FACTS = {
    "one.txt": (Fact("man", 3, "", "", "Three", "one.txt", THREE.start, THREE.start + 5),),
    "two.txt": (
        Fact("man", 4, "", "", "Four", "two.txt", FOUR.start, FOUR.start + 4),
        Fact("", "2025-04-08", "", "", "Tuesday", "two.txt", 10, 17, "the Tuesday before the article", is_date=True),
    ),
}


@pytest.fixture(autouse=True)
def articles(folder: Path, analyst: FakeAnalyst) -> None:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    analyst.names, analyst.counterparts, analyst.facts = NAMES, SAME, FACTS
    analyst.go_on.set()


async def open_panel(session: Session) -> SidePanel:
    """Read all articles, wait until it is known what they share, and open the panel."""
    await session.open_reader()
    screen = session.app.screen
    assert isinstance(screen, Reader)
    await session.until(lambda: session.app.desk.sharing.known(screen.reading.articles))
    await session.press("f")
    panel = screen.query_one(SidePanel)
    await session.until(lambda: panel.has_focus)
    return panel


def listed(panel: SidePanel) -> list[tuple[str, str]]:
    return [(row.words, " ".join(row.tells.split())) for row in panel._listed]


def row_of(panel: SidePanel, words: str) -> int:
    return next(number for number, row in enumerate(panel._listed) if row.words == words)


async def go_to_row(session: Session, panel: SidePanel, words: str) -> PanelRow:
    await session.press("g", *["j"] * row_of(panel, words))
    row = panel._row
    assert row
    assert row.words == words
    return row


def namings(session: Session) -> list[Naming]:
    return [record.naming for record in session.records() if record.naming]


async def test_it_lists_who_is_named_and_tells_of_the_one_under_the_cursor(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        assert listed(panel) == [
            ("Kyiv", "place 2"),
            ("Zelensky", "person 2"),
            ("Putin", "person 1"),
            ("Selenskyj", "person 1"),
        ]
        await session.press("j")
        await session.shows("1 The Daily 1× · 3 The Wire 1×", "Zelensky spoke of")


async def test_enter_walks_to_the_next_place_and_lights_it(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await go_to_row(session, panel, "Zelensky")
        await session.press("enter")
        assert session.at == ("one.txt", 1)
        assert session.below.startswith("Zelensky · 1 of 2×")
        await session.press("enter")
        assert session.at == ("two.txt", 1)
        assert panel.has_focus


async def test_the_readers_keys_are_its_own_until_the_panel_has_the_focus(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        at = session.at
        await session.press("j")
        assert session.at == at
        await session.press("f")
        assert not panel.display
        await session.press("j")
        assert session.at == (at[0], at[1] + 1)


async def test_a_click_into_a_text_gives_the_keys_back(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await session.pilot.click(session.active_pane, offset=(6, 4))
        assert panel.display
        assert not panel.has_focus
        before = session.at
        await session.press("k")
        assert session.at == (before[0], before[1] - 1)


@pytest.mark.parametrize(("width", "under"), [(160, False), (100, False), (99, True), (60, True)])
async def test_it_stands_beside_the_texts_or_under_them(open_app: Open, width: int, under: bool) -> None:
    async with open_app(width, 30) as session:
        panel = await open_panel(session)
        await session.until(lambda: panel.region.width > 0 and panel.query_one(Container).region.height > 0)
        await session.pilot.pause()
        panes = session.visible_panes
        assert all(pane.region.intersection(panel.region).area == 0 for pane in panes)
        assert (panel.region.y >= max(pane.region.bottom for pane in panes)) == under
        assert max(pane.region.right for pane in panes) <= (width if under else panel.region.x)
        assert panel.region.right <= width
        await session.press("f")
        await session.until(lambda: max(pane.region.right for pane in session.visible_panes) > width - 40)


async def test_two_names_are_merged_at_a_sentence_and_undo_parts_them(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await go_to_row(session, panel, "Zelensky")
        await session.press("m")
        assert namings(session) == []
        assert panel._listed[panel._rows.cursor].sign == "+"
        await go_to_row(session, panel, "Selenskyj")
        await session.press("m")
        await session.saved()
        assert namings(session) == [Naming(Renaming.MERGE, ("Zelensky", "Selenskyj"))]
        assert [record.anchor.quote for record in session.records()] == ["Selenskyj was silent."]
        await session.until(lambda: ("Zelensky", "person 3") in listed(panel))
        await session.press("z")
        await session.until(lambda: ("Selenskyj", "person 1") in listed(panel))


async def test_an_answer_is_shown_as_waiting_until_it_is_taken_in(open_app: Open, analyst: FakeAnalyst) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await go_to_row(session, panel, "Putin")
        analyst.go_on.clear()
        await session.press("i")
        assert ("Putin", "… being ignored") in listed(panel)
        analyst.go_on.set()
        await session.until(lambda: "Putin" not in dict(listed(panel)))
        assert namings(session) == [Naming(Renaming.IGNORE, ("Putin",))]


async def test_a_name_is_retyped_in_words(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await go_to_row(session, panel, "Kyiv")
        await session.press("t")
        await session.shows("What is “Kyiv”?", "person", "organisation")
        await session.press("j", "enter")
        await session.until(lambda: ("Kyiv", "organisation 2") in listed(panel))
        assert namings(session) == [Naming(Renaming.RETYPE, ("Kyiv",), "ORG")]


async def test_a_form_is_split_off_and_one_form_cannot_be(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await go_to_row(session, panel, "Putin")
        await session.press("s")
        assert "one form only" in session.below
        await go_to_row(session, panel, "Zelensky")
        await session.press("m")
        await go_to_row(session, panel, "Selenskyj")
        await session.press("m")
        await session.until(lambda: ("Zelensky", "person 3") in listed(panel))
        await go_to_row(session, panel, "Zelensky")
        await session.press("s")
        await session.shows("Which form")
        await session.press("j", "enter")
        await session.until(lambda: ("Selenskyj", "person 1") in listed(panel))
        assert namings(session)[-1] == Naming(Renaming.SPLIT, ("Selenskyj",))


async def test_facts_are_listed_by_what_they_count_with_who_gives_them(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await session.press("tab")
        assert listed(panel) == [
            ("man", "differs"),
            ("Three", "in 1"),
            ("Four", "in 3"),
            ("a date", "in one"),
            ("8 April 2025", "in 3"),
        ]
        await session.shows("The articles do not all give the")
        await go_to_row(session, panel, "Four")
        await session.shows("Four · 4", "3 The Wire")
        await session.press("enter")
        assert session.at == ("two.txt", 2)
        await go_to_row(session, panel, "8 April 2025")
        await session.shows("in the text “Tuesday”", "assumed: the Tuesday before the", "counted from its")


async def test_what_all_tell_is_counted_and_the_rest_can_be_dimmed(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await session.press("tab", "tab")
        assert listed(panel) == [
            ("what all tell", "3 sentences"),
            ("1 The Daily", "1 of 3"),
            ("2 The Post", "1 of 2"),
            ("3 The Wire", "1 of 2"),
            ("what only one tells", "4 sentences"),
            ("1 The Daily", "2 of 3"),
            ("2 The Post", "1 of 2"),
            ("3 The Wire", "1 of 2"),
        ]
        await session.press("space")
        assert kept(session) == {"one.txt": [2], "three.txt": [1], "two.txt": [2]}
        await session.press("f")
        assert "the rest is dim: what all tell" in session.below
        await session.press("escape")
        assert kept(session) == {"one.txt": [0, 1, 2, 3], "three.txt": [0, 1, 2], "two.txt": [0, 1, 2]}
        assert isinstance(session.app.screen, Reader)


async def test_what_the_reader_rejects_is_no_longer_told_by_all_nor_kept_bright(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await session.press("tab", "tab", "space")
        desk = session.app.desk
        one, two = (desk.workspace.article(name) for name in ("one.txt", "two.txt"))
        assert isinstance(one, Article)
        assert isinstance(two, Article)
        held = anchor.make(two.text, FOUR.start, FOUR.end, two.sha256)
        answer = desk.notebook.answer(one, THREE.start, THREE.end, Linked(two.id, held, same=False))
        assert answer
        desk.keep(answer)
        await session.until(lambda: listed(panel)[0] == ("what all tell", "1 sentence"))
        await session.until(lambda: kept(session) == {"one.txt": [], "three.txt": [1], "two.txt": []})


async def test_the_title_says_that_the_rest_is_dim_as_long_as_it_is(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        await open_panel(session)
        await session.press("tab", "tab", "space", "f")
        assert "dim but what all tell · " in session.title
        await session.press("escape")
        assert "dim" not in session.title


async def test_only_the_keys_that_do_something_with_the_row_are_offered(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        await open_panel(session)
        assert all(each in session.keys for each in ("m merge", "s split", "t type", "i no name", "enter go there"))
        assert "space dim" not in session.keys
        await session.press("tab")
        await session.until(lambda: "merge" not in session.keys)
        assert "enter go there" not in session.keys  # a heading
        await session.press("j")
        await session.until(lambda: "enter go there" in session.keys)
        await session.press("tab")
        await session.until(lambda: "space dim" in session.keys)
        assert not any(each in session.keys for each in ("merge", "split", "type", "no name"))


def kept(session: Session) -> dict[str, list[int]]:
    """The sentences that are not dimmed."""
    panes = session.app.screen.query(Pane)
    return {
        pane.article.id: [number for number in range(len(pane.article.sentences)) if not pane._dimmed(number)]
        for pane in panes
    }


async def test_enter_goes_to_the_next_claim_that_is_told_so(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await session.press("tab", "tab")
        seen = []
        for _ in range(4):
            await session.press("enter")
            seen.append(session.at)
        assert seen == [("one.txt", 2), ("three.txt", 1), ("two.txt", 2), ("one.txt", 2)]
        assert panel.has_focus


async def test_while_nothing_is_known_it_says_so(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.go_on.clear()
    async with open_app(160, 40) as session:
        await session.open_reader()
        await session.press("f")
        await session.shows("What the articles share is still", "being looked for")
        analyst.go_on.set()
        panel = session.app.screen.query_one(SidePanel)
        await session.until(lambda: ("Zelensky", "person 2") in listed(panel))


async def test_one_article_alone_has_nothing_to_be_compared_with(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        await session.press("space")
        await open_panel(session)
        await session.press("tab", "tab")
        await session.shows("It takes two articles")


async def test_no_name_is_taken_for_markup(open_app: Open, analyst: FakeAnalyst, folder: Path) -> None:
    (folder / "one.txt").write_text("Two Men Captured\n\n[red]Zelensky[/] spoke to \x1b[31mPutin.\n", encoding="utf-8")
    analyst.names = (("[red]Zelensky[/]", "PERSON"), ("\x1b[31mPutin", "PERSON"))
    analyst.counterparts, analyst.facts = (), {}
    async with open_app(160, 40) as session:
        await open_panel(session)
        await session.shows("[red]Zelensky[/]", "␛[31mPutin")


async def test_views_and_keys_can_be_clicked(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        await session.pilot.click("#views", offset=(11, 0))
        assert ("man", "differs") in listed(panel)
        await session.press("shift+tab")
        await session.pilot.click("KeyBar", offset=(session.keys.index("m merge") + 2, 0))
        assert panel._listed[0].sign == "+"


async def test_a_row_is_gone_to_by_a_second_click(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        panel = await open_panel(session)
        row = row_of(panel, "Putin")
        for _ in range(2):
            await session.pilot.click(panel._rows, offset=(5, row))
        assert session.below.startswith("Putin · 1 of 1×")


async def test_the_help_and_the_key_bar_speak_of_the_panel_while_it_has_the_keys(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        await open_panel(session)
        assert "m merge" in session.keys
        await session.press("question_mark")
        await session.shows("Mark the name; on another one, say that both are one.")
        await session.press("escape", "f")
        assert "m merge" not in session.keys
        assert session.keys.startswith("v verified")
