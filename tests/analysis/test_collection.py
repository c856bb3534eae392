"""What articles share: collected once, kept, and passed through a process of its own unharmed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.analysis.named import document

from newsread.analysis.analyst import Analyst
from newsread.analysis.collecting import CollectingProcess, Question
from newsread.analysis.collection import Collection, Collector
from newsread.analysis.collection_cache import CollectionCache
from newsread.analysis.collection_lines import from_lines, to_lines
from newsread.analysis.counterparts import Judged, Place
from newsread.analysis.document import Document, Marked
from newsread.analysis.entities import Correction
from newsread.analysis.result import AnalysisUnavailable
from newsread.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def documents(analysed: Path) -> list[Document]:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        return [Document(article, analyst.analyse(article)) for article in Workspace.open(SEEDS).articles()]


@pytest.fixture(scope="module")
def collection(documents: list[Document]) -> Collection:
    return Collector().collect(documents)


def through_json(collection: Collection) -> Collection:
    head, *lines = json.loads(json.dumps(list(to_lines(collection))))
    return from_lines(head, lines)


def test_a_collection_comes_back_from_its_lines(collection: Collection) -> None:
    assert collection.counterparts
    assert collection.copies
    assert collection.variants
    assert through_json(collection) == collection


@pytest.mark.parametrize("lines", [[], [{}], [None], [[]], ["articles"], [{"articles": ["a"]}]])
def test_what_is_no_collection_is_a_value_error(lines: Sequence[object]) -> None:
    with pytest.raises(ValueError, match=r"not a collection|argument"):
        from_lines(lines[0] if lines else 0, lines[1:])


def test_a_sentence_finds_its_counterparts_and_a_span_its_mentions(collection: Collection) -> None:
    first = collection.counterparts[0]
    assert first in collection.counterparts_of(first.of)
    assert not collection.counterparts_of(Place("nowhere.txt", 0, 1))
    article = collection.articles[0]
    mention = collection.mentions[article][3]
    assert collection.mentions_in(article, mention.start, mention.end) == (mention,)
    assert collection.mentions_in("nowhere.txt", 0, 9) == ()


def test_outlets_with_one_wire_text_are_one_text(collection: Collection) -> None:
    assert len(collection.articles) == 5
    assert len(collection.texts) == 4


def test_what_was_judged_and_corrected_since_is_taken_in(documents: list[Document]) -> None:
    collector = Collector()
    before = collector.collect(documents)
    first = before.counterparts[0]
    rejected = collector.collect(documents, (), [Judged(first.of, first.to, same=False)])
    assert first not in rejected.counterparts
    assert rejected.entities == before.entities
    name = before.entities[0]
    ignored = collector.collect(documents, [Correction("ignore", name.forms)])
    assert name.id not in ignored.entity
    assert ignored.counterparts == before.counterparts
    assert collector.collect(documents) == before


def test_what_a_reader_marks_as_no_claim_has_no_counterpart(documents: list[Document]) -> None:
    first = Collector().collect(documents).counterparts[0]
    marked = replace(documents[0], marked=(Marked(*first.of, claim=False),))
    found = Collector().collect([marked, *documents[1:]])
    assert not found.counterparts_of(first.of)
    assert all(each.to != first.of for each in found.counterparts)


def test_what_a_reader_marks_as_a_claim_is_one(documents: list[Document]) -> None:
    furniture = next(sentence for sentence in documents[0].sentences if not sentence.claim)
    mark = Marked(documents[0].id, furniture.start, furniture.end, claim=True)
    marked = replace(documents[0], marked=(mark,))
    changed = [now for was, now in zip(documents[0].sentences, marked.sentences, strict=True) if was != now]
    assert changed == [furniture._replace(claim=True)]


def test_one_collector_tells_documents_apart(documents: list[Document]) -> None:
    collector = Collector()
    collector.collect(documents)
    assert collector.collect(documents[:2]) == Collector().collect(documents[:2])


def test_a_question_has_another_key_for_whatever_changes_the_answer(documents: list[Document]) -> None:
    articles = [document.article for document in documents]
    place = Place(articles[0].id, 0, 5)
    dated = replace(articles[0], source=replace(articles[0].source, published="2020-01-01"))
    questions = [
        Question(articles),
        Question(articles[1:]),
        Question([dated, *articles[1:]]),
        Question(articles, [Correction("ignore", ("Kyiv",))]),
        Question(articles, (), [Judged(place, place, same=True)]),
        Question(articles, marked=[Marked(*place, claim=False)]),
    ]
    keys = [question.key("versions") for question in questions]
    assert len({*keys, Question(articles).key("others")}) == len(questions) + 1
    assert Question([*articles]).key("versions") == keys[0]


def test_what_was_collected_before_starts_no_process(documents: list[Document], analysed: Path, tmp_path: Path) -> None:
    question = Question([document.article for document in documents])
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        found = analyst.collect(question)
    assert found == Collector().collect(documents)
    process = CollectingProcess(analysed / "newsread" / "analysis", [str(tmp_path / "nothing")])
    assert process.cached(question) == found
    other = Question(question.articles[1:])
    assert process.cached(other) is None
    with pytest.raises(AnalysisUnavailable):
        process.collect(other, {})


def test_where_nothing_can_be_cached_it_is_collected_all_the_same(tmp_path: Path) -> None:
    one, other = (document(f"Ada came to {place}. It rained.", article=f"{place}.txt") for place in ("Kyiv", "Rome"))
    (tmp_path / "file").touch()
    process = CollectingProcess(tmp_path / "file")
    question = Question([one.article, other.article])
    found = process.collect(question, {each.id: each.analysis for each in (one, other)})
    process.close()
    assert found == Collector().collect([one, other])
    assert process.cached(question) is None


def test_an_analysis_that_has_gone_is_one_sentence(tmp_path: Path) -> None:
    process = CollectingProcess(tmp_path)
    with pytest.raises(AnalysisUnavailable, match=r"has gone from the cache\. Reading and tagging go on"):
        process.collect(Question([document("Ada came.").article]), {})
    process.close()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]\n[]", b'{"articles": ["a"]}\n'])
def test_an_odd_file_is_as_if_absent(content: bytes, tmp_path: Path, collection: Collection) -> None:
    cache = CollectionCache(tmp_path)
    cache.write("key", to_lines(collection))
    assert cache.read("key") == collection
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert cache.read("key") is None


def test_of_many_collections_only_some_are_kept(tmp_path: Path) -> None:
    cache = CollectionCache(tmp_path)
    for number in range(30):
        cache.write(str(number), [{}])
    assert len(list(tmp_path.iterdir())) == 20
