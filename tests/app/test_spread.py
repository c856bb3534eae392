"""The same verdict for confirmed counterparts: ticked one by one, and told as what it is."""

from pathlib import Path

from tests.app.conftest import Open
from tests.app.driving import Session

from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.annotations.records import Evidence, Record
from newsread.app.claims.screen import Claims
from newsread.app.dialogs.apply_verdict import SpreadDialog, Target
from newsread.app.dialogs.base import ReasonEditor
from newsread.articles.article import Article
from newsread.articles.sources import Source

CAPTURED, DENIED, ASKED = ("one.txt", 18, 43), ("two.txt", 10, 36), ("three.txt", 14, 41)


def article(session: Session, name: str) -> Article:
    found = session.app.desk.workspace.article(name)
    assert isinstance(found, Article)
    return found


def confirm(session: Session, one: tuple[str, int, int], other: tuple[str, int, int]) -> None:
    """Say that these words are one claim."""
    here, there = article(session, one[0]), article(session, other[0])
    held = anchor.make(there.text, *other[1:], there.sha256)
    record = session.app.desk.notebook.answer(here, *one[1:], Linked(there.id, held, same=True))
    assert record
    session.app.desk.keep(record)


async def judge_and_offer(session: Session, *keys: str) -> None:
    """Judge “Ukraine captured two men.” by these keys, and ask for its counterparts."""
    await session.press(*keys, "a")
    await session.until(lambda: isinstance(session.app.screen, SpreadDialog))
    await session.until(lambda: session.rows.size.height)


def verdicts(session: Session) -> list[Record]:
    return [record for record in session.records() if record.verdict]


