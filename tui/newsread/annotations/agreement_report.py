"""How far annotators agree, for people and for programs. Nothing here says how much agreement is enough."""

from collections.abc import Iterator, Mapping
from random import SystemRandom
from textwrap import wrap
from typing import TextIO

from newsread._version import __version__
from newsread.annotations.agreement import NO_PAIR, Agreement, AspectAgreement, Interval, Measured
from newsread.annotations.decisions import Outcome, outcomes
from newsread.annotations.records import Aspect, Record, Verdict
from newsread.annotations.store.safe_json import encoded
from newsread.text.printable import printable
from newsread.text.wording import count_of, quoted

_WIDTH = 80
_LEAST_OF_REASON = 24
"""So much of a reason is told even beside a long name, be the line wider for it."""

_QUESTIONS = {Aspect.CONTENT: "is it so?", Aspect.STATEMENT: "was it said?"}


def print_agreement(agreement: Agreement, out: TextIO, *, anonymous: bool) -> None:
    """Print the agreement as text of 80 columns; see `agreement_lines`."""
    out.writelines(f"{line}\n" for line in agreement_lines(agreement, anonymous=anonymous))


def print_agreement_json(agreement: Agreement, out: TextIO, *, anonymous: bool) -> None:
    """Print the agreement as one JSON object. What is not computable is null and has its reason.

    With `anonymous`, annotators have numbers and reasons are absent; see `agreement_lines`.
    """
    names = _names(agreement, anonymous=anonymous)
    content = {
        "newsread": __version__,
        "anonymous": anonymous,
        "annotators": list(names.values()),
        "aspects": [_aspect_to_json(each, names, anonymous=anonymous) for each in agreement.aspects],
        "excluded": {
            "marks_without_verdict": agreement.marks_only,
            "words_not_found": agreement.not_found,
            "article_missing": agreement.without_article,
        },
    }
    out.write(encoded(content, indent=2) + "\n")


def agreement_lines(agreement: Agreement, *, anonymous: bool) -> list[str]:
    """Return the agreement as lines for a terminal, safe to show: the measures, then who said what of each claim.

    With `anonymous`, names become “annotator 1” and so on, and reasons, which may name people, are left out.
    The numbers are drawn anew in every report: one that could be worked out from the shared folder, as by a hash of a
    name or an id, would lead back to the names.
    """
    names = _names(agreement, anonymous=anonymous)
    lines: list[str] = []
    for aspect in agreement.aspects:
        lines += [*_aspect(aspect, names, anonymous=anonymous), ""]
    excluded = list(_excluded_from_both(agreement))
    return lines + excluded if excluded else lines[:-1]


def _names(agreement: Agreement, *, anonymous: bool) -> Mapping[str, str]:
    """Return under what name each annotator is shown, in the order in which they are."""
    first = agreement.first_claims
    if not anonymous:
        return {name: name for name in first}
    mixed = SystemRandom().sample(sorted(first), len(first))
    return {name: f"annotator {number}" for number, name in enumerate(mixed, start=1)}


def _aspect(agreement: AspectAgreement, names: Mapping[str, str], *, anonymous: bool) -> Iterator[str]:
    aspect, claims = agreement.aspect, agreement.claims
    yield from _heading(f"Agreement on the {aspect}: {_QUESTIONS[aspect]}", "═")
    if claims:
        annotators = count_of(len(agreement.annotators), "annotator")
        yield f"{count_of(len(claims), 'claim')} with verdicts of at least two, {annotators}"
        yield ""
        yield from _measures(agreement)
    else:
        yield f"Not computable: {NO_PAIR}."
    yield from _decisions(agreement, names)
    yield from _excluded(agreement)
    same = [each for each in outcomes(claims, aspect) if not each.is_in_question]
    groups = {
        "Still open": [each for each in agreement.questions if each.is_open],
        "Decided": [each for each in agreement.questions if not each.is_open],
        "Verdicts are the same": same,
    }
    for title, group in groups.items():
        if group:
            yield ""
            yield from _heading(f"{title}: {count_of(len(group), 'claim')}", "─")
            for outcome in group:
                yield from _claim(outcome, names, anonymous=anonymous)


