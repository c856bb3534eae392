"""Eight processes that tag at the same time under one name: every record is there, whole, and once."""

import subprocess
import sys
from uuid import UUID

import pytest
from tests.person import SEEDS, Person

from newsread import Workspace

PROCESSES = 8
TAGS = 250

_TAGGING = """
import sys
from newsread import Workspace
from newsread.tags.journal import NotSaved
from newsread.tags.records import Verdict
from newsread.tags.sayings import Judgement

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
