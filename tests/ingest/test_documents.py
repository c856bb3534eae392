"""Documents: what is read from PDF, Word and EPUB files, and how hostile ones end."""

import builtins
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.files import CORE, WORD, chapter, docx, epub_file, paragraph, pdf_file, zipped

from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.content_types import Kind, kind_of
from newsread.ingest.documents import Document
from newsread.ingest.epub import epub
from newsread.ingest.pdf import pdf
from newsread.ingest.word import word

FIREMEN = "'👨🏻‍🚒 firemen drive firetrucks'"
BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>'
)
READ_ME = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'


def refused(read: Callable[[bytes], Document], content: bytes) -> str:
    with pytest.raises(NewsreadError) as error:
        read(content)
    sentence = str(error.value)
    assert sentence[0].islower()
    assert sentence.endswith(".")
    return sentence


# Word


def test_a_word_file_gives_its_paragraphs_and_its_source() -> None:
    content = docx(paragraph("Two soldiers.") + paragraph("") + paragraph(FIREMEN), {"docProps/core.xml": CORE})
    assert word(content) == Document(
        f"Two soldiers.\n\n{FIREMEN}", Source(title="Two soldiers", byline="Ann Lee", published=None)
    )


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def test_what_stands_in_the_style_of_titles_is_the_title() -> None:
    title = styled("A tram for", "Title")
    told = word(docx(title + styled("A heading", "Heading1") + paragraph("Words."), {"docProps/core.xml": CORE}))
    assert told.text == "A tram for\n\nA heading\n\nWords."
    assert told.source == Source(title="A tram for", byline="Ann Lee")
    styles = f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
    for beside, found in (({"word/styles.xml": styles}, "Die Bahn"), ({}, None)):
        assert word(docx(styled("Die Bahn", "Titel"), beside)).source.title == found


def test_a_word_file_reads_as_with_all_changes_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>He </w:t></w:r><w:ins><w:r><w:t>never</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>always</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        "<w:r><w:t xml:space='preserve"
        "'> said</w:t><w:tab/><w:t>it</w:t><w:br/><w:t>aloud.</w:t></w:r></w:p>"
    )
    assert word(docx(body)).text == "He never said\tit\naloud."


def test_tables_boxes_and_footnotes_of_a_word_file_are_read_once() -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='mc'><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent><w:t>Around.</w:t></w:r></w:p>"
    ).format(paragraph("In a box."))
    table = f"<w:tbl><w:tr><w:tc>{paragraph('One')}</w:tc><w:tc>{paragraph('Two')}</w:tc></w:tr></w:tbl>"
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{paragraph("A note.")}</w:footnote></w:footnotes>'
    text = word(docx(box + table, {"word/footnotes.xml": notes})).text
    assert text.split("\n\n") == ["In a box.", "Around.", "One | Two", "A note."]


@given(
    st.lists(st.text(st.characters(categories=["L", "N", "P", "So", "Zs"]), min_size=1).filter(str.strip), min_size=1)
)
def test_the_words_of_a_word_file_come_out_as_they_are(lines: list[str]) -> None:
    assert word(docx("".join(map(paragraph, lines)))).text == "\n\n".join(line.strip() for line in lines)


# EPUB


def test_an_epub_gives_its_chapters_in_their_order() -> None:
    chapters = [
        ("b.xhtml", chapter(f"<h1>First</h1><p>Some <i>words</i>\n here.</p><p>{FIREMEN}</p>")),
        ("a%20b.xhtml", chapter("<nav><a>Contents</a></nav><ul><li>One</li><li>Two<br/>lines</li></ul>Loose.<p></p>")),
    ]
    metadata = (
        "<dc:title>The Book</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Li</dc:creator>"
        "<dc:date>2025-04-08</dc:date><dc:publisher>A House</dc:publisher>"
    )
    content = epub_file(chapters, metadata, **{"OEBPS/a b.xhtml": chapters[1][1]})
    assert epub(content) == Document(
        f"First\n\nSome words here.\n\n{FIREMEN}\n\nOne\n\nTwo\nlines\n\nLoose.",
        Source("A House", "The Book", "Ann Lee and Bo Li", "2025-04-08"),
    )


def test_a_chapter_that_no_parser_likes_still_gives_its_words() -> None:
    broken = "<p>An <b>unclosed <p>paragraph &amp; &nbsp;more<script>alert(1)</script> \x00 words"
    text = epub(
        epub_file([("a.xhtml", broken), ("empty.xhtml", ""), ("b.xhtml", "\ufeff<p>utf</p>".encode("utf-16"))])
    ).text
    assert text.startswith("An unclosed\n\nparagraph & \xa0more")
    assert "alert" not in text
    assert text.endswith("utf")


