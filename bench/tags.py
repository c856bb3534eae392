"""What one tag costs, where there are 100,000 over 1,000 articles already, or 5,000 on one.

`key to durable` is the real reader in a pseudo-terminal: from the key until the annotator's file has been replaced, as
seen from outside; the new file was forced to the disk before that. `judge and save` is the same by the public API, the
force on the folder included. Stock TinyDB inserts one document where the same 100,000 lie in one file.

    python -m bench.tags [--keys N]
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench.start import answer, settle, timed
from tests.terminal import Terminal
from tinydb import TinyDB

from newsread import Workspace
from newsread.annotations.commands import Judgement
from newsread.annotations.ids import new_id
from newsread.annotations.records import Verdict
from newsread.articles.article import Article

_ANNOTATOR = "ana"
_PICKED = 4
"""So many articles are read side by side."""
_CONTEXT = 32
_STARTS = 5
_UNDOS = 10
_INSERTS = 10
_POLL = 0.0002

Record = dict[str, Any]


# The workspaces


def text(number: int, sentences: int) -> str:
    """Return a report of so many short sentences, each of them a claim."""
    told = (
        f"Witness {sentence} of village {number} said that {sentence + 2} houses burned on Monday."
        for sentence in range(sentences)
    )
    return f"Fire in village {number}\n\n" + " ".join(told) + "\n"


def record(article: Article, start: int, end: int, claim: str) -> Record:
    """Return a record as it is stored."""
    return {
        "claim": claim,
        "at": "2026-11-21T22:18:05.123Z",
        "by": _ANNOTATOR,
        "action": "tag",
        "verdict": "verified",
        "aspect": "content",
        "anchor": {
            "start": start,
            "end": end,
            "quote": article.text[start:end],
            "prefix": article.text[max(0, start - _CONTEXT) : start],
            "suffix": article.text[end : end + _CONTEXT],
            "sha256": article.sha256,
        },
    }


def tag(workspace: Path, article: Article, tags: int) -> list[Record]:
    """Write an article's file as the program would have written it, with tags on its first claims."""
    claims = (sentence for sentence in article.sentences if sentence.claim)
    ids = [new_id() for _ in range(tags)]
    records = [
        record(article, sentence.start, sentence.end, str(new))
        for new, sentence in zip(ids, islice(claims, tags), strict=True)
    ]
    head = json.dumps({"schema": 1, "article": article.id, "annotator": _ANNOTATOR})
    lines = "\n,".join(f'"{new.int}": {json.dumps(each)}' for new, each in zip(ids, records, strict=True))
    file = file_of(workspace, article.id)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'{{\n"newsread": {{\n "1": {head}\n}},\n"_default": {{\n {lines}\n}}\n}}\n', encoding="utf-8")
    return records


def file_of(workspace: Path, article: str) -> Path:
    """Return where the tags of an article are."""
    return workspace / "annotations" / _ANNOTATOR / f"{article}.json"


def prepare(workspace: Path, *, articles: int, sentences: int, tags: int) -> list[Record]:
    """Write a workspace with so many articles, of so many sentences and tags each, and return its records."""
    seeds = workspace / "seeds"
    seeds.mkdir(parents=True)
    for number in range(articles):
        (seeds / f"{number:04}.txt").write_text(text(number, sentences), encoding="utf-8")
    records = [each for article in Workspace.open(workspace).articles() for each in tag(workspace, article, tags)]
    notebook = Workspace.open(workspace).notebook(_ANNOTATOR)
    notebook.read_all()
    assert notebook.totals[Verdict.VERIFIED] == articles * tags  # noqa: S101 - or nothing is measured
    return records


# What is measured


def opened(home: Path, workspace: Path) -> Terminal:
    """Start the reader on a workspace."""
    command = [sys.executable, "-m", "newsread", "--as", _ANNOTATOR, str(workspace)]
    return Terminal(command, home=home, columns=130, rows=40)


def first_frame(home: Path, workspace: Path) -> float:
    """Return how long the library takes to its first frame."""
    begun = time.perf_counter()
    with opened(home, workspace) as terminal:
        terminal.wait_for("space pick")
        return time.perf_counter() - begun


