"""What was spread from words of another article names the record that it came from; what is said by hand does not."""

from uuid import UUID

from tests.annotations.saying import FIRST, SECOND, SOURCE, Reader
from tests.formats.sample import article

from newsread.annotations.history import deed, in_short, log
from newsread.annotations.records import Record, Slot, Verdict, from_json, to_json
from newsread.formats.snapshots import snapshot


def given(note: str = "the ministry says so") -> tuple[Reader, Record]:
    """What ana says of another article."""
    elsewhere = Reader(article="inner/003_cbc72.txt")
    source = elsewhere.tag(FIRST, Verdict.VERIFIED, note=note, evidence=SOURCE)
    assert source
    return elsewhere, source


def inherited(record: Record | None) -> UUID | None:
    assert record
    return record.inherited_from


def test_it_has_the_same_verdict_and_reasons_and_is_stored_with_its_source() -> None:
    _, source = given()
    record = Reader().spread(SECOND, source)
    assert record
    assert (record.verdict, record.note, record.evidence) == (source.verdict, source.note, source.evidence)
    assert to_json(record)["inherited_from"] == str(source.id)
    assert from_json(record.id, record.article, to_json(record)) == record
    assert "inherited_from" not in to_json(source)


def test_a_verdict_by_hand_is_new_though_it_is_the_same_and_names_no_source() -> None:
    _, source = given()
    reader = Reader()
    reader.spread(SECOND, source)
    by_hand = reader.tag(SECOND, Verdict.VERIFIED)
    assert by_hand
    assert (by_hand.inherited_from, by_hand.note) == (None, source.note)
    assert reader.spread(SECOND, source) is None


def test_a_reason_written_later_leaves_it_spread() -> None:
    _, source = given()
    reader = Reader()
    reader.spread(SECOND, source)
    assert inherited(reader.annotate(SECOND, "and I saw it")) == source.id


def test_withdrawal_names_no_source_and_undo_brings_it_back() -> None:
    _, source = given()
    reader = Reader()
    reader.spread(SECOND, source)
    assert inherited(reader.withdraw(SECOND, Slot.CONTENT)) is None
    assert inherited(reader.undo()) == source.id
    assert inherited(reader.undo()) is None
    assert reader.claim(SECOND).content_verdict is None


def test_without_reasons_of_its_own_it_leaves_those_that_are_there() -> None:
    elsewhere = Reader(article="002.txt")
    source = elsewhere.tag(FIRST, Verdict.DISPUTED)
    assert source
    reader = Reader()
    reader.tag(SECOND, Verdict.DISPUTED, note="he was not there")
    assert reader.spread(SECOND, source) is None
    assert reader.claim(SECOND).said_last == reader.records[0]


def test_the_log_says_from_which_words_once() -> None:
    elsewhere, source = given()
    reader = Reader()
    reader.spread(SECOND, source)
    reader.annotate(SECOND, "and I saw it")
    [told] = log(reader.claims, lambda _: None, record_of={source.id: source}.get)
    said = ["".join(phrase.text for phrase in deed(change)) for change in told.changes]
    assert said == ["✓ verified as of 003 “Two men were captured.”", "changed the reason of ✓ verified"]
    [alone] = log(reader.claims, lambda _: None)
    assert "".join(phrase.text for phrase in deed(alone.changes[0])) == "✓ verified as of words that are not known here"
    assert elsewhere.records == [source]


def test_an_article_goes_by_its_number_or_else_by_its_name() -> None:
    names = ("003_cbc7281236b936f0.txt", "inner/one.txt", "the_daily.md", "notes", ".hidden")
    assert [in_short(name) for name in names] == ["003", "one", "the_daily", "notes", ".hidden"]


def test_exports_name_the_source() -> None:
    _, source = given()
    reader = Reader()
    reader.spread(SECOND, source)
    reader.tag(FIRST, Verdict.DISPUTED)
    taken = snapshot("w", [article()], reader.claims)
    assert [each.inherited_from for each in taken.annotations] == [None, source.id]
