"""Saying the same again."""

from tests.app.conftest import Open


async def test_the_last_verdict_is_repeated_with_its_aspect_and_the_reader_goes_on(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("D", "full_stop", "full_stop")
        await session.saved()
        assert session.said() == [
            ("one.txt", "Ukraine captured two men.", "tag disputed statement"),
            ("one.txt", "They fought for Russia.", "tag disputed statement"),
            ("one.txt", "Nobody confirmed it.", "tag disputed statement"),
        ]
        assert session.at == ("three.txt", 1)


async def test_a_mark_is_repeated_on_what_is_selected(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "i", "s", "h", "full_stop")
        await session.saved()
        assert session.said()[2:] == [("one.txt", "Nobody confirmed it", "mark not a claim")]


async def test_a_reason_is_not_repeated(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "r", "f", "i", "l", "m", "enter", "full_stop")
        await session.saved()
        assert [record.note for record in session.records()] == ["", "film", ""]


async def test_the_saying_is_known_in_the_next_reader_too(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("u", "q")
        await session.open_reader()
        await session.press("full_stop")
        await session.saved()
        assert [what for _, _, what in session.said()] == ["tag unverifiable content"] * 2


async def test_nothing_said_is_nothing_repeated(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("full_stop")
        assert session.below == "nothing was said yet that could be repeated"
        assert session.at == ("one.txt", 1)
