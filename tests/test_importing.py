import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, Step, linked
from tests.formats.workspaces import Made, empty, grouped, made, standing, talks, texts

from newsread.annotations.commands import Judgement
from newsread.annotations.records import Mark, Verdict
from newsread.articles.article import Article
from newsread.errors import NewsreadError
from newsread.formats import Field, Format, format_named, format_names
from newsread.formats.export import write
from newsread.formats.selection import Only, sifted
from newsread.formats.snapshot import Annotation
from newsread.workspace.importing import Imported, import_file

READ_BACK = [name for name in format_names() if format_named(name).read]
LOSSLESS = ["json", "jsonl"]


def exported(chosen: Format, workspace: Made, file: Path) -> Path:
    content = io.BytesIO()
    write(chosen, workspace.workspace.snapshot(), content)
    file.write_bytes(content.getvalue())
    return file


def imported(chosen: Format, workspace: Made, file: Path) -> Imported:
    return import_file(workspace.workspace, chosen, file, own="ana", name="ana")


def recorded(workspace: Made) -> object:
    return {by: workspace.workspace.recorded(by) for by in workspace.workspace.annotators()}


few = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", LOSSLESS)
@few
@given(texts, talks)
def test_everything_comes_back_from_a_lossless_format(
    name: str, tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    folder = tmp_path_factory.mktemp("there")
    before, after = made(folder / "before", text, talk), empty(folder / "after", text)
    chosen = format_named(name)
    assert chosen.losses == ()
    file = exported(chosen, before, folder / "tags")
    assert imported(chosen, after, file).refused == ()
    assert recorded(after) == recorded(before)
    assert exported(chosen, after, folder / "again").read_bytes() == file.read_bytes().replace(b'"before"', b'"after"')


@pytest.mark.slow
@pytest.mark.parametrize("name", READ_BACK)
@few
@given(texts, talks)
def test_what_comes_back_differs_in_nothing_but_what_the_format_says_it_loses(
    name: str, tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    folder = tmp_path_factory.mktemp("there")
    before, after = made(folder / "before", text, talk), empty(folder / "after", text)
    chosen = format_named(name)
    imported(chosen, after, exported(chosen, before, folder / "tags"))
    was, now = before.workspace.snapshot(), after.workspace.snapshot()
    losses = chosen.losses
    assert standing(now, losses, was) == standing(was, losses)
    if Field.GROUP not in {loss.field for loss in losses}:
        assert all(any(one <= group for group in grouped(now)) for one in grouped(was))  # overlapping claims may join


@pytest.mark.slow
@pytest.mark.parametrize("name", READ_BACK)
@few
@given(texts, talks)
def test_to_import_again_changes_nothing(
    name: str, tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    folder = tmp_path_factory.mktemp("there")
    before, after = made(folder / "before", text, talk), empty(folder / "after", text)
    chosen = format_named(name)
    file = exported(chosen, before, folder / "tags")
    imported(chosen, after, file)
    once, there = recorded(after), recorded(before)
    imported(chosen, after, file)
    assert recorded(after) == once
    if Field.ID not in {loss.field for loss in chosen.losses}:
        imported(chosen, before, file)
        assert recorded(before) == there


# What was changed in the other tool


def one_verdict(folder: Path, name: str) -> tuple[Made, Path]:
    workspace = made(folder / "w", TEXT, [(0, lambda reader: reader.tag(FIRST, Verdict.VERIFIED, note="a\rb"))])
    return workspace, exported(format_named(name), workspace, folder / "tags")


def verdicts(workspace: Made) -> list[tuple[str, str | None, str]]:
    return [(said.by, said.verdict, said.note) for said in workspace.workspace.snapshot().annotations]


def changed(file: Path, before: bytes, after: bytes) -> Path:
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after))
    return file


@pytest.mark.parametrize("name", ["csv", "label-studio"])
def test_a_verdict_that_was_changed_in_the_other_tool_revises_what_it_was(name: str, tmp_path: Path) -> None:
    workspace, file = one_verdict(tmp_path, name)
    chosen = format_named(name)
    before = recorded(workspace)
    imported(chosen, workspace, file)
    assert recorded(workspace) == before
    written = file.read_bytes()
    file.write_bytes(re.sub(rb'"verified"(?=[\],])', b'"disputed"', written, count=1))
    assert file.read_bytes() != written
    imported(chosen, workspace, file)
    once = recorded(workspace)
    assert [verdict for _, verdict, _ in verdicts(workspace)] == ["disputed"]
    imported(chosen, workspace, file)
    assert recorded(workspace) == once


def test_a_change_in_the_other_tool_and_one_made_here_since_contradict_each_other(tmp_path: Path) -> None:
    workspace, file = one_verdict(tmp_path, "csv")
    there = workspace.workspace
    article, notebook = there.article("001.txt"), there.notebook("ana")
    assert isinstance(article, Article)
    notebook.judge(article, *FIRST, Judgement(Verdict.UNVERIFIABLE))
    notebook.save()
    imported(format_named("csv"), workspace, changed(file, b'"verified"', b'"disputed"'))
    assert {verdict for _, verdict, _ in verdicts(workspace)} == {"disputed", "unverifiable"}
    conflicts = [annotation.conflicts for annotation in there.snapshot().annotations]
    assert all(conflicts)


# Files that do not fit


def test_words_that_are_no_longer_at_their_place_are_kept_and_told_as_not_found(tmp_path: Path) -> None:
    before, file = one_verdict(tmp_path, "csv")
    after = empty(tmp_path / "after", "Nothing of it remains here, but this is long enough for all of it.")
    assert imported(format_named("csv"), after, file).refused == ()
    [said] = after.workspace.snapshot().annotations
    assert (said.quote, said.found, said.verdict) == (TEXT[slice(*FIRST)], False, "verified")
    assert verdicts(before)


def test_an_article_is_known_by_its_text_under_another_name(tmp_path: Path) -> None:
    _, file = one_verdict(tmp_path, "json")
    after = empty(tmp_path / "after", TEXT)
    (after.place.articles / "001.txt").rename(after.place.articles / "renamed.txt")
    assert imported(format_named("json"), after, file).refused == ()
    assert [said.article for said in after.workspace.snapshot().annotations] == ["renamed.txt"]


@pytest.mark.parametrize("by", ["../evil", "a/b", "", "con", ".hidden", "x" * 100])
def test_no_name_in_a_file_leads_out_of_the_workspace(by: str, tmp_path: Path) -> None:
    workspace, file = one_verdict(tmp_path, "csv")
    merged = imported(format_named("csv"), workspace, changed(file, b'"ana"', f'"{by}"'.encode()))
    names = {path.name for path in tmp_path.rglob("*")}
    assert not any("evil" in name or name in {"b", "con", ".hidden"} for name in names)
    assert merged.refused or by == ""  # which names nobody, so that it is whose import it is


def test_a_row_that_cannot_be_used_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    talk: list[tuple[int, Step]] = [
        (0, lambda reader: reader.tag(FIRST, Verdict.VERIFIED)),
        (0, lambda reader: reader.tag(SECOND, Verdict.DISPUTED)),
    ]
    file = exported(format_named("csv"), made(tmp_path / "w", TEXT, talk), tmp_path / "tags")
    after = empty(tmp_path / "after", TEXT)
    done = imported(format_named("csv"), after, changed(file, b'"verified"', b'"right"'))
    assert done.refused == ("Entry 1 was not taken: row 2 has 'right' as verdict, which it cannot be.",)
    assert [verdict for _, verdict, _ in verdicts(after)] == ["disputed"]


def test_a_table_with_semicolons_is_read_too(tmp_path: Path) -> None:
    _, file = one_verdict(tmp_path, "csv")
    after = empty(tmp_path / "after", TEXT)
    assert imported(format_named("csv"), after, changed(file, b'","', b'";"')).refused == ()
    assert [verdict for _, verdict, _ in verdicts(after)] == ["verified"]


def test_a_place_without_words_is_that_of_the_article(tmp_path: Path) -> None:
    after = empty(tmp_path / "after", TEXT)
    file = tmp_path / "tags.csv"
    file.write_text("article,start,end,quote,by,verdict\n001.txt,0,22,,ana,verified\n001.txt,60,2000,,ana,verified\n")
    [refused] = imported(format_named("csv"), after, file).refused
    assert "60 to 2000 of 001.txt is known to be no words of it" in refused
    assert [said.quote for said in after.workspace.snapshot().annotations] == [TEXT[slice(*FIRST)]]


def test_a_file_that_is_none_is_told_by_its_name(tmp_path: Path) -> None:
    workspace, file = one_verdict(tmp_path, "csv")
    file.write_bytes(b"PK\x00\xff")
    for name in format_names():
        chosen = format_named(name)
        with pytest.raises(NewsreadError, match=r"tags|cannot read it back"):
            imported(chosen, workspace, file)


def test_a_note_from_another_tool_on_an_article_that_it_knows_by_its_address_is_taken(tmp_path: Path) -> None:
    workspace = empty(tmp_path / "w", TEXT)
    file = tmp_path / "notes.jsonld"
    selector = {"type": "TextQuoteSelector", "exact": "He said so on Tuesday."}
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "Who heard it?"},
        "target": {"source": "https://example.org/1", "selector": selector},
    }
    file.write_text(json.dumps(note))
    assert imported(format_named("w3c"), workspace, file).refused == ()
    [said] = workspace.workspace.snapshot().marks
    assert (said.mark, said.note, said.quote, said.found) == ("seen", "Who heard it?", "He said so on Tuesday.", True)


