"""Pages: the article of each page beside this file, and no page that breaks the reader."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.scoring import score, without_dimmed

from newsread.errors import NewsreadError
from newsread.ingest.pages.markup import MOST_BYTES, decoded
from newsread.ingest.pages.page import Page, page

PAGES = Path(__file__).with_name("pages")

PARAGRAPHS = [
    "The harbour authority closed the northern pier on Monday after divers found cracks in two of its pillars.",
    "Engineers had warned that a storm as strong as the one of last November could bring part of the deck down.",
    "About 40 fishing boats have been moved to the container terminal, where the port charges them no fee.",
]


def named(ending: str) -> list[str]:
    return sorted(file.stem for file in PAGES.glob(f"*{ending}"))


def read(name: str) -> Page:
    return page((PAGES / f"{name}.html").read_bytes(), f"https://site.example/a/{name}.html")


def article(*paragraphs: str, head: str = "", body: str = "") -> bytes:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}<article>{inner}</article></body></html>".encode()


def with_data(data: str) -> bytes:
    return article(head=f'<script type="application/ld+json">{data}</script>')


def refusal(content: bytes, url: str = "https://site.example/a") -> str:
    with pytest.raises(NewsreadError) as refused:
        page(content, url)
    sentence = str(refused.value)
    assert sentence.startswith(url or "The page")
    assert sentence.endswith(".")
    return sentence


# The pages beside this file


@pytest.mark.parametrize("name", named(".txt"))
def test_the_article_is_found_and_what_surrounds_it_is_not(name: str) -> None:
    found = score(without_dimmed(read(name).text), (PAGES / f"{name}.txt").read_text())
    assert found.precision >= 0.94
    assert found.recall >= 0.94


def test_most_articles_come_out_letter_by_letter_but_for_what_is_dim() -> None:
    texts = {name: (PAGES / f"{name}.txt").read_text() for name in named(".txt")}
    same = [name for name, text in texts.items() if without_dimmed(read(name).text) == text.strip()]
    assert len(same) >= len(named(".txt")) - 2


@pytest.mark.parametrize("name", named(".refused"))
def test_a_page_without_an_article_says_what_it_is_and_what_to_do(name: str) -> None:
    sentence = refusal((PAGES / f"{name}.html").read_bytes())
    assert (PAGES / f"{name}.refused").read_text().strip() in sentence
    assert ".txt file" in sentence or "add those" in sentence


CAPTION = "Volunteers fill sandbags on the bank near bridge number {} on Monday, while the river is still rising."
PICTURES = [
    "<figure><img src=x><figcaption>Picture {} of 20</figcaption></figure>",
    "<div><img src=x><span>Picture {} of 20</span></div>",
    "<p><img src=x>Picture {} of 20</p>",
    f"<div><img src=x><p>{CAPTION}</p></div>",
    f"<figure><p>{CAPTION}</p></figure>",
]
TEASERS = [
    "<div><h2><a href=/{0}>What the council said on day {0}</a></h2><p>It was the mayor who spoke first.</p></div>",
    "<h3><a href=/{0}>What the council said on day {0}</a></h3><p>It was the mayor who spoke first on day {0}.</p>",
    "<li><a href=/{0}>What the council said on day {0}</a><br>It was the mayor who spoke first on day {0}.</li>",
]


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<article>{}</article>"])
@pytest.mark.parametrize(
    ("each", "said"), [*((each, "shows pictures") for each in PICTURES), *((each, "list of links") for each in TEASERS)]
)
def test_many_captions_or_teasers_are_no_article(each: str, said: str, around: str) -> None:
    inside = "<h1>The flood</h1>" + "".join(each.format(number) for number in range(20))
    assert said in refusal(f"<html><body>{around.format(inside)}</body></html>".encode())


@pytest.mark.parametrize("each", [PICTURES[0], PICTURES[1], TEASERS[0]])
def test_pictures_and_teasers_around_an_article_are_no_reason_to_refuse_it(each: str) -> None:
    many = "".join(each.format(number) for number in range(20))
    found = page(article(body=f"<div>{many}</div>"))
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)


def test_an_article_with_a_picture_at_each_paragraph_stays() -> None:
    pictures = [f"{PARAGRAPHS[at % 3]} Day {at}.</p>{PICTURES[0].format(at)}<p>" for at in range(20)]
    assert page(article(*pictures)).text.count("Day ") == 20


# What a page says of itself


def test_json_ld_is_asked_first() -> None:
    found = read("report")
    assert found.title == "Northern pier closed after cracks are found"
    assert found.outlet == "The Harbour Post"
    assert found.byline == "Mara Lindqvist, Jon Adeyemi"
    assert found.published == "2025-04-08T09:30:00+02:00"
    assert found.url == "https://harbourpost.example/news/pier-closed"
    assert found.language == "en"


def test_persons_and_publishers_are_found_by_their_ids() -> None:
    found = read("related")
    assert (found.byline, found.outlet, found.published) == ("Ana Brandt", "Rail Gazette", "2025-05-02")


def test_the_page_of_amp_names_its_original() -> None:
    assert read("amp").url == "https://strait.example/2025/grain-deal.html"


def test_what_a_page_does_not_say_is_not_made_up() -> None:
    found = page(article())
    assert (found.title, found.outlet, found.byline, found.published, found.url, found.language) == (None,) * 6


def test_an_address_names_no_outlet_and_its_date_is_a_guess() -> None:
    found = page(article(), "https://www.harbourpost.example/2025/04/08/pier")
    assert (found.outlet, found.published, found.guessed) == (None, "2025-04-08", ("published",))
    assert found.url == "https://www.harbourpost.example/2025/04/08/pier"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Pier &amp;amp; port">', "title", "Pier & port"),
        (
            "<title>Pier closed | Coast Daily</title><meta property=og:site_name content='Coast Daily'>",
            "title",
            "Pier closed",
        ),
        ("<meta property=og:site_name content='Coast Daily'>", "outlet", "Coast Daily"),
        ("<meta name=author content='By Ana Brandt'>", "byline", "Ana Brandt"),
        ("<meta name=author content='Ana'><meta name=author content='Bo'>", "byline", "Ana, Bo"),
        ("<meta property=article:author content='https://facebook.example/ana'>", "byline", None),
        (
            "<meta property=article:published_time content='2025-04-08T09:30:00Z'>",
            "published",
            "2025-04-08T09:30:00+00:00",
        ),
        ("<meta name=citation_date content=2025/04/08>", "published", "2025-04-08"),
        ("<meta name=date content='last Tuesday'>", "published", None),
        ("<meta property=article:modified_time content=2025-04-08>", "published", None),
        ("<link rel=canonical href=/pier>", "url", "https://site.example/pier"),
        ("<link rel=canonical href=javascript:alert(1)>", "url", "https://site.example/a"),
        ("<link rel=canonical href=https://site.example/>", "url", "https://site.example/a"),
        ("<meta property=og:locale content=pt_BR>", "language", "pt-BR"),
        ("<meta property=og:title content='a\u202eb\u0007c\nd'>", "title", "abc d"),
        (f"<meta property=og:title content={'a' * 5_000}>", "title", None),
    ],
)
def test_what_its_head_says_is_taken_as_it_is_meant(head: str, field: str, value: str | None) -> None:
    assert getattr(page(article(head=head), "https://site.example/a"), field) == value


@pytest.mark.parametrize(
    ("body", "byline", "published"),
    [
        ("<a rel=author>Ana Brandt</a><time pubdate datetime=2025-04-08>", "Ana Brandt", "2025-04-08"),
        (
            "<i itemprop=author><b itemprop=name>By Ana</b></i><time itemprop=datePublished datetime=2025-04-08>",
            "Ana",
            "2025-04-08",
        ),
        ("<meta itemprop=author content=Ana><meta itemprop=datePublished content=2025-04-08>", "Ana", "2025-04-08"),
        ("<aside><a rel=author>Bo</a><time pubdate datetime=2025-04-08></aside>", None, None),
        (
            "<div class=comment-list><i itemprop=author>Bo</i><meta itemprop=datePublished content=2025-04-08></div>",
            None,
            None,
        ),
    ],
)
def test_what_its_elements_are_marked_as_is_taken_unless_it_is_of_others(
    body: str, byline: str | None, published: str | None
) -> None:
    found = page(article(body=body))
    assert (found.byline, found.published) == (byline, published)


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"@graph":' * 900 + "[]" + "}" * 900,
        "[" + "1," * 100_000 + "1]",
        '{"@type": 7, "headline": ["x"]}',
        '{"@type": "NewsArticle", "author": [[["x"]]], "publisher": 7, "url": {"a": 1}, "datePublished": {}}',
        '{"@type": "NewsArticle", "author": {"@id": "#a"}, "publisher": {"@id": "#b"}, "@id": "#a"}',
        '{"@type": "NewsArticle", "headline": null, "articleBody": 7, "inLanguage": 7}',
    ],
)
def test_data_that_is_none_leaves_the_article_alone(data: str) -> None:
    found = page(with_data(data))
    assert found.text == "\n\n".join(PARAGRAPHS) + "\n"
    assert (found.title, found.outlet, found.published) == (None, None, None)


# Text


def test_an_article_behind_a_wall_that_is_there_nevertheless_has_a_notice() -> None:
    long = [f"{paragraph} It was the {number}th such day." for number in range(9) for paragraph in PARAGRAPHS]
    data = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    found = page(article(*long, head=data))
    assert found.text.count("\n\n") == len(long) - 1
    assert found.notice == "the page says that it is for subscribers: its end may be missing"
    assert page(article(*long)).notice is None


def test_a_correction_is_part_of_the_article() -> None:
    correction = "Correction: An earlier version of this article misstated the number of boats."
    assert correction in page(article(*PARAGRAPHS, correction)).text


def test_words_stay_whole_across_inline_elements_and_entities() -> None:
    found = page(
        article(
            *PARAGRAPHS, "The <b>Kon</b>text of <a href=x>this</a>&nbsp;is caf&eacute; &amp; &#x1F468;&#8205;&#x1F692;."
        )
    )
    assert found.text.endswith("\n\nThe Kontext of this is café & 👨‍🚒.\n")


def test_scripts_styles_and_templates_are_no_text() -> None:
    body = "<script>var secret = 1</script><style>p{}</style><template><p>secret words</p></template><p hidden>secret"
    assert "secret" not in page(article(body=body)).text


@pytest.mark.parametrize("phrase", ["asked for consent to use personal data", "an account, to log in to read"])
def test_an_article_about_walls_is_no_wall(phrase: str) -> None:
    long = [f"{paragraph} On day {number} it {phrase}." for number in range(9) for paragraph in PARAGRAPHS]
    assert page(article(*long)).text.count(phrase) == len(long)


def test_what_an_outlet_asks_on_every_page_is_no_wall() -> None:
    found = page(article(body="<header>Already a subscriber? <a href=/login>Log in to read</a></header>"))
    assert found.text == "\n\n".join(PARAGRAPHS) + "\n"
    assert found.notice is None


# Encodings


@pytest.mark.parametrize(
    ("charset", "declared", "encoding"),
    [
        ("utf-8", None, "utf-8"),
        (None, None, "utf-8"),
        ("iso-8859-1", "iso-8859-1", "utf-8"),
        ("iso-8859-1", None, "cp1252"),
        (None, "latin1", "cp1252"),
        (None, None, "utf-8-sig"),
        (None, "utf-8", "utf-16"),
        ("windows-1251", "utf-8", "cp1252"),
    ],
)
def test_what_a_page_is_in_is_believed_before_what_is_said_of_it(
    charset: str | None, declared: str | None, encoding: str
) -> None:
    html = f"<html><meta charset='{declared}'><p>“Été” — café" if declared else "<html><p>“Été” — café"
    text = decoded(html.encode(encoding), charset)
    assert ("“Été” — café" in text) == (charset != "windows-1251")


@pytest.mark.parametrize(
    "charset", ["rot13", "hex", "zlib", "unicode_escape", "punycode", "idna", "utf-7", "none", "\0"]
)
def test_tricks_are_no_encodings(charset: str) -> None:
    assert decoded(b"<p>+AGE- \\u0061 a", charset) == "<p>+AGE- \\u0061 a"


# Hostile pages


def test_a_page_of_200_megabytes_is_not_parsed() -> None:
    assert "larger than 50 MB" in refusal(b"<p>words words words</p>" * 8_500_000)
    assert "larger than 10 MB" in refusal(b"<p>words words words</p>" * 500_000)


def test_pictures_inside_a_saved_page_do_not_count() -> None:
    pictures = b"<img src='data:image/png;base64," + b"aGVs" * 8_000_000 + b"'>"
    assert len(pictures) < MOST_BYTES
    assert page(article(body="!pictures!").replace(b"!pictures!", pictures)).text == page(article()).text


@pytest.mark.parametrize(
    "content",
    [
        b"<div>" * 100_000 + article(),
        b"<html><body>" + b"<blockquote>" * 100_000,
        b"<html><body>" + b"<p>a" * 100_000,
        b"<html><body " + b"a b=c " * 100_000 + b">" + article(),
    ],
)
def test_a_page_that_no_article_has_is_refused(content: bytes) -> None:
    assert "than an article's page has" in refusal(content)


def test_what_is_opened_and_never_closed_costs_no_text() -> None:
    styled = article(body="<font color=red><b>" * 2_000)
    assert page(styled).text == page(article()).text


@pytest.mark.parametrize("content", [b"", b" \n ", b"\0" * 1_000, b"\xef\xbb\xbf"])
def test_nothing_is_no_page(content: bytes) -> None:
    assert "is empty" in refusal(content)


@pytest.mark.parametrize(
    "content", [b"<" * 100_000, b"<a " * 100_000, b"<!--" * 10_000, b"&" * 100_000, b"</p>" * 10_000]
)
def test_signs_without_words_are_no_article(content: bytes) -> None:
    refusal(content, "")


def test_no_entity_names_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    kinds = f'<!DOCTYPE html [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY a "ha">]>'
    text = page(kinds.encode() + article(*PARAGRAPHS, "Here &file; and &a; stand.")).text
    assert "the secret" not in text
    assert text.endswith("Here &file; and &a; stand.\n")


def pieces() -> st.SearchStrategy[str]:
    tags = [
        "p",
        "div",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "q",
        "h1",
        "h2",
        "blockquote",
        "pre",
        "br",
        "a href=x",
        "title",
    ]
    marks = (
        [f"<{tag}>" for tag in tags] + [f"</{tag.split()[0]}>" for tag in tags] + ["<!--", "-->", "<![CDATA[", "&#0;"]
    )
    return st.lists(st.one_of(st.sampled_from([*marks, *PARAGRAPHS]), st.text()), max_size=30).map("".join)


@given(
    st.one_of(pieces().map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary()),
    st.sampled_from([None, "utf-16"]),
)
def test_whatever_comes_is_an_article_or_a_sentence(content: bytes, charset: str | None) -> None:
    try:
        text = page(content, charset=charset).text
    except NewsreadError:
        return
    assert text.encode().decode() == text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|\n\n\n|\A\n|\n\n\Z", text)


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=3, unique=True), pieces())
def test_no_rubbish_behind_it_breaks_an_article(paragraphs: list[str], rubbish: str) -> None:
    content = article(*paragraphs) + rubbish.encode("utf-8", "replace")
    assert paragraphs[0] in page(content).text


def test_rows_of_a_table_are_lines_of_a_paragraph() -> None:
    assert "\n\nYear | Cranes | Counters\n2022 | 981 | 44\n" in read("table").text


def test_items_of_lists_inside_lists_are_lines_too() -> None:
    inner = "<ul><li>from the city,</li><li>from abroad</li></ul>"
    items = f"<ul><li>a second <b>opinion</b> on it:{inner}</li><li>a loan</li></ul><p>{PARAGRAPHS[0]} Again.</p>"
    found = page(article().replace(b"</article>", items.encode() + b"</article>"))
    assert "\n\n- a second opinion on it:\n- from the city,\n- from abroad\n- a loan\n\n" in found.text


# What belongs to the article, and what is put in place of a name


@pytest.mark.parametrize(
    ("inside", "after", "byline"),
    [
        (
            "<p>By <i itemprop=author><b itemprop=name>Ana Brandt</b></i>",
            "<ul class=popular><li><a href=/1>Ferries are late</a><i itemprop=author><b itemprop=name>Bo</b></i></ul>",
            "Ana Brandt",
        ),
        (
            "<p><a rel=author href=/ana>Ana Brandt</a><a rel=author href=mailto:a@b.example>Email Ana</a>",
            "",
            "Ana Brandt",
        ),
        (
            "<p><a rel=author href=/ana>Ana Brandt</a><a rel=author href=/ana/all>View all posts by Ana</a>",
            "",
            "Ana Brandt",
        ),
        (
            "<div class=byline>By <span class=author-name>Ana Brandt</span> <time>April 8, 2025</time></div>",
            "",
            "Ana Brandt",
        ),
        ("<address class='p-author h-card'><span class=p-name>Ana Brandt</span></address>", "", "Ana Brandt"),
        ("<p class=byline>By Ana Brandt <button>Follow</button><button>Listen (4 min)</button>", "", "Ana Brandt"),
    ],
)
def test_the_byline_is_that_of_the_article(inside: str, after: str, byline: str) -> None:
    content = article(head="<title>Pier closed</title>").replace(
        b"<article>", f"<article><h1>Pier closed</h1>{inside}".encode()
    )
    assert page(content.replace(b"</article>", f"</article>{after}".encode())).byline == byline


@pytest.mark.parametrize("name", ["No Author", "admin", "{{author}}", "undefined", "By", "@pier", "a@b.example"])
def test_what_stands_in_place_of_a_name_is_none(name: str) -> None:
    assert page(article(head=f"<meta name=author content='{name}'>")).byline is None


@pytest.mark.parametrize(
    "data",
    [
        '/*<![CDATA[*/{"@type":"NewsArticle","datePublished":"2025-04-08"}/*]]>*/',
        '<!-- {"@type":"NewsArticle","datePublished":"2025-04-08"} -->',
        '{"@type":"http://schema.org/NewsArticle","datePublished":"2025-04-08"}',
        '{"@graph":[{"@type":["Thing","schema:BlogPosting"],"schema:datePublished":"April 8, 2025"}]}',
        '{"@type":"WebPage","datePublished":"Tue, 08 Apr 2025",}',
        '{"@type":"WebSite"}{"@type":"Report","datePublished":["2025-04-08"]}',
        '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","dateCreated":"08.04.2025"}}',
    ],
)
def test_a_date_is_read_wherever_json_ld_has_it(data: str) -> None:
    found = page(with_data(data))
    assert (found.published, found.guessed) == ("2025-04-08", ())


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<meta property=og:title content='Pier closed | The New Post'>", "<h1>Pier closed</h1>", "Pier closed"),
        ("<title>Pier closed - Harbour - The New Post</title>", "<h1>Pier closed</h1>", "Pier closed"),
        (
            "<title>Pier closed</title>",
            "<header><h1 class=logo><a href=/>The New Post</a></h1></header>",
            "Pier closed",
        ),
        ("<title>Pier closed | newpost.example</title>", "", "Pier closed"),
        ("<title>Pier – what we know</title>", "", "Pier – what we know"),
    ],
)
def test_the_title_has_no_outlet_and_is_no_logo(head: str, body: str, title: str) -> None:
    assert page(article(head=head, body=body), "https://www.newpost.example/a").title == title


def test_a_short_report_on_personal_data_is_no_wall() -> None:
    told = (
        "Twelve banks have lost personal data of their customers, the regulator said on Monday after a long check.",
        "Nobody has been charged so far, and the banks did not answer questions that were sent to them by this paper.",
    )
    body = "".join(f"<p>{each}</p>" for each in told)
    made = page(
        f"<html><head><title>Banks</title></head><body><article><h1>Banks</h1>{body}</article></body></html>".encode()
    )
    assert all(each in made.text for each in told)
