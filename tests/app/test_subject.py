"""What is spoken of: in another text of the article still the very words, or nothing; and who speaks of what."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import Open
from tests.app.driving import ARTICLES, Session

from newsread.app.dialogs.counterparts import CounterpartDialog
from newsread.app.reader.selection import Selection, span_selected
from newsread.app.reader.subject import Subject
from newsread.app.session.spots import Spot
from newsread.app.widgets.layers import Layer
from newsread.articles.article import Article
from newsread.articles.sources import Source


def article(text: str) -> Article:
    return Article("a.txt", Path("a.txt"), text, Source())


def subject(of: Article) -> Subject:
    return Subject(lambda: Spot(of, 0))


def selected(of: Article, words: str) -> Selection:
    start = of.text.index(words)
    return span_selected(of, (start, start + len(words)), at_end=False)


BEFORE = article(ARTICLES["one.txt"])
NOW = article(ARTICLES["one.txt"].replace("Ukraine captured", "The war went on. Ukraine captured"))


def test_a_selection_stays_on_its_words_and_the_same_end_moves() -> None:
    spoken = subject(NOW)
    spoken.select(selected(BEFORE, "fought for"), by_keys=True)
    assert spoken.take(BEFORE, NOW) == ""
    assert spoken.selection
    assert (spoken.selection.text, spoken.selection.article, spoken.selection.at_end) == ("fought for", NOW, False)
    assert spoken.is_selecting
    assert spoken.aim == Spot(NOW, 3, spoken.selection.span)


def test_a_selection_whose_words_are_gone_ends_and_says_so() -> None:
    now = article("New Head Here\n\nSomething quite other is told. Now it is short.\n")
    spoken = subject(now)
    spoken.select(selected(BEFORE, "captured two men"), by_keys=True)
    assert "nothing is selected" in spoken.take(BEFORE, now)
    assert (spoken.selection, spoken.is_selecting) == (None, False)
    assert spoken.aim == Spot(now, 0)


def test_a_selection_in_another_article_is_not_touched() -> None:
    other = article("Nothing changed here.")
    spoken = subject(NOW)
    spoken.select(selected(other, "changed"))
    assert spoken.take(BEFORE, NOW) == ""
    assert spoken.selection == selected(other, "changed")


def test_what_was_just_said_stays_on_its_words_be_they_a_sentence_or_selected() -> None:
    spoken = subject(NOW)
    spoken.say(Spot(BEFORE, 2))
    spoken.take(BEFORE, NOW)
    assert spoken.now == Spot(NOW, 3)
    words = selected(BEFORE, "captured two")
    spoken.say(Spot(BEFORE, 1, words.span))
    spoken.take(BEFORE, NOW)
    assert spoken.now.words == "captured two"
    assert spoken.now.number == 2


def test_what_was_just_said_of_words_that_are_gone_is_not_spoken_of_any_longer() -> None:
    now = article(ARTICLES["one.txt"].replace("They fought for Russia.", "Nothing else was told by the court."))
    spoken = subject(now)
    spoken.say(Spot(BEFORE, 2))
    spoken.take(BEFORE, now)
    assert spoken.just_said is None


numbers = st.lists(st.integers(0, 60), min_size=1, max_size=8, unique=True)


@given(numbers, numbers, st.data())
def test_no_other_words_are_ever_spoken_of(before: list[int], now: list[int], data: st.DataObject) -> None:
    old, new = (
        article(" ".join(f"Witness {each * 7919} told the court of {each}." for each in those))
        for those in (before, now)
    )
    number = data.draw(st.integers(0, len(before) - 1))
    sentence = old.sentences[number]
    start = sentence.start + data.draw(st.sampled_from([0, 8]))
    selection = span_selected(old, (start, sentence.end))
    spoken = subject(new)
    spoken.select(selection)
    told = spoken.take(old, new)
    assert bool(told) == (spoken.selection is None)
    assert spoken.selection is None or spoken.selection.text == selection.text
    spoken.say(Spot(old, number, selection.span))
    spoken.take(old, new)
    assert spoken.just_said is None or spoken.just_said.words == selection.text


# In the reader


def chosen(session: Session) -> list[str]:
    pane = session.active_pane
    spans, _ = pane._layers._layers.get(Layer.SELECTION, ([], []))
    return [pane.article.text[start:end] for start, end, _ in spans]


async def test_words_selected_in_a_text_that_changes_are_still_judged(open_app: Open, folder: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h")
        assert chosen(session) == ["Ukraine captured two men"]
        (folder / "one.txt").write_text(NOW.text, encoding="utf-8")
        await session.shows("The war went on.")
        assert chosen(session) == ["Ukraine captured two men"]
        await session.press("h", "v")
        await session.saved()
        assert session.said() == [("one.txt", "Ukraine captured two", "tag verified content")]


async def test_words_that_are_gone_are_judged_no_more_and_the_reader_is_told(open_app: Open, folder: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("G", "s", "h")
        (folder / "one.txt").write_text("New.\n\nA short one is told here now.\n", encoding="utf-8")
        await session.shows("A short one is told")
        assert chosen(session) == []
        assert "nothing is selected" in session.below
        await session.press("l")
        assert session.at[0] == "three.txt"
        await session.press("h", "v")
        await session.saved()
        assert session.said() == [("one.txt", "A short one is told here now.", "tag verified content")]


async def test_a_reason_goes_to_the_words_just_tagged_though_the_text_has_changed(open_app: Open, folder: Path) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "h", "d")
        (folder / "one.txt").write_text(NOW.text, encoding="utf-8")
        await session.shows("The war went on.")
        assert session.claim.startswith("just tagged: ✗ disputed")
        await session.press("r")
        await session.type("who says so?")
        await session.press("enter")
        await session.saved()
        said = [(record.anchor.quote, record.verdict, record.note) for record in session.records()]
        assert said[-1] == ("Ukraine captured two", "disputed", "who says so?")


async def test_counterparts_are_those_of_the_claim_just_tagged_as_the_bar_says(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        assert session.claim.startswith("just tagged: ")
        await session.press("a")
        assert "m lists them" in session.below
        await session.press("m")
        await session.until(lambda: isinstance(session.app.screen, CounterpartDialog))
        await session.shows("Counterparts of sentence 2", "Ukraine captured two men.", "2 The Post", "3 The Wire")
        await session.press("escape", "j")
        assert "just tagged" not in session.claim
        await session.press("m")
        await session.shows("Counterparts of sentence 4")