EVIL = ["/evil", "../../evil", "../bob/002.txt", "workspace", "x\x00y", "a/../../evil", "", "evil\u202e"]


@pytest.mark.parametrize("article", EVIL)
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_no_id_of_an_article_in_a_file_leads_out_of_the_annotators_folder(
    name: str, article: str, tmp_path: Path
) -> None:
    talk: list[tuple[int, Step]] = [
        (0, lambda reader: reader.tag(FIRST, Verdict.VERIFIED)),
        (0, lambda reader: reader.answer(FIRST, linked("The minister denied it."))),
    ]
    file = exported(format_named(name), made(tmp_path / "w", TEXT, talk), tmp_path / "tags")
    evil = json.dumps(article).encode()
    content = re.sub(rb'"00[12]\.txt"', lambda _: evil, file.read_bytes())
    file.write_bytes(re.sub(rb'"sha256": ?"[0-9a-f]+"', b'"sha256": "0"', content))
    after = empty(tmp_path / "after", TEXT)
    there = {*tmp_path.rglob("*")}
    assert imported(format_named(name), after, file).refused
    assert recorded(after) == {}
    assert not [path for path in {*tmp_path.rglob("*")} - there if path.is_file()]
    assert not Path("/evil.json").exists()


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    workspace, file = one_verdict(tmp_path, "json")
    after = empty(tmp_path / "after", TEXT)
    [refused] = imported(format_named("json"), after, changed(file, b"a\\rb", b"a\\ud800b")).refused[:1]
    assert "half a character" in refused
    assert verdicts(workspace)


