"""What a folder costs that several machines share: records that were reported as saved, and are not there.

Eight processes save under one name in one workspace. Every second one has another home and another folder of state, as
on another machine, and no lock excludes anybody: each call for one succeeds.

    python -m bench.shared [--rounds N] [--processes N] [--tags N]
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.person import Person
from tests.sharing import ANNOTATOR, lost, save_together


def main() -> None:
    """Print how many of the records that were reported as saved are not loaded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--tags", type=int, default=250)
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without bytecode only takes longer
    total = 0
    for number in range(1, options.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            person = Person.with_the_seeds(Path(folder), {"NEWSREAD_ANNOTATOR": ANNOTATOR})
            begun = time.monotonic()
            saved = save_together(person, processes=options.processes, tags=options.tags)
            took = time.monotonic() - begun
            gone = lost(person, saved)
            pending = len(list((person.annotations / ANNOTATOR / ".pending").glob("*.json")))
            print(
                f"round {number}: {len(saved) - len(gone)} of {options.processes * options.tags} there, "
                f"{len(gone)} lost, {took:.0f} s, {pending} pending files",
                flush=True,
            )
            total += options.processes * options.tags - len(saved) + len(gone)
    sys.exit(bool(total))


if __name__ == "__main__":
    main()
