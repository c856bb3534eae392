"""Anonymous exports: nothing in them leads to a person, and no two of them can be joined."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, Reader, Step, linked
from tests.formats.sample import taken
from tests.formats.workspaces import Made, empty, talks, texts

from newsread.annotations.answers import Naming, Renaming
from newsread.annotations.records import Aspect, Evidence, Mark, Record, Slot, Verdict, to_json
from newsread.annotations.store.journal import Journal
from newsread.errors import NewsreadError
from newsread.formats import format_named, format_names
from newsread.formats.anonymity import Keep
from newsread.formats.export import Exported, write
from newsread.formats.selection import Only, anonymous, sifted
from newsread.place import Place
from newsread.workspace.importing import import_file
from newsread.workspace.workspace import Workspace

PRIVATE = "qqz"
"""Stands in everything that leads to somebody, and nowhere else."""
LATE = timedelta(hours=7, minutes=43, seconds=21, milliseconds=987)
_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME_OF_DAY = re.compile(rb"\d[T ](?!00:00)\d\d:\d\d")


def private(record: Record, number: int) -> Record:
    """Return a record as it may have been made by any version and tool, with something private in each field."""
    linked = record.linked and replace(record.linked, method=f"{PRIVATE}-tool {number}")
    evidence = (
        Evidence(url=f"https://{PRIVATE}:{PRIVATE}@example.org/{number}", quote="“No.”"),
        Evidence(url=f"/home/{PRIVATE}/{number}.pdf"),
        Evidence(article=f"{PRIVATE}/003.txt", start=0, end=3),
    )
    return replace(
        record,
        at=record.at + LATE,
        by=f"{PRIVATE}-{record.by}",
        linked=linked,
        note=f"{record.note} {PRIVATE}",
        evidence=evidence if record.verdict else (),
        extra={"later": {"by": f"{PRIVATE}-{number}"}},
    )


def tagged(folder: Path, text: str, talk: list[tuple[int, Step]]) -> tuple[Made, list[Record]]:
    """Make a workspace in which this is said, in folders whose names are not those of whoever said it."""
    workspace = empty(folder / f"{PRIVATE} event", text)
    inner = workspace.place.articles / f"{PRIVATE} folder"
    inner.mkdir()
    (inner / "002.txt").write_text(f"{ELSEWHERE} ", encoding="utf-8")
    names = ["001.txt", "001.txt", "002.txt", f"{PRIVATE} folder/002.txt"]
    bodies = [text, text, ELSEWHERE, f"{ELSEWHERE} "]
    readers = [Reader(f"r{number % 3}", name, bodies[number]) for number, name in enumerate(names)]
    for who, step in talk:
        try:
            step(readers[who])
        except NewsreadError:  # words of one article are no counterparts
            continue
    said: list[Record] = []
    for number, reader in enumerate(readers):
        journal = Journal(workspace.place.annotations, f"{PRIVATE} {number % 2}")
        for record in reader.records:
            said.append(private(record, len(said)))
            journal.append(reader.article, said[-1])
    return workspace, said


EVERYTHING: list[tuple[int, Step]] = [
    (0, lambda reader: reader.tag(FIRST, Verdict.VERIFIED, note="because")),
    (0, lambda reader: reader.tag(SECOND, Verdict.DISPUTED, Aspect.STATEMENT)),
    (0, lambda reader: reader.mark(SECOND, Mark.TO_CHECK, "ask")),
    (0, lambda reader: reader.answer(FIRST, linked("Two soldiers were taken prisoner."))),
    (0, lambda reader: reader.answer(FIRST, Naming(Renaming.MERGE, ("Kyiv", "Kiev")))),
    (1, lambda reader: reader.tag(FIRST, Verdict.DISPUTED)),
    (1, lambda reader: reader.decide(FIRST, Verdict.DISPUTED, [])),
    (2, lambda reader: reader.tag((0, 33), Verdict.VERIFIED)),
    (3, lambda reader: reader.tag((0, 33), Verdict.UNVERIFIABLE)),
    (3, lambda reader: reader.withdraw((0, 33), Slot.CONTENT)),
]


def files(content: bytes, name: str = "") -> Iterator[bytes]:
    """Give a file, with its name, and all that is packed in it."""
    yield name.encode() + b"\n" + content
    if is_zipfile(io.BytesIO(content)):
        with ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.infolist():
                assert (entry.date_time[0], entry.date_time[3:]) == (1980, (0, 0, 0))
                assert not entry.comment
                assert not entry.extra
                yield from files(packed.read(entry), entry.filename)


def exported(name: str, workspace: Workspace, keep: Keep | None = None) -> tuple[bytes, Exported]:
    content = io.BytesIO()
    snapshot = workspace.snapshot(withdrawn=True)
    done = write(format_named(name), anonymous(snapshot, keep=keep) if keep else anonymous(snapshot), content)
    return b"\n".join(files(content.getvalue())), done


def ids(content: bytes) -> set[bytes]:
    return set(_UUID.findall(content))


def check(workspace: Workspace, said: list[Record]) -> None:
    old = {str(each).encode() for record in said for each in (record.id, record.claim)}
    for name in format_names():
        content, done = exported(name, workspace)
        assert PRIVATE.encode() not in content, name
        assert not old & ids(content), name
        assert not _TIME_OF_DAY.search(content.replace(b"1980-01-01T00:00:00", b"")), name
        assert "read it before you hand it on" in done.notice


@pytest.mark.parametrize("name", ["json", "csv", "w3c"])
def test_no_two_exports_have_an_id_in_common(name: str, tmp_path: Path) -> None:
    workspace = tagged(tmp_path, TEXT, EVERYTHING)[0].workspace
    one, other = (ids(exported(name, workspace)[0]) for _ in range(2))
    assert len(one) == len(other) > 3
    assert not one & other


def test_nothing_private_is_left_whatever_the_format(tmp_path: Path) -> None:
    workspace, said = tagged(tmp_path, TEXT, EVERYTHING)
    check(workspace.workspace, said)
    for name in format_names():
        content = io.BytesIO()
        write(format_named(name), workspace.workspace.snapshot(withdrawn=True), content)
        assert PRIVATE.encode() in b"\n".join(files(content.getvalue())), name  # which is there otherwise


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, talks)
def test_nothing_private_is_left_whatever_was_said(
    tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    workspace, said = tagged(tmp_path_factory.mktemp("there"), text, talk)
    check(workspace.workspace, said)


def test_the_loss_report_says_all_of_it(tmp_path: Path) -> None:
    workspace, said = tagged(tmp_path, TEXT, EVERYTHING)
    _, done = exported("json", workspace.workspace)
    told = {f"{each.field} {each.how}": each.number for each in done.lost}
    assert told == {
        "names of workspaces left out": 1,
        "names of folders left out": 2,
        "annotators numbered in no order": 3,
        "ids of records new in every export": len(said),
        "times cut to the day": len(said),
        "reasons left out": len(said),
        "names of what suggested counterparts left out": 1,
        "logins in web addresses left out": 6,
        "addresses left out where they are on no web": 6,
        "fields of other versions left out": len(said),
    }


def test_what_is_to_be_kept_is_kept(tmp_path: Path) -> None:
    workspace, said = tagged(tmp_path, TEXT, EVERYTHING)
    content, done = exported("json", workspace.workspace, Keep(times=True, reasons=True))
    assert content.count(f"because {PRIVATE}".encode()) >= 1
    assert said[0].at.isoformat(timespec="milliseconds")[:23].encode() in content
    assert not {"times", "reasons"} & {str(each.field) for each in done.lost}
    assert "the reasons and notes" in done.notice


def standing(workspace: Workspace) -> list[tuple[object, ...]]:
    """What holds in a workspace, without who said it, when and why."""
    return sorted(
        (
            (
                said.article.rpartition("/")[2],
                said.start,
                said.end,
                str(getattr(said, "verdict", "")),
                len(said.history),
            )
            for said in (*workspace.snapshot().annotations, *workspace.snapshot().marks)
        ),
        key=repr,
    )


def test_an_anonymous_export_holds_the_same_verdicts_and_is_sound_where_it_is_imported(tmp_path: Path) -> None:
    workspace, _ = tagged(tmp_path, TEXT, EVERYTHING)
    file = tmp_path / "a.json"
    with file.open("wb") as out:
        write(format_named("json"), anonymous(workspace.workspace.snapshot()), out)
    after = Workspace(Place(workspace.place.articles, tmp_path / "after" / "annotations"))
    assert import_file(after, format_named("json"), file, own="ana", name="ana").refused == ()
    assert standing(after) == standing(workspace.workspace)
    assert after.verify().problems == ()
    assert {*after.annotators()} <= {f"annotator {number}" for number in range(1, 5)}


def test_the_numbers_of_annotators_are_drawn_by_lot() -> None:
    now = sifted(taken(), Only(verdicts=frozenset({Verdict.DISPUTED, Verdict.UNVERIFIABLE})))
    drawn = {tuple((said.by, said.verdict) for said in anonymous(now).annotations) for _ in range(60)}
    assert drawn == {
        (("annotator 1", Verdict.DISPUTED), ("annotator 2", Verdict.UNVERIFIABLE)),
        (("annotator 1", Verdict.UNVERIFIABLE), ("annotator 2", Verdict.DISPUTED)),
    }  # nor is the order that of the names


def test_a_record_that_comes_while_it_is_written_makes_nothing_fail(tmp_path: Path) -> None:
    workspace, _ = tagged(tmp_path, TEXT, EVERYTHING[:1])
    now = anonymous(workspace.workspace.snapshot())
    late = Reader("late", "001.txt", TEXT)
    late.tag(SECOND, Verdict.DISPUTED)
    [record] = late.records
    Journal(workspace.place.annotations, f"{PRIVATE} late").append("001.txt", record)
    content = io.BytesIO()
    write(format_named("json"), now, content)
    assert b"annotator 2" in content.getvalue()
    assert str(record.id).encode() not in content.getvalue()


def test_records_of_every_shape_are_stored_as_they_are_given_here() -> None:
    """The private fields above are all that a record has: a new one must be thought of here."""
    shape: Mapping[str, Any] = to_json(private(_record(), 1))
    assert {*shape} == {"claim", "at", "by", "action", "verdict", "aspect", "note", "evidence", "anchor", "later"}
    assert {*vars(_record())} == {
        "id", "article", "claim", "at", "by", "action", "anchor", "verdict", "aspect", "mark", "linked", "naming",
        "note", "evidence", "undoes", "inherited_from", "judged", "missing_in", "follows", "extra",
    }  # fmt: skip


def _record() -> Record:
    record = Reader().tag(FIRST, Verdict.VERIFIED)
    assert record
    return record