def test_a_device_is_not_read(tmp_path: Path) -> None:
    workspace, _ = one_verdict(tmp_path, "json")
    with pytest.raises(NewsreadError, match="is no file"):
        imported(format_named("json"), workspace, Path("/dev/zero"))


def test_what_a_format_of_another_package_raises_is_told_in_a_sentence(tmp_path: Path) -> None:
    def fails(*_: object) -> Any:
        raise KeyError("verdict")

    workspace, file = one_verdict(tmp_path, "json")
    strange = replace(format_named("json"), name="strange", write=fails, read=fails)
    with pytest.raises(NewsreadError, match="could not be read as strange: KeyError"):
        imported(strange, workspace, file)
    with pytest.raises(NewsreadError, match="The format strange failed: KeyError"):
        exported(strange, workspace, file)


# What is taken leaves the workspace sound


def edited(file: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    content = json.loads(file.read_bytes())
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def last(content: dict[str, Any]) -> dict[str, Any]:
    """Return the last record of the first annotation."""
    record: dict[str, Any] = content["annotations"][0]["history"][-1]
    return record


NOWHERE = "01900000-0000-7000-8000-000000000000"
MANY: list[tuple[int, Step]] = [
    (0, lambda reader: reader.mark(FIRST, Mark.SEEN)),
    (0, lambda reader: reader.tag(FIRST, Verdict.VERIFIED)),
    (1, lambda reader: reader.tag(SECOND, Verdict.DISPUTED)),
    (0, lambda reader: reader.answer(FIRST, linked("The minister denied it."))),
]
UNSOUND: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("undoes record", lambda content: last(content).update(undoes=NOWHERE)),
    ("given as record", lambda content: last(content).update(inherited_from=NOWHERE)),
    ("decides on record", lambda content: last(content).update(action="decide", judged=[NOWHERE])),
    ("is not what 001.txt has from 5 to 27", lambda content: last(content)["anchor"].update(start=5, end=27)),
    ("article 009.txt is not among", lambda content: content["annotations"][0].update(article="009.txt")),
    ("days ahead", lambda content: last(content).update(id="fff00000-0000-7000-8000-000000000000")),
    ("article 009.txt is not among", lambda content: content["records"][0]["linked"].update(article="009.txt")),
    ("half a character", lambda content: last(content).update(later="\ud83d")),
    ("not a span", lambda content: last(content)["anchor"].update(start=10**20, end=10**20 + 22)),
]


