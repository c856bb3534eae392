import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.errors import NewsreadError
from newsread.tags.anchor import Anchor
from newsread.tags.answers import Linked, Naming, Renaming
from newsread.tags.fields import instant
from newsread.tags.ids import new_id
from newsread.tags.records import (
    Action,
    Aspect,
    BadRecord,
    Evidence,
    Mark,
    Record,
    Slot,
    Verdict,
    from_json,
    to_json,
)

ID = UUID("019a2b3c-0000-7000-8000-000000000001")
STORED: dict[str, object] = {
    "claim": str(ID),
    "at": "2026-11-21T22:18:05.123Z",
    "by": "ana",
    "action": "tag",
    "verdict": "disputed",
    "aspect": "statement",
    "note": "He denies it.",
    "evidence": [
        {"url": "https://example.org/a", "quote": "No.", "accessed": "2026-11-21"},
        {"article": "002.txt", "start": 5, "end": 9},
    ],
    "anchor": {"start": 3, "end": 7, "quote": "said", "prefix": "He ", "suffix": " so.", "sha256": "ab"},
    "undoes": str(ID),
}

ids = st.builds(new_id)
texts = st.text(max_size=30)
anchors = st.builds(
    lambda start, quote, before, after: Anchor(start, start + len(quote), quote, before, after, "ab"),
    st.integers(0, 10**6),
    st.text(min_size=1, max_size=30),
    texts,
    texts,
)
evidence = st.builds(
    Evidence, url=st.text(min_size=1, max_size=30), quote=texts, accessed=st.none() | st.dates()
) | st.builds(Evidence, article=texts.filter(bool), start=st.integers(0, 9), end=st.integers(10, 99), quote=texts)
linked = st.builds(Linked, texts.filter(bool), anchors, st.booleans(), texts)
namings = st.builds(
    Naming, st.sampled_from([Renaming.MERGE, Renaming.IGNORE]), st.lists(texts.filter(bool), min_size=2).map(tuple)
) | st.builds(Naming, st.just(Renaming.RETYPE), st.tuples(texts.filter(bool)), st.just("ORG"))
sayings = st.one_of(
    st.fixed_dictionaries(
        {
            "action": st.just(Action.TAG),
            "verdict": st.sampled_from(Verdict),
            "aspect": st.sampled_from(Aspect),
            "evidence": st.lists(evidence, max_size=2).map(tuple),
        }
    ),
    st.fixed_dictionaries({"action": st.just(Action.WITHDRAW), "aspect": st.sampled_from(Aspect)}),
    st.fixed_dictionaries({"action": st.sampled_from([Action.WITHDRAW, Action.MARK]), "mark": st.sampled_from(Mark)}),
    st.fixed_dictionaries(
        {
            "action": st.just(Action.DECIDE),
            "verdict": st.none() | st.sampled_from(Verdict),
            "aspect": st.sampled_from(Aspect),
            "judged": st.lists(ids, max_size=3).map(tuple),
        }
    ),
    st.fixed_dictionaries({"action": st.just(Action.REANCHOR), "missing_in": texts}),
    st.fixed_dictionaries({"action": st.sampled_from([Action.LINK, Action.WITHDRAW]), "linked": linked}),
    st.fixed_dictionaries({"action": st.sampled_from([Action.NAME, Action.WITHDRAW]), "naming": namings}),
)
records = st.builds(
    lambda common, saying: Record(**common, **saying),
    st.fixed_dictionaries(
        {
            "id": ids,
            "article": st.just("001.txt"),
            "claim": ids,
            "at": st.datetimes(timezones=st.just(UTC)).map(instant),
            "by": texts.filter(bool),
            "anchor": anchors,
            "note": texts,
            "undoes": st.none() | ids,
            "extra": st.dictionaries(st.sampled_from(["group", "later"]), texts | st.lists(texts)),
        }
    ),
    sayings,
)


