"""How far annotators agree on the same claims, beyond what chance would bring. Pure.

A unit is one claim: what each annotator found of it. Who has not judged it is not in it. A unit judged by fewer
than two has nothing to compare and enters no measure.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from math import lcm
from operator import attrgetter
from random import Random
from typing import NamedTuple
from uuid import UUID

from newsread.annotations.decisions import Decided, Outcome, outcomes
from newsread.annotations.records import Aspect, Slot
from newsread.annotations.shared_claims import Shared

Unit = Mapping[str, str]
"""The value that each annotator gave, by the annotators' names."""

NO_PAIR = "no claim has verdicts of two annotators"
ONE_VALUE = "all verdicts are the same, and chance alone would agree as much"
NOT_TWO = "it is for two annotators"
UNEVEN = "not every claim was judged by equally many"

_ROUNDS_NEEDED = 0.95
_SEED = 1979
"""Any will do; it is fixed, so that the same verdicts always give the same interval."""


class _Sums(NamedTuple):
    """A measure as it is reckoned: whole numbers of each unit, and what their sums over all units come to.

    So a resample costs a few sums, and no rounding lets the order of the units show.
    """

    columns: Sequence[Sequence[int]]
    value: Callable[[Sequence[int]], float | None]


@dataclass(frozen=True)
class Measure:
    """A measure of agreement; `krippendorff_alpha(units)` is its value for these units."""

    name: str
    reckon: Callable[[Sequence[Unit]], _Sums | None]
    """Takes units with at least two annotators each; returns None for others than it is made for."""
    restriction: str = ""
    """Why it is not computable for those others."""

    def __call__(self, units: Iterable[Unit]) -> float | None:
        """Return the value for the units, or None when it is not computable."""
        sums = self.reckon(_pairable(units))
        return sums.value([sum(column) for column in sums.columns]) if sums else None

    def why_not(self, units: Sequence[Unit]) -> str:
        """Return why it is not computable for the units, empty when it is."""
        if self(units) is not None:
            return ""
        pairable = _pairable(units)
        if not pairable:
            return NO_PAIR
        return ONE_VALUE if self.reckon(pairable) else self.restriction


def _pairable(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if len(unit) > 1]


def _counts(units: Sequence[Unit]) -> list[list[int]]:
    """Return for each value how often it was given, unit by unit."""
    values = sorted({value for unit in units for value in unit.values()})
    counters = [Counter(unit.values()) for unit in units]
    return [[counter[value] for counter in counters] for value in values]


def _differing(unit: Unit) -> int:
    """Return how many ordered pairs of the unit's annotators differ."""
    return len(unit) ** 2 - sum(count**2 for count in Counter(unit.values()).values())


def _squares(totals: Iterable[int]) -> int:
    return sum(total**2 for total in totals)


def _percent(units: Sequence[Unit]) -> _Sums:
    pairs = [len(unit) * (len(unit) - 1) for unit in units]
    return _Sums([pairs, list(map(_differing, units))], _percent_of)


def _percent_of(sums: Sequence[int]) -> float | None:
    pairs, differing = sums
    return (pairs - differing) / pairs if pairs else None


def _cohen(units: Sequence[Unit]) -> _Sums | None:
    names = sorted(set(chain.from_iterable(units)))
    if len(names) != 2:
        return None
    values = sorted({value for unit in units for value in unit.values()})
    same = [int(unit[names[0]] == unit[names[1]]) for unit in units]
    of_each = [[int(unit[name] == value) for unit in units] for name in names for value in values]
    return _Sums([same, *of_each], _cohen_of)


