"""What it costs to export 100,000 tags over 1,000 articles, and as many an article over a tenth of them.

Each format is written by the real command, whose whole time and greatest memory are told: for so many articles and for
a tenth of them, so that a memory that grows with the articles is seen. What is measured against is a bare Python that
reads the same files of tags as JSON and writes all of it as one.

    python -m bench.exports [--articles N] [--tags N] [FORMAT …]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.tags import tag, text

from newsread import Workspace
from newsread.articles.article import Article
from newsread.formats import format_named, format_names

_BARE = """
import json, pathlib, sys
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.json"))
json.dump([json.loads(file.read_bytes()) for file in files], open(sys.argv[2], "w"), indent=2)
"""


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    megabytes: float
    """The most memory that it held at a time."""


def cost(*command: str | Path) -> Cost:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE)
    told = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command, stderr=told)
    return Cost(time.perf_counter() - start, _peak(used))


def _peak(used: "resource.struct_rusage") -> float:
    return used.ru_maxrss / 1024  # Linux counts in KiB


def workspace(folder: Path, articles: int, tags: int) -> Path:
    """Make a workspace with so many tags on each of so many articles."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    for number in range(articles):
        (seeds / f"{number:05}.txt").write_text(text(number, tags + 1))
    there = Workspace.open(folder)
    for article_id in there.ids:
        article = there.article(article_id)
        if isinstance(article, Article):
            tag(folder, article, tags)
    return folder


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--tags", type=int, default=100, help="on each article")
    parser.add_argument("formats", nargs="*", default=format_names(), metavar="FORMAT")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        os.environ |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        whole = workspace(home / "whole", asked.articles, asked.tags)
        tenth = workspace(home / "tenth", asked.articles // 10, asked.tags)
        bare = cost(sys.executable, "-c", _BARE, whole / "annotations", home / "bare.json")
        print(f"{asked.articles * asked.tags:,} tags over {asked.articles:,} articles")
        print(f"{'':14} {'seconds':>8} {'of bare':>8} {'MB':>7} {'MB, tenth':>10}")
        print(f"{'bare json':14} {bare.seconds:8.2f} {1:8.2f} {bare.megabytes:7.0f}")
        for name in asked.formats:
            out = home / f"out{format_named(name).ending}"
            command = (sys.executable, "-m", "newsread", "export", "--format", name, "-o", out)
            small, large = cost(*command, tenth), cost(*command, whole)
            ratio = large.seconds / bare.seconds
            print(f"{name:14} {large.seconds:8.2f} {ratio:8.2f} {large.megabytes:7.0f} {small.megabytes:10.0f}")


if __name__ == "__main__":
    main()
