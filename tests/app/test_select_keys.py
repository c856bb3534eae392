"""Selecting words by keys: what is selected, what is said of it, and when it ends."""

from tests.app.conftest import Open
from tests.app.driving import Session

from newsread.app.dialogs.help import Help
from newsread.app.reader.screen import Reader
from newsread.app.widgets.layers import Layer


def laid(session: Session, layer: Layer) -> list[str]:
    """What lies over the text of the article that is read, in one layer."""
    pane = session.active_pane
    spans, _ = pane._layers._layers.get(layer, ([], []))
    return [pane.article.text[start:end] for start, end, _ in spans]


def chosen(session: Session) -> list[str]:
    return laid(session, Layer.SELECTION)


async def test_a_selection_begins_with_the_sentence_and_is_told(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        await session.press("s")
        assert chosen(session) == ["Ukraine captured two men."]
        assert "selecting: 4 words, the end moves" in session.screen
        assert "l word →" in session.keys
        await session.press("h", "h")
        assert chosen(session) == ["Ukraine captured two"]
        assert "selecting: 3 words" in session.screen
        await session.press("o", "l")
        assert chosen(session) == ["captured two"]
        assert "the beginning moves" in session.screen
        await session.press("tab", "j")
        assert chosen(session) == ["captured two men."]
        assert session.at == ("one.txt", 1)


async def test_both_ends_of_what_is_selected_are_told_and_how_many_words_it_has(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        await session.press("s", "j", "j")
        assert session.claim.startswith("“Ukraine captured two … Nobody confirmed it.”")
        assert "selecting: 11 words" in session.below
        await session.press("h", "h")
        assert session.claim.startswith("“Ukraine captured two … Nobody confirmed”")
        await session.press("o", "l")
        assert session.claim.startswith("“captured two men. … Nobody confirmed”")
        assert "selecting: 9 words" in session.below


async def test_a_verdict_is_on_what_is_selected_and_the_reader_goes_on(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "j", "h", "v")
        assert chosen(session) == []
        await session.saved()
        assert session.said() == [
            ("one.txt", "Ukraine captured two men. They fought for Russia", "tag verified content")
        ]
        assert session.at == ("one.txt", 3)
        assert laid(session, Layer.CLAIMS) == ["Ukraine captured two men. They fought for Russia"]
        [record] = session.records()
        assert session.active_pane.article.text[record.anchor.start : record.anchor.end] == record.anchor.quote


async def test_a_verdict_on_some_words_is_not_shown_as_one_on_the_sentence(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "h", "v", "g", "j")
        await session.saved()
        await session.until(lambda: "▌~✓ Ukraine captured" in session.screen)
        assert "✓ verified on “Ukraine captured two”" in session.claim
        await session.press("d", "k")
        await session.saved()
        await session.until(lambda: "▌✗  Ukraine captured" in session.screen)
        assert " on “" not in session.claim


async def test_a_whole_sentence_is_a_claim_that_needs_no_underline(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "v")
        await session.saved()
        assert session.said() == [("one.txt", "Ukraine captured two men.", "tag verified content")]
        assert laid(session, Layer.CLAIMS) == []


async def test_marks_and_reasons_are_on_what_is_selected(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "h", "t", "k", "s", "o", "l", "r")
        await session.until(lambda: not isinstance(session.app.screen, Reader))
        await session.type("who?")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.saved()
        assert [(record.anchor.quote, record.mark, record.note) for record in session.records()] == [
            ("Ukraine captured two", "to check", ""),
            ("captured two men.", "seen", "who?"),
        ]


async def test_escape_selects_nothing_and_stays_in_the_reader(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "escape")
        assert chosen(session) == []
        assert isinstance(session.app.screen, Reader)
        await session.press("j")
        assert session.at == ("one.txt", 2)


async def test_enter_keeps_the_selection_until_the_cursor_is_moved(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "enter")
        assert chosen(session) == ["Ukraine captured two men"]
        assert "selected: 4 words" in session.screen
        assert "word →" not in session.keys
        await session.press("s", "h")
        assert chosen(session) == ["Ukraine captured two"]
        await session.press("enter", "j")
        assert chosen(session) == []
        assert session.at == ("one.txt", 2)
        await session.press("d")
        await session.saved()
        assert session.said() == [("one.txt", "They fought for Russia.", "tag disputed content")]


async def test_escape_ends_a_selection_that_was_kept(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "enter", "escape")
        assert chosen(session) == []
        assert isinstance(session.app.screen, Reader)


async def test_keys_that_go_elsewhere_end_the_selection(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "n")
        assert chosen(session) == []
        assert session.at == ("one.txt", 2)
        await session.press("l")
        assert session.at == ("three.txt", 1)


async def test_claims_that_overlap_are_told_and_gone_through(open_app: Open) -> None:
    async with open_app(160) as session:
        await session.open_reader()
        await session.press("s", "h", "h", "v", "k", "s", "o", "l", "d", "k")
        assert "2 claims here: “Ukraine captured two”, “captured two men.”" in session.screen
        assert laid(session, Layer.CLAIMS) == ["Ukraine captured two", " men."]
        await session.press("comma")
        assert chosen(session) == ["Ukraine captured two"]
        assert "✓ verified" in session.claim
        assert "✗ disputed" not in session.claim
        await session.press("x", "comma")
        assert "captured two men." in session.claim
        await session.press("comma")
        await session.saved()
        assert session.said()[2:] == [("one.txt", "Ukraine captured two", "withdraw content")]


async def test_help_and_key_bar_tell_the_keys_of_selecting(open_app: Open) -> None:
    async with open_app(200, 50) as session:
        await session.open_reader()
        await session.press("s", "question_mark")
        await session.until(lambda: isinstance(session.app.screen, Help))
        await session.shows("Move the end of the selection to the next word.", "The claim's content is so.")
        assert "Go to the next article." not in session.screen


async def test_the_end_that_moves_stays_in_view(open_app: Open) -> None:
    async with open_app(60, 10) as session:
        await session.open_reader()
        await session.press("g", "s", "j", "j", "j", "j")
        assert chosen(session)[0].endswith("Nobody confirmed it.")
        assert "confirmed it." in session.screen
