"""Feeds: what RSS and Atom name, and what hostile ones cannot do."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.errors import NewsreadError
from newsread.ingest.feeds import MOST_BYTES, MOST_ENTRIES, Entry, read_feed

URL = "https://post.example/feeds/news.xml"

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Harbour Post</title><link>https://post.example/</link>
<image><title>Logo</title><link>https://post.example/logo</link></image>
<item><title>Pier &amp;amp; port &lt;b&gt;closed&lt;/b&gt;</title>
<link>https://post.example/pier</link>
<media:title>Picture</media:title><pubDate>Tue, 08 Apr 2025 09:30:00 +0200</pubDate></item>
<item><title><![CDATA[Rates <em>stay</em>]]></title><link> /rates?a=1&amp;b=2 </link>
<dc:date>2025-04-09T06:00:00Z</dc:date>
<source url="https://ledger.example/feed">Ledger</source></item>
<item><title>By its guid</title><guid>https://post.example/guid</guid></item>
<item><title>No address</title><guid isPermaLink="false">https://post.example/no</guid></item>
<item><title>Pier, again</title><link>https://post.example/pier</link></item>
<item><title>A trick</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://strait.example/2025/">
<title type="html">Strait &amp;amp; Times</title>
<entry>
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Grain <b>deal</b> signed</div></title>
<link rel="self" href="a.atom"/><link rel="enclosure" href="a.mp3"/>
<link type="application/json" href="grain.json"/><link href="grain.html"/>
<updated>2025-03-23T00:00:00Z</updated><published>2025-03-22T05:10:00Z</published></entry>
<entry xml:base="older/"><title>Older</title><link rel="alternate" type="text/html" href="old.html"/>
<updated>2025-03-01T00:00:00Z</updated><source><title>Coast Daily</title></source></entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Dyke diary</title></channel>
<item rdf:about="y"><title>Cranes</title><link>https://dyke.example/cranes</link></item></rdf:RDF>"""


def entries(content: bytes, url: str = "") -> list[Entry]:
    return read_feed(content, url).entries


def refusal(content: bytes) -> str:
    with pytest.raises(NewsreadError) as refused:
        entries(content, URL)
    sentence = str(refused.value)
    assert sentence.startswith(URL)
    assert sentence.endswith(".")
    return sentence


def test_rss_names_articles_by_link_or_guid_each_once() -> None:
    assert entries(RSS, URL) == [
        Entry("https://post.example/pier", "Pier & port closed", "2025-04-08T09:30:00+02:00", "The Harbour Post"),
        Entry("https://post.example/rates?a=1&b=2", "Rates stay", "2025-04-09T06:00:00+00:00", "Ledger"),
        Entry("https://post.example/guid", "By its guid", None, "The Harbour Post"),
    ]


def test_atom_names_the_page_and_not_what_belongs_to_it() -> None:
    assert entries(ATOM, URL) == [
        Entry(
            "https://strait.example/2025/grain.html",
            "Grain deal signed",
            "2025-03-22T05:10:00+00:00",
            "Strait & Times",
        ),
        Entry("https://strait.example/2025/older/old.html", "Older", None, "Coast Daily"),
    ]


def test_rss_of_the_first_kind_is_read_too() -> None:
    assert entries(RDF) == [Entry("https://dyke.example/cranes", "Cranes", None, "Dyke diary")]


@pytest.mark.parametrize("content", [b"", b"<html><rss>", b"words", b"<rssx>", b'{"rss": 1}', b"<svg/>"])
def test_other_things_are_no_feeds(content: bytes) -> None:
    assert "is no RSS or Atom feed" in refusal(content)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1251"])
def test_other_encodings_are_read(encoding: str) -> None:
    title = "Причал" if encoding != "iso-8859-1" else "Jetée"
    item = f"<item><title>{title}</title><link>http://a.example/</link></item>"
    feed = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel>{item}</channel></rss>'
    assert entries(feed.encode(encoding))[0].title == title


def test_a_slip_in_the_xml_costs_no_entry() -> None:
    slips = RDF.replace(b"Cranes", b"Cranes & &nbsp; geese")
    assert [entry.url for entry in entries(slips)] == ["https://dyke.example/cranes"]


def item(inside: str, channel: str = "<title>Quay</title><link>https://q.org/</link>") -> bytes:
    return f"<rss version='2.0'><channel>{channel}<item>{inside}</item></channel></rss>".encode()


