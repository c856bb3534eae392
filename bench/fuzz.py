"""Damaged inputs by the thousand: imports, files of tags, settings, articles and pages, each changed at random.

Each input must be refused with a sentence or taken, the program must not fail or hang, and what was taken must be
sound: newsread verify finds nothing wrong with it, and it can be exported again. An input follows from its kind, the
seed and its number alone; `--only` tries one kind.

    python -m bench.fuzz [--inputs N] [--seed N] [--only KIND]
"""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzzing import fuzz, kinds


def main() -> None:
    """Print what became of the inputs of each kind, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=18_000, help="of all kinds together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[*kinds()])
    options = parser.parse_args()
    chosen = [options.only] if options.only else [*kinds()]
    each = -(-options.inputs // len(chosen))
    logging.disable()  # of libraries, on what they read
    print(
        f"seed {options.seed}\n{'kind':20}{'inputs':>8}{'refused':>9}{'accepted':>10}{'faults':>8}{'ms each':>9}",
        flush=True,
    )
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in chosen:
            begun = time.monotonic()
            outcome = fuzz(kind, each, options.seed, Path(folder))
            took = (time.monotonic() - begun) / each * 1000
            refused, accepted = outcome.counts["refused"], outcome.counts["accepted"]
            print(f"{kind:20}{each:8,}{refused:9,}{accepted:10,}{len(outcome.faults):8,}{took:9.1f}", flush=True)
            faults += outcome.faults
    print(*faults[:100], sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
