import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cassis import Cas, load_cas_from_json, load_cas_from_xmi, load_typesystem
from hypothesis import given, settings
from tests.annotations.saying import SECOND, TEXT, Reader, Step
from tests.formats.sample import article, taken
from tests.formats.workspaces import empty, made, talks, texts

from newsread.annotations.records import Verdict
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.formats import format_named
from newsread.formats.cas_annotations import LAYER
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot
from newsread.workspace.importing import import_file

FIRETRUCKS = "👨🏻\u200d🚒 firemen drive firetrucks"
BOTH = ["cas", "cas-xmi"]


def files(name: str, now: Snapshot) -> dict[str, bytes]:
    content = io.BytesIO()
    format_named(name).write(now, content)
    with zipfile.ZipFile(content) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def cases(name: str, now: Snapshot) -> Iterator[Cas]:
    """The CASes, as dkpro-cassis opens them by itself."""
    written = files(name, now)
    for each, content in written.items():
        if each.endswith(".xmi"):
            types = load_typesystem(io.BytesIO(written["TypeSystem.xml"]))
            yield load_cas_from_xmi(io.BytesIO(content), typesystem=types)
        elif each.endswith(".json"):
            yield load_cas_from_json(io.BytesIO(content))


def of_firetrucks() -> Snapshot:
    reader = Reader(text=FIRETRUCKS)
    reader.tag((19, 29), Verdict.VERIFIED)
    return snapshot("w", [article(text=FIRETRUCKS)], reader.claims)


@pytest.mark.parametrize("name", BOTH)
def test_a_cas_counts_utf_16_units(name: str) -> None:
    [content] = [content for each, content in files(name, of_firetrucks()).items() if each.endswith((".json", ".xmi"))]
    if name == "cas":
        [span] = [each for each in json.loads(content)["%FEATURE_STRUCTURES"] if each["%TYPE"] == LAYER]
        assert (span["begin"], span["end"]) == (22, 32)
    else:
        assert b'begin="22" end="32"' in content


@pytest.mark.parametrize("name", BOTH)
def test_the_words_are_those_of_the_text_and_of_the_layer(name: str) -> None:
    [cas] = cases(name, of_firetrucks())
    [span] = cas.select(LAYER)
    assert span.get_covered_text() == span.quote == "firetrucks"
    assert (span.verdict, span.aspect, span.by) == ("verified", "content", "ana")


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=25)
@given(texts, talks)
def test_every_span_has_the_words_that_were_judged(
    name: str, tmp_path_factory: pytest.TempPathFactory, text: str, talk: list[tuple[int, Step]]
) -> None:
    now = made(tmp_path_factory.mktemp("there") / "w", text, talk).workspace.snapshot()
    there = [(span.get_covered_text(), span.record) for cas in cases(name, now) for span in cas.select(LAYER)]
    said = [(each.quote, str(each.id)) for part in now.parts for each in part.said]
    assert sorted(there, key=str) == sorted(said, key=str)


def test_xml_that_cannot_hold_a_sign_has_another_of_the_same_length() -> None:
    text = "Two men\x0bwere captured."
    reader = Reader(text=text)
    reader.tag((0, len(text)), Verdict.VERIFIED, note="\x00why")
    now = snapshot("w", [article(text=text, source=Source(title="Two\x0bmen"))], reader.claims)
    [cas] = cases("cas-xmi", now)
    assert cas.sofa_string == "Two men�were captured."
    [span] = cas.select(LAYER)
    assert span.note == "�why"


def zipped(**entries: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in entries.items():
            archive.writestr(name, each)
    return content.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cas", b"{", "is not valid JSON"),
        ("cas", b"[]", "is not a UIMA CAS"),
        ("cas", b'{"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}', "no layer"),
        ("cas", b"PK\x03\x04 and no more", "cannot be read as a zip"),
        ("cas", zipped(**{"../../evil.json": b"{"}), "is not valid JSON"),
        ("cas-xmi", zipped(**{"a.xmi": b"<x/>"}), "TypeSystem.xml"),
        ("cas-xmi", zipped(**{"TypeSystem.xml": BOMB}), "declares entities"),
        ("cas-xmi", zipped(**{"TypeSystem.xml": b"<x"}), "cannot be read"),
        ("cas-xmi", b"", "cannot be read as a zip"),
    ],
)
def test_what_is_no_such_export_is_told(name: str, content: bytes, sentence: str) -> None:
    read = format_named(name).read
    assert read
    with pytest.raises(NewsreadError, match=sentence):
        list(read(content))


def test_a_sentence_does_not_repeat_all_that_a_file_holds() -> None:
    structure = {"%ID": 1, "%TYPE": "x" * 5_000, "@sofa": 1, "begin": 0, "end": 1}
    content = json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [structure], "%VIEWS": {}}).encode()
    read = format_named("cas").read
    assert read
    with pytest.raises(NewsreadError, match="is not a UIMA CAS") as caught:
        list(read(content))
    assert len(str(caught.value)) < 500


def test_a_zip_that_unpacks_to_more_than_is_taken_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsread.formats.zipped._MOST_IN_ALL", 1_000_000)
    read = format_named("cas").read
    assert read
    with pytest.raises(NewsreadError, match="holds more than 1,000,000 bytes"):
        list(read(zipped(**{"a.json": b" " * 1_000_001})))


@pytest.mark.parametrize("name", BOTH)
def test_the_same_state_is_the_same_file(name: str) -> None:
    now, first, second = taken(), io.BytesIO(), io.BytesIO()
    format_named(name).write(now, first)
    format_named(name).write(now, second)
    assert first.getvalue() == second.getvalue()


NO_PLACES = [
    ("begin", 23.5),
    ("end", 45.5),
    ("begin", "23"),
    ("begin", None),
    ("begin", [23]),
    ("end", {}),
]


@pytest.mark.parametrize(("name", "value"), [*NO_PLACES, ("begin", -4), ("end", 10**30), ("note", 3), ("judged", {})])
def test_a_span_whose_values_are_of_other_types_is_refused_with_a_sentence(
    name: str, value: object, tmp_path: Path
) -> None:
    workspace = made(tmp_path / "w", TEXT, [(0, lambda reader: reader.tag(SECOND, Verdict.VERIFIED))])
    content = io.BytesIO()
    format_named("cas").write(workspace.workspace.snapshot(), content)
    with zipfile.ZipFile(content) as archive:
        cas = json.loads(archive.read("001.json"))
    for structure in cas["%FEATURE_STRUCTURES"]:
        if structure["%TYPE"] == LAYER:
            structure[name] = value
    file = tmp_path / "tags.cas.zip"
    file.write_bytes(zipped(**{"001.json": json.dumps(cas).encode()}))
    after = empty(tmp_path / "after", TEXT)
    with pytest.raises(NewsreadError, match=r"tags\.cas\.zip (is|has) "):
        import_file(after.workspace, format_named("cas"), file, own="ana", name="ana")
    assert after.workspace.snapshot().annotations == ()
