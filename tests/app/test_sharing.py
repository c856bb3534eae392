"""What the articles share arrives behind the screens, and again when the reader tells the machine otherwise."""

from threading import Event

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.analysis.collection import Collection
from newsread.analysis.document import Marked
from newsread.analysis.result import TextNotAnalysed
from newsread.analysis.runtime.collecting import Question
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.app.reader.screen import Reader
from newsread.articles.article import Article

CAPTURED = Place("one.txt", 18, 43)
DENIED = Place("two.txt", 10, 36)
SAME = Counterpart(CAPTURED, DENIED, Band.SAME, ("report",))


def counterparts(session: Session) -> tuple[Counterpart, ...] | None:
    sharing = session.app.desk.sharing
    assert isinstance(session.app.screen, Reader)
    shared = sharing.of(*session.app.screen.reading.articles)
    return shared.counterparts if shared else None


async def test_it_arrives_after_the_articles_are_shown(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.counterparts = (SAME,)
    async with open_app() as session:
        await session.open_reader()
        assert counterparts(session) is None
        assert "texts" not in session.title
        analyst.go_on.set()
        await session.until(lambda: counterparts(session) == (SAME,))
        await session.until(lambda: "3 articles, 3 texts" in session.title)


async def test_what_the_reader_answers_is_taken_in_and_undo_takes_it_back(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.counterparts = (SAME,)
    analyst.go_on.set()
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: counterparts(session) == (SAME,))
        desk = session.app.desk
        one, two = (desk.workspace.article(name) for name in ("one.txt", "two.txt"))
        assert isinstance(one, Article)
        assert isinstance(two, Article)
        held = anchor.make(two.text, DENIED.start, DENIED.end, two.sha256)
        record = desk.notebook.answer(one, CAPTURED.start, CAPTURED.end, Linked("two.txt", held, same=False))
        assert record
        desk.keep(record)
        await session.until(lambda: counterparts(session) == ())
        await session.press("z")
        await session.until(lambda: counterparts(session) == (SAME,))


@pytest.fixture
def asked(analyst: FakeAnalyst, monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that were answered, the last one last; analysis goes on at once."""
    questions: list[Question] = []

    def collect(question: Question) -> Collection:
        found = FakeAnalyst.collect(analyst, question)
        questions.append(question)
        return found

    monkeypatch.setattr(analyst, "collect", collect)
    analyst.go_on.set()
    return questions


@pytest.mark.parametrize("key", ["t", "v", "space", "z"])
async def test_what_is_said_of_no_claim_and_makes_it_one_again_is_taken_in(
    key: str, open_app: Open, asked: list[Question]
) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: asked)
        await session.press("i")
        await session.until(lambda: asked[-1].marked)
        (marked,) = asked[-1].marked
        assert marked == Marked(*CAPTURED, claim=False)
        await session.press("up" if session.at != ("one.txt", 1) else "escape", key)
        await session.until(lambda: not asked[-1].marked)


async def test_what_is_said_while_it_is_looked_for_is_taken_in(
    open_app: Open, asked: list[Question], analyst: FakeAnalyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: asked)
        slowly, given, is_asked = FakeAnalyst.collect, Event(), Event()

        def collect(question: Question) -> Collection:
            is_asked.set()
            given.wait(10)
            asked.append(question)
            return slowly(analyst, question)

        monkeypatch.setattr(analyst, "collect", collect)
        await session.press("i")
        await session.until(is_asked.is_set)
        await session.press("up" if session.at != ("one.txt", 1) else "escape", "t")
        given.set()
        await session.until(lambda: len(asked) == 3)
        assert [len(question.marked) for question in asked] == [0, 1, 0]


async def test_a_verdict_on_a_claim_makes_no_other_question_of_it(open_app: Open, asked: list[Question]) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: counterparts(session) is not None)
        sharing = session.app.desk.sharing
        await session.until(lambda: not sharing._running)
        await session.press("v")
        await session.saved()
        assert not sharing._running
        assert len(asked) == 1


async def test_a_problem_is_over_once_it_is_looked_for_again(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.collect_failure = TextNotAnalysed("The process ended.")
    analyst.go_on.set()
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.app.desk.sharing.problem)
        analyst.collect_failure = None
        session.app.desk.sharing.look_again()
        await session.until(lambda: counterparts(session) is not None)
        assert session.app.desk.sharing.problem is None


async def test_a_failure_leaves_reading_and_tagging_alone(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.collect_failure = RuntimeError("out of order")
    analyst.go_on.set()
    async with open_app() as session:
        await session.open_reader()
        await session.until(lambda: session.app.desk.sharing.problem)
        assert "out of order" in (session.app.desk.sharing.problem or "")
        await session.press("v")
        await session.saved()
        assert len(session.said()) == 1
