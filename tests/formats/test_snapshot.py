import random

from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, TEXT, Reader
from tests.formats.sample import article, claims, taken

from newsread.annotations.records import Aspect, Mark, Slot, Verdict
from newsread.formats.snapshot import Snapshot, not_found
from newsread.formats.snapshots import snapshot


def problems(now: Snapshot) -> list[str]:
    return [sentence for part in now.parts for sentence in not_found(part)]


def test_there_is_one_annotation_for_annotator_claim_and_aspect_in_the_order_of_the_text() -> None:
    assert [(said.by, said.aspect, said.verdict) for said in taken().annotations] == [
        ("ana", Aspect.CONTENT, Verdict.DISPUTED),
        ("ana", Aspect.STATEMENT, Verdict.VERIFIED),
        ("ben", Aspect.CONTENT, Verdict.UNVERIFIABLE),
    ]


def test_withdrawn_verdicts_are_told_when_asked_for() -> None:
    [first, *_] = taken(withdrawn=True).annotations
    assert (first.by, first.quote, first.verdict) == ("ben", TEXT[slice(*FIRST)], None)


def test_only_marks_that_stand_are_told() -> None:
    [marking] = taken().marks
    assert (marking.mark, marking.note) == (Mark.TO_CHECK, "ask")


def test_the_history_is_that_of_the_aspect_and_of_the_marks() -> None:
    content, statement, _ = taken().annotations
    assert [record.slot for record in content.history] == [Slot.MARK, Slot.CONTENT]
    assert [record.slot for record in statement.history] == [Slot.MARK, Slot.STATEMENT]


def test_places_are_those_of_the_text_as_it_is_now() -> None:
    text = "CORRECTED. " + TEXT
    now = taken(text)
    assert all(said.found and text[said.start : said.end] == said.quote for said in now.annotations)
    assert now.annotations[0].start == taken().annotations[0].start + 11
    assert problems(now) == []


def test_words_that_are_gone_keep_their_recorded_place_and_are_a_problem() -> None:
    now = taken("Nothing of it remains.")
    assert [(said.start, said.found) for said in now.annotations] == [(23, False)] * 3
    [problem] = problems(now)
    assert "001.txt: 3 claims of ana, ben are not found for certain" in problem
    assert all(said.sha256 == article().sha256 for said in now.annotations)


def test_words_whose_surroundings_have_changed_are_found_and_counted_by_article() -> None:
    ana = Reader("ana")
    ana.tag(SECOND, Verdict.VERIFIED)
    text = TEXT[: SECOND[1]] + " That was wrong." + TEXT[SECOND[1] :]
    now = snapshot("w", [article(text=text)], ana.claims)
    [said] = now.annotations
    assert (said.found, said.surroundings_changed, said.sha256) == (True, True, article(text=text).sha256)
    [problem] = problems(now)
    assert problem.startswith("001.txt: the text beside 1 claim of ana has changed since: confirm it in the claims")


def test_words_in_another_layout_are_told_as_they_are_in_the_text_now() -> None:
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    text = TEXT.replace(" ", "\u00a0")
    [said] = snapshot("w", [article(text=text)], ana.claims).annotations
    assert said.quote == text[said.start : said.end]
    assert said.said_of == ""


def test_a_missing_article_is_listed_by_its_id() -> None:
    now = snapshot("Captured", [], claims())
    [listed] = now.articles
    assert (listed.id, listed.title, listed.sha256) == ("001.txt", None, None)
    assert not any(said.found for said in now.annotations)


@given(st.randoms())
def test_the_order_of_the_claims_does_not_matter(shuffle: random.Random) -> None:
    said = claims()
    expected = snapshot("w", [article()], said)
    shuffle.shuffle(said)
    assert snapshot("w", [article()], said) == expected


def test_articles_keep_their_order_and_what_was_said_follows_it() -> None:
    reader = Reader()
    for reader.article in ("a.txt", "b.txt"):
        reader.tag(FIRST, Verdict.VERIFIED)
    now = snapshot("w", [article("b.txt"), article("a.txt")], reader.claims)
    assert [said.article for said in now.annotations] == ["b.txt", "a.txt"]


def test_a_decision_stands_behind_the_verdicts_and_names_those_it_judged() -> None:
    ana = Reader("ana")
    verdict = ana.tag(FIRST, Verdict.VERIFIED)
    assert verdict is not None
    ana.decide(FIRST, Verdict.DISPUTED, [verdict.id])
    own, decided = snapshot("w", [article()], ana.claims).annotations
    assert (own.verdict, own.judged) == (Verdict.VERIFIED, None)
    assert (decided.verdict, decided.judged) == (Verdict.DISPUTED, (verdict.id,))


def test_words_that_a_person_found_gone_are_no_problem_any_more() -> None:
    now_text = article(text="Nothing of it remains.")
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.orphan(FIRST, now_text.sha256)
    settled = snapshot("w", [now_text], ana.claims)
    assert [(said.found, said.gone) for said in settled.annotations] == [(False, True)]
    assert problems(settled) == []
    changed_again = snapshot("w", [article(text="Yet another text.")], ana.claims)
    assert not changed_again.annotations[0].gone
    assert len(problems(changed_again)) == 1


def test_a_verdict_that_was_given_on_other_words_says_on_which() -> None:
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    assert snapshot("w", [article()], ana.claims).annotations[0].said_of == ""
    ana.reanchor(FIRST, SECOND)
    [said] = snapshot("w", [article()], ana.claims).annotations
    assert (said.quote, said.said_of) == (TEXT[slice(*SECOND)], TEXT[slice(*FIRST)])
    ana.tag(SECOND, Verdict.VERIFIED, note="still so")
    assert snapshot("w", [article()], ana.claims).annotations[0].said_of == ""
