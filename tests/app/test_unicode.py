"""Scripts of all kinds: what is drawn, pointed at, highlighted and selected agrees with the source's code points."""

from base64 import b64decode
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.app.conftest import Open
from tests.app.driving import Session
from tests.app.test_clipboard import program
from tests.app.test_mouse import pull
from tests.app.test_select_keys import chosen, laid

from newsread.annotations.records import Record
from newsread.app.reader.pane import Pane
from newsread.app.widgets.layers import Layer
from newsread.text.printable import printable

TEXTS = {
    "chinese": "乌克兰抓获两名中国人。他们为俄罗斯作战。没有人证实这一点,包括北京在内,他们的下落仍然不明。",
    "mixed": "President Zelensky (泽连斯基) said: “两名中国公民” were captured. 北京否认了这一说法, he added.",
    "marks": "Zelens\u0301kyi\u0306 visited the cafe\u0301. Nai\u0308ve re\u0301sume\u0301s were read by all of them.",
    "stacked": "He wrote Z\u0351\u036b\u0343\u036a\u0302a\u0301\u0302\u0303lgo. Nobody read it.",
    "emoji": "The family 👨‍👩‍👧‍👦 posted 👍🏽 and 🇺🇦🇨🇳 and ❤️. Nobody 🤷🏻‍♀️ answered them on Tuesday evening.",
    "hebrew": "שָׁלוֹם אמר הדובר. שני אזרחים סינים נתפסו ביום שלישי, 8 April, מזרחית לעיר.",
    "arabic": "قال المتحدث إن اثنين من المواطنين الصينيين أسرا. لم يؤكد أحد ذلك\u200f (AFP).",
    "tabs": "Row\tafter\t\trow of\tit. And\tanother one.",
    "hyphens": "An inter\u00adnational in\u00adves\u00adti\u00adga\u00adtion began. It goes\u00adon.",
    "signs": "It \x07rang\x1b[31m twice. A \u202elanoitceridib\u202c trick.\u2028And a line.\x85And one.",
    "hindi": "यूक्रेन ने दो चीनी नागरिकों को पकड़ा। किसी ने पुष्टि नहीं की।",
    "long": "超" * 150 + "。" + "👩‍🚒" * 60 + " e\u0301" * 90 + ".",
}
_ALWAYS = ("mixed", "emoji", "hebrew", "signs")
"""The texts that hold most kinds of trouble; the others are tried with the slow tests."""

each_text = pytest.mark.parametrize(
    "name", [name if name in _ALWAYS else pytest.param(name, marks=pytest.mark.slow) for name in TEXTS]
)


def lines_of(pane: Pane) -> list[tuple[int, int]]:
    """The lines that are on the screen, as spans of the text."""
    return pane._lines[: pane.scrollable_content_region.height]


def drawn(pane: Pane, row: int) -> str:
    """What is drawn of the text in a line, without its margin."""
    return pane.render_line(row).text[pane._margin_width :]


async def opened(session: Session) -> Pane:
    await session.open_reader()
    assert session.active_pane.article.id == "one.txt"
    return session.active_pane


@each_text
@pytest.mark.parametrize("width", [60, 200])
async def test_what_is_drawn_is_the_text_line_by_line(name: str, width: int, open_app: Open, folder: Path) -> None:
    (folder / "one.txt").write_text(TEXTS[name], encoding="utf-8")
    async with open_app(width, 30) as session:
        pane = await opened(session)
        text = pane.article.text
        await session.press("s")  # so that other styles part the line
        at = 0
        for row, (start, end) in enumerate(lines_of(pane)):
            assert not text[at:start].strip()
            assert drawn(pane, row).rstrip() == printable(text[start:end]).rstrip()
            strip = pane.render_line(row)
            assert strip.cell_length == cell_len(strip.text) == pane.scrollable_content_region.width
            at = end


@each_text
async def test_every_cell_belongs_to_the_character_that_is_drawn_in_it(name: str, open_app: Open, folder: Path) -> None:
    (folder / "one.txt").write_text(TEXTS[name], encoding="utf-8")
    async with open_app(60, 30) as session:
        pane = await opened(session)
        for row, (start, end) in enumerate(lines_of(pane)):
            shown = printable(pane.article.text[start:end])
            at = start
            for column in range(cell_len(shown)):
                found = pane.character_at(1 + pane._margin_width + column, row + 1)
                assert found
                assert found[0] in {at, at_before(found, at)}
                begins, ends = cell_len(shown[: found[0] - start]), cell_len(shown[: found[1] - start])
                assert begins <= column < ends
                at = found[1]
            assert at == end


