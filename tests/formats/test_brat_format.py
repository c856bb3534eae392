import io
import json
import re
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import SECOND, Reader, Step
from tests.formats.everything import everything
from tests.formats.sample import article, taken
from tests.formats.shown import FIREMEN, is_read_back, refusal, spoken, told
from tests.formats.workspaces import talks, texts

from newsread.annotations.records import Aspect, Mark, Verdict
from newsread.errors import NewsreadError
from newsread.formats.brat_format import FORMAT
from newsread.formats.imported import Told
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(txt|ann)", re.ASCII)


def written(now: Snapshot) -> bytes:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return file.getvalue()


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return {name: folder.read(name).decode() for name in folder.namelist()}


def packed(files: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as folder:
        for name, text in files.items():
            folder.writestr(name, text)
    return content.getvalue()


def read(annotations: str, text: str = "Two men were captured.") -> list[Told]:
    return told(FORMAT, packed({"a.txt": text, "a.ann": annotations}))


def entities(text: str, span: tuple[int, int]) -> str:
    """The line of a verdict on words of a text, without its id and type."""
    reader = Reader(text=text)
    reader.tag(span, Verdict.VERIFIED)
    lines = unpacked(written(snapshot("w", [article(text=text)], reader.claims)))["001.ann"]
    return lines.split("\n")[0].removeprefix("T1\tVerified ")


def test_each_article_has_a_text_and_annotations() -> None:
    files = unpacked(written(taken()))
    assert list(files) == ["annotation.conf", "001.txt", "001.ann", "articles.jsonl"]
    assert files["001.txt"] == taken().parts.__iter__().__next__().text
    lines = [line for line in files["001.ann"].splitlines() if "\tNewsread " not in line]
    assert lines == [
        "T1\tDisputed 23 45\tHe said so on Tuesday.",
        "#1\tAnnotatorNotes T1\tHe denies it.",
        "T2\tVerified 23 45\tHe said so on Tuesday.",
        "A1\tStatement T2",
        "T3\tUnverifiable 23 45\tHe said so on Tuesday.",
        "T4\tTo_check 46 75\tNobody else has confirmed it.",
        "#5\tAnnotatorNotes T4\task",
    ]
    [known] = files["articles.jsonl"].splitlines()
    assert json.loads(known)["article"] == "001.txt"


def test_all_types_and_attributes_are_configured() -> None:
    files = unpacked(written(everything()))
    sections = dict(re.findall(r"\[(\w+)\]\n(.*?)(?=\n\[|\Z)", files["annotation.conf"], re.DOTALL))
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    for name, annotations in files.items():
        if name.endswith(".ann"):
            assert set(re.findall(r"^T\d+\t(\S+)", annotations, re.MULTILINE)) <= set(sections["entities"].split("\n"))
            used = set(re.findall(r"^A\d+\t(\S+)", annotations, re.MULTILINE))
            assert used <= set(re.findall(r"^(\w+)\t", sections["attributes"], re.MULTILINE))


def test_offsets_are_code_points() -> None:
    assert entities(FIREMEN, (19, 29)) == "19 29\tfiretrucks"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo", "0 3;4 7\tone two"),
        ("one \r\n\r\n  two", "0 3;10 13\tone two"),
        ("one\ttwo", "0 3;4 7\tone two"),
        ("one\u2028two\x85three", "0 3;4 7;8 13\tone two three"),
        ("\none\n", "1 4\tone"),
        ("one two", "0 7\tone two"),
        ("one\x0b\x1ctwo", "0 3;5 8\tone two"),
    ],
)
def test_words_on_several_lines_are_fragments(text: str, line: str) -> None:
    assert entities(text, (0, len(text))) == line


def test_words_that_are_nothing_but_line_ends_stand_where_they_are() -> None:
    assert entities("one\r\ntwo", (3, 5)) == "3 5\t  "


@given(texts, talks)
def test_what_is_written_is_read_back(text: str, talk: list[tuple[int, Step]]) -> None:
    is_read_back(FORMAT, spoken(text, talk))