def keys(home: Path, workspace: Path, tags: int, count: int) -> tuple[list[float], list[float]]:
    """Return how long keys take to be durable, and how long undo takes to be seen, once all is read and analysed."""
    with opened(home, workspace) as terminal:
        terminal.wait_for(f"{tags} ✓ verified", timeout=60)
        articles = Workspace.open(workspace).ids[:_PICKED]
        settle(terminal)
        terminal.press(*["space"] * len(articles), "enter")
        terminal.wait_for("sentence ")
        terminal.wait_gone("being looked for", timeout=300)
        files = [file_of(workspace, article) for article in articles]
        durable = [until_replaced(terminal, files, "vdu"[number % 3]) for number in range(count)]
        return durable, [answer(terminal, "z") for _ in range(_UNDOS)]


def until_replaced(terminal: Terminal, files: Sequence[Path], key: str) -> float:
    """Return how long it takes after a key until one of the files is another one."""
    settle(terminal)
    before = [file.stat().st_ino for file in files]

    def change() -> None:
        terminal.press(key)
        while [file.stat().st_ino for file in files] == before:
            time.sleep(_POLL)

    return timed(change)


def api(workspace: Path, count: int) -> list[float]:
    """Return how long it takes to judge and save by the public API."""
    opened = Workspace.open(workspace)
    notebook = opened.notebook(_ANNOTATOR)
    notebook.read_all()
    articles = [article for name in opened.ids[-_PICKED:] if isinstance(article := opened.article(name), Article)]

    def judge(number: int) -> Callable[[], None]:
        def do() -> None:
            notebook.judge(articles[number % len(articles)], number, number + 9, Judgement(Verdict.DISPUTED))
            notebook.save()

        return do

    return [timed(judge(number)) for number in range(count)]


def stock(path: Path, records: Sequence[Record]) -> list[float]:
    """Return how long stock TinyDB takes to insert one document beside all the others."""
    table = {str(number): each for number, each in enumerate(records, 1)}
    path.write_text(json.dumps({"_default": table}), encoding="utf-8")
    with TinyDB(path, encoding="utf-8") as database:
        return [timed(lambda: database.insert(records[0])) for _ in range(_INSERTS)]


# What is printed


def show(what: str, seconds: Sequence[float], beside: Sequence[float] = ()) -> None:
    """Print the median and the 95th percentile, and how many times faster that is than what stands beside it."""
    line = f"{what:52} p50 {middle(seconds) * 1000:8.1f} ms   p95 {high(seconds) * 1000:8.1f} ms"
    if beside:
        faster = middle(beside) / middle(seconds), high(beside) / high(seconds)
        line += f"   {faster[0]:.0f} and {faster[1]:.0f} times faster"
    print(line, flush=True)


def middle(seconds: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(seconds)


def high(seconds: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def main() -> None:
    """Measure everything in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=60)
    count = parser.parse_args().keys
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without bytecode is not what a reader waits for
    with tempfile.TemporaryDirectory() as folder:
        home, many, one, bare = (Path(folder, name) for name in ("home", "many", "one", "bare"))
        home.mkdir()
        records = prepare(many, articles=1000, sentences=150, tags=100)
        prepare(one, articles=1, sentences=5400, tags=5000)
        bare.mkdir()
        (bare / "seeds").symlink_to(many / "seeds")
        print("100,000 tags over 1,000 articles")
        beside = stock(Path(folder, "stock.json"), records)
        show("stock TinyDB, the same tags in one file, insert", beside)
        durable, undone = keys(home, many, len(records), count)
        show("reader, key to durable", durable, beside)
        show("public API, judge and save", api(many, count), beside)
        show("reader, undo to screen", undone)
        with_tags, without = zip(
            *((first_frame(home, many), first_frame(home, bare)) for _ in range(_STARTS)), strict=True
        )
        show("library's first frame", with_tags)
        show("library's first frame, without the tags", without)
        print("5,000 tags on one article")
        durable, undone = keys(home, one, 5000, count)
        show("reader, key to durable", durable)
        show("public API, judge and save", api(one, count))
        show("reader, undo to screen", undone)


if __name__ == "__main__":
    main()
