"""Whether two sentences make the same claim: one score out of what was measured of them and their neighbours.

Trained by `bench/train_counterparts.py` on the development stories of ECB+ (Cybulska and Vossen 2014, "Using a
sledgehammer to crack a nut? Lexical diversity and event coreference resolution", CC BY 3.0), where two sentences
of different articles are the same when they share two annotated events.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsread.analysis.vectors import Values


class Coefficients(NamedTuple):
    """Those of a logistic regression."""

    intercept: float
    containment: float
    events: float
    """Of ln(1 + how many words for events are in common)."""


TRAINED = Coefficients(intercept=-3.11, containment=3.64, events=1.92)
TRAINED_SHARE = 0.5
"""How much the trained score counts beside the containment itself. Shared events alone favour long sentences."""
CLUSTER_SHARE = 0.5
"""How much it counts at which score the clusters around the two sentences meet."""


def score(containment: "Values", events: "Values", by: Coefficients = TRAINED) -> "Values":
    """Return for each pair of sentences a score between 0 and 1 that they make the same claim."""
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    logit = by.intercept + by.containment * containment + by.events * np.log1p(events)
    return TRAINED_SHARE / (1 + np.exp(-logit)) + (1 - TRAINED_SHARE) * containment
