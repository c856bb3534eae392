import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, Reader
from tests.formats.everything import NOTE, SOURCES, everything
from tests.formats.sample import article

from newsread.annotations.records import Aspect, Evidence, Mark, Record, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.formats.imported import Told
from newsread.formats.snapshot import Annotation, Marking, Snapshot
from newsread.formats.snapshots import snapshot
from newsread.formats.w3c_format import FORMAT
from newsread.formats.w3c_reading import read

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"
ADDRESS = "https://example.org/news"


def content(now: Snapshot) -> bytes:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return file.getvalue()


def written(now: Snapshot) -> Any:
    return json.loads(content(now))


def items(now: Snapshot) -> list[Any]:
    found: list[Any] = written(now)["first"]["items"]
    return found


def told(value: object) -> list[Told]:
    """What a file with this JSON tells, which is no record."""
    found = list(read(json.dumps(value).encode()))
    assert all(isinstance(each, Told) for each in found)
    return [each for each in found if isinstance(each, Told)]


def foreign(body: object, **more: object) -> dict[str, object]:
    """Return an annotation as another tool may write it."""
    selector = [
        {"type": "FragmentSelector", "value": "p2"},
        {"type": "TextPositionSelector", "start": 23, "end": 45},
        {"type": "TextQuoteSelector", "exact": "He said so on Tuesday.", "prefix": "captured. "},
    ]
    target = {"source": ADDRESS, "selector": selector}
    return {"id": f"{ADDRESS}/7", "type": "Annotation", "body": body, "target": target, **more}


def test_one_page_holds_everything_and_the_collection_counts_it() -> None:
    collection = written(everything())
    page = collection["first"]
    assert (collection["type"], collection["label"], page["type"]) == (
        "AnnotationCollection",
        "Captured",
        "AnnotationPage",
    )
    assert collection["total"] == len(page["items"]) == 17
    assert page["partOf"]["id"] == collection["id"]
    assert collection["last"] == page["id"] != collection["id"]
    ids = [item["id"] for item in page["items"]]
    assert len({*ids}) == len(ids)
    assert {item["motivation"] for item in page["items"]} == {"assessing", "classifying", "linking", "identifying"}


def test_a_collection_is_known_by_what_is_in_it() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    one = written(snapshot("w", [article()], reader.claims))["id"]
    again = written(snapshot("another name", [article()], reader.claims))["id"]
    reader.tag(SECOND, Verdict.VERIFIED)
    assert one == again != written(snapshot("w", [article()], reader.claims))["id"]


def test_an_annotation_says_who_judged_which_words_and_why() -> None:
    ana = Reader()
    record = ana.tag(SECOND, Verdict.DISPUTED, Aspect.STATEMENT, note="He denies it.", evidence=(SOURCES[1],))
    assert record
    [item] = items(snapshot("w", [article()], ana.claims))
    assert item["id"] == f"urn:uuid:{record.id}"
    assert item["claim"] == f"urn:uuid:{record.claim}"
    assert (item["motivation"], item["aspect"], item["created"]) == (
        "assessing",
        "statement",
        "2026-11-21T12:00:00.000Z",
    )
    assert item["creator"] == {"type": "Person", "name": "ana"}
    verdict, note, evidence = item["body"]
    assert (verdict["purpose"], verdict["value"]) == ("classifying", "disputed")
    assert (note["purpose"], note["value"]) == ("commenting", "He denies it.")
    assert evidence == {"type": "SpecificResource", "purpose": "linking", "source": "https://example.org/1"}
    quoted, position = item["target"]["selector"]
    assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in TEXT
    assert TEXT[position["start"] : position["end"]] == quoted["exact"] == "He said so on Tuesday."


