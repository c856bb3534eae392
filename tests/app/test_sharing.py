"""What the articles share arrives behind the screens, and again when the reader tells the machine otherwise."""

from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session

from newsread.analysis.counterparts import Band, Counterpart, Place
from newsread.app.reader import Reader
from newsread.articles.article import Article
from newsread.tags import anchor
from newsread.tags.answers import Linked

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
