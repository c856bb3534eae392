"""What articles share: collected once, kept, and passed through a process of its own unharmed."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.analysis.children import FINDS_THE_FIRST_WORD, article, child, script
from tests.analysis.named import document

from newsread.analysis.alignment.counterparts import Judged, Place
from newsread.analysis.alignment.duplicates import Passage
from newsread.analysis.collection import Collection, Collector, from_lines, to_lines
from newsread.analysis.document import Document, Marked
from newsread.analysis.entities.entity import Correction, Mention
from newsread.analysis.quotes.quotation import Quote, Span
from newsread.analysis.result import AnalysisUnavailable
from newsread.analysis.runtime.analyst import Analyst
from newsread.analysis.runtime.collecting import CollectingProcess, CollectionCache, Question
from newsread.articles.sources import Source
from newsread.workspace.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"
NATO, POISON = article("NATO met."), article("It was poison.")


@pytest.fixture(scope="module")
def documents(analysed: Path) -> list[Document]:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        return [Document(article, analyst.analyse(article)) for article in Workspace.open(SEEDS).articles()]


@pytest.fixture(scope="module")
def collection(documents: list[Document]) -> Collection:
    return Collector().collect(documents)


@pytest.fixture(scope="module")
def lengths(documents: list[Document]) -> dict[str, int]:
    return {document.id: len(document.text) for document in documents}


def through_json(collection: Collection, lengths: Mapping[str, int]) -> Collection:
    head, *lines = json.loads(json.dumps(list(to_lines(collection))))
    return from_lines(head, lines, lengths)


def test_a_collection_comes_back_from_its_lines(collection: Collection, lengths: Mapping[str, int]) -> None:
    assert collection.counterparts
    assert collection.copies
    assert collection.variants
    assert through_json(collection, lengths) == collection


def _beyond(quote: Quote) -> Quote:
    return replace(quote, cue=Span(5, 10**6))


@pytest.mark.parametrize(
    "damaged",
    [
        lambda of, article: replace(of, mentions=of.mentions | {article: (Mention(-1, 4, "ORG", ""),)}),
        lambda of, article: replace(of, mentions=of.mentions | {article: (Mention(4, 3, "ORG", ""),)}),
        lambda of, article: replace(of, mentions=of.mentions | {article: (Mention(True, 4, "ORG", ""),)}),
        lambda of, article: replace(of, quotes=of.quotes | {article: (_beyond(of.quotes[article][0]),)}),
        lambda of, article: replace(of, facts=of.facts | {article: (replace(of.facts[article][0], end=10**6),)}),
        lambda of, _: replace(
            of, counterparts=(replace(of.counterparts[0], to=of.counterparts[0].to._replace(end=10**6)),)
        ),
        lambda of, article: replace(of, variants=(((article, _beyond(of.quotes[article][0])),),)),
        lambda of, _: replace(of, copies=(replace(of.copies[0], passages=(Passage(Span(0, 1), Span(1, 10**6)),)),)),
    ],
)
def test_what_lies_outside_of_its_text_is_a_value_error(
    damaged: Callable[[Collection, str], Collection], collection: Collection, lengths: Mapping[str, int]
) -> None:
    with pytest.raises(ValueError, match="not a collection of these texts"):
        through_json(damaged(collection, collection.articles[0]), lengths)


def test_what_other_articles_share_is_a_value_error(collection: Collection, lengths: Mapping[str, int]) -> None:
    with pytest.raises(ValueError, match="not a collection"):
        through_json(collection, {**lengths, "more.txt": 9})


@pytest.mark.parametrize("lines", [[], [{}], [None], [[]], ["articles"], [{"articles": ["a"]}]])
def test_what_is_no_collection_is_a_value_error(lines: Sequence[object]) -> None:
    with pytest.raises(ValueError, match=r"not a collection|argument"):
        from_lines(lines[0] if lines else 0, lines[1:], {"a": 9})


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


def test_of_marks_on_one_sentence_the_last_one_holds(documents: list[Document]) -> None:
    sentence = next(each for each in documents[0].sentences if each.claim)
    most = Marked(documents[0].id, sentence.start, sentence.end - 5, claim=True)
    whole = Marked(documents[0].id, sentence.start, sentence.end, claim=False)
    for marked in ((most, whole), (whole, most)):
        now = replace(documents[0], marked=marked).sentences
        assert now[documents[0].sentences.index(sentence)].claim is marked[1].claim
        assert len({*now} - {*documents[0].sentences}) == (not marked[1].claim)


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


def test_what_was_guessed_of_a_source_does_not_keep_its_article_from_being_analysed(tmp_path: Path) -> None:
    one = document("Ada came to Kyiv. It rained.", article="guessed.txt")
    article = replace(one.article, source=Source(published="2026-02-03", guessed=("published",)))
    process = CollectingProcess(tmp_path)
    assert process.collect(Question([article]), {one.id: one.analysis}).articles == (one.id,)
    process.close()


def test_a_damaged_analysis_that_cannot_be_written_anew_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyst(tmp_path / "cache", command=child(FINDS_THE_FIRST_WORD, tmp_path / "started")) as analyst:
        analyst.analyse(POISON)
        (file,) = (tmp_path / "cache").iterdir()
        file.write_text("{")
        monkeypatch.setattr("newsread.analysis.runtime.cache.replace_file", _cannot_be_written)
        assert analyst.collect(Question([NATO, POISON])).articles == (NATO.id, POISON.id)
        assert file.read_text() == "{"


def _cannot_be_written(*_: object) -> None:
    raise OSError("read-only")


_ENDS = """
import json, os, pathlib, sys
times = pathlib.Path({log!r})
times.write_text(times.read_text() + "." if times.exists() else ".")
if len(times.read_text()) <= {deaths}:
    print(json.dumps({{"ready": "for nothing"}}), flush=True)
    sys.stdin.readline()
    os._exit(9)
