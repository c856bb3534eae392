"""An article's file that changes on the disk while it is read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.app.library.screen import Library
from newsread.app.reader.changed_text import same_sentence
from newsread.app.session.spots import Spot
from newsread.articles.article import Article
from newsread.articles.sources import Source


def article(*sentences: str) -> Article:
    return Article("a.txt", Path("a.txt"), " ".join(sentences), Source())


def rewrite(file: Path, before: str, now: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, now), encoding="utf-8")


async def reading(session: Session, file: Path) -> None:
    """Wait until the reader shows the text of a file."""
    text = file.read_text(encoding="utf-8")
    await session.until(lambda: any(pane.article.text == text for pane in session.visible_panes))


numbered = st.lists(st.integers(0, 400), min_size=1, max_size=12, unique=True)


def witnesses(numbers: list[int]) -> Article:
    return article(*(f"Witness {number * 7919} told the court of matter {number * 104729}." for number in numbers))


@given(numbered, numbered, st.data())
def test_whatever_is_put_in_before_and_behind_the_cursor_stays_on_its_sentence(
    before: list[int], new: list[int], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(new)))
    number = data.draw(st.integers(0, len(before) - 1))
    others = [each + 1000 for each in new]
    now = witnesses([*others[:at], *before, *others[at:]])
    assert same_sentence(Spot(witnesses(before), number), now) == at + number


@given(numbered, numbered, st.data())
def test_whatever_the_new_text_is_the_cursor_stands_on_a_sentence_of_it(
    before: list[int], new: list[int], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(before) - 1))
    assert same_sentence(Spot(witnesses(before), number), witnesses(new)) in range(len(new))


@pytest.mark.parametrize(
    ("number", "now", "there"),
    [
        (1, ("One stayed.", "Two stayed.", "Three stayed."), 1),
        (1, ("Zero came first.", "One stayed.", "Two stayed.", "Three stayed."), 2),
        (2, ("One stayed.", "Three stayed."), 1),
        (1, ("One stayed.", "Three stayed."), 1),
        (1, ("One stayed.", "Something else altogether was written.", "Three stayed."), 1),
        (2, ("One stayed.",), 0),
        (2, (), 0),
    ],
)
def test_the_cursor_stays_on_its_words_or_on_what_came_in_their_place(
    number: int, now: tuple[str, ...], there: int
) -> None:
    before = article("One stayed.", "Two stayed.", "Three stayed.")
    assert same_sentence(Spot(before, number), article(*now)) == there


async def test_the_reader_shows_the_new_text_and_the_cursor_stays_on_its_words(open_app: Open, folder: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("j", "v")
        assert session.at == ("one.txt", 3)
        file = folder / "one.txt"
        rewrite(file, "Ukraine captured", "The war went on. Ukraine captured")
        await reading(session, file)
        await session.until(lambda: session.at == ("one.txt", 4))
        await session.shows("The war went on.", "one.txt has changed on the disk")
        await session.shows("✓")
        assert len(session.visible_panes) == 3
        await session.press("d")
        await session.saved()
        assert [(words, what) for _, words, what in session.said()] == [
            ("They fought for Russia.", "tag verified content"),
            ("Nobody confirmed it.", "tag disputed content"),
        ]


async def test_tags_that_lose_their_words_while_they_are_read_wait_for_their_place(
    open_app: Open, folder: Path
) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        rewrite(folder / "one.txt", "captured two", "seized nine")
        await session.shows("1 tag of this article may be elsewhere")
        assert "1 ⇄ to place" in session.title
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await session.shows("1 ⇄ to place · Two Men Captured")
        rewrite(folder / "one.txt", "seized nine", "captured two")
        await session.until(lambda: "to place" not in session.screen)
        await session.shows("1 ✓  2 of 3 unseen")


async def test_the_title_counts_what_waits_until_it_has_its_place(open_app: Open, folder: Path) -> None:
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
    rewrite(folder / "one.txt", "captured two", "seized nine")
    async with open_app(140) as session:
        await session.until(lambda: "1 ⇄ to place" in session.title)
        await session.press("C")
        await session.shows("y takes the new words")
        await session.press("y")
        await session.shows("the claim has its place now")
        assert "to place" not in session.title
        await session.shows("given on other words: “Ukraine captured two men.”")
        await session.press("enter")
        await session.until(lambda: session.visible_panes)
        await session.until(lambda: "given on other words" in session.claim)
        await session.press("v", "k")
        await session.until(lambda: "✓ verified" in session.claim and "other words" not in session.claim)
        await session.saved()


async def test_what_was_found_in_the_former_text_is_forgotten_and_looked_for_anew(
    open_app: Open, folder: Path, analyst: FakeAnalyst
) -> None:
    analyst.go_on.set()
    async with open_app() as session:
        await session.open_reader()
        found = session.app.desk.entities
        await session.until(lambda: "one.txt" in found)
        before = list(found["one.txt"])
        rewrite(folder / "one.txt", "Ukraine captured", "Kyiv captured")
        await session.until(lambda: "one.txt" in found and list(found["one.txt"]) != before)


@pytest.mark.parametrize("loss", ["gone", "too large", "empty"])
async def test_a_file_that_cannot_be_read_any_more_is_told_and_read_again_when_it_can(
    loss: str, open_app: Open, folder: Path
) -> None:
    file = folder / "one.txt"
    text = file.read_text(encoding="utf-8")
    sentence = {"gone": "is not there", "too large": "is larger than", "empty": "has no text"}[loss]
    async with open_app(140) as session:
        await session.open_reader()
        await session.press("v")
        await session.saved()
        await session.press("k")
        if loss == "gone":
            file.unlink()
        elif loss == "too large":
            with file.open("wb") as sparse:
                sparse.truncate(10**9)
        else:
            file.write_bytes(b"")
        await session.shows(sentence, "What is shown is the text that it had.")
        assert session.at == ("one.txt", 1)
        await session.press("j", "d")
        await session.saved()
        await session.press("q")
        await session.until(lambda: isinstance(session.app.screen, Library))
        await session.shows("cannot be read", sentence)
        await session.press("space")
        assert "●" not in session.screen
        file.write_text(text, encoding="utf-8")
        await session.shows("1 ✓  1 ✗  1 of 3 unseen")
        await session.open_reader()
        assert session.at == ("one.txt", 3)


async def test_a_file_that_comes_back_as_it_was_is_not_said_to_have_changed(open_app: Open, folder: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        (folder / "one.txt").rename(folder / "away")
        await session.shows("one.txt is not there")
        (folder / "away").rename(folder / "one.txt")
        await session.until(lambda: "one.txt is not there" not in session.screen)
        assert "has changed on the disk" not in session.screen
        assert len(session.visible_panes) == 3


async def test_a_reader_that_is_taken_up_again_shows_the_text_as_it_is_now(open_app: Open, folder: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("j", "v")
        await session.saved()
        await session.press("C")
        await session.shows("They fought for Russia.")
        rewrite(folder / "one.txt", "Ukraine captured", "The war went on. Ukraine captured")
        article = session.app.desk.workspace.article
        await session.until(lambda: "The war" in getattr(article("one.txt"), "text", ""))
        await session.press("q")
        await session.until(lambda: session.visible_panes)
        assert session.at == ("one.txt", 4)
        await session.shows("The war went on.")
