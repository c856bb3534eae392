"""Eight processes that tag at the same time under one name: every record is there, whole, and once."""

import subprocess
import sys
from uuid import UUID

import pytest
from tests.person import MOSCOW_TIMES, PROGRAM, SEEDS, Person
from tests.sharing import lost, machine, save_together

from newsread import Workspace

PROCESSES = 8
TAGS = 60

_TAGGING = """
import sys
from newsread import Workspace
from newsread.annotations.store.journal import NotSaved
from newsread.annotations.records import Verdict
from newsread.annotations.commands import Judgement

path, own, tags = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
workspace = Workspace.open(path)
notebook = workspace.notebook("ana")
shared, *others = workspace.articles()
for number in range(tags):
    article = others[own % len(others)] if number % 2 else shared
    record = notebook.judge(article, number, number + 1 + own, Judgement(Verdict.VERIFIED))
    while notebook.unsaved:
        try:
            notebook.save()
        except NotSaved as fault:
            print(fault, file=sys.stderr)
    print(record.id)
"""
"""Makes claims of words that no other process tags, every second one in an article that all of them tag.

What was not saved is saved again, as the reader does; any other failure ends it.
"""


@pytest.mark.slow
def test_tags_of_eight_processes_are_all_there_and_whole(ana: Person) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _TAGGING, str(ana.workspace), str(own), str(TAGS)],
            env=ana.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for own in range(PROCESSES)
    ]
    ended = [(*process.communicate(timeout=300), process.returncode) for process in processes]

    assert {status for _, _, status in ended} == {0}, ended
    assert all("another newsread is writing" in line for _, faults, _ in ended for line in faults.splitlines())
    told = [record for out, _, _ in ended for record in out.split()]
    assert len(told) == len(set(told)) == PROCESSES * TAGS

    shared, *others = sorted(path.name for path in SEEDS.glob("*.txt"))
    there = {article: ana.records("ana", article) for article in (shared, *others)}
    assert sorted(str(UUID(int=record.doc_id)) for records in there.values() for record in records) == sorted(told)
    spans = sorted(
        (article, record["anchor"]["start"], record["anchor"]["end"]) for article in there for record in there[article]
    )
    assert spans == sorted(
        (others[own % len(others)] if number % 2 else shared, number, number + 1 + own)
        for own in range(PROCESSES)
        for number in range(TAGS)
    )

    workspace = Workspace.open(ana.workspace)
    notebook = workspace.notebook("ana")
    for article in workspace.articles():
        for claim in notebook.claims(article.id):
            [record] = claim.history
            assert record.claim == record.id
            assert record.anchor.quote == article.text[record.anchor.start : record.anchor.end]
    assert notebook.totals.total() == PROCESSES * TAGS
    assert notebook.problems == {}


def test_nothing_is_lost_between_machines_whose_locks_exclude_nobody(newcomer: Person) -> None:
    saved = save_together(newcomer, processes=3, tags=20)
    assert len(saved) == 60
    assert lost(newcomer, saved) == set()


@pytest.mark.slow
def test_commands_of_two_homes_lose_nothing(newcomer: Person) -> None:
    command = [*PROGRAM, "tag", MOSCOW_TIMES, "0"]
    running = [
        subprocess.Popen(
            [*command, str(number + 1), "verified", "--as", "ana"],
            cwd=newcomer.workspace,
            env=newcomer.environment() | machine(newcomer, number),
            stdout=subprocess.DEVNULL,
        )
        for number in range(24)
    ]
    assert [process.wait(120) for process in running] == [0] * 24
    assert len(Workspace.open(newcomer.workspace).recorded("ana")) == 24
