"""Words in quotation marks where there is little room: they end in an ellipsis where they are cut."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst

from newsread.app.widgets.quoting import QuotedWords, quoted_in


@given(st.text(st.sampled_from("ab \n“中👍🏽"), max_size=200), st.integers(6, 40), st.integers(1, 3))
def test_words_fit_into_their_lines_and_end_in_an_ellipsis_where_they_are_cut(
    words: str, width: int, lines: int
) -> None:
    shown = quoted_in(words, width, lines)
    assert len(shown.wrap(width)) <= lines
    whole = " ".join(words.split())
    assert whole in shown.plain or shown.plain.rstrip("”’").endswith("…")


def test_words_that_fit_are_shown_in_full() -> None:
    assert quoted_in("Nobody confirmed it.", 14, 2).plain == "“Nobody confirmed it.”"
    assert quoted_in("Nobody confirmed it.", 12, 1).plain == "“Nobody …”"


@pytest.mark.parametrize("keys", [("r",), ("m",), ("m", "n"), ("v", "e")])
async def test_the_words_that_a_window_is_about_end_in_an_ellipsis_where_they_are_cut(
    open_app: Open, folder: Path, analyst: FakeAnalyst, keys: tuple[str, ...]
) -> None:
    text = f"Two Men Captured\n\nUkraine {'captured ' * 40}two men.\n"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    analyst.go_on.set()
    async with open_app(60, 24) as session:
        await session.open_reader()
        await session.press(*keys)
        await session.until(lambda: session.app.screen.query(QuotedWords))
        words = session.app.screen.query_one(QuotedWords)
        await session.until(lambda: str(words.visual).endswith("captured …”"))