@pytest.mark.parametrize(
    ("inside", "url", "title"),
    [
        (
            "<title>B&B &amp; Co</title><link>https://q.org/?a=1&b=2</link>",
            "https://q.org/?a=1&b=2",
            "B&B & Co",
        ),
        (
            "<title>x</title><link>https://q.org/?a=1&copy=2&lt=3</link>",
            "https://q.org/?a=1&copy=2&lt=3",
            "x",
        ),
        (
            "<title>Caf&eacute;&nbsp;bar</title><link>https://q.org/c</link>",
            "https://q.org/c",
            "Café bar",
        ),
        (
            "<title><![CDATA[Q&A]]></title><link><![CDATA[https://q.org/?a&b]]></link>",
            "https://q.org/?a&b",
            "Q&A",
        ),
        ("<title>x</title><link>https://q.org/?a=1&amp;amp;b=2</link>", "https://q.org/?a=1&b=2", "x"),
        ("<title>x</title><link><![CDATA[https://q.org/?a&#038;b]]></link>", "https://q.org/?a&b", "x"),
        ("<title>5 < 6 cranes</title><link>https://q.org/6</link>", "https://q.org/6", "5 < 6 cranes"),
        ("<title>one<br>two</title><link>https://q.org/br</link>", "https://q.org/br", "one two"),
        (
            "<description>a<br><img src=x></description><title>x</title><link>https://q.org/i</link>",
            "https://q.org/i",
            "x",
        ),
        ("<title kind=a kind=b new>x</title><link>https://q.org/t</link>", "https://q.org/t", "x"),
        (
            "<title>bell\x07 and\x00 tab\x0b</title><link>https://q.org/7</link>",
            "https://q.org/7",
            "bell and tab",
        ),
        (
            "<media:title>Photo</media:title><title>x</title><link>https://q.org/p</link>",
            "https://q.org/p",
            "x",
        ),
    ],
)
def test_a_mistake_in_the_xml_changes_neither_address_nor_title(inside: str, url: str, title: str) -> None:
    (entry,) = entries(item(inside))
    assert (entry.url, entry.title) == (url, title)


def test_a_feed_that_breaks_off_names_no_half_of_an_address() -> None:
    whole = item("<title>x</title><link>https://q.org/one</link></item><item><link>https://q.org/other</link>")
    found = read_feed(whole[: whole.index(b"other") + 3])
    assert [entry.url for entry in found.entries] == ["https://q.org/one"]
    assert found.elsewhere == 1


@pytest.mark.parametrize(
    "before", ["\ufeff", "\n \n", "Notice: undefined index in feed.php\n", "\ufeff\n<?xml version='1.0'?>"]
)
def test_what_stands_before_a_feed_is_passed_over(before: str) -> None:
    assert len(entries(before.encode() + item("<link>https://q.org/1</link>"))) == 1


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>/crane</link>", "https://q.org/crane"),
        ("<guid>/crane</guid>", "https://q.org/crane"),
        ("<link>//q.org/crane</link>", "https://q.org/crane"),
        ("<link>www.q.org/crane</link>", "https://www.q.org/crane"),
        ("<link>https://q.org/a crane</link>", "https://q.org/a%20crane"),
        ("<link>\n  https://q.org/\n  crane\n</link>", "https://q.org/crane"),
        ("<link/><guid>https://q.org/crane</guid>", "https://q.org/crane"),
        ("<link>https://q.org/</link><guid>https://q.org/crane</guid>", "https://q.org/crane"),
        ("<link href='https://q.org/?a&b'/>", "https://q.org/?a&b"),
        (
            "<link>https://burner.example/1</link><f:origLink>https://q.org/crane</f:origLink>",
            "https://q.org/crane",
        ),
        ("<id>https://q.org/crane</id>", "https://q.org/crane"),
    ],
)
def test_an_entry_names_its_article_in_one_of_many_ways(inside: str, url: str) -> None:
    assert [entry.url for entry in entries(item(inside))] == [url]


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<id>https://q.org/crane</id>", "https://q.org/crane"),
        ("<link href='crane'/>", "https://q.org/feeds/crane"),
        ("<link rel='ALTERNATE' href='/crane'/>", "https://q.org/crane"),
        ("<id>urn:1</id><content type='text/html' src='/crane'/>", "https://q.org/crane"),
        ("<link rel='edit' href='/edit'/><id>https://q.org/crane</id>", "https://q.org/crane"),
    ],
)
def test_an_entry_of_atom_names_its_article_in_one_of_many_ways(inside: str, url: str) -> None:
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='https://q.org/feeds/a'/><entry>{inside}</entry></feed>"
    assert [entry.url for entry in entries(feed.encode())] == [url]


