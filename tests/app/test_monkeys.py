"""Monkeys before the program: they neither fell nor garble it, and what they say is sound. More in `bench.monkeys`."""

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from tests.monkeys import ANNOTATOR, Over, Press, deeds, garbled, let_loose

EVENTS = 150


@pytest.mark.slow
@pytest.mark.parametrize(("over", "seed"), [(Over.SEEDS, 7), (Over.HOSTILE, 8)])
async def test_no_monkey_fells_or_garbles_it(over: Over, seed: int, tmp_path: Path) -> None:
    begun = [Press("enter"), Press("v")]
    workspace = await let_loose(over, [*begun, *deeds(seed, EVENTS)], tmp_path)
    assert workspace.verify().records


async def test_what_a_monkey_says_is_on_the_disk(tmp_path: Path) -> None:
    workspace = await let_loose(Over.SEEDS, list(map(Press, ("enter", "v", "d", "z", "t"))), tmp_path)
    assert workspace.annotators() == [ANNOTATOR]
    assert workspace.verify().records == 4


def test_a_monkey_does_the_same_again() -> None:
    assert deeds(1, 50) == deeds(1, 50) != deeds(2, 50)


# What is looked for would be found

SIZE = (4, 1)


@pytest.mark.parametrize(
    "row",
    [
        [Segment("\x1b[3m")],
        [Segment("a\u202eb ")],
        [Segment("a\nb ")],
        [Segment("abc")],
        [Segment("北京北")],
        [Segment("ab"), Segment("cd", Style(color="#123456"))],
        [Segment("abcd", Style(link="https://evil.example"))],
        [Segment("abcd", Style.from_meta({"@click": "app.canary"}))],
    ],
)
def test_a_garbled_screen_is_seen(row: list[Segment]) -> None:
    assert garbled([row], SIZE)
    assert garbled([[Segment("a 北")]], SIZE) == ""
    assert garbled([], SIZE) == "0 rows instead of 1"
