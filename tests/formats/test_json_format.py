import io
import json

import pytest
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, Reader, linked
from tests.formats.sample import article, taken

from newsread import __version__
from newsread.annotations.groups import links
from newsread.annotations.records import Mark, Verdict
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.formats import format_named, json_format, jsonl_format
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def written(now: Snapshot) -> str:
    file = io.StringIO()
    json_format.write(now, file)
    return file.getvalue()


def test_the_shape_is_the_documented_one() -> None:
    content = json.loads(written(taken()))
    assert list(content) == ["newsread", "workspace", "articles", "annotations", "marks", "records"]
    assert (content["newsread"], content["workspace"]) == (__version__, "Captured")
    assert content["articles"] == [
        {
            "id": "001.txt",
            "title": "Two men",
            "outlet": "The Daily",
            "byline": "By A",
            "published": "2025-04-08",
            "url": None,
            "sha256": article().sha256,
        }
    ]
    [annotation, bare, _] = content["annotations"]
    assert " ".join(annotation) == (
        "article start end found sha256 quote prefix suffix verdict aspect by at note evidence claim group history"
    )
    assert (annotation["start"], annotation["end"]) == SECOND
    assert annotation["at"] == "2026-11-21T12:00:01.000Z"
    assert annotation["evidence"] == [{"url": "https://example.org/a", "quote": "No."}]
    assert annotation["prefix"] + annotation["quote"] + annotation["suffix"] in TEXT
    assert (bare["note"], bare["evidence"], bare["group"]) == (None, [], None)
    [mark] = content["marks"]
    assert mark == {
        "article": "001.txt",
        "start": 46,
        "end": 75,
        "found": True,
        "sha256": article().sha256,
        "mark": "to check",
        "by": "ana",
        "at": "2026-11-21T12:00:03.000Z",
        "note": "ask",
        "quote": "Nobody else has confirmed it.",
        "claim": mark["claim"],
        "history": mark["history"],
    }
    assert [record["mark"] for record in mark["history"]] == ["to check"]
    assert [(record["by"], record["action"]) for record in content["records"]] == [("ben", "tag"), ("ben", "withdraw")]


def test_what_was_spread_names_its_source_and_nothing_else_does() -> None:
    elsewhere, ana = Reader("ana", article="002.txt"), Reader("ana")
    source = elsewhere.tag(FIRST, Verdict.VERIFIED)
    assert source
    ana.spread(FIRST, source)
    ana.tag(SECOND, Verdict.DISPUTED)
    spread, own = json.loads(written(snapshot("w", [article()], ana.claims)))["annotations"]
    assert spread["inherited_from"] == str(source.id)
    assert spread["history"][0]["inherited_from"] == str(source.id)
    assert "inherited_from" not in own


def test_what_was_confirmed_to_be_one_claim_has_one_group() -> None:
    ana, ana_there = Reader("ana"), Reader("ana", "002.txt", ELSEWHERE)
    ana.tag(FIRST, Verdict.VERIFIED)
    ana_there.mark((0, 33), Mark.TO_CHECK)
    record = ana.answer(FIRST, linked("Two soldiers were taken prisoner."))
    assert record
    both = [article(), article("002.txt", ELSEWHERE)]
    answers = links(ana.claims, lambda name, _: {each.id: each for each in both}.get(name))
    content = json.loads(written(snapshot("w", both, [*ana.claims, *ana_there.claims], links=answers)))
    [link] = content["links"]
    assert (link["one"]["article"], link["other"]["article"], link["same"]) == ("001.txt", "002.txt", True)
    assert link["other"]["quote"] == "Two soldiers were taken prisoner."
    assert [each["group"] for each in (*content["annotations"], *content["marks"])] == [str(record.id)] * 2


def test_every_quote_is_what_stands_at_its_place() -> None:
    for annotation in json.loads(written(taken()))["annotations"]:
        assert annotation["quote"] == TEXT[annotation["start"] : annotation["end"]]


def test_the_history_is_what_is_stored_with_its_id_oldest_first() -> None:
    [annotation, *_] = json.loads(written(taken()))["annotations"]
    assert [record["action"] for record in annotation["history"]] == ["mark", "tag"]
    assert annotation["history"][0]["id"] == annotation["claim"] == annotation["history"][1]["claim"]


def test_a_withdrawn_verdict_is_null() -> None:
    [first, *_] = json.loads(written(taken(withdrawn=True)))["annotations"]
    assert first["verdict"] is None
    assert [record["action"] for record in first["history"]] == ["tag", "withdraw"]


def test_text_stays_as_it_is_and_what_a_terminal_acts_upon_is_escaped() -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note="Зеленський \x1b[31m \x9b \u202e")
    title = "“É” \u2066"
    text = written(snapshot("w", [article(source=Source(title=title))], reader.claims))
    assert "Зеленський" in text
    assert "“É”" in text
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["articles"][0]["title"] == title


def test_the_words_that_a_verdict_was_given_on_are_there_only_where_they_are_others() -> None:
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    [before] = json.loads(written(snapshot("w", [article()], ana.claims)))["annotations"]
    ana.reanchor(FIRST, SECOND)
    [after] = json.loads(written(snapshot("w", [article()], ana.claims)))["annotations"]
    assert "said_of" not in before
    assert (after["said_of"], after["quote"]) == (TEXT[slice(*FIRST)], TEXT[slice(*SECOND)])


def test_words_that_are_not_found_have_their_place_in_the_text_before_with_its_hash() -> None:
    content = json.loads(written(taken("Nothing of it remains.")))
    [first, *_] = content["annotations"]
    assert (first["found"], first["start"], first["end"]) == (False, *SECOND)
    assert first["sha256"] == article().sha256 != content["articles"][0]["sha256"]


def test_changed_surroundings_are_said_of_annotations_and_marks() -> None:
    text = TEXT[: SECOND[1]] + " That was wrong." + TEXT[SECOND[1] :]
    content = json.loads(written(taken(text)))
    told = [each.get("surroundings") for each in (*content["annotations"], *content["marks"])]
    assert told == ["changed"] * 4
    assert all(each["found"] for each in content["annotations"])


def test_json_lines_say_the_same_of_the_place() -> None:
    file = io.StringIO()
    jsonl_format.write(taken("Nothing of it remains."), file)
    lines = [json.loads(line) for line in file.getvalue().splitlines()]
    told = [(each["found"], each["sha256"]) for each in lines if each["kind"] in {"annotation", "mark"}]
    assert told == [(False, article().sha256)] * 4


@pytest.mark.parametrize("kind", [["annotation"], {"a": 1}, None, 3, True, ""])
def test_a_line_of_no_kind_is_passed_over(kind: object) -> None:
    read = format_named("jsonl").read
    assert read
    assert list(read(json.dumps({"kind": kind, "article": "001.txt"}).encode())) == []


@pytest.mark.parametrize("deep", [{"at": 1}, {"extra": 1}, {"note": 1}, {"anchor": 1}])
def test_values_that_lie_too_deep_are_refused_with_a_short_sentence(deep: dict[str, object]) -> None:
    [entry] = json.loads(written(taken()))["annotations"][:1]
    value: object = "x"
    for _ in range(300):
        value = [value]
    entry["history"][0] |= dict.fromkeys(deep, value)
    read = format_named("json").read
    assert read
    with pytest.raises(NewsreadError) as caught:
        list(read(json.dumps({"annotations": [entry]}).encode()))
    assert len(str(caught.value)) < 600
