"""What of a page becomes its article: every sentence of a report, whatever its page puts around or between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.files import chapter, docx, epub_file, paragraph

from newsread.articles.boilerplate import may_carry_claim
from newsread.errors import NewsreadError
from newsread.ingest.epub import epub
from newsread.ingest.pages.page import page
from newsread.ingest.word import word

REPORT = [
    f"Engineers of the port said on Monday that {at * 11} boats had been moved from pier {at} before the storm came."
    for at in range(1, 7)
]
AROUND = [
    "<main><article><h1>Pier closed</h1>{}</article></main>",
    "<div class='article-body'><h1>Pier closed</h1>{}</div>",
    "<h1>Pier closed</h1>{}",
    "<section>{}</section>",
    "<table><tr><td><h1>Pier closed</h1>{}</td></tr></table>",
]


def paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def site(inside: str, title: str = "Pier closed") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<header><nav><a href=/>Home</a></nav></header>{inside}<footer>About us</footer></body></html>"
    ).encode()


def text_with(between: str, around: str = AROUND[0]) -> str:
    return page(site(around.format(paragraphs(REPORT[:3]) + between + paragraphs(REPORT[3:])))).text


# Nothing of a report is deleted

OFTEN_FURNITURE = [
    "Nine sailors drowned when the barge turned over, the harbour master wrote (via Telegram).",
    "The picture was shared 900 times before it was taken down (archived here).",
    "The port denied it (photo).",
    "UPDATE, June 2: The port has since said that no barge was lost. We changed the headline of this article.",
    "Correction: An earlier version of this article said that nine had drowned; it was six.",
    "This article was originally published by The Coast Review.",
    "— Mara Lind (@maralind) June 2, 2025",
    "(AFP) - Nine sailors drowned on Monday.",
    "1,309",
    "June 2, 2025",
    "Photo: Mara Lind",
    "Follow the money on Facebook, the mayor wrote.",
    "All rights reserved.",
    "3 comments",
]


@pytest.mark.parametrize("sentence", OFTEN_FURNITURE)
@pytest.mark.parametrize("tag", ["p", "blockquote", "div", "h2"])
def test_what_is_often_no_part_of_a_report_stays_in_its_text(sentence: str, tag: str) -> None:
    assert f"\n\n{sentence}\n\n" in text_with(f"<{tag}>{sentence}</{tag}>")


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(OFTEN_FURNITURE), min_size=1, max_size=4, unique=True),
    st.sampled_from(AROUND),
    st.sampled_from(["p", "div", "h2", "h4", "blockquote"]),
    st.integers(0, 3),
)
def test_every_sentence_that_is_given_is_in_the_text(lines: list[str], around: str, tag: str, at: int) -> None:
    between = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    inside = paragraphs(REPORT[: at + 1]) + between + paragraphs(REPORT[at + 1 :])
    text = page(site(around.format(inside))).text
    assert [each for each in (*REPORT, *lines) if each not in text] == []


def test_an_opening_sentence_that_is_set_as_a_heading_stays() -> None:
    opening = "Two of the crew who hold foreign passports were found on Monday, the port says, and both are alive."
    text = text_with(f"<h2>{opening}</h2><h2>How it began</h2>")
    assert f"\n\n{opening}\n\nHow it began\n\n" in text
    only = "<article><h1>Two of the crew were found on Monday.</h1>{}</article>"
    assert text_with("", only).startswith("Two of the crew were found on Monday.\n\n")


def test_the_signature_of_a_quoted_post_stays() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>Not one more barge.</p>&mdash; Mara Lind (@maralind) '
        '<a href="https://twitter.com/m/status/1">June 2, 2025</a></blockquote>'
    )
    assert "\n\nNot one more barge.\n\n— Mara Lind (@maralind) June 2, 2025\n\n" in text_with(post)


def test_who_said_a_quotation_stays() -> None:
    for quotation in (
        "<blockquote><p>We will stay.</p><footer>Mara Lind, <cite>harbour master</cite></footer></blockquote>",
        "<figure><blockquote>We will stay.</blockquote><figcaption>Mara Lind, harbour master</figcaption></figure>",
    ):
        assert "We will stay.\n\nMara Lind, harbour master\n\n" in text_with(quotation)


@pytest.mark.parametrize(
    "line",
    ["Skip past newsletter promotion", "Image caption: The pier on Monday.", "Show 12 comments", "Open in gallery"],
)
def test_what_the_machinery_of_a_page_writes_is_dim(line: str) -> None:
    assert not may_carry_claim(line, alone=True)


def test_the_title_is_kept_beside_the_text_and_nothing_else_is_taken_for_it() -> None:
    found = page(site(AROUND[0].format(paragraphs(REPORT))))
    assert found.title == "Pier closed"
    assert found.text.startswith(REPORT[0])
    assert "\n\nPier closed\n\n" in text_with("<p>Pier closed</p>")


def test_what_is_left_out_is_known() -> None:
    inside = (
        AROUND[0].format(paragraphs(REPORT)) + "<aside><p>Ten tips for sailors</p><p>Ten tips for sailors</p></aside>"
    )
    assert page(site(inside)).left_out == ("Home", "Ten tips for sailors", "About us")
    assert page(site(inside.replace("<aside>", "<script>var a</script><aside hidden>"))).left_out == (
        "Home",
        "About us",
    )


# Words of a line stay apart, and those of a row together


@pytest.mark.parametrize("around", AROUND[:4])
@pytest.mark.parametrize(
    ("between", "text"),
    [
        (
            "<ul><li><h4>Wind</h4><p>Nine knots.</p><a href=/w>More</a></li><li><h4>Piers</h4><p>Two shut.</p></ul>",
            "- Wind Nine knots. More\n- Piers Two shut.",
        ),
        ("<ul><li><div>Wind</div><div>Nine knots</div></li><li>Two<br>shut</li></ul>", "- Wind Nine knots\n- Two shut"),
        ("<dl><dt>Wind</dt><dd><p>Nine</p><p>knots</p></dd></dl>", "- Wind\n- Nine knots"),
        (
            "<table><tr><th>Pier</th><th>Boats</th></tr><tr><td><p>North</p><p>end</p></td><td>12<br>(old)</td></tr></table>",
            "Pier | Boats\nNorth end | 12 (old)",
        ),
        (
            "<table><tr><td>North</td><td><ul><li>one</li><li>two</li></ul></td></tr><tr><td>South</td><td>3</td></tr></table>",
            "North | one two\nSouth | 3",
        ),
        ("<table role=presentation><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>", "A | 1\nB | 2"),
        (
            f"<table><tr><td>Pier</td><td>Note</td></tr><tr><td>North</td><td>{'<br>'.join('abcdefgh')}</td></tr></table>",
            "Pier | Note\nNorth | a b c d e f g h",
        ),
        ("<h2>Pier shut<br>at noon</h2><p>It was cold.</p>", "Pier shut\nat noon\n\nIt was cold."),
        ("<pre>North   12\nSouth    3</pre>", "North 12\nSouth 3"),
        ("<div>North<br>South<br>West</div>", "North\nSouth\nWest"),
        ("<p>It rose on <time>2 June</time> at <label>noon</label>.</p>", "It rose on 2 June at noon."),
        ("<p>The pier<div>of stone</div>is shut.</p>", "The pier\n\nof stone\n\nis shut."),
    ],
)
def test_words_and_cells_stay_where_they_are(between: str, text: str, around: str) -> None:
    assert f"{REPORT[2]}\n\n{text}\n\n{REPORT[3]}" in text_with(between, around)


def test_rows_of_tables_in_documents_are_lines() -> None:
    rows = [["Pier", "Boats"], ["North", "12"], ["", "3"]]
    table = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    lines = "Pier | Boats\nNorth | 12\n | 3"
    assert epub(epub_file([("a.xhtml", chapter(f"<table>{table}</table><p>End.</p>"))])).text == f"{lines}\n\nEnd."
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    in_word = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>{paragraph('End.')}"
    assert word(docx(in_word)).text == f"{lines}\n\nEnd."


def test_a_table_that_lays_out_a_document_is_its_paragraphs() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('One.')}{paragraph('Two.')}</w:tc></w:tr></w:tbl>"
    assert word(docx(table)).text == "One.\n\nTwo."
    assert epub(epub_file([("a.xhtml", chapter("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>"))])).text == (
        "One.\n\nTwo."
    )


# A report with links between its paragraphs

SHORT = [f"The {at}th boat was found near the pier on Monday by two men of the port." for at in range(4, 14)]
LINK = "Storm keeps ferries in port for day {}"


@pytest.mark.parametrize("around", ["<article><h1>Boats found</h1>{}</article>", "<h1>Boats found</h1><div>{}</div>"])
@pytest.mark.parametrize(
    "between",
    [
        "<p>{0}</p><p><a href=/{1}>{2}</a></p>",
        "<p>{0}</p><div class=related><a href=/{1}>{2}</a></div>",
        "<p>{0}</p><p><strong><a href=/{1}>{2}</a></strong></p>",
        "<p>{0}</p><ul><li><a href=/{1}>{2}</a></li></ul>",
        "<div class=par><p>{0}</p></div><div class=rel><p><a href=/{1}>{2}</a></p></div>",
        "<p>{0}</p><figure><a href=/{1}><img src=x></a><figcaption><a href=/{1}>{2}</a></figcaption></figure>",
    ],
)
def test_a_report_between_links_is_no_list_of_links(between: str, around: str) -> None:
    inside = "".join(between.format(each, at, LINK.format(at)) for at, each in enumerate(SHORT))
    text = page(site(around.format(inside), "Boats found")).text
    assert [each for each in SHORT if each not in text] == []


@pytest.mark.parametrize("heading", ["<h3><a href=/{1}>{2}</a></h3>", "<br><br><a href=/{1}>{2}</a><br><br>"])
def test_nor_is_one_between_headings_that_are_links(heading: str) -> None:
    each_as = "<p>{0}</p>" if heading.startswith("<h3") else "{0}"
    inside = "".join((each_as + heading).format(each, at, LINK.format(at)) for at, each in enumerate(SHORT))
    text = page(site(f"<article><h1>Boats found</h1>{inside}</article>", "Boats found")).text
    assert [each for each in SHORT if each not in text] == []


@pytest.mark.parametrize(
    "each",
    [
        "<article><h2><a href=/{1}>{2}</a></h2><p>{0}</p></article>",
        "<a href=/{1}><h2>{2}</h2><p>{0}</p></a>",
        "<p><a href=/{1}>{2}</a></p><p>{0}</p>",
        "<div><a href=/{1}>{2}</a><p>{0}</p></div>",
        "<div><img src=x><h2><a href=/{1}>{2}</a></h2><p>{0}</p></div>",
    ],
)
def test_headlines_with_a_sentence_under_each_are_a_list_of_links(each: str) -> None:
    inside = "".join(each.format(words, at, LINK.format(at)) for at, words in enumerate(SHORT))
    with pytest.raises(NewsreadError, match="list of links"):
        page(site(f"<main><h1>News</h1>{inside}</main>"))


# Several articles on one page


def story(number: int, length: int = 4) -> list[str]:
    return [
        f"In story {number} the master of pier {at} said that {at * 7 + number} boats had left before the storm."
        for at in range(1, length + 1)
    ]


@pytest.mark.parametrize(
    "each",
    [
        "<article><h2>Story no. {0}</h2>{1}</article>",
        "<article class=post><h2><a href=/{0}>Story no. {0}</a></h2><div class=entry-content>{1}</div></article>",
        "<div id=post-{0} class='post-{0} hentry'><h3>Story no. {0}</h3><div class=entry-content>{1}</div></div>",
        "<div class=row><article><header><h2>Story no. {0}</h2></header>{1}</article></div>",
        "<section><h2>Story no. {0}</h2>{1}</section>",
        "<li class=item><h3>Story no. {0}</h3>{1}</li>",
        "<div itemscope><h2 itemprop=headline>Story no. {0}</h2><div itemprop=articleBody>{1}</div></div>",
    ],
)
@pytest.mark.parametrize("number", [2, 5])
def test_every_article_of_a_page_of_several_is_kept_under_its_heading(each: str, number: int) -> None:
    stories = [story(at) for at in range(number)]
    inside = "".join(each.format(at, paragraphs(of_one)) for at, of_one in enumerate(stories))
    blocks = page(site(f"<div class=page>{inside}</div>", "Diary")).text.strip().split("\n\n")
    assert blocks == [block for at, of_one in enumerate(stories) for block in (f"Story no. {at}", *of_one)]


def test_that_a_page_has_several_articles_is_noted() -> None:
    several = "".join(f"<article><h2>Story no. {at}</h2>{paragraphs(story(at))}</article>" for at in range(3))
    assert "the page has 3 articles" in (page(site(several, "Diary")).notice or "")
    assert page(site(AROUND[0].format(paragraphs(REPORT)))).notice is None


@pytest.mark.parametrize(
    "beside",
    [
        "<article class=teaser><h3><a href=/x>Another</a></h3><p>{}</p></article>",
        "<li class=comment><article class=comment-body><h4>Bo</h4><p>{0}</p><p>{0}</p><p>{0}</p></article></li>",
        "<aside><article><h3>Another</h3><p>{0}</p><p>{0}</p><p>{0}</p></article></aside>",
    ],
)
def test_teasers_and_comments_beside_an_article_are_none(beside: str) -> None:
    others = "".join(beside.format(story(at)[0]) for at in range(5))
    assert page(site(AROUND[0].format(paragraphs(REPORT)) + others)).text == "\n\n".join(REPORT) + "\n"