def _decisions(agreement: AspectAgreement, names: Mapping[str, str]) -> Iterator[str]:
    """Yield how far it has come with the decisions, which enter no measure."""
    if not agreement.questions:
        return
    yield ""
    by = ", ".join(
        f"{printable(shown)}: {agreement.decisions_by[name]:,}"
        for name, shown in names.items()
        if name in agreement.decisions_by
    )
    yield f"Verdicts differ: {agreement.decided}" + (f" (by {by})" if by else "")
    if contradicted := sum(each.is_contradicted for each in agreement.questions):
        yield f"  {count_of(contradicted, 'claim')} with decisions that contradict each other"
    if waiting := sum(each.shared.waits for each in agreement.questions):
        yield f"  {count_of(waiting, 'claim')} whose place in the changed article must be confirmed first"


def _heading(title: str, line: str) -> Iterator[str]:
    yield title
    yield line * len(title)


def _measures(agreement: AspectAgreement) -> Iterator[str]:
    """Tell α with its interval, Cohen's κ for two annotators and Fleiss' for more, and the plain share."""
    alpha, percent = agreement.alpha, agreement.percent
    yield from _measure(alpha, _short(alpha.value, 3) + _between(agreement.interval) if alpha.value is not None else "")
    kappa = agreement.cohen if len(agreement.annotators) == 2 else agreement.fleiss
    yield from _measure(kappa, _short(kappa.value, 3) if kappa.value is not None else "")
    yield from _measure(percent, f"{100 * percent.value:.1f} %" if percent.value is not None else "")


def _measure(measured: Measured, value: str) -> Iterator[str]:
    name = measured.name[0].upper() + measured.name[1:]
    yield from wrap(
        f"{name:<17}  {value or f'not computable: {measured.why_not}'}",
        _WIDTH,
        initial_indent="  ",
        subsequent_indent=" " * 21,
    )


def _between(interval: Interval | None) -> str:
    if interval is None:
        return "  (no interval: the claims vary too little)"
    return f"  (95 % interval {_short(interval.low, 2)} to {_short(interval.high, 2)})"


def _short(value: float, places: int) -> str:
    """Return a number as such measures are printed: .743, -.12, 1.00."""
    rounded = f"{round(value, places) + 0.0:.{places}f}"  # + 0.0 makes of -0.0 a plain zero
    return rounded.replace("0.", ".", 1) if abs(value) < 1 else rounded


def _excluded(agreement: AspectAgreement) -> Iterator[str]:
    """Tell what of this aspect enters no measure."""
    if agreement.judged_by_one or agreement.contradictions:
        yield ""
        yield "Left out:"
    if agreement.judged_by_one:
        yield f"  {count_of(agreement.judged_by_one, 'claim')} with the verdict of one annotator only"
    if agreement.contradictions:
        yield f"  {count_of(agreement.contradictions, 'time')} an annotator's own verdicts on the same words differ"


def _excluded_from_both(agreement: Agreement) -> Iterator[str]:
    """Tell what enters neither aspect."""
    if agreement.marks_only or agreement.not_found or agreement.without_article:
        yield from _heading("Left out of both", "═")
    if agreement.marks_only:
        yield f"  {count_of(agreement.marks_only, 'mark')} without a verdict"
    if agreement.not_found:
        claims = count_of(agreement.not_found, "claim")
        yield f"  {claims} whose words are not found for certain in the article as it is now"
    if agreement.without_article:
        yield f"  {count_of(agreement.without_article, 'claim')} whose article is missing or cannot be read"