@pytest.mark.parametrize(("sentence", "change"), UNSOUND, ids=[sentence for sentence, _ in UNSOUND])
def test_what_verify_would_object_to_is_refused_and_the_rest_is_taken(
    sentence: str, change: Callable[[dict[str, Any]], object], tmp_path: Path
) -> None:
    file = edited(exported(format_named("json"), made(tmp_path / "w", TEXT, MANY), tmp_path / "tags"), change)
    if sentence == "article 009.txt is not among":
        content = re.sub(rb'"sha256": "[0-9a-f]+"', b'"sha256": "0"', file.read_bytes())
        file.write_bytes(content)
    after = empty(tmp_path / "after", TEXT)
    try:
        refused = imported(format_named("json"), after, file).refused
    except NewsreadError as error:
        refused = (str(error),)
    else:
        assert "ben" in after.workspace.annotators()
    assert sentence in " ".join(refused)
    assert after.workspace.verify().problems == ()


def test_one_id_on_two_articles_is_taken_once(tmp_path: Path) -> None:
    def twice(content: dict[str, Any]) -> None:
        [other] = [each for each in content["annotations"] if each["article"] == "002.txt"]
        other["history"][0]["id"] = other["history"][0]["claim"] = last(content)["id"]

    talk: list[tuple[int, Step]] = [MANY[1], (2, lambda reader: reader.tag((0, 33), Verdict.DISPUTED))]
    file = edited(exported(format_named("json"), made(tmp_path / "w", TEXT, talk), tmp_path / "tags"), twice)
    after = empty(tmp_path / "after", TEXT)
    imported(format_named("json"), after, file)
    assert [said.article for said in after.workspace.snapshot().annotations] == ["001.txt"]
    assert after.workspace.verify().problems == ()


@pytest.mark.parametrize("name", READ_BACK)
def test_a_claim_whose_first_record_is_not_in_the_file_begins_with_another(name: str, tmp_path: Path) -> None:
    before, after = made(tmp_path / "w", TEXT, MANY), empty(tmp_path / "after", TEXT)
    snapshot = sifted(before.workspace.snapshot(), Only(verdicts=frozenset({Verdict.VERIFIED})))
    parts = [replace(part, annotations=tuple(map(alone, part.annotations)), records=()) for part in snapshot.parts]
    bare = replace(snapshot, parts=parts)
    content = io.BytesIO()
    write(format_named(name), bare, content)
    file = tmp_path / "tags"
    file.write_bytes(content.getvalue())
    done = imported(format_named(name), after, file)
    assert done.refused == ()
    assert [said.verdict for said in after.workspace.snapshot().annotations] == ["verified"]
    assert after.workspace.verify().problems == ()
    assert "New ids for 1 claim" in " ".join(done.merged.notices)


def alone(said: Annotation) -> Annotation:
    """Return an annotation with the last record of its history, and nothing of what was before."""
    return replace(said, history=said.history[-1:])


def test_an_id_of_a_record_on_another_article_is_not_taken_for_it(tmp_path: Path) -> None:
    workspace, file = one_verdict(tmp_path, "csv")
    changed(file, b'"001.txt"', b'"002.txt"')
    text = ELSEWHERE[: len(TEXT[slice(*FIRST)])].encode()
    changed(file, TEXT[slice(*FIRST)].encode(), text)
    file.write_bytes(re.sub(rb'"[0-9a-f]{64}"', b'""', file.read_bytes()))
    [refused] = imported(format_named("csv"), workspace, file).refused
    assert "its id is that of a record on 001.txt" in refused
    assert workspace.workspace.verify().problems == ()


def test_a_place_before_the_text_is_no_place(tmp_path: Path) -> None:
    after = empty(tmp_path / "after", TEXT)
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": f"{TEXT} And more.", "label": [[-9, 30, "seen"], [-9, -2, "seen"]]}))
    assert len(imported(format_named("doccano"), after, file).refused) == 2
