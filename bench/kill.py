"""What a SIGKILL at a random moment costs: newsread, and beside it TinyDB with the storage that comes with it.

Of every ten rounds one kills the reader in a pseudo-terminal, one `newsread tag`, and eight a script that tags without
pause by the public API, which is the quickest way to meet a write. The stock TinyDB is killed in the same manner as the
script, while it inserts documents of the same sizes and gives older ones another size.

    python -m bench.kill [--rounds N] [--seed N]
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random, SystemRandom

from tests.killing import ANNOTATOR, Killer, killed
from tests.person import Person
from tinydb import TinyDB

_ANEW = 100
"""So many rounds share a workspace."""

_STOCK = """
import sys
from pathlib import Path
from random import Random
from tinydb import TinyDB

chance = Random(int(sys.argv[2]))
databases = [TinyDB(Path(sys.argv[1], f"{number}.json"), encoding="utf-8") for number in range(5)]
while True:
    number = chance.randrange(len(databases))
    said = {"verdict": "verified", "note": f"{chance.random()} " + "ä" * chance.randrange(2000)}
    ids = [document.doc_id for document in databases[number]]
    if ids and chance.random() < 0.5:
        [written] = databases[number].update(said, doc_ids=[chance.choice(ids)])
    else:
        written = databases[number].insert(said)
    print(number, written, flush=True)
"""
"""Writes without end, and prints the file and the id of each document that `insert` or `update` has written."""


def stock(folder: Path, chance: Random) -> Counter[str]:
    """Kill stock TinyDB once, in new files, and count what is left."""
    folder.mkdir()
    command = [sys.executable, "-c", _STOCK, str(folder), str(chance.randrange(2**32))]
    told = {line.strip() for line in killed(command, dict(os.environ), chance.uniform(0, 0.1))}
    there: set[str] = set()
    unreadable = 0
    for path in folder.iterdir():
        try:
            with TinyDB(path, access_mode="r", encoding="utf-8") as database:
                there |= {f"{path.stem} {document.doc_id}" for document in database}
        except Exception:  # in whatever way it cannot be read
            unreadable += 1
    return Counter(rounds=1, acknowledged=len(told), unreadable=unreadable, lost=len(told - there))


def main() -> None:
    """Print how many files cannot be read, and how many acknowledged tags are gone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(2**32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without bytecode only takes longer
    chance = Random(options.seed)  # noqa: S311 - no secret
    beside: Counter[str] = Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        person = Person.with_the_seeds(Path(folder), {"NEWSREAD_ANNOTATOR": ANNOTATOR})
        person.succeeds("inspect")  # so that no analysis runs beside
        killer = Killer(person, options.seed)
        kinds = [killer.kill_reader, killer.kill_command, *[killer.kill_script] * 8]
        toll = killer.toll
        for number in range(options.rounds):
            if number % _ANEW == 0:
                killer.start_anew()
            kinds[number % len(kinds)]()
            beside += stock(Path(folder, f"stock-{number}"), chance)
            if (number + 1) % 50 == 0 or number + 1 == options.rounds:
                print(
                    f"{number + 1:5} rounds, {time.monotonic() - begun:4.0f} s   "
                    f"newsread: {len(toll.unreadable)} unreadable, {len(toll.lost)} of {toll.acknowledged} lost   "
                    f"stock: {beside['unreadable']} unreadable, {beside['lost']} of {beside['acknowledged']} lost",
                    flush=True,
                )
    untold = toll.written - toll.acknowledged
    print(f"newsread was killed {toll.cut_short} times amid a write, and {untold} tags were written but not told of.")
    for each in toll.damage:
        print(each)
    sys.exit(bool(toll.damage))


if __name__ == "__main__":
    main()
