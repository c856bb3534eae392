"""One final verdict for each claim: what all say, or what was decided; what is open is left out and counted."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.annotations.saying import FIRST, SECOND, TEXT, THIRD, Reader

from newsread.annotations.records import Aspect, Mark, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.formats import format_named, format_names
from newsread.formats.export import Exported, write
from newsread.formats.selection import anonymous
from newsread.formats.snapshot import Annotation, Snapshot
from newsread.formats.snapshots import snapshot

ARTICLE = Article("001.txt", Path("001.txt"), TEXT, Source())


def taken(*readers: Reader, final: bool = True) -> Snapshot:
    return snapshot("w", [ARTICLE], [claim for each in readers for claim in each.claims], final=final)


def final(*readers: Reader) -> list[tuple[int, Verdict | None, tuple[str, ...]]]:
    return [(said.start, said.verdict, said.annotators) for said in taken(*readers).annotations]


def team() -> tuple[Reader, Reader, Reader]:
    """Ana and Ben agree on the first claim, differ on the second, and Ana alone judged the third; Cem decides."""
    ana, ben, cem = Reader("ana"), Reader("ben"), Reader("cem")
    for reader in (ana, ben):
        reader.tag(FIRST, Verdict.VERIFIED)
    ana.tag(SECOND, Verdict.VERIFIED)
    ben.tag(SECOND, Verdict.DISPUTED)
    ana.tag(THIRD, Verdict.UNVERIFIABLE)
    ben.mark(THIRD, Mark.TO_CHECK)
    return ana, ben, cem


def decide(by: Reader, verdict: Verdict, *readers: Reader) -> None:
    by.decide(SECOND, verdict, [each.records[1].id for each in readers])


def exported(*readers: Reader) -> Exported:
    return write(format_named("json"), taken(*readers), io.BytesIO())


def test_what_is_open_is_left_out_and_counted() -> None:
    assert final(*team()) == [
        (FIRST[0], Verdict.VERIFIED, ("ana", "ben")),
        (THIRD[0], Verdict.UNVERIFIABLE, ("ana",)),
    ]
    told = exported(*team())
    assert "claims without a final verdict left out (1)" in map(str, told.lost)
    assert (told.annotations, told.marks) == (2, 0)


def test_what_was_decided_is_final() -> None:
    ana, ben, cem = team()
    decide(cem, Verdict.DISPUTED, ana, ben)
    assert final(ana, ben, cem)[1] == (SECOND[0], Verdict.DISPUTED, ("ana", "ben"))
    [decided] = [said for said in taken(ana, ben, cem).annotations if said.judged]
    assert decided.by == "cem"


def test_decisions_that_contradict_each_other_or_are_out_of_date_make_nothing_final() -> None:
    ana, ben, cem = team()
    dora = Reader("dora")
    decide(cem, Verdict.DISPUTED, ana, ben)
    decide(dora, Verdict.VERIFIED, ana, ben)
    assert [start for start, *_ in final(ana, ben, cem, dora)] == [FIRST[0], THIRD[0]]
    ana.tag(SECOND, Verdict.UNVERIFIABLE)
    assert [start for start, *_ in final(ana, ben, cem)] == [FIRST[0], THIRD[0]]


def test_one_annotators_verdicts_on_words_of_different_length_are_two_claims() -> None:
    ana = Reader("ana")
    ana.tag(SECOND, Verdict.VERIFIED)
    ana.tag((SECOND[0], SECOND[0] + 7), Verdict.DISPUTED)
    assert sorted(str(verdict) for _, verdict, _ in final(ana)) == ["disputed", "verified"]


def test_two_verdicts_of_one_annotator_that_were_made_apart_make_nothing_final() -> None:
    one, other = Reader("ana"), Reader("ana")
    one.tag(FIRST, Verdict.VERIFIED)
    other.tag(FIRST, Verdict.DISPUTED)
    assert final(one, other) == []


def test_each_aspect_has_its_own_final_verdict() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    for reader, verdict in ((ana, Verdict.VERIFIED), (ben, Verdict.DISPUTED)):
        reader.tag(FIRST, verdict)
        reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    [said] = taken(ana, ben).annotations
    assert (said.aspect, said.verdict) == (Aspect.STATEMENT, Verdict.VERIFIED)


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "md", "html", "w3c", "claimreview", "doccano"])
def test_formats_write_it(name: str) -> None:
    buffer = io.BytesIO()
    told = write(format_named(name), taken(*team()), buffer)
    assert told.annotations == 2
    assert buffer.getvalue()


# Conflicts in an export of everything


def contradicted(*readers: Reader) -> list[Annotation]:
    return [said for said in taken(*readers, final=False).annotations if said.conflicts]


def test_decisions_that_contradict_each_other_name_each_other() -> None:
    ana, ben, cem = team()
    dora = Reader("dora")
    decide(cem, Verdict.DISPUTED, ana, ben)
    decide(dora, Verdict.VERIFIED, ana, ben)
    one, other = contradicted(ana, ben, cem, dora)
    assert {one.by, other.by} == {"cem", "dora"}
    assert (one.conflicts, other.conflicts) == ((other.id,), (one.id,))
    assert contradicted(ana, ben, cem) == []


def test_csv_and_json_carry_what_contradicts_a_verdict() -> None:
    one, other = Reader("ana"), Reader("ana")
    first, second = one.tag(FIRST, Verdict.VERIFIED), other.tag(FIRST, Verdict.DISPUTED)
    assert first
    assert second
    now = taken(one, other, final=False)
    buffer = io.BytesIO()
    write(format_named("csv"), now, buffer)
    rows = list(csv.DictReader(io.StringIO(buffer.getvalue().decode("utf-8-sig"))))
    assert [row["conflicts"] for row in rows] == [str(second.id), str(first.id)]
    buffer = io.BytesIO()
    write(format_named("json"), now, buffer)
    entries = json.loads(buffer.getvalue())["annotations"]
    assert [entry["conflicts"] for entry in entries] == [[str(second.id)], [str(first.id)]]


def of_two_machines() -> Snapshot:
    """Two verdicts of one annotator, of which neither follows the other, on an article whose date is a guess."""
    one, other = Reader("ana"), Reader("ana")
    one.tag(FIRST, Verdict.VERIFIED)
    other.tag(FIRST, Verdict.DISPUTED)
    now = taken(one, other, final=False)
    [part] = now.parts
    article = replace(part.article, published="2025-05-03", guessed=("published",))
    return replace(now, parts=[replace(part, article=article)])


def written(name: str, now: Snapshot) -> tuple[str, set[str]]:
    """Return what a format writes, and what it loses of it."""
    buffer = io.BytesIO()
    told = write(format_named(name), now, buffer)
    return buffer.getvalue().decode("utf-8-sig", "replace"), {str(lost) for lost in told.lost}


@pytest.mark.parametrize("name", format_names())
def test_what_contradicts_a_verdict_is_carried_or_counted_as_lost(name: str) -> None:
    now = of_two_machines()
    content, lost = written(name, now)
    if name in {"label-studio", "doccano", "brat", "cas", "cas-xmi"}:
        assert "signs of contradicting verdicts left out (2)" in lost
    elif name in {"md", "html"}:
        assert content.count("contradicted by another verdict") == 2
    elif name == "claimreview":
        assert "verdicts or decisions contradict each other" in content
    elif name != "xlsx":  # has the same rows as the CSV, packed
        assert all(content.count(str(said.id)) > 1 for said in now.annotations)
    if name == "w3c":
        given = json.loads(content)["first"]["items"]
        assert {len(each["conflicts"]) for each in given} == {1}


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "md", "html", "w3c", "claimreview", "doccano"])
def test_a_guessed_date_is_marked_or_counted_as_left_out(name: str) -> None:
    content, lost = written(name, of_two_machines())
    if name in {"w3c", "claimreview"}:
        assert "2025-05-03" not in content
        assert "guessed bylines and dates left out (1)" in lost
    else:
        assert "2025-05-03" in content
        assert "guessed" in content


def test_an_anonymous_export_has_none_of_the_ids_that_records_follow() -> None:
    ana, ben, cem = team()
    ids = [str(record.id) for each in (ana, ben, cem) for record in each.records]
    buffer = io.BytesIO()
    write(format_named("json"), anonymous(taken(ana, ben, cem)), buffer)
    text = buffer.getvalue().decode()
    assert not [each for each in (*ids, '"ana"', '"ben"') if each in text]
