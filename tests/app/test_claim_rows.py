"""The claims list without a screen: what is listed, under which filter, in what order; how it is told."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, THIRD, Reader, linked
from textual.content import Content

from newsread.annotations.anchoring.placing import Hold, Placement
from newsread.annotations.groups import Groups, links
from newsread.annotations.records import Aspect, Evidence, Mark, Slot, Verdict
from newsread.app.claims.claim_commands import works
from newsread.app.claims.claim_details import Piece, about, diff_in_words, sides, word_diff
from newsread.app.claims.claim_lines import in_facts_line, in_one_line, in_words_line
from newsread.app.claims.header import in_lines
from newsread.app.claims.rows import (
    ALL,
    CONFLICTS,
    DECIDED_ON,
    DIFFER,
    FILTERS,
    GROUPED,
    MOVED,
    NO_REASON,
    ORDERS,
    OWN,
    TO_CHECK,
    ClaimRow,
    Filter,
    Order,
    counts,
    decided_of,
    grouped,
    listed,
    place_in_words,
    rows_of,
)
from newsread.app.session.withdrawal import withdrawable
from newsread.app.widgets.line_view import Part
from newsread.articles.article import Article, Unreadable
from newsread.articles.sources import Source

PLACE, TIME, VERDICT, ANNOTATOR = ORDERS


def article(text: str = TEXT, *, outlet: str | None = "The Daily", name: str = "001.txt") -> Article:
    return Article(name, Path(name), text, Source(outlet=outlet, title="Two Men"))


ARTICLE = article()
MISSING = Unreadable("001.txt", Path("001.txt"), "001.txt does not exist.")


def rows(*readers: Reader, of: Article | Unreadable = ARTICLE) -> tuple[ClaimRow, ...]:
    """Return the rows when the first of the readers looks at them."""
    own, *others = readers
    return rows_of(of, 0, own.claims, [claim for other in others for claim in other.claims])


def quotes(listed: list[ClaimRow] | tuple[ClaimRow, ...]) -> list[str]:
    return [row.words.split()[0] for row in listed]


def under(chosen: Filter, *readers: Reader, of: Article | Unreadable = ARTICLE) -> list[str]:
    return quotes(listed(rows(*readers, of=of), chosen, PLACE))


def named(name: str) -> Filter:
    return next(each for each in FILTERS if each.name == name)


def text_of(parts: Iterable[Part]) -> str:
    return "".join(text for text, _ in parts)


def ana() -> Reader:
    """Ana found the first verified and said why, the second disputed, and means to check the third."""
    reader = Reader()
    reader.mark(THIRD, Mark.TO_CHECK)
    reader.tag(FIRST, Verdict.VERIFIED, note="seen on film")
    reader.tag(SECOND, Verdict.DISPUTED)
    return reader


def ben(verdict: Verdict = Verdict.UNVERIFIABLE) -> Reader:
    reader = Reader("ben")
    reader.tag(SECOND, verdict, note="nobody else says so")
    return reader


# What is listed


def test_claims_are_listed_by_place_in_the_text() -> None:
    assert quotes(rows(ana())) == ["Two", "He", "Nobody"]


def test_a_withdrawn_claim_on_which_nothing_stands_is_not_listed() -> None:
    reader = ana()
    reader.withdraw(SECOND, Slot.CONTENT)
    assert quotes(rows(reader)) == ["Two", "Nobody"]


def test_each_filter_holds_what_its_name_says() -> None:
    reader = ana()
    reader.tag(FIRST, Verdict.DISPUTED, Aspect.STATEMENT, note="the agency took it back")
    assert under(ALL, reader) == ["Two", "He", "Nobody"]
    assert under(named("✓ verified"), reader) == ["Two"]
    assert under(named("✗ disputed"), reader) == ["Two", "He"]
    assert under(named("? unverifiable"), reader) == []
    assert under(TO_CHECK, reader) == ["Nobody"]
    assert under(NO_REASON, reader) == ["He"]
    assert under(MOVED, reader) == []


def test_counts_are_those_of_what_is_listed() -> None:
    every = rows(ana(), ben())
    counted = counts(every)
    assert {each.name: counted[each.name] for each in FILTERS} == {
        each.name: len(listed(every, each, PLACE)) for each in FILTERS
    }


def test_of_several_annotators_mine_are_those_of_the_reader() -> None:
    assert under(OWN, ana(), ben()) == ["Two", "He", "Nobody"]
    assert under(ALL, ana(), ben()) == ["Two", "He", "He", "Nobody"]


def test_where_annotators_differ_one_row_stands_for_all_and_is_the_readers_own() -> None:
    [row] = listed(rows(ana(), ben()), DIFFER, PLACE)
    assert (row.claim.by, row.words) == ("ana", TEXT[slice(*SECOND)])


def test_where_only_others_differ_it_is_listed_too() -> None:
    cem = Reader("cem")
    cem.tag(SECOND, Verdict.VERIFIED)
    [row] = listed(rows(Reader(), ben(), cem), DIFFER, PLACE)
    assert not row.is_own


def test_where_annotators_agree_or_only_one_speaks_they_do_not_differ() -> None:
    assert under(DIFFER, ana()) == under(DIFFER, ana(), ben(Verdict.DISPUTED)) == []


def test_an_outlet_that_is_cut_ends_in_an_ellipsis_and_two_counterparts_are_one_claim_in_words() -> None:
    reader = Reader()
    for words in ELSEWHERE.split(". ")[:2]:
        reader.answer(FIRST, linked(words))
    [row] = rows(reader, of=article(outlet="The Daily Gazette of the Northern and Southern Districts"))
    assert "The Daily Gazette of the Northern and S… ·" in text_of(in_facts_line(row, 100, with_names=False))
    assert text_of(in_words_line(row, 80, saved)).startswith("≡ one claim  ")


def test_what_is_decided_is_no_longer_where_annotators_differ_until_somebody_comes_to_another_verdict() -> None:
    reader, other = ana(), ben()
    differing = under(DIFFER, reader, other)
    judged = [record.id for record in (*reader.records, *other.records) if record.verdict]
    reader.decide(SECOND, Verdict.VERIFIED, judged)
    assert under(DIFFER, reader, other) == []
    assert under(DECIDED_ON, reader, other) == differing
    other.tag(SECOND, Verdict.UNVERIFIABLE, note="asked again")
    assert under(DIFFER, reader, other) == []
    other.tag(SECOND, Verdict.VERIFIED)
    assert under(DIFFER, reader, other) == differing
    assert under(DECIDED_ON, reader, other) == []


def test_decisions_that_contradict_each_other_decide_nothing_until_one_is_made_on_both() -> None:
    reader, other, cem = ana(), ben(), Reader("cem")
    differing = under(DIFFER, reader, other)
    judged = [record.id for record in (*reader.records, *other.records) if record.verdict]
    cem.decide(SECOND, Verdict.VERIFIED, judged)
    other.decide(SECOND, Verdict.DISPUTED, judged)
    assert under(DIFFER, reader, other, cem) == under(CONFLICTS, reader, other, cem) == differing
    assert under(DECIDED_ON, reader, other, cem) == []
    [row] = listed(rows(reader, other, cem), CONFLICTS, PLACE)
    assert "decisions differ · " in text_of(in_words_line(row, 80, saved))
    assert "decisions contradict each other" in about(row, 80).plain
    cem.decide(SECOND, Verdict.DISPUTED, [*judged, cem.records[-1].id, other.records[-1].id])
    assert under(DIFFER, reader, other, cem) == under(CONFLICTS, reader, other, cem) == []
    assert under(DECIDED_ON, reader, other, cem) == differing


def test_a_decision_does_not_decide_on_a_verdict_that_it_was_not_made_on() -> None:
    reader, other, cem = ana(), ben(), Reader("cem")
    cem.tag(SECOND, Verdict.UNVERIFIABLE)
    judged = [record.id for record in (*reader.records, *other.records) if record.verdict]
    reader.decide(SECOND, Verdict.VERIFIED, judged)
    assert under(DIFFER, reader, other) == []
    assert len(under(DIFFER, reader, other, cem)) == 1


def test_claims_that_wait_for_their_place_are_among_those_on_which_annotators_differ() -> None:
    here = article("Nobody expected it. Then he said so on Wednesday, they wrote. Nobody else has confirmed it.")
    every = rows(ana(), ben(), of=here)
    assert {row.words for row in every if not row.is_certain} >= {TEXT[slice(*SECOND)]}
    [row] = listed(every, DIFFER, PLACE)
    assert row.words == TEXT[slice(*SECOND)]
    assert decided_of(every).every == 1


def test_two_verdicts_of_one_annotator_from_two_machines_are_listed_whether_others_are_shown_or_not() -> None:
    one, other = Reader(), Reader()
    one.tag(FIRST, Verdict.VERIFIED)
    other.tag(FIRST, Verdict.DISPUTED)
    both = Reader(records=[*one.records, *other.records])
    [row] = listed(rows(both), CONFLICTS, PLACE)
    assert "(✓✗) two verdicts · " in text_of(in_words_line(row, 80, saved))
    assert "ana gave 2 verdicts on two machines: a new one by ana settles it" in about(row, 100).plain


def test_a_decision_on_the_content_leaves_open_where_they_differ_on_the_statement() -> None:
    reader, other = ana(), ben()
    reader.tag(SECOND, Verdict.VERIFIED, Aspect.STATEMENT)
    other.tag(SECOND, Verdict.DISPUTED, Aspect.STATEMENT)
    reader.decide(SECOND, Verdict.VERIFIED, [record.id for record in (*reader.records, *other.records)])
    assert len(under(DIFFER, reader, other)) == 1


# Orders


def test_claims_are_sorted_by_time_verdict_and_annotator_and_what_is_equal_by_place() -> None:
    every = rows(ana(), ben(Verdict.VERIFIED))
    assert quotes(listed(every, ALL, TIME))[-1] == "Nobody"
    assert [row.last.id for row in listed(every, ALL, TIME)] == sorted([row.last.id for row in every], reverse=True)
    assert quotes(listed(every, ALL, VERDICT)) == ["Two", "He", "He", "Nobody"]
    assert [row.claim.by for row in listed(every, ALL, VERDICT)] == ["ana", "ben", "ana", "ana"]
    assert [row.claim.by for row in listed(every, ALL, ANNOTATOR)] == ["ana", "ana", "ana", "ben"]


@given(st.sampled_from(FILTERS), st.sampled_from(ORDERS), st.sampled_from(["", "two", "He", "a", "zz"]))
def test_an_order_neither_loses_nor_adds_a_claim(chosen: Filter, order: Order, sought: str) -> None:
    every = rows(ana(), ben())
    by_place = listed(every, chosen, PLACE, sought)
    in_order = listed(every, chosen, order, sought)
    assert sorted(row.claim.id for row in in_order) == sorted(row.claim.id for row in by_place)


# Search


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("captured", ["Two"]),
        ("film", ["Two"]),
        ("FILM", []),
        ("tuesday", ["He", "He"]),
        ("Tuesday", ["He", "He"]),
        ("daily", ["Two", "He", "He", "Nobody"]),
        ("two men", ["Two"]),
        ("001.txt", ["Two", "He", "He", "Nobody"]),
        ("ben", ["He"]),
        ("(", []),
    ],
)
def test_a_search_looks_into_words_reasons_annotators_outlets_and_files_and_minds_capitals_that_are_typed(
    sought: str, found: list[str]
) -> None:
    assert quotes(listed(rows(ana(), ben()), ALL, PLACE, sought)) == found


# Where the words are


CHANGED = article(TEXT.replace("Two men were", "Six men were"))
"""The first sentence of TEXT has another number in it."""


def test_what_is_certain_says_nothing_of_its_place() -> None:
    assert [place_in_words(row) for row in rows(ana())] == ["", "", ""]
    # Only the first claim has another sentence beside it than before.
    below = article("Daily news. " * 9 + "\n\n" + TEXT)
    assert [place_in_words(row) for row in rows(ana(), of=below)] == ["surroundings changed", "", ""]


def test_words_that_moved_are_listed_until_somebody_settles_them() -> None:
    reader, short = ana(), article("He said so on Tuesday.")
    assert "Two" in under(MOVED, reader, of=short)
    [row] = [row for row in rows(reader, of=short) if row.words.startswith("Two")]
    assert place_in_words(row) == "words not found"
    settled = replace(row.claim, last={Slot.PLACE: replace(row.last, missing_in=short.sha256)} | dict(row.claim.last))
    [row] = rows_of(short, 0, [settled])
    assert place_in_words(row) == "no longer in the text"
    assert MOVED.name not in row.filters


def test_a_claim_of_a_missing_article_is_listed_as_moved() -> None:
    every = rows(ana(), of=MISSING)
    assert {place_in_words(row) for row in every} == {"article missing"}
    assert len(listed(every, MOVED, PLACE)) == 3


def test_other_annotators_places_are_theirs_to_settle() -> None:
    assert under(MOVED, Reader(), ben(), of=MISSING) == []


def test_what_is_known_of_a_place_is_looked_for_again_only_in_another_text_or_for_other_words() -> None:
    reader = ana()
    every = rows(reader)
    marked = {row.claim.id: replace(row, place=Placement(Hold.MOVED, (1, 2))) for row in every}
    assert {row.place for row in rows_of(ARTICLE, 0, reader.claims, (), marked)} == {Placement(Hold.MOVED, (1, 2))}
    assert Placement(Hold.MOVED, (1, 2)) not in {row.place for row in rows_of(CHANGED, 0, reader.claims, (), marked)}


# How a row is drawn


def saved(_: object) -> bool:
    return True


def test_one_line_tells_what_stands_where_why_and_when() -> None:
    row, *_ = rows(ana())
    line = text_of(in_one_line(row, 130, saved, with_names=False))
    assert " ".join(line.split()) == "✓ verified The Daily Two men were captured. because: seen on film 21 Nov 2026"
    assert "ana" in text_of(in_one_line(row, 130, saved, with_names=True))


@pytest.mark.parametrize("width", [76, 118, 130, 198])
@pytest.mark.parametrize("with_names", [True, False])
def test_every_line_is_exactly_as_wide_as_it_may_be(width: int, with_names: bool) -> None:
    for row in (*rows(ana()), *rows(ana(), of=MISSING)):
        assert len(text_of(in_one_line(row, max(width, 118), saved, with_names=with_names))) == max(width, 118)
        assert len(text_of(in_words_line(row, width, saved))) == width
        assert len(text_of(in_facts_line(row, width, with_names=with_names))) == width


def test_several_things_said_of_one_claim_stand_beside_each_other_as_signs_where_words_have_no_room() -> None:
    reader = ana()
    reader.tag(FIRST, Verdict.DISPUTED, Aspect.STATEMENT)
    row, *_ = rows(reader)
    assert text_of(in_words_line(row, 80, saved)).startswith("✓ “✗ ")


def test_what_is_not_saved_says_so() -> None:
    row, *_ = rows(ana())
    assert text_of(in_words_line(row, 80, lambda _: False)).startswith("… not saved")


def test_an_article_without_an_outlet_is_named_by_its_heading() -> None:
    row, *_ = rows(ana(), of=article(outlet=None))
    assert text_of(in_facts_line(row, 80, with_names=False)).strip().startswith("Two Men · ")


def test_a_state_of_the_place_stands_before_the_words() -> None:
    row, *_ = rows(ana(), of=MISSING)
    assert "article missing · Two men" in text_of(in_words_line(row, 80, saved))


# What is told of the claim under the cursor


def test_a_diff_tells_removed_and_added_words_with_brackets() -> None:
    assert diff_in_words(word_diff("It had six men", "It had seven\nmen now")).plain == (
        "It had [-six-] {+seven+} men {+now+}"
    )


words = st.lists(st.sampled_from(["six", "men", "were", "seven"]), max_size=12).map(" ".join)


@given(words, words)
def test_a_diff_holds_both_texts_in_their_order(before: str, now: str) -> None:
    pieces = word_diff(before, now)
    assert " ".join(piece.words for piece in pieces if piece.sign != "+") == before
    assert " ".join(piece.words for piece in pieces if piece.sign != "-") == now


def test_the_same_words_have_no_difference() -> None:
    assert word_diff("two  men", "two men") == [Piece("two men")]


def test_about_a_certain_claim_its_full_words_and_its_reason_are_told() -> None:
    row, *_ = rows(ana())
    told = about(row, 100).plain.split("\n")
    assert told[0] == "001.txt · The Daily · Two Men"
    assert told[1] == "Two men were captured."
    assert told[2].startswith("✓ verified ana, ")
    assert told[2].endswith("because: seen on film")


def test_about_a_fuzzy_claim_the_words_that_changed_are_told() -> None:
    row, *_ = rows(ana(), of=CHANGED)
    fuzzy = replace(row, place=Placement(Hold.FUZZY, FIRST, (FIRST,)))
    assert "now: [-Two-] {+Six+} men were captured." in about(fuzzy, 100).plain
    assert "y takes the new words" in about(fuzzy, 100).plain


def test_about_an_ambiguous_claim_the_best_places_are_told() -> None:
    row, *_ = rows(ana(), of=CHANGED)
    told = about(replace(row, place=Placement(Hold.AMBIGUOUS, None, (FIRST, SECOND))), 100).plain
    assert "1. [-Two-] {+Six+} men were captured." in told
    assert "2. " in told
    assert "y takes" not in told


def test_of_an_ambiguous_claim_a_single_place_is_suggested() -> None:
    row, *_ = rows(ana(), of=CHANGED)
    several = replace(row, place=Placement(Hold.AMBIGUOUS, None, (FIRST, SECOND)))
    one = replace(row, place=Placement(Hold.AMBIGUOUS, None, (SECOND,)))
    assert (several.suggested, place_in_words(several)) == (None, "several places fit")
    assert (one.suggested, place_in_words(one)) == (SECOND, "may be elsewhere")
    assert "y takes the new words" in about(one, 100).plain
    assert [works("confirm", each) for each in (several, one)] == [False, True]


def test_about_an_orphan_is_told_what_stood_around_it() -> None:
    every = rows(ana(), of=article("Nothing of it is left here, not a word."))
    told = next(about(row, 100).plain for row in every if row.words.startswith("He"))
    assert "it stood between “… Two men were captured.” and “Nobody else has confirmed it. …”" in told


def test_about_a_missing_article_the_reason_is_told() -> None:
    row, *_ = rows(ana(), of=MISSING)
    assert "001.txt does not exist." in about(row, 100).plain
    assert "its article is missing: put 001.txt back, or give its file that name again" in about(row, 100).plain


def test_an_article_that_is_there_and_cannot_be_read_is_not_called_missing() -> None:
    unreadable = Unreadable("001.txt", Path(__file__), "001.txt is neither plain text nor Markdown.")
    row, *_ = rows(ana(), of=unreadable)
    assert place_in_words(row) == "article cannot be read"
    assert "missing" not in about(row, 100).plain


def test_evidence_is_told_with_the_reason() -> None:
    reader, source = ana(), (Evidence(url="https://example.org/a"),)
    reader.tag(FIRST, Verdict.VERIFIED, evidence=source)
    row, *_ = rows(reader)
    assert about(row, 100).plain.endswith("because: seen on film · evidence: https://example.org/a")
    reader.tag(SECOND, Verdict.DISPUTED, evidence=source)
    [row] = listed(rows(reader, ben()), DIFFER, PLACE)
    assert row.differing
    assert "no reason · https://example.org/a" in "\n".join(line.plain for line in sides(row.differing, 60))


def test_a_decision_is_told_with_its_reason_and_its_claims_say_that_they_are_decided() -> None:
    reader, other = ana(), ben()
    judged = [record.id for record in (reader.records[-1], other.records[-1])]
    other.decide(SECOND, Verdict.VERIFIED, judged)
    other.records[-1] = replace(other.records[-1], note="both were asked")
    [row] = listed(rows(reader, other), DECIDED_ON, PLACE)
    assert [record.by for record in row.decisions] == ["ben"]
    assert "decided: ✓ verified ben" in about(row, 100).plain
    assert "because: both were asked" in about(row, 100).plain
    assert "decided · He said so" in text_of(in_words_line(row, 80, saved))
    [first, *_] = rows(reader)
    assert "decided" not in text_of(in_words_line(first, 80, saved))


def test_where_annotators_differ_they_stand_side_by_side_or_under_each_other() -> None:
    [row] = listed(rows(ana(), ben()), DIFFER, PLACE)
    assert row.differing
    wide, narrow = (" ".join(line.plain for line in sides(row.differing, width)) for width in (100, 60))
    assert [line.plain.split() for line in sides(row.differing, 100)] == [
        ["ana:", "✗", "disputed", "ben:", "?", "unverifiable"],
        ["no", "reason", "nobody", "else", "says", "so"],
    ]
    assert {line.cell_length for line in sides(row.differing, 100)} == {98}
    assert narrow == "ana: ✗ disputed no reason ben: ? unverifiable nobody else says so"
    assert wide != narrow


def test_who_contradicts_themselves_is_named() -> None:
    reader = ben()
    reader.tag((SECOND[0], SECOND[1] - 1), Verdict.VERIFIED)
    cem = Reader("cem")
    cem.tag(SECOND, Verdict.VERIFIED)
    [row] = listed(rows(ana(), reader, cem), DIFFER, PLACE)
    assert row.differing
    assert "ben: contradicts themselves" in "\n".join(line.plain for line in sides(row.differing, 60))


def test_items_are_broken_between_and_never_within() -> None:
    items = [Content(word) for word in ("all 3", "✓ verified 2", "by place")]
    assert in_lines(items, 22).plain == "all 3 · ✓ verified 2\nby place"
    assert in_lines(items, 3).plain == "all 3\n✓ verified 2\nby place"


def test_control_characters_in_words_and_reasons_are_shown_as_signs() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, note="\x1b[31mred\u202e")
    [row] = rows(reader)
    assert "\x1b" not in about(row, 100).plain
    assert "\x1b" not in text_of(in_one_line(row, 130, saved, with_names=True))


# Confirmed groups


def test_a_claim_that_was_confirmed_to_be_one_with_others_is_under_confirmed_groups() -> None:
    reader = ana()
    reader.answer(FIRST, linked("Two soldiers were taken prisoner."))
    texts = {"001.txt": ARTICLE, "002.txt": article(ELSEWHERE, name="002.txt")}
    answers = links(reader.claims, lambda name, _: texts.get(name))
    listed_rows = grouped(rows(reader), answers, Groups(answers))
    [row] = listed(listed_rows, GROUPED, PLACE)
    assert row.words.startswith("Two men")
    assert row.group is not None
    assert [words.article for words in row.group.words] == ["001.txt", "002.txt"]
    assert "≡ 002.txt: Two soldiers were taken prisoner." in about(row, 80).plain


def test_where_nothing_else_is_said_the_confirmation_itself_is_listed() -> None:
    reader = Reader()
    reader.answer(FIRST, linked("Two soldiers were taken prisoner."))
    reader.answer(SECOND, linked("The minister denied it.", same=False))
    [row] = rows(reader)
    assert row.said[0].linked
    assert "≡ one claim" in text_of(in_one_line(row, 140, lambda _: True, with_names=False))
    assert [each.name for each in ORDERS if listed([row], ALL, each) != [row]] == []


def test_a_counterpart_whose_words_are_lost_is_told_under_moved_text() -> None:
    reader = Reader()
    reader.answer(FIRST, linked("Two soldiers were taken prisoner."))
    [row] = grouped(rows(reader), [], Groups())
    assert row.parted == ("002.txt",)
    assert listed([row], MOVED, PLACE) == [row]
    assert place_in_words(row) == "its counterpart in 002.txt is lost"


def test_what_was_confirmed_is_withdrawn_and_has_no_reason() -> None:
    reader = Reader()
    record = reader.answer(FIRST, linked("Two soldiers were taken prisoner."))
    [row] = rows(reader)
    assert withdrawable(row.said, Aspect.CONTENT) == record
    assert works("withdraw", row, "content")
    assert not works("reason", row)