@given(st.text(st.sampled_from(" \t\r\n\u2028\x85\x0b\x1cab👨🏻\u200d\u0301"), min_size=1, max_size=12), st.data())
def test_any_words_and_any_note_are_read_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    reader = Reader(text=text)
    reader.tag((start, end), Verdict.VERIFIED, note=data.draw(st.text(max_size=8)))
    is_read_back(FORMAT, snapshot("w", [article(text=text)], reader.claims))


@given(texts, talks)
def test_each_line_is_one_of_brats(text: str, talk: list[tuple[int, Step]]) -> None:
    shapes = r"T\d+\t[A-Za-z_]+ \d+ \d+(;\d+ \d+)*\t.+|A\d+\t\w+ T\d+|#\d+\t\w+ T\d+\t.+"
    for name, content in unpacked(written(spoken(text, talk))).items():
        if name.endswith(".ann"):
            lines = content.splitlines()
            assert all(re.fullmatch(shapes, line) for line in lines)
            ids = [line.partition("\t")[0] for line in lines]
            assert len(set(ids)) == len(ids)


def test_everything_that_can_be_shown_is_read_back() -> None:
    is_read_back(FORMAT, everything())


HOSTILE = [
    "../../etc/passwd.txt",
    "/etc/passwd",
    "C:\\autoexec.bat",
    "a/b.txt",
    "a-b.txt",
    "A.txt",
    "a.txt",
    "a.md",
    "con.txt",
    "nul.1.txt",
    "ä.txt",
    "Ä.txt",
    "..",
    ".hidden.txt",
    "x" * 300 + ".txt",
    "a\nb\x00.txt",
    "annotation.conf",
    "articles.jsonl",
    "\udc80.txt",
    "a-0123456789abcdef.txt",
]


def test_no_id_makes_a_name_that_leads_elsewhere_or_stands_twice() -> None:
    reader = {name: Reader(article=name) for name in HOSTILE}
    for each in reader.values():
        each.tag(SECOND, Verdict.VERIFIED)
    now = snapshot(
        "w", [article(name) for name in HOSTILE], [claim for each in reader.values() for claim in each.claims]
    )
    content = written(now)
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        names = folder.namelist()
    assert len({name.lower() for name in names}) == len(names) == 2 * len(HOSTILE) + 2
    for name in set(names) - {"annotation.conf", "articles.jsonl"}:
        assert SAFE.fullmatch(name)
        assert len(name) < 110
        assert name.partition(".")[0] not in {"con", "nul"}
    is_read_back(FORMAT, now)


@given(st.sets(st.text(st.sampled_from("aAä01-_./ "), min_size=1, max_size=6)))
def test_articles_with_other_ids_have_other_files(ids: set[str]) -> None:
    names = list(unpacked(written(snapshot("w", [article(name) for name in sorted(ids)], []))))
    assert len({name.lower() for name in names}) == 2 * len(ids) + 2


def test_what_was_changed_in_brat_is_a_saying_of_its_own_of_the_same_claim() -> None:
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note="so\nit is")
    files = unpacked(written(snapshot("w", [article()], reader.claims)))
    [before] = told(FORMAT, packed(files))
    changed = {
        "type": files["001.ann"].replace("Verified", "Disputed", 1),
        "note": files["001.ann"].replace("\tso it is\n", "\tso it was\n"),
        "attribute": files["001.ann"] + "A1\tStatement T1\n",
    }
    for annotations in changed.values():
        [after] = told(FORMAT, packed(files | {"001.ann": annotations}))
        assert (after.id, after.at, after.claim, after.by) == (None, None, before.claim, "ana")
        assert (after.verdict, after.note, after.aspect) != (before.verdict, before.note, before.aspect)


def test_annotations_made_in_brat_are_read() -> None:
    annotations = (
        "#1\tAnnotatorNotes T2\twho? \\n\r\n"
        "T1\tSeen 0 3;8 12\tTwo were\r\n"
        "T2\tTo_check 4 7\tmen\r\n"
        "T3\tVerified 13 21\tcaptured\n"
        "A1\tStatement T3\n"
        "R1\tAbout Arg1:T1 Arg2:T2\n"
        "*\tEquiv T1 T2\n"
        "\n"
    )
    first, second, third = read(annotations)
    assert (first.mark, first.start, first.end, first.quote) == (Mark.SEEN, 0, 12, "Two men were")
    assert (second.mark, second.note, second.article) == (Mark.TO_CHECK, "who? \\n", "a.txt")
    assert (third.verdict, third.aspect, third.by, third.id) == (Verdict.VERIFIED, Aspect.STATEMENT, "", None)


