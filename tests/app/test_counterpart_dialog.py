"""The counterparts of a sentence in a list: what holds is shown at once, and what is answered is recorded."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import get_ident
from uuid import UUID

import pytest
from tests.app.conftest import Open
from tests.app.driving import ONE, FakeAnalyst, Session

from newsread.analysis.alignment.counterparts import CONFIRMED, Band, Counterpart, Place
from newsread.annotations.groups import Link, Words
from newsread.annotations.records import Record
from newsread.app.dialogs.counterpart_rows import CounterpartRow, counterpart_rows, rejected_rows
from newsread.app.dialogs.counterparts import METHOD, CounterpartDialog, NamingDialog
from newsread.app.reader.screen import Reader
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.workspace.workspace import Workspace

CAPTURED = Place("one.txt", 18, 43)
DENIED = Place("two.txt", 10, 36)
SAME = Counterpart(CAPTURED, DENIED, Band.SAME, ("report", "men"))


# Pure


def article(name: str, text: str) -> Article:
    return Article(name, Path(name), text, Source())


A = article("a.txt", "Two men were captured on Monday. Nobody said where.")
B = article("b.txt", "Soldiers captured two men. They were not named.")
C = article("c.txt", "Two were taken prisoner. It was in the east.")
HERE = Spot(A, 0)
SUGGESTED = Counterpart(Place("a.txt", 0, 32), Place("b.txt", 0, 26), Band.RELATED, ("captured", "two"))


class Answers:
    """Answers of a reader, each of which knows its record by its number only."""

    def __init__(self) -> None:
        self.links: list[Link] = []

    def say(self, one: tuple[Article, int], other: tuple[Article, int], *, same: bool = True) -> "Answers":
        record = object.__new__(Record)
        object.__setattr__(record, "id", UUID(int=len(self.links)))
        self.links.append(Link(self._words(*one), self._words(*other), same, record))
        return self

    def _words(self, of: Article, number: int) -> Words:
        return Words(of.id, *Spot(of, number).span)


def rows(answers: Answers | None = None, suggested: Counterpart | None = SUGGESTED) -> Sequence[CounterpartRow]:
    found = {suggested.to.article: suggested} if suggested else {}
    return counterpart_rows(HERE, [A, B, C], found, answers.links if answers else [])


def relations(of: Sequence[CounterpartRow]) -> list[tuple[Relation, str]]:
    return [(row.relation, row.words) for row in of]


def test_each_other_article_has_a_row_with_what_the_machine_suggests_and_why() -> None:
    suggested, none = rows()
    assert (suggested.relation, suggested.words, suggested.why) == (
        Relation.RELATED,
        "Soldiers captured two men.",
        ("captured", "two"),
    )
    assert suggested.is_suggested
    assert (none.article, none.relation, none.spot) == (C, Relation.NONE, None)


def test_what_the_reader_confirmed_or_rejected_outranks_the_suggestion() -> None:
    assert relations(rows(Answers().say((A, 0), (B, 0))))[0] == (Relation.CONFIRMED, "Soldiers captured two men.")
    assert relations(rows(Answers().say((B, 0), (A, 0), same=False)))[0] == (
        Relation.REJECTED,
        "Soldiers captured two men.",
    )


def test_a_sentence_that_was_named_stands_in_the_place_of_the_suggested_one() -> None:
    [named, _] = rows(Answers().say((A, 0), (B, 1)))
    assert (named.relation, named.words, named.is_suggested, named.why) == (
        Relation.CONFIRMED,
        "They were not named.",
        False,
        (),
    )


def test_what_is_one_claim_by_way_of_a_third_article_is_confirmed_without_an_answer_on_it() -> None:
    answers = Answers().say((A, 0), (B, 0)).say((B, 0), (C, 0))
    by_way = rows(answers)[1]
    assert (by_way.relation, by_way.words, by_way.link) == (Relation.CONFIRMED, "Two were taken prisoner.", None)
    answers.say((A, 0), (C, 0), same=False)
    assert rows(answers)[1].relation is Relation.REJECTED


def test_what_the_machine_was_told_is_no_suggestion_of_its_own() -> None:
    told = Counterpart(SUGGESTED.of, SUGGESTED.to, Band.SAME, CONFIRMED)
    assert rows(suggested=told)[0].relation is Relation.NONE


def test_what_was_rejected_is_told_beside_what_stands_now() -> None:
    answers = Answers().say((A, 0), (B, 1), same=False).say((C, 1), (A, 0), same=False)
    standing = rows(answers)
    assert relations(standing) == [
        (Relation.RELATED, "Soldiers captured two men."),
        (Relation.REJECTED, "It was in the east."),
    ]
    [beside] = rejected_rows(HERE, [A, B, C], answers.links, standing)["b.txt"]
    assert (beside.relation, beside.words) == (Relation.REJECTED, "They were not named.")
    assert "c.txt" not in rejected_rows(HERE, [A, B, C], answers.links, standing)


def test_of_several_that_are_rejected_the_one_that_would_be_suggested_stands_first() -> None:
    answers = Answers().say((A, 0), (B, 0), same=False).say((A, 0), (B, 1), same=False)
    assert relations(rows(answers))[0] == (Relation.REJECTED, "Soldiers captured two men.")
    assert relations(rows(answers, None))[0] == (Relation.REJECTED, "They were not named.")


# On the screen


@pytest.fixture
def suggesting(analyst: FakeAnalyst) -> FakeAnalyst:
    analyst.counterparts = (SAME,)
    analyst.go_on.set()
    return analyst


def dialog(session: Session) -> CounterpartDialog:
    screen = session.app.screen
    assert isinstance(screen, CounterpartDialog)
    return screen


def shown(session: Session) -> dict[str, tuple[Relation, str]]:
    """What the dialog's rows say, by the articles' ids."""
    return {row.article.id: (row.relation, row.words) for row in dialog(session)._every}


async def list_counterparts(session: Session, *, known: bool = True) -> None:
    """List those of “Ukraine captured two men.”, once they are known."""
    await session.open_reader()
    if known:
        one = session.active_pane.article
        await session.until(lambda: session.app.desk.sharing.of(one))
    await session.press("m")
    await session.until(lambda: isinstance(session.app.screen, CounterpartDialog))
    await session.until(lambda: session.rows.size.height)


def linked(session: Session) -> list[tuple[str, str, str, str]]:
    """What was answered: the deed, the words here, those there, and what suggested them."""
    return [
        (each.action, each.anchor.quote, each.linked.anchor.quote, f"{each.linked.same} {each.linked.method}".strip())
        for each in session.records()
        if each.linked
    ]


@pytest.mark.usefixtures("suggesting")
async def test_it_shows_band_words_and_shared_words_of_every_article(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        assert shown(session) == {
            "three.txt": (Relation.NONE, ""),
            "two.txt": (Relation.SAME, "Beijing denied the report."),
        }
        await session.shows(f"{Relation.SAME.glyph} same", "3 The Wire", "no counterpart found")
        await session.press("j")
        await session.shows("both have: report · men")


@pytest.mark.usefixtures("suggesting")
async def test_space_confirms_and_the_list_stays_open_and_space_again_takes_it_back(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("j", "space")
        assert shown(session)["two.txt"][0] is Relation.CONFIRMED
        await session.shows("≡ confirmed: 3 The Wire “Beijing denied the report.”")
        await session.saved()
        assert linked(session) == [
            ("link", "Ukraine captured two men.", "Beijing denied the report.", f"True {METHOD}")
        ]
        await session.press("space")
        assert shown(session)["two.txt"][0] is Relation.SAME
        await session.saved()
        assert [each[0] for each in linked(session)] == ["link", "withdraw"]


@pytest.mark.usefixtures("suggesting")
async def test_x_rejects_and_stays_so_when_the_machine_has_looked_again(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        one = session.app.desk.workspace.article("one.txt")
        assert isinstance(one, Article)
        await session.press("j", "x")
        assert shown(session)["two.txt"][0] is Relation.REJECTED
        await session.until(lambda: not (shared := session.app.desk.sharing.of(one)) or not shared.counterparts)
        assert shown(session)["two.txt"] == (Relation.REJECTED, "Beijing denied the report.")
        await session.press("x")
        assert shown(session)["two.txt"][0] is Relation.SAME


async def rejected_beside_another(session: Session, analyst: FakeAnalyst) -> None:
    """Reject “Beijing denied the report.”, whereupon the machine finds another, and list them again."""
    other = Counterpart(CAPTURED, Place("two.txt", 37, 60), Band.RELATED, ("men",))
    await list_counterparts(session)
    analyst.counterparts = (SAME, other)  # of which the one that is rejected will be left out
    await session.press("j", "x", "escape")
    one = session.visible_panes[0].article
    await session.until(
        lambda: (shared := session.app.desk.sharing.of(one)) and [each.to for each in shared.counterparts] == [other.to]
    )
    await session.press("m")
    await session.until(lambda: isinstance(session.app.screen, CounterpartDialog) and session.rows.size.height)


async def test_what_was_rejected_is_listed_below_what_stands_now_and_can_be_taken_back(
    open_app: Open, suggesting: FakeAnalyst
) -> None:
    async with open_app(140, 30) as session:
        await rejected_beside_another(session, suggesting)
        assert [(row.relation, row.words) for row in dialog(session)._every] == [
            (Relation.NONE, ""),
            (Relation.RELATED, "It knew of no such men."),
            (Relation.REJECTED, "Beijing denied the report."),
        ]
        await session.press("G")
        await session.shows("≠ rejected", "by you, x takes it back")
        await session.press("x")
        await session.shows("no longer rejected: ", "· none")
        assert [(row.relation, row.words) for row in dialog(session)._every[1:]] == [
            (Relation.RELATED, "It knew of no such men."),
            (Relation.NONE, "Beijing denied the report."),
        ]
        await session.press("x")  # the row is still there, and the same key rejects it again
        assert dialog(session)._every[2].relation is Relation.REJECTED
        await session.press("x")
        await session.saved()
        assert [each[0] for each in linked(session)] == ["link", "withdraw", "link", "withdraw"]


async def test_what_was_rejected_can_be_confirmed_and_then_stands_alone_for_its_article(
    open_app: Open, suggesting: FakeAnalyst
) -> None:
    async with open_app(140, 30) as session:
        await rejected_beside_another(session, suggesting)
        await session.press("G", "k", "space", "j", "space")
        assert [(row.relation, row.words) for row in dialog(session)._every] == [
            (Relation.NONE, ""),
            (Relation.CONFIRMED, "Beijing denied the report."),
        ]
        assert session.rows.cursor == 1
        await session.saved()
        assert [each[0] for each in linked(session)] == ["link", "link", "withdraw", "link"]


@pytest.mark.usefixtures("suggesting")
async def test_another_sentence_is_named_by_typing_and_stands_instead_of_the_confirmed_one(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("j", "space", "n")
        await session.until(lambda: isinstance(session.app.screen, NamingDialog))
        await session.shows("Which sentence of 3 The Wire tells this claim?", "· ≈ confirmed so far")
        await session.type("knew")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, CounterpartDialog))
        assert shown(session)["two.txt"] == (Relation.CONFIRMED, "It knew of no such men.")
        await session.saved()
        assert linked(session)[1:] == [
            ("withdraw", "Ukraine captured two men.", "Beijing denied the report.", f"True {METHOD}"),
            ("link", "Ukraine captured two men.", "It knew of no such men.", "True"),
        ]


@pytest.mark.usefixtures("suggesting")
async def test_what_was_rejected_is_not_offered_first_and_the_panes_and_the_bar_tell_of_it(open_app: Open) -> None:
    async with open_app(160) as session:
        await list_counterparts(session)
        await session.press("j", "n")
        await session.shows("· ≈ suggested")
        await session.press("escape", "x", "n")
        await session.until(lambda: isinstance(session.app.screen, NamingDialog))
        await session.shows("of 3 The Wire tells")
        assert "≈" not in session.screen
        await session.press("escape", "escape")
        await session.until(lambda: session.visible_panes)
        await session.until(lambda: "≠ rejected by you: 3 The Wire · not found: 2 The Post" in session.told)
        await session.shows("3 The Wire · ≠ rejected by you")


async def test_before_anything_is_known_a_sentence_can_be_named_and_the_machine_shown_later(
    open_app: Open, analyst: FakeAnalyst
) -> None:
    analyst.counterparts = (SAME,)
    async with open_app() as session:
        await list_counterparts(session, known=False)
        await session.shows("counterparts are being looked for …")
        await session.press("space")
        await session.shows("nothing to confirm in this article")
        await session.press("n")
        await session.until(lambda: isinstance(session.app.screen, NamingDialog))
        await session.shows("Which sentence of 2 The Post tells this claim?")
        assert "≈" not in session.screen
        await session.type("None came")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, CounterpartDialog))
        assert shown(session)["three.txt"] == (Relation.CONFIRMED, "None came on Tuesday.")
        analyst.go_on.set()
        await session.until(lambda: shown(session)["two.txt"][0] is Relation.SAME)
        assert shown(session)["three.txt"] == (Relation.CONFIRMED, "None came on Tuesday.")


@pytest.mark.usefixtures("suggesting")
async def test_enter_goes_to_the_counterpart_and_says_so_where_there_is_none(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("enter")
        await session.shows("there is no counterpart in this article to go to")
        await session.press("j", "enter")
        await session.until(lambda: session.visible_panes)
        assert session.at == ("two.txt", 1)


@pytest.mark.usefixtures("suggesting")
async def test_undo_names_what_had_been_confirmed(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("j", "space", "escape")
        await session.until(lambda: session.visible_panes)
        await session.press("z")
        assert "one claim with 3 The Wire “Beijing denied the report.”" in session.below
        assert session.at == ("one.txt", 1)


@pytest.mark.usefixtures("suggesting")
async def test_of_what_is_marked_as_no_claim_neither_bar_nor_list_tells_that_it_is_missing(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        one = session.active_pane.article
        await session.until(lambda: session.app.desk.sharing.of(one))
        await session.shows("not found")
        await session.press("i", "k")
        assert session.at == ("one.txt", 1)
        await session.until(lambda: session.told == "not a claim: nothing is sought")
        assert "no counterpart here" not in session.screen
        await session.press("m")
        await session.until(lambda: isinstance(session.app.screen, CounterpartDialog) and session.rows.size.height)
        await session.shows("not a claim: nothing is sought")
        assert "no counterpart found" not in session.screen
        await session.press("escape", "x")
        await session.until(lambda: "not found" in session.told)


async def test_with_one_article_there_is_nothing_to_list(open_app: Open) -> None:
    async with open_app() as session:
        assert session.rows.cursor == ONE
        await session.press("space", "enter")
        await session.until(lambda: session.visible_panes)
        await session.press("m")
        assert "no other article" in session.below


@pytest.mark.usefixtures("suggesting")
async def test_the_claims_list_s_keys_confirm_and_name_here_too(open_app: Open) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("j", "y")
        assert shown(session)["two.txt"][0] is Relation.CONFIRMED
        await session.press("p")
        await session.until(lambda: isinstance(session.app.screen, NamingDialog))


@pytest.mark.usefixtures("suggesting")
async def test_no_key_waits_for_the_disk_where_an_answer_s_article_is_gone(
    open_app: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = get_ident()
    waited: list[str] = []
    monkeypatch.setattr(Workspace, "_read", _noting(Workspace._read, here, waited))
    monkeypatch.setattr(Workspace, "links", _noting(Workspace.links, here, waited))
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("j", "space", "escape")
        await session.until(lambda: session.visible_panes)
        await session.saved()
        (folder / "two.txt").rename(folder / "moved.txt")
        await session.until(lambda: not isinstance(session.app.desk.workspace.article("two.txt"), Article))
        waited.clear()
        await session.press("m", "j", "x", "escape")
        await session.until(lambda: session.visible_panes)
        await session.press("g", "j", "v", "a")
        assert not waited
        assert linked(session)[:1] == [
            ("link", "Ukraine captured two men.", "Beijing denied the report.", f"True {METHOD}")
        ]


def _noting(function: Callable[..., object], thread: int, waited: list[str]) -> Callable[..., object]:
    """Return the same, but note when it is called in a thread."""

    def noting(*given: object) -> object:
        if get_ident() == thread:
            waited.append(function.__name__)
        return function(*given)

    return noting


@pytest.mark.usefixtures("suggesting")
async def test_where_nothing_else_is_said_x_withdraws_what_was_confirmed_as_it_does_in_the_claims_list(
    open_app: Open,
) -> None:
    async with open_app() as session:
        await list_counterparts(session)
        await session.press("j", "space", "escape")
        await session.until(lambda: linked(session))
        assert isinstance(reader := session.app.screen, Reader)
        assert reader.works("withdraw('content')")
        await session.press("x")
        assert session.below.startswith("withdrawn: ≡ one claim with")
        await session.saved()
        assert [each[0] for each in linked(session)] == ["link", "withdraw"]
        assert not reader.works("withdraw('content')")
