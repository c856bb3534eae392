"""Without colours every status can still be read: by its characters, or by bold, italic, underline or reverse."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from tests.app import story
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual.app import App, ComposeResult

from newsread.annotations.records import Mark, Record, Verdict
from newsread.annotations.store.journal import Journal, NotSaved
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.reader.margin import margin_notes, note_of
from newsread.app.reader.pane import Pane
from newsread.app.reader.screen import Reader
from newsread.app.session.relations import Relation
from newsread.app.style.themes import variables_for
from newsread.app.widgets.layers import Layer, Styled
from newsread.articles.article import Article
from newsread.articles.sources import Source

Seen = list[tuple[str, tuple[bool | None, ...]]]
"""The characters, each with what of its look is no colour."""

NAME = (18, 26)
"""Where the name stands in the article, as a span of its text."""
ARTICLE = Article("a.txt", Path("a.txt"), "Two Men Captured\n\nZelensky spoke of it. Nobody answered him.\n", Source())
TITLE, SPOKE, ANSWERED = range(3)


def seen(segments: Sequence[Segment]) -> Seen:
    return [(character, _plain_look(each.style)) for each in segments for character in each.text]


def _plain_look(style: Style | None) -> tuple[bool | None, ...]:
    style = style or Style.null()
    return tuple(bool(look) for look in (style.bold, style.italic, style.underline, style.reverse))


class OnePane(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(self.current_theme)

    def compose(self) -> ComposeResult:
        yield Pane(ARTICLE, "A")


def entity(pane: Pane) -> None:
    pane.show_layer(Layer.ENTITIES, [Styled(*NAME, ("entity-person",))])


def laid(layer: Layer, *styles: str) -> Callable[[Pane], None]:
    return lambda pane: pane.show_layer(layer, [Styled(*NAME, styles)])


STATUSES: dict[str, Callable[[Pane], None]] = {
    "under the cursor": lambda pane: pane.show_cursor(SPOKE),
    "dim": lambda pane: pane.show_dimmed(lambda number: number == SPOKE),
    "lit": laid(Layer.LIT, "lit"),
    "lit, and the cursor is there": laid(Layer.LIT, "lit", "selected"),
    "judged": laid(Layer.CLAIMS, "judged"),
    "differs": laid(Layer.DIFFERENCE, "differs"),
    "found": laid(Layer.FOUND, "found"),
    "found, and the cursor is there": laid(Layer.FOUND, "found-now"),
    "selected": laid(Layer.SELECTION, "selected"),
    "labelled": lambda pane: pane.show_labels({SPOKE: "a"}),
    "same": lambda pane: pane.show_counterpart(SPOKE, Relation.SAME, "same"),
    "related": lambda pane: pane.show_counterpart(SPOKE, Relation.RELATED, "related"),
    "confirmed": lambda pane: pane.show_counterpart(SPOKE, Relation.CONFIRMED, "confirmed"),
}


@pytest.mark.parametrize("named", [False, True], ids=["plain words", "a name"])
@pytest.mark.parametrize("status", STATUSES)
async def test_what_is_shown_in_a_text_differs_from_its_absence(
    status: str, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with OnePane().run_test(size=(50, 10)) as pilot:
        pane = pilot.app.query_one(Pane)
        if named:
            entity(pane)
        before = seen(list(pane.render_line(2)))
        STATUSES[status](pane)
        await pilot.pause()
        assert seen(list(pane.render_line(2))) != before


async def test_a_name_differs_from_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with OnePane().run_test(size=(50, 10)) as pilot:
        pane = pilot.app.query_one(Pane)
        before = seen(list(pane.render_line(2)))
        entity(pane)
        assert seen(list(pane.render_line(2))) != before


async def test_what_is_seldom_a_claim_differs_from_what_may_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with OnePane().run_test(size=(50, 10)) as pilot:
        heading, claim = (seen(list(pilot.app.query_one(Pane).render_line(line)))[5][1] for line in (0, 2))
        assert heading != claim


def test_every_verdict_mark_and_relation_has_a_sign_of_its_own() -> None:
    for signs in ([each.glyph for each in (*Verdict, *Mark)], [each.glyph for each in Relation]):
        assert all(sign.strip() for sign in signs)
        assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("wide", [False, True])
def test_the_margin_tells_every_verdict_and_mark_by_characters(wide: bool) -> None:
    said = [(each.glyph, each, each) for each in Verdict] + [(each.glyph, each, "marked") for each in Mark]
    drawn = [margin_notes([(range(1), [note])], wide=wide)[0][0][0] for note in said]
    assert len(set(drawn)) == len(drawn) == len(Verdict) + len(Mark)


@pytest.fixture
def told(folder: Path, analyst: FakeAnalyst) -> None:
    story.tell(folder, analyst)


@pytest.mark.usefixtures("told")
async def test_what_is_not_saved_is_told_by_a_sign_and_in_words(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: Journal, __: str, ___: Record) -> None:
        raise NotSaved("The tag was not saved: no space left on device.")

    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(Journal, "append", full_disk)
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await session.shows("no space left on device", "1 not saved", "│ …")
        record = session.app.desk.notebook.unsaved[0]
        assert note_of(record, saved=False)[0] != note_of(record, saved=True)[0]


@pytest.mark.usefixtures("told")
async def test_the_list_of_counterparts_tells_each_relation_in_words(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(120, 30) as session:
        await _cover(session)
        await session.press("q")
        await session.press("m")
        await session.shows("▹ related", "▸ same", "· none")
        await session.press("space", "j", "x")
        await session.shows("≡ confirmed", "≠ rejected", "· none")


@pytest.mark.usefixtures("told")
async def test_the_coverage_tells_each_cell_by_a_sign_and_the_chosen_one_in_reverse(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(120, 30) as session:
        await _cover(session)
        await session.shows("▸   ", "▹   ", "·   ", "▸ same  ▹ related  ◆ told here  · not found")
        strips = session.app.screen._compositor.render_strips()
        assert any(look[-1] for strip in strips for _, look in seen(list(strip)))


async def _cover(session: Session) -> None:
    await session.open_reader()
    reader = session.app.screen
    assert isinstance(reader, Reader)
    await session.until(lambda: session.app.desk.sharing.known(reader.reading.articles))
    await session.press("c")
    await session.until(lambda: isinstance(session.app.screen, CoverageScreen))