def test_rdf_names_an_article_by_what_it_is_about() -> None:
    about = RDF.replace(b"<link>https://dyke.example/cranes</link>", b"").replace(
        b'about="y"', b'about="https://dyke.example/c"'
    )
    assert [entry.url for entry in entries(about)] == ["https://dyke.example/c"]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Sat, Apr 05 2025 07:15:00 PM", "2025-04-05T19:15:00"),
        ("Sat, 05 Apr 2025", "2025-04-05"),
        ("Sat, 05 Apr 99999 07:15:00 GMT", None),
        ("Sat, 05 Apr 0000 07:15:00 GMT", None),
        ("Sun, 30 Feb 2025 07:15:00 GMT", None),
        ("Sat, 05 Apr 2025 07:15:00 +9900", None),
        ("2025-13-05", None),
        ("1970-01-01T00:00:00Z", None),
        ("2345-01-01", None),
    ],
)
def test_a_date_of_a_feed_is_right_or_none(written: str, published: str | None) -> None:
    (entry,) = entries(item(f"<link>https://q.org/1</link><pubDate>{written}</pubDate>"))
    assert entry.published == published


def test_a_feed_without_articles_says_so() -> None:
    assert "names no articles" in refusal(b"<rss><channel><title>Nothing yet</title></channel></rss>")


@pytest.mark.parametrize("number", [MOST_ENTRIES + 1, 100_000])
def test_a_feed_without_end_is_bounded(number: int) -> None:
    item = b"<item><link>http://a.example/%d</link></item>"
    feed = b"<rss><channel>" + b"".join(item % each for each in range(number)) + b"</channel></rss>"
    assert f"names {number:,} articles" in refusal(feed)


def test_a_huge_feed_is_not_parsed() -> None:
    assert "larger than 20 MB" in refusal(b"<rss>" + bytes(MOST_BYTES))


def test_entities_name_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    feed = (
        f'<!DOCTYPE rss [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY own "its own">]><rss><channel>'
        "<title>&file;</title><item><title>A &file; &own; b</title><link>http://a.example/&file;</link></item>"
        "</channel></rss>"
    )
    (entry,) = entries(feed.encode())
    assert "the secret" not in str(entry)
    assert "its own" not in str(entry)


def test_entities_unfold_to_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    feed = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><title>&l11;</title>'
    item = "<item><title>A &l11; b</title><link>http://a.example/</link></item></channel></rss>"
    with suppress(NewsreadError):  # the parser may give up before it comes to the entry
        assert "haha" not in str(entries((feed + item).encode()))


def test_an_external_document_type_is_not_loaded(tmp_path: Path) -> None:
    types = tmp_path / "types.dtd"
    types.write_text('<!ENTITY told "the secret">')
    feed = (
        f'<!DOCTYPE rss SYSTEM "{types.as_uri()}"><rss><channel><item><title>&told;</title>'
        "<link>http://a.example/</link></item></channel></rss>"
    )
    assert "secret" not in f"{entries(feed.encode())[0].title}"


def test_a_hundred_thousand_nested_elements_are_no_trouble() -> None:
    assert refusal(b"<rss>" + b"<x>" * 100_000 + b"<item><link>http://a.example/</link></item>")


@given(
    st.one_of(st.binary(), st.text().map(lambda text: f"<rss><channel><item>{text}</item></channel></rss>".encode()))
)
def test_whatever_comes_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    with suppress(NewsreadError):
        assert all(entry.url.startswith(("http://", "https://")) for entry in entries(content, URL))


@given(st.text())
def test_titles_are_one_line_of_plain_text(title: str) -> None:
    escaped = title.encode("utf-8", "replace").decode().replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")
    feed = f"<rss><channel><item><title>{escaped}</title><link>http://a.example/</link></item></channel></rss>"
    (entry,) = entries(feed.encode())
    assert entry.title is None or entry.title.isprintable()