def at_before(found: tuple[int, int], at: int) -> int:
    """Where a character begins that the cell before belongs to already: a wide one."""
    return found[0] if found[1] == at else -1


@each_text
async def test_cursor_and_selection_are_drawn_on_their_code_points(name: str, open_app: Open, folder: Path) -> None:
    (folder / "one.txt").write_text(TEXTS[name], encoding="utf-8")
    async with open_app(60, 30) as session:
        pane = await opened(session)
        await session.press("g", "s", "h")
        text, [selected] = pane.article.text, chosen(session)
        assert text.startswith(selected)
        reversed_parts = ""
        for row in range(len(lines_of(pane))):
            reversed_parts += "".join(each.text for each in pane.render_line(row) if each.style and each.style.reverse)
        expected = "".join(printable(text[start : min(end, len(selected))]) for start, end in lines_of(pane))
        assert reversed_parts == expected


@each_text
async def test_a_tag_on_what_is_selected_holds_exactly_the_sources_words(
    name: str, open_app: Open, folder: Path
) -> None:
    (folder / "one.txt").write_text(TEXTS[name], encoding="utf-8")
    async with open_app(60, 30) as session:
        pane = await opened(session)
        await session.press("g", "s", "h", "h", "o", "l")
        [selected] = chosen(session)
        await session.press("v")
        await session.saved()
        [record] = session.records()
        assert_holds(record, pane.article.text, selected)
        assert laid(session, Layer.CLAIMS) in ([selected], [])


def assert_holds(record: Record, text: str, selected: str) -> None:
    """Whether a record's anchor and its words are what was selected, in the text as it stands in the file."""
    assert record.anchor.quote == selected == text[record.anchor.start : record.anchor.end]


@each_text
async def test_what_is_copied_of_a_sentence_or_a_selection_is_the_sources_code_points(
    name: str, open_app: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    took = program(tmp_path, "xclip")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    (folder / "one.txt").write_text(TEXTS[name], encoding="utf-8")
    async with open_app(120, 30) as session:
        pane = await opened(session)
        written: list[str] = []
        monkeypatch.setattr(session.app._driver, "write", written.append)
        await session.press("g", "y")
        await session.until(lambda: session.below.endswith("copied by xclip"))
        sentence = pane.article.sentences[0]
        assert_copied(written, took, pane.article.text[sentence.start : sentence.end])
        await session.press("s", "h", "h", "o", "l")
        [selected] = chosen(session)
        took.unlink()
        await session.press("y")
        await session.until(lambda: took.exists() and session.below.endswith("copied by xclip"))
        assert_copied(written, took, selected)


def assert_copied(written: list[str], took: Path, words: str) -> None:
    """Whether these words went to the terminal's clipboard and to the system's, white space folded."""
    folded = " ".join("".join(each for each in words if each not in "\x07\x1b\u202e\u202c").split())
    [sent] = [each for each in written if each.startswith("\x1b]52;c;")]
    copied = b64decode(sent.removeprefix("\x1b]52;c;").removesuffix("\a")).decode("utf-8")
    assert copied.startswith((f"“{folded}” — ", f"‘{folded}’ — ", f"{folded} — "))
    assert took.read_bytes() == copied.encode("utf-8")
    written.clear()


@pytest.mark.parametrize(
    ("name", "begins", "ends", "expected"),
    [
        ("chinese", "两名", "人。", "两名中国人"),
        ("emoji", "posted", "and 🇺", "posted 👍🏽 a"),
        ("hebrew", "אמר", "הדובר", "אמר ה"),
        ("tabs", "after", "of", "after\t\trow o"),
        ("marks", "visited", "cafe", "visited the c"),
    ],
)
async def test_the_mouse_selects_code_points_of_the_source(
    *, name: str, begins: str, ends: str, expected: str, open_app: Open, folder: Path
) -> None:
    (folder / "one.txt").write_text(TEXTS[name], encoding="utf-8")
    async with open_app(60, 30) as session:
        await opened(session)
        await pull(session, begins, ends)
        assert chosen(session) == [expected]
        await session.press("t")
        await session.saved()
        [record] = session.records()
        assert record.anchor.quote == expected
        assert TEXTS[name][record.anchor.start : record.anchor.end] == expected
