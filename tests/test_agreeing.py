"""newsread agree: how far annotators agree, and what it says of tags that it could not count."""

import json

import pytest
from tests.person import MOSCOW_TIMES, Person, one_sentence

from newsread.place import Place
from newsread.workspace.workspace import Workspace


@pytest.fixture
def two(newcomer: Person) -> Person:
    """Two annotators differ on one claim and agree on another."""
    for start, verdict in (("10", "verified"), ("60", "verified")):
        newcomer.succeeds("tag", MOSCOW_TIMES, start, str(int(start) + 20), verdict, "--as", "ana")
    for start, verdict in (("10", "disputed"), ("60", "verified")):
        newcomer.succeeds("tag", MOSCOW_TIMES, start, str(int(start) + 20), verdict, "--as", "bob")
    return newcomer


def test_what_can_be_read_is_compared_without_a_word_beside(two: Person) -> None:
    ended = two.run("agree")
    assert (ended.status, ended.err) == (0, "")
    assert "2 claims with verdicts of at least two, 2 annotators" in ended.out


def test_what_could_not_be_read_is_said_and_the_status_tells_it(two: Person) -> None:
    path = two.file_of("bob")
    path.write_bytes(path.read_bytes()[:-30])
    ended = two.run("agree", "--json")
    assert ended.status == 1
    assert f"{path} was damaged" in one_sentence(ended.err)
    assert json.loads(ended.out)["annotators"] == ["ana", "bob"]


def test_claims_of_missing_articles_are_counted_apart_and_withdrawn_ones_nowhere(two: Person) -> None:
    path = two.write("a.txt", "The bridge was closed on Monday. Nobody knew why.\n")
    two.succeeds("tag", "a.txt", "0", "32", "verified", "--as", "ana")
    path.unlink()
    excluded = json.loads(two.succeeds("agree", "--json"))["excluded"]
    assert excluded == {"marks_without_verdict": 0, "words_not_found": 0, "article_missing": 1}
    assert "  1 claim whose article is missing or cannot be read" in two.succeeds("agree")
    notebook = Workspace(Place(two.articles, two.annotations)).notebook("ana")
    [claim] = notebook.claims("a.txt")
    assert claim.said_last
    notebook.withdraw(claim.said_last)
    notebook.save()
    assert not any(json.loads(two.succeeds("agree", "--json"))["excluded"].values())