@pytest.mark.parametrize("path", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"])
def test_a_chapter_is_only_ever_a_member_of_its_book(path: str) -> None:
    assert "lacks a part" in refused(
        epub, epub_file([(path, "")]).replace(b"OEBPS/" + path.encode(), b"O" * (6 + len(path)))
    )


WORDS = chapter("<p>The pier is closed.</p>")


def test_a_part_that_is_missing_or_damaged_costs_no_other() -> None:
    book = epub_file([("one.xhtml", WORDS), ("two.xhtml", "<p>" * 40_000), ("three.xhtml", WORDS), ("lost.xhtml", "x")])
    found = epub(book.replace(b"OEBPS/lost.xhtml", b"OEBPS/lest.xhtml"))
    assert found.text == "The pier is closed.\n\nThe pier is closed."
    assert found.notice
    assert found.notice.startswith(
        "2 parts of the book could not be read and are not in the text: two.xhtml, lost.xhtml"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'media-type="application/xhtml+xml"', b'media-type="Application/XHTML+XML; charset=utf-8"'),
        (b'media-type="application/xhtml+xml"', b'media-type="text/x-oeb1-document"'),
        (b'media-type="application/xhtml+xml"', b""),
        (b'href="one.xhtml"', b'href="ONE.xhtml"'),
        (b'href="one.xhtml"', b'href="one.xhtml#begin"'),
        (b"<spine>", b"<spine><!-- none"),
        (b"<metadata>", b"<metadata><dc:title>Q & A</dc:title>"),
    ],
)
def test_books_that_other_readers_open_are_read(old: bytes, new: bytes) -> None:
    book = epub_file([("one.xhtml", WORDS)], package="OEBPS/book.opf")
    with zipfile.ZipFile(BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["OEBPS/book.opf"] = members["OEBPS/book.opf"].replace(old, new)
    if new.startswith(b"<spine>"):
        members["OEBPS/book.opf"] = members["OEBPS/book.opf"].replace(b"</spine>", b"--></spine>")
    assert epub(zipped(members)).text == "The pier is closed."


@pytest.mark.parametrize("media_type", [b"text/xml", b"application/xml"])
def test_a_chapter_that_is_called_xml_is_read(media_type: bytes) -> None:
    book = epub_file([("one.xml", WORDS)], package="OEBPS/book.opf")
    with zipfile.ZipFile(BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["OEBPS/book.opf"] = members["OEBPS/book.opf"].replace(b"application/xhtml+xml", media_type)
    assert epub(zipped(members)).text == "The pier is closed."


def test_a_book_without_its_container_is_found() -> None:
    book = epub_file([("one.xhtml", WORDS)]).replace(b"META-INF/container.xml", b"META-INF/contained.xml")
    assert epub(book).text == "The pier is closed."


def test_a_chapter_is_in_the_encoding_that_it_declares() -> None:
    words = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Kajen är stängd.</p></body></html>'
    assert epub(epub_file([("one.xhtml", words.encode("latin-1"))])).text == "Kajen är stängd."


def test_a_book_locked_by_its_seller_is_refused() -> None:
    assert "locked" in refused(epub, epub_file([("a.xhtml", chapter("Words."))], **{"META-INF/rights.xml": "<r/>"}))


# Archives and XML that attack


@pytest.mark.parametrize("xml", [BOMB, READ_ME])
def test_entities_are_refused(xml: str) -> None:
    assert "declares entities" in refused(word, docx("", {"word/document.xml": xml}))
    assert "declares entities" in refused(word, docx(paragraph("Words."), {"docProps/core.xml": xml}))
    assert "declares entities" in refused(epub, zipped({"META-INF/container.xml": xml}))


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    zeros = zipped({"_rels/.rels": b" " * 101_000_000})
    assert len(zeros) < 200_000
    assert "unpacks to more than 100 MB" in refused(word, zeros)
    many = [(f"{number}.xhtml", b" " * 30_000_000) for number in range(4)]
    assert "unpacks to more than 100 MB" in refused(epub, epub_file(many))


def test_an_archive_of_too_many_files_is_refused() -> None:
    assert "more than 20,000 files" in refused(word, b"PK\x03\x04" + b"PK\x01\x02" * 20_001)


def test_other_compressions_are_not_unpacked() -> None:
    assert "damaged" in refused(word, zipped({"_rels/.rels": "<a/>"}, zipfile.ZIP_BZIP2))


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(docx(paragraph("Words.")))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(sign, at + 1)) >= 0:
            content[at + flags] |= 1
    assert "encrypted" in refused(word, bytes(content))


@pytest.mark.parametrize("read", [word, epub])
def test_a_damaged_archive_is_refused(read: Callable[[bytes], Document]) -> None:
    for content in (
        b"PK\x03\x04" + b"x" * 100,
        zipped({}),
        zipped({"_rels/.rels": "<", "META-INF/container.xml": "<"}),
    ):
        assert refused(read, content)
    whole = docx(paragraph("Words." * 100)) if read is word else epub_file([("a.xhtml", chapter("Words." * 100))])
    for at in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        with suppress(NewsreadError):  # and nothing else
            read(bytes(damaged))


def test_xml_nested_without_end_is_refused() -> None:
    depth = 100_000
    assert "damaged" in refused(word, docx("<w:r>" * depth + "</w:r>" * depth + paragraph("Words.")))


# PDF

LINES = [
    "Ukrainian troops have captured two Chinese nationals who were fight-",
    "ing in the ranks of the Russian military against Ukraine, the well-",
    "known president said on a Tuesday in a post that was read by many.",
    "That is all (so far).",
    "A second paragraph begins here, and it tells what the well-known man",
    "had to say of it.",
]


def test_a_pdf_gives_its_paragraphs_and_its_source() -> None:
    found = pdf(pdf_file([LINES], "/Title (Two soldiers) /Author (Ann Lee) /CreationDate (D:20250408)"))
    assert found == Document(
        "Ukrainian troops have captured two Chinese nationals who were fighting in the ranks of the Russian military "
        "against Ukraine, the well-known president said on a Tuesday in a post that was read by many. That is all "
        "(so far).\n\nA second paragraph begins here, and it tells what the well-known man had to say of it.",
        Source(title="Two soldiers", byline="Ann Lee"),
    )


@pytest.mark.parametrize("title", ["Microsoft Word - draft7.doc", "untitled", "scan_0001.pdf", ""])
def test_what_a_program_put_in_place_of_a_title_is_none(title: str) -> None:
    assert pdf(pdf_file([LINES], f"/Title ({title})")).source.title is None


def _told(number: int) -> list[str]:
    return [
        LINES[4],
        *(
            f"{word} words of the story that is told on page {'abcd'[number - 1]}, all of them new"
            for word in "abcdefgh"
        ),
    ]


def test_heads_and_feet_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        ["The Daily Paper", f"Page {number} of 4", *_told(number), f"printed 0{number}.04.2025"]
        for number in range(1, 5)
    ]
    text = pdf(pdf_file(pages)).text
    assert "Daily" not in text
    assert "Page" not in text
    assert "printed" not in text
    assert text.count("A second paragraph") == 4
    assert text.count("on page") == 32


