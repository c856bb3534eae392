import json
from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations.anchoring.anchor import Anchor, make
from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.annotations.commands import Judgement
from newsread.annotations.fields import instant
from newsread.annotations.ids import new_id
from newsread.annotations.records import (
    Action,
    Aspect,
    BadRecord,
    Evidence,
    Mark,
    Record,
    Slot,
    Verdict,
    check_texts,
    from_json,
    to_json,
)
from newsread.annotations.store.safe_json import encoded
from newsread.errors import NewsreadError

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


# Types are checked where a record is made

GOOD = from_json(ID, "001.txt", STORED)
HERE = GOOD.anchor


@pytest.mark.parametrize(
    "wrong", ["Disputed", "disputed ", "true", "", 3, None, True, b"disputed", ["disputed"], Mark.SEEN]
)
def test_a_verdict_that_is_none_makes_no_judgement_and_the_words_that_can_be_are_named(wrong: object) -> None:
    with pytest.raises(NewsreadError, match="verified, disputed, unverifiable"):
        Judgement(wrong)  # type: ignore[arg-type]  # what a script may give


def test_the_stored_word_of_a_verdict_is_taken_for_it() -> None:
    judgement = Judgement("disputed", "statement")  # type: ignore[arg-type]
    assert judgement.verdict is Verdict.DISPUTED
    assert judgement.aspect is Aspect.STATEMENT
    assert replace(GOOD, verdict="verified").verdict is Verdict.VERIFIED  # type: ignore[arg-type]


WRONG: list[dict[str, Any]] = [
    {"note": 3},
    {"note": None},
    {"note": b"because"},
    {"by": None},
    {"by": ""},
    {"follows": [ID]},
    {"article": 1},
    {"verdict": "Disputed"},
    {"verdict": 3},
    {"aspect": "statements"},
    {"action": "TAG"},
    {"mark": "SEEN"},
    {"claim": str(ID)},
    {"id": ID.int},
    {"undoes": str(ID)},
    {"judged": [ID]},
    {"judged": (str(ID),)},
    {"inherited_from": 5},
    {"at": "2026-11-21T22:18:05.123Z"},
    {"at": datetime(2026, 11, 21)},  # no time zone
    {"anchor": {"start": 3, "end": 7, "quote": "said"}},
    {"evidence": [Evidence(url="https://example.org")]},
    {"evidence": ("https://example.org",)},
    {"linked": "002.txt"},
    {"naming": ("Kyiv",)},
    {"missing_in": None},
    {"extra": {"note": "hidden"}},
    {"extra": {"later": float("nan")}},
    {"extra": {"later": {1, 2}}},
    {"extra": []},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_no_record_is_made_of_values_of_other_types(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRecord, match="cannot"):
        replace(GOOD, **wrong)


SPANS: list[tuple[object, object]] = [
    (0.0, 1),
    (0, 1.5),
    (True, 2),
    (-4, 3),
    ("0", "3"),
    (None, 3),
    (3, 3),
    (0, 10**30),
]


@pytest.mark.parametrize(("start", "end"), SPANS)
def test_a_span_is_two_whole_numbers_in_the_text(start: Any, end: Any) -> None:
    with pytest.raises(NewsreadError, match=r"span|within the text"):
        make("Two men were captured.", start, end, "ab")
    with pytest.raises(NewsreadError):
        Anchor(start, end, "Two", "", "", "ab")
    with pytest.raises(NewsreadError):
        Evidence(article="002.txt", start=start, end=end)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Anchor(0, 3, "Two", None, "", "ab"),  # type: ignore[arg-type]
        lambda: Anchor(0, 3, "Two", "", "", "ab", once="yes"),  # type: ignore[arg-type]
        lambda: Anchor(10**20, 10**20 + 3, "Two", "", "", "ab"),
        lambda: Anchor(10**5000, 10**5000 + 3, "Two", "", "", "ab"),
        lambda: Evidence(url=3),  # type: ignore[arg-type]
        lambda: Evidence(url="https://example.org", quote=None),  # type: ignore[arg-type]
        lambda: Evidence(url="https://example.org", accessed=datetime(2026, 11, 21, tzinfo=UTC)),
        lambda: Evidence(url="https://example.org", accessed="2026-11-21"),  # type: ignore[arg-type]
        lambda: Linked("002.txt", HERE, "yes"),  # type: ignore[arg-type]
        lambda: Linked(None, HERE, same=True),  # type: ignore[arg-type]
        lambda: Naming("rename", ("Kyiv",)),  # type: ignore[arg-type]
        lambda: Naming(Renaming.IGNORE, ["Kyiv"]),  # type: ignore[arg-type]
        lambda: Naming(Renaming.IGNORE, (3,)),  # type: ignore[arg-type]
        lambda: Judgement(Verdict.VERIFIED, note=3),  # type: ignore[arg-type]
        lambda: Judgement(Verdict.VERIFIED, evidence=["https://example.org"]),  # type: ignore[arg-type]
        lambda: check_texts(replace(GOOD, evidence=(Evidence(url="https://example.org/\udc80"),))),
        lambda: check_texts(replace(GOOD, extra={"later": ["\ud800"]})),
    ],
)
def test_no_part_of_a_record_is_made_of_other_values(wrong: Callable[[], object]) -> None:
    with pytest.raises(NewsreadError, match=r"\.$"):
        wrong()


values: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("half \udc80"),
    st.dates(), st.datetimes(), ids, st.just(10**5000), st.lists(st.text(max_size=3), max_size=2).map(tuple),
    st.sampled_from([*Verdict, *Mark, *Aspect, *Action]), evidence.map(lambda piece: (piece,)), st.just({"a": {1}}),
)  # fmt: skip


@given(records, st.sampled_from([each.name for each in dataclass_fields(Record)]), values)
def test_whatever_is_given_a_record_that_can_be_made_can_be_written_and_read(
    record: Record, name: str, value: Any
) -> None:
    try:
        made = replace(record, **{name: value})
        check_texts(made)
    except NewsreadError:
        return
    if made.id.version == 7:
        stored = json.loads(encoded(to_json(made)).encode())
        assert to_json(from_json(made.id, made.article, stored)) == stored
