"""The other panes follow the sentence under the cursor, and the bar tells where else it stands."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual import events

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.reader.pane import Pane
from newsread.app.reader.screen import Reader
from newsread.app.reader.scroll_link import Sync
from newsread.app.reader.wordings_view import AllTellings
from newsread.app.session.spots import Spot
from newsread.articles.article import Article

CAPTURED = Place("one.txt", 18, 43)
DENIED = Place("two.txt", 10, 36)
KNEW = Place("two.txt", 37, 60)
ASKED = Place("three.txt", 14, 38)
SAME = Counterpart(CAPTURED, DENIED, Band.SAME, ("report",))
RELATED = Counterpart(CAPTURED, ASKED, Band.RELATED, ("answer", "men"))
BACK = Counterpart(DENIED, CAPTURED, Band.SAME, ("report",))


@pytest.fixture
def suggesting(analyst: FakeAnalyst) -> FakeAnalyst:
    """An analyst that finds something at once."""
    analyst.counterparts = (SAME, RELATED, BACK)
    analyst.go_on.set()
    return analyst


async def open_reader(session: Session) -> None:
    """Read, once all suggestions are known."""
    await session.open_reader()
    reader = session.app.screen
    assert isinstance(reader, Reader)
    await session.until(lambda: session.app.desk.sharing.of(*reader.reading.articles))
    await session.until(lambda: "looked for" not in session.told)


def pane(session: Session, article: str) -> Pane:
    return next(each for each in session.visible_panes if each.article.id == article)


def title(session: Session, article: str) -> str:
    return str(pane(session, article).border_title).strip()


def pointers(session: Session, article: str) -> str:
    """What stands before the lines of a pane, each kind once."""
    shown = pane(session, article)
    return "".join(sorted({shown.render_line(y).text[0] for y in range(shown.size.height)} - {" "}))


async def answer(session: Session, of: Place, to: Place, *, same: bool) -> None:
    desk = session.app.desk
    one, other = (desk.workspace.article(place.article) for place in (of, to))
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    said = Linked(other.id, anchor.make(other.text, to.start, to.end, other.sha256), same)
    record = desk.notebook.answer(one, of.start, of.end, said)
    assert record
    desk.keep(record)
    await session.pilot.pause()


# What the panes point at


@pytest.mark.usefixtures("suggesting")
async def test_each_pane_marks_its_counterpart_and_says_how_it_stands_and_why(open_app: Open) -> None:
    async with open_app(150) as session:
        await open_reader(session)
        assert pointers(session, "one.txt") == CURSOR_BAR
        assert pointers(session, "two.txt") == "▸"
        assert pointers(session, "three.txt") == "▹"
        assert title(session, "two.txt") == "3 The Wire · same: report"
        assert title(session, "three.txt") == "2 The Post · related: answer, men"
        await session.press("j")
        assert pointers(session, "two.txt") == ""
        assert title(session, "two.txt") == "3 The Wire · no counterpart here"
        await session.press("g")  # a heading, for which none is looked for
        assert title(session, "two.txt") == "3 The Wire"


async def test_while_nothing_is_known_nothing_is_said_of_counterparts(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.counterparts = (SAME,)
    async with open_app() as session:
        await session.open_reader()
        await session.press("j", "k")
        assert title(session, "two.txt") == "3 The Wire"
        assert session.told == "what the articles share is being looked for …"
        analyst.go_on.set()
        await session.until(lambda: pointers(session, "two.txt") == "▸")


@pytest.mark.usefixtures("suggesting")
async def test_what_the_reader_answers_holds_at_once(open_app: Open) -> None:
    async with open_app(150) as session:
        await open_reader(session)
        await answer(session, CAPTURED, DENIED, same=False)
        assert pointers(session, "two.txt") == ""
        await answer(session, CAPTURED, KNEW, same=True)
        assert pointers(session, "two.txt") == "≡"
        assert title(session, "two.txt") == "3 The Wire · confirmed"
        assert session.told.startswith("≡ confirmed: 3 The Wire · ▹ related: 2 The Post")
        await session.press("z")
        assert pointers(session, "two.txt") == ""
        await session.press("z")
        await session.until(lambda: pointers(session, "two.txt") == "▸")


async def test_the_words_that_stand_out_are_marked_in_the_counterpart(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    (folder / "two.txt").write_text("A Denial\n\nUkraine captured 155 men, it said.\n", encoding="utf-8")
    suggesting.counterparts = (Counterpart(CAPTURED, Place("two.txt", 10, 44), Band.SAME, ("captured",)),)
    async with open_app() as session:
        await open_reader(session)
        assert underlined(pane(session, "two.txt")) == ["155"]
        assert session.difference == "3 The Wire: Ukraine captured [two / 155] men [– / it said]"
        await session.press("H")
        assert underlined(pane(session, "two.txt")) == []


def underlined(of: Pane) -> list[str]:
    parts = [part for y in range(of.size.height) for part in of.render_line(y)]
    return [text for text, style, _ in parts if style and style.underline]


# How they move


def long_texts(folder: Path, lengths: Sequence[int]) -> None:
    for name, length in zip(("one", "three", "two"), lengths, strict=True):
        told = "\n\n".join(f"Witness {number} of {name} told the court that this was so." for number in range(length))
        (folder / f"{name}.txt").write_text(told, encoding="utf-8")


def sentence(session: Session, article: str, number: int) -> Place:
    found = session.app.desk.workspace.article(article)
    assert isinstance(found, Article)
    return Place(article, *Spot(found, number).span)


async def open_long(session: Session, suggesting: FakeAnalyst, pairs: Sequence[tuple[int, int]]) -> None:
    """Read, with counterparts of sentences of the first article in the last."""
    suggesting.counterparts = tuple(
        Counterpart(sentence(session, "one.txt", of), sentence(session, "two.txt", to), Band.SAME, ("told",))
        for of, to in pairs
    )
    await open_reader(session)


async def test_a_counterpart_comes_into_view_beside_the_cursor_and_a_pane_without_one_stays(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    long_texts(folder, (100, 100, 100))
    async with open_app() as session:
        await open_long(session, suggesting, [(1, 50), (3, 90)])
        one, two, three = (pane(session, f"{name}.txt") for name in ("one", "two", "three"))
        await session.press("j")
        assert abs(two._lines_of(50).start - two.scroll_offset.y - one.row_of_cursor) <= 2
        at = two.scroll_offset.y
        await session.press("j")
        assert (two.scroll_offset.y, three.scroll_offset.y) == (at, 0)
        await session.press("j")
        assert abs(two._lines_of(90).start - two.scroll_offset.y - one.row_of_cursor) <= 2


async def test_off_nothing_moves_until_it_is_aligned_once(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    long_texts(folder, (100, 100, 100))
    async with open_app() as session:
        await open_long(session, suggesting, [(1, 50)])
        two = pane(session, "two.txt")
        await session.press("S", "S", "j")
        assert "sync: off" in session.title
        assert (two.scroll_offset.y, two.counterpart) == (0, 50)
        await session.press("equals_sign")
        assert two._lines_of(50).start in range(two.scroll_offset.y, two.scroll_offset.y + two.size.height)
        await session.press("j", "equals_sign")
        assert session.below == "no counterpart in the other panes"


async def test_by_share_the_panes_go_together_and_whoever_is_scrolled_leads(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    long_texts(folder, (100, 10, 200))
    async with open_app() as session:
        await open_long(session, suggesting, [(1, 50)])
        one, two, three = (pane(session, f"{name}.txt") for name in ("one", "two", "three"))
        await session.press("S")
        assert "sync: share of length" in session.title
        await session.press("G")
        await session.until(lambda: two.scroll_offset.y == two.max_scroll_y)
        assert three.scroll_offset.y == three.max_scroll_y
        await session.press("g")
        await session.until(lambda: two.scroll_offset.y == three.scroll_offset.y == 0)
        three.post_message(wheel_down(three))
        await session.until(lambda: three.scroll_offset.y > 0)
        share = three.scroll_offset.y / three.max_scroll_y
        await session.until(lambda: one.scroll_offset.y == round(share * one.max_scroll_y))
        await session.until(lambda: two.scroll_offset.y == round(share * two.max_scroll_y))
        # The short text cannot say as exactly where the long one is: were it an echo, it would draw that back.
        before = two.scroll_offset.y
        two.post_message(wheel_down(two))
        await session.until(lambda: two.scroll_offset.y > before)
        await session.until(
            lambda: one.scroll_offset.y == round(two.scroll_offset.y / two.max_scroll_y * one.max_scroll_y)
        )
        await session.pilot.pause()
        at = two.scroll_offset.y
        assert at == before + session.app.scroll_sensitivity_y
        assert at / two.max_scroll_y != three.scroll_offset.y / three.max_scroll_y


def wheel_down(of: Pane) -> events.MouseScrollDown:
    return events.MouseScrollDown(
        of, 5, 5, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False, screen_x=5, screen_y=5
    )


async def test_a_pane_that_is_new_comes_to_the_counterpart_as_soon_as_it_has_lines(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    long_texts(folder, (100, 100, 100))
    async with open_app() as session:
        await open_long(session, suggesting, [(0, 50)])
        await session.press("q")
        await session.until(lambda: not isinstance(session.app.screen, Reader))
        await session.open_reader()
        two = pane(session, "two.txt")
        await session.until(lambda: two.counterpart == 50)
        await session.until(lambda: 0 <= two._lines_of(50).start - two.scroll_offset.y < two.size.height)


async def test_after_a_resize_the_counterpart_is_in_view_again(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    long_texts(folder, (100, 100, 100))
    async with open_app() as session:
        await open_long(session, suggesting, [(1, 50)])
        await session.press("j")
        await session.pilot.resize_terminal(200, 20)
        two = pane(session, "two.txt")
        await session.until(lambda: two.outer_size.width > 60)
        await session.until(lambda: 0 <= two._lines_of(50).start - two.scroll_offset.y < two.size.height)


@pytest.mark.usefixtures("suggesting")
async def test_digits_go_to_an_article_at_its_counterpart_if_it_has_one(open_app: Open) -> None:
    async with open_app(80) as session:
        await open_reader(session)
        await session.press("3")
        assert session.at == ("two.txt", 1)
        await session.press("1")
        assert session.at == ("one.txt", 1)
        await session.press("G", "3")
        assert session.at == ("two.txt", 1)
        await session.press("G", "1")
        assert session.at == ("one.txt", 3)
        await session.press("9")
        assert session.at == ("one.txt", 3)
        assert session.below == "there are 3 articles"


@pytest.mark.usefixtures("suggesting")
async def test_how_panes_move_and_whether_suggestions_are_hidden_outlives_the_library(open_app: Open) -> None:
    async with open_app() as session:
        await open_reader(session)
        assert "sync: claim" in session.title
        await session.press("S", "H", "q")
        await session.until(lambda: session.library_is_read and not isinstance(session.app.screen, Reader))
        await session.open_reader()
        await session.until(lambda: f"sync: {Sync.SHARE}" in session.title)
        assert "suggestions hidden" in session.title


# What is told


@pytest.mark.usefixtures("suggesting")
async def test_the_bar_tells_where_the_claim_stands_and_after_a_tag_still_of_that_claim(open_app: Open) -> None:
    async with open_app(160) as session:
        await open_reader(session)
        told = "▸ same: 3 The Wire · ▹ related: 2 The Post · 2 outlets, 2 independent texts"
        assert session.told == told
        assert session.difference.startswith("3 The Wire: in other words: Beijing denied")
        await session.press("v")
        assert session.at == ("one.txt", 2)
        assert session.told == told
        await session.press("k", "j")
        assert session.told == "not found: 2 The Post, 3 The Wire · 1 outlet, 1 independent text"


@pytest.mark.usefixtures("suggesting")
async def test_all_tellings_are_shown_on_demand_follow_the_cursor_and_go(open_app: Open) -> None:
    async with open_app(100, 40) as session:
        await open_reader(session)
        assert "all tellings" not in session.screen
        await session.press("p")
        await session.shows("all tellings", "3 The Wire · ▸ same · why: report", "2 The Post · ▹ related")
        await session.press("j")
        await session.until(lambda: "The Wire · ▸ same" not in session.screen and "1 The Daily" in session.screen)
        await session.press("escape")
        assert "all tellings" not in session.screen
        assert isinstance(session.app.screen, Reader)
        await session.press("p")
        await session.shows("all tellings")
        await session.press("p")
        assert "all tellings" not in session.screen


async def test_tellings_that_are_more_than_fits_can_be_scrolled(
    folder: Path, open_app: Open, suggesting: FakeAnalyst
) -> None:
    long = f"Beijing denied {'again and again ' * 60}that it knew of such men."
    (folder / "two.txt").write_text(f"A Denial\n\n{long}\n", encoding="utf-8")
    suggesting.counterparts = (Counterpart(CAPTURED, Place("two.txt", 10, 10 + len(long)), Band.SAME, ("men",)),)
    async with open_app() as session:
        await open_reader(session)
        await session.press("p")
        shown = session.app.screen.query_one(AllTellings)
        await session.until(lambda: shown.max_scroll_y > 0)
        await session.press("J")
        assert shown.scroll_offset.y > 0
        await session.press("K")
        assert shown.scroll_offset.y == 0


@pytest.mark.usefixtures("suggesting")
async def test_hidden_suggestions_leave_only_what_the_reader_confirmed(open_app: Open) -> None:
    async with open_app(150) as session:
        await open_reader(session)
        await answer(session, CAPTURED, ASKED, same=True)
        await session.press("H")
        assert "suggestions hidden" in session.title
        assert "texts" not in session.title
        assert (pointers(session, "two.txt"), title(session, "two.txt")) == ("", "3 The Wire")
        assert (pointers(session, "three.txt"), title(session, "three.txt")) == ("≡", "2 The Post · confirmed")
        assert session.told == "≡ confirmed: 2 The Post · suggestions hidden · H shows them"
        assert session.below == ""
        await session.press("H")
        assert "hidden" not in session.title
        assert (pointers(session, "two.txt"), pointers(session, "three.txt")) == ("▸", "≡")


async def test_what_hinders_the_suggestions_is_told(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.collect_failure = RuntimeError("out of order")
    analyst.go_on.set()
    async with open_app(160) as session:
        await session.open_reader()
        await session.until(lambda: "out of order" in session.below)