def test_an_article_is_known_by_its_address_or_else_by_its_hash() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)

    def source(declared: Source) -> Any:
        [item] = items(snapshot("w", [article(source=declared)], reader.claims))
        return item["target"]["source"]

    assert source(Source("The Daily", "Two men", "By A", "2025", ADDRESS)) == {
        "id": ADDRESS,
        "type": "Text",
        "article": "001.txt",
        "title": "Two men",
        "outlet": "The Daily",
        "byline": "By A",
        "published": "2025",
    }
    assert source(Source())["id"] == f"urn:sha256:{article().sha256}"
    odd = source(Source(url="https://example.org/ä b"))
    assert (odd["id"], odd["url"]) == ("https://example.org/%C3%A4%20b", "https://example.org/ä b")


def test_offsets_are_code_points() -> None:
    reader = Reader(text=FIREMEN)
    reader.tag((19, 29), Verdict.VERIFIED)
    [item] = items(snapshot("w", [article(text=FIREMEN)], reader.claims))
    quoted, position = item["target"]["selector"]
    assert (position["start"], position["end"], quoted["exact"]) == (19, 29, "firetrucks")


def test_words_that_are_not_found_name_the_text_they_stood_in() -> None:
    [lost] = [item for item in items(everything()) if item.get("found") is False and item["creator"]["name"] == "cleo"]
    now = Article("002.txt", Path("b"), ELSEWHERE, Source())
    assert lost["target"]["sha256"] != now.sha256
    assert lost["target"]["source"]["id"] == f"urn:sha256:{lost['target']['sha256']}"


def test_what_is_read_back_is_what_stands() -> None:
    now = everything()
    found = {each.id: each for each in read(content(now))}
    said = [each for part in now.parts for each in part.said]
    assert len(said) == 13
    for each in said:
        back = found.pop(each.id)
        assert isinstance(back, Told)
        assert fields_of(back) == fields_of(each)
    assert [*found.values()] == [*names(now), *(link.record for link in now.links)]


def fields_of(said: Told | Annotation | Marking) -> tuple[object, ...]:
    words = (said.article, said.start, said.end, said.quote, said.prefix, said.suffix)
    who = (said.by, said.at, said.id, said.claim, said.note)
    if isinstance(said, Marking):
        return (*words, *who, said.mark, None, Aspect.CONTENT, (), None, None)
    mark = said.mark if isinstance(said, Told) else None
    return (*words, *who, mark, said.verdict, said.aspect, said.evidence, said.judged, said.inherited_from)


def names(now: Snapshot) -> list[Record]:
    """The answers on names that stand; one was withdrawn."""
    recorded = [record for part in now.parts for record in part.records if record.naming]
    withdrawn = {record.naming for record in recorded if not record.stands}
    return [record for record in recorded if record.naming not in withdrawn]


def test_groups_are_told_unless_the_answers_that_make_them_are() -> None:
    now = everything()
    everyone = list(read(content(now)))
    assert [each.group for each in everyone if isinstance(each, Told) and each.group] == []
    groups = {said.group for part in now.parts for said in part.said} - {None}
    collection = written(now)
    page = collection["first"]
    page["items"] = [item for item in page["items"] if item["motivation"] == "assessing"]
    assert {each.group for each in told(page)} - {None} == groups
    assert len(groups) == 1


def test_a_page_an_annotation_and_an_array_are_read_like_a_collection() -> None:
    collection = written(everything())
    page = collection["first"]
    whole = list(read(json.dumps(collection).encode()))
    assert list(read(json.dumps(page).encode())) == whole
    assert list(read(json.dumps(page["items"]).encode())) == whole
    assert list(read(json.dumps(page["items"][-1]).encode())) == whole[-1:]


def test_an_empty_collection_is_read_as_nothing() -> None:
    empty = snapshot("w", [article()], [])
    assert written(empty)["total"] == 0
    assert list(read(content(empty))) == []


def test_pages_that_hang_together_are_read_in_their_order() -> None:
    second = {"type": "AnnotationPage", "items": [foreign("two"), "https://example.org/elsewhere"]}
    first = {"type": "AnnotationPage", "items": [foreign("one")], "next": second}
    assert [each.note for each in told({"type": "AnnotationCollection", "first": first})] == ["one", "two"]