def test_a_pdf_of_pictures_is_told() -> None:
    assert "text recognition" in refused(pdf, pdf_file([[], []]))


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    assert "more than 500 pages" in refused(pdf, pdf_file([["a"]] * 501))


def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    bomb = pdf_file([[]], stream=b" " * 80_000_000)
    assert len(bomb) < 200_000
    assert "unpacks to more" in refused(pdf, bomb)


def test_an_encrypted_pdf_is_refused_and_one_without_a_password_is_read() -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    for password, readable in (("secret", False), ("", True)):
        writer = PdfWriter(PdfReader(BytesIO(pdf_file([LINES]))))
        writer.encrypt(user_password=password, owner_password=f"{password}2", algorithm="RC4-128")
        file = BytesIO()
        writer.write(file)
        if readable:
            assert "nationals" in pdf(file.getvalue()).text
        else:
            assert "encrypted" in refused(pdf, file.getvalue())


def test_a_damaged_pdf_is_refused_or_read(capfd: pytest.CaptureFixture[str]) -> None:
    assert "damaged" in refused(pdf, b"%PDF-1.7\n" + b"x" * 1_000)
    whole = pdf_file([LINES])
    for at in range(0, len(whole), 11):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        with suppress(NewsreadError):  # and nothing else
            pdf(bytes(damaged))
    assert capfd.readouterr() == ("", "")


def test_without_its_package_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "pypdf":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert (
        refused(pdf, pdf_file([LINES])) == "is a PDF file, which needs the package pypdf: pip install 'newsread[pdf]'."
    )


# Kinds


@pytest.mark.parametrize(
    ("content", "ending", "media_type", "kind"),
    [
        (pdf_file([["a"]]), "", "text/html", Kind.PDF),
        (docx(""), ".zip", "", Kind.WORD),
        (epub_file([]), "", "", Kind.EPUB),
        (b"<!DOCTYPE html><p>Words.", "", "", Kind.PAGE),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><html xmlns='x'>", "", "application/xml", Kind.PAGE),
        (b"<p>Words.", ".HTM".lower(), "", Kind.PAGE),
        (b"<p>Words.", "", "text/html", Kind.PAGE),
        (b"<?xml version='1.0'?><rss version='2.0'>", ".html", "text/html", Kind.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", "text/plain", Kind.FEED),
        (b"<rdf:RDF xmlns='x'>", "", "", Kind.FEED),
        (b"From: <a>\nContent-Type: multipart/related; boundary=x\n\n", "", "", Kind.WEB_ARCHIVE),
        (b"Two soldiers.", "", "", Kind.TEXT),
        (b"<html>is what a page begins with", ".md", "", Kind.TEXT),
        (b"", "", "", Kind.TEXT),
    ],
)
def test_a_kind_is_told_by_the_content_first(content: bytes, ending: str, media_type: str, kind: Kind) -> None:
    assert kind_of(content, ending, media_type) is kind


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (zipped({"a.txt": "a"}), "", "is a ZIP file, as those of .* neither Word"),
        (b"<?xml version='1.0'?><svg/>", "", "is XML, but neither a feed"),
        (b"{}", "application/json", "is of the type application/json"),
    ],
)
def test_what_is_no_article_is_refused(content: bytes, media_type: str, reason: str) -> None:
    with pytest.raises(NewsreadError, match=reason):
        kind_of(content, "", media_type)
