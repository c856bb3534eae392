"""The report on agreement: what it tells, what it keeps back, and that it can be shown."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader

from newsread.annotations.agreement import Agreement
from newsread.annotations.agreement_report import agreement_lines, print_agreement, print_agreement_json
from newsread.annotations.records import Aspect, Mark, Verdict
from newsread.annotations.sentence_states import PlacedClaim
from newsread.annotations.shared_claims import shared_claims
from newsread.text.printable import printable


def readers(*names: str) -> list[Reader]:
    """Three who read: they differ on the second claim, and the third contradicts themselves on the last."""
    one, two, three = (Reader(name) for name in names)
    for reader in (one, two, three):
        reader.tag(FIRST, Verdict.VERIFIED)
    one.tag(SECOND, Verdict.DISPUTED, note="Ben says\nthe ministry denies it.")
    two.tag(SECOND, Verdict.UNVERIFIABLE)
    three.tag(SECOND, Verdict.DISPUTED)
    one.tag(THIRD, Verdict.DISPUTED)
    two.tag(THIRD, Verdict.DISPUTED)
    three.tag(THIRD, Verdict.DISPUTED)
    three.tag((46, 57), Verdict.VERIFIED)
    one.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    two.mark((30, 33), Mark.TO_CHECK)
    return [one, two, three]


def placed(of: list[Reader]) -> list[PlacedClaim]:
    return [PlacedClaim(claim, claim.anchor.start, claim.anchor.end) for reader in of for claim in reader.claims]


def agreement(of: list[Reader], not_found: int = 0) -> Agreement:
    return Agreement.of(shared_claims(placed(of)), not_found)


def printed(told: Agreement, *, anonymous: bool) -> Any:
    out = io.StringIO()
    print_agreement_json(told, out, anonymous=anonymous)
    return json.loads(out.getvalue())


def test_the_report_tells_the_measures_what_was_left_out_and_who_said_what() -> None:
    assert agreement_lines(agreement(readers("ana", "ben", "cem"), not_found=2), anonymous=False) == [
        "Agreement on the content: is it so?",
        "═══════════════════════════════════",
        "3 claims with verdicts of at least two, 3 annotators",
        "",
        "  Krippendorff's α   .632  (no interval: the claims vary too little)",
        "  Fleiss' κ          not computable: not every claim was judged by equally many",
        "  Percent agreement  71.4 %",
        "",
        "Verdicts differ: 0 of 1 decided",
        "",
        "Left out:",
        "  1 time an annotator's own verdicts on the same words differ",
        "",
        "Still open: 1 claim",
        "───────────────────",
        "",
        "001.txt, 23 to 45",
        "  “He said so on Tuesday.”",
        "    ✗ disputed      ana  Ben says the ministry denies it.",
        "    ✗ disputed      cem",
        "    ? unverifiable  ben",
        "",
        "Verdicts are the same: 2 claims",
        "───────────────────────────────",
        "",
        "001.txt, 0 to 22",
        "  “Two men were captured.”",
        "    ✓ verified      ana",
        "    ✓ verified      ben",
        "    ✓ verified      cem",
        "",
        "001.txt, 46 to 75",
        "  “Nobody else has confirmed it.”",
        "    ✗ disputed      ana",
        "    ✗ disputed      ben",
        "      left out      cem  has different verdicts on these words",
        "",
        "Agreement on the statement: was it said?",
        "════════════════════════════════════════",
        "Not computable: no claim has verdicts of two annotators.",
        "",
        "Left out:",
        "  1 claim with the verdict of one annotator only",
        "",
        "Left out of both",
        "════════════════",
        "  1 mark without a verdict",
        "  2 claims whose words are not found for certain in the article as it is now",
    ]


def many(times: int) -> Agreement:
    """The same three readers, who say the same of several articles."""
    claims = [
        replace(each, claim=replace(each.claim, article=f"{number}.txt"))
        for number in range(times)
        for each in placed(readers("ana", "ben", "cem")[:2])
    ]
    return Agreement.of(shared_claims(claims))


def test_two_annotators_have_cohens_kappa_and_enough_claims_an_interval() -> None:
    lines = agreement_lines(many(10), anonymous=False)
    assert lines[2] == "30 claims with verdicts of at least two, 2 annotators"
    [alpha] = [line for line in lines if "α" in line]
    assert alpha.startswith("  Krippendorff's α   .")
    assert "(95 % interval ." in alpha
    assert any(line.startswith("  Cohen's κ          .") for line in lines)
    assert not any("Fleiss" in line for line in lines)


def test_nothing_in_common_is_said_in_words() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    ana.tag(FIRST, Verdict.VERIFIED)
    ben.tag(THIRD, Verdict.VERIFIED)
    lines = agreement_lines(agreement([ana, ben]), anonymous=False)
    assert lines.count("Not computable: no claim has verdicts of two annotators.") == 2
    assert "  2 claims with the verdict of one annotator only" in lines
    content = printed(agreement([ana, ben]), anonymous=False)["aspects"][0]
    for measure in ("krippendorff_alpha", "cohen_kappa", "fleiss_kappa", "percent_agreement"):
        assert content[measure]["value"] is None
        assert content[measure]["not_computable"] == "no claim has verdicts of two annotators"


def test_anonymous_tells_neither_names_nor_reasons_and_all_the_rest() -> None:
    told = agreement(readers("ana", "ben", "cem"), not_found=2)
    plain, anonymous = (agreement_lines(told, anonymous=each) for each in (False, True))
    assert len(plain) == len(anonymous)
    assert not any(word in "\n".join(anonymous) for word in ("ana ", "ben", "Ben", "cem", "ministry"))
    assert {f"annotator {number}" for number in (1, 2, 3)} <= {
        line[20:].split("  ")[0] for line in anonymous if line.startswith("    ")
    }
    value = printed(told, anonymous=True)
    assert value["annotators"] == ["annotator 1", "annotator 2", "annotator 3"]
    assert not any(
        "note" in said for each in value["aspects"] for claim in each["claims"] for said in claim["verdicts"]
    )


def test_the_numbers_of_anonymous_annotators_are_drawn_anew_in_every_report() -> None:
    told = agreement(readers("ana", "ben", "cem"))
    assert len({"\n".join(agreement_lines(told, anonymous=True)) for _ in range(60)}) > 1


def test_an_annotator_has_the_same_number_in_both_aspects() -> None:
    told = agreement(readers("ana", "ben", "cem"))
    [statement] = [each for each in told.aspects if each.aspect is Aspect.STATEMENT]
    swapped = replace(told, aspects=(statement,))
    assert printed(swapped, anonymous=True)["annotators"] == printed(told, anonymous=True)["annotators"]


def test_json_tells_every_verdict_with_its_reason() -> None:
    content, statement = printed(agreement(readers("ana", "ben", "cem"), not_found=2), anonymous=False)["aspects"]
    assert content["krippendorff_alpha"]["value"] == pytest.approx(24 / 38)
    assert content["fleiss_kappa"] == {"value": None, "not_computable": "not every claim was judged by equally many"}
    assert [(claim["start"], claim["differ"], claim["left_out"]) for claim in content["claims"]] == [
        (0, False, []),
        (23, True, []),
        (46, False, ["cem"]),
    ]
    assert content["claims"][1]["verdicts"] == [
        {"by": "ana", "verdict": "disputed", "note": "Ben says\nthe ministry denies it."},
        {"by": "ben", "verdict": "unverifiable", "note": None},
        {"by": "cem", "verdict": "disputed", "note": None},
    ]
    assert statement["excluded"] == {"judged_by_one": 1, "own_verdicts_differ": 0}


def test_both_aspects_may_be_left_out_for_want_of_any_claims() -> None:
    out = io.StringIO()
    print_agreement(Agreement.of([]), out, anonymous=False)
    assert out.getvalue().count("Not computable") == 2
    assert "Left out" not in out.getvalue()


hostile = st.text(st.sampled_from("ab \n\t\x1b\x9b\u202e\u2028é中"), min_size=1, max_size=120)


@given(note=hostile, article=hostile, name=hostile.map(lambda text: text[:12]), anonymous=st.booleans())
def test_nothing_from_outside_reaches_the_terminal_as_it_is(
    note: str, article: str, name: str, anonymous: bool
) -> None:
    one, two = Reader(name, article=article), Reader("ben", article=article)
    one.tag(SECOND, Verdict.DISPUTED, note=note)
    two.tag(SECOND, Verdict.VERIFIED, note=note)
    told = agreement([one, two])
    lines = agreement_lines(told, anonymous=anonymous)
    assert all(line == printable(line) for line in lines)
    assert all(len(line) <= 80 for line in lines if not line.startswith(printable(article)))
    out = io.StringIO()
    print_agreement_json(told, out, anonymous=anonymous)
    assert not any(sign in out.getvalue() for sign in "\x1b\x9b\u202e\u2028")


# Decisions


def agreement_lines_of(*of: Reader) -> list[str]:
    return agreement_lines(agreement(list(of)), anonymous=False)


def test_decisions_are_counted_apart_and_what_is_open_is_listed_first() -> None:
    ana, ben, judge = Reader("ana"), Reader("ben"), Reader("dora")
    for span in (FIRST, SECOND):
        ana.tag(span, Verdict.VERIFIED)
        ben.tag(span, Verdict.DISPUTED)
    judge.decide(SECOND, Verdict.DISPUTED, [each.records[1].id for each in (ana, ben)])
    lines = agreement_lines_of(ana, ben, judge)
    assert "Verdicts differ: 1 of 2 decided (by dora: 1)" in lines
    assert [line for line in lines if line.startswith(("Still open", "Decided"))] == [
        "Still open: 1 claim",
        "Decided: 1 claim",
    ]
    assert "    decided ✗ disputed  dora" in lines
    told = printed(agreement([ana, ben, judge]), anonymous=False)["aspects"][0]
    assert told["decisions"] == {"in_question": 2, "decided": 1, "open": 1, "contradicting": 0, "by": {"dora": 1}}
    assert [claim["start"] for claim in told["open"]] == [0]


def test_decisions_that_contradict_each_other_are_told_and_decide_nothing() -> None:
    one, two, three = readers("ana", "ben", "cem")
    judged = [each.records[1].id for each in (one, two, three)]
    judges = Reader("dora"), Reader("emil")
    judges[0].decide(SECOND, Verdict.DISPUTED, judged)
    judges[1].decide(SECOND, Verdict.VERIFIED, judged)
    lines = agreement_lines_of(one, two, three, *judges)
    assert "Verdicts differ: 0 of 1 decided (by dora: 1, emil: 1)" in lines
    assert "  1 claim with decisions that contradict each other" in lines
    assert "    the decisions contradict each other: none of them counts" in lines
