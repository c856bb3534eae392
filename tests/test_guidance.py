"""What readers told the machine, as the analysis takes it."""

from pathlib import Path

import pytest
from tests.annotations.recorded import FIRST, SECOND, Recorded

from newsread.analysis.alignment.counterparts import Judged, Place
from newsread.analysis.document import Marked, sentences_as_marked
from newsread.analysis.entities.entity import Correction
from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.annotations.commands import Judgement
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import Mark, Verdict
from newsread.workspace.guidance import Guidance


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path)


@pytest.fixture
def notebook(recorded: Recorded) -> Notebook:
    return recorded.workspace.notebook("cleo")


def guidance(recorded: Recorded, notebook: Notebook) -> Guidance:
    return recorded.workspace.guidance(notebook, recorded.workspace.articles())


def words_in(recorded: Recorded, name: str, words: str) -> Place:
    start = recorded.article(name).text.index(words)
    return Place(name, start, start + len(words))


def link(recorded: Recorded, place: Place, *, same: bool) -> Linked:
    article = recorded.article(place.article)
    return Linked(place.article, anchor.make(article.text, place.start, place.end, article.sha256), same)


def test_who_told_nothing_guides_nothing(recorded: Recorded, notebook: Notebook) -> None:
    assert guidance(recorded, notebook) == Guidance()
    articles = recorded.workspace.articles()
    assert recorded.workspace.question(notebook, articles) == Guidance().question(articles)


def test_answers_on_counterparts_hold_where_the_words_are_now(recorded: Recorded, notebook: Notebook) -> None:
    here, there = (words_in(recorded, name, "He said so on Tuesday.") for name in (FIRST, SECOND))
    notebook.answer(recorded.article(), here.start, here.end, link(recorded, there, same=False))
    assert guidance(recorded, notebook).judged == (Judged(here, there, same=False),)
    notebook.save()
    file = recorded.articles / SECOND
    file.write_text(f"Before it all.\n\n{file.read_text('utf-8')}", "utf-8")
    moved = words_in(recorded, SECOND, "He said so on Tuesday.")
    assert guidance(recorded, notebook).judged == (Judged(here, moved, same=False),)
    notebook.undo()
    assert guidance(recorded, notebook).judged == ()


def test_corrections_of_names_come_in_the_order_of_time(recorded: Recorded, notebook: Notebook) -> None:
    said = [
        Naming(Renaming.MERGE, ("Zelensky", "Zelenskyy")),
        Naming(Renaming.RETYPE, ("Kyiv Independent",), "ORG"),
        Naming(Renaming.IGNORE, ("Tuesday",)),
    ]
    for number, naming in enumerate(said):
        notebook.answer(recorded.article([FIRST, SECOND][number % 2]), 0, 3, naming)
    assert guidance(recorded, notebook).corrections == (
        Correction("merge", ("Zelensky", "Zelenskyy")),
        Correction("retype", ("Kyiv Independent",), "ORG"),
        Correction("ignore", ("Tuesday",)),
    )


def test_a_mark_tells_the_machine_only_what_it_does_not_say_itself(recorded: Recorded, notebook: Notebook) -> None:
    article = recorded.article()
    claim = next(sentence for sentence in article.sentences if sentence.claim)
    notebook.judge(article, claim.start, claim.end, Judgement(Verdict.VERIFIED))
    assert guidance(recorded, notebook).question([article]).marked == ()
    notebook.mark(article, claim.start, claim.end, Mark.TO_CHECK)
    assert guidance(recorded, notebook).question([article]).marked == ()
    other = next(sentence for sentence in article.sentences if sentence.claim and sentence != claim)
    notebook.mark(article, other.start, other.end, Mark.NOT_A_CLAIM)
    told = guidance(recorded, notebook)
    assert told.question([article]).marked == (Marked(FIRST, other.start, other.end, claim=False),)
    assert other._replace(claim=False) in told.sentences(article)
    assert told.question([recorded.article(SECOND)]).marked == ()


def test_of_two_claims_on_one_sentence_what_was_said_last_holds(recorded: Recorded, notebook: Notebook) -> None:
    article = recorded.article()
    sentence = next(each for each in article.sentences if each.claim)
    verified = Judgement(Verdict.VERIFIED)
    is_none = (Marked(FIRST, sentence.start, sentence.end, claim=False),)

    def told() -> tuple[Marked, ...]:
        found = guidance(recorded, notebook)
        marked = found.question([article]).marked
        assert found.sentences(article) == sentences_as_marked(article.sentences, marked)
        return tuple(marked)

    notebook.judge(article, sentence.start, sentence.end - 5, verified)
    assert told() == ()
    notebook.mark(article, sentence.start, sentence.end, Mark.NOT_A_CLAIM)
    assert told() == is_none
    notebook.judge(article, sentence.start, sentence.end - 5, Judgement(Verdict.DISPUTED))
    assert told() == ()
    notebook.undo()  # it brings back what was said before that mark
    assert told() == is_none


def test_a_mark_on_little_of_a_sentence_tells_nothing_of_it(recorded: Recorded, notebook: Notebook) -> None:
    article = recorded.article()
    heading = next(each for each in article.sentences if not each.claim)
    notebook.judge(article, heading.start, heading.start + 2, Judgement(Verdict.VERIFIED))
    assert guidance(recorded, notebook).question([article]).marked == ()
    notebook.judge(article, heading.start, heading.end, Judgement(Verdict.VERIFIED))
    assert guidance(recorded, notebook).question([article]).marked == (
        Marked(FIRST, heading.start, heading.end, claim=True),
    )
