"""What is no article: what a server answers in place of a page, program code, data."""

import pytest

from newsread.errors import NewsreadError
from newsread.ingest.content_types import Kind, kind_of
from newsread.ingest.pages.page import page

SORRY = (
    "We are sorry for the trouble that this causes to you and to all others who wanted to read this. Please write to "
    "our team, or call us, and tell us what you did before this came up on your screen. "
)
NEWS = (
    "The council of the port said on Tuesday that 40 boats had been moved to the other harbour. The mayor said that "
    "the work would begin in May and take until the autumn of next year. "
)


def made(title: str, heading: str, text: str) -> bytes:
    heading = f"<h1>{heading}</h1>" if heading else ""
    return f"<html><head><title>{title}</title></head><body>{heading}<p>{text}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("title", "heading", "text", "reason"),
    [
        ("404 Not Found", "", SORRY, "no such page"),
        ("Page not found - The Coast", "Oops!", SORRY, "no such page"),
        ("The Coast", "We can’t find the page you’re looking for", SORRY, "no such page"),
        ("Seite nicht gefunden | Die Küste", "", SORRY, "no such page"),
        ("Страница не найдена", "", SORRY, "no such page"),
        ("403 Forbidden", "", SORRY, "access was refused"),
        ("Access Denied", "Access Denied", SORRY, "access was refused"),
        ("Доступ запрещён", "", SORRY, "access was refused"),
        ("429 Too Many Requests", "", SORRY, "access was refused"),
        ("coast.example", "", f"Your IP address was blocked by our security rules. {SORRY}", "access was refused"),
        ("451: Unavailable For Legal Reasons", "", SORRY, "may not be read from here"),
        ("The Coast", "This content is not available in your region", SORRY, "may not be read from here"),
        ("The Coast", "", f"Under the GDPR we are unable to offer access to readers in the EU. {SORRY}", "from here"),
        ("Just a moment...", "coast.example", SORRY, "whether a person reads it"),
        ("Robot or human?", "", SORRY, "whether a person reads it"),
        ("coast.example", "", f"Please enable JS. Verify you are human to go on. {SORRY}", "whether a person reads it"),
        ("503 Service Unavailable", "", SORRY, "could not answer"),
        ("Error establishing a database connection", "", SORRY, "could not answer"),
        ("The Coast", "We’ll be back soon!", SORRY, "could not answer"),
        ("Welcome to nginx!", "", SORRY, "where there is no site"),
    ],
)
def test_what_a_server_answers_in_place_of_a_page_is_refused(title: str, heading: str, text: str, reason: str) -> None:
    with pytest.raises(NewsreadError, match=reason):
        page(made(title, heading, text))


@pytest.mark.parametrize(
    "title",
    [
        "404 people died in the flood",
        "503 migrants rescued off the coast",
        "500 homes under water",
        "Access denied to reporters at the trial",
        "Blocked road reopens",
        "Not found guilty: the jury freed them all",
        "Error in count: 40 votes missing",
        "Service restored after outage",
        "Banned books return",
    ],
)
def test_a_short_report_with_such_words_in_its_title_is_one(title: str) -> None:
    assert page(made(title, title, NEWS)).text == f"{NEWS.strip()}\n"


@pytest.mark.parametrize(
    "text",
    [
        "The port said that a fault took down its site on Tuesday, and that readers were told to try again later. ",
        "The General Data Protection Regulation is seven years old, and some papers still shut readers out. ",
        "The court said that the website was blocked in error and must be open to all again within a week. ",
    ],
)
def test_a_short_report_about_such_answers_is_one(text: str) -> None:
    assert text.strip() in page(made("The Coast", "", text + NEWS)).text


@pytest.mark.parametrize(
    ("content", "ending", "holds"),
    [
        (b"import os\nprint(1)\n", ".py", "program code"),
        (b"const a = 1;\n", ".js", "program code"),
        (b"#!/bin/sh\necho a\n", "", "program code"),
        (b"<?php echo 1;", "", "program code"),
        (b"a,b\n1,2\n", ".csv", "data or settings"),
        (b"a: 1\n", ".yaml", "data or settings"),
        (b'{"a": 1}', "", "data"),
        (b'[{"a": 1}]', "", "data"),
        (rb"{\rtf1\ansi words}", "", "Rich Text"),
        (b"%!PS-Adobe-3.0\n", "", "PostScript"),
        (b"\\documentclass{article}", ".tex", "LaTeX"),
    ],
)
def test_code_and_data_are_refused(content: bytes, ending: str, holds: str) -> None:
    with pytest.raises(NewsreadError, match=f"is {holds}.*, and no article: .*[.]txt"):
        kind_of(content, ending)


@pytest.mark.parametrize(
    "content", [b"[Editor] Two boats sank.", b"{Two boats}", b'["We stay", he said.]', b"# A heading"]
)
def test_texts_that_begin_with_such_signs_are_texts(content: bytes) -> None:
    assert kind_of(content) is Kind.TEXT
    assert kind_of(b"import os\n", ".txt") is Kind.TEXT