from newsread.analysis.runtime.collecting import main
main()
"""


def ending(analyst: Analyst, folder: Path, deaths: int) -> Path:
    """Let the analyst's collecting process die so often at a question; return where it notes its starts."""
    log = folder / "starts"
    analyst._collecting = CollectingProcess(folder / "cache", script(_ENDS.format(log=str(log), deaths=deaths)))
    return log


def test_where_the_process_ends_it_is_tried_once_more(tmp_path: Path) -> None:
    with Analyst(tmp_path / "cache", command=child(FINDS_THE_FIRST_WORD, tmp_path / "started")) as analyst:
        starts = ending(analyst, tmp_path, deaths=1)
        assert analyst.collect(Question([NATO, POISON])).articles == (NATO.id, POISON.id)
    assert starts.read_text() == ".."


def test_a_process_that_ends_twice_is_not_started_again(tmp_path: Path) -> None:
    with Analyst(tmp_path / "cache", command=child(FINDS_THE_FIRST_WORD, tmp_path / "started")) as analyst:
        starts = ending(analyst, tmp_path, deaths=9)
        for _ in range(2):
            with pytest.raises(AnalysisUnavailable, match="ended again and is not restarted"):
                analyst.collect(Question([NATO, POISON]))
    assert starts.read_text() == ".."


def test_an_analysis_that_has_gone_meanwhile_is_made_again(tmp_path: Path) -> None:
    with Analyst(tmp_path / "cache", command=child(FINDS_THE_FIRST_WORD, tmp_path / "started")) as analyst:
        analyst.analyse(NATO)
        for file in (tmp_path / "cache").iterdir():
            file.unlink()
        assert analyst.collect(Question([NATO, POISON])).articles == (NATO.id, POISON.id)


def test_an_analysis_that_has_gone_is_one_sentence(tmp_path: Path) -> None:
    process = CollectingProcess(tmp_path)
    with pytest.raises(AnalysisUnavailable, match=r"has gone from the cache\. Reading and tagging go on"):
        process.collect(Question([document("Ada came.").article]), {})
    process.close()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]\n[]", b'{"articles": ["a"]}\n'])
def test_an_odd_file_is_as_if_absent(
    content: bytes, tmp_path: Path, collection: Collection, lengths: Mapping[str, int]
) -> None:
    cache = CollectionCache(tmp_path)
    cache.write("key", to_lines(collection))
    assert cache.read("key", lengths) == collection
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert cache.read("key", lengths) is None


def test_of_many_collections_only_some_are_kept(tmp_path: Path) -> None:
    cache = CollectionCache(tmp_path)
    for number in range(30):
        cache.write(str(number), [{}])
    assert len(list(tmp_path.iterdir())) == 20


def test_what_is_read_again_and_again_is_kept(
    tmp_path: Path, collection: Collection, lengths: Mapping[str, int]
) -> None:
    cache = CollectionCache(tmp_path)
    for number, key in enumerate(["often", *map(str, range(19))]):
        cache.write(key, to_lines(collection) if key == "often" else [{}])
        os.utime(tmp_path / f"{key}.collection", (number, number))
    assert cache.read("often", lengths)
    cache.write("last", [{}])
    assert {file.stem for file in tmp_path.iterdir()} == {"often", "last", *map(str, range(1, 19))}


def test_of_a_text_that_is_not_english_nothing_is_told_that_needs_the_language() -> None:
    german = (
        "„Wir bauen die Brücke neu“, sagte Petrenko am 8. April 2025. Sie forderte 12 Millionen Euro vom Staat und"
        " sagte, der Minister habe ihr am Dienstag eine Antwort versprochen. In der Stadt leben 40,000 Menschen, die"
        " seit drei Jahren auf eine neue Brücke warten, so die Behörden der Region."
    )
    english = document("“We will rebuild it,” said Petrenko. Twelve engineers came.", ("Petrenko", "PERSON"))
    found = Collector().collect([english, document(german, ("Petrenko", "PERSON"), article="b.txt")])
    assert found.not_english == ("b.txt",)
    assert found.facts["b.txt"] == ()
    [quote] = found.quotes["b.txt"]
    assert (german[quote.start : quote.end], quote.speaker, quote.cue) == ("„Wir bauen die Brücke neu“", None, None)
    lengths = {"a.txt": len(english.text), "b.txt": len(german)}
    assert through_json(found, lengths).not_english == ("b.txt",)
    head, *lines = json.loads(json.dumps(list(to_lines(found))))
    del head["not_english"]
    assert from_lines(head, lines, lengths).not_english == ()