@pytest.mark.parametrize(
    ("body", "verdict", "mark", "note"),
    [
        ("So it is.", None, None, "So it is."),
        ("Verified", Verdict.VERIFIED, None, ""),
        ({"type": "TextualBody", "value": "disputed", "purpose": "tagging"}, Verdict.DISPUTED, None, ""),
        ({"type": "TextualBody", "value": "disputed", "purpose": "commenting"}, None, None, "disputed"),
        ([{"value": "to check", "purpose": "tagging"}, {"value": "why?"}], None, Mark.TO_CHECK, "why?"),
        ([{"value": "verified"}, {"value": "politics"}, "a"], Verdict.VERIFIED, None, "politics\na"),
        ([], None, None, ""),
        (None, None, None, ""),
    ],
)
def test_texts_of_other_tools_are_verdicts_by_their_words_or_else_notes(
    body: object, verdict: Verdict | None, mark: Mark | None, note: str
) -> None:
    [found] = told(foreign(body))
    assert (found.verdict, found.mark, found.note) == (verdict, mark, note)
    assert (found.start, found.end, found.quote, found.prefix) == (*SECOND, "He said so on Tuesday.", "captured. ")
    assert (found.article, found.url, found.id) == ("", ADDRESS, None)


def test_a_body_value_is_a_text() -> None:
    annotation = foreign(None, bodyValue="unverifiable", creator="acct:ben@example.org", created="2020-01-01T00:00:00Z")
    [found] = told(annotation)
    assert (found.verdict, found.by) == (Verdict.UNVERIFIABLE, "acct:ben@example.org")
    assert found.at
    assert found.at.year == 2020


@pytest.mark.parametrize(
    "creator", [{"nickname": "ben"}, [{"id": "https://example.org/b", "name": "ben"}, "cleo"], {"id": "ben"}, "ben"]
)
def test_a_creator_has_a_name_or_what_identifies_it(creator: object) -> None:
    assert told(foreign("a", creator=creator))[0].by == "ben"


def test_resources_beside_the_words_are_evidence() -> None:
    part = {"source": ADDRESS, "selector": {"type": "TextQuoteSelector", "exact": "No."}}
    bodies = ["https://example.org/1", {"id": "https://example.org/2", "type": "Video"}, part, {"id": "urn:a:b"}]
    [found] = told(foreign(bodies))
    urls = ["https://example.org/1", "https://example.org/2"]
    assert found.evidence == (*(Evidence(url=url) for url in urls), Evidence(url=ADDRESS, quote="No."))


def test_a_quotation_alone_and_a_position_alone_are_enough() -> None:
    quotation = {"type": "TextQuoteSelector", "exact": "firetrucks"}
    position = {"type": "oa:TextPositionSelector", "start": 19, "end": 29}
    targets = [{"source": "001.txt", "selector": selector} for selector in (quotation, position)]
    annotation = {"type": ["Annotation"], "target": targets, "id": f"urn:uuid:{UUID(int=7)}"}
    quoted, placed = told(annotation)
    assert (quoted.start, quoted.end, quoted.quote) == (0, 10, "firetrucks")
    assert (placed.start, placed.end, placed.quote) == (19, 29, "")
    assert quoted.article == placed.article == "001.txt"
    assert quoted.id is None  # which of the two would it be?


