"""Reading: every encoding a newsroom meets, and every file that is no text."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.articles import reading
from newsread.articles.reading import Decoded, read_below
from newsread.errors import NewsreadError
from newsread.rooted import Root

ENGLISH = "“We have the documents,” he said — at the café. Zelensky’s men agreed."
RUSSIAN = "Президент Украины сообщил, что военные захватили двух граждан Китая, воевавших на стороне России."
CHINESE = "乌克兰总统泽连斯基说，乌克兰军队俘虏了两名为俄罗斯作战的中国公民。这发生在顿涅茨克地区。"


def read(file: Path) -> Decoded:
    return read_below(Root(file.parent), file.name)


def write(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(NewsreadError) as refused:
        read(file)
    sentence = str(refused.value)
    assert sentence.startswith(file.name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, CHINESE, " \r\n\tkept as it is \r\n\n", "\x1b[31mred\x1b[0m"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_notice(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(write(tmp_path, text.encode(encoding))) == (text, {}, None)


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks_are_known(tmp_path: Path, encoding: str) -> None:
    assert read(write(tmp_path, ("\ufeff" + ENGLISH).encode(encoding))).text == ENGLISH


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_plain_utf_16_needs_no_mark(tmp_path: Path, text: str, encoding: str) -> None:
    decoded = read(write(tmp_path, text.encode(encoding)))
    assert decoded.text == text
    assert decoded.notice == "read as UTF-16: it has no byte order mark"


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        ("The café was closed. Officials said so on Tuesday.", "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (CHINESE, "gb18030", "gb18030"),
    ],
)
def test_legacy_encodings_are_read_and_named(tmp_path: Path, text: str, encoding: str, label: str) -> None:
    decoded = read(write(tmp_path, text.encode(encoding)))
    assert decoded.text == text
    assert decoded.notice == f"read as {label}: it is not UTF-8"


def test_legacy_signs_far_down_are_read_like_those_at_the_head(tmp_path: Path) -> None:
    text = "plain words " * 20_000 + ENGLISH
    assert read(write(tmp_path, text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"Plain text with odd signs in it. " * 20 + b"\x01\x07\x1b\xff",
        b"The bridge was closed on Monday. \x01\x02\x03 " * 9 + b"\x93caf\xe9\x94",
    ],
)
def test_control_characters_keep_no_readable_text_from_being_read(tmp_path: Path, data: bytes) -> None:
    decoded = read(write(tmp_path, data))
    assert decoded.text == data.decode("cp1252")
    assert decoded.notice == "read as windows-1252: it is not UTF-8"


def test_many_control_characters_are_binary_whatever_the_encoding(tmp_path: Path) -> None:
    assert "binary" in refusal(write(tmp_path, b"\x01\x02 some words \x03\x04\xff" * 20))


@pytest.mark.parametrize(
    ("damage", "notice"),
    [(b"\xff", "1 byte is not valid UTF-8"), (b"\xff\xfe\xe2\x80", "4 bytes are not valid UTF-8")],
)
def test_damaged_utf_8_stays_utf_8_and_the_damage_is_counted(tmp_path: Path, damage: bytes, notice: str) -> None:
    decoded = read(write(tmp_path, ENGLISH.encode() + damage + ENGLISH.encode()))
    assert decoded.text.startswith(ENGLISH + "\ufffd")
    assert decoded.text.endswith("\ufffd" + ENGLISH)
    assert decoded.notice is not None
    assert decoded.notice.startswith(notice)


def test_damaged_utf_16_is_read_with_a_notice(tmp_path: Path) -> None:
    decoded = read(write(tmp_path, b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xd8" + "c".encode("utf-16-le")))
    assert decoded.text.startswith("ab\ufffd")
    assert decoded.notice is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP, Word"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"{\\rtf1 text}", "rich text"),
        (b"text \0 with a NUL", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (bytes(range(1, 9)) * 50, "binary"),
        (bytes(range(128, 256)) * 4, "no encoding that can be told"),
        (b"", "has no text"),
        (b"\xef\xbb\xbf \r\n\t\n", "has no text"),
        (b"---\ntitle: A\n---\n\n", "has no text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in refusal(write(tmp_path, data))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    assert read(write(tmp_path, b"a" * 1_000_000)).text
    assert "is larger than 1 MB" in refusal(write(tmp_path, b"a" * 1_000_001))


def test_missing_files_folders_and_names_that_cannot_be_are_refused(tmp_path: Path) -> None:
    assert "is not there" in refusal(tmp_path / "missing.txt")
    assert "is a folder" in refusal(tmp_path)
    with pytest.raises(NewsreadError, match="rename the file"):
        read(tmp_path / "a\0b.txt")
    with pytest.raises(NewsreadError, match="cannot be read"):
        read(tmp_path / ("a" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    assert "link to a file that is not there" in refusal(tmp_path / "a.txt")
    assert "cannot be read" in refusal(tmp_path / "b.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such files")
def test_pipes_sockets_and_devices_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a pipe or a device" in refusal(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        assert "is a pipe or a device" in refusal(Path("socket.txt"))
    assert "is a pipe or a device" in refusal(Path(os.devnull))


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = write(tmp_path, b"text")
    monkeypatch.setattr(os, "read", refuse)  # a mode would not keep the superuser out
    assert "may not be read" in refusal(file)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("closing", ["---", "..."])
def test_front_matter_is_split_off(tmp_path: Path, newline: str, closing: str) -> None:
    lines = ["---", "title: A", "date: 2025-04-08", closing, " Text ---", "---", ""]
    decoded = read(write(tmp_path, newline.join(lines).encode()))
    assert decoded.text == newline.join(lines[4:])
    assert sorted(decoded.front_matter) == ["date", "title"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nno end",
        "--- \njust words\n---\nText",
        "---\n- a list\n---\nText",
        "---\na: [unclosed\n---\nText",
        "---\n---\nText",
        "\n---\na: b\n---\nText",
        "---\na: !!python/object/apply:os.system [true]\n---\nText",
        "---\na: 2025-99-99\n---\nText",
        "---\na: " + "[" * 5_000 + "\n---\nText",
        "---\na: b\n" + "#" * 60_000 + "\n---\nText",
        "----\na: b\n---\nText",
    ],
)
def test_what_is_not_exactly_front_matter_is_text(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path, text.encode())) == (text, {}, None)


@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_whatever_the_bytes_a_text_or_one_sentence_comes_back(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = write(tmp_path_factory.getbasetemp(), data, "any.txt")
    with suppress(NewsreadError):
        text = read(file).text
        assert text.encode().decode() == text
