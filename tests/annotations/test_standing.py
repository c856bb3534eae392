"""Where a reader stands with a sentence: over every claim that overlaps it."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, TEXT, THIRD, Reader, Step, steps

from newsread.annotations.anchoring.placing import Hold
from newsread.annotations.records import Aspect, Evidence, Mark, Slot, Verdict
from newsread.annotations.sentence_states import Progress, Standing, Standings, placement
from newsread.articles.sentences import Sentence

SENTENCES = [Sentence(*span, True) for span in (FIRST, SECOND, THIRD)]


def standings(reader: Reader, sentences: Sequence[Sentence] = SENTENCES) -> Standings:
    worked_out = Standings(sentences, TEXT, sha256(TEXT.encode()).hexdigest())
    worked_out.update(reader.claims)
    return worked_out


def contents(reader: Reader) -> list[Verdict | None]:
    return [each.content.verdict if each.content else None for each in standings(reader)]


spans = (
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).filter(lambda span: span[0] < span[1])
)


@given(spans)
def test_a_claim_reaches_exactly_the_sentences_that_it_overlaps(span: list[int]) -> None:
    reader = Reader()
    reader.tag((span[0], span[1]), Verdict.VERIFIED)
    overlapped = [max(span[0], sentence.start) < min(span[1], sentence.end) for sentence in SENTENCES]
    assert [not each.unseen for each in standings(reader)] == overlapped


def test_a_claim_may_reach_over_several_sentences() -> None:
    reader = Reader()
    reader.tag((FIRST[0], SECOND[1]), Verdict.DISPUTED)
    assert contents(reader) == [Verdict.DISPUTED, Verdict.DISPUTED, None]


def test_of_several_claims_on_some_words_of_a_sentence_the_one_last_spoken_of_is_told() -> None:
    reader = Reader()
    reader.tag((0, 6), Verdict.VERIFIED)
    reader.tag((4, 7), Verdict.DISPUTED)
    assert contents(reader)[0] is Verdict.DISPUTED
    reader.tag((0, 6), Verdict.UNVERIFIABLE)
    assert contents(reader)[0] is Verdict.UNVERIFIABLE
    reader.withdraw((0, 6), Slot.CONTENT)
    assert contents(reader)[0] is Verdict.DISPUTED


def test_claims_that_share_a_sentence_are_told_apart_by_their_words() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.tag((4, 7), Verdict.DISPUTED)
    reader.mark((8, SECOND[1]), Mark.TO_CHECK)
    now = standings(reader)
    assert [(each.start, each.end) for each in now.claims_on(0)] == [FIRST, (4, 7), (8, SECOND[1])]
    assert [(each.start, each.end) for each in now.claims_on(1)] == [(8, SECOND[1])]
    assert sorted(now.other_words) == [(4, 7), (8, SECOND[1])]
    told = [now.on_words(0, span).content for span in (FIRST, (4, 7), (4, 8))]
    assert [record.verdict if record else None for record in told] == [Verdict.VERIFIED, Verdict.DISPUTED, None]
    reader.withdraw((4, 7), Slot.CONTENT)
    now.update(reader.claims)
    assert now.other_words == [(8, SECOND[1])]


def test_evidence_belongs_to_a_verdict_and_leaves_its_reason() -> None:
    reader, film = Reader(), Evidence(url="https://a.example")
    assert reader.support(FIRST, film) is None
    reader.mark(FIRST, Mark.TO_CHECK)
    assert reader.support(FIRST, film, slot=Slot.MARK) is None
    reader.tag(FIRST, Verdict.VERIFIED, note="seen")
    record = reader.support(FIRST, film)
    assert record
    assert (record.verdict, record.note, record.evidence) == (Verdict.VERIFIED, "seen", (film,))
    assert reader.support(FIRST, film) is None
    gone = reader.support(FIRST)
    assert gone
    assert gone.evidence == ()


def test_content_statement_and_mark_stand_side_by_side() -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.DISPUTED)
    reader.tag(SECOND, Verdict.VERIFIED, Aspect.STATEMENT)
    reader.mark(SECOND, Mark.TO_CHECK)
    standing = standings(reader)[1]
    assert [record.slot for record in standing.said] == [Slot.CONTENT, Slot.STATEMENT, Slot.MARK]
    assert standing.said_last == standing.mark


def test_where_nothing_was_said_or_all_was_withdrawn_a_sentence_is_unseen() -> None:
    reader = Reader()
    reader.mark(FIRST, Mark.SEEN)
    reader.withdraw(FIRST, Slot.MARK)
    assert [each.unseen for each in standings(reader)] == [True] * 3
    assert Standing().said_last is None


@given(st.lists(steps, max_size=12))
def test_every_sentence_has_one_standing_and_only_what_stands_is_told(said: list[Step]) -> None:
    reader = Reader()
    for step in said:
        step(reader)
    of_sentences = standings(reader)
    assert len(of_sentences) == len(SENTENCES)
    assert all(record.stands for each in of_sentences for record in each.said)


@given(st.lists(steps, max_size=12), st.lists(steps, max_size=6))
def test_what_is_brought_up_to_date_is_what_is_worked_out_anew(before: list[Step], after: list[Step]) -> None:
    reader = Reader()
    for step in before:
        step(reader)
    kept = standings(reader)
    for step in after:
        step(reader)
        kept.update(reader.claims)
        assert list(kept) == list(standings(reader))
    kept.update(())
    assert all(each.unseen for each in kept)


def test_progress_counts_claims_verdicts_and_marks() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.tag(SECOND, Verdict.DISPUTED, Aspect.STATEMENT)
    reader.mark(SECOND, Mark.TO_CHECK)
    assert Progress.of(SENTENCES, standings(reader)) == Progress(
        Counter({Verdict.VERIFIED: 1, Verdict.DISPUTED: 1}), to_check=1, unseen=1, claims=3
    )


def test_a_heading_counts_only_once_something_was_said_of_it() -> None:
    heading = [Sentence(*FIRST, False), *SENTENCES[1:]]
    assert Progress.of(heading, standings(Reader(), heading)) == Progress(Counter(), 0, unseen=2, claims=2)
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED)
    assert Progress.of(heading, standings(reader, heading)) == Progress(
        Counter({Verdict.VERIFIED: 1}), 0, unseen=2, claims=3
    )


def test_a_verdict_on_the_content_counts_beside_one_on_the_statement() -> None:
    reader = Reader()
    reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    reader.tag(FIRST, Verdict.DISPUTED)
    progress = Progress.of(SENTENCES, standings(reader))
    assert progress.verdicts == Counter({Verdict.DISPUTED: 1, Verdict.VERIFIED: 1})


def test_a_verdict_on_words_of_several_sentences_is_one_and_one_on_words_of_a_sentence_counts_beside_its_own() -> None:
    reader = Reader()
    reader.tag((FIRST[0], SECOND[1]), Verdict.DISPUTED)
    reader.mark((SECOND[0], THIRD[1]), Mark.TO_CHECK)
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.tag((FIRST[0], FIRST[0] + 3), Verdict.VERIFIED)
    progress = Progress.of(SENTENCES, standings(reader))
    assert progress.verdicts == Counter({Verdict.DISPUTED: 1, Verdict.VERIFIED: 2})
    assert (progress.to_check, progress.unseen) == (1, 0)


def test_what_is_said_of_other_words_than_the_very_sentence_is_told_from_what_is_said_of_it() -> None:
    reader = Reader()
    own, words = reader.tag(FIRST, Verdict.VERIFIED), reader.tag((FIRST[0], FIRST[0] + 3), Verdict.DISPUTED)
    assert own
    assert words
    standing = standings(reader)
    assert standing.other_words_of(0, own) is None
    assert standing.other_words_of(0, words) == (FIRST[0], FIRST[0] + 3)
    assert standing.other_words_of(1, words) is None


def test_a_sentence_is_no_claim_while_that_was_said_of_it_last() -> None:
    reader = Reader()
    assert not standings(reader)[0].is_no_claim
    reader.tag(FIRST, Verdict.VERIFIED)
    reader.mark(FIRST, Mark.NOT_A_CLAIM)
    assert standings(reader)[0].is_no_claim
    reader.tag(FIRST, Verdict.DISPUTED, Aspect.STATEMENT)
    assert not standings(reader)[0].is_no_claim
    reader.mark(FIRST, Mark.TO_CHECK)
    assert not standings(reader)[0].is_no_claim


def test_the_sentences_of_these_tests_stand_in_order() -> None:
    assert all(one.end <= other.start for one, other in pairwise(SENTENCES))


def test_in_a_text_that_it_has_had_before_a_claim_is_where_it_was_then() -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED)
    edited = TEXT.replace("so on Tuesday", "this on Monday")
    reader.text = edited
    moved = edited.index("He said")
    reader.reanchor(SECOND, (moved, moved + 24))
    claim = reader.claims[0]
    assert claim.anchor.quote == edited[moved : moved + 24]
    assert placement(claim, edited, sha256(edited.encode()).hexdigest()).span == (moved, moved + 24)
    back = placement(claim, TEXT, sha256(TEXT.encode()).hexdigest())
    assert (back.hold, back.span) == (Hold.EXACT, SECOND)


def test_what_is_said_of_some_words_of_a_sentence_does_not_hide_what_is_said_of_the_sentence() -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED)
    reader.tag((SECOND[0], SECOND[0] + 7), Verdict.DISPUTED)
    assert contents(reader) == [None, Verdict.VERIFIED, None]
    reader.withdraw(SECOND, Slot.CONTENT)
    assert contents(reader) == [None, Verdict.DISPUTED, None]
