"""Processes of several machines that save in one folder at the same time, where no lock excludes anybody."""

import subprocess
import sys
from collections.abc import Iterable
from uuid import UUID

from tests.person import Person

from newsread import Workspace

ANNOTATOR = "ana"

_SAVING = """
import sys
from newsread import Workspace
from newsread.annotations.store import pending
from newsread.annotations.records import Verdict
from newsread.annotations.commands import Judgement

pending._wait_for = lambda descriptor: None
path, own, tags = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
workspace = Workspace.open(path)
notebook = workspace.notebook("ana")
shared, *others = workspace.articles()
for number in range(tags):
    article = others[own % len(others)] if number % 2 else shared
    record = notebook.judge(article, number, number + 1 + own, Judgement(Verdict.VERIFIED))
    notebook.save()
    print(record.id, flush=True)
"""
"""Saves records of words that no other process judges, and prints the id of each that is saved."""


def save_together(person: Person, *, processes: int, tags: int) -> set[UUID]:
    """Let processes save so many records each, every second one from another home, and return what they reported."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _SAVING, str(person.workspace), str(own), str(tags)],
            env=person.environment() | machine(person, own),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for own in range(processes)
    ]
    ended = [(*process.communicate(timeout=900), process.returncode) for process in running]
    assert [(faults, status) for _, faults, status in ended] == [("", 0)] * processes
    return {UUID(line) for out, _, _ in ended for line in out.split()}


def lost(person: Person, saved: Iterable[UUID]) -> set[UUID]:
    """Return what was reported as saved, and is not loaded by a program that has just been started."""
    [journal] = [each for each in Workspace.open(person.workspace).journals() if each.annotator == ANNOTATOR]
    return {*saved} - {record.id for record in journal.all_records()}


def machine(person: Person, number: int) -> dict[str, str]:
    """Return what makes every second process one of another machine."""
    home = person.home / f"machine-{number % 2}"
    return {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