async def test_nothing_is_ticked_and_enter_gives_nothing_until_something_is(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        confirm(session, CAPTURED, DENIED)
        await judge_and_offer(session, "v")
        await session.shows("✓ verified", "[ ] 3 The Wire", "Beijing denied the report.", "no verdict yet")
        assert "×" not in session.screen
        await session.press("enter")
        await session.shows("Nothing is ticked")
        await session.press("escape")
        await session.until(lambda: session.visible_panes)
        await session.saved()
        assert len(verdicts(session)) == 1


async def test_what_is_ticked_gets_verdict_aspect_and_reason_and_names_its_source(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        confirm(session, CAPTURED, DENIED)
        confirm(session, DENIED, ASKED)
        await session.press("D", "r")
        await session.type("a second source says no")
        await session.press("enter")
        await session.until(lambda: session.visible_panes)
        await judge_and_offer(session)
        await session.shows("because: a second source says no", "[ ] 2 The Post", "[ ] 3 The Wire")
        await session.press("j", "space", "enter")
        await session.until(lambda: session.visible_panes)
        assert session.below == "statement: ✗ disputed from 1 The Daily given also in 1 article: 3 The Wire"
        await session.saved()
        source, spread = verdicts(session)[-2:]
        assert (spread.article, spread.verdict, spread.aspect, spread.note) == (
            "two.txt",
            source.verdict,
            source.aspect,
            "a second source says no",
        )
        assert (source.inherited_from, spread.inherited_from) == (None, source.id)


async def test_what_was_spread_says_so_until_a_verdict_is_given_there_by_hand(open_app: Open) -> None:
    async with open_app(width=200) as session:
        await session.open_reader()
        confirm(session, CAPTURED, DENIED)
        await judge_and_offer(session, "v")
        await session.press("space", "enter")
        await session.until(lambda: session.visible_panes)
        await session.until(lambda: not session.app.desk.notebook.unsaved)
        await session.shows("←✓ verified")
        while session.at[0] != "two.txt":
            await session.press("tab")
        await session.press("g", "j")
        assert ", from 1 The Daily" in session.claim
        await session.press("L")
        await session.shows("✓ verified as of 1 The Daily “Ukraine captured two men.”")
        await session.press("escape")
        await session.until(lambda: session.visible_panes)
        await session.press("v")
        await session.saved()
        assert verdicts(session)[-1].inherited_from is None
        assert "from 1 The Daily" not in session.claim


async def test_the_window_tells_which_claim_of_which_article_is_spread(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        confirm(session, CAPTURED, DENIED)
        await judge_and_offer(session, "v")
        await session.shows("Give the verdict of 1 The Daily to counterparts", "“Ukraine captured two men.”")


async def test_a_reason_that_is_given_after_spreading_is_told_to_be_missing_there_until_it_is_given_too(
    open_app: Open,
) -> None:
    async def give_reason(words: str) -> None:
        await session.press("r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        await session.type(words)
        await session.press("enter")
        await session.until(lambda: session.visible_panes)

    async with open_app() as session:
        await session.open_reader()
        confirm(session, CAPTURED, DENIED)
        confirm(session, CAPTURED, ASKED)
        await judge_and_offer(session, "v")
        await session.press("space", "j", "space", "enter")
        await session.until(lambda: session.visible_panes)
        await give_reason("seen on film")
        assert session.below == "the reason is kept · 2 spread verdicts have none: a gives it, in the reader"
        await judge_and_offer(session)
        await session.shows("✓ verified now, without a reason")
        await session.press("space", "enter")
        await session.until(lambda: session.visible_panes)
        await session.saved()
        assert [record.note for record in verdicts(session)] == ["", "", "", "seen on film", "seen on film"]
        await give_reason(" twice")
        assert "1 spread verdict has none" in session.below
        await session.press("C")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        await session.shows("because: seen on film twice")
        await session.press("r")
        await session.until(lambda: isinstance(session.app.screen, ReasonEditor))
        await session.type(" and more")
        await session.press("enter")
        await session.shows("the reason is kept · 1 spread verdict has none")


async def test_a_counterpart_in_an_article_that_is_not_open_is_offered_too(open_app: Open) -> None:
    async with open_app() as session:
        confirm(session, CAPTURED, DENIED)
        await session.press("space", "enter")
        await session.until(lambda: session.visible_panes)
        assert [pane.article.id for pane in session.visible_panes] == ["one.txt"]
        await judge_and_offer(session, "u")
        await session.shows("[ ] not open: The Wire")
        await session.press("space", "enter")
        await session.until(lambda: session.visible_panes)
        await session.saved()
        assert ("two.txt", "Beijing denied the report.", "tag unverifiable content") in session.said()


async def test_without_a_verdict_or_a_confirmed_counterpart_one_line_says_what_to_do(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("a")
        assert session.below == "no verdict here to give to counterparts"
        await session.press("v", "a")
        assert session.below == "no counterpart of this is confirmed yet: m lists them"


async def test_what_an_earlier_session_linked_is_read_before_anybody_asks(open_app: Open, folder: Path) -> None:
    for number in range(200):
        (folder / f"a{number:03}.txt").write_text(f"Head {number}\n\nSomething was said.\n", encoding="utf-8")
    async with open_app() as session:
        confirm(session, CAPTURED, DENIED)
        await session.saved()
    async with open_app() as session:
        desk = session.app.desk
        await session.until(lambda: desk.has_read_linked)
        assert "two.txt" in desk.workspace._known
        assert [link.other.article for link in desk.links()] == ["two.txt"]


async def test_until_the_linked_articles_are_read_nothing_is_said_of_what_was_confirmed(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.app.desk.has_read_linked)
        session.app.desk.has_read_linked = False
        await session.press("v", "a")
        assert session.below == "what you confirmed is still being read …"


async def rest_on(session: Session, *spans: tuple[str, int, int]) -> None:
    """Let the verdict just given rest on sentences of other articles."""
    pieces = []
    for name, start, end in spans:
        pieces.append(Evidence(article=name, start=start, end=end, quote=article(session, name).text[start:end]))
    [verdict] = verdicts(session)
    record = session.app.desk.notebook.give_evidence(verdict, tuple(pieces))
    assert record
    session.app.desk.keep(record)
    await session.saved()


async def test_no_verdict_is_given_to_rest_on_the_very_words_that_get_it(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        confirm(session, CAPTURED, DENIED)
        confirm(session, CAPTURED, ASKED)
        await session.press("v")
        await session.saved()
        await rest_on(session, DENIED, ("one.txt", 44, 66))
        await judge_and_offer(session)
        assert "left out" not in session.screen
        await session.press("space", "j")
        await session.shows("1 piece of evidence is this very sentence: left out")
        await session.press("space", "enter")
        await session.until(lambda: session.visible_panes)
        await session.saved()
        given = {each.article: [piece.article for piece in each.evidence] for each in verdicts(session)[-2:]}
        assert given == {"three.txt": ["two.txt", "one.txt"], "two.txt": ["one.txt"]}


def test_evidence_is_known_for_the_words_themselves_by_its_place_or_in_another_text_by_its_words() -> None:
    text = "It rained. Two men were captured. Nobody said where."
    target = Target(Article("a.txt", Path("a.txt"), text, Source()), (11, 33), None)

    def piece(start: int, end: int, quote: str = "", of: str = "a.txt") -> Evidence:
        return Evidence(article=of, start=start, end=end, quote=quote)

    assert target.is_in(piece(11, 33, "Two men were captured."))
    assert target.is_in(piece(15, 24))
    assert target.is_in(piece(0, 22, "Two men were captured."))
    assert not target.is_in(piece(34, 52, "Nobody said where."))
    assert not target.is_in(piece(0, 11, "It rained. "))
    assert not target.is_in(piece(11, 33, "Two men were captured.", "b.txt"))
    assert not target.is_in(Evidence(url="https://a.example", quote="Two men were captured."))