@given(records)
def test_a_record_comes_back_from_json(record: Record) -> None:
    stored = json.loads(json.dumps(to_json(record)))
    assert from_json(record.id, record.article, stored) == record


def test_the_stored_form_is_the_documented_one() -> None:
    record = from_json(ID, "001.txt", STORED)
    assert record.slot is Slot.STATEMENT
    assert record.at == datetime(2026, 11, 21, 22, 18, 5, 123_000, UTC)
    assert record.evidence[0].accessed == date(2026, 11, 21)
    assert list(to_json(record).items()) == list(STORED.items())


def test_what_is_empty_is_absent() -> None:
    stored = {name: value for name, value in STORED.items() if name not in {"note", "evidence", "undoes"}}
    assert to_json(from_json(ID, "001.txt", stored)) == stored


def test_fields_of_a_later_version_are_kept() -> None:
    stored = STORED | {"group": "g", "later": [1, {"a": None}]}
    assert to_json(from_json(ID, "001.txt", stored)) == stored


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"claim": "no"}, "hexadecimal UUID"),
        ({"claim": 5}, "5 is not a text"),
        ({"at": "yesterday"}, "yesterday"),
        ({"at": "2026-11-21T22:18:05"}, "no time zone"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "range"),
        ({"by": None}, "None is not a text"),
        ({"action": "sing"}, "'sing' is not a valid Action"),
        ({"action": "reanchor"}, "cannot have aspect and verdict"),
        ({"action": "mark"}, "cannot have aspect and verdict"),
        ({"action": "withdraw"}, "cannot have aspect and verdict"),
        ({"verdict": "true"}, "'true' is not a valid Verdict"),
        ({"verdict": ["verified"]}, "not a valid Verdict"),
        ({"mark": "seen"}, "cannot have aspect and mark and verdict"),
        ({"anchor": []}, "not an object"),
        ({"anchor": {"start": True, "end": 2, "quote": "x"}}, "True is not a whole number"),
        ({"anchor": {"start": 1, "end": 9, "quote": "x"}}, "quote is 1 long"),
        ({"evidence": "https://example.org"}, "not a list"),
        ({"evidence": [{}]}, "web address or an article"),
        ({"evidence": [{"url": "u", "accessed": "soon"}]}, "soon"),
        ({"undoes": 7}, "7 is not a text"),
    ],
)
def test_a_bad_record_says_what_is_wrong(change: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRecord, match=reason) as caught:
        from_json(ID, "001.txt", STORED | change)
    assert "001.txt" in str(caught.value)


@pytest.mark.parametrize("name", ["claim", "at", "by", "action", "anchor"])
def test_a_record_without_what_it_needs_says_so(name: str) -> None:
    with pytest.raises(BadRecord, match=f"it has no {name}"):
        from_json(ID, "001.txt", {key: value for key, value in STORED.items() if key != name})


def test_an_id_that_tells_no_time_is_refused() -> None:
    with pytest.raises(BadRecord, match="not a UUIDv7"):
        from_json(UUID(int=1), "001.txt", STORED)


def test_a_time_is_kept_in_utc_to_the_millisecond() -> None:
    here = timezone(timedelta(hours=2))
    assert instant(datetime(2026, 11, 21, 14, 0, 0, 999_999, here)) == datetime(2026, 11, 21, 12, 0, 0, 999_000, UTC)


@pytest.mark.parametrize("given_as", [{}, {"url": "u", "article": "a", "start": 0, "end": 1}, {"article": "a"}])
def test_evidence_is_an_address_or_a_span(given_as: dict[str, object]) -> None:
    with pytest.raises(NewsreadError):
        Evidence(**given_as)  # type: ignore[arg-type]  # what a file may hold


def test_every_verdict_and_mark_has_a_glyph_of_its_own() -> None:
    glyphs = [said.glyph for said in (*Verdict, *Mark)]
    assert glyphs == ["✓", "✗", "?", "·", "!", "–"]
