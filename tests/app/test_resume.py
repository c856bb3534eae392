"""Taking up again: what is kept of a reading, in what texts it is found again, and that damage does no harm."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import ARTICLES, FakeAnalyst, Session

from newsread.analysis.alignment.counterparts import Band, Counterpart
from newsread.analysis.alignment.counterparts import Place as Place_
from newsread.app.claims import rows as claim_rows
from newsread.app.claims.screen import Claims
from newsread.app.coverage import state as coverage
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.library.rows import Choice
from newsread.app.library.screen import Library
from newsread.app.reader.panel_rows import View
from newsread.app.reader.reading import Reading
from newsread.app.reader.screen import Reader
from newsread.app.reader.scroll_link import Sync
from newsread.app.resume import LeftOff, LeftOffFile, from_json, to_json
from newsread.articles.article import Article, Unreadable
from newsread.articles.sources import Source
from newsread.place import Place
from newsread.workspace.workspace import Workspace


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return Workspace(Place(folder, folder / "annotations"))


def articles(workspace: Workspace) -> list[Article]:
    return workspace.articles()


def test_all_of_a_reading_comes_back(workspace: Workspace) -> None:
    reading = Reading(
        articles(workspace),
        1,
        {0: 2, 1: 1},
        entities=False,
        sync=Sync.OFF,
        suggestions=False,
        panes=2,
        first=1,
        tops={0: 18, 2: 0},
        panel=View.FACTS,
        panel_shown=True,
        sought="men",
        tellings=True,
        size=(120, 24),
    )
    assert all(getattr(reading, each.name) != each.default for each in fields(reading)), "something has its default"
    left = LeftOff(
        reading,
        Choice.named("men", "to check", "date"),
        claim_rows.Choice.named("reason missing", "time", "two"),
        coverage.Choice.named("untagged", lone_shown=False),
    )
    assert from_json(json.loads(json.dumps(to_json(left))), workspace.article) == left


def test_a_changed_text_is_taken_up_at_the_same_words(workspace: Workspace, folder: Path) -> None:
    kept = to_json(LeftOff(Reading(articles(workspace), 0, {0: 2})))
    (folder / "one.txt").write_text("Two Men Captured\n\nA new lead came. It said much. " + ARTICLES["one.txt"][18:])
    now = Workspace(workspace.place)
    reading = from_json(kept, now.article).reading
    assert reading is not None
    assert reading.spot is not None
    assert reading.spot.words == "They fought for Russia."


def test_where_the_words_have_gone_the_number_holds_as_far_as_there_are_sentences(
    workspace: Workspace, folder: Path
) -> None:
    kept = to_json(LeftOff(Reading(articles(workspace), 0, {0: 3})))
    (folder / "one.txt").write_text("Something else. And that.")
    reading = from_json(kept, Workspace(workspace.place).article).reading
    assert reading is not None
    assert reading.cursors == {0: 1}


def test_an_article_that_has_gone_is_left_out_and_the_rest_stays(workspace: Workspace) -> None:
    kept = to_json(LeftOff(Reading(articles(workspace), 2, {0: 1, 2: 2})))
    reading = from_json(kept, lambda each: None if each == "one.txt" else workspace.article(each)).reading
    assert reading is not None
    assert [article.id for article in reading.articles] == ["three.txt", "two.txt"]
    assert (reading.active, reading.cursors) == (1, {1: 2})
    assert from_json(kept, lambda _: None) == LeftOff()


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        [],
        {},
        {"version": 2},
        {"version": 1, "articles": 3, "library": []},
        {"version": 1, "articles": [{"id": 5}, 7, {"id": "../x"}]},
        {"version": 1, "library": {"sought": 1, "shown": "all", "order": "place"}},
    ],
)
def test_what_is_damaged_or_unknown_is_ignored(damaged: object, workspace: Workspace) -> None:
    def article_of(each: str) -> Article | Unreadable | None:
        return workspace.article(each) if each in workspace.ids else None

    assert from_json(damaged, article_of) == LeftOff()


def test_damaged_parts_cost_only_themselves(workspace: Workspace) -> None:
    kept = to_json(LeftOff(Reading(articles(workspace), 1, {0: 1, 1: 2, 2: 1})))
    kept["articles"][0]["start"] = -4
    kept["articles"][2]["words"] = "x"
    kept["active"] = "one"
    kept["reading"] = {"entities": "perhaps", "pink": 1}
    kept["articles"][1]["top"] = "x"
    kept["articles"][2] |= {"top": 10**9, "top_of": articles(workspace)[2].sha256}
    kept["first"] = -3
    kept["size"] = [80, "x"]
    kept["library"] = None
    kept["claims"] = {"filter": "all"}
    kept["coverage"] = {"order": "untagged", "lone": "yes"}
    assert from_json(kept, workspace.article) == LeftOff(Reading(articles(workspace), 0, {1: 2}))


def test_what_an_older_version_kept_is_still_read(workspace: Workspace) -> None:
    kept = to_json(LeftOff(Reading(articles(workspace), 1, {1: 2}, sync=Sync.SHARE)))
    for unknown in ("claims", "coverage", "first", "size"):
        del kept[unknown]
    for unknown in ("panel", "panel_shown", "sought", "tellings"):
        del kept["reading"][unknown]
    assert from_json(kept, workspace.article) == LeftOff(Reading(articles(workspace), 1, {1: 2}, sync=Sync.SHARE))


def test_of_another_text_no_pane_begins_where_it_did(workspace: Workspace, folder: Path) -> None:
    reading = Reading(articles(workspace), tops={0: 18, 1: 14})
    kept = to_json(LeftOff(reading))
    (folder / "one.txt").write_text("A new lead came.\n\n" + ARTICLES["one.txt"])
    now = Workspace(workspace.place)
    taken_up = from_json(kept, now.article).reading
    assert taken_up is not None
    assert taken_up.tops == {1: 14}
    assert reading.with_texts(now.article).tops == {1: 14}


def test_where_the_reader_was_is_told_in_words(workspace: Workspace) -> None:
    reading = Reading(articles(workspace), 0, {0: 2})
    assert LeftOff(reading).where == "The Daily, sentence 3 of 4, beside 2 more"
    assert LeftOff(replace(reading, articles=reading.articles[:1], cursors={})).where == "The Daily"
    assert LeftOff().where == ""


async def test_what_could_not_be_written_is_written_the_next_time(workspace: Workspace, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("no folder")
    kept, left = LeftOffFile(workspace, state), LeftOff(Reading(articles(workspace), 1, {1: 1}))
    await kept.keep(left)
    state.unlink()
    await kept.keep(left)
    assert LeftOffFile(workspace, state).read() == left


# In the app


async def test_the_next_start_takes_up_panes_cursors_and_colours(open_app: Open, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with open_app(140, state=state) as session:
        await session.press("space", "G", "space")
        await session.open_reader()
        await session.press("k", "tab", "G", "k", "tab", "b", "ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(140, state=state) as session:
        await session.press("escape")  # the first hint
        await session.shows("r continues where you were: The Wire, sentence 1 of 3, beside 1 more")
        assert session.rows.cursor == 2
        await session.press("r")
        await session.until(lambda: session.visible_panes)
        assert [pane.article.id for pane in session.visible_panes] == ["one.txt", "two.txt"]
        assert session.at == ("two.txt", 0)
        assert "colours are off" in session.screen
        await session.press("tab")
        assert session.at == ("one.txt", 2)


LONG = "".join(
    f"{{}} {number} was told by a man. It has more words than a line of a pane can hold.\n\n" for number in range(60)
)


AS_LEFT = ["one.txt", "three.txt", "two.txt"]


def shared(session: Session) -> object:
    """What the articles share that are read; None while that is not known."""
    reader = session.app.screen
    return isinstance(reader, Reader) and session.app.desk.suggestions.of(*reader.reading.articles)


def look_of(session: Session) -> list[tuple[str, float, tuple[int, int]]]:
    """What stands on the screen: the articles in their order, where each is scrolled to, and the counterpart."""
    panes = sorted(session.visible_panes, key=lambda pane: pane.region.x)
    return [(pane.article.id, pane.scroll_y, (pane.region.x, pane.size.width)) for pane in panes]


@pytest.mark.parametrize("mode", Sync)
async def test_the_next_start_takes_up_every_pane_as_it_was_scrolled(
    mode: Sync, open_app: Open, folder: Path, tmp_path: Path, analyst: FakeAnalyst
) -> None:
    for name in ("four", "five", *(name.removesuffix(".txt") for name in ARTICLES)):
        (folder / f"{name}.txt").write_text(LONG.format(*[name] * 60))
    first, second = (Article(f"{name}.txt", folder, LONG.format(*[name] * 60), Source()) for name in ("one", "three"))
    analyst.counterparts = (
        Counterpart(_place(first, 20), _place(second, 70), Band.SAME, ("man",)),
        Counterpart(_place(second, 70), _place(first, 20), Band.SAME, ("man",)),
    )
    analyst.go_on.set()
    state = tmp_path / "state"
    async with open_app(120, state=state) as session:
        await session.open_reader()
        reader = session.app.screen
        assert isinstance(reader, Reader)
        await session.until(lambda: shared(session))
        reader._syncing.mode = mode
        reader._go_by_hand(4, 20)
        reader._go_by_hand(3, 20)
        await session.until(lambda: [pane.article.id for pane in session.visible_panes] == AS_LEFT)
        await session.pilot.pause()

        by_hand = (31,) if mode is Sync.SHARE else (31, 45, 7)  # by share of length the others follow the first
        leader = reader.reading.articles.index(session.visible_panes[0].article)

        def are_scrolled() -> bool:
            were = [pane.scroll_y for pane in session.visible_panes]
            for pane, y in zip(session.visible_panes, by_hand, strict=False):
                reader._syncing.hold(leader if mode is Sync.SHARE else -1)
                pane.scroll_to(y=y, animate=False, immediate=True)
            return were[: len(by_hand)] == [*by_hand]

        await session.until(are_scrolled)  # they may still be settling in their sizes
        await session.pilot.pause()
        await session.until(are_scrolled)
        await session.pilot.pause()
        left, at = look_of(session), session.at
        await session.press("ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(120, state=state) as session:
        await session.press("escape")  # the first hint
        await session.shows("continues where you were")
        await session.press("r")
        await session.until(lambda: session.visible_panes)
        await session.until(lambda: shared(session))
        await session.until(lambda: look_of(session) == left)
        await session.pilot.pause()
        assert (look_of(session), session.at) == (left, at)
        await session.press("j")  # from now on the others follow as ever
        await session.pilot.pause()
        if mode is Sync.CLAIM:
            assert [y for _, y, _ in look_of(session)] != [y for _, y, _ in left]


@pytest.mark.parametrize("mode", Sync)
async def test_in_a_window_of_another_size_the_cursor_is_in_view_and_its_counterpart_if_that_follows(
    mode: Sync, open_app: Open, folder: Path, tmp_path: Path, analyst: FakeAnalyst
) -> None:
    for name in ("one", "three"):
        (folder / f"{name}.txt").write_text(LONG.format(*[name] * 60))
    first, second = (Article(f"{name}.txt", folder, LONG.format(*[name] * 60), Source()) for name in ("one", "three"))
    analyst.counterparts = (Counterpart(_place(first, 20), _place(second, 70), Band.SAME, ("man",)),)
    analyst.go_on.set()
    state = tmp_path / "state"
    async with open_app(160, 45, state=state) as session:
        await session.open_reader()
        reader = session.app.screen
        assert isinstance(reader, Reader)
        await session.until(lambda: shared(session))
        reader._syncing.mode = mode
        reader._go_by_hand(0, 20)
        await session.pilot.pause()
        await session.until(lambda: "▌" in session.screen)
        await session.press("ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(80, 24, state=state) as session:
        await session.press("escape")  # the first hint
        await session.shows("continues where you were")
        await session.press("r")
        await session.until(lambda: session.visible_panes)
        await session.shows("▌", "▸" if mode is Sync.CLAIM else "sentence 21 of")
        for _ in range(3):
            await session.pilot.pause()
        assert (session.at, "▌" in session.screen) == (("one.txt", 20), True)


def _place(article: Article, sentence: int) -> Place_:
    return Place_(article.id, article.sentences[sentence].start, article.sentences[sentence].end)


async def test_the_next_start_takes_up_panel_tellings_and_search(
    open_app: Open, tmp_path: Path, analyst: FakeAnalyst
) -> None:
    analyst.go_on.set()
    state = tmp_path / "state"
    async with open_app(160, state=state) as session:
        await session.open_reader()
        await session.until(lambda: shared(session))
        await session.press("f", "tab")
        await session.shows("[facts]")
        session.app.screen.set_focus(None)
        await session.press("p")
        await session.shows("all tellings")
        await session.press("j", "slash", *"men", "enter")
        await session.shows("n N go on")
        at = session.at
        await session.press("ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(160, state=state) as session:
        await session.press("escape")  # the first hint
        await session.shows("continues where you were")
        await session.press("r")
        await session.shows("[facts]", "men · ", "n N go on", "all tellings")
        assert session.at == at
        await session.press("n")
        assert session.at != at
        await session.press("escape")
        assert "n N go on" not in session.screen


async def test_the_next_start_lists_claims_and_coverage_as_they_were(
    open_app: Open, tmp_path: Path, analyst: FakeAnalyst
) -> None:
    analyst.go_on.set()
    state = tmp_path / "state"
    async with open_app(140, state=state) as session:
        await session.open_reader()
        await session.press("v", "d", "C")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        await session.press("s", "slash", *"two", "enter", "3")
        await session.shows("[✗ disputed", "by time")
        await session.press("q", "c")
        await session.until(lambda: isinstance(session.app.screen, CoverageScreen))
        await session.press("s")
        await session.shows("by disagreement")
        await session.press("ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(140, state=state) as session:
        await session.shows("continues where you were")
        await session.press("C")
        await session.shows("[✗ disputed: 0 of 1]", "by time", "search “two”, esc ends it", "is found in none")
        await session.press("escape")
        await session.shows("[✗ disputed 1]", "1 of 1")
        assert "search “" not in session.screen
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await session.press("c")
        await session.shows("by disagreement")


async def test_within_a_session_the_library_offers_to_go_on_too(open_app: Open) -> None:
    async with open_app(140) as session:
        assert "continue" not in session.keys
        await session.press("r")
        assert isinstance(session.app.screen, Library)
        await session.open_reader()
        await session.press("tab", "j", "q")
        await session.shows("r continues where you were: The Post, sentence 3 of 3")
        assert session.rows.cursor == 1
        await session.press("r")
        await session.until(lambda: session.visible_panes)
        assert session.at == ("three.txt", 2)


async def test_what_the_library_listed_is_listed_again(open_app: Open, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with open_app(140, state=state) as session:
        await session.press("slash", *"men", "enter", "s", "ctrl+q")
        await session.until(lambda: not session.app.is_running)
    async with open_app(140, state=state) as session:
        await session.until(lambda: "2 of 3 articles · “men” · by title" in session.title)
        await session.shows("esc lists all")


async def test_a_damaged_file_is_ignored_and_then_written_anew(open_app: Open, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with open_app(140, state=state) as session:
        await session.open_reader()
        await session.press("q")
        await session.until(lambda: [*state.glob("left off/*.json")])
        file = next(state.glob("left off/*.json"))
    file.write_text('{"version": 1, "articles": [')
    async with open_app(140, state=state) as session:
        assert "continue" not in session.keys
        await session.open_reader()
        await session.press("q")
        await session.until(lambda: "one.txt" in file.read_text())


async def test_a_folder_that_cannot_be_written_stops_nobody(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    async with open_app(140, state=tmp_path / "state") as session:
        await session.open_reader()
        await session.press("q", "ctrl+q")
        await session.until(lambda: not session.app.is_running)


# The first hint


async def test_who_is_new_is_told_how_to_begin_until_the_first_verdict(open_app: Open, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with open_app(140, state=state) as session:
        await session.shows("new here? enter reads, there v d u judge a sentence · ? helps · esc hides this")
        await session.open_reader()
        await session.press("t", "q")
        await session.shows("new here?")
        await session.open_reader()
        await session.press("v", "q")
        await session.until(lambda: "new here?" not in session.screen)
        await session.until((state / "welcomed").exists)
    async with open_app(140, state=state) as session:
        assert "new here?" not in session.screen


async def test_the_first_hint_can_be_hidden_for_good(open_app: Open, tmp_path: Path) -> None:
    async with open_app(140, state=tmp_path / "state") as session:
        await session.shows("new here?")
        await session.press("escape")
        assert "new here?" not in session.screen
        await session.until((tmp_path / "state" / "welcomed").exists)
    async with open_app(140, state=tmp_path / "state") as session:
        assert "new here?" not in session.screen
