"""How the time of what reads a whole text grows with the text, for texts that are made to be slow.

    python -m bench.growth

Each row is one function and one unit that is repeated: the time for 16 times the text against the time for the text.
16 is linear, 256 quadratic; what is above 80 deserves a look. Both are measured in the same run, three times, in turn.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from newsread.annotations.anchoring import anchor
from newsread.articles.boilerplate import may_carry_claim
from newsread.articles.sentences import sentences

_ROUNDS = 3
_OPENINGS = ("Tags: ", "Written by ", "© ", "Subscribe to ", "Editor’s note: ", "Get our ", "— ")


def _split(unit: str, times: int) -> None:
    assert sum(1 for _ in sentences(unit * times))  # noqa: S101 - an iterator that is not used up measures nothing


def _judge_line(unit: str, times: int) -> None:
    for opening in _OPENINGS:
        may_carry_claim((opening + unit * times)[: len(opening) + times], alone=True)


def _make_anchor(unit: str, times: int) -> None:
    text = unit * times
    middle = len(text) // 2
    anchor.make(text, middle, middle + len(unit), "hash")


ROWS: tuple[tuple[str, Callable[[str, int], None], int, tuple[str, ...]], ...] = (
    ("sentences", _split, 5_000, (".", '"', ". “", "Mr. ", "[a](")),
    ("boilerplate", _judge_line, 2_000, ("a a, ", "A, ", "a", "© ", "(@a", ", said ", "according to ", "A/", "a: ")),
    ("anchors", _make_anchor, 10_000, ("The same words again and again. ",)),
)


def _seconds(function: Callable[[str, int], None], unit: str, times: int) -> float:
    begun = perf_counter()
    function(unit, times)
    return perf_counter() - begun


def main() -> None:
    print(f"{'what':<12} {'unit':<34} {'once, ms':>9} {'16 times, ms':>13} {'ratio':>7}")
    for name, function, times, units in ROWS:
        for unit in units:
            pairs = [(_seconds(function, unit, times), _seconds(function, unit, 16 * times)) for _ in range(_ROUNDS)]
            once, more = (median(column) for column in zip(*pairs, strict=True))
            print(f"{name:<12} {unit!r:<34} {once * 1000:9.1f} {more * 1000:13.1f} {more / once:7.1f}")


if __name__ == "__main__":
    main()