@pytest.mark.parametrize(
    "target",
    [
        ADDRESS,
        {"id": ADDRESS, "type": "Image"},
        {"source": ADDRESS, "selector": "https://example.org/selector"},
        {"source": ADDRESS, "selector": {"type": "SvgSelector", "value": "<svg/>"}},
        {"source": ADDRESS, "selector": {"type": "TextPositionSelector", "start": 5, "end": 5}},
        {"source": ADDRESS, "selector": {"type": "TextQuoteSelector", "exact": ""}},
    ],
)
def test_what_points_at_no_words_is_passed_over_unless_there_is_nothing_else(target: object) -> None:
    alone = foreign("a") | {"target": target}
    assert [each.note for each in told([alone, foreign("b")])] == ["b"]
    with pytest.raises(NewsreadError, match=r"^has only annotations that point at no words"):
        read(json.dumps(alone).encode())


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\xff",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"id": 1, "id": 2}',
        b"NaN",
        b"1",
        b"null",
        b'"Annotation"',
        b"{}",
        b'{"type": "AnnotationCollection", "first": "https://example.org/page1"}',
        b'{"type": "Annotation"}',
        json.dumps(
            foreign("a") | {"target": {"selector": {"type": "TextPositionSelector", "start": -1, "end": 4}}}
        ).encode(),
        json.dumps(
            foreign("a") | {"target": {"selector": {"type": "TextPositionSelector", "start": 9, "end": 4}}}
        ).encode(),
        json.dumps(foreign("a") | {"target": {"selector": {"type": "TextPositionSelector", "start": "1"}}}).encode(),
        b'{"type": "Annotation", "target": {"selector": {"type": "TextPositionSelector", "start": %s}}}'
        % (b"9" * 9999),
    ],
)
def test_a_hostile_file_ends_in_a_sentence_that_begins_with_a_verb(hostile: bytes) -> None:
    with pytest.raises(NewsreadError, match=r"^(is|has) ") as caught:
        read(hostile)
    assert len(str(caught.value)) < 12_000


def test_a_place_that_is_no_span_is_named() -> None:
    [verdict, *_] = items(everything())
    verdict["target"]["selector"][1]["start"] = 99
    with pytest.raises(NewsreadError, match=r"^has an annotation on 99 to 22, which is no span"):
        read(json.dumps(verdict).encode())


def test_an_answer_that_was_meddled_with_is_refused() -> None:
    [answer, *_] = [item for item in items(everything()) if item["motivation"] == "identifying"]
    answer["body"][0]["forms"] = ["one"]
    with pytest.raises(NewsreadError, match=r"^has an answer to a suggestion that cannot be understood"):
        read(json.dumps(answer).encode())


simple = st.sampled_from([None, True, -1, 7, "", "a", ADDRESS, "Annotation", "linking", "ignore"])
keys = st.sampled_from(
    ["type", "id", "target", "source", "selector", "value", "exact", "start", "items", "renaming", "forms"]
)
objects = st.dictionaries(keys, simple | st.lists(simple, max_size=2), max_size=4)
values = simple | objects | st.lists(objects, max_size=2) | st.dictionaries(keys, objects, max_size=2)
whole = st.sampled_from(items(everything()))


@given(
    whole,
    st.dictionaries(st.sampled_from([*foreign("a"), "creator", "created", "judged", "claim", "motivation"]), values),
)
def test_whatever_an_annotation_holds_it_is_read_or_refused(annotation: Any, changes: dict[str, object]) -> None:
    file = json.dumps([foreign("a"), annotation | changes, changes]).encode()
    found: list[Record | Told] = []
    with suppress(NewsreadError):
        found = list(read(file))
    assert not found or found[0] == told(foreign("a"))[0]


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_comes_back_as_it_was(note: str, name: str) -> None:
    reader = Reader(article=f"{name}.txt")
    reader.tag(
        FIRST, Verdict.VERIFIED, note=note, evidence=(Evidence(article=f"{name}.md", start=1, end=2, quote=note),)
    )
    [found] = read(content(snapshot(name, [article(reader.article, source=Source(title=note))], reader.claims)))
    assert isinstance(found, Told)
    assert (found.note, found.article) == (note, reader.article)
    assert found.evidence == (Evidence(article=f"{name}.md", start=1, end=2, quote=note),)


def test_what_a_terminal_acts_upon_is_escaped() -> None:
    text = content(everything()).decode()
    assert text.replace("\n", "").replace("\u200d", "").isprintable()  # emoji are joined by U+200D
    assert "\x1b" not in text
    assert NOTE in {each.note for each in read(text.encode()) if isinstance(each, Told)}
