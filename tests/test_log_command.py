"""newsread log, from outside."""

import json
from typing import Any

from tests.person import MOSCOW_TIMES, Person

CLAIM = ("140", "374")


def log(person: Person, *args: str) -> Any:
    return json.loads(person.succeeds("log", "--json", *args))


def tag(person: Person, *args: str, by: str = "ana", article: str = MOSCOW_TIMES) -> None:
    person.succeeds("tag", article, *CLAIM, *args, "--as", by)


def test_the_log_tells_who_changed_what_and_why(ana: Person) -> None:
    tag(ana, "verified")
    tag(ana, "disputed", "--note", "Beijing denies it")
    tag(ana, "verified", by="bob")
    told = ana.succeeds("log")
    assert "ana  ✓ verified → ✗ disputed\n        because: Beijing denies it\n" in told
    assert "bob  ✓ verified\n" in told
    assert told.endswith("\n2 claims: 1 ✗ disputed, 1 ✓ verified; 2 changes by ana, 1 by bob\n")
    assert "\x1b" not in told


def test_one_annotator_or_one_article_can_be_asked_for(ana: Person) -> None:
    ana.write("other.txt", ana.text(MOSCOW_TIMES) + "Changed.")
    tag(ana, "verified")
    tag(ana, "disputed", by="bob", article="other.txt")
    assert [claim["article"] for claim in log(ana)] == [MOSCOW_TIMES, "other.txt"]
    assert [claim["article"] for claim in log(ana, "other.txt")] == ["other.txt"]
    assert [claim["article"] for claim in log(ana, f"seeds/{MOSCOW_TIMES}")] == [MOSCOW_TIMES]
    assert [claim["article"] for claim in log(ana, "--by", "bob")] == ["other.txt"]
    assert log(ana, "--in", "seeds") == log(ana)


def test_what_was_done_today_is_told_with_what_stood_before(ana: Person) -> None:
    tag(ana, "verified")
    file = ana.file_of("ana")
    stored = json.loads(file.read_text())
    [record] = stored["_default"].values()
    record["at"] = "2020-01-01T10:00:00.000Z"
    file.write_text(json.dumps(stored))
    assert ana.succeeds("log", "--since", "today").startswith("Nothing was recorded since ")
    tag(ana, "disputed")
    [claim] = log(ana, "--since", "today")
    [change] = claim["changes"]
    assert (change["from"]["verdict"], change["verdict"]) == ("verified", "disputed")
    assert len(log(ana)[0]["changes"]) == 2


def test_an_article_that_is_missing_still_has_its_log(ana: Person) -> None:
    tag(ana, "verified")
    (ana.articles / MOSCOW_TIMES).unlink()
    assert [claim["article"] for claim in log(ana, MOSCOW_TIMES)] == [MOSCOW_TIMES]
    assert f"{MOSCOW_TIMES} · is not among the articles" in ana.succeeds("log")


def test_a_renamed_article_is_found_under_both_names(ana: Person) -> None:
    tag(ana, "verified")
    (ana.articles / MOSCOW_TIMES).rename(ana.articles / "new.txt")
    assert [claim["article"] for claim in log(ana, MOSCOW_TIMES)] == ["new.txt"]
    assert log(ana, "new.txt") == log(ana, MOSCOW_TIMES)


def test_nothing_to_tell_is_no_failure(ana: Person) -> None:
    assert ana.succeeds("log") == "Nothing was recorded.\n"
    assert ana.succeeds("log", "--by", "zoe") == "Nothing was recorded by zoe.\n"
    assert ana.succeeds("log", MOSCOW_TIMES) == f"Nothing was recorded of {MOSCOW_TIMES}.\n"
    assert log(ana) == []


def test_a_wrong_time_is_a_wrong_use_and_the_sentence_says_what_may_be_given(ana: Person) -> None:
    sentence = ana.fails("log", "--since", "so\x1bon", status=2)
    assert "today, yesterday" in sentence
    assert "2h, 3d, 1w" in sentence
    assert "\x1b" not in sentence


def test_an_article_that_never_was_is_named(ana: Person) -> None:
    assert "has no article nope.txt" in ana.fails("log", "nope.txt")


def test_tags_that_cannot_be_read_are_said_and_the_rest_is_told(ana: Person) -> None:
    tag(ana, "verified")
    tag(ana, "disputed", by="bob")
    file = ana.file_of("bob")
    stored = json.loads(file.read_text())
    [record] = stored["_default"].values()
    record["action"] = "shout"
    file.write_text(json.dumps(stored))
    ended = ana.run("log")
    assert ended.status == 1
    assert "ana  ✓ verified\n" in ended.out
    assert "cannot be understood" in ended.err