def test_a_folder_that_was_packed_with_its_name_is_read() -> None:
    files = {f"mine/{name}": text for name, text in unpacked(written(taken())).items()}
    files |= {"__MACOSX/mine/._001.txt": "\x00", "__MACOSX/mine/._001.ann": "T1 \x00", "mine/alone.ann": "T"}
    assert {said.article for said in told(FORMAT, packed(files))} == {"001.txt"}


@pytest.mark.parametrize(
    "line", ["T1\tPER 0 3\tTwo", "T1\tSeen 0\tTwo", "T1", "T1\tSeen -1 3\tTwo", "T1\tSeen ٠ ٣\tTwo", "T1 Seen 0 3 Two"]
)
def test_an_entity_that_cannot_be_understood_ends_with_a_sentence(line: str) -> None:
    with pytest.raises(NewsreadError, match=r"^has (a line that brat does not write|the label)"):
        read(line)


def test_places_outside_the_text_are_told_as_they_are() -> None:
    [said] = read("T1\tSeen 900 999\tTwo")
    assert (said.start, said.end, said.quote) == (900, 999, "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cannot be read as a zip file"),
        (b"PK\x03\x04 and no more", "cannot be read as a zip file"),
        (packed({}), "holds no .ann file"),
        (packed({"a.ann": ""}), "holds no .ann file"),
        (packed({"a.ann": b"\xff", "a.txt": ""}), "cannot be read as a zip file of texts in UTF-8"),
        (packed({"a.ann": "", "a.txt": "", "articles.jsonl": "[]"}), "has something else"),
        (packed({"a.ann": "T1\tSeen 0 1\ta\n#1\tNewsread T1\t{", "a.txt": "a"}), "is not valid JSON"),
        (packed({"a.ann": "", "a.txt": "", "articles.jsonl": '{"file": "a"}'}), "has an entry whose article"),
        (written(taken())[:-30], "cannot be read as a zip file"),
    ],
)
def test_what_is_no_such_file_ends_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NewsreadError, match=f"^{sentence}"):
        told(FORMAT, content)


def test_a_text_that_grows_when_it_is_unpacked_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("a.ann", "")
        with folder.open("a.txt", "w") as file:
            for _ in range(51):
                file.write(b" " * 1_000_000)
    assert len(content.getvalue()) < 100_000
    with pytest.raises(NewsreadError, match=r"^holds 'a.txt', which has more than 50,000,000 bytes"):
        told(FORMAT, content.getvalue())


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_with_a_sentence(place: int, damage: bytes) -> None:
    sound = written(taken())
    place %= len(sound)
    damaged = sound[:place] + damage + sound[place + len(damage) :]
    assert re.match(r"cannot be read|has |holds |is not |$", refusal(FORMAT, damaged))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_packed_in_a_way_that_nobody_uses_here_is_refused(packing: int) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as folder:
        folder.writestr("a.ann", "")
        folder.writestr("a.txt", "a")
    assert refusal(FORMAT, content.getvalue()).startswith("holds 'a.txt', which is packed in an unusual way")


@given(
    st.sampled_from(["verdict", "aspect", "at", "id", "claim", "evidence", "judged", "by", "note", "start", "end"]),
    st.sampled_from([None, [], {}, "", "x", 1, -1, 10**30, [{}], [{"url": ""}], [None], "9999-99-99"]),
)
def test_what_is_written_beside_can_be_anything(name: str, value: object) -> None:
    written_beside = {"start": 0, "end": 3, "verdict": "verified", "note": "so"} | {name: value}
    annotations = f"T1\tVerified 0 3\tTwo\n#1\tNewsread T1\t{json.dumps(written_beside)}"
    content = packed({"a.txt": "Two men", "a.ann": annotations})
    assert re.match(r"has |$", refusal(FORMAT, content))