def _cohen_of(sums: Sequence[int]) -> float | None:
    same, of_each = sums[0], sums[1:]
    first, second = of_each[: len(of_each) // 2], of_each[len(of_each) // 2 :]
    units, by_chance = sum(first), sum(a * b for a, b in zip(first, second, strict=True))
    return (units * same - by_chance) / (units**2 - by_chance) if units**2 > by_chance else None


def _fleiss(units: Sequence[Unit]) -> _Sums | None:
    sizes = set(map(len, units))
    if len(sizes) != 1:
        return None
    agreeing = [len(unit) * (len(unit) - 1) - _differing(unit) for unit in units]
    return _Sums([agreeing, *_counts(units)], partial(_fleiss_of, others=sizes.pop() - 1))


def _fleiss_of(sums: Sequence[int], others: int) -> float | None:
    agreeing, totals = sums[0], sums[1:]
    verdicts, squares = sum(totals), _squares(totals)
    if verdicts**2 == squares:
        return None
    return (agreeing * verdicts - others * squares) / (others * (verdicts**2 - squares))


def _alpha(units: Sequence[Unit]) -> _Sums:
    scale = lcm(*(len(unit) - 1 for unit in units))
    differing = [_differing(unit) * scale // (len(unit) - 1) for unit in units]
    return _Sums([differing, *_counts(units)], partial(_alpha_of, scale=scale))


def _alpha_of(sums: Sequence[int], scale: int) -> float | None:
    differing, totals = sums[0], sums[1:]
    verdicts = sum(totals)
    expected = scale * (verdicts**2 - _squares(totals))
    return (expected - (verdicts - 1) * differing) / expected if expected else None


percent_agreement = Measure("percent agreement", _percent)
"""The share of the pairs of annotators on the same claim that agree, 0 to 1. Chance is not taken off."""

cohen_kappa = Measure("Cohen's κ", _cohen, NOT_TWO)
"""For two annotators: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20 (1960), 37-46."""

fleiss_kappa = Measure("Fleiss' κ", _fleiss, UNEVEN)
"""For any number of annotators, equally many a unit: J. L. Fleiss, Measuring nominal scale agreement among many
raters, Psychological Bulletin 76 (1971), 378-382."""

krippendorff_alpha = Measure("Krippendorff's α", _alpha)
"""For nominal values, any number of annotators and missing values: K. Krippendorff, Content Analysis; reckoned as
in his Computing Krippendorff's Alpha-Reliability (2011)."""


class Interval(NamedTuple):
    """Between which values a measure lies."""

    low: float
    high: float


def bootstrap_interval(
    units: Iterable[Unit], measure: Measure, level: float = 0.95, rounds: int = 2000
) -> Interval | None:
    """Return the percentile bootstrap interval of a measure: the units are drawn anew, `rounds` times.

    B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13; for its use with α see
    A. Zapf et al., BMC Medical Research Methodology 16:93 (2016). The same units give the same interval, in
    whatever order they come. Resamples in which the measure is not computable are left out. It is None when they
    are more than one in twenty, and when all resamples come to one value: an interval without width would
    claim a certainty that a few claims cannot give.
    """
    sums = measure.reckon(_pairable(units))
    if sums is None:
        return None
    # Sorted by row, that the order of the units does not matter to the draws.
    columns = list(zip(*sorted(zip(*sums.columns, strict=True)), strict=True))
    if not columns:
        return None
    places = range(len(columns[0]))
    draw = Random(_SEED)  # noqa: S311 - a resample is no secret
    values = []
    for _ in range(rounds):
        drawn = draw.choices(places, k=len(places))
        value = sums.value([sum(map(column.__getitem__, drawn)) for column in columns])
        if value is not None:
            values.append(value)
    values.sort()
    if len(values) < _ROUNDS_NEEDED * rounds or values[0] == values[-1]:
        return None
    cut = round(len(values) * (1 - level) / 2)
    return Interval(values[cut], values[-1 - cut])


class Measured(NamedTuple):
    """What a measure comes to."""

    name: str
    value: float | None
    """None when it is not computable."""
    why_not: str
    """Why it is not computable, empty when it is."""


@dataclass(frozen=True)
class AspectAgreement:
    """How far annotators agree in their verdicts on one aspect."""

    aspect: Aspect
    annotators: tuple[str, ...]
    """Those whose verdicts enter, by name."""
    claims: tuple[Shared, ...]
    """The claims that enter, with verdicts of at least two annotators, by article and place."""
    alpha: Measured
    interval: Interval | None
    """Of α, at 95 %; None when it is not computable."""
    cohen: Measured
    fleiss: Measured
    percent: Measured
    judged_by_one: int
    """How many claims are left out because only one annotator's verdict is there."""
    contradictions: int
    """How many times an annotator is left out of a claim for having several, different verdicts on it."""
    questions: tuple[Outcome, ...] = ()
    """Where verdicts or decisions are not all the same, decided or open; those that wait for their place come last."""

    @property
    def decided(self) -> Decided:
        """How far it has come with the decisions. They enter no measure."""
        return Decided.of(self.questions)

    @property
    def decisions_by(self) -> Mapping[str, int]:
        """How many decisions that stand each annotator has made, by name."""
        return dict(sorted(Counter(record.by for each in self.questions for record in each.decisions).items()))

    @classmethod
    def of(cls, aspect: Aspect, shared: Iterable[Shared], waiting: Iterable[Shared] = ()) -> "AspectAgreement":
        """Compute the agreement on the aspect. What waits for its place is only asked whether it is decided."""
        shared = list(shared)
        verdicts = [each.verdicts(aspect) for each in shared]
        units = [
            {by: str(record.verdict) for by, record in by_name.items()} for by_name in verdicts if len(by_name) > 1
        ]
        return cls(
            aspect=aspect,
            annotators=tuple(sorted(set(chain.from_iterable(units)))),
            claims=tuple(each for each, by_name in zip(shared, verdicts, strict=True) if len(by_name) > 1),
            alpha=_measured(krippendorff_alpha, units),
            interval=bootstrap_interval(units, krippendorff_alpha),
            cohen=_measured(cohen_kappa, units),
            fleiss=_measured(fleiss_kappa, units),
            percent=_measured(percent_agreement, units),
            judged_by_one=sum(len(by_name) == 1 for by_name in verdicts),
            contradictions=sum(len(each.contradicting(aspect)) for each in shared),
            questions=tuple(each for each in outcomes((*shared, *waiting), aspect) if each.is_in_question),
        )


def _measured(measure: Measure, units: Sequence[Unit]) -> Measured:
    return Measured(measure.name, measure(units), measure.why_not(units))


_by = attrgetter("by")


@dataclass(frozen=True)
class Agreement:
    """How far annotators agree, aspect by aspect."""

    aspects: tuple[AspectAgreement, ...]
    first_claims: Mapping[str, UUID]
    """The id of the first claim of each annotator, by the annotators' names in their order."""
    marks_only: int
    """How many annotators' claims have a mark but no verdict, and so enter nothing."""
    not_found: int
    """How many annotators' claims could not be compared because their words are not found for certain in the text."""
    without_article: int
    """How many could not because their article is missing or cannot be read."""

    @classmethod
    def of(
        cls, shared: Iterable[Shared], not_found: int = 0, without_article: int = 0, waiting: Sequence[Shared] = ()
    ) -> "Agreement":
        """Compute the agreement of all annotators on the claims that they share; see `shared_claims`.

        `waiting` are those of which a claim waits for its place; see `shared_while_waiting`.
        """
        shared = list(shared)
        claims = [placed.claim for each in shared for placed in each.claims]
        named = sorted([*claims, *(placed.claim for each in waiting for placed in each.claims)], key=_by)
        return cls(
            aspects=tuple(AspectAgreement.of(aspect, shared, waiting) for aspect in Aspect),
            first_claims={by: min(claim.id for claim in of_one) for by, of_one in groupby(named, key=_by)},
            marks_only=sum(
                claim.standing(Slot.MARK) is not None and not any(map(claim.verdict, Aspect)) for claim in claims
            ),
            not_found=not_found,
            without_article=without_article,
        )
