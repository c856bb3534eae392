"""Letters: the words that were written, whatever they were wrapped in."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.content_types import Kind, kind_of
from newsread.ingest.mail import mail

WORDS = "The harbour authority closed the northern pier – “for good”, says the master.\n\nForty boats were moved."
LONG = "".join(
    f"<p>On day {n} the divers found more cracks in the pillars of the northern pier, they said.</p>" for n in range(5)
)


SAVED_PAGE = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/@x\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/related; boundary=x\n\n"
)


def letter(words: str = WORDS, **heads: str) -> EmailMessage:
    found = EmailMessage(policy=SMTP)
    given = {
        "From": "Añn Lee <ann@post.example>",
        "Subject": "Pier – closed",
        "Date": "Tue, 08 Apr 2025 09:30:00 +0200",
    }
    for name, value in (given | heads).items():
        found[name.replace("_", "-")] = value
    found.set_content(words, cte="quoted-printable")
    return found


def test_a_letter_gives_its_words_and_what_its_head_says() -> None:
    content = letter(Organization="The Harbour Post", Archived_At="<https://post.example/letters/7>").as_bytes()
    assert b"=E2=80=93" in content
    found = mail(content)
    assert found.text == WORDS
    assert found.source == Source(
        "The Harbour Post", "Pier – closed", "Añn Lee", "2025-04-08T09:30:00+02:00", "https://post.example/letters/7"
    )
    assert found.notice is None


@pytest.mark.parametrize(
    ("plain", "formatted", "begins"),
    [("See it in a browser.", LONG, "On day 0"), (WORDS, "<p>The pier is closed.</p>", "The harbour")],
)
def test_of_alternatives_the_fuller_one_is_taken(plain: str, formatted: str, begins: str) -> None:
    found = letter(plain)
    found.add_alternative(f"<html><body>{formatted}</body></html>", subtype="html", cte="base64")
    text = mail(found.as_bytes()).text
    assert text.startswith(begins)
    assert plain not in text or formatted not in text


def test_attachments_are_left_out_and_named() -> None:
    found = letter()
    found.add_attachment(b"x" * 99, maintype="application", subtype="pdf", filename="report.pdf")
    found.add_attachment("a;b", filename="table.csv", subtype="csv")
    read = mail(found.as_bytes())
    assert read.text == WORDS
    assert read.notice == "2 attachments are not in the text: report.pdf, table.csv."


@pytest.mark.parametrize("own", ["", "See below, please."])
def test_a_forwarded_letter_is_read(own: str) -> None:
    outer = letter(own, Subject="Fwd: Pier", From="bo@post.example")
    outer.add_attachment(letter())
    found = mail(outer.as_bytes())
    assert found.text == (f"{own}\n\n{WORDS}" if own else WORDS)
    assert found.source.title == ("Fwd: Pier" if own else "Pier – closed")
    assert found.source.byline == ("bo@post.example" if own else "Añn Lee")


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (
            "Content-Type: text/plain; charset=iso-8859-2",
            "Škody".encode("iso8859-2"),
            "Škody",
        ),
        ("Content-Type: text/plain; charset=no-such-thing", "Männer".encode(), "Männer"),
        ("Content-Type: text/plain", b"M\xe4nner f\xfchren", "Männer führen"),
        (
            "Content-Type: text/plain; format=flowed",
            b"One line \nthat goes on.\n\nAnother.",
            "One line that goes on.\n\nAnother.",
        ),
        ("Content-Type: text/html", b"<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("X-Nothing: at all", b"Just words.", "Just words."),
    ],
)
def test_a_body_is_read_in_its_encoding(head: str, body: bytes, text: str) -> None:
    content = f"From: a@post.example\nSubject: x\nMIME-Version: 1.0\n{head}\n\n".encode() + body
    assert mail(content).text == text


@pytest.mark.parametrize("date", ["Tue, 08 Apr 99999 09:30:00 +0200", "nonsense", "31 Feb 2025 09:30:00 GMT", ""])
def test_a_letter_with_an_impossible_date_has_none(date: str) -> None:
    content = f"From: a@post.example\nSubject: =?utf-8?q?Pier?=\nDate: {date}\n\nWords.".encode()
    assert mail(content).source == Source(title="Pier", byline="a@post.example")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"From: a@b.example\nSubject: x\n\n", "without text"),
        (b"From: a@b.example\nContent-Type: multipart/encrypted; boundary=x\n\n--x--", "encrypted"),
    ],
)
def test_a_letter_without_words_says_so(content: bytes, says: str) -> None:
    with pytest.raises(NewsreadError, match=says):
        mail(content)


@pytest.mark.parametrize(
    ("content", "ending", "kind"),
    [
        (letter().as_bytes(), "", Kind.MAIL),
        (letter().as_bytes(), ".txt", Kind.MAIL),
        (b"From a@b.example Tue Apr  8 09:30:00 2025\n" + letter().as_bytes(), ".mbox", Kind.MAIL),
        (b"Return-Path: <a@b.example>\r\nFrom: a@b.example\r\n\r\nWords", ".msg", Kind.MAIL),
        (b"From: a@b.example\nTo: me\n\nWhat I typed.", ".txt", Kind.TEXT),
        (b"From: the harbour\nSubject: none\n\nWords.", "", Kind.TEXT),
        (SAVED_PAGE, "", Kind.WEB_ARCHIVE),
    ],
)
def test_a_letter_is_known_by_its_head(content: bytes, ending: str, kind: Kind) -> None:
    assert kind_of(content, ending) is kind
