"""The log of a sentence, as it is read in its window."""

from collections.abc import Sequence

import pytest
from tests.annotations.saying import FIRST, Reader
from textual.app import App
from textual.containers import VerticalScroll
from textual.content import Content

from newsread.annotations.history import log
from newsread.annotations.records import Verdict
from newsread.app.dialogs.lines import LinesDialog, log_lines
from newsread.app.style.themes import DARK, variables_for


class _Behind(App[None]):
    """An app with the dialog before it."""

    def __init__(self, lines: Sequence[Content]) -> None:
        super().__init__()
        self._lines = lines

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(DARK)

    def on_mount(self) -> None:
        self.push_screen(LinesDialog("Log · sentence 1 of [3]", self._lines, from_end=True))

    @property
    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    @property
    def at(self) -> float:
        return self.screen.query_one(VerticalScroll).scroll_y


def lines_of(*readers: Reader) -> list[Content]:
    return log_lines(log((claim for reader in readers for claim in reader.claims), lambda _: None), str)


def test_changes_stand_under_their_words_and_those_changed_last_come_last() -> None:
    ana, bob = Reader("ana"), Reader("bob")
    ana.tag((0, 45), Verdict.VERIFIED)
    bob.tag(FIRST, Verdict.VERIFIED, note="seen")
    ana.tag((0, 45), Verdict.DISPUTED)
    lines = [line.plain for line in lines_of(ana, bob)]
    assert [line.split("  ", 2)[-1] if line.startswith("  2") else line for line in lines] == [
        "“Two men were captured.”",
        "bob  ✓ verified",
        "      because: seen",
        "",
        "“Two men were captured. He said so on Tuesday.”",
        "ana  ✓ verified",
        "ana  ✓ verified → ✗ disputed",
    ]


def test_where_nothing_was_said_the_lines_say_so() -> None:
    assert [line.plain for line in log_lines([], str)] == ["nothing was recorded of these words"]


def test_no_word_of_a_record_reaches_the_screen_raw() -> None:
    ana = Reader("a\x1bna")
    ana.tag(FIRST, Verdict.VERIFIED, note="[bold]x\x1b[31m[/]")
    lines = [line.plain for line in lines_of(ana)]
    assert not any("\x1b" in line for line in lines)
    assert lines[-1] == "      because: [bold]x␛[31m[/]"


@pytest.mark.parametrize("size", [(80, 24), (132, 36), (30, 8)])
async def test_long_lines_go_on_deeper_in_and_the_last_is_shown_first(size: tuple[int, int]) -> None:
    ana = Reader()
    for number in range(40):
        ana.tag(FIRST, list(Verdict)[number % 3], note=f"{number}: " + "many words " * 12)
    app = _Behind(lines_of(ana))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.at > 0
        assert "sentence 1 of [3]" in app.shown
        assert "│         many words" in app.shown or "│         words" in app.shown
        await pilot.press("g")
        await pilot.pause()
        assert app.at == 0
        assert "“Two men were" in app.shown


async def test_keys_scroll_by_line_by_page_and_to_the_ends() -> None:
    app = _Behind([Content(f"line {number}") for number in range(100)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        end = app.at
        assert "line 99" in app.shown
        await pilot.press("k", "k")
        await pilot.pause()
        assert app.at == end - 2
        await pilot.press("g", "j", "j", "j")
        await pilot.pause()
        assert app.at == 3
        await pilot.press("G")
        await pilot.pause()
        assert app.at == end


@pytest.mark.parametrize("key", ["escape", "q", "L"])
async def test_it_is_left_by_the_key_that_opened_it_too(key: str) -> None:
    app = _Behind(log_lines([], str))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LinesDialog)
        await pilot.press(key)
        await pilot.pause()
        assert not isinstance(app.screen, LinesDialog)
