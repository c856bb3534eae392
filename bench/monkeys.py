"""Ten monkeys before the program: what they press, point at, paste and resize must neither fell nor garble it.

The first half of them has the five seeds before it, the others articles that a terminal would suffer from. What a
monkey does follows from its seed; with `--shrink` the fewest of its deeds are looked for that lead to the same fall.

    python -m bench.monkeys [--monkeys N] [--events N] [--seed N] [--over seeds|hostile] [--shrink]
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import SystemRandom

from tests.monkeys import Deed, Fallen, Over, deeds, let_loose


def fall_of(over: Over, done: Sequence[Deed]) -> Fallen | None:
    """Do all of it, and return how the program fell; None if it did not."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            asyncio.run(let_loose(over, done, Path(folder)))
        except Fallen as fallen:
            return fallen
    return None


def shrunken(over: Over, fallen: Fallen) -> Fallen:
    """Return the same fall after as few deeds as can be found by leaving out ever smaller parts of them."""
    part = len(fallen.deeds) // 2
    while part:
        at = 0
        while at < len(fallen.deeds):
            fewer = fall_of(over, [*fallen.deeds[:at], *fallen.deeds[at + part :]])
            if fewer and fewer.why.split(":")[0] == fallen.why.split(":")[0]:
                fallen = fewer
            else:
                at += part
        print(f"  {len(fallen.deeds)} deeds", flush=True)
        part //= 2
    return fallen


def main() -> None:
    """Print how the program fell, and before which monkey."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monkeys", type=int, default=10)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(2**32), help="of the first monkey")
    parser.add_argument("--over", type=Over, choices=list(Over))
    parser.add_argument("--shrink", action="store_true")
    options = parser.parse_args()
    falls = 0
    for number in range(options.monkeys):
        seed = options.seed + number
        over = options.over or (Over.SEEDS if number < options.monkeys / 2 else Over.HOSTILE)
        begun = time.monotonic()
        fallen = fall_of(over, deeds(seed, options.events))
        took = f"{time.monotonic() - begun:4.0f} s"
        print(f"seed {seed} over {over:7} {took}  {'fell' if fallen else 'stands'}", flush=True)
        if fallen:
            falls += 1
            print(shrunken(over, fallen) if options.shrink else fallen, flush=True)
            for deed in fallen.deeds if options.shrink else ():
                print(f"    {deed}", flush=True)
    sys.exit(bool(falls))


if __name__ == "__main__":
    main()
