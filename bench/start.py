"""How long a reader waits: from the command to the library, to the texts, for a key, and for the end.

Each figure is the median of several runs of the real program in a pseudo-terminal, beside the same figure of the
smallest Textual app that shows one line and answers a key, measured in turn with it.

    python -m bench.start [--runs N]
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.terminal import Terminal

from newsread.folders import sample_articles

_BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    BINDINGS = [("q", "quit", ""), ("j", "next", "")]
    pressed = 0
    def compose(self):
        yield Static("pick")
    def action_next(self):
        self.pressed += 1
        self.query_one(Static).update(f"pick {self.pressed}")

Bare().run()
"""
_KEYS = 20

Figures = dict[str, float]


def timed(do: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def settle(terminal: Terminal) -> None:
    """Wait until nothing more is drawn."""
    drawn = -1
    while drawn != len(terminal.raw):
        drawn = len(terminal.raw)
        time.sleep(0.1)


def answer(terminal: Terminal, key: str) -> float:
    """Return how long it takes until a quiet screen begins to change after a key."""
    settle(terminal)

    def change() -> None:
        before = len(terminal.raw)
        terminal.press(key)
        while len(terminal.raw) == before:
            time.sleep(0.0002)

    return timed(change)


def reader(home: Path, *, cached: bool) -> Figures:
    """Measure newsread on its sample, with or without what an earlier start has analysed."""
    if not cached:
        shutil.rmtree(home / ".cache", ignore_errors=True)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "newsread", "--as", "ana", str(home / "seeds")]
    with Terminal(command, home=home, columns=120, rows=40) as terminal:
        terminal.wait_for("The Moscow Times")
        figures = {"first frame": time.perf_counter() - begun}
        terminal.press("enter")
        figures["texts"] = timed(lambda: terminal.wait_for("sentence "))
        figures["key"] = statistics.median(answer(terminal, "jk"[number % 2]) for number in range(_KEYS))
        terminal.press("q")
        terminal.wait_for("space pick")
        terminal.press("q")
        figures["end"] = timed(terminal.exit_code)
    return figures


def bare(home: Path) -> Figures:
    """Measure the smallest app."""
    begun = time.perf_counter()
    with Terminal([sys.executable, "-c", _BARE], home=home, columns=120, rows=40) as terminal:
        terminal.wait_for("pick")
        figures = {"first frame": time.perf_counter() - begun}
        figures["key"] = statistics.median(answer(terminal, "j") for _ in range(_KEYS))
        terminal.press("q")
        figures["end"] = timed(terminal.exit_code)
    return figures


def main() -> None:
    """Print the medians, and their ratios to the bare app's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without bytecode is not what a reader waits for
    measured: dict[str, list[Figures]] = {"nothing cached": [], "cached": [], "bare app": []}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(sample_articles(), home / "seeds")
        for _ in range(runs + 1):
            measured["nothing cached"].append(reader(home, cached=False))
            measured["cached"].append(reader(home, cached=True))
            measured["bare app"].append(bare(home))
    for name, rows in measured.items():
        for figure in rows[0]:
            median = statistics.median(row[figure] for row in rows[1:])  # the first run warms up
            beside = [row[figure] for row in measured["bare app"][1:] if figure in row]
            ratio = f"  {median / statistics.median(beside):5.2f} times the bare app" if beside else ""
            print(f"{name:15} {figure:12} {median * 1000:7.1f} ms{ratio}")


if __name__ == "__main__":
    main()