def _claim(outcome: Outcome, names: Mapping[str, str], *, anonymous: bool) -> Iterator[str]:
    shared, votes = outcome.shared, outcome.votes
    left_out = [by for by in names if by in shared.contradicting(outcome.aspect) and by not in votes]
    width = max(len(names[by]) for by in (*votes, *left_out, *(record.by for record in outcome.decisions)))
    yield ""
    waits = ", waits for its place" if shared.waits else ""
    yield f"{printable(shared.article)}, {shared.start} to {shared.end}{waits}"
    yield f"  {printable(quoted(shared.words, _WIDTH - 6))}"

    def line(by: str, record: Record, before: str = "") -> str:
        verdict = f"{record.verdict.glyph} {record.verdict}" if record.verdict else "withdrawn"
        return _said(f"{before}{verdict}", f"{names[by]:<{width}}", "" if anonymous else record.note)

    for verdict in (*Verdict, None):
        every = ((by, record) for by in names if by in votes for record in votes[by])
        yield from (line(by, record) for by, record in every if record.verdict is verdict)
    for by in (by for by in names if len(votes.get(by, ())) > 1):
        yield _said("  in conflict", f"{names[by]:<{width}}", "gave these on two machines; a new verdict settles it")
    for by in left_out:
        yield _said("  left out", f"{names[by]:<{width}}", "has different verdicts on these words")
    yield from (line(record.by, record, "decided ") for record in outcome.decisions)
    if outcome.is_contradicted:
        yield "    the decisions contradict each other: none of them counts"
    elif outcome.decisions and outcome.is_open:
        yield "    a verdict has changed since: decide again"


def _said(what: str, name: str, reason: str) -> str:
    line = f"    {what:<14}  {printable(name)}  "
    return f"{line}{_cut(reason, max(_LEAST_OF_REASON, _WIDTH - len(line)))}".rstrip()


def _cut(text: str, width: int) -> str:
    """Return a text from outside on one line, its beginning where it is longer."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def _aspect_to_json(agreement: AspectAgreement, names: Mapping[str, str], *, anonymous: bool) -> dict[str, object]:
    interval = agreement.interval
    return {
        "aspect": agreement.aspect,
        "annotators": [names[by] for by in names if by in agreement.annotators],
        "krippendorff_alpha": {
            **_measured_to_json(agreement.alpha),
            "interval": interval and {"level": 0.95, **interval._asdict()},
        },
        "cohen_kappa": _measured_to_json(agreement.cohen),
        "fleiss_kappa": _measured_to_json(agreement.fleiss),
        "percent_agreement": _measured_to_json(agreement.percent),
        "excluded": {"judged_by_one": agreement.judged_by_one, "own_verdicts_differ": agreement.contradictions},
        "decisions": {
            "in_question": agreement.decided.every,
            "decided": agreement.decided.decided,
            "open": agreement.decided.every - agreement.decided.decided,
            "contradicting": sum(each.is_contradicted for each in agreement.questions),
            "by": {names[name]: agreement.decisions_by[name] for name in names if name in agreement.decisions_by},
        },
        "claims": [
            _claim_to_json(each, names, anonymous=anonymous) for each in outcomes(agreement.claims, agreement.aspect)
        ],
        "open": [_claim_to_json(each, names, anonymous=anonymous) for each in agreement.questions if each.is_open],
    }


def _measured_to_json(measured: Measured) -> dict[str, object]:
    return {"value": measured.value, "not_computable": measured.why_not or None}


def _claim_to_json(outcome: Outcome, names: Mapping[str, str], *, anonymous: bool) -> dict[str, object]:
    shared, votes = outcome.shared, outcome.votes

    def to_json(by: str, record: Record) -> dict[str, object]:
        said: dict[str, object] = {"by": names[by], "verdict": record.verdict}
        return said if anonymous else said | {"note": record.note or None}

    left_out = {by for by in names if by in shared.contradicting(outcome.aspect)}
    return {
        "article": shared.article,
        "start": shared.start,
        "end": shared.end,
        "quote": shared.words,
        "waits_for_its_place": shared.waits,
        "differ": outcome.is_contested,
        "verdicts": [to_json(by, record) for by in names if by in votes for record in votes[by]],
        "left_out": [names[by] for by in names if by in left_out],
        "decisions": [to_json(record.by, record) for record in outcome.decisions],
        "decided": outcome.decided,
        "decisions_contradict": outcome.is_contradicted,
        "open": outcome.is_open,
    }
