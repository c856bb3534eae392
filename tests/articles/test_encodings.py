"""Encodings: of those that fit, the one of the text's language; what is plainly UTF-8 or UTF-16 is read as that."""

from pathlib import Path

import pytest

from newsread.articles.reading import decoded
from newsread.ingest.pages.markup import decoded as decoded_page

SWEDISH = "Hamnchefen sade på måndagen att kajen i norr är stängd, eftersom dykare hittat sprickor i två av pelarna."
SLOVAK = "Riaditeľ prístavu povedal, že severné mólo je zatvorené, lebo potápači našli trhliny v dvoch pilieroch."
TURKISH = "Liman müdürü kuzey iskelesinin kapatıldığını, dalgıçların iki sütunda çatlak bulduğunu söyledi."
ITALIAN = "Il direttore ha detto lunedì che il molo è chiuso, perché i sommozzatori hanno trovato crepe più larghe."
RUSSIAN = "Начальник порта сообщил в понедельник, что северный причал закрыт, потому что водолазы нашли трещины."
JAPANESE = "港長は月曜日　北の桟橋を閉鎖した、と述べた。\n" * 4
ENGLISH = "The harbour’s “northern pier” is closed – for £40 a day the café moved, said the master."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SWEDISH, "cp1252"),
        (SWEDISH, "mac_roman"),
        (SLOVAK, "iso8859-2"),
        (SLOVAK, "cp1250"),
        (TURKISH, "cp1254"),
        (ITALIAN, "cp1252"),
        (ITALIAN, "latin-1"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (ENGLISH, "cp1252"),
        ("The master’s “café” – a barge of €2 million – was closed.", "cp1252"),
        ("Un “naïf”, said José Ortega, Zürich’s harbour master: it’s €40.", "cp1252"),
        ("It’s “so”.", "cp1252"),
        ("£40", "cp1252"),
    ],
)
def test_of_encodings_that_fit_the_one_of_the_language_is_taken(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding), Path("a.txt"))
    assert found.text == text
    assert found.notice
    assert decoded_page(f"<p>{text}</p>".encode(encoding), None) == f"<p>{text}</p>"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize(
    "text",
    [SWEDISH, "港長は月曜日　北の桟橋を閉鎖した、と述べた。\n" * 4, "Ostmalas mols Ā ir slēgts, sacīja priekšnieks."],
)
def test_wide_encodings_need_no_mark(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), Path("a.txt")).text == text


@pytest.mark.parametrize(
    ("declared", "encoding", "server"),
    [
        ("utf-8", "cp1252", None),
        ("utf-8", "cp1252", "utf-8"),
        ("iso-8859-1", "utf-8", None),
        ("windows-1252", "cp1252", "utf-8"),
        ("shift_jis", "cp1252", None),
        ("utf-8", "utf-16-le", None),
        ("utf-16", "cp1252", None),
    ],
)
def test_a_page_that_names_a_wrong_encoding_is_read_all_the_same(
    declared: str, encoding: str, server: str | None
) -> None:
    html = f"<html><meta charset={declared}><p>{ITALIAN} “{SWEDISH}”</p>"
    assert decoded_page(html.encode(encoding), server) == html


def test_one_damaged_byte_does_not_make_another_encoding_of_utf_8() -> None:
    html = f"<meta charset=utf-8><p>{ENGLISH}</p>".encode()
    assert decoded_page(html + b"\xff", None) == html.decode() + "\ufffd"
